"""Does X-ray find what the experiments of LAMP and LAAB hide, and leave alone what is right?

Each program in `xray/` is one experiment, after Psarras, Barthels and Bientinesi, *The Linear Algebra Mapping Problem*
(ACM TOMS 2022), and Sankaran, Akbari Alashti, Psarras and Bientinesi, *Benchmarking the Linear Algebra Awareness of
TensorFlow and PyTorch* (2022), with some of our own. Its docstring says what is to be found, or why nothing is.
"""

import ast
import os
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # what other programs do with the cores is not to be measured

from _measure import Claim, report

from hiddenmath.xray import run_script
from hiddenmath.xray._report import Finding

PROGRAMS = sorted(Path(__file__).with_name("xray").glob("*.py"))
BUDGET = 30.0


class Expected(NamedTuple):
    """What a program's docstring promises: a rule with what it replaces by what, or none and the reason."""

    rule: str
    text: str


def expected(program: Path) -> Expected:
    docstring = ast.get_docstring(ast.parse(program.read_text("utf-8"))) or ""
    rule, _, text = docstring.rpartition("expect: ")[2].strip().partition(": ")
    return Expected(rule, text)


def row(program: Path) -> tuple[dict[str, object], bool]:
    """What was found in one program, and whether that is what should be."""
    want = expected(program)
    found = run_script(program, budget=BUDGET).findings
    said = [(f.rule, f"{f.before} -> {f.after}" if f.after else f.before) for f in found]
    met = said == ([] if want.rule == "none" else [tuple(want)])
    values: dict[str, object] = {
        "program": program.stem,
        "to be found": want.rule if want.rule != "none" else f"nothing: {want.text}",
        "found": ", ".join(f"{f.rule} ({_gain(f)})" for f in found) or "nothing",
        "as it should be": "yes" if met else "NO",
    }
    return values, met


def _gain(finding: Finding) -> str:
    return f"{finding.speedup:.1f}×" if finding.gain == "faster" else finding.gain


def main() -> None:
    wanted = [expected(program) for program in PROGRAMS]
    rows, met = zip(*(row(program) for program in PROGRAMS), strict=True)
    covered = [m for w, m in zip(wanted, met, strict=True) if w.rule != "none"]
    beyond = [w for w in wanted if w.text.startswith("not covered")]
    alone = [m for w, m in zip(wanted, met, strict=True) if w.rule == "none" and w not in beyond]
    silent = [m for w, m in zip(wanted, met, strict=True) if w in beyond]
    report(
        Claim(
            f"X-ray finds {sum(covered)} of the {len(covered)} improvements that its rules cover, leaves "
            f"{sum(alone)} of {len(alone)} programs alone that are right, and says nothing wrong about "
            f"{sum(silent)} of the {len(silent)} experiments that no rule covers.",
            list(rows),
            met=all(met),
            notes=["One thread. Times are ratios, ours and the program's own alternately, on the program's matrices."],
        )
    )


if __name__ == "__main__":
    main()
