"""The databases of councils of our own making, each an output folder as an ingest would leave it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from made_papers import action, meeting, paper, resolution

from pipeline.edges.database import Database
from pipeline.link import link
from pipeline.load import link_rows, rows_of
from pipeline.operations.publishing import publish_database
from pipeline.records import Page, Paper

NORTHMERE = "Northmere Borough Council"
EASTLEY = "Eastley Town Council"
JOINT = "Joint waste minutes"


def council_papers(council: str, name: str, promises: Sequence[str] = ("Mend the quay wall",), due: str = "2025-03") -> list[Paper]:
    """A plan with promises, and minutes that report on them after their date and hold a decision."""
    plan = paper(
        f"{name} plan", kind="plan", title=f"Plan of {name}", day="2025-01-10", council=council, text=f"Plan of {name}",
        actions=[action(words, due, lead="Harbour Master") for words in promises],
    )  # fmt: skip
    minutes = paper(
        f"{name} minutes", kind="minutes", title=f"Minutes of {name}", day="2025-06-12", council=council,
        text=f"RESOLVED that the ferry of {name} run on Sundays", meetings=[meeting("Harbour Committee", "2025-06-12")],
        actions=[action(words, due, lead="Harbour Master", status="amber") for words in promises],
        resolutions=[resolution(f"the ferry of {name} run on Sundays", "HC/1")],
    )  # fmt: skip
    return [plan, minutes]


def joint_paper(council: str) -> Paper:
    """Minutes of a body that two councils have together: the same file in both."""
    return paper(
        JOINT, kind="minutes", title="Joint waste minutes", day="2025-07-01", council=council, text="RESOLVED that skips be shared",
        meetings=[meeting("Joint Waste Board", "2025-07-01")], resolutions=[resolution("skips be shared", "JW/1")],
        actions=[action("Share the skips", "2025-08")],
    )  # fmt: skip


def put_council(out: Path, papers: Sequence[Paper], public: bool = False) -> Path:
    """The output folder `out` with the database of these papers and no others; with `public`, its public copy too."""
    links = link(list(papers))
    held = {each.document_id for each in papers}
    with Database.open(out / "minutebook.db") as database:
        for gone in set(database.stamps()) - held:
            database.remove_document(gone)
        for each in papers:
            words = [section.title or "" for section in each.division.sections] if each.division else []
            pages = [Page(number=number, width=595, height=842, text=text) for number, text in enumerate(words, start=1)]
            database.replace_document(each.document_id, rows_of(each, pages, links))
        database.replace_links(link_rows(links))
    if public:
        publish_database(out, accept_fewer=True)
    return out
