"""Arrays that are as right as the expected one: up to sign, scale or order, or with the same span."""

import numpy as np

from hiddenmath.learn._compare import Array, Check


def up_to_sign(rtol: float = 1e-6, atol: float = 1e-12) -> Check:
    """As `close`, where v and −v are the same answer: an axis has no front end.

    >>> up_to_sign().alike(np.array([-0.6, -0.8]), np.array([0.6, 0.8]))
    True
    """
    return Check(rtol, atol, nearest=lambda answer, expected: -expected if np.sum(answer * expected) < 0 else expected)


def up_to_scale(rtol: float = 1e-6) -> Check:
    """As `close`, where v and c·v are the same answer for every c ≠ 0: a direction has no length.

    The nearest is c·v with c = vᵀa / vᵀv, the shadow of the answer a on the line through v.

    >>> up_to_scale().alike(np.array([-3.0, -4.0]), np.array([0.6, 0.8]))
    True
    >>> up_to_scale().alike(np.zeros(2), np.array([0.6, 0.8]))
    False
    """

    def nearest(answer: Array, expected: Array) -> Array:
        scale = np.vdot(expected, answer) / np.vdot(expected, expected)
        return scale * expected if scale else expected

    return Check(rtol, atol=0.0, nearest=nearest)


def up_to_order(rtol: float = 1e-9, atol: float = 1e-12) -> Check:
    """As `close`, where the entries of a vector, or the rows of a matrix, may stand in any order.

    The nearest puts row p(i) of `expected` in the place i, for the permutation p with the least sum of distances.

    >>> up_to_order().alike(np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0]))
    True
    """

    def nearest(answer: Array, expected: Array) -> Array:
        from scipy.optimize import linear_sum_assignment  # 0.2 s, for the few exercises that need it

        if answer.ndim == 0 or not (np.isfinite(answer).all() and np.isfinite(expected).all()):
            return expected
        apart = abs(answer[:, None] - expected[None]).reshape(len(answer), len(answer), -1).sum(axis=2)
        return np.asarray(expected[linear_sum_assignment(apart)[1]])

    return Check(rtol, atol, nearest=nearest)


def same_span(rtol: float = 1e-8) -> Check:
    """Right is every basis of the space that the columns of the solution span: all A·M with M invertible.

    With Q an orthonormal basis of that space, the nearest is QQᵀ·answer, the answer's shadow in it. An answer whose
    own columns depend on each other spans less, and has none. A vector counts as one column.

    >>> x, y = np.eye(3)[:, :1], np.eye(3)[:, 1:2]
    >>> same_span().alike(np.hstack([x + y, 2 * x]), np.hstack([x, y]))
    True
    """

    def nearest(answer: Array, expected: Array) -> Array:
        Q = _columns(expected)
        columns = answer.reshape(len(answer), -1)
        if not np.isfinite(answer).all() or _columns(answer).shape[1] < Q.shape[1]:
            return expected
        return np.asarray(Q @ (Q.T @ columns)).reshape(answer.shape)

    return Check(rtol, atol=0.0, nearest=nearest, otherwise="Your columns do not span the space that was asked.")


def _columns(A: Array) -> Array:
    """An orthonormal basis of the columns' span, each column counted at length 1."""
    columns = A.reshape(len(A), -1)
    lengths = np.linalg.norm(columns, axis=0)
    U, s, _ = np.linalg.svd(columns / np.where(lengths > 0, lengths, 1.0), full_matrices=False)
    return np.asarray(U[:, s > 1e-10 * max(1.0, s.max(initial=0.0))])
