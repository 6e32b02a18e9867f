"""How e-mail addresses and telephone numbers of this country are printed."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(r"(?<![\w.,/-])(?:\(?\+44\)?[\s.-]*(?:\(0\)[\s.-]*)?|\(?0)\d(?:[\s().-]{0,3}\d){8,9}(?![\w/]|[.,-]\d)")


def number_of(words: str) -> str:
    """The digits of a telephone number as one dials it inside the country."""
    digits = re.sub(r"\D", "", words.replace("(0)", ""))
    return "0" + digits[2:] if digits.startswith("44") and len(digits) > 11 else digits
