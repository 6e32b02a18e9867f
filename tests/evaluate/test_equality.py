"""Our figures are those of the scorer that comes with the evaluation papers, on the same database and gold."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.records import Evaluation
from pipeline.evaluate.tasks import chosen
from pipeline.operations.measure import ROOT, Measured, measure

SCORER = ROOT.parent / "shared/contract/score.py"
GOLD = ROOT / "tests/gold/sample"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SCORER.is_file(), reason="the scorer that comes with the evaluation papers is not beside the checkout"),
]

DAMAGE = [
    "delete from dates where rowid % 4 = 0",
    'update dates set "end" = "start" where rowid % 5 = 0',
    "update actions set detail = null where rowid % 3 = 0",
    "update actions set due_start = '2020-01-01', status = null where rowid % 7 = 0",
    "update actions set action = action || ' and so on without an end that anybody could name' where rowid % 6 = 0",
    "delete from action_leads where rowid % 4 = 0",
    "update officers set post = null where rowid % 6 = 0",
    "update officer_mentions set role = 'mentioned' where rowid % 3 = 0",
    "delete from officer_mentions where rowid % 5 = 0",
    "update resolutions set label = null, mover = 'Somebody', votes_for = 1 where rowid % 3 = 0",
    "update resolutions set text = substr(text, 1, length(text) / 2) where rowid % 5 = 0",
    "delete from minutes where rowid % 5 = 0",
    "update attendance set status = 'absent', capacity = 'other' where rowid % 6 = 0",
    "update attendance set capacity = 'other' where rowid % 5 = 0",
    "update sections set page_end = page_end + 1 where rowid % 7 = 0",
    "update meetings set committee = 'Somewhere Else' where rowid % 3 = 0",
    "update documents set title = 'Another title', kind = 'other' where rowid % 3 = 0",
    "update agenda_items set part = 'exempt' where rowid % 3 = 0",
    "delete from findings where rowid % 2 = 0",
    "update minutes set page = page + 1 where rowid % 3 = 0",
    "update dates set quote = null where rowid % 9 = 0",
]
"""What makes a sound database as wrong as a bad reading would, a little in every task."""


@pytest.fixture(scope="module", params=["sound", "damaged"])
def database(request: pytest.FixtureRequest, sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("judged") / "minutebook.db"
    shutil.copy(sample_database, path)
    if request.param == "damaged":
        connection = sqlite3.connect(path)
        for statement in DAMAGE:
            connection.execute(statement)
        connection.commit()
        connection.close()
    return path


@pytest.fixture(scope="module")
def theirs(database: Path) -> Any:
    done = subprocess.run([sys.executable, SCORER, database, GOLD, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def ours(database: Path) -> Measured:
    return measure(database, [str(GOLD)], chosen(()), None)


def test_tasks(theirs: Any, ours: Measured) -> None:
    tasks = ours.evaluation.whole.tasks
    assert set(theirs["tasks"]) == set(tasks) - {"votes", "declarations"}
    for name, their in theirs["tasks"].items():
        our = tasks[name]
        counts = (their["files"], their["gold"], their["extracted"], their["matched"], their["ignored_optional"])
        assert counts == (our.papers, *our.counts), name
        assert list(their["micro"].values()) == [*our.rates], name
        assert list(their["macro"].values()) == [*our.mean], name


def test_fields(theirs: Any, ours: Measured) -> None:
    for name, their in theirs["tasks"].items():
        our = ours.evaluation.whole.tasks[name].fields
        assert set(their["fields"]) == set(our), name
        for field, counts in their["fields"].items():
            expected = (counts["right"], counts["of"], counts["given_right"], counts["given"])
            assert expected == (our[field].right, our[field].judged, our[field].given_right, our[field].given), (name, field)


def test_papers(theirs: Any, ours: Measured) -> None:
    for name, their in theirs["tasks"].items():
        papers = {paper.file: paper.tasks[name].counts for paper in ours.evaluation.papers if name in paper.tasks}
        assert set(their["per_file"]) == set(papers), name
        for file, counts in their["per_file"].items():
            assert (counts["gold"], counts["extracted"], counts["matched"], counts["f1"]) == (*papers[file][:3], papers[file].rates.f1), (
                name,
                file,
            )


def test_provenance(theirs: Any, ours: Measured) -> None:
    assert ours.provenance is not None
    for table, their in theirs["provenance"]["tables"].items():
        if their["rows"]:
            assert (their["rows"], their["quoted"], their["found"]) == tuple(ours.provenance.tables[table]), table


def test_damage_shows(request: pytest.FixtureRequest, ours: Measured) -> None:
    if "damaged" in request.node.name:
        assert len(imperfect(ours.evaluation)) > 10


def imperfect(evaluation: Evaluation) -> set[str]:
    return {
        name
        for name, task in evaluation.whole.tasks.items()
        if task.rates.f1 != 1.0 or any(field.accuracy != 1.0 for field in task.fields.values())
    }
