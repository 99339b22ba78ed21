"""How few parameters read how many digits of MNIST: a network's layers as two thin ones, and an update beside them."""

import statistics

import numpy as np
from _measure import Claim, report

from hiddenmath import data
from hiddenmath.apply import lowrank

SEEDS = (0, 1, 2)
RANK, LEFT, LOST = 16, 0.16, 0.015  # at this rank, what share of the parameters may be left, and what may be lost
UPDATE, NEAR = 8, 0.03  # the rank of an update, and how near it comes to learning everything
SHOWN = ("4", "8", "16", "32", "64", "whole")


def main() -> None:
    data.get("mnist")
    images = data.open_images("mnist")
    found = [lowrank(images, rank=RANK, seed=seed) for seed in SEEDS]
    rows: list[dict[str, object]] = []
    for name in SHOWN:
        i = found[0].tables["ranks"].text["rank"].index(name)
        cells = np.array([result.tables["ranks"].matrix[i] for result in found])
        rows.append(
            {
                "what": f"rank {name}" if name != "whole" else "the whole network",
                "parameters": f"{cells[0, 0]:,.0f}",
                "share": f"{cells[0, 1]:.1%}",
                "read rightly": ", ".join(f"{value:.3f}" for value in cells[:, 2]),
                "only cut, by weights": ", ".join(f"{value:.3f}" for value in cells[:, 3]),
                "only cut, by outputs": ", ".join(f"{value:.3f}" for value in cells[:, 4]),
                "ms for 1,000": f"{statistics.median(cells[:, 6]):.2g}",
            }
        )
    for i, name in enumerate(found[0].tables["updates"].text["learns"]):
        cells = np.array([result.tables["updates"].matrix[i] for result in found])
        rows.append(
            {
                "what": f"turned upside down, learns: {name}",
                "parameters": f"{cells[0, 0]:,.0f}",
                "share": f"{cells[0, 1]:.1%}",
                "read rightly": ", ".join(f"{value:.3f}" for value in cells[:, 2]),
                "only cut, by weights": "",
                "only cut, by outputs": "",
                "ms for 1,000": "",
            }
        )
    lost = [float(n["whole_read_rightly"]) - float(n["read_rightly"]) for n in (result.numbers for result in found)]
    updates = [result.tables["updates"].matrix for result in found]
    place = found[0].tables["updates"].text["learns"].index(f"rank {UPDATE}")
    behind = [float(cells[-1, 2] - cells[place, 2]) for cells in updates]
    report(
        Claim(
            f"At rank {RANK} a dense network has {LEFT:.0%} of its parameters at most and reads {LOST:.1%} fewer of "
            f"5,000 rows of MNIST at most; an update of rank {UPDATE}, {updates[0][place, 1]:.1%} of them, comes "
            f"within {NEAR:.0%} of learning everything anew.",
            rows,
            met=max(lost) <= LOST
            and max(behind) <= NEAR
            and all(float(result.numbers["parameters_left"]) <= LEFT for result in found),
            notes=[
                f"dense 128, relu, dense 10. Seeds {SEEDS}: each draws other rows to keep back, a fifth of each digit, "
                "and other first weights. After cutting by outputs one epoch of learning on. One thread."
            ],
        )
    )


if __name__ == "__main__":
    main()
