"""The rows of one document: every record as a row of the table of its name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline.edges.schemas import Column, Row, Value, tables
from pipeline.link.context import Context, published_on
from pipeline.link.findings import staged_findings
from pipeline.load.links import finding_row
from pipeline.load.text import box, find_words, grid, line, lines, named_cells, page_text
from pipeline.records import Finding, Links, LoadedPage, Page, Paper, Record, Section
from pipeline.unseen import made_visible

FACTS = (
    "meetings", "agenda_items", "attendance", "minutes", "resolutions", "votes", "declarations", "reports", "recommendations", "actions",
    "measures", "officer_mentions", "dates", "tables", "personal_data",
)  # fmt: skip
SHUT = ("withheld", "withdrawn")
SOON = 3  # a title stands on the first page of its section, or so many pages later, behind a cover, a picture or a letter


class _Printed(NamedTuple):
    """The words of a title where they stand."""

    page: int
    quote: str
    bbox: str | None


def rows_of(paper: Paper, pages: Iterable[Page | LoadedPage], links: Links) -> dict[str, list[Row]]:
    """The rows of one document by table, each with the table's `given` columns in their order; every table of a document is there.

    `links` are those of the whole corpus. What documents share (officers, leads, links between documents) is not here but in
    `link_rows`. Of a withheld or withdrawn paper only the document, its files and its findings are kept, without any of its
    words; of an exempt page only that it is there. The pages are looked at one after the other: they take more memory than all rows.
    """
    if paper.status in SHUT:
        return {**_shut(paper), **{name: [] for name in ("pages", "sections", *FACTS)}}
    restricted = {n for section in paper.division.sections if section.restricted for n in range(section.page_start, section.page_end + 1)}
    context = Context(paper)
    rows: dict[str, list[Row]] = {"documents": [_document(paper)], "files": _files(paper), "pages": []}
    starting: defaultdict[int, list[Section]] = defaultdict(list)
    for section in paper.division.sections:
        starting[section.page_start].append(section)
    seeking: list[Section] = []
    titles: dict[int, _Printed] = {}
    exempt: set[int] = set()
    for read in pages:
        page = withheld(read) if read.number in restricted else read
        rows["pages"].append(_page(paper, page))
        if page.text_source == "withheld":
            exempt.add(page.number)
        seeking += starting.get(page.number, ())
        if seeking:
            titles |= {section.ordinal: found for section in seeking if (found := _printed(section.title, page))}
            seeking = [each for each in seeking if each.ordinal not in titles and page.number < min(each.page_end, each.page_start + SOON)]
    rows["sections"] = [_section(section, titles.get(section.ordinal), context, links) for section in paper.division.sections]
    kept_out: Counter[int] = Counter()
    for name in FACTS:
        records: Sequence[Any] = getattr(paper.facts, name)
        if exempt:
            records, hidden = _outside(records, exempt)
            kept_out.update(hidden)
        rows[name] = _fact_rows(name, records, context, links) if records else []
    rows["findings"] = _findings(paper, [_kept_out(page, count) for page, count in sorted(kept_out.items())])
    return rows


# --- what is there of every document ----------------------------------------------------------------------------------


def _document(paper: Paper) -> Row:
    files = sorted(paper.files, key=lambda file: file.path)
    first = files[0] if files else None
    address = next((file.source_url for file in files if file.source_url), None)
    division = paper.division
    title, day = (line(division.title), published_on(paper)) if paper.status not in SHUT else (None, None)
    file = (made_visible(first.filename), first.path, first.sha256, first.bytes) if first else (None, None, None, None)
    return (
        paper.document_id, line(division.council), *file, title, division.kind, day, address, paper.pages, paper.pages_ocr,
        line(paper.producer), paper.status, line(paper.error), paper.failure,
    )  # fmt: skip


def _files(paper: Paper) -> list[Row]:
    return [
        (file.path, file.path, paper.document_id, made_visible(file.filename), file.bytes, 0)
        for file in sorted(paper.files, key=lambda f: f.path)
    ]


def _findings(paper: Paper, own: list[Finding]) -> list[Row]:
    places: Counter[str] = Counter()
    return [finding_row(paper.document_id, finding, stage, places) for stage, finding in staged_findings(paper, own)]


def _shut(paper: Paper) -> dict[str, list[Row]]:
    quote = list(tables()["findings"].given).index("quote")
    findings = [(*row[:quote], None, *row[quote + 1 :]) for row in _findings(paper, [])]
    return {"documents": [_document(paper)], "files": _files(paper), "findings": findings}


def _page(paper: Paper, page: Page | LoadedPage) -> Row:
    hidden = page.text_source == "withheld"
    text = "" if page.text_source in ("none", "withheld") else page_text(page.text)
    furniture = None if hidden else lines("\n".join(part.text for part in page.furniture))
    label = None if hidden else line(page.printed_label)
    return (f"{paper.document_id}-pages-{page.number}", paper.document_id, page.number, label, text, furniture, page.text_source)


def withheld(page: Page | LoadedPage) -> LoadedPage:
    """An exempt page, of which only is kept that it is there."""
    return LoadedPage(number=page.number, text_source="withheld")


def _section(section: Section, printed: _Printed | None, context: Context, links: Links) -> Row:
    key = context.section_id(section.ordinal) or ""
    page, quote, where = printed or (section.page_start, None, None)
    return (
        key, context.document_id, section.ordinal, section.kind, line(section.title), section.page_start, section.page_end,
        links.agenda_item_of.get(key), int(section.restricted), page, quote, where,
    )  # fmt: skip


def _printed(title: str | None, page: Page | LoadedPage) -> _Printed | None:
    """The title as it stands on the page, and its box; nothing when it does not stand there (it may come from a bookmark)."""
    words = (title or "").split()
    if not words or page.text_source == "withheld":
        return None
    start, end = find_words(words, page.text)
    if start < 0:
        return None
    quote = line(page.text[start:end]) or ""
    boxes = [(part.x0, part.top, part.x1, part.bottom) for part in page.lines if part.start < end and part.end > start]
    if not boxes:
        return _Printed(page.number, quote, None)
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return _Printed(page.number, quote, box((min(x0), min(top), max(x1), max(bottom))))


# --- facts ------------------------------------------------------------------------------------------------------------


def _outside(records: Sequence[Any], exempt: set[int]) -> tuple[list[Any], list[int]]:
    """The records that touch no exempt page, and the first page of each of the others."""
    kept, hidden = [], []
    for record in records:
        source = record.source
        if exempt.isdisjoint(range(source.page, (source.page_end or source.page) + 1)):
            kept.append(record)
        else:
            hidden.append(source.page)
    return kept, hidden


def _kept_out(page: int, count: int) -> Finding:
    message = f"{count} fact(s) begin on page {page} and run into an exempt page; they are not stored. Check where the exempt pages begin."
    return Finding(code="exempt-marker", severity="warning", page=page, message=message)


def _fact_rows(name: str, records: Sequence[Record], context: Context, links: Links) -> list[Row]:
    """The rows of one table's records, made a column at a time: most are fields of the record, the others are worked out from it."""
    fields = set(records[0].__struct_fields__) - {"extra", "rows"}
    columns = (
        _field(column, part, records) if column in fields else _derived(name, column, part, records, context, links)
        for column, part in tables()[name].columns.items()
        if part.clock is None
    )
    return list(zip(*columns, strict=True))


