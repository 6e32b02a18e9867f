"""What kind of paper a run of paragraphs is."""

from __future__ import annotations

from collections import Counter

import pytest
from pages import paragraphs_of, typed

from pipeline.divide.cues import Tally, _body_patterns, _cues, body_size, is_heading, kind_alone, kind_of, look_at, look_over, sizes_of
from pipeline.records import Paragraph, Span

PAPERS = {
    "minutes": """
        # Works Committee
        Minutes of the meeting of the Works Committee held on 4 June 2024.

        Present:	Councillors Ash, Birch and Cole

        1.	Apologies

        It was noted that Councillor Dale was unwell.

        RESOLVED that the lease be renewed.
        """,
    "agenda": """
        # AGENDA
        The Works Committee will meet on 4 June 2024 in the Guildhall.

        1.	To receive apologies

        2.	To approve the minutes

        3.	To consider the lease of the depot (Pages 3 - 8)
        """,
    "report": """
        # Lease of the depot
        Report to:	Works Committee

        Date:	4 June 2024

        Contact officer:	R Marsh

        Purpose of report

        This report seeks approval for a new lease.
        """,
    "plan": """
        # Highways service plan 2024-2027

        We set out the work of four years, its target dates and its lead officers.
        """,
    "plan_update": """
        # Highways service plan: half-year update

        We set out what became of the work, its target dates and its lead officers.
        """,
    "decision_notice": """
        # Record of executive decision

        Decision taken by:	the Leader

        The lease of the depot is renewed.
        """,
    "appendix": """
        # Appendix B: tenders for the roof

        The lowest tender was that of the firm in Ashby.
        """,
    "presentation": """
        # A presentation to the Works Committee

        Our winter in figures.
        """,
    "other": """
        # Grit bins

        They stand at the corner of each lane.
        """,
}


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_is_known_by_its_headings_and_openings(kind: str) -> None:
    found, points = kind_of(look_at(paragraphs_of(typed(PAPERS[kind]))))
    assert found == kind
    assert (points >= 3) == (kind != "other")


def test_an_item_about_minutes_makes_no_minutes() -> None:
    printed = """
        # Works Committee
        Wednesday 5 June 2024 at 6.30 pm in the Guildhall

        Membership: Councillors Ash, Birch and Cole

        1.	Apologies

        2.	To approve the minutes of the meeting held on 8 May 2024

        3.	Lease of the depot
        """
    assert kind_of(look_at(paragraphs_of(typed(printed))))[0] == "agenda"


def test_notes_of_a_meeting_with_its_agenda_in_front_are_minutes() -> None:
    printed = """
        # Depot group, 4 June 2024

        # Agenda

        1.	Lease

        2.	Gate

        *Attendance:

        Ann Ash and Ben Birch

        *Discussion summary:

        The lease was talked about.
        """
    assert kind_of(look_at(paragraphs_of(typed(printed))))[0] == "minutes"


def test_a_notice_that_announces_no_meeting_is_no_agenda() -> None:
    notice = """
        # Closure of a road
        Notice is hereby given under the Act that the county council {what}.

        Reason:	to mend the bridge
        """
    assert kind_of(look_at(paragraphs_of(typed(notice.format(what="closes Mill Lane to all lorries for one day")))))[0] == "other"
    assert kind_of(look_at(paragraphs_of(typed(notice.format(what="holds its yearly meeting in the Guildhall")))))[0] == "agenda"


def test_a_list_of_what_a_body_decided_is_a_notice() -> None:
    printed = """
        # Record of decisions taken by the Executive on 4 June 2024
        The decisions come into force on 12 June 2024 unless they are called in.

        Members present:	Councillors Ash, Birch and Cole

        1.	Minutes

        The minutes of the meeting held on 4 May 2024 were signed.

        2.	Lease

        RESOLVED that the lease be renewed.
        """
    assert kind_of(look_at(paragraphs_of(typed(printed))))[0] == "decision_notice"


