"""Stage 5, link: what the facts of all documents say about each other. It sees facts, never PDFs, and redoes what changed."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.meetings import link_meetings
from pipeline.link.officers import link_officers
from pipeline.link.threads import link_threads
from pipeline.records import Links, Paper

VERSION = 1


def link(papers: Sequence[Paper]) -> Links:
    """The officers, the rows that the registers count, and the relations of all papers; the order of the papers does not matter."""
    papers = sorted(papers, key=lambda paper: paper.document_id)
    people = link_officers(papers)
    business = link_meetings(papers)
    followed = link_threads(papers)
    return Links(
        officers=people.officers,
        officer_of_mention=people.officer_of_mention,
        leads_of_action=people.leads_of_action,
        canonical={**business.canonical, **followed.canonical},
        agenda_item_of=business.agenda_item_of,
        report_of=business.report_of,
        threads=followed.threads,
        thread_of=followed.thread_of,
        document_links=business.document_links,
        findings=people.findings,
    )
