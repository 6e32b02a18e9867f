"""A page of a paper with a fact marked on it: what it shows, what it never shows, and where the mark stands."""

from __future__ import annotations

import html
import re
import sqlite3
import struct
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline.edges.page_pictures import PagePicture
from pipeline.publish.site.page_view import Mark, mark_on

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
BOX = re.compile(r'<rect class="mark" x="([\d.]+)%" y="([\d.]+)%" width="([\d.]+)%" height="([\d.]+)%" id="mark">')


def asked(database: Path, sql: str) -> list[sqlite3.Row]:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("box", "picture", "expected"),
    [
        ("[100, 200, 300, 220]", (600, 800, 0, 0), Mark(16.33, 24.75, 34.0, 3.0)),  # with two points to spare on every side
        ("[-5, 790, 700, 900]", (600, 800, 0, 0), Mark(0.0, 98.5, 100.0, 1.5)),  # no further than the sheet goes
        ("[152, 252, 248, 298]", (500, 500, 100, 50), Mark(10.0, 40.0, 20.0, 10.0)),  # of a sheet that is shown in part
        ("[10, 10, 20, 20]", (500, 500, 100, 50), None),  # on the part that is not shown
        (None, (600, 800, 0, 0), None),  # a row without a box
        ("[1, 2]", (600, 800, 0, 0), None),
    ],
)
def test_where_the_mark_stands(box: str | None, picture: tuple[float, ...], expected: Mark | None) -> None:
    assert mark_on(PagePicture(Path("page.png"), *picture), box) == expected


def words_under(file: Path, number: int, mark: tuple[float, ...]) -> str:
    """The words that PDFium finds in a part of a page as it is shown, given in percent; the page may be turned."""
    page = pypdfium2.PdfDocument(file)[number - 1]
    left, top, wide, high = (part / 100 for part in mark)
    width, height = page.get_size()
    x0, y0, x1, y1 = left * width, top * height, (left + wide) * width, (top + high) * height
    if page.get_rotation() == 90:
        box = (y0, x0, y1, x1)
    else:
        box = (x0, height - y1, x1, height - y0)
    return page.get_textpage().get_text_bounded(*box)


@pytest.mark.parametrize("turned", [False, True])
def test_the_mark_is_on_the_words_of_the_fact(sample: Any, sample_database: Path, turned: bool) -> None:
    """Also on slides that stand upright in the file and are turned to be read."""
    where = "a.origin = 'milestone'" if turned else "a.page > 1 and a.origin = 'table' and a.page_end is null"
    rows = asked(
        sample_database,
        f"select a.id, a.quote, a.page, d.id as document, d.path from actions a join documents d on d.id = document_id where {where}",
    )
    assert len(rows) > 3
    for row in rows[:6]:
        page = sample(f"/-/page/{row['document']}/{row['page']}", row=f"actions/{row['id']}").text
        mark = BOX.search(page)
        assert mark, row["id"]
        file = SAMPLE / row["path"]
        assert (pypdfium2.PdfDocument(file)[row["page"] - 1].get_rotation() == 90) is turned
        under = words_under(file, row["page"], tuple(map(float, mark.groups()))).split()
        assert set(row["quote"].split()[:4]) <= set(under)


def test_a_page_has_its_picture_words_and_neighbours(sample: Any, sample_database: Path) -> None:
    (row,) = asked(sample_database, "select * from resolutions where votes_for > 0 and page = 1 limit 1")
    address = f"/-/page/{row['document_id']}/1"
    page = sample(address, row=f"resolutions/{row['id']}").text
    shown = html.unescape(page)
    assert f"<dd>{row['text']}</dd>" in shown
    assert '<mark id="words">' in page
    assert f'href="/minutebook/resolutions/{row["id"]}"' in page
    assert f'href="{address[:-1]}2?row=resolutions/{row["id"]}"' in page
    assert "First page" in page
    assert "<script" not in page
    assert " style=" not in page
    picture = sample(f"{address}.png")
    assert picture.headers["content-type"] == "image/png"
    wide, high = struct.unpack(">II", picture.content[16:24])
    assert wide / high == pytest.approx(595 / 842, rel=0.01)


def test_no_page_tells_where_the_papers_are(sample: Any, sample_database: Path) -> None:
    for (document,) in asked(sample_database, "select id from documents where status = 'ok'"):
        for page in (sample(f"/-/page/{document}/1").text,):
            assert str(SAMPLE.parent) not in page
            assert str(sample_database.parent) not in page


def test_a_restricted_page_is_not_shown_in_any_way(sample: Any, sample_database: Path) -> None:
    rows = asked(sample_database, "select document_id, page_start from sections where restricted = 1")
    assert rows
    for row in rows:
        address = f"/-/page/{row['document_id']}/{row['page_start']}"
        page = sample(address, expect=403).text
        assert "exempt or restricted" in page
        assert "<img" not in page
        sample(f"{address}.png", expect=404)
        assert not (sample_database.parent / "cache" / f"{row['document_id']}-{row['page_start']}.png").exists()
        sample(f"/-/original/{row['document_id']}.pdf", expect=404)
        assert "Download the original" not in sample(f"/-/page/{row['document_id']}/1").text


