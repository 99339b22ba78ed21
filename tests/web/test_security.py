"""Every rule of who may talk to the server, how much they may say, and what every answer carries; over the wire."""

import http.client
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest

from hiddenmath.web._security import BODY_LIMITS, MB, body_limit

from .conftest import TOKEN, Site

DRAFT = "/api/drafts/photo/grey"


def send(
    site: Site, method: str, path: str, headers: dict[str, str], body: bytes | None = None
) -> http.client.HTTPResponse:
    """One request exactly as written: no header is added but Host, and that only where it is not among `headers`."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value.replace("PORT", str(site.port)))
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


COOKIE = {"Cookie": f"hiddenmath-PORT={TOKEN}"}

GETS = [  # headers, status
    (COOKIE, 200),
    (COOKIE | {"Host": "localhost:PORT"}, 200),
    (COOKIE | {"Host": "[::1]:PORT"}, 200),
    (COOKIE | {"Host": "evil.example"}, 403),  # DNS rebinding
    (COOKIE | {"Host": "evil.example:PORT"}, 403),
    (COOKIE | {"Host": "127.0.0.1"}, 403),
    (COOKIE | {"Host": "127.0.0.1:1"}, 403),
    (COOKIE | {"Host": ""}, 403),
    (COOKIE | {"Host": "127.0.0.1:PORT.evil.example"}, 403),
    (COOKIE | {"Host": "127.0.0.1:PORT@evil.example"}, 403),
    (COOKIE | {"Origin": "http://127.0.0.1:PORT"}, 200),
    (COOKIE | {"Origin": "http://evil.example"}, 403),
    (COOKIE | {"Origin": "http://localhost:PORT"}, 403),  # another origin than the host that is asked
    (COOKIE | {"Origin": "null"}, 403),
    ({}, 403),
    ({"Cookie": ""}, 403),
    ({"Cookie": "hiddenmath-PORT="}, 403),
    ({"Cookie": "hiddenmath-PORT=wrong"}, 403),
    ({"Cookie": f"hiddenmath-1={TOKEN}"}, 403),  # the cookie of a server at another port
    ({"Cookie": f"hiddenmath-PORT={TOKEN}x"}, 403),
    ({"Cookie": "hiddenmath-PORT=\u00e9"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), GETS)
def test_who_may_read(site: Site, headers: dict[str, str], status: int) -> None:
    assert send(site, "GET", "/", headers).status == status


WRITES = [  # headers beside the cookie, status
    ({"Origin": "http://127.0.0.1:PORT"}, 204),
    ({"Sec-Fetch-Site": "same-origin"}, 204),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 204),  # a form of a page that sends no referrer
    ({}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "https://127.0.0.1:PORT"}, 403),
    ({"Origin": "http://127.0.0.1:PORT.evil.example"}, 403),
    ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),  # a page of another port of this machine
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "none"}, 403),
]


@pytest.mark.parametrize("method", ["DELETE", "PUT"])
@pytest.mark.parametrize(("headers", "status"), WRITES)
def test_who_may_write(site: Site, method: str, headers: dict[str, str], status: int) -> None:
    content = {"Content-Type": "application/json"}
    assert send(site, method, DRAFT, COOKIE | content | headers, b'{"source": "photo * 2"}').status == status


def test_writing_needs_the_cookie_too(site: Site) -> None:
    assert send(site, "DELETE", DRAFT, {"Origin": "http://127.0.0.1:PORT"}).status == 403


def test_a_form_of_another_site_cannot_pose_as_json(site: Site) -> None:
    """A page may send text/plain anywhere without asking; it is not read as JSON."""
    response = site.page.put(DRAFT, content=b'{"source": "x"}', headers={"Content-Type": "text/plain"})
    assert response.status_code == 422


def test_the_token_becomes_a_cookie(site: Site) -> None:
    response = site.stranger.get(f"/?token={TOKEN}")
    cookie = response.headers["set-cookie"]
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert cookie.startswith(f"hiddenmath-{site.port}={TOKEN};")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    site.stranger.cookies.clear()


EXPIRED = [  # address, with the cookie, status, words of the page
    ("/?token=of-yesterday", False, 403, "This link has expired"),
    ("/?token=", False, 403, "This link has expired"),
    ("/?token=%00%ff", False, 403, "This link has expired"),
    ("/?token=of-yesterday", True, 303, ""),  # somebody who is in already comes in
    (f"/learn?token={TOKEN}", False, 403, "not been let in"),
    (f"/api/progress?token={TOKEN}", False, 403, "not been let in"),
    ("/", False, 403, "not been let in"),
    ("/openapi.json", False, 403, "not been let in"),
    ("/docs", False, 403, "not been let in"),
]


@pytest.mark.parametrize(("address", "known", "status", "words"), EXPIRED)
def test_links_that_do_not_open(site: Site, address: str, known: bool, status: int, words: str) -> None:
    response = (site.page if known else site.stranger).get(address)
    assert response.status_code == status and words in response.text


def test_the_token_is_not_taken_from_a_foreign_host(site: Site) -> None:
    response = send(site, "GET", f"/?token={TOKEN}", {"Host": "evil.example"})
    assert response.status == 403 and response.getheader("set-cookie") is None


def test_websockets_are_not_served(site: Site) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "x" * 22,
    }
    assert send(site, "GET", "/api/progress", COOKIE | upgrade | {"Origin": "http://evil.example"}).status == 403


ANSWERS = [  # method, path, status: one of every kind of answer
    ("GET", "/", 200),
    ("GET", "/nowhere", 404),
    ("GET", "/api/progress", 200),
    ("GET", "/api/nowhere", 404),
    ("GET", "/data/photos/china.png", 200),
    ("GET", "/openapi.json", 200),
    ("GET", "/docs", 404),
    ("POST", "/", 405),
    ("POST", "/api/exercises/photo/grey/check", 422),
    ("DELETE", DRAFT, 204),
]
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_carries_the_headers(site: Site, method: str, path: str, status: int, known: bool) -> None:
    response = (site.page if known else site.stranger).request(method, path)
    assert response.status_code == (status if known else 403)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "server" not in response.headers


def test_errors_have_one_form(site: Site) -> None:
    for path in (
        "/api/nowhere",
        "/api/exercises/photo/nosuch/question?seed=1",
        "/api/data/nosuch",
        "/api/results/x/y.csv",
    ):
        error = site.page.get(path).json()["error"]
        assert set(error) == {"message", "hint"} and all(error.values()), path


ESCAPES = [
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static//etc/passwd",
    "/static/%5c..%5capp.py",
]
ESCAPES += [
    "/data/photos/../../../etc/passwd.png",
    "/data/photos/%2e%2e%2fx.png",
    "/learn/..%2f..",
    "/api/results/../x",
]


@pytest.mark.parametrize("path", ESCAPES)
def test_no_path_leads_out(site: Site, path: str) -> None:
    assert send(site, "GET", path, COOKIE).status == 404


def chunks(size: int) -> Iterator[bytes]:
    """A body without an announced length. It begins like a form; where JSON is expected it is read to its end first."""
    yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    for _ in range(0, size, 1 << 16):
        yield b"x" * (1 << 16)


SIZES = [  # path, limit in MB
    (DRAFT, 1),
    ("/api/xray", 1),
    ("/api/exercises/photo/grey/check", 1),
    ("/api/exercises/photo/grey/run", 4),
    ("/api/apply/pca", 50),
]


@pytest.mark.parametrize(("path", "limit"), SIZES)
def test_a_body_that_is_too_large_is_refused(site: Site, path: str, limit: int) -> None:
    method = "PUT" if path == DRAFT else "POST"
    assert body_limit(path) == limit * MB
    content = {"Content-Type": "application/json" if "apply" not in path else "multipart/form-data; boundary=b"}
    for body in (b"x" * (limit * MB + 1), chunks(limit * MB + 1)):  # announced, and not
        response = site.page.request(method, path, content=body, headers=content)
        assert response.status_code == 413
        assert f"at most {limit} MB" in response.json()["error"]["message"]


def test_every_limit_is_tested() -> None:
    assert {limit for _, limit in BODY_LIMITS} == {limit * MB for _, limit in SIZES}


def request_head(site: Site, length: int) -> bytes:
    lines = [f"PUT {DRAFT} HTTP/1.1", f"Host: 127.0.0.1:{site.port}", f"Origin: {site.address}"]
    lines += [f"Cookie: hiddenmath-{site.port}={TOKEN}", "Content-Type: application/json", f"Content-Length: {length}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


def test_a_length_that_is_a_lie_is_not_believed(site: Site) -> None:
    """More than was announced never reaches the server as this request's body."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as wire:
        wire.sendall(request_head(site, length=2) + b"{}extra")
        assert wire.recv(4096).startswith(b"HTTP/1.1 422")


