"""Pages that are kept after they were made, and given again while nothing has been written since."""

import asyncio
import gzip
from collections.abc import Callable

from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.responses import HTMLResponse

LEVEL = 5  # of gzip's 9: beyond, a page gets hardly smaller and takes twice as long


class Copies:
    """The last copy of each page. `version` answers another value after each write, whoever wrote.

    The version is read before the page is made. What is written meanwhile may or may not be in that copy; either way
    its version is an old one then, and whoever asks next gets a new copy.
    """

    def __init__(self, version: Callable[[], object]) -> None:
        self._version = version
        self._kept: dict[tuple[str, bool], tuple[object, asyncio.Future[bytes]]] = {}

    async def page(self, request: Request, make: Callable[[], str]) -> HTMLResponse:
        """The page at the request's path; if no copy holds, `make()`, in a thread, once for all who ask meanwhile."""
        packed = "gzip" in request.headers.get("accept-encoding", "")
        key, version = (request.url.path, packed), self._version()
        kept = self._kept.get(key)
        if kept is None or kept[0] != version or _failed(kept[1]):
            kept = self._kept[key] = version, asyncio.ensure_future(run_sync(_made, make, packed))
        body = await asyncio.shield(kept[1])  # others may wait for it when this one leaves
        return HTMLResponse(body, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding"} if packed else None)


def _made(make: Callable[[], str], packed: bool) -> bytes:
    page = make().encode()
    return gzip.compress(page, LEVEL, mtime=0) if packed else page


def _failed(copy: asyncio.Future[bytes]) -> bool:
    return copy.done() and (copy.cancelled() or copy.exception() is not None)
