"""What is kept of a section's words, so that copies and versions of a paper can be told later without its pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from itertools import accumulate
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
    """The sketch of some pages' words, made page by page; None when they have none. Pages that are withheld must not be among them."""
    count = 0
    digest, figures = blake2b(digest_size=8), blake2b(digest_size=8)
    sums: set[str] = set()
    any_figures = False
    shingles: set[int] = set()
    last: list[str] = []
    for page in pages:
        words = plain_words(page.text) if page.text_source != "withheld" else []
        if not words:
            continue
        digest.update((" " * (count > 0) + " ".join(words)).encode())
        with_figures = [word for word in words if not word.isalpha()]
        if with_figures:
            figures.update((" " * any_figures + " ".join(with_figures)).encode())
            any_figures = True
            sums.update(word for word in with_figures if sum([letter.isdigit() for letter in word]) >= DIGITS)
        count += len(words)
        chain = last + words
        if len(chain) >= RUN:
            shingles.update(_shingles(chain))
        last = chain[1 - RUN :]
    if not count:
        return None
    if count < RUN:
        shingles.update(_shingles(last))
    return Sketch(
        words=count,
        digest=digest.hexdigest(),
        figures=figures.hexdigest(),
        sums=blake2b(" ".join(sorted(sums)).encode(), digest_size=8).hexdigest(),
        shingles=sorted(shingles),
    )


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, without accents and punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return WORD.findall(text.lower())


def _shingles(words: list[str]) -> list[int]:
    """The shingles kept of a chain of words; all of a chain that is shorter than a run make one."""
    text = " ".join(words).encode()
    ends = list(accumulate([len(word) + 1 for word in words]))
    starts = [0, *ends]
    numbers = [crc32(text[start : end - 1]) for start, end in zip(starts, ends[RUN - 1 :] or ends[-1:], strict=False)]
    return [number // KEPT_OF for number in numbers if number % KEPT_OF == 0]
