"""Withdrawing a paper, a fact or a page: out of the database, out of everything made of it, and out of the public copy."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.edges.backups import being_restored
from pipeline.edges.database import Database, now
from pipeline.edges.locks import only_one
from pipeline.edges.published_papers import PublishedPapers
from pipeline.edges.traces import files_with, leave_no_picture, noted_backups, set_aside_databases, take_away
from pipeline.edges.whole_files import remove_folder
from pipeline.edges.withdrawals import read_withdrawals, write_withdrawals
from pipeline.errors import MinutebookError, UsageError
from pipeline.link.corrections import FACTS
from pipeline.operations.exporting import export_again
from pipeline.operations.publishing import public_database, publish_database
from pipeline.operations.show import find
from pipeline.records import Box, Withdrawal
from pipeline.running.plan import Limits, our_stages
from pipeline.running.run import Run, Watcher, owner
from pipeline.running.state import DATABASE
from pipeline.withdraw import digest_of
from pipeline.withdraw.runs import words_in

_SHORTEST = 24
_MOST = 60
_WORDS = ("quote", "text", "action", "detail", "progress", "next_steps", "measure_of_success", "purpose", "title")


class Withdrew(NamedTuple):
    """What was withdrawn: the entry of the list, the paper's files that still lie in the corpus, other papers that say the same, files that
    still hold its words, and what else is to be known."""

    withdrawal: Withdrawal
    in_corpus: list[str]
    elsewhere: list[str]
    left: list[Path]
    notes: list[str]


def withdraw(out: Path, what: str, reason: str, watcher: Watcher) -> Withdrew:
    """Withdraw what `what` names, as `minutebook show` understands it: a document, a fact of one, or a page. The id of something that is
    withdrawn already does again what a break may have left undone.

    Raises UsageError when it names nothing that can be withdrawn, or the folder of the papers is not there; Busy when an ingest is at work.
    """
    folder = corpus_of(out)
    known = read_withdrawals(folder, out)
    before = next((each for each in known if what in (each.row, each.row or each.document_id)), None)
    with Database.read(out / DATABASE) as database:
        withdrawal = before or _entry(database, what, _given(reason))
        needles = list(passages_of(database, withdrawal))
        elsewhere = list(_elsewhere(database, withdrawal))
        in_corpus = [
            row["path"] for row in database.rows("select path from files where document_id = ? and gone = 0", [withdrawal.document_id])
        ]
    notes = _write(folder, out, known if before else [*known, withdrawal])
    _leave_no_picture(out, withdrawal)
    if before:
        notes.append(f"It was withdrawn on {before.at[:10]} already; what may have been left of it then is taken away now.")
    did = Run(folder, out, our_stages(), watcher, Limits(), 0).ingest(only={withdrawal.document_id})
    notes += [*did.notes, *did.troubles]
    remove_folder(being_restored(out))
    notes += [f"{path} was taken away: it was a damaged database, and had the words." for path in take_away(set_aside_databases(out))]
    notes += [*_publish_again(out), *export_again(out)]
    _leave_no_picture(out, withdrawal)  # nor one that somebody made until now
    notes += [
        f"The backup {place} was made before, and still has its words: delete it. Restoring it would not bring them back."
        for place in noted_backups(out)
    ]
    left = files_with(out, needles)
    return Withdrew(withdrawal, in_corpus if withdrawal.row is None else [], elsewhere, left, notes)


def undo(out: Path, what: str) -> tuple[Withdrawal, list[str]]:
    """The withdrawal that was taken back, by its id or enough of its beginning, and what is to be known. What was withdrawn comes back with
    the next ingest, from the file in the corpus, and into the public copy with the next publishing."""
    folder = corpus_of(out)
    known = read_withdrawals(folder, out)
    found = [each for each in known if (each.row or each.document_id) == what] or [
        each for each in known if (each.row or each.document_id).startswith(what)
    ]
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'No'} withdrawals have an id that begins with {what!r}. See them all: minutebook withdraw --list")
    return found[0], _write(folder, out, [each for each in known if each != found[0]], undone=True)


def corpus_of(out: Path) -> Path:
    """The folder of the papers of an output folder. Raises UsageError when there is no database yet, or the folder is not there."""
    with Database.read(out / DATABASE) as database:
        named = database.rows("select value from settings where name = 'corpus'")
    folder = owner(out) or ((out.resolve() / named[0]["value"]).resolve() if named else None)
    if folder is None:
        raise UsageError(f"{out / DATABASE} does not say which papers it holds. Run `minutebook ingest` first.")
    if not folder.is_dir():
        raise UsageError(f"The folder of the papers, {folder}, is not there. Put it back, and withdraw again.")
    return folder


# --- what is withdrawn ------------------------------------------------------------------------------------------------


def _given(reason: str) -> str:
    if not reason.strip():
        raise UsageError("A withdrawal needs its reason, which only you will see: --reason '...'")
    return reason.strip()


def _entry(database: Database, what: str, reason: str) -> Withdrawal:
    table, row = find(database, what)
    if table.name == "documents":
        if row["status"] == "withdrawn":
            raise UsageError(f"{row['id']} is withdrawn already. See all withdrawals: minutebook withdraw --list")
        return Withdrawal(document_id=row["id"], sha256=row["sha256"], at=now(), reason=reason)
    if table.name not in (*FACTS, "pages"):
        raise UsageError(
            f"{what!r} is a row of {table.name}, which comes from several papers or from none. Withdraw the papers or the facts that it "
            "comes from: minutebook show tells them."
        )
    (sha256,) = database.rows("select sha256 from documents where id = ?", [row["document_id"]])[0]
    page = row["number"] if table.name == "pages" else row["page"]
    salt = secrets.token_hex(16)
    return Withdrawal(
        document_id=row["document_id"],
        sha256=sha256,
        at=now(),
        reason=reason,
        table=table.name,
        row=row["id"],
        page=page,
        page_end=None if table.name in ("pages", "agenda_items") else row["page_end"],
        bbox=_box(row.get("bbox")),
        salt=salt,
        digest=digest_of(row.get("quote") or "", salt),
    )


def _box(value: str | None) -> Box | None:
    if not value:
        return None
    x0, top, x1, bottom = json.loads(value)
    return (x0, top, x1, bottom)


def passages_of(database: Database, withdrawal: Withdrawal) -> Iterator[str]:
    """Words by which the withdrawn passages would be found in a file: long lines that no other paper, or no other page, has."""
    parameters: list[Any] = [withdrawal.document_id]
    if withdrawal.row and withdrawal.table != "pages":
        row: Any = next(iter(database.rows(f'select * from "{withdrawal.table}" where id = ?', [withdrawal.row])), None)
        lines = [] if row is None else [line for name in _WORDS if name in row.keys() and row[name] for line in str(row[name]).split("\n")]  # noqa: SIM118
        others_are = "select text from pages where document_id <> ?"
    else:
        where = "document_id = ?" if withdrawal.row is None else "document_id = ? and number = ?"
        parameters += [withdrawal.page] if withdrawal.row else []
        found = database.rows(f"select text from pages where {where}", parameters)
        lines = [line for page in found for line in (page["text"] or "").split("\n")]
        others_are = f"select text from pages where not ({where})"
    long = sorted({line for line in lines if len(line) >= _SHORTEST and '"' not in line and "\\" not in line}, key=len, reverse=True)
    others = " ".join((page["text"] or "").replace("\n", " ") for page in database.rows(others_are, parameters)) if long else ""
    yield from [line for line in long if line not in others][:_MOST]


def _elsewhere(database: Database, withdrawal: Withdrawal) -> Iterator[str]:
    """Other papers that hold the same: copies and versions of a paper, pages with the words of a fact."""
    if withdrawal.row is None:
        name = withdrawal.document_id
        for row in database.rows("select * from document_links where ? in (from_document_id, to_document_id)", [name]):
            if row["kind"] in ("duplicate-of", "contains", "supersedes"):
                yield row["to_document_id"] if row["from_document_id"] == name else row["from_document_id"]
    elif withdrawal.table != "pages":
        rows = database.rows(f'select quote from "{withdrawal.table}" where id = ?', [withdrawal.row])
        words = words_in(rows[0]["quote"] or "") if rows else []
        if len(words) > 1:
            found = "select id from pages where document_id <> ? and rowid in (select rowid from pages_fts where pages_fts match ?)"
            yield from (row["id"] for row in database.rows(found, [withdrawal.document_id, f'"{" ".join(words)}"']))


# --- what it touches --------------------------------------------------------------------------------------------------


def _write(folder: Path, out: Path, withdrawals: Sequence[Withdrawal], undone: bool = False) -> list[str]:
    with only_one(out):
        unwritten = write_withdrawals(folder, out, list(withdrawals))
    if undone and any(path.is_file() for path in unwritten):
        raise UsageError(f"{unwritten[0]} cannot be written, and still has the withdrawal. Give yourself the right to write it.")
    return [f"{path} could not be written, so the list is kept in {out} only: do not delete it there." for path in unwritten]


def _leave_no_picture(out: Path, withdrawal: Withdrawal) -> None:
    """Take the pictures of what is withdrawn away, here and beside the public copy, and the original that is handed out there."""
    pages = range(withdrawal.page or 0, (withdrawal.page_end or withdrawal.page or 0) + 1)
    leave_no_picture(out, withdrawal.document_id, pages)
    beside = PublishedPapers(public_database(out))
    if beside.folder.is_dir():
        with beside.held():
            beside.forget(withdrawal.document_id, pages)


def _publish_again(out: Path) -> list[str]:
    """Make the public copy anew, if there is one; where it is refused, none is left, for the old one has what was withdrawn."""
    target = public_database(out)
    if not target.is_file():
        return []
    try:
        publish_database(out, accept_fewer=True)
    except MinutebookError as error:
        take_away([target])
        return [
            f"{error}",
            f"The old public copy was taken away, for it holds what was withdrawn. Put that right, then: minutebook publish --out {out}",
        ]
    return ["The public copy was made anew; a public server that is running takes it within seconds."]
