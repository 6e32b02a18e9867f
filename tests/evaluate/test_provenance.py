"""Whether the words of a row stand on its page."""

from __future__ import annotations

import pytest

from pipeline.evaluate.provenance import Misquote, Quoted, check_quotes
from pipeline.evaluate.records import Quotes

PAGES = {1: "The revised routes\nbe adopted.", 2: "Oﬃcers will co\u00adoperate."}
BOX = "[1,2,3,4]"


@pytest.mark.parametrize(
    ("page", "quote", "bbox", "expected", "case"),
    [
        (1, "revised routes be adopted", BOX, Quotes(1, 1, 1), "a line break is a space"),
        (1, "the revised routes", BOX, Quotes(1, 1, 0), "capitals matter"),
        (2, "revised routes", BOX, Quotes(1, 1, 0), "on another page"),
        (3, "revised routes", BOX, Quotes(1, 1, 0), "on no page"),
        (2, "Officers will cooperate", BOX, Quotes(1, 1, 1), "ligature and soft hyphen"),
        (1, "T", BOX, Quotes(1, 0, 0), "one letter is no quote"),
        (1, None, BOX, Quotes(1, 0, 0), "no words"),
        (None, "revised routes", BOX, Quotes(1, 0, 0), "no page"),
        (1, "revised routes", None, Quotes(1, 0, 0), "no box"),
    ],
)
def test_quote(page: int | None, quote: str | None, bbox: str | None, expected: Quotes, case: str) -> None:
    row = Quoted("minutes", "x", page, quote, bbox)
    counts, misquotes = check_quotes("a.pdf", PAGES, [row])
    assert counts == {"minutes": expected}, case
    assert misquotes == ([] if expected.found else [Misquote("a.pdf", row)]), case


def test_counts_by_table_and_share() -> None:
    rows = [Quoted("minutes", "1", 1, "adopted", BOX), Quoted("minutes", "2", 1, "refused", BOX), Quoted("dates", "3", None, None, None)]
    counts, misquotes = check_quotes("a.pdf", PAGES, rows)
    assert counts == {"minutes": Quotes(2, 2, 1), "dates": Quotes(1, 0, 0)}
    assert [misquote.quoted.row_id for misquote in misquotes] == ["2", "3"]
    assert sum(counts.values(), Quotes()).share == pytest.approx(1 / 3)
    assert Quotes().share is None
