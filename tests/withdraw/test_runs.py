"""Where the words of a passage turn up, and what they look like when they are blacked out."""

from __future__ import annotations

import pytest

from pipeline.withdraw.runs import blacked, runs_of, words_in

PASSAGE = words_in("the roof of the boathouse be mended by Ada Quill before winter")


@pytest.mark.parametrize(
    ("text", "fewest", "goes_on", "left"),
    [
        ("RESOLVED that the roof of the boathouse be mended by Ada Quill before winter.", 6, False, "RESOLVED that ."),
        ("the roof of the\nboathouse be mended", 6, False, ""),  # over a line end
        ("The Roof – of the Boathouse – be mended", 6, False, ""),  # other marks and case
        ("the roof of the church", 6, False, "the roof of the church"),  # too few words
        ("the roof of the boathouse", 4, False, ""),
        ("before winter. Then tea.", 6, False, "before winter. Then tea."),
        ("before winter. Then tea.", 6, True, ". Then tea."),  # the end of it, on the next page
        ("So it was: the roof of", 6, True, "So it was:"),  # its beginning, at the end of a page
        ("before winter came the roof of", 12, True, "came"),
        ("", 6, True, ""),
    ],
)
def test_runs(text: str, fewest: int, goes_on: bool, left: str) -> None:
    made = blacked(text, runs_of(text, PASSAGE, fewest, goes_on))
    assert len(made) == len(text)
    assert made.replace("█", "").split() == left.split()


def test_a_short_passage_is_found_only_as_a_whole() -> None:
    assert runs_of("Ada Quill and Ada", ["ada", "quill"], 6) == [(0, 9)]


def test_blocks_stand_for_every_letter_and_mark_but_not_for_spaces() -> None:
    assert blacked("of £12.50 a\nweek", [(3, 16)]) == "of ██████ █\n████"
