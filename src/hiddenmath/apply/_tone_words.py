"""The words of a text as they tell its tone: with smileys and marks, what stands after a "not", and parts of words."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

# Smileys, hearts, ! and ?; letters of any script with an apostrophe between them; any other sign that is a picture.
WORD = re.compile(
    r"[:;=8xX][-^o']?[)(\]\[dDpP/\\|}{@3]+(?!\w)|<3|[!?]+|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]"
)
NOT = re.compile(r"(?:no|not|never|nothing|nobody|none|neither|nor|without|hardly|cannot|\w+n't)$")
REACH = 3  # words that a "not" turns round, to the next mark at most
LEAST, MOST = 3, 5  # letters of a part of a word


class Word(NamedTuple):
    """A word as it is written, where it begins, and what it counts as."""

    written: str
    place: int
    token: str


def tone_words(text: str) -> list[Word]:
    """The words of a text; what a "not" turns round is another word.

    >>> [word.token for word in tone_words("Not a good film, sadly :(")]
    ['not', 'not_a', 'not_good', 'not_film', 'sadly', ':(']
    """
    found: list[Word] = []
    left, end = 0, 0
    for match in WORD.finditer(text):
        token = match[0].casefold().replace("’", "'")
        if re.search(r"[.,;:!?]", text[end : match.start()]) or not token[0].isalpha():
            left = 0
        found.append(Word(match[0], match.start(), f"not_{token}" if left > 0 else token))
        left = REACH if NOT.match(token) else left - 1
        end = match.end()
    return found


Feature = tuple[str, tuple[int, ...]]  # what it is called, and the places of the words that it is made of


def single(words: list[Word]) -> Iterator[Feature]:
    """Each word."""
    return ((word.token, (i,)) for i, word in enumerate(words))


def single_and_pairs(words: list[Word]) -> Iterator[Feature]:
    """Each word, and each two that stand side by side."""
    yield from single(words)
    yield from ((f"{words[i].token} {words[i + 1].token}", (i, i + 1)) for i in range(len(words) - 1))


def runs(words: list[Word]) -> Iterator[Feature]:
    """The runs of letters in each word, so that a word that nobody has seen is like those it shares some with.

    >>> [name for name, _ in runs(tone_words("Joyful"))][:5]
    ['<jo', 'joy', 'oyf', 'yfu', 'ful']
    """
    for i, word in enumerate(words):
        whole = f"<{word.token}>"
        for n in range(LEAST, MOST + 1):
            yield from ((whole[j : j + n], (i,)) for j in range(len(whole) - n + 1))


def counted(features: Iterator[Feature]) -> Counter[str]:
    """How often each is there."""
    return Counter(name for name, _ in features)
