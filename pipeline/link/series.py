"""Which actions of a council are reported on together: the lists of actions in its papers, and the series that the lists make."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from pipeline.edges.codes import codes
from pipeline.link.context import Context
from pipeline.link.names import REMEMBERED, words_of
from pipeline.records import Action, Paper, PaperKind, Section

UNKNOWN = "council-unknown"
ORDER: dict[PaperKind, int] = {"plan": 0, "agenda": 1, "agenda_pack": 2, "presentation": 3, "report": 4, "plan_update": 5, "minutes": 7}
"""In which order papers of one day speak of an action: what was written for a meeting comes before what was said there."""
SHARED = 3
"""So many actions in the same words make two series one, when they are a good part of the smaller."""
PART = 0.3
UNLIKELY = 3
"""A body's name with more than so many words is hardly that of two councils."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FILE_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?(0[1-9]|[12]\d|3[01]))?(?!\d)")

Series = tuple[str, ...]
"""The council's key, then what the lists of a series have in common."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The actions that one paper gives of one series, as of one day, in printed order.

    `day` is the day as of which the paper speaks, None when it is not known; `order` places the listing among those of its council.
    `tracks` are the kinds of lists in it (`list` for that of a plan or log, `milestone`) that would go on naming what is not done.
    """

    council: str
    series: Series
    day: str | None
    order: tuple[str, int, str]
    paper: Paper
    actions: Sequence[Action]
    tracks: frozenset[str]


def find_listings(papers: Iterable[Paper], left_out: Container[str] = (), days: Mapping[str, str] | None = None) -> list[Listing]:
    """The lists of actions of all papers, council by council, in the order in which the papers speak; their order does not matter.

    A list that has no day, in the paper or in `days`, and is not a plan's is left out: it has no place among the others. So are rows
    without words, and those whose ids are to be `left_out`.
    """
    grouped: dict[tuple[str, Series, str | None, str], list[Action]] = defaultdict(list)
    by_id = {paper.document_id: paper for paper in papers}
    for paper in by_id.values():
        if not paper.facts.actions:
            continue
        context = Context(paper)
        sections: dict[int | None, Section] = {section.ordinal: section for section in paper.division.sections}
        council = council_key(paper.division.council)
        told: dict[int | None, tuple[Series, str | None]] = {}
        for action in paper.facts.actions:
            if action.id in left_out or not (action.action or action.detail):
                continue
            if action.section not in told:
                told[action.section] = _series(council, paper, sections.get(action.section), context), context.reported_on(action.section)
            grouped[council, *told[action.section], paper.document_id].append(action)
    listings = [
        listing
        for (council, series, day, document), actions in grouped.items()
        if (listing := _listing(council, series, day, (days or {}).get(document), by_id[document], actions))
    ]
    listings.sort(key=lambda listing: (listing.council, listing.order, listing.series))
    return _in_common_series(listings)


def council_key(council: str | None) -> str:
    """What tells a council apart: `London Borough of Bromley` is `Bromley Council`."""
    words = words_of((council or "").replace("&", " and "))
    telling = [word for word in words if word not in codes("threads")["council_words"]]
    if "london" in words or "royal" in words:
        telling = [word for word in telling if word != "borough"]
    return "-".join(telling or words) or UNKNOWN


def family(title: str | None, council: str | None = None) -> frozenset[str]:
    """The words of a title that every issue of a plan or log has, whichever year or quarter it is for; empty when none tell it apart."""
    lists = codes("threads")
    telling = frozenset(word for word in words_of(title or "") if word not in lists["generic"] and not any(c.isdigit() for c in word))
    without = telling - frozenset(words_of(council or ""))
    best = without if without - frozenset(lists["weak"]) else telling
    return best if best - frozenset(lists["weak"]) else frozenset()


def same_family(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles' words are those of one plan: the same, or the one's are most of the other's."""
    weak = frozenset(codes("threads")["weak"])
    one, other = one - weak, other - weak
    return bool(one and other) and (one <= other or other <= one) and 2 * len(one & other) >= len(one | other)


def is_log(title: str | None) -> bool:
    """Whether a title is that of a list which follows a body's actions from meeting to meeting."""
    return bool(title) and _log_titles().search(title or "") is not None


@cache
def _log_titles() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in codes("threads")["log_titles"]), re.I)


