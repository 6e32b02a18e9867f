"""Pages that could not be read, and pages that are nowhere: what is said of them, and what becomes of the document."""

from __future__ import annotations

import pytest
from pages import LEFT, Sheet

from pipeline.errors import PageLost
from pipeline.read import read
from pipeline.read.losses import document_findings, find_verdict
from pipeline.records import DrawnDocument, DrawnPage, Failure, Finding, Glance, Reading, RecognisedPage

VERDICTS: list[tuple[dict[int, Failure], DrawnDocument, str, str | None, str, str]] = [
    ({}, DrawnDocument(page_count=3), "ok", None, "", "all of it was read"),
    ({2: "time"}, DrawnDocument(page_count=3), "partial", "time", "Page 2 took too long", "a page took too long"),
    ({3: "memory", 1: "memory"}, DrawnDocument(page_count=3), "partial", "memory", "Pages 1 and 3 took", "two took too much memory"),
    ({2: "crash", 3: "time"}, DrawnDocument(page_count=3), "partial", "time", "Page 3 took", "two kinds: both are named"),
    ({2: "corrupt"}, DrawnDocument(page_count=3), "partial", "corrupt", "file is damaged", "a torn page"),
    ({}, DrawnDocument(page_count=3, lost_pages=1), "partial", "corrupt", "a page is missing", "a page is nowhere"),
    ({}, DrawnDocument(page_count=3, lost_pages=4, cut_off=True), "partial", "truncated", "cut off: 4 pages", "the file ends too early"),
    ({}, DrawnDocument(page_count=3, lost_pages=999_997), "partial", "corrupt", "many pages are", "a count that is none"),
    (dict.fromkeys(range(1, 31), "time"), DrawnDocument(page_count=30), "partial", "time", "30 pages, from page 1 to page 30,", "many"),
]


@pytest.mark.parametrize(
    ("lost", "drawn", "status", "failure", "words"), [case[:5] for case in VERDICTS], ids=[case[5] for case in VERDICTS]
)
def test_verdicts(lost: dict[int, Failure], drawn: DrawnDocument, status: str, failure: str | None, words: str) -> None:
    verdict = find_verdict(lost, drawn)
    assert (verdict.status, verdict.failure) == (status, failure)
    assert words in (verdict.error or "")
    if lost.get(2) == "crash":
        assert "Page 2" in str(verdict.error)


def test_findings_of_a_document() -> None:
    codes = [finding.code for finding in document_findings(DrawnDocument(page_count=3, lost_pages=2, other_count=5))]
    assert codes == ["lost-pages", "engines-disagree"]
    assert document_findings(DrawnDocument(page_count=3, other_count=3)) == []


def page(number: int, words: str = "", **more: str | None) -> DrawnPage:
    sheet = Sheet(number)
    if words:
        sheet.write(words, LEFT, 200)
    drawn = sheet.drawn()
    drawn.trouble, drawn.lost, drawn.failed = more.get("trouble"), more.get("lost"), more.get("failed")  # type: ignore[assignment]
    return drawn


def reading(*pages: DrawnPage, glance: Glance | None = None) -> Reading:
    return read("0" * 16, DrawnDocument(page_count=len(pages)), pages, glance=lambda number: glance)


def codes(findings: list[Finding]) -> list[tuple[str, str, int | None]]:
    return [(finding.code, finding.severity, finding.page) for finding in findings]


TORN = "A part of this page is damaged and could not be read."
PAGES: list[tuple[DrawnPage, Glance | None, str, list[tuple[str, str, int | None]], str]] = [
    (page(1), Glance(letters=0, ink=False), "ok", [("no-text", "info", 1)], "a blank page"),
    (page(1), None, "ok", [("no-text", "info", 1)], "a blank page that the second engine cannot open"),
    (
        page(1), Glance(letters=40, ink=True), "partial", [("engines-disagree", "warning", 1), ("no-text", "warning", 1)],
        "words that only the second engine sees",
    ),
    (page(1), Glance(letters=0, ink=True), "partial", [("no-text", "warning", 1)], "ink where nothing is known to be drawn"),
    (page(1, "Minutes"), Glance(letters=900, ink=True), "ok", [], "a page with words is not looked at"),
    (page(1, "Minutes", trouble=TORN), Glance(letters=7, ink=True), "partial", [("no-text", "warning", 1)], "torn, and both see the same"),
    (page(1, "Minutes", trouble=TORN), Glance(letters=90, ink=True), "partial", [("engines-disagree", "warning", 1)], "torn, not alike"),
    (page(1, "Minutes", lost="time"), None, "partial", [("time-limit", "warning", 1)], "given up when it was drawn"),
    (page(1, "Minutes", lost="crash"), None, "partial", [("no-text", "warning", 1)], "it has cost a worker"),
    (page(1, "Minutes", failed="TypeError"), None, "ok", [("read-otherwise", "warning", 1)], "drawn by pdfplumber, for ours broke down"),
]  # fmt: skip


@pytest.mark.parametrize(("drawn", "glance", "status", "found"), [case[:4] for case in PAGES], ids=[case[4] for case in PAGES])
def test_no_page_is_lost_in_silence(drawn: DrawnPage, glance: Glance | None, status: str, found: list[tuple[str, str, int | None]]) -> None:
    made = reading(drawn, glance=glance)
    assert (made.status, codes(made.findings)) == (status, found)
    assert (made.error is None) == (status == "ok")


def test_a_page_that_is_given_up_costs_itself() -> None:
    """Once while it is seen, once while its text is built."""
    times: dict[int, int] = {}

    def guard(number: int, do):  # type: ignore[no-untyped-def]
        times[number] = times.get(number, 0) + 1
        if (number, times[number]) in ((2, 1), (3, 2)):
            raise PageLost("time")
        return do()

    made = read("0" * 16, DrawnDocument(page_count=4), [page(number, f"Page {number} has words") for number in range(1, 5)], guard=guard)
    assert [(page.number, bool(page.text), page.text_source) for page in made.pages] == [
        (1, True, "native"), (2, False, "none"), (3, False, "none"), (4, True, "native"),
    ]  # fmt: skip
    assert (made.status, made.failure) == ("partial", "time")
    assert codes(made.findings) == [("time-limit", "warning", 2), ("time-limit", "warning", 3)]


def test_a_picture_for_which_no_time_was_left_costs_its_page() -> None:
    scan = Sheet(1)
    scan.picture((0.0, 0.0, 595.0, 842.0))
    pages = [scan.drawn(), page(2, "Minutes")]
    made = read("0" * 16, DrawnDocument(page_count=2), pages, recognise=lambda number: RecognisedPage(trouble="time"))
    assert (made.status, made.failure, codes(made.findings)) == ("partial", "time", [("time-limit", "warning", 1)])
    assert [bool(page.text) for page in made.pages] == [False, True]
