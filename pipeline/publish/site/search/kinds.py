"""The kinds of things that a search finds, and where each is in the database."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.publish.site.search.routine import Said


class Kind(NamedTuple):
    """A kind of thing: its table, how its rows are joined to their paper and meeting, and what a search needs to know of a row.

    In all SQL `r` is the row, `d` its document, `m` its meeting and `t` its report, where it has one. `more` is what else a reader
    wants to know: the verb of a decision, the due date of an action. `routine` is the text that tells whether it is routine.
    `of_committee` is true of the rows of the committees in the JSON list `:committees`; `of_person` gives the numbers of the rows that
    are a person's by other tables. `latest` has the rows in the order of their dates by an index. `weight` is how much a match in such
    a row counts beside the same match elsewhere; `counted` has the conditions of the row that counts among equal ones.
    """

    one: str
    many: str
    table: str
    joined: str
    page: str
    date: str
    committee: str
    title: str
    reference: str
    text: str
    more: str
    routine: str
    of_committee: str
    of_person: str | None
    latest: tuple[str, str]
    weight: float
    counted: tuple[str, ...] = ()

    @property
    def searched(self) -> str:
        """The name of the index of its words."""
        return f"{self.table}_fts"

    @property
    def routine_as(self) -> Said:
        """As what the text that tells whether a row is routine is looked at: as the title of a minute, or as the words of a decision."""
        return "minutes" if self.table == "minutes" else "decisions"

    def joined_rows(self, on: str = "") -> str:
        """Its rows with their paper, and their meeting or report; with `on`, looked up in the order in which they are named."""
        rows = f"{self.table} as r on {on} cross join" if on else f"{self.table} as r join"
        return f"{rows} documents as d on d.id = r.document_id {self.joined}"


_MEETING = "left join meetings as m on m.id = r.meeting_id"
_REPORT = "left join reports as t on t.id = r.report_id"
_PAPER_DAY = "coalesce(d.published_on, (select max(date) from meetings where document_id = d.id))"
_MET = "r.meeting_id in (select id from meetings where committee in (select value from json_each(:committees)))"
_PAPER_OF = "d.id in (select document_id from meetings where committee in (select value from json_each(:committees)))"
_NAMED = "(o.name like :name escape '\\' or o.post like :name escape '\\')"
_BY_OFFICER = f"""
from officers as o cross join officer_mentions as n on n.officer_id = o.id
cross join reports as t on t.document_id = n.document_id left join sections as s on s.id = t.section_id
{{rows}} where {_NAMED} and n.page between t.page and coalesce(s.page_end, t.page_end, t.page)
"""

_DUE = """
nullif(coalesce('due “' || replace(r.due_text, char(10), ' ') || '”', '')
  || coalesce(iif(r.due_text is null, '', ', ') || r.status, ''), '')
"""
_VOTED = "select r.rowid from votes as v cross join resolutions as r on r.id = v.resolution_id where v.name like :name escape '\\'"
_LED = f"""
select r.rowid from officers as o cross join action_leads as l on l.officer_id = o.id
cross join actions as r on r.id = l.action_id where {_NAMED}
"""

KINDS = {
    "resolution": Kind(
        one="Resolution",
        many="resolutions",
        table="resolutions",
        joined=_MEETING,
        page="r.page",
        date="coalesce(m.date, d.published_on)",
        committee="m.committee",
        title="(select title from minutes where id = r.minute_id)",
        reference="r.reference || coalesce(' ' || r.label, '')",
        text="r.text",
        more="coalesce(r.verb, r.kind) || coalesce(', ' || r.outcome, '')",
        routine="r.text",
        of_committee=_MET,
        of_person=_VOTED,
        latest=(
            "meetings as m cross join resolutions as r on r.meeting_id = m.id cross join documents as d on d.id = r.document_id",
            "m.date",
        ),
        weight=1.3,
        counted=("r.canonical_id = r.id",),
    ),
    "action": Kind(
        one="Action",
        many="actions",
        table="actions",
        joined=_MEETING,
        page="r.page",
        date="r.reported_on",
        committee="m.committee",
        title="r.action",
        reference="r.reference",
        text="coalesce(r.detail, r.progress, r.theme)",
        more=_DUE.strip(),
        routine="null",
        of_committee=_MET,
        of_person=_LED,
        latest=(
            "actions as r cross join documents as d on d.id = r.document_id left join meetings as m on m.id = r.meeting_id",
            "r.reported_on",
        ),
        weight=1.2,
        counted=("r.canonical_id = r.id",),
    ),
    "minute": Kind(
        one="Minute",
        many="minutes",
        table="minutes",
        joined=_MEETING,
        page="r.page",
        date="coalesce(m.date, d.published_on)",
        committee="m.committee",
        title="r.title",
        reference="r.reference",
        text="r.text",
        more="null",
        routine="r.title",
        of_committee=_MET,
        of_person=None,
        latest=("meetings as m cross join minutes as r on r.meeting_id = m.id cross join documents as d on d.id = r.document_id", "m.date"),
        weight=1.0,
    ),
    "report": Kind(
        one="Report",
        many="reports",
        table="reports",
        joined="",
        page="r.page",
        date=f"coalesce(r.meeting_date, {_PAPER_DAY})",
        committee="r.decision_maker",
        title="r.title",
        reference="r.report_number",
        text="r.purpose",
        more="null",
        routine="null",
        of_committee=f"(r.decision_maker in (select value from json_each(:committees)) or {_PAPER_OF})",
        of_person="select t.rowid " + _BY_OFFICER.format(rows=""),
        latest=("documents as d cross join reports as r on r.document_id = d.id", "d.published_on"),
        weight=1.2,
    ),
    "recommendation": Kind(
        one="Recommendation",
        many="recommendations",
        table="recommendations",
        joined=_REPORT,
        page="r.page",
        date=f"coalesce(t.meeting_date, {_PAPER_DAY})",
        committee="t.decision_maker",
        title="t.title",
        reference="nullif(coalesce(t.report_number, '') || coalesce(' ' || r.number, ''), '')",
        text="r.text",
        more="'to ' || r.addressee",
        routine="r.text",
        of_committee=f"(t.decision_maker in (select value from json_each(:committees)) or {_PAPER_OF})",
        of_person="select r.rowid " + _BY_OFFICER.format(rows="cross join recommendations as r on r.report_id = t.id"),
        latest=(
            "documents as d cross join recommendations as r on r.document_id = d.id left join reports as t on t.id = r.report_id",
            "d.published_on",
        ),
        weight=1.1,
    ),
    "page": Kind(
        one="Page",
        many="pages",
        table="pages",
        joined="",
        page="r.number",
        date=_PAPER_DAY,
        committee="(select group_concat(distinct committee) from meetings where document_id = d.id)",
        title="d.title",
        reference="null",
        text="r.text",
        more="null",
        routine="null",
        of_committee=_PAPER_OF,
        of_person=None,
        latest=("documents as d cross join pages as r on r.document_id = d.id", "d.published_on"),
        weight=0.6,
    ),
}
"""Every kind by its name, in the order in which they are counted."""
