"""The papers themselves beside the public copy, as a clerk and a reader meet them: painted on publishing, shown with the mark, kept back
where something is not clear, taken away on a withdrawal."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from tiny_papers import put, tiny_pdf
from tiny_runs import copied

from pipeline.cli import main
from pipeline.edges.bars import Bar
from pipeline.edges.page_pictures import known_picture
from pipeline.edges.published_papers import PublishedPapers
from pipeline.operations.picturing import show_papers
from pipeline.operations.publishing import publish_database
from pipeline.publish.public import public_site

ROOT = Path(__file__).resolve().parents[2]
LETTERS = "Minutes of the Wexcombe Parish Council\nheld on Tuesday 5 March 2024 at 7.00 pm in the Reading Room"
HEDGE = "RESOLVED that the plum hedge by the pond be cut before the summer fair."
BENCH = "RESOLVED that the bench by the duck pond be painted green before the fair."
PERSONAL = "A resident, Mrs Ivy Larch, 12 Gorse Lane, wrote from ivy.larch@gmail.com about the hedge."
MARK = re.compile(r'<rect class="mark" x="([\d.]+)%" y="([\d.]+)%" width="([\d.]+)%" height="([\d.]+)%" id="mark">')


def said(folder: Path, *arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(main, [*arguments, "--out", str(folder / "out")])
    assert done.exit_code == status, done.output
    return done.output


def rows(folder: Path, sql: str, file: str = "minutebook.db") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "out" / file)) as database:
        return database.execute(sql).fetchall()


def document(folder: Path, name: str) -> str:
    return str(rows(folder, f"select id from documents where filename = '{name}'")[0][0])


def names(folder: Path, name: str) -> set[str]:
    """What is shown of a paper."""
    shown = folder / "out/public/minutebook-papers" / document(folder, name)
    return {file.name for file in shown.iterdir()} if shown.is_dir() else set()


def with_picture(pdf: bytes, path: Path) -> None:
    """The paper with a picture over a quarter of its first page."""
    made = path.with_suffix(".made")
    made.write_bytes(pdf)
    with pikepdf.open(made) as opened:
        page = opened.pages[0]
        picture = opened.make_stream(
            b"\x60" * 64, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8, BitsPerComponent=8
        )
        picture.ColorSpace = pikepdf.Name.DeviceGray
        page.Resources["/XObject"] = pikepdf.Dictionary(P=picture)
        page.contents_add(b"q 300 0 0 400 200 50 cm /P Do Q")
        opened.save(path)
    made.unlink()


def with_bar(pdf: bytes, path: Path) -> None:
    """The paper with a black bar over its second line."""
    made = path.with_suffix(".made")
    made.write_bytes(pdf)
    with pikepdf.open(made) as opened:
        opened.pages[0].contents_add(b"0 g 70 741 400 13 re f")
        opened.save(path)
    made.unlink()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("picturing")
    papers = folder / "papers"
    put(
        papers, "minutes.pdf", f"{LETTERS}\n1. Hedges\n{HEDGE}", f"2. Benches\n{BENCH}", "3. Date of the next meeting\nTuesday 2 April 2024"
    )
    put(papers, "letters.pdf", f"{LETTERS.replace('5 March', '7 May')}\n1. Ponds\n{HEDGE}", f"2. Hedges\n{PERSONAL}\n{BENCH}")
    put(papers, "exempt.pdf", "NOT FOR PUBLICATION\nSale of the depot\nThe offer of Isolde Farthingwick is recommended.")
    with_picture(tiny_pdf(f"{LETTERS.replace('5 March', '4 June')}\n1. Lanes\n{BENCH}"), papers / "pasted.pdf")
    with_bar(tiny_pdf("Report on the lanes\nThe price that nobody may know is here\nThe lanes were swept."), papers / "barred.pdf")
    said(folder, "ingest", str(papers), "--no-ocr")
    said(folder, "publish")
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that changes it."""
    folder = tmp_path / "work"
    copied(made, folder)
    return folder


@contextmanager
def served(copy: Path) -> Iterator[Callable[..., Any]]:
    """The public site over a copy."""
    import httpx

    site = public_site(copy, workers=1)

    def get(address: str, expect: int = 200) -> Any:
        async def ask() -> Any:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site.app), base_url="http://localhost") as client:
                return await client.get(address, follow_redirects=True)

        answer = asyncio.run(ask())
        assert answer.status_code == expect, (address, answer.text[:1000])
        return answer

    try:
        yield get
    finally:
        site.close()


