"""Running headers, footers, page numbers and stamps, set apart from what a page says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pages import Sheet, read_sheets

from pipeline.read.furniture import agenda_stamp, printed_label
from pipeline.records import Furniture, Page

HEIGHT = 842.0
HEADER, FOOTER = 40.0, 800.0


def paper(pages: int, draw: Callable[[Sheet, int], None], width: float = 595.0, height: float = HEIGHT) -> list[Page]:
    """Pages with a body of their own, on each of which `draw` writes what it likes."""
    sheets = []
    for number in range(1, pages + 1):
        sheet = Sheet(number, width, height)
        draw(sheet, number)
        sheet.lines([f"Body of sheet number {number} with words in", "the middle of the page."], top=0.4 * height)
        sheets.append(sheet)
    return read_sheets(*sheets)


def seen(page: Page) -> list[tuple[str, str]]:
    return [(item.role, item.text) for item in page.furniture]


def test_a_running_header_is_apart_but_on_the_first_page() -> None:
    pages = paper(4, lambda sheet, _: sheet.write("Ashby Town Council - Minutes", top=HEADER) and None)
    assert pages[0].text.startswith("Ashby Town Council - Minutes\n")
    assert [seen(page) for page in pages] == [[], *[[("header", "Ashby Town Council - Minutes")]] * 3]
    assert all("Ashby" not in page.text for page in pages[1:])


def test_a_line_with_the_page_s_number_low_on_the_page_is_apart_with_the_footer_below_it() -> None:
    def draw(sheet: Sheet, number: int) -> None:
        sheet.write(f"Board minutes, second draft {number}", top=725.0)
        sheet.write("All pay a fair share", top=705.0)  # body, though it returns
        sheet.write("Town Hall, Ashby", top=FOOTER)

    for page in paper(3, draw):
        assert [text for role, text in seen(page) if role == "footer"] == [f"Board minutes, second draft {page.number}", "Town Hall, Ashby"]
        assert page.text.endswith("All pay a fair share")


def test_a_running_footer_is_apart_on_every_page() -> None:
    pages = paper(3, lambda sheet, _: sheet.write("Town Hall, Ashby", top=FOOTER) and None)
    assert [seen(page) for page in pages] == [[("footer", "Town Hall, Ashby")]] * 3


def test_a_running_line_may_count() -> None:
    pages = paper(3, lambda sheet, number: sheet.write(f"Minutes of 4 June, sheet {number} of 3", top=FOOTER) and None)
    assert [item.role for page in pages for item in page.furniture] == ["footer"] * 3


def test_odd_and_even_pages_have_their_own_headers() -> None:
    pages = paper(6, lambda sheet, number: sheet.write(("Ashby Council", "Works Committee")[number % 2], top=HEADER) and None)
    assert [bool(page.furniture) for page in pages] == [False, *[True] * 5]


def test_a_heading_on_every_other_page_stays() -> None:
    """Reports of two pages each: their first pages open alike, their second pages go on with the text."""

    def draw(sheet: Sheet, number: int) -> None:
        sheet.write("Report to the Council" if number % 2 else f"{'and so on ' * number}with the text", top=HEADER)

    assert [page.furniture for page in paper(8, draw)] == [[]] * 8


def test_a_line_that_returns_nowhere_stays() -> None:
    headings = ("Apologies", "Lease of the depot", "Any other business")
    pages = paper(3, lambda sheet, number: sheet.write(headings[number - 1], top=HEADER) and None)
    assert [page.furniture for page in pages] == [[], [], []]


def test_a_line_that_returns_in_the_body_stays() -> None:
    pages = paper(3, lambda sheet, _: sheet.write("Recommendation", top=300) and None)
    assert [page.furniture for page in pages] == [[], [], []]


def test_a_line_that_returns_at_another_height_stays() -> None:
    pages = paper(3, lambda sheet, number: sheet.write("Appendix", top=20 + 20 * number) and None)
    assert [page.furniture for page in pages] == [[], [], []]


def test_a_slide_s_title_that_returns_on_few_slides_stays() -> None:
    titles = ["Our year", "Gritting", "Gritting", "Libraries", "Parks", "Housing", "Money"]
    pages = paper(7, lambda sheet, number: sheet.write(titles[number - 1], top=20, size=20) and None, width=800, height=450)
    assert [page.text.split("\n")[0] for page in pages] == titles


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("4", "4"),
        ("Page 4", "4"),
        ("Page 4 of 12", "4"),
        ("- 4 -", "4"),
        ("4/12", "4"),
        ("4 | Page", "4"),
        ("4 Pages", None),  # a count
        ("Page | 4", "4"),
        ("p. 4", "4"),
        ("Pg 4", "4"),
        ("iv", "iv"),
        ("Tudalen 4", "4"),
        ("4 June", None),
        ("24/017", None),  # a minute's reference
        ("24/17", None),
        ("20245", None),  # longer than a page number
    ],
)
@pytest.mark.parametrize("top", [HEADER, FOOTER])
def test_page_numbers(printed: str, label: str | None, top: float) -> None:
    (page,) = paper(1, lambda sheet, _: sheet.write(printed, 280, top) and None)
    assert page.printed_label == label
    assert seen(page) == ([("page-number", printed)] if label else [])


def test_a_number_in_the_body_is_no_page_number() -> None:
    (page,) = paper(1, lambda sheet, _: sheet.write("4", top=300) and None)
    assert (page.printed_label, page.furniture) == (None, [])


def test_a_page_number_is_cut_from_the_words_beside_it() -> None:
    def draw(sheet: Sheet, number: int) -> None:
        sheet.write("Town Hall, Ashby", 72, FOOTER)
        sheet.write(f"Page {number}", 480, FOOTER)

    pages = paper(2, draw)
    assert [page.printed_label for page in pages] == ["1", "2"]
    assert {role for page in pages for role, _ in seen(page)} == {"footer", "page-number"}


@pytest.mark.parametrize(
    ("items", "number", "page_label", "label"),
    [
        ([("page-number", "Page 5"), ("page-number", "2")], 2, None, "5"),  # the pack's own number says `Page`
        ([("page-number", "9"), ("page-number", "3")], 2, None, "3"),  # else the one nearest the sheet's count
        ([("page-number", "iv")], 4, "4", "iv"),
        ([("footer", "5")], 5, "v", "v"),  # none printed: the PDF's own label
        ([], 5, None, None),
    ],
)
def test_printed_label(items: list[tuple[str, str]], number: int, page_label: str | None, label: str | None) -> None:
    furniture = [Furniture(text=text, box=(0, 0, 1, 1), role=role) for role, text in items]  # type: ignore[arg-type]
    assert printed_label(furniture, number, page_label) == label


@pytest.mark.parametrize(
    ("printed", "stamp"),
    [
        ("Agenda Item 5", "5"),
        ("AGENDA ITEM NO. 12", "12"),
        ("Item 7a", "7a"),
        ("Agenda item 6.2", "6.2"),
        ("Eitem 3", "3"),
        ("Agenda Item", None),
        ("Item 5 of the agenda was taken first", None),
    ],
)
def test_agenda_stamps(printed: str, stamp: str | None) -> None:
    (page,) = paper(1, lambda sheet, _: sheet.write(printed, 420, 30) and None)
    assert agenda_stamp(page.furniture) == stamp
    assert (printed in page.text) == (stamp is None)


def test_an_agenda_item_at_the_foot_is_no_stamp() -> None:
    (page,) = paper(1, lambda sheet, _: sheet.write("Item 5", 72, FOOTER) and None)
    assert agenda_stamp(page.furniture) is None


@pytest.mark.parametrize(
    ("words", "role"),
    [("Agenda Item 5", "agenda-stamp"), ("Page 12", "page-number"), ("12", "page-number"), ("Ashby Local Plan", "margin")],
)
def test_turned_words_in_the_margin(words: str, role: str) -> None:
    """A sheet that is printed across carries its stamp along the side."""
    (page,) = paper(1, lambda sheet, _: sheet.turned(words, 560, 700))
    assert seen(page) == [(role, words)]
    assert page.printed_label == ("12" if role == "page-number" else None)


@pytest.mark.parametrize(
    ("printed", "top", "role"),
    [
        ("04/06/2024, 09:15 Minutes of the Works Committee", HEADER, "header"),
        ("4/6/24, 9:15 AM Minutes", HEADER, "header"),
        ("https://www.ashby.example/minutes/june 1/4", FOOTER, "footer"),
        ("file:///minutes.html", FOOTER, "footer"),
        ("04/06/2024", HEADER, None),  # a date alone is the paper's own
        ("Minutes are at https://www.ashby.example", FOOTER, None),  # a sentence with an address
    ],
)
def test_what_a_browser_prints_is_apart(printed: str, top: float, role: str | None) -> None:
    (page,) = paper(1, lambda sheet, _: sheet.write(printed, top=top) and None)
    assert seen(page) == ([(role, printed)] if role else [])


def test_no_page_is_lost_or_moved() -> None:
    pages = paper(9, lambda sheet, _: sheet.write("Ashby Town Council", top=HEADER) and None)
    assert [page.number for page in pages] == list(range(1, 10))
    assert [f"sheet number {page.number} " in page.text for page in pages] == [True] * 9
