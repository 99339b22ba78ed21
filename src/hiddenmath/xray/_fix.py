"""Put what was measured to be better into the program's files: all the rest of each file stays, to the byte.

Where each replacement goes is in the report (`Finding.edits`), with the digest of the file that was run: a file that
changed meanwhile is left alone. Comments within what is replaced move above its statement.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from hiddenmath.data import write_file
from hiddenmath.xray._report import Finding, Note, Report
from hiddenmath.xray._rewriter import Refused, Rewriter
from hiddenmath.xray._text import decoded, digest, lines


class Fixed(NamedTuple):
    """A file as it was and as it is to be, and the findings that made the difference."""

    file: str
    before: bytes
    after: bytes
    findings: list[Finding]


class Fixes(NamedTuple):
    files: list[Fixed]
    refused: list[Note]  # findings that have to be fixed by hand, and why


def fixes(report: Report) -> Fixes:
    """The files as they should be; nothing is written."""
    found = Fixes([], [])
    for file in dict.fromkeys(finding.file for finding in report.findings):
        own = [finding for finding in report.findings if finding.file == file]
        try:
            source = Path(file).read_bytes()
        except OSError as error:
            found.refused.append(Note(file, 0, f"it cannot be read: {error.strerror}"))
            continue
        if digest(source) != report.sources.get(file):
            found.refused.append(Note(file, 0, "it is not what was run: it changed meanwhile; run X-ray again"))
            continue
        done, refused = _fixed(file, source, own)
        found.refused.extend(refused)
        if done is not None:
            found.files.append(done)
    return found


def _fixed(file: str, source: bytes, findings: Sequence[Finding]) -> tuple[Fixed | None, list[Note]]:
    """One file with all findings that can be fixed, those that save most first."""
    accepted: list[Finding] = []
    refused: list[Note] = []
    after, contested = source, _contested(findings)
    try:
        rewriter = Rewriter(source)
    except Refused as reason:
        return None, [Note(file, 0, str(reason))]
    for finding in findings:
        try:
            if not contested.isdisjoint(astuple(edit)[:4] for edit in finding.edits):
                raise Refused("for other shapes another replacement is better")
            after = rewriter.rewritten([*accepted, finding])
            accepted.append(finding)
        except Refused as reason:
            refused.append(Note(file, finding.line, f"{finding.rule}: {reason}"))
    return (Fixed(file, source, after, accepted) if accepted else None), refused


def _contested(findings: Sequence[Finding]) -> set[tuple[int, ...]]:
    """The places for which there is more than one replacement."""
    ways: dict[tuple[int, ...], set[str]] = {}
    for edit in (edit for finding in findings for edit in finding.edits):
        ways.setdefault(astuple(edit)[:4], set()).add(edit.after)
    return {place for place, afters in ways.items() if len(afters) > 1}


def diff(fixed: Fixed) -> str:
    """The change as `diff -u` and `patch` write and read it."""
    old, new = (lines(decoded(side)) for side in (fixed.before, fixed.after))
    return "".join(_ended(difflib.unified_diff(old, new, f"a/{fixed.file}", f"b/{fixed.file}")))


def _ended(rows: Iterator[str]) -> Iterator[str]:
    for line in rows:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write(fixed: Fixed) -> None:
    """Replace the file at once: whoever reads it sees the old one or the new one. Its permissions stay."""
    write_file(fixed.file, fixed.after)
