"""No pattern can take hours: a repeat without end holds no other whose matches could be cut up in many ways.

`(?:\\W*\\w+){3,}` on a line of thirty words tries every way to cut each word into pieces before it gives up. Papers come from anywhere, so
a pattern like that hangs a worker sooner or later.
"""

import functools
import importlib
import inspect
import pkgutil
import re
import re._constants as codes  # the standard library's own reading of patterns, which has no public name
import re._parser as reading
import types
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

import pipeline
from pipeline.edges.codes import schemas_folder

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
MANY = 10  # a repeat that goes on for longer is taken for endless


def endless_in_endless(pattern: str, flags: int = 0) -> bool:
    """Whether an endless repeat holds an endless one, with nothing else in it that has to be there."""
    return any(_holds_endless(body) for body in _endless_bodies(reading.parse(pattern, flags)))


def _endless_bodies(parsed: Any) -> Iterator[list[Any]]:
    for operation, value in parsed:
        for inner in _parts(operation, value):
            if operation in REPEATS and _is_endless(value):
                yield _without_brackets(list(inner))
            yield from _endless_bodies(inner)


def _parts(operation: Any, value: Any) -> list[Any]:
    if operation in REPEATS or operation is codes.SUBPATTERN:
        return [value[-1]]
    if operation is codes.BRANCH:
        return list(value[1])
    if operation in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return [value] if operation is codes.ATOMIC_GROUP else []


def _without_brackets(body: list[Any]) -> list[Any]:
    return _without_brackets(list(body[0][1][-1])) if len(body) == 1 and body[0][0] is codes.SUBPATTERN else body


def _is_endless(repeat: Any) -> bool:
    most = repeat[1]
    return most is codes.MAXREPEAT or int(most) >= MANY


def _holds_endless(body: list[Any]) -> bool:
    if len(body) == 1 and body[0][0] is codes.BRANCH:
        return any(_holds_endless(_without_brackets(list(branch))) for branch in body[0][1][1])
    repeats = [value for operation, value in body if operation in REPEATS]
    needed = len(body) - sum(repeat[0] == 0 for repeat in repeats)
    endless = [repeat for repeat in repeats if _is_endless(repeat)]
    return bool(endless) and (needed == 0 or (needed == 1 and any(repeat[0] > 0 for repeat in endless)))


def _patterns() -> dict[tuple[str, int], str]:
    """Every pattern that a module holds, or makes with a remembered function that asks for nothing -> where it is."""
    found: dict[tuple[str, int], str] = {}
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, functools._lru_cache_wrapper) and not inspect.signature(value).parameters:
                value = value()
            for pattern in _within(value):
                found[pattern.pattern, pattern.flags] = f"{module.name}.{name}"
    return found


def _listed() -> dict[str, str]:
    """Every pattern in the lists of spellings, from which modules make theirs when they are asked -> where it is; words are none."""
    found: dict[str, str] = {}
    for path in sorted((schemas_folder() / "codes").glob("**/*.yml")):
        waiting: list[Any] = [yaml.safe_load(path.read_text(encoding="utf-8"))]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict | list):
                waiting += value.values() if isinstance(value, dict) else value
            elif isinstance(value, str) and re.search(r"\\|[*+?}]", value):
                found[value] = path.name
    return found


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield from [value] if isinstance(value.pattern, str) else []
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict | types.MappingProxyType):
        yield from _within(list(value.values()))
    elif not isinstance(value, type):
        fields = getattr(value, "__struct_fields__", None) or getattr(value, "__dataclass_fields__", ())
        yield from _within([getattr(value, field, None) for field in fields])


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    [
        (r"(?:\W*\w+){3,}", True),
        (r"(\s*x*)*", True),
        (r"(?:\w+)+,", True),
        (r"(?:\w+|-)+,", True),
        (r"(?:\W+\w+){3,}", False),  # what parts the words has to be there
        (r"(?:, \w+)*", False),
        (r"(?:\d{1,3})+", False),  # short, so there are few ways to cut it
    ],
)
def test_what_is_told_of_a_pattern(pattern: str, is_one: bool) -> None:
    assert endless_in_endless(pattern) == is_one


def test_no_pattern_can_take_hours() -> None:
    patterns = _patterns()
    assert len(patterns) > 400
    assert {where for (pattern, flags), where in patterns.items() if endless_in_endless(pattern, flags)} == set()


def test_no_listed_pattern_can_take_hours() -> None:
    patterns = _listed()
    assert len(patterns) > 300
    assert {(where, pattern) for pattern, where in patterns.items() if endless_in_endless(pattern)} == set()
