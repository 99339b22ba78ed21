from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._expression import Apply, Node, constant, evaluate, part
from hiddenmath.xray._rule import Assuming, Hazard, Replace, Rule, Warns

ADVICE = "Use np.linalg.slogdet(A), which answers the sign and the logarithm."
LOGS, ABS, DETS = {"numpy.log", "math.log"}, {"builtins.abs", "numpy.abs"}, {"numpy.linalg.det", "scipy.linalg.det"}


class LogDeterminant(Rule):
    """A determinant that left the range of numbers

    ## What it finds
    `np.log(np.linalg.det(A))`, also with `abs` between and with `math.log`, where the determinant overflowed to
    infinity, became zero or lost its digits near zero; and any other determinant that came out as zero or infinite
    although the matrix is not singular, nor nearly so.

    ## Why it matters
    A determinant is a product of n numbers, and a double holds no more than 1e308 and no less than 1e-308. For a
    covariance matrix of 400 variables with variance 0.1 it is 1e-400: it is stored as 0, its logarithm is −∞, and a
    likelihood that is a sum of such logarithms is lost. `np.linalg.slogdet(A)` adds up the logarithms of the same n
    numbers, which never leaves the range. It answers the sign and log|det A|.

    ## When to ignore it
    When you only compare with zero to see whether A is singular: but then ask for the rank or the condition, because
    the determinant says little about either. Where nothing was lost X-ray is silent: `slogdet` takes as long.
    """

    name = "log-determinant"
    lesson = "inverse"
    why = (
        "A determinant is a product of many numbers and soon too large or too small to be stored; its logarithm is not."
    )

    VALID = (
        """
        A = rng.normal(size=(100, 100))
        y = np.log(abs(np.linalg.det(A)))
        """,
        """
        A = np.ones((5, 5))
        y = np.linalg.det(A)
        """,
        """
        X = rng.normal(size=(300, 100))
        y = np.linalg.det(X @ X.T)
        """,
        """
        A = 0.01 * np.eye(300)
        y = np.linalg.slogdet(A)[1]
        """,
        """
        A = np.eye(300)
        A[0, 0] = -1
        y = np.linalg.det(A)
        """,
    )
    INVALID = (
        Replace(
            """
            X = rng.normal(size=(900, 300))
            y = np.log(np.linalg.det(X.T @ X))
            """,
            "np.log(np.linalg.det(X.T @ X))",
            "np.linalg.slogdet(X.T @ X)[1]",
        ),
        Replace(
            """
            A = 0.01 * np.eye(300)
            A[0, 0] = -1
            y = np.log(np.abs(np.linalg.det(A)))
            """,
            "np.log(np.abs(np.linalg.det(A)))",
            "np.linalg.slogdet(A)[1]",
        ),
        Warns(
            """
            X = 1e-3 * rng.normal(size=(300, 300))
            y = np.linalg.det(X)
            """,
            "np.linalg.det(X)",
            "0 is what came out, but the determinant is not: its logarithm is",
        ),
        Warns(
            """
            X = 1e3 * rng.normal(size=(300, 300))
            y = np.linalg.det(X)
            """,
            "np.linalg.det(X)",
            "infinite is what came out, but the determinant is not: its logarithm is",
        ),
    )

    def match(self, node: Node) -> Node | Assuming | Hazard | None:
        determinant, any_sign = _determinant(node)
        if determinant is None or np.ndim(determinant.result) or _is_in_range(determinant.result):
            return None
        matrix = determinant.operands[0]
        sign, logarithm = np.linalg.slogdet(evaluate(matrix))
        if _is_singular(evaluate(matrix)) or _is_in_range(np.exp(logarithm)):
            return None
        if determinant is not node and (any_sign or sign == 1):
            after = part(Apply("numpy.linalg.slogdet", (matrix,), ()), constant(1), ())
            return after if any_sign else Assuming(after, "the determinant is positive")
        came = "infinite" if np.isinf(determinant.result) else f"{determinant.result:.3g}"
        return Hazard(f"{came} is what came out, but the determinant is not: its logarithm is {logarithm:.4g}.", ADVICE)


def _determinant(node: Node) -> tuple[Apply | None, bool]:
    """The determinant in det(A), log(det(A)) and log(abs(det(A))), and whether it may have any sign."""
    any_sign = False
    while isinstance(node, Apply) and not node.keywords and len(node.operands) == 1:
        if node.operation in DETS:
            return node, any_sign
        if node.operation not in LOGS | ABS:
            break
        any_sign = any_sign or node.operation in ABS
        node = node.operands[0]
    return None, False


def _is_singular(a: NDArray[Any]) -> bool:
    """Is it, as far as rounding lets one tell? Then its determinant is zero, and what is computed is noise."""
    values = np.linalg.svd(a, compute_uv=False)
    return bool(values[-1] <= len(a) * np.finfo(values.dtype).eps * values[0])


def _is_in_range(determinant: complex) -> bool:
    """Is it a number with all its digits?"""
    info = np.finfo(np.result_type(determinant, np.float32))
    return bool(info.tiny <= abs(determinant) <= info.max)
