"""What is kept of a text's words: the same for the same words, near for near ones."""

from __future__ import annotations

from pipeline.divide.sketches import plain_words, sketch_of
from pipeline.records import Page, Sketch, TextSource

TEXT = " ".join(f"The {place}th lane from {name} to the mill was gritted twice" for place, name in enumerate("abcdefghijklmnopqrst" * 8))


def page(text: str, source: TextSource = "native") -> Page:
    return Page(number=1, width=595, height=842, text=text, text_source=source)


def sketch(*texts: str) -> Sketch:
    found = sketch_of(page(text) for text in texts)
    assert found is not None
    return found


def test_case_accents_punctuation_and_line_ends_make_no_difference() -> None:
    assert sketch("The café’s doors,\nre-hung on 3 May.") == sketch("THE CAFE’S DOORS re-hung\n\non 3 May")
    assert plain_words("Café (A21/17): £1,400") == [b"cafe", b"a21", b"17", b"1", b"400"]


def test_where_pages_end_makes_no_difference() -> None:
    assert sketch("one two three", "four five six") == sketch("one two", "three four five six")


def test_another_order_of_the_words_is_another_text() -> None:
    assert sketch("the clerk asked the chair").digest != sketch("the chair asked the clerk").digest


def test_words_with_figures_have_a_digest_of_their_own() -> None:
    before, after = sketch("meeting on 3 May 2021"), sketch("meeting on 4 May 2021")
    assert before.figures != after.figures
    assert sketch("meeting of 3 May 2021").figures == before.figures


def test_sums_are_those_of_another_shape_of_the_paper() -> None:
    before = sketch("Contents 2 Budget 3\nSpent 1,450 of 2,000 in 2021")
    assert sketch("Spent 1,450 of 2,000 in 2021\nContents 5 Budget 9 2021").sums == before.sums
    assert sketch("Contents 2 Budget 3\nSpent 1,451 of 2,000 in 2021").sums != before.sums


def test_most_shingles_of_a_changed_text_are_those_of_the_text() -> None:
    before, after = set(sketch(TEXT).shingles), set(sketch(TEXT.replace("7th lane", "7th long lane")).shingles)
    assert len(before) > 20
    assert len(before & after) > 0.8 * len(before | after)
    assert not before & set(sketch("Nothing of what stands here was ever written of roads or of salt in winter " * 3).shingles)


def test_no_words_no_sketch() -> None:
    assert sketch_of([page(""), page("•\n–")]) is None
    assert sketch_of([page("words that must not be kept", "withheld")]) is None
