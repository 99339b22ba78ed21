"""How a report says its numbers, in the terminal and in the page."""

from collections.abc import Iterable
from math import inf, log10

from hiddenmath.xray._report import Finding, Matrix, Peak, Report


def shape(sizes: Iterable[int]) -> str:
    """m×n, as shapes are always written.

    >>> shape([3, 4]), shape([5]), shape([])
    ('3×4', '5', '1')
    """
    return "×".join(map(str, sizes)) or "1"


def shapes(operands: list[list[int]]) -> str:
    return " · ".join(map(shape, operands))


def seconds(value: float) -> str:
    """Three digits and a unit.

    >>> seconds(2.345), seconds(0.00012), seconds(125)
    ('2.35 s', '120 µs', '2 min 5 s')
    """
    if value >= 60:
        return f"{int(value) // 60} min {int(value) % 60} s"
    size, unit = (1.0, "s") if value >= 1 else (1e-3, "ms") if value >= 1e-3 else (1e-6, "µs")
    return f"{value / size:.3g} {unit}"


def si(value: float, unit: str) -> str:
    """
    >>> si(41.8e9, "FLOP/s")
    '42 GFLOP/s'
    """
    for prefix, size in (("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if value >= size:
            return f"{value / size:.{0 if value >= 10 * size else 1}f} {prefix}{unit}"
    return f"{value:.0f} {unit}"


def factor(ratio: float) -> str:
    """
    >>> factor(12.3), factor(2.61)
    ('12×', '2.6×')
    """
    return f"{ratio:.0f}×" if ratio >= 9.95 else f"{ratio:.1f}×"


def times(count: int) -> str:
    return f"{count} times"


def gained(finding: Finding) -> str:
    """What a finding is worth, in a few words."""
    match finding.gain:
        case "hazard":
            return "hazard"
        case "leaner":
            return f"{size(finding.bytes_after)} of memory in place of {size(finding.bytes_before)}"
        case "more accurate":
            return "more accurate"
    return f"{factor(finding.speedup)} faster, saves {seconds(finding.seconds_saved)}"


def found(report: Report) -> str:
    """How much there is to improve, in one sentence."""
    hazards = sum(finding.gain == "hazard" for finding in report.findings)
    better = len(report.findings) - hazards
    saved = sum(finding.seconds_saved for finding in report.findings)
    parts = [f"{better} {'improvement' if better == 1 else 'improvements'}, measured on the program's own matrices"]
    parts = parts * bool(better) + [f"{hazards} {'hazard' if hazards == 1 else 'hazards'}"] * bool(hazards)
    return f"{'; '.join(parts)}{f': {seconds(saved)} saved' if better else ''}."


def exactness(finding: Finding) -> str:
    """What the change does to the result, in correct digits.

    >>> from types import SimpleNamespace as Found
    >>> exactness(Found(error_before=1.1e-15, error_after=1.2e-15)), exactness(Found(error_before=0, error_after=0))
    ('as exact as before, to about 14 digits', 'the very same numbers')
    >>> exactness(Found(error_before=2e-4, error_after=3e-14)), exactness(Found(error_before=None, error_after=3e-14))
    ('right to about 13 digits in place of 3', 'right to about 13 digits in place of none')
    """
    if finding.error_before == finding.error_after == 0:
        return "the very same numbers"
    before, after = (_digits(error) for error in (finding.error_before, finding.error_after))
    if before < after:
        return f"right to about {after} digits in place of {before or 'none'}"
    return f"as exact as before, to about {after} digits"


def _digits(error: float | None) -> int:
    """How many digits are right at this relative error."""
    return max(0, int(-log10(max(error, 1e-16)))) if error is not None and error < inf else 0


def errors(finding: Finding) -> str:
    """The errors before and after, relative to the exact value."""
    if finding.error_before == finding.error_after == 0:
        return "none: the very same numbers"
    before = "not finite" if finding.error_before is None else f"{finding.error_before:.0e}"
    return f"{before} before, {finding.error_after:.0e} after (relative)"


def size(nbytes: int | None) -> str:
    """
    >>> size(3_200_000), size(800)
    ('3.2 MB', '800 B')
    """
    return si(nbytes or 0, "B")


def peaks(peak: Peak) -> str:
    """
    >>> peaks(Peak({"float64": 4e10}, memory=1e10, cache=8e10))
    '40 GFLOP/s in float64, 10 GB/s from memory, 80 GB/s from the cache'
    """
    flops = [f"{si(rate, 'FLOP/s')} in {dtype}" for dtype, rate in peak.flops.items()]
    return ", ".join([*flops, f"{si(peak.memory, 'B/s')} from memory", f"{si(peak.cache, 'B/s')} from the cache"])


def share(part: float | None) -> str:
    """
    >>> share(0.314), share(0.002), share(1.4), share(None)
    ('31%', '<1%', '>100%', '')
    """
    if part is None:
        return ""
    return "<1%" if 0 < part < 0.01 else ">100%" if part > 1.005 else f"{part:.0%}"


def structure(matrix: Matrix) -> str:
    """What a matrix is, in words.

    >>> values = {"rank": 9, "condition": 2.0, "singular_values": [2.0, 1.0], "asymmetry": 0.0}
    >>> about = {**values, "definite": "positive definite", "density": 0.3, "bandwidth": [1, 1]}
    >>> structure(Matrix("a.py", [1], "A", [9, 9], "float64", **about))
    'symmetric positive definite, bandwidth 1 + 1, 30% filled'
    """
    (m, n), (below, above) = matrix.shape, matrix.bandwidth
    words = []
    if matrix.definite is not None:
        kind = "Hermitian" if matrix.dtype.startswith("complex") else "symmetric"
        words.append(f"{kind} {matrix.definite}" + (" up to rounding" if matrix.asymmetry else ""))
    if m == n and below == above == 0:
        words.append("diagonal")
    elif m == n and (below == 0 or above == 0):
        words.append("upper triangular" if below == 0 else "lower triangular")
    elif m == n and below + above < n // 2:
        words.append(f"bandwidth {below} + {above}")
    if matrix.density < 0.5:
        words.append(f"{share(matrix.density) or '0%'} filled")
    return ", ".join(words)
