"""Pictures of pages: painted by a limited process, kept, and never of another file than was read."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from pipeline.edges import page_pictures, painters, painting
from pipeline.edges.page_pictures import Shelf


def made(path: Path, pages: int = 2, size: tuple[int, int] = (300, 400), turned: int = 0) -> str:
    """A PDF of empty pages at that path, and the digest of its bytes."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(*size)
        page.set_rotation(turned)
        page.set_cropbox(20, 30, size[0], size[1])
    document.save(str(path))
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("turned", "place"),
    [
        (0, (280, 370, 20, 0)),  # cut off on the left and below
        (90, (370, 280, 30, 20)),
        (180, (280, 370, 0, 30)),
        (270, (370, 280, 0, 0)),
    ],
)
def test_a_picture_says_which_part_of_the_sheet_it_shows(tmp_path: Path, turned: int, place: tuple[float, ...]) -> None:
    digest = made(tmp_path / "paper.pdf", turned=turned)
    picture = Shelf(tmp_path, tmp_path / "cache").picture("a" * 16, ["paper.pdf"], digest, 2, 2)
    assert picture is not None
    assert picture[1:] == pytest.approx(place)
    wide, high = struct.unpack(">II", picture.file.read_bytes()[16:24])
    assert wide / high == pytest.approx(place[0] / place[1], rel=0.01)


def test_a_picture_is_painted_once(tmp_path: Path) -> None:
    digest = made(tmp_path / "paper.pdf")
    shelf = Shelf(tmp_path, tmp_path / "cache")
    first = shelf.picture("a" * 16, ["paper.pdf"], digest, 1, 2)
    (tmp_path / "paper.pdf").unlink()
    assert first is not None
    assert shelf.picture("a" * 16, ["paper.pdf"], digest, 1, 2) == first
    shelf.forget("a" * 16, 1)
    assert shelf.picture("a" * 16, ["paper.pdf"], digest, 1, 2) is None


@pytest.mark.parametrize("case", ["changed", "other count", "outside", "no pdf", "gone"])
def test_what_is_not_painted(tmp_path: Path, case: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    digest = made(corpus / "paper.pdf")
    path, pages = "paper.pdf", 2
    if case == "changed":
        made(corpus / "paper.pdf", pages=3)
    elif case == "other count":
        pages = 3
    elif case == "outside":
        (corpus / "paper.pdf").rename(tmp_path / "paper.pdf")
        path = "../paper.pdf"
    elif case == "no pdf":
        (corpus / "paper.pdf").write_bytes(b"no PDF")
        digest = hashlib.sha256(b"no PDF").hexdigest()
    else:
        (corpus / "paper.pdf").unlink()
    shelf = Shelf(corpus, tmp_path / "cache")
    assert shelf.picture("a" * 16, [path], digest, 1, pages) is None
    assert not (tmp_path / "cache").exists()


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = made(tmp_path / "paper.pdf")
    monkeypatch.setattr(painters, "SECONDS", 0.001)
    assert Shelf(tmp_path, tmp_path / "cache").picture("a" * 16, ["paper.pdf"], digest, 1, 2) is None


def test_a_huge_sheet_is_painted_coarsely(tmp_path: Path) -> None:
    made(tmp_path / "paper.pdf", pages=1, size=(14000, 14000))
    picture, _ = painting.paint(painting.opened((tmp_path / "paper.pdf").read_bytes(), 1), 1)
    wide, high = struct.unpack(">II", picture[16:24])
    assert wide * high <= painting.MOST_PIXELS * 1.01


@pytest.mark.skipif(sys.platform != "linux", reason="limits are kept on Linux")
def test_the_process_may_write_no_file(tmp_path: Path) -> None:
    code = f"from pipeline.edges.lifelines import limit; limit(2 << 30, 0); open({str(tmp_path / 'x')!r}, 'w').write('x' * 100000)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode != 0


def test_the_cache_keeps_what_was_asked_for_last(tmp_path: Path) -> None:
    import os

    for age, name in enumerate("abc"):
        (tmp_path / f"{name}.png").write_bytes(b"x" * 100)
        os.utime(tmp_path / f"{name}.png", (1000 - age, 1000 - age))
    page_pictures._prune(tmp_path, 250)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.png", "b.png"]


def test_an_original_is_told_by_its_bytes(tmp_path: Path) -> None:
    digest = made(tmp_path / "paper.pdf")
    made(tmp_path / "other.pdf", pages=5)
    (tmp_path / "ring.pdf").symlink_to(tmp_path / "ring.pdf")
    shelf = Shelf(tmp_path, tmp_path / "cache")
    assert shelf.original(["other.pdf", "paper.pdf"], digest) == (tmp_path / "paper.pdf").resolve()
    assert shelf.original(["other.pdf", "gone.pdf", "nul\0.pdf", "ring.pdf"], digest) is None
