"""Compiled modules are used only where their sources, and the Python they were made for, are still the same."""

from __future__ import annotations

import json
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from pipeline.edges.compiled import FOLDER, MADE, SWITCH, CompiledFinder, compiled_count, compiled_state, source_digest

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
        "python": sys.version,
        "suffix": SUFFIX,
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
    (package / "read" / "words.py").write_text("TOLERANCE = 4.0\n")
    assert compiled_state(package) == "stale"


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
    note(package, python="3.10.0")
    assert compiled_state(package) == "other-python"
    note(package, suffix=".cpython-310.so")
    assert compiled_state(package) == "other-python"


def test_turned_off(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "0")
    assert compiled_state(package) == "off"


def test_only_modules_that_are_compiled_are_found(tmp_path: Path) -> None:
    file = tmp_path / f"pipeline.read.words{SUFFIX}"
    finder = CompiledFinder({"pipeline.read.words": file})
    spec = finder.find_spec("pipeline.read.words")
    assert spec is not None
    assert spec.origin == str(file)
    assert finder.find_spec("pipeline.read.lines") is None
