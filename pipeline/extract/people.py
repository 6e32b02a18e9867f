"""People as a list of attendance prints them: the name, and the role, post, initials or note beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.groups import attendance_pattern
from pipeline.extract.officers.names import Name, find_name, find_names, has_given_name, without_suffixes
from pipeline.extract.officers.posts import names_post

INITIALS = re.compile(r"[A-Z]{2,4}[a-z]?|[A-Z]{1,2}(?:[a-z]{1,2}[A-Z]|[A-Z][a-z]{1,2})[A-Z]?[a-z]{0,2}")
BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
PIECES = re.compile(r"\s*[,;/]\s*|\s*[-–]\s+|\s+[-–]\s*")
BRACKETS = re.compile(rf"(?:\s{BRACKET.pattern})+")
SURNAME = r"(?:Mc|Mac|[A-Z]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)*"
SURNAME_WITH_POST = re.compile(rf"(?:^\s*|[,;]\s+|\band\s+)(?P<name>{SURNAME})\s+\((?P<post>[^()]{{4,80}})\)")
MEMBERS = re.compile(r"\b(?:Councillors|Cllrs|Members)\b\s*:?\s*", re.I)
BETWEEN = re.compile(r"(?:[,;&\s]|\band\b)*")
LISTED_SURNAME = re.compile(rf"{SURNAME}(?=\s*(?:[,;.&(\n]|$)|\s+(?:and|in|were|was|sent|gave|had|attended|joined|arrived|left)\b)")
COMMON = re.compile(
    r"(?:^|[,;\n]|\band)\s*(?P<name>[A-Z][a-z]+ (?:[A-Z]\.? )?[A-Z][a-z]+)"
    r"\s*(?:\((?P<initials>[A-Z]{2,3})\)|(?P<beside>[A-Z]{2,3})\s*$|(?=[,;(\n]|$|\band\b))"
)
MASKED = re.compile(r"\b(?:[A-Z]{2,3}[a-z]?|(?:Parish |Town |Deputy |Assistant )?Clerks?)\b(?!['’-])")
TWO_FIRST = re.compile(rf" {SURNAME}\b")
OPENS = re.compile(r"(?:^|[,;\n]|\band|\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Clr|Councillor)\.?)\s*$")
"""Where a person of whom two initials are printed without points may begin: `AH Gray`, `Cllr JJ Moss`."""
WHENCE = re.compile(r"\b(?:from|representing|on behalf of|of)\s+(?:the\s+)?$")
HONORARY = re.compile(r"^(?:Honorary|Hon)\.?\s+(?:Alderman\s+)?")
MEMBERS_LAST = re.compile(r"\b(?:councillors|cllrs|members)\b[\s:]*$", re.I)
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


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word).lower() for word in codes("names")[name])


def find_people(text: str) -> list[Person]:
    """The people named in a list, in printed order, each with what is printed about them up to the next name.

    `Councillors A and B (Chair)`, `Name, Post`, `Name (Post)`, `Clerk J Brown`, `the Mayor (Councillor C)`, `Name (NB)`, `Name NB`.
    """
    names = [name for name in find_names(_masked(text)) if not attendance_pattern("not_people").search(text[name.start : name.end])]
    names = [name for name in names if not _inside_note(text, name.outer) and not _is_whence(text, name, names)]
    came_instead = {name: before for before, name in zip([None, *names], names, strict=False) if _hands_over(text, before, name)}
    names = [name for name in names if name not in came_instead]
    people: list[Person] = []
    members = guests = False
    in_front = _posts_in_front(text, names)
    for index, name in enumerate(names):
        before = text[names[index - 1].end if index else 0 : name.outer]
        following = names[index + 1].outer if index + 1 < len(names) else len(text)
        tail = text[name.end : following]
        handed = _introduces().search(tail)
        if handed and index + 1 < len(names):
            tail = tail[: handed.start()]
        if index and (re.search(r"[;.]\s*\S", before) or _closes_members(before)):
            members = False
        lead = re.split(r"[;,.)]\s|\band\b", before)[-1] if index else before
        members = name.member or members or MEMBERS_LAST.search(before) is not None
        person = Person(text[name.start : name.end], name.start, name.end, name.member or (members and not name.titled))
        guests = bool(attendance_pattern("guests_follow").search(before)) or (
            guests and not (name.member or re.search(r"[;.]\s*\S", before))
        )
        person.guest = guests
        person.title = text[name.outer : name.start].strip().lower() or None
        person.post = _post_before(text, name.outer) or _post_around(text, name)
        _read_lead(person, lead, opens=not index or bool(re.search(r"[,;:\n]|\band\b|&", before)))
        if name in in_front:
            person.post = in_front[name]
        else:
            _read_tail(person, tail, last=index + 1 == len(names))
        person.member = person.member and (name.member or person.post is None) and not guests
        person.name = HONORARY.sub("", " ".join(person.name.split()))
        people.append(person)
    for second, first in came_instead.items():
        instead = next((person for person in people if first is not None and person.start == first.start), None)
        if instead is not None and instead.note is None:
            instead.note = _words_about(text[instead.end : second.end])
    people += _surnames_with_post(text, people)
    people += _common_words(text, people)
    people += _surnames_of_members(text, people)
    return sorted(people, key=lambda person: person.start)


def _is_whence(text: str, name: Name, names: list[Name]) -> bool:
    """Whether capitalised words without a title say where the person before them comes from: `A (Marsh Lane)`, `A from Marsh Buses`."""
    if name.titled:
        return False
    before = next((other for other in reversed(names) if other.end <= name.outer), None)
    between = text[before.end : name.outer] if before is not None else ""
    bracketed = between.strip() == "(" and text[name.end : name.end + 1] == ")" and not has_given_name(text[name.start : name.end])
    return bracketed or (WHENCE.search(between) is not None and not has_given_name(text[name.start : name.end]))


def _hands_over(text: str, before: Name | None, name: Name) -> bool:
    """Whether somebody is named as having come in the place of the one before (`A, who was substituted by B`)."""
    return before is not None and bool(attendance_pattern("hands_over").search(text[before.end : name.outer]))


def _words_about(words: str) -> str:
    return re.sub(r"^(?:who (?:was|were) |was |were |being )", "", " ".join(words.split()).strip(EDGES), flags=re.I)


def _posts_in_front(text: str, names: list[Name]) -> dict[Name, str]:
    """The posts of a list that prints each in front of its name: `Fire Chief A Brown, Deputy Clerk B Green and Town Clerk C Reed`."""
    found: dict[Name, str] = {}
    for before, name in zip([None, *names], names, strict=False):
        words = text[before.end if before else 0 : name.outer if name.member else name.start]
        words = re.sub(r"^[\s,;]*(?:and\b|&)?", "", words if before else re.split(r":(?=\s*\w)", words)[-1]).strip()
        words = re.sub(r"\s*(?:[–—:]|\s-)$", "", words)
        if words and words[-1] not in ",;(-" and not attendance_pattern("roles").fullmatch(words) and names_post(words.replace("-", " ")):
            found[name] = " ".join(words.split())
    ends = bool(names) and names_post(text[names[-1].end :].strip(EDGES))
    return found if len(found) > 1 and names[0] in found and not ends and len(found) * 2 > len(names) else {}


def _common_words(text: str, people: list[Person]) -> list[Person]:
    """People whose surname is a common word (`Young`, `Fleet`): known by standing between two commas of a list, or by their initials."""
    found: list[Person] = []
    for match in COMMON.finditer(text):
        name = match["name"]
        if any(person.start < match.end("name") and match.start("name") < person.end for person in people):
            continue
        surname = name.split()[-1].lower()
        if attendance_pattern("not_people").search(name) or not all(word[0].isupper() for word in name.split()):
            continue
        initials = match["initials"] or match["beside"]
        if (initials and are_initials_of(initials, name) and len(initials) == len(name.split())) or (
            people and (surname in _words("surnames") or has_given_name(name))
        ):
            post = _post_before(text, match.start("name"))
            member = bool(people) and people[0].member and post is None
            person = Person(name, match.start("name"), match.end("name"), member, post=post, initials=initials)
            _read_tail(person, text[match.end("name") :].split("\n")[0].split(",")[0], last=True)
            found.append(person)
    return found


def _surnames_of_members(text: str, people: list[Person]) -> list[Person]:
    """Members of whom a list prints the surname only: `Councillors Ash (Chair), Birch and Cole`."""
    known = {person.start: person for person in people}
    found: list[Person] = []
    for title in MEMBERS.finditer(text):
        at = title.end()
        while between := BETWEEN.match(text, at):
            at = between.end()
            person = known.get(at)
            if person is None:
                match = LISTED_SURNAME.match(text, at)
                if match is None or not _may_be_surname(match[0]):
                    break
                person = Person(match[0], at, match.end(), True)
                brackets = BRACKETS.match(text, match.end())
                _read_tail(person, brackets[0] if brackets else "", last=True)
                found.append(person)
            at = person.end
    return found


def _may_be_surname(word: str) -> bool:
    """Whether a capitalised word in a list of members may be one's surname: no word of another sense, unless it is both (`Young`)."""
    plain = word.lower()
    return plain in _words("surnames") or not (plain in _words("not_names") or plain in _words("function_words"))


