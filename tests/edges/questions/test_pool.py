"""Processes that answer: what they say, and that the next question is answered whatever the last one did."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.questions import PUBLIC, Answer, Answerers, NobodyFree, Question, TookTooLong
from pipeline.publish.public.functions import add_functions

BOUNDS = PUBLIC._replace(seconds=0.3, waiting_seconds=0.2)
ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c)"
ONE_OPERATION = "select instr(hex(zeroblob(999000)), hex(zeroblob(490000)) || 'b')"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "papers.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table papers (id integer primary key, words text, picture blob)")
        connection.execute("insert into papers values (1, 'grit – bins', x'00ff'), (2, null, null)")
        connection.commit()
    return path


@pytest.fixture(scope="module")
def answerers(path: Path) -> Iterator[Answerers]:
    made = Answerers(path, add_functions, 1, BOUNDS, modules=["pipeline.publish.public.functions"])
    yield made
    made.close()


def question(
    sql: str, *placed: Any, seconds: float = 0.3, rows: int | None = None, cells: int = 1000, weight: int = 100_000, **named: Any
) -> Question:
    return Question(sql=sql, named=named, placed=list(placed), seconds=seconds, rows=rows, cells=cells, weight=weight)


def test_values_come_back_as_they_are(answerers: Answerers) -> None:
    answer = answerers.ask(question("select id, words, picture, 0.5 as half from papers"))
    assert answer.columns == ["id", "words", "picture", "half"]
    assert answer.rows == [[1, "grit – bins", b"\x00\xff", 0.5], [2, None, None, 0.5]]
    assert not answer.cut and answer.trouble is None


def test_parameters_by_name_and_by_place(answerers: Answerers) -> None:
    assert answerers.ask(question("select :word || :word as twice", word="go", other="unused")).rows == [["gogo"]]
    assert answerers.ask(question("select ?, ?", "a", 2)).rows == [["a", 2]]


def test_the_functions_of_the_site_are_there(answerers: Answerers) -> None:
    assert "21" in answerers.ask(question("select escape_fts('A21/17')")).rows[0][0]


def test_the_first_rows_of_many(answerers: Answerers) -> None:
    answer = answerers.ask(question(f"{ENDLESS} select x from c", rows=5))
    assert [row[0] for row in answer.rows] == [1, 2, 3, 4, 5]
    assert answer.cut
    assert not answerers.ask(question("select id from papers", rows=2)).cut


def test_wide_rows_are_fewer(answerers: Answerers) -> None:
    assert len(answerers.ask(question(f"{ENDLESS} select x, x, x, x from c", rows=100, cells=40)).rows) == 10


TROUBLES = [
    ("select absent from papers", "error", "no such column"),
    ("select load_extension('x')", "refused", "load_extension"),
    ("select * from pragma_database_list", "refused", "only read"),
    ("insert into papers values (3, '', null)", "refused", "only read"),
    ("select 'a\0b'", "error", "null character"),
    ("select 1; select 2", "error", "one statement"),
    (f"{ENDLESS} select zeroblob(1000) from c", "error", "too large"),
    (f"{ENDLESS} select char(1) || char(1) || hex(zeroblob(100)) from c", "error", "too large"),
    ("select zeroblob(5000000)", "error", "too large"),
]


@pytest.mark.parametrize(("sql", "trouble", "words"), TROUBLES)
def test_what_cannot_be_answered_is_said(answerers: Answerers, sql: str, trouble: str, words: str) -> None:
    answer = answerers.ask(question(sql))
    assert (answer.trouble, answer.rows) == (trouble, [])
    assert words in answer.words
    assert answerers.ask(question("select 1")).rows == [[1]]


@pytest.mark.parametrize("sql", [f"{ENDLESS} select count(*) from c", ONE_OPERATION])
def test_what_takes_too_long_is_ended(answerers: Answerers, sql: str) -> None:
    """The second is a single call of a function, within which SQLite never looks at the clock: the system ends the process."""
    began = time.monotonic()
    with pytest.raises(TookTooLong) as error:
        answerers.ask(question(sql, seconds=0.1))
    assert error.value.seconds >= 0.09
    assert time.monotonic() - began < 3
    assert answerers.ask(question("select 1")).rows == [[1]]


def test_nobody_waits_for_ever(answerers: Answerers) -> None:
    def take_long() -> None:
        with suppress(TookTooLong):
            answerers.ask(question(f"{ENDLESS} select count(*) from c", seconds=1.5))

    taking = threading.Thread(target=take_long)
    taking.start()
    time.sleep(0.3)
    with pytest.raises(NobodyFree):
        answerers.ask(question("select 1"))
    taking.join()
    assert answerers.ask(question("select 1")).rows == [[1]]


def test_an_answer_says_what_it_took(answerers: Answerers) -> None:
    answer: Answer = answerers.ask(question(f"{ENDLESS} select count(*) from (select x from c limit 300000)"))
    assert 0.005 < answer.seconds < 0.3
