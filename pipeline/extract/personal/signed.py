"""The names, and the addresses beside them, of those who have signed a petition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.officers.names import find_name
from pipeline.extract.personal.marks import Mark, Printed, around, said
from pipeline.extract.personal.reached import address_pattern

_MOST_BETWEEN = 3
"""So many lines that are no signatory's end the list."""
_MOST_WORDS = 6
"""What stands beside a name and its address in such a list is short: a postcode, a date, `signed`."""


def may_be_signed(text: str) -> bool:
    """Whether a page may have a list of signatures."""
    lowered = text.lower()
    return any(word in lowered for word in codes("personal")["signed_words"])


def find_signatories(lines: Sequence[Printed]) -> Iterator[Mark]:
    """Each name in a list of signatures, and the address on its line or the next."""
    if not may_be_signed("\n".join([line.text for line in lines])):
        return
    place = 0
    while place < len(lines):
        if not _opens_list(lines, place):
            place += 1
            continue
        place += 1
        misses = 0
        while place < len(lines) and misses < _MOST_BETWEEN:
            marks = list(_of_line(lines[place]))
            misses = 0 if marks else misses + 1
            yield from marks
            place += 1


def _opens_list(lines: Sequence[Printed], place: int) -> bool:
    """Whether a line is the head of a list of signatures, on a page that speaks of a petition shortly before."""
    text = lines[place].text.strip()
    if said("signed_heads").fullmatch(text):
        return bool(said("signed_list").search(around(lines, place, before=12, after=0)))
    column = said("signed_columns").fullmatch(text)
    opens = said("signed_opening").search(text)
    if column is None and opens is None:
        return False
    heads = around(lines, place, before=2, after=0)
    if (
        len(text.split()) <= 2
        and said("signed_heads").search(heads)
        and said("signed_list").search(around(lines, place, before=12, after=0))
    ):
        return column is not None
    return opens is not None


def _of_line(line: Printed) -> Iterator[Mark]:
    """The name and the address on a line of a list of signatures; nothing on a line of prose."""
    for found in address_pattern().finditer(line.text):
        yield Mark("address", line.start + found.start(), line.start + found.end())
    number = _number().match(line.text)
    name = find_name(line.text, number.end() if number else 0)
    if name is None or name.member:
        return
    rest = address_pattern().sub("", line.text[name.end :])
    if len(rest.split()) <= _MOST_WORDS:
        yield Mark("name", line.start + name.outer, line.start + name.end)


@cache
def _number() -> re.Pattern[str]:
    """What stands before a name in such a list: its number, and the title of another who signs with that one (`12. Mr and Mrs Ash`)."""
    return re.compile(rf"\s*(?:\d{{1,4}}[.)]?\s+)?(?:(?:{'|'.join(codes('names')['short_titles'])})\.? (?:and|&) )?")
