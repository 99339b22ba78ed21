"""The composition root of the server: one screen that shows every address and what stands behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.routing import APIRoute

import hiddenmath
from hiddenmath.web import (
    _apply,
    _certificate,
    _concepts,
    _data,
    _drafts,
    _exercises,
    _glossary,
    _guides,
    _jobs,
    _notes,
    _pages,
    _practice,
    _progress,
    _rules,
    _search,
    _settings,
    _style,
    _tool_page,
    _xray,
)
from hiddenmath.web._assets import static_files
from hiddenmath.web._copies import LEVEL
from hiddenmath.web._describe import describe
from hiddenmath.web._errors import DOCUMENTED, add_error_handlers
from hiddenmath.web._floors import open_floors
from hiddenmath.web._security import Door, Guard

# A page is some milliseconds of Python: more threads than this only take the interpreter from each other, and the
# loop that accepts requests waits behind them all. What takes long has a desk of its own.
PAGES_AT_ONCE = 4


def create_app(data_dir: Path, token: str, port: int, content: Path | None = None) -> FastAPI:
    """The server for the holder of `token` at `port`; progress and drafts are kept in `data_dir`.

    `content` is a folder with more lessons.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = PAGES_AT_ONCE
        with open_floors(data_dir, content) as app.state.floors:
            yield

    app = FastAPI(
        title="hiddenmath",
        version=hiddenmath.__version__,
        description="The pages' own API. It answers this machine only.",
        lifespan=lifespan,
        docs_url=None,  # FastAPI's pages load scripts from elsewhere
        redoc_url=None,
        generate_unique_id_function=_name,
        # Nothing leaves this machine.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    _add_pages(app)
    _add_api(app)
    app.mount("/static", static_files())
    add_error_handlers(app)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]  # as FastAPI itself has one describe an app
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=LEVEL)
    app.add_middleware(Guard, door=Door(token, port))
    return app


def _add_pages(app: FastAPI) -> None:
    app.include_router(_concepts.router, prefix="/learn/concepts")
    app.include_router(_pages.router)  # /  /learn  /learn/{lesson}  /exercises
    app.include_router(_tool_page.router, prefix="/apply")  # /{tool}
    app.include_router(_practice.router)  # /practice
    app.include_router(_progress.pages)  # /progress  /progress/export.json  /progress/import
    app.include_router(_certificate.router, prefix="/certificate")  # /{name}  /{name}.jwt
    app.include_router(_notes.forms)  # /learn/{lesson}/notes
    app.include_router(_glossary.router, prefix="/glossary")
    app.include_router(_guides.router, prefix="/guides")  # /{guide}
    app.include_router(_xray.pages, prefix="/xray")
    app.include_router(_rules.router, prefix="/xray/rules")  # /{rule}
    app.include_router(_search.router, prefix="/search")
    app.include_router(_settings.router, prefix="/settings")  # /delete
    app.include_router(_style.router, prefix="/style")  # /{picture}


def _add_api(app: FastAPI) -> None:
    app.include_router(_exercises.router, prefix="/api/exercises", responses=DOCUMENTED)  # …/{lesson}/{name}/run …
    app.include_router(_drafts.router, prefix="/api/drafts", responses=DOCUMENTED)  # …/{lesson}/{name}
    app.include_router(_notes.router, prefix="/api/notes", responses=DOCUMENTED)  # …/{lesson}
    app.include_router(_progress.router, prefix="/api/progress", responses=DOCUMENTED)
    app.include_router(_jobs.router, prefix="/api/jobs", responses=DOCUMENTED)  # …/{job}/stop
    app.include_router(_data.router, prefix="/api/data", responses=DOCUMENTED)  # …/{name}
    app.include_router(_data.photos, prefix="/data/photos")  # …/{name}.png
    app.include_router(_data.atlases, prefix="/data/words")  # …/{name}.bin
    app.include_router(_data.digits, prefix="/data/digits")  # …/{name}.json
    app.include_router(_data.transformers, prefix="/data/transformers")  # …/{name}.npz
    app.include_router(_apply.router(), prefix="/api/apply", responses=DOCUMENTED)  # …/{tool}, one path a tool
    app.include_router(_apply.results, prefix="/api/results", responses=DOCUMENTED)  # …/{token}/{filename}
    app.include_router(_xray.router, prefix="/api/xray", responses=DOCUMENTED)


def _name(route: APIRoute) -> str:
    """A route goes by its function's name in OpenAPI, and so in the front end."""
    return route.name
