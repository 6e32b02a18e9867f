"""What a search found, in the forms that programs read: CSV, JSON and Atom."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipeline.publish.site.feeds.atom import Entry, Feed, as_atom
from pipeline.publish.site.feeds.seen import Seen
from pipeline.publish.site.search.asked import NAMES, Asked
from pipeline.publish.site.search.finding import Hits
from pipeline.publish.site.search.kinds import KINDS
from pipeline.publish.site.search.results import Result, bracketed, plain
from pipeline.publish.site.wording import spoken_date
from pipeline.publish.spreadsheets import as_csv

COLUMNS = (
    "kind", "reference", "title", "words", "more", "council", "committee", "date", "paper", "page", "routine", "row_id", "document_id",
    "url", "page_url", "source_url",
)  # fmt: skip

Whole = Callable[[str], str]
"""What makes an address whole, with scheme and host."""


def row_of_result(result: Result, whole: Whole) -> dict[str, Any]:
    """A result under the names of COLUMNS; its words have [brackets] for what matched."""
    return {
        "kind": result.kind,
        "reference": result.reference,
        "title": plain(result.title) or None,
        "words": bracketed(result.words),
        "more": result.more,
        "council": result.council,
        "committee": result.committee,
        "date": result.date,
        "paper": result.paper,
        "page": result.page,
        "routine": result.routine,
        "row_id": result.row_id,
        "document_id": result.document_id,
        "url": whole(result.address),
        "page_url": whole(result.page_address),
        "source_url": f"{result.source_url}#page={result.page}" if result.source_url else None,
    }


def search_csv(results: Sequence[Result], whole: Whole) -> str:
    """The results as CSV, a line each."""
    rows = [row_of_result(result, whole) for result in results]
    return as_csv(COLUMNS, ([int(value) if value is True or value is False else value for value in row.values()] for row in rows))


def search_json(asked: Asked, found: Hits, results: Sequence[Result], next_page: int | None, whole: Whole) -> str:
    """A page of the results as JSON, with what was asked, how many there are of each kind, and the address of the next page."""
    return json.dumps(
        {
            "asked": {NAMES[name]: value for name, value in vars(asked).items() if name in NAMES and value},
            "not_understood": list(asked.wrong),
            "counts": {name: {"rows": count.rows, "or_more": count.more} for name, count in found.counts.items()},
            "complete": not found.late,
            "results": [row_of_result(result, whole) for result in results],
            "next": whole(asked.address("json", page=next_page)) if next_page else None,
        },
        ensure_ascii=False,
        indent=1,
    )


def search_atom(asked: Asked, results: Sequence[Result], times: Mapping[str, Seen], site: str, whole: Whole) -> str:
    """The results as an Atom feed, what changed last first."""
    entries = [_entry(result, times.get(result.row_id, Seen()), whole) for result in results]
    feed = Feed(
        key=asked.address("atom"),
        title=f"{site}: {in_words(asked)}",
        own_address=whole(asked.address("atom")),
        page_address=whole(asked.address()),
        author=site,
        subtitle="Rows of council papers that answer a search, as they are read or change.",
    )
    return as_atom(feed, sorted(entries, key=lambda entry: (entry.updated, entry.published or ""), reverse=True))


def in_words(asked: Asked) -> str:
    """What is asked for, as people say it: `parking, resolutions, Cabinet, from 1 March 2021`."""
    parts = [
        asked.words,
        " and ".join(KINDS[kind].many for kind in asked.kinds),
        asked.committee,
        asked.council,
        f"naming {asked.person}" if asked.person else "",
        f"from {spoken_date(asked.since)}" if asked.since else "",
        f"to {spoken_date(asked.until)}" if asked.until else "",
    ]
    return ", ".join(part for part in parts if part) or "everything"


def _entry(result: Result, times: Seen, whole: Whole) -> Entry:
    head = " ".join(part for part in (result.reference, plain(result.title)) if part)
    where = ", ".join(part for part in (result.committee, spoken_date(result.date) if result.date else None) if part)
    words = plain(result.words)
    return Entry(
        key=result.row_id,
        title=f"{KINDS[result.kind].one}: {head or words[:80]}" + (f" ({where})" if where else ""),
        updated=times.last,
        published=times.first,
        address=whole(result.address),
        related=whole(result.page_address),
        words=" – ".join(part for part in (words, result.more, result.council, result.paper) if part),
        categories=tuple(part for part in (result.kind, result.council, result.committee) if part),
    )
