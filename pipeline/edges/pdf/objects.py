"""pdfminer's document with a quicker reading of tokens: the same objects, in less than half the time.

pdfminer reads a token a state at a time. Nearly all tokens of a PDF are plain numbers, names and words that stand whole in the buffer, and
one pattern knows those; most are numbers in arrays (the widths of a font's characters), and an array of nothing else is decoded at once.
An object that is a plain dictionary, stream, array or number from its first word to its last is read without asking for tokens at all.
All others go the way of pdfminer.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import msgspec
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser, PDFStreamParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psexceptions import PSEOF, PSSyntaxError
from pdfminer.psparser import KWD, LIT, PSKeyword, PSStackParser, literal_name

PLAIN = re.compile(
    rb"[\s\0]*+(?:([-+]?\d{1,18}+)(?=[^.\d])|/([^#/%\[\]()<>{}\s]*+)(?=[/%\[\]()<>{}\s])|([-+]?\d{0,18}+\.\d{1,18}+)(?=\D)"
    rb"|([A-Za-z][^#/%\[\]()<>{}\s]*+)(?=[/%\[\]()<>{}\s])|(\[|\]|<<|>>))"
)
REFERENCE = re.compile(rb"[\s\0]++\d{1,5}[\s\0]++R(?=[/%\[\]()<>{}\s])")
"""The rest of a reference to an object, behind its number."""
IN_DICTIONARY = re.compile(
    rb"[ \t\n\r\f\v\0]*+(?:/([^#/%\[\]()<>{}\s]*+)(?=[/%\[\]()<>{}\s])|(\d{1,18}+)[\s\0]++\d{1,5}[\s\0]++R(?=[/%\[\]()<>{}\s])"
    rb"|([-+]?\d{1,18}+)(?=[^.\d])|([-+]?\d{0,18}+\.\d{1,18}+)(?=\D)|(true|false|null)(?=[/%\[\]()<>{}\s])"
    rb"|\(([^()\\]*+)\)|<((?:[0-9A-Fa-f]{2})*+)>|(<<)|(>>)|(\[)|(\]))"
)
"""A plain token between the brackets of a dictionary."""
NAME, REFERENCE_TO, NUMBER, DECIMAL, WORD, STRING, HEX, OPENS, CLOSES, OPENS_ARRAY, CLOSES_ARRAY = range(1, 12)
WORDS = {b"true": True, b"false": False}
NUMBERS = re.compile(rb"(?:[-\d.\s]++|\[[-\d.\s]*+\])*+\]")
"""The rest of an array that holds numbers and arrays of numbers."""
NUMBERS_SO_FAR = re.compile(rb"[-\d.\s\[\]]*+")
"""What may be such a rest, cut by the end of the buffer."""
LINE = re.compile(rb"[^\r\n]*+(?:\n|\r\n|\r(?=[^\n]))")
BEGINS_OBJECT = re.compile(
    rb"[\s\0]*+(\d{1,18}+)[\s\0]++\d{1,18}+[\s\0]++obj(?:(?:\s[\s\0]*+)?(?:(<<)|\[)|\s[\s\0]*+(\d{1,18}+)(?=[\s\0]++endobj\s))"
)
ENDS_OBJECT = re.compile(rb"[\s\0]*+(?:endobj(?=[/%\[\]()<>{}\s])|(stream)\r?\n)")
ENDS_STREAM = re.compile(rb"[\s\0]*+endstream\s[\s\0]*+endobj(?=[/%\[\]()<>{}\s])")
BEHIND_STREAM = 64
"""Bytes behind a stream within which its end is looked for."""
LONGEST_TOKEN, LARGE_OBJECT = 1024, 1 << 20
"""A dictionary that cannot be read on so near to the end of the buffer is read again from its first byte, and as far as this."""
OPENING = {KWD(b"["): "a", KWD(b"<<"): "d", KWD(b"{"): "p"}
CLOSING = {KWD(b"]"): "a", KWD(b">>"): "d", KWD(b"}"): "p"}
_decode = msgspec.json.Decoder(list[int | float | list[int | float]]).decode


class _PlainTokens(PSStackParser[Any]):
    """The quick way, put before a parser of pdfminer."""

    BUFSIZ = 16384
    bufpos = 0
    buf = b""
    doc: PDFDocument | None
    nothing: Any = None
    """What `null` is taken for."""
    is_cut = False
    """Whether the dictionary that could not be read last was perhaps cut by the end of the buffer."""

    def seek(self, pos: int) -> None:
        """Go to a place. What has been read from the file is kept where the place lies in it: objects mostly stand side by side."""
        start, buffer, length = self.bufpos, self.buf, len(self.buf)
        super().seek(pos)
        if start <= pos < start + length:
            self.bufpos, self.buf, self.charpos = start, buffer, pos - start
            self.fp.seek(start + length)

    def nextobject(self) -> tuple[int, Any]:
        while not self.results:
            place, token = self.nexttoken()
            if not isinstance(token, PSKeyword):
                self.curstack.append((place, token))
            elif token in OPENING:
                kind = OPENING[token]
                whole = self._read_numbers() if kind == "a" else self._read_dictionary() if kind == "d" else None
                if whole is None:
                    self.context.append((place, self.curtype, self.curstack))
                    self.curtype, self.curstack = kind, []
                else:
                    self.curstack.append((place, whole))
            elif token not in CLOSING:
                self.do_keyword(place, token)
            elif CLOSING[token] == self.curtype:
                self._close()
            if not self.context:
                self.flush()
        return self.results.pop(0)

    def _close(self) -> None:
        """End the open array, dictionary or procedure. Raises PSSyntaxError when a name of a dictionary has no value."""
        kind, values = self.curtype, [value for _, value in self.curstack]
        place, self.curtype, self.curstack = self.context.pop()
        if kind != "d":
            self.curstack.append((place, values))
            return
        if len(values) % 2:
            raise PSSyntaxError(f"Invalid dictionary construct: {values!r}")
        pairs = zip(values[::2], values[1::2], strict=True)
        self.curstack.append((place, {literal_name(name): value for name, value in pairs if value is not None}))

    def _read_numbers(self) -> list[Any] | None:
        """The array that has just been opened, when it is whole in the buffer and holds plain numbers only; None, and nothing is read."""
        match = None if self._tokens else NUMBERS.match(self.buf, self.charpos)
        numbers = None if match is None else _decoded(match[0])
        if match is not None and numbers is not None:
            self.charpos = match.end()
        return numbers

    def _read_dictionary(self) -> dict[str, Any] | None:
        """The dictionary that has just been opened, when it is whole in the buffer and plain; None, and nothing is read."""
        self.is_cut = False
        if self._tokens:
            return None
        buffer, place, read = self.buf, self.charpos, IN_DICTIONARY.match
        outer: list[tuple[Any, str | None]] = []
        entries: dict[str, Any] | None = {}
        values: list[Any] = []
        key: str | None = None
        value: Any
        numbers_end = 0
        while match := read(buffer, place):
            place, kind = match.end(), match.lastindex
            if kind == NAME:
                try:
                    name = match[NAME].decode("utf-8")
                except UnicodeDecodeError:
                    return None
                if entries is not None and key is None:
                    key = name
                    continue
                value = LIT(name)
            elif kind == REFERENCE_TO:
                value = PDFObjRef(self.doc, int(match[REFERENCE_TO]))
            elif kind == NUMBER:
                value = int(match[NUMBER])
            elif kind == OPENS_ARRAY:
                numbers = NUMBERS.match(buffer, place)
                value = None if numbers is None else _decoded(numbers[0])
                if numbers is None and place >= numbers_end:  # else it was looked at with an array around it
                    so_far = NUMBERS_SO_FAR.match(buffer, place)
                    numbers_end = place if so_far is None else so_far.end()
                    if numbers_end == len(buffer):
                        break
                if numbers is None or value is None:
                    outer.append((entries if entries is not None else values, key))
                    entries, values, key = None, [], None
                    continue
                place = numbers.end()
            elif kind == OPENS:
                outer.append((entries if entries is not None else values, key))
                entries, key = {}, None
                continue
            elif kind == CLOSES:
                if entries is None or key is not None:
                    return None
                value = entries
            elif kind == CLOSES_ARRAY:
                if entries is not None:
                    return None
                value = values
            elif kind == DECIMAL:
                value = float(match[DECIMAL])
            elif kind == STRING:
                value = match[STRING]
            elif kind == HEX:
                value = bytes.fromhex(match[HEX].decode("ascii"))
            else:
                value = WORDS.get(match[WORD], self.nothing)
            if kind in (CLOSES, CLOSES_ARRAY):
                if not outer:
                    self.charpos = place
                    return entries
                holder, key = outer.pop()
                entries, values = (holder, []) if isinstance(holder, dict) else (None, holder)
            if entries is None:
                values.append(value)
            elif key is None:
                return None
            else:
                if value is not None:
                    entries[key] = value
                key = None
        self.is_cut = match is not None or len(buffer) - place < LONGEST_TOKEN
        return None

    def nexttoken(self) -> tuple[int, Any]:
        if self._tokens or self.eof:
            return super().nexttoken()
        match = PLAIN.match(self.buf, self.charpos)
        if match is None and self.charpos >= len(self.buf):
            with suppress(PSEOF):
                self.fillbuf()
                match = PLAIN.match(self.buf, self.charpos)
        if match is None:
            return super().nexttoken()
        self.charpos = match.end()
        number, name, decimal, word, bracket = match.groups()
        token: Any
        if number is not None:
            token = int(number)
            rest = REFERENCE.match(self.buf, self.charpos) if self.context else None
            if rest is not None:
                self.charpos = rest.end()
                token = PDFObjRef(self.doc, token)
        elif name is not None:
            try:
                token = LIT(name.decode("utf-8"))
            except UnicodeDecodeError:
                token = LIT(name)
        elif decimal is not None:
            token = float(decimal)
        elif word is not None:
            token = WORDS[word] if word in WORDS else KWD(word)
        else:
            token = KWD(bracket)
        kind = match.lastindex or 0
        # A name begins at its slash.
        return self.bufpos + match.start(kind) - (kind == 2), token


def _decoded(written: bytes) -> list[Any] | None:
    """The numbers of an array, given as written behind its first bracket; None when some are written in an unusual way."""
    listed = b",".join((b"[ " + written.replace(b"[", b" [ ").replace(b"]", b" ] ")).split())
    try:
        return _decode(listed.replace(b"[,", b"[").replace(b",]", b"]"))
    except msgspec.MsgspecError:
        return None


def _numbers_in_front(data: bytes, count: object, first: object) -> list[object]:
    """The numbers and places with which a stream of so many objects opens, in front of the first; empty when they are not told as usual."""
    if not isinstance(count, int) or not isinstance(first, int):
        return []
    numbers = data[: max(0, first)].split()
    plain = len(numbers) == 2 * count and b"".join(numbers).isdigit() and data[first - 1 : first].isspace()
    return [int(number) for number in numbers] if plain else []


class ObjectParser(_PlainTokens, PDFParser):
    """The parser of a PDF file."""

    def read_whole(self, place: int, number: int) -> Any:
        """The object that stands at a place of the file, when it has this number and is plain; None when only pdfminer should judge it."""
        if self.fallback:
            return None
        if not self.bufpos <= place < self.bufpos + len(self.buf):
            self._fetch(place, self.BUFSIZ)
        found = self._read_placed(place, number)
        if found is None and self.is_cut:
            self._fetch(place, LARGE_OBJECT)
            found = self._read_placed(place, number)
        return found

    def nextline(self) -> tuple[int, bytes]:
        """The next line with its end, and where it begins: tables of the places of objects have thousands of lines."""
        line = LINE.match(self.buf, self.charpos)
        if line is None:
            return super().nextline()
        self.charpos = line.end()
        return self.bufpos + line.start(), line[0]

    def _fetch(self, place: int, count: int) -> None:
        """Have so many bytes of the file in the buffer, fewer at its end, from a place on."""
        self.buf = b""
        self.seek(place)
        self.buf = self.fp.read(count)

    def _read_placed(self, place: int, number: int) -> Any:
        self.is_cut = False
        match = BEGINS_OBJECT.match(self.buf, place - self.bufpos)
        if match is None or int(match[1]) != number:
            return None
        if match[3]:
            return int(match[3])
        self.charpos = match.end()
        value: Any = self._read_dictionary() if match[2] else self._read_numbers()
        end = None if value is None else ENDS_OBJECT.match(self.buf, self.charpos)
        if end is None:
            return None
        return self._read_stream(value, end.end()) if end[1] else value

    def _read_stream(self, entries: Any, start: int) -> PDFStream | None:
        """The stream with these entries whose bytes begin at `start` in the buffer; None when they do not end where the entries say."""
        buffer, place = self.buf, self.bufpos + start
        length = resolve1(entries.get("Length")) if isinstance(entries, dict) else None
        if not isinstance(length, int) or length < 0 or self.doc is None:
            return None
        data = buffer[start : start + length + BEHIND_STREAM]
        if len(data) < length + BEHIND_STREAM:
            self.fp.seek(place)
            data = self.fp.read(length + BEHIND_STREAM)
        return PDFStream(entries, data[:length], self.doc.decipher) if ENDS_STREAM.match(data, length) else None


class _ObjectStreamParser(_PlainTokens, PDFStreamParser):
    """The parser of a stream of objects."""

    nothing = KWD(b"null")


class Objects(PDFDocument):
    """The objects of a PDF file."""

    def _getobj_parse(self, pos: int, objid: int) -> object:
        parser = self._parser
        found = parser.read_whole(pos, objid) if isinstance(parser, ObjectParser) else None
        return super()._getobj_parse(pos, objid) if found is None else found

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        count = stream.get("N", 0)
        data = stream.get_data()
        objects = _numbers_in_front(data, count, stream.get("First"))
        parser = _ObjectStreamParser(data[stream["First"] :] if objects else data)
        parser.set_document(self)
        try:
            while True:
                objects.append(parser.nextobject()[1])
        except PSEOF:
            return objects, count
