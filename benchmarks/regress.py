"""LinearRegression and LogisticRegression against scikit-learn on tables of growing size: time, and the same answer."""

import statistics
from collections.abc import Callable

import numpy as np
from _measure import Claim, alternately, growth, ratio, report
from sklearn import linear_model
from threadpoolctl import threadpool_limits

from hiddenmath.apply.estimators import LinearRegression, LogisticRegression

# Rows × columns.
SHAPES = ((1_000, 10), (4_000, 40), (16_000, 160), (100_000, 50))
ROUNDS = 5


def table(m: int, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns that share a common part, an answer with noise, and two classes that overlap."""
    rng = np.random.default_rng(n)
    X = rng.normal(size=(m, n)) + rng.normal(size=(m, 1)) + 10
    y = X @ rng.normal(size=n) + rng.normal(size=m) * np.sqrt(n)
    return X, y, (y > np.median(y)).astype(int)


def pairs(m: int, n: int) -> dict[str, tuple[object, object, np.ndarray, np.ndarray]]:
    """Ours and the peer, with what they are fitted to. The peer's tolerance is what brings it to the same digits."""
    X, y, classes = table(m, n)
    newton = linear_model.LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10, max_iter=1000)
    return {
        "linear": (LinearRegression(), linear_model.LinearRegression(), X, y),
        "ridge": (LinearRegression(1.0), linear_model.Ridge(1.0), X, y),
        "logistic": (LogisticRegression(1.0), newton, X, classes),
    }


def rows(m: int, n: int) -> list[dict[str, object]]:
    """Of one size: milliseconds, the ratio, and how far the coefficients are apart."""
    found = []
    for name, (ours, peer, X, y) in pairs(m, n).items():
        times = alternately(
            {"ours": lambda ours=ours, X=X, y=y: ours.fit(X, y), "peer": lambda peer=peer, X=X, y=y: peer.fit(X, y)},
            ROUNDS,
        )
        apart = np.linalg.norm(ours.coef_ - peer.coef_) / np.linalg.norm(peer.coef_)
        found.append(
            {
                "table": f"{m:,}×{n}",
                "model": name,
                "ours ms": f"{statistics.median(times['ours']) * 1e3:.1f}",
                "scikit-learn / ours": f"{ratio(times['ours'], times['peer']):.2f}",
                "coefficients apart": f"{apart:.0e}",
            }
        )
    return found


def fit(m: int) -> Callable[[], object]:
    """The fit of a table of m rows."""
    X, y, _ = table(m, 100)
    return lambda: LinearRegression().fit(X, y)


def main() -> None:
    with threadpool_limits(1):
        found = [row for shape in SHAPES for row in rows(*shape)]
        grown = growth("LinearRegression on 100 columns, by rows", (2_000, 8_000, 32_000), fit)
    report(
        Claim(
            "Regression gives scikit-learn's coefficients to 1e-8, in no more than twice its time.",
            found,
            met=all(
                float(str(row["coefficients apart"])) < 1e-8 and float(str(row["scikit-learn / ours"])) >= 0.5
                for row in found
            ),
            notes=["One thread each; medians of five rounds in turn.", grown],
        )
    )


if __name__ == "__main__":
    main()
