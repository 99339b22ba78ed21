"""The data sets and photos that come with hiddenmath, as the pages' pictures want them."""

from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from hiddenmath import data
from hiddenmath.apply import Kind
from hiddenmath.apply._digit_picture import SHIPPED, shipped_digit
from hiddenmath.apply._typed_sentence import TRANSFORMERS, shipped_transformer
from hiddenmath.apply._word_atlas import word_atlas
from hiddenmath.web._errors import Problem, Refusal

router = APIRouter(tags=["data"])
photos = APIRouter(include_in_schema=False)  # pictures, as pages show them
atlases = APIRouter(include_in_schema=False)  # all words of a set of vectors, for the picture `words`
digits = APIRouter(include_in_schema=False)  # networks that read them, for the picture `digit`
transformers = APIRouter(include_in_schema=False)  # networks that read a sentence, for the picture `attention`


class DataSetEntry(BaseModel):
    name: str
    title: str
    source: str
    licence: str


class DataSet(BaseModel):
    """`labels[i]` is the position in `label_names` of what row i is; None in `rows` where a value is missing."""

    name: str
    columns: list[str]
    rows: list[list[float | None]]
    label: str | None
    labels: list[int]
    label_names: list[str]
    source: str
    licence: str


class RatedItems(BaseModel):
    """What can be rated, first what tells most of one's taste; `item` is what one is called, `levels` the ratings there
    are."""

    item: str
    levels: list[float]
    items: list[str]


def entries() -> list[DataSetEntry]:
    tables = [data.open(name) for name in data.names()]
    return [
        DataSetEntry(
            name=table.name,
            title=f"{table.name}: {table.rows} rows, {len(table.columns)} columns of numbers",
            source=table.source,
            licence=table.licence,
        )
        for table in tables
    ]


def choices(kind: Kind) -> list[tuple[str, str]]:
    """Name and title of what comes along of this kind."""
    photos = data.photos()
    if kind.name in ("images", "ratings"):
        return [(entry.name, f"{entry.name}: {entry.what}") for entry in data.entries() if entry.name in kind.names()]
    if kind.name == "file":
        some = [(name, f"{name}: {photo.title}, a photo") for name, photo in photos.items()]
        others = [(name, f"{name}: {file.what}") for name, file in data.shipped().items()]
        return [*((entry.name, entry.title) for entry in entries()), *some, *others]
    if kind.name == "network":
        return [(name, f"{name}: {data.shipped()[name].what}") for name in kind.names()]
    if kind.name in ("text", "words"):
        sets = data.vectors() | data.shipped()
        return [(name, f"{name}: {sets[name].what}") for name in kind.names()]
    tables = {} if photos.keys() >= set(kind.names()) else {entry.name: entry.title for entry in entries()}
    return [(name, photos[name].title if name in photos else tables[name]) for name in kind.names()]


@router.get("")
def data_sets() -> list[DataSetEntry]:
    """The data sets there are."""
    return entries()


@router.get("/{name}")
def data_set(name: str) -> DataSet:
    """One data set with all its rows."""
    if name not in data.names():
        raise Refusal(Problem(404, f"There is no data set {name!r}.", f"There are: {', '.join(data.names())}."))
    return DataSet.model_validate(data.open(name).to_json())


@router.get("/{name}/items")
def rated_items(name: str) -> RatedItems:
    """What can be rated in a set of ratings."""
    if name not in data.ratings_sets():
        there = ", ".join(data.ratings_sets())
        raise Refusal(Problem(404, f"There are no ratings named {name!r}.", f"There are: {there}."))
    return _rated_items(name)


@lru_cache(maxsize=4)
def _rated_items(name: str) -> RatedItems:
    ratings = data.open_ratings(name)
    items = [ratings.items[i] for i in data.asked_first(ratings)]
    return RatedItems(item=ratings.item, levels=data.levels_of(ratings), items=items)


@photos.get("/{name}.png", response_class=Response)
def photo(name: str, width: Annotated[int, Query(ge=1, le=640)] = 96) -> Response:
    """The photo as a PNG, `width` pixels across, with no value changed by compression."""
    if name not in data.photos():
        raise Refusal(Problem(404, f"There is no photo {name!r}.", f"There are: {', '.join(data.photos())}."))
    return Response(_png(name, width), media_type="image/png")


@lru_cache(maxsize=16)
def _png(name: str, width: int) -> bytes:
    return data.png(data.photo(name, width=width))


@atlases.get("/{name}.bin", response_class=Response)
def atlas(name: str) -> Response:
    """All words with their places and directions: see `word_atlas`."""
    if name not in data.vectors():
        raise Refusal(Problem(404, f"There are no vectors {name!r}.", f"There are: {', '.join(data.vectors())}."))
    return Response(_atlas(name), media_type="application/octet-stream")


@lru_cache(maxsize=1)
def _atlas(name: str) -> bytes:
    return word_atlas(data.open_vectors(name), data.open_word_map(name))


@digits.get("/{name}.json")
def network(name: str) -> dict[str, Any]:
    """A network that reads digits: see `shipped_digit`."""
    if name not in SHIPPED:
        raise Refusal(Problem(404, f"There is no network {name!r}.", f"There are: {', '.join(SHIPPED)}."))
    return shipped_digit(name)


@transformers.get("/{name}.npz", response_class=Response)
def transformer(name: str) -> Response:
    """A small language model: see `shipped_transformer`."""
    if name not in TRANSFORMERS:
        there = ", ".join(TRANSFORMERS)
        raise Refusal(Problem(404, f"There is no transformer {name!r}.", f"There are: {there}."))
    return Response(shipped_transformer(name), media_type="application/octet-stream")
