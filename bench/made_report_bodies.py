"""What the tables of statistical reports say: labels in groups, years, ranges, rates with their errors, registers of texts."""

from __future__ import annotations

import random
from collections.abc import Callable

from made_contents import Cell
from made_report_tables import Body, Entry

REGIONS = ("Coastal", "Upland", "River valley", "Inner towns", "Outer islands", "Plateau")
PLACES = (
    "Alder", "Birch Creek", "Calder", "Dun Harbor", "East Fork", "Fairlea", "Granite", "Hollis", "Iron Bay", "Juniper", "Kestrel",
    "Lark Hill", "Mill River", "North Point", "Orchard", "Pine Flat", "Quarry", "Red Bluff", "Sand Spit", "Tamarack", "Union", "Vale",
)  # fmt: skip
LINES = (
    "Salaries and wages", "Travel and transportation of persons", "Rent, communications, and utilities", "Printing and reproduction",
    "Supplies and materials", "Equipment", "Grants, subsidies, and contributions", "Insurance claims and indemnities",
    "Other services from sources outside the agency that are not listed elsewhere", "Interest and dividends", "Land and structures",
    "Operation and maintenance of facilities, including the care of grounds", "Research and development contracts", "Refunds",
)  # fmt: skip
GROUPS = ("Households", "Age of householder", "Type of farm", "By size of place", "Employment", "Fuel used", "Permanent staff", "Schools")
MEASURES = (
    "Total", "Number of units", "Percent of total", "Rate per 1,000", "Average annual change", "Median value (dollars)", "Acres",
    "Net change since last census", "Full-time", "Part-time", "Estimated cost", "Deaths", "Births", "Yield per acre", "Production",
    "Sample size", "Standard error", "Percent", "Number", "Value of shipments",
)  # fmt: skip
SPANS = (
    "All persons", "Men", "Women", "Urban", "Rural", "Fiscal year 2009", "Fiscal year 2010", "First quarter", "Preliminary estimates",
    "Change from previous year", "Under 18 years of age", "Public sector",
)  # fmt: skip
RANGES = (
    "Under 15 years", "15 to 19 years", "20 to 24 years", "25 to 34 years", "35 to 44 years", "45 to 54 years", "55 to 64 years",
    "65 years and over",
)  # fmt: skip
SIZES = ("Less than $5,000", "$5,000 to $9,999", "$10,000 to $24,999", "$25,000 to $49,999", "$50,000 to $99,999", "$100,000 or more")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MISSING = ("—", "-", "NA", "(D)", "...", "–", "(X)", "*", "N/A", "..")
NAMES = ("Rosa Delgado", "Tom Whitfield", "Ann Brody", "Lee Okafor", "Marta Lindqvist", "Hugh Pryce", "Ines Castel", "Paul Ng", "Ada Thorn")
OFFICES = ("Bureau of Soils", "Office of Rates", "Division of Harbors", "Field Survey Branch", "Records Center", "Office of the Secretary")
STATES = ("In effect", "Proposed", "Withdrawn", "Under review by the board", "Adopted with changes", "Open")
TASKS = (
    "Collect samples at the lower gauge and compare them with those of the year before", "Publish the handbook for field staff",
    "Replace worn meters", "Hold two public meetings in each district before the rule is final", "Train inspectors",
    "Review of the fees charged for permits and licenses", "Map the flood plain north of the old mill",
)  # fmt: skip


def number(die: random.Random, kind: str) -> str:
    if die.random() < 0.05:
        return die.choice(MISSING)
    match kind:
        case "thousands":
            return f"{die.choice((1, 1, 1, 1, -1)) * die.randint(0, 400_000):,}"
        case "decimal":
            return f"{die.choice((1, 1, 1, 1, -1)) * die.uniform(0, 130):.1f}"
        case "mixed":
            return die.choice((f"{die.uniform(0, 99):.1f}", f"{die.uniform(0, 9):.2f}", str(die.randint(1, 140))))
        case "share":
            return f"{die.uniform(0, 100):.1f}%"
        case "money":
            return f"${die.randint(1, 90_000):,}"
        case "brackets":
            return f"({die.randint(1, 9000):,})" if die.random() < 0.3 else f"{die.randint(1, 90_000):,}"
        case "small":
            return str(die.randint(0, 40))
    return str(die.randint(0, 9999))


KINDS = ("thousands", "decimal", "mixed", "share", "money", "brackets", "small", "whole")


