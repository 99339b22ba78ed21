"""Find the first principal component.

Give back the direction in which the rows of `X` are spread widest, as a vector of length 1. Its opposite is the same
axis, so both are right.
"""

import numpy as np

from hiddenmath import data
from hiddenmath.learn import Exercise, Mistake, up_to_sign


def first_component(X):
    """The direction of greatest variance, of length 1.

    Shapes: X (m, n) -> (n,).
    """
    centred = X - X.mean(axis=0)  # blank
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)  # blank: centred
    return Vt[0]  # blank


def clouds(rng):
    """Clouds away from zero, each direction half as wide as the one before, so that the first is clear."""
    for rows, columns in [(4, 2), (4, 3), (5, 3), (6, 2), (6, 4), (8, 3), (20, 4), (30, 5)]:
        scores = orthonormal(centred(rng.normal(size=(rows, columns))))
        widths = 3 * rows**0.5 * 0.5 ** np.arange(columns)
        cloud = scores * widths @ orthonormal(rng.normal(size=(columns, columns)))
        yield ((cloud + rng.uniform(2, 9, size=columns)).round(1),)


def orthonormal(A):
    return np.linalg.qr(A)[0]


def centred(X):
    return X - X.mean(axis=0)


def svd(X):
    return np.linalg.svd(X, full_matrices=False)


def directions(X):
    """As columns, from the least variance to the greatest."""
    return np.linalg.eigh(np.cov(X, rowvar=False))[1]


def is_another_component(answer, X):
    return any(up_to_sign().alike(answer, direction) for direction in directions(X)[:, :-1].T)


def has_another_length(answer, X):
    largest = abs(answer).max()  # may be 1e200, from a power iteration that never divides by the length
    direction = answer / largest
    length = np.linalg.norm(direction)
    return not np.isclose(length * largest, 1) and up_to_sign(1e-5).alike(direction / length, first_component(X))


def is_across(answer, X):
    """A row of the matrix whose columns are the directions, in whatever order and with whatever signs these come."""

    def sizes(v):
        return np.sort(abs(v))

    return any(np.allclose(sizes(answer), sizes(row)) for row in directions(X))


exercise = Exercise(
    solution=first_component,
    example=lambda: {"X": data.open("iris").matrix},
    cases=clouds,
    check=up_to_sign(rtol=1e-5),  # loose enough for a power iteration that stopped in time
    picture="vector",
    grows=lambda rng, n: (rng.normal(size=(2 * n, n)),),
    concepts=["directions", "norms"],
    hints=[
        "Centre first, as in the exercise before.",
        "`np.linalg.svd` gives three things. The rows of the third are directions, the widest shadow first.",
    ],
    mistakes=[
        Mistake(
            "You did not centre the data, so this direction leads from zero to the middle of the cloud.",
            lambda X: svd(X).Vh[0],
        ),
        Mistake(
            "You centred with one mean of all numbers. Each column has its own mean: axis 0.",
            lambda X: svd(X - X.mean()).Vh[0],
        ),
        Mistake(
            "You centred the rows (axis 1). Each column has its own mean: axis 0.",
            lambda X: svd(X - X.mean(axis=1, keepdims=True)).Vh[0],
        ),
        Mistake(
            "You divided the columns by their spread. That is another cloud; here only centre it.",
            lambda X: svd(centred(X) / X.std(axis=0)).Vh[0],
        ),
        Mistake(
            "This is a component, but not the first. `svd` puts the widest first, `eigh` last, `eig` anywhere.",
            lambda X: svd(centred(X)).Vh[-1],
            lambda X: svd(centred(X)).Vh[1],
            lambda X: directions(X)[:, 0],
            when=is_another_component,
        ),
        Mistake(
            "The direction is right, its length is not 1. Divide by its length, `np.linalg.norm(v)`.",
            lambda X: svd(centred(X)).S[0] * first_component(X),
            lambda X: 2 * first_component(X),
            when=has_another_length,
        ),
        Mistake(
            "Rows and columns are swapped. In `Vt` of `svd` each row is a direction; in `eigh`, each column.",
            lambda X: svd(centred(X)).Vh[:, 0],
            lambda X: directions(X)[-1],
            lambda X: directions(X)[0],
            when=is_across,
        ),
        Mistake(
            "This comes from `U`, which has a row for each row of the data. The directions are the rows of `Vt`.",
            lambda X: svd(centred(X)).U,
            lambda X: svd(centred(X)).U[:, 0],
            lambda X: svd(centred(X)).U[0],
            lambda X: np.linalg.svd(centred(X)).U,
            lambda X: np.linalg.svd(centred(X)).U[0],
        ),
        Mistake(
            "`np.cov` takes each row for a variable, and in `X` each column is one: `np.cov(X.T)`.",
            lambda X: np.linalg.eigh(np.cov(X))[1][:, -1],
        ),
        Mistake(
            "This compares the rows of the data, as `X @ X.T` does. Compare its columns, centred first: `X.T @ X`.",
            lambda X: np.linalg.eigh(X @ X.T)[1][:, -1],
        ),
        Mistake(
            "You took absolute values. The signs say which columns grow together; keep them.",
            lambda X: abs(first_component(X)),
        ),
        Mistake(
            "You gave back the shadows, one for each row of the data. Asked was the direction they fall on.",
            lambda X: centred(X) @ first_component(X),
            lambda X: X @ first_component(X),
        ),
        Mistake(
            "You gave back all directions. The first alone was asked.",
            lambda X: svd(centred(X)).Vh,
            lambda X: svd(centred(X)).Vh.T,
            lambda X: directions(X),
        ),
        Mistake(
            "You gave back the singular values, the widths of the cloud. Asked was its first direction.",
            lambda X: svd(centred(X)).S,
        ),
        Mistake(
            "You chose the one column with the largest variance. A mixture of columns varies more.",
            lambda X: np.eye(X.shape[1])[X.var(axis=0).argmax()],
        ),
        Mistake(
            "This is the mean, the middle of the cloud. Asked was the direction in which it is widest.",
            lambda X: X.mean(axis=0),
            lambda X: X.mean(axis=0) / np.linalg.norm(X.mean(axis=0)),
        ),
    ],
    explanation="""
$\\|X_c v\\|^2=\\sum_i\\sigma_i^2\\,(v_i^\\top v)^2$ is largest for $v=v_1$, the first row of `Vt`. The singular values come in
falling order, so nothing needs to be sorted. The last eigenvector of `X_c.T @ X_c`, from `np.linalg.eigh`, is the same axis.
""",
)
