"""The steps of linking, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.corrections import Corrected
from pipeline.link.counting import count_once
from pipeline.link.documents import days_by_copies, document_findings, link_documents, link_plans, same_text
from pipeline.link.faces import face_of
from pipeline.link.meetings import link_meetings
from pipeline.link.officers import link_officers
from pipeline.link.threads import link_threads
from pipeline.records import Links, Paper


def link_across(papers: Sequence[Paper], judged: Corrected) -> Links:
    """All links of papers in any order, in which people's judgments have been applied."""
    papers = sorted(papers, key=lambda paper: paper.document_id)
    people = link_officers(papers, judged.officers)
    business = link_meetings(papers)
    faces = [face_of(paper) for paper in papers]
    related = link_documents(faces, business.document_links)
    same = same_text(faces, related)
    followed = link_threads(papers, count_once(papers, same, {}), days_by_copies(faces, same))
    related = sorted({*related, *link_plans(faces, followed.thread_of)})
    return Links(
        officers=people.officers,
        officer_of_mention=people.officer_of_mention,
        leads_of_action=people.leads_of_action,
        canonical=count_once(papers, related, {**business.canonical, **followed.canonical}),
        agenda_item_of=business.agenda_item_of,
        report_of=business.report_of,
        follows=business.follows,
        threads=followed.threads,
        thread_of=followed.thread_of,
        document_links=related,
        corrections=judged.corrections,
        findings=[*judged.findings, *people.findings, *document_findings(faces, related)],
    )
