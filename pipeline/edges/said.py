"""What people say of papers in files beside them: manifests, and settings of folders."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.register.seen import FolderSettings, ManifestLine

MANIFEST = "manifest.csv"
SETTINGS = "settings.yml"
FEWEST_DOTS, MOST_DOTS = 70, 600


def read_manifest(place: Path, folder: str) -> list[ManifestLine]:
    """The lines of a manifest: a CSV file with the columns `file`, and if it likes `council` and `source_url`; others are passed over."""
    raw = place.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UsageError(f"The manifest {folder}{place.name} cannot be read as CSV: {error}. Put it right, or take it away.") from error
    lines = []
    for row in rows:
        cells = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items() if isinstance(value, str)}
        if cells.get("file"):
            url = cells.get("source_url", "")
            lines.append(
                ManifestLine(
                    file=folder + cells["file"].replace("\\", "/").removeprefix("./"),
                    council=cells.get("council") or None,
                    source_url=url if url.lower().startswith(("https://", "http://")) else None,
                )
            )
    return lines


def read_settings(place: Path, folder: str) -> list[FolderSettings]:
    """What a `settings.yml` says: `council: <its name>`; at the top of the corpus also in which languages, how finely pictures are read."""
    import yaml

    try:
        told = yaml.safe_load(place.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"The settings {folder}{place.name} cannot be read: {error}. Put them right, or take them away.") from error
    if told is None:
        return []
    may_say = {"council"} if folder else {"council", "ocr_languages", "ocr_dots_an_inch"}
    if not isinstance(told, dict) or set(told) - may_say:
        raise UsageError(f"The settings {folder}{place.name} may say {', '.join(sorted(may_say))}, and say something else.")
    council, languages, dots = (told.get(name) for name in ("council", "ocr_languages", "ocr_dots_an_inch"))
    if not isinstance(council, str | None):
        raise UsageError(f"The settings {folder}{place.name} may say 'council: <the council's name>', and say it otherwise.")
    if not (languages is None or (isinstance(languages, str) and re.fullmatch(r"\w+(?:[+, ]+\w+)*", languages))):
        raise UsageError(f"The settings {folder}{place.name} may say 'ocr_languages: eng+cym', by the names that tesseract has for them.")
    if not (dots is None or (isinstance(dots, int) and FEWEST_DOTS <= dots <= MOST_DOTS)):
        raise UsageError(
            f"The settings {folder}{place.name} may say 'ocr_dots_an_inch: 300', or another number from {FEWEST_DOTS} to {MOST_DOTS}."
        )
    return [
        FolderSettings(
            folder=folder.rstrip("/"),
            council=(council or "").strip() or None,
            ocr_languages=re.findall(r"\w+", languages) if languages else None,
            ocr_dots_an_inch=dots,
        )
    ]
