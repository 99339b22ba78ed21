"""The roofline of a run as SVG: how many operations each expression does for a byte, and how fast it was.

Both axes are logarithmic. A slope is a memory's speed, a level a processor's; nothing is above the lower of the two.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10, sqrt
from typing import NamedTuple

from markupsafe import Markup

from hiddenmath.xray._report import Peak
from hiddenmath.xray._rows import Row
from hiddenmath.xray._words import seconds, si

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 76, 20, 18, 50
LARGEST = 17  # pixels of the radius that stands for the whole of the time


class _Spot(NamedTuple):
    number: int  # as in the table
    intensity: float
    rate: float
    row: Row


class _Axes:
    """From intensity and rate to pixels."""

    def __init__(self, peak: Peak, spots: Sequence[_Spot]) -> None:
        fastest = max(peak.flops.values())
        intensities = [spot.intensity for spot in spots] + [4 * fastest / peak.memory, fastest / peak.cache / 4]
        rates = [spot.rate for spot in spots] + [4 * fastest]
        self.x0, self.x1 = floor(log10(min(intensities))), ceil(log10(max(intensities)))
        self.y0, self.y1 = floor(log10(min(rates))), ceil(log10(max(rates)))

    def x(self, intensity: float) -> float:
        return LEFT + (log10(intensity) - self.x0) / (self.x1 - self.x0) * (WIDTH - LEFT - RIGHT)

    def y(self, rate: float) -> float:
        return HEIGHT - BOTTOM - (log10(rate) - self.y0) / (self.y1 - self.y0) * (HEIGHT - TOP - BOTTOM)


def roofline(peak: Peak, rows: Sequence[Row]) -> Markup:
    """The picture of these rows, numbered as they come; empty where none has both an intensity and a roof."""
    found = [
        _Spot(number, row.call.intensity, row.rate, row)
        for number, row in enumerate(rows, 1)
        if row.call.intensity and row.rate and row.call.bound
    ]
    if not found:
        return Markup("")
    axes, total = _Axes(peak, found), sum(spot.row.seconds for spot in found)
    parts = [*_grid(axes), *_roofs(axes, peak), *(_circle(axes, spot, total) for spot in reversed(found))]
    spoken = "; ".join(f"{s.number}: {s.intensity:.2g} operations per byte, {si(s.rate, 'FLOP/s')}" for s in found)
    return Markup('<svg class="roofline" viewBox="0 0 {} {}" role="img" aria-label="Roofline. {}">{}</svg>').format(
        WIDTH, HEIGHT, spoken, Markup("").join(parts)
    )


_UPRIGHT = Markup('<path class="grid" d="M{0:.1f} {1}V{2}"/><text class="tick" x="{0:.1f}" y="{3}">{4:g}</text>')
_LEVEL = Markup('<path class="grid" d="M{0} {1:.1f}H{2}"/><text class="tick end" x="{3}" y="{4:.1f}">{5}</text>')
_ACROSS = Markup('<text class="axis" x="{}" y="{}">operations per byte</text>')
_UP = Markup('<text class="axis" transform="translate(16 {}) rotate(-90)">operations per second</text>')
_CEILING = Markup('<path class="roof" d="M{:.1f} {:.1f}H{}"/><text class="roof-name end" x="{}" y="{:.1f}">{}</text>')
_SLOPE = Markup(
    '<path class="roof {0}" d="M{1:.1f} {2:.1f}L{3:.1f} {4:.1f}M{5} {6}h28"/>'
    '<text class="roof-name" x="{7}" y="{8}">{9}</text>'
)


def _grid(axes: _Axes) -> Iterator[Markup]:
    base, end = HEIGHT - BOTTOM, WIDTH - RIGHT
    for value in (10.0**power for power in range(axes.x0, axes.x1 + 1)):
        yield _UPRIGHT.format(axes.x(value), TOP, base, base + 18, value)
    for value in (10.0**power for power in range(axes.y0, axes.y1 + 1)):
        yield _LEVEL.format(LEFT, axes.y(value), end, LEFT - 8, axes.y(value) + 4, si(value, ""))
    yield _ACROSS.format((LEFT + end) / 2, HEIGHT - 8)
    yield _UP.format((TOP + base) / 2)


def _roofs(axes: _Axes, peak: Peak) -> Iterator[Markup]:
    end, top = WIDTH - RIGHT, max(peak.flops.values())
    for dtype, flops in peak.flops.items():
        y = axes.y(flops)
        yield _CEILING.format(axes.x(flops / peak.cache), y, end, end, y - 7, f"{dtype}: {si(flops, 'FLOP/s')}")
    for line, (name, rate) in enumerate((("cache", peak.cache), ("memory", peak.memory))):
        low = max(10.0**axes.x0, 10.0**axes.y0 / rate)
        x0, y0, x1, y1 = axes.x(low), axes.y(low * rate), axes.x(top / rate), axes.y(top)
        key = TOP + 18 + 20 * line  # above the roofs there is room for their names
        yield _SLOPE.format(name, x0, y0, x1, y1, LEFT + 12, key, LEFT + 48, key + 4, f"{name}: {si(rate, 'B/s')}")


def _circle(axes: _Axes, spot: _Spot, total: float) -> Markup:
    """Its area is the time. The number stands in a large one, right of a small one."""
    radius = max(LARGEST * sqrt(spot.row.seconds / total), 3.0)
    x, y = axes.x(spot.intensity), axes.y(spot.rate)
    return Markup(
        '<g><title>{0}. {1}: {2}</title><circle cx="{3:.1f}" cy="{4:.1f}" r="{5:.1f}"/>'
        '<text class="spot" x="{6:.1f}" y="{7:.1f}">{0}</text></g>'
    ).format(
        spot.number, spot.row.call.expression, seconds(spot.row.seconds), x, y, radius,
        x if radius >= 9 else x + radius + 7, y + 4,
    )  # fmt: skip
