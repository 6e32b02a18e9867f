"""Which lists of actions belong together, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from made_papers import COUNCIL, action, date, meeting, minutes, paper

from pipeline.link.series import UNKNOWN, committee_key, council_key, family, find_listings, is_log, same_family
from pipeline.records import Paper


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("London Borough of Bromley", "bromley"),
        ("Bromley Council", "bromley"),
        ("Wexcombe District Council", "wexcombe-district"),  # the parish of that name is another council
        ("Wexcombe Parish Council", "wexcombe-parish"),
        ("The Council", "the-council"),  # nothing but the words that are left out elsewhere
        (None, UNKNOWN),
    ],
)
def test_councils(printed: str | None, key: str) -> None:
    assert council_key(printed) == key


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Cleaner Wexcombe Plan 2024 to 2028", {"cleaner", "plan"}),
        ("Cleaner Wexcombe Plan: Half Year Update, April to September 2025", {"cleaner", "plan"}),
        ("Appendix 1 - Quarter 3 progress report on the Housing Strategy 2024-28", {"housing", "strategy"}),
        ("Internal Audit: Progress to the End of October 2025", {"internal", "audit"}),
        ("Action Plan", set()),  # every plan is one
        ("Half year update", set()),
        (None, set()),
    ],
)
def test_families_of_titles(title: str | None, words: set[str]) -> None:
    assert family(title, COUNCIL) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Cleaner Streets Plan", "Cleaner Streets Plan: annual review", True),
        ("Cleaner Streets Plan", "Progress with cleaner streets", True),
        ("Cleaner Streets Plan", "Safer Streets Plan", False),
        ("Housing Strategy", "Housing, Homelessness and Rough Sleeping Strategy", False),  # most of its words are others
        ("Plan", "Plan", False),
    ],
)
def test_same_families(one: str, other: str, same: bool) -> None:
    assert same_family(family(one), family(other)) == same


@pytest.mark.parametrize(
    ("committee", "key"),
    [
        ("Wexcombe District Council", ""),
        ("Annual Meeting of the Council", ""),
        ("FULL COUNCIL", ""),
        ("Licensing Sub-Committee", "licensing-sub-committee"),
        ("The Parks & Open Spaces Committee", "parks-open-spaces-committee"),
    ],
)
def test_bodies(committee: str, key: str) -> None:
    assert committee_key(committee, COUNCIL) == key


def test_titles_of_logs() -> None:
    assert is_log("Action tracker") and is_log("Outstanding actions from previous meetings") and is_log("Recommendations monitoring")
    assert not is_log("Climate Action Plan") and not is_log(None)


def order(*papers: Paper) -> list[str]:
    return [listing.paper.files[0].path for listing in find_listings(papers)]


def test_plans_without_a_day_come_first_and_meetings_in_their_order() -> None:
    row = [action("Mend the lych gate at the old cemetery")]
    plan = paper("plan", kind="plan", title="Parks Plan 2024 to 2026", actions=row)
    update = paper("update", kind="plan_update", title="Parks Plan update", day="2024-09-30", actions=row)
    agenda = paper("agenda", kind="agenda", title="Agenda", actions=row, meetings=[meeting("Parks Committee", "2024-10-07", "announced")])
    held = minutes("minutes", "2024-10-07", row, "Parks Committee")
    undated = paper("undated", title="Parks Plan: progress", actions=row)
    named = paper("named", title="Parks Plan: progress", actions=row, path="parks-progress 2025-03.pdf")
    expected = ["plan.pdf", "update.pdf", "agenda.pdf", "minutes.pdf", "parks-progress 2025-03.pdf"]  # nobody knows when `undated` was
    assert order(plan, update, agenda, held, undated, named) == order(named, undated, held, agenda, update, plan) == expected
    series = {listing.series for listing in find_listings([plan, update, named])}
    assert len(series) == 1


@pytest.mark.parametrize(
    ("kind", "title", "when"),
    [
        ("plan", "Parks Plan 2024/25", "2024-04-01"),  # from its beginning
        ("plan_update", "Parks Plan: year end report 2024/25", "2025-03-31"),
        ("plan_update", "Parks Plan: half year report 2024/25", "2024-09-30"),
    ],
)
def test_a_title_may_tell_when_a_paper_was(kind: Any, title: str, when: str) -> None:
    year = [date("2024/25", "2024-04-01", "2025-03-31", "financial-year")]
    made = paper("a", kind=kind, title=title, actions=[action("Mend the lych gate")], dates=year)
    assert [(listing.day, listing.order[0]) for listing in find_listings([made])] == [(None, when)]


def test_lists_that_share_actions_are_one_series_whatever_they_are_called() -> None:
    rows = [action(f"Plant {number} trees in the park by the river") for number in range(20, 26)]
    plan = paper("plan", kind="plan", title="Greener Places Plan", day="2024-04-01", actions=rows)
    other = paper("other", kind="plan_update", title="What we have done so far", day="2024-10-01", actions=rows[:4])
    assert len({listing.series for listing in find_listings([plan, other])}) == 1
    few = paper("few", kind="plan_update", title="What we have done so far", day="2024-10-01", actions=rows[:2])
    assert len({listing.series for listing in find_listings([plan, few])}) == 2


def test_where_the_council_is_not_known_a_body_needs_a_name_of_its_own() -> None:
    row = [action("Mend the lych gate at the old cemetery")]
    common = [minutes(name, day, row, "Planning Committee", council=None) for name, day in (("a", "2024-01-01"), ("b", "2024-02-01"))]
    assert len({listing.series for listing in find_listings(common)}) == 2
    rare = "Friends of the Old Cemetery at Wexcombe"
    own = [minutes(name, day, row, rare, council=None) for name, day in (("a", "2024-01-01"), ("b", "2024-02-01"))]
    assert len({listing.series for listing in find_listings(own)}) == 1
