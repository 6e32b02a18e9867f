"""A web page as lines of text and links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import lxml.etree
import lxml.html

from pipeline.fetch.records import Link, WebPage
from pipeline.unseen import without_unseen

_MOST_LINKS = 20_000
_UNREAD = {"script", "style", "noscript", "template"}
_LINES = {
    "address", "article", "aside", "br", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "title", "tr", "ul",
}  # fmt: skip
"""Where a line of text begins and ends."""
_AS_IS = "%/:=&?~#+!$,;'@()*[]"


def read_page(content: bytes, address: str, charset: str | None = None) -> WebPage:
    """The page that was had from `address`; one without text and links when it cannot be read as HTML.

    `charset` is what the server said of it; without, what the page itself says. Links to the same host are https where the page is.
    """
    try:
        parser = lxml.html.HTMLParser(encoding=charset)
    except LookupError:
        parser = lxml.html.HTMLParser()
    try:
        tree = lxml.html.document_fromstring(content, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return WebPage(address=address)
    lines = [line for line in map(_tidy, "".join(_texts(tree)).split("\n")) if line]
    return WebPage(
        address=address,
        title=_words(next(tree.iter("title"), None)),
        headings=[words for heading in tree.iter("h1", "h2", "h3") if (words := _words(heading))],
        lines=lines,
        links=list(_links(tree, address)),
    )


def _links(tree: Any, address: str) -> Iterator[Link]:
    base = next((tag.get("href") for tag in tree.iter("base") if tag.get("href")), "")
    start = _joined(address, base) or address
    for count, tag in enumerate(tree.iter("a")):
        if count == _MOST_LINKS:
            return
        whole = _joined(start, tag.get("href") or "")
        if whole:
            yield Link(_as_secure(whole, address), _words(tag) or _tidy(tag.get("title") or ""))


def _joined(start: str, href: str) -> str | None:
    """Where a link leads, without its fragment; None when that is no web address."""
    try:
        whole = urldefrag(urljoin(start, href.strip()))[0]
        parts = urlsplit(whole)
        host = parts.hostname
    except ValueError:
        return None
    return quote(whole, safe=_AS_IS) if href.strip() and parts.scheme in ("http", "https") and host else None


def _as_secure(link: str, page: str) -> str:
    """Some products write links to their own pages as http on a site that speaks https."""
    to, here = urlsplit(link), urlsplit(page)
    if (to.scheme, here.scheme) == ("http", "https") and to.hostname == here.hostname and to.port is None:
        return to._replace(scheme="https").geturl()
    return link


def _texts(tree: Any) -> Iterator[str]:
    for event, tag in lxml.etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(tag.tag, str):
            continue
        if tag.tag in _LINES:
            yield "\n"
        if event == "start":
            yield "" if tag.tag in _UNREAD else (tag.text or "").replace("\n", " ")
        else:
            yield (tag.tail or "").replace("\n", " ")


def _words(tag: Any) -> str:
    return "" if tag is None else _tidy(str(tag.text_content()))


def _tidy(text: str) -> str:
    return " ".join(without_unseen(text).split())