def test_a_picture_from_before_a_page_was_shut_goes(sample: Any, sample_database: Path) -> None:
    (row,) = asked(sample_database, "select document_id, page_start from sections where restricted = 1 limit 1")
    left = sample_database.parent / "cache" / f"{row['document_id']}-{row['page_start']}.png"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"an older picture")
    sample(f"/-/page/{row['document_id']}/{row['page_start']}.png", expect=404)
    assert not left.exists()


def test_a_file_that_goes_away_meanwhile_is_not_told_of(tmp_path: Path) -> None:
    import asyncio

    from datasette.utils.asgi import NotFound

    from pipeline.publish.site.routes import Handed

    async def send(message: Any) -> None:
        raise AssertionError(message)

    with pytest.raises(NotFound) as told:
        asyncio.run(Handed(tmp_path / "gone.pdf", content_type="application/pdf").asgi_send(send))
    assert str(tmp_path) not in str(told.value)


def test_the_original_of_a_clear_paper_is_the_file_itself(sample: Any, sample_database: Path) -> None:
    (row,) = asked(sample_database, "select * from documents where kind = 'plan'")
    answer = sample(f"/-/original/{row['id']}.pdf")
    assert answer.content == (SAMPLE / row["path"]).read_bytes()
    assert answer.headers["content-disposition"] == f'attachment; filename="{row["id"]}.pdf"'
    assert f'href="/-/original/{row["id"]}.pdf"' in sample(f"/-/page/{row['id']}/1").text


# --- without the files, over records alone -----------------------------------------------------------------------------


def test_without_its_file_a_page_still_has_its_words(get: Any) -> None:
    page = get(f"/-/page/{PACK}/3", row=f"actions/{PACK}-actions-3-1").text
    assert "There is no picture of this page" in page
    assert '<mark id="words">Grit bins | Refill all grit bins' in page
    assert "31 October 2020" in page
    assert "£2,000" in page  # another column of the printed table
    assert 'href="https://wexcombe.example/pack.pdf#page=3"' in page
    get(f"/-/page/{PACK}/3.png", expect=404)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/-/page/{PACK}/4", 403),  # exempt
        (f"/-/page/{CLOSED}/1", 404),  # withheld as a whole: no page of it is stored
        (f"/-/page/{BROKEN}/1", 404),
        (f"/-/page/{PACK}/0", 404),
        (f"/-/page/{PACK}/5", 404),
        ("/-/page/nothing/1", 404),
        (f"/-/page/{PACK}/4.png", 404),
        (f"/-/page/{PACK}/0.png", 404),
        (f"/-/original/{CLOSED}.pdf", 404),
        ("/-/original/..~2F..~2Fetc~2Fpasswd.pdf", 404),
    ],
)
def test_pages_that_are_not_to_be_had(get: Any, address: str, status: int) -> None:
    assert "nobody may know" not in get(address, expect=status).text


@pytest.mark.parametrize(
    "row",
    [
        f"actions/{MINUTES}-actions-2-1",  # of another paper
        f"resolutions/{PACK}-actions-3-1",  # of another table
        f"actions/{PACK}-actions-9-9",
        "sqlite_master/a-sqlite_master-1",
        "actions",
        'actions/"><script>',
    ],
)
def test_a_row_that_is_not_of_this_page_is_passed_over(get: Any, row: str) -> None:
    page = get(f"/-/page/{PACK}/3", row=row).text
    assert "What was read:" not in page
    assert "<script" not in page


def test_a_fact_of_another_page_says_where_it_stands(get: Any) -> None:
    page = get(f"/-/page/{PACK}/2", row=f"actions/{PACK}-actions-3-1").text
    assert f'href="/-/page/{PACK}/3?row=actions/{PACK}-actions-3-1"' in page
    assert "<mark" not in page


def test_text_is_text(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("update pages set text = ? where document_id = ? and number = 3", ("<b>Refill</b> & <script>go</script>", PACK))
    connection.execute("update actions set quote = ?, action = ? where document_id = ?", ("<script>go</script>", "<i>do</i>", PACK))
    connection.execute("update documents set title = ? , source_url = ? where id = ?", ("<u>Pack</u>", "javascript:alert(1)", PACK))
    connection.commit()
    connection.close()
    page = site_of(path)(f"/-/page/{PACK}/3", row=f"actions/{PACK}-actions-3-1").text
    for raw in ("<b>", "<script", "<i>", "<u>", "javascript:"):
        assert raw not in page
    assert '<mark id="words">&lt;script&gt;go&lt;/script&gt;</mark>' in page
