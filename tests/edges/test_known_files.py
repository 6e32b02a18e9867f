"""What is known of the files of a corpus: packed by folder, and gone into only where something was touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tiny_papers import put

from pipeline.edges import known_files
from pipeline.edges.corpus import Corpus, look, unknown_files
from pipeline.edges.folders import folders_of
from pipeline.edges.kept import Kept
from pipeline.edges.known_files import KnownFile, KnownFiles
from pipeline.edges.whole_files import write_checked


@pytest.fixture(autouse=True)
def _trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written just now is trusted too."""
    monkeypatch.setattr(known_files, "_RECENT_NS", -(10**18))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    for path in ("a/one.pdf", "a/two.pdf", "b/three.pdf"):
        put(folder, path, path)
    (folder / "a" / "settings.yml").write_text("council: Thornmere Council\n")
    return folder


def looked(corpus: Path) -> Corpus:
    """A look at the corpus with what the last one has kept, which keeps in its turn."""
    known = KnownFiles(corpus.parent / "files.json")
    found = look(corpus, known, still=known.packed())
    known.write(found.looked, found.still)
    return found


def test_folders_that_were_not_touched_stay_packed(corpus: Path) -> None:
    assert (looked(corpus).read, len(looked(corpus).seen)) == (3, 0)
    put(corpus, "a/new.pdf", "new")
    found = looked(corpus)
    assert (found.read, sorted(file.path for file in found.seen), list(found.still)) == (1, ["a/new.pdf", "a/one.pdf", "a/two.pdf"], ["b"])


def test_what_is_said_in_a_folder_that_is_still_is_heard(corpus: Path) -> None:
    first, second = looked(corpus), looked(corpus)
    assert sorted(second.still) == ["a", "b"]
    assert first.settings == second.settings != []


def test_a_folder_is_woken(corpus: Path) -> None:
    first, second = looked(corpus), looked(corpus)
    assert second.wake(["b"]) == [file for file in first.seen if file.path == "b/three.pdf"] == second.seen
    assert second.known == {"b/three.pdf": first.known["b/three.pdf"]}


def _touch(folder: Path) -> None:
    os.utime(folder / "one.pdf")


def _overwrite(folder: Path) -> None:
    status = (folder / "one.pdf").stat()
    content = (folder / "one.pdf").read_bytes()
    (folder / "one.pdf").write_bytes(content.replace(b"one", b"eno"))
    os.utime(folder / "one.pdf", ns=(status.st_atime_ns, status.st_mtime_ns))


def _take(folder: Path) -> None:
    (folder / "one.pdf").unlink()


def _rename(folder: Path) -> None:
    (folder / "one.pdf").rename(folder / "other.pdf")


def _link(folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder / "one.pdf")


def _say(folder: Path) -> None:
    (folder / "settings.yml").write_text("council: Skelbourne Council\n")


def _replace_by_a_folder(folder: Path) -> None:
    _take(folder)
    (folder / "one.pdf").mkdir()


@pytest.mark.parametrize("change", [_touch, _overwrite, _take, _rename, _link, _say, _replace_by_a_folder])
def test_a_folder_in_which_something_was_touched_is_gone_into(corpus: Path, change: Callable[[Path], None]) -> None:
    looked(corpus)
    change(corpus / "a")
    assert list(looked(corpus).still) == ["b"]
    assert sorted(looked(corpus).still) == (["b"] if change is _link else ["a", "b"])


def test_a_folder_with_a_file_written_just_before_it_was_looked_at_is_not_trusted(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_files, "_RECENT_NS", 10**12)
    looked(corpus)
    assert not looked(corpus).still


def test_a_folder_with_a_file_that_is_still_growing_is_not_trusted(corpus: Path) -> None:
    known = KnownFiles(corpus.parent / "files.json")
    found = look(corpus, known, growing={"a/one.pdf"})
    known.write(found.looked, found.still)
    assert list(looked(corpus).still) == ["b"]
    assert sorted(looked(corpus).still) == ["a", "b"]


def test_a_look_that_is_broken_off_forgets_nothing(corpus: Path) -> None:
    first = looked(corpus)
    _touch(corpus / "a")
    known = KnownFiles(corpus.parent / "files.json")
    found = look(corpus, known, still=known.packed(), go_on=lambda path: path != "a/one.pdf")
    assert not found.complete
    known.write(found.looked, known.folders)
    assert dict(KnownFiles(corpus.parent / "files.json")) == first.known


def test_files_that_have_to_be_read_are_not_looked_for_where_all_is_still(corpus: Path) -> None:
    looked(corpus)
    put(corpus, "b/new.pdf", "new")
    known = KnownFiles(corpus.parent / "files.json")
    assert [file.path for file in unknown_files(corpus, known, still=known.packed())] == ["b/new.pdf"]


def test_nothing_is_kept_of_an_unwanted_file(corpus: Path) -> None:
    first = looked(corpus)
    known = KnownFiles(corpus.parent / "files.json")
    unwanted = {first.known["b/three.pdf"].seen.sha256 or ""}
    assert not known.packed(unwanted)
    known.write({}, known.folders, unwanted)
    again = KnownFiles(corpus.parent / "files.json")
    assert sorted(again) == ["a/one.pdf", "a/two.pdf"]
    assert [folder for folder, kept in again.packed(unwanted).items() if kept.mark] == ["a"]
    assert all(b"three" not in path.read_bytes() for path in corpus.parent.glob("files*"))


def test_files_as_earlier_versions_kept_them_are_known(corpus: Path) -> None:
    path = corpus.parent / "files.json"
    known = dict(look(corpus, {}).known)
    Kept[KnownFile](path, KnownFile).write(known)
    assert dict(KnownFiles(path)) == known
    write_checked(path, known)
    assert dict(KnownFiles(path)) == known
    assert (looked(corpus).read, sorted(looked(corpus).still)) == (0, ["a", "b"])


def _marks(corpus: Path) -> Iterator[str]:
    return (folder.mark for folder in folders_of(corpus, None))


def test_no_mark_of_a_folder_that_has_a_link(corpus: Path) -> None:
    assert all(_marks(corpus))
    _link(corpus / "a")
    assert sum(not mark for mark in _marks(corpus)) == 1


def test_a_known_file_holds_as_long_as_it_was_not_touched(corpus: Path) -> None:
    file = look(corpus, {}).known["b/three.pdf"]
    status = (corpus / "b/three.pdf").stat()
    assert file.holds_for(status)
    assert not replace(file, bytes=1).holds_for(status)
    assert not replace(file, changed_ns=1).holds_for(status)
