from hiddenmath.xray._chain import cheapest, factors
from hiddenmath.xray._expression import Node
from hiddenmath.xray._rule import FEWEST_FLOPS, Replace, Rule


class ChainOrder(Rule):
    """A product in a costly order

    ## What it finds
    A product of three or more factors that would take fewer operations with other parentheses: `A @ B @ x`, which
    Python computes from the left, against `A @ (B @ x)`. Transposes are seen through: `(A @ B).T @ x` is `B.T @ (A.T @
    x)`. The order is the best of all for the shapes that occurred.

    ## Why it matters
    The result is the same, the work is not. For n×n matrices and a vector, `A @ B @ x` makes an n×n matrix in 2n³
    operations only to reduce it to a vector at once; `A @ (B @ x)` makes two vectors in 4n². For n = 1000 that is five
    hundred times less.

    ## When to ignore it
    When the first product is needed for itself, or serves many vectors: then give it a name, and X-ray sees that it is
    computed once. The results differ in the last digits, as those of any two orders do; both errors are in the report.
    """

    name = "chain-order"
    lesson = "matmul"
    why = "The result is the same in any order, the work is not: this order takes the least for these shapes."

    VALID = (
        """
        A, B = rng.normal(size=(2, 300, 300))
        x = rng.normal(size=300)
        y = A @ (B @ x)
        """,
        """
        A, C = rng.normal(size=(2, 200, 20))
        B = rng.normal(size=(20, 200))
        y = A @ (B @ C)
        """,
        """
        A, B = rng.normal(size=(2, 300, 300))
        x = rng.normal(size=300)
        AB = A @ B
        y = AB @ x
        """,
        """
        A, B = rng.normal(size=(2, 300, 300))
        x = rng.normal(size=300)
        y = A @ x @ B
        """,
        """
        A, B = rng.normal(size=(2, 5, 5))
        x = rng.normal(size=5)
        y = A @ B @ x
        """,
        """
        A, B, C = rng.normal(size=(3, 90, 90))
        y = A @ B @ C
        """,
    )
    INVALID = (
        Replace(
            """
            A, B = rng.normal(size=(2, 700, 700))
            x = rng.normal(size=700)
            y = A @ B @ x
            """,
            "A @ B @ x",
            "A @ (B @ x)",
        ),
        Replace(
            """
            A, B = rng.normal(size=(2, 700, 700))
            x = rng.normal(size=700)
            y = np.dot(np.dot(A, B), x)
            """,
            "np.dot(np.dot(A, B), x)",
            "A @ (B @ x)",
        ),
        Replace(
            """
            A, B = rng.normal(size=(2, 700, 700))
            x = rng.normal(size=700)
            y = (A @ B.T).T @ x
            """,
            "(A @ B.T).T @ x",
            "B @ (A.T @ x)",
        ),
        Replace(
            """
            A, B = rng.normal(size=(2, 700, 700))
            x = rng.normal(size=700)
            y = x @ (A @ B)
            """,
            "x @ (A @ B)",
            "x @ A @ B",
        ),
        Replace(
            """
            x, y = rng.normal(size=(2, 900, 1))
            z = rng.normal(size=900)
            w = x @ y.T @ z
            """,
            "x @ y.T @ z",
            "x @ (y.T @ z)",
        ),
    )

    def match(self, node: Node) -> Node | None:
        chain = factors(node)
        if len(chain) < 3 or node.flops < FEWEST_FLOPS:
            return None
        after = cheapest(chain)
        return after if after.flops < 0.9 * node.flops else None
