from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._expression import Apply, Node, evaluate, over_rows
from hiddenmath.xray._rule import FEWEST_FLOPS, Assuming, Replace, Rule

FEW_BANDS = 10


class StructuredSolve(Rule):
    """Equations whose matrix has a structure that the solver ignores

    ## What it finds
    `np.linalg.solve(A, b)` where A is exactly diagonal, triangular, of a few bands, or symmetric and positive definite.

    ## Why it matters
    A solver for general matrices takes 2n³/3 operations. A symmetric positive definite matrix takes half of that
    (Cholesky needs no pivots and is as stable), a triangular one n², one with b bands about nb², a diagonal one n.

    ## When to ignore it
    When the matrix has this structure in this run only: then the other solver would answer wrongly, without an error,
    because it does not read what it takes to be zero or symmetric. X-ray has seen the matrices of this run and no more,
    so it never makes this replacement itself. For small matrices the calls cost more than the work, and measuring shows
    it.
    """

    name = "structured-solve"
    lesson = "inverse"
    why = (
        "A solver that knows the structure of the matrix does not work on zeros, or on both halves of a symmetric one."
    )

    VALID = (
        """
        A, b = rng.normal(size=(300, 300)), rng.normal(size=300)
        x = np.linalg.solve(A, b)
        """,
        """
        A, b = rng.normal(size=(300, 300)), rng.normal(size=300)
        x = np.linalg.solve(A + A.T, b)
        """,
        """
        A, b = rng.normal(size=(8, 8)), rng.normal(size=8)
        x = np.linalg.solve(np.tril(A), b)
        """,
        """
        import scipy.linalg
        A, b = rng.normal(size=(300, 300)), rng.normal(size=300)
        x = scipy.linalg.solve_triangular(np.triu(A), b)
        """,
    )
    INVALID = (
        Replace(
            """
            X, b = rng.normal(size=(600, 300)), rng.normal(size=300)
            A = X.T @ X
            x = np.linalg.solve(A, b)
            """,
            "np.linalg.solve(A, b)",
            "scipy.linalg.cho_solve(scipy.linalg.cho_factor(A), b)",
        ),
        Replace(
            """
            from scipy.linalg import solve_triangular
            A, b = rng.normal(size=(300, 300)) + 30 * np.eye(300), rng.normal(size=(300, 2))
            L = np.tril(A)
            x = np.linalg.solve(L, b)
            """,
            "np.linalg.solve(L, b)",
            "solve_triangular(L, b, lower=True)",
        ),
        Replace(
            """
            d, b = rng.normal(size=300), rng.normal(size=(300, 7))
            x = np.linalg.solve(np.diag(d), b)
            """,
            "np.linalg.solve(np.diag(d), b)",
            "b / d[:, None]",
        ),
        Replace(
            """
            D, b = np.diag(rng.normal(size=300)), rng.normal(size=300)
            x = np.linalg.solve(D + D, b)
            """,
            "np.linalg.solve(D + D, b)",
            "b / np.diag(D + D)",
        ),
        Replace(
            """
            A = 2 * np.eye(300) - np.eye(300, k=1) - np.eye(300, k=-1)
            x = np.linalg.solve(A, np.ones(300))
            """,
            "np.linalg.solve(A, np.ones(300))",
            "scipy.linalg.solve(A, np.ones(300), assume_a='tridiagonal')",
        ),
    )

    def match(self, node: Node) -> Node | Assuming | None:
        if not (isinstance(node, Apply) and node.is_solve) or node.flops < FEWEST_FLOPS:
            return None
        matrix, right = node.operands
        if isinstance(matrix, Apply) and matrix.is_diagonal:
            return Assuming(over_rows(right, matrix.operands[0]), "the diagonal has no zero")
        structure = _structure(evaluate(matrix))
        if structure is None:
            return None
        always = f"the matrix is always {structure}, as it was when it was looked at"
        if structure == "diagonal":
            return Assuming(over_rows(right, Apply("numpy.diag", (matrix,), matrix.shape[:1])), always)
        if find_spec("scipy") is None:
            return None
        if structure == "symmetric positive definite":  # solve(A, b, assume_a="pos") also estimates the condition
            factor = Apply("scipy.linalg.cho_factor", (matrix,), ())
            return Assuming(Apply("scipy.linalg.cho_solve", (factor, right), node.shape), always)
        operation, keywords = SOLVERS[structure]
        return Assuming(Apply(operation, node.operands, node.shape, keywords=keywords), always)


SOLVERS: dict[str, tuple[str, dict[str, Any]]] = {
    "upper triangular": ("scipy.linalg.solve_triangular", {}),
    "lower triangular": ("scipy.linalg.solve_triangular", {"lower": True}),
    "tridiagonal": ("scipy.linalg.solve", {"assume_a": "tridiagonal"}),
    "banded": ("scipy.linalg.solve", {"assume_a": "banded"}),
}


def _structure(a: NDArray[Any]) -> str | None:
    """What every element agrees with."""
    n = len(a)
    rows, columns = np.nonzero(a)
    below, above = int((rows - columns).max(initial=0)), int((columns - rows).max(initial=0))
    if below == above == 0:
        return "diagonal"
    if below == 0 or above == 0:
        return "upper triangular" if below == 0 else "lower triangular"
    if below + above < n / FEW_BANDS:
        return "tridiagonal" if below == above == 1 else "banded"
    return "symmetric positive definite" if _is_positive_definite(a) else None


def _is_positive_definite(a: NDArray[Any]) -> bool:
    if not np.array_equal(a, a.conj().T):
        return False
    try:
        np.linalg.cholesky(a)
    except np.linalg.LinAlgError:
        return False
    return True
