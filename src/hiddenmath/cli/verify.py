"""`hiddenmath verify`: is a certificate or a hand-in what it says? Offline; with `--rerun` the work is graded again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hiddenmath.cli._options import Content

if TYPE_CHECKING:
    from datetime import datetime

    from hiddenmath.learn import Credential

SIGNATURE = {
    "valid": "valid",
    "altered": "not valid: it was altered after it was signed, or never signed by its issuer",
    "forged": "not valid: forged, somebody else signed it than the issuer it names",
}


def verify(
    file: Annotated[Path, typer.Argument(help="A certificate or a hand-in.")],
    issuer: Annotated[
        list[str] | None, typer.Option(help="An issuer you trust, did:key:…; give it several times for several.")
    ] = None,
    rerun: Annotated[bool, typer.Option("--rerun", help="Grade the enclosed work again, on fresh numbers.")] = False,
    content: Content = None,
) -> None:
    """Say whether the signature is valid, whether the issuer is trusted, and what the work in it is worth.

    Exit code 0 when the signature is valid, the time is right and, with --rerun, all enclosed solutions pass.
    """
    from datetime import UTC, datetime

    from hiddenmath import learn

    credential = learn.credential_in(file)
    now = datetime.now(UTC)
    _print(credential, now, issuer or [])
    good = credential.signature == "valid" and not credential.expired(now) and not credential.early(now)
    if rerun and credential.signature == "valid":
        good = _rerun(credential, content) and good
    raise typer.Exit(0 if good else 1)


def _print(credential: "Credential", now: "datetime", trusted: list[str]) -> None:
    known = "trusted" if credential.issuer in trusted else "unknown"
    itself = ", the learner's own machine" if credential.self_issued else ""
    rows = [
        ("title", credential.title),
        ("for", credential.learner),
        ("signature", SIGNATURE[credential.signature]),
        ("issuer", f"{known}{itself}\n{credential.issuer}"),
        ("time", _time(credential, now)),
        ("work", _work(credential)),
    ]
    for name, text in rows:
        typer.echo(f"{name:<10} " + text.replace("\n", "\n" + " " * 11))


def _time(credential: "Credential", now: "datetime") -> str:
    span = f"{credential.valid_from:%Y-%m-%d} to {credential.valid_until:%Y-%m-%d}"
    if credential.expired(now):
        return f"expired: {span}"
    if credential.early(now):
        return f"not valid yet: {span}; is the clock of this machine right?"
    return f"valid, {span}"


def _work(credential: "Credential") -> str:
    genres = [work.genre for work in credential.works]
    names = {"solution": "solutions", "answer": "answers to questions", "unsolved": "not solved yet"}
    names["on the way"] = "tries on the way"
    return ", ".join(f"{genres.count(genre)} {name}" for genre, name in names.items() if genre in genres) or "none"


def _rerun(credential: "Credential", content: Path | None) -> bool:
    """Grades again and says how each went; whether all solutions passed."""
    from hiddenmath import learn
    from hiddenmath.cli._progress_bar import progress_bar

    with learn.Grader(learn.course_with(content)) as grader, progress_bar("Grading again") as step:
        total = len(learn.regradable(credential, grader.course))
        graded = []
        for each in learn.regrade(credential, grader):
            graded.append(each)
            step(len(graded), total)
    typer.echo("\nGraded again on fresh numbers:")
    for each in graded:
        if each.genre != "on the way":
            typer.echo(f"{'passed' if each.verdict.passed else 'not yet':<10} {each.exercise}")
            if not each.verdict.passed:
                typer.echo(f"{'':<10} {each.verdict.message}")
    solutions = [each for each in graded if each.genre == "solution"]
    wanted = {work.exercise for work in credential.works if work.genre == "solution"}
    unknown = wanted - {each.exercise for each in solutions}
    for exercise in sorted(unknown):
        typer.echo(f"{'unknown':<10} {exercise}\n{'':<10} This version of the course has no such exercise.")
    return not unknown and all(each.verdict.passed for each in solutions)
