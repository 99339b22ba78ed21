"""The tool `sentiment`."""

from typing import Annotated, Literal

import numpy as np

from hiddenmath.apply._file import File, opened
from hiddenmath.apply._judged import judged, pushing
from hiddenmath.apply._option import Option
from hiddenmath.apply._passages import Passage, passages
from hiddenmath.apply._result import Numbers, Result
from hiddenmath.apply._tone_model import ToneModel, shipped_model
from hiddenmath.apply._tone_tested import trained
from hiddenmath.apply._tone_words import Word, tone_words
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Texts, open_vectors, read_table

KNOWN = 0.3  # of the words; below it the answer is not to be believed


@tool(estimator="Sentiment", saves="model.npz", begins="opinions")
def sentiment(
    texts: Texts,
    *,
    sentence: Annotated[str | None, Option("A text of your own to judge, in place of the file's.")] = None,
    train: Annotated[
        File | None, Option("A table with a column of texts and one of two labels, to learn from.")
    ] = None,
    features: Annotated[
        Literal["tfidf", "counts", "lsa", "vectors"],
        Option("What to learn with: words, pairs and parts of words; plain counts; LSA; word vectors."),
    ] = "tfidf",
    test: Annotated[
        float, Option("The share of what is learned from that is kept back to test.", min=0.05, max=0.5)
    ] = 0.2,
    seed: Annotated[int, Option("Draws what is kept back.", min=0)] = 0,
    use: Annotated[
        File | None, Option("A model saved earlier, to use in place of the one that comes along.", suffix=".npz")
    ] = None,
) -> Result:
    """Sentiment: how glad a text sounds, and which words say so.

    Judges each passage of a text, with the chance that it is positive and each word's push towards it or away. Or
    learns to tell two labels of your own apart, and says how well it does on texts that it has not seen.

    A text becomes a row of numbers: how often it has each word, each pair of neighbours and each part of a word, rare
    ones counting more (*TF-IDF*). A weight for each is learned by *logistic regression*, and their sum is the log-odds.
    So each word's *push* is exact: what its features add to the sum. A word after a "not" counts as another word.
    *LSA* takes the rows in their first 100 singular directions first, and *vectors* the sum of the words' vectors;
    both are linear, too, and end in weights for words. The chance is *calibrated* on texts that were kept back: of
    texts with 70 %, about 70 of 100 are positive.

    The model that comes along learned from 23,703 English sentences of reviews, tweets and newspapers, each judged by
    twenty people. It knows no irony, and no other language: where few words are known, that is said.
    """
    notes: list[str] = []
    tested: Numbers = {}
    if train is not None and use is not None:
        raise InputError("Both train and use are given.", "Give a table to learn from, or a model saved earlier.")
    if train is not None:
        name, content = opened(train)
        model, tested, notes = trained(read_table(content, name), features, test, seed)
    else:
        model = shipped_model() if use is None else ToneModel.load(use)
    found = [Passage("sentence", 1, sentence.strip())] if sentence and sentence.strip() else passages(texts)
    if not found:
        raise InputError(f"{texts.name} holds no word.", "Give a text with words, or set sentence.")
    words = [tone_words(passage.text) for passage in found]
    chances, known = model.chances_of(words), _known(model, words)
    first, chance, share = int(np.argmax(np.abs(chances - 0.5))), float(chances.mean()), float(known.mean())
    warning = f"Only {share:.0%} of the words are known, so this says little. The model knows English alone."
    decided = f"Most decided: {chances[first]:.1%} {model.labels[1]}: {found[first].text[:200]}"
    return Result(
        {
            "sounds": model.labels[int(chance >= 0.5)],
            "chance": chance,
            "passages": len(found),
            **tested,
            "known_words": share,
        },
        {"texts": judged(found, words, chances, known, model)},
        "texts",
        pushing(model, found, words, chances, first),
        {"model.npz": model.save()},
        (*([warning] if share < KNOWN else []), decided, *notes, *texts.notes),
        key={"sounds": "number", "chance": "share", "passages": "number"},
    )


def _known(model: ToneModel, found: list[list[Word]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Of each passage the share of words that the model weighs, or that are among the 20,000 English ones of glove."""
    place, english = model.learned.blocks[0][0].place, open_vectors("glove").place
    return np.array(
        [
            np.mean([word.token in place or word.token.removeprefix("not_") in english for word in words] or [False])
            for words in found
        ]
    )
