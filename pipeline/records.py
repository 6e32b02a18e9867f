"""Every typed record that passes between the stages; imports nothing of ours.

Records are frozen. Boxes are `(x0, top, x1, bottom)` in PDF points from the top left of the page as it is shown
(after /Rotate). Pages are counted from 1. Places in a page are offsets into that page's `text`, so that a quote is
always a slice of the page it stands on. `None` means that the paper does not say; what could not be read is a Finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Literal, TypeVar

import msgspec

Box = tuple[float, float, float, float]
Severity = Literal["error", "warning", "info"]
Precision = Literal["day", "month", "quarter", "season", "half-year", "year", "financial-year", "range"]
PaperKind = Literal[
    "agenda_pack", "agenda", "minutes", "report", "plan", "plan_update", "decision_notice", "presentation", "appendix", "other"
]
SectionKind = Literal[
    "agenda", "minutes", "report", "plan", "plan_update", "presentation", "appendix", "decision_notice", "blank", "restricted", "other"
]
TextSource = Literal["native", "ocr", "none", "withheld"]
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


# --- 1 register -------------------------------------------------------------------------------------------------------


class PaperFile(Record, frozen=True, kw_only=True):
    """A file of the corpus that is a paper, by its name or by its first bytes.

    `path` is relative to the corpus, with forward slashes. `document_id` is the first 16 hex digits of `sha256`.
    `error` says, in a clerk's words, why the file cannot be read at all (empty, not a PDF), and `failure` says it in a word; None when it
    may be tried.
    """

    path: str
    filename: str
    bytes: int
    modified_ns: int
    sha256: str
    document_id: str
    council: str | None = None
    source_url: str | None = None
    error: str | None = None
    failure: Failure | None = None


# --- 2 read -----------------------------------------------------------------------------------------------------------


class OutlineEntry(Record, frozen=True, kw_only=True):
    """A bookmark of the PDF: depth from 0, its words, the page it leads to (None when it leads nowhere)."""

    depth: int
    title: str
    page: int | None = None


class DrawnPage(msgspec.Struct, kw_only=True):
    """What one page of a PDF draws, before it is read; passes from the PDF edge to the reader and is never stored.

    Characters are columns of one length, in drawing order: `text`, `x0`, `x1`, `top`, `bottom`, `font` (index into `fonts`), `size`,
    `upright`, `colour` (`#rrggbb`, None for black). `edges` are drawn lines and sides of rectangles as
    `(orientation, x0, x1, top, bottom)`, orientation `h` or `v`; `fills` are painted rectangles as `(box, colour)` in painting order.
    `fill_places` and `image_places` say for each fill and each image how many characters were drawn before it, 0 for what lets them shine
    through, so that words painted over can be told; `invisible` are the indices of characters drawn without ink. `shapes` are the boxes of
    all else that is painted: filled shapes that are no rectangles, patterns, shadings. `inks` are colours whose look is not known, for
    they are amounts of an ink or the like. `covers` are other things that hide what lies below them (bars drawn as shapes or thick lines,
    marks laid on the page), `cover_places` the characters before each. `cut` are the indices of characters that a clip cuts away or that
    stand on a layer that is switched off; `visible` is the part of the sheet that is shown, None for all of it; `comments` counts the
    notes that are not shown but hold words. `stretches` are the numbers of the characters with which stretches begin, each up to the next:
    characters that look alike and stand on one line from left to right, as drawn, with less than 3 points between them, one letter each if
    they are several; it is empty when that is not known. `letters` are all characters in one text, when each is one letter; else empty.
    `trouble` says, in a clerk's words, why the page is empty or not whole, and `lost` says it in a word; both are None when it is whole.
    `failed` is the kind of error over which our own interpreter broke down, when pdfplumber has drawn the page in its place.
    """

    number: int
    width: float
    height: float
    rotation: int
    fonts: list[str]
    text: list[str]
    x0: list[float]
    x1: list[float]
    top: list[float]
    bottom: list[float]
    font: list[int]
    size: list[float]
    upright: list[bool]
    colour: list[str | None]
    edges: list[tuple[str, float, float, float, float]]
    fills: list[tuple[Box, str]]
    images: list[Box]
    fill_places: list[int] = []
    image_places: list[int] = []
    shapes: list[Box] = []
    inks: list[str] = []
    invisible: list[int] = []
    covers: list[Box] = []
    cover_places: list[int] = []
    cut: list[int] = []
    visible: Box | None = None
    comments: int = 0
    stretches: list[int] = []
    letters: str = ""
    trouble: str | None = None
    lost: Failure | None = None
    failed: str | None = None


class RecognisedWord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word read from the picture of a page: its box in points, how sure the engine is (0 to 100), and the number of its printed line."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    line: int


class RecognisedPage(msgspec.Struct, kw_only=True):
    """What an OCR engine saw on the picture of a page, in its order of reading; passes from the edge to the reader and is never stored.

    `trouble` is `time` when the time was up, `failure` when the page could not be painted or the engine gave up; None when it was read.
    """

    words: list[RecognisedWord] = []
    trouble: Literal["time", "failure"] | None = None


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What a second engine sees on a page: how many letters its text layer has, and whether anything is painted on it at all."""

    letters: int
    ink: bool


