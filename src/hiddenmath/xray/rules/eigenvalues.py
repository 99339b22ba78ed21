import numpy as np

from hiddenmath.xray._expression import Apply, Node, evaluate, only_part
from hiddenmath.xray._rule import FEWEST_FLOPS, Assuming, Replace, Rule

SOLVERS = {"eig": "eigvals", "eigh": "eigvalsh", "eigvals": "eigvals"}
SYMMETRIC = {"eig": "eigh", "eigvals": "eigvalsh"}


class Eigenvalues(Rule):
    """An eigenvalue problem that is harder than need be

    ## What it finds
    `np.linalg.eig(A)` and `eigvals(A)` of a matrix that is exactly symmetric (or Hermitian): `eigh` and `eigvalsh`.
    `w, V = np.linalg.eigh(A)` or `eig(A)` where V is never used, or `eigh(A)[0]`: `eigvalsh` and `eigvals`.

    ## Why it matters
    A general matrix takes some 25n³ operations, a symmetric one 9n³, and its eigenvalues alone 4n³/3. For a symmetric
    matrix `eigh` also answers better: real eigenvalues in ascending order, and vectors that are orthogonal to the last
    digits, where those of `eig` need not be when eigenvalues are close.

    ## When to ignore it
    When the matrix is symmetric in this run only: `eigh` reads one triangle and would not notice that it no longer is.
    And mind the order: `eigh` sorts the eigenvalues, `eig` and `eigvals` promise no order at all. Where the program
    depends on either of these, X-ray cannot know; so it does not make these replacements itself, and says what they
    assume. From `eigh` to `eigvalsh` nothing changes but the time.
    """

    name = "eigenvalues"
    lesson = "eigenvectors"
    why = "Symmetry, and not asking for vectors, each save most of the work of an eigenvalue problem."

    VALID = (
        """
        A = rng.normal(size=(100, 100))
        w, V = np.linalg.eig(A)
        print(w.shape, V.shape)
        """,
        """
        A = rng.normal(size=(100, 100))
        w, V = np.linalg.eigh(A + A.T)
        print(w.shape, V.shape)
        """,
        """
        A = rng.normal(size=(100, 100))
        w, V = np.linalg.eigh(A + A.T)
        print(len(w), "V" in globals())
        """,
        """
        A = rng.normal(size=(4, 4))
        w = np.linalg.eig(A + A.T)[0]
        """,
        """
        A = rng.normal(size=(100, 100))
        w = np.linalg.eigvals(A @ (A + A.T))
        """,
    )
    INVALID = (
        Replace(
            """
            A = rng.normal(size=(100, 100))
            S = A + A.T
            w, V = np.linalg.eig(S)
            print(w.shape, V.shape)
            """,
            "np.linalg.eig(S)",
            "np.linalg.eigh(S)",
        ),
        Replace(
            """
            A = rng.normal(size=(100, 100))
            S = A + A.T
            print(max(np.linalg.eigvals(S)))
            """,
            "np.linalg.eigvals(S)",
            "np.linalg.eigvalsh(S)",
        ),
        Replace(
            """
            A = rng.normal(size=(100, 100))
            w, V = np.linalg.eigh(A + A.T)
            print(w[-1])
            """,
            "w, V = np.linalg.eigh(A + A.T)",
            "w = np.linalg.eigvalsh(A + A.T)",
        ),
        Replace(
            """
            A = rng.normal(size=(100, 100))
            w = np.linalg.eigh(A + A.T)[0]
            """,
            "np.linalg.eigh(A + A.T)[0]",
            "np.linalg.eigvalsh(A + A.T)",
        ),
        Replace(
            """
            def radius(A):
                w, _ = np.linalg.eig(A)
                return abs(w).max()
            print(radius(rng.normal(size=(100, 100))) > 1)
            """,
            "w, _ = np.linalg.eig(A)",
            "w = np.linalg.eigvals(A)",
        ),
    )

    def match(self, node: Node) -> Node | Assuming | None:
        call, part = only_part(node) or (node, None)
        if part not in (None, 0) or not isinstance(call, Apply) or call.keywords or len(call.operands) != 1:
            return None
        library, _, name = call.operation.rpartition(".")
        if not library.endswith(".linalg") or name not in SOLVERS or call.flops < FEWEST_FLOPS:
            return None
        if len(call.operands[0].shape) != 2:
            return None
        symmetric = name in SYMMETRIC and _is_hermitian(call.operands[0])
        chosen = SYMMETRIC[name] if symmetric else name
        if part == 0:
            chosen = SOLVERS.get(chosen, chosen)
        if chosen == name:
            return None
        after = Apply(f"{library}.{chosen}", call.operands, node.shape)
        return after if name == "eigh" else Assuming(after, SYMMETRY if symmetric else ORDER)


SYMMETRY = "the matrix is always symmetric, and it does not matter that the eigenvalues come in ascending order"
ORDER = "the order of the eigenvalues does not matter: neither function promises one"


def _is_hermitian(matrix: Node) -> bool:
    a = evaluate(matrix)
    return bool(np.array_equal(a, a.conj().T))
