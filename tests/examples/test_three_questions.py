"""The example answers its questions over the sample papers, and every row leads to the words on its page."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.operations.exporting import export_partitions
from pipeline.operations.publishing import publish_database
from pipeline.publish.serving import PLUGINS, TEMPLATES

ROOT = Path(__file__).parents[2]
EXAMPLE = runpy.run_path(str(ROOT / "examples/three_questions.py"))
SITE = "https://minutes.example.org"


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory, sample_database: Path) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    (folder / "out").mkdir()
    shutil.copy(sample_database, folder / "out")
    publish_database(folder / "out")
    export_partitions(folder / "out", folder / "bulk")
    return folder / "bulk"


@pytest.fixture(scope="module")
def found(bulk: Path) -> Any:
    return EXAMPLE["answers"](bulk, site=SITE)


def test_what_is_longest_overdue_and_as_of_which_paper(found: Any) -> None:
    (row,) = found["overdue"]
    assert row["council"] == "Skelbourne Borough Council"
    assert row["days"] == 55 and row["led_by"] == "Parking Services Manager"
    assert row["as_of_paper"].startswith("Internal Audit") and str(row["as_of"]) == "2025-11-24"


def test_where_advice_was_not_followed(found: Any) -> None:
    assert found["advice"][0]["how"] == "otherwise"
    assert "six of the twelve spaces" in found["advice"][0]["decided"] and "Option B" in found["advice"][0]["advised"]
    assert {row["how"] for row in found["advice"]} <= {"otherwise", "amended", "deferred"}


def test_which_deadlines_slipped_most(found: Any) -> None:
    days = [row["days"] for row in found["slipped"]]
    assert days[:3] == [273, 242, 183] and days == sorted(days, reverse=True)
    assert str(found["slipped"][0]["first_due"]) == "2025-12-31" and str(found["slipped"][0]["now_due"]) == "2026-09-30"


def test_every_row_leads_to_its_page(found: Any, bulk: Path) -> None:
    served = Datasette([str(bulk.parent / "out/public/minutebook.db")], plugins_dir=str(PLUGINS), template_dir=str(TEMPLATES))
    for row in (row for rows in found.values() for row in rows):
        page = asyncio.run(served.client.get(row["page"].removeprefix(SITE))).text
        words = " ".join(str(row.get("decided") or row.get("action") or row.get("detail")).split())[:30]
        assert '<mark id="words">' in page
        assert words.split()[0] in page


def test_it_can_be_read(bulk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    EXAMPLE["main"]([str(bulk), "--site", SITE, "--most", "2"])
    text = capsys.readouterr().out
    for question in EXAMPLE["QUESTIONS"].values():
        assert question.asked in text and question.caution in text
    assert "* Skelbourne Borough Council | 273 days" in text
    assert len(re.findall(rf"page: {SITE}/-/page/", text)) == 5
    assert "more; --most shows them." in text


def test_it_goes_into_a_spreadsheet(bulk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    EXAMPLE["main"]([str(bulk), "--as", "csv", "--council", "Skelbourne Borough Council", "--since", "2026-01-01"])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert {row[0] for row in rows if row[0] != "question"} == {"slipped"}
    assert EXAMPLE["_safe"]("=1+1") == "'=1+1"


def test_a_folder_of_another_kind_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        EXAMPLE["main"]([str(tmp_path)])
    assert "--parquet-by council,year" in capsys.readouterr().err
