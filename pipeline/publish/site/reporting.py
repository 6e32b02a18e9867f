"""Where readers say that something is wrong: an address of the house, set when the site is started."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from pipeline.errors import UsageError

NAME = "minutebook"
SUBJECT = "A mistake in Minutebook"


def report_target(given: str | None) -> str | None:
    """The address to which mistakes are told, from what was set: an e-mail address becomes a `mailto:`. None when none was set.

    Raises UsageError when it is neither an e-mail nor a web address.
    """
    text = (given or "").strip()
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.netloc:
        return text
    local, _, domain = text.removeprefix("mailto:").partition("@")
    if local and "." in domain and not set(text) & set(" ,;<>?&"):
        return f"mailto:{quote(local)}@{domain}"
    raise UsageError(f"{given} is neither an e-mail address nor a web address, so that no mistake could be told there.")


def report_link(target: str | None, address: str) -> str | None:
    """What a reader follows to tell of a mistake on the page at `address`; by mail it names the page. None when no address was set."""
    if target is None or not target.startswith("mailto:"):
        return target
    return f"{target}?subject={quote(SUBJECT)}&body={quote('The page: ' + address + chr(10) + chr(10) + 'What is wrong: ')}"