_TIDY: dict[str, Callable[[Any], Value]] = {"text": line, "lines": lines}
_FROM_SOURCE: dict[str, Callable[[Iterable[Any]], Iterable[Value]]] = {
    "page": partial(map, attrgetter("source.page")),
    "page_end": partial(map, attrgetter("source.page_end")),
    "quote": lambda records: map(line, map(attrgetter("source.quote"), records)),
    "bbox": lambda records: map(box, map(attrgetter("source.bbox"), records)),
    "extra": lambda records: map(named_cells, map(attrgetter("extra"), records)),
    "rows": lambda records: map(grid, map(attrgetter("rows"), records)),
}


def _field(name: str, column: Column, records: Sequence[Record]) -> Iterable[Value]:
    """A column that is a field of the records."""
    values = map(attrgetter(name), records)
    tidy = _TIDY.get(column.type)
    return map(tidy, values) if tidy else values


def _derived(table: str, name: str, column: Column, records: Sequence[Any], context: Context, links: Links) -> Iterable[Value]:
    """A column that is no field of the records, as it comes from them."""
    if name in _FROM_SOURCE:
        return _FROM_SOURCE[name](records)
    if column.linked == "canonical":
        return [links.canonical.get(record.id, record.id) for record in records]
    if column.linked is not None:
        mapping: dict[str, str] = getattr(links, column.linked)
        return [mapping.get(record.id) for record in records]
    if name == "document_id":
        return repeat(context.document_id, len(records))
    if name == "council":
        return repeat(line(context.council), len(records))
    by_section = {"section_id": context.section_id, "meeting_id": context.meeting_id, "reported_on": context.reported_on}
    if name not in by_section:
        raise KeyError(f"Nothing says where {table}.{name} comes from.")
    sections = [record.section for record in records]
    known = {section: by_section[name](section) for section in set(sections)}
    return [known[section] for section in sections]
