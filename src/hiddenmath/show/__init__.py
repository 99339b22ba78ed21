"""The course's pictures in a notebook: `hiddenmath.show.matrix(A)` as a cell's last line.

Each answers a widget that is moved like the picture in a lesson; its `state` holds the numbers it shows at the moment.
Needs anywidget (`pip install anywidget`), and runs in Jupyter, VS Code, Colab and marimo.
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np

from hiddenmath.data import Network, Table, read_network
from hiddenmath.show._networks import attention, convolution, digit, net, recurrent
from hiddenmath.show._values import array, light, numbers, text
from hiddenmath.show._widget import Widget, widget
from hiddenmath.xray import Report

__all__ = [
    "Widget",
    "attention",
    "cloud",
    "convolution",
    "descent",
    "digit",
    "factors",
    "fit",
    "graph",
    "image_rank",
    "matrix",
    "net",
    "photo",
    "plane",
    "product",
    "push",
    "recurrent",
    "shapes",
    "svd",
    "trace",
    "vector",
]

MOST_NODES = 40
MOST_RATINGS = 900
MOST = 64  # rows or columns that can be told apart


def matrix(A: object, *, label: str = "") -> Widget:
    """Any array (…×m×n, at most 60,000 numbers) as a heat map: blue negative, orange positive, white zero.

    >>> matrix([[1, -2], [0, 4]]).attributes["value"]["shape"]
    [2, 2]
    """
    return widget("matrix", value=array("A", A), label=label or None)


def photo(pixels: object) -> Widget:
    """A photo (m×n or m×n×3 uint8) to zoom into until its numbers show. Raises ValueError for other arrays.

    >>> photo(np.zeros((2, 3, 3), dtype=np.uint8)).picture
    'pixels'
    """
    seen, address = light(pixels)
    return widget("pixels", src=address, width=seen.shape[1], channels=seen.ndim == 3)


def image_rank(pixels: object, *, rank: int = 8) -> Widget:
    """A photo (m×n or m×n×3 uint8) by its first `rank` singular values, with their spectrum.

    >>> image_rank(np.zeros((2, 3), dtype=np.uint8), rank=1).attributes["rank"]
    1
    """
    seen, address = light(pixels)
    return widget(
        "image-rank", src=address, width=seen.shape[1], rank=rank, mode="grey" if seen.ndim == 2 else "colour"
    )


def cloud(X: Table | object, *, view: str = "components", x: str = "", y: str = "") -> Widget:
    """The rows of X (m×n: an array, or a Table) as points, and their principal components.

    `view`: "axis" for an axis to turn through the columns `x` and `y`, "components" for all columns.

    >>> cloud([[1, 2], [3, 4], [5, 7]]).attributes["data"]["columns"]
    ['column 1', 'column 2']
    """
    if isinstance(X, Table):
        data: dict[str, Any] = X.to_json()
    else:
        rows = np.asarray(X, dtype=np.float64)
        if rows.ndim != 2:
            raise ValueError(f"X has shape {rows.shape}. A cloud is a matrix: one row a point.")
        data = {"columns": [f"column {j + 1}" for j in range(rows.shape[1])], "rows": rows.tolist()}
    return widget("cloud", data=data, view=view, x=x or None, y=y or None)


def shapes(expression: str, **operands: object) -> Widget:
    """A matrix expression drawn to scale, with what it costs: `shapes("A @ (B @ x)", A=A, B=B, x=x)`.

    >>> shapes("A @ x", A=np.ones((2, 3)), x=np.ones(3)).attributes["shapes"]
    'A: 2x3; x: 3'
    """
    listed = "; ".join(
        f"{name}: {'x'.join(map(str, np.asarray(value).shape)) or 1}" for name, value in operands.items()
    )
    return widget("shapes", expression=expression, shapes=listed)


def fit(x: object, y: object, *, view: str = "line", degree: int = 1, ridge: float = 0.0) -> Widget:
    """Points (x, y both (m,)) to drag, and the line or polynomial with the smallest sum of squares.

    `view`: "line" for a line and its squares, "column" for three points as arrows in three dimensions, "curve" for
    polynomials of `degree` 0 to 9 with λ = `ridge`. Raises ValueError where x and y are no vectors of one length.

    >>> fit([0, 1, 2], [1, 3, 2]).attributes["points"]
    '0 1; 1 3; 2 2'
    """
    across, up = numbers("x", x, dimensions=(1,)), numbers("y", y, dimensions=(1,))
    if len(across) != len(up):
        raise ValueError(f"x has {len(across)} entries and y has {len(up)}. Each point needs one of both.")
    return widget("fit", points=text(np.column_stack([across, up])), view=view, degree=degree, ridge=ridge)


def factors(ratings: object, *, users: Sequence[str] = (), things: Sequence[str] = (), rank: int = 2) -> Widget:
    """Ratings (m×n, nan where there is none) between the thin matrices whose product they nearly are, m×`rank` and
    `rank`×n.

    Raises ValueError for more than 900 ratings, for infinite ones, and where names do not fit.

    >>> factors([[5, np.nan], [2, 4]], things=["Alien", "Emma"]).attributes["ratings"]
    [[5.0, None], [2.0, 4.0]]
    """
    R = np.asarray(ratings, dtype=np.float64)
    if R.ndim != 2 or not 0 < R.size <= MOST_RATINGS or np.isinf(R).any():
        raise ValueError(f"The ratings have shape {R.shape}. They are m×n, at most {MOST_RATINGS}, finite or nan.")
    people = list(users) or [f"user {i + 1}" for i in range(R.shape[0])]
    films = list(things) or [f"film {j + 1}" for j in range(R.shape[1])]
    if (len(people), len(films)) != R.shape:
        raise ValueError(f"The ratings have shape {R.shape}, with {len(people)} users and {len(films)} things.")
    rows = [[None if np.isnan(value) else value for value in row] for row in R.tolist()]
    return widget("factors", users=people, films=films, ratings=rows, rank=rank)


def graph(network: object, *, damping: float = 0.85) -> Widget:
    """A network of up to 40 nodes as discs as large as their PageRank, to edit and to walk.

    `network` is all that `data.read_network` reads: a file, a square matrix, a graph of NetworkX, a tuple of arrays.
    Raises ValueError where it is too large to be seen.

    >>> graph((["a", "b"], ["b", "a"])).attributes["network"]["edges"]
    [[0, 1, 1.0], [1, 0, 1.0]]
    """
    found = network if isinstance(network, Network) else read_network(network)
    if len(found.names) > MOST_NODES:
        raise ValueError(f"The network has {len(found.names):,} nodes; more than {MOST_NODES} cannot be told apart.")
    weight = np.ones(len(found.tail)) if found.weight is None else found.weight
    edges = [[a, b, w] for a, b, w in zip(found.tail.tolist(), found.head.tolist(), weight.tolist(), strict=True)]
    return widget(
        "graph",
        network={"names": list(found.names), "edges": edges, "scores": [], "of": len(found.names)},
        damping=damping,
    )


def push(text: str, model: object = None) -> Widget:
    """A text whose words are coloured by how much each pushes towards positive or negative; press one to take it out.

    `model` is one that `sentiment` saved (a path, bytes, or what `hiddenmath.apply.load` gives); else the one that
    comes along. Raises InputError for a text without a word, and for a file that is no such model.

    >>> push("A lovely film").attributes["labels"]
    ['negative', 'positive']
    """
    from hiddenmath.apply import File
    from hiddenmath.apply._judged import pushing
    from hiddenmath.apply._passages import Passage
    from hiddenmath.apply._tone_model import ToneModel, shipped_model
    from hiddenmath.apply._tone_words import tone_words
    from hiddenmath.data import InputError

    words = tone_words(text)
    if not words:
        raise InputError(f"{text!r} holds no word.", "Give a text with words.")
    if model is None:
        model = shipped_model()
    found = model if isinstance(model, ToneModel) else ToneModel.load(cast(File, model))
    picture = pushing(found, [Passage("text", 1, text)], [words], found.chances_of([words]), 0)
    return widget("push", **picture.attributes)


def descent(A: object, b: object, *, start: object = (-2.0, 2.5), rate: float = 0.1, momentum: float = 0.0) -> Widget:
    """Gradient descent on ½ xᵀA x − bᵀx, A (2×2) symmetric with positive eigenvalues, b and start (2,).

    >>> descent([[3, 1], [1, 2]], [1, -1]).attributes["matrix"]
    '3 1; 1 2'
    """
    matrix, right = numbers("A", A, dimensions=(2,)), numbers("b", b, dimensions=(1,))
    if matrix.shape != (2, 2) or right.shape != (2,):
        raise ValueError(
            f"A has shape {matrix.shape} and b {right.shape}. The bowl is seen from above: A is 2×2, b (2,)."
        )
    begin = text(numbers("start", start, dimensions=(1,)))
    return widget("descent", matrix=text(matrix), b=text(right), start=begin, rate=rate, momentum=momentum)


def plane(A: object, *, then: object | None = None) -> Widget:
    """The grid of the plane under A (2×2), `then` under a second matrix. Raises ValueError where they are not 2×2.

    >>> plane([[1, 1], [0, 1]]).attributes
    {'matrix': '1 1; 0 1'}
    """
    maps = {"matrix": A} if then is None else {"matrix": A, "then": then}
    written = {name: numbers(name, value, dimensions=(2,)) for name, value in maps.items()}
    for name, value in written.items():
        if value.shape != (2, 2):
            raise ValueError(f"{name} has shape {value.shape}. A map of the plane is 2×2.")
    return widget("plane", **{name: text(value) for name, value in written.items()})


def vector(a: object, b: object | None = None, *, view: str = "") -> Widget:
    """A vector a (n,) as arrow, column and strip; with b (n,) their dot product as a shadow.

    `view`: "one", "sum", "scale", "dot" or "project". Raises ValueError where a and b have not one length.

    >>> vector([3, 1], [2, 2]).attributes
    {'a': '3 1', 'b': '2 2', 'view': 'dot'}
    """
    arrows = {"a": numbers("a", a, dimensions=(1,))} | ({} if b is None else {"b": numbers("b", b, dimensions=(1,))})
    if len({len(arrow) for arrow in arrows.values()}) > 1:
        raise ValueError(f"a has {len(arrows['a'])} entries and b has {len(arrows['b'])}. They must be equally long.")
    return widget(
        "vector",
        **{name: text(arrow) for name, arrow in arrows.items()},
        view=view or ("dot" if b is not None else "one"),
    )


def product(A: object, B: object, *, view: str = "dots") -> Widget:
    """A (m×k) times B (k×n), step by step; up to 64 rows and columns. Shapes that do not fit are shown as such.

    `view`: "dots", "columns", "rows" or "outer".

    >>> product([[1, 2], [3, 4]], [[1], [0]]).attributes
    {'a': '1 2; 3 4', 'b': '1; 0', 'view': 'dots'}
    """
    left, right = numbers("A", A, dimensions=(2,)), numbers("B", B, dimensions=(2,))
    for name, factor in (("A", left), ("B", right)):
        if max(factor.shape) > MOST:
            raise ValueError(
                f"{name} has shape {factor.shape}. A product is drawn up to {MOST}×{MOST}; take a part of it."
            )
    return widget("product", a=text(left), b=text(right), view=view)


def trace(report: Report, *, view: str = "flow") -> Widget:
    """What `hiddenmath.record` has seen: the flow of shapes, or with view="roofline" how fast each operation was.

    >>> import hiddenmath
    >>> with hiddenmath.record() as x:
    ...     C = np.ones((3, 4)) @ np.ones(4)
    >>> trace(x.report).attributes["view"]
    'flow'
    """
    return widget("trace", report=report.to_json(), view=view)


def svd(A: object, *, rank: int = 1) -> Widget:
    """A (m×n, at most 64×64) as U Σ Vᵀ: a 2×2 matrix as turn, stretch, turn; any other as `rank` of its pieces.

    Raises ValueError where A is no such matrix.

    >>> svd([[3, 1], [1, 2]]).attributes
    {'matrix': '3 1; 1 2', 'view': 'stages'}
    """
    matrix = numbers("A", A, dimensions=(2,))
    if max(matrix.shape) > MOST:
        raise ValueError(f"A has shape {matrix.shape}. Its pieces are drawn up to {MOST}×{MOST}; take a part of it.")
    if matrix.shape == (2, 2):
        return widget("svd", matrix=text(matrix), view="stages")
    return widget("svd", matrix=text(matrix), view="sum", rank=rank)
