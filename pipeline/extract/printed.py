"""Whether a paper prints a word somewhere: asked of few words of few papers, so each is looked for when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.material import Material

SMALL_WORD = re.compile(r"[a-zß-öø-ÿ]{3,}")
ADDRESS = re.compile(r"\S*(?:@|www\.|://)\S*|\S+\.(?:gov|org|co)\.uk\S*")
LINE_END_HYPHEN = re.compile(r"(\w+)([-\u2010\u00ad])[ \t]*\n[ \t]*(\w+)")
"""A word cut by a line's end."""


class PrintedWords:
    """The words of a document, each kept with its answer once it has been asked for."""

    def __init__(self, material: Material) -> None:
        self._pages = material.pages
        self._small: dict[str, bool] = {}
        self._whole: dict[str, bool] = {}

    def has_small(self, word: str) -> bool:
        """Whether a word of three letters and more stands in small letters somewhere, in an e-mail or web address aside."""
        if word not in self._small:
            pattern = re.compile(rf"\b{re.escape(word)}\b")
            self._small[word] = SMALL_WORD.fullmatch(word) is not None and self._stands(word, pattern, ADDRESS, str)
        return self._small[word]

    def has_whole(self, word: str) -> bool:
        """Whether a word in small letters stands somewhere in any letters, with the hyphens that it has and no others; what a line's end
        cuts is no word."""
        if word not in self._whole:
            pattern = re.compile(rf"(?<!\w)(?<!\w-){re.escape(word)}(?!-?\w)")
            self._whole[word] = self._stands(word, pattern, LINE_END_HYPHEN, str.lower)
        return self._whole[word]

    def _stands(self, word: str, pattern: re.Pattern[str], left_out: re.Pattern[str], written: Callable[[str], str]) -> bool:
        texts = (page.text for page in self._pages.values() if word in written(page.text))
        return any(pattern.search(written(left_out.sub(" ", text))) for text in texts)
