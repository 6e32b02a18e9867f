"""The table that the tests of trust end with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent))

from tally import COUNTS, ROWS, Tally


def pytest_configure(config: pytest.Config) -> None:
    config.stash.setdefault(COUNTS, {})


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> Tally:
    return Tally(request.config.stash.setdefault(COUNTS, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = config.stash.get(COUNTS, {})
    if not counts or not any("trust" in argument for argument in config.args):
        return
    terminalreporter.section("trust")
    for row in ROWS:
        well, of = counts.get(row, (0, 0))
        terminalreporter.write_line(f"{row:36} {f'{well:5} of {of}' if row in counts else '    - not run'}")