class DrawnDocument(msgspec.Struct, kw_only=True):
    """What a PDF says of itself, before its pages are read. `page_labels` has one entry a page, or none at all.

    `lost_pages` counts the pages that the document announces and that are nowhere in the file, `cut_off` says that the file has no end;
    `other_count` is how many pages a second engine finds, None when it was not asked, for nothing was doubtful. `carries` names what else
    it brings along: `attachments`, `scripts`.
    """

    page_count: int
    lost_pages: int = 0
    cut_off: bool = False
    other_count: int | None = None
    pdf_title: str | None = None
    producer: str | None = None
    created: str | None = None
    outline: list[OutlineEntry] = []
    page_labels: list[str] = []
    carries: list[str] = []


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word of a page: where it starts in the page's text (it ends at the next white space), and its box."""

    start: int
    x0: float
    top: float
    x1: float
    bottom: float


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A printed line (or, inside a table, a line of one cell): `page.text[start:end]`, its box and its look.

    `size` is the height in points of most of its characters, `bold` and `italic` hold when most of them are so,
    `colour` is the colour of most of them as `#rrggbb` (None is black). `table` is the index of the page's table that the
    line stands in, -1 outside tables. `lead` is where the bold words end that the line opens with when the others are not bold, else 0.
    """

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    colour: str | None
    table: int
    lead: int = 0


class Cell(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A cell of a table: its place in the grid (from 0), `page.text[start:end]` (start == end: empty), box and fill.

    `fill` is the colour painted behind it as `#rrggbb`, None when none or white.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    fill: str | None


class Table(Record, frozen=True, kw_only=True):
    """A table on one page: a grid of `rows` by `columns`, its cells in printed order, row by row.

    The page's text holds the table's cells one after the other in that order, so a row is one slice of the text.
    `ruled` says whether the cells come from drawn lines (or shading) or from the alignment of words.
    """

    box: Box
    rows: int
    columns: int
    cells: list[Cell]
    ruled: bool = True


class Furniture(Record, frozen=True, kw_only=True):
    """A running header, footer, page number, stamp or watermark, or words that a tracked change has struck through (`deleted`), set apart
    from the page's text."""

    text: str
    box: Box
    role: Literal["header", "footer", "page-number", "agenda-stamp", "watermark", "margin", "deleted"]


class Page(Record, frozen=True, kw_only=True):
    """One page as read: its text in reading order, with the place of every word, line and table in it.

    `text` holds one printed line a line; a table's cells follow each other. `printed_label` is the number printed on the page
    (`Page 5` gives `5`), or the PDF's page label where none is printed. `images` are the boxes of pictures.

    A scan is laid for reading: turned back by `turn` degrees (its words are turned so far clockwise on the page as it is shown), and
    straightened (a line sinks by `slant` per point from left to right). All sizes and boxes are of the page as it is laid.
    """

    number: int
    width: float
    height: float
    rotation: int = 0
    printed_label: str | None = None
    text: str = ""
    text_source: TextSource = "native"
    words: list[Word] = []
    lines: list[Line] = []
    tables: list[Table] = []
    furniture: list[Furniture] = []
    images: list[Box] = []
    turn: int = 0
    slant: float = 0.0


class LoadedPage(Record, frozen=True, kw_only=True):
    """What of a page is brought into the database; its words alone are most of a page."""

    number: int
    printed_label: str | None = None
    text: str = ""
    text_source: TextSource = "native"
    lines: list[Line] = []
    furniture: list[Furniture] = []


