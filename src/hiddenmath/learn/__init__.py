"""The course, its exercises, their grading, and what a learner has done.

The names load on first use (PEP 562): the sandbox imports `hiddenmath.learn._child` and must see nothing else of this
package.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiddenmath.learn._answers import BadInputs
    from hiddenmath.learn._certificate import (
        certificate,
        hand_in,
        keep_certificate,
        kept_certificate,
        kept_certificates,
        missing_for_certificate,
    )
    from hiddenmath.learn._class import Mark, count_mistakes, files_of, mark, marks_table, regradable, regrade
    from hiddenmath.learn._compare import Check, both, close, each, satisfies
    from hiddenmath.learn._concepts import ConceptGraph, concept_graph, concepts_of
    from hiddenmath.learn._content import Problem, check_content
    from hiddenmath.learn._cost import Cost, solution_cost
    from hiddenmath.learn._course import ContentError, Course, Lesson, Module, UnknownExercise, course, course_with
    from hiddenmath.learn._effort import Effort
    from hiddenmath.learn._exchange import export_progress, import_progress
    from hiddenmath.learn._exercise import AnyExercise, Choice, Exercise, Mistake, Predict
    from hiddenmath.learn._formulas import readable
    from hiddenmath.learn._glossary import Term, glossary
    from hiddenmath.learn._grade import Grader
    from hiddenmath.learn._inputs import example_photo, photo_crops
    from hiddenmath.learn._ipynb import notebook
    from hiddenmath.learn._learner import Attempt, Desk, Kept, Learner, StoreError, data_dir, database
    from hiddenmath.learn._many_answers import same_span, up_to_order, up_to_scale, up_to_sign
    from hiddenmath.learn._mastery import Standing, standings
    from hiddenmath.learn._notebook import Checked, check
    from hiddenmath.learn._outline import Part, outline
    from hiddenmath.learn._plain_text import plain, visible
    from hiddenmath.learn._practice import Item, day_begin, due_days, todays_practice
    from hiddenmath.learn._progress import Progress, Tally, exercises_by_concept, progress
    from hiddenmath.learn._properties import eigenpairs, factors, least_squares, orthonormal, permutation
    from hiddenmath.learn._shown import NamedShown, Shown, ShownArray, show, show_all
    from hiddenmath.learn._source import LARGEST_SOURCE, read_source
    from hiddenmath.learn._times import Times, times_of
    from hiddenmath.learn._verdict import FailedCase, Question, RunResult, Verdict
    from hiddenmath.learn._verify import Credential, credential_in, read_credential

_HOME = {
    "_answers": ["BadInputs"],
    "_certificate": [
        "certificate",
        "hand_in",
        "keep_certificate",
        "kept_certificate",
        "kept_certificates",
        "missing_for_certificate",
    ],
    "_class": ["Mark", "count_mistakes", "files_of", "mark", "marks_table", "regradable", "regrade"],
    "_compare": ["Check", "both", "close", "each", "satisfies"],
    "_concepts": ["ConceptGraph", "concept_graph", "concepts_of"],
    "_content": ["Problem", "check_content"],
    "_cost": ["Cost", "solution_cost"],
    "_course": ["ContentError", "Course", "Lesson", "Module", "UnknownExercise", "course", "course_with"],
    "_effort": ["Effort"],
    "_exchange": ["export_progress", "import_progress"],
    "_exercise": ["AnyExercise", "Choice", "Exercise", "Mistake", "Predict"],
    "_formulas": ["readable"],
    "_glossary": ["Term", "glossary"],
    "_grade": ["Grader"],
    "_inputs": ["example_photo", "photo_crops"],
    "_ipynb": ["notebook"],
    "_learner": ["Attempt", "Desk", "Kept", "Learner", "StoreError", "data_dir", "database"],
    "_many_answers": ["same_span", "up_to_order", "up_to_scale", "up_to_sign"],
    "_mastery": ["Standing", "standings"],
    "_notebook": ["Checked", "check"],
    "_outline": ["Part", "outline"],
    "_plain_text": ["plain", "visible"],
    "_practice": ["Item", "day_begin", "due_days", "todays_practice"],
    "_progress": ["Progress", "Tally", "exercises_by_concept", "progress"],
    "_properties": ["eigenpairs", "factors", "least_squares", "orthonormal", "permutation"],
    "_source": ["LARGEST_SOURCE", "read_source"],
    "_shown": ["NamedShown", "Shown", "ShownArray", "show", "show_all"],
    "_times": ["Times", "times_of"],
    "_verdict": ["FailedCase", "Question", "RunResult", "Verdict"],
    "_verify": ["Credential", "credential_in", "read_credential"],
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "LARGEST_SOURCE",
    "AnyExercise",
    "Attempt",
    "BadInputs",
    "Check",
    "Checked",
    "Choice",
    "ConceptGraph",
    "ContentError",
    "Cost",
    "Course",
    "Credential",
    "Desk",
    "Effort",
    "Exercise",
    "FailedCase",
    "Grader",
    "Item",
    "Kept",
    "Learner",
    "Lesson",
    "Mark",
    "Mistake",
    "Module",
    "NamedShown",
    "Part",
    "Predict",
    "Problem",
    "Progress",
    "Question",
    "RunResult",
    "Shown",
    "ShownArray",
    "Standing",
    "StoreError",
    "Tally",
    "Term",
    "Times",
    "UnknownExercise",
    "Verdict",
    "both",
    "certificate",
    "check",
    "check_content",
    "close",
    "concept_graph",
    "concepts_of",
    "count_mistakes",
    "course",
    "course_with",
    "credential_in",
    "data_dir",
    "database",
    "day_begin",
    "due_days",
    "each",
    "eigenpairs",
    "example_photo",
    "exercises_by_concept",
    "export_progress",
    "factors",
    "files_of",
    "glossary",
    "hand_in",
    "import_progress",
    "keep_certificate",
    "kept_certificate",
    "kept_certificates",
    "least_squares",
    "mark",
    "marks_table",
    "missing_for_certificate",
    "notebook",
    "orthonormal",
    "outline",
    "permutation",
    "photo_crops",
    "plain",
    "progress",
    "read_credential",
    "read_source",
    "readable",
    "regradable",
    "regrade",
    "same_span",
    "satisfies",
    "show",
    "show_all",
    "solution_cost",
    "standings",
    "times_of",
    "todays_practice",
    "up_to_order",
    "up_to_scale",
    "up_to_sign",
    "visible",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE:
        raise AttributeError(f"module 'hiddenmath.learn' has no attribute {name!r}; it offers {', '.join(__all__)}")
    value = getattr(importlib.import_module(f"hiddenmath.learn.{_MODULE[name]}"), name)
    globals()[name] = value
    return value
