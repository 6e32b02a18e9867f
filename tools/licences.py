"""Which licences the locked packages are under: writes docs/licences.md from what is installed (`make licences`).

python tools/licences.py            write the page
python tools/licences.py --check    end with 1 when the page is out of date, or a package that binds the program is in it
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
LONGEST_NAME = 80
PLAIN = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "ISC License": "ISC",
    "LGPL": "LGPL-3.0-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "MPL 2.0": "MPL-2.0",
}
"""Licences by the names that packages give them, as SPDX writes them where the version is known."""
BINDING = re.compile(r"\bA?GPL\b|\bAGPL|\bGPL|Affero|(?<!Lesser )General Public License", re.IGNORECASE)
LESSER = re.compile(r"\bLGPL[\w.+-]*|GNU (?:Library or )?Lesser General Public License(?: \(LGPL\))?", re.IGNORECASE)
INTRODUCTION = """\
# Licences

What Minutebook installs, from `requirements.lock`, and under which licences. This page is written by `make licences` from what the packages
say of themselves; a test says when it is out of date. Minutebook itself is under the [Apache License 2.0](../LICENSE).

No package is under the GPL or AGPL alone, which would bind the program. Those under the LGPL and MPL are used as they are, as libraries
that anybody can exchange: their terms bind changes to them, and nobody else.

Compiled modules hold parts of mypyc (it comes with mypy; MIT, and in parts Python's own licence). Its terms go where they go, as
`pipeline/_compiled/LICENSE.mypyc`.
"""


class Package(NamedTuple):
    """A locked package: its version, its licence as it says itself (None: it is not installed on this system), and where it is needed."""

    name: str
    version: str
    licence: str | None
    runtime: bool


def packages(lock: str, project: str) -> list[Package]:
    """The packages of a lock file, in its order; those that the program itself needs (with its extras for users) are marked."""
    needed = runtime(project)
    found = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    return [Package(name, version, licence_of(name), normal(name) in needed) for name, version in found.items()]


def runtime(project: str) -> set[str]:
    """The names of all packages that the program needs to run, each with what it needs in turn, on this system."""
    from packaging.requirements import Requirement

    described = tomllib.loads(project)["project"]
    waiting = [Requirement(each) for each in described["dependencies"]]
    for name, extra in described.get("optional-dependencies", {}).items():
        waiting += [Requirement(each) for each in extra] if name != "dev" else []
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one.marker is not None and not any(one.marker.evaluate({"extra": extra}) for extra in ("", *one.extras)):
            continue
        if normal(one.name) in found:
            continue
        try:
            below = importlib.metadata.requires(one.name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        found.add(normal(one.name))
        for each in map(Requirement, below):
            if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *one.extras)):
                each.marker = None
                waiting.append(each)
    return found


def licence_of(name: str) -> str | None:
    """The licence of an installed package, as short as it says it; None when it is not installed, `not said` when it says none."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classed = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    free = (told.get("License") or "").strip().split("\n")[0]
    usable = free if free and free != "UNKNOWN" and len(free) <= LONGEST_NAME and "see" not in free else ""
    said = usable or " or ".join(line for line in classed if line != "OSI Approved") or free
    return PLAIN.get(said, said) or "not said"


def binds(licence: str) -> bool:
    """Whether a licence would bind the program: the GPL or AGPL, with no other to choose. The LGPL does not."""
    return all(BINDING.search(LESSER.sub("", choice)) for choice in re.split(r"\s+or\s+(?!later)", licence, flags=re.IGNORECASE))


def page(found: Iterable[Package]) -> str:
    """The page: the packages of the program, then those of its developers; then those that other systems need."""
    found = list(found)
    parts = [INTRODUCTION]
    for title, chosen in (
        ("The program", [each for each in found if each.runtime]),
        ("Only for working on it", [each for each in found if not each.runtime and each.licence]),
    ):
        rows = [f"| {each.name} | {each.licence} |" for each in chosen]
        parts.append("\n".join([f"## {title}\n", "| package | licence |", "| --- | --- |", *rows]) + "\n")
    elsewhere = [each.name for each in found if each.licence is None]
    if elsewhere:
        parts.append(f"Locked for other systems, and not looked at here: {', '.join(elsewhere)}.\n")
    return "\n".join(parts)


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main(arguments: list[str]) -> int:
    """The exit code."""
    found = packages((ROOT / "requirements.lock").read_text(encoding="utf-8"), (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    bound = [f"{each.name} ({each.licence})" for each in found if each.runtime and each.licence and binds(each.licence)]
    if bound:
        print(f"These would bind the program: {', '.join(bound)}. Find others.", file=sys.stderr)
        return 1
    text = page(found)
    if "--check" in arguments:
        if PAGE.read_text(encoding="utf-8") != text:
            print("docs/licences.md is out of date: make licences", file=sys.stderr)
            return 1
    else:
        PAGE.write_text(text, encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
