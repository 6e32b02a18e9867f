"""What a list of attendance prints beside a name: the role, post, initials or note of the person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.edges.codes import codes
from pipeline.extract.groups import attendance_pattern
from pipeline.extract.officers.names import without_suffixes
from pipeline.extract.officers.posts import names_post

INITIALS = re.compile(r"[A-Z]{2,4}[a-z]?|[A-Z]{1,2}(?:[a-z]{1,2}[A-Z]|[A-Z][a-z]{1,2})[A-Z]?[a-z]{0,2}")
BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
PIECES = re.compile(r"\s*[,;/]\s*|\s*[-–]\s+|\s+[-–]\s*")
TWO_LETTERS = re.compile(r"\s+([A-Z]{2})\s*(?:$|\n)")
OF_ANOTHER = re.compile(r"\s*,?\s*(?:and|&)\b|\s*\.\s+[A-Z]")
"""How words go on that are about somebody else: a post behind `and`, or in the next sentence."""
PHRASE_END = re.compile(r"[;\n]\s*(?=\S)|\s+(?:and|&)\s*$|,\s*(?:and\s+)?$|\s{3,}(?=[A-Z])")
AND_LAST, WAS_LAST = re.compile(r"\s+and$"), re.compile(r"\s+(?:was|were)$")
EDGES = " ,;:.–—-|&\n\t"


@dataclass(slots=True)
class Person:
    """Somebody in a list: `start` and `end` bound the words about them in the text given."""

    name: str
    start: int
    end: int
    member: bool
    role: str | None = None
    post: str | None = None
    note: str | None = None
    initials: str | None = None
    organisation: bool = False
    guest: bool = False
    title: str | None = None


def read_lead(person: Person, lead: str, opens: bool) -> None:
    """Note what stands in front of a name: a short post (`Clerk J Brown`), a role (`the Mayor (Councillor C)`, `Chair: Councillor C`), also
    without a mark where an entry of the list `opens` with it (`Mayor A Brown`)."""
    words = WAS_LAST.sub("", " ".join(lead.split()).strip(" ,;:.–—-|&("))
    role = next((match for match in attendance_pattern("roles").finditer(words) if match.end() == len(words)), None)
    if role and (lead.rstrip().endswith(("(", ":")) or (opens and role.start() == 0 and lead[-1:].isspace())):
        person.role = " ".join(role[0].split())
    post = attendance_pattern("short_posts").search(words)
    if post and post.end() == len(words) and not lead.rstrip().endswith(","):
        person.post = " ".join(post[0].split())


def read_tail(person: Person, tail: str, last: bool) -> None:
    """Note what stands behind a name: letters, brackets, initials, a role, a post up to the next name."""
    tail = tail.replace("[", "(").replace("]", ")")
    rest = without_suffixes(tail)
    letters = TWO_LETTERS.match(tail)
    if letters and not rest and letters[1] == "".join(word[0] for word in person.name.split()):
        person.initials = person.initials or letters[1]
    at = len(tail) - len(tail.lstrip()) if rest == tail.strip() else tail.find(rest) if rest else len(tail)
    end, read = person.end, at
    for match in BRACKET.finditer(tail):
        if tail[read : match.start()].strip(EDGES) and not _is_short(tail[read : match.start()]):
            continue
        if _read_bracket(person, match[1].strip()):
            end, read = max(end, person.end + match.end()), match.end()
    plain = BRACKET.sub(lambda match: " " * len(match[0]), tail)
    if OF_ANOTHER.match(plain, at):
        person.end = end  # a post behind `and`, or in the next sentence, is somebody else's
        return
    phrase = PHRASE_END.split(plain[at:].strip(" ,–—-:|") + " ", maxsplit=1)[0]
    phrase = AND_LAST.sub("", " ".join(phrase.split()).strip(EDGES))
    if not phrase or len(phrase) > 160:
        person.end = end
        return
    words = phrase.split()
    if INITIALS.fullmatch(words[0]) and person.initials is None and are_initials_of(words[0], person.name):
        person.initials = words.pop(0)
        phrase = " ".join(words)
    if not last and attendance_pattern("short_posts").fullmatch(phrase) and re.search(r"\w\s*$", tail) and not re.search(r"[,(–-]", tail):
        person.end = end  # the post stands in front of the next name
        return
    role = attendance_pattern("roles").match(phrase)
    if role and role.end() >= len(phrase) - 2:
        person.role = person.role or role[0]
    elif attendance_pattern("short_posts").fullmatch(phrase) or (phrase and names_post(_whole_post(person, tail[at:], phrase))):
        person.post = person.post or _whole_post(person, tail[at:], phrase)
    elif attendance_pattern("elected").fullmatch(phrase):
        person.member, person.note = True, person.note or phrase
    elif attendance_pattern("notes").fullmatch(phrase):
        person.note = person.note or phrase
    else:
        person.end = end
        return
    stop = tail.find(phrase.split()[-1], at) if phrase else -1
    person.end = max(end, person.end + stop + len(phrase.split()[-1])) if stop >= 0 else end


def _whole_post(person: Person, tail: str, phrase: str) -> str:
    """A post with the bracket that belongs to it (`Environmental Health Officer (Noise)`), unless that has the person's initials."""
    start = tail.find(phrase)
    after = tail[start + len(phrase) :] if start >= 0 else ""
    bracket = re.match(r"\s*\(([^()]{2,60})\)", after)
    if bracket and INITIALS.fullmatch(bracket[1]) and are_initials_of(bracket[1], person.name):
        person.initials = person.initials or bracket[1]
        return phrase
    return (
        f"{phrase} ({bracket[1]})" if bracket and names_post(phrase) and not attendance_pattern("roles").fullmatch(bracket[1]) else phrase
    )


