"""Objects read with our tokens: the same as pdfminer's own, on whatever a PDF may hold."""

from __future__ import annotations

from io import BytesIO
from time import process_time
from typing import Any

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psexceptions import PSSyntaxError
from raw_pdf import RESOURCES, assemble, write_pdf

from pipeline.edges.pdf.objects import ObjectParser, Objects

BODIES = {
    "numbers": b"[1 -2 +3 4.5 -.5 6. 1.2.3 --7 0000000000000000000001 8]",
    "arrays of numbers": b"[[1 2 3] [-.5 +4. 0 1e] [ ] [1 2 3 0 R] [1.2.3 4] [5\n6] [7-8]]",
    "names": b"[/A /A#20B /#41#zz / /A.b-c*d /\xc3\x84 /\xff]",
    "words": b"[true false null truely]",
    "strings": rb"[(a (b) \) \101) <41 42 4> () <>]",
    "dictionaries": b"<< /A << /B [1 2 R] >> /C 3 0 R /D(e)/F<66>/G/H/I 1/J true >>",
    "a dictionary with all that is plain": b"<</A[<</B(c)/D[/E 1 0 R(f)[2[]]<414>]>>null true -3 .5]/G null/H false/I<4a4B>/J<<>>/K[]>>",
    "a name that comes twice, and one that is nothing": b"<< /A 1 /A 2 /B 3 /B null >>",
    "an array in a dictionary that closes as one": b"[<< /A [ 1 >> ] 2]",
    "a number as the name of an entry": b"<< 1 /A >>",
    "names with bytes of their own": b"<< /\xc3\x84 1 /\xff 2 /A#20B 3 >>",
    "strings that need care in a dictionary": rb"<< /A (a\)b) /B (c(d)) /C <4 1> /D <abc> /E 3 >>",
    "a comment in a dictionary": b"<< /A 1 % /B 2\n /C 3 >>",
    "a long dictionary over the end of the buffer": b"<< " + b"".join(b"/N%d (text %d) " % (n, n) for n in range(1500)) + b">>",
    "references": b"[1 0 R 12 0 R(a) 3 0 Rx 4 99999999 R -5 0 R 6\0 0 R 7 8 0 R]",
    "a reference alone": b"7 0 R",
    "comments": b"[1 % two\n 3 %\r4\n]",
    "no spaces": b"[/A/B(c)/D[1[2]]<</E/F>>]",
    "a long array over the end of the buffer": b"[" + b"12345 /Name67 " * 900 + b"]",
    "nothing": b"null",
    "a procedure": b"{1 2 add}",
}


def found(document: PDFDocument, number: int) -> Any:
    """An object of a document, or the kind of error over which it is not found."""
    try:
        return document.getobj(number)
    except PDFObjectNotFound as error:
        return type(error)


