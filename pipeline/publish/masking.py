"""Taking personal data out of texts that are to be published, wherever its words turn up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.reaching import EMAIL, TELEPHONE, number_of

INSTEAD = {
    "e-mail": "[e-mail address removed]",
    "telephone": "[telephone number removed]",
    "address": "[address removed]",
    "name": "[name removed]",
}
"""What stands in the place of each kind of personal data."""
_RUN_OF_DIGITS = re.compile(r"(?=((?:\+?44[\s.-]{0,3}(?:\(0\))?|0)[\s().-]{0,3}\d(?:[\s().-]{0,3}\d){8,9}))")
_LONGEST = 254


class Personal(NamedTuple):
    """Something personal that a paper prints: the paper, its kind (one of `INSTEAD`) and its words."""

    document_id: str
    kind: str
    words: str


class Masks:
    """What has to be taken out.

    An e-mail address or a telephone number goes wherever it stands, in whatever paper and however it is spaced; a name or an address goes
    in the paper that prints it, for elsewhere the same words may be somebody else's.
    """

    def __init__(self, found: Iterable[Personal]) -> None:
        self.emails: set[str] = set()
        self.numbers: set[str] = set()
        self.phrases: dict[str, dict[str, str]] = {}
        for personal in found:
            if personal.kind == "e-mail":
                self.emails.add(personal.words.casefold())
            elif personal.kind == "telephone":
                self.numbers.add(number_of(personal.words))
            elif personal.words.strip():
                self.phrases.setdefault(personal.document_id, {})[" ".join(personal.words.split())] = INSTEAD[personal.kind]
        self._patterns: dict[str | None, tuple[re.Pattern[str] | None, dict[str, str]]] = {}

    def masked(self, text: str, document_id: str | None) -> str:
        """The text without what has to go; `document_id` is the paper that it comes from, None for what papers share."""
        if self.emails and "@" in text:
            text = EMAIL.sub(lambda found: INSTEAD["e-mail"] if self._is_masked(found.group()) else found.group(), text)
        if self.numbers:
            text = TELEPHONE.sub(lambda found: INSTEAD["telephone"] if number_of(found.group()) in self.numbers else found.group(), text)
        pattern, told = self._pattern(document_id)
        if pattern is not None:
            text = pattern.sub(lambda found: told[" ".join(found.group().split()).casefold()], text)
        return text

    def left_in(self, read: str) -> set[str]:
        """What has to go everywhere and stands in these characters, the bytes of a file, even where others run into it on both sides."""
        found = set()
        if self.emails:
            named: dict[str, list[str]] = {}
            for address in self.emails:
                named.setdefault(address.partition("@")[0], []).append(address)
            for at in re.finditer("@", read):
                before, after = (
                    read[max(0, at.start() - _LONGEST) : at.start()].casefold(),
                    read[at.start() : at.end() + _LONGEST].casefold(),
                )
                names = (before[place:] for place in range(len(before)))
                found |= {each for name in names for each in named.get(name, ()) if after.startswith(each[len(name) :])}
        if self.numbers:
            for digits in map(number_of, _RUN_OF_DIGITS.findall(read)):
                found |= {digits[:length] for length in (10, 11)} & self.numbers
        return found

    def _is_masked(self, address: str) -> bool:
        return address.casefold() in self.emails or address.strip(".'").casefold() in self.emails

    def _told(self, document_id: str | None) -> dict[str, str]:
        if document_id is not None:
            return {words.casefold(): instead for words, instead in self.phrases.get(document_id, {}).items()}
        return {words.casefold(): instead for phrases in self.phrases.values() for words, instead in phrases.items()}

    def _pattern(self, document_id: str | None) -> tuple[re.Pattern[str] | None, dict[str, str]]:
        """What finds the names and addresses of a paper, and what stands instead of each."""
        if document_id is not None and document_id not in self.phrases:
            return None, {}
        if document_id not in self._patterns:
            told = self._told(document_id)
            phrases = sorted(told, key=len, reverse=True)
            written = "|".join(r"\s+".join(map(re.escape, words.split())) for words in phrases)
            self._patterns[document_id] = (re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE) if phrases else None, told)
        return self._patterns[document_id]
