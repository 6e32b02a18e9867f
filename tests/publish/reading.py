"""A page of the site as somebody reads it: its text without its marks, whole or one section of it."""

from __future__ import annotations

import html
import re


def read(page: str) -> str:
    """The words of a page, or a piece of one, with one space between them; what a list or table sets apart is set apart."""
    words = re.sub("<[^>]+>", "", re.sub("</(?:t[hd]|d[td]|li|p|h[1-6])>", " ", page))
    return " ".join(html.unescape(words).split())


def part(page: str, name: str) -> str:
    """The words of the section that is headed by the element of that id."""
    start = page.find(f'<section aria-labelledby="{name}">')
    assert start >= 0, name
    end = page.find("<section aria-labelledby", start + 1)
    return read(page[start : end if end >= 0 else None])
