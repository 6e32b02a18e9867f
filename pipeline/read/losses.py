"""Pages that could not be read, and pages that are nowhere: what a person should know of them, and what it makes of the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from pipeline.records import DrawnDocument, DrawnPage, Failure, Finding, Glance

MOST_NAMED = 10
"""So many lost pages are named one by one."""
DOUBTFUL = 3
"""So many letters that only the second engine sees are more than a stray mark."""
MORE = 1.2
MOST_MISSING = 20_000
"""A count beyond this is no count of pages."""

GIVEN_UP: dict[str, tuple[str, str]] = {
    "time": ("time-limit", "took too long and was left out. Give the paper more: minutebook ingest --timeout SECONDS."),
    "memory": ("memory-limit", "needs too much memory and was left out. Give the paper more: minutebook ingest --memory MEGABYTES."),
    "too-large": ("memory-limit", "unpacks to more than a page can honestly hold, and was left out. Look at the page."),
    "crash": ("no-text", "made the program break down and was left out. Look at the page."),
}  # fmt: skip
"""For every reason for which a page is given up, the code of its finding, and what is said behind its number."""

BY_FAILURE: dict[Failure, str] = {
    "time": "{pages} took too long and could not be read. Give the paper more time: minutebook ingest --timeout SECONDS.",
    "memory": "{pages} took too much memory and could not be read. Give the paper more: minutebook ingest --memory MEGABYTES.",
    "too-large": "{pages} could not be read: too much is packed into it. Look at the paper.",
    "crash": "{pages} could not be read: the program broke down over it. Look at the paper.",
    "corrupt": "{pages} could not be read, or not whole, because the file is damaged. Download it again or ask for another copy.",
}


class Verdict(NamedTuple):
    """What became of a document as a whole."""

    status: Literal["ok", "partial"]
    failure: Failure | None = None
    error: str | None = None


def find_verdict(lost: Mapping[int, Failure], drawn: DrawnDocument) -> Verdict:
    """Whether all of a document was read, given the pages that were lost, and why; the words are for a clerk."""
    said: list[tuple[Failure, str]] = []
    for failure, words in BY_FAILURE.items():
        pages = [number for number, why in sorted(lost.items()) if why == failure]
        if pages:
            said.append((failure, words.format(pages=_named(pages))))
    missing = min(drawn.lost_pages, MOST_MISSING)
    if missing:
        how = "is cut off" if drawn.cut_off else "announces more pages than it holds"
        many = "a page is" if missing == 1 else f"{missing} pages are" if missing < MOST_MISSING else "many pages are"
        said.append(("truncated" if drawn.cut_off else "corrupt", f"This PDF {how}: {many} missing. Download it again."))
    if not said:
        return Verdict("ok")
    return Verdict("partial", said[0][0], " ".join(words for _, words in said))


def document_findings(drawn: DrawnDocument) -> list[Finding]:
    """What a person should know of a file that has not the pages that it should have."""
    found = []
    if drawn.lost_pages:
        announced = drawn.page_count + drawn.lost_pages
        message = f"The file announces {announced} pages; only {drawn.page_count} could be found. Look for another copy."
        found.append(Finding(code="lost-pages", severity="warning", message=message))
    if drawn.other_count is not None and drawn.other_count != drawn.page_count:
        message = (
            f"{drawn.page_count} pages were read from this file, and another reader (PDFium) opens {drawn.other_count}. "
            "Open it and compare, or ask for another copy."
        )
        found.append(Finding(code="engines-disagree", severity="warning", message=message))
    if drawn.carries:
        message = (
            f"The file brings along {' and '.join(drawn.carries)}. None of that was opened, run or kept; look at it before you hand it on."
        )
        found.append(Finding(code="active-content", severity="info", message=message))
    return found


def given_up(number: int, failure: Failure) -> Finding:
    """What is said of a page that was given up."""
    code, words = GIVEN_UP.get(failure, GIVEN_UP["crash"])
    return Finding(code=code, severity="warning", page=number, message=f"Page {number} {words}")


def read_otherwise(page: DrawnPage) -> list[Finding]:
    """The finding that our own reading of a page broke down and another took its place; none when it did not."""
    if page.failed is None:
        return []
    message = (
        f"Page {page.number} made the reader of pages break down ({page.failed}) and was read by pdfplumber instead. "
        "Compare its words with the page, and report the paper, so that this can be mended."
    )
    return [Finding(code="read-otherwise", severity="warning", page=page.number, message=message)]


def torn_page(page: DrawnPage, glance: Glance | None) -> Finding:
    """What is said of a page of which a part is damaged, when its other words were read."""
    ours = _letters(page)
    if glance is not None and glance.letters > MORE * ours + DOUBTFUL:
        message = f"A part of page {page.number} is damaged: {ours} letters were read, another reader (PDFium) finds {glance.letters}."
        return Finding(code="engines-disagree", severity="warning", page=page.number, message=f"{message} Compare them with the page.")
    message = f"A part of page {page.number} is damaged and could not be read. Compare its words with the page."
    return Finding(code="no-text", severity="warning", page=page.number, message=message)


def shows_more(page: DrawnPage, glance: Glance) -> bool:
    """Whether a page from which no words came shows something all the same: letters, or ink where nothing that is known was drawn."""
    drawn = page.edges or page.fills or page.images or page.shapes
    return glance.letters > MORE * _letters(page) + DOUBTFUL or (glance.ink and not drawn and not page.text)


def engines_disagree(page: DrawnPage, glance: Glance) -> Finding | None:
    """What is said of a page that gives no words here and has some for the second engine; None when that has none either."""
    if glance.letters <= MORE * _letters(page) + DOUBTFUL:
        return None
    message = f"No words were found in the text of page {page.number}; another reader (PDFium) finds {glance.letters} letters there."
    return Finding(code="engines-disagree", severity="warning", page=page.number, message=f"{message} Look at the page.")


def _letters(page: DrawnPage) -> int:
    return sum(not letter.isspace() for letter in page.text)


def _named(pages: list[int]) -> str:
    """The pages by their numbers, as a sentence begins with them."""
    if len(pages) == 1:
        return f"Page {pages[0]}"
    if len(pages) > MOST_NAMED:
        return f"{len(pages)} pages, from page {pages[0]} to page {pages[-1]},"
    return f"Pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"
