"""People as a list of attendance prints them, each with what stands beside the name."""

from __future__ import annotations

import re
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.beside_names import BRACKET, EDGES, Person, are_initials_of, read_lead, read_tail
from pipeline.extract.groups import attendance_pattern
from pipeline.extract.officers.names import Name, find_name, find_names, has_given_name
from pipeline.extract.officers.posts import names_post

BRACKETS = re.compile(rf"(?:\s{BRACKET.pattern})+")
SURNAME = r"(?:Mc|Mac|[A-Z]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)*"
SURNAME_WITH_POST = re.compile(rf"(?:^\s*|[,;]\s+|\band\s+)(?P<name>{SURNAME})\s+\((?P<post>[^()]{{4,80}})\)")
BETWEEN = re.compile(r"(?:[,;&\s]|\band\b)*")
LISTED_SURNAME = re.compile(rf"{SURNAME}(?=\s*(?:[,;.&(\n]|$)|\s+(?:and|in|were|was|sent|gave|had|attended|joined|arrived|left)\b)")
COMMON = re.compile(
    r"(?:^|[,;\n]|\band)\s*(?P<name>[A-Z][a-z]+ (?:[A-Z]\.? )?[A-Z][a-z]+)"
    r"\s*(?:\((?P<initials>[A-Z]{2,3})\)|(?P<beside>[A-Z]{2,3})\s*$|(?=[,;(\n]|$|\band\b))"
)
TWO_FIRST = re.compile(rf" {SURNAME}\b")
AND_FIRST, DASH_LAST = re.compile(r"^[\s,;]*(?:and\b|&)?"), re.compile(r"\s*(?:[–—:]|\s-)$")
LABEL_END = re.compile(r":(?=\s*\w)")


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
        members = name.member or members or _members_last().search(before) is not None
        person = Person(text[name.start : name.end], name.start, name.end, name.member or (members and not name.titled))
        guests = bool(attendance_pattern("guests_follow").search(before)) or (
            guests and not (name.member or re.search(r"[;.]\s*\S", before))
        )
        person.guest = guests
        person.title = text[name.outer : name.start].strip().lower() or None
        person.post = _post_before(text, name.outer) or _post_around(text, name)
        read_lead(person, lead, opens=not index or bool(re.search(r"[,;:\n]|\band\b|&", before)))
        if name in in_front:
            person.post = in_front[name]
        else:
            read_tail(person, tail, last=index + 1 == len(names))
        person.member = person.member and (name.member or person.post is None) and not guests
        person.name = _honorary().sub("", " ".join(person.name.split()))
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
    return bracketed or (attendance_pattern("whence").search(between) is not None and not has_given_name(text[name.start : name.end]))


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
        words = AND_FIRST.sub("", words if before else LABEL_END.split(words)[-1]).strip()
        words = DASH_LAST.sub("", words)
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
            read_tail(person, text[match.end("name") :].split("\n")[0].split(",")[0], last=True)
            found.append(person)
    return found


def _surnames_of_members(text: str, people: list[Person]) -> list[Person]:
    """Members of whom a list prints the surname only: `Councillors Ash (Chair), Birch and Cole`."""
    known = {person.start: person for person in people}
    found: list[Person] = []
    for title in _members_follow().finditer(text):
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
                read_tail(person, brackets[0] if brackets else "", last=True)
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
    letters = _letters()

    def blot(match: re.Match[str]) -> str:
        kept = match[0] in letters or (len(match[0]) == 2 and TWO_FIRST.match(text, match.end()) and _opens().search(text[: match.start()]))
        return match[0] if kept else "·" * len(match[0])

    return _masks().sub(blot, text)


@cache
def _letters() -> frozenset[str]:
    """What is written like initials and is none."""
    return frozenset([*codes("names")["suffixes"], *codes("names")["titles"]])


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


@cache
def _members_follow() -> re.Pattern[str]:
    return re.compile(rf"{codes('attendance')['members_follow']}\s*:?\s*", re.I)


@cache
def _members_last() -> re.Pattern[str]:
    return re.compile(rf"{codes('attendance')['members_follow']}[\s:]*$", re.I)


@cache
def _honorary() -> re.Pattern[str]:
    return re.compile(codes("attendance")["honorary"])


@cache
def _masks() -> re.Pattern[str]:
    """What is no name although it is written like one: initials behind a name, and the clerk's post."""
    return re.compile(rf"\b(?:[A-Z]{{2,3}}[a-z]?|{codes('attendance')['clerks']})\b(?!['’-])")


@cache
def _opens() -> re.Pattern[str]:
    """Where a person of whom two initials are printed without points may begin: `AH Gray`, `Cllr JJ Moss`."""
    titles = "|".join([*codes("names")["short_titles"], *codes("names")["member_titles"]])
    return re.compile(rf"(?:^|[,;\n]|\band|\b(?:{titles})\.?)\s*$")
