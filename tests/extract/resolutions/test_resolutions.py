"""Resolutions of whole papers: house styles of minutes, motions and amendments, recorded votes, decision notices."""

from __future__ import annotations

from typing import Any

import pytest
from pages import Sheet, material_of, typed

from pipeline.extract.minutes import find_minutes
from pipeline.extract.resolutions import find_resolutions
from pipeline.records import Attendance, Found, Resolution, SectionKind, Source, Vote

OPENING = (
    "*12.\tGate\n\nThe gate by the old school was looked at by all who were there, and the clerk said\nthat she had asked for prices.\n\n"
)
CLOSING = "\n\n*13.\tClose\n\nThe meeting closed at 9 pm."


def resolutions(
    *sheets: Sheet, kind: SectionKind = "minutes", attendance: list[Attendance] | None = None
) -> tuple[Found[Resolution], list[Vote]]:
    material = material_of(*sheets, kind=kind)
    return find_resolutions(material, find_minutes(material, []).records, attendance or [])


def said(row: Resolution) -> dict[str, Any]:
    """What a row says beside its text and place, without what the paper leaves open."""
    names = ("label", "verb", "outcome", "mover", "seconder", "votes_for", "votes_against", "votes_abstained")
    fields = {name: getattr(row, name) for name in names if getattr(row, name) is not None}
    return fields if row.kind == "decision" else {**fields, "kind": row.kind}


