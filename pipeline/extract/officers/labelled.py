"""Officers behind labels: front sheets, contact lines, plans' title boxes, slides (`Contact Officer: Name, Post`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from pipeline.edges.codes import codes
from pipeline.extract.officers.mentions import Mention, Role
from pipeline.extract.officers.people import find_people, spans_in
from pipeline.extract.officers.posts import names_post
from pipeline.extract.reports.fields import Field, find_fields
from pipeline.extract.reports.labels import find_label, spellings
from pipeline.extract.reports.rows import Row
from pipeline.records import Page, Section

ELSEWHERE = ("minutes", "agenda")
"""Kinds of sections where `From:` and `Director:` stand for something else."""


def find_labelled(page: Page, section: Section | None, rows: Sequence[Row]) -> Iterator[Mention]:
    """The officers of a page that stand behind a label that says their role; `rows` are those of its lines outside tables.

    A post or name that stands behind a label of its own (`Job title:`) is put to the label above it.
    """
    head: Field | None = None
    last: Mention | None = None
    for field in find_fields(page, rows, ("people", "names", "posts")):
        if field.group == "contacts":
            continue
        if field.group == "posts" and head is not None:
            if last is not None and last.post is None and field.words is not None and names_post(field.words.text):
                last = replace(last, post=field.words.text.strip(" ,;."), spans=(*last.spans, *field.words.spans))
            continue
        if last is not None and head is not None:
            yield _with_label(last, head)
        last = None
        if field.group == "names" and head is not None:
            last = next(iter(_mentions(field, cast(Role, head.meaning))), None)
            continue
        head = field if field.group == "people" and _is_meant(field, page, section) else None
        if head is not None:
            mentions = _mentions(head, cast(Role, head.meaning))
            if len(mentions) > 1 and all(mention.name and mention.post is None for mention in mentions):
                mentions = [_with_label(mention, head, several=True) for mention in mentions]
            if not _on_first_page(page, section) and _label(head) in spellings("only_on_front_sheets"):
                mentions = [mention for mention in mentions if mention.name is not None]
            yield from (_with_label(mention, head) for mention in mentions[:-1])
            last = mentions[-1] if mentions else None
    if last is not None and head is not None:
        yield _with_label(last, head)


def _mentions(field: Field, role: Role) -> list[Mention]:
    words = field.words
    if words is None:
        return []
    return [Mention(p.name, p.post, role, tuple(spans_in(words, p)), True) for p in find_people(words) if not p.member]


def _with_label(mention: Mention, field: Field, several: bool = False) -> Mention:
    """The mention with the label as its post where the label is one and no other is printed (`Clerk: Jane Doe`); of `several` people behind
    a label in the plural each has the post (`Directors: Jane Doe & John Roe`)."""
    if mention.post is not None:
        return mention
    implied = codes("front_sheets")["posts_implied"].get(_label(field))
    if implied is not None:
        return replace(mention, post=implied)
    if _label(field) not in spellings("posts_themselves"):
        return mention
    printed = field.label.text.strip(" :")
    if printed.lower().endswith("s"):
        return replace(mention, post=printed[:-1]) if several else mention
    return replace(mention, post=printed)


def _is_meant(field: Field, page: Page, section: Section | None) -> bool:
    if _label(field) not in spellings("only_on_front_sheets"):
        return True
    return section is None or section.kind not in ELSEWHERE or (_on_first_page(page, section) and field.in_table)


def _on_first_page(page: Page, section: Section | None) -> bool:
    return section is None or page.number == section.page_start


def _label(field: Field) -> str:
    label = find_label(field.label.text)
    return label.spelling if label is not None else ""
