"""All progress as one JSON file, and back: to move to another machine, or to keep a copy.

An import adds and never takes away: attempts are recognised by their `uid`, of two drafts the newer stands and the
older is set aside, so that the same file may be imported twice, and two machines into each other.
"""

import json
import re
from typing import Any

from hiddenmath.data import InputError
from hiddenmath.learn._learner import Learner
from hiddenmath.store import Attempt, Draft, Kept

FORMAT, VERSION = "hiddenmath progress", 1
YEAR_2200 = 7_258_118_400.0

_ATTEMPT: dict[str, tuple[type, ...]] = {
    "uid": (str,),
    "made_at": (int, float),
    "exercise": (str,),
    "passed": (bool,),
    "status": (str,),
    "mistake": (str, type(None)),
    "source": (str,),
    "seconds": (int, float),
    "helped": (int,),
    "took": (int, float, type(None)),
}
_DRAFT: dict[str, tuple[type, ...]] = {"exercise": (str,), "source": (str,), "saved_at": (int, float)}


def export_progress(learner: Learner) -> str:
    """Everything that the learner has done, as JSON."""
    attempts = [{"uid": uid, "made_at": made_at, **made._asdict()} for uid, made_at, made in learner.history()]
    drafts = [draft._asdict() for draft in learner.drafts()]
    whole = {"format": FORMAT, "version": VERSION, "attempts": attempts, "drafts": drafts}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def import_progress(learner: Learner, text: str) -> int:
    """Adds what the text, an export, holds and the learner does not have yet; how many attempts were new.

    Raises
    ------
    InputError
        For a text that is no export, or one of a newer version; nothing is added then.
    """
    whole = _read(text)
    attempts = [_fields(row, _ATTEMPT, "attempt", place) for place, row in enumerate(whole["attempts"], 1)]
    drafts = [_fields(row, _DRAFT, "draft", place) for place, row in enumerate(whole["drafts"], 1)]
    kept = [Kept(row.pop("uid"), row.pop("made_at"), Attempt(**row)) for row in attempts]
    return learner.merge(kept, [Draft(**row) for row in drafts])


def _read(text: str) -> dict[str, list[Any]]:
    if not text.strip():
        raise InputError("This file is empty: it holds no progress.", _HINT)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"This is no export of progress: {problem}.", _HINT) from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise InputError("This is no export of progress.", _HINT)
    if whole.get("version") != VERSION:
        newer = f"This export has version {whole.get('version')!r:.40}; this program reads version {VERSION}."
        raise InputError(newer, "Update hiddenmath, and import it again.")
    if not isinstance(whole.get("attempts"), list) or not isinstance(whole.get("drafts"), list):
        raise InputError("This export has no list of attempts or of drafts.", _HINT)
    return whole


def _fields(row: Any, kinds: dict[str, tuple[type, ...]], what: str, place: int) -> dict[str, Any]:
    """The fields of a row, checked: a file may have been edited by hand."""
    if not isinstance(row, dict) or set(row) != set(kinds):
        raise InputError(f"The {what} number {place} does not have the fields {', '.join(kinds)}.", _HINT)
    for name, value in row.items():
        if not isinstance(value, kinds[name]) or (isinstance(value, bool) and bool not in kinds[name]):
            raise InputError(f"The {what} number {place} has a {name} of {value!r:.60}.", _HINT)
        if isinstance(value, (int, float)) and not 0 <= value < YEAR_2200:  # nor NaN
            raise InputError(f"The {what} number {place} has a {name} of {value!r:.60}.", _HINT)
        if isinstance(value, str) and _HALF.search(value):
            raise InputError(f"The {what} number {place} has a {name} with half of a character in it.", _HINT)
    return dict(row)


_HALF = re.compile("[\ud800-\udfff]")  # JSON may hold it, no file of text may
_HINT = "Choose the file that `hiddenmath progress --export` or the page Progress has written."
