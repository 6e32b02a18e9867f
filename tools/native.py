"""Compile the dearest modules for this machine, from the sources that Python runs anyway; or take away what was compiled.

    python tools/native.py           (make native)
    python tools/native.py --off     (make native-off)

It takes a C compiler and some minutes, once. `compiled_modules.txt` lists the modules; mypyc, a part of mypy, translates them. What is made
goes to `pipeline/_compiled`, with a digest of each source that it was made of: `pipeline/edges/compiled.py` takes it only while they agree.
A wheel can have it too (`tools/wheel.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.metadata import distribution
from pathlib import Path

from pipeline.edges.code import imported
from pipeline.edges.compiled import FOLDER, GROUP, MADE, SWITCH, source_digest, this_python

ROOT = Path(__file__).resolve().parents[1]
LICENCE = "LICENSE.mypyc"
LIST = Path(__file__).with_name("compiled_modules.txt")
SETUP = """
import sys
from setuptools import setup
from mypyc.build import mypycify

modules = mypycify(["--config-file", "mypy.ini", *sys.argv[1:]], opt_level="2", debug_level="0", group_name={group!r})
sys.argv = ["setup.py", "--quiet", "build_ext", "--build-lib", "made"]
setup(name={group!r}, packages=[], py_modules=[], ext_modules=modules)
"""
READ = """
import sys
from pathlib import Path
from pipeline.edges.compiled import compiled_state
from pipeline.edges.pdf.document import open_pdf
from pipeline.errors import Unreadable
from pipeline.read import read_pages

for name in sys.argv[1:]:
    try:
        with open_pdf(Path(name)) as pdf:
            pages = list(pdf.pages())
            print(*pages, *read_pages(pdf.document, pages), sep="\\n")
    except Unreadable as error:
        print(error)
if compiled_state() not in ("used", "off"):
    sys.exit(f"compiled modules are {compiled_state()}")
"""
SAMPLE = Path("corpus", "sample")
CACHED = re.compile(r"\bcached_property\b")
SETTINGS = "[mypy]\nignore_missing_imports = True\n"


def listed_modules() -> list[str]:
    """The modules that are worth compiling."""
    return [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def compile_modules(root: Path, modules: list[str], folder: Path | None = None) -> list[Path]:
    """The files of the compiled modules, in `folder` or else beside their sources, in the place of those that were there.

    Raises OSError or RuntimeError when it fails, or when they do not read the sample papers, where the project has them, as the sources do.
    """
    package = root / "pipeline"
    for module in modules:
        path = source_of(package, module)
        found = unfit(path.read_text(encoding="utf-8")) if path else ["no source"]
        if found:
            raise RuntimeError(f"{module} cannot be compiled: {', '.join(found)}")
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        shutil.copytree(package, work / "pipeline", ignore=shutil.ignore_patterns("__pycache__", FOLDER))
        (work / "mypy.ini").write_text(SETTINGS)
        (work / "compile.py").write_text(SETUP.format(group=GROUP.removesuffix("__mypyc")))
        files = [f"{module.replace('.', '/')}.py" for module in modules]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run([sys.executable, "compile.py", *files], cwd=work, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError((done.stdout + done.stderr)[-3000:])
        new = work / FOLDER
        new.mkdir()
        for file in sorted((work / "made").rglob(f"*{EXTENSION_SUFFIXES[0]}")):
            shutil.copy(file, new / file.relative_to(work / "made").as_posix().replace("/", "."))
        made = {
            "python": this_python(),
            "files": sorted(path.name.removesuffix(EXTENSION_SUFFIXES[0]) for path in new.iterdir()),
            "sources": {name: source_digest(work / "pipeline" / name) for name in sources_of(work / "pipeline", modules)},
        }
        shutil.copy(licence_of_mypyc(), new / LICENCE)
        (new / MADE).write_text(json.dumps(made, indent=1))
        if (root / SAMPLE).is_dir():
            shutil.copytree(new, work / "pipeline" / FOLDER)
            shutil.copytree(root / "schemas", work / "schemas")
            check_reading(work, sorted((root / SAMPLE).rglob("*.pdf")))
        to = folder or package / FOLDER
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(new, to)
    return sorted(to.glob(f"*{EXTENSION_SUFFIXES[0]}"))


def check_reading(work: Path, papers: list[Path]) -> None:
    """Raise RuntimeError when the compiled modules of the program in `work` do not read the papers as their sources do."""
    read = [_read(work, papers, switch) for switch in ("0", "1")]
    if any(done.returncode for done in read) or read[0].stdout != read[1].stdout:
        said = next((done.stderr for done in reversed(read) if done.returncode), "")
        raise RuntimeError(f"{said[-3000:]}Compiled, the modules do not read the sample papers as their sources do.")


def _read(work: Path, papers: list[Path], switch: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(work), SWITCH: switch}
    return subprocess.run([sys.executable, "-c", READ, *map(str, papers)], cwd=work, env=environment, capture_output=True, text=True)


def licence_of_mypyc() -> Path:
    """The terms of mypyc, parts of which are in whatever it compiles: they go where that goes. Raises OSError when they are not there."""
    files = [file for file in distribution("mypy").files or [] if file.name == "LICENSE" and file.parts[0].endswith(".dist-info")]
    if not files:
        raise OSError("mypy is installed without its licence. Install it again, from the lock file.")
    return Path(str(min(files, key=lambda file: len(file.parts)).locate()))


def sources_of(package: Path, modules: list[str]) -> list[str]:
    """The sources that compiled modules depend on, below the package: their own, and those of all modules of ours that they import."""
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        path = source_of(package, waiting.pop())
        name = path.relative_to(package).as_posix() if path else ""
        if path and name not in found:
            found.add(name)
            waiting += imported(path.read_text(encoding="utf-8"))
    return sorted(found)


def source_of(package: Path, module: str) -> Path | None:
    """The file of a module of ours, of a package its `__init__.py`; None when there is no module of that name."""
    base = package.parent / module.replace(".", "/")
    return next((path for path in (base.with_name(f"{base.name}.py"), base / "__init__.py") if path.is_file()), None)


def unfit(source: str) -> list[str]:
    """What a module does that compiled code would do otherwise, without a word: mypyc makes what is kept for good anew each time."""
    return sorted({match[0] for match in CACHED.finditer(source)})


def take_away(root: Path) -> None:
    """Take away what was compiled; a program that runs keeps what it has loaded."""
    shutil.rmtree(root / "pipeline" / FOLDER, ignore_errors=True)


def find_compiler() -> str | None:
    """The C compiler that Python would call; None when there is none."""
    return shutil.which((sysconfig.get_config_var("CC") or "cc").split()[0]) or shutil.which("cc")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--off", action="store_true", help="take away what was compiled")
    if parser.parse_args().off:
        take_away(ROOT)
        print("The sources alone are used.")
        return
    if find_compiler() is None:
        sys.exit("There is no C compiler. Debian, Ubuntu: apt install gcc; macOS: xcode-select --install. Minutebook works without it.")
    modules = listed_modules()
    print(f"Compiling {len(modules)} modules (some minutes, once)", flush=True)
    try:
        compile_modules(ROOT, modules)
    except (OSError, RuntimeError) as error:
        sys.exit(f"{error}\nThe modules could not be compiled. Minutebook works without it.")
    print("They are used as long as their sources stay as they are. After a change: make native. To do without them: make native-off.")


if __name__ == "__main__":
    main()
