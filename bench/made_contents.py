"""What the tables of our own making say: headings, rows, and which of them are groups and totals."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

WARDS = ("Ashby", "Barrow", "Carrick Road", "Dunmere", "Elm Bank", "Fosse and Hatherley", "Gorse Hill", "Harbourside", "Ivy Lane", "Kinsel",
         "Long Meadow", "Millbrook", "Northfield", "Old Town", "Priory", "Quayside", "Ravensworth", "St Aldate")  # fmt: skip
ACCOUNTS = ("Employees", "Premises", "Transport", "Supplies and services", "Contracts with other bodies", "Support from the centre",
            "Capital charges", "Grants from government",
            "Fees and charges for parking and for the use of halls", "Rents", "Interest earned",
            "Contribution from the reserve for major repairs", "Other income", "Insurance", "Pensions")  # fmt: skip
GROUPS = ("Spending", "Income", "Children and learning", "Streets and parks", "Below the line", "North of the river", "Reserves")
PAYEES = ("Barrow Grass Ltd", "Kinsel Print", "Mrs A Dunmere", "Northern Power", "Harbour Hall Trust", "Elm Bank Signs", "Water plc")
SERVICES = (
    "Grass cutting",
    "Agenda printing",
    "Street lights",
    "Hall hire for March",
    "Repairs to the pump",
    "Insurance",
    "Clerk's expenses",
)
POSTS = ("Head of Transport", "Town Clerk", "Parks Manager", "Director of Housing", "Harbour Master", "Warden", "Solicitor to the Council")
STATES = ("Complete", "On track", "Delayed", "Not begun", "Under way", "For decision in May")
PLACES = ("Guildhall", "Committee Room 2", "Harbour Hall", "Online", "Old School", "Council Chamber")
HEADS = ("Budget", "Forecast", "Actual", "Difference", "Change", "Visits", "Households", "Share", "Rate", "Total cost", "Number of homes",
         "Average per week", "Works begun", "Open at year end")  # fmt: skip
SPANNERS = ("Last year", "This year", "Men", "Women", "Grass", "Hard courts", "All wards", "First half", "Second half")
WORDS = ("council", "report", "officers", "the", "of", "work", "year", "park", "streets", "and", "to", "for", "in", "harbour", "noted",
         "that", "residents", "plan", "a", "bring",
         "costs", "which", "members", "will", "scheme", "next", "is", "on", "by", "path", "has", "been",
         "agreed", "spring", "money", "asked", "with", "2025", "repair", "at", "least", "ward")  # fmt: skip

Cell = tuple[int, int, int, int, str]
"""First and last row, first and last column, words."""


@dataclass
class Content:
    """What a table says: headings (with the rows and columns they stand over) and rows of texts, a lone text being a group's heading."""

    heads: list[Cell]
    head_rows: int
    rows: list[list[str]]
    align: str
    """A letter a column: l, r or c."""
    totals: set[int] = field(default_factory=set)
    centred: bool = False
    """Whether headings of groups stand in the middle of the table."""


def sentence(die: random.Random, words: int) -> str:
    text = " ".join(die.choice(WORDS) for _ in range(words))
    return text[0].upper() + text[1:] + "."


def figure(die: random.Random, kind: str) -> str:
    if die.random() < 0.06:
        return die.choice(("-", "–", "n/a", ".."))
    match kind:
        case "money":
            return f"{die.choice((1, 1, 1, -1)) * die.randint(120, 98_000):,}"
        case "pence":
            return f"£{die.randint(5, 4000)}.{die.randint(0, 99):02}"
        case "share":
            return f"{die.uniform(0, 100):.1f}%"
        case "rate":
            return f"{die.uniform(0, 30):.2f}"
        case "accounts":
            amount = die.randint(1, 9000)
            return f"({amount:,})" if die.random() < 0.3 else f"{amount:,}"
    return f"{die.randint(0, 999)}"


