"""Real files, where the evaluation papers lie beside the checkout: hostile ones have a clear verdict each, among good papers whose rows
stay what they are without them; and no good one is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tally import Tally
from test_faults import SECONDS, ask, assert_same_rows

from pipeline.edges.schemas import closed_list
from pipeline.running.plan import Limits, our_stages
from pipeline.running.report import Silence
from pipeline.running.run import Run

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "papers"
SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
GOOD_ONES = 20
"""How many real good papers are laid among the hostile ones, beside the sample."""


def ingest(papers: Path, out: Path) -> Path:
    """The database of a folder of papers, every one of which has a verdict."""
    did = Run(papers, out, our_stages(ocr=False), Silence(), Limits(seconds=4 * SECONDS), 2).ingest()
    assert not did.troubles
    assert not did.left
    return out / "minutebook.db"


def is_clear(status: str, failure: str | None, error: str | None) -> bool:
    """Whether a verdict tells a clerk what became of a file: in a word of the closed list, and in a sentence or two."""
    if status == "ok":
        return failure is None and error is None
    known = status in ("partial", "failed") and failure in closed_list("failures") and failure != "program"
    return known and bool(error) and str(error).endswith(".") and "Traceback" not in str(error)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not (PAPERS / "hostile").is_dir(), reason="the evaluation papers are not beside the checkout")
def test_hostile_files_have_clear_verdicts_and_harm_no_good_paper(tmp_path: Path, tally: Tally) -> None:
    good, mixed = tmp_path / "good", tmp_path / "mixed"
    for folder in (good, mixed):
        shutil.copytree(SAMPLE, folder / "sample")
        for paper in sorted((PAPERS / "real").glob("*.pdf"))[:GOOD_ONES]:
            shutil.copy(paper, folder / paper.name)
    shutil.copytree(PAPERS / "hostile", mixed / "hostile", ignore=shutil.ignore_patterns("*.csv"))
    alone, among = ingest(good, tmp_path / "alone"), ingest(mixed, tmp_path / "among")
    verdicts = ask(among, "select status, failure, error, path from documents where path like 'hostile/%'")
    unclear = [verdict for verdict in verdicts if not is_clear(*verdict[:3])]  # type: ignore[arg-type]
    files = len(list((mixed / "hostile").glob("*.pdf")))
    tally.add("hostile files with clear verdicts", len(verdicts) - len(unclear), files)
    assert len(verdicts) == files
    assert not unclear
    assert_same_rows(alone, among, [path for (path,) in ask(alone, "select path from documents")])


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not (PAPERS / "real").is_dir(), reason="the evaluation papers are not beside the checkout")
def test_no_good_paper_is_refused(tmp_path: Path, tally: Tally) -> None:
    database = ingest(PAPERS / "real", tmp_path / "out")
    verdicts = ask(database, "select status, path, error from documents")
    refused = [verdict for verdict in verdicts if verdict[0] != "ok"]
    tally.add("good files falsely refused", len(refused), len(verdicts))
    assert not refused
