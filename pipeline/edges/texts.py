"""An index of the numbers by which papers' words are known, kept in a file of its own, to find papers that have the same words."""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import repeat
from pathlib import Path
from typing import Self

from pipeline.edges.refusals import in_words
from pipeline.edges.whole_files import remove

_VERSION = 2
_TABLES = """
create table if not exists papers (
  place integer primary key, id text not null unique, stamp text not null, known integer not null, runs integer not null,
  numbers blob not null
);
create table if not exists numbers (number integer, known integer, place integer, primary key (number, known, place)) without rowid;
"""


class Texts:
    """The numbers of papers whose council is known, and of papers whose council is not.

    A paper has the numbers of its runs of words, from 0 up, and one below 0 for all its words in their order. They stand in the index, and
    once more all together with the paper.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """The index at `path`, in one transaction; empty when there is none, or none of this version that can be read.

        Raises NotWritten when the system would not write or read.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with in_words(path):
            sound = not path.exists() or _is_sound(path)
        if not sound:
            remove(path)
        with in_words(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("pragma secure_delete = on")  # nothing is left of a paper that was withdrawn
            connection.executescript(f"begin immediate; {_TABLES} pragma user_version = {_VERSION};")
            yield cls(connection)
            connection.execute("commit")

    def stamps(self) -> dict[str, str]:
        """What each paper's numbers were taken from, by its id."""
        return dict(self._connection.execute("select id, stamp from papers"))

    def replace(self, paper: str, stamp: str, known: bool, numbers: frozenset[int]) -> None:
        """The paper has these numbers now. `known` says whether its council is."""
        self.remove(paper)
        in_order = array("q", sorted(numbers))
        runs = len(in_order) - bisect_left(in_order, 0)
        insert = "insert into papers (id, stamp, known, runs, numbers) values (?, ?, ?, ?, ?)"
        place = self._connection.execute(insert, (paper, stamp, known, runs, in_order.tobytes())).lastrowid
        self._connection.executemany("insert into numbers values (?, ?, ?)", zip(in_order, repeat(known), repeat(place)))

    def remove(self, paper: str) -> None:
        """There is no such paper any more."""
        for place, known, numbers in self._connection.execute("select place, known, numbers from papers where id = ?", (paper,)).fetchall():
            having = ((number, known, place) for number in array("q", numbers))
            self._connection.executemany("delete from numbers where number = ? and known = ? and place = ?", having)
            self._connection.execute("delete from papers where place = ?", (place,))

    def beside(self, common: int, fewest: int, part: float) -> set[str]:
        """The papers of known councils that have the words of a paper of no known one, or whose words that has.

        They have all words in their order in common, or at least so many runs (`fewest`), which are such a `part` of the runs of the one
        that has fewer. Runs that more than `common` papers of known councils have are nobody's own.
        """
        runs = dict(self._connection.execute("select place, runs from papers"))
        having: dict[int, list[int]] = {}
        found: set[int] = set()
        for paper, numbers in self._connection.execute("select place, numbers from papers where not known").fetchall():
            shared: Counter[int] = Counter()
            for number in array("q", numbers):
                if number not in having:
                    having[number] = self._known_with(number, common)
                if number < 0:
                    found.update(having[number])
                else:
                    shared.update(having[number])
            found.update(other for other, count in shared.items() if count >= max(fewest, part * min(runs[paper], runs[other])))
        select = "select id from papers where place = ?"
        return {self._connection.execute(select, (place,)).fetchone()[0] for place in found}

    def _known_with(self, number: int, common: int) -> list[int]:
        """The places of the papers of known councils that have a number, unless they are too many."""
        limit = common + 1 if number >= 0 else -1
        found = self._connection.execute("select place from numbers where number = ? and known = 1 limit ?", (number, limit))
        places = [place for (place,) in found]
        return places if number < 0 or len(places) <= common else []


def numbers_of(shingles: Iterable[int], digests: Iterable[str]) -> frozenset[int]:
    """The numbers of a paper: those of its runs of words, and one below 0 made of the digests of its sections, if it has any."""
    whole = "\n".join(digests)
    numbers = frozenset(shingles)
    return numbers | {-1 - int.from_bytes(hashlib.sha256(whole.encode()).digest()[:7])} if whole else numbers


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            if connection.execute("pragma user_version").fetchone()[0] not in (0, _VERSION):
                return False
            return bool(connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        return False
