"""Names of folders and files for what was fetched: readable, and safe on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from pipeline.fetch.records import MeetingPage
from pipeline.register.unfinished import is_temporary_name
from pipeline.unseen import without_unseen

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST_BYTES = 120
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
_OURS = {"hand", "sample", "readme", "manifest", "settings"}
"""Names that mean something in a folder of papers."""


def folder_of(meeting: MeetingPage) -> str:
    """The folder for a meeting's papers: that of its committee, and in it that of its day."""
    number = meeting.sort.meeting or "of unknown number"
    committee = safe_name(meeting.committee or f"Committee {meeting.sort.committee or 'unknown'}")
    return f"{committee}/{meeting.date or f'meeting {number}'}"


def file_name(title: str, taken: Container[str], beside: str | None = None) -> str:
    """A name for a paper, none of those that are taken (in small letters); `beside` tells it from an earlier one of the same title."""
    stem = safe_name(title)
    names = [stem] if beside is None else []
    names += [f"{stem} ({beside})"] if beside else []
    count = 2
    while True:
        for name in names:
            if f"{name}.pdf".lower() not in taken:
                return f"{name}.pdf"
        names = [f"{stem} ({beside + ', ' if beside else ''}{count})"]
        count += 1


def safe_name(words: str) -> str:
    """Words as the name of a folder, or of a file without its ending."""
    name = _FORBIDDEN.sub(" ", without_unseen(unicodedata.normalize("NFC", words)))
    name = " ".join(name.split()).strip(". ")
    name = name.encode()[:_LONGEST_BYTES].decode("utf-8", "ignore").strip(". ")
    if not name:
        return "Untitled"
    if name.split(".")[0].lower() in _DEVICES | _OURS or is_temporary_name(name) or name[0] in "-~=+@'":
        return ("Paper " + name.lstrip("-~$=+@'. ")).strip()
    return name
