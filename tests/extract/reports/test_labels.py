"""Labels of front sheets, in the spellings that papers use."""

from __future__ import annotations

import pytest

from pipeline.extract.reports.labels import find_label

LABELS = [
    ("Decision Maker: Cabinet", "fields", "decision_maker", 16, "a colon"),
    ("REPORT TO:", "fields", "decision_maker", 10, "capitals, nothing behind"),
    ("Ward(s) affected: All", "fields", "wards", 18, "a bracketed plural"),
    ("Wards Affected: All", "fields", "wards", 16, "a plural"),
    ("Is this a key decision?", "fields", "key_decision", 23, "a question"),
    ("1. Title: Parks", "fields", "title", 10, "a number before"),
    ("Contact Officers: Maud Ellery", "people", "contact officer", 18, "people behind"),
    ("Cabinet Member: Cllr Brown", "members", "members", 16, "members behind"),
    ("Job title: Clerk", "posts", "posts", 11, "a post behind"),
    ("Tel No: 01234", "contacts", "contacts", 8, "a number behind"),
    ("Classification: Open", "others", "others", 16, "nothing of ours behind"),
]


@pytest.mark.parametrize(("text", "group", "meaning", "end", "case"), LABELS)
def test_labels(text: str, group: str, meaning: str, end: int, case: str) -> None:
    label = find_label(text)
    assert label is not None, case
    assert (label.group, label.meaning, label.end) == (group, meaning, end), case


@pytest.mark.parametrize("text", ["Titles of books", "Towards a plan", "The report is late", "Warden: Maud Ellery"])
def test_words_that_only_look_like_labels(text: str) -> None:
    label = find_label(text)
    assert label is None or not label.marked


def test_a_colon_marks_a_label() -> None:
    marked, unmarked = find_label("Title: Parks"), find_label("Title Parks")
    assert marked is not None and marked.marked
    assert unmarked is not None and not unmarked.marked
