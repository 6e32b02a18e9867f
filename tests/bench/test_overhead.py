"""What Dask costs beside the work: which papers are taken, and what is made of the figures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tiny_papers import put

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from overhead import FEWEST_PAPERS, Overhead, Round, Took, lay_out, lines, measure


def test_papers_of_ten_pages_and_more_are_copied_until_there_are_enough(tmp_path: Path) -> None:
    long = put(tmp_path, "long.pdf", *["A page"] * 10)
    short = put(tmp_path, "short.pdf", *["A page"] * 9)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF")
    folder = tmp_path / "out"
    folder.mkdir()
    assert lay_out([long, short, tmp_path / "broken.pdf"], folder) == (FEWEST_PAPERS, 10 * FEWEST_PAPERS)
    assert len({path.read_bytes() for path in folder.iterdir()}) == FEWEST_PAPERS, "no two are the same document"


ROUNDS = [
    Round(Took(0, 10, 20, 1), Took(2, 11, 20, 2)),
    Round(Took(0, 10, 20, 1), Took(2, 13, 20, 2.4)),
    Round(Took(0, 30, 20, 1), Took(2, 24, 20, 1.8)),  # something else was at work
]


def test_overhead_is_what_there_would_not_be_without_dask_within_each_round() -> None:
    found = Overhead(10, 200, 2, ROUNDS)
    assert found.shares("cpu_share") == pytest.approx([0.04, 0.05, 0.07])
    assert found.shares("wall_share") == pytest.approx([-0.2, 0.1, 0.3])
    assert found.median("local").wall == 10
    printed = list(lines(found))
    assert "overhead of Dask in processor time: 5.0 % (4.0 to 7.0) of the work (within 10 %), 100.0 ms a paper" in printed
    assert printed[-1] == "overhead of Dask in wall time: +10.0 % (-20.0 to +30.0)"
    dear = [each._replace(dask=each.dask._replace(beside=4)) for each in ROUNDS]
    assert any("OVER 10 %" in line for line in lines(found._replace(rounds=dear)))


def test_a_wall_time_on_a_busy_machine_says_so() -> None:
    busy = [ROUNDS[0], ROUNDS[1]._replace(local=ROUNDS[1].local._replace(others=0.31))]
    assert list(lines(Overhead(10, 200, 2, busy)))[-1] == (
        "that wall time says nothing: other programs took up to 31% of the processors meanwhile"
    )


@pytest.mark.slow
def test_measuring(tmp_path: Path) -> None:
    found = measure([put(tmp_path, "long.pdf", *["Minutes\nRESOLVED: that the minutes be agreed."] * 12)], workers=2, rounds=2)
    assert (found.papers, found.pages, len(found.rounds)) == (FEWEST_PAPERS, 12 * FEWEST_PAPERS, 2)
    for each in found.rounds:
        assert each.local.work > 0
        assert each.dask.beside > each.local.beside
        assert 0 < each.local.busy <= 1 and 0 <= each.local.others <= 1
