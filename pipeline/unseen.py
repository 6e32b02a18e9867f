"""Characters that nobody sees and that do something: control characters, and marks that turn the direction of writing.

In a file's name, or in the text of a PDF, they can move a terminal's cursor, hide words, or make `fdp.exe` out of `exe.pdf`.
"""

from __future__ import annotations

import re

_UNSEEN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_IN_TEXT = re.compile(f"[{_UNSEEN}]")
_IN_A_LINE = re.compile(f"[{_UNSEEN}\t\n\x0b\x0c\r\x85\u2028\u2029]")


def without_unseen(text: str) -> str:
    """The text without them; line breaks and tabs stay."""
    return text if text.replace("\n", "").isprintable() else _IN_TEXT.sub("", text)


def made_visible(text: str) -> str:
    r"""The text on one line with each of them, and each line break, written out: `\x1b`, `\u202e`."""
    return _IN_A_LINE.sub(lambda found: ascii(found[0])[1:-1] if ord(found[0]) > 0xFF else f"\\x{ord(found[0]):02x}", text)
