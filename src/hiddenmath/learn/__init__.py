"""The course, its exercises, their grading, and what a learner has done.

The names load on first use (PEP 562): the sandbox imports `hiddenmath.learn._child` and must see nothing else of this
package.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiddenmath.learn._compare import Check, close, satisfies, up_to_sign
    from hiddenmath.learn._content import Problem, check_content
    from hiddenmath.learn._course import ContentError, Course, Lesson, Module, UnknownExercise, course
    from hiddenmath.learn._exercise import Choice, Exercise, Mistake
    from hiddenmath.learn._grade import BadInputs, Grader
    from hiddenmath.learn._inputs import example_photo, photo_crops
    from hiddenmath.learn._learner import Learner, StoreError, data_dir, database
    from hiddenmath.learn._shown import NamedShown, Shown, ShownArray, show, show_all
    from hiddenmath.learn._verdict import FailedCase, Question, RunResult, Verdict

_HOME = {
    "_compare": ["Check", "close", "satisfies", "up_to_sign"],
    "_content": ["Problem", "check_content"],
    "_course": ["ContentError", "Course", "Lesson", "Module", "UnknownExercise", "course"],
    "_exercise": ["Choice", "Exercise", "Mistake"],
    "_grade": ["BadInputs", "Grader"],
    "_inputs": ["example_photo", "photo_crops"],
    "_learner": ["Learner", "StoreError", "data_dir", "database"],
    "_shown": ["NamedShown", "Shown", "ShownArray", "show", "show_all"],
    "_verdict": ["FailedCase", "Question", "RunResult", "Verdict"],
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "BadInputs",
    "Check",
    "Choice",
    "ContentError",
    "Course",
    "Exercise",
    "FailedCase",
    "Grader",
    "Learner",
    "Lesson",
    "Mistake",
    "Module",
    "NamedShown",
    "Problem",
    "Question",
    "RunResult",
    "Shown",
    "ShownArray",
    "StoreError",
    "UnknownExercise",
    "Verdict",
    "check_content",
    "close",
    "course",
    "data_dir",
    "database",
    "example_photo",
    "photo_crops",
    "satisfies",
    "show",
    "show_all",
    "up_to_sign",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE:
        raise AttributeError(f"module 'hiddenmath.learn' has no attribute {name!r}; it offers {', '.join(__all__)}")
    value = getattr(importlib.import_module(f"hiddenmath.learn.{_MODULE[name]}"), name)
    globals()[name] = value
    return value
