"""What the README says is so: its first example runs, and the commands, targets and files that it names are there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "extracted/README.md"]


def examples() -> list[tuple[str, list[str]]]:
    """The commands of the README's console, each with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", README, re.M | re.S):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def as_pattern(lines: list[str]) -> str:
    """A pattern for these lines; `...` stands for any lines."""
    return "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in lines)


def argv(command: str) -> list[str]:
    """The command with the programs of this Python in place of the virtual environment's."""
    words = shlex.split(command)
    if words == ["make", "ingest"]:
        return [sys.executable, "-c", "from pipeline.cli import main; main()", "ingest", "corpus"]
    assert words[0].startswith(".venv/bin/"), command
    return [sys.executable, "-m", words[0].removeprefix(".venv/bin/").replace("-", "_"), *words[1:]]


def test_first_example_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert len(examples()) >= 2
    for command, lines in examples():
        done = subprocess.run(argv(command), cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert re.fullmatch(as_pattern(lines), done.stdout), f"{command} printed\n{done.stdout}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_targets_that_are_named_are_there(document: str) -> None:
    targets = set(re.findall(r"^([\w-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"(?:`|^    |\$ )make ([\w-]+)", (ROOT / document).read_text(encoding="utf-8"), re.M))
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_that_are_named_are_there(document: str) -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    commands = set(re.findall(r"^  (\w+)  ", said.partition("Commands:")[2], re.M))
    named = set(re.findall(r"`(?:\.venv/bin/)?minutebook (\w+)", (ROOT / document).read_text(encoding="utf-8")))
    assert named <= commands


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_are_linked_are_there(document: str) -> None:
    place = ROOT / document
    links = re.findall(r"\]\((?!https?:)([^)#]+)", place.read_text(encoding="utf-8"))
    assert [link for link in links if not (place.parent / link).exists()] == []


def test_lock_file_pins_every_dependency_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"^\s*--(?:extra-)?index-url|^\s*--find-links|^\s*-[if]\b|https?://|file:", lock, re.M)
    pinned = re.findall(r"^([a-z0-9-]+)==\S+[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", lock, re.M)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", lock, re.M)), "every one is pinned, and has hashes"
    wanted = set(re.findall(r'^  "([A-Za-z0-9._-]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M))
    assert {re.sub(r"[._]", "-", name).lower() for name in wanted} <= {name for name, _ in pinned}


def test_continuous_integration_calls_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")
