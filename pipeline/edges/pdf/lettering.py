"""The text of a content stream: the state that text operators set, and the characters that they draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pipeline.edges.pdf.drawing import IDENTITY, WIDEST_SHARE, WIDEST_STEP, Drawing, Matrix, is_turned, multiply
from pipeline.edges.pdf.fonts import FARTHEST_BACK, FARTHEST_ON, NARROWEST, NO_FONT, Font, FontShelf, Run, Setting, Shown
from pipeline.edges.pdf.operations import read_name, read_numbers
from pipeline.edges.pdf.shown import read_shown, read_shown_carefully
from pipeline.errors import PageLost
from pipeline.records import Box

SPACE = 32
UNSCALED = 1.0
LONGEST_NOTED = 64
"""What an operation shows is noted when its operands have so few bytes."""
INVISIBLE = (3, 7)
MOST_CHARACTERS = 2_000_000
"""More characters than any page has that a council prints, by a hundred times; each takes some hundred bytes while it is read."""


class Lettering:
    """The text half of an interpreter of content streams. Public methods are operators: they take operands as they are written."""

    def __init__(self, drawing: Drawing, fonts: FontShelf, font_references: dict[str, object], matrix: Matrix, colour: str) -> None:
        self.drawing = drawing
        self.fonts = fonts
        self.font_references = font_references
        self.matrix = matrix
        self.colour = colour
        self.chosen: dict[bytes, tuple[Font, float, Setting]] = {}
        self.font: Font | None = None
        self.setting: Setting | None = None
        self.size = 0.0
        self.scaling = UNSCALED
        self.character_spacing = 0.0
        self.word_spacing = 0.0
        self.leading = 0.0
        self.rise = 0.0
        self.mode = 0
        self.is_clear = False
        self.is_off = False
        self.clipped_to: Box | None = None
        self.text_matrix = IDENTITY
        self.x = self.y = 0.0

    # --- state

    def set_character_spacing(self, operands: bytes) -> None:
        (self.character_spacing,) = read_numbers(operands, 1)

    def set_word_spacing(self, operands: bytes) -> None:
        (self.word_spacing,) = read_numbers(operands, 1)

    def set_scaling(self, operands: bytes) -> None:
        self.scaling = read_numbers(operands, 1)[0] * 0.01
        self.setting = None

    def set_leading(self, operands: bytes) -> None:
        self.leading = -read_numbers(operands, 1)[0]

    def set_rise(self, operands: bytes) -> None:
        (self.rise,) = read_numbers(operands, 1)

    def set_mode(self, operands: bytes) -> None:
        self.mode = int(read_numbers(operands, 1)[0])

    def set_font(self, operands: bytes) -> None:
        chosen = self.chosen.get(operands)
        if chosen is None:
            name, written = operands.rpartition(b"/")[2].split()
            font, size = self.fonts.find(self.font_references.get(read_name(name), NO_FONT)), float(written)
            chosen = self.chosen[operands] = (font, size, font.at(size, UNSCALED))
        self.font, self.size, setting = chosen
        self.setting = setting if self.scaling == UNSCALED else None

    # --- position

    def begin_text(self, _: bytes) -> None:
        self._place(IDENTITY)

    def move(self, operands: bytes) -> None:
        x, y = read_numbers(operands, 2)
        a, b, c, d, e, f = self.text_matrix
        self._place((a, b, c, d, x * a + y * c + e, x * b + y * d + f))

    def move_and_lead(self, operands: bytes) -> None:
        self.move(operands)
        self.leading = read_numbers(operands, 2)[1]

    def set_text_matrix(self, operands: bytes) -> None:
        a, b, c, d, e, f = read_numbers(operands, 6)
        self._place((a, b, c, d, e, f))

    def next_line(self, _: bytes) -> None:
        a, b, c, d, e, f = self.text_matrix
        self._place((a, b, c, d, self.leading * c + e, self.leading * d + f))

    def _place(self, matrix: Matrix) -> None:
        self.text_matrix = matrix
        self.x = self.y = 0.0

    # --- showing

    def show(self, operands: bytes) -> None:
        self._show(operands, only_last=True)

    def show_spaced(self, operands: bytes) -> None:
        self._show(operands)

    def show_on_next_line(self, operands: bytes) -> None:
        self.next_line(operands)
        self.show(operands)

    def show_on_next_line_spaced(self, operands: bytes) -> None:
        word_spacing, character_spacing = operands.split(None, 2)[:2]
        self.word_spacing, self.character_spacing = float(word_spacing), float(character_spacing)
        self.show_on_next_line(operands)

    def _show(self, operands: bytes, only_last: bool = False) -> None:
        """Draw strings one after the other, or the last of them alone.

        A number between them moves the pen back by so many thousandths of the size.
        """
        font = self.font
        if font is None:
            return
        setting = self.setting
        if setting is None:
            setting = self.setting = font.at(self.size, self.scaling)
        noted = setting.last_shown if only_last else setting.shown
        shown = noted.get(operands) or _understand(setting, operands, only_last)
        matrix = multiply(self.text_matrix, self.matrix)
        a, b, c, d, _, _ = matrix
        if b == 0 and c == 0 and a > 0 and d > 0 and self.size > 0 and self.scaling > 0 and not font.vertical:
            self._show_level(shown, font, matrix)
            return
        moves, runs, _, _, _ = shown
        before = len(self.drawing.text)
        upright = a * d * self.scaling > 0 and b * c <= 0
        if font.vertical:
            self._show_downwards(moves, runs, font, matrix, upright)
        else:
            self._show_turned(moves, runs, font, matrix, upright)
        if upright and is_turned(matrix):
            self.drawing.turned += range(before, len(self.drawing.text))

    def _spacing(self, font: Font) -> tuple[float, float]:
        """The white space after each character and after each space."""
        return self.character_spacing * self.scaling, 0.0 if font.multibyte else self.word_spacing * self.scaling

    def _show_level(self, shown: Shown, font: Font, matrix: Matrix) -> None:
        """Draw characters that stand upright on a level line: they share all but their places on it."""
        moves, runs, texts, even, near = shown
        drawing, size = self.drawing, self.size
        scaled = size * self.scaling
        before = len(drawing.text)
        drawing.text += texts
        drawing.stretches.append(before)
        a, _, _, d, e, f = matrix
        spacing = word_spacing = 0.0
        if self.character_spacing or self.word_spacing:
            spacing, word_spacing = self._spacing(font)
        if spacing or word_spacing:
            self._step_spaced(moves, runs, a, e, spacing, word_spacing)
            near = near and (NARROWEST - FARTHEST_BACK) * scaled + spacing + min(0.0, word_spacing) > 0
        else:
            self._step(moves, runs, a, e)
        low = font.descent * size + self.rise
        base = self.y * d + f
        y0, y1 = d * low + base, d * (low + size) + base
        height = y1 - y0
        widest = WIDEST_SHARE * height
        if widest > WIDEST_STEP:
            widest = WIDEST_STEP
        if not (even and near and (FARTHEST_ON * scaled + spacing) * a < widest):
            drawing.part(before, even, widest)
        self._note(before, y0, y1, font, height, True)

    def _step(self, moves: list[float | None], shown: list[Run], a: float, e: float) -> None:
        """Draw characters side by side on a level line, whose matrix widens by `a` and moves by `e`."""
        note_left, note_right = self.drawing.x0.append, self.drawing.x1.append
        x = self.x
        for move, (_, advances, _) in zip(moves, shown, strict=False):
            if move:
                x += move
            for advance in advances:
                left = x * a + e
                note_left(left)
                note_right(a * advance + left)
                x += advance
        self.x = x + (moves[-1] or 0.0)

    def _step_spaced(self, moves: list[float | None], shown: list[Run], a: float, e: float, spacing: float, word_spacing: float) -> None:
        """The same with white space between characters and behind each space."""
        note_left, note_right = self.drawing.x0.append, self.drawing.x1.append
        x = self.x
        gap = 0.0
        for move, (_, advances, codes) in zip(moves, shown, strict=False):
            if move is not None:
                x += move
                gap = spacing
            for advance, code in zip(advances, codes, strict=True):
                x += gap
                left = x * a + e
                note_left(left)
                note_right(a * advance + left)
                x += advance
                if code == SPACE:
                    x += word_spacing
                gap = spacing
        self.x = x + (moves[-1] or 0.0)

    def _show_turned(self, moves: list[float | None], shown: list[Run], font: Font, matrix: Matrix, upright: bool) -> None:
        """Draw characters under any matrix."""
        spacing, word_spacing = self._spacing(font)
        low = font.descent * self.size + self.rise
        gap = 0.0
        for move, run in zip(moves, shown, strict=False):
            if move is not None:
                self.x += move
                gap = spacing
            for text, advance, code in zip(*run, strict=True):
                self.x += gap
                y0, y1, _ = self._draw(text, (0.0, low, advance, low + self.size), matrix)
                self._note(len(self.drawing.text) - 1, y0, y1, font, y1 - y0, upright)
                self.x += advance
                if code == SPACE:
                    self.x += word_spacing
                gap = spacing
        self.x += moves[-1] or 0.0

    def _show_downwards(self, moves: list[float | None], shown: list[Run], font: Font, matrix: Matrix, upright: bool) -> None:
        """Draw characters of a font that is written from the top to the bottom."""
        size = self.size
        spacing, _ = self._spacing(font)
        gap = 0.0
        for move, run in zip(moves, shown, strict=False):
            if move is not None:
                self.y += move
                gap = spacing
            for text, advance, code in zip(*run, strict=True):
                self.y += gap
                shift, height = cast(tuple[float | None, float], font.metrics.char_disp(code))
                left = -(size * 0.5 if shift is None else shift * size * 0.001)
                low = (1000 - height) * size * 0.001 + self.rise
                y0, y1, width = self._draw(text, (left, low + advance, left + size, low), matrix)
                self._note(len(self.drawing.text) - 1, y0, y1, font, width, upright)
                self.y += advance
                gap = spacing
        self.y += moves[-1] or 0.0

    def _draw(self, text: str, box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float]:
        """Draw a character whose box is given around the pen; what comes back is its lowest and highest y and its width."""
        a, b, c, d, e, f = matrix
        e, f = self.x * a + self.y * c + e, self.x * b + self.y * d + f
        left, low, right, high = box
        corners = ((left, low), (right, low), (right, high), (left, high))
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        x0, x1 = min(xs), max(xs)
        self.drawing.stretches.append(len(self.drawing.text))
        self.drawing.text.append(text)
        self.drawing.lettered = self.drawing.lettered and len(text) == 1
        self.drawing.x0.append(x0)
        self.drawing.x1.append(x1)
        return min(ys), max(ys), x1 - x0

    def _note(self, before: int, y0: float, y1: float, font: Font, size: float, upright: bool) -> None:
        """Note what the characters have in common that were drawn since there were so many."""
        drawing = self.drawing
        end = len(drawing.text)
        if end == before:
            return
        if end > MOST_CHARACTERS:
            raise PageLost("too-large")
        if self.is_clear or self.mode in INVISIBLE:
            drawing.invisible.extend(range(before, end))
        if self.is_off or (self.clipped_to and self._is_cut_away(before, y0, y1)):
            drawing.cut.extend(range(before, end))
        number = drawing.fonts.setdefault(font.name, len(drawing.fonts))
        height, rise = drawing.height, drawing.rise
        drawing.spans.append((end - before, (height - y1) + rise, (height - y0) + rise, (number, size, upright, self.colour)))

    def _is_cut_away(self, before: int, y0: float, y1: float) -> bool:
        """Whether the last characters stand outside of what is painted at all, each of them as a whole."""
        left, low, right, high = self.clipped_to or (0.0, 0.0, 0.0, 0.0)
        drawing = self.drawing
        if y1 < low or y0 > high:
            return True
        if drawing.x0[before] <= right and drawing.x1[-1] >= left:
            return False
        return min(drawing.x0[before:]) > right or max(drawing.x1[before:]) < left


def _understand(setting: Setting, operands: bytes, only_last: bool) -> Shown:
    """What the strings and numbers of an operation show in a setting, or the last string alone; noted there when they are few."""
    parts, in_hex = read_shown(operands)
    try:
        moves = list(map(setting.moves.__getitem__, parts[::2]))
    except ValueError:
        parts, in_hex = read_shown_carefully(operands), True
        moves = list(map(setting.moves.__getitem__, parts[::2]))
    runs = setting.hex if in_hex else setting.plain
    strings = parts[1::2]
    if only_last and moves[-1] is None:
        strings, moves = strings[-1:], moves[-1:] * 2
    elif only_last:
        strings, moves = [], moves[-1:]
    found = list(map(runs.__getitem__, strings))
    even = not runs.uneven or runs.uneven.isdisjoint(strings)
    near = not setting.moves.far or setting.moves.far.isdisjoint(parts[::2])
    texts: Sequence[str] = "".join([run[0] for run in found]) if even else [text for run in found for text in run[0]]  # type: ignore[misc]
    shown = (moves, found, texts, even, near)
    if len(operands) <= LONGEST_NOTED:
        (setting.last_shown if only_last else setting.shown)[operands] = shown
    return shown
