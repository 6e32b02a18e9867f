"""Folders of gold, whole and broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.gold import read_gold
from pipeline.errors import UsageError


def put(folder: Path, name: str, content: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def paper(file: str, **tasks: Any) -> dict[str, Any]:
    return {"file": file, "document": {"council": "Wexcombe District Council", "kind": "minutes"}, **tasks}


def test_tasks_of_a_paper(tmp_path: Path) -> None:
    put(tmp_path / "near", "a.json", paper("a.pdf", minutes=[{"title": "Lanes"}], dates=[], votes=None, seen_by="Ann"))
    (group,), notes = read_gold([str(tmp_path / "near")])
    (gold,) = group.papers
    assert (group.name, gold.file, gold.council, notes) == ("near", "a.pdf", "Wexcombe District Council", [])
    assert {name: len(rows) for name, rows in gold.tasks.items()} == {"minutes": 1, "dates": 0, "votes": 0, "documents": 1}
    assert gold.tasks["minutes"][0].text("title") == "Lanes"


def test_names_of_sets(tmp_path: Path) -> None:
    put(tmp_path / "near", "a.json", paper("a.pdf"))
    put(tmp_path / "near/deeper", "b.json", paper("b.pdf"))
    single = put(tmp_path / "far", "c.json", paper("c.pdf"))
    sets, _ = read_gold([str(tmp_path / "near"), f"own={tmp_path / 'near/deeper'}", str(single)])
    assert [(group.name, [gold.file for gold in group.papers]) for group in sets] == [
        ("near", ["a.pdf"]),
        ("own", ["b.pdf"]),
        ("far", ["c.pdf"]),
    ]


def test_folder_with_an_equals_sign(tmp_path: Path) -> None:
    put(tmp_path / "a=b", "a.json", paper("a.pdf"))
    sets, _ = read_gold([str(tmp_path / "a=b")])
    assert sets[0].name == "a=b"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "truncated"),
        ("[]", "Expected `object`"),
        ({"document": {}}, "missing required field `file`"),
        ({"file": "b.pdf", "document": {}, "minutes": ["Lanes"]}, "Expected `object`, got `str`"),
        ({"file": "b.pdf", "document": {}, "minutes": {"title": "Lanes"}}, "Expected `array`"),
    ],
)
def test_file_that_cannot_be_used_is_noted(tmp_path: Path, content: Any, said: str) -> None:
    put(tmp_path, "a.json", paper("a.pdf"))
    put(tmp_path, "b.json", content)
    (group,), (note,) = read_gold([str(tmp_path)])
    assert [gold.file for gold in group.papers] == ["a.pdf"]
    assert "b.json cannot be used as gold" in note
    assert said in note


def test_second_gold_for_a_paper_is_left_out(tmp_path: Path) -> None:
    put(tmp_path / "near", "a.json", paper("a.pdf", minutes=[]))
    put(tmp_path / "far", "a.json", paper("a.pdf"))
    sets, (note,) = read_gold([str(tmp_path / "near"), str(tmp_path / "far")])
    assert [group.name for group in sets] == ["near"]
    assert "second gold for a.pdf" in note


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["nowhere"], "no gold at"),
        (["empty"], "holds no JSON"),
        (["broken"], "cannot be used as gold"),
        (["near", "other/near"], "Two sets of gold are called near"),
    ],
)
def test_places_that_make_no_sense(tmp_path: Path, places: list[str], said: str) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path / "broken", "a.json", "nothing")
    put(tmp_path / "near", "a.json", paper("a.pdf"))
    put(tmp_path / "other/near", "b.json", paper("b.pdf"))
    with pytest.raises(UsageError, match=said):
        read_gold([str(tmp_path / place) for place in places])
