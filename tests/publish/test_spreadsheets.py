"""CSV that a spreadsheet can open: nothing in it runs, numbers are numbers, and every other word is as it was."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from pipeline.publish.spreadsheets import DefusedCsv, as_csv, csv_lines, defused

CELLS = [
    ("=1+1", "'=1+1", "a formula"),
    ("+44 1632 960000", "'+44 1632 960000", "a telephone number would be a sum"),
    ("-5", "-5", "a number"),
    ("-0.5", "-0.5", "a number"),
    ("+1.5e3", "+1.5e3", "a number"),
    ("-", "'-", "a dash is no number"),
    ("- the bins by the school", "'- the bins by the school", "an item of a list"),
    ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0", "begins like a number"),
    ("@SUM(1)", "'@SUM(1)", "a function of old"),
    ("\t=1+1", "'\t=1+1", "a tab is taken away by some"),
    ("\r=1+1", "'\r=1+1", "a line end too"),
    ("\n=1+1", "'\n=1+1", "of either kind"),
    ("  =1+1", "'  =1+1", "blanks are taken away by some"),
    ("\u00a0=1+1", "'\u00a0=1+1", "also the hard ones"),
    ("＝1+1", "'＝1+1", "a wide sign, where such are typed"),
    ("'=1+1", "'=1+1", "what is defused already stays"),
    ("12.50", "12.50", "a number as text"),
    ("A21/17", "A21/17", "a reference"),
    ("RAG = green", "RAG = green", "a sign within is none before"),
    ("£2,000 – a year", "£2,000 – a year", "money"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("printed", "cell", "note"), CELLS)
def test_cells(printed: str, cell: str, note: str) -> None:
    assert defused(printed) == cell, note
    assert defused(cell) == cell, "twice is once"


@pytest.mark.parametrize("value", [5, -5, -0.25, None, True, b"=1"])
def test_what_is_no_text_is_left_alone(value: Any) -> None:
    assert defused(value) is value


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_csv_in_parts_of_any_size(size: int) -> None:
    rows = [["id", "text"], *([str(number), printed] for number, (printed, _, _) in enumerate(CELLS)), ['say "=1"', 'a\r\nb, "c"\n=d']]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    sent = out.getvalue().encode()
    stream = DefusedCsv()
    given = b"".join(stream.feed(sent[at : at + size]) for at in range(0, len(sent), size)) + stream.feed(b"", last=True)
    assert list(csv.reader(io.StringIO(given.decode(), newline=""))) == [[str(defused(cell)) for cell in row] for row in rows]


def test_a_long_cell_goes_through() -> None:
    long = "=" + "x" * 300_000
    stream = DefusedCsv()
    assert stream.feed(f'1,"{long}"\r\n'.encode(), last=True).decode() == f"1,'{long}\r\n"


def test_what_needs_nothing_is_given_back_as_it_came() -> None:
    stream = DefusedCsv()
    assert stream.feed(b'"quoted though it need not be",2\n', last=True) == b'"quoted though it need not be",2\n'


def test_rows_of_ours() -> None:
    assert list(csv_lines([["=a", None, -1], ["b", "c,d", 0.5]])) == ["'=a,,-1\r\n", 'b,"c,d",0.5\r\n']


def test_a_whole_text() -> None:
    assert as_csv(["a", "b"], [["x, y", 'say "z"'], [None, 1]]) == 'a,b\r\n"x, y","say ""z"""\r\n,1\r\n'
