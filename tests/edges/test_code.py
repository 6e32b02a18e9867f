"""The version of a stage changes with its code, with the code it uses and with its lists, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.edges.code import StageVersions, imported

FILES = {
    "package/records.py": "class Page: ...\n",
    "package/errors.py": "class Unreadable(Exception): ...\n",
    "package/read/__init__.py": "from pipeline.read.lines import find_lines\n\nVERSION = 3\n",
    "package/read/lines.py": "from pipeline.records import (\n    Page,  # a page\n)\nfrom pipeline.errors import Unreadable\n",
    "package/divide/__init__.py": "from pipeline.read.lines import find_lines\nfrom pipeline.divide.days import MAY\nVERSION: int = 1\n",
    "package/divide/days.py": "from pipeline.edges.codes import codes\nMAY = codes('months')['May']\n",
    "package/link/__init__.py": "from pipeline.edges.codes import codes\n\ndef listed(name):\n    return codes(name)\n",
    "package/load/__init__.py": "import pipeline.edges.schemas\n",
    "package/edges/codes.py": "def codes(name): ...\n",
    "package/edges/schemas.py": "",
    "package/edges/pdf.py": "",
    "schemas/codes/months.yml": "May: 5\n",
    "schemas/codes/posts.yml": "clerk: 1\n",
    "schemas/actions.yml": "label: Actions\n",
}
ROOMS = {"read": ("read", "edges.pdf"), "divide": ("divide",), "link": ("link",), "load": ("load",)}


def versions(folder: Path) -> dict[str, str]:
    found = StageVersions(folder / "package", folder / "schemas")
    return {room: found.version(*names) for room, names in ROOMS.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_number_is_in_front(folder: Path) -> None:
    found = versions(folder)
    assert [found[room].split("-")[0] for room in ("read", "divide", "load")] == ["3", "1", "1"]


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("package/read/__init__.py", {"read"}),
        ("package/read/lines.py", {"read", "divide"}),
        ("package/edges/pdf.py", {"read"}),
        ("package/divide/__init__.py", {"divide"}),
        ("package/edges/codes.py", {"divide", "link"}),
        ("package/records.py", {"read", "divide"}),
        ("package/errors.py", set()),
        ("schemas/codes/months.yml", {"divide", "link", "load"}),
        ("schemas/codes/posts.yml", {"link", "load"}),
        ("schemas/actions.yml", {"load"}),
    ],
)
def test_what_changes_which_stage(folder: Path, path: str, changed: set[str]) -> None:
    before = versions(folder)
    (folder / path).write_text((folder / path).read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    after = versions(folder)
    assert {room for room in ROOMS if before[room] != after[room]} == changed


def test_new_module_of_the_room(folder: Path) -> None:
    before = versions(folder)
    (folder / "package/divide/titles.py").write_text("", encoding="utf-8")
    assert versions(folder)["divide"] != before["divide"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from pipeline.read.lines import a, b as c", {"pipeline.read.lines", "pipeline.read.lines.a", "pipeline.read.lines.b"}),
        ("from pipeline.edges import locks", {"pipeline.edges", "pipeline.edges.locks"}),
        ("import pipeline.running.work", {"pipeline.running.work"}),
        ("    from pipeline.load import rows_of", {"pipeline.load", "pipeline.load.rows_of"}),
        ("from pathlib import Path\nimport pipelines", set()),
    ],
)
def test_imported(source: str, expected: set[str]) -> None:
    assert set(imported(source)) == expected
