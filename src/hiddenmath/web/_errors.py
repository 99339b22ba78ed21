"""Every failure is answered in one form: what happened, and what to do next; as a page to people, as JSON to pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from hiddenmath.data import InputError
from hiddenmath.learn import StoreError, UnknownExercise
from hiddenmath.sandbox import SandboxError
from hiddenmath.web._templates import render


@dataclass(frozen=True)
class Problem:
    """What happened (`message`), and what to do next (`hint`)."""

    status: int
    message: str
    hint: str


class ErrorText(BaseModel):
    message: str
    hint: str


class ErrorBody(BaseModel):
    """The body of every answer of the API that is not a success."""

    error: ErrorText


# Named so in each router, OpenAPI says it of every route in place of FastAPI's own form for bad input.
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    "default": {"model": ErrorBody, "description": "What went wrong, and what to do."}
}

TITLES = {
    403: "Not let in",
    404: "Not found",
    413: "Too large",
    422: "That did not work",
    500: "Something broke",
    503: "Busy",
}


class Refusal(HTTPException):
    """Ends the request in progress with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.status, detail=problem.message)
        self.problem = problem


def answer(scope: Scope, problem: Problem, instead: Mapping[str, str] | None = None) -> Response:
    """The problem as JSON where a page asks (the API, or a form that a script sends), as a page where a person does.

    `instead`: addresses that were perhaps meant, with their titles.
    """
    if scope["path"].startswith("/api/") or "text/event-stream" in Headers(scope=scope).get("accept", ""):
        body = ErrorBody(error=ErrorText(message=problem.message, hint=problem.hint))
        return JSONResponse(body.model_dump(), status_code=problem.status)
    title = TITLES.get(problem.status) or HTTPStatus(problem.status).phrase
    page = render(
        "error.html",
        status=problem.status,
        title=title,
        message=problem.message,
        help=problem.hint,
        instead=instead or {},
        words=" ".join(scope["path"].rpartition("/")[2].replace("-", " ").split())[:100],
    )
    return HTMLResponse(page, status_code=problem.status)


def add_error_handlers(app: FastAPI) -> None:
    """Gives `app` one form for what its routes and Starlette raise."""

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        problem = error.problem if isinstance(error, Refusal) else _of_starlette(error)
        lost = problem.status == 404 and request.method == "GET" and not request.url.path.startswith("/api/")
        instead = app.state.floors.index.instead_of(request.url.path) if lost else None
        response = answer(request.scope, problem, instead)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    async def bad_request(request: Request, error: RequestValidationError) -> Response:
        return answer(request.scope, _of_validation(error))

    @app.exception_handler(InputError)
    async def bad_input(request: Request, error: InputError) -> Response:
        status = 404 if isinstance(error, UnknownExercise) else 422
        return answer(request.scope, Problem(status, error.message, error.hint))

    @app.exception_handler(StoreError)
    @app.exception_handler(SandboxError)
    async def floor_gave_way(request: Request, error: Exception) -> Response:
        return answer(request.scope, Problem(500, str(error), "`hiddenmath doctor` says what works on this machine."))


def _of_starlette(error: HTTPException) -> Problem:
    if error.status_code == 404:
        return Problem(404, "There is nothing at this address.", "It may have moved, or was cut on its way here.")
    return Problem(error.status_code, str(error.detail), "Start again from the first page.")


def _of_validation(error: RequestValidationError) -> Problem:
    """The first thing that is wrong with a request, by the name the sender gave it."""
    first = error.errors()[0]
    name = ".".join(part for part in first["loc"][1:] if isinstance(part, str))
    return Problem(422, f"{name}: {first['msg']}" if name else first["msg"], "Change it and send it again.")
