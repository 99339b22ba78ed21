"""Runs and checks a learner's code. The sandbox gets the source and one input at a time; all else stays here."""

import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal, Self

import numpy as np

from hiddenmath.learn._answers import BadInputs, given_by, judge_choice, judge_prediction, options_by
from hiddenmath.learn._course import Course, course
from hiddenmath.learn._effort import Effort, inputs_of, measure, say_rates
from hiddenmath.learn._exercise import AnyExercise, Choice, Exercise, Predict
from hiddenmath.learn._judge import Inputs, Size, judge, size
from hiddenmath.learn._say import Reply, Trouble, ended, read
from hiddenmath.learn._shown import shape_text, show, show_all
from hiddenmath.learn._verdict import Question, RunResult, Verdict
from hiddenmath.learn._xray import JOB as XRAY
from hiddenmath.learn._xray import LIMITS as XRAY_LIMITS
from hiddenmath.learn._xray import Seen, call_of, open_xray, seen_in, source_of
from hiddenmath.sandbox import Limits, Outcome, Sandbox, Session

CHILD = "hiddenmath.learn._child"
SCIPY = ("scipy", "scipy.linalg", "scipy.optimize", "scipy.sparse", "scipy.sparse.linalg", "scipy.special")
LIMITS = Limits(seconds=2.0)
Task = dict[str, Any]
PATIENCE = 2.5  # seconds for all cases of a check together, so that many slow ones end in time as well

REDRAWN, SHRINKING = 8, 0.04  # times the cases are drawn again for a smaller failing input; seconds for it


