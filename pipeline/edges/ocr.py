"""Reading words from the picture of a page with tesseract, where it is installed; it is run as a program of its own, without a shell.

Installing another version of it, or another language, makes another engine: what was read from pictures is then read anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from pipeline.edges.lifelines import end_with_parent
from pipeline.edges.picture_rules import find_picture_rules
from pipeline.edges.pictures import Painter, Picture
from pipeline.records import RecognisedPage, RecognisedWord

if TYPE_CHECKING:
    from pipeline.edges.pdf.catalogue import Sheet

LANGUAGES = ("eng", "cym")
"""What papers of English and Welsh councils are written in, the usual one first; those that are installed are used."""
DOTS_AN_INCH = 300
SECONDS_A_PAGE = 90.0
SHARE_OF_A_PAGE = 0.25
"""A page may take more than the usual when the paper was given so much that this share of it is more."""
TURNS = "osd"
"""The data by which tesseract finds which way up a page is."""
AUTOMATIC, AUTOMATIC_WITH_TURNS = "3", "1"
WORD = "5"
_ASKING_SECONDS = 20.0
_VERSION = re.compile(rb"tesseract\s+v?(\d[\w.]*)")


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """Tesseract as it is installed: its program, version and languages, and how it is to be used.

    `finds_turns` says whether it can tell which way up a page is. `seconds` is what all pages of a paper may take together, None for any
    time; `page_seconds` what a single one may.
    """

    program: str
    version: str
    languages: str
    finds_turns: bool = True
    dots_an_inch: int = DOTS_AN_INCH
    page_seconds: float = SECONDS_A_PAGE
    seconds: float | None = None

    @property
    def name(self) -> str:
        """What a reading by this engine depends on."""
        return f"tesseract {self.version} {self.languages}{'+turns' if self.finds_turns else ''} {self.dots_an_inch}"

    def within(self, seconds: float) -> Engine:
        """The same for a paper whose pictures may take so many seconds together; a page may take a share of them, if that is more than is
        usual."""
        return msgspec.structs.replace(self, seconds=seconds, page_seconds=max(self.page_seconds, SHARE_OF_A_PAGE * seconds))


def find_engine(languages: Sequence[str] | None = None, dots_an_inch: int | None = None) -> Engine | None:
    """The tesseract of this machine with those of the languages that it has; None without it, or when it has none of them.

    Unless it is said otherwise, pages are read in `LANGUAGES`, painted at `DOTS_AN_INCH`.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    version = _VERSION.search(_ask(program, "--version"))
    known = _ask(program, "--list-langs").decode("utf-8", "replace").split()
    usable = [language for language in languages or LANGUAGES if language in known]
    if version is None or not usable:
        return None
    return Engine(
        program=program,
        version=version[1].decode("ascii"),
        languages="+".join(usable),
        finds_turns=TURNS in known,
        dots_an_inch=dots_an_inch or DOTS_AN_INCH,
    )


def _ask(program: str, question: str) -> bytes:
    try:
        done = subprocess.run([program, question], stdin=subprocess.DEVNULL, capture_output=True, timeout=_ASKING_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout + done.stderr


class PictureReader:
    """Reads pages of one PDF from their pictures, as long as the engine's time lasts. Use it as a context manager.

    `source` is the file, or a copy of it in memory, `sheets` are its pages.
    """

    def __init__(self, engine: Engine, source: Path | BytesIO, sheets: Sequence[Sheet]) -> None:
        self._engine = engine
        self._painter = Painter(source, sheets)
        self._left = engine.seconds

    def __enter__(self) -> Self:
        self._painter.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._painter.__exit__(*error)

    def recognise(self, number: int) -> RecognisedPage:
        """The words of the page of that number and the rules of its tables, in points; none, and why, when it could not be read."""
        if self._left is not None and self._left <= 0:
            return RecognisedPage(trouble="time")
        begun = time.monotonic()
        try:
            picture = self._painter.paint(number, self._engine.dots_an_inch)
            seconds = min(self._engine.page_seconds, self._left or self._engine.page_seconds)
            table = _run(self._engine, picture, seconds) if picture else None
        except subprocess.TimeoutExpired:
            return RecognisedPage(trouble="time")
        except OSError:
            return RecognisedPage(trouble="failure")
        finally:
            if self._left is not None:
                self._left -= time.monotonic() - begun
        if picture is None or table is None:
            return RecognisedPage(trouble="failure")
        return RecognisedPage(words=read_words(table, picture), rules=find_picture_rules(picture))


def _run(engine: Engine, picture: Picture, seconds: float) -> str | None:
    """What tesseract writes about a picture: a line a word, its values divided by tabs; None when it fails."""
    command = [
        engine.program, "stdin", "stdout",
        "-l", engine.languages,
        "--psm", AUTOMATIC_WITH_TURNS if engine.finds_turns else AUTOMATIC,
        "--dpi", str(max(70, round(72 / picture.scale))),
        "-c", "tessedit_create_tsv=1",
    ]  # fmt: skip
    image = b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.grey
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    done = subprocess.run(
        command, input=image, capture_output=True, timeout=seconds, check=False, env=alone, preexec_fn=end_with_parent
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def read_words(table: str, picture: Picture) -> list[RecognisedWord]:
    """The words of a table that tesseract wrote, in its order, with boxes in points on the page that the picture was made of."""
    words: list[RecognisedWord] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.split("\n"):
        values = row.rstrip("\r").split("\t")
        if len(values) != 12 or values[0] != WORD or not values[11].strip():
            continue
        left, top, width, height = map(int, values[6:10])
        words.append(
            RecognisedWord(
                text=values[11].strip(),
                x0=picture.left + left * picture.scale,
                top=picture.top + top * picture.scale,
                x1=picture.left + (left + width) * picture.scale,
                bottom=picture.top + (top + height) * picture.scale,
                confidence=float(values[10]),
                line=lines.setdefault(tuple(values[1:5]), len(lines)),
            )
        )
    return words
