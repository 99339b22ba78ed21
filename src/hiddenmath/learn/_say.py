"""Puts what happened to a learner's code into words: what, the likeliest cause, what to do next."""

from dataclasses import dataclass
from typing import Any

from hiddenmath.learn._exercise import AnyExercise
from hiddenmath.learn._plain_text import visible
from hiddenmath.learn._python_words import say_exception, say_syntax
from hiddenmath.learn._verdict import TroubleStatus


@dataclass(frozen=True)
class Answered:
    """A value came back. `changed` names the inputs that the code wrote into."""

    value: Any
    changed: tuple[str, ...] = ()
    stdout: str = ""


@dataclass(frozen=True)
class Trouble:
    """No value came back, and why. `final`: it is the same for every input. `error` is Python's own text.

    `ended` tells that the code ran to its end, and gave nothing.
    """

    status: TroubleStatus
    message: str
    line: int | None = None
    error: str = ""
    final: bool = False
    ended: bool = False
    stdout: str = ""


Reply = Answered | Trouble

LONGEST = 300  # characters of what the learner's code may say in our sentences

_ENDED: dict[str, str] = {
    "timeout": "Your code ran for more than {seconds:g} seconds and was stopped. Is there a loop that never ends?",
    "memory": "Your code asked for more memory than there is for it. Is an array much larger than you meant?",
    "crash": "Your code made Python itself crash, so no answer came back. Please try it another way.",
    "output": "Your code printed too much and was stopped. Is there a `print` in a loop that never ends?",
    "stopped": "You stopped it.",
}


def ended(status: str, error: str, seconds: float) -> Trouble:
    """For code that the sandbox had to end."""
    if status in _ENDED:
        return Trouble(status, _ENDED[status].format(seconds=seconds), error=error, final=True)  # type: ignore[arg-type]
    return Trouble("error", f"Your code could not be run: {error}", error=error, final=True)


def read(report: object, exercise: AnyExercise, source: str) -> Reply:
    """What the child reported. It comes from the learner's process, so anything may stand in it."""
    if not isinstance(report, dict) or not isinstance(report.get("kind"), str):
        return _unreadable()
    line = report.get("line")
    line = line if isinstance(line, int) and 0 < line <= source.count("\n") + 1 else None
    match report:
        case {"kind": "answer", "value": value, **rest}:
            changed = rest.get("changed", [])
            return Answered(value, tuple(map(str, changed)) if isinstance(changed, list) else ())
        case {"kind": "raised" | "raised at start" as kind, "type": str(name), "message": str(text), "near": near}:
            name, text = name[:LONGEST], text[:LONGEST]
            message = say_exception(name, text, near if isinstance(near, str) else None)
            status: TroubleStatus = "memory" if name.endswith("MemoryError") else "error"
            return Trouble(status, _located(source, line, message), line, f"{name}: {text}", kind == "raised at start")
        case {"kind": "syntax", "message": str(text)}:
            message = say_syntax(text, _line(source, line))
            return Trouble("syntax", _located(source, line, message), line, text, final=True)
        case {"kind": "blank"}:
            where = f" on line {line}" if line and source.count("\n") else ""
            message = f"There is still a blank to fill{where}: put your own code in place of `___`."
            return Trouble("blank", message, line, final=True)
        case {"kind": str(kind)} if kind in _NO_ANSWER:
            return _no_answer(kind, report, exercise, line)
    return _unreadable()


# The code ran, but what it hands back, or how it is written, is no answer: kind → status, words, whether it is final.
_NO_ANSWER: dict[str, tuple[TroubleStatus, str, bool]] = {
    "empty": ("blank", "There is no code yet.", True),
    "no value": ("error", "The last line is not a value. Write the name of your result there.", False),
    "nothing": ("error", "The last line gives no value. `print` only shows one: write the value itself there.", False),
    "no return": ("error", "{giver} gives nothing back. Is `return` missing? (`print` only shows.)", False),
    "parameters": ("error", "Your function must take {count}: `{head}`.", True),
    "missing": ("error", "There is no {thing} `{wanted}` in your code. It begins with `{head}`.", True),
    "renamed": ("error", "Your {thing} is called `{found}`; asked was `{wanted}`: `{head}`.", True),
    "function": ("error", "You answered a function, not its value. Call it, with its inputs in round brackets.", False),
    "foreign": ("error", "You answered a {found}; asked was a number or an array of numbers.", False),
}


def _no_answer(kind: str, report: dict[str, Any], exercise: AnyExercise, line: int | None) -> Trouble:
    status, words, final = _NO_ANSWER[kind]
    count = len(exercise.parameters)
    heads = exercise.heads or {"": ""}
    wanted = report.get("wanted")
    if not isinstance(wanted, str) or wanted not in heads:
        wanted = next(iter(heads))
    message = words.format(
        giver="Your code" if exercise.use else f"`{exercise.function}`",
        wanted=wanted,
        head=heads[wanted],
        thing="class" if heads[wanted].startswith("class") else "function",
        count=f"{count} inputs" if count > 1 else "one input",
        found=visible(str(report.get("found"))[:LONGEST]),
    )
    return Trouble(status, message, line, final=final, ended=kind in ("no value", "nothing", "no return"))


def _unreadable() -> Trouble:
    return Trouble("crash", "What came back from your code cannot be read as an answer.", final=True)


def _line(source: str, line: int | None) -> str:
    return source.splitlines()[line - 1].strip() if line and line <= len(source.splitlines()) else ""


def _located(source: str, line: int | None, message: str) -> str:
    """Where it happened, in the learner's own words ("Line 3, `return X - m`: …"); one line alone needs no place."""
    code, message = visible(_line(source, line)), visible(message)
    if not code or "\n" not in source.strip():
        return message[:1].upper() + message[1:]
    return f"Line {line}, `{code}`: {message}"
