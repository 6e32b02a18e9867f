"""What the papers share, as rows: officers, leads, threads, links between papers, corrections, and columns that point across papers."""

from __future__ import annotations

from collections import Counter

from pipeline.edges.schemas import LinkRows, Row
from pipeline.link.findings import finding_id
from pipeline.load.text import line, lines
from pipeline.records import ActionThread, Correction, Finding, Links


def link_rows(links: Links) -> LinkRows:
    """The rows and columns that the links between all papers give; the same for papers in any order."""
    return LinkRows(
        tables={
            "officers": sorted((o.id, line(o.council), line(o.name), line(o.post), o.kind) for o in links.officers),
            "action_leads": [
                (f"{action}-leads-{place}", action, officer, place)
                for action, officers in sorted(links.leads_of_action.items())
                for place, officer in enumerate(dict.fromkeys(officers), start=1)
            ],
            "action_threads": [_thread(thread) for thread in sorted(links.threads, key=lambda thread: thread.id)],
            "document_links": [(f"{a}-{kind}-{b}", a, b, kind) for a, b, kind in sorted(set(links.document_links))],
            "corrections": sorted(map(_correction, links.corrections)),
            "findings": _findings(links),
        },
        columns={
            "canonical": links.canonical,
            "thread_of": links.thread_of,
            "agenda_item_of": links.agenda_item_of,
            "report_of": links.report_of,
            "follows": links.follows,
            "officer_of_mention": links.officer_of_mention,
        },
    )


def _thread(thread: ActionThread) -> Row:
    return (
        thread.id, line(thread.council), line(thread.title), thread.first_document_id, thread.last_document_id, thread.first_due_end,
        thread.current_due_end, thread.slips, thread.status, thread.state, thread.last_seen_on,
    )  # fmt: skip


def _correction(made: Correction) -> Row:
    return (
        f"{made.row_id}-{made.field}", made.table_name, made.row_id, made.field, lines(made.machine_value), lines(made.value),
        lines(made.reason),
    )  # fmt: skip


def finding_row(document_id: str | None, finding: Finding, stage: str, seen: Counter[str]) -> Row:
    """A finding as a row of `findings`; `seen` counts those that were given an id."""
    key = finding_id(document_id, finding, seen, "findings-link" if stage == "link" else "findings")
    return (
        key, document_id, finding.page, finding.code, finding.severity, line(finding.message), line(finding.quote),
        finding.table_name, finding.row_id, stage,
    )  # fmt: skip


def _findings(links: Links) -> list[Row]:
    seen: Counter[str] = Counter()
    distinct = sorted(set(links.findings), key=lambda pair: (pair[0], _order(pair[1])))
    return [finding_row(document or None, finding, "link", seen) for document, finding in distinct]


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return finding.page or 0, finding.code, finding.message, finding.quote or ""
