"""The figures of docs/scale.md are those that were measured: nobody has typed one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from projection import Assumptions, costs_of, not_measured
from scale_report import report_lines

ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- printed by: python bench/scale.py --project docs/scale.json -->\n", "<!-- end of what was printed -->"


def test_the_tables_are_what_the_measured_figures_give() -> None:
    measured = json.loads((ROOT / "docs" / "scale.json").read_text())
    printed = (ROOT / "docs" / "scale.md").read_text().split(BEGIN)[1].split(END)[0]
    assert printed.strip() == "\n".join(report_lines(measured, Assumptions())).strip()


def test_every_figure_that_the_projection_needs_was_measured() -> None:
    measured = json.loads((ROOT / "docs" / "scale.json").read_text())
    assert not_measured(costs_of(measured)) == []
