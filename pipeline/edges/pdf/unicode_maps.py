"""Maps from a font's codes to text (`/ToUnicode`), read in one go where they are written as nearly all are.

pdfminer reads them token by token, which costs more than all other work on a font. A map with anything unusual in it is left to pdfminer.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from codecs import utf_16_be_decode

SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
PART = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(\S)")
COMMENT = re.compile(rb"%[^\r\n]*")
UNUSUAL = (b"cidrange", b"cidchar", b"usecmap")
WHITE_SPACE = b" \t\r\n\f\v"
DIGITS_AND_SPACE = b"0123456789abcdefABCDEF" + WHITE_SPACE
MOST_CODES = 65536
NO_BREAK_SPACE = "\u00a0"

Entry = bytes | list[bytes]


def read_unicode_map(data: bytes) -> dict[int, str] | None:
    """The text of every code in a map; None when it is written in a way that only pdfminer should read.

    A code that a map gives twice has the later text, but a space is not replaced by a no-break space. Ranges end after 65,536 codes.
    """
    if b"%" in data:
        data = COMMENT.sub(b"", data)
    if any(word in data for word in UNUSUAL) or data.count(b"endcmap") > 1:
        return None
    texts: dict[int, str] = {}
    for section in SECTION.finditer(data.partition(b"endcmap")[0]):
        entries = _read_entries(section[2])
        if entries is None:
            return None
        size = 2 if section[1] == b"char" else 3
        for place in range(0, len(entries) - size + 1, size):
            first, last, value = entries[place], entries[place + size - 2], entries[place + size - 1]
            if not isinstance(first, bytes) or not isinstance(last, bytes) or not first or not value:
                return None
            if size == 2:
                if not isinstance(value, bytes):
                    return None
                _note(texts, int.from_bytes(first, "big"), value)
            elif not _note_range(texts, first, last, value):
                return None
    return texts


def _read_entries(section: bytes) -> list[Entry] | None:
    """The strings and the lists of strings of a section; None when anything else stands in it."""
    brackets = section.translate(None, DIGITS_AND_SPACE)
    if brackets and brackets == b"<>" * (len(brackets) >> 1):
        try:
            return [unhexlify(digits) for digits in section.translate(None, WHITE_SPACE)[1:-1].split(b"><")]
        except ValueError:
            return None
    entries: list[Entry] = []
    listed: list[bytes] | None = None
    for digits, opening, closing, other in PART.findall(section):
        if other or (opening and listed is not None) or (closing and listed is None):
            return None
        if opening:
            listed = []
        elif closing:
            entries.append(listed or [])
            listed = None
        else:
            digits = digits.translate(None, WHITE_SPACE)
            if len(digits) & 1:
                return None
            (entries if listed is None else listed).append(bytes.fromhex(digits.decode("ascii")))
    return entries if listed is None else None


def _note_range(texts: dict[int, str], first: bytes, last: bytes, value: Entry) -> bool:
    """Note the texts of a range of codes; False when only pdfminer should judge it."""
    if len(first) != len(last):
        return False
    start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
    codes = range(start, min(end + 1, start + MOST_CODES))
    if isinstance(value, list):
        for code, text in zip(codes, value, strict=False):
            _note(texts, code, text)
        return True
    prefix, counted = value[:-4], value[-4:]
    base, width = int.from_bytes(counted, "big"), len(counted)
    for step, code in enumerate(codes):
        if base + step > 0xFFFFFFFF:
            return False
        _note(texts, code, prefix + (base + step).to_bytes(4, "big")[-width:])
    return True


def _note(texts: dict[int, str], code: int, value: bytes) -> None:
    text = utf_16_be_decode(value, "ignore", True)[0]
    if text != NO_BREAK_SPACE or texts.get(code) != " ":
        texts[code] = text
