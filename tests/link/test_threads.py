"""An action over successive papers: what is followed, how often it slipped, what became of it."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from random import Random

import pytest
from made_papers import action, minutes, paper
from msgspec.structs import replace

from pipeline.link.threads import link_threads
from pipeline.records import Action, ActionThread, Paper

PLAN, UPDATE = "Livelier Streets Plan 2024 to 2027", "Livelier Streets Plan: half year update"


def plan(*actions: Action) -> Paper:
    return paper("plan", kind="plan", title=PLAN, day="2024-04-01", actions=actions)


def update(day: str, *actions: Action) -> Paper:
    return paper(f"up {day}", kind="plan_update", title=UPDATE, day=day, actions=actions)


def followed(*papers: Paper) -> dict[str, tuple[str, ...]]:
    """The days of the papers that each thread runs through, by its title; the second of one title has a number."""
    links = link_threads(papers)
    where = {row.id: each.division.published_on or each.facts.meetings[0].date for each in papers for row in each.facts.actions}
    seen: Counter[str] = Counter()
    found: dict[str, tuple[str, ...]] = {}
    for thread in links.threads:
        seen[thread.title] += 1
        name = thread.title if seen[thread.title] == 1 else f"{thread.title} ({seen[thread.title]})"
        found[name] = tuple(sorted(where[row] or "" for row, key in links.thread_of.items() if key == thread.id))
    return found


def only(*papers: Paper) -> ActionThread:
    (thread,) = link_threads(papers).threads
    return thread


GIVEN = "2024-04-01"
FIRST, SECOND, THIRD = "2024-10-01", "2025-04-01", "2025-10-01"


# --- what is the same action ------------------------------------------------------------------------------------------

OTHERS = [
    action("Widen the pavement outside the market hall", "2025-03"),
    action("Remove the guard rails at the clock tower", "2025-06"),
    action("Hold a street party for every ward", "2025-09"),
]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (action("Plant limes along Station Road", "2024-12"), action("Plant limes along Station Road", "2025-03")),  # only the date moved
        (action("Plant limes along Station Road"), action("Plant 40 limes along Station Road and Quay Street")),  # reworded
        (action("Plant limes along Station Road"), action("Greener streets", detail="Plant limes along Station Road")),  # another column
        (action("Plant limes", reference="LS-014"), action("Limes to be planted in two winters", reference="LS-014")),  # by its reference
    ],
)
def test_an_action_is_followed(before: Action, after: Action) -> None:
    found = followed(plan(*OTHERS, before), update(FIRST, after, *OTHERS))
    assert set(found.values()) == {(GIVEN, FIRST)}
    assert len(found) == 4


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (action("Plant limes along Station Road"), action("Plant a wood at Hill Farm")),  # another action
        (action("Plant limes", reference="LS-014"), action("Plant limes", reference="LS-015")),  # another reference
        (action("Report to the committee"), action("Report to the council on parking")),  # too little to tell
    ],
)
def test_what_is_in_doubt_stays_apart(before: Action, after: Action) -> None:
    found = followed(plan(*OTHERS, before), update(FIRST, after, *OTHERS))
    assert sorted(found.values()) == sorted([(GIVEN, FIRST)] * 3 + [(GIVEN,), (FIRST,)])


def test_two_that_are_equally_alike_stay_apart() -> None:
    rows = [action("Resurface the footpath at Mill Lane"), action("Resurface the footpath at Hill Lane")]
    found = followed(plan(*rows), update(FIRST, action("Resurface the footpath at Rill Lane")))
    assert sorted(found.values()) == [(GIVEN,), (GIVEN,), (FIRST,)]


def test_an_action_that_comes_apart_goes_on_in_its_greatest_part() -> None:
    whole = action("Clear the ditch along Mill Lane and replace the old culvert under Fore Street")
    parts = [action("Clear the ditch along Mill Lane"), action("Replace the old culvert under Fore Street with a wider one")]
    found = followed(plan(whole, *OTHERS), update(FIRST, *parts, *OTHERS))
    assert sorted(found.values()) == sorted([(GIVEN, FIRST)] * 4 + [(FIRST,)])
    assert found[whole.action or ""] == (GIVEN, FIRST)


def test_of_actions_that_are_merged_one_goes_on_and_the_other_is_dropped() -> None:
    parts = [action("Clear the ditch along Mill Lane"), action("Replace the old culvert under Fore Street")]
    whole = action("Clear the ditch along Mill Lane, and replace the old culvert under Fore Street with it")
    papers = plan(*parts, *OTHERS), update(FIRST, whole, *OTHERS), update(SECOND, whole, *OTHERS)
    states = sorted((thread.state, thread.title) for thread in link_threads(papers).threads)
    assert [state for state, _ in states] == ["dropped", "open", "open", "open", "open"]
    assert states[0][1] in {part.action for part in parts}


def test_nothing_is_followed_from_one_council_to_another() -> None:
    row = action("Plant limes along Station Road", reference="LS-014")
    assert link_threads([plan(row), replace_council(update(FIRST, row), "Ambleford Town Council")]).threads == []


def replace_council(each: Paper, council: str) -> Paper:
    return replace(each, division=replace(each.division, council=council))


def test_a_plan_is_followed_into_the_minutes_in_its_own_words_only() -> None:
    words = "Extend the twenty mile an hour zone to the streets behind the station"
    found = followed(plan(action(words)), minutes("min", FIRST, [action(words)], "Traffic Committee"))
    assert found == {words: (GIVEN, FIRST)}
    reworded = action("Extend the twenty mile an hour zone to streets behind the old station")
    assert followed(plan(action(words)), minutes("min", FIRST, [reworded], "Traffic Committee")) == {}


# --- what became of it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dues", "slips", "first", "current"),
    [
        (["2024-12", "2025-03", "2025-06"], 2, "2024-12-31", "2025-06-30"),  # twice later
        (["2024-12", "2024-12", "2024-11"], 0, "2024-12-31", "2024-11-30"),  # brought forward
        (["2024-12", None, "2025-06"], 1, "2024-12-31", "2025-06-30"),  # a paper that gives no date
        (["2025-06", "2025-03", "2025-06"], 1, "2025-06-30", "2025-06-30"),  # brought forward, then put off again
        ([None, "2025-03", None], 0, "2025-03-31", "2025-03-31"),  # only one paper gives a date
        ([None, None, None], 0, None, None),
    ],
)
def test_slips(dues: list[str | None], slips: int, first: str | None, current: str | None) -> None:
    rows = [action("Plant limes along Station Road", due) for due in dues]
    thread = only(plan(rows[0]), update(FIRST, rows[1]), update(SECOND, rows[2]))
    assert (thread.slips, thread.first_due_end, thread.current_due_end) == (slips, first, current)
    assert (thread.first_document_id, thread.last_document_id) == (plan().document_id, update(SECOND).document_id)
    assert thread.last_seen_on == SECOND


def test_what_comes_again_every_year_does_not_slip() -> None:
    rows = [action("Publish the figures for litter", due, recurring="annual") for due in ("2024-06", "2025-06")]
    assert only(plan(rows[0]), update("2025-04-01", rows[1])).slips == 0


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (action("Plant limes", status="in-progress"), "open"),
        (action("Plant limes", status="complete"), "closed"),
        (action("Plant limes", progress="All planted by the school. Action closed"), "closed"),
        (action("Plant limes", progress="Completed, and paid for"), "closed"),
        (action("Plant limes", progress="To be completed"), "open"),
        (action("Plant limes", progress="Completed by June if the weather holds"), "open"),
        (action("Plant limes", status="amber", progress="Fencing completed"), "open"),  # a status goes before words
        (action("Plant limes", status="superseded"), "dropped"),
        (action("Plant limes", progress="No longer required"), "dropped"),
        (action("Plant limes", progress="The grant was refused; not proceeding"), "dropped"),
    ],
)
def test_states(last: Action, state: str) -> None:
    thread = only(plan(action("Plant limes")), update(FIRST, last))
    assert (thread.state, thread.status) == (state, last.status)


def test_what_later_lists_leave_out_is_silent_unless_it_was_done() -> None:
    done, left_out = action("Plant limes", status="complete"), action("Hold a street party for every ward")
    threads = link_threads([plan(action("Plant limes"), left_out, OTHERS[0]), update(FIRST, done, OTHERS[0]), update(SECOND, OTHERS[0])])
    states = {thread.title: (thread.state, thread.last_seen_on) for thread in threads.threads}
    assert states == {
        "Plant limes": ("closed", FIRST),
        left_out.action: ("silent", GIVEN),
        OTHERS[0].action: ("open", SECOND),
    }


def test_minutes_without_a_log_make_nothing_silent() -> None:
    promise = [action("The Clerk will write to the bus company about the shelter", origin="minute")]
    later = [action("The Chairman will open the new library", origin="minute")]
    states = {thread.state for thread in link_threads([minutes("a", FIRST, promise), minutes("b", SECOND, later)]).threads}
    assert states == {"open"}
    log = [action("The Chairman will open the new library")]
    missed = link_threads([minutes("a", FIRST, promise), minutes("b", "2024-11-01", log)]).threads
    assert {(thread.title[:9], thread.state) for thread in missed} == {("The Clerk", "silent"), ("The Chair", "open")}


def test_what_is_closed_is_not_taken_up_again_later() -> None:
    row = action("Book the hall for the meetings")
    found = followed(
        minutes("a", FIRST, [replace(row, status="complete")]),
        minutes("b", SECOND, [replace(row, status="complete")]),  # printed once more, in the next log
        minutes("c", "2025-05-01", OTHERS),
        minutes("d", THIRD, [row]),  # next year's
    )
    assert found["Book the hall for the meetings"] == (FIRST, SECOND)


def test_a_log_is_followed_from_meeting_to_meeting() -> None:
    front, back = {"theme": "Actions from the last meeting"}, {"theme": "Action list", "page": 3}
    first = minutes("a", FIRST, [action("Order the salt", reference="Oct24.01", **back)])
    second = minutes(
        "b",
        "2024-11-01",
        [
            action("Order the salt", reference="Oct 24.1", progress="Two quotes", **front),
            action("Order the salt", reference="Oct24.01", **back),
            action("Mend the bench", reference="Nov24.01", **back),
        ],
    )
    links = link_threads([first, second])
    assert len(set(links.thread_of.values())) == 2
    rows = [row.id for row in second.facts.actions]
    assert links.thread_of[rows[0]] == links.thread_of[rows[1]] == links.thread_of[first.facts.actions[0].id] != links.thread_of[rows[2]]
    assert links.canonical == {rows[0]: rows[0], rows[1]: rows[0]}  # the row with the progress counts


def test_a_paper_that_stands_alone_has_no_threads() -> None:
    assert link_threads([plan(*OTHERS)]).threads == []


def test_keys_are_readable_and_lasting() -> None:
    twins = [action("Hold a fair", "2024-06"), action("Hold a fair", "2025-06")]
    threads = link_threads([plan(*twins, action("Plant limes", reference="LS-014")), update(FIRST, *twins)]).threads
    keys = {thread.id for thread in threads}
    assert keys == {
        "wexcombe-district-council--hold-a-fair",
        "wexcombe-district-council--hold-a-fair-2",
        "wexcombe-district-council--ls-014-plant-limes",
    }


def test_the_order_of_the_papers_makes_no_difference() -> None:
    words = [f"{verb} the {thing}" for verb in ("Mend", "Paint", "Insure") for thing in ("gate", "bench", "notice board", "bus shelter")]
    chance = Random(7)
    papers = [plan(*map(action, words))]
    for number in range(1, 4):
        rows = [action(f"{text} again" if chance.random() < 0.3 else text, f"2025-0{number}") for text in chance.sample(words, 8)]
        papers.append(update(f"2024-1{number - 1}-01", *rows))
    expected = link_threads(papers)
    assert sum(thread.slips for thread in expected.threads) > 3
    for shuffled in permutations(papers):
        assert link_threads(shuffled) == expected
