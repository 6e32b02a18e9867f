"""The lists of spellings hold words, also where YAML would take a word for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.edges.code import PACKAGE
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


class Strict(yaml.SafeLoader):
    """Reads a list as it is written, and refuses a key that stands there twice: of two, the last would count, without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise yaml.constructor.ConstructorError(None, None, f"{keys} has a key twice", node.start_mark)
        return super().construct_mapping(node, deep)


@pytest.mark.parametrize("path", sorted(schemas_folder().rglob("*.yml")), ids=lambda path: path.stem)
def test_no_key_stands_twice(path: Path) -> None:
    assert yaml.load(path.read_text(encoding="utf-8"), Strict)


def test_a_key_that_stands_twice_is_found() -> None:
    with pytest.raises(yaml.constructor.ConstructorError, match="twice"):
        yaml.load("a: {b: 1, b: 2}", Strict)


def test_reading_asks_for_few_lists() -> None:
    """A change of one of them has all papers read again, which is dear."""
    sources = [path.read_text(encoding="utf-8") for room in ("read", "edges/pdf") for path in (PACKAGE / room).rglob("*.py")]
    assert {name for source in sources for name in re.findall(r"\bcodes\(([^)]*)\)", source)} == {'"calendar"', '"lists_of_people"'}


def test_a_list_that_is_missing_is_named() -> None:
    with pytest.raises(MissingCodes, match=r"streets\.yml is missing"):
        codes("streets")