@pytest.fixture(scope="module")
def public(made: Path) -> Iterator[Callable[..., Any]]:
    with served(made / "out/public/minutebook.db") as get:
        yield get


# --- publishing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "shown"),
    [
        ("minutes.pdf", {"1.png", "2.png", "3.png", "original.pdf"}),
        ("letters.pdf", {"1.png"}),  # the second page names a private person
        ("exempt.pdf", set()),
        ("pasted.pdf", {"1.not", "original.pdf"}),  # nobody has read the picture on it
        ("barred.pdf", set()),  # words under a bar
    ],
)
def test_what_is_clear_is_painted(made: Path, paper: str, shown: set[str]) -> None:
    assert names(made, paper) == shown


def test_it_is_said_how_much_is_shown(place: Path) -> None:
    shutil.rmtree(place / "out/public/minutebook-papers")
    told = said(place, "publish")
    assert re.search(r"Pictures of pages +4  \(4 painted now\)", told)
    assert re.search(r"Originals +2\n", told)
    assert "1 clear page without a picture: 1 show a picture that nobody has read." in told


def test_what_is_there_is_not_painted_again(place: Path) -> None:
    files = sorted((place / "out/public/minutebook-papers").rglob("*.png"))
    before = [file.stat().st_mtime_ns for file in files]
    assert "painted now" not in said(place, "publish")
    assert [file.stat().st_mtime_ns for file in files] == before


CLEARED = """\
- {{document: {paper}, table: findings, row: {code}, page: {page}, cleared: true, by: "Ann Field, Clerk", reason: I have looked.}}
"""


@pytest.mark.parametrize(
    ("paper", "code", "page", "shown"),
    [
        ("barred.pdf", "hidden-text", 1, {"1.png", "original.pdf"}),
        ("letters.pdf", "personal-data", 2, {"1.png", "2.png", "original.pdf"}),
    ],
)
def test_what_somebody_has_looked_at_is_shown(place: Path, paper: str, code: str, page: int, shown: set[str]) -> None:
    (place / "papers/hand").mkdir()
    (place / "papers/hand/looked.yml").write_text(CLEARED.format(paper=paper, code=code, page=page))
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    said(place, "publish")
    assert names(place, paper) == shown
    assert rows(place, "select field, value, reason from corrections") == [("cleared", "Ann Field, Clerk", "I have looked.")]
    assert rows(place, "select count(*) from corrections", "public/minutebook.db") == [(0,)]
    assert b"Ann Field" not in (place / "out/public/minutebook.db").read_bytes()
    (place / "papers/hand/looked.yml").unlink()
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    said(place, "publish")
    assert names(place, paper) == names(place, paper) - {f"{page}.png", "original.pdf"}


def test_they_can_be_left_out(place: Path) -> None:
    said(place, "publish", "--no-pictures")
    assert names(place, "minutes.pdf") == {"original.pdf"}
    said(place, "publish", "--no-originals")
    assert names(place, "minutes.pdf") == {"1.png", "2.png", "3.png"}
    said(place, "publish", "--no-pictures", "--no-originals")
    assert names(place, "minutes.pdf") == set()


def test_a_page_that_is_not_clear_any_more_goes_before_the_new_copy_shows(place: Path) -> None:
    key = document(place, "minutes.pdf")
    with closing(sqlite3.connect(place / "out/minutebook.db")) as database, database:
        database.execute(
            "insert into findings (id, document_id, page, code, severity, message) values ('x', ?, 2, 'hidden-text', 'warning', 'Look.')",
            [key],
        )
    publish_database(place / "out")
    assert names(place, "minutes.pdf") == {"1.png", "3.png"}


def test_a_file_that_changed_is_not_painted_from(place: Path) -> None:
    shutil.rmtree(place / "out/public/minutebook-papers")
    put(place / "papers", "minutes.pdf", "Something else", "altogether", "is here")
    told = said(place, "publish")
    assert "Not at hand as they were read, so they are not shown: minutes.pdf" in told
    assert names(place, "minutes.pdf") == set()


