"""Shelves: the same values in the same order, however many there are, and only a few of them in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.edges.shelves import HELD, REMEMBERED, Shelf, Shelves, pack
from pipeline.records import Page, Word


def page(number: int) -> Page:
    return Page(number=number, width=595.3, height=842, text=f"Page {number}\nwith a \u2028 in it", words=[Word(0, 72.5, 72, 100, 83)])


@pytest.mark.parametrize("count", [0, 1, HELD, HELD + 1, 3 * HELD])
@pytest.mark.parametrize("in_files", [True, False])
@pytest.mark.parametrize("packs", [True, False])
def test_values_come_back_as_they_were(tmp_path: Path, count: int, in_files: bool, packs: bool) -> None:
    pages = [page(number) for number in range(count)]
    with Shelves(tmp_path if in_files else None) as shelves:
        shelf: Shelf[Page] = shelves.shelf("pages", Page, packs)
        for one in pages:
            shelf.append(one)
        assert len(shelf) == count
        assert list(shelf) == pages
        assert shelf[1:5] == pages[1:5]
        assert shelf[-3:] == pages[-3:]
        assert [shelf[-place] for place in range(1, count + 1)] == pages[::-1]
        assert list(reversed(shelf)) == pages[::-1]
        assert list(shelf.packed()) == [pack(one) for one in pages]
        with pytest.raises(IndexError):
            shelf[count]
    assert len(shelf) == 0  # what is in a circle with the shelf does not hold its values any longer


def test_a_long_shelf_holds_few_values(tmp_path: Path) -> None:
    shelf: Shelf[Page] = Shelf(Page, tmp_path)
    for number in range(3 * HELD):
        shelf.append(page(number))
    assert [one.number for one in shelf] == list(range(3 * HELD))
    assert (len(shelf._values), len(shelf._remembered)) == (0, REMEMBERED)
    shelf.close()


def test_values_can_be_put_behind_those_that_were_read(tmp_path: Path) -> None:
    shelf: Shelf[Page] = Shelf(Page, tmp_path)
    for number in range(HELD + 5):
        shelf.append(page(number))
    assert shelf[3].number == 3
    shelf.append(page(HELD + 5))
    assert [one.number for one in shelf] == list(range(HELD + 6))
    shelf.close()


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    with Shelves(tmp_path) as shelves:
        for number in range(2 * HELD):
            shelves.shelf("pages", Page).append(page(number))
    assert list(tmp_path.iterdir()) == []


def test_whoever_asks_by_the_same_name_has_the_same_shelf() -> None:
    shelves = Shelves()
    shelves.shelf("pages", Page).append(page(1))
    assert len(shelves.shelf("pages", Page)) == 1
    assert len(shelves.shelf("other pages", Page)) == 0
