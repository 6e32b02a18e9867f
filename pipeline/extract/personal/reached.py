"""How private people are reached: e-mail addresses, telephone numbers, home addresses beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.officers.names import find_names
from pipeline.extract.personal.marks import Mark, Printed, around, said
from pipeline.reaching import EMAIL, TELEPHONE

_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_TOWN = r"(?:,? (?:[A-Z][a-z'’-]+)(?: [A-Z][a-z'’-]+){0,2})"
_DIALLED = re.compile(r"0\d(?:[\s().-]{0,3}\d){8}")
"""Stands in every telephone number without a country: the cheap test in front."""
_PERSONAL_NAME = re.compile(r"[a-z]{1,20}[._][a-z]{2,}\d{0,4}", re.IGNORECASE)
_LEAD = re.compile(r"\s*(?:,|\bof|\bwho lives at|\bliving at|\(|[-–—:|])?\s*")
_TITLED_LEAD = re.compile(r"\s*(?:,|\bof|\bat|\bfrom|\bwho lives at|\bliving at|\(|[-–—:|])?\s*")


def may_reach(text: str) -> bool:
    """Whether a page may have an e-mail address, a telephone number or the address of a house."""
    return "@" in text or "+44" in text or _DIALLED.search(text) is not None or _any_street().search(text) is not None


def find_emails(lines: Sequence[Printed]) -> Iterator[Mark]:
    """Private e-mail addresses: those at services for private people, and those named for a person, unless somebody is reached there at
    work."""
    for place, line in enumerate(lines):
        for found in EMAIL.finditer(line.text) if "@" in line.text else ():
            name, _, domain = found.group().rstrip(".").casefold().partition("@")
            if said("public_mail").search(domain) or said("office_mail").search(name):
                continue
            if domain in _private_services() or _PERSONAL_NAME.fullmatch(name):
                near = around(lines, place).replace(found.group(), " ")
                if _is_of_the_public(line.text.replace(found.group(), " ")) or said("of_the_public").search(near) or not _is_at_work(near):
                    yield Mark("e-mail", line.start + found.start(), line.start + found.start() + len(found.group().rstrip(".")))


def find_telephones(lines: Sequence[Printed]) -> Iterator[Mark]:
    """Telephone numbers of private people: where the words around say that they are such, or a mobile that belongs to nobody at work."""
    for place, line in enumerate(lines):
        for found in TELEPHONE.finditer(line.text) if "+44" in line.text or _DIALLED.search(line.text) else ():
            near = around(lines, place)
            work = _is_at_work(around(lines, place, after=2))
            private = said("of_the_public").search(around(lines, place, before=2, after=0)) or address_pattern().search(near)
            is_mobile = re.sub(r"\D", "", found.group()).startswith(("07", "447"))
            if _is_of_the_public(line.text) or (not work and (private or (is_mobile and find_names(near)))):
                yield Mark("telephone", line.start + found.start(), line.start + found.end())


def find_addresses(lines: Sequence[Printed]) -> Iterator[Mark]:
    """Home addresses beside a name, on its line or the next, where the words around speak of no business, no planning and no member."""
    for place, line in enumerate(lines):
        for found in address_pattern().finditer(line.text) if _any_street().search(line.text) else ():
            before = line.text[: found.start()]
            beside = _ends_with_name(before) or (not before.strip() and place > 0 and _ends_with_name(lines[place - 1].text))
            near = around(lines, place, before=2, after=1)
            public = said("of_the_public").search(near)
            if (
                beside
                and not said("at_work").search(around(lines, place, before=1, after=0))
                and (public or not said("of_business").search(near))
            ):
                yield Mark("address", line.start + found.start(), line.start + found.end())


def _is_of_the_public(line: str) -> bool:
    """Whether a line itself says that it is about one of the public, and not about somebody's work; then the lines around do not matter."""
    return bool(said("of_the_public").search(line)) and not _is_at_work(line)


def _is_at_work(near: str) -> bool:
    """Whether words say that somebody is reached at work: by what they are, or by an address of a public body beside it."""
    at_public_body = any(
        said("public_mail").search(found.group().rpartition("@")[2].rstrip(".").casefold()) for found in EMAIL.finditer(near)
    )
    return at_public_body or bool(said("at_work").search(near))


@cache
def _private_services() -> frozenset[str]:
    return frozenset(codes("personal")["private_mail"])


@cache
def _any_street() -> re.Pattern[str]:
    """What ends every street: the cheap test in front of the pattern of addresses, which looks at nothing but capitals."""
    groups: dict[str, list[str]] = {}
    for street in sorted(codes("personal")["streets"]):
        groups.setdefault(street[0], []).append(re.escape(street[1:]))
    return re.compile("|".join(rf"{letter}(?<= .)(?:{'|'.join(rests)})\b" for letter, rests in groups.items()))


@cache
def address_pattern() -> re.Pattern[str]:
    """A house by its number or flat and its street, with the town and the postcode where they follow."""
    streets = "|".join(map(re.escape, codes("personal")["streets"]))
    flat = r"(?:(?:Flat|Apartment|Unit) \d{1,3}[A-Z]?,? )?"
    named = r"(?:[A-Z][a-z'’-]+ ){1,2}(?:Cottage|House|Farm|Lodge|Barn|Bungalow),?"
    street = rf"(?:[A-Z][a-z'’-]+ ){{1,3}}(?:{streets})\b"
    behind = rf"(?:{_TOWN}){{0,2}}(?:,? {_POSTCODE})?"
    return re.compile(rf"(?<![\w/£.-]){flat}\d{{1,4}}[A-Za-z]?,? {street}\.?{behind}|(?<!\w){named} {street}{behind}")


def _ends_with_name(text: str) -> bool:
    """Whether a text ends with the name of somebody who is no member, and with what leads on to an address (`Ann Ash of`)."""
    names = find_names(text)
    if not names or names[-1].member:
        return False
    lead = _TITLED_LEAD if names[-1].titled else _LEAD
    return bool(lead.fullmatch(text[names[-1].end :]))
