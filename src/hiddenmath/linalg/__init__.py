"""The engine: every answer says how wrong it can be and what it cost."""

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._centre import Centred, centre
from hiddenmath.linalg._singular import AccuracyWarning, SingularError
from hiddenmath.linalg._solve import Solution, solve
from hiddenmath.linalg._structure import Structure, structure
from hiddenmath.linalg._svd import SVD, svd

__all__ = [
    "SVD",
    "AccuracyWarning",
    "Centred",
    "MatrixError",
    "SingularError",
    "Solution",
    "Structure",
    "centre",
    "gamma",
    "solve",
    "structure",
    "svd",
]
