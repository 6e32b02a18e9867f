"""The search page, and the same search as CSV, JSON and Atom."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from datasette.utils.asgi import Response

from pipeline.publish.site.answering import answer, handed, opened, site_name, whole_addresses
from pipeline.publish.site.asking import worked_out
from pipeline.publish.site.councils_page import shard_names
from pipeline.publish.site.feeds.atom import CONTENT_TYPE
from pipeline.publish.site.feeds.seen import seen
from pipeline.publish.site.lasting import kept
from pipeline.publish.site.names import Names, names_in
from pipeline.publish.site.search.asked import Asked, asked_of
from pipeline.publish.site.search.finding import LOOKED_AT, Count, Hit, Hits, find, kinds_in
from pipeline.publish.site.search.forms import in_words, search_atom, search_csv, search_json
from pipeline.publish.site.search.kinds import KINDS
from pipeline.publish.site.search.results import Result, marked, results_of
from pipeline.publish.site.wording import spoken_date

ON_A_PAGE = 20
IN_JSON = 100
IN_A_FEED = 50
MOST_TO_CHOOSE = 60
MOST_ELSEWHERE = 12


class Found(NamedTuple):
    """What a search found, and the names that its filters could have meant."""

    hits: Hits
    names: Names
    councils: list[str]
    committees: list[str]
    kinds: tuple[str, ...]


def search_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The addresses of the search, and of the question whose place it took."""
    return [
        (r"^/-/search$", show_search),
        (r"^/-/search\.csv$", give_csv),
        (r"^/-/search\.json$", give_json),
        (r"^/-/search\.atom$", give_atom),
        (r"^/(?P<database>[^/]+)/search_everything$", go_to_search),
    ]


async def show_search(datasette: Any, request: Any) -> Any:
    """The page of a search: its form, and what it found."""
    db = await opened(datasette, request)
    asked = asked_of(request.args)
    found = await found_by(db, asked)
    hits, routine = _parts(asked, found.hits)
    first = (asked.page - 1) * ON_A_PAGE
    results = await results_for(db, asked, hits[first : first + ON_A_PAGE])
    names = found.names
    context = {
        "asked": asked,
        "title": in_words(asked) if not asked.empty else "Search",
        "results": results,
        "first": first + 1,
        "listed": len(hits),
        "routine": routine,
        "total": _total(asked, found.hits),
        "kinds": [(name, kind.many, found.hits.counts.get(name, Count(0))) for name, kind in KINDS.items() if name in found.kinds],
        "pages_too": "page" in found.kinds,
        "elsewhere": await _elsewhere(db, asked, found),
        "every": _total(Asked(), found.hits),
        "late": found.hits.late,
        "looked_at": LOOKED_AT,
        "narrowed": _narrowed(asked),
        "unknown": _unknown(asked, found),
        "councils": names.councils if len(names.councils) <= MOST_TO_CHOOSE else (),
        "all_councils": names.councils,
        "council": found.councils[0] if asked.council and len(found.councils) == 1 else asked.council,
        "committees": names.committees_of(asked.council),
        "before": asked.address(page=asked.page - 1) if asked.page > 1 else None,
        "after": asked.address(page=asked.page + 1) if first + ON_A_PAGE < len(hits) else None,
        "only": {result.kind for result in results},
        "marked": marked,
        "one": {name: kind.one for name, kind in KINDS.items()},
        "feeds": [(f"Atom feed of this search: {in_words(asked)}", asked.address("atom"))] if not asked.empty else [],
    }
    return await answer(datasette, request, "search.html", db, context)


async def give_csv(datasette: Any, request: Any) -> Any:
    """Everything that the search lists, as CSV."""
    db = await opened(datasette, request)
    asked = asked_of(request.args)
    hits = _ordered(asked, (await found_by(db, asked)).hits)
    results = await results_for(db, asked, hits)
    text = search_csv(results, whole_addresses(datasette, request))
    return handed(request, text, "text/csv; charset=utf-8", "search.csv")


async def give_json(datasette: Any, request: Any) -> Any:
    """A page of what the search lists, as JSON, with the address of the next one."""
    db = await opened(datasette, request)
    asked = asked_of(request.args)
    found = await found_by(db, asked)
    hits = _ordered(asked, found.hits)
    first = (asked.page - 1) * IN_JSON
    results = await results_for(db, asked, hits[first : first + IN_JSON])
    after = asked.page + 1 if first + IN_JSON < len(hits) else None
    text = search_json(asked, found.hits, results, after, whole_addresses(datasette, request))
    return handed(request, text, "application/json; charset=utf-8")


