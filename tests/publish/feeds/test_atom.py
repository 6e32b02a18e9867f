"""Atom feeds keep the rules of RFC 4287."""

from __future__ import annotations

import pytest
from publish.feeds.atom_rules import ATOM, checked

from pipeline.publish.site.feeds.atom import NEVER, Entry, Feed, as_atom, lasting_id

FEED = Feed("/x.atom", "Decisions & more", "https://a.example/x.atom?q=a&b", "https://a.example/x", "Minutebook")


def entry(key: str = "1", updated: str = "2026-01-01T00:00:00Z", **other: str) -> Entry:
    return Entry(**{"key": key, "title": "A title", "updated": updated, "address": "https://a.example/1", **other})


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    feed = checked(as_atom(FEED, [entry("1"), entry("2", "2026-02-01T00:00:00Z"), entry("3", "2026-01-15T00:00:00Z")]))
    assert feed.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00Z"
    assert feed.findtext(f"{ATOM}title") == "Decisions & more"


def test_a_feed_without_entries_is_valid() -> None:
    assert checked(as_atom(FEED, [])).findtext(f"{ATOM}updated") == NEVER


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ('<b>5 < 6 & "so"</b>', '<b>5 < 6 & "so"</b>'),  # text, not marks
        ("a\x00b\x02c\ufffe", "abc"),  # XML has no room for these
        ("é 𝔘 字", "é 𝔘 字"),
    ],
)
def test_words_are_text(words: str, shown: str) -> None:
    feed = checked(as_atom(FEED, [entry(words=words)]))
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary") == shown


def test_ids_last() -> None:
    assert lasting_id("overdue:1") == lasting_id("overdue:1") == "urn:uuid:5b53f585-f6f3-5110-8ac5-d973d9644646"
    assert lasting_id("overdue:1") != lasting_id("slipped:1")
