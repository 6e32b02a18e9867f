"""What is kept of a section's words, so that copies and versions of a paper can be told later without its pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from itertools import filterfalse
from string import ascii_lowercase
from zlib import crc32

from pipeline.records import Page, Sketch

RUN = 4
"""So many words that follow each other make one shingle."""
KEPT_OF = 16
"""One shingle of so many is kept: those whose number this divides, which are the same in every paper that has them."""
DIGITS = 3
"""Figures with fewer digits may be page numbers, which are others in another shape of a paper."""
_SMALL = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
"""What each byte becomes: letters small, digits as they are, all else white space."""
_LETTERS = ascii_lowercase.encode()


def sketch_of(pages: Iterable[Page]) -> Sketch | None:
    """The sketch of some pages' words, made page by page; None when they have none. Pages that are withheld must not be among them."""
    count = 0
    digest, figures = blake2b(digest_size=8), blake2b(digest_size=8)
    sums: set[bytes] = set()
    any_figures = False
    shingles: set[int] = set()
    last: list[bytes] = []
    for page in pages:
        words = plain_words(page.text) if page.text_source != "withheld" else []
        if not words:
            continue
        digest.update(b" " * (count > 0) + b" ".join(words))
        with_figures = list(filterfalse(bytes.isalpha, words))
        if with_figures:
            figures.update(b" " * any_figures + b" ".join(with_figures))
            any_figures = True
            sums.update([word for word in with_figures if len(word) >= DIGITS and len(word.translate(None, _LETTERS)) >= DIGITS])
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
        sums=blake2b(b" ".join(sorted(sums)), digest_size=8).hexdigest(),
        shingles=sorted(shingles),
    )


def plain_words(text: str) -> list[bytes]:
    """The words of a text in small letters, without accents and punctuation, in ASCII."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return plain.encode("ascii", "ignore").translate(_SMALL).split()


def _shingles(words: list[bytes]) -> list[int]:
    """The shingles kept of a chain of words; all of a chain that is shorter than a run make one."""
    runs = zip(*[words[place:] for place in range(min(RUN, len(words)))], strict=False)
    numbers = map(crc32, map(b" ".join, runs))
    return [number // KEPT_OF for number in numbers if not number % KEPT_OF]
