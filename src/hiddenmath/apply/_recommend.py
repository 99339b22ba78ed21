"""The tool `recommend`."""

from collections.abc import Callable
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath._counted import counted
from hiddenmath.apply._file import File, opened
from hiddenmath.apply._foretold import error_of, part, ranks_of
from hiddenmath.apply._named import FORM, named, own_ratings, ratings_in_file
from hiddenmath.apply._option import Option
from hiddenmath.apply._recommended import factors_picture, joined_by, recommended, similar_items
from hiddenmath.apply._recommender import RIDGE, Recommender, recommender
from hiddenmath.apply._result import Key, Numbers, Result
from hiddenmath.apply._split import held_out
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Ratings, Table

FEW = 5  # own ratings, from which little can be told
KEY: Key = {
    "recommended": "number", "expected": "number", "rmse": "number", "precision_at_10": "share",
}  # fmt: skip


@tool(estimator="MatrixFactorization", saves="model.npz")
def recommend(
    data: Ratings,
    *,
    my_ratings: Annotated[
        str, Option(f"Your own ratings, to be told what you would like, such as '{FORM}'.", element="rate")
    ] = "",
    my_file: Annotated[
        File | None, Option("Or a table of your own ratings, with a row for each, such as film,rating.")
    ] = None,
    person: Annotated[
        str | None, Option("Whom in the data to recommend to; by default the first, or you with ratings of your own.")
    ] = None,
    similar: Annotated[str | None, Option("A name: what is liked by the same people as this.")] = None,
    count: Annotated[int, Option("How many to recommend.", min=1, max=1000)] = 10,
    feedback: Annotated[
        Literal["auto", "ratings", "counts"],
        Option("ratings: how much each was liked; counts: how often it was taken, more or less; auto: by the data."),
    ] = "auto",
    factors: Annotated[int, Option("How many numbers describe a taste.", min=1, max=500)] = 20,
    ridge: Annotated[
        float | None, Option("Pull the factors towards 0, so strongly; by default 0.12, for counts 10.", min=1e-6)
    ] = None,
    sweeps: Annotated[int, Option("How often people and items are found from each other.", min=1, max=200)] = 15,
    test: Annotated[float, Option("The share of the ratings to keep back first, as a test.", min=0, max=0.9)] = 0.2,
    seed: Annotated[int, Option("Draws where the factors begin, and what is kept back.", min=0)] = 0,
    use: Annotated[
        File | None, Option("A model saved earlier, to recommend from instead of learning.", suffix=".npz")
    ] = None,
) -> Result:
    """Recommend: what somebody would like.

    Finds, from who rated what, a few numbers for each person and each item whose products are the ratings, foretells
    the ratings that nobody gave, and says which of a person's own ratings led to each recommendation.

    The ratings are a matrix, people × items, with most entries unknown. It is about the mean + how strict each person
    is + how good each item is + X Yᵀ, where a row of X (people × factors) is a taste, and a row of Y (items × factors)
    says what is in an item. *Alternating least squares* holds Y and finds each person's row of X, which is a small
    least-squares problem, then holds X and finds Y, and so on. The *ridge* keeps few ratings from saying too much.

    *Counts* (plays, purchases, visits) do not say what is disliked. Then each entry is 1 where there is a count, else
    0; all are fitted, and the larger a count is, the surer (Hu, Koren, Volinsky 2008).

    *RMSE* is by how much a rating is missed, on ratings that were kept back; then all are learned from. *Taste* is the
    part of an expected rating that comes from factors. *Because of* names the own ratings that pulled most: a taste is
    a sum, with one part for each of them. Your own ratings change nobody else's numbers, and are saved nowhere: your
    row of X is found from theirs, the rest stays as it is. What fewer than five people rated is not recommended.

    The book club that comes along is made up by a seed; `hiddenmath data get movielens` fetches 100,000 real ratings
    of films.
    """
    if bool(my_ratings.strip()) + (my_file is not None) + bool(person) > 1:
        raise InputError("It is said twice whom to recommend to.", "Give one of them: my_ratings, my_file or person.")
    notes, tables = list[str](), dict[str, Table]()
    numbers: Numbers = {}
    if use is None:
        _check(data)
        implicit = _implicit(data, feedback)

        def learn(ratings: Ratings) -> Recommender:
            return recommender(ratings, implicit, factors, ridge or RIDGE[implicit], sweeps, seed)

        model = learn(data)
        if test:
            tables["quality"], numbers, note = _tested(data, held_out(len(data.stars), test, seed), learn)
            notes.append(note)
    else:
        model = Recommender.load(use)
        notes.append("A saved model was used: nothing was learned from these ratings.")
    what, stars, place, unknown = _whose(model, my_ratings, my_file, person)
    whom = "you" if place is None else model.people[place]
    notes += unknown
    tables = {"recommended": recommended(model, what, stars, count), **tables}
    if similar:
        tables["similar"] = similar_items(model, named(similar, model.items, model.item), count)
    notes[:0] = _in_words(model, tables["recommended"], stars, whom)
    if place is None and len(what) < FEW:
        notes.append(f"From {counted(len(what), 'rating')} little can be told: rate ten or more.")
    best = tables["recommended"]
    first: Numbers = {}
    if best.rows:
        first = {"recommended": best.text[model.item][0], "expected": float(best.matrix[0, 0])}
    numbers = {
        "recommended": "nothing", **first, **numbers,
        "people": len(model.people), "items": len(model.items), "ratings": len(model.stars),
    }  # fmt: skip
    shown = joined_by(model, whom, what, stars) if place is None else model
    picture = factors_picture(shown, len(model.people) if place is None else place, str(numbers["recommended"]))
    return Result(numbers, tables, "recommended", picture, {"model.npz": model.save()}, (*notes, *data.notes), key=KEY)


