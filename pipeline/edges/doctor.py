"""What of the outside world is there on this machine: libraries, SQLite's abilities, optional tools."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

from pipeline import __version__
from pipeline.edges.compiled import SWITCH, compiled_count, compiled_state, refusal
from pipeline.edges.ocr import find_engine

_OLDEST_SQLITE = (3, 35)
TOOLS = [
    (
        "tesseract",
        ["tesseract"],
        "reads pages that are pictures",
        "Debian, Ubuntu: make ocr-tools, or apt install tesseract-ocr; macOS: brew install tesseract",
    ),
    (
        "poppler",
        ["pdftotext"],
        "a second opinion on pages",
        "Debian, Ubuntu: apt install poppler-utils; macOS: brew install poppler",
    ),
    (
        "chromium",
        ["chromium", "chromium-browser", "google-chrome", "chrome"],
        "looks at the published pages in tests",
        "Debian: apt install chromium; macOS: brew install --cask chromium",
    ),
]
_ANEW = "In a checkout: make native, or make native-off to do without. Elsewhere: install the wheel again"
COMPILED = {
    "used": "{count} are used",
    "none": "none (optional; pages are read faster with them). In a checkout, with a C compiler: make native. Else: a wheel with them",
    "stale": f"NOT USED, for sources have changed since they were made. {_ANEW}",
    "other-python": f"NOT USED, for they were made for another Python. {_ANEW}",
    "refused": "NOT USED, for this system does not load them: {why}. Minutebook works without them",
    "off": f"not used, for {SWITCH} is 0",
}
EXTRAS = [("pyarrow", "writes exports as Parquet", "pip install 'minutebook[parquet]'")]


class Examined(NamedTuple):
    """What was found, a line each, and whether everything needed is there."""

    lines: list[str]
    healthy: bool


def examine() -> Examined:
    """The state of this machine as Minutebook needs it."""
    lines = [
        f"minutebook {__version__} in {Path(__file__).resolve().parents[2]}",
        f"Python {platform.python_version()} ({sys.executable})",
        f"{platform.system()} {platform.machine()}, {_processors()} processors for us",
    ]
    troubles = _sqlite(lines)
    lines.append("")
    lines.append("Libraries")
    for name in _needed():
        try:
            lines.append(f"  {name} {version(name)}")
        except PackageNotFoundError:
            troubles.append(f"{name} is not installed")
            lines.append(f"  {name}: MISSING. Run `make` in the checkout, or install minutebook again.")
    lines.append("")
    lines.append("Tools that are used when they are there")
    for name, programs, use, how in TOOLS:
        place = next(filter(None, map(shutil.which, programs)), None)
        lines.append(f"  {name}: {place}{_more_of(name)}" if place else f"  {name}: not installed ({use}). {how}")
    lines += [_extra(name, use, how) for name, use, how in EXTRAS]
    lines.append(f"  compiled modules: {_compiled()}")
    lines.append("")
    lines.append("Everything needed is there." if not troubles else f"Not fit to run: {'; '.join(troubles)}.")
    return Examined(lines, not troubles)


def _compiled() -> str:
    """Whether modules are there compiled, and whether they are used; else why not."""
    state = compiled_state()
    why = refusal() if state == "used" else None
    return COMPILED["refused" if why else state].format(count=compiled_count(), why=why)


def _extra(name: str, use: str, how: str) -> str:
    try:
        return f"  {name} {version(name)}"
    except PackageNotFoundError:
        return f"  {name}: not installed ({use}). {how}"


def _more_of(tool: str) -> str:
    """What else is to be said of a tool that is installed: of tesseract its version and languages, or that it has none for our papers."""
    if tool != "tesseract":
        return ""
    engine = find_engine()
    if engine is None:
        return ". It does not start, or has no English: apt install tesseract-ocr-eng"
    turns = "" if engine.finds_turns else "; without data to see which way up a page is: apt install tesseract-ocr-osd"
    return f" {engine.version}, {engine.languages}{turns}"


def _sqlite(lines: list[str]) -> list[str]:
    troubles = []
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        troubles.append(f"SQLite {sqlite3.sqlite_version} is too old, {'.'.join(map(str, _OLDEST_SQLITE))} is needed")
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("create virtual table words using fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')")
        search = "with full-text search"
    except sqlite3.OperationalError:
        search = "WITHOUT full-text search"
        troubles.append("this Python's SQLite has no full-text search (FTS5)")
    finally:
        connection.close()
    lines.append(f"SQLite {sqlite3.sqlite_version} {search}")
    return troubles


def _needed() -> list[str]:
    """The names of the libraries that the program says it needs; those of optional extras are not among them."""
    try:
        lines = requires("minutebook") or []
    except PackageNotFoundError:
        return []
    names = [line.split(";")[0].strip() for line in lines if "extra ==" not in line]
    return sorted(_name_of(name) for name in names)


def _name_of(requirement: str) -> str:
    end = next((place for place, character in enumerate(requirement) if character in "<>=!~[ ("), len(requirement))
    return requirement[:end]


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
