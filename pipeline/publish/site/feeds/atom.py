"""Atom feeds (RFC 4287): entries that keep their ids, with times from the data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00Z"
"""The time of a feed that has no entry yet."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ElementTree.register_namespace("", NAMESPACE)


class Entry(NamedTuple):
    """An entry: what makes its id (the same for ever), its title, when it was last changed and first seen, its page, and its words.

    `related` is the address of another page about it, `categories` are words that it can be sorted by.
    """

    key: str
    title: str
    updated: str
    address: str
    words: str = ""
    published: str | None = None
    related: str | None = None
    categories: tuple[str, ...] = ()


class Feed(NamedTuple):
    """A feed: what makes its id, its title, its own address and that of the page with the same rows, who publishes it."""

    key: str
    title: str
    own_address: str
    page_address: str
    author: str
    subtitle: str = ""


def as_atom(feed: Feed, entries: Iterable[Entry]) -> str:
    """The feed as XML. It is as new as the newest of its entries; addresses have to be whole, with scheme and host."""
    entries = list(entries)
    root = ElementTree.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    _add(root, "id", lasting_id(feed.key))
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", max((entry.updated for entry in entries), default=NEVER))
    _link(root, "self", feed.own_address, "application/atom+xml")
    _link(root, "alternate", feed.page_address, "text/html")
    _add(_add(root, "author"), "name", feed.author)
    for entry in entries:
        part = _add(root, "entry")
        _add(part, "id", lasting_id(entry.key))
        _add(part, "title", entry.title)
        _add(part, "updated", entry.updated)
        if entry.published:
            _add(part, "published", entry.published)
        _link(part, "alternate", entry.address, "text/html")
        if entry.related:
            _link(part, "related", entry.related, "text/html")
        for category in entry.categories:
            ElementTree.SubElement(part, _name("category"), {"term": _clean(category)})
        _add(part, "summary", entry.words or entry.title)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def lasting_id(key: str) -> str:
    """An id for a key: the same wherever the key is served, and another for each key."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'minutebook:{key}')}"


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, _name(name))
    child.text = _clean(text) if text is not None else None
    return child


def _link(parent: ElementTree.Element, kind: str, address: str, form: str) -> None:
    ElementTree.SubElement(parent, _name("link"), {"rel": kind, "href": _clean(address), "type": form})


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _clean(text: str) -> str:
    """A text without the characters that XML does not allow."""
    return _NOT_XML.sub("", text)
