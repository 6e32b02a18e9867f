"""Phrases of lines, what counts as a figure, and the columns that white space makes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import Sheet
from typeset import set_rows

from pipeline.read.columns import Phrase, SpacedLine, find_columns, level_together, spaced, value_columns
from pipeline.read.lines import find_lines
from pipeline.read.pieces import Piece, find_pieces


def lines_of(rows: Sequence[Sequence[str]], xs: Sequence[float], aligns: str) -> list[SpacedLine]:
    sheet = Sheet()
    set_rows(sheet, 100, rows, xs, aligns)
    return [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]


def phrase_of(text: str) -> Phrase:
    pieces = [Piece(word, 10.0 * n, 0.0, 10.0 * n + 8, 10.0, 10.0, False, False, None, True) for n, word in enumerate(text.split())]
    return Phrase(pieces, pieces[0].x0, pieces[-1].x1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,250", True),
        ("(1,250)", True),  # taken off
        ("-43.5", True),
        ("+£27.4m", True),
        ("£ 48.00", True),
        ("12.5%", True),
        ("10 000", True),  # thousands set apart
        ("2024", True),
        ("2024/25", True),
        ("10/7/18", True),
        ("48a", True),  # with a footnote mark
        ("1,250²", True),
        ("-", True),  # none
        ("n/a", True),
        ("..", True),
        ("nil", True),
        ("1.", False),  # an item's number
        ("a)", False),
        ("12 May", False),
        ("£000", False),  # what the figures are
        ("£'000s", False),
        ("12 lamps", False),
        ("Barrow", False),
        ("07700 900123 or by post to the clerk", False),
    ],
)
def test_what_is_a_figure(text: str, value: bool) -> None:
    assert phrase_of(text).is_value is value


@pytest.mark.parametrize(
    ("row", "xs", "phrases"),
    [
        (["Grass cutting", "£114.00"], (72, 300), ["Grass cutting", "£114.00"]),
        (["Ashby", "12", "14"], (72, 104, 120), ["Ashby", "12", "14"]),  # figures stand close: six points are enough
        (["Grass", "cutting"], (72, 103), ["Grass cutting"]),  # words do not
        (["Rents", "$", "990"], (72, 200, 240), ["Rents", "$ 990"]),  # a sign of money goes with its amount
        (["Foreword", ".........", "3"], (72, 120, 300), ["Foreword", "3"]),  # dots lead the eye
    ],
)
def test_phrases(row: list[str], xs: tuple[float, ...], phrases: list[str]) -> None:
    (line,) = lines_of([row], xs, "l" * len(row))
    assert [phrase.text for phrase in line.phrases] == phrases


def test_columns_reach_as_far_as_their_words() -> None:
    lines = lines_of([["Ashby", "1,250", "7"], ["Carrick Road", "9", "14"]], (72, 200, 260), "lrr")
    assert find_columns(lines).extents == [(72.0, pytest.approx(129.8)), (175.0, 200.0), (250.0, 260.0)]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([["1.", "Lamps", "£40"], ["2.", "Benches", "£9"]], 2),  # numbers belong to their items
        ([["•", "Lamps", "£40"], ["•", "Benches", "£9"]], 2),
        ([["2024", "Lamps", "40"], ["2025", "Benches", "9"]], 3),  # years do not
        ([["Lamps", "40", "%"], ["Benches", "9", "%"]], 2),  # a unit set apart
    ],
)
def test_labels_and_units_are_no_columns(rows: list[list[str]], count: int) -> None:
    assert len(find_columns(lines_of(rows, (72, 120, 240), "lll")).extents) == count


def test_one_line_in_ten_may_run_across() -> None:
    rows = [["Ashby", "12"]] * 10
    lines = lines_of([*rows, ["All that was counted in the wards north of the river", ""]], (72, 200), "lr")
    assert len(find_columns(lines).extents) == 2


def test_columns_of_figures() -> None:
    lines = lines_of([["Ashby", "lime", "12"], ["Barrow", "oak", "-"], ["Carrick", "ash", "7"]], (72, 160, 260), "llr")
    assert value_columns(lines, find_columns(lines)) == {2}


def test_lines_that_are_partly_level_are_put_together() -> None:
    sheet = Sheet()
    set_rows(sheet, 100, [["Charges for parking"], ["and for halls"]], (72,), "l", leading=12)
    sheet.write("990", 300, 106, size=10)
    lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    assert [len(line.phrases) for line in level_together(lines)] == [3]


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        (["of", "all", "264", "for", "trees", "been", "felled", "4,944"], 1),  # a justified sentence
        (["Clubs", "Visits", "Open", "Closed", "Lost", "Found"], 6),  # headings as far apart
        (["of", "all", "264", "for"], 4),  # too few to tell
    ],
)
def test_words_of_a_sentence_equally_far_apart_are_one_phrase(words: list[str], phrases: int) -> None:
    sheet, x = Sheet(), 72.0
    for word in words:
        x = sheet.write(word, x, 100, size=10) + 11
    (line,) = find_lines(find_pieces(sheet.drawn()))
    assert len(spaced(line).phrases) == phrases
