"""What people have put right, applied to the facts before they are linked; what no longer fits is reported, not applied."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec.structs import replace

from pipeline.link.findings import CLEARABLE, CLEARED, known_findings, with_cleared
from pipeline.link.names import words_of
from pipeline.records import Correction, Facts, Finding, Judgment, Paper, PaperFile, Record

FACTS = tuple(name for name in Facts.__struct_fields__ if name not in ("document_id", "findings"))
OF_DOCUMENT = ("council", "title", "kind", "published_on")
FIXED = ("id", "source", "ordinal", "sketch")
WHOLE_ROW = "row"
POINTERS = {"meetings": "meeting_id", "minutes": "minute_id", "reports": "report_id", "resolutions": "resolution_id"}


@dataclass(slots=True)
class Corrected:
    """The papers as people have put them right, what was put right in them, which officers are one, and what no longer fits.

    A finding stands with the id of its document, empty when the judgment names none that is there.
    """

    papers: list[Paper]
    corrections: list[Correction] = field(default_factory=list)
    officers: list[Judgment] = field(default_factory=list)
    findings: list[tuple[str, Finding]] = field(default_factory=list)


class _Unfit(Exception):
    """Why a judgment does not fit."""


def correct(papers: Iterable[Paper], judgments: Sequence[Judgment]) -> Corrected:
    """The papers with the judgments applied, in their order; the same papers when there are none."""
    made = Corrected(list(papers))
    places: dict[str, list[int]] = defaultdict(list)
    for place, paper in enumerate(made.papers):
        for name in names_of(paper.files, paper.document_id):
            places[name].append(place)
    done: set[tuple[str, str]] = set()
    for judgment in judgments:
        if judgment.officers:
            made.officers.append(judgment)
            continue
        found = places.get(judgment.document or "", [])
        document_id = made.papers[found[0]].document_id if len(found) == 1 else ""
        try:
            if len(found) != 1:
                raise _Unfit(f"{len(found) or 'no'} documents of that name are in the corpus")
            paper, correction = _apply(made.papers[found[0]], judgment)
            if (correction.row_id, correction.field) in done:
                raise _Unfit("another judgment before it is about the same field")
        except _Unfit as why:
            made.findings.append((document_id, unfit(judgment, str(why))))
            continue
        done.add((correction.row_id, correction.field))
        made.papers[found[0]] = paper
        made.corrections.append(correction)
    return made


def names_of(files: Sequence[PaperFile], document_id: str) -> set[str]:
    """What a judgment may call a document: its id, or the path or the name of one of its files."""
    return {document_id, *(file.path for file in files), *(file.filename for file in files)}


def unfit(judgment: Judgment, why: str) -> Finding:
    """The finding that a judgment no longer fits."""
    about = f"{judgment.table} {judgment.field or WHOLE_ROW} of {judgment.document}" if judgment.table else " = ".join(judgment.officers)
    message = f"Judgment {judgment.place} in hand/{judgment.file} ({about}) was not applied: {why}. Put it right, or take it out."
    return Finding(code="correction-unfit", severity="warning", message=message, page=judgment.page)


def _apply(paper: Paper, judgment: Judgment) -> tuple[Paper, Correction]:
    if judgment.table == "documents":
        row = replace(paper.division, sections=[])
        corrected, correction = _with_value(row, paper.document_id, OF_DOCUMENT, judgment)
        division = replace(paper.division, **{name: getattr(corrected, name) for name in OF_DOCUMENT})
        return replace(paper, division=division), correction
    if judgment.table == "sections":
        rows: Sequence[Any] = paper.division.sections
        place = _find(rows, [f"{paper.document_id}-sections-{section.ordinal}" for section in rows], judgment)
        names = [name for name in rows[place].__struct_fields__ if name not in FIXED]
        made, correction = _with_value(rows[place], f"{paper.document_id}-sections-{rows[place].ordinal}", names, judgment)
        sections = [*rows[:place], made, *rows[place + 1 :]]
        return replace(paper, division=replace(paper.division, sections=sections)), correction
    if judgment.table == "findings":
        return _cleared(paper, judgment)
    if judgment.table not in FACTS:
        raise _Unfit(f"{judgment.table} is no table of facts; there are documents, sections, {', '.join(FACTS)}")
    rows = getattr(paper.facts, judgment.table)
    place = _find(rows, [row.id for row in rows], judgment)
    row = rows[place]
    if judgment.withdrawn:
        correction = _correction(judgment, row.id, row.source.quote, None)
        return replace(paper, facts=without_row(paper.facts, judgment.table, row.id)), correction
    made, correction = _with_value(row, row.id, [name for name in row.__struct_fields__ if name not in FIXED], judgment)
    facts = replace(paper.facts, **{judgment.table: [*rows[:place], made, *rows[place + 1 :]]})
    return replace(paper, facts=facts), correction


def _cleared(paper: Paper, judgment: Judgment) -> tuple[Paper, Correction]:
    """The paper once a person has looked at a finding and cleared it. The finding stays, and the correction says who cleared it and why."""
    known = list(known_findings(paper))
    key, finding = known[_find([finding for _, finding in known], [name for name, _ in known], judgment)]
    if finding.code not in CLEARABLE:
        raise _Unfit(f"a finding {finding.code} keeps nothing in the house, so there is nothing to clear")
    if judgment.read is not msgspec.UNSET and finding.message != judgment.read:
        raise _Unfit(f"the finding now says '{finding.message}', no longer '{as_text(judgment.read)}'")
    return with_cleared(paper, finding), _correction(judgment, key, None, judgment.by)


def _find(rows: Sequence[Any], ids: Sequence[str], judgment: Judgment) -> int:
    """The place of the row that a judgment is about: by its id, or the only one that has the words."""
    if judgment.row is None:
        raise _Unfit("it does not say which row it is about")
    if judgment.row in ids:
        return ids.index(judgment.row)
    wanted = f" {' '.join(words_of(judgment.row))} "
    found = [
        place
        for place, row in enumerate(rows)
        if wanted.strip() and judgment.page in (None, _page(row)) and any(wanted in text for text in _texts(row))
    ]
    if len(found) != 1:
        raise _Unfit(
            f"{len(found) or 'no'} rows of {judgment.table} have the words '{judgment.row}'; name one by its id, or by its page too"
        )
    return found[0]


def _page(row: Any) -> int:
    if isinstance(row, Finding):
        return row.page or 0
    return int(row.source.page if hasattr(row, "source") else row.page_start)


def _texts(row: Any) -> list[str]:
    values = [getattr(row, name) for name in row.__struct_fields__ if name != "id"]
    printed = [value for value in values if isinstance(value, str)]
    if hasattr(row, "source"):
        printed.append(row.source.quote)
    return [f" {' '.join(words_of(value))} " for value in printed]


def _with_value(row: Any, row_id: str, names: Sequence[str], judgment: Judgment) -> tuple[Any, Correction]:
    """The row with the judgment's value, and the correction. The value must be one that the field can have."""
    name = judgment.field or ""
    if judgment.withdrawn:
        raise _Unfit("only a row of facts can be withdrawn")
    if name not in names:
        raise _Unfit(f"{judgment.table} has no field '{name}' that can be put right; there are {', '.join(names)}")
    before = getattr(row, name)
    if judgment.read is not msgspec.UNSET and as_text(msgspec.to_builtins(before)) != as_text(judgment.read):
        raise _Unfit(f"the machine now reads '{as_text(msgspec.to_builtins(before))}' there, no longer '{as_text(judgment.read)}'")
    if as_text(msgspec.to_builtins(before)) == as_text(judgment.value):
        raise _Unfit("the machine now reads that value by itself")
    made = _converted(row, name, judgment.value)
    return made, _correction(judgment, row_id, as_text(msgspec.to_builtins(before)), as_text(judgment.value))


