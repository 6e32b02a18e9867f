"""4 extract: the facts of one document, each with its source."""

from __future__ import annotations

from typing import Literal

from pipeline.records.base import Box, Finding, Record

Outcome = Literal["carried", "lost"]
Verb = Literal["resolved", "recommended", "agreed", "noted", "referred", "deferred", "refused", "granted"]
ResolutionKind = Literal["decision", "motion", "amendment"]
VoteSide = Literal["for", "against", "abstained", "absent"]
AttendanceStatus = Literal["present", "apologies", "absent"]
ActionOrigin = Literal["table", "milestone", "minute", "list"]
LeadKind = Literal["officer", "member", "organisation", "group", "unknown"]
DateRole = Literal["meeting", "publication", "due", "period", "event"]
PersonalKind = Literal["e-mail", "telephone", "address", "name"]
Precision = Literal["day", "month", "quarter", "season", "half-year", "year", "financial-year", "range"]


class Source(Record, frozen=True, kw_only=True):
    """Where a fact stands: the page it starts on, its words (a slice of that page's text, white space collapsed), its box."""

    page: int
    quote: str
    bbox: Box
    page_end: int | None = None


class DateExpression(Record, frozen=True, kw_only=True):
    """A date as printed, and the interval it means: ISO days, both inclusive; None where the paper does not decide it."""

    id: str
    text: str
    start: str | None
    end: str | None
    precision: Precision | None
    role: DateRole | None
    source: Source


class Meeting(Record, frozen=True, kw_only=True):
    """A meeting that the paper announces (`announced`) or records (`recorded`)."""

    id: str
    committee: str | None
    date: str | None
    source: Source
    start_time: str | None = None
    end_time: str | None = None
    venue: str | None = None
    role: Literal["announced", "recorded"] = "recorded"
    section: int | None = None


class AgendaItem(Record, frozen=True, kw_only=True):
    """A numbered line of an agenda; `page_start` and `page_end` are the physical pages of its papers in the pack."""

    id: str
    meeting_id: str | None
    ordinal: int
    number: str | None
    title: str
    source: Source
    part: Literal["public", "exempt"] = "public"
    exempt_reason: str | None = None
    page_start: int | None = None
    page_end: int | None = None


class Attendance(Record, frozen=True, kw_only=True):
    """Somebody at, or missing from, a meeting. `name` stands without titles."""

    id: str
    meeting_id: str | None
    name: str
    capacity: Literal["member", "officer", "co-opted", "other"]
    status: AttendanceStatus
    source: Source
    role: str | None = None
    post: str | None = None
    note: str | None = None
    initials: str | None = None


class Minute(Record, frozen=True, kw_only=True):
    """A minuted item: its reference, its title and its text."""

    id: str
    meeting_id: str | None
    ordinal: int
    reference: str | None
    title: str | None
    text: str
    source: Source
    confirmed: Literal["draft", "confirmed"] | None = None


class Resolution(Record, frozen=True, kw_only=True):
    """The operative words of a decision, without the marker; numbered sub-resolutions are one each."""

    id: str
    meeting_id: str | None
    minute_id: str | None
    ordinal: int
    text: str
    source: Source
    reference: str | None = None
    label: str | None = None
    verb: Verb | None = None
    outcome: Outcome | None = None
    mover: str | None = None
    seconder: str | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None
    kind: ResolutionKind = "decision"


class Vote(Record, frozen=True, kw_only=True):
    """A named vote in a recorded vote."""

    id: str
    resolution_id: str
    name: str
    vote: VoteSide
    source: Source


class Declaration(Record, frozen=True, kw_only=True):
    """An interest declared at a meeting."""

    id: str
    meeting_id: str | None
    name: str
    kind: Literal["pecuniary", "non-pecuniary", "personal", "other"]
    source: Source
    item: str | None = None
    text: str | None = None


class Report(Record, frozen=True, kw_only=True):
    """An officer's report, from its front sheet."""

    id: str
    section: int | None
    title: str
    source: Source
    report_number: str | None = None
    decision_maker: str | None = None
    meeting_date: str | None = None
    decision_type: str | None = None
    wards: str | None = None
    purpose: str | None = None


class Recommendation(Record, frozen=True, kw_only=True):
    """What a report asks somebody to decide."""

    id: str
    report_id: str | None
    ordinal: int
    text: str
    source: Source
    number: str | None = None
    addressee: str | None = None


class Lead(Record, frozen=True, kw_only=True):
    """Somebody who leads an action, as printed: a post, a person, or both; `kind` says what they are."""

    name: str | None = None
    post: str | None = None
    kind: LeadKind = "officer"


class Action(Record, frozen=True, kw_only=True):
    """An action, commitment or milestone: one row of an action table, or one promise in minutes or a list."""

    id: str
    section: int | None
    origin: ActionOrigin
    action: str | None
    source: Source
    theme: str | None = None
    reference: str | None = None
    detail: str | None = None
    measure_of_success: str | None = None
    due_text: str | None = None
    due_start: str | None = None
    due_end: str | None = None
    due_precision: Precision | None = None
    recurring: str | None = None
    leads_text: str | None = None
    leads: list[Lead] = []
    status_text: str | None = None
    status: str | None = None
    progress: str | None = None
    next_steps: str | None = None
    extra: dict[str, str] = {}


class Measure(Record, frozen=True, kw_only=True):
    """A performance measure reported on, with the words of the report."""

    id: str
    measure: str | None
    reported: str | None
    source: Source
    theme: str | None = None


class OfficerMention(Record, frozen=True, kw_only=True):
    """A place where an officer or a post is named; at least one of `name_text` and `post_text` is given, as printed."""

    id: str
    name_text: str | None
    post_text: str | None
    role: Literal[
        "contact officer", "chief officer", "lead officer", "executive lead", "author", "presenter", "attendee", "proper officer",
        "action lead", "mentioned",
    ]  # fmt: skip
    source: Source


class JoinedTable(Record, frozen=True, kw_only=True):
    """A table joined over pages: its rows of cell texts, merged cells filled; the first `header_rows` are its headings."""

    id: str
    section: int | None
    ordinal: int
    header_rows: int
    rows: list[list[str]]
    source: Source
    heading: str | None = None


class PersonalData(Record, frozen=True, kw_only=True):
    """Something personal of one of the public that a paper prints; it is masked in what is published. Its words are those of its source."""

    id: str
    kind: PersonalKind
    source: Source


class Facts(Record, frozen=True, kw_only=True):
    """Everything that one document says, in printed order."""

    document_id: str
    meetings: list[Meeting] = []
    agenda_items: list[AgendaItem] = []
    attendance: list[Attendance] = []
    minutes: list[Minute] = []
    resolutions: list[Resolution] = []
    votes: list[Vote] = []
    declarations: list[Declaration] = []
    reports: list[Report] = []
    recommendations: list[Recommendation] = []
    actions: list[Action] = []
    measures: list[Measure] = []
    officer_mentions: list[OfficerMention] = []
    dates: list[DateExpression] = []
    tables: list[JoinedTable] = []
    personal_data: list[PersonalData] = []
    findings: list[Finding] = []
