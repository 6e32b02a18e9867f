"""Times of day as papers print them."""

from __future__ import annotations

import re

TIME = re.compile(
    r"(?<![\d.:/])\b(?P<hour>[01]?\d|2[0-3])\s*[.:]\s*(?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?\s?m\b\.?)?(?!\d|[./:]\d)"
    r"|\b(?P<hour_alone>1[0-2]|0?[1-9])\s*(?P<half_alone>[ap]\.?\s?m\b\.?)"
    r"|\b(?P<hour_oclock>1[0-2]|[1-9])\s*o['’]?\s?clock(?:\s+in the\s+(?P<half_oclock>morning|afternoon|evening))?"
    r"|\b(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d)(?:\s*(?:hrs|hours|h)\b"
    r"|(?:(?<=\bat \d{4})|(?<=\bat: \d{4}))(?=\s*(?:[.,;)]|$|\n|(?-i:[A-Z])|(?:and|on|in|with)\b)))"
    r"|\b(?P<noon>12\s+noon|noon|midday)\b",
    re.I,
)
_SIGN_OF_TIME = re.compile(r"\d\s*(?:[.:]\s*\d|[ap]\.?\s?m|o['’]?\s?clock|\d{3})|noon|midday")
EVENING = 8
"""Councils meet by day or in the evening: an hour before this one without am or pm is one of the evening."""


def may_tell_time(text: str) -> bool:
    """Whether there may be a time in a text: the cheap test in front of `TIME`."""
    return _SIGN_OF_TIME.search(text.lower()) is not None


def opens_with_time(text: str) -> bool:
    """Whether a text opens with a time: with a figure, noon or midday."""
    return (text[:1].isdigit() or text[:1] in ("n", "N", "m", "M")) and TIME.match(text) is not None


def clock(match: re.Match[str]) -> str:
    """A match of `TIME` as `HH:MM`, 24 hours. `7.30` without am or pm is half past seven in the evening, `9.30` in the morning."""
    if match["noon"]:
        return "12:00"
    if match["hours"]:
        return f"{match['hours']}:{match['minutes']}"
    hour = int(match["hour"] or match["hour_alone"] or match["hour_oclock"])
    half = (match["half"] or match["half_alone"] or match["half_oclock"] or "").lower()
    if half.startswith(("p", "afternoon", "evening")):
        hour = hour + 12 if hour < 12 else hour
    elif half.startswith(("a", "morning")):
        hour = 0 if hour == 12 and half[0] == "a" else hour
    elif hour < EVENING:
        hour += 12
    return f"{hour:02d}:{int(match['minute'] or 0):02d}"
