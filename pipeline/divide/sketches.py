"""What is kept of a section's words, so that copies and versions of a paper can be told later without its pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from zlib import crc32

from pipeline.records import Page, Sketch

RUN = 4
"""So many words that follow each other make one shingle."""
KEPT_OF = 16
"""One shingle of so many is kept: those whose number this divides, which are the same in every paper that has them."""
DIGITS = 3
"""Figures with fewer digits may be page numbers, which are others in another shape of a paper."""
WORD = re.compile(r"[a-z0-9]+")


def sketch_of(pages: Iterable[Page]) -> Sketch | None:
    """The sketch of some pages' words; None when they have none. Pages that are withheld must not be among them."""
    words = [word for page in pages if page.text_source != "withheld" for word in plain_words(page.text)]
    if not words:
        return None
    runs = (" ".join(words[place : place + RUN]) for place in range(max(1, len(words) - RUN + 1)))
    numbers = (crc32(run.encode()) for run in runs)
    return Sketch(
        words=len(words),
        digest=_digest(words),
        figures=_digest(word for word in words if not word.isalpha()),
        sums=_digest(sorted({word for word in words if sum(letter.isdigit() for letter in word) >= DIGITS})),
        shingles=sorted({number // KEPT_OF for number in numbers if number % KEPT_OF == 0}),
    )


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, without accents and punctuation."""
    return WORD.findall(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower())


def _digest(words: Iterable[str]) -> str:
    return blake2b(" ".join(words).encode(), digest_size=8).hexdigest()
