"""What operators that show text are given: strings, and between them numbers that move the pen."""

from __future__ import annotations

import re

from pipeline.edges.pdf.operations import HEX, STRING, read_string

PART = re.compile(rb"(" + STRING + rb"|" + HEX + rb")|([-+]?(?:\d+\.?\d*|\.\d+))", re.DOTALL)
OTHERS = bytes(code for code in range(256) if code not in b"()<>\\")
"""All bytes but brackets of strings and what may stand before a bracket in a string."""
NO_BRACKETS = OTHERS + b"\\"
ENDS = b"[] \t\r\n\f\v\0"


def read_shown(operands: bytes) -> tuple[list[bytes], bool]:
    """The numbers and strings of some operands by turns, as written but without brackets, and whether the strings are in hex.

    First and last stands a number, empty (or white space) where there is none; so it is between two strings that follow each other.
    Strings that are all of one kind and have no brackets in them are cut at their brackets; what stands between them is not looked at
    and may be anything. A bracket behind a backslash is written as its number first, where no backslash stands for itself. All other
    operands are read carefully.
    """
    plain = operands
    brackets = operands.translate(None, OTHERS)
    if b"\\" in brackets and b"\\\\" not in operands:
        plain = operands.replace(b"\\(", b"\\050").replace(b"\\)", b"\\051")
        brackets = plain.translate(None, NO_BRACKETS)
    strings = len(brackets) >> 1
    if brackets == b"()" * strings:
        return plain.strip(ENDS).replace(b"(", b")").split(b")"), False
    if brackets == b"<>" * strings:
        return plain.strip(ENDS).replace(b"<", b">").split(b">"), True
    return read_shown_carefully(operands), True


def read_shown_carefully(operands: bytes) -> list[bytes]:
    """The same numbers and strings, all strings in hex; an empty one between two numbers. What is neither is left out."""
    parts = [b""]
    for string, number in PART.findall(operands):
        if string:
            parts += (string[1:-1] if string[:1] == b"<" else read_string(string[1:-1]).hex().encode(), b"")
        elif parts[-1]:
            parts += (b"", number)
        else:
            parts[-1] = number
    return parts
