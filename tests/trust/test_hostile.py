"""Real hostile files, where the evaluation papers lie beside the checkout: each has a verdict in words, and good papers keep theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tally import Tally
from test_faults import ask
from tiny_papers import put

from pipeline.plan import Limits, our_stages
from pipeline.report import Silence
from pipeline.run import Run

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "papers" / "hostile"


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the evaluation papers are not beside the checkout")
def test_hostile_files_have_clear_verdicts(tmp_path: Path, tally: Tally) -> None:
    shutil.copytree(HOSTILE, tmp_path / "papers", ignore=shutil.ignore_patterns("*.csv"))
    put(tmp_path / "papers", "good.pdf", "Wexcombe Council\nMinutes of the meeting held on 5 March 2024")
    did = Run(tmp_path / "papers", tmp_path / "out", our_stages(ocr=False), Silence(), Limits(seconds=60), 2).ingest()
    assert not did.troubles
    assert not did.left
    verdicts = ask(tmp_path / "out" / "minutebook.db", "select path, status, error from documents")
    unclear = [
        (path, status, error)
        for path, status, error in verdicts
        if status not in ("ok", "partial", "failed") or (status != "ok" and (not error or "report" in str(error)))
    ]
    tally.add("hostile files with clear verdicts", len(verdicts) - len(unclear), len(verdicts))
    assert ("good.pdf", "ok", None) in verdicts
    assert not unclear
