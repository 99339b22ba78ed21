"""The tool `cluster`."""

from typing import Annotated, Literal

import numpy as np

from hiddenmath._counted import counted
from hiddenmath.apply._assigned import of_new_rows
from hiddenmath.apply._cluster_tables import assignments, centres_seen, compared, in_words, picture
from hiddenmath.apply._clusters import Clusters
from hiddenmath.apply._file import File
from hiddenmath.apply._kmeans import centred
from hiddenmath.apply._option import Option
from hiddenmath.apply._partition import by_k_means, by_spectrum
from hiddenmath.apply._pca_asked import Asked, Gaps
from hiddenmath.apply._pca_input import prepared, whole
from hiddenmath.apply._result import Numbers, Result
from hiddenmath.apply._silhouette import how_far, silhouette
from hiddenmath.apply._spectral import Affinity
from hiddenmath.apply._spread import scaled
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Table

LEVELS = 50  # a text of more is rather a name
DOMINATES = 0.9  # of the variance


@tool(estimator="KMeans", saves="model.npz", with_saved=("label", "missing"))
def cluster(
    data: Table,
    *,
    clusters: Annotated[int | None, Option("How many; by default as many as lie furthest apart.", min=2)] = None,
    method: Annotated[
        Literal["k-means", "spectral"], Option("k-means: round groups around centres; spectral: of any shape.")
    ] = "k-means",
    scale: Annotated[bool, Option("Give every column the same say: divide it by its standard deviation.")] = False,
    label: Annotated[
        str | None, Option("The column that names what a row is; the clusters are compared with it.")
    ] = None,
    without: Annotated[str, Option("Columns to leave out, separated by commas.")] = "",
    missing: Annotated[
        Gaps,
        Option("Rows with missing values: stop, drop them, fill in the column's mean, or what the other columns tell."),
    ] = "error",
    affinity: Annotated[
        Affinity, Option("Spectral: which rows are linked: the nearest, or all, the nearer the more.")
    ] = "neighbours",
    neighbours: Annotated[int, Option("Spectral: to how many neighbours a row is linked.", min=1)] = 10,
    width: Annotated[
        float | None,
        Option("Spectral: how far a Gaussian link reaches; by default to the seventh neighbour.", min=1e-300),
    ] = None,
    restarts: Annotated[int, Option("k-means: how often to begin anew; the best is kept.", min=1, max=1000)] = 10,
    seed: Annotated[int, Option("Draws where k-means begins.", min=0)] = 0,
    use: Annotated[
        File | None, Option("A model saved earlier, to sort these rows by instead of fitting.", suffix=".npz")
    ] = None,
) -> Result:
    """Cluster: which rows belong together.

    Divides the rows into groups of like ones without being told what they are, says how many groups there are, and what
    sets each apart.

    *k-means* looks for k centres: each row goes to the nearest one, each centre to the mean of its rows, until nothing
    moves. The *inertia* is the sum of the squared distances that are left. *Spectral* clustering links each row to its
    nearest neighbours, and takes the smallest eigenvectors of the links' Laplacian: rows that are joined by short steps
    get like entries, whatever shape they form together; k-means then divides these.

    The *silhouette* says how well rows sit in their clusters: 1 where the clusters lie far apart, 0 where they touch.
    Of 2 to 10 clusters, the number with the largest one is proposed. Where a column names what the rows are, it has no
    part in the clustering; it is compared afterwards. *Adjusted Rand* is 1 where clusters and names say the same, and
    about 0 where they have nothing to do with each other.

    *Missing: low-rank* fills in what the directions that stand out from chance tell from the rest of the row.

    Scale when the columns have different units: else the one with the largest numbers decides alone. A model that was
    saved takes other rows in: each belongs to the nearest centre, or, of spectral clustering, to the cluster of the
    nearest known row.
    """
    if use is not None:
        return of_new_rows(data, Clusters.load(use), label, missing)
    table = prepared(data.without(name.strip() for name in without.split(",") if name.strip()), label, LEVELS)
    label = next(iter(table.text), None)
    if not table.columns:
        raise InputError(
            f"{table.name} has no column of numbers.", "Check the separator and how numbers are written in it."
        )
    table = whole(table, Asked(scale=scale, missing=missing, seed=seed))
    if table.rows < 3:
        raise InputError(f"{table.name} has only {counted(table.rows, 'row')}.", "Give at least three to divide.")
    X = table.matrix
    if scale:
        spread = scaled(X)
        mean, deviation = spread.mean, spread.length / np.sqrt(len(X) - 1)
    else:
        mean, deviation = centred(X)[1], np.ones(X.shape[1])
    Z = (X - mean) / deviation
    if method == "k-means":
        found = by_k_means(Z, clusters, restarts, seed)
    else:
        found = by_spectrum(Z, clusters, affinity, neighbours, width, seed)
    labels, apart = found.labels, silhouette(found.places, found.labels, seed)
    centres = np.array([Z[labels == j].mean(axis=0) for j in range(labels.max() + 1)])
    points, of = (centres, np.arange(len(centres))) if method == "k-means" else (Z, labels)
    model = Clusters(method, table.columns, mean, deviation, points, of)
    tables = {"clusters": in_words(table, labels)}
    told, agreement, words = compared(table.text.get(label or ""), labels, len(centres), label)
    tables |= told
    if found.tried:
        tables["choice"] = Table(("clusters", "silhouette"), np.array(found.tried), name="choice")
    distance = np.linalg.norm(Z - centres[labels], axis=1)
    tables["assignments"] = assignments(table, data.rows, labels, distance, "distance to its centre")
    numbers: Numbers = {
        "rows": len(X), "columns": X.shape[1], "clusters": len(centres), "silhouette": apart, **agreement,
        **found.numbers,
    }  # fmt: skip
    return Result(
        numbers,
        tables,
        "assignments",
        picture(Z, table.columns, labels, len(centres)),
        {"model.npz": model.save()},
        (*found.notes, _about_distance(apart, method), *words, *_about_scale(table, scale), *table.notes),
        images=centres_seen(table, labels),
        key={"clusters": "number", "silhouette": "number", "adjusted_rand" if label else "rows": "number"},
    )


def _about_distance(apart: float, method: str) -> str:
    """How far the clusters lie apart, where that was measured."""
    return f"{'Among the eigenvectors, the' if method == 'spectral' else 'The'} clusters lie {how_far(apart)}."


def _about_scale(table: Table, scale: bool) -> list[str]:
    variances = np.var(table.matrix, axis=0)
    largest = int(np.argmax(variances))
    if scale or len(variances) == 1 or variances[largest] <= DOMINATES * variances.sum():
        return []
    return [
        f"Column {table.columns[largest]!r} alone holds {variances[largest] / variances.sum():.1%} of the variance, "
        "because its numbers are the largest, so it decides nearly alone. With scale, every column has the same say."
    ]
