"""What stands around the lessons: search, glossary, rules, graph, notes, settings, and pages that are not there."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiddenmath.apply import tools
from hiddenmath.learn import course, glossary
from hiddenmath.web._assets import STATIC
from hiddenmath.web._guides import guides
from hiddenmath.web._index import Index, everything
from hiddenmath.xray._measured import measured
from hiddenmath.xray._rule import Warns
from hiddenmath.xray.rules import RULES

from .conftest import Site, serving


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(everything(course()))


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    with serving(tmp_path) as running:
        yield running


FOUND = [  # what is asked -> kind and title of the first answer
    ("svd", ("Glossary", "SVD")),
    ("matrix", ("Glossary", "matrix")),
    ("Broadcasting", ("Glossary", "broadcasting")),
    ("principal component analysis", ("Glossary", "PCA")),
    ("explicit inverse", ("X-ray rule", "An inverse that only multiplies")),
    ("photo is a matrix", ("Lesson", "Your photo is a matrix")),
    ("eigenvec", ("Lesson", "Eigenvectors: what does not turn")),
    ("rotate", ("Lesson", "SVD: rotate, stretch, rotate")),
    ("dark theme", ("Page", "Settings")),
]


@pytest.mark.parametrize(("query", "first"), FOUND)
def test_the_best_comes_first(index: Index, query: str, first: tuple[str, str]) -> None:
    found = index.search(query)
    assert found and (found[0].kind, found[0].title) == first


def test_lessons_come_before_their_exercises(index: Index) -> None:
    kinds = [found.kind for found in index.search("matrix")]
    assert kinds[:4] == ["Glossary", "Lesson", "Lesson", "Lesson"] and "Exercise" not in kinds[:10]


@pytest.mark.parametrize(
    "query", ["", "   ", "*", '"', "NEAR(a b", "a OR", "title:x", "-", "'; DROP TABLE pages", "é" * 200]
)
def test_no_query_is_syntax(index: Index, query: str) -> None:
    assert isinstance(index.search(query), list) and (index.near(query) or "").isprintable()


def test_a_slip_is_forgiven(index: Index) -> None:
    assert index.search("eigenvetor") == [] and index.near("eigenvetor") == "eigenvector"
    assert index.near("xqzzqx") is None


def test_what_was_found_is_marked_and_nothing_else_is_markup(site: Site) -> None:
    page = site.page.get("/search", params={"q": "dot product"}).text
    assert "<mark>dot</mark> <mark>product</mark>" in page
    page = site.page.get("/search", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_all_that_is_found_is_there(site: Site) -> None:
    for page in everything(course()):
        response = site.page.get(page.address.partition("#")[0])
        assert response.status_code == 200, page
        anchor = page.address.partition("#")[2]
        assert not anchor or f'id="{anchor}"' in response.text, page


def test_the_glossary_has_every_word_with_its_formula(site: Site) -> None:
    page = site.page.get("/glossary").text
    for term in glossary().values():
        assert f'<article class="term" id="{term.slug}"' in page
    assert page.count("<math") >= len(glossary()) and "$" not in page
    for name in [re.findall(r"<(hm-[a-z-]+)", term.picture)[0] for term in glossary().values() if term.picture]:
        assert f"<{name} " in page
    listed = re.findall(r'<dd><a href="#([^"]+)">', page)
    assert listed == re.findall(r'<article class="term" id="([^"]+)"', page)  # both by the alphabet
    assert all(term.slug in listed for term in glossary().values())


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_has_a_page_with_its_change_its_prose_and_a_program_to_run(site: Site, rule: str) -> None:
    page = site.page.get(f"/xray/rules/{rule}").text
    assert all(heading in page for heading in ("What it finds", "Why it matters", "When to ignore it"))
    source = html.unescape(re.findall(r'<input type="hidden" name="source" value="([^"]*)"', page)[0])
    compile(source, "case.py", "exec")
    links = re.findall(r'<li><a href="([^"]+)"><span class="kind">', page)
    assert '<span class="kind">Lesson</span>' in page
    assert all(site.page.get(link.partition("#")[0]).status_code == 200 for link in links)


def test_what_rules_gained_is_of_the_cases_they_have_now() -> None:
    """If not, run `python -m hiddenmath.xray._measured`."""
    for rule in RULES:
        found, case = measured().get(rule.name), rule.INVALID[0]
        if found is not None:
            assert found.before == (case.expression if isinstance(case, Warns) else case.before)
            assert found.after == ("" if isinstance(case, Warns) else case.after)
    assert len(measured()) >= len(RULES) / 2


def test_the_page_of_a_rule_measures_its_program(site: Site) -> None:
    page = site.page.get("/xray/rules/chain-order").text
    source = html.unescape(re.findall(r'name="source" value="([^"]*)"', page)[0])
    report = site.page.post("/xray", data={"source": source}, files={"file": ("", b"")}).text
    assert "A @ (B @ x)</code>" in report and "faster, measured" in report


def test_every_tool_has_a_picture_in_the_gallery(site: Site) -> None:
    """Its answer, in light and in dark, or a grid of cells until one was taken (tests/e2e/gallery.py)."""
    page = site.page.get("/apply").text
    for name in tools():
        card = page.partition(f'<h3><a href="/apply/{name}"')[0].rpartition('<span class="small-picture">')[2]
        pictures = re.findall(r'<img class="in-(?:light|dark)" src="([^"]+)" width="544" height="340"', card)
        assert len(pictures) == 2 or "<svg" in card
        for address in pictures:
            answer = site.page.get(address)
            assert answer.headers["content-type"] == "image/webp" and len(answer.content) < 20_000
    taken = {file.stem.rpartition("-")[0] for file in (STATIC / "tools").glob("*.webp")}
    assert taken <= set(tools())


def test_four_digits_are_written_together(site: Site) -> None:
    """They may be a year: "1,700" was the first row of the sunspots."""
    page = site.page.post("/apply/denoise", data={"dataset": "sunspots"}, files={"file": ("", b"")}).text
    assert re.search(r'<td class="number">1700</td>', page) and "1,700" not in page


@pytest.mark.parametrize("guide", list(guides()))
def test_every_guide_is_a_page_whose_links_lead_somewhere(site: Site, guide: str) -> None:
    page = site.page.get(f"/guides/{guide}").text.partition("<main")[2].partition("</main>")[0]
    assert "<h1>" in page and "](" not in re.sub(r"<pre.*?</pre>|<code.*?</code>", "", page, flags=re.DOTALL)
    for address in re.findall(r'href="(/[^"]*)"', page):
        answer = site.page.get(address.partition("#")[0])
        assert answer.status_code == 200, address
        assert "#" not in address or f'id="{address.partition("#")[2]}"' in answer.text, address


def test_the_guides_are_listed_and_found(site: Site, index: Index) -> None:
    listed = site.page.get("/guides").text
    assert all(f'href="/guides/{name}"' in listed for name in guides())
    assert all(guide.first[0].isalpha() or guide.first[0] == "`" != guide.first[1] for guide in guides().values())
    assert ("Guide", "/guides/large") in {(found.kind, found.address) for found in index.search("larger than memory")}
    assert '<a href="/guides/large"' in site.page.get("/guides/larg").text


ROLES = [  # the query -> the concepts that are chosen, needed, opened
    (
        "of=bases",
        {"bases"},
        {"maps", "norms", "matrix products", "dot products", "shapes", "vectors"},
        {"least squares", "singular values"},
    ),
    ("lesson=photo", {"scaling", "axis", "transpose"}, {"vectors", "shapes"}, set()),
    ("of=nothing", set(), set(), set()),
    ("", set(), set(), set()),
]


@pytest.mark.parametrize(("query", "chosen", "needed", "opened"), ROLES)
def test_the_graph_lights_what_leads_there(
    site: Site, query: str, chosen: set[str], needed: set[str], opened: set[str]
) -> None:
    page = site.page.get(f"/learn/concepts?{query}").text
    lit = {
        role: set(map(html.unescape, re.findall(rf'class="node {role}"[^>]*aria-label="([^",]+)', page)))
        for role in ("chosen", "needed", "opened")
    }
    assert lit == {"chosen": chosen, "needed": needed, "opened": opened}
    narrow = page.partition('<ol class="levels')[2]
    assert {name for name in lit["needed"] if f'class="needed">{html.escape(name)}<' in narrow} == needed


def test_a_note_is_kept_comes_back_and_travels_with_the_export(own_site: Site) -> None:
    page = own_site.page
    assert page.put("/api/notes/photo", json={"text": "Rows first.\n</textarea><b>"}).status_code == 204
    assert "Rows first.\n&lt;/textarea&gt;&lt;b&gt;</textarea>" in page.get("/learn/photo").text
    kept = json.loads(page.get("/progress/export.json").text)["drafts"]
    assert [draft["source"] for draft in kept if draft["exercise"] == "note/photo"] == ["Rows first.\n</textarea><b>"]
    answer = page.post("/learn/photo/notes", data={"text": "By a form.\r\nTwo lines."})
    assert answer.status_code == 303 and "By a form.\nTwo lines.</textarea>" in page.get("/learn/photo").text
    assert page.put("/api/notes/photo", json={"text": " "}).status_code == 204
    assert json.loads(page.get("/progress/export.json").text)["drafts"] == []
    assert page.put("/api/notes/nosuch", json={"text": "x"}).status_code == 404


def test_deleting_asks_and_then_leaves_nothing(own_site: Site) -> None:
    page = own_site.page
    page.put("/api/notes/photo", json={"text": "to be gone"})
    assert page.post("/settings/delete", data={"word": "yes"}).status_code == 422
    assert "to be gone" in page.get("/learn/photo").text
    assert page.post("/settings/delete", data={"word": "Delete"}).status_code == 303
    assert "to be gone" not in page.get("/learn/photo").text
    assert "Deleted." in page.get("/settings?deleted=true").text
    assert own_site.stranger.post("/settings/delete", data={"word": "delete"}).status_code == 403


LOST = [  # an address at which there is nothing -> one that is proposed
    ("/glosary", "/glossary"),
    ("/learn/pcaa", "/learn/pca"),
    ("/apply/pcs", "/apply/pca"),
    ("/eigenvectors", "/learn/concepts?of=eigenvectors"),
    ("/xray/rules/explicit-invers", "/xray/rules/explicit-inverse"),
]


@pytest.mark.parametrize(("path", "meant"), LOST)
def test_a_page_that_is_not_there_helps(site: Site, path: str, meant: str) -> None:
    response = site.page.get(path)
    assert response.status_code == 404 and f'<a href="{html.escape(meant)}"' in response.text


def test_the_course_says_what_is_next_and_how_long_it_takes(site: Site) -> None:
    page = site.page.get("/learn").text
    assert 'class="next-lesson" href="/learn/photo"' in page and "4 min to read, 7 to do" in page
