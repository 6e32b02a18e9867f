"""The steps of linking, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from pipeline.link.corrections import Corrected
from pipeline.link.counting import count_once
from pipeline.link.documents import days_by_copies, document_findings, link_documents, link_plans, same_text
from pipeline.link.faces import face_of
from pipeline.link.meetings import link_meetings
from pipeline.link.officers import link_officers
from pipeline.link.threads import link_threads
from pipeline.records import Links, Paper


def link_across(papers: Sequence[Paper], judged: Corrected, beside: Sequence[Paper] = ()) -> Links:
    """All links of papers in any order, in which people's judgments have been applied, and their relations with those `beside` them."""
    papers = sorted(papers, key=lambda paper: paper.document_id)
    both = sorted((*papers, *beside), key=lambda paper: paper.document_id)
    own = {paper.document_id for paper in papers}
    people = link_officers(papers, judged.officers)
    business = link_meetings(papers)
    faces = [face_of(paper) for paper in both]
    related = [link for link in link_documents(faces, business.document_links) if not own.isdisjoint(link[:2])]
    same = same_text(faces, related)
    followed = link_threads(papers, count_once(both, same, {}), days_by_copies(faces, same))
    related = sorted({*related, *link_plans([face for face in faces if face.document_id in own], followed.thread_of)})
    return Links(
        officers=people.officers,
        officer_of_mention=people.officer_of_mention,
        leads_of_action=people.leads_of_action,
        canonical=count_once(both, related, {**business.canonical, **followed.canonical}),
        agenda_item_of=business.agenda_item_of,
        report_of=business.report_of,
        follows=business.follows,
        threads=followed.threads,
        thread_of=followed.thread_of,
        document_links=related,
        corrections=judged.corrections,
        findings=[*judged.findings, *people.findings, *document_findings(faces, related)],
    )


def as_counted(links: Links, canonical: Mapping[str, str], thread_of: Mapping[str, str]) -> Links:
    """Links whose rows that are counted beside are counted as those are: by the row that counts for these, and in their threads."""
    there = {row: counted for row, counted in links.canonical.items() if counted in canonical}
    threads = {row: thread_of[counted] for row, counted in there.items() if counted in thread_of}
    counted = {row: canonical.get(counted, counted) for row, counted in links.canonical.items()}
    return replace(links, canonical=counted, thread_of={**links.thread_of, **threads})