def _is_short(words: str) -> bool:
    return len(words.strip(EDGES)) <= 4


def read_beside(person: Person, words: str) -> None:
    """Read what a cell beside a name says of the person: a post as a whole, else a role, post, seat or organisation between its commas."""
    flat = " ".join(words.split()).strip(EDGES)
    seats: dict[str, str] = codes("attendance")["grid_capacities"]
    for piece in [flat] if names_post(flat) else re.split(r"\s*[,;]\s*", flat):
        if seats.get(piece.lower()) in ("member", "co-opted"):
            person.member = True
        elif piece:
            _read_bracket(person, piece)


def _read_bracket(person: Person, words: str) -> bool:
    flat = _without_initials(person, " ".join(words.split()))
    if not flat:
        return True
    if attendance_pattern("roles").fullmatch(flat):
        person.role = person.role or flat
    elif attendance_pattern("short_posts").fullmatch(flat):
        person.post = person.post or flat
    elif attendance_pattern("elected").fullmatch(flat):
        person.member, person.note = True, person.note or flat
    elif attendance_pattern("notes").fullmatch(flat):
        person.note = person.note or flat
    elif names_post(flat) or attendance_pattern("services").fullmatch(flat):
        person.post = person.post or flat
    elif names_post(post := flat.split(", ")[0]) and post != flat:
        person.post, person.note = person.post or post, person.note or flat[len(post) + 2 :]
    else:
        person.organisation = bool(re.match(r"[A-Z&]{2,}\b", flat))
        person.note = person.note or flat
    return True


def _without_initials(person: Person, words: str) -> str:
    """What a bracket says beside a name's initials, which are read: `(AB)`, `(AB, Clerk)`, `(Clerk - AB)`."""
    pieces = PIECES.split(words)
    own = next((piece for piece in pieces if INITIALS.fullmatch(piece) and are_initials_of(piece, person.name)), None)
    if own is None:
        return words
    person.initials = person.initials or own
    return ", ".join(piece for piece in pieces if piece and piece != own)


def are_initials_of(initials: str, name: str) -> bool:
    """Whether letters are a name's initials, not an organisation's: they stand in it in their order, the first at its beginning, and the
    last capital in its last word but one at the earliest."""
    letters, plain = initials.lower(), re.sub(r"[^a-z ]", "", re.sub(r"[\s-]+", " ", name.lower()))
    at = 0
    for letter in letters:
        at = plain.find(letter, at) + 1
        if not at:
            return False
    firsts = [word[0] for word in plain.split()]
    capitals = [letter.lower() for letter in initials if letter.isupper()]
    return letters[0] == firsts[0] and (capitals[-1] in firsts[1:] or not initials.isupper())
