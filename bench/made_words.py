"""Words, names and sentences that mean nothing, with the spread of a language: what made rows and made papers say."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import accumulate, count, islice

SYLLABLES = ("ba", "co", "den", "fer", "gil", "hol", "ist", "jar", "lor", "min", "nor", "pel", "qua", "ros", "sel", "tor", "wes", "zen")
VOCABULARY = 6000


def unique(words: Iterable[str]) -> Iterator[str]:
    """The words, each once."""
    seen: set[str] = set()
    for word in words:
        if word not in seen:
            seen.add(word)
            yield word


class Vocabulary:
    """Words of up to so many syllables, the first of them used most, as Zipf's law has it; the same for the same `chance`."""

    def __init__(self, chance: random.Random, syllables: int = 4) -> None:
        made = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, syllables))) for _ in count())
        self.words = list(islice(unique(made), VOCABULARY))
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))

    def said(self, chance: random.Random, words: int) -> str:
        """So many words in a row, in small letters."""
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=words))

    def sentence(self, chance: random.Random, least: int, most: int) -> str:
        """A sentence of `least` to `most` words."""
        return self.said(chance, chance.randint(least, most)).capitalize() + "."
