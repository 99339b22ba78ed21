from hiddenmath import show as show
from hiddenmath.apply import PCA as PCA
from hiddenmath.linalg import svd as svd
from hiddenmath.xray import record as record

__version__: str
__all__ = ["PCA", "__version__", "record", "show", "svd"]
