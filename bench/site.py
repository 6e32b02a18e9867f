"""How fast the site answers over a very large database, beside plain Datasette over the same file.

    python bench/site.py [--actions N] [--seconds N] [--database FILE] [--keep FILE]

Makes a database of a million actions, 300,000 resolutions and 200,000 pages (a quarter of an hour; `--actions` for a smaller one,
`--keep` to use it again with `--database`), publishes it, and asks the public server as eight people would who click without a rest: the
first page, searches, registers (half of them of one council), meetings and actions. A page that was asked for before is kept by the server,
as of the first page. Prints the requests a second and, for each kind of page, the time within which half and 95 of a hundred were
answered. Then the nearest pages of a Datasette without us, over the same file, are asked the same way. All on one machine, askers
included.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from asking import OURS, PLAIN, ROOT, ask, free_port, look, print_table, served
from made_rows import fill


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--database", type=Path, help="a database that was kept")
    parser.add_argument("--keep", type=Path, help="where to keep the database that is made")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        database = Path(place, "minutebook.db")
        if arguments.database:
            database = arguments.database
        else:
            for documents in fill(database, arguments.actions):
                print(f"\r{documents} documents made", end="", flush=True)
            print()
            if arguments.keep:
                database = Path(shutil.move(database, arguments.keep))
        known = look(database)
        program = [sys.executable, "-c", "from pipeline.cli import main; main()"]
        public = database.with_name("public") / database.name
        if not public.exists():
            command = [*program, "publish", "--out", str(database.parent)]
            subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        with served([*program, "serve-public", str(public), "--port", str(port)], port):
            ask(port, OURS, known, 3)
            print_table("Minutebook", *ask(port, OURS, known, arguments.seconds))
        plain = [sys.executable, "-m", "datasette", "serve", "--immutable", str(public), "--port", str(port)]
        with served(plain, port):
            ask(port, PLAIN, known, 3)
            print_table("Datasette alone", *ask(port, PLAIN, known, arguments.seconds))


if __name__ == "__main__":
    main()
