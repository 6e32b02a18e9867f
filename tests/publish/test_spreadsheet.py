"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import pytest

from pipeline.publish.site.spreadsheet import as_csv, inert


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Refill the bins", "Refill the bins"),
        ("=1+1", "'=1+1"),
        ("+44 1632", "'+44 1632"),
        ("-5", "'-5"),
        (-5, -5),  # a number is no formula
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),  # some trim it
        ("\n=1+1", "'\n=1+1"),
        ("\t=1", "'\t=1"),
        ("a = b", "a = b"),
        (None, ""),
        ("", ""),
    ],
)
def test_cells(value: object, cell: object) -> None:
    assert inert(value) == cell


def test_lines() -> None:
    assert as_csv(["a", "b"], [["x, y", 'say "z"'], [None, 1]]) == 'a,b\r\n"x, y","say ""z"""\r\n,1\r\n'
