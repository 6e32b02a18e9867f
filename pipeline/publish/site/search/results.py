"""What a reader sees of the rows that a search found: their words with those looked for marked, where they stand, and where to go."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from pipeline.publish.site.addresses import page_address, thing_address
from pipeline.publish.site.search.finding import Hit
from pipeline.publish.site.search.kinds import KINDS, Kind
from pipeline.publish.site.search.phrases import search_phrase

START, END = "\x02", "\x03"
SNIPPET_WORDS = 36
SHORT = 70
LONGEST_TEXT = 280

_MARKED = re.compile(f"{START}([^{START}{END}]*){END}")


def marked(text: str | None) -> Markup:
    """A text with a `mark` for what matched; all of it escaped."""
    return Markup(plain(_MARKED.sub(r"<mark>\1</mark>", str(escape(text or "")))))


def bracketed(text: str | None) -> str:
    """A text with [brackets] for what matched."""
    return plain(_MARKED.sub(r"[\1]", text or ""))


def plain(text: str | None) -> str:
    """A text without marks."""
    return (text or "").replace(START, "").replace(END, "")


class Result(NamedTuple):
    """A row that was found, as it is shown. `words` begins what the row says, or what matched in it, and it and `title` may have what
    matched between START and END."""

    kind: str
    table: str
    row_id: str
    document_id: str
    page: int | None
    reference: str | None
    title: str | None
    words: str
    more: str | None
    council: str | None
    committee: str | None
    date: str | None
    paper: str | None
    source_url: str | None
    routine: bool
    address: str
    page_address: str


def results_of(connection: sqlite3.Connection, hits: Sequence[Hit], words: str) -> list[Result]:
    """The hits as they are shown, in their order; `words` is what was typed."""
    match = search_phrase(words) if words else ""
    found: dict[tuple[str, int], Result] = {}
    for name, kind in KINDS.items():
        mine = {hit.rowid: hit for hit in hits if hit.kind == name}
        asked = {"rows": json.dumps(list(mine)), "match": match, "start": START, "end": END}
        for row in connection.execute(_details(kind, bool(match)), asked) if mine else ():
            found[name, row[0]] = _result(name, kind, mine[row[0]], row)
    return [found[hit.kind, hit.rowid] for hit in hits if (hit.kind, hit.rowid) in found]


def _details(kind: Kind, matched: bool) -> str:
    """SQL for all that is shown of rows; what matched in them last, where words were looked for."""
    meeting = "coalesce(m.canonical_id, m.id)" if "as m on" in kind.joined else "null"
    thread = "r.thread_id" if kind.table == "actions" else "null"
    snippet = f"""(
      select snippet({kind.searched}, -1, :start, :end, '…', {SNIPPET_WORDS}) from {kind.searched}
      where {kind.searched} match :match and rowid = r.rowid
    )"""
    return f"""
    select r.rowid, r.id, r.document_id, {kind.page}, {kind.reference}, {kind.title},
      substr({kind.text}, 1, {LONGEST_TEXT + 1}), {kind.more},
      d.council, {kind.committee}, {kind.date}, coalesce(d.title, d.filename), d.source_url, {meeting}, {thread},
      {snippet if matched else "null"}
    from {kind.table} as r join documents as d on d.id = r.document_id {kind.joined} where r.rowid in (select value from json_each(:rows))
    """


def _result(name: str, kind: Kind, hit: Hit, row: Sequence[object]) -> Result:
    _, row_id, document_id, page, reference, title, text, more, council, committee, date, paper, source, meeting_id, thread_id, snippet = (
        value if value is None or isinstance(value, int) else str(value) for value in row
    )
    start, heading = _cut(_one_line(text)), _cut(_one_line(title)) or None
    words = _one_line(snippet) or start
    if heading and plain(words).rstrip("…") == heading.rstrip("…"):
        heading, words = words, start
    elif snippet is not None and len(words) < SHORT and plain(words) not in start:  # only a reference or a name matched
        words = " · ".join(part for part in (words, start) if part)
    to_page = page_address(str(document_id), page, str(row_id))
    return Result(
        kind=name,
        table=kind.table,
        row_id=str(row_id),
        document_id=str(document_id),
        page=int(page) if page is not None else None,
        reference=_said(reference),
        title=heading,
        words=words,
        more=_said(more),
        council=_said(council),
        committee=_said(committee),
        date=_said(date),
        paper=_said(paper),
        source_url=_said(source),
        routine=hit.routine,
        address=thing_address(kind.table, str(row_id), meeting_id, thread_id) or to_page,
        page_address=to_page,
    )


def _one_line(text: object) -> str:
    return " ".join(str(text or "").split())


def _cut(text: str) -> str:
    return text[:LONGEST_TEXT].rsplit(" ", 1)[0] + "…" if len(text) > LONGEST_TEXT else text


def _said(value: object) -> str | None:
    return _one_line(value) or None
