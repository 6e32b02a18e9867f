"""What a question may touch, and what is said when it may not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.edges.questions import PUBLIC, tame

Tamed = tuple[sqlite3.Connection, list[str]]


@pytest.fixture
def tamed() -> Iterator[Tamed]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "create table papers (id text primary key, words text); insert into papers values ('a', 'grit bins'), ('b', 'worn signs');"
        "create view short as select id from papers; create virtual table papers_fts using fts5 (words);"
        "insert into papers_fts select words from papers;"
    )
    refused: list[str] = []
    tame(connection, PUBLIC, refused=refused.append)
    yield connection, refused
    connection.close()


ANSWERED = [
    ("select count(*) from papers", 2, "a table"),
    ("select count(*) from short", 2, "a view"),
    ("select count(*) from papers_fts where papers_fts match 'grit'", 1, "a search"),
    ("select count(*) from sqlite_master where name = 'papers'", 1, "what tables there are"),
    ("with c as (select id from papers) select count(*) from c", 2, "a table of the question's own"),
    ("with recursive c(x) as (select 1 union all select x + 1 from c limit 5) select max(x) from c", 5, "a recursion"),
    ("select count(*) from json_each('[1, 2]')", 2, "JSON as rows"),
    ("select count(*) from json_tree('[1, [2]]')", 4, "JSON as a tree"),
    ("select printf('%d', sum(length(words))) from papers", "19", "functions"),
    ("select count(*) over () from papers", 2, "windows"),
]


@pytest.mark.parametrize(("sql", "answer", "note"), ANSWERED)
def test_what_analysts_ask_is_answered(tamed: Tamed, sql: str, answer: object, note: str) -> None:
    assert tamed[0].execute(sql).fetchone()[0] == answer, note


REFUSED = [
    ("select * from pragma_table_info('papers')", "only read"),
    ("select count(*) from pragma_database_list", "only read"),
    ("select file from pragma_database_list", "only read"),
    ("pragma database_list", "pragma database_list"),
    ("pragma query_only = 0", "pragma query_only"),
    ("pragma hard_heap_limit = 0", "pragma hard_heap_limit"),
    ("select load_extension('x')", "load_extension"),
    ("select LOAD_EXTENSION('x')", "load_extension"),
    ("select fts3_tokenizer('x')", "fts3_tokenizer"),
    ("select * from dbstat", "only read"),
    ("select count(*) from dbstat", "only read"),
    ("attach ':memory:' as other", "only read"),
    ("create table t (x)", "only read"),
    ("create temp table t (x)", "only read"),
    ("create virtual table temp.v using fts5vocab(main, papers_fts, row)", "only read"),
    ("insert into papers values ('c', 'd')", "only read"),
    ("update papers set words = ''", "only read"),
    ("delete from papers", "only read"),
    ("drop table papers", "only read"),
    ("vacuum into '/nowhere/x'", "only read"),
    ("begin", "only read"),
    ("analyze", "only read"),
]


@pytest.mark.parametrize(("sql", "words"), REFUSED)
def test_what_reaches_further_is_refused(tamed: Tamed, sql: str, words: str) -> None:
    connection, refused = tamed
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute(sql).fetchall()
    assert words in " ".join(refused)
    assert connection.execute("select count(*) from papers").fetchone() == (2,)


LIMITS = [
    (f"select zeroblob({PUBLIC.length + 1})", "too big"),
    (f"select {', '.join('1' for _ in range(PUBLIC.columns + 1))}", "too many columns"),
    (f"select {'+'.join('1' for _ in range(PUBLIC.expression_depth + 1))}", "depth"),
    (" union all ".join("select 1" for _ in range(PUBLIC.compound_selects + 1)), "compound"),
    (f"select max({','.join('1' for _ in range(PUBLIC.arguments + 1))})", "too many arguments"),
    (f"select 'x' like '{'x' * (PUBLIC.like_pattern + 1)}'", "too complex"),
    (f"select 1 /* {'x' * PUBLIC.sql_length} */", "too large"),
]


@pytest.mark.parametrize(("sql", "words"), LIMITS)
def test_limits(tamed: Tamed, sql: str, words: str) -> None:
    with pytest.raises((sqlite3.DatabaseError, sqlite3.DataError), match=words):
        tamed[0].execute(sql).fetchall()


def test_no_thread_and_no_other_database(tamed: Tamed) -> None:
    connection = tamed[0]
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_WORKER_THREADS) == 0
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_VDBE_OP) == PUBLIC.operations
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) == PUBLIC.variables
