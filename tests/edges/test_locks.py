"""An output folder belongs to one run at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline.edges.locks import only_one
from pipeline.errors import Busy


def test_lock_of_a_process_that_died_holds_nobody_up(tmp_path: Path) -> None:
    code = f"""
        import os, pathlib
        from pipeline.edges.locks import only_one
        with only_one(pathlib.Path({str(tmp_path)!r})):
            os._exit(9)
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=Path(__file__).parents[2], check=False).returncode == 9
    with only_one(tmp_path):
        pass


def test_lock_is_held_against_others(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(Busy, match=f"process {os.getpid()}"), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass
