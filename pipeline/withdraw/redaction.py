"""What the stages made of a paper, without what was withdrawn of it.

A withdrawn fact goes, and what lies within it goes with it: a date in an action, the votes on a resolution. What it lies in (the page, the
table, the minute) stays, with its words as blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from pipeline.link.corrections import FACTS, without_row
from pipeline.records import Box, Division, Facts, Finding, Page, Reading, Withdrawal
from pipeline.withdraw.digests import digest_of
from pipeline.withdraw.runs import blacked, runs_of, words_in

NEAR = 6
FAR = 12
"""How many words in a row, on its own pages and elsewhere in the paper, are taken for words of a withdrawn passage."""
_SHARED = {"theme", "heading", "reference", "report_number", "committee", "venue", "council", "wards", "decision_maker", "leads_text"}
"""Fields whose words belong to other facts too; where they stand in the fact's own words, they go with those."""
_WITH_IT = {"minutes": "minute_id", "resolutions": "resolution_id", "reports": "report_id"}
_HOLDERS = {"tables", "minutes", "reports", "meetings"}
"""Tables whose rows hold others: they stay, with blocks, when something in them goes."""
WHOLE_PAGE = "pages"
_FEWEST = 4
_MARGIN = 1.0


class _Gone(NamedTuple):
    """Something withdrawn: its place, the passages of its words (none when it is not read any more), and the ids of the facts that go."""

    page: int
    page_end: int
    bbox: Box | None
    passages: list[list[str]]
    ids: set[str]
    table: str

    def is_near(self, first: int, last: int) -> bool:
        return first <= self.page_end and last >= self.page

    def holds(self, page: int, box: Box) -> bool:
        """Whether a box lies in that of the withdrawn fact."""
        if page != self.page or self.bbox is None:
            return False
        x0, top, x1, bottom = self.bbox
        inside = x0 - _MARGIN <= box[0] and box[2] <= x1 + _MARGIN
        return inside and top - _MARGIN <= box[1] and box[3] <= bottom + _MARGIN


def redact(
    reading: Reading, division: Division | None, facts: Facts | None, withdrawals: Sequence[Withdrawal]
) -> tuple[Reading, Division | None, Facts | None]:
    """The same records without what was withdrawn of the paper; what was not withdrawn keeps its ids and places.

    Without facts, or where a fact is not read any more, the words in its box are taken out of its page.
    """
    gone = [_find(reading, facts, withdrawal) for withdrawal in withdrawals if withdrawal.row]
    if not gone:
        return reading, division, facts
    pages = [_page(page, gone) for page in reading.pages]
    reading = replace(_through(replace(reading, pages=[]), gone, None), pages=pages, findings=_findings(reading.findings, gone))
    if division is not None:
        division = replace(_through(replace(division, findings=[]), gone, None), findings=_findings(division.findings, gone))
    return reading, division, _facts(facts, gone) if facts is not None else None


def texts_of(row: Any) -> list[str]:
    """The words of a fact: its quote, and what else it says in words of its own."""
    own = []
    for name in row.__struct_fields__:
        if name not in _SHARED and name != "id" and not name.endswith("_id"):
            own += _strings(msgspec.to_builtins(getattr(row, name)) if name != "source" else row.source.quote)
    return own


def _find(reading: Reading, facts: Facts | None, withdrawal: Withdrawal) -> _Gone:
    page = withdrawal.page or 0
    place = (page, withdrawal.page_end or page, withdrawal.bbox)
    if withdrawal.table == WHOLE_PAGE:
        return _Gone(*place, _own_lines(reading, page), set(), WHOLE_PAGE)
    rows = getattr(facts, withdrawal.table or "", []) if facts is not None else []
    row = next((row for row in rows if row.id == withdrawal.row and _is(row, withdrawal)), None)
    row = row or next((row for row in rows if _is(row, withdrawal)), None)
    row = row or next((row for row in rows if row.id == withdrawal.row and row.source.page == page), None)
    if row is None:
        return _Gone(*place, [], {withdrawal.row or ""}, withdrawal.table or "")
    quote = words_in(row.source.quote)
    passages = [words for text in texts_of(row) if len(words := words_in(text)) >= _FEWEST and words != quote]
    pages = (row.source.page, row.source.page_end or row.source.page)
    return _Gone(*pages, row.source.bbox, [quote, *passages], {row.id}, withdrawal.table or "")


def _own_lines(reading: Reading, number: int) -> list[list[str]]:
    """The lines of a page that no other page has, as words: they may have become the title of the paper or of a section."""
    lines = [line for page in reading.pages if page.number == number for line in page.text.split("\n")]
    others = "\n".join(page.text for page in reading.pages if page.number != number)
    return [words for line in lines if line.strip() and line not in others and len(words := words_in(line)) >= _FEWEST]


