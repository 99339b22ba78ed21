"""The report as a file: everything escaped, nothing loaded, expressions drawn to scale."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from hiddenmath.xray._draw import expression, spectrum
from hiddenmath.xray._draw_flow import flow
from hiddenmath.xray._page import html
from hiddenmath.xray._report import Call, Drawn, Edit, Finding, Matrix, Note, Part, Peak, Report, Skipped

EVIL = "<script>alert('x')</script>\"&.py"
VOID = {"meta", "br", "rect", "circle", "path"}


def operand(name: str, *shape: int) -> Drawn:
    return Drawn(name, list(shape), 0.0, [])


A, B, x = operand("A", 300, 200), operand("B", 200, 300), operand("x", 300)
AB = Drawn("@", [300, 300], 3.6e7, [A, B])
CALL = Call(
    EVIL, 7, f"f({EVIL!r}) @ x", "matmul", shapes=[[300, 200], [200, 300]], dtypes=["float64"] * 2,
    layouts=["C", "transposed"], count=3, flops=3.6e7, bytes=1_680_000, seconds=0.01, share=0.1, rate=1e10,
    intensity=21.0, bound="compute", of_roof=0.25,
)  # fmt: skip
FINDING = Finding(
    rule="chain-order", file=EVIL, line=7, before=EVIL, after=EVIL, count=3, speedup=9.0, seconds_saved=0.02,
    error_before=1e-15, error_after=2e-15, error_data=1e-16, shapes=[Part(EVIL, [300])], lesson="order", why=EVIL,
    gain="faster", assumption=EVIL, proof=EVIL, advice=EVIL, edits=[Edit(7, 0, 7, 5, EVIL, {})],
    drawn_before=[Drawn("@", [300], 1.8e5, [AB, x])], drawn_after=[operand(EVIL, 300)],
)  # fmt: skip
MATRIX = Matrix(EVIL, [7], EVIL, [9, 9], "float64", 9, None, [2.0, 1e-9, 0.0], 0.0, "indefinite", 0.1, [1, 1])
REPORT = Report(
    EVIL, 0.1, 1, Peak({"float64": 4e10}, 1e10, 8e10), [CALL, replace(CALL, line=8)],
    [FINDING, replace(FINDING, gain="hazard", after="", lesson="solve")],
    [Skipped(EVIL, 3, EVIL)], [Note(EVIL, 4, EVIL)], [MATRIX], {EVIL: ""},
)  # fmt: skip
ADDRESS = "http://127.0.0.1:8000/learn/order"


class Reader(HTMLParser):
    """Reads a page, and fails where a tag is not closed in its order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("report", [REPORT, Report("empty.py", 0.1)], ids=["full", "empty"])
def test_a_page_that_loads_nothing(report: Report) -> None:
    page = Reader(html(report, {"order": ADDRESS}))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "img", "iframe", "form", "object"})
    links = [value for _, attributes in page.tags for name, value in attributes.items() if name in {"href", "src"}]
    assert all(link == ADDRESS or (link or "").startswith("#rule-") for link in links)
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "url(" not in html(report, {}) and "@import" not in html(report, {})


def test_what_the_program_is_made_of_is_only_text() -> None:
    page = Reader(html(REPORT, {}))
    assert page.text.count(EVIL) >= 10
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert ids == ["rule-chain-order"]  # each link within the page leads somewhere
    assert {a["href"] for tag, a in page.tags if tag == "a"} == {"#rule-chain-order"}


def test_a_lesson_is_a_link_only_where_there_is_one() -> None:
    page = html(REPORT, {"order": ADDRESS})
    assert f'<a href="{ADDRESS}">order</a>' in page and 'solve <span class="fine">(being written)' in page


def sides(svg: str) -> list[tuple[float, float]]:
    return [(float(w), float(h)) for w, h in re.findall(r'<rect[^>]*width="([\d.]+)" height="([\d.]+)"', svg)]


def test_matrices_are_drawn_to_scale_and_the_result_bold() -> None:
    svg = str(expression(AB))
    assert sides(svg) == [(80, 120), (120, 80), (120, 120)]
    assert svg.count('class="result"') == 1 and svg.index('class="result"') > svg.index(">B<")
    assert "→ 300×300 · 36 MFLOP" in svg and "Drawn to scale." in svg


