"""Running minutes as passages of printed lines, and the sentence that a mark in the margin stands beside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.sentences import sentences
from pipeline.records import Line, Page, Span

BULLET = re.compile(r"\A[^\w\s\"'“‘(\[£*#]\s+")
AHEAD = re.compile(r"\b(?:will|would|shall|to be|agreed (?:to|that)|AGREED|asked to|should|must|has to|have to|needs? to|(?:is|are) to)\b")
"""What a sentence that promises something says."""
HEADING = re.compile(r"(?:\(?\w{1,3}[.)]\s+)?[A-Z][\w’'&-]*(?: [\w’'&-]+){0,4}")
"""A line of few words without a stop: a mark that is level with no line means the words beside it rather than such a heading."""
WORD, BOUNDARY = re.compile(r"\w"), re.compile(r"\b")
LONGEST_KEY = 4
"""Characters of initials at most; where one of some names may be such, all are looked for as they are written."""
LONGEST = 30
"""A paragraph of more words is not taken whole for an action."""


IRREGULAR = "sent|put|made|held|found|paid|kept|done|set|cut|built|let|told|left|met|dealt|laid|read|lent"
DONE = rf"(?:\w+ed|(?!open\b|ten\b|even\b)\w+en|\w+wn|\w+ght|{IRREGULAR})"
"""What is done to somebody or something that is `to be` so (`Minutes to be sent`, `the Clerk to be told`): they promise nothing."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line of minutes without what stands in its margin: `page.text[start:end]`, its place in points."""

    page: int
    start: int
    end: int
    text: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: `passage.text[start:end]`, from its first to its last line (counted in the passage)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Passage:
    """Lines that belong together: a paragraph, a list item."""

    lines: list[TextLine]
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)

    def __post_init__(self) -> None:
        starts: list[int] = []
        for line in self.lines:
            starts.append(len(self.text) + bool(self.text))
            self.text = f"{self.text} {line.text}" if self.text else line.text
        for start, end in sentences(self.text):
            first = max(0, bisect_right(starts, start) - 1)
            last = max(first, bisect_right(starts, max(start, end - 1)) - 1)
            self.sentences.append(Sentence(start, end, first, last))

    def words_of(self, sentences: Sequence[Sentence]) -> str:
        return self.text[sentences[0].start : sentences[-1].end].strip()

    def span_of(self, sentences: Sequence[Sentence]) -> tuple[Span, int]:
        """The slice of the first page's text that some sentences stand on, and the page they end on."""
        lines = self.lines[sentences[0].first : sentences[-1].last + 1]
        same = [line for line in lines if line.page == lines[0].page]
        return Span(same[0].page, same[0].start, same[-1].end), lines[-1].page

    def beside_lines(self, page: int, top: float, bottom: float) -> Beside | None:
        """The sentences on the lines of a page between two heights, in points; all of a short paragraph; None without such a line."""
        level = [number for number, line in enumerate(self.lines) if line.page == page and line.bottom > top and line.top < bottom]
        if not level:
            return None
        chosen = [sentence for sentence in self.sentences if sentence.first <= level[-1] and sentence.last >= level[0]]
        chosen = self.sentences if len(self.text.split()) <= LONGEST else chosen
        span, page_end = self.span_of(chosen)
        return Beside(self.words_of(chosen), span, page_end)


@dataclass(frozen=True, slots=True)
class Beside:
    """The words that a mark stands beside, and their place."""

    text: str
    span: Span
    page_end: int


def beside(passages: Sequence[Passage], page: int, top: float, bottom: float, names: Iterable[str], alone: bool = False) -> Beside | None:
    """What a mark at a height of a page stands beside: the sentence near it in which one of `names` undertakes something, else the
    paragraph when it is short, else the sentences on its line.

    A mark that is `alone` beside its text stands at the top of it: there it means the one sentence that looks ahead, wherever it is.
    """
    level = level_of(passages, page, (top + bottom) / 2)
    if level is None:
        return None
    passage, line = level
    near = [s for s in passage.sentences if alone or (s.first <= line + 1 and s.last >= line - 1)]
    committing = [s for s in near if commits(passage.text[s.start : s.end], names)]
    on_line = [s for s in passage.sentences if s.first <= line <= s.last]
    if len(committing) == 1:
        chosen = _with_sense(passage, committing[0])
    elif len(passage.text.split()) <= LONGEST:
        chosen = passage.sentences
    elif alone and len(ahead := [s for s in passage.sentences if AHEAD.search(passage.text[s.start : s.end])]) == 1:
        chosen = ahead
    else:
        chosen = on_line or near
    if not chosen:
        return None
    span, page_end = passage.span_of(chosen)
    return Beside(passage.words_of(chosen), span, page_end)


