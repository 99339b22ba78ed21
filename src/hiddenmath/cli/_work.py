"""Exercises in the terminal: each is a file that is graded when it is saved, or a question to answer."""

import os
import queue
import random
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

    from hiddenmath.learn import AnyExercise, Choice, Exercise, Grader, Learner, Predict, Shown, Verdict

POLL = 0.2  # seconds between two looks at the file
KEYS = "Enter alone or n: next · h: hint · q: quit"
CODE_KEYS = "Enter alone or n: next · h: hint · s: solution · q: quit"


class Quit(Exception):
    """The learner wants to stop."""


class Stamp(NamedTuple):
    changed: int
    size: int


class Desk:
    """Where a learner works in the terminal: `folder` gets their files, `typed` what they enter below them."""

    def __init__(self, grader: "Grader", learner: "Learner", folder: Path, console: "Console") -> None:
        self.grader, self.learner, self.folder, self.console = grader, learner, folder, console
        self.typed: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()  # a read from a terminal cannot be cut short

    def solve(self, exercise: "AnyExercise") -> None:
        """Until it is passed, or left with Enter.

        Raises
        ------
        Quit
            for `q`, and at the end of what is typed.
        """
        from rich.markup import escape

        from hiddenmath.learn import Exercise

        self._say(f"\n[bold]{escape(exercise.title)}[/]  [dim]{exercise.id}[/]")
        self._markdown(exercise.task)
        if isinstance(exercise, Exercise):
            self._code(exercise)
        else:
            self._answer(exercise)

    def _code(self, exercise: "Exercise") -> None:
        from rich.markup import escape

        path = self._file(exercise)
        stamp = _stamp(path)
        self._say(f"[dim]Write it in[/] {escape(str(path))}[dim]: when you save it, it is checked.\n{CODE_KEYS}[/]")
        began, hints = time.monotonic(), list(enumerate(exercise.hints, 1))
        while True:
            if (now := _stamp(path)) != stamp and now is not None and now == _settled(path):
                stamp = now
                if self._check(exercise, path, time.monotonic() - began):
                    return
            match self._command():
                case "":
                    return
                case "h":
                    self._hint(exercise, hints)
                case "s":
                    self.learner.take_help(exercise.id, "solution")
                    self.console.print(exercise.solution_source, style="green", markup=False)
                    self._markdown(exercise.explanation)
                case str():
                    self._say(f"[dim]{CODE_KEYS}[/]")

    def _check(self, exercise: "Exercise", path: Path, took: float) -> bool:
        from rich.markup import escape

        from hiddenmath.cli.grade import print_verdict
        from hiddenmath.data import InputError
        from hiddenmath.learn import read_source

        try:
            source = read_source(path)
        except InputError as problem:
            self._say(f"\n{escape(f'{problem.message} {problem.hint}')}")
            return False
        except OSError as problem:
            self._say(f"\n{escape(str(path))} cannot be read: {problem.strerror}. Save it again.")
            return False
        verdict = self.grader.check(exercise.id, source)
        self.learner.record(exercise.id, verdict, source, took)
        self._say("")
        print_verdict(exercise.id, verdict, self.console)
        return verdict.passed

    def _answer(self, asked: "Choice | Predict") -> None:
        """A wrong answer is told the right one, so that each next question has fresh numbers."""
        hints = list(enumerate(asked.hints, 1))
        while not self._ask(asked, hints):
            pass

    def _ask(self, asked: "Choice | Predict", hints: list[tuple[int, str]]) -> bool:
        """One question; whether it is passed, or left."""
        from hiddenmath.learn import readable

        question = self.grader.question(asked.id, seed := random.getrandbits(31))
        for named in question.given:
            self._block(named.name, named.shown)
        for place, shown in enumerate(question.options, 1):
            self._block(f"{place}", shown)
        if question.code:
            self._markdown(f"```python\n{question.code}\n```")
        wanted = f"a number from 1 to {len(question.options)}" if question.options else "what it gives"
        self._say(f"[dim]Type {wanted} · {KEYS}[/]")
        began = time.monotonic()
        while (line := self._command(wait=True)) != "":
            if line == "h":
                self._hint(asked, hints)
            elif line and (verdict := self._answered(asked.id, seed, line, len(question.options))):
                self.learner.record(asked.id, verdict, line, time.monotonic() - began)
                self._say(("[bold green]passed[/] " if verdict.passed else "[bold red]not yet[/] ") + asked.id)
                self.console.print(readable(verdict.message), markup=False, soft_wrap=True)
                return verdict.passed
        return True

    def _hint(self, exercise: "AnyExercise", hints: list[tuple[int, str]]) -> None:
        if not hints:
            self._say("[dim]There are no more hints.[/]")
            return
        number, hint = hints.pop(0)
        self.learner.take_help(exercise.id, f"hint {number}")
        self._markdown(hint)

    def _answered(self, exercise_id: str, seed: int, line: str, options: int) -> "Verdict | None":
        """The verdict on what was typed: an option's place, or a value; None for what is neither."""
        from hiddenmath.learn import BadInputs

        if options:
            if line in map(str, range(1, options + 1)):
                return self.grader.answer(exercise_id, seed, int(line) - 1)
            self._say(f"[dim]Type a number from 1 to {options} · {KEYS}[/]")
            return None
        try:
            return self.grader.answer(exercise_id, seed, line)
        except BadInputs as problem:
            self.console.print(str(problem), markup=False, soft_wrap=True)
            return None

    def _file(self, exercise: "Exercise") -> Path:
        """The learner's file: made from the starter, or as they left it."""
        from hiddenmath.learn import readable

        path = self.folder / f"{exercise.id}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            told = readable(f"{exercise.title}.\n{exercise.task}")
            task = "\n".join(f"# {line}".rstrip() for line in told.splitlines())
            path.write_text(f"{task}\n\n{exercise.starter}".rstrip("\n") + "\n", "utf-8")
        return path

    def _command(self, wait: bool = False) -> str | None:
        """What was typed since; None for nothing, and "" for Enter or n."""
        try:
            line = self.typed.get(timeout=None if wait else POLL)
        except queue.Empty:
            return None
        if line is None or line == "q":
            raise Quit
        return "" if line == "n" else line

    def _listen(self) -> None:
        """Past Python's own buffer, whose lock this thread would still hold when Python ends."""
        begun = b""
        while piece := os.read(0, 4096):
            *lines, begun = (begun + piece).split(b"\n")
            for line in lines:
                self.typed.put(line.decode(errors="replace").strip().lower())
        self.typed.put(None)

    def _say(self, text: str) -> None:
        self.console.print(text, soft_wrap=True)

    def _markdown(self, text: str) -> None:
        from rich.markdown import Markdown

        from hiddenmath.learn import readable

        self.console.print(Markdown(readable(text)), end="\n\n")

    def _block(self, name: str, shown: "Shown") -> None:
        from hiddenmath.cli.grade import block

        self.console.print(block(name, shown), end="\n\n")


def _stamp(path: Path) -> Stamp | None:
    """None while an editor replaces the file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size)


def _settled(path: Path) -> Stamp | None:
    """The stamp a moment later: an editor may still be writing."""
    time.sleep(POLL / 4)
    return _stamp(path)
