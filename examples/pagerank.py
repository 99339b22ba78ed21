"""Rank 900 pages by where a bored reader ends up, who now and then jumps to any page."""

import numpy as np

rng = np.random.default_rng(3)
pages, damping = 900, 0.85

links = (rng.random((pages, pages)) < 0.01) * 1.0  # links[i, j]: page j points to page i
links[:, links.sum(axis=0) == 0] = 1.0  # a page without links points everywhere
follow = links / links.sum(axis=0)
jump = np.full((pages, pages), 1 / pages)

rank = np.full(pages, 1 / pages)
for step in range(1, 101):
    new = damping * (follow @ rank) + (1 - damping) * (jump @ rank)
    change = np.abs(new - rank).sum()
    rank = new
    if change < 1e-10:
        break

two_steps = follow @ follow @ rank  # where the reader is two clicks later
top = np.argsort(rank)[::-1][:3]
print(f"settled after {step} steps; the first pages are {', '.join(map(str, top))}")
print(f"two clicks later {two_steps[top].sum():.4f} of the readers are there, {rank[top].sum():.4f} now")