def headings(die: random.Random, count: int, first: str) -> tuple[list[Cell], int]:
    """Headings over a column of labels and `count` of figures, on one, two or three levels."""
    heads: list[Cell] = []
    levels = die.choice((1, 1, 2, 2, 3)) if count >= 4 else die.choice((1, 1, 2)) if count > 1 else 1
    names = die.sample(MEASURES, count)
    if die.random() < 0.25:
        names = [str(2011 - count + n) for n in range(count)]
    if levels == 1:
        heads = [(0, 0, n + 1, n + 1, name) for n, name in enumerate(names)]
    else:
        at, spans = 1, die.sample(SPANS, 4)
        while at <= count:
            width = min(die.choice((1, 2, 2, 3, 4)), count - at + 1)
            if width == 1:
                heads.append((levels - 2, levels - 1, at, at, names[at - 1]))
            else:
                heads.append((levels - 2, levels - 2, at, at + width - 1, spans[len(heads) % 4]))
                heads += [(levels - 1, levels - 1, n, n, names[n - 1]) for n in range(at, at + width)]
            at += width
        if levels == 3:
            heads.append((0, 0, 1, count, die.choice(("Estimates for the year ended June 30", "Calendar year", "Region and type of area"))))
    if first:
        heads.append((0, levels - 1, 0, 0, first))
    return heads, levels


def marked(die: random.Random, text: str, chance: float = 0.1) -> str:
    return f"{text}^{die.choice(('1', '2', '3', 'a', 'b', '1,2'))}" if die.random() < chance else text


def yearbook(die: random.Random) -> Body:
    """Labels on up to three steps with groups, totals and subtotals."""
    count = die.randint(2, 8)
    heads, levels = headings(die, count, die.choice(("", "Item", "State and district", "Characteristic", "Object class")))
    kinds = [die.choice(KINDS)] * count if die.random() < 0.5 else [die.choice(KINDS) for _ in range(count)]
    figures: Callable[[], list[str]] = lambda: [number(die, kind) for kind in kinds]  # noqa: E731
    marks = die.random() < 0.3
    label: Callable[[str], str] = lambda text: marked(die, text, 0.12 if marks else 0.0)  # noqa: E731
    entries: list[Entry] = []
    apart = die.choice((0.0, 0.0, 0.5, 1.0))
    if die.random() < 0.5:
        entries.append(Entry([die.choice(("Total", "United regions", "All items")), *figures()], bold=die.random() < 0.5))
    pool = list(die.choice((PLACES, LINES, RANGES, SIZES, PLACES)))
    shape = die.choice(("flat", "grouped", "groups with figures", "grouped"))
    if shape == "flat":
        entries += [Entry([label(text), *figures()]) for text in pool[: die.randint(4, 18)]]
    else:
        for group in die.sample(REGIONS if shape != "grouped" else GROUPS, die.randint(2, 4)):
            head = [group, *(figures() if shape != "grouped" else [""] * count)]
            entries.append(Entry(head, bold=die.random() < 0.3, above=apart))
            entries += [Entry([label(text), *figures()], indent=1) for text in die.sample(pool, min(len(pool), die.randint(2, 6)))]
            if shape == "grouped" and die.random() < 0.4:
                entries.append(Entry(["Subtotal", *figures()], indent=2))
    if die.random() < 0.35:
        entries.append(Entry(["Total", *figures()], above=apart, bold=die.random() < 0.5))
    return Body(heads, levels, entries, "l" + "".join("d" if kind in ("decimal", "mixed") else die.choice("rrc") for kind in kinds))


def years(die: random.Random) -> Body:
    """A row a year or month, white space after every fifth."""
    count = die.randint(2, 8)
    heads, levels = headings(die, count, die.choice(("Year", "", "Period", "Year ended")))
    kinds = [die.choice(KINDS) for _ in range(count)]
    labels = [str(1990 + n) for n in range(die.randint(5, 20))] if die.random() < 0.7 else list(MONTHS)
    if die.random() < 0.3 and labels[0] != "January":
        labels = [f"{text}-{(int(text) + 1) % 100:02}" for text in labels]
    apart = die.choice((0.0, 0.5, 0.8))
    entries = [
        Entry([label, *(number(die, kind) for kind in kinds)], above=apart if n % 5 == 0 and n else 0.0) for n, label in enumerate(labels)
    ]
    return Body(heads, levels, entries, "l" + die.choice("rc") * count)


