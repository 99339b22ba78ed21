"""A residual block: what some layers add to what they are given."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from hiddenmath.apply.neural._chain import Layer, chain
from hiddenmath.apply.neural._layer import Answer, Array, must_fit


def residual(x: Array, *parameters: Array, layers: Sequence[Layer], counts: Sequence[int]) -> Answer:
    """y = x + f(x), where f is the layers one after the other, each with the next `counts` of the parameters.

    Pullback: dx = dy + what the pullback of f makes of dy, so that a gradient has a straight way back; then the
    gradients of the parameters, in their order. The pullback of f is that of `chain`.
    Cost: that of the layers. Raises InputError where f(x) has not the shape of x.
    Source: K. He et al., "Deep Residual Learning for Image Recognition", CVPR 2016.

    >>> import numpy as np
    >>> from hiddenmath.apply.neural import relu
    >>> y, pullback = residual(np.array([[-1.0, 2.0]]), layers=[relu], counts=[0])
    >>> y, pullback(np.array([[1.0, 1.0]]))
    (array([[-1.,  4.]]), (array([[1., 2.]]),))
    """
    own = [parameters[begin:end] for begin, end in pairwise(accumulate(counts, initial=0))]
    f, back = chain(x, layers, own)
    must_fit("residual", f.shape == x.shape, "the layers within give the shape that they are given", x=x, f=f)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx, gradients = back(dy)
        return dy + dx, *(g for each in gradients for g in each)

    return x + f, pullback