def _converted(row: Any, name: str, value: Any) -> Any:
    values = [value, str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else [value]
    for each in values:  # a number may be meant as text: reference 17
        try:
            return msgspec.convert({**msgspec.to_builtins(row), name: each}, type(row))
        except msgspec.ValidationError as error:
            why = str(error)
    raise _Unfit(f"{name} cannot be '{as_text(value)}' ({why})")


def _correction(judgment: Judgment, row_id: str, before: str | None, after: str | None) -> Correction:
    return Correction(
        table_name=judgment.table or "",
        row_id=row_id,
        field=CLEARED if judgment.cleared else judgment.field or WHOLE_ROW,
        machine_value=before,
        value=after,
        reason=judgment.reason.strip(),
    )


def without_row(facts: Facts, table: str, row_id: str) -> Facts:
    """The facts without a row; what pointed to it points to nothing, and a resolution takes its votes along."""
    kept: dict[str, list[Record]] = {table: [row for row in getattr(facts, table) if row.id != row_id]}
    pointer = POINTERS.get(table)
    for name in FACTS:
        rows = kept.get(name, getattr(facts, name))
        if pointer and rows and pointer in rows[0].__struct_fields__:
            if pointer == "resolution_id":
                kept[name] = [row for row in rows if row.resolution_id != row_id]
            else:
                kept[name] = [replace(row, **{pointer: None}) if getattr(row, pointer) == row_id else row for row in rows]
    return replace(facts, **kept)


def as_text(value: Any) -> str | None:
    """A value as the corrections show it: text as it is, lists and numbers as JSON, None for none."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
