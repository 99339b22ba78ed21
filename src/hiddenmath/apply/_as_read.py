"""Numbers and their names as people read them, on a page and in a terminal."""

NAMES = {
    "jpeg": "JPEG",
    "psnr": "PSNR",
    "rmse": "RMSE",
    "ssim": "SSIM",
    "pca": "PCA",
    "rand": "Rand",
    "pytorch": "PyTorch",
}  # as they are written


def as_words(value: object) -> str:
    """A number or a cell as people read it. Four digits go together: they may be a year.

    >>> [as_words(value) for value in (150, 0.97760, 1984, 1234567, 403066.62, 1.5e-12, None, "gram", -0.25)]
    ['150', '0.9776', '1984', '1,234,567', '403,067', '1.5e−12', '–', 'gram', '−0.25']
    """
    if _unknown(value):
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if float(value).is_integer() and abs(value) < 1e15:
        text = f"{int(value):,}" if abs(value) >= 10_000 else f"{int(value)}"
    elif 1e4 <= abs(value) < 1e9:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.4g}" if 1e-4 <= abs(value) < 1e4 else f"{value:.3g}"
    return text.replace("-", "−")


def as_share(value: float | None) -> str:
    """A part of a whole; what is nearly all is never called all.

    >>> [as_share(value) for value in (0.97763, 0.9999, 1.0, 0.0004, float("nan"), None)]
    ['97.8%', '>99.9%', '100%', '0.04%', '–', '–']
    """
    if value is None or _unknown(value):
        return "–"
    if 0.999 < value < 1:
        return ">99.9%"
    return f"{100 * value:.3g}%"


def _unknown(value: object) -> bool:
    """Whether nobody can know it: None, or NaN, such as the R² of what never changes."""
    return value is None or value != value


def as_label(name: str) -> str:
    """
    >>> as_label("variance_kept"), as_label("jpeg_psnr"), as_label("test_r_squared")
    ('Variance kept', 'JPEG PSNR', 'Test R²')
    """
    words = [NAMES.get(word, word) for word in name.replace("r_squared", "R²").split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
