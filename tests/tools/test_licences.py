"""Nothing binds the program, and the page of licences is that of the lock file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from licences import PAGE, binds, licence_of, packages, page, runtime  # noqa: E402

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("licence", "bound"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GPLv2", True),
        ("GNU Affero General Public License v3", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("MIT AND GPL-2.0-only", True),
        ("GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-2.0-only OR MIT", False),
        ("LGPL-2.1-or-later", False),
        ("GNU Library or Lesser General Public License (LGPL)", False),
        ("Apache-2.0 OR BSD-3-Clause", False),
        ("MPL-2.0", False),
        ("MIT", False),
    ],
)
def test_what_binds(licence: str, bound: bool) -> None:
    assert binds(licence) is bound


def test_nothing_in_the_program_binds_it() -> None:
    needed = [each for each in packages(LOCK, PROJECT) if each.runtime]
    assert [each.name for each in needed if each.licence is None or binds(each.licence)] == []
    assert [each.name for each in needed if each.licence == "not said"] == []


def test_the_program_needs_what_its_dependencies_need() -> None:
    needed = runtime(PROJECT)
    assert {"datasette", "jinja2", "markupsafe", "uvicorn", "pyarrow", "spacy", "pikepdf"} <= needed
    assert not {"pytest", "mypy", "ruff", "reportlab"} & needed


@pytest.mark.skipif(sys.version_info[:2] != (3, 11) or sys.platform != "linux", reason="the page is written by Python 3.11 on Linux")
def test_the_page_is_that_of_the_lock_file() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(packages(LOCK, PROJECT)), "make licences"


def test_what_is_not_installed_has_no_licence() -> None:
    assert licence_of("a-package-that-nobody-made") is None


def test_every_locked_package_has_its_sums_and_no_index_is_named() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9._-]+==)", LOCK)
    assert len(blocks) > 80
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"^\s*--(?!hash)|https?://|^-e|@ file", LOCK, re.MULTILINE)
