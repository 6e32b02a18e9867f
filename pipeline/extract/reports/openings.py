"""Front sheets without labels: the body, the day and the title that head a report as plain lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.reports.fields import Field
from pipeline.extract.reports.labels import find_label
from pipeline.extract.reports.rows import Piece, as_paragraph, cut, find_rows
from pipeline.records import Page, Paragraph

MOST_LINES = 34
LONGEST = 150
MARKS = " ,:-–—()"
ITEM = re.compile(r"(?:agenda )?item(?: no\.?)? ?\d{1,3}\w?\s*[:.–-]\s*(?=\S)", re.I)


@dataclass(frozen=True, slots=True)
class Opening:
    """What heads a report without labels; `authored` holds when a line says whose report it is (`Report of the Head of Housing`)."""

    maker: str | None
    dated: Paragraph | None
    title: Paragraph | None
    authored: bool

    @property
    def told(self) -> int:
        """How many of its parts a reader would know a front sheet by."""
        return sum((self.maker is not None, self.dated is not None, self.authored))


def read_opening(page: Page, council: str | None, fields: Sequence[Field]) -> Opening:
    """The body, day and title among the first lines of a page that no field holds, down to the first heading of the report's own text.

    The title is the line set largest, then boldest, that is nothing else; its further lines are those of the same look close below.
    """
    maker: str | None = None
    dated: Paragraph | None = None
    authored = False
    candidates: list[Piece] = []
    held = {line.start for field in fields if field.label.page == page.number for line in (field.label, *field.value)}
    for piece in _lines(page):
        if piece.start in held:
            continue
        text = piece.text.strip(" |")
        if _stops().fullmatch(re.sub(r"^\d{1,2}(?:\.\d)?\.?\s+", "", text).rstrip(" :")) or len(text) > LONGEST:
            break
        label = find_label(text)
        if (label is not None and label.marked) or _is_council(text, council):
            continue
        body, day = _without_date(text)
        named = _pattern("decision_maker").fullmatch(body)
        if day and (not body or named):
            dated = dated or as_paragraph([piece])
        if named and body:
            maker = maker or named["maker"] or named["body"]
        elif _pattern("author").fullmatch(text):
            authored = True
        elif body and not _pattern("not_titles").fullmatch(text) and re.search(r"[A-Za-z]{3}", text):
            candidates.append(piece)
    return Opening(maker, dated, _title(candidates), authored)


def _lines(page: Page) -> list[Piece]:
    return [piece for line in page.lines[:MOST_LINES] for row in find_rows(page, [line]) for piece in row]


def _title(candidates: list[Piece]) -> Paragraph | None:
    if not candidates:
        return None
    best = max(candidates, key=lambda p: (round(p.size), p.bold or p.text.isupper(), -candidates.index(p)))
    lines = [best]
    for piece in candidates[candidates.index(best) + 1 :]:
        close = 0 <= piece.top - lines[-1].bottom < 0.6 * best.size
        if not close or abs(piece.size - best.size) > 0.6 or piece.bold != best.bold or piece.text.isupper() != best.text.isupper():
            break
        lines.append(piece)
    if numbered := ITEM.match(best.text):
        lines[0] = cut(best, numbered.end())
    return as_paragraph(lines)


def _without_date(text: str) -> tuple[str, bool]:
    """The line without a day or month printed in it and the marks around it, and whether there was one."""
    dates = [date for date in find_dates(text, DateContext()) if date.precision in ("day", "month")]
    if not dates:
        return text, False
    body = text[: dates[0].start_at] + text[dates[-1].end_at :]
    body = re.sub(r"\s+(?:on|held on|at|of)\s*$|\b\d{1,2}[.:]\d{2}\s*(?:am|pm)?\b", "", body.strip(MARKS), flags=re.I)
    return body.strip(MARKS), True


def _is_council(text: str, council: str | None) -> bool:
    return council is not None and re.sub(r"\W+", " ", text.lower()).strip() == re.sub(r"\W+", " ", council.lower()).strip()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(codes("front_sheets")["headings"][name], re.I)


@cache
def _stops() -> re.Pattern[str]:
    listed = codes("recommendations")
    parts = [*listed["headings"], *listed["after"], r"purpose of .{3,30}", r"reason for .{3,30}"]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.I)
