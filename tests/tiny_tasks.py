"""Tasks for workers: a number is squared; some words ask for trouble."""

from __future__ import annotations

import os
import time


def run(what: str) -> int:
    if what == "hang":
        time.sleep(600)
    if what == "name":
        return os.getpid()
    if what == "die":
        os._exit(70)
    if what == "raise":
        raise ValueError("asked for")
    if what == "gigabytes":
        return len(bytearray(8 << 30))
    return int(what) ** 2
