"""Running and checking what a learner wrote, and the questions with options."""

import math
from functools import partial
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from hiddenmath.learn import LARGEST_SOURCE, Effort, Exercise, NamedShown, Question, RunResult, ShownArray, Verdict
from hiddenmath.web._blocks import example
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import House
from hiddenmath.web._jobs import Job
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._security import FOREVER

TOLD = Problem(409, "The answer for these numbers has been told already.", "Answer it for other numbers.")
router = APIRouter(tags=["exercises"])

Source = Annotated[str, Field(max_length=LARGEST_SOURCE)]
Seed = Annotated[int, Field(ge=0, lt=2**32)]


def _exercise_id(lesson: str, name: str, house: House) -> str:
    """The id of the exercise in the address; `UnknownExercise` where the course has none."""
    return house.course.exercise(f"{lesson}/{name}").id


ExerciseId = Annotated[str, Depends(_exercise_id)]


class Submission(BaseModel):
    source: Source
    job: Job


class RunSubmission(Submission):
    inputs: dict[str, ShownArray] | None = Field(
        None, description="Values to use in place of the example's, such as a photo of one's own."
    )
    seed: Seed | None = Field(None, description="Use the values of the question that this seed makes.")


Took = Annotated[
    float | None, Field(ge=0, lt=1e9, description="Seconds from the first key, or the first sight, to now.")
]


class Attempt(Submission):
    took: Took = None


class Answer(BaseModel):
    seed: Seed
    answer: int | Annotated[str, Field(max_length=2_000)] = Field(
        description="The position of an option, or the value that the question's code gives, as typed."
    )
    took: Took = None


class Solution(BaseModel):
    source: str
    explanation_html: str


class Help(BaseModel):
    what: Annotated[str, Field(pattern=r"^(hint [1-9]|solution)$", description="What was opened.")]


@router.post("/{lesson}/{name}/run")
async def run(exercise: ExerciseId, submission: RunSubmission, house: House) -> RunResult:
    """Runs the source on the example, or on `inputs`, and answers its value and what it printed."""
    inputs = {name: _array(name, shown) for name, shown in submission.inputs.items()} if submission.inputs else None
    if submission.seed is not None:
        inputs = house.grader.given(exercise, submission.seed)
        house.told.tell(exercise, submission.seed)  # the code that is asked about says the answer
    return await house.desk.run(partial(house.grader.run, exercise, submission.source, inputs, job=submission.job))


@router.post("/{lesson}/{name}/check")
async def check(exercise: ExerciseId, submission: Attempt, house: House) -> Verdict:
    """Grades the source on fresh inputs, and keeps the verdict."""

    def graded() -> Verdict:
        verdict = house.grader.check(exercise, submission.source, job=submission.job)
        house.learner.record(exercise, verdict, submission.source, submission.took)
        return verdict

    return await house.desk.run(graded)


@router.get("/{lesson}/{name}/example", response_model=list[NamedShown])
def example_values(exercise: ExerciseId, house: House, request: Request) -> Response:
    """The values that the exercise's example is about. Pages ask with `?v=` and a digest, and browsers keep those."""
    kept = {"Cache-Control": FOREVER} if "v" in request.query_params else None
    return Response(example(house.course.exercise(exercise)), media_type="application/json", headers=kept)


@router.get("/{lesson}/{name}/question")
def question(exercise: ExerciseId, seed: Seed, house: House) -> Question:
    """The question with the numbers that belong to `seed`."""
    return house.grader.question(exercise, seed)


@router.post("/{lesson}/{name}/answer")
def answer(exercise: ExerciseId, given: Answer, house: House) -> Verdict:
    """Whether the answer is right, and why; keeps the verdict. Refused with 409 where its numbers were told before."""
    verdict = house.grader.answer(exercise, given.seed, given.answer)
    if not house.told.tell(exercise, given.seed):
        raise Refusal(TOLD)
    house.learner.record(exercise, verdict, str(given.answer), given.took)
    return verdict


@router.post("/{lesson}/{name}/effort")
async def effort(exercise: ExerciseId, submission: Submission, house: House) -> Effort:
    """The time of a solution that passed, beside the reference's as inputs grow, and what X-ray would change in it."""
    return await house.desk.run(partial(house.grader.effort, exercise, submission.source, job=submission.job))


@router.get("/{lesson}/{name}/solution")
def solution(exercise: ExerciseId, house: House) -> Solution:
    """One way to write it, and why it is right."""
    found = house.course.exercise(exercise)
    if not isinstance(found, Exercise):
        raise Refusal(Problem(404, f"{exercise} is a question.", "Answer it: the reason comes with the verdict."))
    return Solution(source=found.solution_source, explanation_html=render_markdown(found.explanation))


@router.post("/{lesson}/{name}/help", status_code=204)
def take_help(exercise: ExerciseId, help: Help, house: House) -> None:
    """Keeps in mind that a hint or the solution was read: a pass of this sitting is no mastery then."""
    house.learner.take_help(exercise, help.what)


def _array(name: str, shown: ShownArray) -> np.ndarray:
    """The array that a page sent; refused where its shape, type and numbers do not fit together."""
    try:
        dtype = np.dtype(shown.dtype)
        if dtype.kind not in "biuf" or math.prod(shown.shape) != len(shown.values):
            raise ValueError(f"{len(shown.values)} values of type {dtype} for the shape {shown.shape}")
        with np.errstate(invalid="raise", over="raise"):  # a number that the type cannot hold
            return np.array([float(value) for value in shown.values]).astype(dtype).reshape(shown.shape)
    except (TypeError, ValueError, ArithmeticError) as error:
        problem = Problem(422, f"inputs.{name} is not an array: {error}.", "Send as many values as the shape holds.")
        raise Refusal(problem) from error
