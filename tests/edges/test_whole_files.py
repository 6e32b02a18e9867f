"""A file is whole, the old one or the new one, however its writing ends."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.edges.whole_files import read_checked, read_json, write_checked, write_json, write_whole


def test_broken_off_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/file"
    write_whole(path, [b"old"])

    def blocks() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, blocks())
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in path.parent.iterdir()] == ["file"]


def test_killed_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, [b"old"])
    code = f"""
        import os, pathlib
        from pipeline.edges.whole_files import write_whole
        def blocks():
            yield b"new"
            os._exit(9)
        write_whole(pathlib.Path({str(path)!r}), blocks())
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=Path(__file__).parents[2], check=False).returncode == 9
    assert path.read_bytes() == b"old"


def test_json(tmp_path: Path) -> None:
    write_json(tmp_path / "x.json", {"a": [1, 2]})
    assert read_json(tmp_path / "x.json", dict[str, list[int]]) == {"a": [1, 2]}
    assert read_json(tmp_path / "x.json", list[int]) is None
    assert read_json(tmp_path / "y.json", list[int]) is None


def test_a_checked_file_that_was_altered_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    assert read_checked(path, list[int]) is None
    write_checked(path, [12, 34])
    assert read_checked(path, list[int]) == [12, 34]
    assert read_checked(path, list[str]) is None
    for altered in (path.read_bytes().replace(b"3", b"4"), path.read_bytes()[:-1], b"", b"[12,34]\n"):
        path.write_bytes(altered)
        assert read_checked(path, list[int]) is None
