from hiddenmath.apply import PCA as PCA
from hiddenmath.linalg import svd as svd

__version__: str
__all__ = ["PCA", "__version__", "svd"]
