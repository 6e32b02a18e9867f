"""Officers behind labels: front sheets, contact lines, plans' title boxes, slides (`Contact Officer: Name, Post`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from pipeline.extract.material import Material
from pipeline.extract.officers.mentions import Mention, Role
from pipeline.extract.officers.people import find_people, spans_in
from pipeline.extract.officers.posts import names_post
from pipeline.extract.reports.fields import Field, find_fields
from pipeline.extract.reports.labels import find_label, spellings
from pipeline.records import Page, Section

ELSEWHERE = ("minutes", "agenda")
"""Kinds of sections where `From:` and `Director:` stand for something else."""


def find_labelled(material: Material) -> list[Mention]:
    """The officers that stand behind a label that says their role, in the order of the pages."""
    found: list[Mention] = []
    for number, page in material.pages.items():
        section = material.section_at(number)
        if section is None or not section.restricted:
            found.extend(_on_page(page, section))
    return found


def _on_page(page: Page, section: Section | None) -> Iterator[Mention]:
    role: Role | None = None
    last: Mention | None = None
    fields = find_fields(page)
    for field in fields:
        if field.group in ("posts", "names") and role is not None:
            if field.group == "names":
                if last is not None:
                    yield last
                last = next(iter(_mentions(field, role)), None)
            elif last is not None and last.post is None and field.words is not None and names_post(field.words.text):
                last = replace(last, post=field.words.text.strip(" ,;."), spans=(*last.spans, *field.words.spans))
            continue
        if field.group == "contacts":
            continue
        if last is not None:
            yield last
        role = last = None
        if field.group != "people" or not _is_meant(field, page, section):
            continue
        role = cast(Role, field.meaning)
        mentions = _mentions(field, role)
        if not _on_first_page(page, section) and _label(field) in spellings("only_on_front_sheets"):
            mentions = [mention for mention in mentions if mention.name is not None]
        yield from mentions[:-1]
        last = mentions[-1] if mentions else None
    if last is not None:
        yield last


def _mentions(field: Field, role: Role) -> list[Mention]:
    words = field.words
    if words is None:
        return []
    return [Mention(p.name, p.post, role, tuple(spans_in(words, p)), True) for p in find_people(words) if not p.member]


def _is_meant(field: Field, page: Page, section: Section | None) -> bool:
    if _label(field) not in spellings("only_on_front_sheets"):
        return True
    return section is None or section.kind not in ELSEWHERE or (_on_first_page(page, section) and field.in_table)


def _on_first_page(page: Page, section: Section | None) -> bool:
    return section is None or page.number == section.page_start


def _label(field: Field) -> str:
    label = find_label(field.label.text)
    return label.spelling if label is not None else ""