def _surnames_with_post(text: str, people: list[Person]) -> list[Person]:
    """People of whom a list prints the surname only, known by the post in brackets behind it."""
    found: list[Person] = []
    for match in SURNAME_WITH_POST.finditer(text):
        taken = any(person.start <= match.start("name") < person.end for person in people)
        if not taken and names_post(" ".join(match["post"].split())):
            found.append(Person(match["name"], match.start("name"), match.end(), False, post=" ".join(match["post"].split())))
    return found


def _masked(text: str) -> str:
    """The text with initials and clerks blotted out, which would run on from a name: `Rob Weather RW`, `P Moran Clerk J Conn`."""
    if text.isupper():
        return text
    letters = [*codes("names")["suffixes"], *codes("names")["titles"]]

    def blot(match: re.Match[str]) -> str:
        kept = match[0] in letters or (len(match[0]) == 2 and TWO_FIRST.match(text, match.end()) and OPENS.search(text[: match.start()]))
        return match[0] if kept else "·" * len(match[0])

    return MASKED.sub(blot, text)


def _inside_note(text: str, position: int) -> bool:
    """Whether a place lies in a bracket that does not open with a person: `A (substitute for B)` lists A."""
    opened = text.rfind("(", 0, position)
    if opened < 0 or ")" in text[opened:position]:
        return False
    return find_name(text[opened + 1 :].lstrip()) is None