class Reading(Record, frozen=True, kw_only=True):
    """A document as read: the PDF's own words about itself, and its pages in order.

    `status` is `failed` when nothing could be read, `partial` when some pages could not; `error` and `failure` then say why. `pictures`
    are the numbers of the pages whose words have to be read from their picture, whether they were or not.
    """

    document_id: str
    status: Literal["ok", "partial", "failed"]
    error: str | None = None
    failure: Failure | None = None
    pdf_title: str | None = None
    producer: str | None = None
    created: str | None = None
    outline: list[OutlineEntry] = []
    pages: Sequence[Page] = []
    pictures: list[int] = []
    findings: list[Finding] = []


# --- 3 divide ---------------------------------------------------------------------------------------------------------


class Span(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A slice of one page's text."""

    page: int
    start: int
    end: int


class Paragraph(Record, frozen=True, kw_only=True):
    """A paragraph, heading, list item or table cell's paragraph, joined over line ends and page ends.

    `text` is its spans' texts with line ends as spaces, joined by one space, so a place in it maps back to a page.
    `label` is the number or letter it opens with (`A18/17`, `1.1`, `(a)`, `•`), None without one; `body` is where the
    words behind the label start in `text`. `x0` is the left edge of the body in points, `label_x0` that of the label.
    `margin` holds words that stand in the margin before it, a tab's width apart (`Present`, `WARDS:`); `body` is then behind them.
    `gap` is the white space above in points (None at a page's top), `table` and `cell` tell where in the page's tables (-1 outside).
    """

    text: str
    spans: list[Span]
    label: str | None = None
    margin: str | None = None
    body: int = 0
    x0: float = 0.0
    label_x0: float = 0.0
    x1: float = 0.0
    gap: float | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    centred: bool = False
    table: int = -1
    cell: int = -1

    @property
    def page(self) -> int:
        return self.spans[0].page

    @property
    def words(self) -> str:
        """The text without its label."""
        return self.text[self.body :]


class Sketch(Record, frozen=True, kw_only=True):
    """What is kept of a section's words, to tell copies and versions: their number, a digest of all of them and one of those with
    figures, both in order, one of the set of those with three digits or more (`sums`), and of the runs of four words that follow each
    other a fixed sixteenth, as ascending numbers."""

    words: int
    digest: str
    figures: str
    sums: str
    shingles: list[int] = []


class Section(Record, frozen=True, kw_only=True):
    """A part of a document. Sections cover the pages that have anything, in order, without overlap.

    `agenda_item` is the printed number of the agenda item that the section belongs to, None when it belongs to none.
    Restricted sections, and those without words, have no `sketch`.
    """

    ordinal: int
    kind: SectionKind
    page_start: int
    page_end: int
    title: str | None = None
    agenda_item: str | None = None
    restricted: bool = False
    sketch: Sketch | None = None


class Division(Record, frozen=True, kw_only=True):
    """What a document is, and its sections."""

    document_id: str
    kind: PaperKind
    title: str | None = None
    council: str | None = None
    published_on: str | None = None
    sections: list[Section] = []
    findings: list[Finding] = []


# --- 4 extract --------------------------------------------------------------------------------------------------------


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
    role: Literal["meeting", "publication", "due", "period", "event"] | None
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
    status: Literal["present", "apologies", "absent"]
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
    verb: Literal["resolved", "recommended", "agreed", "noted", "referred", "deferred", "refused", "granted"] | None = None
    outcome: Literal["carried", "lost"] | None = None
    mover: str | None = None
    seconder: str | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None
    kind: Literal["decision", "motion", "amendment"] = "decision"


class Vote(Record, frozen=True, kw_only=True):
    """A named vote in a recorded vote."""

    id: str
    resolution_id: str
    name: str
    vote: Literal["for", "against", "abstained", "absent"]
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
    kind: Literal["officer", "member", "organisation", "group", "unknown"] = "officer"


class Action(Record, frozen=True, kw_only=True):
    """An action, commitment or milestone: one row of an action table, or one promise in minutes or a list."""

    id: str
    section: int | None
    origin: Literal["table", "milestone", "minute", "list"]
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
    kind: Literal["e-mail", "telephone", "address", "name"]
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


# --- 5 link -----------------------------------------------------------------------------------------------------------


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
    kind: Literal["officer", "member", "organisation", "group", "unknown"]


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
    state: Literal["open", "closed", "dropped", "silent"]
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


def json_schema(record: type[Any]) -> dict[str, Any]:
    """The JSON Schema of a record, for `schemas/json/`."""
    return msgspec.json.schema(record)
