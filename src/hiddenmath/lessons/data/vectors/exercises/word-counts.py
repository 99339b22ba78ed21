"""Count words.

A text becomes a vector when you count: how often does each word of `words` stand in `text`? Give back one number for
each word, in the order of `words`. The text is in small letters, with spaces between its words.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake

VOCABULARY = "cat mat sat on the a dog cats hat that at rat red".split()


def counts(text, words):
    """How often each of `words` stands in `text`: (number of words,)."""
    found = text.split()
    return np.array([found.count(word) for word in words])  # blank: found.count(word)


def texts(rng):
    """Words that hide in others (at in cat), that are missing, and that come twice."""
    for length, asked in [(4, 3), (6, 3), (8, 4), (9, 5), (12, 5), (20, 6), (40, 8)]:
        text = [str(word) for word in rng.choice(VOCABULARY, size=length)]
        words = [str(word) for word in rng.choice(VOCABULARY, size=asked, replace=False)]
        yield " ".join(["cat", "the", *text, "the"]), list(dict.fromkeys(["at", "the", *words]))


exercise = Exercise(
    solution=counts,
    cases=texts,
    example=lambda: {"text": "the cat sat on the mat", "words": ["the", "cat", "dog", "mat"]},
    concepts=["vectors"],
    hints=[
        "`found` is a list of the text's words. A list can tell how often it holds something.",
        "`[1, 2, 1].count(1)` is 2. Ask `found` in the same way, for each word in turn.",
    ],
    mistakes=[
        Mistake(
            "You counted inside other words as well: `at` also stands in `cat`. Split the text first, `text.split()`.",
            lambda text, words: [text.count(word) for word in words],
        ),
        Mistake(
            "You said only whether a word is there, 1 or 0. Asked was how often.",
            lambda text, words: [int(word in text.split()) for word in words],
        ),
        Mistake(
            "You counted the other way round: how often each word of the text stands in `words`. "
            "Go through `words`, and count in the text.",
            lambda text, words: [words.count(word) for word in text.split()],
        ),
        Mistake(
            "You counted every word of the text, in the order of the text. Asked were those of `words`, in their order.",
            lambda text, words: [text.split().count(word) for word in dict.fromkeys(text.split())],
        ),
        Mistake(
            "You gave shares: the counts divided by the number of words in the text. Asked were the counts.",
            lambda text, words: [text.split().count(word) / len(text.split()) for word in words],
        ),
        Mistake(
            "You gave one number, the sum of all counts. Asked was one number for each word.",
            lambda text, words: sum(text.split().count(word) for word in words),
        ),
        Mistake(
            "You gave the lengths of the words. Asked was how often each stands in the text.",
            lambda text, words: [len(word) for word in words],
        ),
        Mistake(
            "You counted in `words`, where each word stands once. Count in the text: `found`.",
            lambda text, words: [words.count(word) for word in words],
        ),
        Mistake(
            "You found nothing at all: 0 for every word. In quotes, `'word'` is these four letters, and `words` is the whole "
            "list. Ask for one word of it at a time, without quotes.",
            lambda text, words: [0 for word in words],
        ),
        Mistake(
            "You said only whether the letters are there, 1 or 0, and also inside other words: `at` in `cat`. Asked was how "
            "often the word stands in `found`.",
            lambda text, words: [int(word in text) for word in words],
        ),
    ],
    explanation="""
`text.split()` cuts the text at its spaces, so a word is counted only where it stands alone. Then each word asks the
list how often it is there. The order of the numbers is that of `words`: only so can two texts be compared, entry by
entry.
""",
)
