"""Formulas as text that reads well where none can be set: in a terminal, in a file of Python."""

import re
import unicodedata

_CODE_OR_FORMULA = re.compile(r"(```.*?```|`[^`\n]*`)|\$\$(.+?)\$\$|\$(?!\s)([^$\n]+)(?<!\s)\$(?!\d)", re.DOTALL)
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"  # what stands in braces may hold braces once more
_HIGH = dict(zip("0123456789+-=()ijknmpxyTabcdefgrtuvw⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱʲᵏⁿᵐᵖˣʸᵀᵃᵇᶜᵈᵉᶠᵍʳᵗᵘᵛʷᵀ", strict=True))
_LOW = dict(zip("0123456789+-=()ijknmpraeoxtuvsl", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₙₘₚᵣₐₑₒₓₜᵤᵥₛₗ", strict=True))
_NAMED = """
    top ⊤ cdot · times × sum ∑ prod ∏ int ∫ partial ∂ nabla ∇ ge ≥ geq ≥ le ≤ leq ≤ ne ≠ neq ≠ approx ≈ in ∈ pm ± dots …
    ldots … cdots ⋯ infty ∞ to → mapsto ↦ perp ⊥ odot ⊙ ell ℓ circ ∘ lVert ‖ rVert ‖ Vert ‖ varepsilon ε langle ⟨
    rangle ⟩ equiv ≡ propto ∝ mid |
"""
_SIGNS = dict(zip(_NAMED.split()[::2], _NAMED.split()[1::2], strict=True))
_SPACE = "\N{THIN SPACE}"  # one that is meant; the others end the name of a sign
_MARKS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307"}


def readable(text: str) -> str:
    """The text with each formula, `$…$`, in letters and signs of Unicode; code stays as it is.

    >>> readable(r"$A^{-1} b$ is $x$, `$PATH` is not; $\\|x\\| \\le \\sqrt{\\sigma_1^2+\\sigma_2^2}$")
    'A⁻¹ b is x, `$PATH` is not; ‖x‖ ≤ √(σ₁²+σ₂²)'
    """
    return _CODE_OR_FORMULA.sub(lambda found: found[1] or unicode(found[2] or found[3]), text)


def unicode(formula: str) -> str:
    """One formula of LaTeX. What has no sign of its own stays readable: `X_c`, `A^(k+T)`.

    >>> unicode(r"\\frac{1}{m-1}\\,\\|X_c v\\|^2"), unicode(r"A=\\sum_i \\sigma_i\\,u_i v_i^\\top")
    ('1/(m-1) ‖X_c v‖²', 'A=∑ᵢ σᵢ uᵢ vᵢᵀ')
    """
    formula = re.sub(r"\\begin\{([pb])matrix\}(.*?)\\end\{\1matrix\}", _rows, formula)
    for name in ("text", "mathrm", "mathbf", "mathcal", "mathbb", "operatorname"):
        formula = re.sub(rf"\\{name}\s*{_GROUP}", r"\1", formula)
    formula = re.sub(rf"\\[dt]?frac\s*{_GROUP}\s*{_GROUP}", lambda found: f"{_one(found[1])}/{_one(found[2])}", formula)
    formula = re.sub(rf"\\sqrt\s*{_GROUP}", lambda found: f"√{_one(found[1])}", formula)
    for name, mark in _MARKS.items():
        formula = re.sub(rf"\\{name}(?![a-z])\s*(?:\{{(\w)\}}|(\w))", rf"\g<1>\g<2>{mark}", formula)
    formula = formula.replace(r"\|", "‖")
    formula = re.sub(r"\\(?:left|right)(?![a-z])", "", formula)
    formula = re.sub(r"\\(?:[,;: ]|q?quad(?![a-z]))|~", _SPACE, formula).replace(r"\!", "")
    formula = re.sub(r"\\([A-Za-z]+)(?: (?=[A-Za-z\\\d]))?", lambda found: _sign(found[1]), formula)
    formula = re.sub(rf"\^(?:{_GROUP}|(\S))", lambda found: _raised(found, _HIGH, "^"), formula)
    formula = re.sub(rf"_(?:{_GROUP}|(\S))", lambda found: _raised(found, _LOW, "_"), formula)
    formula = re.sub(r"\\([{}%&_#$])|[{}]", lambda found: found[1] or "", formula)
    return " ".join(formula.replace(_SPACE, " ").split())


def _rows(matrix: re.Match[str]) -> str:
    return "(" + matrix[2].replace(r"\\", "; ").replace("&", _SPACE) + ")"


def _one(part: str) -> str:
    """In brackets, unless it is one letter or number with what stands at it."""
    whole = re.fullmatch(r"\\?\w+(?:[_^](?:\{[^{}]*\}|\w))*", part)
    return part if whole else f"({part})"


def _sign(name: str) -> str:
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    letter = f"GREEK {size} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}"
    try:
        return _SIGNS[name] if name in _SIGNS else unicodedata.lookup(letter)
    except KeyError:  # cos, log, max: a name that is set upright
        return f"{name} "


def _raised(found: re.Match[str], signs: dict[str, str], mark: str) -> str:
    """In small signs where there is one for each, else after the mark as it was."""
    part = found[1] if found[1] is not None else found[2]
    if all(char in signs for char in part):
        return "".join(signs[char] for char in part)
    return f"{mark}{part}" if len(part) == 1 else f"{mark}({part})"