def _implicit(data: Ratings, feedback: Literal["auto", "ratings", "counts"]) -> bool:
    """Whether the ratings are counts."""
    implicit = feedback == "counts" or (feedback == "auto" and len(np.unique(data.stars)) == 1)
    if implicit and data.stars.min() <= 0:
        raise InputError(f"{data.name} has {data.stars.min():g} among its counts.", "Leave out what was never taken.")
    return implicit


def _tested(
    data: Ratings, kept: NDArray[np.bool_], learn: Callable[[Ratings], Recommender]
) -> tuple[Table, Numbers, str]:
    """How well the ratings that are kept back are foretold by a model of the others."""
    learned, back = part(data, ~kept), part(data, kept)
    model = learn(learned)
    if model.implicit:
        table = ranks_of(model, learned, back)
        precision, ndcg = table.matrix[-1]
        words = f"of the first ten places, {precision:.0%} were taken by what was kept back; by what most took, "
        return (
            table,
            {"precision_at_10": precision, "ndcg_at_10": ndcg},
            (f"Tested on {len(back.stars):,} that were kept back: {words}{table.matrix[0, 0]:.0%}."),
        )
    table = error_of(model, back)
    mean, biases, rmse = table.matrix[:, 0]
    return (
        table,
        {"rmse": rmse},
        (
            f"Tested on {len(back.stars):,} ratings that were kept back: they are missed by {rmse:.2f} (RMSE); without "
            f"factors by {biases:.2f}, and by {mean:.2f} if one always says the mean."
        ),
    )


def _whose(
    model: Recommender, own: str, file: File | None, person: str | None
) -> tuple[NDArray[np.intp], NDArray[np.float64], int | None, tuple[str, ...]]:
    """The ratings to recommend by, whose they are (a place among the people, or None: one's own), and notes."""
    if file is not None:
        what, stars, notes = ratings_in_file(opened(file), model.items, model.item, model.scale)
        return what, stars, None, notes
    if own.strip():
        return *own_ratings(own, model.items, model.item, model.scale), None, ()
    place = named(person, model.people, "person") if person else 0
    return *model.rated(place), place, ()


def _in_words(model: Recommender, table: Table, stars: NDArray[np.float64], whom: str) -> list[str]:
    if not table.rows:
        return [f"Nothing is left to recommend: {whom} rated every {model.item}."]
    best, why = (cells[0] for cells in table.text.values())
    how = "" if model.implicit else f", {table.matrix[0, 0]:.1f} of {model.scale[1]:g}"
    return [f"To {whom}, by {counted(len(stars), 'rating')}: {best}{how}, because of {why}."]


def _check(data: Ratings) -> None:
    if len(data.people) < 2 or len(data.items) < 2 or len(data.items) == len(data.stars):  # each rated by one alone
        raise InputError(
            f"{data!r}: nobody can be compared.", "Give ratings by several people, of several items: user,film,rating."
        )
