"""A mapping that is kept in a file, and its changes in another."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.edges import kept
from pipeline.edges.kept import Kept, changes_of
from pipeline.edges.whole_files import write_checked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "numbers.json"


def test_what_was_written_is_there(path: Path) -> None:
    empty: Kept[int] = Kept(path, int)
    assert (empty.head, empty.values) == (None, {})
    empty.write({"one": 1, "two": 2}, "english")
    again: Kept[int] = Kept(path, int)
    assert (again.head, again.values) == ("english", {"one": 1, "two": 2})


def test_a_change_leaves_the_file_and_goes_beside_it(path: Path) -> None:
    Kept(path, int).write({"one": 1, "two": 2, "six": 6}, "english")
    before = path.read_bytes()
    Kept(path, int).write({"one": 1, "two": 3, "four": 4}, "scots")
    Kept(path, int).write({"one": 1, "two": 3, "five": 5}, "scots")
    assert path.read_bytes() == before
    again: Kept[int] = Kept(path, int)
    assert (again.head, again.values) == ("scots", {"one": 1, "two": 3, "five": 5})


def test_nothing_is_written_when_nothing_has_changed(path: Path) -> None:
    Kept(path, int).write({"one": 1}, "english")
    Kept(path, int).write({"one": 1, "two": 2}, "english")
    times = [place.stat().st_mtime_ns for place in (path, changes_of(path))]
    Kept(path, int).write({"one": 1, "two": 2}, "english")
    assert [place.stat().st_mtime_ns for place in (path, changes_of(path))] == times


def test_many_changes_make_a_new_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FEWEST", 3)
    Kept(path, int).write({str(number): number for number in range(10)})
    Kept(path, int).write({str(number): number + 1 for number in range(10)})
    assert not changes_of(path).exists()
    assert Kept(path, int).values["9"] == 10


def test_nothing_is_left_of_what_was_before_when_it_is_written_anew(path: Path) -> None:
    Kept(path, int).write({"one": 1, "secret": 2})
    Kept(path, int).write({"one": 1})
    assert b"secret" in path.read_bytes()
    Kept(path, int).write({"one": 1}, anew=True)
    assert b"secret" not in path.read_bytes()
    assert not changes_of(path).exists()


def test_changes_are_not_believed_beside_another_file(path: Path) -> None:
    """As after a break between the writing of the one and the removal of the other, though the values be the same again."""
    Kept(path, int).write({"one": 1})
    Kept(path, int).write({"one": 2})
    stale = changes_of(path).read_bytes()
    Kept(path, int).write({"one": 1}, anew=True)
    changes_of(path).write_bytes(stale)
    assert Kept(path, int).values == {"one": 1}


@pytest.mark.parametrize("damaged", ["numbers.json", "numbers.changes.json"])
def test_what_is_not_as_it_was_written_is_not_believed(path: Path, damaged: str) -> None:
    Kept(path, int).write({"one": 1})
    Kept(path, int).write({"one": 1, "two": 2})
    place = path.with_name(damaged)
    place.write_bytes(place.read_bytes().replace(b'":', b'0":'))  # another name, still JSON
    assert Kept(path, int).values == ({} if damaged == path.name else {"one": 1})


def test_a_file_of_an_earlier_version_is_read_and_replaced(path: Path) -> None:
    write_checked(path, {"one": 1})
    again: Kept[int] = Kept(path, int, lambda place: ("before", {"one": 1}))
    assert (again.head, again.values) == ("before", {"one": 1})
    again.write({"one": 1}, "before")
    assert Kept(path, int).values == {"one": 1}


@pytest.mark.parametrize("seed", range(5))
def test_any_changes_in_any_order(path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(kept, "FEWEST", 5)
    chance = random.Random(seed)
    values: dict[str, int] = {}
    for _ in range(60):
        for name in chance.sample("abcdefghijklmnopqrstuvwxyz", chance.randint(0, 4)):
            if name in values and chance.random() < 0.4:
                del values[name]
            else:
                values[name] = chance.randint(0, 9)
        Kept(path, int).write(values, chance.choice(["x", "y"]), anew=chance.random() < 0.1)
        assert Kept(path, int).values == values
