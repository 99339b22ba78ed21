"""Questions with fresh numbers: what is asked, and whether an answer is right."""

import ast
import re
from typing import Any

import numpy as np

from hiddenmath.data import InputError
from hiddenmath.learn._compare import Check, NotNumbers, as_numbers
from hiddenmath.learn._exercise import Choice, Mistake, Predict
from hiddenmath.learn._shown import show
from hiddenmath.learn._verdict import Verdict

ERROR = "error"
TYPED = Check(rtol=0.0, atol=0.005)  # two decimals are enough of what somebody types


class BadInputs(InputError):
    """Inputs, or an answer, that do not fit the exercise."""


def given_by(asked: Choice | Predict, seed: int) -> dict[str, Any]:
    """The values that the question is about."""
    return dict(asked.given(np.random.default_rng(seed)))


def options_by(choice: Choice, seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The given values and the shuffled options, both made by `seed`."""
    rng = np.random.default_rng(seed)
    given = dict(choice.given(rng))
    options = dict(choice.options(**given))
    names = rng.permutation(list(options))
    return given, {str(name): options[str(name)] for name in names}


def judge_choice(choice: Choice, seed: int, option: int | str) -> Verdict:
    """The verdict on the option at this position."""
    names = list(options_by(choice, seed)[1])
    if not isinstance(option, int) or not 0 <= option < len(names):
        raise BadInputs(f"There is no option {option}.", f"Options are counted from 0 to {len(names) - 1}.")
    name = names[option]
    return _verdict(choice, name == choice.answer, choice.explain[name])


def judge_prediction(asked: Predict, seed: int, typed: str) -> Verdict:
    """The verdict on what somebody typed, compared by value: `(3, 4)`, `3 4` and `3×4` are one answer."""
    given = given_by(asked, seed)
    answer, right = typed_value(typed), foretold(asked, given)
    if alike(answer, right):
        return _verdict(asked, True, asked.why(**given))
    mistake = next((mistake for mistake in asked.mistakes if explains_answer(mistake, answer, given)), None)
    words = mistake.message if mistake else f"It gives {_text(right)}. {asked.why(**given)}"
    return _verdict(asked, False, words)


def _verdict(asked: Choice | Predict, right: bool, message: str) -> Verdict:
    status = "passed" if right else "wrong"
    return Verdict(
        right,
        status,  # type: ignore[arg-type]
        message,
        mistake=None if right else message,
        cases_passed=int(right),
        cases_total=1,
        picture=asked.picture,
    )


def explains_answer(mistake: Mistake, answer: Any, given: dict[str, Any]) -> bool:
    return any(alike(answer, outcome(wrong, given)) for wrong in mistake.wrong)


def foretold(asked: Predict, given: dict[str, Any]) -> Any:
    """What the code gives; "error" where it raises."""
    return outcome(asked.asks, given)


def outcome(function: Any, given: dict[str, Any]) -> Any:
    try:
        return function(**given)
    except Exception:  # noqa: BLE001 - "what does this give?" may be asked of code that fails, in any way
        return ERROR


def typed_value(typed: str) -> Any:
    """What was typed, as a value: brackets and commas may be left out, `×`, `x` and `by` stand between lengths, and an
    array may be written as Python shows it.

    >>> typed_value("3×4"), typed_value("[[1 2]\\n [3 4]]"), typed_value("True"), typed_value("an error")
    ((3, 4), [[1, 2], [3, 4]], True, 'error')
    >>> typed_value("array([1., 2.])"), typed_value("3 by 4")
    ([1.0, 2.0], (3, 4))

    Raises
    ------
    BadInputs
        For what is no value.
    """
    text = re.sub(r"(?<=\d)\s*(?:[×xX]|by)\s*(?=\d)", ", ", typed.strip())
    text = re.sub(r"^(?:(?:np\.|numpy\.)?array|(?:torch\.)?Size|shape)\s*=?\s*(?=[(\[])", "", text)
    if ERROR in text.lower():
        return ERROR
    text = re.sub(r"\b(?:true|false)\b", lambda word: word[0].capitalize(), text)
    text = re.sub(r"(?<=[\d.\]e])\s+(?=[-+.\d\[TF])", ", ", text)
    if re.search(r"\d,\d+ +[-\d]", typed):  # 7,5 6,0: as two values each it would be wrong
        raise BadInputs(f"{typed[:80]!r} has commas within numbers.", "A decimal number has a point: 7.5.")
    try:
        value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        raise BadInputs(
            f"{typed[:80]!r} is no value.", "Type a number, a list such as [1, 2], or a shape: 3×4."
        ) from None
    return value


def alike(one: Any, other: Any) -> bool:
    """By value; a vector of one number and that number are the same here, for both are written alike."""
    if isinstance(one, str) or isinstance(other, str):
        return type(one) is type(other) and bool(one == other)
    try:
        return TYPED.alike(*(np.atleast_1d(as_numbers(value)) for value in (one, other)))
    except NotNumbers:
        return False


def _text(value: Any) -> str:
    """As one would type it."""
    if isinstance(value, np.ndarray) and value.ndim:
        return str(value.tolist())
    return f"an {ERROR}" if value == ERROR else str(value) if isinstance(value, tuple) else show(value).text
