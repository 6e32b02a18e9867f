"""Looks of fonts whose names do not say them."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pytest
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from pipeline.edges.pdf.font_looks import look_of


def program(style: int = 0, weight: int | None = None, outlines: int = 0) -> bytes:
    """A font's program with the tables that tell its look, behind so many bytes of outlines, and nothing else."""
    tables = {b"glyf": bytes(outlines)} if outlines else {}
    tables |= {b"head": bytes(44) + struct.pack(">H", style) + bytes(8)}
    if weight is not None:
        tables[b"OS/2"] = bytes(4) + struct.pack(">H", weight) + bytes(8)
    offset = 12 + 16 * len(tables)
    directory, body = b"", b""
    for tag, table in tables.items():
        directory += struct.pack(">4sLLL", tag, 0, offset + len(body), len(table))
        body += table
    return struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 0, 0, 0) + directory + body


def described(raw: bytes, composite: bool = True, **attributes: Any) -> dict[str, Any]:
    font = {"FontDescriptor": {"FontFile2": PDFStream(attributes, raw)}}
    return {"DescendantFonts": [font]} if composite else font


@pytest.mark.parametrize(
    ("name", "font", "expected"),
    [
        ("CIDFont+F2", described(program(style=1)), "-Bold"),
        ("CIDFont+F2", described(program(weight=700)), "-Bold"),  # by its weight alone
        ("CIDFont+F7", described(program(weight=400)), ""),
        ("ABCDEF+TT2", described(program(style=3), composite=False), "-BoldItalic"),
        ("F1", described(zlib.compress(program(style=2)), Filter=LIT("FlateDecode")), "-Italic"),
        ("F1", described(zlib.compress(program(style=1, weight=700, outlines=100_000)), Filter=LIT("FlateDecode")), "-Bold"),
        ("F1", described(zlib.compress(program(weight=700, outlines=100_000))[:60], Filter=LIT("FlateDecode")), ""),  # breaks off
        ("ABCDEF+Arial", described(program(style=1)), ""),  # a name that says it
        ("F1", described(b"%!PS-AdobeFont"), ""),  # a program of another kind
        ("F1", described(program(style=1)[:40]), ""),  # one that breaks off
        ("F1", {}, ""),
    ],
)
def test_the_program_of_a_font_tells_its_look(name: str, font: dict[str, Any], expected: str) -> None:
    assert look_of(name, font) == expected
