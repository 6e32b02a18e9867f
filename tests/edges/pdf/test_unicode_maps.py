"""Maps from codes to text: read as pdfminer reads them, or left to it."""

from __future__ import annotations

from io import BytesIO

import pytest
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from raw_pdf import TO_UNICODE

from pipeline.edges.pdf.unicode_maps import read_unicode_map

MAPS = {
    "characters and ranges": TO_UNICODE,
    "one byte a code": b"1 beginbfchar <41> <0061> endbfchar",
    "several characters for a code": b"1 beginbfchar <0041> <006600660069> endbfchar",
    "beyond the first plane": b"1 beginbfchar <0041> <D83DDE00> endbfchar",
    "a code given twice": b"2 beginbfchar <41> <0061> <41> <0062> endbfchar",
    "a space that is not broken": b"2 beginbfchar <20> <0020> <20> <00A0> <21> <00A0> endbfchar",
    "a list shorter than its range": b"1 beginbfrange <01> <04> [<0061> <0062>] endbfrange",
    "a range that runs over": b"1 beginbfrange <01> <03> <00FE> endbfrange",
    "a range backwards": b"1 beginbfrange <05> <03> <0041> endbfrange",
    "an odd value at the end": b"2 beginbfchar <41> <0061> <42> endbfchar",
    "comments": b"%! a map\n1 beginbfchar <41> <0061> % an a\n endbfchar",
    "sections behind the end": b"1 beginbfchar <41> <0061> endbfchar endcmap 1 beginbfchar <42> <0062> endbfchar",
    "no sections": b"/CMapName /Own def",
    "nothing": b"",
}


@pytest.mark.parametrize("source", MAPS.values(), ids=MAPS.keys())
def test_maps_are_read_as_pdfminer_reads_them(source: bytes) -> None:
    theirs = FileUnicodeMap()
    CMapParser(theirs, BytesIO(source)).run()
    assert read_unicode_map(source) == theirs.cid2unichr


UNUSUAL = {
    "names for characters": b"1 beginbfchar <41> /a endbfchar",
    "codes by number": b"1 begincidrange <41> <42> 5 endcidrange",
    "another map inside": b"/Other usecmap 1 beginbfchar <41> <0061> endbfchar",
    "an odd number of digits": b"1 beginbfchar <4> <0061> endbfchar",
    "ends of different lengths": b"1 beginbfrange <41> <0042> <0061> endbfrange",
    "an empty code": b"1 beginbfchar <> <0061> endbfchar",
    "a list where there should be none": b"1 beginbfchar <41> [<0061>] endbfchar",
    "a list without an end": b"1 beginbfrange <41> <42> [<0061> endbfrange",
}


@pytest.mark.parametrize("source", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_unusual_maps_are_left_to_pdfminer(source: bytes) -> None:
    assert read_unicode_map(source) is None


def test_a_range_without_measure_is_cut() -> None:
    texts = read_unicode_map(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")
    assert texts is not None
    assert len(texts) == 65536
