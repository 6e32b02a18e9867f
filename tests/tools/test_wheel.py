"""The wheels: the pure one fits any machine, the other the Python and machine it was made for; both have all that the program needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from native import find_compiler, listed_modules  # noqa: E402
from wheel import make_wheel  # noqa: E402

TINY = """
def doubled(value: int) -> int:
    return 2 * value
"""


def tiny_project(folder: Path) -> Path:
    """A project with the program's way of making wheels, and two modules of its own to compile."""
    package = folder / "pipeline"
    (package / "edges").mkdir(parents=True)
    (folder / "schemas").mkdir()
    (folder / "docs").mkdir()
    for path in ("pyproject.toml", "README.md", "LICENSE", "docs/accuracy.json", "pipeline/__init__.py", "pipeline/errors.py"):
        shutil.copy(ROOT / path, folder / path)
    shutil.copytree(ROOT / "pipeline" / "records", package / "records", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__init__", "code", "codes", "compiled"):
        shutil.copy(ROOT / "pipeline" / "edges" / f"{name}.py", package / "edges")
    for name in ("native", "wheel_hook"):
        (folder / "tools").mkdir(exist_ok=True)
        shutil.copy(ROOT / "tools" / f"{name}.py", folder / "tools")
    for name in ("words", "lines"):
        (package / f"{name}.py").write_text(TINY)
    (folder / "tools" / "compiled_modules.txt").write_text("# What is worth it.\npipeline.words\npipeline.lines\n")
    return folder


def names_in(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as file:
        return file.namelist()


def said_of(wheel: Path) -> dict[str, str]:
    """What the wheel says of itself."""
    with zipfile.ZipFile(wheel) as file:
        name = next(name for name in file.namelist() if name.endswith(".dist-info/WHEEL"))
        return dict(message_from_string(file.read(name).decode()).items())


def test_the_pure_wheel_has_the_whole_program_and_nothing_of_this_machine(tmp_path: Path) -> None:
    wheel = make_wheel(ROOT, tmp_path, compiled=False)
    assert [path.name for path in tmp_path.iterdir()] == [wheel.name]
    assert re.fullmatch(r"minutebook-[\d.]+-py3-none-any\.whl", wheel.name)
    assert said_of(wheel)["Root-Is-Purelib"] == "true"
    names = set(names_in(wheel))
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pipeline").rglob("*.py")}
    lists = {f"pipeline/_schemas/{path.relative_to(ROOT / 'schemas').as_posix()}" for path in (ROOT / "schemas").rglob("*.yml")}
    assert sources | lists | {"pipeline/_schemas/accuracy.json"} <= names
    assert [name for name in names if "_compiled" in name or "__pycache__" in name or name.startswith("tests")] == []


def test_what_was_compiled_for_this_machine_is_not_in_the_pure_wheel(tmp_path: Path) -> None:
    project = tiny_project(tmp_path / "project")
    (project / "pipeline" / "_compiled").mkdir()
    (project / "pipeline" / "_compiled" / "made.json").write_text("{}")
    assert [name for name in names_in(make_wheel(project, tmp_path, compiled=False)) if "_compiled" in name] == []


def test_a_wheel_that_cannot_be_made_says_why_and_leaves_none(tmp_path: Path) -> None:
    project = tiny_project(tmp_path / "project")
    (project / "tools" / "compiled_modules.txt").write_text("pipeline.nowhere\n")
    with pytest.raises(RuntimeError, match=r"pipeline\.nowhere cannot be compiled: no source"):
        make_wheel(project, tmp_path / "dist", compiled=True)
    assert not (tmp_path / "dist").exists()


@pytest.fixture(scope="module")
def compiled_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a tiny project, with its two modules compiled; a build leaves the project as it was."""
    if find_compiler() is None:
        pytest.skip("there is no C compiler")
    pytest.importorskip("mypyc")
    project = tiny_project(tmp_path_factory.mktemp("project"))
    before = sorted(project.rglob("*"))
    wheel = make_wheel(project, tmp_path_factory.mktemp("dist"), compiled=True)
    assert [path for path in sorted(project.rglob("*")) if "__pycache__" not in path.parts] == before
    return wheel


@pytest.fixture
def installed(compiled_wheel: Path, tmp_path: Path) -> Path:
    """What the wheel puts into an environment."""
    with zipfile.ZipFile(compiled_wheel) as file:
        file.extractall(tmp_path)
    return tmp_path


def test_a_wheel_with_compiled_modules_is_named_for_this_python_and_machine(compiled_wheel: Path) -> None:
    tags = parse_wheel_filename(compiled_wheel.name)[3]
    here = f"cp{sys.version_info.major}{sys.version_info.minor}"
    assert {(tag.interpreter, tag.abi.rstrip("td")) for tag in tags} == {(here, here)}
    assert tags <= set(sys_tags())
    assert said_of(compiled_wheel)["Root-Is-Purelib"] == "false"
    compiled = [name.split("/")[-1].split(".c")[0] for name in names_in(compiled_wheel) if name.startswith("pipeline/_compiled/")]
    with zipfile.ZipFile(compiled_wheel) as file:
        assert b"mypyc" in file.read("pipeline/_compiled/LICENSE.mypyc")
    assert sorted(compiled) == ["LICENSE.mypyc", "made.json", "minutebook__mypyc", "pipeline.lines", "pipeline.words"]


def test_what_is_installed_from_it_uses_the_compiled_modules(installed: Path) -> None:
    assert looked_at(installed) == "used 8 so"
    assert looked_at(installed, MINUTEBOOK_COMPILED="0") == "off 8 py"


def test_a_source_that_was_changed_where_it_is_installed_is_used(installed: Path) -> None:
    (installed / "pipeline" / "words.py").write_text(TINY.replace("2", "3"))
    assert looked_at(installed) == "stale 12 py"


def test_where_the_system_does_not_load_compiled_modules_the_sources_are_used(installed: Path) -> None:
    """As on a system that is older than the one they were made on."""
    (common,) = (installed / "pipeline" / "_compiled").glob("minutebook__mypyc.*")
    common.write_bytes(common.read_bytes()[:100])
    assert looked_at(installed) == "used 8 py"


def looked_at(installed: Path, **variables: str) -> str:
    """Whether compiled modules are used there, what a module gives, and what it was loaded from."""
    code = "import pipeline.words as w; from pipeline.edges.compiled import compiled_state as s; print(s(), w.doubled(4), w.__file__[-2:])"
    environment = {**os.environ, "PYTHONPATH": str(installed), **variables}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=installed, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.slow
@pytest.mark.skipif(find_compiler() is None, reason="there is no C compiler")
def test_the_wheel_of_the_program_has_all_modules_of_the_list(tmp_path: Path) -> None:
    """Installed into an environment of its own by pip, which refuses it for any other Python."""
    pytest.importorskip("mypyc")
    wheel = make_wheel(ROOT, tmp_path, compiled=True)
    make_wheel(ROOT, tmp_path, compiled=False)
    other = f"3.{sys.version_info.minor + 1}"
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--disable-pip-version-check", "--quiet"]
    refused = subprocess.run(
        [*pip, "--target", str(tmp_path / "other"), "--python-version", other, "--only-binary", ":all:", str(wheel)],
        capture_output=True,
        text=True,
    )
    assert refused.returncode and "not a supported wheel" in refused.stderr
    installed = tmp_path / "installed"
    subprocess.run([*pip, "--target", str(installed), "--find-links", str(tmp_path), "minutebook"], check=True)
    code = "from pipeline.edges.doctor import examine; print(*examine().lines, sep='\\n')"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert f"minutebook {parse_wheel_filename(wheel.name)[1]} in {installed}" in done.stdout
    assert f"compiled modules: {len(listed_modules())} are used" in done.stdout
