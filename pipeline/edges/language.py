"""The language library: finding phrases in running text. It is loaded when the first paper needs it, which many do not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.edges.processor import loading_for_good

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def _english() -> Language:
    with loading_for_good():
        import spacy
        import spacy.matcher

        return spacy.blank("en")


class Phrases:
    """Phrases to be found in texts without regard to case and line ends, each by its place in the list given."""

    def __init__(self, phrases: Sequence[str]) -> None:
        english = _english()
        from spacy.matcher import PhraseMatcher

        self._matcher = PhraseMatcher(english.vocab, attr="LOWER")
        for number, phrase in enumerate(phrases):
            self._matcher.add(str(number), [english.make_doc(" ".join(phrase.split()))])

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Where phrases stand in a text, as `(number of the phrase, start, end)` in printed order; of overlapping ones the longest."""
        from spacy.util import filter_spans

        english = _english()
        document = english.make_doc(text.replace("\n", " "))
        spans = filter_spans(self._matcher(document, as_spans=True))
        return [(int(span.label_), span.start_char, span.end_char) for span in spans]