def panels(die: random.Random) -> Body:
    """The same columns printed again at the right, as long lists are."""
    times, kind = die.choice((2, 2, 3)), die.choice(KINDS)
    names = ("State", *die.sample(MEASURES, die.choice((1, 1, 2))))
    size = len(names)
    heads: list[Cell] = [(0, 0, n, n, names[n % size]) for n in range(times * size)]
    rows = die.randint(5, 7)
    places = list(PLACES[: rows * times])
    entries = []
    for row in range(rows):
        texts: list[str] = []
        for panel in range(times):
            texts += [places[row + panel * rows], *(number(die, kind) for _ in names[1:])]
        entries.append(Entry(texts))
    return Body(heads, 1, entries, ("l" + "r" * (size - 1)) * times)


def errors(die: random.Random) -> Body:
    """Estimates with their range or error beside them."""
    count = die.choice((1, 2, 3))
    heads: list[Cell] = [(0, 0, 1 + 2 * n, 2 + 2 * n, text) for n, text in enumerate(die.sample(SPANS, count))]
    names = die.choice((("Percent", "95% confidence interval"), ("Estimate", "Margin of error (±)"), ("No.", "%")))
    heads += [(1, 1, 1 + n, 1 + n, names[n % 2]) for n in range(2 * count)]
    if die.random() < 0.7:
        heads.append((0, 1, 0, 0, "Characteristic"))
    entries = []
    for label in die.choice((RANGES, PLACES[:9], SIZES)):
        texts = [label]
        for _ in range(count):
            low = die.uniform(1, 60)
            texts.append(f"{low + 3:.1f}")
            if names[0] == "Percent":
                texts.append(die.choice((f"({low:.1f}–{low + 6:.1f})", f"{low:.1f}–{low + 6:.1f}")))
            else:
                texts.append(f"±{low / 10:.1f}" if "±" in names[1] else f"{low:.0f}")
        entries.append(Entry(texts))
    return Body(heads, 2, entries, "l" + "rc" * count)


def sparse(die: random.Random) -> Body:
    """Most cells empty."""
    body = yearbook(die)
    for entry in body.entries:
        for n in range(1, len(entry.texts)):
            if die.random() < 0.45:
                entry.texts[n] = ""
    for n in range(1, len(body.align)):
        body.entries[-1].texts[n] = number(die, "small")
    body.entries[-1].texts[0] = "Total"
    return body


def register(die: random.Random) -> Body:
    """Texts: people, offices, and when, below headings."""
    rows = [
        Entry([die.choice(NAMES), die.choice(OFFICES), f"({die.randint(200, 900)}) 555-{die.randint(1000, 9999)}"])
        for _ in range(die.randint(4, 10))
    ]
    names = ("Name", "Office", "Telephone")
    return Body([(0, 0, n, n, text) for n, text in enumerate(names)], 1, rows, "lll")


def works(die: random.Random) -> Body:
    """Tasks described over several lines, with their state, a date and a cost."""
    rows = [
        Entry(
            [str(n + 1), text, die.choice(STATES), f"{die.randint(1, 12)}/{die.randint(1, 28)}/2010", number(die, "thousands")], above=0.4
        )
        for n, text in enumerate(die.sample(TASKS, die.randint(3, 7)))
    ]
    names = ("No.", "Task", "Status", "Date", "Cost")
    return Body([(0, 0, n, n, text) for n, text in enumerate(names)], 1, rows, "lttlr", {1: die.choice((14, 18)), 2: 9})


def pairs(die: random.Random) -> Body:
    """Two columns: what and how many."""
    heads: list[Cell] = [(0, 0, 0, 0, "Category"), (0, 0, 1, 1, die.choice(MEASURES))]
    kind = die.choice(KINDS)
    labels = die.choice((LINES, PLACES, SIZES, RANGES))[: die.randint(4, 9)]
    return Body(heads if die.random() < 0.7 else [], 1 if heads else 0, [Entry([text, number(die, kind)]) for text in labels], "lr")


def ranking(die: random.Random) -> Body:
    """Rank, name, figures."""
    count = die.randint(1, 3)
    heads: list[Cell] = [(0, 0, n, n, text) for n, text in enumerate(("Rank", "Place", *die.sample(MEASURES, count)))]
    kinds = [die.choice(KINDS) for _ in range(count)]
    rows = [
        Entry([str(n + 1), place, *(number(die, kind) for kind in kinds)]) for n, place in enumerate(die.sample(PLACES, die.randint(5, 14)))
    ]
    return Body(heads, 1, rows, "ll" + "r" * count)


BODIES: tuple[Callable[[random.Random], Body], ...] = (
    yearbook, yearbook, yearbook, yearbook, years, years, panels, errors, sparse, register, works, pairs, pairs, ranking,
)  # fmt: skip
