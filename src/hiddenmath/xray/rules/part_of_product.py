from hiddenmath.xray._chain import cheapest, factors
from hiddenmath.xray._expression import Apply, Node, constant
from hiddenmath.xray._operations import PART
from hiddenmath.xray._parts import TRACES, columns_of, rows_of, taken, whole
from hiddenmath.xray._rule import FEWEST_FLOPS, Replace, Rule


class PartOfProduct(Rule):
    """A product of which only a part is wanted

    ## What it finds
    `np.trace(A @ B)`, `np.diag(A @ B)` and `(A @ B)[i, j]`, `(A @ B)[i]`, `(A @ B)[:, j]`, `(A @ B)[:k]`: the trace,
    the diagonal, an element, some rows or columns of a matrix product that is thrown away afterwards.

    ## Why it matters
    All n² elements of the product take 2n³ operations and a matrix to hold them. One element takes 2n: row i of A times
    column j of B. A row takes 2n², and so do the diagonal and the trace: `np.einsum("ij,ji->i", A, B)` adds up just
    those products that are needed.

    ## When to ignore it
    When other parts of the product are used as well: then give the product a name, and X-ray is silent. So it is where
    the part is nearly the whole.
    """

    name = "part-of-product"
    lesson = "matmul"
    why = "Only these elements of the product are used, and each can be computed without the others."

    VALID = (
        """
        A, B = rng.normal(size=(2, 300, 300))
        C = A @ B
        y = np.trace(C), C[0]
        """,
        """
        A, B = rng.normal(size=(2, 5, 5))
        y = np.trace(A @ B)
        """,
        """
        A, B = rng.normal(size=(2, 300, 300))
        y = np.trace(A @ B, offset=1)
        """,
        """
        A, B = rng.normal(size=(2, 300, 300))
        y = (A @ B)[[0, 1], [2, 3]]
        """,
        """
        A, B = rng.normal(size=(2, 300, 300))
        y = (A @ B)[:]
        """,
        """
        A, x = rng.normal(size=(300, 300)), rng.normal(size=300)
        y = np.diag(A @ x)
        """,
    )
    INVALID = (
        Replace(
            """
            A, B = rng.normal(size=(2, 400, 400))
            t = np.trace(A @ B)
            """,
            "np.trace(A @ B)",
            "np.einsum('ij,ji->', A, B)",
        ),
        Replace(
            """
            A, B = rng.normal(size=(2, 400, 400))
            d = (A @ B).diagonal()
            """,
            "(A @ B).diagonal()",
            "np.einsum('ij,ji->i', A, B)",
        ),
        Replace(
            """
            X, P = rng.normal(size=(500, 40)), rng.normal(size=(40, 40))
            leverage = np.diag(X @ P @ X.T)
            """,
            "np.diag(X @ P @ X.T)",
            "np.einsum('ij,ji->i', X @ P, X.T)",
        ),
        Replace(
            """
            A, B = rng.normal(size=(2, 400, 400))
            i, j = 3, 4
            y = (A @ B)[i, j]
            """,
            "(A @ B)[i, j]",
            "A[i] @ B[:, j]",
        ),
        Replace(
            """
            A, B = rng.normal(size=(2, 400, 400))
            row = np.dot(A, B)[-1]
            """,
            "np.dot(A, B)[-1]",
            "A[-1] @ B",
        ),
        Replace(
            """
            A, B = rng.normal(size=(2, 400, 400))
            columns = (A @ B)[:, :3]
            """,
            "(A @ B)[:, :3]",
            "A @ B[:, :3]",
        ),
        Replace(
            """
            A, B, C = rng.normal(size=(3, 300, 300))
            row = (A @ B @ C)[0]
            """,
            "(A @ B @ C)[0]",
            "A[0] @ B @ C",
        ),
    )

    def match(self, node: Node) -> Node | None:
        inner = whole(node)
        if inner is None or not isinstance(node, Apply) or inner.flops < FEWEST_FLOPS:
            return None
        after = _indexed(node, factors(inner)) if node.operation == PART.name else _diagonal(node, factors(inner))
        return after if after is not None and after.flops < 0.9 * node.flops else None


def _indexed(node: Apply, chain: list[Node]) -> Node | None:
    """The rows are taken of the first factor, the columns of the last."""
    found = taken(node)
    if found is None or found == (None, None):
        return None
    rows, columns = found
    return cheapest([rows_of(chain[0], rows), *chain[1:-1], columns_of(chain[-1], columns)])


def _diagonal(node: Apply, chain: list[Node]) -> Node:
    """The chain is cut in two, P and Q, where that is cheapest: the diagonal of P Q has elements Σⱼ PᵢⱼQⱼᵢ."""
    is_trace = node.operation in TRACES
    pairs = [(cheapest(chain[:i]), cheapest(chain[i:])) for i in range(len(chain) - 1, 0, -1)]
    subscripts = constant("ij,ji->" if is_trace else "ij,ji->i")
    ways = [Apply("numpy.einsum", (subscripts, P, Q), () if is_trace else P.shape[:1]) for P, Q in pairs]
    return min(ways, key=lambda way: way.flops)
