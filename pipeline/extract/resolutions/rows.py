"""Decisions as rows: a resolution for each clause, a vote for each name, each with its place in the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from pipeline.extract.actions.margins import marks_in_margin
from pipeline.extract.actions.people import People
from pipeline.extract.material import Material
from pipeline.extract.prose import rejoined
from pipeline.extract.resolutions.clauses import Clause, Piece
from pipeline.extract.resolutions.ledger import Decision
from pipeline.extract.resolutions.people import full_name
from pipeline.extract.resolutions.votes import Counts
from pipeline.records import Attendance, Finding, Minute, Paragraph, Resolution, Source, Span, Vote

TASK = re.compile(r"(?<=\w)\n(?P<who>[A-Z]{2,4}[a-z]?) to [a-z]{2,}")
"""A line that opens with initials and what they are to do."""
HANDS_ON = re.compile(
    r"\b(?:and|or|with|by|from|for|that|of|to|ask\w*|request\w*|authoris\w*|nominat\w*|appoint\w*|instruct\w*|allow\w*|requir\w*|elect\w*)\s*\Z",
    re.I,
)
"""Words that the initials on the next line belong to."""


class Rows:
    """The resolutions, votes and findings of one document, in printed order."""

    def __init__(self, material: Material, attendance: Sequence[Attendance]) -> None:
        self.resolutions: list[Resolution] = []
        self.votes: list[Vote] = []
        self.findings: list[Finding] = []
        self._material = material
        self._attendance = attendance
        people = People(material, attendance)
        self._marks: dict[int, list[Span]] = {}
        for section in material.sections("minutes"):
            for mark in marks_in_margin(material, section, people):
                self._marks.setdefault(mark.page, []).append(mark)

    def only_meeting(self) -> str | None:
        """The meeting that all attendance is of; None where there are several, or none."""
        meetings = {person.meeting_id for person in self._attendance}
        return meetings.pop() if len(meetings) == 1 else None

    def without_marks(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """The paragraphs without those that are a mark of the margin alone, what such a mark has parted joined again; the marks inside
        them are blanks."""
        kept = [
            p for p in paragraphs if not any(m.start <= p.spans[0].start and p.spans[0].end <= m.end for m in self._marks.get(p.page, ()))
        ]
        whole = kept if len(kept) == len(paragraphs) else rejoined(kept)
        return [self._blanked(paragraph) for paragraph in whole] if self._marks else whole

    def _blanked(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph with blanks in place of the marks of the margin inside it."""
        places = [place for place in self._marks_in(paragraph) if paragraph.text[slice(*place)].strip()]
        if not places:
            return paragraph
        letters = list(paragraph.text)
        for low, high in places:
            letters[low:high] = " " * (high - low)
        return msgspec.structs.replace(paragraph, text="".join(letters))

    def _marks_in(self, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
        """Where the marks of the margin stand in a paragraph's text."""
        offset = 0
        for span in paragraph.spans:
            for mark in self._marks.get(span.page, ()):
                if span.start <= mark.start and mark.end <= span.end:
                    yield offset + mark.start - span.start, offset + mark.end - span.start
            offset += span.end - span.start + 1

    def write(self, decision: Decision, minute: Minute | None, meeting_id: str | None) -> None:
        """Adds the rows of one decision; its recorded votes hang on its first row."""
        here = [person for person in self._attendance if meeting_id is None or person.meeting_id in (None, meeting_id)]
        counts = decision.counts or Counts()
        minute_id = minute.id if minute is not None else None
        first: Resolution | None = None
        for clause in decision.clauses:
            self._leave_tasks(clause, here)
            if not clause.text.strip():
                continue
            source = self._source(clause)
            movers = clause.movers or decision
            row = Resolution(
                id=self._material.next_id("resolutions", source.page),
                meeting_id=meeting_id,
                minute_id=minute_id,
                ordinal=1 + sum(1 for other in self.resolutions if other.minute_id == minute_id),
                text="\n".join(words for piece in clause.pieces if (words := self._words(piece))),
                source=source,
                reference=decision.reference or (minute.reference if minute is not None else None) or decision.number,
                label=clause.label,
                verb=clause.verb or decision.verb,
                outcome=decision.outcome,
                mover=full_name(movers.mover, here),
                seconder=full_name(movers.seconder, here),
                votes_for=counts.votes_for,
                votes_against=counts.votes_against,
                votes_abstained=counts.votes_abstained,
                kind=decision.kind,
            )
            self.resolutions.append(row)
            first = first or row
        if first is not None and decision.recorded is not None:
            self._write_votes(decision, first, here)

    def _write_votes(self, decision: Decision, row: Resolution, here: Sequence[Attendance]) -> None:
        """Adds the names of a recorded vote, and a finding where they are not as many as the paper counts."""
        if decision.recorded is None:
            return
        for vote in decision.recorded.names:
            source = self._material.source(vote.paragraph, vote.start, vote.end)
            name = full_name(vote.name, here) or vote.name
            self.votes.append(
                Vote(id=self._material.next_id("votes", source.page), resolution_id=row.id, name=name, vote=vote.side, source=source)
            )
        for side, count, named in decision.recorded.miscounted():
            self.findings.append(
                Finding(
                    code="totals-disagree",
                    severity="warning",
                    message=f"The paper counts {count} votes {side} and names {named}. Check the list of names.",
                    page=row.source.page,
                    quote=row.source.quote,
                    table_name="resolutions",
                    row_id=row.id,
                )
            )

    def _words(self, piece: Piece) -> str:
        """The words of a piece without the marks of a margin that stands beside them."""
        kept, at = "", piece.start
        for low, high in self._marks_in(piece.paragraph) if self._marks else ():
            if at <= low and high <= piece.end:
                kept, at = kept + piece.paragraph.text[at:low], high
        words = kept + piece.paragraph.text[at : piece.end]
        return (" ".join(words.split()) if kept else words).strip()

    def _leave_tasks(self, clause: Clause, here: Sequence[Attendance]) -> None:
        """Ends a clause in front of a line that gives somebody present a task (`AB to write to them`), where no stop parts the two."""
        initials = {person.initials for person in here if person.initials}
        if not initials or not clause.pieces or len(clause.pieces[-1].paragraph.spans) > 1:
            return
        last = clause.pieces[-1]
        span = last.paragraph.spans[0]
        raw = self._material.pages[span.page].text[span.start : span.end]
        for match in TASK.finditer(raw, last.start, last.end):
            if match["who"] in initials and not HANDS_ON.search(raw, last.start, match.start()):
                clause.pieces[-1] = Piece(last.paragraph, last.start, match.start())
                return

    def _source(self, clause: Clause) -> Source:
        """The place of a row: its first words, and the page that its last ones stand on."""
        pieces = [piece for piece in clause.pieces if piece.text]
        source = self._material.source(pieces[0].paragraph, pieces[0].start, pieces[0].end)
        last = self._material.source(pieces[-1].paragraph, pieces[-1].start, pieces[-1].end)
        end = last.page_end or last.page
        return msgspec.structs.replace(source, page_end=end if end > source.page else None)