def test_a_sender_who_falls_silent_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hiddenmath.web._security.PAUSE", 0.05)
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as wire:
        wire.sendall(request_head(site, length=20) + b'{"source":')
        assert wire.recv(4096).startswith(b"HTTP/1.1 408")


class Inline(HTMLParser):
    """Collects what the Content-Security-Policy would block: scripts and styles in the page, addresses elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not data):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag in {"script", "link", "img", "iframe", "form", "source"}:
            places = [given.get(name) for name in ("src", "href", "action")]
            self.found += [f"{tag} {place}" for place in places if place and re.match(r"\w+:|//", place)]


@pytest.mark.parametrize(
    "path", ["/", "/learn", "/learn/photo", "/learn/pca", "/apply", "/apply/pca", "/xray", "/nowhere"]
)
def test_no_page_has_inline_script_or_style_or_asks_elsewhere(site: Site, path: str) -> None:
    response = site.page.get(path)
    page = Inline()
    page.feed(response.text)
    page.close()
    assert page.found == []
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_a_failure_of_ours_is_a_page_with_the_headers(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiddenmath.web._progress.progress_of", lambda *_: 1 / 0)
    response: httpx.Response = site.page.get("/api/progress")
    assert (response.status_code, response.json()["error"]["message"]) == (500, "Something went wrong on our side.")
    assert response.headers["x-frame-options"] == "DENY"
    assert "ZeroDivisionError" in caplog.text and "ZeroDivisionError" not in response.text
