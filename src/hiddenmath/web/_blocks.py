"""The place on a page where an exercise is solved."""

from functools import lru_cache

from markupsafe import Markup, escape
from pydantic import TypeAdapter

from hiddenmath.learn import AnyExercise, Desk, Exercise, NamedShown, show_all
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._templates import render

_json = TypeAdapter(list[NamedShown])


def exercise_block(exercise: AnyExercise, draft: str | None, desk: Desk = "lesson", *, passed: bool = False) -> str:
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
        "example": _example(exercise),
    }
    return render("_exercise.html", exercise=view)


@lru_cache(maxsize=512)
def _example(exercise: AnyExercise) -> Markup:
    """The example's values as JSON, escaped: a photo has 60,000 numbers, which is most of the work of a page."""
    return escape(_json.dump_json(show_all(exercise.example_inputs())).decode())
