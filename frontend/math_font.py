"""Takes the parts of STIX Two Math that lessons are written with out of the whole font, which is many times as large.

`python -m pip install fonttools==4.68.0 brotli==1.2.1`, then `python frontend/math_font.py`: it writes
`src/fonts/*.woff2` and `src/styles/math-font.css`, which are committed. A page loads the first part, and others only
where a formula has a sign of theirs.
"""

from pathlib import Path

from fontTools import subset

FRONTEND = Path(__file__).parent
WHOLE = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
FONTS = FRONTEND / "src" / "fonts"
SHEET = FRONTEND / "src" / "styles" / "math-font.css"

FORMS = (0xFE00, 0xFE01)  # after a sign: which of its two forms

# All that stretches or grows must be in it: browsers look for the parts of a large sign in the first font only.
CORE = [
    (0x0000, 0x007E),
    (0x00A0, 0x00FF),
    (0x0131, 0x0131),  # dotless i and j, under accents
    (0x0237, 0x0237),
    (0x02C6, 0x02DD),  # accents
    (0x0300, 0x0338),
    (0x0391, 0x03F6),  # Greek
    (0x2000, 0x2026),  # spaces, dashes, double bar, dots
    (0x2032, 0x2037),  # primes
    (0x203E, 0x203E),
    (0x2061, 0x2064),  # invisible operators
    (0x20D6, 0x20D7),  # arrows above
    (0x2102, 0x2102),  # double-struck, script and Gothic letters that Unicode has among the symbols
    (0x210B, 0x211D),
    (0x2124, 0x2138),
    (0x2190, 0x2199),  # arrows
    (0x21A6, 0x21AA),
    (0x21D0, 0x21D5),
    (0x2200, 0x223D),  # operators, roots, integrals, relations
    (0x2243, 0x224D),
    (0x2250, 0x228B),
    (0x2291, 0x22A8),
    (0x22C0, 0x22C6),
    (0x22EE, 0x22F1),
    (0x2308, 0x230B),  # ceiling and floor
    (0x23B4, 0x23B5),  # brackets and braces above and below
    (0x23DC, 0x23E1),
    (0x25A0, 0x25A1),
    (0x27C2, 0x27C2),
    (0x27E6, 0x27EB),  # double and angle brackets
    (0x27F5, 0x27FA),  # long arrows
    (0x2A00, 0x2A06),  # large operators
    (0x2A7D, 0x2A7E),
    (0x2AAF, 0x2AB0),
    FORMS,
    (0x1D434, 0x1D467),  # italic letters
    (0x1D6E2, 0x1D71B),  # and Greek ones
]
LETTERS = [
    (0x1D400, 0x1D433),  # bold
    (0x1D468, 0x1D49B),  # bold italic
    (0x1D49C, 0x1D4B5),  # script capitals
    (0x1D538, 0x1D550),  # double-struck capitals
    (0x1D6A4, 0x1D6E1),  # Greek, bold
    (0x1D71C, 0x1D755),  # bold italic
    (0x1D7D9, 0x1D7D9),  # double-struck 1
]


def ranges(pairs: list[tuple[int, int]]) -> str:
    return ", ".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in pairs)


def between(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What the ranges leave out."""
    ends = [-1, *(b for _, b in pairs)]
    begins = [*(a for a, _ in pairs), 0x110000]
    return [(end + 1, begin - 1) for end, begin in zip(ends, begins, strict=True) if end + 1 < begin]


def face(url: str, pairs: list[tuple[int, int]]) -> str:
    return f"""
@font-face {{
  font-family: 'STIX Two Math';
  font-display: swap;
  src: url('{url}') format('woff2');
  unicode-range: {ranges(pairs)};
}}
"""


def part(name: str, pairs: list[tuple[int, int]]) -> str:
    """Writes the font with these signs; its rule of the stylesheet."""
    features = "ssty,dtls,flac,mark,mkmk"  # smaller forms in exponents, letters that carry accents
    options = [f"--unicodes={ranges(pairs)}", f"--layout-features={features}", "--no-hinting", "--flavor=woff2"]
    subset.main([str(FRONTEND / "node_modules" / WHOLE), *options, f"--output-file={FONTS / name}"])
    return face(f"../fonts/{name}", pairs)


def main() -> None:
    FONTS.mkdir(exist_ok=True)
    core = part("stix-two-math-core.woff2", CORE)
    # The selectors of a form belong to letters of both parts.
    letters = part("stix-two-math-letters.woff2", [*LETTERS, FORMS])
    whole = face(WHOLE, between(sorted([*CORE, *LETTERS])))
    head = "/* Made by math_font.py: the mathematics font in parts, most of which few pages load. */\n"
    SHEET.write_text(head + core + letters + whole, "utf-8")


if __name__ == "__main__":
    main()
