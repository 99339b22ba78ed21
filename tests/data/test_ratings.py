"""Ratings: who gave what how many stars, from tables as people have them."""

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.data import InputError


def read(text, name="my.csv"):
    return data.read_ratings(text.encode(), name=name)


TABLES = [
    # a table, whose first rating is Ada's of Emma
    ("named in words", "user,film,rating\nAda,Emma,5\nMax,Emma,2\n"),
    ("as MovieLens has them", "userId,movieId,rating,timestamp\nAda,Emma,5,97\nMax,Emma,2,98\n"),
    ("in another order", "stars,title,reader\n5,Emma,Ada\n2,Emma,Max\n"),
    ("not named", "a,b,c\nAda,Emma,5\nMax,Emma,2\n"),
    ("with gaps", "user,film,rating\nAda,Emma,5\nMax,Emma,2\nMax,Ivanhoe,\n"),
    ("given again", "user,film,rating\nAda,Emma,1\nMax,Emma,2\nAda,Emma,5\n"),
]


@pytest.mark.parametrize("text", [case[1] for case in TABLES], ids=[case[0] for case in TABLES])
def test_a_table_is_read_whatever_its_columns_are_called(text):
    ratings = read(text)
    rows = zip(ratings.who, ratings.what, ratings.stars, strict=True)
    got = {(ratings.people[u], ratings.items[i]): s for u, i, s in rows}
    assert got == {("Ada", "Emma"): 5, ("Max", "Emma"): 2}


def test_without_a_rating_each_row_counts_one():
    ratings = read("listener,artist\nAda,Bach\nMax,Bach\n")
    assert ratings.stars.tolist() == [1, 1] and ratings.item == "artist"


def test_what_was_left_out_is_told():
    ratings = read("user,film,rating\nAda,Emma,1\nAda,Emma,5\nMax,Emma,\n")
    assert ratings.notes == (
        "1 row has no rating, and does not count.",
        "1 rating was given again by the same person to the same film: the later one counts.",
    )


REFUSED = [
    # a table, words of the error
    ("one column", "user\nAda\nMax\n", "has 1 column: user"),
    ("no name", "user,film,rating\nAda,,5\nMax,Emma,2\n", "line 2: 'film' is missing"),
    ("a word for a number", "user,film,rating\nAda,Emma,5\nMax,Emma,good\nAda,Ivanhoe,3\nMax,Ivanhoe,1\n", "'good'"),
    ("a binary file", "\x00\x01\x02", "zero byte"),
]


@pytest.mark.parametrize(("text", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_are_no_ratings_is_refused(text, words):
    with pytest.raises(InputError) as caught:
        read(text)
    assert words in str(caught.value)


def test_no_rating_at_all():
    table = data.Table(("rating",), np.full((2, 1), np.nan), {"user": ("Ada", "Max"), "film": ("Emma", "Emma")})
    with pytest.raises(InputError, match="holds no rating"):
        data.ratings_of(table)


def test_the_book_club_is_always_the_same():
    club = data.open_ratings("bookclub")
    assert club.stars[:12].tolist() == data.open("bookclub").matrix[:12, 0].tolist()
    assert club.stars.sum() == data.open("bookclub").matrix.sum() and "nobody gave" in club.source
    assert "bookclub" in data.ratings_sets() and "bookclub" not in data.names()
    with pytest.raises(InputError, match="There are no ratings named 'books'"):
        data.open_ratings("books")


def test_what_many_know_and_differ_on_is_asked_first():
    """Emma and Dracula are known to as many, but only Emma divides; Ivanhoe divides, but two know it."""
    rows = [("Emma", 1), ("Emma", 5), ("Emma", 3), ("Emma", 2), ("Ivanhoe", 1), ("Ivanhoe", 5)]
    rows += [("Dracula", 4)] * 4
    lines = [f"reader {i},{book},{stars}" for i, (book, stars) in enumerate(rows)]
    ratings = read("\n".join(["user,book,rating", *lines]))
    assert [ratings.items[i] for i in data.asked_first(ratings)] == ["Emma", "Ivanhoe", "Dracula"]


@pytest.mark.parametrize(
    ("stars", "levels"), [([3, 3], [3]), ([0.5, 1, 4], [0.5, 1, 4]), (range(1, 102), [1, 26, 51, 76, 101])]
)
def test_the_levels_are_those_that_occur_or_five(stars, levels):
    text = "\n".join(["user,book,rating", *(f"reader {i},Emma,{star}" for i, star in enumerate(stars))])
    assert data.levels_of(read(text)) == levels


@pytest.mark.verify
def test_movielens_is_what_its_authors_say():
    films = data.ratings_of(data.get("movielens"))
    assert (len(films.people), len(films.items), len(films.stars)) == (943, 1682, 100_000)
    np.testing.assert_array_equal(np.unique(films.stars), [1, 2, 3, 4, 5])
