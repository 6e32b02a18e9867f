"""What pages say of their meetings, and where they lead: pages of our own making, in the shapes of the products."""

from __future__ import annotations

import pytest

from pipeline.fetch.meetings import day_in, find_meeting, find_way
from pipeline.fetch.page import read_page

ADDRESS = "https://d.example/ieListDocuments.aspx?CId=11&MId=103"
LABELS = "<div><label>Committee:</label></div><div>Harbour Board</div><div><label>Date/Time:</label></div><div>9 Jul 2026 - 11:00</div>"


@pytest.mark.parametrize(
    ("page", "committee", "date"),
    [
        ("<title>Agenda for Lanes Committee on Wednesday, 4th March, 2026, 6.30 pm</title>", "Lanes Committee", "2026-03-04"),
        ("<title>Agenda</title><h1>Agenda</h1><h2>Lanes Committee - Wednesday 4 March 2026 6.30 pm</h2>", "Lanes Committee", "2026-03-04"),
        (f"<h1>Meeting Details</h1>{LABELS}", "Harbour Board", "2026-07-09"),
        ("<p>Committee: Harbour Board</p><p>Date: Thursday 9 July 2026</p>", "Harbour Board", "2026-07-09"),
        ("<title>Agenda for Lanes Committee on a day to be agreed</title>", None, None),
        ("<p>Nothing of the kind, though 4 March 2026 is named</p>", None, None),
        ("", None, None),
    ],
)
def test_committee_and_day(page: str, committee: str | None, date: str | None) -> None:
    meeting = find_meeting(read_page(f"<html><body>{page}</body></html>".encode(), ADDRESS))
    assert (meeting.committee, meeting.date) == (committee, date)


def test_links_are_whole_and_safe() -> None:
    page = read_page(
        b'<base href="https://d.example/mg/"><a href="documents/s1/A b.pdf#x">A <b>b</b>\n PDF 2 KB</a><a href="javascript:x()">no</a>'
        b'<a href="mailto:x@example.org">no</a><a href="http://d.example/c">here</a><a href="http://[::1/">no</a><a>no</a>'
        b'<a href="//e.example/d" title="by its title"></a><script><a href="/s">no</a></script>',
        ADDRESS,
    )
    assert [(link.address, link.words) for link in page.links] == [
        ("https://d.example/mg/documents/s1/A%20b.pdf", "A b PDF 2 KB"),
        ("https://d.example/c", "here"),
        ("https://e.example/d", "by its title"),
    ]


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"<", b"%PDF-1.4", b"<html", b"<a href='/x'>" * 50_000])
def test_what_is_no_page_has_few_links_and_breaks_nothing(content: bytes) -> None:
    assert len(read_page(content, ADDRESS).links) <= 20_000


def test_words_that_nobody_sees_are_not_taken_over() -> None:
    page = read_page("<a href='/a.pdf'>Minutes\u202efdp\x07</a>".encode(), ADDRESS, "utf-8")
    assert page.links[0].words == "Minutesfdp"


def test_papers_of_other_sites_are_not_the_meetings() -> None:
    page = read_page(b'<a href="https://e.example/documents/s1/a.pdf">A</a><a href="documents/s1/a.pdf">A</a>', ADDRESS)
    assert [paper.address for paper in find_meeting(page).papers] == ["https://d.example/documents/s1/a.pdf"]


def test_the_way_from_a_list_stays_with_its_committee() -> None:
    links = (
        b'<a href="ieListDocuments.aspx?CId=11&MId=1">4 Mar 2026</a><a href="ieListDocuments.aspx?CId=12&MId=2">5 Mar 2026</a>'
        b'<a href="ieListMeetings.aspx?CId=11&Year=2025">Earlier</a><a href="ieListMeetings.aspx?CId=11&x=1">Sort by name</a>'
        b'<a href="ieListMeetings.aspx?CId=12">Earlier</a><a href="mgCommitteeDetails.aspx?ID=12">Another</a>'
    )
    found = [link.address.partition("?")[2] for link in find_way(read_page(links, "https://d.example/ieListMeetings.aspx?CId=11"))]
    assert found == ["CId=11&MId=1", "CId=11&Year=2025"]
    found = [link.address.partition("?")[2] for link in find_way(read_page(links, "https://d.example/mgListCommittees.aspx"))]
    assert "ID=12" in found


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12 Jan 2026 6.30 pm - Cancelled", "2026-01-12"),
        ("9 Jul 2026 11:00 - Planning Committee", "2026-07-09"),
        ("Wednesday, 4th March, 2026", "2026-03-04"),
        ("March 2026", None),
        ("12 January", None),
        ("", None),
    ],
)
def test_day_in_words(words: str, day: str | None) -> None:
    assert day_in(words) == day