def test_painting_ends_when_another_copy_takes_the_place(place: Path) -> None:
    """As after a withdrawal: nothing is shown any more that was cleared for the copy before."""
    shutil.rmtree(place / "out/public/minutebook-papers")
    copy = place / "out/public/minutebook.db"

    class Other(Bar):
        def begin(self, total: int, told: str) -> None:
            publish_database(place / "out")

    showed = show_papers(place / "out", copy, Other("pages"), originals=False, workers=1)
    assert showed.replaced and showed.painted == 0 and showed.left == 5


def test_a_kill_in_the_middle_leaves_no_half(place: Path) -> None:
    put(
        place / "papers",
        "long.pdf",
        *[f"{LETTERS.replace('5 March', '3 July')}\n1. Hedges\n{HEDGE}", *[f"Words of page {n}." for n in range(200)]],
    )
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    publish_database(place / "out")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "publish", "--out", str(place / "out")]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    folder = place / "out/public/minutebook-papers" / document(place, "long.pdf")
    until = time.monotonic() + 60
    while len(list(folder.glob("*.png"))) < 20 and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    there = list(folder.glob("*.png"))
    assert 20 <= len(there) < 201
    assert all(known_picture(file) for file in there)
    assert "painted now" in said(place, "publish")
    assert len(list(folder.glob("*.png"))) == 201
    assert not list(folder.glob(".*"))


# --- what readers see -------------------------------------------------------------------------------------------------


def words_under(file: Path, number: int, mark: tuple[float, ...]) -> str:
    import pypdfium2

    page = pypdfium2.PdfDocument(file)[number - 1]
    left, top, wide, high = (part / 100 for part in mark)
    width, height = page.get_size()
    box = (left * width, height - (top + high) * height, (left + wide) * width, height - top * height)
    return " ".join(page.get_textpage().get_text_bounded(*box).split())


def test_every_fact_leads_to_its_words_on_the_page(made: Path, public: Callable[..., Any]) -> None:
    key = document(made, "minutes.pdf")
    found = rows(made, f"select id, page, quote from resolutions where document_id = '{key}' order by page", "public/minutebook.db")
    assert [row[1] for row in found] == [1, 2]
    for row_id, number, quote in found:
        assert f"/-/page/{key}/{number}?row=resolutions/{row_id}" in public(f"/-/resolution/{row_id}").text
        page = public(f"/-/page/{key}/{number}?row=resolutions/{row_id}").text
        mark = MARK.search(page)
        assert f'<img src="/-/page/{key}/{number}.png"' in page and mark
        assert words_under(made / "papers/minutes.pdf", number, tuple(map(float, mark.groups()))) in (
            quote,
            f"RESOLVED {quote}",
            f"RESOLVED that {quote}",
        )
        picture = public(f"/-/page/{key}/{number}.png")
        assert picture.content == (made / f"out/public/minutebook-papers/{key}/{number}.png").read_bytes()


def test_pictures_may_be_kept_for_a_while_and_do_nothing(made: Path, public: Callable[..., Any]) -> None:
    headers = public(f"/-/page/{document(made, 'minutes.pdf')}/1.png").headers
    assert headers["content-type"] == "image/png" and headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "public, max-age=300" and headers["etag"]
    assert "sandbox" in headers["content-security-policy"] and "filename" not in headers.get("content-disposition", "")


def test_the_original_of_a_clear_paper_is_handed_out(made: Path, public: Callable[..., Any]) -> None:
    key = document(made, "minutes.pdf")
    answer = public(f"/-/original/{key}.pdf")
    assert answer.content == (made / "papers/minutes.pdf").read_bytes()
    assert answer.headers["content-disposition"] == f'attachment; filename="{key}.pdf"'
    assert f'href="/-/original/{key}.pdf"' in public(f"/-/page/{key}/1").text
    assert f'href="/-/original/{key}.pdf"' in public(f"/-/document/{key}").text


@pytest.mark.parametrize(
    ("paper", "number", "why"),
    [
        ("letters.pdf", 2, "Something about private people was taken out of the words of this page"),
        ("pasted.pdf", 1, "There is a picture on this page whose words nobody has read"),
        ("barred.pdf", 1, "it was not cleared to be shown, or pictures of this paper were not made"),  # and not that words are hidden
    ],
)
def test_a_page_without_a_picture_says_why(made: Path, public: Callable[..., Any], paper: str, number: int, why: str) -> None:
    key = document(made, paper)
    page = public(f"/-/page/{key}/{number}").text
    assert why in page and "<img" not in page
    public(f"/-/page/{key}/{number}.png", expect=404)


