"""Who may talk to this server, how much they may say, and what every answer carries.

The server runs code, so it must answer nobody but the person who started it. All of the policy is in this file:

* a random token in the printed address becomes a cookie; without it there is a page that helps, and nothing else;
* `Host` must be a name of this machine with our port: a stranger's domain may point at 127.0.0.1 (DNS rebinding);
* `Origin` must be our own, and whatever changes something must come from our own pages (cross-site forms, WebSockets);
* bodies are counted while they arrive, so that leaving out `Content-Length` does not lift the limit;
* every answer carries a policy for the browser that allows no script, style or request but our own.
"""

import hmac
import logging
import re
from dataclasses import dataclass

import anyio
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hiddenmath.web._errors import Problem, Refusal, answer

log = logging.getLogger(__name__)

MB = 1 << 20
BODY_LIMITS = [  # the first pattern that matches the path holds
    (re.compile(r"(/api)?/apply/"), 50 * MB),  # a table of one's own
    (re.compile(r"/progress/import$"), 50 * MB),  # years of attempts
    (re.compile(r"/api/exercises/.*/run$"), 4 * MB),  # source, and a photo as numbers
    (re.compile(r""), 1 * MB),
]
PAUSE = 30.0  # seconds a sender may be silent in the middle of a body
DRAIN = 1 << 30  # bytes of a body that is too large which are read and dropped, so that the browser gets to read why

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# The package's own stylesheets and fonts, the same for everybody; without them the page that helps would be bare.
PUBLIC = "/static/"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOREVER = "public, max-age=31536000, immutable"  # for what has another address when its content is another

EXPIRED = Problem(
    403,
    "This link has expired.",
    "Each start of hiddenmath makes a new link. Open the address that the terminal printed last.",
)
NO_COOKIE = Problem(
    403,
    "This browser has not been let in yet.",
    "Open the address printed in the terminal where hiddenmath is running: it ends in ?token=… "
    "If you have just clicked on it, follow the link to the start page below.",
)
FOREIGN_HOST = Problem(
    403,
    "This server answers only to the address it printed.",
    "Open the address printed in the terminal, which begins with http://127.0.0.1.",
)
FOREIGN_ORIGIN = Problem(
    403,
    "This request came from another site, so it was refused.",
    "Use the pages of this server; only they may run code here.",
)
TOO_SLOW = Problem(408, "The upload stopped half way.", "Try again; nothing was kept.")
FAILED = Problem(
    500, "Something went wrong on our side.", "The terminal where hiddenmath is running shows what happened."
)


@dataclass(frozen=True)
class Door:
    """Whom this server lets in: the holder of `token`, in a browser that talks to one of our names at `port`."""

    token: str
    port: int

    @property
    def cookie(self) -> str:
        return f"hiddenmath-{self.port}"  # a host's ports share their cookies, so the name tells two servers apart

    @property
    def hosts(self) -> set[str]:
        return {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]")}

    def opens_with(self, key: str) -> bool:
        return hmac.compare_digest(key.encode(), self.token.encode())

    def has_cookie(self, headers: Headers) -> bool:
        return self.opens_with(cookie_parser(headers.get("cookie", "")).get(self.cookie, ""))

    def objection(self, scope: Scope) -> Problem | None:
        """Why a request is refused, or None. Its token, when it brings one, has been dealt with before."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        # Our pages send no referrer, and for that reason browsers write "null" as the origin of their forms.
        # Sec-Fetch-Site says the same and no page can forge it.
        from_here = headers.get("sec-fetch-site") == "same-origin"
        ours = origin == f"http://{host}" or (origin in (None, "null") and from_here)
        if host not in self.hosts:
            return FOREIGN_HOST
        if not ours and (changes or origin is not None):
            return FOREIGN_ORIGIN
        if not self.has_cookie(headers) and not scope["path"].startswith(PUBLIC):
            return NO_COOKIE
        return None

    def exchange(self, scope: Scope) -> Response | None:
        """`GET /?token=…` becomes a cookie and the address without it; None where there is no token to exchange."""
        headers, token = Headers(scope=scope), QueryParams(scope["query_string"]).get("token")
        if token is None or (scope["method"], scope["path"]) != ("GET", "/") or headers.get("host") not in self.hosts:
            return None
        if not (self.opens_with(token) or self.has_cookie(headers)):
            return answer(scope, EXPIRED)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return response


class Guard:
    """The outermost layer: nothing reaches the pages before it has passed here, nothing leaves without the headers."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.door.objection(scope):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add_headers(message, scope["path"])
            await send(message)

        body = CountedBody(receive, limit=body_limit(scope["path"]))
        try:
            refused = await self._refused(scope, body)
            await (refused or self.app)(scope, body.receive, send_with_headers)
        except Exception:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if not started:
                await answer(scope, FAILED)(scope, receive, send_with_headers)

    async def _refused(self, scope: Scope, body: "CountedBody") -> Response | None:
        """The answer to a request that gets no further than here."""
        if exchanged := self.door.exchange(scope):
            return exchanged
        if objection := self.door.objection(scope):
            return answer(scope, objection)
        if body.announced(Headers(scope=scope)) > body.limit:
            await body.drain()
            return answer(scope, body.too_large)
        return None


def _add_headers(message: Message, path: str) -> None:
    headers = MutableHeaders(scope=message)
    headers.update(HEADERS)
    hashed = path.startswith(PUBLIC + "assets/") and message["status"] in (200, 304)
    kept = FOREVER if hashed else "no-cache" if path.startswith(PUBLIC) else "no-store"
    headers.setdefault("Cache-Control", kept)  # a route may say that its answer is always the same


def body_limit(path: str) -> int:
    """How many bytes a request to this path may carry.

    >>> body_limit("/api/apply/pca"), body_limit("/api/drafts/photo/grey")
    (52428800, 1048576)
    """
    return next(limit for pattern, limit in BODY_LIMITS if pattern.match(path))


class CountedBody:
    """A request's body, counted while it arrives: too large or too slow ends the request with a clear answer."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self.limit = receive, limit
        self._size, self._complete = 0, False
        self.too_large = Problem(
            413,
            f"This is too large: at most {limit // MB} MB can be sent here.",
            "Send less of it, or use the command line, which has no limit.",
        )

    def announced(self, headers: Headers) -> int:
        length = headers.get("content-length", "0")
        return int(length) if length.isdecimal() else 0  # what is announced wrongly is still counted as it arrives

    async def receive(self) -> Message:
        if self._complete:
            return await self._receive()  # only the end of the connection can follow, and that may take long
        with anyio.move_on_after(PAUSE) as patience:
            message = await self._receive()
        if patience.cancelled_caught:
            raise Refusal(TOO_SLOW)
        self._size += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        if self._size > self.limit:
            await self.drain()
            raise Refusal(self.too_large)
        return message

    async def drain(self) -> None:
        """Reads and drops what is still coming: a connection closed before that loses the answer, too."""
        with anyio.move_on_after(PAUSE):
            while not self._complete and self._size < DRAIN:
                message = await self._receive()
                self._size += len(message.get("body", b""))
                self._complete = not message.get("more_body", False)
