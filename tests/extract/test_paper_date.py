"""The day of a paper and the time it covers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import material_of, typed

from pipeline.extract.dates import DateContext
from pipeline.extract.paper_date import context_at, filename_day, filename_days, find_contexts, writes_month_first
from pipeline.records import Meeting, Report, Section, Source

PLACE = Source(page=1, quote="4 June 2024", bbox=(0, 0, 1, 1))
BODY = "The gate in Mill Lane is to be painted."


def meeting(date: str, section: int, role: str = "recorded") -> Meeting:
    return Meeting(id=f"m{section}", committee="Works Committee", date=date, role=role, section=section, source=PLACE)  # type: ignore[arg-type]


def report(date: str, section: int) -> Report:
    return Report(id=f"r{section}", section=section, title="Lease", meeting_date=date, source=PLACE)


def section(ordinal: int, title: str | None = None, page: int | None = None) -> Section:
    return Section(ordinal=ordinal, kind="report", title=title, page_start=page or ordinal, page_end=page or ordinal)


def context(
    title: str | None = None, words: str = BODY, filename: str = "paper.pdf", meetings: Sequence[Meeting] = (),
    reports: Sequence[Report] = (),
) -> tuple[str | None, str | None, str | None]:  # fmt: skip
    """Day, start and end of the period of a paper of one section."""
    material = material_of(typed(words), sections=[section(1, title)], filename=filename)
    found = find_contexts(material, meetings, reports)[1]
    return found.document_date, found.period_start, found.period_end


EVERYTHING = {"title": "Update of May 2024", "words": "Written on 1 April 2024.", "filename": "2024-03-01.pdf"}


def test_a_meeting_goes_first_then_the_front_sheet() -> None:
    own = (meeting("2024-06-04", 1),)
    assert context(**EVERYTHING, meetings=own, reports=(report("2024-06-11", 1),))[0] == "2024-06-04"  # type: ignore[arg-type]
    assert context(**EVERYTHING, reports=(report("2024-06-11", 1),))[0] == "2024-06-11"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("without", "day"),
    [
        ((), "2024-05-31"),  # the end of the title's month
        (("title",), "2024-04-01"),  # the opening's day
        (("title", "words"), "2024-03-01"),  # the file's
        (("title", "words", "filename"), None),
    ],
)
def test_then_the_title_the_opening_and_the_file_s_name(without: tuple[str, ...], day: str | None) -> None:
    assert context(**{key: value for key, value in EVERYTHING.items() if key not in without})[0] == day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Highways plan 2024/25", ("2024-04-01", "2024-04-01", "2025-03-31")),  # its first day stands in for the day
        ("Highways plan April 2023 - March 2025", ("2023-04-01", "2023-04-01", "2025-03-31")),
        ("Highways plan", (None, None, None)),
    ],
)
def test_the_period_is_the_title_s(title: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert context(title) == expected


def test_the_only_financial_year_of_the_opening_stands_in_where_nothing_else_does() -> None:
    assert context(words="What will be done in each quarter of 2025/26.") == ("2025-04-01", "2025-04-01", "2026-03-31")
    assert context(words="Costs rose from 2024/25 to 2025/26.")[0] is None
    assert context(words="Written on 1 April 2024 for 2025/26.") == ("2024-04-01", None, None)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("On June 4, 2024 the gate fell. It was mended on July 9, 2024.", True),
        ("On June 4, 2024 the gate fell.", False),  # once is no habit
        ("On June 4, 2024 the gate fell. It was mended on July 9, 2024, and painted on 1 August.", False),
        ("On June 4, 2024 the gate fell. It was mended on July 9, 2024 for £40.", False),
    ],
)
def test_how_a_paper_writes_its_dates(words: str, first: bool) -> None:
    assert writes_month_first(material_of(typed(words))) is first


def test_of_two_meetings_in_a_section_the_last_counts() -> None:
    assert context(meetings=[meeting("2023-06-04", 1), meeting("2024-06-04", 1)])[0] == "2024-06-04"


def test_a_day_without_its_year_is_no_day_of_the_paper() -> None:
    assert context(words="Written on 1 April.")[0] is None


def test_papers_of_a_pack_have_the_day_of_its_meeting() -> None:
    material = material_of(
        typed("# Agenda", 1), typed("Written on 1 April 2024.", 2), typed(BODY, 3), sections=[section(n) for n in (1, 2, 3)]
    )
    found = find_contexts(material, [meeting("2024-06-04", 1, "announced"), meeting("2024-05-07", 3)], [])
    assert [found[n].document_date for n in (1, 2, 3)] == ["2024-06-04", "2024-06-04", "2024-05-07"]


def test_context_at_a_page() -> None:
    material = material_of(typed(BODY, 1), typed(BODY, 2), typed(BODY, 3), sections=[section(1), section(2)])
    contexts = {1: DateContext(document_date="2024-06-04"), 2: DateContext(document_date="2024-05-07")}
    assert [context_at(contexts, material, page).document_date for page in (1, 2, 3)] == ["2024-06-04", "2024-05-07", None]


@pytest.mark.parametrize(
    ("filename", "day"),
    [
        ("2024-06-04 minutes.pdf", "2024-06-04"),
        ("minutes_20240604.pdf", "2024-06-04"),
        ("Works.2024.06.04.pdf", "2024-06-04"),
        ("pack 04062024.pdf", "2024-06-04"),
        ("4th June 2024 minutes.pdf", "2024-06-04"),
        ("minutes-4-June-2024.pdf", "2024-06-04"),
        ("minutes_June_2024.pdf", None),  # a month is no day
        ("2024-06-04 and 2024-06-11.pdf", None),  # which of them?
        ("4 June minutes.pdf", None),
        ("report 12345678.pdf", None),
    ],
)
def test_the_day_in_a_file_s_name(filename: str, day: str | None) -> None:
    assert filename_day(filename) == day


def test_the_day_in_a_file_s_name_of_a_paper_that_writes_the_month_first() -> None:
    assert filename_day("Agenda_06-04-2024.pdf", month_first=True) == "2024-06-04"
    assert filename_day("Agenda_06-04-2024.pdf") == "2024-04-06"


@pytest.mark.parametrize("own", ["4 June 2024", "4th-Jun-2024", "04.06.24", "04062024"])
def test_all_days_in_a_file_s_name(own: str) -> None:
    context = DateContext(document_date="2024-06-04")
    assert filename_days(f"2024-07-02_Minutes_of_{own.replace(' ', '_')}.pdf", context) == {"2024-07-02", "2024-06-04"}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Flood plan\n\nSeptember 2021\n\nTo be looked at in\n\nDecember 2021", "2021-09-30"),
        ("Flood plan\n\nThe plan was made in September 2021.", None),
    ],
)
def test_a_month_by_itself_dates_a_paper_without_a_day(words: str, day: str | None) -> None:
    assert context(words=words)[0] == day
