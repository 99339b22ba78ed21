"""Makes the networks that read what one draws: `python digit.py` writes digit_linear.npz, digit_dense.npz and
digit_convolution.npz.

They learn from four fifths of the 1,797 digits of 8×8 pixels, each also turned, slanted, moved and made thicker, and
from digits that are drawn here with a pen as on the page (frontend/src/math/strokes.ts): the others hold no 7 with a
long bar, and no 4 in one stroke.
"""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from hiddenmath import data
from hiddenmath.apply._split import held_out_of_each
from hiddenmath.apply.neural import Network, Settings, fit
from hiddenmath.apply.neural._recogniser import Recogniser, takes

Array = NDArray[np.float64]
NETWORKS = {
    "linear": "",
    "dense": "dense 16, relu",
    "convolution": "convolution 8 3, relu, pool 2, flatten",
}
SIDE, FINE = 8, 4  # pixels a side, and points in each of them
CHANGED, DRAWN = 15, 300  # times that each digit is changed, and each form drawn
NOISE = 0.2  # added to each pixel, of light from 0 to 1: what many weights of both signs could balance is not learned
PEN, WIDE, TALLER = 1.6, 6.0, 1.6  # as in strokes.ts: pixels of the pen and of the widest digit, height over width
MIDDLE = SIDE / 2


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[tuple[float, float]]:
    """Points of an ellipse, from an angle to another: 0 is to the right, 90 below."""
    angles = np.radians(np.linspace(start, end, 20))
    return [(x + rx * float(np.cos(a)), y + ry * float(np.sin(a))) for a in angles]


# How digits are drawn, in a square with sides 1: strokes, each a list of points.
FORMS: dict[int, list[list[list[tuple[float, float]]]]] = {
    0: [[arc(0.5, 0.5, 0.3, 0.42, -90, 270)], [arc(0.5, 0.5, 0.4, 0.42, -60, 310)]],
    1: [[[(0.5, 0.1), (0.5, 0.9)]], [[(0.3, 0.3), (0.52, 0.1), (0.52, 0.9)]],
        [[(0.3, 0.3), (0.52, 0.1), (0.52, 0.9)], [(0.3, 0.9), (0.75, 0.9)]]],
    2: [[[*arc(0.5, 0.32, 0.27, 0.22, -170, 40), (0.22, 0.9), (0.8, 0.9)]],
        [[*arc(0.5, 0.32, 0.3, 0.22, -200, 50), (0.3, 0.85), *arc(0.35, 0.82, 0.08, 0.07, 90, -60), (0.8, 0.9)]]],
    3: [[arc(0.47, 0.3, 0.25, 0.2, -160, 80) + arc(0.47, 0.69, 0.29, 0.21, -85, 160)],
        [[(0.25, 0.1), (0.75, 0.1), (0.48, 0.42), *arc(0.47, 0.67, 0.28, 0.24, -80, 160)]]],
    4: [[[(0.6, 0.1), (0.2, 0.62), (0.82, 0.62)], [(0.62, 0.3), (0.62, 0.92)]],
        [[(0.28, 0.1), (0.25, 0.5), (0.75, 0.5)], [(0.72, 0.1), (0.72, 0.92)]],
        [[(0.6, 0.92), (0.6, 0.1), (0.2, 0.62), (0.82, 0.62)]]],
    5: [[[(0.75, 0.1), (0.3, 0.1), (0.27, 0.45), *arc(0.48, 0.64, 0.27, 0.25, -130, 150)]],
        [[(0.32, 0.12), (0.28, 0.46), *arc(0.48, 0.65, 0.26, 0.25, -125, 150)], [(0.32, 0.12), (0.78, 0.12)]]],
    6: [[[(0.65, 0.1), *arc(0.5, 0.5, 0.28, 0.42, -80, -200), *arc(0.5, 0.68, 0.25, 0.22, 180, -180)]],
        [[(0.6, 0.08), (0.32, 0.5), *arc(0.5, 0.7, 0.24, 0.2, 200, -160)]]],
    7: [[[(0.2, 0.12), (0.8, 0.12), (0.42, 0.9)]], [[(0.22, 0.2), (0.22, 0.12), (0.8, 0.12), (0.5, 0.9)]],
        [[(0.2, 0.12), (0.8, 0.12), (0.42, 0.9)], [(0.35, 0.5), (0.75, 0.5)]]],
    8: [[arc(0.5, 0.3, 0.22, 0.2, 90, 450) + arc(0.5, 0.7, 0.27, 0.2, -90, 270)],
        [[*arc(0.5, 0.3, 0.2, 0.2, -45, -270), *arc(0.5, 0.7, 0.25, 0.21, -90, 290), (0.68, 0.2)]]],
    9: [[[*arc(0.48, 0.32, 0.24, 0.22, 0, -360), (0.72, 0.32), (0.68, 0.9)]],
        [[*arc(0.48, 0.32, 0.25, 0.22, -20, -380), (0.72, 0.4), *arc(0.45, 0.6, 0.27, 0.3, 0, 130)]]],
}  # fmt: skip


