"""What pages of councils say, as records: pages with their links, meetings, papers."""

from __future__ import annotations

from typing import Literal

import msgspec

PageKind = Literal["meeting", "meetings", "committee", "committees", "other"]
PaperKind = Literal["pack", "agenda", "supplement", "minutes", "decisions", "report"]


class Link(msgspec.Struct, frozen=True):
    """A link of a page: where it leads, whole, and its words."""

    address: str
    words: str


class WebPage(msgspec.Struct, frozen=True, kw_only=True):
    """A web page as it is read: the lines of its text, its title and headings among them also apart, and its links in order."""

    address: str
    title: str = ""
    headings: list[str] = []
    lines: list[str] = []
    links: list[Link] = []


class Sort(msgspec.Struct, frozen=True, kw_only=True):
    """What sort of page an address leads to, by how it is made, with the product's own numbers of the committee and the meeting."""

    kind: PageKind
    product: str | None = None
    committee: str | None = None
    meeting: str | None = None


class PaperLink(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that a meeting's page links to. `words` are the link's as they stand, `title` without the size and kind of the file."""

    address: str
    words: str
    title: str
    kind: PaperKind


class MeetingPage(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as its page tells of it. The committee's name and the day (ISO) are None when the page does not say."""

    address: str
    sort: Sort
    committee: str | None = None
    date: str | None = None
    papers: list[PaperLink] = []
