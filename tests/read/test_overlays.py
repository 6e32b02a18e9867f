"""Watermarks and struck words are set apart from the text; headings, links and underlined words are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pages import LEADING, LEFT, TOP, Sheet, read_sheets

GREY, RED, BLUE = "#c0c0c0", "#d03030", "#0078d4"
LINES = [f"The Committee noted item {place} of the report and agreed it" for place in range(1, 21)]


def furniture(sheet: Sheet) -> list[tuple[str, str]]:
    return [(item.role, item.text) for item in read_sheets(sheet)[0].furniture]


def text(sheet: Sheet) -> str:
    return read_sheets(sheet)[0].text


def letter() -> Sheet:
    sheet = Sheet()
    sheet.lines(LINES)
    return sheet


def slanting(sheet: Sheet, words: str, step: float, colour: str | None = GREY) -> Sheet:
    """Words over the sheet from its middle, each letter a step higher (or lower) than the one before."""
    x, top = 120.0, 420.0
    for word in words:
        sheet.write(word, x, top, size=90, colour=colour)
        x, top = x + 60, top - step
    return sheet


@pytest.mark.parametrize("first", [True, False], ids=["under the text", "over the text"])
@pytest.mark.parametrize(("words", "step", "colour"), [("DRAFT", 50, GREY), ("DRAFT", -50, GREY), ("VOID", 60, RED), ("NOT YET", 40, None)])
def test_large_slanting_words_are_a_watermark(words: str, step: float, colour: str | None, first: bool) -> None:
    sheet = Sheet()
    if first:
        slanting(sheet, words, step, colour)
    sheet.lines(LINES)
    if not first:
        slanting(sheet, words, step, colour)
    assert text(sheet) == "\n".join(LINES)
    assert furniture(sheet) == [("watermark", words)]


def test_large_pale_words_under_the_text_are_a_watermark() -> None:
    sheet = Sheet()
    sheet.write("DRAFT", 100, 150, size=100, colour=GREY)
    sheet.lines(LINES)
    assert text(sheet) == "\n".join(LINES)
    assert furniture(sheet) == [("watermark", "DRAFT")]


def heading() -> Sheet:
    sheet = Sheet()
    sheet.write("Annual Plan", 72, 60, size=48)
    sheet.lines(LINES, top=160)
    return sheet


def pale_heading() -> Sheet:
    sheet = Sheet()
    sheet.write("Annual Plan", 72, 60, size=48, colour=GREY)
    sheet.lines(LINES, top=160)
    return sheet


def large_figures() -> Sheet:
    """A poster: figures below each other."""
    sheet = Sheet()
    for place, figure in enumerate(("12", "3", "40")):
        sheet.write(figure, 72, 160 + 120 * place, size=60, colour=BLUE)
    return sheet


@pytest.mark.parametrize(("draw", "words"), [(heading, "Annual Plan"), (pale_heading, "Annual Plan"), (large_figures, "12\n3\n40")])
def test_large_words_that_are_read_stay(draw: Callable[[], Sheet], words: str) -> None:
    assert words in text(draw())
    assert furniture(draw()) == []


# --- tracked changes --------------------------------------------------------------------------------------------------


def changed(*, y: float = 6.0, colour: str = BLUE, line: str | None = BLUE, drawn: str = "fill") -> Sheet:
    """A sentence with an inserted, underlined word and a deleted, struck one; the line through that lies `y` points below its top."""
    sheet = Sheet()
    x = sheet.write("The Chair of ")
    end = sheet.write("the Panel", x, colour=colour)
    sheet.fill((x, TOP + 10, end, TOP + 10.7), line or colour)
    x = sheet.write(" ", end)
    end = sheet.write("any other body", x, colour=colour)
    if drawn == "fill":
        sheet.fill((x, TOP + y - 0.4, end, TOP + y + 0.4), line or colour)
    else:
        sheet.rule(x, end, TOP + y)
    sheet.write(" may attend", end)
    return sheet


@pytest.mark.parametrize("drawn", ["fill", "line"])
def test_struck_coloured_words_are_set_apart(drawn: str) -> None:
    sheet = changed(drawn=drawn)
    assert text(sheet) == "The Chair of the Panel may attend"
    assert furniture(sheet) == [("deleted", "any other body")]


@pytest.mark.parametrize(
    "sheet",
    [
        changed(y=9.5),  # only underlined
        changed(y=1.0),  # a line above
        changed(colour="#202020", line="#202020"),  # not coloured: somebody's own line
        changed(line="#d03030"),  # a line of another colour
    ],
)
def test_other_lines_strike_nothing(sheet: Sheet) -> None:
    assert text(sheet) == "The Chair of the Panel any other body may attend"
    assert furniture(sheet) == []


def test_the_side_of_a_box_behind_coloured_words_strikes_nothing() -> None:
    sheet = Sheet()
    sheet.write("Shared outcome 2: Tackle the wider causes", size=20, colour="#00a499")
    sheet.rule(LEFT - 10, LEFT + 200, TOP + 10)
    assert text(sheet) == "Shared outcome 2: Tackle the wider causes"


def test_a_number_that_was_struck_leaves_the_new_one() -> None:
    sheet = Sheet()
    end = sheet.write("17.5.", colour=BLUE)
    sheet.fill((LEFT, TOP + 5.6, end, TOP + 6.4), BLUE)
    sheet.write("17.6.", end, colour=BLUE)
    sheet.write("The purpose", end + 60)
    assert text(sheet) == "17.6. The purpose"


def test_a_deletion_over_two_lines() -> None:
    sheet = Sheet()
    for line in range(2):
        top = TOP + LEADING * line
        end = sheet.write("any other formal committee", top=top, colour=BLUE)
        sheet.fill((LEFT, top + 5.6, end, top + 6.4), BLUE)
    sheet.write("The purpose", top=TOP + 2 * LEADING)
    assert text(sheet) == "The purpose"
    assert furniture(sheet) == [("deleted", "any other formal committee")] * 2
