"""Recognition by eigenfaces against scikit-learn's PCA with one neighbour: the same split, the same people told."""

import statistics

import numpy as np
from _measure import Claim, alternately, ratio, report
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from threadpoolctl import threadpool_limits

from hiddenmath import data
from hiddenmath.apply import Eigenfaces
from hiddenmath.apply._split import held_out_of_each

COMPONENTS, SHARE, ROUNDS = 40, 0.25, 3


def row(name: str, whiten: bool) -> dict[str, object]:
    """One set of images: learned from three quarters of each kind, tested on the rest."""
    images = data.open_images(name)
    test = held_out_of_each(images.labels, SHARE, seed=0)
    X, y = images.pixels.reshape(len(test), -1).astype(np.float64), np.array(images.labels)
    ours = Eigenfaces(COMPONENTS, whiten=whiten)
    peer = make_pipeline(PCA(COMPONENTS, whiten=whiten, svd_solver="full"), KNeighborsClassifier(1))
    times = alternately({n: lambda m=m: m.fit(X[~test], y[~test]) for n, m in (("ours", ours), ("peer", peer))}, ROUNDS)
    told, other = ours.predict(X[test]), peer.predict(X[test])
    return {
        "images": f"{name}, {len(X):,} of {X.shape[1]:,} pixels",
        "whitened": "yes" if whiten else "no",
        "kept back": int(test.sum()),
        "recognised": f"{np.mean(told == y[test]):.1%}",
        "scikit-learn": f"{np.mean(other == y[test]):.1%}",
        "told alike": f"{np.mean(told == other):.1%}",
        "ours ms": f"{statistics.median(times['ours']) * 1e3:.0f}",
        "scikit-learn / ours": f"{ratio(times['ours'], times['peer']):.2f}",
    }


def main() -> None:
    names = [name for name in ("digits", "faces") if name in data.image_sets()]
    with threadpool_limits(1):
        rows = [row(name, whiten) for name in names for whiten in (False, True)]
    fetched = [] if "faces" in names else ["Without the faces, which hiddenmath data get faces fetches."]
    report(
        Claim(
            "Eigenfaces recognise whom scikit-learn's PCA with one neighbour recognises, on the same split.",
            rows,
            met=all(found["told alike"] == "100.0%" for found in rows),
            notes=[f"{COMPONENTS} eigenfaces; of each kind {SHARE:.0%} kept back, seed 0. One thread each.", *fetched],
        )
    )


if __name__ == "__main__":
    main()
