"""What a look at a folder from outside gives, on true files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tiny_papers import put, tiny_pdf

from pipeline.edges.marks import has_end, marks_of


def test_files_by_their_path_and_temporary_names_apart(tmp_path: Path) -> None:
    put(tmp_path, "council/a.pdf", "one")
    for name in ("b.pdf.crdownload", "b.pdf.part", "~$notes.docx", "Unconfirmed 77.crdownload", "c.PDF.TMP"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / "manifest.csv").write_text("file\n")
    (tmp_path / ".hidden.pdf").write_bytes(b"x")
    put(tmp_path, "d.pdf.download/d.pdf", "Safari keeps half files in a folder")
    put(tmp_path, "out/e.pdf", "not ours to look at")
    found = marks_of(tmp_path, leave_out=tmp_path / "out")
    assert set(found.files) == {"council/a.pdf", "manifest.csv"}
    assert set(found.temporary) == {"b.pdf.crdownload", "b.pdf.part", "~$notes.docx", "Unconfirmed 77.crdownload", "c.PDF.TMP"}
    assert found.files["council/a.pdf"].size == (tmp_path / "council/a.pdf").stat().st_size


def test_a_link_to_nowhere_is_passed_over_and_one_to_a_file_is_that_file(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", "one")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nothing")
    (tmp_path / "same.pdf").symlink_to(tmp_path / "a.pdf")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert set(marks_of(tmp_path).files) == {"a.pdf", "same.pdf"}


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        marks_of(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("name", "content", "ends"),
    [
        ("a.pdf", tiny_pdf("one"), True),
        ("a.pdf", tiny_pdf("one")[:-20], False),
        ("a.pdf", tiny_pdf("one") + b"\r\n" * 200, True),
        ("a.pdf", b"", False),
        ("a.pdf", b"<html>Sign in</html>", True),
        ("manifest.csv", b"file\n", True),
    ],
)
def test_a_paper_has_an_end(tmp_path: Path, name: str, content: bytes, ends: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert has_end(tmp_path / name) is ends


def test_a_file_named_anew_shows_it_by_its_times(tmp_path: Path) -> None:
    place = put(tmp_path, "a.tmp", "one")
    written = marks_of(tmp_path).temporary["a.tmp"]
    place.rename(tmp_path / "a.pdf")
    moved = marks_of(tmp_path).files["a.pdf"]
    assert moved.inode == written.inode
    assert moved.modified_ns == written.modified_ns
    if os.name == "posix":
        assert moved.changed_ns > moved.modified_ns
