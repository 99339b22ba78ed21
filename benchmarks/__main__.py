"""`make bench`: runs every benchmark (or those named), keeps its numbers in `results/`, writes README.md from them."""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from _measure import machine, table

HERE = Path(__file__).parent
HEAD = """# Benchmarks

Made by `make bench`; do not edit. One claim a file, ours and the peer alternately in one run, medians.
The machine: {machine}.
"""


def main(names: list[str]) -> None:
    """Runs the benchmarks, then renews the page from all results that are there."""
    scripts = [script for script in sorted(HERE.glob("[a-z]*.py")) if not names or script.stem in names]
    for script in scripts:
        print(f"{script.stem} ...", flush=True)
        done = subprocess.run([sys.executable, str(script), "--json"], stdout=subprocess.PIPE, text=True, check=True)
        result = {"machine": machine(), **json.loads(done.stdout)}
        (HERE / "results").mkdir(exist_ok=True)
        (HERE / "results" / f"{script.stem}.json").write_text(json.dumps(result, indent=2) + "\n")
    (HERE / "README.md").write_text(page())


def page() -> str:
    """The page: a section for each result."""
    results = {path.stem: json.loads(path.read_text()) for path in sorted((HERE / "results").glob("*.json"))}
    parts = [HEAD.format(machine="; ".join(sorted({result["machine"] for result in results.values()})))]
    for name, result in results.items():
        verdict = {None: "", True: " **Met.**", False: " **Missed.**"}[result["met"]]
        parts.append(f"## {name}\n\n{result['claim']}{verdict}\n\n{table(result['rows'])}\n")
        parts += [f"{note}\n" for note in result["notes"]]
    return "\n".join(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