class Grader:
    """Owns a warm sandbox; may be used from many threads. Close it, or use it in a `with`.

    `job` is any name for one run or check, with which another thread can `stop` it.
    """

    def __init__(self, content: Course | None = None) -> None:
        self.course = content or course()
        self._sandbox = Sandbox(preload=("numpy", CHILD))
        self._jobs: dict[str, list[_Job]] = {}
        self._lock = threading.Lock()
        self._xray: Sandbox | None = None
        self._scipy: Sandbox | None = None

    def run(
        self, exercise_id: str, source: str, inputs: Mapping[str, Any] | None = None, job: str | None = None
    ) -> RunResult:
        """Runs the code once, on the exercise's example or on the inputs given."""
        exercise = self.course.exercise(exercise_id)
        values = exercise.example_inputs() if inputs is None else _fitting(exercise, inputs)
        with self._open(exercise, _task(exercise, source), job) as session:
            reply = session.reply(values)
        if isinstance(reply, Trouble) and reply.ended and reply.stdout:
            return RunResult("ok", "", reply.stdout, None, None, session.seconds)
        if isinstance(reply, Trouble):
            return RunResult(reply.status, reply.message, reply.stdout, reply.line, None, session.seconds)
        return RunResult("ok", "", reply.stdout, None, show(reply.value), session.seconds)

    def check(self, exercise_id: str, source: str, seed: int | None = None, job: str | None = None) -> Verdict:
        """The verdict on fresh inputs; the same `seed` makes the same inputs."""
        exercise = self.course.exercise(exercise_id)
        if not isinstance(exercise, Exercise):
            raise BadInputs(f"{exercise_id} is a question: there is no code to check.", "Answer it on its page.")
        seed = _seed(seed)
        cases = [tuple(case) for case in exercise.cases(np.random.default_rng(seed))]
        with self._open(exercise, _task(exercise, source), job) as session:
            replies = list(session.replies(exercise, cases))
            verdict = judge(exercise, cases, replies, lambda size: session.smaller(exercise, size, replies[-1], seed))
        return replace(verdict, seconds=session.seconds)

    def effort(self, exercise_id: str, source: str, job: str | None = None) -> Effort:
        """The work of a solution that has passed, beside the reference's; takes seconds.

        Raises
        ------
        BadInputs
            For an exercise whose inputs do not grow, so that there is nothing to compare.
        """
        exercise = self.course.exercise(exercise_id)
        if not isinstance(exercise, Exercise) or exercise.grows is None:
            raise BadInputs(f"The time of {exercise_id} says nothing: its inputs stay small.", "Check it instead.")
        task, best = _task(exercise, source), _reference(exercise)
        with (
            self._open(exercise, task, job, "stopwatch") as yours,
            self._open(exercise, best, job, "stopwatch") as reference,
        ):
            effort = measure(exercise, yours.took, reference.took)
            if yours.stopped or not effort.sizes:
                return effort
            return self._with_xray(effort, exercise, best, yours, job)

    def question(self, exercise_id: str, seed: int | None = None) -> Question:
        """The question with the fresh values that `seed` makes; options come in a shuffled order."""
        asked, seed = self._asked(exercise_id), _seed(seed)
        if isinstance(asked, Predict):
            return Question(seed, asked.task, show_all(given_by(asked, seed)), [], asked.starter, asked.picture)
        given, options = options_by(asked, seed)
        shown = [show(value) for value in options.values()]
        return Question(seed, asked.task, show_all(given), shown, "", asked.picture)

    def given(self, exercise_id: str, seed: int) -> dict[str, Any]:
        """The values that the question made by `seed` is about."""
        return given_by(self._asked(exercise_id), seed)

    def answer(self, exercise_id: str, seed: int, answer: int | str) -> Verdict:
        """The verdict on the answer to the question made by `seed`: an option's position, or the value as typed."""
        asked = self._asked(exercise_id)
        if isinstance(asked, Predict):
            return judge_prediction(asked, seed, str(answer))
        return judge_choice(asked, seed, answer)

    def stop(self, job: str) -> bool:
        """Ends the run or check of this name, from any thread; False if there is none."""
        with self._lock:
            running = self._jobs.get(job, [])
            for one in running:
                one.stopped = True
        for one in running:
            if one.session is not None:
                one.session.stop()
        return bool(running)

    def close(self) -> None:
        self._sandbox.close()
        for opened in (self._xray, self._scipy):
            if opened is not None:
                opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _with_xray(self, effort: Effort, exercise: Exercise, best: Task, yours: "_Job", job: str | None) -> Effort:
        """The same with the operations that X-ray counts in the reference, and what it would change in `yours`."""
        with self._lock:
            self._xray = self._xray or open_xray()
        short = [n for n, seconds in zip(effort.sizes, effort.yours, strict=True) if seconds < 0.005]
        calls = [(best, effort.sizes[-1]), (yours.task, short[-1] if short else effort.sizes[0])]
        seen: list[Seen | None] = []
        for one, n in calls:
            running = _Job(exercise, one)
            with self._known(running, job), self._xray.session(XRAY, None, XRAY_LIMITS) as session:
                running.stopped |= yours.stopped  # asked for while none of the two was running
                running.begin(session)
                call = call_of(one["name"], exercise.parameters, one["use"])
                seen.append(seen_in(session, one["source"], call, inputs_of(exercise, np.random.default_rng(0), n)))
        reference, mine = seen
        if reference and reference.flops:
            rates = say_rates(reference.flops, effort.yours[-1], effort.reference[-1])
            effort = replace(effort, message=f"{effort.message} {rates}")
        return replace(effort, hints=mine.hints if mine else [])

    @contextmanager
    def _open(
        self, exercise: AnyExercise, task: Task, job: str | None, entry: Literal["start", "stopwatch"] = "start"
    ) -> "Iterator[_Job]":
        """A child process with the source in it, known by its job's name while it lives."""
        running = _Job(exercise, task)
        sandbox = self._sandbox_for(task["source"])
        with self._known(running, job), sandbox.session(f"{CHILD}:{entry}", task, LIMITS) as session:
            running.begin(session)
            yield running

    def _sandbox_for(self, source: str) -> Sandbox:
        """SciPy takes half a second and 60 MB: it is loaded where it is first asked for."""
        if "scipy" not in source:
            return self._sandbox
        with self._lock:
            self._scipy = self._scipy or Sandbox(preload=("numpy", *SCIPY, CHILD))
            return self._scipy

    @contextmanager
    def _known(self, running: "_Job", job: str | None) -> Iterator[None]:
        """`stop` finds it by its job's name."""
        with self._lock:
            self._jobs.setdefault(job or f"unnamed {id(running)}", []).append(running)
        try:
            yield
        finally:
            with self._lock:
                left = {name: [one for one in jobs if one is not running] for name, jobs in self._jobs.items()}
                self._jobs = {name: jobs for name, jobs in left.items() if jobs}

    def _asked(self, exercise_id: str) -> Choice | Predict:
        exercise = self.course.exercise(exercise_id)
        if isinstance(exercise, Exercise):
            raise BadInputs(f"{exercise_id} is no question.", "It wants code: run or check it.")
        return exercise


