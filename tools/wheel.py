"""Make the wheels of Minutebook: the pure one that any machine takes and, where a C compiler is, one for this Python with compiled modules.

    python tools/wheel.py             (make wheel)
    python tools/wheel.py --pure      the pure one alone

Both go to dist/. pip takes the second where it fits, else the first: nobody who installs one needs a compiler. `build` and hatchling make
them from the checkout as it is, with what is installed here (`requirements.lock`); `tools/wheel_hook.py` puts the compiled modules in.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from native import find_compiler, listed_modules

ROOT = Path(__file__).resolve().parents[1]
NO_COMPILER = """There is no C compiler, so there is no wheel with compiled modules.
Debian, Ubuntu: apt install gcc; macOS: xcode-select --install"""
ASKED = "HATCH_BUILD_HOOK_ENABLE_CUSTOM"


def make_wheel(root: Path, to: Path, compiled: bool) -> Path:
    """The wheel of the project in `root`, made whole in `to`. Raises RuntimeError with the last words of the build when there is none."""
    environment = {**os.environ, ASKED: str(compiled).lower()}
    with TemporaryDirectory() as place:
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, str(root)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        made = list(Path(place).glob("*.whl"))
        if done.returncode or len(made) != 1:
            raise RuntimeError((done.stdout + done.stderr)[-3000:])
        to.mkdir(parents=True, exist_ok=True)
        beside = to / f".{made[0].name}.part"
        beside.write_bytes(made[0].read_bytes())
        return beside.replace(to / made[0].name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="the folder for the wheels (dist)")
    parser.add_argument("--pure", action="store_true", help="only the wheel without compiled modules")
    options = parser.parse_args()
    try:
        print(f"{make_wheel(ROOT, options.to, compiled=False)}\n  for any machine with Python 3.11 or later", flush=True)
        if options.pure:
            return
        if find_compiler() is None:
            print(NO_COMPILER)
            return
        print(f"Compiling {len(listed_modules())} modules (some minutes)", flush=True)
        print(f"{make_wheel(ROOT, options.to, compiled=True)}\n  for this Python and kind of machine, with compiled modules")
    except (OSError, RuntimeError) as error:
        sys.exit(f"{error}\nThe wheel could not be made.")


if __name__ == "__main__":
    main()
