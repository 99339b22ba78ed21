from importlib.util import find_spec

from hiddenmath.xray._expression import Apply
from hiddenmath.xray._rule import Again, Once, Repeated, Rule


class RepeatedFactorisation(Rule):
    """One matrix, factorised again for every right-hand side

    ## What it finds
    `np.linalg.solve(A, b)` again and again with the same A and another b, usually in a loop.

    ## Why it matters
    `solve` first factorises A into two triangles, 2n³/3 operations, and then substitutes b, 2n². The factors do not
    depend on b. `lu = lu_factor(A)` once and `lu_solve(lu, b)` each time leave only the n² in the loop. Where all b
    are known before, they can be the columns of a matrix: one call of `solve` does them all.

    ## When to ignore it
    When A is the same in this run only. X-ray says on how many different matrices it was; the change is yours to make.
    """

    name = "repeated-factorisation"
    lesson = "inverse"
    why = "The factors of a matrix serve every right-hand side, and finding them is nearly all of the work."

    VALID = (
        """
        A, B = rng.normal(size=(2, 200, 200))
        X = np.linalg.solve(A, B)
        """,
        """
        A, B = rng.normal(size=(2, 200, 200))
        for b in B[:10]:
            A[0, 0] += 1
            x = np.linalg.solve(A, b)
        """,
        """
        A, B = rng.normal(size=(2, 10, 10))
        for b in B:
            x = np.linalg.solve(A, b)
        """,
    )
    INVALID = (
        Again(
            """
            A, B = rng.normal(size=(2, 200, 200))
            for b in B[:10]:
                x = np.linalg.solve(A, b)
            """,
            "np.linalg.solve(A, b)",
            "lu = scipy.linalg.lu_factor(A); scipy.linalg.lu_solve(lu, b)",
            "10 times, on the same A",
        ),
        Again(
            """
            from scipy.linalg import lu_factor, lu_solve
            A, x = rng.normal(size=(300, 300)), rng.normal(size=300)
            for _ in range(9):
                x = np.linalg.solve(A, x)
            """,
            "np.linalg.solve(A, x)",
            "lu = lu_factor(A); lu_solve(lu, x)",
            "9 times, on the same A",
        ),
    )

    def match_repeated(self, repeated: Repeated) -> Once | None:
        node = repeated.node
        if repeated.same != 0 or not node.is_solve or find_spec("scipy") is None:
            return None
        matrix, right = node.operands
        lu = Apply("scipy.linalg.lu_factor", (matrix,), (), name="lu")
        each = Apply("scipy.linalg.lu_solve", (lu, right), node.shape)
        return Once(lu, each, "Factorise before the loop; or solve for all right-hand sides at once, as columns.")
