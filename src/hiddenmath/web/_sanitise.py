"""What may stand in a lesson. A teacher's own lessons are foreign input: what is not listed here is taken out."""

import re

import nh3


def _names(text: str) -> set[str]:
    return set(text.split())


_TEXT = _names("p h1 h2 h3 h4 h5 h6 em strong s code pre samp kbd sub sup br hr ul ol li blockquote a img div span")
_BLOCKS = _names("aside details summary figure figcaption table thead tbody tr th td")
_MATH = _names(
    """
    math semantics annotation mrow mi mo mn ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover
    mmultiscripts mprescripts mtable mtr mtd mpadded mphantom menclose merror
    """
)
_MATH_ATTRIBUTES = _names(
    """
    class accent accentunder columnalign display displaystyle encoding form height largeop linethickness lspace
    mathvariant maxsize minsize movablelimits notation rspace scriptlevel stretchy symmetric voffset width
    """
)

# Our own elements with the attributes a lesson may set. A new picture is one line here.
_EVERY_PICTURE = {"id", "goal", "label", "ask", "question"}
PICTURES = {
    "hm-axes": _EVERY_PICTURE | {"axis", "src", "width"},
    "hm-cloud": _EVERY_PICTURE
    | {"along", "angle", "dataset", "guess", "pitch", "plane"}
    | {"turn", "view", "x", "y", "yaw", "z"},
    "hm-convolution": _EVERY_PICTURE | {"at", "drop", "image", "kernel", "mode", "src", "view", "width"},
    "hm-descent": _EVERY_PICTURE
    | {"along", "angle", "b", "condition", "h", "idea", "matrix", "minimum", "momentum"}
    | {"points", "rate", "start", "steps", "view"},
    "hm-digit": _EVERY_PICTURE | {"against", "digit", "model", "over", "sample", "strokes"},
    "hm-factors": _EVERY_PICTURE | {"at", "films", "filled", "rank", "ratings", "users"},
    "hm-fit": _EVERY_PICTURE
    | {"best", "columns", "dataset", "degree", "own", "points", "ridge", "scaled"}
    | {"test", "turn", "view", "x", "y"},
    "hm-graph": _EVERY_PICTURE | {"chosen", "damping", "edges", "towards", "walked"},
    "hm-image-rank": _EVERY_PICTURE | {"drop", "mode", "noise", "rank", "seed", "split", "src", "width"},
    "hm-matrix": _EVERY_PICTURE
    | {"axes", "compare", "editable", "max", "numbers", "op", "pattern", "photo"}
    | {"select", "size", "slice", "values", "vector", "with"},
    "hm-net": _EVERY_PICTURE
    | {"at", "batch", "bend", "biases", "count", "data", "layers", "points", "rate"}
    | {"seed", "steps", "t", "target", "view", "weights", "x"},
    "hm-pixels": _EVERY_PICTURE
    | {"at", "channel", "channels", "drop", "editable"}
    | {"name", "src", "still", "was", "width", "zoom"},
    "hm-product": _EVERY_PICTURE | {"a", "b", "step", "view"},
    "hm-plane": _EVERY_PICTURE | {"eigen", "fixed", "matrix", "order", "presets", "shape", "src", "t", "then", "x"},
    "hm-recurrent": _EVERY_PICTURE | {"bend", "impulse", "steps", "wh"},
    "hm-series": _EVERY_PICTURE | {"across", "series"},
    "hm-sheet": _EVERY_PICTURE | {"across", "captions", "pixels", "src", "step", "tall"},
    "hm-attention": _EVERY_PICTURE
    | {"at", "column", "head", "letters", "model", "sentence", "step", "view", "weights", "wk", "wq", "wv", "x"},
    "hm-push": _EVERY_PICTURE | {"at", "labels", "start", "texts"},
    "hm-shapes": _EVERY_PICTURE | {"expression", "shapes"},
    "hm-svd": _EVERY_PICTURE | {"angle", "matrix", "rank", "stage", "view"},
    "hm-trace": _EVERY_PICTURE | {"operation", "program", "src", "view"},
    "hm-vector": _EVERY_PICTURE | {"a", "b", "factor", "fixed", "names", "view"},
    "hm-words": _EVERY_PICTURE
    | {"analogy", "arrows", "asked", "find", "groups", "places", "share", "vectors", "words"},
}
ELEMENTS = PICTURES | {"hm-code": set[str](), "hm-exercise": {"name"}, "hm-quote": {"of"}}

_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "code": {"class", "title"},
    "ol": {"start"},
    **{tag: {"class"} for tag in ("aside", "div", "p", "pre", "samp", "span", "td", "th")},
    **{tag: {"id"} for tag in ("h1", "h2", "h3", "h4")},
    **dict.fromkeys(_MATH, _MATH_ATTRIBUTES),
    **ELEMENTS,
}


_OWN_PATH = re.compile(r"/(?![/\\])[^\t\r\n]*")  # browsers drop tabs and line breaks before they read an address


def _keep(_tag: str, attribute: str, value: str) -> str | None:
    """Pictures come from this server only: a path, never another host (`//host`, `/\\host`, or with a tab between)."""
    return value if attribute != "src" or _OWN_PATH.fullmatch(value) else None


_cleaner = nh3.Cleaner(
    tags=_TEXT | _BLOCKS | _MATH | set(ELEMENTS),
    attributes=_ATTRIBUTES,
    attribute_filter=_keep,
    clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "title", "textarea"},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


def sanitise(html: str) -> str:
    """The same HTML with nothing left in it that could run, restyle the page or ask another server.

    >>> sanitise('<p onclick="steal()">Hello<script>steal()</script> <a href="javascript:steal()">you</a></p>')
    '<p>Hello <a rel="noopener noreferrer">you</a></p>'
    """
    return _cleaner.clean(html)
