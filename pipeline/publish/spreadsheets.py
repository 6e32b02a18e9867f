"""CSV that a spreadsheet opens without running anything in it.

A spreadsheet takes a cell for a formula when it begins with one of a few signs, whatever the file says. Such a cell gets an apostrophe
before it, which spreadsheets read as "this is text"; numbers stay numbers. JSON and Parquet have the words as they are.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable

SIGNS = "=+-@\t\r\n＝＋－＠"
"""What begins a formula or a command in one spreadsheet or another; the last four are the wide forms that some take for the same."""
GUARD = "'"
MARK = b"\xef\xbb\xbf"
"""What tells Excel at the beginning of a file that it is UTF-8, without which it takes pound signs for other letters."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_BLANK = " \u00a0\u2003\u3000\ufeff\u200b\x00"
_LONGEST_CELL = 1 << 30
csv.field_size_limit(_LONGEST_CELL)


def defused(value: object) -> object:
    """The value as a cell: text that a spreadsheet would run has an apostrophe before it, everything else is as it was.

    Blanks in front are looked through, since some spreadsheets take them away first. A text that is a number, such as `-5`, is one.
    """
    if not isinstance(value, str) or not value:
        return value
    start = value.lstrip(_BLANK)[:1]
    if ((start and start in SIGNS) or value[0] in SIGNS) and not _NUMBER.fullmatch(value):
        return GUARD + value
    return value


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterable[str]:
    """Rows as lines of CSV (RFC 4180) whose cells are defused; what is not there is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([defused(value) for value in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def as_csv(columns: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """The rows under the names of their columns, as one text of CSV whose cells are defused."""
    return "".join(csv_lines([columns, *rows]))


class DefusedCsv:
    """CSV that comes in parts, given back with its cells defused, after `before`. The parts may end anywhere, within a cell or a letter."""

    def __init__(self, before: bytes = b"") -> None:
        self._before = before
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._waiting: list[str] = []
        self._quotes = 0

    def feed(self, part: bytes, last: bool = False) -> bytes:
        """What can be given back now: the rows that are whole, and with `last` the rest."""
        text = self._decoder.decode(part, last)
        whole: list[str] = []
        for line in io.StringIO(text, newline="\n"):
            self._waiting.append(line)
            self._quotes += line.count('"')
            if line.endswith("\n") and self._quotes % 2 == 0:
                whole.append("".join(self._waiting))
                self._waiting, self._quotes = [], 0
        if last and self._waiting:
            whole.append("".join(self._waiting))
            self._waiting, self._quotes = [], 0
        before, self._before = self._before, b""
        return before + "".join(_defused_row(row) for row in whole).encode()


def _defused_row(row: str) -> str:
    """A row of CSV, defused; a row that needs nothing is given back as it came."""
    cells = next(csv.reader(io.StringIO(row, newline=""), strict=False), [])
    safe = [defused(cell) for cell in cells]
    if safe == cells:
        return row
    return next(iter(csv_lines([cells])))
