"""A paper's words and what they mean, read from one file of `source/`: blocks to print, and by each value what it stands for.

A row of a table is a line, its cells parted by `|`; ` // ` is a line's end in a cell. `^` merges a cell with the one above, `>` with
the one to its left. `[#rrggbb]` before a cell paints it. `=>` after a cell says what its words mean (a day or `start..end`, leads
parted by `;`, a status; `?` when a reader could not be certain, so that it is not judged). A row after `==` is a band over the whole
table, after `~` no action. `* ` opens a bullet. In running text `{{...}}` marks the words that are the action.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FILL = re.compile(r"^\[(#[0-9a-f]{6})\]\s*")


@dataclass(frozen=True)
class Cell:
    """What a cell prints (`lines`, `fill`), what it means where that was written down, and with what it is merged (`^`, `>` or nothing)."""

    lines: tuple[str, ...] = ()
    meaning: str | None = None
    fill: str | None = None
    merged: str = ""

    @property
    def words(self) -> str:
        """The words as gold has them: one line a paragraph or bullet, without the bullet."""
        return "\n".join(line.removeprefix("* ") for line in self.lines)


@dataclass(frozen=True)
class Row:
    """A row of a table; `kind` is `row`, `band` or `aside`."""

    cells: tuple[Cell, ...]
    kind: str = "row"
    fill: str | None = None


@dataclass
class Source:
    """One paper: the settings at the top of its file and its blocks in printed order."""

    stem: str
    settings: dict[str, Any]
    blocks: list[dict[str, Any]] = field(default_factory=list)


def read_source(path: Path) -> Source:
    """The paper whose words stand in `path`."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    blocks = content.pop("blocks")
    return Source(path.stem, content, blocks)


def read_rows(text: str) -> list[Row]:
    """The rows of a table, as described at the top."""
    return [_row(line.strip()) for line in text.splitlines() if line.strip()]


def _row(line: str) -> Row:
    if line.startswith("== "):
        cell = _cell(line[3:])
        return Row((cell,), "band", cell.fill)
    kind = "row"
    if line.startswith("~ "):
        kind, line = "aside", line[2:]
    return Row(tuple(_cell(part) for part in line.split("|")), kind)


def _cell(text: str) -> Cell:
    words, arrow, meaning = text.strip().partition("=>")
    words = words.strip()
    if words in ("^", ">"):
        return Cell(merged=words)
    fill = FILL.match(words)
    words = words[fill.end() :] if fill else words
    lines = tuple(part.strip() for part in words.split("//") if part.strip())
    return Cell(lines, meaning.strip() if arrow else None, fill.group(1) if fill else None)
