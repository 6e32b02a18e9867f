"""Words that papers hide badly: found on every page, told without the words, and never kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from leaks import LAYOUTS, SECRET, WAYS, in_an_attachment, leak, own_words
from msgspec.structs import replace
from tally import Tally

from pipeline.cli import main
from pipeline.edges.database import Database
from pipeline.edges.pdf.document import open_pdf
from pipeline.edges.published_papers import PublishedPapers
from pipeline.errors import Unreadable
from pipeline.read import read
from pipeline.records import Reading

REAL = Path(__file__).resolve().parents[3] / "shared" / "papers" / "real"


def reading_of(path: Path) -> Reading:
    with open_pdf(path) as pdf:
        reading = read("a" * 16, pdf.document, pdf.pages())
        return replace(reading, pages=list(reading.pages))


def honest_words(layout: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "honest.pdf"
    path.write_bytes(leak(lambda place: None, layout))
    reading = reading_of(path)
    assert [finding for finding in reading.findings if finding.code == "hidden-text"] == []
    return reading.pages[0].text.split()


@pytest.mark.parametrize("layout", list(LAYOUTS))
@pytest.mark.parametrize(("kind", "way"), WAYS, ids=[way.__name__ for _, way in WAYS])
def test_a_leak_is_found_and_not_kept(kind: str, way: Callable[[Any], None], layout: str, tmp_path: Path, tally: Tally) -> None:
    path = tmp_path / "leak.pdf"
    path.write_bytes(leak(way, layout))
    with tally.one("hidden text found"):
        reading = reading_of(path)
        kept = msgspec.json.encode(reading).decode()
        code = "active-content" if way is in_an_attachment else "hidden-text"
        told = [finding for finding in reading.findings if finding.code == code]
        assert told, f"{kind} on {layout}: not told"
        for word in SECRET.split():
            if len(word) > 2:
                assert word not in kept, f"{kind} on {layout}: {word} was kept"
    if way is not own_words:
        assert reading.pages[0].text.split() == honest_words(layout, tmp_path)


def test_no_page_with_a_leak_is_shown(tmp_path: Path, tally: Tally) -> None:
    """Neither its picture nor its file: of all the ways in which words are hidden, on one layout, published as anybody would."""
    layout = next(iter(LAYOUTS))
    papers = tmp_path / "papers"
    papers.mkdir()
    for kind, way in WAYS:
        (papers / f"{way.__name__} ({kind}).pdf").write_bytes(leak(way, layout))
    for arguments in (["ingest", str(papers), "--no-ocr"], ["publish"]):
        done = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path / "out")])
        assert done.exit_code == 0, done.output
    beside = PublishedPapers(tmp_path / "out/public/minutebook.db")
    with Database.read(tmp_path / "out/minutebook.db") as database:
        keys = {row["filename"].partition(" ")[0]: row["id"] for row in database.rows("select id, filename from documents")}
    assert len(keys) == len(WAYS)
    for _, way in WAYS:
        with tally.one("leaks that are not shown"):
            assert beside.original(keys[way.__name__]) is None
            assert way is in_an_attachment or beside.picture(keys[way.__name__], 1) is None


@pytest.mark.slow
def test_real_papers_raise_no_alarm(tally: Tally) -> None:
    """At most one page of all the papers may seem to hide words that it shows."""
    papers = sorted(REAL.glob("*.pdf"))
    if not papers:
        pytest.skip("The evaluation papers do not lie beside the checkout (../shared/papers/real).")
    alarms, pages = [], 0
    for path in papers:
        with suppress(Unreadable):
            reading = reading_of(path)
            pages += len(reading.pages)
            alarms += [f"{path.name} p. {found.page}: {found.message}" for found in reading.findings if found.code == "hidden-text"]
    tally.add("false alarms of hidden text", len(alarms), pages)
    assert len(alarms) <= 1, "\n".join(alarms)
