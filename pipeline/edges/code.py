"""The version of a stage: its number, and a digest of the code and the lists of spellings that it works with.

The digest is there so that nobody has to remember the number: a stage whose code has changed is another stage, and what it
wrote before is not used any more. The number is for what the code does not show, such as another version of a library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.edges.codes import schemas_folder

PACKAGE = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(r"^\s*(?:from\s+(pipeline(?:\.\w+)*)\s+import\s+(\([^)]*\)|.+)|import\s+(pipeline(?:\.\w+)+))", re.M)
_NUMBER = re.compile(r"^VERSION(?:\s*:\s*int)?\s*=\s*(\d+)", re.M)
_CODES, _SCHEMAS = "pipeline.edges.codes", "pipeline.edges.schemas"
_LIST = re.compile(r"\bcodes\((?:[\"'](\w+)[\"']\))?")
_MEANINGLESS = {"pipeline.errors"}


class StageVersions:
    """The versions of the stages of one package, each file read once."""

    def __init__(self, package: Path = PACKAGE, schemas: Path | None = None) -> None:
        self._package = package
        self._schemas = schemas or schemas_folder()
        self._sources: dict[Path, bytes] = {}
        self._imports: dict[Path, list[str]] = {}
        self._within: dict[str, list[tuple[str, Path]]] = {}
        self._list_modules()

    def version(self, room: str, *beside: str) -> str:
        """The version of the stage in a room (`read`), as `<number>-<digest>`; `beside` names modules that feed it (`edges.pdf`).

        The digest covers every module of ours that the room's modules import, directly or not, and the lists that those ask for by name.
        """
        modules = self._closure([f"pipeline.{name}" for name in (room, *beside)])
        whole = hashlib.sha256()
        for name in sorted(modules):
            whole.update(name.encode() + b"\0" + self._read(modules[name]) + b"\0")
        for path in self._data(modules):
            whole.update(path.name.encode() + b"\0" + self._read(path) + b"\0")
        number = _NUMBER.search(self._read(self._package / room / "__init__.py").decode())
        return f"{number[1] if number else 1}-{whole.hexdigest()[:12]}"

    def _closure(self, names: Iterable[str]) -> dict[str, Path]:
        """The modules of those names with their files, and all that they import; a package brings all of its modules."""
        found: dict[str, Path] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in found or name in _MEANINGLESS:
                continue
            for module, path in self._within.get(name, ()):
                if module not in found:
                    found[module] = path
                    waiting += self._imported_by(path)
        return found

    def _data(self, modules: Mapping[str, Path]) -> list[Path]:
        """The files that some modules load: all schemas for those that ask for the schemas, else the lists whose names they give.

        A module that does not give the name of a list outright (`codes(name)`) may load any of them.
        """
        if _SCHEMAS in modules:
            return sorted(self._schemas.glob("**/*.yml"))
        asking = [path for name, path in modules.items() if name != _CODES and _CODES in self._imported_by(path)]
        names = {name or "*" for path in asking for name in _LIST.findall(self._read(path).decode()) or [""]}
        return sorted({path for name in names for path in self._schemas.glob(f"codes/{name}.yml")})

    def _list_modules(self) -> None:
        """Note for each package its modules, and for each module itself, with their files; names of functions and classes have none."""
        for path in sorted(self._package.rglob("*.py")):
            parts = path.relative_to(self._package).with_suffix("").parts
            module = ".".join(("pipeline", *parts))
            if parts[-1] != "__init__":
                self._within.setdefault(module, []).append((module, path))
            for depth in range(1, len(parts)):
                self._within.setdefault(".".join(("pipeline", *parts[:depth])), []).append((module, path))

    def _imported_by(self, path: Path) -> list[str]:
        if path not in self._imports:
            self._imports[path] = imported(self._read(path).decode())
        return self._imports[path]

    def _read(self, path: Path) -> bytes:
        if path not in self._sources:
            self._sources[path] = path.read_bytes()
        return self._sources[path]


def program_digest(package: Path = PACKAGE, schemas: Path | None = None) -> str:
    """A digest of all code of the program, and of the lists that it works with: two machines with the same one make the same of a paper."""
    whole = hashlib.sha256()
    for folder, pattern in ((package, "**/*.py"), (schemas or schemas_folder(), "**/*.yml")):
        for path in sorted(folder.glob(pattern)):
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:12]


def imported(source: str) -> list[str]:
    """The modules of ours that a module's source imports; the names imported from a package are given too, for they may be modules."""
    names: list[str] = []
    for match in _IMPORT.finditer(source):
        package, imports, module = match.groups()
        names.append(module or package)
        if package:
            bare = re.sub(r"#[^\n]*", "", imports).strip("()")
            names += [f"{package}.{part.split()[0]}" for part in bare.split(",") if part.strip()]
    return names
