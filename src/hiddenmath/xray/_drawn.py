"""An expression as a report draws it: operations on operands, each with its shape and its cost."""

import ast

from hiddenmath.xray._expression import Apply, Node, Operand, Transpose
from hiddenmath.xray._operations import PART
from hiddenmath.xray._report import Drawn

_SIGNS = {"subtract": "-", "row * columns": "*", "rows / column": "/", "columns / row": "/"}


def drawn(node: Node) -> Drawn | None:
    """The tree to draw; None where a part of it is no array, such as the factors of a decomposition.

    >>> import numpy as np
    >>> A, x = (Operand(ast.Name(name), np.ones((2, 2))) for name in "Ax")
    >>> step = drawn(Apply("matmul", (A, Transpose(x)), (2, 2)))
    >>> step.text, step.shape, step.flops, [part.text for part in step.of], step.of[1].of[0].text
    ('@', [2, 2], 16.0, ['A', '.T'], 'x')
    """
    match node:
        case Operand():
            return Drawn(ast.unparse(node.source), list(node.shape), 0.0, []) if _is_array(node) else None
        case Transpose(of=inner):
            operands, text = [drawn(inner)], ".T"
        case Apply(operation=PART.name, operands=(Apply(result=tuple()) as call, _)):  # one part of several
            operands, text = [drawn(operand) for operand in call.operands], _sign(call)
        case Apply(operation=PART.name, operands=(whole, Operand() as key)):
            operands, text = [drawn(whole)], f"[{ast.unparse(key.source)}]"
        case Apply(operation="column * rows", operands=(matrix, column)):
            operands, text = [drawn(column), drawn(matrix)], "*"
        case Apply(result=tuple()):
            return None
        case _:
            operands, text = [drawn(operand) for operand in node.operands if not _is_text(operand)], _sign(node)
    known = [operand for operand in operands if operand is not None]
    if len(known) < len(operands) or not operands:
        return None
    flops = max(float(node.flops) - sum(map(_total, known)), 0.0)
    return Drawn(text, list(node.shape), flops, known)


def _sign(node: Apply) -> str:
    return "@" if node.is_product else _SIGNS.get(node.operation, node.operation.rpartition(".")[2])


def _total(tree: Drawn) -> float:
    return tree.flops + sum(map(_total, tree.of))


def _is_array(operand: Operand) -> bool:
    return hasattr(operand.value, "shape")


def _is_text(node: Node) -> bool:
    """The subscripts of an einsum are no operand to be drawn."""
    return isinstance(node, Operand) and isinstance(node.value, str)
