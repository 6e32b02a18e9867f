"""Taking back what was read: a paper or a fact without its words, in everything that the stages have made of it."""

from pipeline.withdraw.digests import digest_of
from pipeline.withdraw.lists import Withdrawn, about_others, said_discreetly, sorted_out
from pipeline.withdraw.redaction import redact, texts_of
from pipeline.withdraw.tombstones import tombstone, withdrawal_rows

__all__ = [
    "Withdrawn",
    "about_others",
    "digest_of",
    "redact",
    "said_discreetly",
    "sorted_out",
    "texts_of",
    "tombstone",
    "withdrawal_rows",
]
