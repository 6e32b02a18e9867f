"""Strings and numbers of operators that show text, by turns."""

from __future__ import annotations

import pytest

from pipeline.edges.pdf.shown import read_shown, read_shown_carefully

CASES = [
    ("a string alone", b" (Agenda) ", ([b"", b"Agenda", b""], False)),
    ("strings and numbers", b"[(Ag)-30.5(en) 4 (da)-2] ", ([b"", b"Ag", b"-30.5", b"en", b" 4 ", b"da", b"-2"], False)),
    ("in hex", b"\r\n[<0024>-3<0045 46>]", ([b"", b"0024", b"-3", b"0045 46", b""], True)),
    ("strings without a number between", b"[(a)(b)]", ([b"", b"a", b"", b"b", b""], False)),
    ("an empty string", b"()", ([b"", b"", b""], False)),
    ("nothing", b" ", ([b""], False)),
    ("brackets in a string", b"(see (2))", ([b"", b"73656520283229", b""], True)),
    ("brackets that are escaped", rb"[(\(a\)5)1(b)]", ([b"", rb"\050a\0515", b"1", b"b", b""], False)),
    ("other escapes", rb"[(\101\n)]", ([b"", rb"\101\n", b""], False)),
    ("brackets behind a backslash that stands for itself", rb"[(\\)1(b)]", ([b"", b"5c", b"1", b"62", b""], True)),
    ("a backslash before a string", rb"[(a)\(b)]", ([b"", b"61", b"", b"62", b""], True)),
    ("a bracket that is escaped and one in hex", rb"[(\()<62>]", ([b"", b"28", b"", b"62", b""], True)),
    ("both kinds of strings", b"[(a)<62>]", ([b"", b"61", b"", b"62", b""], True)),
    ("a sign of less than in a string", b"(<5)", ([b"", b"3c35", b""], True)),
]


@pytest.mark.parametrize(("operands", "shown"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_numbers_and_strings_come_by_turns(operands: bytes, shown: tuple[list[bytes], bool]) -> None:
    assert read_shown(operands) == shown


def test_read_carefully_two_numbers_have_an_empty_string_between_them() -> None:
    assert read_shown_carefully(b"[(a)-3 4.5 /x (b)]") == [b"", b"61", b"-3", b"", b"4.5", b"62", b""]
