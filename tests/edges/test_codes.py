"""The lists of spellings hold words, also where YAML would take a word for something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.edges.codes import codes, schemas_folder
from pipeline.errors import MissingCodes

LISTS = sorted(path.stem for path in (schemas_folder() / "codes").glob("*.yml"))


def listed(value: Any) -> Iterator[Any]:
    """Whatever stands in a list, and every key."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from listed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from listed(inner) if isinstance(inner, dict | list) else (inner,)


@pytest.mark.parametrize("name", LISTS)
def test_no_word_is_read_as_yes_or_no(name: str) -> None:
    """`on`, `no` and `yes` stand in quotation marks: without them they are truth values, which no word of a paper is like."""
    assert [value for value in listed(codes(name)) if isinstance(value, bool)] == []


def test_a_list_that_is_missing_is_named() -> None:
    with pytest.raises(MissingCodes, match=r"streets\.yml is missing"):
        codes("streets")
