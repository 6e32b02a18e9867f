"""What only looks like a date: places in a paper, laws, sums, references, times, and the other meanings of `May` and `March`."""

from __future__ import annotations

import re
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.dates.patterns import GAP, NO_LETTER_BEFORE, SPACE, YEAR, patterns
from pipeline.extract.dates.words import words

REFERENCE_SERIES = re.compile(rf"([^\W\d_]+{SPACE})?(\d{{1,3}})[a-z]?/({YEAR})(?!\d)")
OPENING_PAIR = re.compile(r"^[^\S\n]*(\d\d)/\d\d[^\S\n]+(?=[A-Z][a-z])", re.MULTILINE)
LAST_WORD = re.compile(r"(?:^|[^\w])([\w’'/-]+)[\s(:.‘'“\"]*\Z")
PRICES = re.compile(r"\s(?:prices|levels)\b")
FIGURES_BEFORE, FIGURES_BEHIND = re.compile(rf"(?<!\d)(?!{YEAR})\d{{3,5}}[^\S\n]\Z"), re.compile(rf"[^\S\n](?!{YEAR})\d{{3,}}")
SUM_BEFORE = re.compile(r"[£$€]\s?\d*[\d,.]*[-–]\Z")
NEXT_WORD = re.compile(r"\s([\w’'-]+)")
LAW_REACH = 140
"""Characters before a year in which the name of its law stands."""
SECTION_REACH = 3000  # characters around a number in which its neighbours are looked for


@cache
def _street_behind() -> re.Pattern[str]:
    return re.compile(rf"\s[A-Z]\w+\s(?:{'|'.join(codes('dates')['streets'])})\b")


@cache
def _before(name: str, over_line: bool) -> re.Pattern[str]:
    gap = GAP if over_line else SPACE
    mark = "[.#]?" if name == "before_places" else "[.:#]?"  # behind a label and its colon a date is meant
    return re.compile(rf"(?<![^\W_]){words().pattern(name)}{mark}{gap}?(?:(?:the|no\.?){gap})?\Z", re.IGNORECASE)


@cache
def _law_before() -> re.Pattern[str]:
    other_years = rf"(?:{YEAR}(?:,{GAP}?|{GAP}(?:and|or|&){GAP}))*"
    in_brackets = rf"(?:{GAP}?[(\[][^)\]]{{0,80}}[)\]])*"
    names = words().pattern("statutes")
    return re.compile(rf"{NO_LETTER_BEFORE}{names}{in_brackets},?{GAP}?(?:of{GAP})?[(\[]?{other_years}\Z", re.IGNORECASE)


@cache
def _law_behind() -> re.Pattern[str]:
    return re.compile(rf"{GAP}{words().pattern('statutes_after')}\b", re.IGNORECASE)


def follows(text: str, at: int, name: str, over_line: bool = False) -> bool:
    """Whether a word of a list stands right before `at`: on the same line, as the line above may be another cell, or also `over_line`."""
    low = max(0, at - 40)
    if not text[low:at].lower().rstrip().rstrip(".:#").rstrip().endswith(_last_words(name)):
        return False
    return _before(name, over_line).search(text, low, at) is not None


@cache
def _last_words(name: str) -> tuple[str, ...]:
    """What a text ends with, signs aside, behind a word of a list: the cheap test in front of `_before`."""
    return ("the", "no", *{word.split()[-1].rstrip(".:#") for word in words().set_of(name)})


def is_place_in_paper(text: str, at: int) -> bool:
    """Whether a number at `at` counts sections, items, pages and the like."""
    return follows(text, at, "before_places")


def is_called_reference(text: str, at: int) -> bool:
    """Whether the numbers at `at` are said to be a minute, an application, an account and the like."""
    return follows(text, at, "before_references")


