"""The sample corpus: made anew it is what is committed, and its gold says nothing that the papers do not print."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SAMPLE = CORPUS / "sample"
PRINTING = Path(__file__).resolve().parent / "printing"
GOLD = ROOT / "tests" / "gold" / "sample"
GOLD_OCR = ROOT / "tests" / "gold" / "sample_ocr"

NO_GOLD = {
    "Harbour Quay - have your say.pdf": "a web page under the name of a PDF",
    "Staffing review - members only (password).pdf": "cannot be opened without its password",
    "Scan_Licensing Panel signed minutes 3 October 2025.pdf": "a picture without text; its gold is in sample_ocr, for a machine with OCR",
}
TASKS = {
    "sections", "meetings", "agenda_items", "attendance", "minutes", "resolutions", "reports", "recommendations", "actions",
    "measures", "officers", "dates", "votes", "declarations", "findings",
}  # fmt: skip
PRINTED = ("title", "name", "post", "text", "quote", "venue", "theme", "action", "detail", "measure_of_success", "progress",
           "next_steps", "measure", "reported", "mover", "seconder", "reference", "label", "number", "leads_text")  # fmt: skip
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

papers = sorted(path for path in SAMPLE.rglob("*.pdf"))
golds = sorted(GOLD.glob("*.json"))


def gold_of(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def squeezed(text: str) -> str:
    """Letters and digits only: line ends, hyphens and quotation marks do not matter."""
    return re.sub(r"[\W_]+", "", text).lower()


def words_of(name: str) -> str:
    """All that a paper prints, in the order it was drawn, so that the words of one cell stand together."""
    (path,) = [paper for paper in papers if paper.name == name]
    with pypdfium2.PdfDocument(path) as document:
        return squeezed(" ".join(page.get_textpage().get_text_range() for page in document))


@pytest.fixture(scope="module")
def make_sample() -> ModuleType:
    pytest.importorskip("reportlab", reason="reportlab prints the sample; it comes with the dev dependencies")
    sys.path.insert(0, str(PRINTING))
    try:
        import make_sample
    finally:
        sys.path.remove(str(PRINTING))
    return make_sample


def test_the_sample_is_what_its_words_give(make_sample: ModuleType, tmp_path: Path) -> None:
    written = make_sample.write_sample(tmp_path)
    assert {path.relative_to(tmp_path) for path in written} == {path.relative_to(SAMPLE) for path in papers}
    changed = [path.name for path in written if path.read_bytes() != (SAMPLE / path.relative_to(tmp_path)).read_bytes()]
    assert changed == [], "run `make sample`, look at the pages, and put the gold right"


def test_only_the_deliberate_day_of_the_week_is_wrong() -> None:
    wrong = set()
    for source in (PRINTING / "sample_source").glob("*.yml"):
        for printed in re.finditer(rf"({'|'.join(DAYS)}) (\d+) ({'|'.join(MONTHS)}) (\d{{4}})", source.read_text(encoding="utf-8")):
            day, number, month, year = printed.groups()
            if date(int(year), MONTHS.index(month) + 1, int(number)).weekday() != DAYS.index(day):
                wrong.add((source.name, printed.group()))
    assert wrong == {("scrutiny_pack_2025-11-12.yml", "Tuesday 10 September 2025")}


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in papers) < 3_000_000


def test_every_readable_paper_has_gold() -> None:
    assert {gold_of(path)["file"] for path in golds} == {paper.name for paper in papers} - set(NO_GOLD)
    assert all(path.stem == Path(gold_of(path)["file"]).stem for path in golds)
    assert {gold_of(path)["file"] for path in GOLD_OCR.glob("*.json")} < set(NO_GOLD)


def test_papers_without_gold_print_nothing_that_can_be_read() -> None:
    for paper in papers:
        if paper.name in NO_GOLD:
            try:
                with pypdfium2.PdfDocument(paper) as document:
                    assert not any(page.get_textpage().get_text_range().strip() for page in document), paper.name
            except pypdfium2.PdfiumError:
                continue


def test_every_file_has_a_row_in_the_readme() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert [paper.name for paper in papers if f"`{paper.relative_to(SAMPLE).as_posix()}`" not in readme] == []


@pytest.mark.parametrize("path", golds, ids=lambda path: path.stem)
def test_gold_speaks_of_every_task(path: Path) -> None:
    gold = gold_of(path)
    assert set(gold) - {"file", "document"} == TASKS
    assert all(isinstance(gold[task], list) for task in TASKS)


@pytest.mark.parametrize("path", golds, ids=lambda path: path.stem)
def test_gold_says_what_the_paper_prints(path: Path) -> None:
    gold = gold_of(path)
    printed = words_of(gold["file"])
    missing = []
    for task in sorted(TASKS):
        for row in gold[task]:
            due = [] if row.get("origin") == "milestone" else [row.get("due_text")]
            for value in [*(row.get(field) for field in PRINTED), *due, *row.get("leads", [])]:
                missing += [(task, line) for line in (value or "").split("\n") if squeezed(line) not in printed]
    title = gold["document"].get("title")
    assert missing == []
    assert title is None or squeezed(title) in printed
    assert squeezed(gold["document"]["council"]) in printed


@pytest.mark.parametrize("path", golds, ids=lambda path: path.stem)
def test_gold_sections_cover_the_pages_once(path: Path) -> None:
    gold = gold_of(path)
    (paper,) = [paper for paper in papers if paper.name == gold["file"]]
    with pypdfium2.PdfDocument(paper) as document:
        pages = len(document)
    covered = [page for row in gold["sections"] for page in range(row["page_start"], row["page_end"] + 1)]
    assert covered == list(range(1, pages + 1))


@pytest.mark.parametrize("path", golds, ids=lambda path: path.stem)
def test_gold_dates_of_actions_are_whole_and_stand_among_the_dates(path: Path) -> None:
    gold = gold_of(path)
    dates = {(row["start"], row["end"]) for row in gold["dates"]}
    for row in gold["actions"]:
        if row.get("due_start"):
            assert row["due_start"] <= row["due_end"]
            assert (row["due_start"], row["due_end"]) in dates, row
    for row in gold["dates"]:
        if row["start"]:
            assert date.fromisoformat(row["start"]) <= date.fromisoformat(row["end"]), row
