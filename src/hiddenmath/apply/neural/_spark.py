"""A curve in a few characters, for a line that says how far it has come."""

import numpy as np
from numpy.typing import ArrayLike

BARS = "▁▂▃▄▅▆▇█"
WIDE = 16


def spark(values: ArrayLike) -> str:
    """The values as bars from the lowest to the highest, at most 16, each the mean of as many values.

    >>> spark([3.0, 2.0, 1.0, 1.0])
    '█▅▁▁'
    """
    curve = np.asarray(values)
    means = np.array([part.mean() for part in np.array_split(curve, min(WIDE, len(curve)))])
    span = float(np.ptp(means)) or 1.0
    return "".join(BARS[round((len(BARS) - 1) * float(mean - means.min()) / span)] for mean in means)
