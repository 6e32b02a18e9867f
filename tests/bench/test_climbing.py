"""A ladder that is climbed step by step: what was measured is not measured again, what is needed is made, what is not is deleted."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from climbing import NEEDED, STEPS, Climb, Figures
from made_load import Load
from scaling import Begun, along

SMALL = Load(councils=2, years=1, meetings=3)


class Noted(Climb):
    """A climb whose steps are noted, and leave something where the real ones do, so that their order is seen without their work."""

    def __init__(self, place: Path, rung: Figures) -> None:
        self.done: list[str] = []
        super().__init__(place, SMALL, 100, rung, lambda: None)

    def measure(self, step: str) -> Figures:
        self.done.append(step)
        assert step == "made" or self.left_by[NEEDED[step]].exists(), f"{step} has what it needs"
        if step in self.left_by:
            self.left_by[step].mkdir(parents=True, exist_ok=True)
        if step == "apart":
            shutil.rmtree(self.left_by["ingest"], ignore_errors=True)
        return {"pages": 100}


@pytest.mark.parametrize(
    ("before", "there", "steps", "done"),
    [
        ([], [], STEPS, ["made", *STEPS]),
        ([], [], ["apart", "federate"], ["made", "apart", "federate"]),  # one database of all is not needed for that
        (["made", "ingest"], ["made", "ingest"], ["ingest", "search"], ["search"]),  # broken off, and gone on with
        (["made"], ["made", "ingest"], ["ingest"], ["ingest"]),  # half a database is not measured on
        (["made", "ingest", "apart"], ["made", "apart"], ["apart", "federate"], ["federate"]),
        (["made", "ingest"], ["made", "apart"], ["ingest", "apart"], ["apart"]),  # broken off while it was parted
        (["made", "ingest"], [], ["ingest", "search"], ["made", "ingest", "search"]),  # the load is gone: it is made again
        (["made", "ingest", "apart"], ["made", "apart"], ["search"], ["made", "ingest", "search"]),  # and so when it was parted
        (["made", "ingest", "search"], [], ["ingest", "search"], []),  # all is known
    ],
)
def test_a_climb_goes_on_where_it_was(tmp_path: Path, before: list[str], there: list[str], steps: list[str], done: list[str]) -> None:
    place = tmp_path / "load"
    climb = Noted(place, {"pages": 100, **{step: {"pages": 100} for step in before}})
    for step in there:
        climb.left_by[step].mkdir(parents=True)
    climb.climb(steps)
    assert climb.done == done
    assert set(steps) <= climb.rung.keys()


@pytest.mark.slow
def test_a_climb_measures_what_the_program_does(tmp_path: Path) -> None:
    rung: Figures = {"councils": SMALL.councils}
    climb = Climb(tmp_path / "load", SMALL, 100, rung, lambda: None)
    climb.climb(["ingest", "again", "more", "publish", "apart", "federate"])
    assert rung["ingest"]["loaded"] == rung["ingest"]["documents"] > 5
    assert (rung["again"]["loaded"], rung["more"]["loaded"]) == (0, rung["more"]["papers"])
    assert rung["apart"]["pages"] > rung["ingest"]["pages"], "the papers of one more meeting are parted with the others"
    assert min(rung[step]["bytes"] for step in ("publish", "federate")) > 0
    assert all(10 < rung[step]["peak"] < 200 for step in ("ingest", "publish", "federate"))
    assert all(rung[step]["code"] == rung["ingest"]["code"] for step in rung.keys() & STEPS)
    assert not list(tmp_path.rglob("read/*")), "what is not needed any more is deleted"
    climb.clear()
    assert not list(tmp_path.iterdir())


def test_what_a_paper_took_is_told_by_tenths_of_the_councils() -> None:
    councils = [Begun(papers=2, at=10.0 + number) for number in range(11)]
    councils += [Begun(papers=1, at=21.0 + 2 * number) for number in range(10)]  # two councils a tenth; those of the second half dearer
    assert along(councils) == pytest.approx([0.5] * 5 + [1.0] + [2.0] * 4)
