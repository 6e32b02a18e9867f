"""The fonts of a PDF: what a string shows in each, and how far each character moves the pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name

from pipeline.edges.pdf.font_looks import look_of
from pipeline.edges.pdf.operations import read_hex, read_string
from pipeline.edges.pdf.unicode_maps import read_unicode_map

NO_FONT: dict[str, Any] = {}
MOST_FONTS = 48
MOST_SIZES = 32
MOST_RUNS = 2000

Run = tuple[Sequence[str], Sequence[float], Sequence[int]]


class Font:
    """A font: its name (with its look, where only its program tells that), whether it runs downwards, how deep it hangs below the line (at
    size 1), and what its codes show."""

    def __init__(self, metrics: PDFFont, description: Mapping[str, Any] = NO_FONT) -> None:
        printed = metrics.fontname
        name = printed if isinstance(printed, str) else str(printed)[2:-1] if isinstance(printed, bytes) else str(printed)
        self.name = name + look_of(name, description)
        self.metrics = metrics
        self.vertical: bool = metrics.is_vertical()
        self.multibyte: bool = metrics.is_multibyte()
        self.descent: float = metrics.get_descent()
        self._runs: dict[tuple[float, float], Runs] = {}

    def runs_at(self, size: float, scaling: float) -> Runs:
        """What strings show at a size in points and a horizontal scaling (1 is unscaled)."""
        runs = self._runs.get((size, scaling))
        if runs is None:
            if len(self._runs) >= MOST_SIZES:
                self._runs.clear()
            runs = self._runs[size, scaling] = Runs(Glyphs(self.metrics, size, scaling))
        return runs


class Glyphs(dict[int, tuple[str, float]]):
    """For every code its text, `(cid:7)` when the PDF does not tell it, and how far it moves the pen."""

    def __init__(self, metrics: PDFFont, size: float, scaling: float) -> None:
        super().__init__()
        self.metrics = metrics
        self.size = size
        self.scaling = scaling

    def __missing__(self, code: int) -> tuple[str, float]:
        try:
            text = self.metrics.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = f"(cid:{code})"
        glyph = self[code] = (text, self.metrics.char_width(code) * self.size * self.scaling)
        return glyph


class Runs(dict[bytes, Run]):
    """For every string, as written, the texts of its characters, how far each moves the pen, and their codes; kept while there is room."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs

    def __missing__(self, string: bytes) -> Run:
        glyphs = self.glyphs
        codes = tuple(glyphs.metrics.decode(read_hex(string) if string[:1] == b"<" else read_string(string[1:-1])))
        shown = [glyphs[code] for code in codes]
        texts: Sequence[str] = [text for text, _ in shown]
        joined = "".join(texts)
        if len(joined) == len(texts) and "" not in texts:
            texts = joined
        run = (texts, tuple([advance for _, advance in shown]), codes)
        if len(self) < MOST_RUNS:
            self[string] = run
        return run


class FontShelf:
    """The fonts of one document, made when first asked for; the ones used last are kept."""

    def __init__(self) -> None:
        self._manager = PDFResourceManager(caching=False)
        self._fonts: dict[int, tuple[Font, Any]] = {}

    def find(self, reference: Any) -> Font:
        """The font that a resource refers to. A font that is broken or missing is replaced by one without widths."""
        key = reference.objid if isinstance(reference, PDFObjRef) else -id(reference)
        held = self._fonts.pop(key, None)
        if held is None:
            description = dict_value(reference)
            held = (Font(self._load(description), description), reference)
            if len(self._fonts) >= MOST_FONTS:
                del self._fonts[next(iter(self._fonts))]
        self._fonts[key] = held
        return held[0]

    def _load(self, description: dict[str, Any]) -> PDFFont:
        try:
            if literal_name(resolve1(description.get("Subtype"))) == "Type0":
                description = _descendant(description)
            texts, description = _take_texts(description)
            metrics: Any = self._manager.get_font(None, description)
            if texts is not None:
                metrics.unicode_map.cid2unichr = texts
            return cast(PDFFont, metrics)
        except Exception:
            return self._manager.get_font(None, {})


def _descendant(description: dict[str, Any]) -> dict[str, Any]:
    """The description of the one font inside a composite font, with the encoding of the whole."""
    inner: dict[str, Any] = dict(dict_value(list_value(description["DescendantFonts"])[0]))
    for key in ("Encoding", "ToUnicode"):
        if key in description:
            inner[key] = resolve1(description[key])
    if "ToUnicode" in inner and "FontDescriptor" in inner:
        # The font's own program is of use only to guess at the text, and unpacking it takes longer than reading a page.
        inner["FontDescriptor"] = {key: value for key, value in dict_value(inner["FontDescriptor"]).items() if key != "FontFile2"}
    return inner


def _take_texts(description: dict[str, Any]) -> tuple[dict[int, str] | None, dict[str, Any]]:
    """The texts of a font's codes, where we can read them ourselves, and its description with an empty map instead."""
    source = resolve1(description.get("ToUnicode"))
    texts = read_unicode_map(source.get_data()) if isinstance(source, PDFStream) else None
    return texts, description if texts is None else {**description, "ToUnicode": PDFStream({}, b"")}
