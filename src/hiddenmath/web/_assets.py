"""The built front end: which files a page needs (Vite's manifest), and serving them."""

import functools
import json
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from markupsafe import Markup
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"

# Browsers refuse a module of another type, and some systems' registries name other ones.
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
for _suffix, _type in TYPES.items():
    mimetypes.add_type(_type, _suffix)


class Chunk(TypedDict, total=False):
    """One built file in Vite's manifest: what it is called now, its stylesheets, the chunks it imports."""

    file: str
    css: list[str]
    imports: list[str]


Manifest = dict[str, Chunk]


def static_files() -> StaticFiles:
    """Serves the built files, and nothing outside their folder."""
    return StaticFiles(directory=STATIC, check_dir=False)


def is_built() -> bool:
    """Whether the front end has been built; without it the pages are readable but nothing in them moves."""
    return build() != 0


def build() -> int:
    """Another number after each build of the front end, whose files have other names then; 0 before the first."""
    try:
        return (STATIC / "manifest.json").stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def asset_tags(entry: str) -> Markup:
    """The `<link>` and `<script>` tags for an entry such as `"pages/home.ts"`; none before the front end is built."""
    return _asset_tags(entry, build()) if is_built() else Markup()


@functools.lru_cache(maxsize=64)
def _asset_tags(entry: str, changed: int) -> Markup:
    return Markup("\n").join(_tags(_manifest(changed), f"src/{entry}"))


@functools.lru_cache(maxsize=1)
def _manifest(_changed: int) -> Manifest:
    """The manifest, read again only when it has changed."""
    manifest: Manifest = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def _tags(manifest: Manifest, entry: str) -> Iterator[Markup]:
    if entry not in manifest:
        raise LookupError(f"The built front end has no entry {entry!r}; it has {', '.join(sorted(manifest))}.")
    chunks = _with_imports(manifest, entry)
    for sheet in dict.fromkeys(sheet for chunk in chunks for sheet in chunk.get("css", [])):
        yield Markup('<link rel="stylesheet" href="/static/{}">').format(sheet)
    for chunk in chunks[:-1]:
        yield Markup('<link rel="modulepreload" fetchpriority="low" href="/static/{}">').format(chunk["file"])
    yield Markup('<script type="module" fetchpriority="low" src="/static/{}"></script>').format(chunks[-1]["file"])


def _with_imports(manifest: Manifest, entry: str) -> list[Chunk]:
    """A chunk after everything it imports, each once: a page's own style comes last, so that it wins."""
    order: list[Chunk] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name not in seen:
            seen.add(name)
            for imported in manifest[name].get("imports", []):
                visit(imported)
            order.append(manifest[name])

    visit(entry)
    return order
