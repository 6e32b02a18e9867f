"""From records to rows: every column from its field, nothing of what must not be stored."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pipeline.edges.schemas import tables
from pipeline.load import link_rows, rows_of
from pipeline.records import DateExpression, Finding, Meeting, Report, Section, Source

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
Rows = list[dict[str, Any]]


def named(rows: dict[str, Any], table: str) -> Rows:
    return [dict(zip(tables()[table].given, row, strict=True)) for row in rows[table]]


def rows_of_paper(corpus: Any, index: int) -> dict[str, Any]:
    paper, pages = corpus.papers[index]
    return rows_of(paper, pages, corpus.links)


def test_there_are_rows_for_every_table_of_a_document(corpus: Any) -> None:
    of_documents = {table.name for table in tables().values() if table.rows_of == "document"}
    for index in range(len(corpus.papers)):
        assert set(rows_of_paper(corpus, index)) == of_documents


def test_the_key_comes_first_in_every_row(corpus: Any) -> None:
    for table in tables().values():
        if table.rows_of in ("document", "links"):
            assert table.given[0] == table.key


def test_a_document(corpus: Any) -> None:
    assert named(rows_of_paper(corpus, 0), "documents") == [
        {
            "id": PACK,
            "council": "Wexcombe District Council",
            "filename": "pack-again.pdf",
            "path": "copies/pack-again.pdf",
            "sha256": PACK * 4,
            "bytes": 1000,
            "title": "Highways Committee agenda",
            "kind": "agenda_pack",
            "published_on": "2021-03-02",
            "source_url": "https://wexcombe.example/pack.pdf",
            "pages": 4,
            "pages_ocr": 0,
            "producer": "Writer 1.0",
            "status": "ok",
            "error": None,
            "failure": None,
        }
    ]


def test_an_action_with_everything(corpus: Any) -> None:
    action = named(rows_of_paper(corpus, 0), "actions")[0]
    assert action == {
        "id": f"{PACK}-actions-3-1",
        "document_id": PACK,
        "section_id": f"{PACK}-sections-2",
        "meeting_id": f"{PACK}-meetings-1-1",
        "origin": "table",
        "theme": "Priority 1: Safer lanes",
        "reference": "GB 1",
        "action": "Refill all grit bins",
        "detail": "the bins by the school\nthe bins on the hill",
        "measure_of_success": None,
        "due_text": "by end of October 2020",
        "due_start": "2020-10-01",
        "due_end": "2020-10-31",
        "due_precision": "month",
        "recurring": None,
        "leads_text": "Head of Streets\nClerk",
        "status_text": "Amber",
        "status": "amber",
        "progress": None,
        "next_steps": None,
        "extra": '{"Budget": "£2,000 a year"}',
        "reported_on": "2021-03-02",
        "thread_id": None,
        "canonical_id": f"{PACK}-actions-3-1",
        "page": 3,
        "page_end": None,
        "quote": "Grit bins | Refill all grit bins | by end of October 2020 | Head of Streets | Amber",
        "bbox": "[72.00, 72.12, 300.50, 83.00]",
    }


def test_an_agenda_items_last_page_is_that_of_its_papers(corpus: Any) -> None:
    item = named(rows_of_paper(corpus, 0), "agenda_items")[1]
    assert (item["page"], item["page_start"], item["page_end"]) == (1, 2, 3)


def test_a_resolution_gets_its_links(corpus: Any) -> None:
    resolution = named(rows_of_paper(corpus, 1), "resolutions")[0]
    assert resolution["agenda_item_id"] == f"{PACK}-agenda_items-1-2"
    assert resolution["report_id"] == f"{PACK}-reports-2-1"
    assert resolution["canonical_id"] == resolution["id"]


def test_another_papers_row_can_be_the_one_that_counts(corpus: Any) -> None:
    meeting = named(rows_of_paper(corpus, 0), "meetings")[0]
    assert meeting["canonical_id"] == f"{MINUTES}-meetings-1-1"
    assert meeting["council"] == "Wexcombe District Council"


# --- the day as of which a paper speaks -------------------------------------------------------------------------------

SOURCE = Source(page=1, quote="a meeting", bbox=(0, 0, 1, 1))
ANNOUNCED = Meeting(id="m1", committee="C", date="2021-06-01", role="announced", section=1, source=SOURCE)
RECORDED = Meeting(id="m2", committee="C", date="2021-05-01", section=2, source=SOURCE)
ELSEWHERE = Meeting(id="m3", committee="D", date="2021-04-01", section=3, source=SOURCE)


@pytest.mark.parametrize(
    ("published", "meetings", "section", "meeting", "day"),
    [
        ("2021-05-20", [ANNOUNCED, RECORDED], 2, "m2", "2021-05-01"),  # minutes in a pack speak of their meeting
        ("2021-05-20", [ANNOUNCED, RECORDED], 4, "m1", "2021-05-20"),  # a report in a pack speaks as of the pack
        (None, [ANNOUNCED, RECORDED], 4, "m1", "2021-06-01"),  # an undated pack, as of the meeting that it is for
        (None, [RECORDED], None, "m2", "2021-05-01"),  # minutes alone, no section known
        (None, [RECORDED, ELSEWHERE], None, None, None),  # two sets of minutes, nobody knows which
        (None, [], 1, None, None),  # nothing known
    ],
)
def test_the_meeting_and_the_day_of_an_action(
    corpus: Any, published: str | None, meetings: list[Meeting], section: int | None, meeting: str | None, day: str | None
) -> None:
    paper, pages = corpus.papers[2]
    action = msgspec.structs.replace(paper.facts.actions[0], section=section)
    facts = msgspec.structs.replace(paper.facts, meetings=meetings, actions=[action])
    division = msgspec.structs.replace(paper.division, published_on=published)
    row = named(rows_of(msgspec.structs.replace(paper, facts=facts, division=division), pages, corpus.links), "actions")[0]
    assert (row["meeting_id"], row["reported_on"]) == (meeting, day)


@pytest.mark.parametrize(
    ("title", "printed", "report_for", "day"),
    [
        ("Half-year update (end of November 2021)", ("end of November 2021", "2021-11-30", "month"), None, "2021-11-30"),
        ("Update, 3 June 2021", ("3 June 2021", "2021-06-03", "day"), None, "2021-06-03"),
        ("Plan 2021/22", ("2021/22", "2022-03-31", "financial-year"), None, None),  # the time that it covers, not its date
        ("Update", ("3 June 2021", "2021-06-03", "day"), None, None),  # a date somewhere in the text
        ("Update", ("3 June 2021", "2021-06-03", "day"), "2021-07-01", "2021-07-01"),  # the front sheet names the meeting
    ],
)
def test_the_day_of_a_paper_without_a_printed_date(
    corpus: Any, title: str, printed: tuple[str, str, Any], report_for: str | None, day: str | None
) -> None:
    paper, pages = corpus.papers[2]
    text, end, precision = printed
    date = DateExpression(id="d1", text=text, start=end[:8] + "01", end=end, precision=precision, role=None, source=SOURCE)
    reports = [Report(id="r1", section=1, title="Lanes", meeting_date=report_for, source=SOURCE)] if report_for else []
    facts = msgspec.structs.replace(paper.facts, dates=[date], reports=reports)
    division = msgspec.structs.replace(paper.division, published_on=None, title=title, sections=[])
    row = named(rows_of(msgspec.structs.replace(paper, facts=facts, division=division), pages, corpus.links), "actions")[0]
    assert row["reported_on"] == day


@pytest.mark.parametrize(
    ("page", "precision", "day"),
    [
        (1, "day", "2021-06-03"),
        (9, "day", None),  # deep inside: the date of something else
        (1, "month", None),  # a month is no date of publication
    ],
)
def test_a_printed_date_of_publication_is_the_papers(corpus: Any, page: int, precision: Any, day: str | None) -> None:
    paper, pages = corpus.papers[2]
    where = msgspec.structs.replace(SOURCE, page=page)
    date = DateExpression(
        id="d", text="3 June", start="2021-06-03", end="2021-06-03", precision=precision, role="publication", source=where
    )
    facts = msgspec.structs.replace(paper.facts, dates=[date])
    division = msgspec.structs.replace(paper.division, published_on=None)
    rows = rows_of(msgspec.structs.replace(paper, facts=facts, division=division), pages, corpus.links)
    assert named(rows, "documents")[0]["published_on"] == day


# --- pages and sections -----------------------------------------------------------------------------------------------


def test_pages_with_their_furniture(corpus: Any) -> None:
    pages = named(rows_of_paper(corpus, 0), "pages")
    assert [(page["id"], page["number"], page["text_source"]) for page in pages][3] == (f"{PACK}-pages-4", 4, "withheld")
    assert pages[1]["text"].split("\n")[0] == "Report No. ACH21-044"
    assert (pages[1]["furniture"], pages[1]["printed_label"]) == ("Page 2", "2")


def test_an_exempt_page_keeps_nothing(corpus: Any) -> None:
    paper, pages = corpus.papers[0]
    pages[3] = msgspec.structs.replace(pages[3], text="The rent is low")  # as if the reader had let it through
    rows = rows_of(paper, pages, corpus.links)
    page = named(rows, "pages")[3]
    assert (page["text"], page["furniture"], page["printed_label"]) == ("", None, None)
    assert "Runs into the exempt page" not in repr(rows)
    told = [finding for finding in named(rows, "findings") if finding["stage"] == "load"]
    assert [(finding["code"], finding["page"]) for finding in told] == [("exempt-marker", 3)]


@pytest.mark.parametrize("status", ["withheld", "withdrawn"])
def test_a_shut_paper_keeps_no_words(corpus: Any, status: str) -> None:
    paper, pages = corpus.papers[4]
    rows = rows_of(msgspec.structs.replace(paper, status=status), pages, corpus.links)
    assert {name for name, found in rows.items() if found} == {"documents", "files", "findings"}
    assert "nobody may know" not in repr(rows)


def test_a_section_is_quoted_where_its_title_stands(corpus: Any) -> None:
    section = named(rows_of_paper(corpus, 1), "sections")[0]
    assert (section["title"], section["page"], section["page_end"]) == ("Minutes of the Highways Committee", 1, 2)
    assert (section["quote"], section["bbox"]) == ("Minutes of the Highways Committee", "[72.00, 72.00, 347.00, 83.00]")


def test_a_title_behind_a_cover_is_quoted_where_it_stands(corpus: Any) -> None:
    paper, (first, *others) = corpus.papers[1]
    cover = msgspec.structs.replace(first, text="", lines=())
    titled = msgspec.structs.replace(first, number=2)
    section = named(rows_of(paper, [cover, titled, *others[1:]], corpus.links), "sections")[0]
    assert (section["page_start"], section["page"], section["quote"]) == (1, 2, "Minutes of the Highways Committee")
    assert section["bbox"]


def test_a_title_that_is_not_on_the_page_is_no_quote(corpus: Any) -> None:
    paper, pages = corpus.papers[1]
    sections = [Section(ordinal=1, kind="minutes", page_start=1, page_end=2, title="From a bookmark")]
    division = msgspec.structs.replace(paper.division, sections=sections)
    section = named(rows_of(msgspec.structs.replace(paper, division=division), pages, corpus.links), "sections")[0]
    assert (section["title"], section["quote"], section["bbox"]) == ("From a bookmark", None, None)


# --- findings ---------------------------------------------------------------------------------------------------------


def test_a_finding_that_a_later_stage_hands_on_is_one_row(corpus: Any) -> None:
    paper, pages = corpus.papers[0]
    paper = msgspec.structs.replace(paper, findings=list(paper.division.findings))
    codes = [(row["code"], row["stage"]) for row in named(rows_of(paper, pages, corpus.links), "findings")]
    assert codes.count(("exempt-marker", "read")) == 1
    assert ("exempt-marker", "divide") not in codes


def test_other_findings_do_not_move_a_findings_id(corpus: Any) -> None:
    paper, pages = corpus.papers[0]
    more = [Finding(code="weekday-mismatch", severity="warning", message="Look.", page=3), *paper.facts.findings]
    again = msgspec.structs.replace(paper, facts=msgspec.structs.replace(paper.facts, findings=more))
    before = {row["id"] for row in named(rows_of_paper(corpus, 0), "findings")}
    after = {row["id"] for row in named(rows_of(again, pages, corpus.links), "findings")}
    assert after - before == {f"{PACK}-findings-3-weekday-mismatch-1"}
    assert before <= after


# --- what papers share ------------------------------------------------------------------------------------------------


def test_leads_keep_their_printed_order(corpus: Any) -> None:
    leads = [row for row in link_rows(corpus.links).tables["action_leads"] if row[1] == f"{PACK}-actions-3-1"]
    assert leads == [
        (f"{PACK}-actions-3-1-leads-1", f"{PACK}-actions-3-1", "wexcombe/head-of-streets", 1),
        (f"{PACK}-actions-3-1-leads-2", f"{PACK}-actions-3-1", "wexcombe/clerk", 2),
    ]


def test_link_rows_do_not_depend_on_the_order_of_the_links(corpus: Any) -> None:
    links = corpus.links
    turned = msgspec.structs.replace(
        links,
        officers=links.officers[::-1],
        leads_of_action=dict(reversed(links.leads_of_action.items())),
        findings=links.findings[::-1],
    )
    assert link_rows(turned).tables == link_rows(links).tables
