"""Algorithms in slow motion. Each yields its steps (`Step`: state, what was done, why) and returns its answer.

>>> from hiddenmath.linalg import steps
>>> for step in steps.eliminate([[1, 2], [3, 4]]):
...     print(step.did)
start with A (2×2), exact
row 2 ← row 2 − 3·row 1
row 2 ← −1/2·row 2
row 1 ← row 1 − 2·row 2
rank 2, pivots in columns 1 and 2

`show` prints them with their matrices, `run` gives them as a list, with the answer. All compute in float64 (elimination
and LU of whole numbers and fractions: exactly), on matrices that a person can look at. The fast forms are in
`hiddenmath.linalg`.
"""

from hiddenmath.linalg.steps._conjugate_gradient import Solution, conjugate_gradient
from hiddenmath.linalg.steps._eliminate import RREF, eliminate
from hiddenmath.linalg.steps._gradient_descent import Descent, gradient_descent
from hiddenmath.linalg.steps._gram_schmidt import Orthogonal, gram_schmidt
from hiddenmath.linalg.steps._householder import QR, householder
from hiddenmath.linalg.steps._jacobi import Eigen, jacobi
from hiddenmath.linalg.steps._lu import LU, lu
from hiddenmath.linalg.steps._power import Eigenpair, power
from hiddenmath.linalg.steps._show import show
from hiddenmath.linalg.steps._step import Step, Steps, run
from hiddenmath.linalg.steps._svd import SVD, svd

__all__ = [
    "LU",
    "QR",
    "RREF",
    "SVD",
    "Descent",
    "Eigen",
    "Eigenpair",
    "Orthogonal",
    "Solution",
    "Step",
    "Steps",
    "conjugate_gradient",
    "eliminate",
    "gradient_descent",
    "gram_schmidt",
    "householder",
    "jacobi",
    "lu",
    "power",
    "run",
    "show",
    "svd",
]
