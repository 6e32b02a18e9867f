"""Every paper of a house style is described, has its source and its gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = sorted((ROOT / "tests/documents/styles").glob("*.pdf"))
README = (ROOT / "tests/documents/styles/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_described_and_judged(paper: Path) -> None:
    assert f"| `{paper.name}` |" in README
    gold = ROOT / "tests/gold/styles" / f"{paper.stem}.json"
    assert json.loads(gold.read_text(encoding="utf-8"))["file"] == paper.name


def test_nothing_else_is_described() -> None:
    assert README.count(".pdf` |") == len(PAPERS)
