"""The printed lines that words stand in."""

from __future__ import annotations

import pytest
from pages import BOLD, ITALIC, PLAIN, Sheet, read_sheets

from pipeline.read.lines import PrintedLine, find_lines, find_turned_lines, split_line
from pipeline.read.pieces import find_pieces


def lines_of(sheet: Sheet) -> list[PrintedLine]:
    return find_lines(find_pieces(sheet.drawn()))


def text_of(sheet: Sheet) -> str:
    return read_sheets(sheet)[0].text


def test_a_line_looks_as_most_of_its_letters_do() -> None:
    sheet = Sheet()
    x = sheet.write("Item ", font=BOLD, size=11, colour="#aa0000")
    sheet.write("the lease of the depot", x, font=ITALIC, size=11)
    (line,) = lines_of(sheet)
    assert (line.bold, line.italic, line.size, line.colour) == (False, True, 11.0, None)


def test_a_line_takes_the_colour_of_all_its_words() -> None:
    sheet = Sheet()
    sheet.write("Overdue since May", colour="#aa0000")
    assert [line.colour for line in lines_of(sheet)] == ["#aa0000"]


def test_a_line_s_box_holds_all_its_words() -> None:
    sheet = Sheet()
    sheet.write("Grit", 72, 100)
    sheet.write("bins", 120, 101)
    assert [line.box for line in lines_of(sheet)] == [(72, 100, 142, 112)]


@pytest.mark.parametrize(
    ("number", "ordinal", "rest", "read"),
    [
        ("25", "th", " June 2024", "25th June 2024"),
        ("1", "st", " May", "1st May"),
        ("22", "nd", ", a Tuesday", "22nd, a Tuesday"),  # what follows is set at the line's size, a comma by itself
    ],
)
def test_a_raised_ordinal_joins_its_number(number: str, ordinal: str, rest: str, read: str) -> None:
    sheet = Sheet()
    x = sheet.write(f"on {number}", top=120, size=14)
    x = sheet.write(ordinal, x, 116.8, size=8)
    sheet.write(rest, x, 120, size=14)
    assert text_of(sheet) == f"on {read}"


def test_a_small_line_above_is_no_ordinal() -> None:
    sheet = Sheet()
    sheet.write("The", 72, 116.8, size=8)
    sheet.write("challenges", 72, 120, size=14)
    assert text_of(sheet) == "The\nchallenges"


def test_small_raised_words_join_nothing_else() -> None:
    sheet = Sheet()
    x = sheet.write("note 5", top=100, size=12)
    sheet.write("a", x + 4, 101, size=7)
    assert text_of(sheet) == "note 5 a"


def test_a_word_cut_by_a_drawn_space_is_whole() -> None:
    """Some papers' bold headings draw a space across a letter."""
    sheet = Sheet()
    x = sheet.write("DECLARA", font=BOLD)
    sheet.write(" ", x - 5.5, font=BOLD)
    x = sheet.write("TIONS", x, font=BOLD)
    sheet.write(" OF INTEREST", x, font=BOLD)
    assert text_of(sheet) == "DECLARATIONS OF INTEREST"


def test_a_bullet_that_touches_a_word_stays_apart() -> None:
    sheet = Sheet()
    x = sheet.write("•")
    sheet.write(" ", x - 5.5)
    sheet.write("Grit", x + 0.2)
    assert text_of(sheet) == "• Grit"


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("A G E N D A", "AGENDA"),  # one word
        ("M I N U T E S   O F   M E E T I N G", "MINUTES OF MEETING"),  # words three spaces apart
        ("P a g e | 1 2", "Page | 1 2"),  # behind a bar the figures are by themselves
        ("M a y   2 0 2 4", "May 2024"),  # figures among letters
        ("2 0 2 4", "2 0 2 4"),  # figures by themselves
        ("J R R Toller", "J R R Toller"),  # initials
        ("Lots A B C D", "Lots A B C D"),  # letters in a line of words
        ("A B C D", "A B C D"),  # an alphabet
        ("Y N Y", "Y N Y"),  # too short to be a heading
    ],
)
def test_letter_spaced_headings_are_closed_up(drawn: str, read: str) -> None:
    sheet = Sheet()
    sheet.write(drawn, font=BOLD, size=14)
    sheet.lines(["The Committee will meet in the Guildhall."], top=140)
    assert text_of(sheet).split("\n")[0] == read