DRAWN = {  # tree -> signs from left to right, parentheses, how it is drawn
    "a product in a product": (Drawn("@", [300, 300], 0.0, [A, Drawn("@", [200, 300], 0.0, [B, AB])]), "@@@=", 4),
    "from the left": (Drawn("@", [300], 0.0, [AB, x]), "@@=", 0),
    "a call": (Drawn("solve", [300], 0.0, [AB, x]), "solve@,=", 2),
    "a transpose of an operand": (Drawn(".T", [200, 300], 0.0, [A]), "=", 0),
    "a transpose of a product": (Drawn(".T", [300, 300], 0.0, [AB]), "@.T=", 2),
    "a part": (Drawn("[0]", [300], 0.0, [AB]), "@[0]=", 2),
    "a difference": (Drawn("-", [300, 300], 0.0, [x, operand("p", 300, 1)]), "−=", 0),
    "rows that are scaled": (Drawn("*", [300, 200], 0.0, [x, A]), "·=", 0),
}


@pytest.mark.parametrize("name", DRAWN)
def test_signs_and_parentheses(name: str) -> None:
    tree, signs, parentheses = DRAWN[name]
    svg = str(expression(tree))
    assert "".join(re.findall(r'class="sign"[^>]*>([^<]*)<', svg)) == signs
    assert svg.count('class="parenthesis"') == parentheses


def test_a_vector_left_of_a_product_lies() -> None:
    assert sides(str(expression(Drawn("@", [200], 0.0, [x, A]))))[0] == (120, 6)
    assert sides(str(expression(Drawn("@", [300], 0.0, [A, operand("y", 200)]))))[1] == (6, 80)


def test_large_differences_are_not_to_scale_and_that_is_said() -> None:
    wide = str(expression(Drawn("@", [9000, 9000], 0.0, [operand("U", 9000, 50), operand("V", 50, 9000)])))
    assert "by their square roots" in wide
    tall = str(expression(operand("X", 1_000_000, 3)))
    assert "by their logarithms" in tall


def test_a_spectrum_by_its_digits() -> None:
    svg = str(spectrum([1.0, 1e-8, 0.0]))
    assert [height for _, height in sides(svg)] == [24.0, 12.0, 0.0]
    assert str(spectrum([0.0])) == str(spectrum([])) == ""


def called(place: int, expression: str, operands: dict[str, list[int]], made: list[int], *origins: list[int]) -> Call:
    """An operation of which only what the flow shows matters."""
    return replace(
        CALL, place=place, expression=expression, operands=list(operands), shapes=list(operands.values()),
        made=[made], origins=list(origins), share=0.1,
    )  # fmt: skip


RIDGE = [  # as the source has them: b = X.T @ y; w = inv(G) @ b, with G made before on the same line
    called(1, "inv(X.T @ X)", {"X.T @ X": [3, 3]}, [3, 3], [2]),
    called(2, "X.T @ X", {"X.T": [3, 200], "X": [200, 3]}, [3, 3], [], []),
]


def lines(svg: str) -> list[tuple[float, float]]:
    """x of both ends of what goes into operations."""
    return [(float(x0), float(x1)) for x0, x1 in re.findall(r'd="M([\d.]+) [\d.]+V[^"]*C.* ([\d.]+) [\d.]+"', svg)]


def test_the_flow_has_each_array_once_and_each_operation_after_what_feeds_it() -> None:
    svg = str(flow(Report("ridge.py", 0.1, calls=RIDGE)))
    assert svg.index(">X.T @ X<") < svg.index(">inv(X.T @ X)<")
    assert svg.count(">X<") == 1 and ">200×3<" in svg  # X and X.T are one array
    assert len(set(lines(svg))) == 1  # a chain is one straight line
    assert str(flow(Report("empty.py", 0.1))) == ""


def test_a_loop_feeds_itself_and_that_is_marked() -> None:
    svg = str(flow(Report("power.py", 0.1, calls=[called(1, "A @ x", {"A": [9, 9], "x": [9]}, [9], [], [1])])))
    assert ">↻ x<" in svg and 'class="given again"' in svg


def test_what_was_found_is_marked_at_the_whole_expression() -> None:
    found = replace(FINDING, file=CALL.file, line=CALL.line, before="inv(X.T @ X) @ b")
    svg = str(flow(Report("ridge.py", 0.1, calls=RIDGE, findings=[found])))
    assert svg.count("operation found") == 1 and svg.index("operation found") > svg.index(">X.T @ X<")
