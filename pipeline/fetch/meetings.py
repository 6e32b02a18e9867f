"""What a page of a council says: the meeting that it is about and its papers, or where its list of meetings goes on."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.extract.dates import DateContext, find_dates
from pipeline.fetch.publishers import is_paper, kind_of, leads_on, sayings, sort_of, title_of
from pipeline.fetch.records import Link, MeetingPage, PaperLink, WebPage

_HEAD_LINES = 200
_LONGEST_NAME = 200


def find_meeting(page: WebPage) -> MeetingPage:
    """The meeting that a page is about, with the papers that it links to, each once, in order."""
    committee, date = _said(page)
    papers: dict[str, PaperLink] = {}
    for link in page.links:
        if is_paper(link.address) and _same_site(link.address, page.address) and link.words:
            title = title_of(link.words)
            paper = PaperLink(address=link.address, words=link.words, title=title, kind=kind_of(title))
            papers.setdefault(link.address, paper)
    return MeetingPage(address=page.address, sort=sort_of(page.address), committee=committee, date=date, papers=list(papers.values()))


def find_way(page: WebPage) -> Iterator[Link]:
    """The links of a page that lead on to meetings: to meetings, to their lists, and from a list of committees to each of them.

    From the page of a committee, or a list of its meetings, nothing leads to another committee. Links are in order, each address once.
    """
    here = sort_of(page.address)
    seen = set()
    for link in page.links:
        there = sort_of(link.address)
        if link.address in seen or not _same_site(link.address, page.address):
            continue
        if here.committee and there.committee not in (here.committee, None):
            continue
        to_list = there.kind in ("meetings", "committee") and (here.kind in ("committees", "other") or bool(here.committee))
        if here.kind == "meetings" and there.kind == "meetings":
            to_list = leads_on(link.words)
        if there.kind == "meeting" or to_list:
            seen.add(link.address)
            yield link


def day_in(words: str) -> str | None:
    """The first day that is named with its year in words, as ISO; None when there is none."""
    for found in find_dates(words, DateContext()):
        if found.precision == "day" and not found.year_inferred and found.start:
            return found.start
    return None


def _said(page: WebPage) -> tuple[str | None, str | None]:
    """The committee and the day, each from the first line that says it."""
    committee = date = None
    head = [page.title, *page.headings]
    text = "\n".join(page.lines[:_HEAD_LINES])
    pairs = [f"{first}\n{second}" for first, second in zip(page.lines, page.lines[1:_HEAD_LINES], strict=False) if first.endswith(":")]
    for pattern in sayings():
        for line in [*head, *pairs, *text.split("\n")]:
            found = pattern.search(line)
            if not found:
                continue
            groups = found.groupdict()
            name = (groups.get("committee") or "").strip()
            day = day_in(groups["date"]) if groups.get("date") else None
            if "date" in groups and day is None:
                continue
            committee = committee or (name if name and len(name) <= _LONGEST_NAME else None)
            date = date or day
            break
    return committee, date


def _same_site(address: str, page: str) -> bool:
    return urlsplit(address).netloc.lower() == urlsplit(page).netloc.lower()
