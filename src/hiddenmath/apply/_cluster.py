"""The tool `cluster`."""

from dataclasses import replace
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._agreement import adjusted_rand, counted
from hiddenmath.apply._cloud import cloud
from hiddenmath.apply._clusters import Clusters
from hiddenmath.apply._components import principal_components
from hiddenmath.apply._kmeans import Labels, centred
from hiddenmath.apply._option import Option
from hiddenmath.apply._partition import by_k_means, by_spectrum
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._silhouette import in_words, silhouette
from hiddenmath.apply._spectral import Affinity
from hiddenmath.apply._spread import scaled
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Missing, Table, complete

Array = NDArray[np.float64]
LEVELS = 50  # a text of more is rather a name
TOLD, STANDS_OUT = 3, 0.5  # columns in words, and from how many standard deviations on
COLOURS = 10  # that one can tell apart
DOMINATES = 0.9


@tool(estimator="KMeans")
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
        Missing, Option("Rows with missing values: stop, drop them, or fill in the column's mean.")
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

    Scale when the columns have different units: else the one with the largest numbers decides alone.
    """
    table, label = _prepared(data, label, without, missing)
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
    labels = found.labels
    centres = np.array([Z[labels == j].mean(axis=0) for j in range(labels.max() + 1)])
    points, of = (centres, np.arange(len(centres))) if method == "k-means" else (Z, labels)
    model = Clusters(method, table.columns, mean, deviation, points, of)
    apart = silhouette(found.places, labels, seed)
    tables = {"clusters": _clusters(table, labels, centres)}
    if found.tried:
        tables["choice"] = Table(("clusters", "silhouette"), np.array(found.tried), name="choice")
    compared, agreement, told = _compared(table, labels, label)
    numbers: dict[str, float | int | str] = {
        "rows": len(X), "columns": X.shape[1], "clusters": len(centres), "silhouette": apart, **agreement,
        **found.numbers,
    }  # fmt: skip
    distance = np.linalg.norm(Z - centres[labels], axis=1)
    return Result(
        numbers,
        {**tables, **compared, "assignments": _assignments(table, data, labels, distance)},
        "assignments",
        _picture(Z, table, labels),
        {"model.npz": model.save()},
        (*table.notes, *found.notes, f"The clusters lie {in_words(apart)}.", *told, *_about_scale(table, scale)),
        key={"clusters": "number", "silhouette": "number", "adjusted_rand" if label else "rows": "number"},
    )


def _prepared(data: Table, label: str | None, without: str, missing: Missing) -> tuple[Table, str | None]:
    """The rows that count, of text only the label; and its name."""
    table = data.without(name.strip() for name in without.split(",") if name.strip())
    if label is None:
        label = next((name for name, cells in table.text.items() if 1 < len(set(cells)) <= LEVELS), None)
    labels = {label: table.labels(label)} if label else {}
    ignored = [f"{name!r} (such as {cells[0]!r})" for name, cells in table.text.items() if name != label]
    notes = (f"Text does not count: {', '.join(ignored[:5])}.",) if ignored else ()
    table = complete(replace(table.without(labels), text=labels, notes=(*table.notes, *notes)), missing)
    if not table.columns:
        raise InputError(
            f"{table.name} has no column of numbers.", "Check the separator and how numbers are written in it."
        )
    if table.rows < 3:
        raise InputError(
            f"{table.name} has only {table.rows} row{'s' if table.rows > 1 else ''}.", "Give at least three to divide."
        )
    return table, label


def _about_scale(table: Table, scale: bool) -> list[str]:
    variances = np.var(table.matrix, axis=0)
    largest = int(np.argmax(variances))
    if scale or len(variances) == 1 or variances[largest] <= DOMINATES * variances.sum():
        return []
    return [
        f"Column {table.columns[largest]!r} alone holds {variances[largest] / variances.sum():.1%} of the variance, "
        "because its numbers are the largest, so it decides nearly alone. With scale, every column has the same say."
    ]


def _clusters(table: Table, labels: Labels, centres: Array) -> Table:
    """Of each cluster its size and its mean in the units of the table; and what sets it apart, in words."""
    X = table.matrix
    k = len(centres)
    means = np.array([X[labels == j].mean(axis=0) for j in range(k)])
    text = {"cluster": tuple(str(j + 1) for j in range(k))}
    if table.image is None:
        text["what sets it apart"] = tuple(_apart(table, mean) for mean in means)
    return Table(("rows", *table.columns), np.column_stack([np.bincount(labels), means]), text, name="clusters")


def _apart(table: Table, mean: Array) -> str:
    """The columns in which a cluster lies furthest from the mean of all rows, counted in their standard deviations."""
    usual, deviation = table.matrix.mean(axis=0), table.matrix.std(axis=0)
    away = (mean - usual) / np.where(deviation > 0, deviation, np.inf)
    first = [i for i in np.argsort(-np.abs(away), kind="stable")[:TOLD] if abs(away[i]) >= STANDS_OUT]
    words = [
        f"{table.columns[i]} {'high' if away[i] > 0 else 'low'}: {_three(mean[i])}, where {_three(usual[i])} is usual"
        for i in first
    ]
    return "; ".join(words) or "near the mean in every column"


def _three(value: float) -> str:
    """Three digits that count: 1234.5 as 1,230."""
    return f"{float(f'{value:.3g}'):,g}"


def _compared(
    table: Table, labels: Labels, label: str | None
) -> tuple[dict[str, Table], dict[str, float | int | str], tuple[str, ...]]:
    """How often which name is in which cluster, how well both agree, and that in words."""
    if label is None:
        return {}, {}, ()
    names, code = np.unique(np.array(table.text[label]), return_inverse=True)
    counts = counted(code, labels)
    agreement = adjusted_rand(counts)
    heads = tuple(f"cluster {j + 1}" for j in range(counts.shape[1]))
    right = int(counts.max(axis=0).sum())
    words = (
        f"Beside {label!r}, which had no part in this: if each cluster were called after the name it holds most of, "
        f"{right} of {table.rows} rows would be called rightly. Adjusted Rand {agreement:.2f}: 1 if both divide alike, "
        "0 if only by chance."
    )
    compared = Table(heads, counts.astype(np.float64), {label: tuple(map(str, names))}, name="compared")
    return {"compared": compared}, {"adjusted_rand": agreement}, (words,)


def _assignments(table: Table, data: Table, labels: Labels, distance: Array) -> Table:
    columns: tuple[str, ...] = ("cluster", "distance to its centre")
    cells = np.column_stack([labels + 1.0, distance])
    if table.rows < data.rows and table.lines:
        # Rows were left out: say which line of the file each one is.
        columns, cells = ("line", *columns), np.column_stack([np.array(table.lines, dtype=np.float64), cells])
    return Table(columns, cells, table.text, name="assignments")


def _picture(Z: Array, table: Table, labels: Labels) -> Picture | None:
    """The rows along their principal components, coloured by cluster; where these are many, the smaller ones alike."""
    if len(table.columns) < 2:
        return None
    k = int(labels.max()) + 1
    names = [f"cluster {j + 1}" for j in range(k)]
    if k > COLOURS:
        names = [*names[: COLOURS - 1], "smaller clusters"]
    found = principal_components(Z, min(2, *Z.shape), columns=table.columns)
    return cloud(found, Z, "cluster", np.minimum(labels, COLOURS - 1), names)
