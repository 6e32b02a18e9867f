"""Which requests are answered at all, and how they are made plain before Datasette sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

LONGEST_QUERY = 12_000
MOST_PARAMETERS = 200
MOST_FACETS = 12
MOST_FACET_VALUES = 200
METHODS = ("GET", "HEAD", "OPTIONS")
NOWHERE = "/-/not-here"
DROPPED = ("_trace", "_context", "_timelimit")
"""Parameters that are for those who mend Datasette."""

_PLAIN = re.compile(r"/(?:[A-Za-z0-9._~%!$&'()*+,;=:@-]+/)*[A-Za-z0-9._~%!$&'()*+,;=:@-]*")
_DOTS = re.compile(r"/(?:\.|%2[eE]){1,2}(?:/|$)")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")


class Refused(NamedTuple):
    """Why a request is not answered: the status, in words, and what else the answer says."""

    status: int
    words: str
    headers: tuple[tuple[str, str], ...] = ()


class Asked(NamedTuple):
    """A request that is answered: the address as Datasette shall see it, and whether only the head of the answer is wanted."""

    path: str
    query: str
    head: bool


def arrived(method: str, path: str, query: str, host: str, hosts: Sequence[str], allowed: Iterable[re.Pattern[str]]) -> Asked | Refused:
    """The request as it is answered, or why it is not.

    `path` and `query` are as they came, undecoded; `hosts` are the names that the site goes by (none: any); `allowed` are the
    addresses that exist. Any other address is answered as one where nothing is.
    """
    if method not in METHODS:
        return Refused(405, "This site can only be read.", (("allow", ", ".join(METHODS)),))
    if not _HOST.fullmatch(host) or (hosts and host.lower() not in hosts):
        return Refused(421, "The site does not go by that name.")
    if method == "OPTIONS":
        return Refused(204, "", (("allow", ", ".join(METHODS)),))
    if len(query) > LONGEST_QUERY:
        return Refused(414, f"The address is too long: {LONGEST_QUERY:,} signs after the question mark are the most.")
    if not _PLAIN.fullmatch(path) or _DOTS.search(path):
        return Asked(NOWHERE, "", method == "HEAD")
    if not any(pattern.match(path) for pattern in allowed):
        return Asked(NOWHERE, "", method == "HEAD")
    return _plain_query(path, query, method == "HEAD")


def _plain_query(path: str, query: str, head: bool) -> Asked | Refused:
    """The request without what is not offered here."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, errors="strict")
    except ValueError:
        return Refused(400, "The address has too many parameters, or some that are not UTF-8.")
    facets = sum(name.startswith("_facet") and name != "_facet_size" for name, _ in pairs)
    if facets > MOST_FACETS:
        return Refused(400, f"Ask for at most {MOST_FACETS} facets at a time.")
    names = {name for name, _ in pairs}
    if "_stream" in names and names & {"_where", "sql"}:
        return Refused(400, "All rows at once are sent of tables and their filters only, not of questions in SQL.")
    kept = [(name, _bounded(name, value)) for name, value in pairs if name not in DROPPED]
    return Asked(path, query if kept == pairs else urlencode(kept), head)


def _bounded(name: str, value: str) -> str:
    if name == "_facet_size" and (not re.fullmatch(r"[0-9]{1,6}", value) or int(value) > MOST_FACET_VALUES):
        return str(MOST_FACET_VALUES)
    return value