CASES: list[tuple[str, list[tuple[str, dict[str, Any]]], str]] = [
    (
        "The chair asked the board to take up the new rules for vans.\n\nThe Board were in agreement with this policy.",
        [("The Board were in agreement with this policy.", {"verb": "agreed"})],
        "a body in agreement with what was put to it",
    ),
    (
        "A plan for the yard was shown.\n\nThe Board agreed unanimously with this review.",
        [("The Board agreed unanimously with this review.", {"verb": "agreed", "outcome": "carried"})],
        "a body that agreed with what was put to it",
    ),
    (
        "The nominations were agreed unanimously.",
        [("The nominations were agreed unanimously.", {"outcome": "carried", "verb": "agreed"})],
        "a result that the words need",
    ),
    (
        "RESOLVED: (i) to buy a new pump; and (ii) to sell the old one before the winter. [Note: its tax may be reclaimed.]",
        [
            ("to buy a new pump", {"label": "(i)", "verb": "resolved"}),
            ("to sell the old one before the winter.", {"label": "(ii)", "verb": "resolved"}),
        ],
        "a note in brackets behind the words",
    ),
    (
        "These would be four feet long and cost some £200. AGREED to purchase.",
        [("These would be four feet long and cost some £200. AGREED to purchase.", {"verb": "agreed"})],
        "a few words behind a marker that say what becomes of the sentence before",
    ),
    (
        "The invoice was seen, and it was also resolved to pay Ashby Builders\n£ 210.00 for the new turf, when the work is done",
        [("to pay Ashby Builders £ 210.00 for the new turf, when the work is done", {"verb": "resolved"})],
        "an amount on a line of its own",
    ),
    (
        "Standing orders - Resolved to sign\n\nCode of conduct - Resolved to sign",
        [("Standing orders - Resolved to sign", {"verb": "resolved"}), ("Code of conduct - Resolved to sign", {"verb": "resolved"})],
        "a list of papers, each with its decision behind it",
    ),
    (
        "It was moved by Councillor Moss, seconded by Councillor Fern and\n\nRESOLVED – That the gate be mended.",
        [("That the gate be mended.", {"verb": "resolved", "mover": "Moss", "seconder": "Fern"})],
        "movers in front of the marker",
    ),
    (
        "On a vote of 5 for, 2 against and 1 abstention it was RESOLVED that the gate be mended.",
        [("that the gate be mended.", {"verb": "resolved", "votes_for": 5, "votes_against": 2, "votes_abstained": 1})],
        "counts in front of the marker",
    ),
    (
        "RESOLVED unanimously that the gate be mended. (Moved Councillor Moss, seconded Councillor Fern)",
        [("that the gate be mended.", {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern"})],
        "movers behind it",
    ),
    (
        "Councillor Moss moved, and Councillor Fern seconded:\n\n“That the gate be mended.”\n\n"
        "Councillor Reed moved an amendment, seconded by Councillor Hart:\n\n“Delete ‘mended’ and insert ‘painted’.”\n\n"
        "The amendment received 3 votes for and 8 against, and it was declared LOST.\n\n"
        "The motion was put to the vote and CARRIED.\n\nRESOLVED – That the gate be mended.",
        [
            (
                "“Delete ‘mended’ and insert ‘painted’.”",
                {"outcome": "lost", "mover": "Reed", "seconder": "Hart", "votes_for": 3, "votes_against": 8, "kind": "amendment"},
            ),
            ("That the gate be mended.", {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern"}),
        ],
        "a motion that is resolved is one row, a lost amendment another",
    ),
    (
        "It was moved by Councillor Moss and seconded by Councillor Fern:\n\n“This Council asks that the gate be mended.”\n\n"
        "The motion was put to the meeting and CARRIED unanimously.\n\nRESOLVED – That the public be excluded.",
        [
            (
                "“This Council asks that the gate be mended.”",
                {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern"},
            ),
            ("That the public be excluded.", {"verb": "resolved"}),
        ],
        "a carried motion that no marker repeats",
    ),
    (
        "Cllr Moss proposed the allowance be raised. Cllr Fern seconded. The proposal was defeated, 3 for, 6 against.",
        [
            (
                "the allowance be raised.",
                {"outcome": "lost", "mover": "Moss", "seconder": "Fern", "votes_for": 3, "votes_against": 6, "kind": "motion"},
            )
        ],
        "the seconder in a sentence of his own",
    ),
    (
        "AM proposed that the council mend the gate and BF seconded this.",
        [("that the council mend the gate", {"mover": "AM", "seconder": "BF", "kind": "motion"})],
        "a motion whose result is not printed",
    ),
    (
        "It was agreed to mend the gate. Governors agreed that the fence should be painted.",
        [("to mend the gate.", {"verb": "agreed"}), ("that the fence should be painted.", {"verb": "agreed"})],
        "running sentences",
    ),
    (
        "The budget was approved. The chair's report was discussed.",
        [("The budget was approved.", {})],
        "a passive sentence is kept whole",
    ),
    (
        "a.\tTerms of reference agreed and to be put on the website\n\nb.\tRates were agreed.",
        [
            ("Terms of reference agreed and to be put on the website", {"label": "a.", "verb": "agreed"}),
            ("Rates were agreed.", {"label": "b.", "verb": "agreed"}),  # which is no result of a.
        ],
        "a note that leaves out `was`",
    ),
    (
        "d.\tObjectives for the depot and what shows that they are met. Deferred to the next meeting.",
        [("Objectives for the depot and what shows that they are met. Deferred to the next meeting.", {"label": "d.", "verb": "deferred"})],
        "what was put off stands before the words that say till when",
    ),
    (
        "5)\tTo have the works on the list carried out. There was a discussion on why they are needed. Agreed.",
        [
            (
                "To have the works on the list carried out. There was a discussion on why they are needed.",
                {"label": "5)", "verb": "agreed"},
            )
        ],
        "assent behind a discussion takes what was discussed along",
    ),
    (
        "The staff asked for a bench by the gate. This was agreed.",
        [("The staff asked for a bench by the gate. This was agreed.", {"verb": "agreed"})],
        "assent takes the sentence before it along",
    ),
    (
        "a.\tGate policy - agreed\n\nb.\tFence policy - deferred to the next meeting",
        [
            ("Gate policy", {"label": "a.", "verb": "agreed"}),
            ("Fence policy - deferred to the next meeting", {"label": "b.", "verb": "deferred"}),
        ],
        "a dash and the result",
    ),
    (
        "It was resolved to pay the builder. Proposed Cllr Moss, seconded Cllr Fern, all agreed.",
        [("to pay the builder.", {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern"})],
        "movers and assent in the next sentence",
    ),
    (
        "Council resolved, by 7 votes to 1, to set the precept at £21,000.",
        [("to set the precept at £21,000.", {"verb": "resolved", "votes_for": 7, "votes_against": 1})],
        "counts inside the sentence",
    ),
    (
        "Presented for payment was the builder's bill, £96.11 Resolved to pay",
        [("Presented for payment was the builder's bill, £96.11 Resolved to pay", {"verb": "resolved"})],
        "too few words behind the marker",
    ),
    (
        "*Decision\n\nThe Committee:-\n\n(1)\tnoted the report; and\n\n(2)\tagreed that the gate be mended.",
        [
            ("noted the report; and", {"label": "(1)", "verb": "noted"}),
            ("agreed that the gate be mended.", {"label": "(2)", "verb": "agreed"}),
        ],
        "a heading, and a verb in each clause",
    ),
    (
        "Decision: REFUSED for the reasons in the report (For 6, Against 2, Abstain 1).",
        [("REFUSED for the reasons in the report", {"verb": "refused", "votes_for": 6, "votes_against": 2, "votes_abstained": 1})],
        "counts in brackets behind the words",
    ),
    (
        "Councillor Moss, seconded by Councillor Fern, moved that it be mended. As an amendment, Councillor Reed, seconded by Councillor "
        "Hart, moved that it be left. Five members voted for the motion and three for the amendment, and the motion was carried.",
        [
            (
                "that it be mended.",
                {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern", "votes_for": 5, "votes_against": 3},
            ),
            ("that it be left.", {"outcome": "lost", "mover": "Reed", "seconder": "Hart", "kind": "amendment"}),
        ],
        "a motion and an amendment put against each other",
    ),
    (
        "R24-17 A. Moss, B. Fern;\n\nThat the gate be mended. Deferred.\n\nR24-18 B. Fern, A. Moss:\n\nThat the hall be painted. Carried.",
        [
            ("That the gate be mended.", {"verb": "deferred", "mover": "A. Moss", "seconder": "B. Fern", "kind": "motion"}),
            ("That the hall be painted.", {"verb": "resolved", "outcome": "carried", "mover": "B. Fern", "seconder": "A. Moss"}),
        ],
        "a numbered motion that was deferred, and one that was carried",
    ),
    (
        "R24-17 A. Moss, B. Fern:\n\nWHEREAS the gate is broken;\n\nNOW THEREFORE BE IT RESOLVED that it be mended. Carried.",
        [("that it be mended.", {"verb": "resolved", "outcome": "carried", "mover": "A. Moss", "seconder": "B. Fern"})],
        "a motion under its own number",
    ),
    (
        "R24-17 A. Moss, B. Fern:\n\nBE IT RESOLVED:\n\n1.\tThat the gate be mended.\n\n2.\tThat this be done on two conditions:\n\n"
        "•\tThe joiner is paid by the tenant.\n\n•\tThe work ends in May. Carried.",
        [
            (
                "That the gate be mended.",
                {"verb": "resolved", "outcome": "carried", "label": "1.", "mover": "A. Moss", "seconder": "B. Fern"},
            ),
            (
                "That this be done on two conditions:\n• The joiner is paid by the tenant.\n• The work ends in May.",
                {"verb": "resolved", "outcome": "carried", "label": "2.", "mover": "A. Moss", "seconder": "B. Fern"},
            ),
        ],
        "its numbered clauses, the last with conditions",
    ),
    (
        "Proposed by Councillor Moss, seconded by Councillor Fern, it was RESOLVED that the gate be mended. "
        "Proposed by\nCouncillor Reed, seconded by Councillor Hart, it was RESOLVED that the hall be painted.",
        [
            ("that the gate be mended.", {"verb": "resolved", "mover": "Moss", "seconder": "Fern"}),
            ("that the hall be painted.", {"verb": "resolved", "mover": "Reed", "seconder": "Hart"}),
        ],
        "two decisions in a paragraph, each with its movers in front",
    ),
    (
        "RESOLVED that the gate be mended. RESOLVED that the hall be painted (moved Councillor Moss,\nseconded Councillor Fern).",
        [
            ("that the gate be mended.", {"verb": "resolved"}),
            ("that the hall be painted", {"verb": "resolved", "mover": "Moss", "seconder": "Fern"}),
        ],
        "two decisions in a paragraph, the second with its movers behind",
    ),
    (
        "It was RESOLVED to mend the gate and it was further RESOLVED to paint the hall.",
        [("to mend the gate", {"verb": "resolved"}), ("to paint the hall.", {"verb": "resolved"})],
        "two decisions in a sentence",
    ),
    (
        "RESOLVED: (1) To mend the gate. Proposed Cllr Moss, seconded Cllr Fern. (2) To paint the hall.\n"
        "Proposed Cllr Reed, seconded Cllr Hart.",
        [
            ("To mend the gate.", {"label": "(1)", "verb": "resolved", "mover": "Moss", "seconder": "Fern"}),
            ("To paint the hall.", {"label": "(2)", "verb": "resolved", "mover": "Reed", "seconder": "Hart"}),
        ],
        "clauses with movers of their own",
    ),
    (
        "RESOLVED to mend the gate.\n\nProposed by Cllr Moss\n\nSeconded by Cllr Fern\n\nRESOLVED to paint the hall.\n\n"
        "Proposer: Cllr Reed\n\nSeconder: Cllr Hart",
        [
            ("to mend the gate.", {"verb": "resolved", "mover": "Moss", "seconder": "Fern"}),
            ("to paint the hall.", {"verb": "resolved", "mover": "Reed", "seconder": "Hart"}),
        ],
        "movers on lines of their own",
    ),
    (
        "Resolved: that the accounts be paid (Cllr Moss / Cllr Fern; 4 for, 1 abstention).",
        [
            (
                "that the accounts be paid",
                {"verb": "resolved", "mover": "Moss", "seconder": "Fern", "votes_for": 4, "votes_abstained": 1},
            )
        ],
        "movers in brackets with a stroke",
    ),
    (
        "A proposal by Councillor Moss, seconded by Councillor Fern, that the gate be sold was put to the vote\nand fell by 4 votes to 6."
        "\n\nRESOLVED that the gate be mended.",
        [
            (
                "that the gate be sold",
                {"outcome": "lost", "mover": "Moss", "seconder": "Fern", "votes_for": 4, "votes_against": 6, "kind": "motion"},
            ),
            ("that the gate be mended.", {"verb": "resolved"}),
        ],
        "a motion told with its result",
    ),
    (
        "The officer’s recommendation was moved and seconded and a vote was taken. The motion was carried.\n\n"
        "RESOLVED\n\nThat the gate be mended.",
        [("That the gate be mended.", {"verb": "resolved", "outcome": "carried"})],
        "a motion without words was carried",
    ),
    (
        "Consideration was DEFERRED to the meeting on 10 October.",
        [("Consideration was DEFERRED to the meeting on 10 October.", {"verb": "deferred"})],
        "a subject in front of the marker",
    ),
    (
        "a)\tThe barn. It was resolved to object to the height of the barn. Proposed Cllr Moss, seconded Cllr Fern,\n\tall in favour.\n\n"
        "b)\tThe shed. It was resolved to support the new shed. Proposed Cllr Reed, seconded Cllr Hart, 3 in favour,\n\t1 against.",
        [
            ("to object to the height of the barn.", {"label": "a)", "verb": "resolved", "mover": "Moss", "seconder": "Fern"}),
            (
                "to support the new shed.",
                {"label": "b)", "verb": "resolved", "mover": "Reed", "seconder": "Hart", "votes_for": 3, "votes_against": 1},
            ),
        ],
        "running sentences with the movers and counts behind them",
    ),
    (
        "Resolved – to mend the gate – proposed by Councillor A. Moss and seconded by Councillor B. Fern – carried by\n"
        "7 votes to 1 with 2 abstentions.",
        [
            (
                "to mend the gate",
                {
                    "verb": "resolved",
                    "outcome": "carried",
                    "mover": "A. Moss",
                    "seconder": "B. Fern",
                    "votes_for": 7,
                    "votes_against": 1,
                    "votes_abstained": 2,
                },
            )
        ],
        "initials are no labels of sub-clauses",
    ),
    (
        "RESOLVED by majority (6:2:1) that the gate be mended.",
        [("that the gate be mended.", {"verb": "resolved", "votes_for": 6, "votes_against": 2, "votes_abstained": 1})],
        "three counts in a row",
    ),
    (
        "It was PROPOSED by Cllr Moss and SECONDED by Cllr Fern to mend the gate. Vote taken, all in favour.\nRESOLVED.",
        [("to mend the gate.", {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern"})],
        "a marker alone behind a motion",
    ),
    (
        "Following a vote (7 for; 2 against; 1 abstention), the Council agreed the following:"
        "\n\n1.\tTo mend the gate.\n\n2.\tTo paint the hall.",
        [
            ("To mend the gate.", {"label": "1.", "verb": "agreed", "votes_for": 7, "votes_against": 2, "votes_abstained": 1}),
            ("To paint the hall.", {"label": "2.", "verb": "agreed", "votes_for": 7, "votes_against": 2, "votes_abstained": 1}),
        ],
        "what was agreed in a list",
    ),
    (
        "Decision:\n\n1.\tThat the gate be mended.\n\n2.\tThat the hall be painted.\n\n"
        "Reasons: the gate is old.\n\nVoting: For 5, Against 2",
        [
            ("That the gate be mended.", {"label": "1.", "votes_for": 5, "votes_against": 2}),
            ("That the hall be painted.", {"label": "2.", "votes_for": 5, "votes_against": 2}),
        ],
        "counts behind a list and its reasons",
    ),
    (
        "It was moved by Councillor Moss and seconded by Councillor Fern\n\n“That the gate be mended.”\n\n"
        "Councillor Reed moved as an amendment, seconded by Councillor Hart\n\n“That the hall be painted.”\n\n"
        "The amendment was put to the vote and declared LOST.\n\nThe motion was CARRIED.\n\nRESOLVED – That the gate be mended.",
        [
            ("“That the hall be painted.”", {"outcome": "lost", "mover": "Reed", "seconder": "Hart", "kind": "amendment"}),
            ("That the gate be mended.", {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern"}),
        ],
        "motions between quotation marks, no colon in front",
    ),
    (
        "It was moved by Councillor Moss and seconded by Councillor Fern that the recommendations in the report be\nagreed.\n\n"
        "The motion was put to the vote and CARRIED, there being 5 votes for and 1 against.\n\nRESOLVED: That the gate be mended.",
        [
            (
                "That the gate be mended.",
                {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern", "votes_for": 5, "votes_against": 1},
            )
        ],
        "the decision prints what the report recommends",
    ),
    (
        "It was AGREED, on the motion of Ann Moss, seconded by Ben Fern, to mend the gate.",
        [("to mend the gate.", {"verb": "agreed", "mover": "Ann Moss", "seconder": "Ben Fern"})],
        "movers between the marker and its words",
    ),
    (
        "It was proposed by Cllr Moss, seconded by Cllr Fern and resolved, by three votes to one, to mend the gate.",
        [("to mend the gate.", {"verb": "resolved", "mover": "Moss", "seconder": "Fern", "votes_for": 3, "votes_against": 1})],
        "resolved behind its movers, in small letters, with a vote",
    ),
    (
        "RESOLVED: That the gate be mended; and\n\nThat the hall be painted.",
        [("That the gate be mended", {"verb": "resolved"}), ("That the hall be painted.", {"verb": "resolved"})],
        "two clauses in paragraphs without numbers",
    ),
    (
        "Members agreed the following actions:\n\n(a)\tThe gate to be mended.\n\n(b)\tThe hall to be painted.",
        [
            ("The gate to be mended.", {"verb": "agreed", "label": "(a)"}),
            ("The hall to be painted.", {"verb": "agreed", "label": "(b)"}),
        ],
        "agreed in running text, with a lettered list below",
    ),
    (
        "Members agreed to the plan with the following suggestions:\n\n•\tThe gate comes first.\n\n•\tThe hall is left.",
        [("to the plan with the following suggestions:\nThe gate comes first.\nThe hall is left.", {"verb": "agreed"})],
        "a list that completes the words in front of it",
    ),
    (
        "Cllr Moss proposed that the gate be mended. This was seconded by Cllr Fern and all were in favour.",
        [("that the gate be mended.", {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern"})],
        "the seconder and the result in a sentence of their own",
    ),
    (
        "Cllr Moss proposed accepting the price of £40, seconded Cllr Fern. All agreed.",
        [("accepting the price of £40", {"verb": "agreed", "outcome": "carried", "mover": "Moss", "seconder": "Fern"})],
        "proposed doing something",
    ),
    (
        "It was time for new offers and it was resolved that we go on with Mr Reed as his prices are low.",
        [("that we go on with Mr Reed as his prices are low.", {"verb": "resolved"})],
        "what was resolved is no opinion, whatever reasons stand in it",
    ),
    (
        "A team had asked for the pitch but it has been decided not to pursue this.",
        [("not to pursue this.", {})],
        "what has been decided",
    ),
    (
        "It was agreed as an interim measure to set up a page for the staff.",
        [("as an interim measure to set up a page for the staff.", {"verb": "agreed"})],
        "what it is agreed as",
    ),
    (
        "It was agreed that the plan was now formalised.",
        [("that the plan was now formalised.", {"verb": "agreed"})],
        "a decision by which something is so",
    ),
    (
        "The minutes were approved.\n\nProposed: Cllr Moss\tSeconded: Cllr Fern\n\n*Matters arising:\n\n"
        "It was resolved to buy grit from the mill.",
        [("to buy grit from the mill.", {"verb": "resolved"})],
        "movers above a heading belong to nothing below it",
    ),
    (
        "Having heard both, the Sub-Committee DETERMINED that the licence be suspended for 28 days.",
        [("that the licence be suspended for 28 days.", {})],
        "determined",
    ),
]


@pytest.mark.parametrize(("text", "expected", "case"), CASES, ids=[case for *_, case in CASES])
def test_house_styles(text: str, expected: list[tuple[str, dict[str, Any]]], case: str) -> None:
    found, _ = resolutions(typed(OPENING + text + CLOSING))
    assert [(row.text, said(row)) for row in found.records] == expected


NONE = [
    ("AM agreed to ask the builder.", "what one person does"),
    ("Cllr Moss would see the plan before it was adopted.", "what is still to come"),
    ("The following policies were agreed as shown: None", "an empty list"),
    ("The minutes of 4 March were agreed as a true record and signed.", "approval of minutes"),
    ("Members agreed that the gate was a fine piece of work.", "an opinion"),
    ("At the Highways Committee on 3 May, members agreed to refer it to the council.", "another meeting"),
    ("It has been agreed with the owner that he mends it.", "an agreement, told"),
    ("The lease has been agreed with the owner.", "an older decision, told"),
    ("The changes were approved by the owner of the field.", "somebody else's decision"),
    ("The district council had RESOLVED that it be closed.", "another body's resolution"),
    ("Repairs to the gate were carried out.", "work done"),
    ("The motion was withdrawn.", "nothing put to a vote"),
    ("The owner was in agreement with this plan.", "somebody who is in agreement"),
]


@pytest.mark.parametrize(("text", "case"), NONE, ids=[case for *_, case in NONE])
def test_no_decision(text: str, case: str) -> None:
    assert resolutions(typed(OPENING + text + CLOSING))[0].records == []


def test_running_sentences_count_for_nothing_behind_formal_markers() -> None:
    found, _ = resolutions(typed(OPENING + "It was agreed that it rained hard.\n\nRESOLVED that the gate be mended." + CLOSING))
    assert [row.text for row in found.records] == ["that the gate be mended."]


def test_a_row_knows_its_minute_and_place() -> None:
    found, _ = resolutions(
        typed(OPENING + "RESOLVED that:\n\n(a)\tthe gate be mended; and"), typed("(b)\tthe fence be painted." + CLOSING, number=2)
    )
    first, second = found.records
    assert (first.reference, first.ordinal, first.source.page, first.source.quote) == ("12.", 1, 1, "the gate be mended; and")
    assert (second.reference, second.ordinal, second.source.page) == ("12.", 2, 2)
    assert first.minute_id == second.minute_id and first.minute_id is not None


LONG = "the hall that stands beside the old school joins the scheme of the county"


def those_present() -> list[Attendance]:
    source = Source(page=1, quote="x", bbox=(0, 0, 1, 1))
    return [
        Attendance(id=name, meeting_id=None, name=name, capacity="member", status="present", source=source, initials=initials)
        for name, initials in (("Ann Moss", "AM"), ("Bo Fern", "BF"))
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (f"It was agreed that {LONG}\nAM to write to them.", LONG),
        (f"It was agreed that {LONG} and to ask\nAM to sign.", f"{LONG} and to ask AM to sign."),  # a sentence goes on
        (f"It was agreed that {LONG}\nXY to write.", f"{LONG} XY to write."),  # nobody who is here
    ],
)
def test_a_task_on_the_next_line_is_none_of_a_decision(lines: str, text: str) -> None:
    found, _ = resolutions(typed(OPENING + lines + CLOSING), attendance=those_present())
    assert [row.text for row in found.records] == [f"that {text}"]


def test_marks_of_a_margin_are_no_words_of_a_decision() -> None:
    sheet = typed("*12.\tGate")
    for place, (line, mark) in enumerate(
        (
            ("It was resolved to ask the joiner whether he", "AM"),
            ("would like to mend the gate before the winter.", ""),
            ("It was resolved to paint the hall.", "BF"),
            ("It was resolved to write to the county.", "AM"),
        )
    ):
        sheet.write(line, 72, 150 + 14 * place + 20 * (place > 1) + 20 * (place > 2))
        if mark:
            sheet.write(mark, 500, 150 + 14 * place + 20 * (place > 1) + 20 * (place > 2))
    found, _ = resolutions(sheet, attendance=those_present())
    assert found.records[0].text == "to ask the joiner whether he would like to mend the gate before the winter."


def test_marks_inside_the_words_that_tell_of_a_decision() -> None:
    sheet = typed(OPENING + "AM to ask.\n\nBF to ask.\n\nAM to write.")
    for place, (line, mark) in enumerate(
        (
            ("A talk about the work of the volunteers had been held, with tea and", "AM"),
            ("with cake, and a stall for them was thought of and it was", "&"),
            ("resolved to follow this up.", "BF"),
        )
    ):
        sheet.write(line, 72, 300 + 14 * place)
        sheet.write(mark, 520, 300 + 14 * place)
    for top, mark in ((176, "AM"), (204, "BF"), (232, "AM")):
        sheet.write(mark, 520, top)
    found, _ = resolutions(sheet, attendance=those_present())
    assert [row.text for row in found.records] == ["to follow this up."]


def test_a_mark_between_its_lines_parts_no_decision() -> None:
    sheet = typed(OPENING + "AM to ask.\n\nBF to ask.\n\nAM to write.")
    for top, text, mark in (
        (300, "It was resolved to make a lease with the present", 306),
        (314, "owner of the field, in order to keep the path.", 320),
    ):
        sheet.write(text, 72, top)
        sheet.write("AM", 520, mark)
    for top, mark in ((176, "AM"), (204, "BF"), (232, "AM")):
        sheet.write(mark, 520, top)
    found, _ = resolutions(sheet, attendance=those_present())
    assert [row.text for row in found.records] == ["to make a lease with the present owner of the field, in order to keep the path."]


def test_initials_of_movers_are_resolved() -> None:
    here = those_present()
    found, _ = resolutions(typed(OPENING + "It was resolved to mend it. Proposed AM, seconded BF." + CLOSING), attendance=here)
    assert (found.records[0].mover, found.records[0].seconder) == ("Ann Moss", "Bo Fern")


def test_names_of_a_recorded_vote() -> None:
    found, votes = resolutions(
        typed(
            OPENING
            + "Mr Moss proposed, and Mrs Fern seconded that the gate be mended.\n\nFor (2)\n\nMr Moss, Mrs Fern\n\nAgainst (2)\n\nMr Hart"
            "\n\nMotion carried.\n\nRESOLVED that the gate be mended." + CLOSING
        )
    )
    [row] = found.records
    assert said(row) == {"verb": "resolved", "outcome": "carried", "mover": "Moss", "seconder": "Fern", "votes_for": 2, "votes_against": 2}
    assert [(vote.name, vote.vote, vote.resolution_id) for vote in votes] == [
        ("Moss", "for", row.id),
        ("Fern", "for", row.id),
        ("Hart", "against", row.id),
    ]
    assert votes[2].source.quote == "Mr Hart"
    assert [(finding.code, finding.row_id) for finding in found.findings] == [("totals-disagree", row.id)]


NOTICE = """
    # Record of Decision

    *Decision number:
    24/00017

    *Decision:
    As Cabinet Member for Streets, I agree to:

    *APPROVE the mending of the gate by the old school, at the price of the lowest tender,
    before the end of June.

    *DELEGATE the choice of its colour to the Director of Streets.

    *Reasons for decision:
    The gate is broken.
    """


def test_a_decision_notice() -> None:
    found, _ = resolutions(typed(NOTICE), kind="decision_notice")
    assert [(row.reference, row.verb, row.text) for row in found.records] == [
        (
            "24/00017",
            "agreed",
            "APPROVE the mending of the gate by the old school, at the price of the lowest tender, before the end of June.",
        ),
        ("24/00017", "agreed", "DELEGATE the choice of its colour to the Director of Streets."),
    ]


def test_a_notice_of_several_decisions_in_a_table() -> None:
    sheet = typed("# Executive Decision Record")
    rows = [["Ref:", "2024/17"], ["Decision:", "1. That the gate be mended.\n2. That it be painted."], ["Reasons:", "It is broken."]]
    sheet.table([72, 220, 520], [130, 160, 230, 270], rows)
    found, _ = resolutions(sheet, kind="decision_notice")
    assert [(row.label, row.text) for row in found.records] == [("1.", "That the gate be mended."), ("2.", "That it be painted.")]


def test_a_notice_that_lists_what_a_meeting_decided_is_read_as_minutes_are() -> None:
    text = (
        "# Decisions taken by the Executive on 4 June 2024\n\n*12.\tGate\n\nRESOLVED that the gate be mended.\n\n"
        "*13.\tRoof\n\nRESOLVED that the roof be sold."
    )
    found, _ = resolutions(typed(text), kind="decision_notice")
    assert [(row.reference, row.text) for row in found.records] == [("12.", "that the gate be mended."), ("13.", "that the roof be sold.")]


def test_a_notice_without_a_heading() -> None:
    text = "# CABINET MEMBER DECISION\n\nDecision No: CM12/24\n\nI have decided to mend the gate.\n\nSigned: A Moss"
    found, _ = resolutions(typed(text), kind="decision_notice")
    assert [(row.reference, row.text) for row in found.records] == [("CM12/24", "to mend the gate.")]


def test_a_proposed_decision_is_none() -> None:
    assert resolutions(typed(NOTICE.replace("Record of", "Proposed record of")), kind="decision_notice")[0].records == []


@pytest.mark.parametrize("kind", ["agenda", "report"])
def test_other_papers_decide_nothing(kind: SectionKind) -> None:
    text = OPENING + "RESOLVED: that the press and public be excluded." + CLOSING
    assert resolutions(typed(text), kind=kind)[0].records == [], "a form of motion printed in advance"
