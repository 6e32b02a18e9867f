"""A made document while it is written: its lines, and the facts that stand in them, each with its page, words and box."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from made_council import Council

from pipeline.divide.sketches import sketch_of
from pipeline.records import (
    DateExpression,
    Division,
    Facts,
    Finding,
    JoinedTable,
    OfficerMention,
    Page,
    PaperKind,
    Reading,
    Section,
    SectionKind,
    Source,
)

WORDS_A_PAGE = 300
DATES_A_PAGE, MENTIONS_A_PAGE, TABLES_A_PAGE, WITHOUT_YEAR = 3.4, 0.7, 0.5, 0.16
"""What a page has of these beside what the papers say on purpose; of the dates so many have no year, with a finding."""
WIDTH, HEIGHT, LEFT, TOP, LEADING, LETTER = 595.3, 841.9, 72.0, 60.0, 13.8, 5.5


class Records(NamedTuple):
    """What the stages read, divide and extract give of one document."""

    reading: Reading
    division: Division
    facts: Facts


class Document:
    """A document of a council, written line after line."""

    def __init__(self, key: str, council: Council, kind: PaperKind, title: str, day: date) -> None:
        self.key, self.council, self.kind, self.title, self.day = key, council, kind, title, day
        self.chance = council.chance
        self.pages: list[Page] = []
        self.lines: list[str] = []
        self.facts: defaultdict[str, list[Any]] = defaultdict(list)
        self.sections: list[Section] = []
        self._counts: Counter[tuple[str, int]] = Counter()

    @property
    def page(self) -> int:
        """The number of the page that is being written."""
        return len(self.pages) + 1

    def id_of(self, table: str) -> str:
        """The id of the next fact of a table on this page."""
        self._counts[table, self.page] += 1
        return f"{self.key}-{table}-p{self.page}-{self._counts[table, self.page]}"

    def say(self, words: str, quote: str | None = None) -> Source:
        """Write a line; where it stands, or where the `quote` in it does."""
        start = words.index(quote) if quote else 0
        top = TOP + LEADING * len(self.lines) % (HEIGHT - 2 * TOP)
        left = LEFT + LETTER * start % 400
        self.lines.append(words)
        said = quote or words
        return Source(page=self.page, quote=said, bbox=(left, top, min(left + LETTER * len(said), WIDTH), top + 12.0))

    def turn(self) -> None:
        """End the page: with other words, dates, tables and names, until it has what a page has."""
        chance, council = self.chance, self.council
        whole = int(DATES_A_PAGE) + (chance.random() < DATES_A_PAGE % 1)
        for _ in range(whole):
            self._date()
        if chance.random() < MENTIONS_A_PAGE:
            post = chance.choice(list(council.holders))
            name = council.holders[post]
            source = self.say(f"Contact: {name}, {post}", f"{name}, {post}")
            self.facts["officer_mentions"].append(
                OfficerMention(id=self.id_of("officer_mentions"), name_text=name, post_text=post, role="contact officer", source=source)
            )
        if chance.random() < TABLES_A_PAGE:
            rows = [[council.words.said(chance, 2), *(f"{chance.randint(100, 99_000):,}" for _ in range(3))] for _ in range(7)]
            self.table(council.words.said(chance, 4), [["Service", "Budget", "Forecast", "Difference"], *rows])
        missing = round(WORDS_A_PAGE * council.fullness) - sum(line.count(" ") + 1 for line in self.lines)
        if missing > 0:
            self.lines.append(council.words.said(chance, missing).capitalize() + ".")
        self.pages.append(Page(number=self.page, width=WIDTH, height=HEIGHT, printed_label=str(self.page), text="\n".join(self.lines)))
        self.lines = []

    def table(self, heading: str, rows: list[list[str]], shown: int | None = None) -> Source:
        """Write a table below its heading, the first row being its headings; only so many of the others on this page."""
        source = self.say(heading)
        self.lines += [" ".join(row) for row in (rows if shown is None else rows[: shown + 1])]
        ordinal = len(self.facts["tables"]) + 1
        self.facts["tables"].append(
            JoinedTable(id=self.id_of("tables"), section=self.next_section, ordinal=ordinal, header_rows=1, rows=rows, source=source)
        )
        return source

    @property
    def next_section(self) -> int:
        """The ordinal of the section that is being written."""
        return len(self.sections) + 1

    def close_section(self, kind: SectionKind, title: str, first: int, agenda_item: str | None = None) -> None:
        """End the page, and with it the section that began on page `first`."""
        self.turn()
        pages = self.pages[first - 1 :]
        self.sections.append(
            Section(
                ordinal=self.next_section,
                kind=kind,
                page_start=first,
                page_end=len(self.pages),
                title=title,
                agenda_item=agenda_item,
                sketch=sketch_of(pages),
            )
        )

    def records(self) -> Records:
        """What the stages give of the document as it was written."""
        reading = Reading(document_id=self.key, status="ok", producer="made", pages=self.pages)
        division = Division(
            document_id=self.key,
            kind=self.kind,
            title=self.title,
            council=self.council.name,
            published_on=None if self.kind == "minutes" else self.day.isoformat(),
            sections=self.sections,
        )
        return Records(reading, division, Facts(document_id=self.key, **self.facts))

    def _date(self) -> None:
        """A day or a year in a sentence, some days without their year."""
        chance = self.chance
        day = self.day + timedelta(days=chance.randint(-400, 400))
        kind = chance.random()
        if kind < WITHOUT_YEAR:
            text, start, end = f"{day.day} {day:%B}", day, day
        elif kind < 0.6:
            text, start, end = f"{day.day} {day:%B %Y}", day, day
        else:
            text, start, end = str(day.year), date(day.year, 1, 1), date(day.year, 12, 31)
        source = self.say(f"{self.council.words.said(chance, 3)} {text}", text)
        found = DateExpression(
            id=self.id_of("dates"),
            text=text,
            start=start.isoformat(),
            end=end.isoformat(),
            precision="year" if kind >= 0.6 else "day",
            role="period" if kind >= 0.6 else None,
            source=source,
        )
        self.facts["dates"].append(found)
        if kind < WITHOUT_YEAR:
            message = f"{text} is printed without its year, and was taken as {start}."
            self.facts["findings"].append(Finding(code="year-inferred", severity="info", message=message, page=self.page, quote=text))
