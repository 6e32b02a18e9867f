"""The files of the repository that are generated: the records' JSON Schemas and the data dictionary."""

from __future__ import annotations

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

from pipeline import records
from pipeline.edges.structure import TOKENIZER
from pipeline.publish import data_dictionary

RECORDS = (records.PaperFile, records.Reading, records.Division, records.Facts, records.Paper, records.Links)


def generate(root: Path) -> list[Path]:
    """The files that were written under the checkout at `root`, because they were missing or out of date."""
    wanted = _wanted(root)
    out_of_date = stale(root)
    for path in out_of_date:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    return out_of_date


def stale(root: Path) -> list[Path]:
    """The generated files under `root` that are missing, out of date, or of no record any more."""
    wanted = _wanted(root)
    left_over = [path for path in sorted((root / "schemas" / "json").glob("*.json")) if path not in wanted]
    return [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text] + left_over


def _wanted(root: Path) -> dict[Path, str]:
    schemas = {
        root / "schemas" / "json" / f"{record.__name__}.json": json.dumps(
            _without_indents(records.json_schema(record)), indent=2, ensure_ascii=False
        )
        + "\n"
        for record in RECORDS
    }
    return {**schemas, root / "docs" / "data-dictionary.md": data_dictionary(TOKENIZER)}


def _without_indents(value: Any) -> Any:
    """A JSON Schema whose descriptions have no indents; from Python 3.13 on docstrings come without them, before that with them."""
    if isinstance(value, list):
        return [_without_indents(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        name: cleandoc(entry) if name == "description" and isinstance(entry, str) else _without_indents(entry)
        for name, entry in value.items()
    }
