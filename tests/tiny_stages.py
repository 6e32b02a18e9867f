"""Stages in a few lines for one kind of paper: the small PDFs of `tests/tiny_papers.py`. They do truly what stages do, and very little.

A paper can ask for trouble with its words: HANG, CRASH, STUMBLE, HUNGER; or, in its facts only, STUMBLE LATER. SLAY kills the worker of
Dask that it is read on, SLAY ONCE only the first of them. A page that begins with
PICTURE has no other words than those that an engine sees. One with DAWDLE, STUCK, GREEDY or FATAL is in trouble that costs the page alone.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from pipeline.edges.ocr import Engine
from pipeline.edges.patience import Guard, unguarded
from pipeline.edges.shelves import Shelves
from pipeline.errors import PageLost, Unreadable
from pipeline.link.corrections import Corrected
from pipeline.read.losses import find_verdict
from pipeline.read.sources import Look, Recognise
from pipeline.records import (
    DateExpression,
    Division,
    DrawnDocument,
    DrawnPage,
    Facts,
    Failure,
    Finding,
    Links,
    Page,
    Paper,
    PaperFile,
    Reading,
    RecognisedPage,
    RecognisedWord,
    Section,
    Source,
)

_PAGE = re.compile(rb"BT .*?ET", re.S)
_SHOWN = re.compile(rb"\((.*?)\) Tj")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


class TinyPDF:
    """A tiny paper that is open."""

    recognise: Recognise | None = None
    glance: Look | None = None

    def __init__(self, data: bytes) -> None:
        self._streams = _PAGE.findall(data)
        self.document = DrawnDocument(page_count=len(self._streams), producer="tiny")

    def pages(self, guard: Guard = unguarded, without: Mapping[int, Failure] | None = None) -> Iterator[DrawnPage]:
        for number, stream in enumerate(self._streams, 1):
            words = [shown.decode("ascii") for shown in _SHOWN.findall(stream)]
            line = [float(72 + 14 * place) for place in range(len(words))]
            yield DrawnPage(
                number=number,
                width=595,
                height=842,
                rotation=0,
                fonts=["Helvetica"],
                text=words,
                x0=[72.0] * len(words),
                x1=[500.0] * len(words),
                top=line,
                bottom=[top + 11 for top in line],
                font=[0] * len(words),
                size=[11.0] * len(words),
                upright=[True] * len(words),
                colour=[None] * len(words),
                edges=[],
                fills=[],
                images=[],
                lost=(without or {}).get(number),
            )


@contextmanager
def open_pdf(path: Path, engine: Engine | None = None) -> Iterator[TinyPDF]:
    data = path.read_bytes()
    if b"%%EOF" not in data:
        raise Unreadable("This PDF is cut off: its end is missing. Download it again.")
    pdf = TinyPDF(data)
    if engine is not None:
        seen = RecognisedWord(
            text=f"Seen by {engine.version}{engine.languages[3:]}", x0=72, top=72, x1=500, bottom=83, confidence=95, line=0
        )
        pdf.recognise = lambda number: RecognisedPage(words=[seen]) if engine.seconds != 7 else RecognisedPage(trouble="time")
    yield pdf


def read(
    document_id: str,
    drawn: DrawnDocument,
    pages: Iterable[DrawnPage],
    recognise: Recognise | None = None,
    shelves: Shelves | None = None,
    guard: Guard = unguarded,
    glance: Look | None = None,
) -> Reading:
    made: list[Page] = []
    lost: dict[int, Failure] = {}
    findings = []
    for page in pages:
        made.append(Page(number=page.number, width=page.width, height=page.height, text="\n".join(page.text)))
        try:
            if page.lost:
                raise PageLost(page.lost)
            guard(page.number, lambda: _trouble_of_page(made[-1].text))
        except PageLost as error:
            lost[page.number] = error.failure
            made[-1] = replace(made[-1], text="", text_source="none")
            code = {"time": "time-limit", "memory": "memory-limit"}.get(error.failure, "no-text")
            findings.append(Finding(code=code, severity="warning", message="The page was lost.", page=page.number))
    _trouble(" ".join(page.text for page in made))
    pictures = [page.number for page in made if page.text.startswith("PICTURE")]
    for number in pictures:
        looked = recognise(number) if recognise else RecognisedPage()
        words = " ".join(word.text for word in looked.words)
        made[number - 1] = replace(made[number - 1], text=words, text_source="ocr" if recognise else "none")
        if looked.trouble:
            findings.append(Finding(code="time-limit", severity="warning", message="No time was left.", page=number))
    verdict = find_verdict(lost, drawn)
    return Reading(
        document_id=document_id,
        status=verdict.status,
        error=verdict.error,
        failure=verdict.failure,
        producer=drawn.producer,
        pages=made,
        pictures=pictures,
        findings=findings,
    )


def old_engine(languages: Sequence[str] | None = None, dots_an_inch: int | None = None) -> Engine:
    return Engine(program="tiny", version="1", languages="+".join(languages or ["eng"]), dots_an_inch=dots_an_inch or 300)


def new_engine(languages: Sequence[str] | None = None, dots_an_inch: int | None = None) -> Engine:
    return replace(old_engine(languages, dots_an_inch), version="2")


def divide(paper: PaperFile, reading: Reading, shelves: Shelves | None = None) -> Division:
    first = reading.pages[0].text.partition("\n")[0]
    section = Section(ordinal=1, kind="minutes", page_start=1, page_end=len(reading.pages))
    return Division(document_id=reading.document_id, kind="minutes", title=first, council=paper.council, sections=[section])


def extract(paper: PaperFile, reading: Reading, division: Division, shelves: Shelves | None = None) -> Facts:
    dates = []
    for page in reading.pages:
        if "STUMBLE LATER" in page.text:
            raise ValueError("the paper asked for it")
        for match in _DAY.finditer(page.text):
            key = f"{paper.document_id}-dates-{page.number}-{match.start()}"
            source = Source(page=page.number, quote=match[0], bbox=(72, 72, 500, 83))
            dates.append(DateExpression(id=key, text=match[0], start=match[0], end=match[0], precision="day", role=None, source=source))
    return Facts(document_id=reading.document_id, dates=dates)


def link(papers: list[Paper], judged: Corrected, beside: Sequence[Paper] = ()) -> Links:
    """Two papers with one title are one and its copy; what people have put right is handed on."""
    first: dict[str | None, str] = {}
    pairs = [(paper.document_id, first.setdefault(paper.division.title, paper.document_id)) for paper in papers if paper.division.title]
    copies = [(copy, original, "duplicate-of") for copy, original in pairs if copy != original]
    return Links(document_links=copies, corrections=judged.corrections, findings=judged.findings)


def _trouble_of_page(words: str) -> None:
    if "DAWDLE" in words:
        time.sleep(600)
    if "STUCK" in words:  # in C, where nothing interrupts it
        hashlib.pbkdf2_hmac("sha256", b"", b"", 1 << 30)
    if "GREEDY" in words:
        bytearray(1 << 50)
    if "FATAL" in words:
        os._exit(70)


def _trouble(words: str) -> None:
    if "HANG" in words:
        time.sleep(600)
    if "CRASH" in words:
        os._exit(70)
    if "HUNGER" in words:
        bytearray(1 << 50)
    if "SLAY" in words and (marks := os.environ.get("TINY_MARKS")):  # only Dask's workers are told of the folder for certain
        _slay(Path(marks), once="ONCE" in words)
    if "STUMBLE" in words and "LATER" not in words:
        raise ValueError("the paper asked for it")


def _slay(marks: Path, once: bool) -> None:
    """Kill the worker of Dask: what started the server that forked this process."""
    mark = marks / f"slain-{hashlib.sha256(os.urandom(8)).hexdigest()[:8]}"
    if once and list(marks.glob("slain-*")):
        return
    mark.touch()
    worker = int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(worker, signal.SIGKILL)
    time.sleep(600)