def _series(council: str, paper: Paper, section: Section | None, context: Context) -> Series:
    """A body's meetings make a series, and so does a plan; what is neither stands alone.

    Where the council is not known, a body must have a name that no other is likely to have.
    """
    committee = context.committee(section.ordinal if section else None)
    body = committee_key(committee, paper.division.council) if committee else None
    kind = section.kind if section else paper.division.kind
    title = section.title if section else None
    in_minutes = kind in ("minutes", "agenda")
    if council == UNKNOWN and (body or "").count("-") < UNLIKELY:
        body = None
    if body is not None and (in_minutes or is_log(title or paper.division.title)):
        return council, "body", body
    if not in_minutes:
        for named in (title, paper.division.title):
            words = family(named, paper.division.council)
            if words:
                return council, "plan", *sorted(words)
    if body is not None:
        return council, "body", body
    return council, "paper", paper.document_id


@lru_cache(REMEMBERED)
def committee_key(committee: str, council: str | None) -> str:
    """What tells a body apart within its council; empty for the whole council, by whichever of its names."""
    whole = {*codes("threads")["whole_body"], *words_of(council or "")}
    words = [word for word in words_of(committee.replace("&", " and ")) if word not in ("the", "of", "and", "meeting")]
    return "" if all(word in whole for word in words) else "-".join(words)


def _listing(
    council: str, series: Series, day: str | None, elsewhere: str | None, paper: Paper, actions: Sequence[Action]
) -> Listing | None:
    division = paper.division
    when = day or elsewhere or _day_by_title(paper) or day_by_name(paper)
    if when is None:
        if division.kind != "plan":
            return None
        when = ""
    order = (when, ORDER.get(division.kind, 6), paper.document_id)
    tracks = frozenset("milestone" if action.origin == "milestone" else "list" for action in actions if action.origin != "minute")
    return Listing(council, series, day, order, paper, actions, tracks)


def _day_by_title(paper: Paper) -> str | None:
    """The time that a paper's title names: its first day for a plan, its last for an update, the middle of a year for half a year's."""
    title = paper.division.title or ""
    named = [each for each in paper.facts.dates if each.start and each.end and each.text in title]
    if paper.division.kind == "plan":
        year = YEAR.search(title)
        return min((each.start or "" for each in named), default=f"{year[0]}-01-01" if year else None)
    last = max(named, key=lambda each: each.end or "", default=None)
    if last and last.precision in ("year", "financial-year") and re.search(codes("threads")["half_way"], title, re.I):
        return str(_middle(last.start or "", last.end or ""))
    return last.end if last else None


def _middle(start: str, end: str) -> date:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return first + (last - first) / 2


def day_by_name(paper: Paper) -> str | None:
    """The day or month in the name of a paper's file: good enough to place it among others, not to be said of it."""
    for file in sorted(paper.files, key=lambda file: file.path):
        found = FILE_DAY.search(file.filename)
        if found:
            return "-".join(part for part in found.groups() if part)
    return None


def _in_common_series(listings: Sequence[Listing]) -> list[Listing]:
    """The listings with the series of those that belong together: plans whose titles are of one family, and lists that share actions."""
    leader: dict[Series, Series] = {listing.series: listing.series for listing in listings}

    def first(series: Series) -> Series:
        while leader[series] != series:
            series = leader[series]
        return series

    def join(one: Series, other: Series) -> None:
        low, high = sorted((first(one), first(other)))
        leader[high] = low

    plans: dict[tuple[str, str], list[Series]] = defaultdict(list)
    for series in sorted(leader):
        if series[1] == "plan":
            for other in {other for word in series[2:] for other in plans[series[0], word]}:
                if same_family(frozenset(series[2:]), frozenset(other[2:])):
                    join(series, other)
            for word in set(series[2:]).difference(codes("threads")["weak"]):
                plans[series[0], word].append(series)
    for one, other in _sharing(listings):
        join(one, other)
    return [replace(each, series=first(each.series)) for each in listings]


def _sharing(listings: Sequence[Listing]) -> list[tuple[Series, Series]]:
    """The pairs of series in which several actions stand in the same words. Nothing is shared where the council is not known."""
    series_of: dict[tuple[str, tuple[str, ...]], set[Series]] = defaultdict(set)
    for listing in listings:
        if listing.council != UNKNOWN:
            for action in listing.actions:
                words = words_of(f"{action.action or ''} {action.detail or ''}")
                if len(words) >= 5 and action.origin != "minute":
                    series_of[listing.council, words].add(listing.series)
    sizes = Counter(series for several in series_of.values() for series in several)
    shared: Counter[tuple[Series, Series]] = Counter()
    for several in series_of.values():
        inside = sorted(several)[:4]
        shared.update((one, other) for place, one in enumerate(inside) for other in inside[place + 1 :])
    return [pair for pair, count in sorted(shared.items()) if count >= max(SHARED, PART * min(sizes[pair[0]], sizes[pair[1]]))]
