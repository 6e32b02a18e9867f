"""Tables made of drawn lines: by hand, and as stock pdfplumber finds them among lines drawn by lot."""

from __future__ import annotations

import itertools
import random
import time
from types import SimpleNamespace
from typing import Any

import pytest
from pdfplumber.table import Table, TableFinder

from pipeline.read.grid import Edge, find_cell_characters, find_grids, stock_tables
from pipeline.records import DrawnPage


def level(top: float, x0: float, x1: float) -> Edge:
    return ("h", x0, x1, top, top)


def upright(x: float, top: float, bottom: float) -> Edge:
    return ("v", x, x, top, bottom)


def ruled(xs: list[float], tops: list[float]) -> list[Edge]:
    """All lines of a table, each drawn in one stroke."""
    return [level(top, xs[0], xs[-1]) for top in tops] + [upright(x, tops[0], tops[-1]) for x in xs]


def box(x0: float, top: float, x1: float, bottom: float) -> list[Edge]:
    return [level(top, x0, x1), level(bottom, x0, x1), upright(x0, top, bottom), upright(x1, top, bottom)]


TWO_BY_TWO = [(0, 0, 50, 20), (0, 20, 50, 40), (50, 0, 100, 20), (50, 20, 100, 40)]

CASES: list[tuple[str, list[Edge], list[list[tuple[float, float, float, float]]]]] = [
    ("two rows and two columns", ruled([0, 50, 100], [0, 20, 40]), [TWO_BY_TWO]),
    ("each cell drawn as a box of its own", [edge for cell in TWO_BY_TWO for edge in box(*cell)], [TWO_BY_TWO]),
    ("lines with gaps of three points", [*ruled([0, 50, 100], [0, 40]), level(20, 0, 48.5), level(20, 51.5, 100)], [TWO_BY_TWO]),
    ("lines that end three points short", [*ruled([0, 50, 100], [0, 40]), level(20, 3, 97)], [TWO_BY_TWO]),
    ("lines that end four points short", [*ruled([0, 50, 100], [0, 40]), level(20, 4, 96)], [[(0, 0, 50, 40), (50, 0, 100, 40)]]),
    ("lines drawn twice, a point apart", [*ruled([0, 50, 100], [0, 20, 40]), level(21, 0, 100)], [
        [(0, 0, 50, 20.5), (0, 20.5, 50, 40), (50, 0, 100, 20.5), (50, 20.5, 100, 40)]
    ]),
    ("a cell merged across", [*ruled([0, 100], [0, 20, 40]), upright(50, 20, 40)], [[(0, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)]]),
    ("a cell merged down", [*ruled([0, 50, 100], [0, 40]), level(20, 50, 100)], [[(0, 0, 50, 40), (50, 0, 100, 20), (50, 20, 100, 40)]]),
    ("two tables, the upper one first", ruled([0, 50, 100], [200, 220]) + ruled([0, 50, 100], [0, 20]), [
        [(0, 0, 50, 20), (50, 0, 100, 20)], [(0, 200, 50, 220), (50, 200, 100, 220)]
    ]),
    ("a single box is no table", box(0, 0, 100, 40), []),
    ("only level lines", [level(0, 0, 100), level(20, 0, 100)], []),
    ("slanted lines", [*ruled([0, 50], [0, 20]), ("None", 0.0, 50.0, 0.0, 20.0)], []),
    ("specks", [*box(0, 0, 0.9, 40), *box(0, 40, 0.9, 80)], []),
    ("nothing", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("edges", "tables"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_tables_are_found(edges: list[Edge], tables: list[list[tuple[float, float, float, float]]]) -> None:
    assert [grid.cells for grid in find_grids(edges)] == tables


def test_a_grid_knows_its_box_and_its_rows() -> None:
    (grid,) = find_grids([*ruled([0, 50, 100], [0, 40]), level(20, 50, 100)])
    assert grid.box == (0, 0, 100, 40)
    assert grid.rows == [[(0, 0, 50, 40), (50, 0, 100, 20)], [None, (50, 20, 100, 40)]]


def page_of(places: list[tuple[float, float]], edges: list[Edge]) -> DrawnPage:
    """A page with the letters a, b, c and so on, four points wide and high, in the middle of these places."""
    count = len(places)
    return DrawnPage(
        number=1, width=595.0, height=842.0, rotation=0, fonts=["Arial"], text=[chr(97 + place % 26) for place in range(count)],
        x0=[x - 2 for x, _ in places], x1=[x + 2 for x, _ in places], top=[y - 2 for _, y in places], bottom=[y + 2 for _, y in places],
        font=[0] * count, size=[4.0] * count, upright=[True] * count, colour=[None] * count, edges=edges, fills=[], images=[],
    )  # fmt: skip


def test_a_character_belongs_to_the_cell_that_holds_its_middle() -> None:
    page = page_of([(10, 10), (50, 10), (49.9, 20), (100, 10), (10, 40), (75, 30)], ruled([0, 50, 100], [0, 20, 40]))
    (grid,) = find_grids(page.edges)
    assert find_cell_characters(page, grid) == [[0], [2], [1], [5]]


def test_tables_are_given_as_rows_of_texts() -> None:
    page = page_of([(10, 10), (15, 10), (10, 30), (75, 8), (75, 14)], [*ruled([0, 50, 100], [0, 40]), level(20, 0, 50)])
    assert stock_tables(page) == [[["ab", "d\ne"], ["c", None]]]


def random_edges(seed: int) -> list[Edge]:
    """The lines of a table or two, some left out, cut, shifted or drawn twice."""
    chance = random.Random(seed)
    edges: list[Edge] = []
    for _ in range(chance.randint(1, 3)):
        xs = sorted(chance.uniform(0, 300) for _ in range(chance.randint(2, 6)))
        tops = sorted(chance.uniform(0, 300) for _ in range(chance.randint(2, 6)))
        shift = lambda: chance.choice([0, 0, 0, 0, 1.5, -2.9, 3.0, 4.0])  # noqa: E731
        for top in tops:
            for x0, x1 in itertools.pairwise(xs):
                if chance.random() < 0.85:
                    edges.append(level(top + shift(), x0 + shift(), max(x0 + 5, x1 + shift())))
        for x in xs:
            for top, bottom in itertools.pairwise(tops):
                if chance.random() < 0.85:
                    edges.append(upright(x + shift(), top + shift(), max(top + 5, bottom + shift())))
    return edges


class StockPage(SimpleNamespace):
    """As much of a page of pdfplumber as its table finder asks for."""


def stock_page(page: DrawnPage) -> StockPage:
    edges = [
        {"object_type": "line", "orientation": kind, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top,
         "width": x1 - x0, "height": bottom - top}
        for kind, x0, x1, top, bottom in page.edges
    ]  # fmt: skip
    columns = zip(page.text, page.x0, page.x1, page.top, page.bottom, strict=True)
    chars: list[dict[str, Any]] = [
        {"text": text, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "height": bottom - top, "upright": True}
        for text, x0, x1, top, bottom in columns
    ]
    return StockPage(edges=edges, chars=chars, bbox=(0, 0, page.width, page.height))


@pytest.mark.parametrize("seed", range(60))
def test_tables_and_cells_are_those_of_pdfplumber(seed: int) -> None:
    chance = random.Random(seed + 1000)
    page = page_of([(chance.uniform(0, 310), chance.uniform(0, 310)) for _ in range(150)], random_edges(seed))
    tables: list[Table] = TableFinder(stock_page(page)).tables
    assert [sorted(grid.cells) for grid in find_grids(page.edges)] == [sorted(table.cells) for table in tables]
    assert stock_tables(page) == [table.extract(x_tolerance=3, y_tolerance=3) for table in tables]


def test_the_cost_grows_no_faster_than_the_table() -> None:
    lines = [float(place * 10) for place in range(101)]
    page = page_of([(x + 5, y + 5) for y in lines[:-1] for x in lines[:-1]], ruled(lines, lines))
    started = time.process_time()
    ((first, *_), *_) = stock_tables(page)
    assert first[:3] == ["a", "b", "c"]
    assert time.process_time() - started < 3
