"""What a process has taken of the machine."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.edges.processor import most_memory


def test_the_most_memory_grows_with_what_is_taken() -> None:
    before = most_memory()
    held = bytearray(64 << 20)
    assert most_memory() >= before + 32 or before > 500
    assert len(held) == 64 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts a parent's memory as a child's")
def test_what_the_parent_has_taken_does_not_count() -> None:
    held = bytearray(200 << 20)
    held[:: 1 << 12] = b"x" * (len(held) >> 12)
    code = "from pipeline.edges.processor import most_memory; print(most_memory())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 0 < float(done.stdout) < 100
