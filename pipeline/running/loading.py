"""Bringing what the stages have left of a corpus's papers into its database: linked with each other, then loaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec.structs import replace

from pipeline import __version__
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.whole_files import remove, write_checked
from pipeline.errors import Damaged, DamagedDatabase, MinutebookError
from pipeline.link.corrections import Corrected, correct, names_of
from pipeline.link.series import UNKNOWN, council_key
from pipeline.load.text import line
from pipeline.records import Finding, Judgment, Links, LoadedPage, Paper, PaperFile
from pipeline.running.awake import Awake
from pipeline.running.beside import papers_beside
from pipeline.running.papers import council_of, division_of, paper_of
from pipeline.running.plan import Stages, load_stamp
from pipeline.running.state import DATABASE, STATE, State, marks_of, state_of
from pipeline.running.work import fingerprint, function
from pipeline.withdraw import Withdrawn, said_discreetly, tombstone, withdrawal_rows

if TYPE_CHECKING:
    from pipeline.edges.councils import Council
    from pipeline.edges.database import Database

HELD_BYTES = 1 << 20
"""How long the files with the facts of a council's papers may be for them to be held whole: some 200 pages' facts."""
_OF_EARLIER_VERSIONS = Path("link", "links.json")


class Told(Protocol):
    """Somebody who is told how many documents are brought into the database."""

    def loading(self, documents: int) -> None:
        """So many documents are brought into the database."""


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents were loaded, taken out, and left because their stages are not through; and failures of the program that left a
    document, or the links, out. With `untouched` the database was what it should be already, and nobody looked further."""

    loaded: int = 0
    removed: int = 0
    left: int = 0
    troubles: list[str] = []
    untouched: bool = False


