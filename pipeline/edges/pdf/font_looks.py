"""Whether a font is bold or italic whose name does not say it: programs that rename fonts (`CIDFont+F2`) leave the font's own tables."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name

NAMELESS = re.compile(r"(?:[A-Z]{6}\+)?(?:CIDFont\+)?[A-Z]{1,3}\d{0,2}_?\d{1,3}")
"""A name that is a number."""
MOST_BYTES = 8 << 20
"""How much of a font's program is unpacked at most."""
FIRST_BYTES, LONGEST_ENTRY = 16384, 64
"""How much of it is unpacked to see where its tables stand, and how much of a table is looked at."""
BOLD_WEIGHT = 600
BOLD, ITALIC = 1, 2
"""Bits of the style in the table `head`."""
TRUE_TYPE = (b"\0\1\0\0", b"true", b"OTTO")


def look_of(name: str, description: Mapping[str, Any]) -> str:
    """`-Bold`, `-Italic` or `-BoldItalic` for a font with a name that says nothing and a program that says it; else empty.

    `description` is the font as the PDF describes it, composite or not. Broken programs say nothing.
    """
    if not NAMELESS.fullmatch(name):
        return ""
    try:
        inner = dict_value(list_value(description["DescendantFonts"])[0]) if "DescendantFonts" in description else description
        descriptor = dict_value(inner.get("FontDescriptor"))
        stream = resolve1(descriptor.get("FontFile2") or descriptor.get("FontFile3"))
        style = _style(_program(stream)) if isinstance(stream, PDFStream) else 0
    except Exception:  # a broken font may fail in any way, and its look is worth no page
        return ""
    words = ("Bold" if style & BOLD else "") + ("Italic" if style & ITALIC else "")
    return f"-{words}" if words else ""


def _program(stream: PDFStream) -> bytes:
    """The program of a font, as far as the tables that tell its style, which mostly stand near its beginning; empty where it is packed or
    locked in a way that would have to be undone without bounds."""
    filters = [literal_name(name) for name, _ in stream.get_filters()]
    raw = stream.get_rawdata()
    if raw is None or stream.decipher is not None or filters not in ([], ["FlateDecode"]):
        return b""
    if not filters:
        return raw[:MOST_BYTES]
    unpacker = zlib.decompressobj()
    program = unpacker.decompress(raw, FIRST_BYTES)
    end = max([place for place in _places(program).values() if place < MOST_BYTES], default=0) + LONGEST_ENTRY
    return program + unpacker.decompress(unpacker.unconsumed_tail, end - len(program)) if end > len(program) else program


def _places(program: bytes) -> dict[bytes, int]:
    """Where the tables of a font's program stand that tell its style; none where it has no such tables."""
    if program[:4] not in TRUE_TYPE:
        return {}
    entries = [struct.unpack_from(">4sLLL", program, 12 + 16 * number) for number in range(struct.unpack_from(">H", program, 4)[0])]
    return {tag: place for tag, _, place, _ in entries if tag in (b"head", b"OS/2")}


def _style(program: bytes) -> int:
    """The bits of a font's style: those of its table `head`, and bold where the weight in its table `OS/2` is."""
    tables = _places(program)
    style: int = struct.unpack_from(">H", program, tables[b"head"] + 44)[0] if b"head" in tables else 0
    weight: int = struct.unpack_from(">H", program, tables[b"OS/2"] + 4)[0] if b"OS/2" in tables else 0
    return (style & (BOLD | ITALIC)) | (BOLD if weight >= BOLD_WEIGHT else 0)