@pytest.mark.parametrize(
    ("filename", "kind"),
    [
        ("2024-06-04 Works Committee minutes.pdf", "minutes"),
        ("works_agenda_2024.pdf", "agenda"),
        ("Appendix C.pdf", "appendix"),
        ("Winter slides.pdf", "presentation"),
        ("Public reports pack.pdf", "report"),
        ("depot-lease.pdf", "other"),
        (None, "other"),
    ],
)
def test_a_file_s_name_counts_where_the_words_say_nothing(filename: str | None, kind: str) -> None:
    assert kind_of(look_at(paragraphs_of(typed("Grit bins stand at the corner."))), filename)[0] == kind


def test_words_count_for_more_than_a_file_s_name() -> None:
    assert kind_of(look_at(paragraphs_of(typed(PAPERS["minutes"]))), "agenda item 5.pdf")[0] == "minutes"


def test_margin_labels_are_read_with_their_words() -> None:
    with_margin = kind_of(look_at(paragraphs_of(typed("Present:\tCouncillors Ash, Birch and Cole\n\nGrit bins"))))
    assert with_margin[0] == "minutes"


def test_no_paragraphs_are_nothing() -> None:
    assert kind_of(look_at([])) == ("other", 0.0)


@pytest.mark.parametrize(
    ("text", "bold", "size", "heading"),
    [
        ("Lease of the depot", True, 11, True),
        ("Lease of the depot", False, 14, True),  # larger than the body
        ("LEASE OF THE DEPOT", False, 11, True),
        ("Lease of the depot", False, 11, False),
        ("Lease of the depot", False, 11.5, False),  # hardly larger
        ("OK", False, 11, False),  # too short for capitals to tell
        ("", True, 14, False),
        ("The lease of the depot in Mill Lane was long debated. " * 4, True, 14, False),  # a bold paragraph
    ],
)
def test_is_heading(text: str, bold: bool, size: float, heading: bool) -> None:
    assert is_heading(Paragraph(text=text, spans=[Span(1, 0, len(text))], bold=bold, size=size), 11) == heading


def test_body_size_is_that_of_most_words() -> None:
    assert body_size(paragraphs_of(typed(PAPERS["minutes"]))) == 11
    assert body_size([]) == 0


SAID = [
    "it was agreed that members noted the report, seconded by Councillor Ash, and resolved",
    "it was proposed, it was reported, it was noted, it was resolved, members asked, members were advised, members were informed",
    "the planning committee determined, the board then agreed, cabinet decided and there were no declarations",
    "to receive the minutes, to note any apologies, to sign a lease, to approve an order, to consider, to agree, to confirm the rest",
    "the depot (pages 3 - 8)",
    "by when: the target dates, timescales, success criteria and measure of success of the lead officer responsible",
    "financial implications, equality considerations and background papers",
]


@pytest.mark.parametrize("text", SAID)
def test_the_words_looked_for_first_are_no_stricter_than_the_patterns_behind_them(text: str) -> None:
    tally = Tally()
    tally.count([Paragraph(text=text, spans=[Span(1, 0, len(text))])])
    found = {pattern.pattern: len(pattern.findall(text)) for pattern, _ in _body_patterns()}
    assert any(found.values())
    assert +tally.said == +Counter(found)


