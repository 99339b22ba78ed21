"""The course as it lies in its folder: `course.toml` has the order and the numbers, each lesson's folder the rest.

Beside the lessons lie the drills, exercises of a minute for daily practice, and `concepts.toml`.

A folder with exercises that `course.toml` does not list is a lesson still to be written. Its exercises are *ahead* of
the course: they can be done on a page of their own and in the terminal, and belong to no lesson yet.
"""

import importlib.util
import inspect
import re
import sys
import tomllib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

import hiddenmath
from hiddenmath.data import InputError
from hiddenmath.learn._exercise import AnyExercise

DRILLS = "drills"
_PLACED = re.compile(r'<hm-exercise\s+name="([^"]*)"')


class ContentError(InputError):
    """A lesson's file that cannot be used; for the author of the lesson, not for its reader."""


class UnknownExercise(InputError):
    """There is no exercise of this name; the message suggests the nearest."""


@dataclass(frozen=True)
class Lesson:
    """One lesson. `body` is its Markdown, `needs` and `opens` are slugs of other lessons, `explain` asks for a note.

    `primer_of` are the slugs of lessons for which it is a primer: it helps whoever needs it, and nobody has to do it.
    """

    slug: str
    module: str
    number: str
    title: str
    question: str
    summary: str
    minutes: int
    needs: tuple[str, ...]
    opens: tuple[str, ...]
    primer_of: tuple[str, ...]
    explain: str
    body: str
    folder: Path

    @cached_property
    def exercises(self) -> dict[str, AnyExercise]:
        """By id, in the order in which the lesson places them; each file is loaded here, on first use."""
        return {
            f"{self.slug}/{name}": load_exercise(self.folder / "exercises" / f"{name}.py", self.slug)
            for name in self.placed
        }

    @property
    def ids(self) -> list[str]:
        """The ids of its exercises, without loading them."""
        return [f"{self.slug}/{name}" for name in self.placed]

    @cached_property
    def placed(self) -> list[str]:
        """The names of the exercises that the lesson's text places, in order."""
        return _PLACED.findall(self.body)


@dataclass(frozen=True)
class Module:
    slug: str
    number: int
    title: str
    summary: str
    lessons: tuple[Lesson, ...]
    folder: Path

    @property
    def ahead(self) -> list[Path]:
        """The files of exercises whose lesson is not written yet."""
        written = {lesson.slug for lesson in self.lessons}
        paths = sorted(self.folder.glob("*/exercises/*.py"))
        return [path for path in paths if path.parents[1].name not in written]

    @property
    def ahead_ids(self) -> list[str]:
        return [f"{path.parents[1].name}/{path.stem}" for path in self.ahead]


