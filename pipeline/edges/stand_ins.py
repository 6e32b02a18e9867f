"""Folders of this machine that stand for a corpus at a far place."""

from __future__ import annotations

from pathlib import Path

from pipeline.edges.whole_files import read_checked

ADDRESS = ".address.json"


def address_of(folder: Path) -> str | None:
    """The address of the corpus that a folder stands for; None when it is a corpus itself."""
    address: str | None = read_checked(folder / ADDRESS, str)
    return address