class Loading:
    """The documents of the corpus `folder` that are `awake`, with what people have put right and withdrawn, on their way into the database
    of `out`. Those at rest are in it as they are."""

    def __init__(
        self,
        folder: Path,
        out: Path,
        stages: Stages,
        files: StageFiles,
        awake: Awake,
        hand: list[Judgment],
        withdrawn: Withdrawn,
    ) -> None:
        self.folder = folder
        self.out = out
        self.database = out / DATABASE
        self.stages = stages
        self.files = files
        self.awake = awake
        self.ledger = awake.ledger
        self.hand = hand
        self.withdrawn = withdrawn

    @property
    def documents(self) -> dict[str, list[PaperFile]]:
        """The documents that are not at rest, with their files."""
        return self.awake.documents

    def bring_in(self, told: Told, unfinished: list[str], dropped: Iterable[str], idle: bool, begun: str) -> Loaded:
        """Make the database what the stage files say, unless it is so already (then others, such as `evaluate`, may have written to it).

        `unfinished` is what went wrong with the work on some documents, `dropped` the documents that may have files of stages and are not
        there any more; with `idle` there was no work. Raises Damaged when a stage's file is not as it was written, DamagedDatabase when the
        database is not.
        """
        state, marks = state_of(self.out), marks_of(self.database)
        if state is None or state.marks != marks:  # a database that was set aside meanwhile, or exchanged, has nothing of what is at rest
            self.awake.wake_all()
        stamps = self._stamps()
        left = sum(stamp is None for stamp in stamps.values())
        made_from = self._made_from(stamps)
        if idle and state == State(made_from, marks):
            return Loaded(untouched=True)
        from pipeline.edges.database import Database

        judged = self._judged()
        councils = self._councils(stamps, judged)
        while self.awake.wake((), councils):  # a council that has something new is linked from all its papers
            stamps = self._stamps()
            councils = self._councils(stamps, judged)
        remove(self.out / STATE)
        if (self.out / _OF_EARLIER_VERSIONS).exists():  # it has words of papers, and nobody keeps it up to date any more
            remove(self.out / _OF_EARLIER_VERSIONS)
        for name in self.withdrawn.papers:
            for stage in self.stages.names:
                self.files.remove(stage, name)
        beside = papers_beside(self.out, councils, lambda name: division_of(self.files, self.documents[name]))
        with Database.open(self.database, self.folder) as database:
            if (state is None or state.marks != marks) and not database.is_whole():
                raise DamagedDatabase(f"{self.database} is damaged.")
            before, linked = self._before(database)
            changed = {name for name, stamp in stamps.items() if stamp and stamp != before.get(name)}
            told.loading(len(changed))
            gone = [] if left else sorted(before.keys() - self.documents.keys() - self.withdrawn.papers.keys())
            for name in gone:
                database.remove_document(name)
            withdrawn = self._take_out(database, before)
            troubles = list(unfinished)
            in_order = sorted({*councils, *linked}, key=lambda key: (key == UNKNOWN, key))  # those of no council look at the others
            losing = self._losing(database, councils, changed & before.keys())
            with database.together():
                for key in (*in_order, *(key for key in in_order if key in losing)):
                    near = beside if key == UNKNOWN else []
                    troubles += self._bring_in_council(
                        database, key, councils.get(key, {}), changed, judged, linked.get(key), near, key in losing
                    )
                    if key in losing:  # once more, and for good, when what it has lost is where it belongs
                        losing.remove(key)
                        linked.pop(key, None)
            if changed or gone or state is None or state.fingerprint != made_from:
                self._judge(database, judged)
                database.see_files(self.awake.paths, self.awake.folders if self.ledger.at_rest else None)
                self._forget(database, withdrawn)
                database.record_run(begun, now(), __version__)
        if not left:
            self._sweep({*gone, *dropped} - self.documents.keys(), everywhere=state is None)
        settled = self.ledger.settled(self.documents)
        for key, names in councils.items():
            for name in names:
                if name not in settled and (stamp := stamps[name]):
                    self.ledger.settle(self.documents[name], stamp, key)
        self._keep(stamps, councils)
        if not left and not troubles:
            write_checked(self.out / STATE, State(made_from, marks_of(self.database)))
        return Loaded(loaded=len(changed), removed=len(gone), left=left, troubles=troubles)

    def keep(self) -> None:
        """Keep for the next run what is known of the documents, where there was nothing to be done."""
        stamps = self._stamps()
        self._keep(stamps, self._councils(stamps, self._judged()))

    def _keep(self, stamps: dict[str, str | None], councils: dict[str, dict[str, str]]) -> None:
        council_of = {name: key for key, names in councils.items() for name in names}
        digests = self.ledger.stamps(stamps, self.documents)
        self.ledger.write(self.documents, council_of, digests, self.awake.marks, self.awake.found.set_aside, self.withdrawn.papers)

    def _made_from(self, stamps: dict[str, str | None]) -> str:
        """A digest of all that the database is made from, given that of the documents which are awake."""
        digests = sorted(self.ledger.stamps(stamps, self.documents).items())
        return fingerprint(self.stages.load_version, self.stages.link.version, digests, self.hand, self.withdrawn.all)

    def _before(self, database: Database) -> tuple[dict[str, str], dict[str, Council]]:
        """What the database has of what is awake: the stamp of each document, and what was linked of each council."""
        linked = database.councils()
        if not self.ledger.at_rest:
            return database.stamps(), linked
        resting = {key for folder in self.ledger.at_rest.values() for key in folder.councils}
        names = {*self.ledger.former, *self.documents, *self.withdrawn.papers}
        return database.stamps(names), {key: council for key, council in linked.items() if key not in resting}

    def changed(self, loaded: dict[str, str]) -> set[str]:
        """The documents whose rows are not made from what they would be made from now; `loaded` are the stamps of the database."""
        return {name for name, stamp in self._stamps().items() if loaded.get(name) != stamp}

    def _stamps(self) -> dict[str, str | None]:
        """What each document's rows are made from now, in the order of the documents' ids; None where its stages are not through."""
        settled = self.ledger.settled(self.documents)
        return {
            name: settled[name].stamp
            if name in settled
            else load_stamp(self.stages, self.files, papers, self.hand, self.withdrawn.parts.get(name, []))
            for name, papers in self.documents.items()
        }

    def _take_out(self, database: Database, before: dict[str, str]) -> bool:
        """Leave of every withdrawn paper only that there was one; whether something was withdrawn that the database did not know of."""
        from pipeline.load import rows_of

        for name, withdrawal in self.withdrawn.papers.items():
            stamp = fingerprint(self.stages.load_version, withdrawal.at)
            if before.get(name) != stamp:
                database.remove_document(name, forget_files=True)
                database.replace_document(name, rows_of(tombstone(withdrawal), (), Links()), stamp)
        known = {row["id"] for row in database.rows("select id from withdrawals")}
        return any((each.row or each.document_id) not in known for each in self.withdrawn.all)

    def _forget(self, database: Database, newly: bool) -> None:
        """When something was newly withdrawn, leave no byte of it in the file. That is written down last, so that a break redoes it."""
        if newly:
            database.forget_names()
            database.compact()
        database.replace_table("withdrawals", withdrawal_rows(self.withdrawn.all))

    def _sweep(self, gone: set[str], everywhere: bool) -> None:
        """Leave no files of documents that are gone; after a run that was broken off these may be others than are known."""
        if everywhere:
            self.files.sweep(self.stages.names, set(self.documents))
        for name in sorted(gone):
            for stage in self.stages.names:
                self.files.remove(stage, name)

    # --- council by council -------------------------------------------------------------------------------------------

    def _judged(self) -> Corrected:
        """The papers that people have put something right in, put right; what no longer fits; and which officers they say are one."""
        each = (self._paper(name) for name in sorted(judged_of(self.documents, self.hand)))
        return said_discreetly(correct([paper for paper in each if paper], self.hand), self.withdrawn)

    def _councils(self, stamps: dict[str, str | None], judged: Corrected) -> dict[str, dict[str, str]]:
        """The finished documents of each council, each with a digest of what its facts are made from; papers of no known council are one.

        A document that is left as it was before its work was broken off is linked as it was.
        """
        put_right = {paper.document_id: paper.division.council for paper in judged.papers}
        councils: dict[str, dict[str, str]] = {council_key(each.council): {} for each in judged.officers}
        settled = self.ledger.settled(self.documents)
        for name, stamp in stamps.items():  # in the order of their ids
            if name in settled:
                key = settled[name].council
            else:
                if stamp is None:
                    if self._paper(name) is None:
                        continue
                    stamp = f"left {self.files.fingerprint('extract', name)}"
                key = council_key(put_right[name] if name in put_right else council_of(self.files, self.documents[name]))
            if key not in councils:
                councils[key] = {}
            councils[key][name] = stamp or ""
        return councils

    def _bring_in_council(
        self,
        database: Database,
        key: str,
        documents: dict[str, str],
        changed: set[str],
        judged: Corrected,
        linked: Council | None,
        beside: list[str],
        again: bool,
    ) -> list[str]:
        """Link the papers of a council with each other and load those that have changed, unless all is as it was; what went wrong.

        When it is to be done `again`, it is not on record that it was done. Those of no known council are also linked with papers `beside`
        them, of councils, which were brought in before.
        """
        from pipeline.edges.councils import Council
        from pipeline.link.across import as_counted
        from pipeline.load import link_rows

        officers = [each for each in judged.officers if council_key(each.council) == key]
        counted = database.rows_counted(beside) if beside else ({}, {})
        stamp = fingerprint(self.stages.link.version, list(documents.items()), officers, *([beside, *counted] if beside else []))
        to_load = [name for name in documents if name in changed]
        if linked and linked.stamp == stamp and not to_load:
            return []
        put_right = {paper.document_id: paper for paper in judged.papers}
        at_once = len(to_load) == len(documents) and self._are_small(to_load)
        papers = [put_right.get(name) or self._there(name, across=not at_once) for name in documents]
        others = [put_right.get(name) or self._there(name, across=True) for name in beside]
        whole = {paper.document_id: paper for paper in papers} if at_once else put_right
        findings = [(name, finding) for name, finding in judged.findings if name in documents]
        links, troubles = self._links(papers, Corrected(papers, [], officers, findings), others)
        names = sorted({line(paper.division.council) for paper in papers}, key=str)
        del papers, others  # what was held of all of them is not needed any more
        for name in to_load:
            troubles += self._load(database, whole.get(name) or self._there(name), links or Links(), documents[name])
        if links is None:
            database.fill_registers()
            return troubles
        doubts = [finding for name, finding in links.findings if not name]
        links = replace(as_counted(links, *counted), findings=[(name, finding) for name, finding in links.findings if name])
        database.replace_council(key, Council(stamp="" if again else stamp, names=names, doubts=doubts), documents, link_rows(links))
        return troubles

    def _are_small(self, names: Iterable[str]) -> bool:
        """Whether these documents are so small that all their facts can be held: then they are read once, to be linked and loaded."""
        size = 0
        for name in names:
            size += sum(length for length, _ in self.files.marks(self.stages.names[-1:], name))
            if size > HELD_BYTES:
                return False
        return True

    def _losing(self, database: Database, councils: dict[str, dict[str, str]], changed: set[str]) -> set[str]:
        """The councils in the database that documents are no longer of: while these are not loaded, they are counted there."""
        now_of = {name: key for key, names in councils.items() for name in names if name in changed}
        return {key for name, council in database.councils_of(changed).items() if (key := council_key(council)) != now_of.get(name)}

    def _paper(self, name: str, across: bool = False) -> Paper | None:
        return paper_of(self.files, self.documents[name], across)

    def _there(self, name: str, across: bool = False) -> Paper:
        """A finished document. Raises Damaged when a file of its stages has gone."""
        try:
            paper = self._paper(name, across)
        except FileNotFoundError as error:
            raise Damaged(str(error.filename)) from error
        if paper is None:
            raise Damaged(str(self.files.path(self.stages.names[0], name)))
        return paper

    def _links(self, papers: list[Paper], judged: Corrected, beside: list[Paper]) -> tuple[Links | None, list[str]]:
        """The links between papers, and with those beside them; None, and why, when that fails."""
        try:
            return function(self.stages.link.function)(papers, judged, beside), []
        except Exception:
            return None, [f"The papers could not be linked with each other:\n{format_exc()}"]

    def _judge(self, database: Database, judged: Corrected) -> None:
        """Bring in what belongs to no council: what people have put right, and what of that no longer fits any paper."""
        from pipeline.load import link_rows

        doubts: list[tuple[str, Finding]] = [(name, finding) for name, finding in judged.findings if not name]
        doubts += [("", finding) for council in database.councils().values() for finding in council.doubts]
        rows = link_rows(Links(corrections=judged.corrections, findings=doubts))
        database.replace_judged(rows.tables["corrections"], rows.tables["findings"])

    def _load(self, database: Database, paper: Paper, links: Links, stamp: str) -> list[str]:
        """Bring one document into the database; what went wrong, if anything did: then the others are loaded all the same."""
        from pipeline.load import rows_of

        try:
            pages = self.files.pages(paper.document_id, LoadedPage)
            database.replace_document(paper.document_id, rows_of(paper, pages, links), stamp)
        except MinutebookError:
            raise
        except Exception:
            return [f"{paper.files[0].path} could not be brought into the database:\n{format_exc()}"]
        return []


def judged_of(documents: dict[str, list[PaperFile]], hand: list[Judgment]) -> set[str]:
    """The documents that people have put something right in."""
    told = {judgment.document for judgment in hand}
    return {name for name, files in documents.items() if not told.isdisjoint(names_of(files, name))} if told else set()


def now() -> str:
    """The time now in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
