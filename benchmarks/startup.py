"""How long people wait: for the server to answer, for the command line to speak."""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from _measure import Claim, report

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import hiddenmath'": ["-c", "import hiddenmath"],
    "hiddenmath --version": ["-m", "hiddenmath", "--version"],
    "hiddenmath pca iris": ["-m", "hiddenmath", "pca", "iris"],
    "hiddenmath exercises": ["-m", "hiddenmath", "exercises"],
}


def command_seconds(arguments: list[str], data: str) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "HIDDENMATH_DATA_DIR": data}
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def serving_seconds(data: str) -> float:
    """From the start of `hiddenmath serve` until its first page has come back whole."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "hiddenmath", "serve", "--no-browser", "--data-dir", data]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = next(match[0] for line in server.stdout if (match := re.search(r"http://\S+", line)))
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert b"grid of numbers" in opener.open(address).read()
        seconds = time.perf_counter() - start
        server.terminate()
        server.stdout.read()
    return seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        rounds = range(5)
        times: dict[str, list[float]] = {name: [] for name in [*COMMANDS, "hiddenmath serve, first page received"]}
        for _ in rounds:
            for name, arguments in COMMANDS.items():
                times[name].append(command_seconds(arguments, data))
            times["hiddenmath serve, first page received"].append(serving_seconds(data))
    rows: list[dict[str, object]] = [
        {"command": name, "median s": f"{statistics.median(values):.2f}"} for name, values in times.items()
    ]
    bare, ours = (statistics.median(times[name]) for name in list(times)[:2])
    serving = statistics.median(times["hiddenmath serve, first page received"])
    report(
        Claim(
            "Importing hiddenmath costs under 0.15 s over bare Python; the server shows its first page in under 2 s.",
            rows,
            met=ours - bare < 0.15 and serving < 2,
        )
    )


if __name__ == "__main__":
    main()
