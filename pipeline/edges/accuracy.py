"""What is measured in a database, and where the figures go: its table `accuracy`, and the published figures of the repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import msgspec

from pipeline.edges.codes import schemas_folder
from pipeline.edges.database import Database
from pipeline.edges.schemas import tables
from pipeline.errors import UsageError
from pipeline.evaluate.extracted import AS_THEY_ARE, extracted
from pipeline.evaluate.page import accuracy_page
from pipeline.evaluate.provenance import Misquote, Quoted, check_quotes
from pipeline.evaluate.published import AccuracyRow
from pipeline.evaluate.records import Extracted, Published, Quotes

FIGURES = Path("docs/accuracy.json")
PAGE = Path("docs/accuracy.md")

OVER_PAGES = "sections"
"""Sections stand over whole sheets, blank ones too: they alone need not quote words."""

_OWN = sorted({*AS_THEY_ARE, "attendance", "declarations", "actions", "officer_mentions", "dates", "votes"} - {"meetings"})
_OF_MEETINGS = ("agenda_items", "attendance", "minutes", "resolutions")
_VERDICTS = {"ok": 0, "partial": 1}


class Provenance(NamedTuple):
    """How well the rows of a whole database stand on their pages: by document, by table, and those that do not."""

    documents: dict[str, Quotes]
    tables: dict[str, Quotes]
    misquotes: list[Misquote]

    @property
    def whole(self) -> Quotes:
        """All rows."""
        return sum(self.tables.values(), Quotes())


def read_extracted(database: Database, files: Iterable[str]) -> tuple[dict[str, Extracted], list[str]]:
    """What the database has of each of the files, and a note for each name that several documents have; the best read is taken."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for row in database.rows("select * from documents order by rowid"):
        document = dict(row)
        documents.setdefault(PurePosixPath(document["filename"] or document["path"] or "").name, []).append(document)
    found, notes = {}, []
    for file in files:
        candidates = documents.get(PurePosixPath(file).name, [])
        if len(candidates) > 1:
            notes.append(f"{len(candidates)} documents are called {file}: the one that was read best is measured.")
        if candidates:
            best = min(candidates, key=lambda one: (_VERDICTS.get(one["status"], len(_VERDICTS)), -(one["pages"] or 0)))
            found[file] = extracted(best, _tables_of(database, best["id"]))
    return found, notes


def read_provenance(database: Database) -> Provenance:
    """How well the rows of all documents stand on their pages; one document is held in memory at a time."""
    documents: dict[str, Quotes] = {}
    by_table: dict[str, Quotes] = {}
    misquotes: list[Misquote] = []
    for document in database.rows("select id, coalesce(filename, path) as file from documents order by rowid"):
        printed = database.rows("select number, text from pages where document_id = ?", [document["id"]])
        pages = {page["number"]: page["text"] or "" for page in printed}
        counts, wrong = check_quotes(document["file"], pages, _quoted(database, document["id"]))
        documents[document["id"]] = sum(counts.values(), Quotes())
        misquotes += wrong
        for name, quotes in counts.items():
            by_table[name] = by_table.get(name, Quotes()) + quotes
    return Provenance(documents, by_table, misquotes)


def write_accuracy(path: Path, rows: Sequence[AccuracyRow], measured_on: str) -> None:
    """Make the table `accuracy` of the database at `path` hold these rows and no others."""
    columns = tables()["accuracy"].given
    values = []
    for row in rows:
        name = "/".join(part for part in (row.task, row.field, row.scope) if part)
        whole = {"id": name, "task": row.task, "field": row.field, "scope": row.scope, "measured_on": measured_on}
        whole.update(msgspec.structs.asdict(row.figure))
        values.append(tuple(whole[column] for column in columns))
    with Database.open(path) as database:
        database.replace_table("accuracy", values)


def read_published(root: Path) -> Published:
    """The figures that the checkout at `root` publishes; no sets when there are none yet. Raises UsageError when they cannot be read."""
    path = root / FIGURES
    if not path.is_file():
        return Published()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Published)
    except msgspec.MsgspecError as error:
        raise UsageError(f"The published figures in {path} cannot be read ({error}). Put the file right, or take it away.") from error


def figures_of_program() -> Published:
    """The figures that came with the program, whether it runs from a checkout or from a package; none where they are missing."""
    folder = schemas_folder()
    path = folder.parent / FIGURES if (folder.parent / FIGURES).is_file() else folder / FIGURES.name
    return msgspec.json.decode(path.read_bytes(), type=Published) if path.is_file() else Published()


def write_published(root: Path, published: Published) -> list[Path]:
    """Write the figures and the page made of them into the checkout at `root`; gives the two paths."""
    data = msgspec.json.format(msgspec.json.encode(published), indent=1)
    for path, text in ((FIGURES, data.decode() + "\n"), (PAGE, accuracy_page(published))):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return [FIGURES, PAGE]


def _tables_of(database: Database, document_id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of one document by table, each in the order in which it was written, with the meetings and officers they point to."""
    mine = {"id": document_id}
    attached = " union ".join(f'select meeting_id from "{name}" where document_id = :id' for name in _OF_MEETINGS)
    leads = "select {} from action_leads where action_id in (select id from actions where document_id = :id)"
    named = f"select officer_id from officer_mentions where document_id = :id union {leads.format('officer_id')}"
    queries = {
        **{name: f'select * from "{name}" where document_id = :id' for name in _OWN},
        "meetings": f"select * from meetings where (document_id = :id or id in ({attached}))",
        "action_leads": leads.format("*"),
        "officers": f"select * from officers where id in ({named})",
    }
    return {name: [dict(row) for row in database.rows(f"{sql} order by rowid", mine)] for name, sql in queries.items()}


def _quoted(database: Database, document_id: str) -> Iterator[Quoted]:
    for name, table in tables().items():
        if table.provenance and name != OVER_PAGES:
            for row in database.rows(f'select id, page, quote, bbox from "{name}" where document_id = ?', [document_id]):
                yield Quoted(name, row["id"], row["page"], row["quote"], row["bbox"])