def statistics(die: random.Random) -> Content:
    """Figures by ward, service or account: years or measures as headings, on one or two levels, groups and totals."""
    count = die.randint(2, 7)
    labels = die.sample(die.choice((WARDS, ACCOUNTS)), die.randint(4, 11))
    first = die.choice(("", "Ward", "Service", "£000"))
    two_levels = count in (4, 6) and die.random() < 0.6
    kind = die.choice(("money", "share", "rate", "count", "accounts"))
    heads: list[Cell] = []
    if two_levels:
        over = die.sample(SPANNERS, 2)
        half = count // 2
        names = die.choice((("Number", "Share"), ("Budget", "Actual", "Difference"), ("2023", "2024", "2025"), ("Men", "Women", "All")))
        heads += [(0, 0, 1 + half * n, half * (n + 1), over[n]) for n in (0, 1)]
        heads += [(1, 1, 1 + n, 1 + n, names[n % half] if half <= len(names) else HEADS[n]) for n in range(count)]
        if first:
            heads.append((0, 1, 0, 0, first))
    else:
        years = die.random() < 0.4
        single = [str(2026 - count + n) for n in range(count)] if years else die.sample(HEADS, count)
        heads += [(0, 0, n + 1, n + 1, name) for n, name in enumerate(single)]
        if first:
            heads.append((0, 0, 0, 0, first))
    rows = [[label, *(figure(die, kind) for _ in range(count))] for label in labels]
    totals: set[int] = set()
    if die.random() < 0.5:
        rows.append(["Total", *(figure(die, kind) for _ in range(count))])
        totals.add(len(rows) - 1)
    if die.random() < 0.35 and len(rows) > 5:
        at = len(rows) // 2
        groups = die.sample(GROUPS, 2)
        rows = [[groups[0]], *rows[:at], [groups[1]], *rows[at:]]
        totals = {number + 2 for number in totals}
    align = "l" + die.choice(("r", "r", "c")) * count
    return Content(heads, 2 if two_levels else 1, rows, align, totals, centred=die.random() < 0.3)


def payments(die: random.Random) -> Content:
    """Payments: day, payee, what for, amount; with headings or without."""
    rows = []
    for _ in range(die.randint(4, 12)):
        rows.append(
            [f"{die.randint(1, 28)} {die.choice(('May', 'June', 'July'))}", die.choice(PAYEES), die.choice(SERVICES), figure(die, "pence")]
        )
    heads: list[Cell] = [(0, 0, n, n, text) for n, text in enumerate(("Date", "Payee", "Details", "Amount"))] if die.random() < 0.7 else []
    return Content(heads, 1 if heads else 0, rows, "lllr")


def programme(die: random.Random) -> Content:
    """Works with the officer, the state and the cost: texts, some on two lines, beside one column of figures."""
    rows = [
        [die.choice(SERVICES) + " in " + ward, die.choice(POSTS), die.choice(STATES), figure(die, "money")]
        for ward in die.sample(WARDS, die.randint(4, 8))
    ]
    return Content([(0, 0, n, n, text) for n, text in enumerate(("Scheme", "Officer", "State", "Cost (£)"))], 1, rows, "lllr")


def texts(die: random.Random) -> Content:
    """Texts only: meetings or posts, three or four columns below bold headings."""
    if die.random() < 0.5:
        rows = [
            [f"{die.randint(1, 28)} {die.choice(('March', 'April', 'May'))} 2026",
             die.choice(("Cabinet", "Full Council", "Planning", "Audit")), die.choice(PLACES)]
            for _ in range(die.randint(4, 9))
        ]  # fmt: skip
        names = ("Date", "Meeting", "Place")
    else:
        rows = [[ward, die.choice(POSTS), die.choice(STATES)] for ward in die.sample(WARDS, die.randint(4, 9))]
        names = ("Ward", "Officer", "State")
    return Content([(0, 0, n, n, text) for n, text in enumerate(names)], 1, rows, "lll")
