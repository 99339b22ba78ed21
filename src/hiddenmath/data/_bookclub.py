"""Ratings that nobody gave: made by a seed, so that what recommends can be tried at once."""

from functools import cache

import numpy as np

from hiddenmath.data._table import Table

READERS, SHARE, SEED = 90, 0.36, 7
# Each book with what a reader's taste is multiplied with: adventure (or manners, below 0), and dread (or laughter).
BOOKS = {
    "Pride and Prejudice": (-1.0, -0.5), "Emma": (-0.9, -0.7), "Sense and Sensibility": (-0.9, -0.3),
    "Persuasion": (-1.0, -0.1), "Middlemarch": (-1.0, 0.3), "Jane Eyre": (-0.8, 0.6), "Little Women": (-0.8, -0.4),
    "Anna Karenina": (-0.9, 0.6), "Madame Bovary": (-0.9, 0.5), "The Age of Innocence": (-1.0, 0.2),
    "Wuthering Heights": (-0.6, 0.9), "The Portrait of a Lady": (-1.0, 0.3), "Cranford": (-0.9, -0.6),
    "Vanity Fair": (-0.7, -0.5), "Treasure Island": (1.0, -0.1), "Robinson Crusoe": (0.9, 0.0),
    "The Three Musketeers": (1.0, -0.5), "The Count of Monte Cristo": (0.8, 0.3), "Ivanhoe": (0.8, -0.2),
    "Kidnapped": (0.9, 0.1), "King Solomon's Mines": (1.0, 0.1), "Around the World in Eighty Days": (0.9, -0.6),
    "Twenty Thousand Leagues under the Sea": (1.0, 0.2), "The Time Machine": (0.8, 0.5),
    "The War of the Worlds": (0.8, 0.8), "The Island of Doctor Moreau": (0.6, 1.0), "Moby Dick": (0.7, 0.5),
    "Dracula": (0.3, 1.0), "Frankenstein": (0.2, 1.0), "Strange Case of Dr Jekyll and Mr Hyde": (0.3, 1.0),
    "The Turn of the Screw": (-0.2, 1.0), "The Hound of the Baskervilles": (0.5, 0.6),
    "Three Men in a Boat": (0.1, -1.0), "Alice's Adventures in Wonderland": (0.3, -0.8),
    "The Importance of Being Earnest": (-0.4, -1.0), "Adventures of Huckleberry Finn": (0.7, -0.6),
}  # fmt: skip


@cache
def bookclub() -> Table:
    """Stars: 3.4 + how strict a reader is + how good a book is + taste · book + noise, rounded to 1 … 5."""
    rng = np.random.RandomState(SEED)  # whose numbers are the same in every version of NumPy
    traits = np.array(list(BOOKS.values()))
    tastes = rng.normal(size=(READERS, 2))
    mean = 3.4 + 0.4 * rng.normal(size=(READERS, 1)) + 0.3 * rng.normal(size=len(BOOKS))
    stars = np.clip(np.rint(mean + tastes @ traits.T + 0.5 * rng.normal(size=mean.shape)), 1, 5)
    who, what = np.nonzero(rng.random_sample(stars.shape) < SHARE)
    books = list(BOOKS)
    return Table(
        ("rating",),
        stars[who, what][:, None],
        {"reader": tuple(f"reader {i + 1}" for i in who), "book": tuple(books[j] for j in what)},
        name="bookclub",
        source="Ratings of classic books that nobody gave: made by a seed, from two tastes and noise.",
        licence="public domain",
    )
