"""The engine: every answer says how wrong it can be and what it cost."""

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._centre import Centred, centre
from hiddenmath.linalg._svd import SVD, svd

__all__ = ["SVD", "Centred", "MatrixError", "centre", "gamma", "svd"]
