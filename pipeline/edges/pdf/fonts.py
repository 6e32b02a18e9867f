"""The fonts of a PDF: what a string shows in each, and how far each character moves the pen."""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections.abc import Mapping, Sequence
from typing import Any, cast

from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name

from pipeline.edges.pdf.font_looks import look_of
from pipeline.edges.pdf.font_widths import take_widths
from pipeline.edges.pdf.operations import read_hex, read_string
from pipeline.edges.pdf.unicode_maps import read_unicode_map

NO_FONT: dict[str, Any] = {}
MOST_FONTS = 48
MOST_SIZES = 32
MOST_RUNS = 6000
FARTHEST_ON, FARTHEST_BACK = 0.19, 0.15
"""How far numbers between strings move the pen on or back, in sizes, at most, when they only set letters in their places."""
NARROWEST = 0.16
"""How wide letters are that may be set like that, in sizes, at least."""

NO_LETTER = "\ufffe"

NUMBER = re.compile(rb"[\s\0]*(?:([-+]?(?:\d+\.?\d*|\.\d+))[\s\0]*)?")

Run = tuple[Sequence[str], Sequence[float], Sequence[int]]
Shown = tuple[list[float | None], list[Run], Sequence[str], bool, bool]
"""What an operation shows: how far the pen moves before each run and behind the last, the runs, the texts of all their characters, whether
all runs are even and the moves near."""


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
        self._texts = Texts(metrics)
        self._widths = Widths(metrics)
        self._settings: dict[tuple[float, float], Setting] = {}

    def at(self, size: float, scaling: float) -> Setting:
        """The font at a size in points and a horizontal scaling (1 is unscaled)."""
        setting = self._settings.get((size, scaling))
        if setting is None or setting.is_full:
            if len(self._settings) >= MOST_SIZES:
                self._settings.clear()
            setting = self._settings[size, scaling] = Setting(self._texts, self._widths, size, scaling)
        return setting


class Setting:
    """A font at a size and a scaling: what strings show in it that are written in round brackets (`plain`) and in hex, and how far the
    numbers between them move the pen. `shown` are short operations as they were understood, by their operands, and `last_shown` those that
    show only their last string; of a third of all, the same have been seen before (a space, a bullet, a number)."""

    def __init__(self, texts: Texts, widths: Widths, size: float, scaling: float) -> None:
        advances = Advances(widths, size, scaling)
        self.plain = Runs(texts, advances, in_hex=False)
        self.hex = Runs(texts, advances, in_hex=True)
        self.moves = Moves(size, scaling)
        self.shown: dict[bytes, Shown] = {}
        self.last_shown: dict[bytes, Shown] = {}

    @property
    def is_full(self) -> bool:
        """Whether it has seen so much that it should be forgotten."""
        return len(self.plain) + len(self.hex) + len(self.moves) + len(self.shown) + len(self.last_shown) > MOST_RUNS


class Texts(dict[int, str]):
    """For every code of a font its text, `(cid:7)` when the PDF does not tell it. `letters` are those of the codes up to 255 that are one
    letter, with U+FFFE for all others, as bytes are decoded by it; None for a font whose codes are not bytes."""

    def __init__(self, metrics: PDFFont) -> None:
        super().__init__()
        self.metrics = metrics
        self.letters = _letters_of(metrics) if type(metrics).decode is PDFFont.decode and isinstance(metrics, PDFSimpleFont) else None

    def __missing__(self, code: int) -> str:
        try:
            text = self.metrics.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = f"(cid:{code})"
        self[code] = text
        return text


def _letters_of(font: PDFSimpleFont) -> str:
    texts = dict(font.cid2unicode)
    if font.unicode_map is not None:
        texts.update(font.unicode_map.cid2unichr)
    return "".join([text if len(text := texts.get(code, NO_LETTER)) == 1 else NO_LETTER for code in range(256)])


class Widths(dict[int, float]):
    """For every code of a font how wide its character is at size 1."""

    def __init__(self, metrics: PDFFont) -> None:
        super().__init__()
        self.metrics = metrics

    def __missing__(self, code: int) -> float:
        width = self[code] = self.metrics.char_width(code)
        return width


class Advances(dict[int, float]):
    """For every code of a font how far it moves the pen at a size and a scaling; `least` is the shortest of these asked for so far."""

    def __init__(self, widths: Widths, size: float, scaling: float) -> None:
        super().__init__()
        self.widths = widths
        self.size = size
        self.scaling = scaling
        self.least = float("inf")

    def __missing__(self, code: int) -> float:
        advance = self[code] = self.widths[code] * self.size * self.scaling
        if advance < self.least:
            self.least = advance
        return advance


class Runs(dict[bytes, Run]):
    """For every string, as written between its brackets, the texts of its characters, how far each moves the pen, and their codes.

    `uneven` are those without a character, with one of no or several letters, or with one that is hardly as wide as
    numbers may move the pen back."""

    def __init__(self, texts: Texts, advances: Advances, in_hex: bool) -> None:
        super().__init__()
        self.decode = texts.metrics.decode
        self.texts = texts
        self.letters = texts.letters
        self.advances = advances
        self.advance_of = advances.__getitem__
        self.read = read_hex if in_hex else read_string
        self.uneven: set[bytes] = set()
        self.least = NARROWEST * advances.size * advances.scaling

    def __missing__(self, string: bytes) -> Run:
        written = self.read(string)
        codes: Sequence[int]
        texts: Sequence[str]
        if self.letters is not None:
            codes = written
            try:
                texts = charmap_decode(written, "strict", self.letters)[0]
            except UnicodeDecodeError:
                texts = self._texts_of(codes)
        else:
            codes = tuple(self.decode(written))
            texts = self._texts_of(codes)
        advances = tuple(map(self.advance_of, codes))
        if not texts or not isinstance(texts, str) or (self.advances.least < self.least and min(advances) < self.least):
            self.uneven.add(string)
        run = self[string] = (texts, advances, codes)
        return run

    def _texts_of(self, codes: Sequence[int]) -> Sequence[str]:
        """The texts of some codes, in one text when each is one letter."""
        texts = list(map(self.texts.__getitem__, codes))
        joined = "".join(texts)
        return joined if len(joined) == len(texts) and "" not in texts else texts


class Moves(dict[bytes, float | None]):
    """For every number, as written, how far it moves the pen in thousandths of the size, which is to the left; None for white space.

    `far` are those that move it further than numbers do that only set letters in their places. Raises
    ValueError for what is no number.
    """

    def __init__(self, size: float, scaling: float) -> None:
        super().__init__()
        self.step = 0.001 * size * scaling
        self.far: set[bytes] = set()

    def __missing__(self, number: bytes) -> float | None:
        match = NUMBER.fullmatch(number)
        if match is None:
            raise ValueError(f"a number wanted, {number!r} found")
        back = float(match[1] or 0)
        if not -FARTHEST_ON <= 0.001 * back <= FARTHEST_BACK:
            self.far.add(number)
        move = self[number] = -(back * self.step) if match[1] else None
        return move


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
            widths, description = take_widths(description)
            metrics: Any = self._manager.get_font(None, description)
            if texts is not None:
                metrics.unicode_map.cid2unichr = texts
            if widths is not None and not metrics.is_vertical():
                metrics.widths = widths
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
