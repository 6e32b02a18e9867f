"""Keep the database that this version makes of a few tiny papers, as SQL: python tools/keep_database.py tests/databases/NAME.sql

For each published shape of the database there is such a file, made by the program of its time. Tests build databases from them and bring
them up to the present shape.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

PAPERS = {
    "council/minutes.pdf": ("Minutes of the Council meeting\nheld on Tuesday 5 March 2024 at 7.00 pm\nRESOLVED that trees be planted.",),
    "plans/plan.pdf": ("Parks plan\nWe will plant trees by 31 October 2024.", "A second page, on hedges"),
    "withdrawn.pdf": ("A letter that nobody should have published",),
}
"""The papers by their path; the one whose name says so is withdrawn, where the version knows how to."""


def lay(folder: Path) -> None:
    """Lay the papers into a folder."""
    from tiny_papers import put

    for path, pages in PAPERS.items():
        put(folder, path, *pages)


def statements(connection: sqlite3.Connection) -> list[str]:
    """Everything that makes the database again: tables, rows, search, views. What keeps the search up comes after the rows."""
    named = connection.execute("select type, name, sql from sqlite_master where sql is not null").fetchall()
    searches = {name for _, name, sql in named if sql.lower().startswith("create virtual table")}
    inside = {f"{name}_{part}" for name in searches for part in ("data", "idx", "docsize", "config", "content")}
    tables = [(name, sql) for kind, name, sql in named if kind == "table" and name not in searches | inside]
    tables = [(name, sql) for name, sql in tables if not name.startswith("sqlite_")]
    found = [f"{sql};" for _, sql in tables]
    for name, _ in tables:
        for row in connection.execute(f'select * from "{name}"'):
            values = ", ".join(connection.execute("select quote(?)", [value]).fetchone()[0] for value in row)
            found.append(f'insert into "{name}" values ({values});')
    for name, sql in ((name, sql) for _, name, sql in named if name in searches):
        found += [f"{sql};", f'insert into "{name}" ("{name}") values (\'rebuild\');']
    found += [f"{sql};" for kind, _, sql in named if kind in ("index", "trigger", "view")]
    return [*found, f"pragma user_version = {connection.execute('pragma user_version').fetchone()[0]};"]


def main() -> None:
    """Make the database with the command of this checkout, and write it as SQL."""
    target = Path(sys.argv[1])
    command = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    with tempfile.TemporaryDirectory() as made:
        lay(Path(made, "papers"))
        subprocess.run([*command, "ingest", f"{made}/papers", "--out", f"{made}/out", "--no-ocr"], check=True)
        if "withdraw" in subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout:
            subprocess.run([*command, "withdraw", "withdrawn.pdf", "--reason", "A private letter", "--out", f"{made}/out"], check=True)
        connection = sqlite3.connect(f"{made}/out/minutebook.db")
        target.write_text("\n".join(statements(connection)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
