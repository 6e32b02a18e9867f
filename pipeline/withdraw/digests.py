"""By what withdrawn words are known again without being kept."""

from __future__ import annotations

import hashlib

from pipeline.withdraw.runs import words_in

_COST = 1 << 11


def digest_of(words: str, salt: str) -> str:
    """A digest of words, whatever their case, spaces and marks. It is slow on purpose: the words of a telephone number cannot be found from
    it by trying all there are."""
    said = " ".join(word.casefold() for word in words_in(words))
    return hashlib.scrypt(said.encode(), salt=bytes.fromhex(salt), n=_COST, r=8, p=1, dklen=16).hex()
