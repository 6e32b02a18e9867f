"""Pictures of each kind of page for `docs/site.md`, over the sample papers: `python tests/browser/take_pictures.py`.

Each is taken twice: 1,200 pixels wide and light, and 320 wide and dark, side by side. What is there is written over.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsing import missing, served, started  # noqa: E402
from site_kinds import KINDS, addresses_of  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "site.md"
LOOKS = [(1200, "light"), (320, "dark")]
HEIGHT = 900
GAP = 16
COLOURS = 128
START = """# What the site looks like

Each kind of page over the sample papers, in a wide window by day and in a narrow one by night. Made by `make pictures`; do not edit.
"""


def file_of(kind: str) -> Path:
    return PICTURES / f"{kind.replace(' ', '-')}.png"


def picture(browser: Any, address: str) -> Image.Image:
    """Both looks of a page, side by side, in few colours."""
    looks = []
    for width, scheme in LOOKS:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        looks.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))
        context.close()
    sheet = Image.new("RGB", (sum(look.width for look in looks) + GAP, HEIGHT), "#888888")
    sheet.paste(looks[0], (0, 0))
    sheet.paste(looks[1], (looks[0].width + GAP, 0))
    return sheet.quantize(COLOURS)


def main() -> None:
    lacking = missing()
    if lacking:
        sys.exit(f"{lacking}: make browser-tools")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        program = "from pipeline.cli import main; main()"
        command = [sys.executable, "-c", program, "ingest", str(ROOT / "corpus" / "sample"), "--out", place]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        database = Path(place, "minutebook.db")
        with closing(sqlite3.connect(database)) as opened:
            addresses = addresses_of(opened)
        with served(database) as site, started() as browser:
            for kind, address in addresses.items():
                picture(browser, site + address).save(file_of(kind), optimize=True)
    shown = [f"\n## {kind.caption}\n\n![{kind.caption}](pictures/{file_of(name).name})\n" for name, kind in KINDS.items()]
    PAGE.write_text(START + "".join(shown), encoding="utf-8")


if __name__ == "__main__":
    main()
