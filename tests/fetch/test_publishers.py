"""Addresses and link words as the products make them, in forms that are about."""

from __future__ import annotations

import pytest

from pipeline.fetch.publishers import is_error_page, is_paper, kind_of, leads_on, sort_of, title_of


@pytest.mark.parametrize(
    ("address", "kind", "product", "committee", "meeting"),
    [
        ("https://d.example/ieListDocuments.aspx?CId=130&MId=7115&Ver=4", "meeting", "ModernGov", "130", "7115"),
        ("https://d.example/modernGov/ieListDocuments.aspx?MID=7115", "meeting", "ModernGov", None, "7115"),
        ("https://d.example/ieListDocuments.aspx?CId=0&MId=7115", "meeting", "ModernGov", None, "7115"),
        ("https://d.example/ieListMeetings.aspx?CommitteeId=711", "meetings", "ModernGov", "711", None),
        ("https://d.example/ieListMeetings.aspx?CId=711&Year=0", "meetings", "ModernGov", "711", None),
        ("https://d.example/mgCommitteeDetails.aspx?ID=711", "committee", "ModernGov", "711", None),
        ("https://d.example/mgListCommittees.aspx?bcr=1", "committees", "ModernGov", None, None),
        (
            "https://c.example/c/Meetings/tabid/70/ctl/ViewMeetingPublic/mid/397/Meeting/15042/Committee/4/SelectedTab/Documents/Default.aspx",
            "meeting",
            "CMIS",
            "4",
            "15042",
        ),
        (
            "https://c.example/live/Committees/tabid/62/ctl/ViewCMIS_CommitteeDetails/mid/381/id/6/Default.aspx",
            "committee",
            "CMIS",
            "6",
            None,
        ),
        ("https://c.example/cmis5/Committees/CurrentCommittees/Council.aspx", "committees", "CMIS", None, None),
        ("https://c.example/news", "other", None, None, None),
    ],
)
def test_sort_of_page(address: str, kind: str, product: str | None, committee: str | None, meeting: str | None) -> None:
    sort = sort_of(address)
    assert (sort.kind, sort.product, sort.committee, sort.meeting) == (kind, product, committee, meeting)


@pytest.mark.parametrize(
    ("address", "paper"),
    [
        ("https://d.example/documents/g6439/Printed%20minutes.pdf?T=1", True),
        ("https://d.example/documents/b12/Supplement?T=9", True),
        ("https://d.example/mgConvert2PDF.aspx?ID=48879", True),
        ("https://c.example/c/Document.ashx?czJKcaeAi5tUFL=x%3d", True),
        ("https://d.example/any/where.PDF", True),
        ("https://d.example/documents/", False),
        ("https://d.example/ieDecisionDetails.aspx?ID=4", False),
    ],
)
def test_papers_by_their_address(address: str, paper: bool) -> None:
    assert is_paper(address) is paper


def test_error_pages_and_links_that_lead_on() -> None:
    assert is_error_page("https://d.example/mgError.aspx?p=1")
    assert not is_error_page("https://d.example/ieListDocuments.aspx?MId=1")
    assert [words for words in ("Earlier", "Later >", "2", "2024", "2024/25", "Browse meetings", "Cabinet") if leads_on(words)] == [
        "Earlier",
        "Later >",
        "2",
        "2024",
        "2024/25",
        "Browse meetings",
    ]


@pytest.mark.parametrize(
    ("words", "title", "kind"),
    [
        ("Agenda frontsheet PDF 132 KB", "Agenda frontsheet", "agenda"),
        ("Agenda frontsheet (PDF, 1.3 MB)", "Agenda frontsheet", "agenda"),
        ("Public reports pack 10th-Jan PDF 2 MB", "Public reports pack 10th-Jan", "pack"),
        ("Agenda and Reports (2Mb)", "Agenda and Reports", "pack"),
        ("Printed minutes PDF 97 KB", "Printed minutes", "minutes"),
        ("View the Minutes of the last meeting", "Minutes of the last meeting", "minutes"),
        ("Printed decisions (PDF, 88 KB)", "Printed decisions", "decisions"),
        ("Supplementary Agenda 1", "Supplementary Agenda 1", "supplement"),
        ("Late paper: parking", "Late paper: parking", "supplement"),
        ("Winter gritting.pdf", "Winter gritting", "report"),
        ("PDF 3 KB", "PDF 3 KB", "report"),
        ("Update on 20 MB of files", "Update on 20 MB of files", "report"),
    ],
)
def test_titles_and_kinds(words: str, title: str, kind: str) -> None:
    assert title_of(words) == title
    assert kind_of(title_of(words)) == kind
