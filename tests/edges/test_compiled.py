"""Compiled modules are used only where their sources, and the Python they were made for, are still the same."""

from __future__ import annotations

import json
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.edges.compiled import (
    FOLDER,
    GROUP,
    MADE,
    SWITCH,
    CompiledFinder,
    changed_source,
    compiled_count,
    compiled_state,
    refusal,
    source_digest,
    this_python,
)

SUFFIX = EXTENSION_SUFFIXES[0]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module, `read.words`, and its compiled form."""
    monkeypatch.delenv(SWITCH, raising=False)
    source = tmp_path / "read" / "words.py"
    source.parent.mkdir()
    source.write_text("TOLERANCE = 3.0\n")
    folder = tmp_path / FOLDER
    folder.mkdir()
    for name in ("minutebook__mypyc", "pipeline.read.words"):
        (folder / f"{name}{SUFFIX}").write_bytes(b"")
    note(tmp_path)
    return tmp_path


def note(package: Path, **other: object) -> None:
    """Write what was made, with some of it changed."""
    made = {
        "python": this_python(),
        "files": ["minutebook__mypyc", "pipeline.read.words"],
        "sources": {"read/words.py": source_digest(package / "read" / "words.py")},
    }
    (package / FOLDER / MADE).write_text(json.dumps({**made, **other}))


def test_used_while_the_source_is_the_same(package: Path) -> None:
    assert compiled_state(package) == "used"
    assert compiled_count(package) == 1


def test_nothing_compiled(tmp_path: Path) -> None:
    assert compiled_state(tmp_path) == "none"
    assert compiled_count(tmp_path) == 0


def test_a_changed_source_is_never_overshadowed(package: Path) -> None:
    assert changed_source(package, package / FOLDER) is None
    (package / "read" / "words.py").write_text("TOLERANCE = 4.0\n")
    assert compiled_state(package) == "stale"
    assert changed_source(package, package / FOLDER) == "read/words.py"


def test_a_source_that_is_gone(package: Path) -> None:
    (package / "read" / "words.py").unlink()
    assert compiled_state(package) == "stale"


def test_a_compiled_module_that_is_gone(package: Path) -> None:
    (package / FOLDER / f"pipeline.read.words{SUFFIX}").unlink()
    assert compiled_state(package) == "stale"


@pytest.mark.parametrize("written", ["", "[]", "{}", "null", '{"python": 1'])
def test_a_note_that_cannot_be_read(package: Path, written: str) -> None:
    (package / FOLDER / MADE).write_text(written)
    assert compiled_state(package) == "stale"


def test_made_for_another_python(package: Path) -> None:
    note(package, python=".cpython-310-x86_64-linux-gnu.so x86_64")
    assert compiled_state(package) == "other-python"


def test_another_release_of_the_same_python_takes_what_was_made() -> None:
    """What a Python loads depends on its kind, its version without the last number, and the machine: a wheel is named for no more."""
    assert this_python().startswith(SUFFIX)
    assert sys.version.split()[0] not in this_python()


def test_turned_off(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "0")
    assert compiled_state(package) == "off"


def test_only_modules_that_are_compiled_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, GROUP, ModuleType(GROUP))  # what they have in common is loaded
    file = tmp_path / f"pipeline.read.words{SUFFIX}"
    finder = CompiledFinder({"pipeline.read.words": file})
    spec = finder.find_spec("pipeline.read.words")
    assert spec is not None
    assert spec.origin == str(file)
    assert finder.find_spec("pipeline.read.lines") is None


def test_none_is_found_where_the_system_does_not_load_what_they_have_in_common(tmp_path: Path) -> None:
    assert refusal() is not None
    finder = CompiledFinder({"pipeline.read.words": tmp_path / f"pipeline.read.words{SUFFIX}"})
    assert finder.find_spec("pipeline.read.words") is None
