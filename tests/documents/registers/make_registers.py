"""Print the papers of `source/` and write what the database must hold for each.

    python tests/documents/registers/make_registers.py [NAME...]

Papers with `print: html` need Chromium (`--chromium PATH`), those with `print: drawn` need reportlab and the Liberation and DejaVu fonts.
Without names all papers are made. `--gold` writes only the gold of PDFs that are there already.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

sys.path.insert(0, str(Path(__file__).resolve().parent))
from register_gold import gold_of
from register_html import html_of
from register_words import Source, read_source

HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[1] / "gold" / "registers"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--gold", action="store_true")
    wanted = parser.parse_args()
    for path in sorted((HERE / "source").glob("*.yml")):
        if wanted.names and path.stem not in wanted.names:
            continue
        source = read_source(path)
        target = HERE / f"{path.stem}.pdf"
        if not wanted.gold:
            print_paper(source, target, wanted.chromium)
        with pikepdf.open(target) as pdf:
            gold = gold_of(source, len(pdf.pages))
        (GOLD / f"{path.stem}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def print_paper(source: Source, target: Path, chromium: str) -> None:
    """Write the PDF of one paper."""
    if source.settings["print"] == "drawn":
        from register_drawn import draw

        draw(source, target)
        return
    with tempfile.TemporaryDirectory() as room:
        page = Path(room) / "page.html"
        page.write_text(html_of(source), encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--no-pdf-header-footer",
        ]
        command = [chromium, *options, f"--user-data-dir={room}/user", f"--print-to-pdf={target}", str(page)]
        subprocess.run(command, check=True, capture_output=True)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)


if __name__ == "__main__":
    main()