def _with_sense(passage: Passage, sentence: Sentence) -> list[Sentence]:
    """A sentence, with the one before it when it has few words of its own (`AB to pursue.`)."""
    place = passage.sentences.index(sentence)
    if len(passage.text[sentence.start : sentence.end].split()) < 5 and place > 0:
        return passage.sentences[place - 1 : place + 1]
    return [sentence]


def level_of(passages: Sequence[Passage], page: int, height: float) -> tuple[Passage, int] | None:
    """The passage and the number of its line at a height; the nearest line above or below where none is level."""
    best: tuple[float, Passage, int] | None = None
    for passage in passages:
        for number, line in enumerate(passage.lines):
            if line.page != page or not WORD.search(line.text):
                continue
            apart = 0.0 if line.top <= height <= line.bottom else min(abs(line.top - height), abs(line.bottom - height))
            if apart and len(passage.lines) == 1 and HEADING.fullmatch(line.text):
                apart += line.bottom - line.top
            if best is None or apart < best[0]:
                best = (apart, passage, number)
    return (best[1], best[2]) if best is not None else None


def commits(sentence: str, names: Iterable[str]) -> bool:
    """Whether one of some names is said to do something in a sentence: `AB to write`, `the Clerk will ask`."""
    known = [name for name in names if name]
    small = all(len(name) > LONGEST_KEY for name in known)
    said = sentence.lower() if small else sentence
    behind = _commitment(small)
    return any(behind.match(sentence, end) for name in known for end in _ends_of(name.lower() if small else name, said))


def _ends_of(name: str, text: str) -> Iterator[int]:
    """Where a name ends in a text, each time that it stands there as words of its own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if BOUNDARY.match(text, at) and BOUNDARY.match(text, end):
            yield end
        at = text.find(name, at + 1)


@cache
def _commitment(small: bool) -> re.Pattern[str]:
    """What stands behind a name that commits somebody; `small`: in any letters."""
    other = r"(?:\s*(?:/|,|&|and)\s*[\w ]{1,30}?)?"
    return re.compile(rf"{other}\s+(?:{_commit_words()})\b", re.IGNORECASE if small else 0)


@cache
def _commit_words() -> str:
    words = "|".join(re.escape(words) for words in sorted(codes("leads")["commits"], key=len, reverse=True))
    return rf"(?!to\s+the\b)(?!(?:to|will|would|shall|should|must)\s+be\s+(?!asked to|requested to|instructed to){DONE}\b)(?:{words})"


def subject_of(text: str) -> tuple[str, str] | None:
    """The words before the first that commits somebody, and the rest: `Clerk to write` gives `Clerk` and `to write`; None without.

    Words that open with a verb are nobody (`Work with partners to reduce risks`).
    """
    found = _subject().match(text)
    return (found[1].strip(), found[2]) if found and not _opens_with_verb(found[1]) else None


def _opens_with_verb(words: str) -> bool:
    """Whether some words begin with a verb and a small word behind it (`Work with`); a post may begin with a verb (`Support Officer`)."""
    first, second, *_ = *words.lower().split(), "", ""
    return first in codes("verbs")["opening"] and second in _small_words()


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word.lower() for word in codes("names")["function_words"])


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"(.{{2,60}}?)\s+((?:{_commit_words()})\b.*)", re.DOTALL)


def text_line(page: Page, line: Line, end: int | None = None) -> TextLine:
    """A printed line of a page without a bullet, or its part up to `end`."""
    stop = line.end if end is None else end
    return TextLine(page.number, line.start, stop, BULLET.sub("", page.text[line.start : stop]).strip(), line.top, line.bottom)
