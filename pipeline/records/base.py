"""What all records are made of, and the doubts that any stage may have."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

import msgspec

Box = tuple[float, float, float, float]
Severity = Literal["error", "warning", "info"]
Failure = Literal[
    "not-a-pdf", "empty", "truncated", "encrypted", "corrupt", "too-large", "too-many-pages", "time", "memory", "crash", "no-access",
    "program",
]  # fmt: skip
"""Why a paper, or a page of it, could not be read: one of the closed list `failures`."""
T = TypeVar("T")


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value that crosses a stage border: frozen, typed, decoded strictly."""


class Finding(Record, frozen=True, kw_only=True):
    """A doubt that a person should look at. `code` is one of `schemas/codes/findings.yml`."""

    code: str
    severity: Severity
    message: str
    page: int | None = None
    quote: str | None = None
    table_name: str | None = None
    row_id: str | None = None


class Found(Generic[T]):
    """What a step found: its records in printed order, and its findings."""

    __slots__ = ("findings", "records")

    def __init__(self, records: list[T] | None = None, findings: list[Finding] | None = None) -> None:
        self.records: list[T] = records if records is not None else []
        self.findings: list[Finding] = findings if findings is not None else []


def json_schema(record: type[Any]) -> dict[str, Any]:
    """The JSON Schema of a record, for `schemas/json/`."""
    return msgspec.json.schema(record)
