from hiddenmath.xray._chain import cheapest, factors
from hiddenmath.xray._expression import Apply, Node, product, solve, transpose
from hiddenmath.xray._rule import FEWEST_FLOPS, Replace, Rule


class ExplicitInverse(Rule):
    """An inverse that only multiplies

    ## What it finds
    `inv(A) @ b`, `b @ inv(A)`, `np.linalg.inv(A).dot(b)`, the same inside a longer product, with transposes, and where
    the inverse has a name first: `A_inv = inv(A)`, then `A_inv @ b`, if that name is only ever a factor of products.

    ## Why it matters
    `x = inv(A) @ b` asks for the x with `A @ x = b`, and `np.linalg.solve(A, b)` finds it directly. For an n×n matrix
    the inverse takes 2n³ operations, the solution of one system a third of that. And its x fits the equations better:
    the residual of `solve` is of the size of rounding even when A is nearly singular, that of `inv(A) @ b` grows with
    the condition number of A.

    ## When to ignore it
    When the inverse itself is the answer (a covariance from a precision matrix, standard errors on its diagonal). When
    the same inverse multiplies hundreds of right-hand sides that come one at a time: then its cost is shared, and
    X-ray, which counts the products that really happened, says nothing. Nor does it where b has so many columns that
    multiplying is faster, where the gain is only that of another order, or where a call between may have changed A. An
    inverse kept in an attribute, `self.A_inv`, is left alone: other code may read it.
    """

    name = "explicit-inverse"
    lesson = "inverse"
    why = "Solving with a matrix takes a third of the work of inverting it."

    VALID = (
        """
        x = np.linalg.solve(rng.normal(size=(300, 300)), rng.normal(size=300))
        """,
        """
        A_inv = np.linalg.inv(rng.normal(size=(300, 300)))
        print(A_inv.shape)
        """,
        """
        A = rng.normal(size=(300, 300))
        A_inv = np.linalg.inv(A)
        x = A_inv @ np.ones(300)
        spread = np.diag(A_inv)
        """,
        """
        A = rng.normal(size=(300, 300))
        A_inv = np.linalg.inv(A)
        A[0] = 1
        x = A_inv @ np.ones(300)
        """,
        """
        A = rng.normal(size=(6, 6))
        for _ in range(100):
            x = np.linalg.inv(A) @ np.ones(6)
        """,
        """
        x = np.linalg.pinv(rng.normal(size=(300, 200))) @ np.ones(300)
        """,
        """
        A = rng.normal(size=(50, 100, 100))
        x = np.linalg.inv(A) @ np.ones((50, 100, 1))
        """,
    )
    INVALID = (
        Replace(
            """
            A = rng.normal(size=(400, 400))
            b = rng.normal(size=400)
            x = np.linalg.inv(A) @ b
            """,
            "np.linalg.inv(A) @ b",
            "np.linalg.solve(A, b)",
        ),
        Replace(
            """
            from numpy.linalg import inv as inverse
            A = rng.normal(size=(400, 400))
            B = rng.normal(size=(7, 400))
            x = B @ inverse(A)
            """,
            "B @ inverse(A)",
            "np.linalg.solve(A.T, B.T).T",
        ),
        Replace(
            """
            A = rng.normal(size=(400, 400))
            b = rng.normal(size=400)
            x = np.linalg.inv(A.T).dot(b)
            """,
            "np.linalg.inv(A.T).dot(b)",
            "np.linalg.solve(A.T, b)",
        ),
        Replace(
            """
            A = rng.normal(size=(400, 400))
            b = rng.normal(size=400)
            x = b.T @ np.linalg.inv(A) @ b
            """,
            "b.T @ np.linalg.inv(A) @ b",
            "b.T @ np.linalg.solve(A, b)",
        ),
        Replace(
            """
            X = rng.normal(size=(900, 400))
            y = rng.normal(size=900)
            w = np.linalg.inv(X.T @ X + 0.1 * np.eye(400)) @ X.T @ y
            """,
            "np.linalg.inv(X.T @ X + 0.1 * np.eye(400)) @ X.T @ y",
            "np.linalg.solve(X.T @ X + 0.1 * np.eye(400), X.T @ y)",
        ),
        Replace(
            """
            A = rng.normal(size=(400, 400))
            b = rng.normal(size=400)
            A_inv = np.linalg.inv(A)
            x = A_inv @ b
            """,
            "A_inv = np.linalg.inv(A); A_inv @ b",
            "np.linalg.solve(A, b)",
        ),
    )

    def match(self, node: Node) -> Node | None:
        chain = factors(node)
        if len(chain) < 2 or node.flops < FEWEST_FLOPS or not any(map(_is_inverse, chain)):
            return None
        after = cheapest(chain, _join)
        order_alone = cheapest(chain)  # where that gains as much, it is the other rule's finding
        return after if after.flops < min(node.flops, 0.9 * order_alone.flops) else None


def _is_inverse(node: Node) -> bool:
    return isinstance(node, Apply) and node.is_inverse


def _join(left: Node, right: Node) -> Node:
    """inv(A) @ B = solve(A, B);  B @ inv(A) = solve(Aᵀ, Bᵀ)ᵀ;  anything else is a product."""
    if isinstance(left, Apply) and left.is_inverse:
        return solve(left, left.operands[0], right)
    if isinstance(right, Apply) and right.is_inverse:
        return transpose(solve(right, transpose(right.operands[0]), transpose(left)))
    return product(left, right)
