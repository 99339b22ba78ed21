"""What a lesson's Markdown becomes, case by case; and what never survives, whoever wrote the lesson."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import hiddenmath
from hiddenmath.web._markdown import expand_exercises, render_markdown
from hiddenmath.web._sanitise import ELEMENTS, PICTURES

LESSONS = sorted((Path(hiddenmath.__file__).parent / "lessons").rglob("lesson.md"))

BECOMES = {
    "emphasis": ("*plain* **words**", "<p><em>plain</em> <strong>words</strong></p>"),
    "a heading can be linked to": ("## The idea", '<h2 id="the-idea">The idea</h2>'),
    "a formula carries its TeX": (
        "$a$",
        '<p><math><semantics><mi>a</mi><annotation encoding="application/x-tex">a</annotation></semantics></math></p>',
    ),
    "a formula on lines of its own": (
        "$$\na\n$$",
        '<div class="math-block"><math display="block"><semantics><mi>a</mi>'
        '<annotation encoding="application/x-tex">a</annotation></semantics></math></div>',
    ),
    "money is not a formula": ("from $5 to $6", "<p>from $5 to $6</p>"),
    "a quoted picture": ("{cloud.share} of it", '<p><hm-quote of="cloud.share">…</hm-quote> of it</p>'),
    "code is not quoted": ("`{cloud.share}`", "<p><code>{cloud.share}</code></p>"),
    "nor is a set": ("{a, b} and {a}", "<p>{a, b} and {a}</p>"),
    "the sentence to remember": (
        "> [!remember] A photo is a *matrix*.",
        '<aside class="callout callout-remember">\n<p class="callout-title">To remember</p>\n'
        "<p>A photo is a <em>matrix</em>.</p>\n</aside>",
    ),
    "a quotation stays one": ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    "a callout is a quotation": ("[!note] said", "<p>[!note] said</p>"),
    "an empty quotation": (">", "<blockquote></blockquote>"),
    "a callout of a kind we do not have": ("> [!boast] x", "<blockquote>\n<p>[!boast] x</p>\n</blockquote>"),
    "something to reveal": (
        "::: reveal Why *so*?\nBecause.\n:::",
        "<details><summary>Why <em>so</em>?</summary>\n<p>Because.</p>\n</details>",
    ),
    "a picture is not put into a paragraph": (
        '<hm-matrix values="1 2; 3 4"></hm-matrix>',
        '<hm-matrix values="1 2; 3 4"></hm-matrix>',
    ),
    "nor is an exercise": ('<hm-exercise name="grey"></hm-exercise>', '<hm-exercise name="grey"></hm-exercise>'),
    "code is marked up by class": (
        "```python\nx = 1\n```",
        '<pre class="code"><code class="language-python"><span class="n">x</span> <span class="o">=</span> '
        '<span class="mi">1</span>\n</code></pre>',
    ),
    "code that can be run where it stands": (
        "```python run\n1\n```",
        '<hm-code><pre class="code"><code class="language-python"><span class="mi">1</span>\n</code></pre>\n</hm-code>',
    ),
    "what code printed": ("```output\n<3\n```", '<pre class="output"><samp>&lt;3\n</samp></pre>'),
    "a language nobody knows": (
        "```klingon\n<x>\n```",
        '<pre class="code"><code class="language-klingon">&lt;x&gt;\n</code></pre>',
    ),
    "a table's columns are aligned by class": (
        "| a |\n|--:|\n| 1 |",
        '<table>\n<thead>\n<tr>\n<th class="align-right">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td class="align-right">1</td>\n</tr>\n</tbody>\n</table>',
    ),
    "a link": ("[PCA](/learn/pca)", '<p><a href="/learn/pca" rel="noopener noreferrer">PCA</a></p>'),
}


@pytest.mark.parametrize(("markdown", "html"), BECOMES.values(), ids=BECOMES)
def test_becomes(markdown: str, html: str) -> None:
    assert render_markdown(markdown).strip() == html


HOSTILE = {
    "a script": "<script>steal()</script>",
    "a script after a picture": '<hm-matrix values="1"></hm-matrix><script>steal()</script>',
    "a handler": '<p onclick="steal()">x</p>',
    "a handler on a picture": '<hm-pixels onfocus="steal()" tabindex="0" autofocus></hm-pixels>',
    "a handler in an attribute": """<hm-matrix values='1" onload="steal()'></hm-matrix>""",
    "a link that runs": "[x](javascript:steal())",
    "a link that runs, in HTML": '<a href=" javascript:steal()">x</a>',
    "a link that runs, by entity": '<a href="java&#115;cript:steal()">x</a>',
    "a link to data": '<a href="data:text/html,<script>steal()</script>">x</a>',
    "a style": '<p style="background: url(//evil.example)">x</p>',
    "a stylesheet": "<style>@import '//evil.example'</style>",
    "a frame": '<iframe srcdoc="<script>steal()</script>"></iframe>',
    "a form": '<form action="//evil.example"><input name="a"></form>',
    "a base": '<base href="//evil.example">',
    "a refresh": '<meta http-equiv="refresh" content="0; url=//evil.example">',
    "a drawing": '<svg onload="steal()"><script>steal()</script></svg>',
    "a drawing in a formula": "<math><mtext><svg><script>steal()</script></svg></mtext></math>",
    "a formula that breaks out": "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=steal()&gt;'>",
    "a formula that links": '<math href="javascript:steal()"><mi>x</mi></math>',
    "TeX that links": r"$\href{javascript:steal()}{x}$",
    "TeX with HTML": "$<img src=x onerror=steal()>$",
    "text in TeX with HTML": r"$\text{<script>steal()</script>}$",
    "a language with HTML": '```"><script>steal()</script>\nx\n```',
    "a title with HTML": "::: reveal <script>steal()</script>\nx\n:::",
    "a picture from elsewhere": "![x](https://evil.example/x.png)",
    "a picture from elsewhere, without a scheme": '<img src="//evil.example/x.png">',
    "a picture from elsewhere, with a backslash": r'<img src="/\evil.example/x.png">',
    "a picture from elsewhere, with a tab": '<img src="/\t/evil.example/x.png">',
    "a picture from elsewhere, over two lines": '<img src="/\n/evil.example/x.png">',
    "a visual from elsewhere": '<hm-pixels src="//evil.example/x.png"></hm-pixels>',
    "an element of another name": '<hm-evil src="/x"></hm-evil>',
    "a comment that ends early": "<!--><script>steal()</script>-->",
    "a closed title": "<title><img src='</title><script>steal()</script>'>",
}


class Elements(HTMLParser):
    """Collects every start tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.mark.parametrize("markdown", HOSTILE.values(), ids=HOSTILE)
