"""Stage files at a far place: what lies there and what lies here, what is moved and taken over, and who they belong to."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from pipeline.edges.far_files import FarStageFiles, check_owner, files_of, keep_at
from pipeline.edges.places import FarFolder
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Stamp
from pipeline.errors import Damaged, UsageError
from pipeline.records import Division, Page, Reading

NAME = "0123456789abcdef"
READING = Reading(document_id=NAME, status="ok", pages=[Page(number=number, width=595, height=842, text="x" * 2000) for number in (1, 2)])
DIVISION = Division(document_id=NAME, kind="minutes")


def stamp(stage: str) -> Stamp:
    return Stamp(stage=stage, version="1", fingerprint=f"made from {stage}", pages=2 if stage == "read" else 0)


def write(files: StageFiles) -> None:
    files.write(stamp("read"), NAME, READING)
    files.write(stamp("divide"), NAME, DIVISION)


def settled(out: Path, address: str) -> FarStageFiles:
    out.mkdir(exist_ok=True)
    keep_at(out, address, lambda words: None)
    files = files_of(out)
    assert isinstance(files, FarStageFiles)
    return files


@pytest.fixture
def address() -> str:
    return f"memory://{uuid.uuid4().hex}"


@pytest.fixture
def files(tmp_path: Path, address: str) -> FarStageFiles:
    files = settled(tmp_path / "out", address)
    write(files)
    return files


def test_what_is_written_is_whole_there_and_small_here(files: FarStageFiles, address: str) -> None:
    assert files.address == address
    assert list(FarFolder(address).files()) == [f"divide/{NAME}.json", "minutebook.json", f"read/{NAME}.pages"]
    assert FarFolder(address).files()[f"read/{NAME}.pages"].bytes > 4000
    assert files.path("read", NAME).stat().st_size < 1000
    assert files.stamp("read", NAME) == stamp("read")
    assert files.record("divide", NAME, Division) == DIVISION
    assert list(files.pages(NAME)) == READING.pages
    assert files.reading(NAME) == READING
    assert list(files.pages("another")) == []


def test_what_is_removed_is_nowhere(files: FarStageFiles, address: str) -> None:
    files.sweep(["read", "divide"], keep=set())
    assert list(FarFolder(address).files()) == ["minutebook.json"]
    assert files.stamp("read", NAME) is None


def test_pages_that_are_gone_or_another_are_damage(files: FarStageFiles, address: str, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    FarFolder(address).fetch(f"read/{NAME}.pages", whole)
    for content in (whole.read_bytes().replace(b"xxx", b"xyx", 1), whole.read_bytes()[:3000], None):
        if content is None:
            FarFolder(address).remove(f"read/{NAME}.pages")
        else:
            FarFolder(address).put_bytes(f"read/{NAME}.pages", content)
        with pytest.raises(Damaged, match=f"out/read/{NAME}.pages"):
            list(files.pages(NAME))


def test_files_that_lie_here_are_put_there(tmp_path: Path, address: str) -> None:
    out = tmp_path / "out"
    write(StageFiles(out))
    said: list[str] = []
    keep_at(out, address, said.append)
    assert said == [f"2 files of the stages were put at {address}"]
    files = files_of(out)
    assert files.path("read", NAME).stat().st_size < 1000
    assert files.reading(NAME) == READING


def test_a_new_folder_takes_over_what_lies_there(files: FarStageFiles, address: str, tmp_path: Path) -> None:
    new = settled(tmp_path / "new", address)
    assert new.stamp("read", NAME) == stamp("read")
    assert (new.reading(NAME), new.record("divide", NAME, Division)) == (READING, DIVISION)
    check_owner(new)
    with pytest.raises(UsageError, match="has been taken over by another output folder"):
        check_owner(files)


def test_files_of_two_folders_are_not_mixed(files: FarStageFiles, address: str, tmp_path: Path) -> None:
    write(StageFiles(tmp_path / "other"))
    with pytest.raises(UsageError, match="holds the files of another output folder"):
        keep_at(tmp_path / "other", address, lambda words: None)
    check_owner(files)
    assert not isinstance(files_of(tmp_path / "other"), FarStageFiles)


def test_a_place_that_was_emptied(files: FarStageFiles, address: str) -> None:
    FarFolder(address).remove("minutebook.json")
    with pytest.raises(UsageError, match="does not hold the files of the stages any more"):
        check_owner(files)


def test_a_place_is_chosen_once(files: FarStageFiles, address: str) -> None:
    keep_at(files.out, address + "/", lambda words: None)
    with pytest.raises(UsageError, match=f"are kept at {address}"):
        keep_at(files.out, "memory://elsewhere", lambda words: None)


def test_a_folder_is_no_address(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="takes an address such as"):
        keep_at(tmp_path, str(tmp_path / "files"), lambda words: None)
    assert files_of(tmp_path).address is None


def test_a_break_while_files_are_moved_leaves_them_here_and_the_next_try_goes_on(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(StageFiles(out))
    with monkeypatch.context() as broken:
        broken.setattr(FarFolder, "put", lambda *_: (_ for _ in ()).throw(OSError("cut off")))
        with pytest.raises(OSError, match="cut off"):
            keep_at(out, address, lambda words: None)
    assert files_of(out).reading(NAME) == READING
    assert files_of(out).address is None
    keep_at(out, address, lambda words: None)
    assert files_of(out).reading(NAME) == READING
    assert files_of(out).address == address
