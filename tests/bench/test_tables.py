"""Papers of our own making have the truth of their tables beside them, and our reader finds nearly all of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

import made_listings
import made_reports
import made_tables
from tables import ours, pairs_of, truth, with_truth


def test_a_cell_s_neighbours_are_the_nearest_that_hold_text() -> None:
    cells = [(0, 0, 0, 1, "Both"), (1, 1, 0, 0, "a"), (1, 1, 1, 1, ""), (1, 1, 2, 2, "c")]
    assert set(pairs_of(cells)) == {("BOTH", "A", "below"), ("A", "C", "right")}


@pytest.mark.parametrize("make", [made_tables.make, made_reports.make])
def test_tables_of_our_own_making_are_read(make: object, tmp_path: Path) -> None:
    make(tmp_path, 5, tables=14, others=6)  # type: ignore[operator]
    assert_read(tmp_path, 20, 0.95)


def test_listings_of_our_own_making_are_read(tmp_path: Path) -> None:
    made_listings.make(tmp_path, 5, pages=20)
    assert_read(tmp_path, 20, 0.93)


def assert_read(folder: Path, count: int, least: float) -> None:
    """Assert that there are so many papers in a folder, and that their tables are read at least so well."""
    papers = with_truth(folder)
    assert len(papers) == count
    true = {paper: truth(paper) for paper in papers}
    found = {paper: ours(paper) for paper in papers}
    hit = sum((found[paper] & true[paper]).total() for paper in papers)
    claimed, real = (sum(pairs[paper].total() for paper in papers) for pairs in (found, true))
    assert real > 1000
    assert 2 * hit / (claimed + real) > least
