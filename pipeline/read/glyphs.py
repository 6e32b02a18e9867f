"""Glyphs whose text a PDF does not tell: bullets that stand alone, and ligatures that the words around them give away.

A program that prints `ti` or `tt` as one glyph often does not say what it stands for; the reader is handed `(cid:415)`, or a character
for private use. One glyph of a font stands for the same letters wherever it stands, so a single clear word decides it for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.records import DrawnPage

UNKNOWN = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
UNKNOWN_LETTER = re.compile(r"[\ue000-\uf8ff\ufffd]")
BULLET = "•"
TICKS = {"\uf0fc": "✓", "\uf0fb": "✗", "\uf0fe": "☑", "\uf0fd": "☒"}
"""Ticks of the symbol fonts, which say more than a bullet."""
NO_WIDTH = 0.01
WIDEST = 0.15
"""How far, in shares of the size of type, a ligature's width may be from that of its letters together."""

LIGATURES = {
    "ti": (
        "+on +ons +onal +ng +ngs +ve +es +cal +cally +me +mes +al +ally +c +cs +st +ll +nue +nued +tle +tled +fy +fied +ca +ce +cip +cul "
        "+vit +ga +ma +nct +ny +ty par+ ac+v ar+c sta+s cri+c mul+ ini+a li+ga jus+ce prac+ce no+ce en+re en+tle coun+es par+es facili+es "
        "ac+vities u+li exis+ng un+l s+ll +dy"
    ),
    "tt": (
        "commi+e commi+ed submi+ed permi+ed ma+er ma+ers a+end a+ended a+endance a+ach a+ached be+er le+er le+ers se+le se+led sco+ bo+om "
        "co+age pa+ern bu+er wri+en si+er li+le ba+le u+er go+en bri+en ki+en fla+ened wha+s watts ga+er bo+le che+le ga+ick bra+le "
        "a+empt a+ract a+ribute transmi+ed omi+ed lo+ery hu+ cha+ gri+er pu+ing"
    ),
    "tti": "se+ng se+ngs cu+ng ge+ng pu+ng si+ng fi+ng be+ng le+ng spli+ng commi+ng permi+ng submi+ng omi+ng pe+ on gri+ng sco+sh a+tude",
    "ft": (
        "^a+er ^o+en le+$ li+$ li+s gi+$ gi+s sha+ dra+ so+$ so+w so+er shi+ thi+ cra+ fi+y fi+h fi+een swi+ the+ lo+$ lo+s ra+$ ra+er "
        "dri+ therea+er herea+er shortli+ upli+ twel+h cro+ "
    ),
    "tf": "por+olio pla+orm res+ul frui+ul righ+ul though+ul foo+all fligh+orm hear+elt respec+ul stou+ delig+ul",
    "fft": "",
    "ff": "sta+ o+er e+ect tra+ic di+er su+er o+ic o+ice a+ect a+ord e+ort e+ic su+ic di+ic cli+ ta+ clea+ co+ee o+$ o+set sheri+",
    "fi": "^+nance ^+nal ^+rst ^+nd ^+re ^+ve ^+ll ^+le ^+eld ^+gure ^+x con+rm bene+t speci+c de+n pro+t noti+ca quali+ con+den identi+ed",
    "fl": "^+oor ^+ood ^+ow ^+at ^+ag ^+exib ^+eet con+ict re+ect in+uen in+a lea+et",
    "ffi": "o+ce o+cer o+cial tra+c su+cient di+cult e+cien sta+ng a+rm a+li",
    "ffl": "wa+e ba+e ra+e ",
}
"""For each ligature, words and parts of words that it stands in, `+` in its place; `^` and `$` are the beginning and end of a word."""

Place = tuple[int, Sequence[int]]
"""Where a glyph stands in a word, and the word."""