@dataclass(frozen=True)
class Course:
    modules: tuple[Module, ...]
    folders: tuple[Path, ...] = ()

    @property
    def lessons(self) -> list[Lesson]:
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def ids(self) -> list[str]:
        """The ids of the exercises that count for the course, in order, without loading them: a primer's do not."""
        return [id for lesson in self.lessons if not lesson.primer_of for id in lesson.ids]

    @property
    def placed(self) -> list[str]:
        """The ids of all exercises that stand in a lesson, primers included."""
        return [id for lesson in self.lessons for id in lesson.ids]

    def primers(self, slug: str) -> list[Lesson]:
        """The primers that help with a lesson."""
        return [lesson for lesson in self.lessons if slug in lesson.primer_of]

    @cached_property
    def concepts(self) -> dict[str, str]:
        """What each concept is in one sentence, by name, in the order in which they are met."""
        return {name: words for name, words in self._concepts.items() if isinstance(words, str)}

    @cached_property
    def concept_needs(self) -> dict[str, tuple[str, ...]]:
        """What one should know before a concept, by name: other concepts."""
        needs = self._concepts.get("needs", {})
        assert isinstance(needs, dict)
        return {name: tuple(needs.get(name, ())) for name in self.concepts}

    @cached_property
    def _concepts(self) -> dict[str, str | dict[str, list[str]]]:
        """All files `concepts.toml` together; "needs" is the table of that name."""
        paths = [path for folder in self.folders if (path := folder / "concepts.toml").is_file()]
        read = [tomllib.loads(path.read_text("utf-8")) for path in paths]
        needs = {name: before for table in read for name, before in table.pop("needs", {}).items()}
        return {name: words for table in read for name, words in table.items()} | {"needs": needs}

    @cached_property
    def drills(self) -> dict[str, AnyExercise]:
        """By id, `drills/<name>`, in the order of their concepts."""
        paths = [path for folder in self.folders for path in sorted((folder / DRILLS).glob("*.py"))]
        drills = [load_exercise(path, DRILLS) for path in paths]
        order = list(self.concepts)
        drills.sort(key=lambda drill: [order.index(name) for name in drill.concepts if name in order])
        return {drill.id: drill for drill in drills}

    @property
    def drill_ids(self) -> list[str]:
        return list(self.drills)

    @cached_property
    def ahead(self) -> dict[str, Path]:
        """By id, the files of the exercises whose lesson is not written yet, module by module."""
        pairs = (zip(module.ahead_ids, module.ahead, strict=True) for module in self.modules)
        return dict(chain.from_iterable(pairs))

    @property
    def every_id(self) -> list[str]:
        """The ids of all exercises: those of lessons in order, those that are ahead, drills."""
        return [*self.placed, *self.ahead, *self.drills]

    @cached_property
    def _loaded(self) -> dict[str, AnyExercise]:
        return {}

    def lesson(self, slug: str) -> Lesson:
        """KeyError if there is none."""
        return {lesson.slug: lesson for lesson in self.lessons}[slug]

    def exercise(self, exercise_id: str) -> AnyExercise:
        """UnknownExercise, with a suggestion, if there is none."""
        if exercise_id in self.drills:
            return self.drills[exercise_id]
        if exercise_id in self.ahead:
            if exercise_id not in self._loaded:
                path = self.ahead[exercise_id]
                self._loaded[exercise_id] = load_exercise(path, path.parents[1].name)
            return self._loaded[exercise_id]
        if exercise_id not in self.placed:
            raise _unknown(exercise_id, self.every_id)
        return self.lesson(exercise_id.partition("/")[0]).exercises[exercise_id]

    def previous(self, slug: str) -> Lesson | None:
        return self._beside(slug, -1)

    def next(self, slug: str) -> Lesson | None:
        return self._beside(slug, 1)

    def _beside(self, slug: str, step: int) -> Lesson | None:
        position = [lesson.slug for lesson in self.lessons].index(slug) + step
        return self.lessons[position] if 0 <= position < len(self.lessons) else None


@cache
def course(content: Path | None = None) -> Course:
    """The course in the folder `content`; without one, our own. Read once.

    Raises
    ------
    ContentError
        For a folder without `course.toml`, for a lesson that it lists and that is not there, and for front matter
        that lacks a field.
    """
    folder = content or Path(hiddenmath.__file__).parent / "lessons"
    path = folder / "course.toml"
    try:
        listed = tomllib.loads(path.read_text("utf-8"))
    except OSError:
        hint = "It lists modules and their lessons; examples/lessons of the repository is one to begin with."
        raise ContentError(f"The folder {folder} has no file course.toml.", hint) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ContentError(f"{path} is not TOML: {problem}.") from None
    return Course(tuple(_modules(folder, listed)), (folder,))


@cache
def course_with(content: Path | None) -> Course:
    """Our course, and after it the lessons of the folder `content`; without one, ours alone.

    Raises
    ------
    ContentError
        As `course` does, and for a module or lesson whose number or slug we have already.
    """
    ours = course()
    if content is None:
        return ours
    theirs = course(content)
    for kind, taken, new in [
        ("module number", _numbers(ours), _numbers(theirs)),
        ("slug", _slugs_of(ours), _slugs_of(theirs)),
    ]:
        for name in sorted(taken & new):
            raise ContentError(
                f"{content / 'course.toml'}: the {kind} {name} is taken by the course.", "Choose another."
            )
    return Course((*ours.modules, *theirs.modules), (*ours.folders, *theirs.folders))


def _numbers(of: Course) -> set[str]:
    return {str(module.number) for module in of.modules}


