"""What the first case of each rule gained when it was run: `python -m hiddenmath.xray._measured` runs and writes it.

A page shows it beside the case. It was measured on another machine, so the page offers to measure it on the reader's.
"""

import json
import os
import tempfile
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from hiddenmath.xray._pages import program
from hiddenmath.xray._report import Finding, Report
from hiddenmath.xray._rule import Rule
from hiddenmath.xray._run import run_script
from hiddenmath.xray.rules import RULES

READY = "import numpy as np\n\nrng = np.random.default_rng(0)\n"
_FILE = "measured.json"


def whole(source: str) -> str:
    """The program of a case as one that runs by itself."""
    return f"{READY}{program(source)}\n"


@cache
def measured() -> dict[str, Finding]:
    """The finding by the rule's name; a rule whose case was never run is not in it."""
    text = files("hiddenmath.xray").joinpath(_FILE).read_text("utf-8")
    return {found.rule: found for found in Report.from_json(json.loads(text)).findings}


def measure(rule: Rule, folder: Path) -> list[Finding]:
    """The finding of the rule in its first case; none where it was not measured to be better."""
    file = folder / "case.py"
    file.write_text(whole(rule.INVALID[0].program), encoding="utf-8")
    findings = run_script(file, budget=30).findings
    return [replace(found, edits=[]) for found in findings if found.rule == rule.name][:1]


def write() -> None:
    """Run the first case of every rule, and write what was found."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # two pools of threads would wait for each other
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        found = [finding for rule in RULES for finding in measure(rule, Path(folder))]
    report = Report("the first case of each rule", 0.0, findings=found)
    Path(__file__).with_name(_FILE).write_text(json.dumps(report.to_json(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
