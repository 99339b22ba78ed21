"""A program's source as text, and the places of its syntax tree in it."""

import ast
import hashlib
import io
import re
import tokenize
from typing import NamedTuple


class Span(NamedTuple):
    """From (line, column) up to (end_line, end_column); lines count from 1, columns in characters from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


def decoded(source: bytes | str) -> str:
    """The text of a Python file, by the encoding that it declares; line ends stay as they are.

    >>> decoded("# coding: latin-1\\nå = 1".encode("latin-1"))
    '# coding: latin-1\\nå = 1'
    """
    if isinstance(source, str):
        return source
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    return source.decode(encoding)


def digest(source: bytes | str) -> str:
    """SHA-256 of what a file held, in hexadecimal."""
    return hashlib.sha256(source.encode() if isinstance(source, str) else source).hexdigest()


def lines(text: str) -> list[str]:
    """The lines as Python's own parser counts them: a form feed ends none."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


def parsed(source: str) -> ast.expr | ast.stmt:
    """The tree of an expression, which may go over several lines, or of a statement.

    >>> ast.unparse(parsed("A\\n @ b")), ast.unparse(parsed("x = A"))
    ('A @ b', 'x = A')
    """
    try:
        return ast.parse(f"({source}\n)", mode="eval").body
    except SyntaxError:
        return ast.parse(source).body[0]


def span(node: ast.expr | ast.stmt, rows: list[str]) -> Span:
    """The place of a node in these lines. The tree counts bytes of UTF-8, this counts characters.

    >>> text = "å = 'ö'; y = A @ B"
    >>> span(ast.parse(text).body[1], lines(text))
    Span(line=1, column=9, end_line=1, end_column=18)
    """

    def column(line: int, offset: int) -> int:
        return len(rows[line - 1].encode()[:offset].decode(errors="ignore"))

    end_line, end_offset = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    return Span(node.lineno, column(node.lineno, node.col_offset), end_line, column(end_line, end_offset))
