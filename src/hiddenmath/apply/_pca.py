"""The tool `pca`."""

from typing import Annotated

from hiddenmath.apply._components import Components
from hiddenmath.apply._file import File
from hiddenmath.apply._option import Option
from hiddenmath.apply._pca_asked import Asked, Gaps, keep
from hiddenmath.apply._pca_of_blocks import of_blocks
from hiddenmath.apply._pca_of_new_rows import of_new_rows
from hiddenmath.apply._pca_of_table import of_table
from hiddenmath.apply._result import Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import Rows, Table


@tool(estimator="PCA", saves="model.npz", with_saved=("label", "missing", "without", "space", "reconstruct"))
def pca(
    data: Table | Rows,
    *,
    components: Annotated[int, Option("How many directions to keep.", min=1)] = 2,
    scale: Annotated[bool, Option("Give every column the same say: divide it by its standard deviation.")] = False,
    label: Annotated[str | None, Option("The column that names what a row is; it colours the picture.")] = None,
    share: Annotated[
        float | None,
        Option("In place of components: as many as hold this share of the variance, such as 0.9.", min=0, max=1),
    ] = None,
    auto: Annotated[bool, Option("In place of components: as many as stand out from chance.")] = False,
    missing: Annotated[
        Gaps,
        Option("Rows with missing values: stop, drop them, fill in the column's mean, or what the directions tell."),
    ] = "error",
    without: Annotated[str, Option("Columns to leave out, separated by commas.")] = "",
    space: Annotated[bool, Option("Draw three directions, as a cloud to turn, in place of two.")] = False,
    whiten: Annotated[bool, Option("Give the scores along each direction the variance 1.")] = False,
    reconstruct: Annotated[bool, Option("Give back the rows, too, as the kept directions alone tell them.")] = False,
    seed: Annotated[int, Option("Draws how columns are shuffled, to see what chance gives.", min=0)] = 0,
    use: Annotated[
        File | None,
        Option("A model saved earlier, along whose directions these rows lie, in place of new ones.", suffix=".npz"),
    ] = None,
) -> Result:
    """PCA: many columns on a flat page.

    Finds the directions in which your rows differ most, and where each row lies along them: the fewest numbers that
    keep the most of the differences.

    The columns are centred, and the singular value decomposition finds the directions (principal components). The first
    holds the largest possible share of the variance, the second the largest share of what is left, at right angles to
    the first, and so on. *Loadings* say how much of each column goes into a direction; *scores* are where each row lies
    along it. *Left over* is what the kept directions do not tell, of a column or of a row.

    Scale when the columns have different units: else the one with the largest numbers decides alone.

    *How many to keep?* Each column is shuffled on its own, which leaves the columns nothing in common. A direction is
    worth keeping while it holds more than it does in any of 19 such tables (parallel analysis). That is careful: beside
    strong directions a weak one may be taken for chance. So other rules stand beside it: the threshold of Gavish and
    Donoho, which supposes the same noise everywhere, and what holds 90, 95 and 99%.

    *Missing: low-rank* begins with the means, finds the directions, reads the missing values from them, and goes on so
    until nothing moves. In the terminal, a CSV, Parquet or .npy file larger than 100 MB is read in blocks of its rows,
    as a rule once, and is never in memory as a whole.
    """
    data = data.without(name.strip() for name in without.split(",") if name.strip())
    asked = Asked(keep(components, share, auto), scale, whiten, label, missing, space, reconstruct, seed)
    if use is not None:
        return of_new_rows(data, Components.load(use), asked)
    return of_blocks(data, asked) if isinstance(data, Rows) else of_table(data, asked)
