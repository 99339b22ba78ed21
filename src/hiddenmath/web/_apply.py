"""The tools as routes: each path, its parameters and its entry in OpenAPI are derived from the tool."""

import inspect
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import quote

import numpy as np
from fastapi import APIRouter, File, Form, Response, UploadFile
from pydantic import BaseModel, WithJsonSchema
from starlette.datastructures import UploadFile as Sent

from hiddenmath import data
from hiddenmath.apply import Opened, Option, Picture, Result, Tool, tools
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._workshop import Done, Run

results = APIRouter(tags=["apply"])

SHOWN_ROWS = 200  # of a table in the page; the file to take away has all of them
TYPES = {".csv": "text/csv; charset=utf-8", ".png": "image/png", ".svg": "image/svg+xml"}

NO_DATA = Problem(422, "There is no data.", "Choose a data set, or a file of your own.")
TWO_TABLES = Problem(422, "There are two tables: a data set and a file.", "Send one of them.")
GONE = Problem(404, "This file is no longer kept.", "Run the tool again and take the file from its answer.")


class ShownTable(BaseModel):
    """The first rows of a table, `total` in all; None where a value is missing."""

    columns: list[str]
    rows: list[list[str | float | None]]
    total: int


class ShownPicture(BaseModel):
    """A visual's name (`cloud` is drawn by `<hm-cloud>`) and its attributes."""

    name: str
    attributes: dict[str, Any]


class ResultFile(BaseModel):
    """A file to take away, and the `table` that it holds, if any; its size is None where it is made when asked for."""

    name: str
    url: str
    table: str | None
    bytes: int | None


class SameInCode(BaseModel):
    """The Python program and the command that do the same."""

    python: str
    command: str


class ToolResult(BaseModel):
    """`key`: the numbers that matter most, in order; whether they are shares of a whole. `trial`: a picture in
    which the answer is tried out; `programs`: those of the files that are Python, by name; `again`: an option that was
    off, with which the first note proposes to run once more, or ""; `written`: a text that a
    person came for, or ""."""

    numbers: dict[str, float | int | str | None]
    key: dict[str, Literal["number", "share"]]
    tables: dict[str, ShownTable]
    picture: ShownPicture | None
    trial: ShownPicture | None
    files: list[ResultFile]
    code: SameInCode
    programs: dict[str, str]
    notes: list[str]
    again: str
    written: str


def router() -> APIRouter:
    """One route for each tool."""
    routes = APIRouter(tags=["apply"])
    for tool in tools().values():
        routes.post(f"/{tool.name}", name=f"apply_{tool.name}", summary=tool.title, description=tool.doc)(
            _endpoint(tool)
        )
    return routes


def _endpoint(tool: Tool[...]) -> Any:
    """The function that FastAPI serves for a tool, with the tool's options as its parameters."""

    async def apply(house: House, file: UploadFile | None, dataset: str | None, **options: Any) -> ToolResult:
        given = {name: plain(value) for name, value in options.items() if value is not None}
        run = begin(house, tool, file, dataset, given)
        return shown(house, tool, await house.desk.run(run.answer), given)

    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for name, annotation, default in [
            ("house", House, inspect.Parameter.empty),
            ("file", Annotated[UploadFile | None, File(description="A file of your own, such as CSV, or PNG.")], None),
            ("dataset", Annotated[str | None, Form(description="The name of a data set: hiddenmath data list.")], None),
            *((option.name, _parameter(option), option.default) for option in tool.options),
        ]
    ]
    apply.__signature__ = inspect.Signature(parameters, return_annotation=ToolResult)  # type: ignore[attr-defined]
    return apply


def _parameter(option: Option) -> Any:
    """An option as OpenAPI describes it. It arrives as a text, which the tool checks with errors of its own."""
    if option.kind == "file":
        return Annotated[UploadFile | None, File(description=option.help)]
    kinds = {"int": "integer", "float": "number", "bool": "boolean", "choice": "string", "text": "string"}
    limits = {"minimum": option.min, "maximum": option.max, "enum": option.choices or None}
    schema = {"type": kinds[option.kind]} | {key: value for key, value in limits.items() if value is not None}
    return Annotated[str | None, Form(description=option.help), WithJsonSchema(schema)]


def begin(house: Floors, tool: Tool[...], file: Sent | None, dataset: str | None, options: Mapping[str, object]) -> Run:
    """A run of the tool on what was chosen or sent; a browser sends an empty file where none was chosen."""
    tool.values(options)  # what is wrong with them is said before any work
    if file is None or not file.filename:
        if not dataset:
            raise Refusal(NO_DATA)
        return house.workshop.begin(tool.name, dataset, dataset, options)
    if dataset:
        raise Refusal(TWO_TABLES)
    sent = _opened(file)
    return house.workshop.begin(tool.name, sent.content, sent.name, options)


def plain(sent: object) -> object:
    """What was sent for an option; of a file its content, "" where none was chosen."""
    if not isinstance(sent, Sent):
        return sent
    return _opened(sent) if sent.filename else ""


def _opened(file: Sent) -> Opened:
    return Opened(_file_name(file.filename or ""), file.file.read())


def _drawn(picture: Picture | None, files: list[ResultFile]) -> ShownPicture | None:
    if picture is None:
        return None
    address = next((file.url for file in files if file.name == picture.model), None)
    attributes = picture.attributes | ({"model": address} if address else {})
    return ShownPicture(name=picture.name, attributes=attributes)


def shown(house: Floors, tool: Tool[...], done: Done, options: Mapping[str, object]) -> ToolResult:
    """The answer as a page shows it; its files are kept for a while."""
    name, result = done
    files = _files(house, result)
    return ToolResult(
        numbers=result.to_json()["numbers"],
        key=result.key,
        tables={name: _shown(made) for name, made in result.tables.items()},
        picture=_drawn(result.picture, files),
        trial=_drawn(result.trial, files),
        files=files,
        code=SameInCode(python=tool.python_example(options, name), command=tool.command_example(options, name)),
        programs={file: content.decode() for file, content in result.files.items() if file.endswith(".py")},
        notes=[*result.notes],
        again=result.again,
        written=result.written,
    )


def _file_name(sent: str) -> str:
    """The name of an uploaded file, fit to be shown: without folders, unprintable characters and excess.

    >>> _file_name("../../etc/pass\\x00wd.csv"), _file_name("C:\\\\me\\\\my data.csv"), _file_name("/")
    ('passwd.csv', 'my data.csv', 'table')
    """
    last = PurePosixPath(sent.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[-80:] or "table"


def _shown(table: data.Table) -> ShownTable:
    columns, rows = table.take(np.arange(table.rows) < SHOWN_ROWS).records()
    return ShownTable(columns=columns, rows=rows, total=table.rows)


def _files(house: Floors, result: Result) -> list[ResultFile]:
    made = result.downloads()
    token = house.results.keep(made)
    return [
        ResultFile(
            name=name,
            url=f"/api/results/{token}/{quote(name)}",
            table=next((table for table in result.tables if name in (f"{table}.csv", f"{table}.parquet")), None),
            bytes=len(result.files[name]) if name in result.files else None,
        )
        for name in made
    ]


@results.get("/{token}/{filename}", response_class=Response)
def result_file(token: str, filename: str, house: House) -> Response:
    """A file of a result, to be saved."""
    content = house.results.file(token, filename)
    if content is None:
        raise Refusal(GONE)
    return Response(
        content,
        media_type=TYPES.get(PurePosixPath(filename).suffix, "application/octet-stream"),
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}"},
    )
