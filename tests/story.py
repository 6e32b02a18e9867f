"""What a journalist does, in a browser, on whichever site: from the first page to a decision, marked on the picture of its page."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pdfplumber

ROOT = Path(__file__).resolve().parents[1]


def words_under(mark: dict[str, float], picture: dict[str, float], paper: Path, number: int) -> str:
    """The words that stand under a mark on the picture of a page, by another reader's eyes."""
    with pdfplumber.open(paper) as pdf:
        page = pdf.pages[number - 1]
        x, y = page.width / picture["width"], page.height / picture["height"]
        left, top = (mark["x"] - picture["x"]) * x, (mark["y"] - picture["y"]) * y
        box = (
            max(left - 2, 0),
            max(top - 2, 0),
            min(left + mark["width"] * x + 2, page.width),
            min(top + mark["height"] * y + 2, page.height),
        )
        return " ".join((page.crop(box).extract_text() or "").split())


def paper_of(database: Path, document: str) -> Path:
    with closing(sqlite3.connect(database)) as opened:
        (path,) = opened.execute("select path from documents where id = ?", [document]).fetchone()
    return ROOT / "corpus" / "sample" / path


def find_and_see(page: Any, database: Path) -> str:
    """From the first page to a decision on its page, with the mark on its words: the address of the search that found it."""
    page.get_by_role("searchbox").fill("shelters")
    page.get_by_role("button", name="Search").click()
    everywhere = page.locator("main mark").count()
    assert everywhere

    page.get_by_text("Narrow it down").click()
    page.get_by_label("Committee").fill("Environment and Place Scrutiny Committee")
    page.get_by_label("Resolutions").check()
    page.get_by_role("button", name="Search").first.click()
    assert "committee=Environment" in page.url
    kept = str(page.url)
    found = page.locator("li:has(mark)", has_text="Resolution").first
    assert "Environment and Place Scrutiny Committee" in found.inner_text()
    found.get_by_role("link", name=re.compile("see it on page")).click()

    mark = page.locator("svg .mark")
    text = page.locator("dl").first.inner_text()
    picture = page.locator(".picture img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 500")
    document, number = re.search(r"/-/page/([^/]+)/(\d+)", page.url).groups()  # type: ignore[union-attr]
    under = words_under(mark.bounding_box(), picture.bounding_box(), paper_of(database, document), int(number))
    assert "shelters" in under
    words = under.split()
    assert sum(word in text for word in words) > 0.8 * len(words), (under, text)
    return kept
