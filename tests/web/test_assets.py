"""The built front end: the tags a page needs, from Vite's manifest, and how the files are served."""

import json
from pathlib import Path

import pytest

from hiddenmath.web import _assets

from .conftest import Site

MANIFEST = {
    "src/pages/lesson.ts": {
        "file": "assets/lesson-1.js",
        "css": ["assets/lesson-1.css"],
        "imports": ["_shared.js", "_lit.js"],
    },
    "_shared.js": {"file": "assets/shared-2.js", "css": ["assets/shared-2.css"], "imports": ["_lit.js"]},
    "_lit.js": {"file": "assets/lit-3.js", "imports": ["_shared.js"]},
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(_assets, "STATIC", tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    return tmp_path


def test_a_page_gets_what_its_entry_imports_each_once_and_its_own_last(built: Path) -> None:
    assert _assets.asset_tags("pages/lesson.ts").splitlines() == [
        '<link rel="stylesheet" href="/static/assets/shared-2.css">',
        '<link rel="stylesheet" href="/static/assets/lesson-1.css">',
        '<link rel="modulepreload" fetchpriority="low" href="/static/assets/lit-3.js">',
        '<link rel="modulepreload" fetchpriority="low" href="/static/assets/shared-2.js">',
        '<script type="module" fetchpriority="low" src="/static/assets/lesson-1.js"></script>',
    ]


def test_an_entry_that_was_not_built_is_an_error(built: Path) -> None:
    with pytest.raises(LookupError, match=r"no entry 'src/pages/other.ts'"):
        _assets.asset_tags("pages/other.ts")


def test_pages_stay_readable_before_the_front_end_is_built(built: Path) -> None:
    (built / "manifest.json").unlink()
    assert _assets.asset_tags("pages/lesson.ts") == "" and not _assets.is_built()


def test_built_files_are_served_with_their_type_and_kept_for_ever(site: Site) -> None:
    manifest = json.loads((_assets.STATIC / "manifest.json").read_text())
    files = {chunk["file"] for chunk in manifest.values()} | {
        css for chunk in manifest.values() for css in chunk.get("css", [])
    }
    types = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
    assert {Path(file).suffix for file in files} == set(types)
    for file in files:
        response = site.stranger.get(f"/static/{file}")  # the page that helps strangers is styled, too
        assert response.headers["content-type"] == types[Path(file).suffix]
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_files_without_a_hash_in_their_name_are_asked_for_anew(site: Site) -> None:
    assert site.page.get("/static/manifest.json").headers["cache-control"] == "no-cache"
    assert site.page.get("/static/assets/nosuch.js").headers["cache-control"] == "no-cache"
