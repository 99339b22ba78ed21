"""The pages of the tools. A form is answered by its page; to the page's own script, by a stream of events."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from markupsafe import Markup
from pydantic import BaseModel
from starlette.datastructures import UploadFile

from hiddenmath.apply import Tool, tools
from hiddenmath.data import InputError
from hiddenmath.web._apply import ToolResult, begin, plain, shown
from hiddenmath.web._data import choices
from hiddenmath.web._errors import ErrorBody, ErrorText, Problem, Refusal
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._guides import guides
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._templates import render
from hiddenmath.web._workshop import Run

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


class News(BaseModel):
    """Of `what`, `done` of `total` steps are made; `total` is 0 where nobody knows it."""

    what: str
    done: int
    total: int


class Answer(BaseModel):
    html: str


@router.get("")
def apply() -> str:
    headings = ("Any file", "Words and texts", "Tables", "Images", "Networks", "Ratings", "More")
    groups = {heading: [tool for tool in tools().values() if _heading(tool) == heading] for heading in headings}
    return render("apply.html", groups=groups)


def _heading(tool: Tool[...]) -> str:
    """Under which heading of the gallery a tool stands: by what it reads."""
    kinds = {
        "file": "Any file",
        "table": "Tables",
        "text": "Words and texts",
        "words": "Words and texts",
        "network": "Networks",
        "ratings": "Ratings",
    }
    return kinds.get(tool.reads.name) or ("Images" if "image" in tool.reads.name else "More")


@router.get("/{name}")
def tool(name: str) -> str:
    found = _tool(name)
    return _page(found, dataset=found.begins)


@router.post("/{name}", response_model=None)
async def run_tool(name: str, request: Request, house: House) -> HTMLResponse | StreamingResponse:
    """The form, sent: the page with the answer in it, or the events `told`, and at last `done` or `error`."""
    tool = _tool(name)
    live = "text/event-stream" in request.headers.get("accept", "")
    async with request.form() as form:
        file, dataset, part = form.get("file"), str(form.get("dataset", "")), str(form.get("part", "")).strip()
        if part and isinstance(file, UploadFile) and file.filename:
            file.filename += f"#{part}"  # as it is named everywhere else
        given: dict[str, object] = {
            option.name: plain(form.get(option.name, "false" if option.kind == "bool" else ""))
            for option in tool.options
        }
        try:
            run = begin(house, tool, file if isinstance(file, UploadFile) else None, dataset, given)
            if live:
                return StreamingResponse(_events(house, tool, run, given), media_type="text/event-stream")
            answer = shown(house, tool, await house.desk.run(run.answer), given)
        except (InputError, Refusal) as error:
            if live:
                return StreamingResponse(iter([_error(error)]), media_type="text/event-stream")
            status = error.status_code if isinstance(error, Refusal) else 422
            return HTMLResponse(_page(tool, given, dataset, problem=_words(error)), status)
    return HTMLResponse(_page(tool, given, dataset, answer))


def _tool(name: str) -> Tool[...]:
    if name not in tools():
        raise Refusal(Problem(404, f"There is no tool {name!r}.", "The page Apply shows all of them."))
    return tools()[name]


def _page(
    tool: Tool[...],
    given: Mapping[str, object] | None = None,
    dataset: str | None = None,
    result: ToolResult | None = None,
    problem: ErrorText | None = None,
) -> str:
    about = tool.doc.partition("\n\n")[2]  # its first paragraph is the summary
    return render(
        "tool.html",
        tool=tool,
        body=Markup(render_markdown(about)),
        datasets=choices(tool.reads),
        guide=tool.name in guides(),
        dataset=dataset,
        given=given or {},
        result=result,
        problem=problem,
    )


async def _events(house: Floors, tool: Tool[...], run: Run, given: Mapping[str, object]) -> AsyncIterator[str]:
    """The run as server-sent events. Who goes away stops it."""
    told: asyncio.Queue[News | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def hear(what: str, done: int, total: int) -> None:
        loop.call_soon_threadsafe(told.put_nowait, News(what=what, done=done, total=total))

    work = asyncio.create_task(house.desk.run(partial(run.answer, hear)))
    work.add_done_callback(lambda _: told.put_nowait(None))
    try:
        while (news := await told.get()) is not None:
            yield _event("told", news)
        answer = shown(house, tool, work.result(), given)
        yield _event("done", Answer(html=render("_result.html", result=answer)))
    except (InputError, Refusal) as error:
        yield _error(error)
    finally:
        run.stop()
        work.cancel()


def _event(name: str, body: BaseModel) -> str:
    return f"event: {name}\ndata: {body.model_dump_json()}\n\n"


def _error(error: InputError | Refusal) -> str:
    return _event("error", ErrorBody(error=_words(error)))


def _words(error: InputError | Refusal) -> ErrorText:
    problem = error.problem if isinstance(error, Refusal) else error
    return ErrorText(message=problem.message, hint=problem.hint)
