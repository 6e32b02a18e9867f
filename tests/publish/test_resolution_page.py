"""The page of a resolution: its words among those of its minute, the recommendation beside it, and who moved it and voted."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from publish.reading import part, read

from pipeline.edges.database import Database
from pipeline.publish.site.things.resolution_page import citation

PACK, MINUTES = (digit * 16 for digit in "ab")
RESOLUTION = f"{MINUTES}-resolutions-2-1"


def test_a_resolution_says_what_was_decided_by_whom_and_how(get: Any) -> None:
    page = get(f"/-/resolution/{RESOLUTION}").text
    assert "A21/17 Winter gritting" in read(page)
    decided = part(page, "decided")
    assert "Resolved that the revised gritting routes be adopted" in decided
    assert "Moved by Ann Field Seconded by Cy Reed Outcome Carried Votes for 1 Votes against 1" in decided
    assert "minutes in draft, not confirmed yet" in decided
    assert f'href="/-/page/{MINUTES}/2?row=resolutions/{RESOLUTION}"' in page
    assert f'href="/-/meeting/{MINUTES}-meetings-1-1"' in page
    assert 'href="/-/committee/wexcombe-district-council--highways-committee"' in page
    votes = part(page, "votes")
    assert "For (1) Ann Field Against (1) Bo Marsh" in votes
    assert 'href="/-/member/wexcombe-district-council--bo-marsh"' in page
    recommended = part(page, "recommended")
    assert "In the report Winter gritting routes ACH21-044" in recommended


def test_it_can_be_cited(get: Any) -> None:
    cite = part(get(f"/-/resolution/{RESOLUTION}").text, "cite")
    assert (
        "Wexcombe District Council, Highways Committee, 10 March 2021, minute A21/17, “Minutes of the Highways Committee”, "
        f"page 2 of the PDF. http://localhost/-/resolution/{RESOLUTION}" in cite
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (  # a clause of a minute without a number
            {"reference": None, "minute_reference": None, "minute": "Budget", "label": "(b)", "council": None, "committee": "Cabinet"}
            | {"date": "2021-03-01", "paper": "Minutes", "page": 4},
            "Cabinet, 1 March 2021, Budget (b), “Minutes”, page 4 of the PDF.",
        ),
        (  # a paper that says next to nothing
            {"reference": None, "minute_reference": None, "minute": None, "label": None, "council": "A Council", "committee": None}
            | {"date": None, "paper": None, "page": 1},
            "A Council, an untitled paper, page 1 of the PDF.",
        ),
    ],
)
def test_what_a_citation_leaves_out(row: dict[str, Any], said: str) -> None:
    assert citation(row) == said


def test_the_clauses_of_a_minute_stand_in_order_and_this_one_is_marked(sample: Any, sample_database: Path) -> None:
    connection = sqlite3.connect(sample_database)
    ids = [
        row[0]
        for row in connection.execute("select id from resolutions where reference = 'EPS/25/14' and canonical_id = id order by ordinal")
    ]
    connection.close()
    assert len(ids) == 3
    page = sample(f"/-/resolution/{ids[1]}").text
    clauses = part(page, "clauses")
    assert clauses.index("(1) the findings") < clauses.index("(2) the Cabinet Member") < clauses.index("(3) a further report")
    assert re.search(r'aria-current="true"><p><strong>[^<]+</strong> \(2\)', page)
    assert f'href="/-/resolution/{ids[0]}"' in page
    assert f'href="/-/resolution/{ids[2]}"' in page


def test_voters_told_by_the_list_are_shown_as_printed(sample: Any, sample_database: Path) -> None:
    connection = sqlite3.connect(sample_database)
    (resolution,) = connection.execute("select distinct resolution_id from votes").fetchone()
    connection.close()
    votes = part(sample(f"/-/resolution/{resolution}").text, "votes")
    assert "Yusuf Adeyinka printed “Adeyinka”" in votes


def test_a_resolution_in_two_papers_has_one_address(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    copy = f"{PACK}-resolutions-9-1"
    connection.execute(
        "insert into resolutions (id, document_id, meeting_id, text, canonical_id, page) values (?, ?, ?, 'the same', ?, 3)",
        (copy, PACK, f"{PACK}-meetings-1-1", RESOLUTION),
    )
    connection.commit()
    connection.close()
    with Database.open(path) as database:
        database.fill_registers()
    get = site_of(path)
    assert get(f"/-/resolution/{copy}", expect=302).headers["location"] == f"/-/resolution/{RESOLUTION}"
    assert "Highways Committee agenda" in part(get(f"/-/resolution/{RESOLUTION}").text, "copies")


def test_without_a_report_it_says_so(sample: Any, sample_database: Path) -> None:
    connection = sqlite3.connect(sample_database)
    (resolution,) = connection.execute("select id from resolutions where report_id is null and canonical_id = id").fetchone()
    connection.close()
    assert "No report among the papers could be linked" in part(sample(f"/-/resolution/{resolution}").text, "recommended")
