"""Options that several commands have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from pipeline.edges.places import is_far, path_of


class Place(click.ParamType[Any]):
    """A folder of this machine as a path, or an address for fsspec as text."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """The folder or the address. Fails when a file has that name."""
        if isinstance(value, Path):
            return value
        if is_far(value):
            return str(value)
        path: Path = FOLDER.convert(str(path_of(value)), param, ctx)
        return path


FOLDER = click.Path(path_type=Path, file_okay=False)
OUT = click.option(
    "--out",
    type=FOLDER,
    default=Path("extracted"),
    show_default=True,
    help="The folder of the database and of the stages' files.",
)


def keep_copies_in(folder: Path) -> None:
    """Let SQLite write its second copy of a database there, and not where the system keeps what is for a moment: there may be no room, and
    words of papers belong into the house. To be called before anything of ours that opens a database is loaded."""
    os.environ["SQLITE_TMPDIR"] = str(folder.resolve())
