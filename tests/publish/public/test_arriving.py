"""Which requests are answered, and as what."""

from __future__ import annotations

import re

import pytest

from pipeline.publish.public.arriving import LONGEST_QUERY, MOST_FACETS, NOWHERE, Asked, Refused, arrived
from pipeline.publish.public.site import addresses

ALLOWED = addresses("minutebook")


def come(path: str, query: str = "", method: str = "GET", host: str = "localhost", hosts: tuple[str, ...] = ()) -> Asked | Refused:
    return arrived(method, path, query, host, hosts, ALLOWED)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/minutebook",
        "/minutebook.json",
        "/minutebook.db",
        "/minutebook/actions",
        "/minutebook/actions/abc-actions-1-1.json",
        "/-/document/abc",
        "/-/page/abc/1",
        "/-/static/app.css",
        "/-/minutebook/site.css",
        "/robots.txt",
        "/favicon.ico",
    ],
)
def test_what_is_there(path: str) -> None:
    assert come(path) == Asked(path, "", head=False)


@pytest.mark.parametrize(
    "path",
    [
        "/\\example.com/",
        "/\\/example.com/",
        "//example.com/",
        "///example.com",
        "/minutebook//example.com/",
        "/.//example.com/",
        "/minutebook/../../etc/passwd",
        "/minutebook/%2e%2e/x",
        "/-/static/../app.py",
        "/-/static/%2e%2e/app.py",
        "/\t/example.com/",
        "/é",
        "",
        "minutebook",
        "/_internal",
        "/_memory",
        "/:memory:",
        "/-/databases",
        "/-/databases.json",
        "/-/versions",
        "/-/plugins.json",
        "/-/settings",
        "/-/config",
        "/-/threads",
        "/-/metadata.json",
        "/-/actor.json",
        "/-/auth-token",
        "/-/logout",
        "/-/permissions",
        "/-/messages",
        "/-/allow-debug",
        "/-/patterns",
        "/minutebooks",
    ],
)
def test_what_is_not(path: str) -> None:
    assert come(path, "a=b") == Asked(NOWHERE, "", head=False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", ""])
def test_nothing_can_be_sent(method: str) -> None:
    refused = come("/", method=method)
    assert isinstance(refused, Refused)
    assert (refused.status, dict(refused.headers)) == (405, {"allow": "GET, HEAD, OPTIONS"})


def test_the_head_alone() -> None:
    assert come("/", method="HEAD") == Asked("/", "", head=True)


def test_what_can_be_done_is_told() -> None:
    refused = come("/", method="OPTIONS")
    assert isinstance(refused, Refused)
    assert (refused.status, dict(refused.headers)) == (204, {"allow": "GET, HEAD, OPTIONS"})


@pytest.mark.parametrize(
    ("host", "hosts", "status"),
    [
        ("minutes.example.org", (), None),
        ("Minutes.Example.org", ("minutes.example.org",), None),
        ("localhost:8001", (), None),
        ("[::1]:8001", (), None),
        ("evil.example", ("minutes.example.org",), 421),
        ("evil.example/path", (), 421),
        ('x"><script>', (), 421),
        ("", (), 421),
    ],
)
def test_names(host: str, hosts: tuple[str, ...], status: int | None) -> None:
    found = come("/", host=host, hosts=hosts)
    assert (found.status if isinstance(found, Refused) else None) == status


@pytest.mark.parametrize(
    ("query", "status", "note"),
    [
        ("x=" + "a" * LONGEST_QUERY, 414, "too long"),
        ("&".join(f"a{n}=1" for n in range(300)), 400, "too many"),
        ("a=%ff", 400, "not UTF-8"),
        ("&".join(["_facet=a"] * (MOST_FACETS + 1)), 400, "too many facets"),
        ("_stream=1&_where=1", 400, "all rows of a condition"),
        ("_stream=1&sql=select+1", 400, "all rows of a question"),
    ],
)
def test_what_is_too_much(query: str, status: int, note: str) -> None:
    refused = come("/minutebook/actions.csv", query)
    assert isinstance(refused, Refused), note
    assert refused.status == status


@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("_search=grit+bins&_sort=due_end", "_search=grit+bins&_sort=due_end"),
        ("_trace=1&status=amber&_context=1&_timelimit=x", "status=amber"),
        ("_facet=status&_facet_size=max", "_facet=status&_facet_size=200"),
        ("_facet_size=100", "_facet_size=100"),
        ("_facet_size=99999999999999", "_facet_size=200"),
        ("_facet_size=%C2%B2", "_facet_size=200"),
    ],
)
def test_what_is_not_offered_is_left_out(query: str, given: str) -> None:
    assert come("/minutebook/actions", query) == Asked("/minutebook/actions", given, head=False)


def test_addresses_are_of_this_database_only() -> None:
    assert all(isinstance(pattern, re.Pattern) for pattern in ALLOWED)
    assert not any(pattern.match("/other/table") for pattern in ALLOWED)
