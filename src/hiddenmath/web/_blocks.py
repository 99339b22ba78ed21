"""The place on a page where an exercise is solved."""

from functools import lru_cache
from hashlib import sha256

from markupsafe import Markup, escape
from pydantic import TypeAdapter

from hiddenmath.learn import AnyExercise, Desk, Exercise, NamedShown, show_all
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._templates import render

ON_THE_PAGE = 8_000  # bytes of values; more of them come when they are looked at, from an address of their own
_json = TypeAdapter(list[NamedShown])


def exercise_block(exercise: AnyExercise, draft: str | None, desk: Desk = "lesson", *, passed: bool = False) -> str:
    values = example(exercise)
    view = {
        "id": exercise.id,
        "key": exercise.name if desk == "lesson" else exercise.id.replace("/", "-"),  # several lessons on one page
        "desk": desk,
        "title": exercise.title,
        "prompt_html": Markup(render_markdown(exercise.task)),
        "hints_html": [Markup(render_markdown(hint)) for hint in exercise.hints],
        "form": exercise.form,
        "picture": exercise.picture,
        "starter": exercise.starter,
        "draft": draft,
        "passed": passed,
        "is_asked": not isinstance(exercise, Exercise),
        "use": exercise.shown_use,
        "grows": isinstance(exercise, Exercise) and exercise.grows is not None,
        "example": escape(values.decode()) if len(values) <= ON_THE_PAGE else "",
        "example_at": f"/api/exercises/{exercise.id}/example?v={sha256(values).hexdigest()[:12]}",
    }
    return render("_exercise.html", exercise=view)


@lru_cache(maxsize=512)
def example(exercise: AnyExercise) -> bytes:
    """The example's values as JSON: a photo has 20,000 numbers, which would be most of a page."""
    return _json.dump_json(show_all(exercise.example_inputs()))
