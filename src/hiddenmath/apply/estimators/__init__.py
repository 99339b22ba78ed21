"""Estimators on scikit-learn's conventions: the only place that imports scikit-learn."""

from hiddenmath.apply.estimators._clustering import KMeans, SpectralClustering
from hiddenmath.apply.estimators._eigenfaces import Eigenfaces
from hiddenmath.apply.estimators._matrix_factorization import MatrixFactorization
from hiddenmath.apply.estimators._neural_network import NeuralNetwork
from hiddenmath.apply.estimators._pca import PCA
from hiddenmath.apply.estimators._regression import LinearRegression, LogisticRegression
from hiddenmath.apply.estimators._sentiment import Sentiment
from hiddenmath.apply.estimators._word_vectors import WordVectors

__all__ = [
    "PCA",
    "Eigenfaces",
    "KMeans",
    "LinearRegression",
    "LogisticRegression",
    "MatrixFactorization",
    "NeuralNetwork",
    "Sentiment",
    "SpectralClustering",
    "WordVectors",
]
