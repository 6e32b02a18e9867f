"""Print the papers: `python tests/documents/styles/make_styles.py [NAME...]`; needs reportlab, and Chromium for those in html/."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from drawn import committees, packs  # noqa: E402


def print_page(source: Path, target: Path) -> None:
    """A page of HTML as a browser prints it."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        raise SystemExit("Chromium is needed to print the papers in html/.")
    with tempfile.TemporaryDirectory() as profile:
        switches = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--no-pdf-header-footer",
        ]
        subprocess.run(
            [browser, *switches, f"--user-data-dir={profile}", f"--print-to-pdf={target}", str(source)], check=True, capture_output=True
        )


def main(names: list[str]) -> None:
    """Print all papers, or those named."""
    for name, draw in {**committees.PAPERS, **packs.PAPERS}.items():
        if not names or name in names:
            draw(HERE / f"{name}.pdf")
    for source in sorted((HERE / "html").glob("*.html")):
        if not names or source.stem in names:
            print_page(source, HERE / f"{source.stem}.pdf")


if __name__ == "__main__":
    main(sys.argv[1:])
