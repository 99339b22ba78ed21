"""The tool `inspect`."""

from typing import Annotated, Literal

import numpy as np

from hiddenmath.apply._advice import advice
from hiddenmath.apply._heat import heat
from hiddenmath.apply._look import Look, look
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import Anything, Table


@tool()
def inspect(
    data: Anything,
    *,
    kind: Annotated[
        Literal["auto", "table", "image", "text", "array", "edges"],
        Option("What to read it as; auto: what its content says."),
    ] = "auto",
    values: Annotated[
        int, Option("Singular values to find where the matrix is too large for all of them.", min=1, max=1000)
    ] = 20,
) -> Result:
    """Inspect: any file as a matrix.

    Opens a table, an image, a text, an array or a network as one matrix, and says what is in it: shape, gaps, rank,
    condition, spectrum, columns that say the same, and what to do next.

    Any file is a matrix. A *table* is one as it stands; an *image* is one of light (red, green and blue side by side);
    a *text* has a row for each line or paragraph and a column for each word; an *array* of more than two dimensions is
    laid out in rows; in a *network*, entry (i, j) is the weight of the edge from i to j.

    The *singular values* σ₁ ≥ σ₂ ≥ … say how far the matrix stretches space along its principal directions. The *rank*
    is how many of them are not zero, that is, larger than max(m, n)·ε·σ₁, which rounding alone can make. The *condition
    number* σ₁/σₙ says how much an error can grow when one computes backwards: with 10⁶, six digits are lost. How few
    values hold 99% of the sum of squares says how far it can be compressed.

    *Explained* is the share of a column's variance that the other columns explain (R²), and
    which column follows from which is found, in the rows without gaps. For all else a missing value counts as the mean
    of its column. Up to 2,000 rows or columns, all singular values are found to full precision; up to 5,000, all that
    the eigenvalues of AᵀA tell to four digits; of a larger matrix the largest, with a bound on their error.
    """
    matrix = data.matrix(None if kind == "auto" else kind)
    seen = look(matrix, values)
    s = seen.spectrum.s
    held = np.array([seen.spectrum.share(k) for k in range(1, len(s) + 1)])
    tables = {
        "columns": _columns(seen),
        "singular_values": Table(
            ("number", "singular value", "share so far"),
            np.column_stack([np.arange(1.0, len(s) + 1), s, np.minimum(held, 1)]),
            name="singular_values",
        ),
    }
    key: dict[str, Literal["number", "share"]] = {"rank": "number", "condition": "number"}
    if not seen.spectrum.complete:
        key = {"values_found": "number", "they_hold": "share"}
    elif "values_for_99_percent" in seen.numbers:
        key["values_for_99_percent"] = "number"
    return Result(seen.numbers, tables, "columns", heat(seen), notes=tuple(advice(seen, data.name)), key=key)


def _columns(seen: Look) -> Table:
    """A row for each column; `explained` only where it is known of any."""
    columns = seen.columns
    heads = ["missing", "zeros", "least", "mean", "largest"]
    cells = [columns.missing, columns.zeros, columns.least, columns.mean, columns.largest]
    if seen.related:
        heads.append("deviation")
        cells.append(seen.related.deviation)
        if np.isfinite(seen.related.explained).any():
            heads.append("explained")
            cells.append(seen.related.explained)
    return Table(tuple(heads), np.column_stack(cells), {"column": seen.names}, name="columns")
