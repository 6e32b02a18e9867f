"""A database of any size, of rows that no council ever wrote: what `bench/site.py` asks its questions of.

The rows have the sizes and the spread of real ones: words by Zipf's law, some councils with most of the papers, actions that are followed
over papers, decisions that are routine. The same numbers give the same rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from made_words import Vocabulary

from pipeline.edges.database import Database
from pipeline.edges.schemas import LinkRows, Row, Rows, tables

PAGES = 10
ACTIONS = 50
RESOLUTIONS = 15
COMMITTEES = (
    "Cabinet",
    "Council",
    "Planning Committee",
    "Licensing Panel",
    "Audit Committee",
    "Scrutiny Board",
    "Parks Sub-Committee",
    "Pensions Board",
)
STATUSES = ("in-progress", "complete", "not-started", "deferred", None)
ROUTINE = "That the minutes of the last meeting be approved as a correct record."
BOX = "[72.0, 100.0, 500.0, 140.0]"
LAST = date(2026, 9, 1)


class Maker:
    """Rows of so many documents, made one after the other from one seed."""

    def __init__(self, documents: int, councils: int) -> None:
        self.chance = random.Random(documents)
        self.documents = documents
        self.vocabulary = Vocabulary(self.chance)
        words = self.vocabulary.words
        self.councils = [f"{words[place].title()} District Council" for place in range(100, 100 + councils)]
        self.people = [f"{words[place].title()} {words[place + 1].title()}" for place in range(1000, 3000, 2)]
        self.officers = [
            f"{council} {post}"
            for council in self.councils
            for post in ("Clerk", "Head of Streets", "Director of Place", "Chief Executive")
        ]
        self.threads: dict[str, list[Any]] = {}
        self.leads: list[Row] = []

    def text(self, least: int, most: int) -> str:
        return self.vocabulary.sentence(self.chance, least, most)

    def document(self, number: int) -> tuple[str, Rows]:
        """The rows of one document: the minutes of a meeting, with its actions."""
        chance = self.chance
        key = f"{number:016x}"
        council = self.councils[min(int(chance.expovariate(0.15)), len(self.councils) - 1)]
        committee = COMMITTEES[number % len(COMMITTEES)]
        day = LAST - timedelta(days=(self.documents - number) * 3600 // self.documents)
        meeting = f"{key}-meetings-p1-1"
        title = f"Minutes of the {committee}, {day:%d %B %Y}"
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name, table in tables().items() if table.rows_of == "document"}
        path = f"{council}/{day.isoformat()}/{number}.pdf"
        rows["documents"].append(
            {"id": key, "council": council, "filename": f"{number}.pdf", "path": path, "sha256": key * 4, "bytes": 100_000, "title": title}
            | {"kind": "minutes", "published_on": day.isoformat(), "pages": PAGES, "pages_ocr": 0, "status": "ok"}
        )
        rows["files"].append({"id": path, "path": path, "document_id": key, "filename": f"{number}.pdf", "bytes": 100_000, "gone": 0})
        rows["pages"] += [
            {"id": f"{key}-pages-{page}", "document_id": key, "number": page, "text": self.text(150, 400), "text_source": "native"}
            for page in range(1, PAGES + 1)
        ]
        place = {"document_id": key, "page": 1, "bbox": BOX}
        rows["meetings"].append(
            place
            | {"id": meeting, "role": "recorded", "council": council, "committee": committee, "date": day.isoformat(), "quote": title}
            | {"canonical_id": meeting}
        )
        for ordinal, name in enumerate(chance.sample(self.people, 12)):
            rows["attendance"].append(
                place
                | {"id": f"{key}-attendance-p1-{ordinal}", "meeting_id": meeting, "name": name, "capacity": "member", "quote": name}
                | {"status": "apologies" if ordinal > 9 else "present"}
            )
        for ordinal in range(1, RESOLUTIONS + 1):
            self._resolution(rows, place, meeting, number, ordinal)
        for ordinal in range(1, ACTIONS + 1):
            self._action(rows, place, meeting, council, number, ordinal, day)
        return key, {name: [tuple(row.get(column) for column in tables()[name].given) for row in made] for name, made in rows.items()}

    def _resolution(self, rows: dict[str, list[dict[str, Any]]], place: dict[str, Any], meeting: str, number: int, ordinal: int) -> None:
        key, page = place["document_id"], 1 + ordinal % PAGES
        minute, row = f"{key}-minutes-p{page}-{ordinal}", f"{key}-resolutions-p{page}-{ordinal}"
        text = ROUTINE if ordinal == 1 else "That " + self.text(12, 60)
        mover, seconder = self.chance.sample(self.people, 2)
        reference = f"{number % 90}/{ordinal}"
        held = place | {"meeting_id": meeting, "reference": reference, "ordinal": ordinal, "page": page, "quote": text}
        rows["minutes"].append(
            held | {"id": minute, "title": self.text(2, 6), "text": text + " " + self.text(20, 60), "confirmed": "draft"}
        )
        rows["resolutions"].append(
            held
            | {"id": row, "minute_id": minute, "verb": "resolved", "text": text, "mover": mover, "seconder": seconder}
            | {"outcome": "carried", "kind": "decision", "canonical_id": row}
        )

    def _action(
        self, rows: dict[str, list[dict[str, Any]]], place: dict[str, Any], meeting: str, council: str, number: int, ordinal: int, day: date
    ) -> None:
        chance, key, page = self.chance, place["document_id"], 1 + ordinal % PAGES
        row = f"{key}-actions-p{page}-{ordinal}"
        due = day + timedelta(days=chance.randint(-60, 700)) if chance.random() < 0.8 else None
        status = chance.choice(STATUSES)
        thread = f"{council.split()[0].lower()}-{(number // 160) % 40}-{ordinal}" if ordinal % 2 else None
        officer = f"{council} {chance.choice(('Clerk', 'Head of Streets', 'Director of Place', 'Chief Executive'))}"
        text = self.text(6, 25)
        rows["actions"].append(
            place
            | {"id": row, "meeting_id": meeting, "origin": "table", "action": text, "theme": self.text(2, 5), "page": page, "quote": text}
            | {"due_text": f"{due:%B %Y}" if due else None, "due_end": due and due.isoformat(), "due_start": due and due.isoformat()}
            | {"due_precision": "month" if due else None, "leads_text": officer.rpartition("Council ")[2], "status": status}
            | {"status_text": status, "reported_on": day.isoformat(), "thread_id": thread, "canonical_id": row}
        )
        self.leads.append((f"{row}-leads-1", row, officer, 1))
        if thread:
            known = self.threads.setdefault(thread, [thread, council, text, key, key, None, None, 0, None, "open", None])
            known[4], known[8], known[10] = key, status, day.isoformat()
            if due:
                known[7] += int(known[6] is not None and due.isoformat() > known[6])
                known[5], known[6] = known[5] or due.isoformat(), due.isoformat()

    def links(self) -> LinkRows:
        """What the documents made so far share."""
        officers = [
            (name, name.rpartition("Council ")[0] + "Council", None, name.rpartition("Council ")[2], "officer") for name in self.officers
        ]
        shared = {"officers": sorted(officers), "action_leads": self.leads, "action_threads": [tuple(row) for row in self.threads.values()]}
        return LinkRows({name: shared.get(name, []) for name, table in tables().items() if table.rows_of == "links"} | {"findings": []}, {})


def fill(path: Path, actions: int) -> Iterator[int]:
    """Make a database of about so many actions; gives the number of documents put in so far, now and then."""
    documents = max(1, actions // ACTIONS)
    maker = Maker(documents, councils=40)
    with Database.open(path) as database:
        for number in range(1, documents + 1):
            key, rows = maker.document(number)
            database.replace_document(key, rows, "made", "2026-09-01T00:00:00Z")
            if number % 500 == 0:
                yield number
        database.replace_links(maker.links(), "2026-09-01T00:00:00Z")
        yield documents