HEADED = [
    "record of executive decision",
    "delegated decision notice",
    "decisions taken by the cabinet",
    "schedule of key decisions",
    "the decision may be called in",
    "decision made by",
    "minutes of the meeting held on monday",
    "cofnodion",
    "meeting of the board held at the hall",
    "in attendance: a clerk",
    "members present",
    "declarations of interests",
    "agenda",
    "agenda item no.",
    "you are summoned to attend",
    "the council will meet",
    "notice of meeting",
    "papers not available when the agenda was published",
    "report marked 'to follow' when this agenda was sent",
    "membership of the panel",
    "members of the committee",
    "part one (public)",
    "to approve the minutes",
    "delivery plan: half-year update",
    "progress report on the action plan",
    "recommendation tracker",
    "portfolio plan",
    "housing strategy for 2021",
    "2020-25 library strategy",
    "strategic priorities and actions",
    "report of the clerk:",
    "report",
    "dear councillor ash,",
    "dear members,",
    "works committee - tuesday, 4 june 2024",
    "equality impact assessment",
    "capital forecast 2026-2036",
    "the purpose of this report",
    "appendices",
    "appendix b",
    "annexe",
    "meeting notes",
    "summary of discussions:",
    "presentation to the board",
    "member briefing, may 2021",
    "present",
]


def test_what_headings_and_openings_need_stands_in_all_that_their_patterns_match() -> None:
    cues = [cue for each in _cues().values() for cue in each if cue.where in ("heading", "opening")]
    for cue in cues:
        matched = [text for text in HEADED if cue.pattern.search(text)]
        assert matched, cue.pattern.pattern
        assert all(any(word in text for word in cue.needs) for text in matched), cue.pattern.pattern


def test_the_name_of_a_file_counts_beside_what_was_counted_without_it() -> None:
    look = look_at(paragraphs_of(typed("Grit bins stand at the corner.")))
    assert kind_of(look)[0] == "other"
    assert kind_of(look, "minutes.pdf")[0] == "minutes"
    assert kind_of(look)[0] == "other"


def test_pages_look_as_their_paragraphs_do_together() -> None:
    pages = [paragraphs_of(typed(PAPERS[kind])) * 4 for kind in ("minutes", "agenda", "report")]
    together = look_at([paragraph for place in (0, 2) for paragraph in pages[place]])
    apart = look_over(pages, [sizes_of(page) for page in pages], (0, 2))
    assert (apart.opening, apart.sizes, apart.tally) == (together.opening, together.sizes, together.tally)


@pytest.mark.parametrize("kind", PAPERS)
def test_the_kind_alone_is_the_kind_that_all_cues_speak_for(kind: str) -> None:
    paragraphs = paragraphs_of(typed(PAPERS[kind]))
    for first in range(len(paragraphs)):
        for filename in (None, "minutes.pdf", "agenda.pdf"):
            assert kind_alone(look_at(paragraphs[first:]), filename) == kind_of(look_at(paragraphs[first:]), filename)[0]


def test_words_of_the_body_are_counted_only_where_they_can_change_the_kind() -> None:
    clear, open_ = look_at(paragraphs_of(typed(PAPERS["minutes"]))), look_at(paragraphs_of(typed("Grit bins stand at the corner.")))
    assert (kind_alone(clear), kind_alone(open_)) == ("minutes", "other")
    assert clear.body is None and open_.body is not None


def test_words_of_the_body_speak_for_a_kind_and_never_against_one() -> None:
    assert all(cue.weight > 0 and cue.most > 0 for each in _cues().values() for cue in each if cue.where == "body")


ROOF = "\n\n".join(["The roof is old, and so is the wall below it."] * 3)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        (f"# Equality Impact Assessment\n\n*Library Action Plan\n\n{ROOF}", "other"),
        (f"# Library Action Plan\n\n{ROOF}\n\n*Our aims\n\n{ROOF}\n\n*Risk assessment\n\n{ROOF}", "plan"),  # a chapter of a plan
        (f"# Library Action Plan\n\n*Needs assessment\n\n{ROOF}", "plan"),  # words of a cue that does not match speak against nothing
        (f"# Capital forecast 2026-2036\n\n{ROOF}", "plan"),
        (f"# The money\n\nRevenue budget forecast 2024/25\n\n{ROOF}", "other"),
    ],
)
def test_what_calls_itself_an_assessment_or_a_forecast(printed: str, kind: str) -> None:
    assert kind_of(look_at(paragraphs_of(typed(printed))))[0] == kind
