"""The numbers, letters and bullets that paragraphs open with."""

from __future__ import annotations

import re

BULLET = re.compile(r"[•▪■●○◦‣⁃∙·❖➢➤►▶✓✔*\-–—]|o")
REFERENCE = re.compile(
    r"(?:[A-Z]{1,6}[./-]?)?\d{1,4}[./-]\d{2,4}[a-z]?[.:)]?"  # A18/17, 23/045, CAB/12/24 is two of them
    r"|[A-Z]{1,6}[./-]?\d{1,4}(?:[./-]\d{1,4}){0,2}[.:)]?"  # CAB.45, PC24/3
)
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?[.):]?")
POINTED = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?|[a-zA-Z]|[ivxlcIVXLC]{1,5})[.):]\)?|\((?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlc]{1,5})\)"
)
CAPITAL_POINTED = re.compile(r"[A-Z]\.")
LEVELS = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}")
YEAR = re.compile(r"(?:19|20)\d\d[.:)]?")
FINANCIAL_YEAR = re.compile(r"(?:19|20)(\d\d)[/-](?:20)?(\d\d)")


def find_label(text: str, space: float | None, size: float) -> tuple[str | None, int, bool]:
    """The label that a line opens with, the index of the word behind it, and whether a tab's white space stands between.

    `text` is the line's first word, `space` the white space behind it and `size` the height of the letters, in points; None when the word
    stands alone. A number without a point, a reference without a slash, and a capital with a point (`J. Smith`) are labels only with white
    space behind them as wide as a tab, and so is what reads like a financial year (`2023/24`); a year is none. Bullets are labels wherever
    they stand first.
    """
    if text.isalpha() and text != "o":  # as most lines open
        return None, 0, False
    alone = space is None
    wide = space is None or space > 0.55 * size
    if BULLET.fullmatch(text):
        return ("•" if text not in "-–—o*" else text), 1, not alone and wide
    if CAPITAL_POINTED.fullmatch(text):
        return (text, 1, True) if wide and not alone else (None, 0, False)
    if POINTED.fullmatch(text):
        return text, 1, wide and not alone
    if YEAR.fullmatch(text) or (_is_financial_year(text) and (alone or not wide or "-" in text)):
        return None, 0, False
    if wide and (REFERENCE.fullmatch(text) or NUMBER.fullmatch(text)):
        return text, 1, not alone
    if LEVELS.fullmatch(text) or (REFERENCE.fullmatch(text) and "/" in text):
        return text, 1, wide
    return None, 0, False


def _is_financial_year(text: str) -> bool:
    match = FINANCIAL_YEAR.fullmatch(text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])
