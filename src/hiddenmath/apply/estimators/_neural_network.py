"""The estimator NeuralNetwork."""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import validate_data

from hiddenmath.apply.estimators._saving import Saving, unnamed
from hiddenmath.apply.neural import Network, Settings, fit
from hiddenmath.apply.neural._fit import Name
from hiddenmath.apply.neural._recogniser import Recogniser, takes
from hiddenmath.data import InputError

Array = NDArray[Any]


class NeuralNetwork(Saving, ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A neural network that tells classes: its layers in words, and after them a dense one with an output a class.

    Parameters: `layers`, such as "dense 64, relu" or, of images with `image` = (height, width), "convolution 8 5, relu,
    pool 2, flatten"; `epochs`, `batch`, `optimiser` ("sgd", "momentum", "adam"), `rate`, and `random_state`, as in
    `hiddenmath.apply.neural.fit`. Each column is brought to mean 0 and variance 1 first.

    After `fit`: `classes_`, `network_`, `loss_curve_` (the loss of each step). Raises ValueError for one class, missing
    values, and layers that do not fit. Cost: about six operations a weight, row and epoch.

    >>> from hiddenmath import data
    >>> digits = data.open("digits")
    >>> X, y = digits.matrix, np.array(digits.text["digit"])
    >>> NeuralNetwork().fit(X[:1000], y[:1000]).score(X[1000:], y[1000:]) > 0.9
    True
    """

    def __init__(
        self,
        layers: str = "dense 64, relu",
        *,
        epochs: int = 30,
        batch: int = 32,
        optimiser: Name = "adam",
        rate: float = 3e-3,
        image: tuple[int, int] | None = None,
        random_state: int = 0,
    ) -> None:
        self.layers = layers
        self.epochs = epochs
        self.batch = batch
        self.optimiser = optimiser
        self.rate = rate
        self.image = image
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Learns the classes y (m,) of the rows X (m×n)."""
        rows, labels = validate_data(self, X, y, dtype=np.float64)
        check_classification_targets(labels)
        classes, codes = np.unique(labels, return_inverse=True)
        if len(classes) < 2:
            raise InputError(
                f"There is one class only: all {len(labels)} labels are {classes[0]}.", "Give rows of two or more."
            )
        spread = rows.std(axis=0)
        size = self.image or (0, 0)
        shape = takes(self.layers, rows.shape[1], size)
        network = Network(f"{self.layers}, dense {len(classes)}", shape, seed=self.random_state)
        scale = np.where(spread > 0, spread, 1.0)
        names = getattr(self, "feature_names_in_", None)
        columns = unnamed(rows.shape[1]) if names is None else tuple(map(str, names))
        model = Recogniser(network, classes, rows.mean(axis=0), scale, columns, size)
        settings = Settings(self.epochs, self.batch, self.optimiser, self.rate, fall=True, seed=self.random_state)
        trained = fit(network, model.examples(rows), codes, settings)
        self.loss_curve_ = trained.losses
        return self._take(Recogniser(trained.network, classes, model.mean, scale, columns, size))

    def predict_proba(self, X: ArrayLike) -> Array:
        """How likely each class is (m×c) for the rows X (m×n)."""
        rows = self._rows(X)
        found: Recogniser = self.model_
        return found.chances(rows)

    def predict(self, X: ArrayLike) -> Array:
        """The likeliest class (m,) of each row of X (m×n)."""
        likely = self.predict_proba(X)
        classes: Array = self.classes_[likely.argmax(axis=1)]
        return classes

    @classmethod
    def from_model(cls, model: Recogniser) -> Self:
        """The fitted estimator of what the tool or another estimator found."""
        layers = model.network.architecture.rpartition(", dense")[0]
        return cls(layers, image=None if model.size == (0, 0) else model.size)._take(model)

    def _take(self, model: Recogniser) -> Self:
        self.model_ = model
        self.network_, self.classes_ = model.network, model.classes
        self.n_features_in_ = len(model.columns)
        return self
