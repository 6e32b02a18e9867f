"""The modules of ours that are compiled for this machine, taken in the place of their sources as long as both agree.

`make native` (`tools/native.py`) compiles them into a folder of their own, and notes a digest of every source that they were made of;
a wheel for one Python and machine (`tools/wheel.py`) brings that folder along. What is compiled calls itself without looking anything up,
so all of it is used or none: none where a source has changed since, where another Python runs, or where the system will not load it. The
sources alone are always enough.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from pathlib import Path
from typing import Literal

State = Literal["used", "none", "stale", "other-python", "off"]
PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = "_compiled"
GROUP = "minutebook__mypyc"
"""The module that has the code of all compiled modules."""
MADE = "made.json"
SWITCH = "MINUTEBOOK_COMPILED"
"""The variable that turns compiled modules off when it is 0."""


class CompiledFinder:
    """Finds the compiled modules before Python looks for their sources, unless the system will not load what they have in common."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._loads: bool | None = None

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Where a module's compiled form is; None for a module that has none."""
        file = self._files.get(name)
        if file is None:
            return None
        if name != GROUP:
            if self._loads is None:
                self._loads = refusal() is None
            if not self._loads:
                return None
        spec = ModuleSpec(name, ExtensionFileLoader(name, str(file)), origin=str(file))
        spec.has_location = True
        return spec


def this_python() -> str:
    """For what compiled modules are made: a Python with its version, as far as that must agree, and a machine."""
    return f"{EXTENSION_SUFFIXES[0]} {os.uname().machine if hasattr(os, 'uname') else ''}".strip()


def refusal() -> str | None:
    """Why the system will not load compiled modules, as when it is older than the one they were made on; None when it does."""
    try:
        importlib.import_module(GROUP)
    except ImportError as error:
        return str(error)
    return None


def use_compiled(package: Path = PACKAGE) -> State:
    """Let what is imported from now on be compiled where it can; what comes back says whether it is, or why not."""
    state = compiled_state(package)
    if state == "used" and not any(isinstance(finder, CompiledFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, CompiledFinder(_files(package / FOLDER)))
    return state


def compiled_state(package: Path = PACKAGE) -> State:
    """Whether the compiled modules of a package can be used; they may be turned off, or made of other sources or for another Python."""
    folder = package / FOLDER
    if not (folder / MADE).is_file():
        return "none"
    if os.environ.get(SWITCH) == "0":
        return "off"
    import json

    try:
        made = json.loads((folder / MADE).read_bytes())
        if made["python"] != this_python():
            return "other-python"
        if changed_source(package, folder) is not None:
            return "stale"
        return "used" if set(made["files"]) <= _files(folder).keys() else "stale"
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return "stale"


def compiled_count(package: Path = PACKAGE) -> int:
    """How many modules are there compiled."""
    return sum(1 for name in _files(package / FOLDER) if "." in name)


def changed_source(package: Path, folder: Path) -> str | None:
    """The first source that is not what the compiled modules in `folder` were made of, below the package; None when all are.

    Raises OSError when a source or the note of what was made is not there, and ValueError, KeyError or others when the note makes no sense.
    """
    import json

    sources = json.loads((folder / MADE).read_bytes())["sources"]
    return next((source for source, digest in sources.items() if source_digest(package / source) != digest), None)


def source_digest(path: Path) -> str:
    """The digest of a source, as the note of what was made has it. Raises OSError when it is not there."""
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files(folder: Path) -> dict[str, Path]:
    suffix = EXTENSION_SUFFIXES[0]
    return {path.name.removesuffix(suffix): path for path in sorted(folder.glob(f"*{suffix}"))}
