"""How long a learner waits for a verdict, from the decoded request: right, wrong, and everything that can go wrong."""

import statistics
import time

from _measure import Claim, percentile, report

from hiddenmath.learn import Grader

ROUNDS = 7
TROUBLE = {
    "right": "photo.mean(axis=2)",
    "wrong axis, mistake named": "photo.mean(axis=0)",
    "syntax error": "photo.mean(axis=",
    "exception": "photo.mean(axis=9)",
    "crash of Python": "import os; os._exit(1)",
    "10 GB of memory": "np.ones(10 * 2**27).sum()",
    "flood of output": "while True: print('x' * 1000)",
    "endless loop": "while True: pass",
}


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in TROUBLE}
    statuses = {}
    with Grader() as grader:
        grader.check("photo/grey", TROUBLE["right"])  # the warm process starts
        for _ in range(ROUNDS):
            for name, source in TROUBLE.items():
                start = time.perf_counter()
                statuses[name] = grader.check("photo/grey", source).status
                times[name].append(time.perf_counter() - start)
                assert grader.check("photo/grey", TROUBLE["right"]).passed, f"the submission after {name!r} must work"
    rows: list[dict[str, object]] = [
        {
            "submission": name,
            "verdict": statuses[name],
            "median ms": f"{1e3 * statistics.median(values):.0f}",
            "p95 ms": f"{1e3 * percentile(values, 0.95):.0f}",
        }
        for name, values in times.items()
    ]
    worst = max(percentile(values, 1.0) for values in times.values())
    report(
        Claim(
            "Every submission, however hostile, gets its verdict in under 3 s, and the next one works.",
            rows,
            met=worst < 3,
        )
    )


if __name__ == "__main__":
    main()
