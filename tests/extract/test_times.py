"""Times of day as papers print them."""

from __future__ import annotations

import pytest

from pipeline.extract.times import TIME, clock, opens_with_time


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("at 7.30pm", "19:30"),
        ("at 7.30 p.m.", "19:30"),
        ("at 7:30 PM in the hall", "19:30"),
        ("at 7 pm", "19:00"),
        ("at 7pm.", "19:00"),
        ("at 10.15am", "10:15"),
        ("at 10 a.m.", "10:00"),
        ("at 12.15 am", "00:15"),
        ("at 12.15pm", "12:15"),
        ("at 12 pm", "12:00"),
        ("at 12 noon", "12:00"),
        ("at noon", "12:00"),
        ("at midday", "12:00"),
        ("at 19.30", "19:30"),
        ("at 19:30 hours", "19:30"),
        ("at 1930hrs", "19:30"),
        ("at 0930 hours", "09:30"),
        ("commenced at 1835.", "18:35"),
        ("closed at: 2004", "20:04"),
        ("at 2019 prices", None),  # a year
        ("at 7 o'clock in the evening", "19:00"),
        ("at 9 o’clock in the morning", "09:00"),
        ("at 7 o'clock", "19:00"),
        ("at 7.30", "19:30"),  # councils meet in the evening
        ("at 8.00", "08:00"),  # or by day
        ("at 9.30", "09:30"),
        ("at 2.00", "14:00"),
        ("at 07.30", "19:30"),
        ("from 6 . 45 pm", "18:45"),  # loose setting
        ("at 12.30", "12:30"),
        ("at 24.10", None),
        ("at 7.75", None),
        ("at 7 to 9", None),
        ("10.30.24", None),  # a date
        ("3.15.1", None),  # a paragraph
        ("v7.30", None),
        ("£7.305", None),
        ("no time at all", None),
    ],
)
def test_clock(printed: str, time: str | None) -> None:
    match = TIME.search(printed)
    assert (clock(match) if match else None) == time


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("7.30 pm The Chair opened", True),
        ("Noon: lunch", True),
        ("midday", True),
        ("7. Finance", False),
        ("The meeting began at 7.30 pm", False),
    ],
)
def test_a_text_may_open_with_a_time(printed: str, told: bool) -> None:
    assert opens_with_time(printed) is told
