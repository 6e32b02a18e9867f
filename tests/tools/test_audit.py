"""An audit that could ask nobody does not say that all is well."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / "tools"))

from audit import FOUND, NOT_ASKED, lines_about, read

GOOD = {"name": "good", "version": "1", "vulns": []}
BAD = {"name": "bad", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}, {"id": "PYSEC-2", "fix_versions": []}]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([GOOD], 0, "1 packages were looked up, 0 known"),
        ([GOOD, BAD], FOUND, "bad 2: PYSEC-1, mended in 3"),
        ([BAD], FOUND, "PYSEC-2, mended in no version yet"),
        ([GOOD, UNKNOWN], NOT_ASKED, "1 packages could not be looked up"),
        ([UNKNOWN, BAD], FOUND, "could not be looked up"),
        ([UNKNOWN], NOT_ASKED, "nothing is known"),
        ([], NOT_ASKED, "nothing is known"),
    ],
)
def test_outcomes(packages: list[dict[str, Any]], code: int, words: str) -> None:
    outcome = read({"dependencies": packages})
    assert outcome.code == code
    assert words in "\n".join(lines_about(outcome))
