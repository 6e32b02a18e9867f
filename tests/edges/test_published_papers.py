"""The folder beside a public copy: what it gives to whoever asks, and what is taken away."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tiny_papers import put

from pipeline.edges.painters import painted_pages
from pipeline.edges.published_papers import PublishedPapers, ShownPaper
from pipeline.errors import Busy

PAPER, OTHER = "0123456789abcdef", "fedcba9876543210"


def shown(document_id: str = PAPER, clear: tuple[int, ...] = (1, 2), whole: bool = True) -> ShownPaper:
    return ShownPaper(document_id, "0" * 64, 3, ("paper.pdf",), frozenset(clear), frozenset(), whole)


@pytest.fixture(scope="module")
def png(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = put(tmp_path_factory.mktemp("png"), "paper.pdf", "words")
    (page,) = painted_pages(file, hashlib.sha256(file.read_bytes()).hexdigest(), 1, [1])
    return page.png


@pytest.fixture
def beside(tmp_path: Path, png: bytes) -> PublishedPapers:
    papers = PublishedPapers(tmp_path / "minutebook.db")
    for document_id in (PAPER, OTHER):
        papers.put_picture(document_id, 1, png)
        papers.put_picture(document_id, 2, png)
        papers.put_refusal(document_id, 3, "broken")
        file = put(tmp_path, "paper.pdf", document_id)
        assert papers.put_original(document_id, file, hashlib.sha256(file.read_bytes()).hexdigest())
    return papers


def names(papers: PublishedPapers, document_id: str) -> set[str]:
    folder = papers.folder / document_id
    return {file.name for file in folder.iterdir()} if folder.is_dir() else set()


ALL = {"1.png", "2.png", "3.not", "original.pdf"}


def test_each_copy_has_a_folder_of_its_own(tmp_path: Path) -> None:
    folders = {PublishedPapers(tmp_path / name).folder for name in ("minutebook.db", "wexcombe.db")}
    assert folders == {tmp_path / "minutebook-papers", tmp_path / "wexcombe-papers"}


def test_what_is_there_is_given(beside: PublishedPapers) -> None:
    picture = beside.picture(PAPER, 1)
    assert picture is not None and (picture.width, picture.height) == (595, 842)
    assert beside.picture(PAPER, 3) is None and beside.refusal(PAPER, 3) == "broken"
    assert beside.original(PAPER) == beside.folder / PAPER / "original.pdf"
    assert beside.lacking(shown(clear=(1, 2, 3))) == []
    assert beside.lacking(shown(clear=(1, 7, 5))) == [5, 7]


@pytest.mark.parametrize(
    "document_id", ["..", ".", "", "../minutebook-papers/0123456789abcdef", "0123456789ABCDEF", f"{PAPER}/", f"{PAPER}\0", f"{PAPER}\n"]
)
def test_no_other_name_leads_anywhere(beside: PublishedPapers, document_id: str) -> None:
    assert beside.picture(document_id, 1) is None
    assert beside.original(document_id) is None
    assert beside.refusal(document_id, 3) is None


@pytest.mark.parametrize("place", ["file", "paper", "folder"])
def test_links_are_not_followed(tmp_path: Path, beside: PublishedPapers, place: str) -> None:
    target = {"file": beside.folder / PAPER / "1.png", "paper": beside.folder / PAPER, "folder": beside.folder}[place]
    moved = tmp_path / "elsewhere"
    target.rename(moved)
    target.symlink_to(moved)
    assert beside.picture(PAPER, 1) is None
    beside.keep_only({})
    assert moved.exists() and (place == "file" or (moved / ("1.png" if place == "paper" else f"{PAPER}/1.png")).exists())


def test_half_a_picture_is_none(beside: PublishedPapers, png: bytes) -> None:
    (beside.folder / PAPER / "1.png").write_bytes(png[:20])
    (beside.folder / PAPER / "2.png").write_bytes(b"")
    assert beside.lacking(shown()) == [1, 2]


def test_what_an_older_painter_made_is_lacking(beside: PublishedPapers, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.edges import page_pictures, published_papers

    monkeypatch.setattr(page_pictures, "VERSION", 999)
    monkeypatch.setattr(published_papers, "VERSION", 999)
    assert beside.lacking(shown(clear=(1, 2, 3))) == [1, 2, 3]


@pytest.mark.parametrize(
    ("papers", "options", "kept", "gone"),
    [
        ([shown(clear=(1, 2, 3))], {}, ALL, 3),  # what is clear stays, the other paper goes
        ([shown(clear=(2,))], {}, {"2.png", "original.pdf"}, 4),  # a page is not clear any more
        ([shown(clear=(1, 2, 3), whole=False)], {}, ALL - {"original.pdf"}, 4),
        ([shown(clear=(1, 2, 3))], {"pictures": False}, {"original.pdf"}, 5),
        ([shown(clear=(1, 2, 3))], {"originals": False}, ALL - {"original.pdf"}, 4),
        ([], {}, set(), 6),
    ],
)
def test_only_what_is_clear_is_kept(
    beside: PublishedPapers, papers: list[ShownPaper], options: dict[str, bool], kept: set[str], gone: int
) -> None:
    assert beside.keep_only({paper.document_id: paper for paper in papers}, **options) == gone
    assert names(beside, PAPER) == kept
    assert not (beside.folder / OTHER).exists()


def test_halves_go_and_what_is_not_ours_stays(beside: PublishedPapers) -> None:
    folder = beside.folder / PAPER
    (folder / ".1.png.123.part").write_bytes(b"half")
    (folder / "notes.txt").write_text("mine")
    (beside.folder / "mine").mkdir()
    beside.keep_only({PAPER: shown(clear=(1, 2, 3))})
    assert names(beside, PAPER) == ALL | {"notes.txt"}
    assert (beside.folder / "mine").is_dir()


@pytest.mark.parametrize(
    ("pages", "kept"),
    [(range(1), set()), (range(2, 3), {"1.png", "3.not"}), (range(1, 4), set())],  # the paper, a page, some pages
)
def test_what_is_withdrawn_is_forgotten(beside: PublishedPapers, pages: range, kept: set[str]) -> None:
    beside.forget(PAPER, pages)
    assert names(beside, PAPER) == kept
    assert names(beside, OTHER) == ALL


def test_a_file_with_other_bytes_is_not_handed_out(tmp_path: Path) -> None:
    papers = PublishedPapers(tmp_path / "minutebook.db")
    assert not papers.put_original(PAPER, put(tmp_path, "paper.pdf", "changed"), "0" * 64)
    assert names(papers, PAPER) == set()


def test_two_do_not_work_in_it_at_once(beside: PublishedPapers, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.edges import published_papers

    monkeypatch.setattr(published_papers, "WAIT_SECONDS", 0.05)
    with beside.held(), pytest.raises(Busy), beside.held():
        pass
