"""Papers that give away what they seem to hide: pages of the sample papers, with words hidden in the ways that people know.

Each leak is a paper of its own: one page of a sample paper, with a secret of our making on it, or with some of its own words painted over.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
SECRET = "Settlement of 48112 pounds to Isolde Farthingwick"
LAYOUTS = {
    "minutes": ("council/2025-12-17/Council minutes 17 December 2025.pdf", 2),
    "report in a pack": (
        "environment-and-place-scrutiny/2025-11-12/Public reports pack 12112025 1830 Environment and Place Scrutiny Committee.pdf",
        4,
    ),
    "plan with a table": ("plans/Greener Skelbourne Plan 2025 to 2029.pdf", 3),
    "decision notice": ("executive-decisions/ED-26-004 Northfield 20mph zone decision notice.pdf", 1),
    "notes": ("parks-working-group/Parks Working Group notes 9 September 2025.pdf", 1),
}


class Place(NamedTuple):
    """A page that is being spoilt, and how wide and high it is."""

    pdf: pikepdf.Pdf
    page: pikepdf.Page
    width: float
    height: float

    def draw(self, content: str) -> None:
        """Draw something over all that is there, in the page's own coordinates."""
        stream = pikepdf.Stream(self.pdf, content.encode("latin-1"))
        opening, closing = pikepdf.Stream(self.pdf, b"q"), pikepdf.Stream(self.pdf, b"Q")
        parts = self.page.obj.Contents
        parts = list(parts) if isinstance(parts, Array) else [parts]
        self.page.obj.Contents = Array([opening, *parts, closing, stream])

    def resource(self, kind: str, name: str, value: object) -> None:
        """Add a named resource to the page."""
        found = self.page.obj.get("/Resources", Dictionary())
        self.page.obj.Resources = found = Dictionary(dict(found.items()))
        found[kind] = Dictionary({**dict(found.get(kind, Dictionary()).items()), name: value})

    def font(self) -> str:
        self.resource(
            "/Font", "/Leak", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        return "/Leak"

    def words(self, x: float, y: float, size: float = 8.0, before: str = "0 g", mode: int = 0) -> str:
        """What writes the secret at a place."""
        return f"{before} BT {self.font()} {size} Tf {mode} Tr {x} {y} Td ({SECRET}) Tj ET\n"

    @property
    def free(self) -> tuple[float, float]:
        """A place in the lower margin, where nothing else stands."""
        return 90.0, 8.0


def black_box(place: Place) -> None:
    x, y = place.free
    place.draw(place.words(x, y) + f"0 g {x - 3} {y - 3} 260 11 re f")


def white_box(place: Place) -> None:
    x, y = place.free
    place.draw(place.words(x, y) + f"1 g {x - 3} {y - 3} 260 11 re f")


def box_beyond_the_sheet(place: Place) -> None:
    """A bar that reaches far out of the page on both sides."""
    x, y = place.free
    place.draw(place.words(x, y) + f"0 g -400 {y - 3} 3000 11 re f")


def box_in_a_clip(place: Place) -> None:
    """A black sheet of which a clip leaves a bar."""
    x, y = place.free
    place.draw(place.words(x, y) + f"q {x - 3} {y - 3} 260 11 re W n 0 g -900 -900 4000 4000 re f Q")


def box_of_lines(place: Place) -> None:
    """A black bar drawn side by side, as drawing programs do."""
    x, y = place.free
    place.draw(place.words(x, y) + f"0 g {x - 3} {y - 3} m {x + 260} {y - 3} l {x + 260} {y + 8} l {x - 3} {y + 8} l h f")


def round_box(place: Place) -> None:
    """A bar with round ends."""
    x, y = place.free
    x0, x1, y0, y1 = x - 6, x + 262, y - 3, y + 8
    place.draw(
        place.words(x, y)
        + f"0.2 g {x0 + 3} {y0} m {x1 - 3} {y0} l {x1} {y0} {x1} {y1} {x1 - 3} {y1} c "
        + f"{x0 + 3} {y1} l {x0} {y1} {x0} {y0} {x0 + 3} {y0} c h f"
    )


def thick_line(place: Place) -> None:
    """A marker drawn as one thick stroke."""
    x, y = place.free
    place.draw(place.words(x, y) + f"0 G 11 w {x - 3} {y + 2.5} m {x + 260} {y + 2.5} l S")


def picture(place: Place) -> None:
    x, y = place.free
    image = pikepdf.Stream(place.pdf, zlib.compress(bytes(64)))
    image.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 8, "/Height": 8, "/ColorSpace": Name.DeviceGray})
    image.update({"/BitsPerComponent": 8, "/Filter": Name.FlateDecode})
    place.resource("/XObject", "/Patch", image)
    place.draw(place.words(x, y) + f"q 264 0 0 12 {x - 3} {y - 4} cm /Patch Do Q")


