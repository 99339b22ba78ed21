"""Estimators on scikit-learn's conventions: the only place that imports scikit-learn."""

from hiddenmath.apply.estimators._pca import PCA

__all__ = ["PCA"]