def stands_alone_on_line(text: str, start: int, end: int) -> bool:
    """Whether nothing else is printed on the line, so that the next line may be another cell."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return not line.strip() and text[end : end + 1] in ("\n", "\r")


def is_law(text: str, start: int, end: int) -> bool:
    """Whether the year belongs to the name of a law (`Care Act 2014`, `the 2010 Act`)."""
    low = max(0, start - LAW_REACH)
    said = text[low:start].lower()
    named = any(word in said for word in _words_of_laws())
    return bool((named and _law_before().search(text, low, start)) or _law_behind().match(text, end))


@cache
def _words_of_laws() -> tuple[str, ...]:
    """What the names of laws begin with, in small letters: one of them stands before the year of any law."""
    heads = {re.split(r"\s", word.lower())[0] for word in words().list_of("statutes")}
    return tuple(word for word in heads if not any(word != other and word.startswith(other) for other in heads))


def is_quantity(text: str, start: int, end: int) -> bool:
    """Whether four digits count or measure something, are a time of day, or part of a longer number or an address."""
    before, behind = text[max(0, start - 24) : start], text[end : end + 40]
    last, following = LAST_WORD.search(before), NEXT_WORD.match(behind)
    if behind.startswith("+") or (last and last[1].lower() in words().set_of("quantity_words")):
        return True
    if following and following[1].lower() in words().set_of("units"):
        return True
    if last and last[1].lower() == "at" and not PRICES.match(behind):
        return True  # a time: the meeting closed at 2030
    in_long_number = FIGURES_BEFORE.search(before) or FIGURES_BEHIND.match(behind)
    return bool(in_long_number or _street_behind().match(behind) or SUM_BEFORE.search(before)) or follows(
        text, start, "before_four_figures"
    )


def is_reference(text: str, start: int, end: int) -> bool:
    """Whether `12/2024` numbers a minute or an application: so it is called, or its series goes beyond 12 (`FGB 38/2024`)."""
    if is_called_reference(text, start):
        return True
    prefix = re.search(r"([^\W\d_]+)[^\S\n]\Z", text[text.rfind("\n", 0, start) + 1 : start])
    name, year = prefix[1] if prefix else "", text[end - 4 : end]
    for other in REFERENCE_SERIES.finditer(text):
        same_name = (other[1] or "").strip() == name and (name or text[other.start() - 1 : other.start()] in ("", "\n"))
        if same_name and int(other[2]) > 12 and other[3] == year:
            return True
    return False


def is_numbered_by_year(text: str, start: int, year: int | None) -> bool:
    """Whether `24/03` at the beginning of a line is the third minute or audit of 2024: words follow, and all pairs that open lines so
    begin with that year or one near it, as days in a list do not."""
    line = text.rfind("\n", 0, start) + 1
    if year is None or text[line:start].strip() or not OPENING_PAIR.match(text, line):
        return False
    firsts = [int(found[1]) for found in OPENING_PAIR.finditer(text)]
    return len(firsts) > 1 and all(abs(first - year % 100) <= 2 for first in firsts) and abs(int(text[start : start + 2]) - year % 100) <= 2


def is_section_number(text: str, start: int, end: int) -> bool:
    """Whether `3.4.12` numbers a paragraph: it opens a line with words behind it, is called so, or has a neighbour `3.4.13`."""
    if is_called_reference(text, start):
        return True
    opens_line = not text[text.rfind("\n", 0, start) + 1 : start].strip(" •-–\t")
    if opens_line and re.match(r"[. \t–-]{1,4}[^\W\d_]", text[end : end + 6]):
        return True
    stem, _, number = text[start:end].rpartition(".")
    around = text[max(0, start - SECTION_REACH) : start] + " " + text[end : end + SECTION_REACH]
    return any(other[1] != number for other in re.finditer(rf"(?<![\d.]){re.escape(stem)}\.(\d+)", around))


def is_wrong_case(word: str, has_day: bool, is_certain: bool) -> bool:
    """Whether a month's word in small letters is more likely another word (`may`, `march`, `dec`).

    `is_certain`: a day with an ordinal ending, or a year of four digits, stands beside it.
    """
    if word[:1].isupper():
        return False
    if word.lower() in words().set_of("doubtful_months"):
        return not (has_day and is_certain)
    return not (has_day or is_certain)


def is_counted(text: str, end: int) -> bool:
    """Whether the word after a number of two digits says what it counts (`In April 24 members`), so that it is no year."""
    following = NEXT_WORD.match(text, end)
    if following is None or not following[1].islower():
        return False
    word = following[1]
    return word in words().set_of("units") or (word.endswith("s") and word not in words().set_of("no_plurals"))


def is_bare_date(text: str, start: int, end: int) -> bool:
    """Whether a month or season without day and year is a time: a word such as `in` or `by` stands before it, and it is no name."""
    hyphened = patterns().part_with_hyphen.search(text, max(0, start - 7), start)
    if not hyphened and not follows(text, start, "before_bare", over_line=True):
        return False
    is_name = text[start:end].lower() in words().set_of("months_that_are_names") and re.match(r"[^\S\n][A-Z][a-z]", text[end : end + 3])
    last = LAST_WORD.search(text[max(0, start - 24) : start])
    return not (is_name and last and last[1].lower() in words().set_of("before_people"))