def by_another_hand(form: list[list[tuple[float, float]]], rng: np.random.Generator) -> list[Array]:
    """The same strokes turned, slanted, narrower or wider, and a little wavy."""
    a, waves, ahead = np.radians(rng.uniform(-10, 10)), rng.uniform(0, 0.03, 4), rng.uniform(0, 6, 4)
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    slant = np.array([[rng.uniform(0.7, 1.2), rng.uniform(-0.25, 0.25)], [0, 1]])
    strokes = []
    for stroke in form:
        points = np.array(stroke) - 0.5
        sines = waves * np.sin(points[:, [1, 0, 1, 0]] * [7, 13, 13, 7] + ahead)
        strokes.append((points + sines[:, :2] + sines[:, 2:]) @ (turn @ slant).T)
    return strokes


def drawn(strokes: list[Array], pen: float) -> Array:
    """Strokes as light (8×8) from 0 to 1: scaled to all of the height and at most `WIDE` of the width."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = (np.array([WIDE, SIDE]) - pen) / np.maximum(high - low, 1e-9)
    scale = [min(wide, tall), min(tall, TALLER * min(wide, tall))]
    grid = (np.arange(SIDE * FINE) + 0.5) / FINE
    place = np.stack(np.meshgrid(grid, grid), axis=-1)
    far = np.full(place.shape[:2], np.inf)
    for stroke in strokes:
        for a, b in pairwise((stroke - (low + high) / 2) * scale + MIDDLE):
            t = np.clip((place - a) @ (b - a) / max((b - a) @ (b - a), 1e-12), 0, 1)
            far = np.minimum(far, np.linalg.norm(place - (a + t[..., None] * (b - a)), axis=-1))
    return _coarse(np.clip((pen / 2 - far) * FINE + 0.5, 0, 1))


def changed(light: Array, rng: np.random.Generator) -> Array:
    """A digit (8×8, light from 0 to 1) turned, slanted, scaled, moved, and with a thicker or thinner pen."""
    grid = (np.arange(SIDE * FINE) + 0.5) / FINE - MIDDLE
    y, x = np.meshgrid(grid * rng.uniform(0.95, 1.12), grid * rng.uniform(0.85, 1.25), indexing="ij")
    x += rng.uniform(-0.2, 0.2) * y
    a, middle = np.radians(rng.uniform(-10, 10)), MIDDLE - 0.5
    from_y = np.sin(a) * x + np.cos(a) * y + middle + rng.uniform(-0.4, 0.4)
    from_x = np.cos(a) * x - np.sin(a) * y + middle + rng.uniform(-0.6, 0.6)
    moved = _coarse(map_coordinates(light, [from_y, from_x], order=1))
    return np.clip(moved * rng.uniform(0.85, 1.5) - rng.uniform(0, 0.15), 0, 1)


def _coarse(fine: Array) -> Array:
    coarse: Array = fine.reshape(SIDE, FINE, SIDE, FINE).mean(axis=(1, 3))
    return coarse


def main() -> None:
    rng = np.random.default_rng(0)
    images = data.open_images("digits")
    kept = held_out_of_each(images.labels, 0.2, 0)
    labels, known = np.array(images.labels, dtype=int)[~kept], images.pixels[~kept] / 255
    pens = [
        (digit, drawn(by_another_hand(form, rng), PEN * rng.uniform(0.75, 1.35)))
        for digit, forms in FORMS.items() for form in forms for _ in range(DRAWN)
    ]  # fmt: skip
    every = [known, *(np.stack([changed(each, rng) for each in known]) for _ in range(CHANGED))]
    clean = np.concatenate([*every, np.stack([each for _, each in pens])]).reshape(-1, SIDE * SIDE)
    x = 255 * (clean + NOISE * rng.standard_normal(clean.shape))
    y = np.concatenate([np.tile(labels, len(every)), [digit for digit, _ in pens]])
    mean, spread = np.full(SIDE * SIDE, x.mean().round()), np.full(SIDE * SIDE, (255 * clean).std().round())
    columns = tuple(f"pixel {i},{j}" for i in range(SIDE) for j in range(SIDE))
    for name, layers in NETWORKS.items():
        network = Network(", ".join(filter(None, [layers, "dense 10"])), takes(layers, SIDE**2, (SIDE, SIDE)))
        model = Recogniser(network, np.arange(10).astype(str), mean, spread, columns, (SIDE, SIDE))
        trained = fit(network, model.examples(x), y, Settings(12, 64, rate=5e-3, fall=True)).network
        theta = trained.theta.astype(np.float16).astype(np.float32)
        model = Recogniser(
            Network(network.architecture, network.takes, theta), model.classes, mean, spread, columns, (SIDE, SIDE)
        )
        Path(__file__).with_name(f"digit_{name}.npz").write_bytes(_small(model))


def _small(model: Recogniser) -> bytes:
    arrays: dict[str, Any] = {name: np.asarray(value) for name, value in model.arrays().items()}
    out = io.BytesIO()
    np.savez_compressed(out, kind=np.array(model.kind), **arrays)
    return out.getvalue()


if __name__ == "__main__":
    main()
