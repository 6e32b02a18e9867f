"""The judgments of `corpus/hand/`: what is read, and what is refused with words that help."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest

from pipeline.edges.hand import read_judgments
from pipeline.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]


def written(folder: Path, text: str, name: str = "ferry.yml") -> Path:
    (folder / "hand").mkdir(exist_ok=True)
    (folder / "hand" / name).write_text(dedent(text), encoding="utf-8")
    return folder


def test_no_folder_no_judgments(tmp_path: Path) -> None:
    assert read_judgments(tmp_path) == []
    assert read_judgments(written(tmp_path, "# nothing yet\n")) == []


def test_judgments_in_their_order(tmp_path: Path) -> None:
    written(tmp_path, "- {document: b.pdf, table: actions, row: Paint, withdrawn: true, reason: A heading.}", "b.yml")
    written(
        tmp_path,
        """\
        - document: a.pdf
          table: actions
          row: Mend the ferry
          field: due_end
          value: 2024-11-30
          read: 2024-10-31
          reason: The report says November.
        - {document: a.pdf, table: actions, row: Paint, field: due_end, value: , reason: It gives no date.}
        - {council: Wexcombe District Council, officers: [J Penn, Jean Penn], reason: They are one.}
        """,
        "a.yml",
    )
    found = read_judgments(tmp_path)
    assert [(each.file, each.place) for each in found] == [("a.yml", 1), ("a.yml", 2), ("a.yml", 3), ("b.yml", 1)]
    assert (found[0].value, found[0].read, found[0].field) == ("2024-11-30", "2024-10-31", "due_end")  # days, not dates of YAML
    assert found[1].value is None and found[1].read is msgspec.UNSET
    assert found[2].officers == ["J Penn", "Jean Penn"]
    assert found[3].withdrawn


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("document: a.pdf", "must be a list"),
        ("- a.pdf", "must say document"),
        ("- {document: a.pdf, table: actions, row: x, field: due_end, value: 2024-11-30}", "not understood"),  # no reason
        ("- {document: a.pdf, table: actions, row: x, field: due_end, value: 2024-11-30, reason: ' '}", "gives no reason"),
        ("- {document: a.pdf, table: actions, row: x, field: due_end, reason: why}", "gives no value"),
        ("- {document: a.pdf, table: actions, row: x, reason: why}", "must say one thing"),
        ("- {document: a.pdf, table: actions, row: x, field: due_end, value: 1, withdrawn: true, reason: why}", "must say one thing"),
        ("- {document: a.pdf, table: actions, row: x, colour: red, reason: why}", "says colour"),
        ("- {field: due_end, value: 1, reason: why}", "must name its document"),
        ("- {officers: [J Penn], reason: why}", "takes two or more"),
        ("- {document: a.pdf, table: findings, row: hidden-text, cleared: true, reason: why}", "does not say who has looked"),
        ("- {document: a.pdf, table: findings, row: hidden-text, cleared: true, by: ' ', reason: why}", "does not say who has looked"),
        ("- {document: a.pdf, table: findings, row: hidden-text, withdrawn: true, reason: why}", "a finding can be cleared"),
        ("- {document: a.pdf, table: actions, row: x, cleared: true, by: me, reason: why}", "nothing else can"),
        ("- {document: a.pdf", "cannot be read"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read_judgments(written(tmp_path, text))


def test_the_example_in_the_readme_is_one(tmp_path: Path) -> None:
    told = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", told, re.S)
    found = read_judgments(written(tmp_path, example))
    assert len(found) >= 3 and any(each.officers for each in found) and any(each.withdrawn for each in found)
    assert any(each.cleared and each.by for each in found)
