"""A run links and loads anew when a person has put something right, and reads nothing again for it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tiny_papers import put

from pipeline.errors import UsageError
from pipeline.running.plan import Limits, Stages
from pipeline.running.report import Silence
from pipeline.running.run import Ran, Run
from pipeline.running.work import Stage

STAGES = Stages(
    open_pdf="tiny_stages:open_pdf",
    document=[Stage(name, "1", f"tiny_stages:{name}") for name in ("read", "divide", "extract")],
    link=Stage("link", "1", "tiny_stages:link"),
    load_version="1",
)
MISPRINT = """\
- document: minutes.pdf
  table: dates
  row: 2024-03-05
  field: start
  value: {value}
  reason: The meeting was a week later.
"""


class Place:
    """A corpus of two papers, and where its database lies."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.out = folder / "corpus", folder / "out"
        put(self.corpus, "minutes.pdf", "Council\n2024-03-05")
        put(self.corpus, "plan.pdf", "Parks plan\n2024-04-01")
        (self.corpus / "hand").mkdir()

    def judge(self, text: str | None) -> None:
        path = self.corpus / "hand" / "minutes.yml"
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")

    def run(self, stages: Stages = STAGES) -> Run:
        return Run(self.corpus, self.out, stages, Silence(), Limits(), 1)

    def ingest(self, stages: Stages = STAGES) -> Ran:
        return self.run(stages).ingest()

    def rows(self, sql: str) -> list[Any]:
        with sqlite3.connect(self.out / "minutebook.db") as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_what_is_put_right_is_loaded_and_nothing_read_again(place: Place) -> None:
    place.ingest()
    assert place.rows("select start from dates order by start") == [("2024-03-05",), ("2024-04-01",)]
    place.judge(MISPRINT.format(value="2024-03-12"))
    assert place.run().waiting() == (1, 0)
    did = place.ingest()
    assert (did.ran, did.loaded) == ({}, 1)
    assert place.rows("select start from dates order by start") == [("2024-03-12",), ("2024-04-01",)]
    assert place.rows("select table_name, field, machine_value, value, reason from corrections") == [
        ("dates", "start", "2024-03-05", "2024-03-12", "The meeting was a week later.")
    ]
    assert place.ingest().did_nothing
    assert place.run().waiting() == (0, 0)


def test_a_judgment_that_is_changed_or_taken_out(place: Place) -> None:
    place.judge(MISPRINT.format(value="2024-03-12"))
    place.ingest()
    place.judge(MISPRINT.format(value="2024-03-19"))
    assert (place.ingest().ran, place.rows("select max(start) from dates where text like '2024-03%'")) == ({}, [("2024-03-19",)])
    place.judge(None)
    assert (place.ingest().ran, place.rows("select max(start) from dates where text like '2024-03%'")) == ({}, [("2024-03-05",)])
    assert place.rows("select count(*) from corrections") == [(0,)]


def test_a_judgment_that_no_longer_fits_is_a_finding(place: Place) -> None:
    place.judge(MISPRINT.format(value="2024-03-12").replace("minutes.pdf", "gone.pdf"))
    did = place.ingest()
    assert not did.troubles
    assert place.rows("select document_id, code, stage from findings") == [(None, "correction-unfit", "link")]
    assert place.ingest().did_nothing


def test_other_rules_for_putting_right_are_applied_anew(place: Place) -> None:
    place.judge(MISPRINT.format(value="2024-03-12"))
    place.ingest()
    did = place.ingest(replace(STAGES, link=Stage("link", "2", "tiny_stages:link")))
    assert (did.ran, did.loaded) == ({}, 1)


def test_a_file_that_is_not_understood_stops_the_run_before_anything_is_lost(place: Place) -> None:
    place.ingest()
    place.judge("- reason: none")
    with pytest.raises(UsageError, match=r"hand/minutes\.yml"):
        place.ingest()
    assert len(place.rows("select * from dates")) == 2
