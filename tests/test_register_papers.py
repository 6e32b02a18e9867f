"""The papers in tests/documents/registers: each is described, printed from its source, and has its gold."""

from __future__ import annotations

import json
import re
from pathlib import Path

PAPERS = Path(__file__).parent / "documents" / "registers"
GOLD = Path(__file__).parent / "gold" / "registers"


def test_every_paper_has_a_row_a_source_and_gold() -> None:
    rows = set(re.findall(r"^\| `([^`]+)\.pdf` \|", (PAPERS / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    printed = {path.stem for path in PAPERS.glob("*.pdf")}
    assert printed == rows
    assert printed == {path.stem for path in (PAPERS / "source").glob("*.yml")}
    assert printed == {path.stem for path in GOLD.glob("*.json")}


def test_papers_without_actions_say_so_in_gold() -> None:
    for path in GOLD.glob("*.json"):
        gold = json.loads(path.read_text(encoding="utf-8"))
        assert bool(gold["actions"]) is not path.stem.startswith("n_"), path.name
