"""The scan of the sample corpus, read with tesseract where it is installed: its words, its place in the database, its facts."""

from __future__ import annotations

import difflib
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
import yaml

from pipeline.evaluate.tasks import chosen, headline
from pipeline.operations.measure import ROOT, measure

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed (make ocr-tools)")

SCAN = "licensing/Scan_Licensing Panel signed minutes 3 October 2025.pdf"
PRINTED = ROOT / "tests" / "corpus" / "printing" / "sample_source" / "licensing_scan_2025-10-03.yml"
GOLD = ROOT / "tests" / "gold" / "sample_ocr"
WORD = re.compile(r"[\w/]+")
LEAST_WORDS = 0.97


def printed_words() -> list[str]:
    """The words of the sheet before it was scanned."""
    words: list[str] = []
    for block in yaml.safe_load(PRINTED.read_text(encoding="utf-8"))["blocks"]:
        for value in block.values():
            words += WORD.findall(" ".join(map(str, value)) if isinstance(value, list) else str(value))
    return words


def page_of(database: Path, columns: str) -> tuple[object, ...]:
    connection = sqlite3.connect(database)
    (row,) = connection.execute(f"select {columns} from pages p join documents d on d.id = document_id where path = ?", [SCAN]).fetchall()
    connection.close()
    return tuple(row)


def test_the_scan_s_words_are_read(sample_database: Path) -> None:
    (text,) = page_of(sample_database, "p.text")
    printed, read = printed_words()[:-2], WORD.findall(str(text))  # without the signature's line, which is dots and a scrawl
    matched = sum(block.size for block in difflib.SequenceMatcher(None, printed, read, autojunk=False).get_matching_blocks())
    assert matched >= LEAST_WORDS * len(printed)
    assert matched >= LEAST_WORDS * len(read)


def test_the_scan_is_counted_as_read_from_its_picture(sample_database: Path) -> None:
    assert page_of(sample_database, "p.text_source, d.pages_ocr, d.status") == ("ocr", 1, "ok")


def test_no_doubt_is_left_about_the_scan(sample_database: Path) -> None:
    connection = sqlite3.connect(sample_database)
    codes = connection.execute("select code from findings f join documents d on d.id = document_id where path = ?", [SCAN]).fetchall()
    connection.close()
    assert not {code for (code,) in codes} & {"no-text", "ocr-low-confidence", "hidden-text", "garbled-text"}


MEETINGS = pytest.param("meetings", marks=pytest.mark.xfail(reason="the council's name above the committee's is taken with it"))


@pytest.mark.parametrize("task", ["documents", "sections", MEETINGS, "attendance", "minutes", "resolutions", "officers", "dates"])
def test_the_scan_s_facts_are_found(sample_database: Path, task: str) -> None:
    measured = measure(sample_database, [str(GOLD)], chosen((task,)), None)
    assert headline(task, measured.evaluation.whole.tasks[task].rates) == 1.0


def test_rows_of_the_scan_have_their_box_on_the_sheet(sample_database: Path) -> None:
    connection = sqlite3.connect(sample_database)
    (bbox,) = connection.execute("select m.bbox from minutes m join documents d on d.id = document_id where path = ?", [SCAN]).fetchone()
    connection.close()
    x0, top, x1, bottom = json.loads(bbox)
    assert 70 < x0 < x1 < 250
    assert 255 < top < bottom < 290