def _slugs_of(of: Course) -> set[str]:
    exercises = {id.partition("/")[0] for id in of.ahead}
    return {module.slug for module in of.modules} | {lesson.slug for lesson in of.lessons} | exercises


def _modules(folder: Path, listed: dict[str, dict[str, object]]) -> Iterator[Module]:
    for number, entry in listed.items():
        try:
            slug, title, summary = (str(entry[key]) for key in ("slug", "title", "summary"))
        except KeyError as missing:
            raise ContentError(f"{folder / 'course.toml'}: the module [{number}] has no {missing}.") from None
        lessons = entry.get("lessons", {})
        assert isinstance(lessons, dict)
        read = tuple(_lesson(folder / slug / lesson, f"{number}.{place}") for place, lesson in lessons.items())
        yield Module(slug, int(number), title, summary, read, folder / slug)


def _lesson(folder: Path, number: str) -> Lesson:
    path = folder / "lesson.md"
    if not path.is_file():
        raise ContentError(f"course.toml lists the lesson {folder.name!r}, but there is no file {path}")
    front, body = _front_matter(path)
    try:
        return Lesson(
            slug=folder.name,
            module=folder.parent.name,
            number=number,
            title=front["title"],
            question=front["question"],
            summary=front["summary"],
            minutes=int(front["minutes"]),
            needs=_slugs(front.get("needs", "")),
            opens=_slugs(front.get("opens", "")),
            primer_of=_slugs(front.get("primer", "")),
            explain=front.get("explain", ""),
            body=body,
            folder=folder,
        )
    except KeyError as missing:
        raise ContentError(f"{path}: the front matter has no line `{missing.args[0]}: …`") from None
    except ValueError:
        raise ContentError(f"{path}: `minutes` must be a whole number, not {front['minutes']!r}") from None


def _front_matter(path: Path) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two `---`, and the text below them."""
    text = path.read_text("utf-8")
    parts = re.match(r"---\n(.*?)^---\n(.*)", text, re.DOTALL | re.MULTILINE)
    if parts is None:
        raise ContentError(f"{path} must begin with front matter: lines `key: value` between two lines `---`")
    pairs = (line.partition(":") for line in parts[1].splitlines() if line.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}, parts[2].lstrip("\n")


def _slugs(text: str) -> tuple[str, ...]:
    return tuple(slug.strip() for slug in text.split(",") if slug.strip())


def load_exercise(path: Path, lesson: str) -> AnyExercise:
    """The `exercise` of one file. Its docstring has the title in the first line and the task below."""
    if not path.is_file():
        raise ContentError(f"the lesson {lesson!r} places the exercise {path.stem!r}, but there is no file {path}")
    name = f"{lesson}/{path.stem}"
    spec = importlib.util.spec_from_file_location(f"hiddenmath.lessons.{lesson}.{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where `inspect` looks for the source of a class
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as problem:
        raise ContentError(f"{path}{_line(problem, path)} ends in {type(problem).__name__}: {problem}") from problem
    exercise = getattr(module, "exercise", None)
    if not isinstance(exercise, AnyExercise):
        raise ContentError(f"{path} sets no `exercise = Exercise(…)`, `Choice(…)` or `Predict(…)`")
    title, _, task = inspect.cleandoc(module.__doc__ or "").partition("\n")
    if not title:
        raise ContentError(f"{path} has no docstring: its first line is the title, the rest the task")
    return replace(exercise, id=name, title=title.rstrip("."), task=task.strip())


def _line(problem: BaseException, path: Path) -> str:
    if isinstance(problem, SyntaxError):
        return f", line {problem.lineno},"
    lines = [
        line
        for frame, line in traceback.walk_tb(problem.__traceback__)
        if frame.f_code.co_filename == str(path.absolute())
    ]
    return f", line {lines[-1]}," if lines else ""


def _unknown(exercise_id: str, ids: list[str]) -> UnknownExercise:
    near = get_close_matches(exercise_id, ids, 1, 0.4) or [known for known in ids if exercise_id in known.split("/")]
    suggestion = f"Did you mean {near[0]}? " if near else ""
    return UnknownExercise(
        f"There is no exercise {exercise_id!r}.", f"{suggestion}`hiddenmath exercises` lists all of them."
    )
