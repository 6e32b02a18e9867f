"""Officers named again on later pages of a paper."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.edges.language import Phrases
from pipeline.extract.officers import again
from pipeline.extract.officers.again import find_again
from pipeline.records import OfficerMention
from tests.pages import Sheet, material_of


def test_further_pages_where_an_officer_is_named() -> None:
    first, second, third = Sheet(1), Sheet(2), Sheet(3)
    first.lines(["Contact officer: Jo Whitcombe, Waste Manager"])
    second.lines(["The rounds were then explained by Jo", "Whitcombe, who took questions. JO WHITCOMBE would report again."])
    third.lines(["Jo Whitcombes and Mr Whitcombe are other people."])
    material = material_of(first, second, third, kind="report")
    source = material.source(next(material.paragraphs))
    known = [OfficerMention(id="m", name_text="Jo Whitcombe", post_text="Waste Manager", role="contact officer", source=source)]
    found = find_again(material, known)
    assert [(m.name, m.role, m.spans[0].page) for m in found] == [("Jo Whitcombe", "mentioned", 2)]
    assert material.source_at(found[0].spans[0]).quote == "Jo Whitcombe"


def test_posts_and_single_names_are_not_looked_for() -> None:
    first, second = Sheet(1), Sheet(2)
    first.lines(["The Clerk and Whitcombe"])
    second.lines(["The Clerk and Whitcombe again"])
    material = material_of(first, second, kind="minutes")
    source = material.source(next(material.paragraphs))
    known = [
        OfficerMention(id="a", name_text=None, post_text="Clerk", role="attendee", source=source),
        OfficerMention(id="b", name_text="Whitcombe", post_text=None, role="attendee", source=source),
    ]
    assert find_again(material, known) == []


@pytest.mark.parametrize(
    ("name", "text", "quotes", "clear"),
    [
        ("Ann Field", "as Ann Field said", ["Ann Field"], True),  # plain words
        ("Ann Field", "to Ann\nField, and Ann Field’s report", ["Ann Field"], True),  # over a line end; once a page
        ("Ann Field", "by Ann Field-Hay", ["Ann Field"], False),  # a sign touches it: the words are told one by one
        ("Ann Field", "to ann.field@example.org and Ann, Field and Hay", [], True),  # the same words with signs between them
        ("Pat O'Neil", "Pat O'Neil spoke", ["Pat O'Neil"], False),  # a sign in the name
        ("J Field", "J Field spoke", ["J Field"], True),  # an initial
    ],
)
def test_names_are_looked_up_word_by_word_only_where_signs_touch_them(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, quotes: list[str], clear: bool
) -> None:
    asked: list[list[str]] = []

    class Asked(Phrases):
        def __init__(self, phrases: Sequence[str]) -> None:
            asked.append(list(phrases))
            super().__init__(phrases)

    monkeypatch.setattr(again, "Phrases", Asked)
    first, second = Sheet(1), Sheet(2)
    first.lines([f"Contact officer: {name}"])
    second.lines(text.split("\n"))
    material = material_of(first, second, kind="report")
    source = material.source(next(material.paragraphs))
    known = [OfficerMention(id="m", name_text=name, post_text="Clerk", role="contact officer", source=source)]
    found = find_again(material, known)
    assert [material.source_at(mention.spans[0]).quote for mention in found] == quotes
    assert (asked == []) is clear