async def give_atom(datasette: Any, request: Any) -> Any:
    """What the search lists as an Atom feed, the rows that were read or changed last."""
    db = await opened(datasette, request)
    asked = asked_of(request.args)
    hits = _ordered(asked, (await found_by(db, asked)).hits)

    def latest(connection: sqlite3.Connection) -> Any:
        times = seen(connection, [hit.row_id for hit in hits])
        newest = sorted(hits, key=lambda hit: (times[hit.row_id].last if hit.row_id in times else "", hit.date or ""), reverse=True)
        return results_of(connection, newest[:IN_A_FEED], asked.words), times

    results, times = await worked_out(db, latest)
    text = search_atom(asked, results, times, site_name(datasette), whole_addresses(datasette, request))
    return handed(request, text, CONTENT_TYPE)


async def go_to_search(datasette: Any, request: Any) -> Any:
    """From the page of the question `search_everything`, which the search took the place of, to the same search."""
    asked = asked_of(request.args)
    words = " ".join((request.args.get("words") or "").split())
    return Response.redirect(str(datasette.urls.path(asked.address(words=words or asked.words))))


async def found_by(db: Any, asked: Asked) -> Found:
    """What a search finds; kept until the database is written to."""
    names = await kept(db, "names", lambda: worked_out(db, names_in))
    kinds = await kept(db, "kinds", lambda: worked_out(db, kinds_in))
    councils = names.councils_like(asked.council) if asked.council else []
    committees = names.committees_like(asked.committee) if asked.committee else []
    if asked.empty or (asked.council and not councils) or (asked.committee and not committees):
        return Found(Hits(), names, councils, committees, kinds)

    def work(connection: sqlite3.Connection) -> Hits:
        return find(connection, asked, councils, committees)

    hits = await kept(db, ("search", asked.whole), lambda: worked_out(db, work), worth=lambda found: not found.late)
    return Found(hits, names, councils, committees, kinds)


async def _elsewhere(db: Any, asked: Asked, found: Found) -> list[tuple[str, str]]:
    """Where else the same can be searched for: in the councils' own databases, which have the words of their pages too."""
    shards = await shard_names(db)
    wanted = found.councils if asked.council else list(dict.fromkeys(shards))
    if asked.empty or not 0 < len(wanted) <= MOST_ELSEWHERE:
        return []
    return [(council, f"/{shards[council]}{asked.address(council='', kinds=())}") for council in wanted if council in shards]


async def results_for(db: Any, asked: Asked, hits: Sequence[Hit]) -> list[Result]:
    """The hits as they are shown."""
    found: list[Result] = await worked_out(db, lambda connection: results_of(connection, hits, asked.words))
    return found


def _parts(asked: Asked, hits: Hits) -> tuple[list[Hit], int]:
    """The hits that a page lists, and how many routine ones it leaves out: none where there is nothing else."""
    routine = [hit for hit in hits.hits if hit.routine]
    others = [hit for hit in hits.hits if not hit.routine]
    return (others, len(routine)) if others and not asked.routine else (routine, 0)


def _ordered(asked: Asked, hits: Hits) -> list[Hit]:
    return [hit for hit in hits.hits if hit.routine or not asked.routine]


def _total(asked: Asked, hits: Hits) -> Count:
    counts = [count for name, count in hits.counts.items() if not asked.kinds or name in asked.kinds]
    return Count(sum(count.rows for count in counts), hits.late or any(count.more for count in counts))


def _narrowed(asked: Asked) -> list[tuple[str, str]]:
    """Each filter in words, with the address of the search without it."""
    parts = {
        "council": asked.council,
        "committee": asked.committee,
        "person": asked.person and f"naming {asked.person}",
        "since": asked.since and f"from {spoken_date(asked.since)}",
        "until": asked.until and f"to {spoken_date(asked.until)}",
    }
    return [(said, asked.address(**{name: ""})) for name, said in parts.items() if said]


def _unknown(asked: Asked, found: Found) -> list[str]:
    """Sentences on names that nothing here has."""
    said = []
    if asked.council and not found.councils:
        said.append(f"No council here has “{asked.council}” in its name.")
    if asked.committee and not found.committees:
        said.append(f"No committee here has “{asked.committee}” in its name.")
    return said
