"""Pauses between requests, with a true clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pipeline.edges.web.pace import Pace, nap, seconds_to_wait
from pipeline.edges.web.troubles import Stopped


def test_a_pause_begins_when_the_answer_has_come() -> None:
    pace = Pace(0.2, lambda: False)
    begun = time.monotonic()
    pace.wait()
    assert time.monotonic() - begun < 0.1, "nobody waits before the first request"
    pace.answered()
    pace.wait()
    assert time.monotonic() - begun >= 0.2
    pace.rest(0.4)
    pace.wait()
    assert time.monotonic() - begun >= 0.6


def test_whoever_waits_can_be_stopped() -> None:
    end = time.monotonic() + 0.2
    with pytest.raises(Stopped):
        nap(60, lambda: time.monotonic() > end)
    assert time.monotonic() - end < 1


def test_slowing_down_has_an_end() -> None:
    pace = Pace(20, lambda: False)
    for _ in range(5):
        pace.slow_down()
    assert pace.pause == 60


@pytest.mark.parametrize(("said", "seconds"), [("120", 120.0), (" 5 ", 5.0), (None, None), ("", None), ("soon", None), ("-1", None)])
def test_retry_after(said: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(said) == seconds


def test_retry_after_as_a_day_and_time() -> None:
    later = seconds_to_wait(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True))
    assert later is not None
    assert 85 < later <= 90
    assert seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
