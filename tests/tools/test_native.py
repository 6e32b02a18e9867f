"""What is compiled reads pages as its sources do, and gives way to them when they change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / "tools"))

from native import LIST, check_reading, compile_modules, find_compiler, source_of, sources_of, take_away, unfit

ROOT = Path(__file__).parents[2]
SAMPLE = sorted((ROOT / "corpus" / "sample").rglob("*.pdf"))[:6]
MODULES = ["pipeline.edges.pdf.drawing", "pipeline.edges.pdf.paths", "pipeline.read.clusters", "pipeline.read.grid", "pipeline.read.words"]
READ = """
import json, sys
from pathlib import Path
from pipeline.edges.compiled import compiled_state
from pipeline.edges.pdf.document import open_pdf
from pipeline.errors import Unreadable
from pipeline.read import grid, read_pages, words

read = []
for name in sys.argv[1:]:
    try:
        with open_pdf(Path(name)) as pdf:
            pages = list(pdf.pages())
            read += [repr((page, words.stock_text(page), grid.stock_tables(page))) for page in pages]
            read += map(repr, read_pages(pdf.document, pages))
    except Unreadable as error:
        read.append(str(error))
print(json.dumps({"state": compiled_state(), "words": Path(words.__file__).suffix, "read": read}))
"""


def read(root: Path, switch: str = "1") -> dict[str, Any]:
    """What a copy of the program makes of some sample papers, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(root), "MINUTEBOOK_COMPILED": switch}
    command = [sys.executable, "-c", READ, *map(str, SAMPLE)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_all_modules_of_ours_that_are_imported_count_as_sources() -> None:
    sources = sources_of(ROOT / "pipeline", ["pipeline.read.words"])
    assert {"read/words.py", "read/clusters.py", "records/read.py"} <= set(sources)
    assert "read/lines.py" not in sources


def test_what_a_package_gives_counts_as_a_source() -> None:
    assert {"extract/dates/__init__.py", "extract/dates/find.py"} <= set(sources_of(ROOT / "pipeline", ["pipeline.extract.due_rows"]))


def test_no_module_that_is_listed_would_do_something_else_when_compiled() -> None:
    modules = [line for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
    sources = {module: source_of(ROOT / "pipeline", module) for module in modules}
    assert [module for module, path in sources.items() if path is None or unfit(path.read_text())] == []
    assert len(modules) == len(set(modules))
    assert "pipeline.extract.material" not in modules


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from functools import cached_property\n", ["cached_property"]),  # compiled, it would be worked out at each asking
        ("    @functools.cached_property\n", ["cached_property"]),
        ("from functools import cache\n", []),  # a function's memory stays as it is
    ],
)
def test_what_cannot_be_compiled_is_told(source: str, expected: list[str], tmp_path: Path) -> None:
    assert unfit(source) == expected
    package = tmp_path / "pipeline"
    package.mkdir()
    (package / "kept.py").write_text(source)
    if expected:
        with pytest.raises(RuntimeError, match=r"pipeline\.kept cannot be compiled: cached_property"):
            compile_modules(tmp_path, ["pipeline.kept"])


def test_what_does_not_read_the_sample_as_the_sources_do_is_refused(tmp_path: Path) -> None:
    """Here because nothing was compiled: what is said of it is said."""
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__", "_compiled"))
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    with pytest.raises(RuntimeError, match=r"compiled modules are none\s+Compiled, the modules do not read the sample papers"):
        check_reading(tmp_path, SAMPLE[:1])


@pytest.mark.slow
@pytest.mark.skipif(find_compiler() is None, reason="there is no C compiler")
def test_the_same_pages_compiled_and_not(tmp_path: Path) -> None:
    pytest.importorskip("mypyc")
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__", "_compiled"))
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    assert len(compile_modules(tmp_path, MODULES)) == len(MODULES) + 1
    plain, compiled = read(tmp_path, "0"), read(tmp_path)
    assert (plain["state"], plain["words"]) == ("off", ".py")
    assert (compiled["state"], compiled["words"]) == ("used", ".so")
    assert compiled["read"] == plain["read"]
    assert len(plain["read"]) > len(SAMPLE)
    check_reading(tmp_path, SAMPLE)

    with (tmp_path / "pipeline" / "read" / "clusters.py").open("a") as source:
        source.write("CHANGED = True\n")
    changed = read(tmp_path)
    assert (changed["state"], changed["words"]) == ("stale", ".py")
    take_away(tmp_path)
    assert read(tmp_path)["state"] == "none"
