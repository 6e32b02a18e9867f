"""A corpus at a far place: what is seen of it, what is looked into again, and the folder that stands for it."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from tiny_papers import put, tiny_pdf

from pipeline.edges.corpus import Corpus, look, looked_into, unknown_files
from pipeline.edges.far_corpus import stand_in
from pipeline.edges.hand import read_judgments
from pipeline.edges.known_files import KnownFile
from pipeline.edges.places import FarFolder
from pipeline.errors import UsageError, WrongCorpus

JUDGMENT = b"- document: one.pdf\n  table: actions\n  row: x\n  withdrawn: true\n  reason: It is not one.\n"


@pytest.fixture
def far() -> FarFolder:
    far = FarFolder(f"memory://{uuid.uuid4().hex}")
    far.put_bytes("council/one.pdf", tiny_pdf("Council"))
    far.put_bytes("two.pdf", b"<!doctype html><html>")
    far.put_bytes("list.docx", b"PK\x03\x04")
    far.put_bytes("council/settings.yml", b"council: Wexcombe\n")
    far.put_bytes("manifest.csv", b"file,source_url\ncouncil/one.pdf,https://wexcombe.example/one.pdf\n")
    far.put_bytes("hand/judgments.yml", JUDGMENT)
    far.put_bytes("README.md", b"About the papers")
    far.put_bytes(".hidden/three.pdf", tiny_pdf("Hidden"))
    return far


def seen(folder: Path, known: dict[str, KnownFile] | None = None) -> Corpus:
    return look(folder, known or {})


def test_it_is_seen_as_on_this_machine(far: FarFolder, tmp_path: Path) -> None:
    found = seen(stand_in(tmp_path / "out", far.address))
    near = tmp_path / "near"
    for path in far.files():
        (near / path).parent.mkdir(parents=True, exist_ok=True)
        (near / path).write_bytes(far.read(path) or b"")
    same = look(near, {})
    told = {file.path: (file.type, file.bytes, file.sha256) for file in found.seen}
    assert told == {file.path: (file.type, file.bytes, file.sha256) for file in same.seen}
    assert (found.manifest, found.settings) == (same.manifest, same.settings)
    assert found.place("council/one.pdf") == f"{far.address}/council/one.pdf"
    assert [judgment.reason for judgment in read_judgments(found.root)] == ["It is not one."]


def test_only_what_has_changed_is_looked_into_again(far: FarFolder, tmp_path: Path) -> None:
    folder = stand_in(tmp_path / "out", far.address)
    first = seen(folder)
    assert first.read == 3
    assert seen(folder, first.known).read == 0
    far.put_bytes("council/one.pdf", tiny_pdf("Another"))
    again = seen(folder, first.known)
    assert again.read == 1
    assert {file.path: file.sha256 for file in again.seen}["council/one.pdf"] != {file.path: file.sha256 for file in first.seen}[
        "council/one.pdf"
    ]


def test_what_others_have_told_holds_as_long_as_the_file_is_the_same(far: FarFolder, tmp_path: Path) -> None:
    folder = stand_in(tmp_path / "out", far.address)
    unknown = unknown_files(folder, {})
    assert [file.path for file in unknown] == ["council/one.pdf", "list.docx", "two.pdf"]
    told = {file.path: found for file in unknown if (found := looked_into(file))}
    first = look(folder, {}, told=told)
    assert (first.seen, first.known) == (seen(folder).seen, seen(folder).known)
    assert unknown_files(folder, first.known) == []
    far.put_bytes("council/one.pdf", tiny_pdf("Another"))
    assert look(folder, {}, told=told).seen == seen(folder).seen
    far.remove("two.pdf")
    assert looked_into(unknown[2]) is None


def test_what_is_said_beside_the_papers_follows(far: FarFolder, tmp_path: Path) -> None:
    folder = stand_in(tmp_path / "out", far.address)
    seen(folder)
    (folder / "hand/withdrawn.json").write_text("[]\n")
    far.remove("hand/judgments.yml")
    far.put_bytes("council/settings.yml", b"council: Ayton\n")
    assert [each.council for each in seen(folder).settings] == ["Ayton"]
    assert read_judgments(folder) == []
    assert (folder / "hand/withdrawn.json").exists(), "what was withdrawn stays so"


def test_a_place_that_is_empty_all_at_once_takes_nothing_away(far: FarFolder, tmp_path: Path) -> None:
    folder = stand_in(tmp_path / "out", far.address)
    known = seen(folder).known
    for path in far.files():
        far.remove(path)
    with pytest.raises(UsageError, match="There is nothing at memory://"):
        seen(folder, known)


def test_a_folder_stands_for_one_corpus(far: FarFolder, tmp_path: Path) -> None:
    assert stand_in(tmp_path / "out", far.address + "/") == stand_in(tmp_path / "out", far.address)
    with pytest.raises(WrongCorpus, match="holds the papers of memory://"):
        stand_in(tmp_path / "out", "memory://another")


def test_looking_can_be_broken_off(far: FarFolder, tmp_path: Path) -> None:
    folder = stand_in(tmp_path / "out", far.address)
    asked: list[str] = []
    found = look(folder, {}, go_on=lambda path: (asked.append(path), len(asked) < 2)[1])
    assert (found.complete, len(found.seen)) == (False, 1)
    assert put(tmp_path, "one.pdf", "a").exists()
