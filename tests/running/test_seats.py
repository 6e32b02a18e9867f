"""What a worker of Dask says of itself, which of them will do, and how long their processes are kept."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import tiny_tasks
from msgspec.structs import replace
from tiny_runs import STAGES

from pipeline.edges.locks import only_one
from pipeline.edges.workers import Task
from pipeline.running.seats import About, Asked, Given, KeptWarm, about, what_is_wrong

HERE = About(version="1", code="aaa", engine="tesseract 5.3", mark="7\n", writes=True, paper=True)
ASKED = Asked(STAGES, "/shared/out", "/shared/papers/one.pdf")


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (HERE, None),
        (replace(HERE, version="2"), "has another Minutebook: 2 (code aaa), and here it is 1 (code aaa)."),
        (replace(HERE, code="bbb"), "has another Minutebook: 1 (code bbb), and here it is 1 (code aaa)."),
        (replace(HERE, engine=None), "reads pictures with nothing, and this machine with tesseract 5.3."),
        (replace(HERE, mark=None), "does not see the folder /shared/out."),
        (replace(HERE, mark="8\n"), "does not see the folder /shared/out."),  # a folder of that name, but another one
        (replace(HERE, writes=False), "may not write into the folder /shared/out."),
        (replace(HERE, paper=False), "does not see the papers: /shared/papers/one.pdf is not there."),
    ],
)
def test_what_is_wrong(there: About, words: str | None) -> None:
    said = what_is_wrong(HERE, there, ASKED)
    assert said == words if words is None or said is None else said.startswith(words)


def test_what_a_machine_says_of_itself(tmp_path: Path) -> None:
    paper = tmp_path / "one.pdf"
    paper.touch()
    with only_one(tmp_path):
        asked = Asked(replace(STAGES, find_engine="tiny_stages:old_engine"), str(tmp_path), str(paper))
        told = about(asked)
        assert what_is_wrong(told, about(asked), asked) is None
    assert told.engine == "tesseract 1 eng+turns 300"
    assert told.mark
    nowhere = about(Asked(STAGES, str(tmp_path / "none"), str(tmp_path / "none.pdf")))
    assert (nowhere.engine, nowhere.mark, nowhere.writes, nowhere.paper) == (None, None, False, False)


def test_processes_are_kept_until_nobody_has_needed_them_for_a_while() -> None:
    kept = KeptWarm(tiny_tasks.run, idle_seconds=0.4)
    given = Given(STAGES, ["tiny_tasks"], 4 << 30)

    def process() -> object:
        with kept.workers(given, 1) as workers:
            return workers.one(Task("who", "name", 30)).result

    first = process()
    assert process() == first
    time.sleep(1.2)
    assert process() != first
    kept.stop()
