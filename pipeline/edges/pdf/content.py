"""What the content of a page draws: an interpreter of content streams on pdfminer's documents and fonts.

It does what pdfminer's own interpreter and pdfplumber's page do together, to the last digit, but notes characters in columns instead
of making an object of each. Where pdfminer strays from the PDF standard and text would be lost or misplaced, the standard is followed:
the operator `"` moves to the next line, `F` fills, a form begins with the colour and font of the page that draws it, and what follows a
form is not moved by it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name

from pipeline.edges.pdf.annotations import count_comments, marks_of
from pipeline.edges.pdf.catalogue import Sheet
from pipeline.edges.pdf.colours import BLACK, INKS, NO_COLOUR, PATTERN, SPACES, count_parts, name_of, read_colour
from pipeline.edges.pdf.drawing import UNIT_SQUARE, Drawing, Matrix, box_around, multiply
from pipeline.edges.pdf.fonts import FontShelf
from pipeline.edges.pdf.layers import is_off
from pipeline.edges.pdf.lettering import Lettering
from pipeline.edges.pdf.operations import PASSED_OVER, read_name, read_numbers, read_operations, write_plainly
from pipeline.edges.pdf.paths import Path
from pipeline.errors import PageLost
from pipeline.records import Box, DrawnPage

MOST_FORMS = 5000
MOST_BYTES = 256 << 20
"""How large the content of a page may be, unpacked."""
MOST_SQUEEZED = 1032
"""How many bytes a packed byte stands for at most."""
DEEPEST_FORM = 20
THINNEST = 0.95
CLEAR = 0.02
THICK = 6.0
"""A stroke of so many points is as thick as small letters are high."""
"""What is painted more thinly than this lets shine through what lies below."""
SHINES_THROUGH = {"SMask", "Mask", "ImageMask"}
MOST_CLIPS = 100
CUT = 3.0
"""Points by which a clip may cut an image that still covers what lies below it."""
Clips = tuple[Any, Box] | None
"""The boxes to which a page is clipped: what was there before, which is the same again, then the last. A type that names itself cannot be
compiled."""
TORN_PAGE = "A part of this page is damaged and could not be read."


def draw_sheet(sheet: Sheet, number: int, fonts: FontShelf, layers_off: frozenset[int] = frozenset()) -> tuple[DrawnPage, bool]:
    """What a page draws, and whether its content is sound: without operators that nobody knows, which are a sign of damage.

    A stream that cannot be unpacked is left out and named as the page's trouble. `layers_off` are the layers of the document that are
    switched off.
    """
    drawing = Drawing(sheet.mediabox, sheet.rotation)
    streams = sheet.streams
    callers = frozenset(stream.objid for stream in streams)
    interpreter = _Interpreter(drawing, fonts, sheet.resources, drawing.matrix, callers)
    interpreter.task.layers_off = layers_off
    interpreter.read(b"\n".join([interpreter.unpack(stream) for stream in streams]))
    visible = sheet.cropbox
    if visible:
        drawing.show_only(box_around(((visible[0], visible[1]), (visible[2], visible[3])), drawing.matrix))
    for mark in marks_of(sheet):
        drawing.add_mark(box_around(((mark[0], mark[1]), (mark[2], mark[3])), drawing.matrix))
    drawing.comments = count_comments(sheet)
    return drawing.finish(number, None if interpreter.task.whole else TORN_PAGE), interpreter.task.sound


def read_stream(stream: PDFStream) -> bytes:
    """The unpacked bytes of a stream; of one that is torn, the part before the tear.

    Raises PageLost when they are more than a page can honestly have, and what pdfminer raises on unknown packings.
    """
    packed = stream.rawdata
    if packed and not stream.decipher:
        _check_size(packed, stream.get_filters())
    data: bytes = stream.get_data()
    if not data and packed and not stream.decipher and stream.get_filters()[0][0] in LITERALS_FLATE_DECODE:
        unpacker = zlib.decompressobj()
        with suppress(zlib.error):
            for start in range(0, len(packed), 64):
                data += unpacker.decompress(packed[start : start + 64])
    return data


def _check_size(packed: bytes, filters: Sequence[Any]) -> None:
    """Raise PageLost when the outermost packing of a stream, or two in each other, hold more than `MOST_BYTES`."""
    data = packed
    for place, (name, _) in enumerate(filters[:2]):
        if name not in LITERALS_FLATE_DECODE or (len(filters) == 1 and len(packed) * MOST_SQUEEZED < MOST_BYTES):
            return
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(data, MOST_BYTES)
        except zlib.error:
            return
        if unpacker.unconsumed_tail or (place == 1 and len(data) >= MOST_BYTES):
            raise PageLost("too-large")


class _Task:
    """What the interpreters of a page and of the forms on it share."""

    def __init__(self) -> None:
        self.forms = 0
        self.layers_off: frozenset[int] = frozenset()
        self.whole = True
        self.sound = True


class _Interpreter(Lettering):
    """The state of one content stream while it is read: that of the page, or of a form drawn on it."""

    def __init__(
        self, drawing: Drawing, fonts: FontShelf, resources: Any, matrix: Matrix, callers: frozenset[Any], outer: _Interpreter | None = None
    ) -> None:
        self.resources = dict_value(resources)
        super().__init__(drawing, fonts, dict_value(self.resources.get("Font")), matrix, outer.colour if outer else BLACK)
        self.callers = callers
        self.task: _Task = outer.task if outer else _Task()
        self.parts = 1
        self.may_cover: bool = outer.opaque if outer else True
        self.opaque: bool = self.may_cover
        self.states: dict[bytes, tuple[bool | None, bool | None]] = {}
        self.width: float = outer.width if outer else 1.0
        self.marked: list[bool] = []
        self.clips: Clips = outer.clips if outer else None
        self.is_cut: bool = outer.is_cut if outer else False
        self.is_ink = False
        self.inks: set[str] = set()
        if outer:
            self.parts, self.font, self.size = outer.parts, outer.font, outer.size
            self.is_clear, self.is_off, self.clipped_to = outer.is_clear, outer.is_off, outer.clipped_to
        self.spaces: dict[str, int] = {}
        self.path = Path()
        self.saved: list[tuple[Any, ...]] = []

    def read(self, data: bytes) -> None:
        """Do every operation of a content stream; one whose operands make no sense does nothing."""
        operators = OPERATORS_WITH_LAYERS if self.task.layers_off else OPERATORS
        for operands, operator in read_operations(data):
            action = operators.get(operator)
            if action is None:
                if operator not in PASSED_OVER:
                    self.task.sound = False
                continue
            try:
                action(self, operands)
            except (ValueError, IndexError):
                with suppress(ValueError, IndexError):
                    action(self, write_plainly(operands))

    def unpack(self, stream: PDFStream) -> bytes:
        """The bytes of a stream; none, and a note of it, when they cannot be unpacked."""
        try:
            return read_stream(stream)
        except (MemoryError, PageLost):
            raise
        except Exception:
            self.task.whole = False
            return b""

    # --- graphics state

    def save(self, _: bytes) -> None:
        self.saved.append(
            (
                self.matrix, self.colour, self.parts, self.font, self.setting, self.size, self.scaling, self.character_spacing,
                self.word_spacing, self.leading, self.rise, self.mode, self.text_matrix, self.x, self.y, self.opaque,
                self.clips, self.is_cut, self.is_ink, self.is_clear, self.clipped_to, self.width,
            )
        )  # fmt: skip

    def restore(self, _: bytes) -> None:
        if self.saved:
            (
                self.matrix, self.colour, self.parts, self.font, self.setting, self.size, self.scaling, self.character_spacing,
                self.word_spacing, self.leading, self.rise, self.mode, self.text_matrix, self.x, self.y, self.opaque,
                self.clips, self.is_cut, self.is_ink, self.is_clear, self.clipped_to, self.width,
            ) = self.saved.pop()  # fmt: skip

    def transform(self, operands: bytes) -> None:
        a, b, c, d, e, f = read_numbers(operands, 6)
        self.matrix = multiply((a, b, c, d, e, f), self.matrix)

    def set_state(self, operands: bytes) -> None:
        """Take what a named state says of covering what lies below; one that says nothing of it leaves that as it is."""
        if operands not in self.states:
            named = resolve1(dict_value(self.resources.get("ExtGState")).get(_last_name(operands)))
            self.states[operands] = (is_opaque(named), is_clear(named)) if isinstance(named, dict) else (None, None)
        opaque, clear = self.states[operands]
        if opaque is not None:
            self.opaque = opaque and self.may_cover
        if clear is not None:
            self.is_clear = clear

    # --- colours

    def set_grey(self, operands: bytes) -> None:
        self.colour = read_colour(operands, 1) or self.colour
        self.parts = 1

    def set_rgb(self, operands: bytes) -> None:
        self.colour = read_colour(operands, 3) or self.colour
        self.parts = 3

    def set_cmyk(self, operands: bytes) -> None:
        self.colour = read_colour(operands, 4) or self.colour
        self.parts = 4

    def set_space(self, operands: bytes) -> None:
        name = _last_name(operands)
        if name not in self.spaces:
            named = dict_value(self.resources.get("ColorSpace")).get(name)
            parts = count_parts(named) if named is not None else None
            if parts is None:
                parts = SPACES.get(name)
            if parts is None:
                return
            self.spaces[name] = parts
            if name_of(named if named is not None else name) in INKS:
                self.inks.add(name)
        self.parts = self.spaces[name]
        self.is_ink = name in self.inks

    def set_colour(self, operands: bytes) -> None:
        if self.parts != NO_COLOUR:
            self.colour = read_colour(operands, self.parts) or self.colour
            if self.is_ink:
                self.drawing.inks.add(self.colour)
        elif b"/" in operands:
            self.colour = PATTERN

    # --- layers

    def begin_marked(self, operands: bytes) -> None:
        """What follows may stand on a layer that is switched off."""
        self.marked.append(self.is_off)
        tag, slash, _ = operands.rpartition(b"/")
        if slash and tag.strip() == b"/OC":
            properties = dict_value(self.resources.get("Properties"))
            self.is_off = self.is_off or is_off(properties.get(_last_name(operands)), self.task.layers_off)

    def end_marked(self, _: bytes) -> None:
        if self.marked:
            self.is_off = self.marked.pop()

    # --- paths

    def move_to(self, operands: bytes) -> None:
        x, y = read_numbers(operands, 2)
        self.path.move(x, y)

    def line_to(self, operands: bytes) -> None:
        x, y = read_numbers(operands, 2)
        self.path.add("l", x, y)

    def curve_to(self, operands: bytes) -> None:
        *_, x, y = read_numbers(operands, 6)
        self.path.add("c", x, y)

    def curve_by_one(self, operands: bytes) -> None:
        *_, x, y = read_numbers(operands, 4)
        self.path.add("v", x, y)

    def close_path(self, _: bytes) -> None:
        self.path.close()

    def oblong(self, operands: bytes) -> None:
        x, y, width, height = read_numbers(operands, 4)
        self.path.add_oblong(x, y, width, height)

    def clip(self, _: bytes) -> None:
        """From here on, nothing is painted outside the path."""
        box = self.path.box(self.matrix)
        if box is None:
            self.is_cut = True
        else:
            self.clips = (self.clips, box)
            x0, y0, x1, y1 = box
            if self.clipped_to:
                left, low, right, high = self.clipped_to
                x0, y0, x1, y1 = max(x0, left), max(y0, low), min(x1, right), min(y1, high)
            self.clipped_to = (x0, y0, x1, y1)

    def end_path(self, _: bytes) -> None:
        self.path.clear()

    def set_width(self, operands: bytes) -> None:
        (self.width,) = read_numbers(operands, 1)

    def stroke(self, _: bytes) -> None:
        if self.width > 1.0 and self.opaque and not self.is_cut:
            a, b, c, d = self.matrix[:4]
            thick = self.width * abs(a * d - b * c) ** 0.5
            if thick >= THICK:
                self.path.bars(self.drawing, self.matrix, thick)
        self.path.paint(self.drawing, self.matrix, None)

    def fill(self, _: bytes) -> None:
        self.drawing.opaque = self.opaque and not self.is_cut
        alone, before = self.path.is_oblong, len(self.drawing.fills)
        self.path.paint(self.drawing, self.matrix, self.colour)
        if alone:
            self.drawing.cover_whole(before, self.clipped_to)

    def close_and_stroke(self, operands: bytes) -> None:
        self.path.close()
        self.stroke(operands)

    def close_and_fill(self, operands: bytes) -> None:
        self.path.close()
        self.fill(operands)

    # --- forms and images

    def draw_object(self, operands: bytes) -> None:
        stream = resolve1(dict_value(self.resources.get("XObject")).get(_last_name(operands)))
        if not isinstance(stream, PDFStream):
            return
        if self.task.layers_off and is_off(stream.attrs.get("OC"), self.task.layers_off):
            before, self.is_off = self.is_off, True
            self._draw_stream(stream)
            self.is_off = before
            return
        self._draw_stream(stream)

    def _draw_stream(self, stream: PDFStream) -> None:
        kind = literal_name(resolve1(stream.get("Subtype")))
        if kind == "Image" and "Width" in stream and "Height" in stream:
            self._draw_image(opaque=not (stream.attrs.keys() & SHINES_THROUGH))
        elif kind == "Form" and "BBox" in stream:
            self._draw_form(stream)

    def draw_inline_image(self, entries: bytes) -> None:
        if b"/W" in entries and b"/H" in entries:
            self._draw_image(opaque=b"/IM" not in entries)

    def _draw_image(self, opaque: bool) -> None:
        """Draw an image, which covers what lies below it when it is opaque and no clip cuts it."""
        x0, y0, x1, y1 = box_around(UNIT_SQUARE, self.matrix)
        clips = self.clips
        for _ in range(MOST_CLIPS):
            if clips is None or not opaque:
                break
            clips, (left, low, right, high) = clips
            opaque = left - CUT <= x0 and low - CUT <= y0 and right + CUT >= x1 and high + CUT >= y1
        self.drawing.opaque = self.opaque and not self.is_cut
        self.drawing.add_image(self.matrix, opaque)

    def shade(self, _: bytes) -> None:
        self.drawing.add_shading()

    def _draw_form(self, stream: PDFStream) -> None:
        """Draw the content of a form, unless it is drawing itself, lies too deep, or the page has drawn too many."""
        too_deep = len(self.callers) > DEEPEST_FORM
        if stream.objid is None or stream.objid in self.callers or too_deep or self.task.forms >= MOST_FORMS:
            return
        self.task.forms += 1
        matrix = self.matrix
        entries = [resolve1(entry) for entry in list_value(stream.get("Matrix"))]
        if len(entries) == 6 and all(isinstance(entry, (int, float)) for entry in entries):
            a, b, c, d, e, f = entries
            matrix = multiply((a, b, c, d, e, f), matrix)
        resources = stream.get("Resources") or self.resources
        inner = _Interpreter(self.drawing, self.fonts, resources, matrix, self.callers | {stream.objid}, self)
        inner.read(self.unpack(stream))


def _last_name(operands: bytes) -> str:
    """The last name among the operands. Raises ValueError when there is none."""
    _, slash, name = operands.rpartition(b"/")
    if not slash:
        raise ValueError(f"a name wanted, {operands!r} found")
    return read_name(name.strip(b" \t\r\n\f\v\0"))


def is_opaque(state: dict[str, Any]) -> bool | None:
    """Whether things painted in a named graphics state cover what lies below them; None when the state does not say.

    A state that blends colours, thins them, or has a mask does not cover.
    """
    said = {key: resolve1(state[key]) for key in ("ca", "BM", "SMask") if key in state}
    if not said:
        return None
    thin = said.get("ca", 1)
    if "SMask" in said and (isinstance(said["SMask"], dict) or literal_name(said["SMask"]) != "None"):
        return False
    if "BM" in said:
        blends = said["BM"] if isinstance(said["BM"], list) else [said["BM"]]
        if not any(literal_name(resolve1(blend)) in ("Normal", "Compatible") for blend in blends):
            return False
    return not isinstance(thin, (int, float)) or thin > THINNEST


def is_clear(state: dict[str, Any]) -> bool | None:
    """Whether nothing is to be seen of what is painted in a named graphics state; None when the state does not say."""
    thin = resolve1(state["ca"]) if "ca" in state else None
    return thin < CLEAR if isinstance(thin, (int, float)) else None


OPERATORS: dict[bytes, Callable[[_Interpreter, bytes], None]] = {
    b"q": _Interpreter.save,
    b"Q": _Interpreter.restore,
    b"cm": _Interpreter.transform,
    b"w": _Interpreter.set_width,
    b"gs": _Interpreter.set_state,
    b"g": _Interpreter.set_grey,
    b"rg": _Interpreter.set_rgb,
    b"k": _Interpreter.set_cmyk,
    b"cs": _Interpreter.set_space,
    b"sc": _Interpreter.set_colour,
    b"scn": _Interpreter.set_colour,
    b"m": _Interpreter.move_to,
    b"l": _Interpreter.line_to,
    b"c": _Interpreter.curve_to,
    b"v": _Interpreter.curve_by_one,
    b"y": _Interpreter.curve_by_one,
    b"h": _Interpreter.close_path,
    b"re": _Interpreter.oblong,
    b"n": _Interpreter.end_path,
    b"W": _Interpreter.clip,
    b"W*": _Interpreter.clip,
    b"S": _Interpreter.stroke,
    b"s": _Interpreter.close_and_stroke,
    b"f": _Interpreter.fill,
    b"F": _Interpreter.fill,
    b"f*": _Interpreter.fill,
    b"B": _Interpreter.fill,
    b"B*": _Interpreter.fill,
    b"b": _Interpreter.close_and_fill,
    b"b*": _Interpreter.close_and_fill,
    b"BT": _Interpreter.begin_text,
    b"Tc": _Interpreter.set_character_spacing,
    b"Tw": _Interpreter.set_word_spacing,
    b"Tz": _Interpreter.set_scaling,
    b"TL": _Interpreter.set_leading,
    b"Tf": _Interpreter.set_font,
    b"Ts": _Interpreter.set_rise,
    b"Tr": _Interpreter.set_mode,
    b"Td": _Interpreter.move,
    b"TD": _Interpreter.move_and_lead,
    b"Tm": _Interpreter.set_text_matrix,
    b"T*": _Interpreter.next_line,
    b"Tj": _Interpreter.show,
    b"TJ": _Interpreter.show_spaced,
    b"'": _Interpreter.show_on_next_line,
    b'"': _Interpreter.show_on_next_line_spaced,
    b"Do": _Interpreter.draw_object,
    b"BI": _Interpreter.draw_inline_image,
    b"sh": _Interpreter.shade,
}
OPERATORS_WITH_LAYERS = {**OPERATORS, b"BDC": _Interpreter.begin_marked, b"BMC": _Interpreter.begin_marked, b"EMC": _Interpreter.end_marked}
"""Where a document has layers that are switched off, what is marked as theirs is looked at, which costs time."""
