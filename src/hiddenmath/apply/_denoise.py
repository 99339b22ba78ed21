"""The tool `denoise`."""

from typing import Annotated, Literal

from hiddenmath.apply._denoise_image import denoised_image
from hiddenmath.apply._denoise_table import denoised_table
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import Image, InputError, Table


@tool(begins="sunspots")
def denoise(
    data: Image | Table,
    *,
    column: Annotated[
        str, Option("Of a table: the columns to denoise, separated by commas; by default all but the time.")
    ] = "",
    window: Annotated[
        int | None,
        Option("Of a table: how many values make one piece; by default a quarter of the rows, at most 300.", min=2),
    ] = None,
    sigma: Annotated[
        float | None,
        Option("How large the noise is, in a photo from 0 to 255; it is measured where this is not given.", min=0),
    ] = None,
    how: Annotated[
        Literal["shrink", "cut"], Option("Shrink the singular values above the noise, or leave them as they are.")
    ] = "shrink",
    add: Annotated[float, Option("To try it: first add noise of this size, and say what is gone of it.", min=0)] = 0.0,
    seed: Annotated[int, Option("Of the noise that is added.", min=0)] = 0,
) -> Result:
    """Denoise: take the noise out of a photo or a series.

    Looks at many small pieces together: what they have in common is the photo or the series, what each has for itself
    is noise.

    In a photo the pieces are the patches of a neighbourhood. In a column of a table, which is a series of
    measurements in the order of its rows, they are all its runs of some length, each begun one row later. As the rows
    of a matrix they have low rank without noise, since they resemble each other. Noise of size σ adds singular values
    up to about σ(√m + √n): the optimal threshold (Gavish and Donoho, 2014) says below which value there is only noise,
    and the optimal shrinkage by how much the others are too large.

    The size of the noise is measured: in a photo on differences that a smooth picture does not have, so that fine
    texture is taken for a little noise; in a series by the median of the singular values. Sudden jumps in a series are
    rounded off, since they neither repeat nor change slowly.
    """
    if isinstance(data, Table):
        return denoised_table(data, column, window, sigma, how, add, seed)
    for name, value in (("column", column), ("window", window)):
        if value:
            raise InputError(
                f"{name} is {value!r}, but {data.name} is an image.", f"Leave {name} out: it is for tables."
            )
    return denoised_image(data, sigma, how, add, seed)
