"""Words that a page holds but does not show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pages import BOLD, TOP, Sheet, reading_of

from pipeline.read.hidden import find_hidden, layer, without
from pipeline.read.pieces import find_pieces

UPPER, LOWER = TOP - 2, TOP + 14
LINE = (70.0, UPPER, 400.0, LOWER)
"""A box around a line that stands at the top of the text."""


def covered() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret")
    sheet.fill(LINE, "#000000")
    return sheet


def whited_out() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret")
    sheet.fill(LINE, "#ffffff")
    sheet.write("The price is public")
    return sheet


def without_ink() -> Sheet:
    sheet = Sheet()
    sheet.unseen("The price is secret")
    return sheet


def white_on_white() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret", colour="#fefefe")
    return sheet


def black_on_black() -> Sheet:
    sheet = Sheet()
    sheet.fill(LINE, "#000000")
    sheet.write("The price is secret")
    return sheet


def under_a_picture() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret")
    sheet.picture(LINE)
    return sheet


def white_on_a_painted_line_after_black() -> Sheet:
    sheet = Sheet()
    sheet.fill(LINE, "#003366")
    sheet.fill(LINE, "#ffffff")
    sheet.write("The price is secret", colour="#ffffff")
    return sheet


@pytest.mark.parametrize(
    "draw", [covered, whited_out, without_ink, white_on_white, black_on_black, under_a_picture, white_on_a_painted_line_after_black]
)
def test_words_that_nobody_sees_are_left_out_and_told(draw: Callable[[], Sheet]) -> None:
    sheet = draw()
    sheet.write("Agenda", top=300)
    reading = reading_of(sheet)
    assert "secret" not in reading.pages[0].text
    assert reading.pages[0].text.endswith("Agenda")
    (finding,) = reading.findings
    assert (finding.code, finding.severity, finding.page, finding.quote) == ("hidden-text", "warning", 1, None)
    assert "secret" not in finding.message
    assert f"72 {TOP:.0f} 176 {TOP + 11:.0f}" in finding.message


def white_on_a_dark_box() -> Sheet:
    sheet = Sheet()
    sheet.fill(LINE, "#003366")
    sheet.write("Priority", colour="#ffffff", font=BOLD)
    return sheet


def white_in_the_second_cell_of_a_line() -> Sheet:
    """One line of white words drawn at once over a cell without and a cell with a ground painted in between."""
    sheet = Sheet()
    sheet.fill((70, UPPER, 130, LOWER), "#003366")
    sheet.write("Priority", colour="#ffffff")
    sheet.fill((140, UPPER, 400, LOWER), "#003366")
    sheet.write("Due by", 150, colour="#ffffff")
    return sheet


def black_in_a_frame() -> Sheet:
    """A border painted as the ring between two boxes."""
    sheet = Sheet()
    sheet.fill(LINE, "#000000")
    sheet.fill((71, UPPER + 1, 399, LOWER - 1), "#000000")
    sheet.write("Priority")
    return sheet


def framed_afterwards() -> Sheet:
    sheet = Sheet()
    sheet.write("Priority")
    sheet.fill(LINE, "#000000")
    sheet.fill((71, UPPER + 1, 399, LOWER - 1), "#000000")
    return sheet


def white_on_a_round_shape() -> Sheet:
    sheet = Sheet()
    sheet.shape((60, TOP - 10, 300, TOP + 30))
    sheet.write("Priority", colour="#ffffff")
    return sheet


def white_on_a_photograph() -> Sheet:
    sheet = Sheet()
    sheet.picture((0, 0, 595, 400))
    sheet.write("Priority", colour="#ffffff")
    return sheet


def white_on_a_thick_rule() -> Sheet:
    sheet = Sheet()
    sheet.rule(70, 400, TOP + 6)
    sheet.write("Priority", colour="#ffffff")
    return sheet


def behind_glass() -> Sheet:
    sheet = Sheet()
    sheet.write("Priority")
    sheet.picture((60, TOP - 10, 300, TOP + 30), opaque=False)
    return sheet


def beside_a_box() -> Sheet:
    sheet = Sheet()
    sheet.write("Priority")
    sheet.fill((200, UPPER, 400, LOWER), "#ffffff")
    return sheet


def underlined() -> Sheet:
    sheet = Sheet()
    sheet.write("Priority")
    sheet.fill((70, TOP + 10, 130, TOP + 11), "#000000")
    return sheet


def under_a_map_that_is_cut_to_a_shape() -> Sheet:
    """A box that reaches far out of the page is cut to a shape that nobody knows."""
    sheet = Sheet()
    sheet.write("Priority")
    sheet.fill((30, -500, 700, 300), "#aaddff")
    return sheet


def a_white_full_stop() -> Sheet:
    sheet = Sheet()
    sheet.write("Priority")
    sheet.write(".", 300, colour="#ffffff")
    return sheet


@pytest.mark.parametrize(
    "draw",
    [
        white_on_a_dark_box, white_in_the_second_cell_of_a_line, black_in_a_frame, framed_afterwards, white_on_a_round_shape,
        white_on_a_photograph, white_on_a_thick_rule, behind_glass, beside_a_box, underlined, under_a_map_that_is_cut_to_a_shape,
        a_white_full_stop,
    ],
)  # fmt: skip
def test_words_that_are_seen_stay(draw: Callable[[], Sheet]) -> None:
    reading = reading_of(draw())
    assert reading.pages[0].text.startswith("Priority")
    assert reading.findings == []


def test_colours_of_unknown_inks_are_not_judged() -> None:
    sheet = white_on_white()
    sheet.drawn().inks.append("#fefefe")
    assert reading_of(sheet).pages[0].text == "The price is secret"


def test_many_hidden_places_are_told_by_the_first_of_them() -> None:
    sheet = Sheet()
    for line in range(5):
        sheet.write("secret", top=100 + 20 * line)
        sheet.fill((70, 98 + 20 * line, 300, 114 + 20 * line), "#000000")
    (finding,) = reading_of(sheet).findings[:1]
    assert "72 100 105 111; 72 120 105 131; 72 140 105 151 and 2 more" in finding.message


# --- off the page, cut away, too small, in notes ----------------------------------------------------------------------


def off_the_sheet() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret", 640)
    return sheet


def off_the_part_that_is_shown() -> Sheet:
    sheet = Sheet()
    sheet.drawn().visible = (0, 200, 595, 842)
    sheet.write("The price is secret")
    return sheet


def cut_away() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret")
    sheet.drawn().cut.extend(range(19))
    return sheet


def too_small() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret", size=1.0)
    return sheet


def under_a_bar() -> Sheet:
    sheet = Sheet()
    sheet.write("The price is secret")
    sheet.drawn().covers.append(LINE)
    sheet.drawn().cover_places.append(19)
    return sheet


def red_on_red() -> Sheet:
    sheet = Sheet()
    sheet.fill(LINE, "#cc2211")
    sheet.write("The price is secret", colour="#cb2311")
    return sheet


@pytest.mark.parametrize("draw", [off_the_sheet, off_the_part_that_is_shown, cut_away, too_small, under_a_bar, red_on_red])
def test_other_ways_of_hiding_words(draw: Callable[[], Sheet]) -> None:
    sheet = draw()
    sheet.write("Agenda", top=300)
    reading = reading_of(sheet)
    assert reading.pages[0].text == "Agenda"
    (finding,) = reading.findings
    assert finding.code == "hidden-text" and "secret" not in finding.message


def crossed_by_the_edge_of_a_box() -> Sheet:
    """The ground of the row below begins in the middle of the words."""
    sheet = Sheet()
    sheet.write("Priority")
    sheet.fill((70, TOP + 5, 400, TOP + 40), "#ddeeff")
    return sheet


def over_the_edge_of_the_sheet() -> Sheet:
    sheet = Sheet()
    sheet.write("Priority", 560)
    return sheet


def beside_an_empty_mark() -> Sheet:
    sheet = Sheet()
    sheet.write("Priority")
    sheet.write("12", 640)
    return sheet


@pytest.mark.parametrize("draw", [crossed_by_the_edge_of_a_box, over_the_edge_of_the_sheet, beside_an_empty_mark])
def test_other_words_that_are_seen_stay(draw: Callable[[], Sheet]) -> None:
    reading = reading_of(draw())
    assert (reading.pages[0].text, reading.findings) == ("Priority", [])


def test_words_that_are_cut_away_and_shown_elsewhere_are_no_secret() -> None:
    """The heads of a table that goes on are on every page of it, and shown on the first."""
    first, second = Sheet(1), Sheet(2)
    first.write("Significant risks over £10m")
    second.write("Significant risks over £10m")
    second.drawn().cut.extend(range(27))
    second.write("Agenda", top=300)
    reading = reading_of(first, second)
    assert reading.pages[1].text == "Agenda"
    assert reading.findings == []


def test_the_day_of_a_meeting_under_a_crest_is_not_told() -> None:
    sheet = Sheet()
    sheet.write("January 20, 2021", 72, 760)
    sheet.picture((70, 750, 300, 780))
    sheet.write("Agenda")
    assert reading_of(sheet).findings == []


def test_notes_are_told_and_not_read() -> None:
    sheet = Sheet()
    sheet.write("Agenda")
    sheet.drawn().comments = 2
    (finding,) = reading_of(sheet).findings
    assert (finding.code, finding.page) == ("hidden-text", 1)
    assert finding.message.startswith("2 notes on page 1")


def test_spaces_without_ink_hide_nothing() -> None:
    sheet = Sheet()
    sheet.unseen("   ", 60)
    sheet.write("Agenda")
    page = sheet.drawn()
    assert find_hidden(page, find_pieces(page)) is None


def test_a_page_without_some_characters_keeps_its_stretches() -> None:
    """A stretch is cut where characters are taken out of it; what stood on both sides was not drawn one after the other."""
    sheet = Sheet()
    sheet.write("Ash Beech")
    sheet.write("Cedar", top=TOP + 20)
    page = sheet.drawn()
    page.letters, page.stretches = "".join(page.text), [0, 9]
    shown = without(page, {4, 5})
    assert (shown.letters, shown.stretches) == ("Ash echCedar", [0, 4, 7])
    assert [piece.text for piece in find_pieces(shown)] == ["Ash", "ech", "Cedar"]
    below = layer(page, {7, 8, 9})
    assert (below.letters, below.stretches) == ("chC", [0, 2])
