import ast

from hiddenmath.xray._expression import Apply, Node, Operand
from hiddenmath.xray._operations import DIFFERENCE
from hiddenmath.xray._rule import Hazard, Rule, Warns

FEWEST = 8


class OuterDifference(Rule):
    """A vector minus a column

    ## What it finds
    A difference of an array of shape (n,) and one of shape (n, 1), which is an n×n matrix: every number of the one
    minus every number of the other. It is named where that is hardly ever meant: where one of the two is a matrix
    product, as in `y - X @ w`, and where all of the difference becomes a single number, as in `np.mean((y - p) ** 2)`.

    ## Why it matters
    NumPy lines shapes up from the right, so (n,) counts as (1, n). No error is raised, the loss is a number like any
    other, training goes on, and what is learned is wrong. For 100 000 observations the matrix takes 80 GB.

    ## When to ignore it
    When all pairs are what you want. Then say so in the source: of `y[None, :] - p`, where the axis is written down,
    X-ray says nothing.
    """

    name = "outer-difference"
    lesson = "matmul"
    why = "A vector minus a column is a matrix of all pairs, and nothing warns of it."

    VALID = (
        """
        y, p = rng.normal(size=(2, 100))
        loss = np.mean((y - p) ** 2)
        """,
        """
        x = rng.normal(size=100)
        energy = np.mean(np.abs(x[:, None] - x))
        """,
        """
        x, column = rng.normal(size=100), rng.normal(size=(100, 1))
        distances = np.abs(x - column)
        """,
        """
        y, p = rng.normal(size=5), rng.normal(size=(5, 1))
        loss = np.mean((y - p) ** 2)
        """,
        """
        x, column = rng.normal(size=100), rng.normal(size=(100, 1))
        spread = ((x - column) ** 2).mean(axis=1)
        """,
        """
        X, p = rng.normal(size=(100, 3)), rng.normal(size=(100, 1))
        loss = np.sum((X - p) ** 2)
        """,
    )
    INVALID = (
        Warns(
            """
            X, y, w = rng.normal(size=(100, 3)), rng.normal(size=100), rng.normal(size=(3, 1))
            residuals = y - X @ w
            """,
            "y - X @ w",
            "(100,) minus (100, 1) is 100×100: all pairs, 10000 numbers in place of 100.",
        ),
        Warns(
            """
            X, y, w = rng.normal(size=(100, 3)), rng.normal(size=100), rng.normal(size=3)
            residuals = y.reshape(-1, 1) - X @ w
            """,
            "y.reshape(-1, 1) - X @ w",
            "(100, 1) minus (100,) is 100×100",
        ),
        Warns(
            """
            y, p = rng.normal(size=100), rng.normal(size=(100, 1))
            loss = np.mean((p - y) ** 2)
            """,
            "p - y",
            "(100, 1) minus (100,) is 100×100",
        ),
        Warns(
            """
            labels, p = np.arange(50), rng.normal(size=(50, 1))
            error = labels - p
            print(np.square(error).sum(), np.abs(error).mean())
            """,
            "labels - p",
            "(50,) minus (50, 1) is 50×50",
        ),
    )

    def match(self, node: Node) -> Hazard | None:
        if not isinstance(node, Apply) or node.operation != DIFFERENCE.name or max(node.shape) < FEWEST:
            return None
        a, b = node.operands
        column = a if len(a.shape) == 2 else b
        assert isinstance(column, Operand), "differences are not looked into"
        n, written = node.shape[0], ast.unparse(ast.Subscript(column.source, ast.Tuple([ast.Slice(), ast.Constant(0)])))
        return Hazard(
            f"{a.shape} minus {b.shape} is {n}×{n}: all pairs, {n * n} numbers in place of {n}.",
            f"If one number for each element is meant, take the column as a vector: {written}.",
        )
