"""5 link: what the facts of all documents say about each other, and what people have put right or withdrawn."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from pipeline.records.base import Box, Failure, Finding, Record
from pipeline.records.divide import Division
from pipeline.records.extract import (
    Action,
    AgendaItem,
    Attendance,
    DateExpression,
    Facts,
    LeadKind,
    Meeting,
    Minute,
    OfficerMention,
    Recommendation,
    Report,
    Resolution,
)
from pipeline.records.register import PaperFile

ThreadState = Literal["open", "closed", "dropped", "silent"]


class LinkedFacts(Record, frozen=True, kw_only=True):
    """Those of the Facts of a document that are looked at across documents; the others, which are most, are not held for all of them."""

    document_id: str
    meetings: list[Meeting] = []
    agenda_items: list[AgendaItem] = []
    attendance: list[Attendance] = []
    minutes: list[Minute] = []
    resolutions: list[Resolution] = []
    reports: list[Report] = []
    recommendations: list[Recommendation] = []
    actions: list[Action] = []
    officer_mentions: list[OfficerMention] = []
    dates: list[DateExpression] = []


class Paper(Record, frozen=True, kw_only=True):
    """All that stages 1 to 4 know about one document, without its pages: what link and load work on."""

    files: list[PaperFile]
    status: Literal["ok", "partial", "failed", "withheld", "withdrawn"]
    division: Division
    facts: Facts
    pages: int = 0
    pages_ocr: int = 0
    producer: str | None = None
    error: str | None = None
    failure: Failure | None = None
    findings: list[Finding] = []

    @property
    def document_id(self) -> str:
        return self.division.document_id


class Officer(Record, frozen=True, kw_only=True):
    """An officer, post or other lead of an action, once per council. `id` is a readable key."""

    id: str
    council: str | None
    name: str | None
    post: str | None
    kind: LeadKind


class ActionThread(Record, frozen=True, kw_only=True):
    """An action followed over successive papers. `id` is a readable key; `slips` counts how often its due date moved later.

    `first_due_end` and `current_due_end` are the last days of its due date in the first and in the last paper that give one, `status`
    is that of the last paper that gives one, `last_seen_on` the day as of which the last paper that has it speaks.
    """

    id: str
    council: str | None
    title: str
    first_document_id: str
    last_document_id: str
    state: ThreadState
    first_due_end: str | None = None
    current_due_end: str | None = None
    slips: int = 0
    status: str | None = None
    last_seen_on: str | None = None


class Judgment(Record, frozen=True, kw_only=True):
    """What a person has put right, as written down in `corpus/hand/`: one entry of one file, with its reason.

    Four kinds: a `field` of a row gets a `value` (None: the paper does not say); a row is `withdrawn`, for it is none; a finding is
    `cleared`, as somebody has looked (`by` says who); or the `officers` of a council, given by names or posts as printed, are one.
    `document` is a document's id or the name or path of its file, `row` the id of the row or words that stand in it and in no other of the
    table; `page` narrows that down. `read` is what the machine had read when the person looked; where it reads something else by now, the
    judgment no longer fits.
    """

    file: str
    place: int
    reason: str
    document: str | None = None
    table: str | None = None
    row: str | None = None
    page: int | None = None
    field: str | None = None
    value: Any = None
    read: Any = msgspec.UNSET
    withdrawn: bool = False
    cleared: bool = False
    by: str | None = None
    council: str | None = None
    officers: list[str] = []


class Withdrawal(Record, frozen=True, kw_only=True):
    """A paper that was withdrawn, or a fact or a page of one: its place, when and why, and none of its words.

    `table` and `row` name what was withdrawn of the paper, None for all of it. `page`, `page_end` and `bbox` say where it stands, `digest`
    (made with `salt`) is what its words are known by when they are read again, for they may get another id then.
    """

    document_id: str
    sha256: str
    at: str
    reason: str
    table: str | None = None
    row: str | None = None
    page: int | None = None
    page_end: int | None = None
    bbox: Box | None = None
    salt: str | None = None
    digest: str | None = None


class Correction(Record, frozen=True, kw_only=True):
    """A judgment that was applied: the value that had been read and the value that a person put in its place, as text."""

    table_name: str
    row_id: str
    field: str
    machine_value: str | None
    value: str | None
    reason: str


class Links(Record, frozen=True, kw_only=True):
    """What the facts of all documents say about each other.

    `officer_of_mention` and `leads_of_action` map a fact's id to officers' ids (an action's in printed order); `canonical` maps a
    meeting, resolution or action to the row that the registers count; `thread_of` maps actions to threads; `agenda_item_of` maps
    sections (`<document>-sections-<ordinal>`), minutes and resolutions to agenda items; `report_of` maps resolutions to
    reports, `follows` to how they stand to those reports' recommendations; `document_links` are `(from, to, kind)`. Findings carry a
    document's id first.
    """

    officers: list[Officer] = []
    officer_of_mention: dict[str, str] = {}
    leads_of_action: dict[str, list[str]] = {}
    canonical: dict[str, str] = {}
    agenda_item_of: dict[str, str] = {}
    report_of: dict[str, str] = {}
    follows: dict[str, str] = {}
    threads: list[ActionThread] = []
    thread_of: dict[str, str] = {}
    document_links: list[tuple[str, str, str]] = []
    corrections: list[Correction] = []
    findings: list[tuple[str, Finding]] = []
