"""What goes out with every answer."""

from __future__ import annotations

import pytest

from pipeline.publish.public.leaving import NO_PAGE, Headers, etag_of, finished, is_safe_place, nonce_of

SECRET = b"s" * 32


def told(status: int, *headers: tuple[str, str], https: bool = False) -> dict[str, str]:
    given: Headers = [(name.encode(), value.encode()) for name, value in headers]
    return {name.decode().lower(): value.decode() for name, value in finished(status, given, '"e"', NO_PAGE, https)}


def test_what_went_well_may_be_kept() -> None:
    said = told(200, ("content-type", "application/json"), ("cache-control", "max-age=5"))
    assert (said["cache-control"], said["etag"]) == ("public, max-age=300", '"e"')


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_what_did_not_is_not_kept(status: int) -> None:
    said = told(status, ("cache-control", "max-age=300"))
    assert said["cache-control"] == "no-store"
    assert "etag" not in said


def test_what_must_not_be_kept_says_so_itself() -> None:
    said = told(200, ("cache-control", "private, no-cache"))
    assert said["cache-control"] == "private, no-cache"
    assert "etag" not in said


def test_nothing_tells_of_the_machine_or_follows_a_reader() -> None:
    assert not {"server", "set-cookie", "x-powered-by"} & set(told(200, ("Server", "x"), ("Set-Cookie", "a=b"), ("X-Powered-By", "y")))


def test_other_sites_cannot_read_for_their_readers() -> None:
    assert "access-control-allow-origin" not in told(200, ("access-control-allow-origin", "*"))


def test_everything_is_protected() -> None:
    said = told(200)
    assert said["x-content-type-options"] == "nosniff"
    assert said["x-frame-options"] == "DENY"
    assert said["referrer-policy"] == "same-origin"
    assert "geolocation=()" in said["permissions-policy"]
    assert "strict-transport-security" not in said
    assert told(200, https=True)["strict-transport-security"].startswith("max-age=")


def test_a_stricter_policy_stays() -> None:
    assert told(200, ("content-security-policy", "default-src 'self'"))["content-security-policy"] == "default-src 'self'"


@pytest.mark.parametrize(
    ("location", "safe"),
    [
        ("/minutebook/actions", True),
        ("/minutebook/actions?_sort=a&b=%20", True),
        ("/", True),
        ("//example.com", False),
        ("/\\example.com", False),
        ("/a\\b", False),
        ("https://example.com", False),
        ("example.com", False),
        ("javascript:alert(1)", False),
        ("", False),
        ("/a\r\nset-cookie: b", False),
    ],
)
def test_a_redirect_stays_here(location: str, safe: bool) -> None:
    assert is_safe_place(location) is safe


def test_numbers_used_once() -> None:
    """Equal pages have equal numbers, other pages and other servers have others."""
    first = nonce_of(SECRET, "/a", b"page")
    assert first == nonce_of(SECRET, "/a", b"page")
    assert len({first, nonce_of(SECRET, "/b", b"page"), nonce_of(SECRET, "/a", b"pages"), nonce_of(b"t" * 32, "/a", b"page")}) == 4
    assert len(first) == 24


def test_marks_differ_with_what_is_served() -> None:
    assert len({etag_of(SECRET, "a", "b"), etag_of(SECRET, "a", "c"), etag_of(SECRET, "ab"), etag_of(b"t" * 32, "a", "b")}) == 4
