"""The patterns of the date grammar: where a date may stand, and what belongs to it before and behind."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.dates.words import Words, alternatives, in_front_of, words

GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # white space with one line end at most
SPACE = r"(?:[^\S\n]+)"
LETTERS = re.compile(r"[^\W\d_]+")
DASH = "[-–—‐‑]"
APOSTROPHE = "['’‘`´]"
YEAR = r"(?:19|20)\d\d"
NO_LETTER_BEFORE = r"(?<![^\W\d_])"
NO_LETTER_AFTER = r"(?![^\W\d_])"
YEARISH = rf"(?:(?P<first>{YEAR})(?:[^\S\n]*[/\-–—][^\S\n]*(?P<second>{YEAR}|\d\d))?|(?P<short>\d\d)/(?P<short_second>\d\d))(?![\d/])"

# Digits that may be a date: 25/8, 7.5.1, 1989, 2024. Sums and counts, of which pages are full, are passed over fast.
NUMBER_TRIGGER = re.compile(
    r"[0-9](?:[0-9]?[^\S\n]?/[^\S\n]?[0-9]"
    r"|[0-9]?[^\S\n]?[.\-][^\S\n]?[0-9]{1,2}[^\S\n]?[.\-]"
    r"|(?<=1)9[0-9]{2}(?![0-9])|(?<=2)0[0-9]{2}(?![0-9]))"
)


class Patterns:
    """All patterns, compiled once from the lists of words.

    The triggers are cheap, and find in small letters where a date may stand; the anchors match there what every date has: the word of a
    month, season, quarter or half, a number written like a date, a year. The others are matched behind an anchor, or (`before_...`)
    searched for so that they end where it starts.
    """

    def __init__(self, lists: Words) -> None:
        self._lists = lists
        self.month = alternatives(lists.months)
        self.weekday = alternatives(lists.weekdays)
        self.kind_of_year = alternatives(lists.kinds_of_year)
        endings, welsh_endings = lists.pattern("ordinal_endings"), lists.pattern("welsh_ordinal_endings")
        self.ordinal = rf"(?:(?:{GAP}?{endings}|{welsh_endings}){NO_LETTER_AFTER})"  # 5th, 5 th, 21ain
        self._anchors()
        self._around_months()
        self._around_years()
        self._between_dates()

    def _anchors(self) -> None:
        lists = self._lists
        first = alternatives(word for word, number in lists.numbers.items() if number == 1)
        half = alternatives(word for word, number in lists.numbers.items() if number <= 2)
        quarter = alternatives(word for word, number in lists.numbers.items() if number <= 4)
        self.word_trigger = re.compile(in_front_of(_trigger_words(lists), r"\s+", behind="(?![a-z])"))
        self.number_trigger = NUMBER_TRIGGER
        self.word_anchor = _compile(
            rf"(?P<month>{self.month})(?![^\W\d_]|{APOSTROPHE}s\b)",
            rf"|(?P<quarter>Q[1-4](?!\d)|(?:quarter|qtr)(?:{SPACE}?[1-4](?!\d)|{SPACE}{quarter})|{quarter}{GAP}quarter)\b",
            rf"|(?P<half>{first}{GAP}\w+{GAP}months{GAP}(?:of|in)|{half}{GAP}(?:half|six{GAP}months){GAP}(?:of|in)|H[12])\b",
            rf"|(?P<season>{alternatives(lists.seasons)})\b",
            rf"|(?P<relative>{alternatives(lists.relative)})\b(?!{GAP}of\b)",
        )
        self.number_anchor = _compile(
            r"(?<![\w£$€.])(?:",
            rf"(?P<iso>{YEAR}(?P<iso_mark>[-/])\d\d(?P=iso_mark)\d\d)(?!\d)",
            r"|(?P<numeric>\d{1,2}[^\S\n]?(?P<mark>[/.\-])[^\S\n]?\d{1,2}[^\S\n]?(?P=mark)[^\S\n]?(?:\d{4}|\d\d))(?![\w/]|\.\d|-\d(?!\d?/\d))",
            rf"|(?P<slash_year>(?:0?[1-9]|1[0-2])/{YEAR})(?![\w/]|[.\-]\d))",
            r"|(?:(?<![\w£$€.])|(?<=FY))(?P<pair>\d{1,2}/\d{1,2})(?![\w/%]|[.,\-]\d)",
            rf"|(?:(?<![\w£$€.,#])|(?<=FY))(?P<year>{YEAR})(?![\w%]|[.,:]\d|{APOSTROPHE}?s\b)",
        )

    def _around_months(self) -> None:
        lists, month, weekday, ordinal = self._lists, self.month, self.weekday, self.ordinal
        week_words = alternatives([*lists.list_of("week_starts"), *lists.list_of("week_ends")])
        week = rf"(?:{NO_LETTER_BEFORE}(?P<week>{week_words}){GAP}?:?(?:{GAP}on{NO_LETTER_AFTER})?{GAP}?(?:the{GAP})?)"
        day_word = rf"{NO_LETTER_BEFORE}(?P<weekday>{weekday})[.,]?(?:{GAP}(?:the{GAP})?)?"
        of = lists.pattern("of_words")
        listed = rf"{GAP}(?:{lists.pattern('list_words')}|{lists.pattern('range_words')}){GAP}(?:the{GAP})?"
        between = rf"(?:,?{listed}|{GAP}?(?:&|/|{DASH}){GAP}?|,{GAP}?)"
        # `w/c Monday 22nd to Wednesday 24th of `
        self.before_month = _compile(
            rf"{NO_LETTER_BEFORE}{week}?(?:{day_word}|(?<![\w£$€.])(?<!\d[,:]))",
            rf"(?P<others>(?:(?:{weekday},?{GAP})?\d{{1,2}}{ordinal}?{between})*)",
            rf"(?:(?P<last_weekday>{weekday})[.,]?{GAP}(?:the{GAP})?)?",
            rf"(?:(?P<day>\d{{1,2}})(?P<ordinal>{ordinal})?|(?P<day_word>{lists.pattern('days_in_words')})(?={GAP}(?:day{GAP})?{of}))",
            rf"(?P<join>{GAP}?(?:day{GAP})?{of}{GAP}(?:the{GAP})?|-|,?{GAP}|)\Z",
        )
        self.other_day = _compile(rf"(?:(?P<weekday>{weekday}),?{GAP})?(?P<day>\d{{1,2}}){ordinal}?(?P<between>{between})")
        self.before_numeric = _compile(rf"{week}?(?:{day_word})?\Z")
        self.weekday_before = _compile(rf"{NO_LETTER_BEFORE}(?P<weekday>{weekday})[.,]?{SPACE}\Z")
        first_words = alternatives(name.split()[0] for name in lists.weekdays if " " in name)
        self.weekday_of_two_words = _compile(rf"{NO_LETTER_BEFORE}{first_words}{SPACE}\Z")  # `Dydd ` of Dydd Mawrth
        self.weekday_after = _compile(rf"{GAP}?\((?P<weekday>{weekday})\)")
        # ` 12th`, ` 12, 2021`
        self.day_after = _compile(
            rf"\.?(?P<join>{GAP})(?:the{SPACE})?(?P<day>\d{{1,2}})(?P<ordinal>{SPACE}?{lists.pattern('ordinal_endings')}\b)?",
            rf"(?:(?:,{GAP}?|{SPACE})(?P<year>{YEAR})(?![\d/]))?(?![\w/%]|[.:,]\d|{GAP}?(?:{of}{GAP})?{month}{NO_LETTER_AFTER})",
        )
        # ` 9, 11 and 15, 2020`
        one = rf"\d{{1,2}}{ordinal}?(?![\w/%:])"
        self.days_after = _compile(
            rf"\.?{GAP}(?P<days>{one}(?:,{GAP}?{one})*,?{GAP}?(?:&|and\b){GAP}?{one})(?:,?{GAP}(?P<year>{YEAR})(?![\d/])|(?={GAP}?(?:[,;.)]|\Z)))"
        )
        # ` 2017`, `,2007`, ` 2024-25`, ` ’24`, `-25`, ` 25`
        self.year_after = _compile(
            rf"\.?(?:(?:,?{GAP}?|[-/]|{GAP}{of}{GAP})(?P<year>{YEAR})(?:[/\-–](?P<second>\d\d)(?![\d/]))?(?!\d|,\d)",
            rf"|(?P<mark>{GAP}?{APOSTROPHE}[^\S\n]?|[-/]|{GAP}|)(?P<short>\d\d)(?![\w/%]|[.:,]\d|, ?\d\d?,|{SPACE}?[ap]\.?m\b))",
        )
        self.years_away = _compile(rf"{GAP}(?:of{GAP})?(?P<which>last|this|next){GAP}year\b")
        self.month_next = _compile(rf"{SPACE}(?:{of}{SPACE})?{month}{NO_LETTER_AFTER}(?:{SPACE}?{DASH}?(?P<short>\d\d)\b)?")
        self.month_after_dash = _compile(rf"{SPACE}?{DASH}{SPACE}?{month}{NO_LETTER_AFTER}")

    def _around_years(self) -> None:
        kind = self.kind_of_year
        year_word = rf"(?:(?:current|municipal){GAP})?year"
        # ` 2024/25`, ` of the financial year 2024/25`, `, 23/24`
        self.yearish_after = _compile(
            rf"(?:{SPACE}term)?{GAP}?[,(]?{GAP}?(?:(?:of|for|in){GAP})?(?:the{GAP})?(?:(?P<kind>{kind}){GAP}?)?{YEARISH}"
        )
        self.year_of_half = _compile(
            rf"(?:{GAP}(?:the|this|our|each))?(?:{GAP}(?P<kind>{kind})\b|{GAP}(?P<year>{year_word})\b)?(?:{GAP}{YEARISH})?"
        )
        self.of_year = _compile(rf"{GAP}(?:of|in){GAP}(?:the|this|our){GAP}(?:{kind}|{year_word})\b")
        # `-2022`, ` - 2022`, `/2009`, `/25`
        self.span_after = _compile(
            rf"(?:(?P<wide>{SPACE}?{DASH}{SPACE}?)(?P<long>{YEAR})|/(?P<slashed>{YEAR})|[/\-–—‐‑][^\S\n]?(?P<second>\d\d))",
            r"(?![\w%/]|[.\-,]\d)",
        )
        self.kind_before = _compile(rf"{NO_LETTER_BEFORE}(?P<kind>{kind})(?:{GAP}(?:of|for)|:)?{GAP}?[(]?\Z")
        self.part_with_hyphen = _compile(rf"{NO_LETTER_BEFORE}{self._lists.pattern('parts_with_hyphen')}-\Z")
        self.kind_after = _compile(rf"{GAP}(?P<kind>{kind})\b")

    def _between_dates(self) -> None:
        lists = self._lists
        time = rf"(?:\d{{1,2}}(?:[.:]\d\d)?{SPACE}?(?:[ap]\.?m\.?)?|noon|midnight)"
        time_before = rf"(?:{SPACE}?(?:at|from)?{SPACE}?{time})?"
        in_words = rf"{GAP}{lists.pattern('range_words')}{GAP}(?:{time}{GAP}(?:on{GAP})?)?(?:the{GAP}|end{GAP}(?:of{GAP})?)?"
        self.range_gap = _compile(rf"{time_before}(?:{in_words}|{GAP}?{DASH}{SPACE}?|{SPACE}?{DASH}{GAP}?|{SPACE}?/{SPACE}?)")
        self.list_gap = _compile(rf"{GAP}?(?:,?{GAP}{lists.pattern('list_words')}{GAP}|&|,|/){GAP}?(?:(?:on|in|the){GAP})*")
        self.between = _compile(rf"{NO_LETTER_BEFORE}{lists.pattern('between_words')}{GAP}(?:the{GAP})?\Z")


def _compile(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


def _trigger_words(lists: Words) -> list[str]:
    """The words that all open with that a word's anchor matches."""
    return [*lists.months, *lists.seasons, *lists.relative, *lists.numbers, "quarter", "qtr", "q1", "q2", "q3", "q4", "h1", "h2"]


@cache
def words_of_days() -> frozenset[str]:
    """All words that `before_month` matches, in small letters and cut at their signs."""
    lists = words()
    named = ("ordinal_endings", "welsh_ordinal_endings", "of_words", "list_words", "range_words", "week_starts", "week_ends")
    phrases = [*(word for name in named for word in lists.list_of(name)), *lists.weekdays, *lists.days_in_words, "the", "on", "day"]
    return frozenset(LETTERS.findall(" ".join(phrases).lower()))


@cache
def patterns() -> Patterns:
    """The patterns, compiled once."""
    return Patterns(words())
