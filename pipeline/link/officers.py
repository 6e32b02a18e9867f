"""One officer, post or other lead for its many spellings, once per council."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.link.corrections import unfit
from pipeline.link.names import could_be_short_for, is_letters, is_nobodys_name, person_key, post_key, slug
from pipeline.records import Finding, Judgment, Lead, LeadKind, Links, Officer, OfficerMention, Paper

REMEMBERED = 100_000
"""How many printed names and posts are kept with their keys: a council prints the same few thousand all the time."""
Key = tuple[str, str, tuple[str, ...]]
"""Council, `person` or `post`, and the words compared."""


@dataclass(slots=True)
class _Group:
    """Everything printed of one officer."""

    names: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[LeadKind] = field(default_factory=Counter)
    council: str | None = None


def link_officers(papers: Sequence[Paper], judged: Sequence[Judgment] = ()) -> Links:
    """The officers of all papers, and to whom each mention and each lead of an action belongs.

    People are one when all words of their names agree, or when initials and surname fit exactly one fuller name of the same council;
    posts without a name are one when their telling words agree. A likeness that fits several people keeps them apart, with a finding.
    Those that a person has `judged` to be one are one.
    """
    groups = _groups(papers)
    merged, unfitting = _judged(groups, judged)
    _merge(groups, merged)
    short, doubts = _short_names(groups, merged)
    _merge(groups, short)
    merged = {**{key: short.get(into, into) for key, into in merged.items()}, **short}
    ids = _ids(groups)
    officers = [_officer(ids[key], group) for key, group in sorted(groups.items(), key=lambda entry: ids[entry[0]])]
    mentions: dict[str, str] = {}
    leads: dict[str, list[str]] = {}
    findings: list[tuple[str, Finding]] = [("", finding) for finding in unfitting]
    for paper in papers:
        council = paper.division.council
        for mention in paper.facts.officer_mentions:
            key = _key(council, mention.name_text, mention.post_text)
            mentions[mention.id] = ids[merged.get(key, key)]
            if key in doubts:
                findings.append((paper.document_id, _doubt(mention, doubts[key])))
        for action in paper.facts.actions:
            keys = [_key(council, *_name_and_post(lead, paper)) for lead in action.leads]
            if keys:
                leads[action.id] = list(dict.fromkeys(ids[merged.get(key, key)] for key in keys))
    return Links(officers=officers, officer_of_mention=mentions, leads_of_action=leads, findings=findings)


def _groups(papers: Iterable[Paper]) -> dict[Key, _Group]:
    groups: dict[Key, _Group] = defaultdict(_Group)
    for paper in papers:
        for name, post, kind in _named(paper):
            group = groups[_key(paper.division.council, name, post)]
            group.council = group.council or paper.division.council
            if name:
                group.names[name] += 1
            if post:
                group.posts[post] += 1
            group.kinds[kind] += 1
    return groups


def _doubt(mention: OfficerMention, names: Sequence[str]) -> Finding:
    return Finding(
        code="lead-unresolved",
        severity="info",
        page=mention.source.page,
        quote=mention.source.quote,
        message=f"{mention.name_text} could be any of {', '.join(names)}. They were kept apart; decide who is meant.",
        table_name="officer_mentions",
        row_id=mention.id,
    )


def _judged(groups: dict[Key, _Group], judged: Iterable[Judgment]) -> tuple[dict[Key, Key], list[Finding]]:
    """Keys of officers who are one in the judgment of a person, mapped to that of the fullest name; and the judgments that fit nobody."""
    merged: dict[Key, Key] = {}
    findings: list[Finding] = []
    for judgment in judged:
        place = slug(judgment.council) if judgment.council else "council-unknown"
        found: list[Key] = []
        for printed in judgment.officers:
            keys = [(place, "person", person_key(printed)), (place, "post", post_key(printed))]
            found += [merged.get(key, key) for key in keys if key in groups][:1]
        if len(found) < len(judgment.officers):
            findings.append(unfit(judgment, f"not all of them are named in the papers of {judgment.council or 'an unknown council'}"))
            continue
        into = max(found, key=lambda key: (key[1] == "person", len(" ".join(key[2])), key))
        merged.update((key, into) for key in found if key != into)
        merged = {key: merged.get(target, target) for key, target in merged.items()}
    return merged, findings


def _merge(groups: dict[Key, _Group], merged: dict[Key, Key]) -> None:
    for key, into in merged.items():
        for counter in ("names", "posts", "kinds"):
            getattr(groups[into], counter).update(getattr(groups[key], counter))
        del groups[key]


def _named(paper: Paper) -> Iterable[tuple[str | None, str | None, LeadKind]]:
    for mention in paper.facts.officer_mentions:
        yield mention.name_text, mention.post_text, "officer"
    for action in paper.facts.actions:
        for lead in action.leads:
            yield *_name_and_post(lead, paper), lead.kind


def _name_and_post(lead: Lead, paper: Paper) -> tuple[str | None, str | None]:
    """A lead's name and post. What an organisation or a group is called stands in the place of the post: it is no person's name.

    So do words that no person is called, and letters by themselves (`CPH`) in a paper that lists nobody's attendance, for whom they
    might be the initials of.
    """
    if lead.name is None or lead.post:
        return lead.name, lead.post
    letters = lead.kind == "unknown" and is_letters(lead.name) and not paper.facts.attendance
    if lead.kind in ("organisation", "group") or letters or (lead.kind == "unknown" and is_nobodys_name(lead.name)):
        return None, lead.name
    return lead.name, lead.post


@lru_cache(REMEMBERED)
def _key(council: str | None, name: str | None, post: str | None) -> Key:
    place = slug(council) if council else "council-unknown"
    if name:
        return place, "person", person_key(name)
    return place, "post", post_key(post or "")


def _short_names(groups: dict[Key, _Group], judged: Mapping[Key, Key]) -> tuple[dict[Key, Key], dict[Key, list[str]]]:
    """Keys with initials only, mapped to the one fuller name they fit; and those that fit several, with their names.

    The names of officers who were `judged` to be one are names of one.
    """
    by_surname: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in (*groups, *judged):
        if key[1] == "person" and key[2]:
            by_surname[key[0], key[2][-1]].append(key)
    merged: dict[Key, Key] = {}
    doubts: dict[Key, list[str]] = {}
    for keys in by_surname.values():
        for key in keys:
            names = [other for other in keys if could_be_short_for(key[2], other[2]) and len(other[2][0]) > 1]
            fits = sorted({judged.get(other, other) for other in names} - {key})
            if not fits or key in judged:
                continue
            if len(fits) == 1:
                merged[key] = fits[0]
            else:
                doubts[key] = sorted(_first(groups[other].names) or "" for other in fits)
    return merged, doubts


def _ids(groups: dict[Key, _Group]) -> dict[Key, str]:
    """A readable key for each: council, then name or post; equal keys of different groups get a number, in a fixed order."""
    ids: dict[Key, str] = {}
    taken: Counter[str] = Counter()
    for key in sorted(groups):
        base = f"{key[0]}--{slug(' '.join(key[2])) if key[1] == 'person' else slug(_first(groups[key].posts) or '')}"
        taken[base] += 1
        ids[key] = base if taken[base] == 1 else f"{base}-{taken[base]}"
    return ids


def _officer(officer_id: str, group: _Group) -> Officer:
    kinds = sorted(group.kinds, key=lambda kind: (kind == "unknown", -group.kinds[kind], kind))
    return Officer(id=officer_id, council=group.council, name=_first(group.names), post=_first(group.posts), kind=kinds[0])


def _first(printed: Counter[str]) -> str | None:
    """The spelling printed most often; of equals the longest, then the first in the alphabet."""
    return min(printed, key=lambda text: (-printed[text], -len(text), text)) if printed else None
