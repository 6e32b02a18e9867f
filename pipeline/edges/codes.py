"""The spellings and closed lists of `schemas/codes/`: what English councils print, as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import MissingCodes

ROOT = Path(__file__).resolve().parents[2] / "schemas"
PACKAGED = Path(__file__).resolve().parents[1] / "_schemas"


def schemas_folder() -> Path:
    """The folder with the schemas: beside the package in a checkout, inside it when installed from a wheel."""
    return ROOT if ROOT.is_dir() else PACKAGED


@cache
def codes(name: str) -> Any:
    """The parsed `schemas/codes/<name>.yml`, read once. Raises MissingCodes when there is no such list."""
    path = schemas_folder() / "codes" / f"{name}.yml"
    if not path.is_file():
        raise MissingCodes(f"The list of spellings {path.name} is missing from {path.parent}. Install minutebook again.")
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
