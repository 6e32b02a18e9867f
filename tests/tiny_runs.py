"""Runs over the tiny papers: their stages, and a watcher that keeps what it was told."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.edges.whole_files import write_checked
from pipeline.running.plan import Stages
from pipeline.running.work import Done, Stage

STAGES = Stages(
    open_pdf="tiny_stages:open_pdf",
    document=[Stage(name, "1", f"tiny_stages:{name}") for name in ("read", "divide", "extract")],
    link=Stage("link", "1", "tiny_stages:link"),
    load_version="1",
)


class Notes:
    """A watcher that notes what it was told."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.ends: list[tuple[str, Done]] = []

    def looking(self, path: str) -> None:
        self.paths.append(path)

    def begins(self, jobs: int, documents: int, workers: int) -> None:
        pass

    def ended(self, path: str, done: Done) -> None:
        self.ends.append((path, done))

    def loading(self, documents: int) -> None:
        pass


def copied(made: Path, folder: Path) -> Path:
    """A copy at `folder` of a place with `papers` and `out`, in which these two belong together."""
    shutil.copytree(made, folder)
    write_checked(folder / "out/register/corpus.json", str((folder / "papers").resolve()))
    return folder
