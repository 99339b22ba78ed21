"""New rows and the clusters, found earlier, that they belong to."""

from dataclasses import replace

import numpy as np

from hiddenmath.apply._cluster_tables import assignments, compared, picture
from hiddenmath.apply._clusters import Clusters
from hiddenmath.apply._matched import matched
from hiddenmath.apply._pca_asked import Gaps
from hiddenmath.apply._result import Result
from hiddenmath.data import InputError, Table, complete


def of_new_rows(data: Table, model: Clusters, label: str | None, missing: Gaps) -> Result:
    """The nearest cluster of each row of a table that has the model's columns, in any order."""
    X, notes = matched(data, model.columns), data.notes
    if missing == "low-rank":
        raise InputError(
            "missing is low-rank, but saved clusters know no patterns of the columns.",
            "Set missing to mean or to drop.",
        )
    if missing == "mean" and not np.isfinite(X).all():
        count = int((~np.isfinite(X)).sum())
        words = "value: filled in with the mean" if count == 1 else "values: filled in with the means"
        notes = (*notes, f"{count} missing {words} that the saved model holds.")
        X = np.where(np.isfinite(X), X, model.mean)
    text = {label: data.labels(label)} if label else {}
    unread = tuple(cell for cell in data.unread if cell.column in model.columns)
    table = complete(
        replace(data, columns=model.columns, matrix=X, text=text, unread=unread, notes=notes, image=None), missing
    )
    labels = model.assign(table.matrix)
    told, agreement, said = compared(table.text.get(label or ""), labels, model.count, label)
    counts = np.bincount(labels, minlength=model.count)
    sizes = Table(("rows",), counts[:, None].astype(np.float64), {"cluster": _numbered(model.count)}, name="clusters")
    head = "distance to its centre" if model.method == "k-means" else "distance to the nearest known row"
    assigned = assignments(table, data.rows, labels, model.distance(table.matrix), head)
    return Result(
        {"rows": table.rows, "clusters": model.count, "clusters_used": int(np.sum(counts > 0)), **agreement},
        {"clusters": sizes, **told, "assignments": assigned},
        "assignments",
        picture(model.at_scale(table.matrix), model.columns, labels, model.count),
        {"model.npz": model.save()},
        (
            *table.notes,
            "A saved model was used: no cluster was moved by these rows.",
            *said,
        ),
        key={"rows": "number", "clusters_used": "number", **({"adjusted_rand": "number"} if agreement else {})},
    )


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(str(j + 1) for j in range(count))
