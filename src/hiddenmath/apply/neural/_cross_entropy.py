"""Softmax cross-entropy: how surprised a network is by the right answer."""

from hiddenmath.apply.neural._layer import Answer, Array, functions, must_fit, shape
from hiddenmath.data import InputError


def cross_entropy(z: Array, labels: Array) -> Answer:
    """L = mean of −log p[label], where p = softmax(z) are the chances that the network gives.

    Shapes: z (…×c), labels (…), whole numbers from 0 to c − 1 → L, one number.
    Pullback: dz = (p − e_label) dL/m for m rows: what it said, less what is right. dL is 1 where nothing follows;
    labels have no gradient.
    Cost: one power an entry. Raises InputError for labels that are none of the classes, and for an empty batch.
    Source: C. Bishop, "Pattern Recognition and Machine Learning" (2006), section 4.3.4.

    >>> import numpy as np
    >>> L, pullback = cross_entropy(np.array([[0.0, 0.0]]), np.array([1]))
    >>> round(float(L), 4), pullback()[0]
    (0.6931, array([[ 0.5, -0.5]]))
    """
    must_fit("cross_entropy", z.shape[:-1] == labels.shape, "a label for each row of z", z=z, labels=labels)
    xp, c, label = functions(z), z.shape[-1], labels.reshape(-1)
    m = len(label)
    if not m or int(label.min()) < 0 or int(label.max()) >= c:
        raise InputError(*_wrong(label, z))
    x = z.reshape(m, c)
    x = x - xp.max(x, axis=-1, keepdims=True)  # p is the same, but no power of e overflows
    powers, rows = xp.exp(x), xp.arange(m, device=z.device)
    sums = powers.sum(axis=-1, keepdims=True)

    def pullback(dL: float = 1.0) -> tuple[Array, ...]:
        dz = powers / sums * (dL / m)
        dz[rows, label] -= dL / m
        return (dz.reshape(z.shape),)

    L = (xp.log(sums[:, 0]) - x[rows, label]).sum() / m  # −log p = log Σ e^x − x, finite where p itself rounds to 0
    return L, pullback


def _wrong(labels: Array, z: Array) -> tuple[str, str]:
    if not len(labels):
        return f"cross_entropy: the batch is empty, z is {shape(z)}.", "Give at least one example."
    c = z.shape[-1]
    wrong = int(labels.min()) if int(labels.min()) < 0 else int(labels.max())
    return (
        f"cross_entropy: the label {wrong} is none of the {c} classes of z ({shape(z)}).",
        f"Labels are whole numbers from 0 to {c - 1}; give the last layer as many outputs as there are classes.",
    )