def _is(row: Any, withdrawal: Withdrawal) -> bool:
    return digest_of(row.source.quote, withdrawal.salt or "") == withdrawal.digest


# --- pages ------------------------------------------------------------------------------------------------------------


def _page(page: Page, gone: Sequence[_Gone]) -> Page:
    if any(each.table == WHOLE_PAGE and each.page == page.number for each in gone):
        empty: dict[str, Any] = {"words": [], "lines": [], "tables": [], "furniture": [], "images": []}
        return replace(page, text="", text_source="withheld", printed_label=None, **empty)
    slices = [part for each in gone for part in _slices_of_page(page, each)]
    furniture = [_through(part, gone, page.number) for part in page.furniture]
    return replace(page, text=blacked(page.text, slices), furniture=furniture)


def _slices_of_page(page: Page, gone: _Gone) -> Iterator[tuple[int, int]]:
    yield from _slices(page.text, gone, gone.is_near(page.number, page.number), gone.page_end > gone.page)
    own = {word for passage in gone.passages for word in passage}
    for word in page.words:
        middle = ((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if gone.holds(page.number, (*middle, *middle)):
            printed = page.text[word.start :].split(maxsplit=1)[0]
            if not own or own & set(words_in(printed)):
                yield word.start, word.start + len(printed)


def _slices(text: str, gone: _Gone, near: bool, goes_on: bool = False) -> Iterator[tuple[int, int]]:
    for passage in gone.passages:
        if near or len(passage) > 1 or len("".join(passage)) >= 2 * _FEWEST:
            yield from runs_of(text, passage, NEAR if near else FAR, goes_on and near)


# --- facts and all other records --------------------------------------------------------------------------------------


def _facts(facts: Facts, gone: Sequence[_Gone]) -> Facts:
    doomed = {row.id: name for name in FACTS for row in getattr(facts, name) if any(_goes(name, row, each) for each in gone)}
    for table, pointer in _WITH_IT.items():
        for name in FACTS:
            doomed.update({row.id: name for row in getattr(facts, name) if doomed.get(getattr(row, pointer, None)) == table})
    for row_id, name in doomed.items():
        facts = without_row(facts, name, row_id)
    kept = {name: [_fact(row, gone) for row in getattr(facts, name)] for name in FACTS}
    return replace(facts, **kept, findings=_findings(facts.findings, gone))


def _goes(table: str, row: Any, gone: _Gone) -> bool:
    """Whether a fact is withdrawn, or lies within one that is: its words are among the other's, in the other's box."""
    source = row.source
    last = source.page_end or source.page
    if row.id in gone.ids or (gone.table == WHOLE_PAGE and gone.is_near(source.page, last)):
        return True
    if table in _HOLDERS and gone.table not in _HOLDERS:
        return False
    words = words_in(source.quote)
    return gone.holds(source.page, source.bbox) and last <= gone.page_end and any(_has(passage, words) for passage in gone.passages)


def _has(passage: Sequence[str], words: Sequence[str]) -> bool:
    return any(passage[start : start + len(words)] == words for start in range(len(passage) - len(words) + 1))


def _fact(row: Any, gone: Sequence[_Gone]) -> Any:
    return _through(row, gone, row.source.page, row.source.page_end)


def _findings(findings: Sequence[Finding], gone: Sequence[_Gone]) -> list[Finding]:
    ids = {key for each in gone for key in each.ids}
    shut = {each.page for each in gone if each.table == WHOLE_PAGE}
    kept = [finding for finding in findings if finding.row_id not in ids]
    kept = [replace(finding, quote=None) if finding.page in shut else finding for finding in kept]
    return [_through(finding, gone, finding.page) for finding in kept]


def _through(record: Any, gone: Sequence[_Gone], page: int | None, page_end: int | None = None) -> Any:
    """A record with the withdrawn words in its texts as blocks; the same record where it has none."""
    changed = False

    def masked(text: str) -> str:
        nonlocal changed
        slices = [part for each in gone for part in _slices(text, each, page is not None and each.is_near(page, page_end or page))]
        changed = changed or bool(slices)
        return blacked(text, slices)

    def through(value: Any, name: str = "") -> Any:
        if isinstance(value, str):
            return value if name == "id" or name.endswith("_id") else masked(value)
        if isinstance(value, list):
            return [through(each, name) for each in value]
        return {key: through(each, key) for key, each in value.items()} if isinstance(value, dict) else value

    made = through(msgspec.to_builtins(record))
    return msgspec.convert(made, type(record)) if changed else record


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for each in value for text in _strings(each)] if isinstance(value, list) else []
