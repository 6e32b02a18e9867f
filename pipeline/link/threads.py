"""The same action in plan, refreshed plan, updates and logs of successive meetings: one thread, with what became of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.link.entries import Entry, entries_of
from pipeline.link.likeness import Printing, Weights, printings_of
from pipeline.link.matching import Candidate, Index, Kinship, come_apart, compare, pair_up
from pipeline.link.names import slug
from pipeline.link.outcomes import Ended, how_it_ended, slips_of
from pipeline.link.series import UNKNOWN, Listing, Series, find_listings
from pipeline.records import Action, ActionThread, Links, Paper, ThreadState

LONGEST_SILENCE = 3 * 366
"""After so many days without a word, the same words are another promise; a lasting reference is not forgotten."""
A_YEAR = 366
LATELY = 0.04
"""What it adds to the likeness that the last list of the series had the action."""


Seen = tuple[Listing, Entry]


@dataclass(slots=True)
class _Thread:
    """An action as far as it has been followed: its entries in the lists, in order.

    `ended` says how it stood in the last of them, `merged` that another action went on for it.
    """

    seen: list[Seen]
    ended: Ended | None = None
    merged: bool = False

    def go_on(self, listing: Listing, entry: Entry) -> None:
        """Take up the entry of the next list."""
        self.seen.append((listing, entry))
        self.ended = how_it_ended(entry.rows)

    @property
    def listing(self) -> Listing:
        return self.seen[-1][0]

    @property
    def last(self) -> Entry:
        return self.seen[-1][1]

    @property
    def rows(self) -> list[Action]:
        return [row for _, entry in self.seen for row in entry.rows]


def link_threads(papers: Iterable[Paper], copies: Mapping[str, str] | None = None, days: Mapping[str, str] | None = None) -> Links:
    """The threads of all actions that more than one paper could report on, the thread that each of their rows belongs to, and the row that
    counts where one paper prints an action twice. The order of the papers makes no difference.

    `copies` are rows of papers with the same text, each with the row that counts: what a paper says twice over is said once. `days`
    are those of papers that give none themselves.
    """
    again = {row: counted for row, counted in (copies or {}).items() if row != counted}
    by_council: dict[str, list[Listing]] = defaultdict(list)
    for listing in find_listings(papers, again.keys(), days or {}):
        by_council[listing.council].append(listing)
    canonical: dict[str, str] = {}
    followed: list[tuple[_Thread, ThreadState]] = []
    for listings in by_council.values():
        council = _Council(listings)
        for listing in listings:
            entries = council.take_up(listing)
            canonical.update((row.id, entry.counted.id) for entry in entries if len(entry.printings) > 1 for row in entry.rows)
        followed += council.followed()
    threads, thread_of = _named(followed)
    thread_of.update((row, thread_of[counted]) for row, counted in again.items() if counted in thread_of)
    return Links(threads=threads, thread_of=thread_of, canonical=canonical)


class _Council:
    """What is followed of one council, while its lists are gone through in their order."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._listings = listings
        self._printings = {each.row.id: each for listing in listings for each in printings_of(listing.actions)}
        self._weights = Weights(self._printings.values())
        self._index = Index(self._weights)
        self._threads: list[_Thread] = []
        days: dict[Series, set[str]] = defaultdict(set)
        for listing in listings:
            days[listing.series].add(listing.order[0])
        self._next = {(series, day): later for series, several in days.items() for day, later in pairwise(sorted(several))}

    def take_up(self, listing: Listing) -> list[Entry]:
        """The entries of the next list, each put to the thread that it goes on with, or to a new one."""
        entries = entries_of([self._printings[row.id] for row in listing.actions], self._weights)
        forgotten = cache(lambda thread: self._is_forgotten(self._threads[thread], listing))
        near = [
            (number, thread)
            for number, entry in enumerate(entries)
            for thread in self._index.near(entry.last, forgotten)
            if not forgotten(thread) or self._goes_on_by_reference(self._threads[thread], listing, entry.last)
        ]
        candidates = [
            Candidate(number, thread, step, score + self._lately(self._threads[thread], listing))
            for number, thread in near
            for step, score in self._compared(entries[number].last, self._threads[thread], listing)
        ]
        found = {each.entry: each.thread for each in pair_up(candidates, steps=(0, 1, 2))}
        found.update(self._by_parts(listing, entries, near, found))
        taken = set(found.values())
        left = [each for each in candidates if each.entry not in found and each.thread not in taken]
        left = [each for each in left if not self._threads[each.thread].merged]
        found.update((each.entry, each.thread) for each in pair_up(left, steps=(3,)))
        for number, entry in enumerate(entries):
            thread = found.get(number, len(self._threads))
            if thread == len(self._threads):
                self._threads.append(_Thread([]))
            self._threads[thread].go_on(listing, entry)
            self._index.add(thread, entry.last)
        return entries

    def followed(self) -> list[tuple[_Thread, ThreadState]]:
        """The threads that more than one paper could report on, each with its state at the end."""
        papers: dict[Series, set[str]] = defaultdict(set)
        tracked: dict[tuple[Series, str], list[str]] = defaultdict(list)
        for listing in self._listings:
            papers[listing.series].add(listing.paper.document_id)
            for kind in listing.tracks:
                tracked[listing.series, kind].append(listing.order[0])
        return [
            (thread, _state(thread, self._is_passed_over(thread, tracked)))
            for thread in self._threads
            if any(len(papers[listing.series]) > 1 for listing, _ in thread.seen)
            or len({listing.paper.document_id for listing, _ in thread.seen}) > 1
        ]

    def _is_passed_over(self, thread: _Thread, tracked: Mapping[tuple[Series, str], Sequence[str]]) -> bool:
        """Whether a later list of the series, which would go on naming the action, does not name it.

        A promise in running minutes can be missed only by the log of the next meeting. `tracked` are the days of such lists, in order.
        """
        series, day = thread.listing.series, thread.listing.order[0]
        origins = {row.origin for row in thread.rows}
        lists = tracked.get((series, "milestone" if origins == {"milestone"} else "list"), ())
        if origins == {"minute"}:
            place = bisect_right(lists, day)
            return lists[place : place + 1] == [self._next.get((series, day))] and _days(day, lists[place]) <= A_YEAR
        return bool(lists) and lists[-1] > day

    def _compared(self, printing: Printing, thread: _Thread, listing: Listing) -> list[tuple[int, float]]:
        kin: Kinship = "none"
        if any(seen.series == listing.series for seen, _ in thread.seen):
            kin = "plan" if listing.series[1] == "plan" else "log"
        found = compare(printing, thread.last.last, self._weights, kin, self._lately(thread, listing) > 0)
        return [found] if found else []

    def _goes_on_by_reference(self, thread: _Thread, listing: Listing, printing: Printing) -> bool:
        """Whether a printing in the list may go on with a thread forgotten by its words: by a lasting reference, if it is not over."""
        return printing.lasting and printing.reference == thread.last.last.reference and not self._is_over(thread, listing)

    def _is_over(self, thread: _Thread, listing: Listing) -> bool:
        """Whether a thread has come to its end. What is closed may be printed once more, in the next list of the same year."""
        day, last = listing.order[0], thread.listing.order[0]
        late = day > self._next.get((thread.listing.series, last), day) or _days(last, day) > A_YEAR
        return thread.merged or (thread.ended is not None and late)

    def _is_forgotten(self, thread: _Thread, listing: Listing) -> bool:
        """Whether no action of this list or of any after it can go on with a thread by its words."""
        return self._is_over(thread, listing) or _days(thread.listing.order[0], listing.order[0]) > LONGEST_SILENCE

    def _lately(self, thread: _Thread, listing: Listing) -> float:
        """What it speaks for a thread that the last list of the series had it, if that was not more than a year before."""
        last = thread.listing.order[0]
        recent = thread.listing.series == listing.series and self._next.get((listing.series, last), last) in (last, listing.order[0])
        return LATELY if recent and _days(last, listing.order[0]) <= A_YEAR else 0.0

    def _by_parts(
        self, listing: Listing, entries: Sequence[Entry], near: Iterable[tuple[int, int]], found: dict[int, int]
    ) -> dict[int, int]:
        """Entries that are the greatest part of an action which came apart, or that several actions have gone into."""
        taken = set(found.values())
        left = [
            (number, thread)
            for number, thread in near
            if number not in found
            and thread not in taken
            and self._threads[thread].listing.series == listing.series
            and not self._threads[thread].ended
            and not (entries[number].last.own_reference and self._threads[thread].last.last.own_reference)
            and "minute" not in (entries[number].last.row.origin, self._threads[thread].last.last.row.origin)
        ]
        new = {number: entries[number].last for number, _ in left}
        old = {thread: self._threads[thread].last.last for _, thread in left}
        more: dict[int, int] = {}
        for thread, several in come_apart(old, new, ((thread, number) for number, thread in left), self._weights):
            more[several[0]] = thread
        for number, threads in come_apart(new, old, left, self._weights):
            if number not in more and not set(threads) & set(more.values()):
                more[number] = threads[0]
                for thread in threads[1:]:
                    self._threads[thread].merged = True
        return more


