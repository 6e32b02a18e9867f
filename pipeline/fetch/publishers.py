"""What is known of the products by which councils publish: which page an address leads to, what a paper is by its link's words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, get_args
from urllib.parse import urlsplit

from pipeline.edges.codes import codes
from pipeline.fetch.records import PageKind, PaperKind, Sort


class Product(NamedTuple):
    """A product: the patterns of its pages by their kind, of its papers, and of the page that it shows for what is not there."""

    name: str
    pages: dict[PageKind, re.Pattern[str]]
    paper: re.Pattern[str]
    error_page: re.Pattern[str]


def sort_of(address: str) -> Sort:
    """What sort of page an address leads to; `other`, of no product, when it is made as none is known to be."""
    place = _place(address)
    for product in products():
        for kind, pattern in product.pages.items():
            if found := pattern.search(place):
                groups = found.groupdict()
                committee = groups.get("committee")
                return Sort(
                    kind=kind,
                    product=product.name,
                    committee=committee if committee and committee.strip("0") else None,
                    meeting=groups.get("meeting"),
                )
    return Sort(kind="other")


def is_paper(address: str) -> bool:
    """Whether an address is made as those of papers are."""
    place = _place(address)
    return urlsplit(place).path.endswith(".pdf") or any(product.paper.search(place) for product in products())


def is_error_page(address: str) -> bool:
    """Whether an address is that of the page which a product shows for what is not there."""
    place = _place(address)
    return any(product.error_page.search(place) for product in products())


def leads_on(words: str) -> bool:
    """Whether a link's words say that it leads to another page of the same list."""
    return bool(_patterns("more")[0].search(words.lower()))


def title_of(words: str) -> str:
    """A paper's name by the words of its link, without the size and kind of the file."""
    title, before = words, ""
    while title != before:
        before = title
        for pattern in _patterns("beside_the_name"):
            title = pattern.sub("", title).strip()
    return title or words


def kind_of(title: str) -> PaperKind:
    """What a paper is by its name."""
    lowered = title.lower()
    for kind, pattern in _kinds():
        if pattern.search(lowered):
            return kind
    return "report"


def sayings() -> list[re.Pattern[str]]:
    """The patterns by which pages say of their meeting which committee's it is and when."""
    return _patterns("said")


@cache
def products() -> list[Product]:
    """The products that are known."""
    return [
        Product(
            each["name"],
            {kind: re.compile(pattern) for kind, pattern in each["pages"].items()},
            re.compile(each["paper"]),
            re.compile(each["error_page"]),
        )
        for each in codes("arriving/publishers")["products"]
    ]


@cache
def _patterns(name: str) -> list[re.Pattern[str]]:
    said = codes("arriving/publishers")[name]
    return [re.compile(pattern, re.I) for pattern in ([said] if isinstance(said, str) else said)]


@cache
def _kinds() -> list[tuple[PaperKind, re.Pattern[str]]]:
    kinds = [(kind, re.compile(pattern)) for kind, pattern in codes("arriving/publishers")["kinds"]]
    assert {kind for kind, _ in kinds} < set(get_args(PaperKind))
    return kinds


def _place(address: str) -> str:
    """Path and query of an address, in small letters."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}".lower() if parts.query else parts.path.lower()
