"""The engine: every answer says how wrong it can be and what it cost."""

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._blocks import RowBlocks, rows_that_fit
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._centre import Centred, centre
from hiddenmath.linalg._cond import Condition, cond
from hiddenmath.linalg._eigh import Eigh, eigh
from hiddenmath.linalg._factor import LU, QR, Cholesky, NotPositiveDefiniteError, cholesky, lu, qr
from hiddenmath.linalg._lstsq import LeastSquares, lstsq
from hiddenmath.linalg._missed import Complete
from hiddenmath.linalg._nearest import Nearest, nearest
from hiddenmath.linalg._noise import Denoised, denoise
from hiddenmath.linalg._pagerank import pagerank
from hiddenmath.linalg._pinv import PseudoInverse, pinv
from hiddenmath.linalg._polar import Polar, polar
from hiddenmath.linalg._power import Power, power
from hiddenmath.linalg._rank import Rank, rank
from hiddenmath.linalg._singular import AccuracyWarning, SingularError
from hiddenmath.linalg._slogdet import SignLogDet, slogdet
from hiddenmath.linalg._solve import Solution, solve
from hiddenmath.linalg._stationary import Stationary, stationary
from hiddenmath.linalg._structure import Structure, structure
from hiddenmath.linalg._subspaces import Projection, Subspace, null_space, orth, projection
from hiddenmath.linalg._svd import SVD, svd

__all__ = [
    "LU",
    "QR",
    "SVD",
    "AccuracyWarning",
    "Centred",
    "Cholesky",
    "Complete",
    "Condition",
    "Denoised",
    "Eigh",
    "LeastSquares",
    "MatrixError",
    "Nearest",
    "NotPositiveDefiniteError",
    "Polar",
    "Power",
    "Projection",
    "PseudoInverse",
    "Rank",
    "RowBlocks",
    "SignLogDet",
    "SingularError",
    "Solution",
    "Stationary",
    "Structure",
    "Subspace",
    "centre",
    "cholesky",
    "cond",
    "denoise",
    "eigh",
    "gamma",
    "lstsq",
    "lu",
    "nearest",
    "null_space",
    "orth",
    "pagerank",
    "pinv",
    "polar",
    "power",
    "projection",
    "qr",
    "rank",
    "rows_that_fit",
    "slogdet",
    "solve",
    "stationary",
    "structure",
    "svd",
]
