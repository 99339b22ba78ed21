from dataclasses import replace

from hiddenmath.xray._rule import Again, Once, Repeated, Rule

INVERSE = (
    " Where the inverse only multiplies, keep lu_factor(A) in its place and call lu_solve: its answers fit better."
)


class RepeatedExpression(Rule):
    """The same work on the same numbers

    ## What it finds
    A product, a factorisation or another expensive call that is done again although no number in its operands has
    changed: in a loop, because it does not depend on the loop, or at several places of one function. Operands are
    compared by their content, so it does not matter whether they are the same objects.

    ## Why it matters
    The second time gives what the first time gave. Python does not see this and neither does NumPy: nothing moves out
    of a loop by itself, nothing is remembered.

    ## When to ignore it
    When the numbers are the same in this run only, or when keeping the result would take more memory than you have.
    X-ray says how often the work was done and on how many different operands; that it could be done once is for you to
    judge, so it never makes this change itself.
    """

    name = "repeated-expression"
    lesson = "matmul"
    why = "It was computed again, from the very same numbers."

    VALID = (
        """
        A, B = rng.normal(size=(2, 200, 200))
        C = A @ B
        for _ in range(5):
            y = C + C
        """,
        """
        A, B = rng.normal(size=(2, 200, 200))
        for i in range(5):
            A[0, 0] += 1
            y = A @ B
        """,
        """
        def norm(A):
            return np.sqrt((A.T @ A).trace())
        A = rng.normal(size=(200, 200))
        print(norm(A) - norm(A) == 0)
        """,
        """
        A, B = rng.normal(size=(2, 8, 8))
        for _ in range(50):
            y = A @ B
        """,
    )
    INVALID = (
        Again(
            """
            X = rng.normal(size=(400, 200))
            w = np.zeros(200)
            for _ in range(5):
                w = w - 1e-3 * (X.T @ X @ w)
            """,
            "X.T @ X",
            "kept = X.T @ X",
            "5 times, on the same operands",
        ),
        Again(
            """
            A, B = rng.normal(size=(2, 200, 200))
            C = A @ B + (A @ B).T
            """,
            "A @ B",
            "kept = A @ B",
            "2 times, on the same operands",
        ),
        Again(
            """
            A = rng.normal(size=(2, 200, 200))
            for i in range(6):
                w, V = np.linalg.eigh(A[i % 2])
            """,
            "np.linalg.eigh(A[i % 2])",
            "kept = np.linalg.eigh(A[i % 2])",
            "6 times, on 2 different operands",
        ),
    )

    def match_repeated(self, repeated: Repeated) -> Once | None:
        if repeated.same is not None:
            return None
        kept = replace(repeated.node, name="kept")
        lines = [str(site.line) for site in repeated.places]
        where = f"It is done in lines {', '.join(lines)}. " if len(lines) > 1 else ""
        factors = INVERSE if repeated.node.is_inverse else ""
        return Once(kept, kept, f"{where}Compute it before, once for each operand, and keep it under a name.{factors}")
