"""Files of the stages: whole or not at all, and the same when read back."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import msgspec
import pytest

from pipeline.edges.shelves import HELD, Shelf
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Stamp
from pipeline.errors import Damaged
from pipeline.records import Division, Finding, Line, LoadedPage, Page, Reading, Section, Word

PAGES = [
    Page(
        number=number,
        width=595,
        height=842,
        text=f"Page {number}\nwith a line separator \u2028 and \x85 in it",
        words=[Word(0, 72.5, 72, 100, 83)],
        lines=[Line(0, 6, 72.5, 72, 100, 83, 11, True, False, "#ff0000", -1)],
    )
    for number in (1, 2)
]
READING = Reading(
    document_id="a" * 16,
    status="partial",
    error="Page 3 is torn.",
    pages=PAGES,
    findings=[Finding(code="no-text", severity="info", message="m")],
)


def stamp(stage: str, **more: object) -> Stamp:
    return Stamp(stage=stage, version="1", fingerprint="f", **more)  # type: ignore[arg-type]


def test_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    files = StageFiles(tmp_path)
    files.write(stamp("read", pages=2), "a" * 16, READING)
    assert files.reading("a" * 16) == READING
    assert list(files.pages("a" * 16)) == PAGES
    assert files.stamp("read", "a" * 16) == stamp("read", pages=2)
    head = files.record("read", "a" * 16, Reading)
    assert head is not None
    assert (head.pages, head.error) == ([], "Page 3 is torn.")


def test_pages_stand_one_after_the_other_behind_their_lengths_and_checksums(tmp_path: Path) -> None:
    files = StageFiles(tmp_path)
    files.write(stamp("read"), "a" * 16, READING)
    content = files.path("read", "a" * 16).read_bytes()
    packed = [msgspec.msgpack.encode(page) for page in PAGES]
    assert content.count(b"\n", 0, content.index(packed[0])) == 2
    assert b"".join(struct.pack(">II", len(page), zlib.crc32(page)) + page for page in packed) + b"# " in content


def test_of_a_page_only_what_is_asked_for_is_given(tmp_path: Path) -> None:
    files = StageFiles(tmp_path)
    files.write(stamp("read"), "a" * 16, READING)
    assert [(page.number, page.text, page.lines) for page in files.pages("a" * 16, LoadedPage)] == [
        (page.number, page.text, page.lines) for page in PAGES
    ]


def test_pages_are_the_same_from_a_shelf(tmp_path: Path) -> None:
    """Whether they were packed as they came, or lie in a file."""
    files = StageFiles(tmp_path)
    files.write(stamp("read"), "a" * 16, READING)
    content = files.path("read", "a" * 16).read_bytes()
    for count, packs in ((2, False), (2, True), (HELD + 1, False), (HELD + 1, True)):
        shelf: Shelf[Page] = Shelf(Page, tmp_path, packs)
        for page in (PAGES * count)[:count]:
            shelf.append(page)
        files.write(stamp("read"), "b" * 16, msgspec.structs.replace(READING, pages=shelf))
        shelf.close()
        assert list(files.pages("b" * 16)) == (PAGES * count)[:count]
        assert count > 2 or files.path("read", "b" * 16).read_bytes() == content


@pytest.mark.parametrize("share", range(5, 100, 5))
@pytest.mark.parametrize("fault", ["cut", "turned", "lost"])
def test_pages_that_are_not_as_they_were_written_are_damaged(tmp_path: Path, share: int, fault: str) -> None:
    files = StageFiles(tmp_path)
    files.write(stamp("read"), "a" * 16, READING)
    path = files.path("read", "a" * 16)
    content = path.read_bytes()
    head = content.index(b"\n", content.index(b"\n") + 1) + 1
    place = head + (len(content) - head) * share // 100
    other = {
        "cut": content[:place],
        "turned": content[:place] + bytes([content[place] ^ 0x40]) + content[place + 1 :],
        "lost": content[:place] + content[place + 1 :],
    }
    path.write_bytes(other[fault])
    with pytest.raises(Damaged):
        list(files.pages("a" * 16))


@pytest.mark.parametrize("order", [(1, 0), (0,), (1,), (0, 1, 1), (0, 0)])
def test_whole_pages_that_are_lost_or_exchanged_are_noticed(tmp_path: Path, order: tuple[int, ...]) -> None:
    files = StageFiles(tmp_path)
    files.write(stamp("read"), "a" * 16, READING)
    path = files.path("read", "a" * 16)
    packed = [msgspec.msgpack.encode(page) for page in PAGES]
    framed = [struct.pack(">II", len(page), zlib.crc32(page)) + page for page in packed]
    content = path.read_bytes()
    assert b"".join(framed) in content
    path.write_bytes(content.replace(b"".join(framed), b"".join(framed[place] for place in order)))
    with pytest.raises(Damaged):
        list(files.pages("a" * 16))


def test_a_stamp_and_its_record_from_one_look(tmp_path: Path) -> None:
    files = StageFiles(tmp_path)
    files.write(stamp("read", pages=2), "a" * 16, READING)
    assert files.stamped("read", "a" * 16, Reading) == (stamp("read", pages=2), msgspec.structs.replace(READING, pages=[]))
    assert files.stamped("read", "b" * 16, Reading) == (None, None)
    division = Division(document_id="a" * 16, kind="plan")
    files.write(stamp("divide"), "a" * 16, division)
    assert files.stamped("divide", "a" * 16, Division) == (stamp("divide"), division)
    path = files.path("divide", "a" * 16)
    path.write_bytes(path.read_bytes().replace(b"plan", b"pram"))
    with pytest.raises(Damaged):
        files.stamped("divide", "a" * 16, Division)
    path.write_bytes(path.read_bytes()[:-11])
    assert files.stamped("divide", "a" * 16, Division) == (None, None)


def test_record_comes_back_as_it_was(tmp_path: Path) -> None:
    files = StageFiles(tmp_path)
    division = Division(document_id="b" * 16, kind="plan", sections=[Section(ordinal=1, kind="plan", page_start=1, page_end=2)])
    files.write(stamp("divide"), "b" * 16, division)
    assert files.record("divide", "b" * 16, Division) == division
    assert files.names("divide") == {"b" * 16}


def test_stage_that_failed_has_a_stamp_and_no_record(tmp_path: Path) -> None:
    files = StageFiles(tmp_path)
    failed = stamp("read", error="It is locked.", trace="…", limit=3.0, seconds=1.5)
    files.write(failed, "c" * 16, None)
    assert files.stamp("read", "c" * 16) == failed
    assert files.record("read", "c" * 16, Reading) is None
    assert files.reading("c" * 16) is None
    assert list(files.pages("c" * 16)) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]\n", b'{"stage": "read"}\n'])
def test_file_that_makes_no_sense_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    files = StageFiles(tmp_path)
    path = files.path("divide", "d")
    path.parent.mkdir()
    path.write_bytes(content)
    assert files.stamp("divide", "d") is None
    assert files.fingerprint("divide", "d") is None


def test_sweep(tmp_path: Path) -> None:
    files = StageFiles(tmp_path)
    for name in ("a", "b"):
        files.write(stamp("divide"), name, None)
    (tmp_path / "divide/.c.json.99.part").write_bytes(b"half")
    (tmp_path / "divide/b.jsonl").write_bytes(b"of an earlier version")
    files.sweep(["read", "divide"], {"b"})
    assert [path.name for path in (tmp_path / "divide").iterdir()] == ["b.json"]
