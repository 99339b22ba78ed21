"""Chains of products: take them apart into factors, put them together in the cheapest order."""

from collections.abc import Callable, Sequence

from hiddenmath.xray._expression import Apply, Node, Transpose, product, subtrees, transpose

Join = Callable[[Node, Node], Node]


def factors(node: Node, end: str = "") -> list[Node]:
    """The factors of a product in order: (A @ B).T @ x -> [B.T, A.T, x].

    A vector may only be the first or the last factor: `A @ x @ B` is (A @ x) @ B, where A @ x is one row, so it is not
    opened. `end` says at which end of a longer chain the node stands ("left", "right", or "" for the whole).
    """
    if isinstance(node, Transpose) and len(node.shape) == 2:
        return [transpose(f) for f in reversed(factors(node.of))]
    if not (isinstance(node, Apply) and node.is_product and all(len(o.shape) in (1, 2) for o in node.operands)):
        return [node]
    left, right = node.operands
    row_at_left = end == "left" and len(left.shape) == 1
    column_at_right = end == "right" and len(right.shape) == 1
    if end == "" or len(node.shape) == 2 or row_at_left or column_at_right:
        return factors(left, "left") + factors(right, "right")
    return [node]


def cheapest(chain: Sequence[Node], join: Join = product) -> Node:
    """The grouping with the fewest FLOPs, by dynamic programming over all of them.

    At a tie the one that is written with the fewest transposes, and of those the one from left to right.
    Cost: O(k³) joins for k factors.
    """
    best: dict[tuple[int, int], Node] = {(i, i + 1): node for i, node in enumerate(chain)}
    for length in range(2, len(chain) + 1):
        for i in range(len(chain) - length + 1):
            j = i + length
            ways = [join(best[i, k], best[k, j]) for k in range(j - 1, i, -1)]
            best[i, j] = min(ways, key=lambda node: (round(node.flops), _transposes(node)))
    return best[0, len(chain)]


def _transposes(node: Node) -> int:
    return isinstance(node, Transpose) + sum(map(_transposes, subtrees(node)))
