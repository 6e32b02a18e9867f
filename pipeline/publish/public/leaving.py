"""What every answer of the public site says to the browser, and the numbers used once that let its own scripts run."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

Headers = list[tuple[bytes, bytes]]

CACHED_SECONDS = 300
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "microphone=(), midi=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
}
HTTPS_ONLY = "max-age=31536000"
NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox"
_PAGE = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_NEVER = frozenset({b"access-control-allow-origin", b"server", b"set-cookie", b"transfer-encoding", b"vary", b"x-powered-by"})
_SAFE_PLACE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def finished(status: int, headers: Headers, etag: str, policy: str, https: bool) -> Headers:
    """The headers of an answer, with those that protect whoever reads it.

    A page that has a policy of its own (ours have, and it is stricter) keeps it. What went well may be kept for a while and asked for
    again by its `etag`, unless the page itself says how long; what did not is not kept.
    """
    said = {name.lower(): value for name, value in headers}
    kept = [(name, value) for name, value in headers if name.lower() not in _NEVER]
    extra = {name: value for name, value in ALWAYS.items() if name.encode() not in said}
    if b"content-security-policy" not in said:
        extra["content-security-policy"] = policy
    if https:
        extra["strict-transport-security"] = HTTPS_ONLY
    told = said.get(b"cache-control", b"").decode("latin-1")
    if status not in (200, 304):
        kept = [(name, value) for name, value in kept if name.lower() != b"cache-control"]
        extra["cache-control"] = "no-store"
    elif not ("no-cache" in told or "no-store" in told or "immutable" in told):
        kept = [(name, value) for name, value in kept if name.lower() != b"cache-control"]
        extra["cache-control"] = f"public, max-age={CACHED_SECONDS}"
        if b"etag" not in said:
            extra["etag"] = etag
    return kept + [(name.encode(), value.encode("latin-1")) for name, value in extra.items()]


def page_policy(nonce: str) -> str:
    """The policy of a page of Datasette's, whose own scripts and styles bear the number."""
    return _PAGE.format(nonce=nonce)


def nonce_of(secret: bytes, address: str, page: bytes) -> str:
    """The number for a page. Equal pages have equal numbers, so that they can be cached, and nobody can work one out: what somebody
    would have to smuggle into a page depends on the page that it is smuggled into."""
    mark = hmac.new(secret, address.encode() + b"\n" + page, hashlib.sha256).digest()
    return base64.b64encode(mark[:18]).decode("ascii")


def etag_of(secret: bytes, *parts: str) -> str:
    """The mark of an answer that depends on nothing but these parts."""
    told = "\n".join(parts).encode()
    return f'"{hmac.new(secret, told, hashlib.sha256).hexdigest()[:32]}"'


def unchanged(etag: str) -> Headers:
    """The headers of the answer that what somebody has is what they would get."""
    said = {"etag": etag, "cache-control": f"public, max-age={CACHED_SECONDS}", **ALWAYS}
    return [(name.encode(), value.encode()) for name, value in said.items()]


def is_safe_place(location: str) -> bool:
    """Whether a redirect stays on this site. Browsers take a backslash for a slash, and two slashes for another site."""
    return _SAFE_PLACE.fullmatch(location) is not None
