"""Officers in blocks: a name with its post below or beside it, under a summons, at a report's end, on a slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.officers.mentions import Mention, Role
from pipeline.extract.officers.names import find_name, find_names, has_given_name, is_name
from pipeline.extract.officers.people import Person, contact_details, find_people, only_names, spans_in
from pipeline.extract.officers.posts import has_post_word, names_post
from pipeline.extract.reports.rows import Piece, Row, as_paragraph, find_rows
from pipeline.records import Page, Section

CLOSE = 1.3
"""White space between the lines of a block at most, in heights of their letters."""
NEAR = 3
"""Lines below a name in which a telephone number makes it a contact's."""
LONGEST = 150
WITH_CELLS = ("report", "decision_notice", "appendix", "other")
"""Kinds of papers that end with contacts in the cells of a table."""
WITHOUT_POSTS = ("agenda", "other")
"""Kinds of sections where somebody is a contact by a number alone; elsewhere a post says who an officer is."""


def find_blocks(page: Page, section: Section, rows: Sequence[Row], with_posts: bool) -> Iterator[Mention]:
    """The officers of a page that stand in blocks outside sentences; `rows` are those of its lines outside tables, `with_posts` holds where
    these have a word for a post.

    Under an agenda whoever holds a summoning post is its proper officer, others with a number are contacts; on slides they are presenters.
    """
    if section.kind == "presentation":  # a slide's boxes are drawn like a table
        rows = find_rows(page, page.lines)
    elif section.kind not in WITHOUT_POSTS and not with_posts:
        return
    for index, row in enumerate(rows):
        for piece in row:
            if len(piece.text) > LONGEST or find_name(piece.text) is None:
                continue
            if is_name(piece.text):
                yield from _under_name(page, section, piece, _below(rows, index, piece))
            elif section.kind == "presentation" and page.number == section.page_start and _are_speakers(piece.text):
                yield from _all(piece, "presenter")
            elif has_post_word(piece.text):
                yield from _in_line(page, section, piece, _below(rows, index, piece))


def find_in_cells(page: Page, section: Section) -> Iterator[Mention]:
    """The officers of a page whose name and post stand one below the other in a table's cell, with an e-mail address below them.

    Source: contact details at the end of reports, authors and directors side by side.
    """
    if section.kind not in WITH_CELLS or "@" not in page.text:
        return
    for number, table in enumerate(page.tables):
        for cell in table.cells:
            text = page.text[cell.start : cell.end]
            if "@" not in text or "\n" not in text or not has_post_word(text):
                continue
            lines = [line for line in page.lines if line.table == number and cell.start <= line.start < cell.end]
            words = as_paragraph([piece for row in find_rows(page, lines) for piece in row])
            for person in find_people(words):
                if person.name and person.post and not person.member:
                    yield Mention(person.name, person.post, "contact officer", tuple(spans_in(words, person)), person.titled)


def _under_name(page: Page, section: Section, name: Piece, below: Sequence[Piece]) -> Iterator[Mention]:
    """Somebody whose name is a line of its own: with the post below, or as a contact when a number follows."""
    post = [piece for piece in below[:1] if names_post(piece.text) and len(piece.text) <= LONGEST]
    while (
        post and len(post) < len(below) and len(post) < 3 and post[-1].text.rstrip().endswith(("&", " and", ",", " of", " –", " -", " for"))
    ):
        post.append(below[len(post)])
    if post:
        words = as_paragraph([name, *post])
        for person in find_people(words):
            if person.name and person.post and not person.member:
                role = _role(page, section, person, below)
                yield Mention(person.name, person.post, role, tuple(spans_in(words, person)), person.titled)
    elif section.kind in WITHOUT_POSTS and page.number - section.page_start < 2 and _has_contact(below[:NEAR]):
        yield from _all(name, "contact officer")


def _in_line(page: Page, section: Section, piece: Piece, below: Sequence[Piece]) -> Iterator[Mention]:
    """Somebody whose name and post are one line and nothing else (`Name – Post`)."""
    lines = [piece]
    if piece.text.rstrip().endswith(("&", " and", ",", " of")) and below:
        lines.append(below[0])
    words = as_paragraph(lines)
    people = find_people(words)
    person = people[0] if len(people) == 1 else None
    if person and person.name and person.post and not person.member and person.end >= len(words.text.rstrip(" .")) - 1:
        role = _role(page, section, person, below)
        yield Mention(person.name, person.post, role, tuple(spans_in(words, person)), person.titled)


def _role(page: Page, section: Section, person: Person, below: Sequence[Piece]) -> Role:
    summoning = any(post in (person.post or "").lower() for post in _summoning())
    if section.kind == "presentation":
        return "presenter" if page.number == section.page_start else "mentioned"
    if section.kind in ("agenda", "other"):
        return "proper officer" if summoning else "contact officer" if _has_contact(below[:NEAR]) else "mentioned"
    if section.kind == "minutes":
        return "proper officer" if summoning and page.number == section.page_end else "mentioned"
    if _has_contact(below[:NEAR]):
        return "contact officer"
    return ("chief officer" if summoning else "author") if section.kind == "report" else "mentioned"


def _all(piece: Piece, role: Role) -> Iterator[Mention]:
    words = as_paragraph([piece])
    for person in find_people(words):
        if person.name and not person.member:
            yield Mention(person.name, person.post, role, tuple(spans_in(words, person)), person.titled)


def _below(rows: Sequence[Row], index: int, first: Piece) -> list[Piece]:
    """The lines close below a piece in its column, at most six."""
    lines: list[Piece] = []
    last = first
    for row in rows[index + 1 :]:
        if row[0].top - last.bottom > CLOSE * first.size or len(lines) == 6:
            break
        near = [p for p in row if abs(p.x0 - first.x0) < 8 or abs((p.x0 + p.x1) - (first.x0 + first.x1)) < 12]
        if near:
            lines.append(near[0])
            last = near[0]
        elif not any(p.x0 > first.x1 or p.x1 < first.x0 for p in row):
            break
    return lines


def _has_contact(pieces: Sequence[Piece]) -> bool:
    found = (match[0] for piece in pieces for match in contact_details().finditer(piece.text))
    return any(re.search(r"[\d@]", words) for words in found)


def _are_speakers(text: str) -> bool:
    """Whether a line is a list of people's names, at least one of which opens with a known given name."""
    return only_names(text) and any(has_given_name(text[name.start : name.end]) for name in find_names(text))


@cache
def _summoning() -> tuple[str, ...]:
    return tuple(codes("posts")["summoning"])