class _Job:
    """One source in one child process, and how long all its calls took together."""

    def __init__(self, exercise: AnyExercise, task: Task) -> None:
        self.stopped = False
        self.session: Session | None = None
        self.task, self._exercise = task, exercise
        self._began = time.perf_counter()

    def begin(self, session: Session) -> None:
        self.session = session
        if self.stopped:  # asked for between the click on Check and now
            session.stop()
        if session.started.status == "ok":  # until now a warm process was waited for, and that is not the code's time
            self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._began

    def reply(self, inputs: Mapping[str, Any]) -> Reply:
        assert self.session is not None
        started = self.session.started
        outcome = self.session.call(dict(inputs)) if started.status == "ok" else started
        printed = outcome.stdout if outcome is started else started.stdout + outcome.stdout
        return replace(self._read(outcome), stdout=printed)

    def _read(self, outcome: Outcome) -> Reply:
        if outcome.status == "ok":
            return read(outcome.value, self._exercise, self.task["source"])
        return ended(outcome.status, outcome.error, LIMITS.seconds)

    def took(self, inputs: Mapping[str, Any]) -> float | None:
        """Seconds of one call, from a stopwatch's child; None where none came."""
        assert self.session is not None
        outcome = self.session.call(dict(inputs)) if self.session.started.status == "ok" else self.session.started
        match outcome.value:
            case {"kind": "took", "seconds": float(seconds)} if 0 < seconds < float("inf"):
                return seconds
        return None

    def replies(self, exercise: Exercise, cases: list[Inputs]) -> Iterator[Reply]:
        """One reply a case, up to the first that would be the same for all others."""
        for case in cases:
            reply = self.reply(dict(zip(exercise.parameters, case, strict=True)))
            final = isinstance(reply, Trouble) and reply.final
            if self.seconds > PATIENCE and not final:
                yield replace(ended("timeout", "", PATIENCE), stdout=reply.stdout)
                return
            yield reply
            if final:
                return

    def smaller(self, exercise: Exercise, limit: Size, last: Reply, seed: int) -> Iterator[tuple[Inputs, Reply]]:
        """Inputs below `limit` with their replies, as long as a learner does not notice; none after an end."""
        if isinstance(last, Trouble) and last.final:
            return
        until = self.seconds + SHRINKING
        for case in _redrawn(exercise, limit, seed):
            reply = self.reply(dict(zip(exercise.parameters, case, strict=True)))
            yield case, reply
            if self.seconds > until or (isinstance(reply, Trouble) and reply.final):
                return


def _redrawn(exercise: Exercise, limit: Size, seed: int) -> list[Inputs]:
    """Inputs below `limit`, the smallest first: drawn again by the exercise, so that they are as it wants them."""
    began, drawn = time.perf_counter(), list[Inputs]()
    for again in range(1, REDRAWN + 1):
        drawn += [tuple(case) for case in exercise.cases(np.random.default_rng([seed, again]))]
        if time.perf_counter() - began > SHRINKING:  # photos, for example
            break
    return sorted((inputs for inputs in drawn if size(inputs) < limit), key=size)


def _task(exercise: AnyExercise, source: str) -> Task:
    """What the child is given to load."""
    return {
        "source": source,
        "form": exercise.form,
        "name": exercise.function,
        "written": list(exercise.heads),
        "use": exercise.use,
    }


def _reference(exercise: Exercise) -> Task:
    """The solution, or what is faster than it, as the child is given a learner's."""
    task = _task(exercise, exercise.solution_source)
    if exercise.fast is None:
        return task
    name = exercise.fast.__name__
    return task | {"source": source_of(exercise.fast), "name": name, "written": [name], "use": ""}


def _seed(seed: int | None) -> int:
    return secrets.randbits(32) if seed is None else seed


def _fitting(exercise: AnyExercise, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """A learner's own inputs (a photo of theirs), if they are like the example: names, axes, finite numbers."""
    example = exercise.example_inputs()
    if set(inputs) != set(example):
        raise BadInputs(f"The inputs {sorted(inputs)} do not fit.", f"This exercise needs {', '.join(example)}.")
    return {name: _like(name, np.asarray(inputs[name]), np.asarray(example[name])) for name in example}


def _like(name: str, value: Any, example: Any) -> Any:
    if value.dtype.kind not in "biuf" or not np.isfinite(value).all():
        raise BadInputs(f"`{name}` holds something that is not a finite number.", "Send numbers only.")
    colours = example.ndim == 3 and value.shape[2:] != example.shape[2:]
    if value.ndim != example.ndim or value.size == 0 or colours:
        wanted, got = shape_text(example.shape) or "one number", shape_text(value.shape) or "one number"
        raise BadInputs(f"`{name}` has the shape {got}.", f"Asked was one like the example's, {wanted}.")
    return value.astype(example.dtype)
