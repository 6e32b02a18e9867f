"""What Dask costs beside the work: which papers are taken, and what is made of the figures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tiny_papers import put

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from overhead import FEWEST_PAPERS, Overhead, Took, lay_out, lines, measure


def test_papers_of_ten_pages_and_more_are_copied_until_there_are_enough(tmp_path: Path) -> None:
    long = put(tmp_path, "long.pdf", *["A page"] * 10)
    short = put(tmp_path, "short.pdf", *["A page"] * 9)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF")
    folder = tmp_path / "out"
    folder.mkdir()
    assert lay_out([long, short, tmp_path / "broken.pdf"], folder) == (FEWEST_PAPERS, 10 * FEWEST_PAPERS)
    assert len({path.read_bytes() for path in folder.iterdir()}) == FEWEST_PAPERS, "no two are the same document"


def test_overhead_is_what_there_would_not_be_without_dask() -> None:
    found = Overhead(10, 200, 2, Took(0, 10, 20, 1), Took(2, 11, 20, 2))
    assert (found.cpu_share, found.wall_share, found.a_paper) == (pytest.approx(0.05), pytest.approx(0.1), pytest.approx(100))
    assert "overhead of Dask: 5.0 % of the work in processor time (within 10 %), 100.0 ms a paper;" in list(lines(found))
    assert any("OVER 10 %" in line for line in lines(found._replace(dask=Took(2, 11, 20, 4))))


@pytest.mark.slow
def test_measuring(tmp_path: Path) -> None:
    found = measure([put(tmp_path, "long.pdf", *["Minutes\nRESOLVED: that the minutes be agreed."] * 12)], workers=2, rounds=1)
    assert (found.papers, found.pages) == (FEWEST_PAPERS, 12 * FEWEST_PAPERS)
    assert found.local.work > 0
    assert found.dask.beside > found.local.beside
