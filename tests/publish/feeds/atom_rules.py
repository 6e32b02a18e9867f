"""What RFC 4287 asks of a feed, checked element by element."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlparse
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
IN_FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, 9), "link": (1, 9), "subtitle": (0, 1), "entry": (0, 999)}
IN_ENTRY = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "link": (1, 9), "summary": (0, 1), "category": (0, 9),
}  # fmt: skip


def checked(text: str) -> ElementTree.Element:
    """The feed, when it keeps the rules; AssertionError says which rule it breaks."""
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    _has(feed, IN_FEED)
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _has(entry, IN_ENTRY)
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")].count("alternate") == 1
        assert (entry.findtext(f"{ATOM}title") or "").strip()
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None or not entries
    ids = [element.text or "" for element in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in ids)
    for name in ("updated", "published"):
        for element in feed.iter(f"{ATOM}{name}"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.text or "")
            datetime.fromisoformat((element.text or "").replace("Z", "+00:00"))
    for link in feed.iter(f"{ATOM}link"):
        address = urlparse(link.get("href") or "")
        assert address.scheme in ("http", "https")
        assert address.netloc
        assert re.fullmatch(r"[!-~]+", link.get("href") or "")
    return feed


def _has(element: ElementTree.Element, allowed: dict[str, tuple[int, int]]) -> None:
    names = [child.tag.removeprefix(ATOM) for child in element]
    assert set(names) <= set(allowed)
    for name, (least, most) in allowed.items():
        assert least <= names.count(name) <= most, name
