"""The time of a page: what takes too long is stopped, what does not is left alone, and it can be told afterwards where it was."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.edges.patience import Patience, page_at_work
from pipeline.errors import PageLost


def busy() -> None:
    """What never ends, and passes over every exception."""
    while True:
        with suppress(Exception):
            sum(range(1000))


def asleep() -> None:
    time.sleep(60)


def greedy() -> None:
    bytearray(1 << 60)


@pytest.mark.parametrize(("work", "failure"), [(busy, "time"), (asleep, "time"), (greedy, "memory")], ids=lambda value: str(value)[:20])
def test_what_takes_too_much_is_given_up_and_the_next_goes_on(work: Callable[[], None], failure: str) -> None:
    with Patience(0.1, 60) as patience:
        with pytest.raises(PageLost) as lost:
            patience(1, work)
        assert lost.value.failure == failure
        assert patience(2, lambda: "read") == "read"


def test_nothing_rings_afterwards() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with Patience(0.05, 60) as patience:
        assert patience(1, lambda: "read") == "read"
        time.sleep(0.3)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_no_page_is_begun_when_the_time_of_all_is_up() -> None:
    with Patience(5, 0.05) as patience:
        time.sleep(0.1)
        with pytest.raises(PageLost, match="time"):
            patience(1, lambda: "read")


def test_what_others_mind_does_not_count() -> None:
    with Patience(0.1, 60) as patience:

        def look(number: int) -> str:
            time.sleep(0.5)
            return f"seen {number}"

        assert patience(7, lambda: patience.aside(look)(7)) == "seen 7"
        with pytest.raises(PageLost):
            patience(8, lambda: (patience.aside(look)(8), busy()))


def test_the_page_at_work_can_be_told(tmp_path: Path) -> None:
    mark = tmp_path / "read" / ".page.part"
    with Patience(5, 60, mark) as patience:
        assert patience(12, lambda: page_at_work(mark)) == 12
        assert page_at_work(mark) is None
    assert not mark.exists()
    assert page_at_work(mark) is None