def without_ink(place: Place) -> None:
    place.draw(place.words(*place.free, mode=3))


def as_a_clip(place: Place) -> None:
    place.draw("q " + place.words(*place.free, mode=7) + "Q")


def white_on_white(place: Place) -> None:
    place.draw(place.words(*place.free, before="1 g"))


def in_the_colour_of_its_ground(place: Place) -> None:
    x, y = place.free
    place.draw(f"0.1 0.3 0.5 rg {x - 3} {y - 3} 264 11 re f " + place.words(x, y, before="0.1 0.3 0.5 rg"))


def grey_on_grey(place: Place) -> None:
    x, y = place.free
    place.draw(f"0.7 g {x - 3} {y - 3} 264 11 re f " + place.words(x, y, before="0.71 g"))


def transparent(place: Place) -> None:
    place.resource("/ExtGState", "/Glass", Dictionary(Type=Name.ExtGState, ca=0, CA=0))
    place.draw("q /Glass gs " + place.words(*place.free) + "Q")


def beyond_the_sheet(place: Place) -> None:
    place.draw(place.words(place.width + 40, 300))


def below_the_sheet(place: Place) -> None:
    place.draw(place.words(90, -60))


def outside_the_crop_box(place: Place) -> None:
    """The sheet is larger than what is shown of it; the words stand in the strip that was cut off."""
    x0, y0, x1, y1 = (float(side) for side in place.page.mediabox)
    place.page.obj.CropBox = Array([x0, y0, x1, y1])
    place.page.obj.MediaBox = Array([x0, y0 - 80, x1, y1])
    place.draw(place.words(90, y0 - 40))


def tiny(place: Place) -> None:
    place.draw(place.words(*place.free, size=0.8))


def layer_that_is_off(place: Place) -> None:
    group = place.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Notes"))
    place.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group])))
    place.resource("/Properties", "/Off", group)
    place.draw("/OC /Off BDC " + place.words(*place.free) + "EMC")


def clipped_away(place: Place) -> None:
    x, y = place.free
    place.draw(f"q 0 0 10 10 re W n {place.words(x, y)} Q")


def under_an_annotation(place: Place) -> None:
    """A black square laid on the words as a comment, which any reader can move aside."""
    x, y = place.free
    place.draw(place.words(x, y))
    box = [x - 3, y - 3, x + 261, y + 8]
    look = pikepdf.Stream(place.pdf, b"0 g 0 0 264 11 re f")
    look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 264, 11])})
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array(box), IC=Array([0, 0, 0]), C=Array([0, 0, 0]), F=4)
    mark.AP = Dictionary(N=look)
    place.page.obj.Annots = Array([*place.page.obj.get("/Annots", Array()), place.pdf.make_indirect(mark)])


def in_a_comment(place: Place) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([90, 26, 108, 44]), Contents=SECRET, F=2)
    place.page.obj.Annots = Array([*place.page.obj.get("/Annots", Array()), place.pdf.make_indirect(note)])


def in_an_attachment(place: Place) -> None:
    place.pdf.attachments["notes.txt"] = SECRET.encode()


def own_words(place: Place) -> None:
    """A black bar over some lines of the paper's own words, across the whole page."""
    place.draw(f"0 g 30 {place.height * 0.62} {place.width - 60} 60 re f")


KINDS: dict[str, list[Callable[[Place], None]]] = {
    "under a box": [black_box, white_box, box_beyond_the_sheet, box_in_a_clip, box_of_lines, round_box, thick_line, own_words],
    "under a picture": [picture],
    "without ink": [without_ink, as_a_clip, transparent],
    "in the colour of its ground": [white_on_white, in_the_colour_of_its_ground, grey_on_grey],
    "off the page": [beyond_the_sheet, below_the_sheet, outside_the_crop_box],
    "too small to read": [tiny],
    "switched off or cut away": [layer_that_is_off, clipped_away],
    "in or under an annotation": [under_an_annotation, in_a_comment],
    "in an attachment": [in_an_attachment],
}
WAYS = [(kind, way) for kind, ways in KINDS.items() for way in ways]


def leak(way: Callable[[Place], None], layout: str) -> bytes:
    """A paper of one page with a secret hidden on it."""
    path, number = LAYOUTS[layout]
    with pikepdf.open(SAMPLE / path) as whole:
        pdf = pikepdf.new()
        pdf.pages.append(whole.pages[number - 1])
        page = pdf.pages[0]
        x0, y0, x1, y1 = (float(side) for side in page.mediabox)
        way(Place(pdf, page, x1 - x0, y1 - y0))
        made = BytesIO()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()