# --- what became of an action -----------------------------------------------------------------------------------------


def _state(thread: _Thread, passed_over: bool) -> ThreadState:
    if thread.ended:
        return thread.ended
    if thread.merged:
        return "dropped"
    return "silent" if passed_over else "open"


def _due_dates(thread: _Thread) -> list[Action]:
    """For each paper that gives a due date, the last of its rows that does."""
    dated = ([row for row in entry.rows if row.due_end] for _, entry in thread.seen)
    return [rows[-1] for rows in dated if rows]


def _days(earlier: str, later: str) -> int:
    """The days between two days as written, months and years taken by their first day; 0 when one is not known."""
    if not earlier or not later:
        return 0
    return _day_number(later) - _day_number(earlier)


@lru_cache(maxsize=1 << 16)
def _day_number(day: str) -> int:
    return date.fromisoformat((day + "-01-01")[:10]).toordinal()


# --- naming -----------------------------------------------------------------------------------------------------------


def _named(followed: Iterable[tuple[_Thread, ThreadState]]) -> tuple[list[ActionThread], dict[str, str]]:
    """The threads as records, and the thread of each row. Equal keys get a number, in the order of the papers."""
    taken: Counter[str] = Counter()
    threads: list[ActionThread] = []
    thread_of: dict[str, str] = {}
    for thread, state in sorted(followed, key=lambda pair: (pair[0].seen[0][0].order, pair[0].rows[0].id)):
        listing, entry = thread.seen[0]
        council, dues = listing.paper.division.council, _due_dates(thread)
        reference = entry.printings[0].row.reference if entry.printings[0].own_reference else None
        title = _title(entry.rows[0])
        base = f"{slug(council) if council else UNKNOWN}--{slug(f'{reference} {title}' if reference else title)}"
        taken[base] += 1
        made = ActionThread(
            id=base if taken[base] == 1 else f"{base}-{taken[base]}",
            council=council,
            title=title,
            first_document_id=listing.paper.document_id,
            last_document_id=thread.listing.paper.document_id,
            state=state,
            first_due_end=dues[0].due_end if dues else None,
            current_due_end=dues[-1].due_end if dues else None,
            slips=slips_of(dues),
            status=next((row.status for row in reversed(thread.rows) if row.status), None),
            last_seen_on=thread.listing.day,
        )
        threads.append(made)
        thread_of.update((row.id, made.id) for row in thread.rows)
    return threads, thread_of


def _title(row: Action) -> str:
    """The action as printed, with the first line of its detail."""
    lines = [row.action, *(row.detail or "").split("\n")[:1]]
    return ": ".join(words for line in lines if (words := " ".join((line or "").split())))
