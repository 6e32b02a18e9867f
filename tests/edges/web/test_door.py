"""Which addresses are asked, and that what was looked at is what is connected to."""

from __future__ import annotations

import httpx
import pytest

from pipeline.edges.web.door import Door, Origin, ThroughDoor, is_public, origin_of
from pipeline.edges.web.troubles import NotAllowed, NotHad


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("2002:0a00:0001::", False),
        ("no number", False),
    ],
)
def test_public_numbers(place: str, public: bool) -> None:
    assert is_public(place) is public


def test_only_public_numbers_of_a_name_are_used() -> None:
    door = Door(resolve=lambda host, port: ["10.0.0.1", "93.184.216.34"])
    assert door.places(httpx.URL("https://council.example/")) == ["93.184.216.34"]


@pytest.mark.parametrize(
    ("address", "numbers", "error"),
    [
        ("https://inside.example/", ["10.0.0.1"], NotAllowed),
        ("https://nobody.example/", [], NotHad),
        ("https://council.example:22/", ["93.184.216.34"], NotAllowed),
        ("gopher://council.example/", ["93.184.216.34"], NotAllowed),
        ("https://a:b@council.example/", ["93.184.216.34"], NotAllowed),
    ],
)
def test_what_is_not_asked(address: str, numbers: list[str], error: type[NotHad]) -> None:
    with pytest.raises(error):
        Door(resolve=lambda host, port: numbers).places(httpx.URL(address))


def test_a_private_site_that_is_allowed_is_that_site_only() -> None:
    door = Door(frozenset({Origin("http", "127.0.0.1", 8000)}), resolve=lambda host, port: [host])
    assert door.places(httpx.URL("http://127.0.0.1:8000/x")) == ["127.0.0.1"]
    for other in ("http://127.0.0.1/", "http://127.0.0.2:8000/", "https://127.0.0.1:8000/"):
        with pytest.raises(NotAllowed):
            door.places(httpx.URL(other))


def test_names_of_numbers_in_other_writings_are_numbers_all_the_same() -> None:
    for host in ("2130706433", "0x7f.1", "127.1"):
        with pytest.raises(NotHad):
            Door().places(httpx.URL(f"http://{host}/"))


def test_a_name_that_changes_its_number_between_look_and_connection_leads_nowhere_else() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    asked: list[str] = []

    class Inner(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            asked.append(f"{request.url.host} {request.headers['host']} {request.extensions['sni_hostname']}")
            return httpx.Response(200)

    through = ThroughDoor(Door(resolve=lambda host, port: next(answers)))
    through._inner = Inner()  # type: ignore[assignment]
    with httpx.Client(transport=through) as client:
        assert client.get("https://council.example/a").status_code == 200
        with pytest.raises(NotAllowed):
            client.get("https://council.example/a")
    assert asked == ["93.184.216.34 council.example council.example"]


def test_origins() -> None:
    assert origin_of(httpx.URL("https://Council.example/x")) == Origin("https", "council.example", 443)
    assert str(origin_of(httpx.URL("http://council.example:8080/"))) == "council.example:8080"
