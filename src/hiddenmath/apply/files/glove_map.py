"""Makes data/files/glove_map.npz, where each word of glove.npz stands on the map of all words:
`python glove_map.py`, a minute.

`places` (20,000×2, int16, in steps of the largest coordinate / 32767), and `kept`, the share of a word's ten nearest
that are among its ten nearest on the map, of 1,000 words drawn by chance.
"""

from pathlib import Path

import numpy as np

from hiddenmath.apply._neighbour_map import kept_near, neighbour_map
from hiddenmath.apply._neighbours import directions
from hiddenmath.apply._word_map import flat
from hiddenmath.data import open_vectors

if __name__ == "__main__":
    U = directions(open_vectors("glove").matrix).astype(np.float64)
    Y = neighbour_map(U, flat(U)[0])
    places = np.rint(Y / np.abs(Y).max() * 32767).astype(np.int16)
    kept = kept_near(U, places.astype(np.float64), np.random.default_rng(0).choice(len(U), 1000, replace=False))
    place = Path(__file__).parents[2] / "data" / "files" / "glove_map.npz"
    np.savez_compressed(place, places=places, kept=np.float64(kept))
