"""The certificate: made from the page of progress, shown so that it prints well, and to take away as a signed file."""

from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from hiddenmath import learn
from hiddenmath.data import InputError
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._templates import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

Name = Annotated[str, Form(max_length=120)]


@router.post("")
async def make(house: House, name: Name) -> Response:
    """Grades every solution again, signs, keeps it, and shows it."""
    issue = partial(learn.certificate, house.learner, house.grader, name, datetime.now(UTC))
    token = await house.desk.run(issue)
    return RedirectResponse(f"/certificate/{learn.keep_certificate(house.learner, token)}", status_code=303)


@router.get("/{name}.jwt")
def file(name: str, house: House) -> Response:
    named = {"Content-Disposition": 'attachment; filename="certificate.jwt"'}
    return PlainTextResponse(_token(house, name) + "\n", headers=named)


@router.get("/{name}")
def page(name: str, house: House) -> str:
    token = _token(house, name)
    credential = learn.read_credential(token)
    if credential.signature != "valid":
        raise InputError("This certificate was changed after it was signed.", "Make it again on the page Progress.")
    works = [
        {"exercise": work.exercise, "title": _title(house, work.exercise), "genre": work.genre, "source": work.source}
        for work in credential.works
    ]
    return render(
        "certificate.html",
        name=name,
        credential=asdict(credential) | {"works": works},
        lessons=list(_lessons(house, credential)),
        seal=_seal(token),
    )


def _lessons(house: Floors, credential: learn.Credential) -> Iterator[dict[str, Any]]:
    """By lesson, how many of its exercises are solved: a sheet of paper has no room for all their names."""
    titles = {lesson.slug: lesson.title for lesson in house.course.lessons}
    for slug, count in Counter(work.exercise.partition("/")[0] for work in credential.works).items():
        yield {"title": titles.get(slug, slug), "count": count}


def _seal(token: str) -> list[float]:
    """The 64 bytes of an Ed25519 signature as numbers from -1 to 1."""
    return [byte / 127.5 - 1 for byte in urlsafe_b64decode(token.rpartition(".")[2] + "==")]


def listed(house: Floors) -> list[dict[str, Any]]:
    """The certificates made so far, for the page of progress."""
    found = []
    for name in learn.kept_certificates(house.learner):
        try:
            each = learn.read_credential(_token(house, name))
        except InputError:  # a damaged file: its own page says so, and this page goes on without it
            continue
        found.append({"name": name, "learner": each.learner, "from": each.valid_from})
    return found


def _title(house: Floors, exercise: str) -> str:
    return house.course.exercise(exercise).title if exercise in house.course.placed else exercise


def _token(house: Floors, name: str) -> str:
    token = learn.kept_certificate(house.learner, name)
    if token is None:
        raise Refusal(Problem(404, "There is no certificate at this address.", "The page Progress lists yours."))
    return token
