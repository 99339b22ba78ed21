from hiddenmath.xray._chain import cheapest, factors
from hiddenmath.xray._expression import (
    Apply,
    Node,
    Transpose,
    over_columns,
    over_rows,
    product,
    times_columns,
    times_rows,
)
from hiddenmath.xray._rule import FEWEST_FLOPS, Assuming, Replace, Rule


class DiagonalFactor(Rule):
    """A product with a diagonal matrix

    ## What it finds
    `np.diag(d) @ A`, `A @ np.diag(d)` and `inv(np.diag(d)) @ A`, alone and inside a longer product such as
    `U @ np.diag(s) @ Vt`, and where the diagonal matrix has a name first, if that name is only ever a factor of
    products.

    ## Why it matters
    A diagonal matrix multiplies row i of A by d[i], or column j by d[j]: n² multiplications. `np.diag(d) @ A` fills an
    n×n matrix with zeros and then multiplies with every one of them, 2n³ operations. `d[:, None] * A` and `A * d` do
    the n² only, and need no n×n matrix for d. Each product is then one rounding, where a sum with zeros was no better.

    ## When to ignore it
    When A holds infinities or NaN and you want them spread: zero times infinity is NaN, so the product with a diagonal
    matrix spoils whole columns, scaling does not. `inv` of a diagonal matrix with a zero raises an error, dividing by
    zero answers infinity: the report says that it assumes none. On matrices of a few rows nothing is gained, and
    nothing is said.
    """

    name = "diagonal-factor"
    lesson = "matmul"
    why = "A diagonal matrix scales rows or columns: n² multiplications do it, and the zeros need not be stored."

    VALID = (
        """
        d, A = rng.normal(size=300), rng.normal(size=(300, 300))
        y = d[:, None] * A
        """,
        """
        d, A = rng.normal(size=5), rng.normal(size=(5, 5))
        y = np.diag(d) @ A
        """,
        """
        A, B = rng.normal(size=(2, 300, 300))
        y = np.diag(A) @ B
        """,
        """
        d, A = rng.normal(size=300), rng.normal(size=(301, 301))
        y = np.diag(d, 1) @ A
        """,
        """
        d, A = rng.normal(size=300), rng.normal(size=(300, 300))
        D = np.diag(d)
        y = D @ A
        print(D.shape)
        """,
        """
        d, A = rng.normal(size=300), rng.normal(size=(300, 300))
        D = np.diag(d)
        d[0] = 1
        y = D @ A
        """,
    )
    INVALID = (
        Replace(
            """
            d, A = rng.normal(size=300), rng.normal(size=(300, 200))
            y = np.diag(d) @ A
            """,
            "np.diag(d) @ A",
            "d[:, None] * A",
        ),
        Replace(
            """
            d, A = rng.normal(size=300), rng.normal(size=(200, 300))
            y = A.dot(np.diag(d))
            """,
            "A.dot(np.diag(d))",
            "A * d",
        ),
        Replace(
            """
            U, s, Vt = np.linalg.svd(rng.normal(size=(300, 300)))
            A = U @ np.diag(s) @ Vt
            """,
            "U @ np.diag(s) @ Vt",
            "U * s @ Vt",
        ),
        Replace(
            """
            d, A = rng.normal(size=300), rng.normal(size=(300, 200))
            y = np.linalg.inv(np.diag(d)) @ A
            """,
            "np.linalg.inv(np.diag(d)) @ A",
            "A / d[:, None]",
        ),
        Replace(
            """
            d, x = rng.normal(size=(2, 500))
            A = rng.normal(size=(300, 500))
            y = A @ np.diag(d) @ x
            """,
            "A @ np.diag(d) @ x",
            "A @ (x * d)",
        ),
        Replace(
            """
            w, X = rng.uniform(size=500), rng.normal(size=(500, 40))
            W = np.diag(w)
            G = X.T @ W @ X
            """,
            "W = np.diag(w); X.T @ W @ X",
            "X.T * w @ X",
        ),
    )

    def match(self, node: Node) -> Node | Assuming | None:
        chain = factors(node)
        if len(chain) < 2 or node.flops < FEWEST_FLOPS or not any(_diagonal(f) or _inverse_diagonal(f) for f in chain):
            return None
        after = cheapest(chain, _join)
        return Assuming(after, "the diagonal has no zero") if any(map(_inverse_diagonal, chain)) else after


def _join(left: Node, right: Node) -> Node:
    """diag(d) A scales rows, A diag(d) columns, their inverses divide; what is diagonal on both sides is left alone."""
    if (d := _diagonal(left)) and not _is_diagonal(right):
        return times_rows(d, right)
    if (d := _inverse_diagonal(left)) and not _is_diagonal(right):
        return over_rows(right, d)
    if (d := _diagonal(right)) and not _is_diagonal(left):
        return times_columns(left, d)
    if (d := _inverse_diagonal(right)) and not _is_diagonal(left):
        return over_columns(left, d)
    return product(left, right)


def _is_diagonal(node: Node) -> bool:
    return bool(_diagonal(node) or _inverse_diagonal(node))


def _diagonal(node: Node) -> Node | None:
    """The d of diag(d), transposed or not."""
    node = node.of if isinstance(node, Transpose) else node
    return node.operands[0] if isinstance(node, Apply) and node.is_diagonal else None


def _inverse_diagonal(node: Node) -> Node | None:
    """The d of inv(diag(d))."""
    return _diagonal(node.operands[0]) if isinstance(node, Apply) and node.is_inverse else None
