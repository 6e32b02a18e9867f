"""What a file is, by its first bytes."""

from __future__ import annotations

import pytest

from pipeline.register.seen import is_paper_name, type_of

TYPES = [
    (b"%PDF-1.7\n%\xe2\xe3", "pdf", "as it should be"),
    (b"\xef\xbb\xbf\r\n%PDF-1.4", "pdf", "bytes of an upload form before it"),
    (b"<html>" + b" " * 100 + b"%PDF-1.4", "pdf", "a server's message glued before the paper"),
    (b" " * 1100 + b"%PDF-1.4", "text", "too far down to be believed"),
    (b"%PD\n1 0 obj\n<< /Type /Catalog >>", "damaged pdf", "its first line is spoilt"),
    (b"\x93\x01\x02 12 0 obj\x00", "damaged pdf", "its beginning is lost"),
    (b"", "empty", "nothing at all"),
    (b"<!DOCTYPE html><title>Sign in</title>", "web page", "a page in place of the paper"),
    (b"\n\n  <HTML lang='en'>", "web page", "old and in capitals"),
    ("<html>Cyngor</html>".encode("utf-16"), "web page", "in two bytes a character"),
    (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "web page", "as XML"),
    (b"PK\x03\x04\x14\x00", "office document", "a .docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "old office document", "a .doc"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture", "a photograph of a page"),
    (b"\x89PNG\r\n\x1a\n", "picture", "a screenshot"),
    (b"{\\rtf1\\ansi", "rich text", "saved by an old word processor"),
    (b"Minutes of the meeting held on\r\n3 May", "text", "only the words"),
    ("Cabinet – 3 May".encode("cp1252"), "text", "words of an old computer"),
    ("é".encode() * 600, "text", "a character cut by the end of what was looked at"),
    (b"\x00\x01\x02\x03\xfe", "unknown", "who knows"),
]


@pytest.mark.parametrize(("head", "kind", "case"), TYPES, ids=[case for _, _, case in TYPES])
def test_type(head: bytes, kind: str, case: str) -> None:
    assert type_of(head, len(head)) == kind


@pytest.mark.parametrize(
    ("name", "paper"),
    [("Agenda.pdf", True), ("AGENDA.PDF", True), ("minutes.Pdf", True), ("notes.pdf.txt", False), ("pdf", False), ("plan.docx", False)],
)
def test_name(name: str, paper: bool) -> None:
    assert is_paper_name(name) is paper