@pytest.mark.parametrize("paper", ["letters.pdf", "barred.pdf", "exempt.pdf"])
def test_an_original_that_was_not_cleared_is_not_to_be_had(made: Path, public: Callable[..., Any], paper: str) -> None:
    key = document(made, paper)
    public(f"/-/original/{key}.pdf", expect=404)
    if paper != "exempt.pdf":
        assert "was not cleared to be handed out" in public(f"/-/page/{key}/1").text


def test_a_picture_that_got_there_otherwise_is_not_shown(place: Path) -> None:
    """The site asks the public copy itself too."""
    key = document(place, "minutes.pdf")
    beside = PublishedPapers(place / "out/public/minutebook.db")
    picture = (beside.folder / key / "2.png").read_bytes()
    said(place, "withdraw", f"{key}-pages-2", "--reason", "x")
    beside.put_picture(key, 2, picture)
    with served(place / "out/public/minutebook.db") as get:
        get(f"/-/page/{key}/2.png", expect=404)
        assert "<img" not in get(f"/-/page/{key}/2", expect=403).text


@pytest.mark.parametrize(
    "address",
    [
        "/-/page/{key}/1.not",
        "/-/page/{key}/0.png",
        "/-/page/{key}/9.png",
        "/-/page/{key}/-1.png",
        "/-/page/{key}/original.pdf",
        "/-/page/{key}~2F..~2F{key}/1.png",
        "/-/page/..~2Fminutebook-papers~2F{key}/1.png",
        "/-/page/%2e%2e%2fminutebook-papers%2f{key}/1.png",
        "/-/page/.lock/1.png",
        "/-/original/..~2F..~2Fminutebook.pdf",
        "/-/original/{key}~00.pdf",
        "/minutebook-papers/{key}/1.png",
    ],
)
def test_no_name_leads_elsewhere(made: Path, public: Callable[..., Any], address: str) -> None:
    answer = public(address.format(key=document(made, "minutes.pdf")), expect=404)
    assert str(made) not in answer.text


# --- withdrawing ------------------------------------------------------------------------------------------------------


def test_the_picture_of_a_withdrawn_fact_goes_and_stays_away(place: Path) -> None:
    ((row,),) = rows(place, f"select id from resolutions where text like '%bench%' and document_id = '{document(place, 'minutes.pdf')}'")
    picture = (place / "out/public/minutebook-papers" / document(place, "minutes.pdf") / "2.png").read_bytes()
    said(place, "withdraw", row, "--reason", "x")
    assert names(place, "minutes.pdf") == {"1.png", "3.png"}
    assert not [file for file in (place / "out").rglob("*") if file.is_file() and picture in file.read_bytes()]
    said(place, "publish")
    assert names(place, "minutes.pdf") == {"1.png", "3.png"}
    with served(place / "out/public/minutebook.db") as get:
        assert "Something on this page was withdrawn" in get(f"/-/page/{document(place, 'minutes.pdf')}/2").text
    said(place, "withdraw", row, "--undo")
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    said(place, "publish")
    assert names(place, "minutes.pdf") == {"1.png", "2.png", "3.png", "original.pdf"}


def test_nothing_is_left_of_a_withdrawn_paper(place: Path) -> None:
    key = document(place, "minutes.pdf")
    said(place, "withdraw", key, "--reason", "x")
    assert not (place / "out/public/minutebook-papers" / key).exists()
    assert names(place, "letters.pdf") == {"1.png"}


def test_they_go_also_when_no_new_copy_can_be_made(place: Path) -> None:
    key = document(place, "minutes.pdf")
    with closing(sqlite3.connect(place / "out/minutebook.db")) as database, database:
        database.execute("update sections set id = id || '-ivy.larch@gmail.com' where document_id <> ? and rowid % 2 = 0", [key])
        database.execute("update sections set id = id || '-ivy.larch@gmail.com' where document_id = ?", [document(place, "letters.pdf")])
    told = said(place, "withdraw", key, "--reason", "x")
    assert "The old public copy was taken away" in told
    assert not (place / "out/public/minutebook-papers" / key).exists()
