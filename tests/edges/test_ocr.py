"""Tesseract is found, asked and its answer understood; where it hangs or breaks, the page is left unread with the reason."""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from raw_pdf import sheets_of, write_pdf

from pipeline.edges.ocr import Engine, PictureReader, find_engine, read_words
from pipeline.edges.pictures import Picture
from pipeline.records import RecognisedWord

INSTALLED = shutil.which("tesseract") is not None
PAGE = b"BT /F1 24 Tf 72 700 Td (RESOLVED that the fence be painted) Tj 0 -40 Td (by the end of October 2031) Tj ET"
ONE, TWO = write_pdf(PAGE), write_pdf(PAGE, PAGE)
HEADINGS = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")

on_this_system = pytest.mark.skipif(sys.platform == "win32", reason="the programs made for these tests are shell scripts")


def program(folder: Path, script: str) -> Path:
    """A program by the name of tesseract that does no more than its script says."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def engine(path: Path | str, **options: float) -> Engine:
    return replace(Engine(program=str(path), version="5.3.0", languages="eng", dots_an_inch=50), **options)


@on_this_system
@pytest.mark.parametrize(
    ("languages", "found"),
    [
        ("eng osd", "tesseract 5.3.0 eng+turns 300"),
        ("cym eng osd", "tesseract 5.3.0 eng+cym+turns 300"),
        ("eng", "tesseract 5.3.0 eng 300"),
        ("deu osd", None),  # nothing that papers are written in
    ],
)
def test_the_engine_is_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: str, found: str | None) -> None:
    lines = "\\n".join(languages.split())
    program(tmp_path, f'if [ "$1" = --version ]; then echo "tesseract 5.3.0" >&2; else printf "List of languages (2):\\n{lines}\\n"; fi')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    there = find_engine()
    assert (there and there.name) == found


@on_this_system
def test_there_is_no_engine_where_it_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "exit 127")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert find_engine() is None
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert find_engine() is None


def test_words_are_read_with_their_lines_and_places_in_points() -> None:
    table = "\n".join(
        [
            HEADINGS,
            "1\t1\t0\t0\t0\t0\t0\t0\t1000\t1000\t-1\t",
            "4\t1\t1\t1\t1\t0\t100\t50\t300\t20\t-1\t",
            "5\t1\t1\t1\t1\t1\t100\t50\t90\t20\t96.5\tCouncil",
            "5\t1\t1\t1\t1\t2\t200\t50\t10\t20\t11\t ",
            "5\t1\t1\t1\t1\t3\t210\t50\t90\t20\t88\tminutes\r",
            "5\t1\t1\t1\t2\t1\t100\t80\t90\t20\t96\tof\tMay",  # not a line of this table
            "5\t1\t2\t1\t1\t1\t100\t150\t90\t20\t31\tMay",
            "",
        ]
    )
    picture = Picture(width=1000, height=1000, grey=b"", scale=0.5, left=7.0, top=3.0)
    assert read_words(table, picture) == [
        RecognisedWord("Council", 57.0, 28.0, 102.0, 38.0, 96.5, 0),
        RecognisedWord("minutes", 112.0, 28.0, 157.0, 38.0, 88.0, 0),
        RecognisedWord("May", 57.0, 78.0, 102.0, 88.0, 31.0, 1),
    ]


@on_this_system
@pytest.mark.parametrize(
    ("script", "options", "trouble"),
    [
        ("sleep 20", {"page_seconds": 0.3}, "time"),
        ("sleep 20", {"seconds": 0.3}, "time"),
        ("cat > /dev/null; exit 1", {}, "failure"),
        ("exit 1", {}, "failure"),  # ends before it has read the picture
        ("cat > /dev/null; echo nonsense", {}, None),
    ],
)
def test_an_engine_in_trouble_costs_one_page(tmp_path: Path, script: str, options: dict[str, float], trouble: str | None) -> None:
    path = program(tmp_path, script)
    with PictureReader(engine(path, **options), BytesIO(ONE), sheets_of(ONE)) as reader:
        seen = reader.recognise(1)
    assert (seen.words, seen.trouble) == ([], trouble)


@pytest.mark.parametrize(
    ("seconds", "page"),
    [(60.0, 90.0), (270.0, 90.0), (1080.0, 270.0)],  # the usual is the least
)
def test_a_page_may_take_longer_when_its_paper_may(seconds: float, page: float) -> None:
    made = engine(Path("tesseract")).within(seconds)
    assert (made.seconds, made.page_seconds) == (seconds, page)


@on_this_system
def test_when_the_time_of_a_paper_is_up_no_page_is_looked_at(tmp_path: Path) -> None:
    path = program(tmp_path, f"cat > /dev/null; echo looked >> {tmp_path}/looks; sleep 0.3")
    with PictureReader(engine(path, seconds=0.25), BytesIO(TWO), sheets_of(TWO)) as reader:
        assert [reader.recognise(number).trouble for number in (1, 2, 2)] == ["time", "time", "time"]
    assert (tmp_path / "looks").read_text() == "looked\n"


def test_a_program_that_is_gone_and_a_page_that_cannot_be_painted_are_failures(tmp_path: Path) -> None:
    for pdf in (ONE, b"no PDF"):
        with PictureReader(engine(tmp_path / "gone"), BytesIO(pdf), sheets_of(ONE)) as reader:
            assert reader.recognise(1).trouble == "failure"


@pytest.mark.skipif(not INSTALLED, reason="tesseract is not installed")
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_the_engine_reads_a_page_whichever_way_it_lies(turn: int) -> None:
    there = find_engine()
    assert there is not None
    lines = b" ".join([PAGE] + [PAGE.replace(b"700", b"%d" % (600 - 90 * line)) for line in range(6)])
    pdf = write_pdf(lines, page=f"/MediaBox [0 0 595 842] /Rotate {turn}")
    with PictureReader(there, BytesIO(pdf), sheets_of(pdf)) as reader:
        seen = reader.recognise(1)
    assert seen.trouble is None
    texts = [word.text for word in seen.words]
    assert texts[:12] == ["RESOLVED", "that", "the", "fence", "be", "painted", "by", "the", "end", "of", "October", "2031"]
    first = seen.words[0]
    box = (first.x0, first.top, first.x1, first.bottom)
    assert box == pytest.approx({0: (74, 124, 202, 142), 90: (699, 74, 718, 202), 180: (393, 699, 521, 718)}[turn], abs=6)
