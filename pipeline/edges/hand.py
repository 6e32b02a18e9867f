"""The files of `corpus/hand/`: what people have judged about single documents, each judgment with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml

from pipeline.errors import UsageError
from pipeline.records import Judgment

HAND = "hand"
_GIVEN = frozenset(Judgment.__struct_fields__) - {"file", "place"}
_ONE_OF = ("field", "withdrawn", "cleared", "officers")


def read_judgments(corpus: Path) -> list[Judgment]:
    """The judgments in `hand/*.yml` of a corpus folder, file by file in the order of their names, in each as they are written.

    Raises UsageError when a file is no list of judgments, or one of them lacks its reason or says something else than it can.
    """
    folder = corpus / HAND
    if not folder.is_dir():
        return []
    return [judgment for path in sorted(folder.glob("*.yml")) for judgment in _judgments(path)]


def _judgments(path: Path) -> list[Judgment]:
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"The judgments in {HAND}/{path.name} cannot be read: {error}. Put the file right, or take it away.") from error
    if told is None:
        return []
    if not isinstance(told, list):
        raise UsageError(f"{HAND}/{path.name} must be a list of judgments, each beginning with a hyphen; see corpus/README.md.")
    return [_judgment(path.name, place, entry) for place, entry in enumerate(told, start=1)]


def _judgment(file: str, place: int, entry: Any) -> Judgment:
    where = f"Judgment {place} in {HAND}/{file}"
    if not isinstance(entry, Mapping):
        raise UsageError(f"{where} must say document, table, row, field, value and reason, a line each; see corpus/README.md.")
    unknown = sorted(str(name) for name in entry if name not in _GIVEN)
    if unknown:
        raise UsageError(
            f"{where} says {', '.join(unknown)}, which is nothing that a judgment can say. It can say {', '.join(sorted(_GIVEN))}."
        )
    try:
        judgment = msgspec.convert({**_plain(dict(entry)), "file": file, "place": place}, Judgment)
    except msgspec.ValidationError as error:
        raise UsageError(
            f"{where} is not understood: {error}. A reason is always needed; words with a colon need quotation marks."
        ) from error
    if not judgment.reason.strip():
        raise UsageError(f"{where} gives no reason. Say in a sentence why the machine is wrong.")
    if sum(1 for name in _ONE_OF if entry.get(name)) != 1:
        raise UsageError(
            f"{where} must say one thing: a field with its value, that a row is withdrawn, a finding cleared, or which officers are one."
        )
    if judgment.officers and len(judgment.officers) < 2:
        raise UsageError(f"{where} names {len(judgment.officers)} officer; to say that officers are one takes two or more.")
    if not judgment.officers and not (judgment.document and judgment.table):
        raise UsageError(f"{where} must name its document and its table.")
    if judgment.cleared != (judgment.table == "findings"):
        raise UsageError(f"{where}: a finding can be cleared (`table: findings`, `cleared: true`), and nothing else can.")
    if judgment.cleared and not (judgment.by or "").strip():
        raise UsageError(f"{where} does not say who has looked. Write `by:` and a name or post.")
    if judgment.field and "value" not in entry:
        raise UsageError(f"{where} gives no value for {judgment.field}. Write `value:` with nothing behind it when the paper does not say.")
    return judgment


def _plain(value: Any) -> Any:
    """Days as ISO text, which YAML makes dates of; the rest as it is."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