def test_nothing_hostile_survives(markdown: str) -> None:
    for tag, attributes in Elements(render_markdown(markdown)).found:
        assert tag not in {"script", "style", "iframe", "form", "input", "base", "meta", "svg", "hm-evil"}
        assert not [
            name for name in attributes if name.startswith("on") or name in {"style", "srcdoc", "tabindex", "autofocus"}
        ]
        links = attributes.get("href", "") + attributes.get("src", "")
        assert not re.search(r"script:|data:|evil", links)


def test_tex_that_cannot_be_read_is_shown_with_the_reason() -> None:
    assert (
        render_markdown(r"$\nosuch$")
        == '<p><code class="math-error" title="0: Unknown command &quot;\\nosuch&quot;.">\\nosuch</code></p>\n'
    )


@pytest.mark.parametrize(
    ("tex", "classes"),
    [
        (r"\begin{aligned}a&=b\end{aligned}", {"math-right math-tight-right", "math-left math-tight-left"}),
        (r"\begin{cases}1&2\end{cases}", {"math-left math-tight-right", "math-left math-tight-right math-indent"}),
        (
            r"\left[\begin{array}{c|c}1&2\\\hline3&4\end{array}\right]",
            {"math-line-right", "math-line-above math-line-right", "math-line-above"},
        ),
        (r"\textcolor{red}{x}", set()),
    ],
)
def test_formulas_are_laid_out_by_class(tex: str, classes: set[str]) -> None:
    elements = Elements(render_markdown(f"${tex}$")).found
    assert {attributes["class"] for _, attributes in elements if "class" in attributes} == classes
    assert not [tag for tag, attributes in elements if "style" in attributes]


def test_exercises_stand_where_they_were_named() -> None:
    html = render_markdown(
        'before\n\n<hm-exercise name="grey"></hm-exercise>\n\n`<hm-exercise name="grey"></hm-exercise>`'
    )
    assert expand_exercises(html, lambda name: f"[{name}]").replace("\n", "") == (
        '<p>before</p>[grey]<p><code>&lt;hm-exercise name="grey"&gt;&lt;/hm-exercise&gt;</code></p>'
    )


@pytest.mark.parametrize("element", PICTURES)
def test_a_lesson_may_set_what_the_picture_understands(element: str) -> None:
    """The list for lessons and the properties that the element declares in TypeScript are the same."""
    declared, whole = {"id"}, set()
    for file in ("_visual.ts", f"{element.removeprefix('hm-')}.ts"):
        text = (Path(__file__).parents[2] / "frontend" / "src" / "visuals" / file).read_text(encoding="utf-8")
        found = re.findall(
            r"^    (\w+): \{ type: (?:String|Number|Boolean)(?:, attribute: '([\w-]+)')?", text, re.MULTILINE
        )
        declared |= {attribute or name for name, attribute in found} - {
            "reached",
            "presented",
        }  # set by the picture itself
        whole |= set(re.findall(r"^    (\w+): \{ type: Object", text, re.MULTILINE))  # JSON, which few lessons write
    assert PICTURES[element] - whole == declared


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.parent.name)
def test_lessons_lose_nothing(lesson: Path) -> None:
    """Every element and attribute an author wrote is one we allow, and every formula can be read."""
    body = lesson.read_text(encoding="utf-8").split("---", 2)[2]
    written = [(tag, attributes) for tag, attributes in Elements(body).found if tag.startswith("hm-")]
    html = render_markdown(body)
    assert written == [
        (tag, attributes)
        for tag, attributes in Elements(html).found
        if tag in ELEMENTS and tag not in {"hm-quote", "hm-code"}  # made of {…} and of fences
    ]
    assert "math-error" not in html
