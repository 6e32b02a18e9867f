"""Tables as plain text, and as a terminal shows them."""

from __future__ import annotations

import io
import re
import sys

import pytest

from pipeline.edges.terminal import print_table
from pipeline.evaluate.report import Table

FIGURES = Table("Papers", ("paper", "F1"), [("lanes.pdf", "100.0"), ("a [bold] name", "9.1")], frozenset({"F1"}))
FAULTS = Table("Faults", ("task", "gold", "extracted"), [("dates", "10 March", ""), ("dates", "11 March", "12 March")], stacked=True)


def test_plain_columns(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(FIGURES)
    assert capsys.readouterr().out == "\nPapers\n  paper             F1\n  lanes.pdf      100.0\n  a [bold] name    9.1\n"


def test_plain_rows_a_line_for_each_value(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(FAULTS)
    assert capsys.readouterr().out.splitlines() == [
        "",
        "Faults",
        "",
        "  task       dates",
        "  gold       10 March",
        "",
        "  task       dates",
        "  gold       11 March",
        "  extracted  12 March",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("table", "said"),
    [(FIGURES, ["Papers", "a [bold] name", "100.0"]), (FAULTS, ["Faults", "gold +10 March", "extracted +12 March"])],
)
def test_terminal(table: Table, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    print_table(table)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.getvalue())
    for words in said:
        assert re.search(words.replace("[", r"\["), shown), shown
    assert all(len(line) <= 60 for line in shown.splitlines())