def _closes_members(before: str) -> bool:
    parts = [part.strip(EDGES) for part in re.split(r"[;,()]", before) if part.strip(EDGES)]
    return any(names_post(part) or attendance_pattern("others_follow").search(part) for part in parts)


@cache
def _introduces() -> re.Pattern[str]:
    """`the Clerk,` at the end of the words behind a name, which introduces the next."""
    return re.compile(rf",?\s+(?:and\s+)?the\s+(?:{codes('attendance')['short_posts']}),\s*$", re.I)


def _post_before(text: str, start: int) -> str | None:
    """The short post that introduces a name: `the Clerk, J Brown`."""
    match = _introduced_post().search(text, 0, start) if text[:start].rstrip().endswith(",") else None
    return " ".join(match["post"].split()) if match else None


@cache
def _introduced_post() -> re.Pattern[str]:
    return re.compile(rf"\bthe\s+(?P<post>{codes('attendance')['short_posts']}),\s*\Z", re.I)


def _post_around(text: str, name: Name) -> str | None:
    """The post in front of a name that stands alone in brackets: `Head of Planning (G Salt)`."""
    if text[name.end :].lstrip()[:1] != ")" or text[: name.outer].rstrip()[-1:] != "(":
        return None
    words = re.split(r"[;)\n]|\.\s", text[: text.rfind("(", 0, name.outer)])[-1]
    for cut in (r"^\s*,?\s*(?:and\b)?", r".*,", r".*\band\b"):
        post = " ".join(re.sub(cut, "", words, count=1, flags=re.S).split())
        if len(post) <= 80 and names_post(post):
            return post
    return None


def _read_lead(person: Person, lead: str, opens: bool) -> None:
    """What stands in front of a name: a short post (`Clerk J Brown`), a role (`the Mayor (Councillor C)`, `Chair: Councillor C`), also
    without a mark where an entry of the list `opens` with it (`Mayor A Brown`)."""
    words = WAS_LAST.sub("", " ".join(lead.split()).strip(" ,;:.–—-|&("))
    role = next((match for match in attendance_pattern("roles").finditer(words) if match.end() == len(words)), None)
    if role and (lead.rstrip().endswith(("(", ":")) or (opens and role.start() == 0 and lead[-1:].isspace())):
        person.role = " ".join(role[0].split())
    post = attendance_pattern("short_posts").search(words)
    if post and post.end() == len(words) and not lead.rstrip().endswith(","):
        person.post = " ".join(post[0].split())


def _read_tail(person: Person, tail: str, last: bool) -> None:
    """What stands behind a name: letters, brackets, initials, a role, a post up to the next name."""
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