class Glyphs:
    """What glyphs without a text stand for in a document, by font and glyph, as far as its pages have told.

    `undecided` says whether the page named last has some that nothing decides, inside words.
    """

    def __init__(self) -> None:
        self.undecided = False
        self._known: dict[tuple[str, str], str] = {}

    def name(self, page: DrawnPage, words: Sequence[Sequence[int]]) -> None:
        """Put what unknown glyphs of a page stand for into its characters, given its words as indices of characters.

        What this page decides goes before what pages before it did. Glyphs that nothing decides stay as they are; those without any width
        are taken away from a word's end.
        """
        self.undecided = False
        unknown = _unknown(page)
        if not unknown:
            return
        for key, places in _inside_words(page, [word for word in words if not unknown.isdisjoint(word)]).items():
            ligature = _decide(page, places) or self._known.get(key)
            if ligature is None:
                self.undecided = True
                continue
            self._known[key] = ligature
            for place, word in places:
                page.text[word[place]] = ligature
        if page.letters and set(map(len, page.text)) == {1}:
            page.letters = "".join(page.text)
        else:
            page.letters, page.stretches = "", []


def _unknown(page: DrawnPage) -> set[int]:
    """The characters of a page that do not tell what they stand for; seen from the letters of all where each is one."""
    if page.letters:
        return set() if page.letters.isascii() else {match.start() for match in UNKNOWN_LETTER.finditer(page.letters)}
    text = "".join(page.text)
    if not ("(cid:" in text or (not text.isascii() and UNKNOWN_LETTER.search(text))):
        return set()
    return {index for index, glyph in enumerate(page.text) if UNKNOWN.fullmatch(glyph)}


def _inside_words(page: DrawnPage, words: Sequence[Sequence[int]]) -> dict[tuple[str, str], list[Place]]:
    """The places of unknown glyphs inside words, by font and glyph; those that stand alone become bullets, those without width vanish."""
    inside: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for word in words:
        for place, index in enumerate(word):
            glyph = page.text[index]
            if not UNKNOWN.fullmatch(glyph):
                continue
            if len(word) == 1 or (place == 0 and page.font[index] != page.font[word[1]]):
                page.text[index] = TICKS.get(glyph, BULLET)
            elif all(page.x1[other] - page.x0[other] < NO_WIDTH and UNKNOWN.fullmatch(page.text[other]) for other in word[place:]):
                for other in word[place:]:
                    page.text[other] = ""
                break
            else:
                inside[page.fonts[page.font[index]], glyph].append((place, word))
    return inside


def _decide(page: DrawnPage, places: Sequence[Place]) -> str | None:
    """The ligature that a glyph is in most of its words, the one with the longest parts of words around it; None when none is."""
    weights: defaultdict[str, int] = defaultdict(int)
    matched: defaultdict[str, int] = defaultdict(int)
    widths = _widths(page, page.font[places[0][1][places[0][0]]])
    for place, word in places:
        before = "^" + "".join([page.text[index] for index in word[:place]]).casefold()
        after = "".join([page.text[index] for index in word[place + 1 :]]).casefold() + "$"
        glyph = word[place]
        wide = (page.x1[glyph] - page.x0[glyph]) / page.size[glyph] if page.size[glyph] else 0.0
        for ligature, parts in PARTS.items():
            letters = [widths.get(letter) for letter in ligature]
            if wide and None not in letters and abs(sum(width or 0.0 for width in letters) - wide) > WIDEST:
                continue
            weight = max([len(left) + len(right) for left, right in parts if before.endswith(left) and after.startswith(right)], default=0)
            weights[ligature] += weight
            matched[ligature] += weight > 0
    best = sorted(weights, key=lambda ligature: -weights[ligature])[:2]
    if not best or 2 * matched[best[0]] < len(places) or not weights[best[0]]:
        return None
    return best[0] if len(best) == 1 or weights[best[0]] > weights[best[1]] else None


def _widths(page: DrawnPage, font: int) -> dict[str, float]:
    """How wide the letters that ligatures are made of are in a font, as shares of the size of type."""
    widths: dict[str, float] = {}
    for index, letter in enumerate(page.text):
        if letter in ("t", "i", "f", "l") and page.font[index] == font and page.size[index] and letter not in widths:
            widths[letter] = (page.x1[index] - page.x0[index]) / page.size[index]
            if len(widths) == 4:
                break
    return widths


def _parts(patterns: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (pattern.partition("+") for pattern in patterns.split())]


PARTS = {ligature: _parts(patterns) for ligature, patterns in LIGATURES.items()}