def test_letters_set_apart_without_spaces_are_closed_up() -> None:
    sheet = Sheet()
    sheet.write("AGENDA", font=BOLD, size=14, step=14)
    sheet.lines(["The Committee will meet in the Guildhall."], top=140)
    assert text_of(sheet).split("\n")[0] == "AGENDA"


def test_lines_come_from_the_top_and_words_from_the_left() -> None:
    sheet = Sheet()
    sheet.write("second line", 72, 120)
    sheet.write("line", 110, 100)
    sheet.write("first", 72, 101)
    assert [line.text for line in lines_of(sheet)] == ["first line", "second line"]


@pytest.mark.parametrize(
    ("rises", "upright"),
    [
        (True, False),  # read with the head tilted to the left, as narrow columns' headings are
        (False, False),  # read downwards, as stamps of turned sheets are
        (True, True),  # the matrix has a trace of the old direction in it and calls the letters upright
    ],
)
def test_turned_words_are_read_in_their_direction(rises: bool, upright: bool) -> None:
    sheet = Sheet()
    sheet.turned("April 2021", 300, 300, rises=rises, upright=upright)
    pieces = [piece for piece in find_pieces(sheet.drawn()) if not piece.upright]
    assert [line.text for line in find_turned_lines(pieces)] == ["April 2021"]


def test_turned_lines_come_from_the_left() -> None:
    sheet = Sheet()
    sheet.turned("May", 330, 300)
    sheet.turned("April", 300, 300)
    assert [line.text for line in find_turned_lines(find_pieces(sheet.drawn()))] == ["April", "May"]


@pytest.mark.parametrize(
    ("gap", "parts"),
    [
        (60, ["Agenda Item 4 Mr Ash"]),  # nowhere as wide as that
        (30, ["Agenda Item 4", "Mr Ash"]),
        (3, ["Agenda", "Item", "4", "Mr", "Ash"]),
    ],
)
def test_split_line(gap: float, parts: list[str]) -> None:
    sheet = Sheet()
    x = sheet.write("Agenda Item 4", font=PLAIN)
    sheet.write("Mr Ash", x + 40)
    (line,) = lines_of(sheet)
    assert [part.text for part in split_line(line, gap)] == parts


def test_raised_marks_side_by_side_belong_each_to_its_word() -> None:
    sheet = Sheet()
    x = sheet.write("Seen", 72, 100)
    sheet.write("1", x + 1, 98, size=6)
    x = sheet.write("again", x + 10, 100)
    sheet.write("2", x + 1, 98, size=6)
    assert [line.text for line in lines_of(sheet)] == ["Seen ¹ again ²"]


def test_words_of_one_line_may_come_apart_from_each_other() -> None:
    """Two columns of one height, the second a point lower, drawn word by word in turn."""
    pieces = []
    for number in range(3):
        for x, top in ((72, 100), (300, 101), (72, 120)):
            sheet = Sheet()
            sheet.write(["one", "two", "three"][number], x + 40 * number, top)
            pieces += find_pieces(sheet.drawn())
    assert [line.text for line in find_lines(pieces)] == ["one two three one two three", "one two three"]


def test_words_stay_as_they_are_when_lines_are_found_again() -> None:
    sheet = Sheet()
    sheet.write("2", sheet.write("CO", 72, 100, size=11), 106, size=6)
    pieces = find_pieces(sheet.drawn())
    assert [[line.text for line in find_lines(pieces)] for _ in range(2)] == [["CO2"]] * 2
