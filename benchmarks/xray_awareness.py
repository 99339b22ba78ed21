"""Does X-ray find what the experiments of LAMP and LAAB hide, mend it, and leave alone what is right?

Each program in `xray/` is one experiment, after Psarras, Barthels and Bientinesi, *The Linear Algebra Mapping Problem*
(ACM TOMS 2022), and Sankaran, Akbari Alashti, Psarras and Bientinesi, *Benchmarking the Linear Algebra Awareness of
TensorFlow and PyTorch* (2022), with some of our own. Its docstring says what is to be found, or why nothing is.

What X-ray may mend by itself is mended in a copy: that must print the same number, but for rounding, and a second X-ray
of it must find nothing.
"""

import ast
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # what other programs do with the cores is not to be measured

from _measure import Claim, report

from hiddenmath.xray import Report
from hiddenmath.xray._fix import fixes, write
from hiddenmath.xray._report import Finding

PROGRAMS = sorted(Path(__file__).with_name("xray").glob("*.py"))
BUDGET = "30"


class Expected(NamedTuple):
    """What a program's docstring promises: a rule with what it replaces by what, or none and the reason."""

    rule: str
    text: str


def expected(program: Path) -> Expected:
    docstring = ast.get_docstring(ast.parse(program.read_text("utf-8"))) or ""
    rule, _, text = docstring.rpartition("expect: ")[2].strip().partition(": ")
    return Expected(rule, text)


def xrayed(program: Path) -> Report:
    """The report on a program, which prints nothing here."""
    file = program.with_suffix(".json")
    command = [sys.executable, "-m", "hiddenmath", "xray", "--budget", BUDGET, "-o", str(file), str(program)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return Report.from_json({k: v for k, v in json.loads(file.read_text("utf-8")).items() if k != "schema"})


def row(program: Path, folder: Path) -> tuple[dict[str, object], bool]:
    """What was found in one program, whether that is what should be, and what came of mending it."""
    want = expected(program)
    copy = Path(shutil.copy(program, folder))
    seen = xrayed(copy)
    said = [(f.rule, f"{f.before} -> {f.after}" if f.after else f.before) for f in seen.findings]
    met = said == ([] if want.rule == "none" else [tuple(want)])
    mended = _mended(seen, program, copy) if seen.findings else ""
    values: dict[str, object] = {
        "program": program.stem,
        "to be found": want.rule if want.rule != "none" else f"nothing: {want.text}",
        "found": ", ".join(f"{f.rule} ({_gain(f)})" for f in seen.findings) or "nothing",
        "mended": mended,
        "as it should be": "yes" if met and mended != "WRONG" else "NO",
    }
    return values, values["as it should be"] == "yes"


def _gain(finding: Finding) -> str:
    return f"{finding.speedup:.1f}×" if finding.gain == "faster" else finding.gain


def _mended(seen: Report, program: Path, copy: Path) -> str:
    """What the report says of mending, and whether that went as it should."""
    if not any(f.edits for f in seen.findings):
        return f"by hand: {seen.findings[0].by_hand}"
    for file in fixes(seen).files:
        write(file)
    same = math.isclose(_printed(program), _printed(copy), rel_tol=1e-6)
    return "yes" if same and not xrayed(copy).findings else "WRONG"


def _printed(program: Path) -> float:
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0].strip("(),"))


def main() -> None:
    wanted = [expected(program) for program in PROGRAMS]
    with tempfile.TemporaryDirectory() as folder:
        rows, met = zip(*(row(program, Path(folder)) for program in PROGRAMS), strict=True)
    covered = [m for w, m in zip(wanted, met, strict=True) if w.rule != "none"]
    beyond = [w.text.startswith("not covered") for w in wanted]
    silent = [m for b, m in zip(beyond, met, strict=True) if b]
    alone = [m for w, b, m in zip(wanted, beyond, met, strict=True) if w.rule == "none" and not b]
    mended = sum(r["mended"] == "yes" for r in rows)
    report(
        Claim(
            f"X-ray finds {sum(covered)} of the {len(covered)} improvements that its rules cover and mends by itself "
            f"the {mended} of them that assume nothing of the data; it leaves {sum(alone)} of {len(alone)} programs "
            f"alone that are right, and {sum(silent)} of the {len(silent)} experiments that no rule covers.",
            list(rows),
            met=all(met),
            notes=["One thread. Times are ratios, ours and the program's own alternately, on the program's matrices."],
        )
    )


if __name__ == "__main__":
    main()