def plain(value: Any) -> Any:
    """An object of pdfminer in a form that can be compared."""
    if isinstance(value, PDFStream):
        return "stream", plain(value.attrs), value.get_data()
    if isinstance(value, PDFObjRef):
        return "reference", value.objid
    if isinstance(value, dict):
        return {name: plain(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return type(value).__name__, repr(value)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_objects_are_those_of_pdfminer(body: bytes) -> None:
    pdf = assemble({1: b"<< /Type /Catalog >>", 2: body, 3: b"<< /Length 3 >> stream\n%b\nendstream" % b"abc"})
    ours, theirs = Objects(ObjectParser(BytesIO(pdf))), PDFDocument(PDFParser(BytesIO(pdf)))
    for number in (1, 2, 3):
        assert plain(ours.getobj(number)) == plain(theirs.getobj(number))


WHOLE = {
    "a number": (b"12", True),
    "a number with a sign": (b"-12", False),
    "numbers side by side": (b"12 13", False),
    "an array of numbers": (b"[1 2.5 [3] -4]", True),
    "an array of names": (b"[/A /B]", False),
    "a dictionary": (b"<< /A [1 2] /B 3 0 R >>", True),
    "a dictionary and another": (b"<< /A 1 >> << /B 2 >>", False),
    "widths over the end of the buffer": (b"<< /W [%s] >>" % (b"12345 [678] " * 3000), True),
    "entries over the end of the buffer": (b"<< " + b"".join(b"/N%d (text %d) " % (n, n) for n in range(1500)) + b">>", True),
    "a stream": (b"<< /Length 3 >> stream\nabc\nendstream", True),
    "a stream behind two line ends": (b"<< /Length 3 >>\r\nstream\r\nabc\r\nendstream\r\n", True),
    "a stream behind half a line end": (b"<< /Length 3 >> stream\rabc\rendstream", False),
    "a stream as long as another object says": (b"<< /Length 4 0 R >> stream\nabc\nendstream", True),
    "a stream as long as nothing says": (b"<< /Length 9 0 R >> stream\nabc\nendstream", False),
    "a stream without length": (b"<< /A 1 >> stream\nabc\nendstream", False),
    "a stream longer than it says": (b"<< /Length 2 >> stream\nabc\nendstream", False),
    "a stream shorter than it says": (b"<< /Length 5 >> stream\nabc\nendstream", False),
    "a stream of less than nothing": (b"<< /Length -1 >> stream\nabc\nendstream", False),
    "a long stream": (b"<< /Length 20000 >> stream\n%s\nendstream" % (b"0123456789" * 2000), True),
    "a stream without an end": (b"<< /Length 3 >> stream\nabc\n", False),
    "a dictionary behind a comment": (b"% one\n<< /A 1 >>", False),
}


@pytest.mark.parametrize(("body", "plainly"), WHOLE.values(), ids=WHOLE.keys())
def test_plain_objects_are_read_whole_and_are_those_of_pdfminer(body: bytes, plainly: bool) -> None:
    pdf = assemble({1: b"<< /Type /Catalog >>", 2: body, 3: b"null", 4: b"3"})
    ours, theirs = Objects(ObjectParser(BytesIO(pdf))), PDFDocument(PDFParser(BytesIO(pdf)))
    whole = ObjectParser(BytesIO(pdf))
    whole.set_document(ours)
    assert (whole.read_whole(pdf.index(b"2 0 obj"), 2) is not None) == plainly
    for number in (4, 2, 1, 2):
        assert plain(found(ours, number)) == plain(found(theirs, number))


def test_an_object_is_read_whole_only_under_its_own_number() -> None:
    pdf = assemble({1: b"<< /Type /Catalog >>", 2: b"<< /A 1 >>"})
    assert ObjectParser(BytesIO(pdf)).read_whole(pdf.index(b"2 0 obj"), 3) is None
    assert ObjectParser(BytesIO(pdf)).read_whole(len(pdf) + 5, 2) is None


def test_a_dictionary_without_its_last_value_is_an_error_as_in_pdfminer() -> None:
    pdf = assemble({1: b"<< /Type /Catalog >>", 2: b"[<< /A 1 /B >> 2]"})
    for document in (Objects(ObjectParser(BytesIO(pdf))), PDFDocument(PDFParser(BytesIO(pdf)))):
        with pytest.raises(PSSyntaxError):
            document.getobj(2)


@pytest.mark.parametrize("shift", [0, -1, -2, 5, -100], ids=lambda shift: f"first object told {shift} bytes away")
def test_objects_in_a_stream_of_objects_are_those_of_pdfminer(shift: int) -> None:
    inside = b"<< /A [1 2 0 R null] /B (text) >> [/C 4.5 true]"
    packed = b"5 0 6 %d %s" % (inside.index(b"] /B"), inside)
    first = packed.index(b"<<") + shift
    holder = b"<< /Type /ObjStm /N 2 /First %d /Length %d >> stream\n%s\nendstream" % (first, len(packed), packed)
    pdf = assemble({1: b"<< /Type /Catalog >>", 2: holder})
    ours, theirs = Objects(ObjectParser(BytesIO(pdf))), PDFDocument(PDFParser(BytesIO(pdf)))
    for index in (0, 1):
        one, other = ours._getobj_objstm(ours.getobj(2), index, 5), theirs._getobj_objstm(theirs.getobj(2), index, 5)
        assert plain(one) == plain(other)


def test_a_whole_document_is_that_of_pdfminer() -> None:
    pdf = write_pdf(b"BT ET", resources=RESOURCES)
    ours, theirs = Objects(ObjectParser(BytesIO(pdf))), PDFDocument(PDFParser(BytesIO(pdf)))
    for number in theirs.xrefs[0].get_objids():
        assert plain(ours.getobj(number)) == plain(theirs.getobj(number))


@pytest.mark.parametrize("opened", [b"[", b"[1 2 3 "])
def test_arrays_in_each_other_take_no_longer_the_deeper_they_are(opened: bytes) -> None:
    seconds = {}
    for depth in (1000, 16_000):
        pdf = assemble({1: b"<< /Type /Catalog >>", 2: b"<< /A %s(end)%s >>" % (opened * depth, b"]" * depth)})
        parser = ObjectParser(BytesIO(pdf))
        parser.set_document(Objects(ObjectParser(BytesIO(pdf))))
        begun = process_time()
        assert parser.read_whole(pdf.index(b"2 0 obj"), 2) is not None
        seconds[depth] = process_time() - begun
    assert seconds[16_000] < 0.5, "each looks at the rest of all others"
