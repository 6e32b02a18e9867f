"""Which addresses are asked: public ones on the web, and nothing within one's own network unless somebody says so."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import NamedTuple

import httpx

from pipeline.edges.web.troubles import NotAllowed, NotHad

_PORTS = {"http": 80, "https": 443}
_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")
"""The addresses by which networks of IPv6 alone reach those of IPv4."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]


class Origin(NamedTuple):
    """A site: scheme, host and port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"


def origin_of(url: httpx.URL) -> Origin:
    """The site that an address belongs to. Raises NotAllowed when it is no web address, or has a name and password in it."""
    if url.scheme not in _PORTS or not url.host:
        raise NotAllowed(f"{url} is no address of the web (http or https).")
    if url.userinfo:
        raise NotAllowed("Addresses with a name and a password in them are not asked.")
    return Origin(url.scheme, url.host.lower(), url.port or _PORTS[url.scheme])


class Door:
    """What decides whether an address may be asked. `own` are sites of a private network that may be asked all the same."""

    def __init__(self, own: frozenset[Origin] = frozenset(), ports: frozenset[int] = frozenset(), resolve: Resolve | None = None) -> None:
        self._own = own
        self._ports = {*_PORTS.values(), *ports}
        self._resolve = resolve or resolved

    def places(self, url: httpx.URL) -> list[str]:
        """The numbers under which a site can be reached now, all of them allowed.

        They are what is connected to: a name that is looked up once more may lead elsewhere. Raises NotAllowed when the site is not to be
        asked, NotHad when its name is not known.
        """
        origin = origin_of(url)
        places = self._resolve(origin.host, origin.port)
        if not places:
            raise NotHad(f"No machine has the name {origin.host}.")
        if origin in self._own:
            return places
        if origin.port not in self._ports:
            raise NotAllowed(f"{origin} is not asked: only the web's own ports are.")
        public = [place for place in places if is_public(place)]
        if not public:
            raise NotAllowed(f"{origin.host} is on a private network, which is not asked (--private allows it for the address you give).")
        return public


def is_public(place: str) -> bool:
    """Whether a number is one of the open internet."""
    try:
        number = ipaddress.ip_address(place.partition("%")[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast and not each.is_reserved for each in _with_embedded(number))


def _with_embedded(number: IP) -> list[IP]:
    """The number, or that of IPv4 which it stands for."""
    if isinstance(number, ipaddress.IPv4Address):
        return [number]
    inner = number.ipv4_mapped or number.sixtofour
    if inner is None and number in _EMBEDDING:
        inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    if inner is not None:
        return [inner]
    return [number, *(number.teredo or ())]


def resolved(host: str, port: int) -> list[str]:
    """The numbers of a host, in the order in which they are to be tried; empty when nobody knows the name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class ThroughDoor(httpx.BaseTransport):
    """Requests that go only where the door lets them, to the very numbers that it has looked at."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_connections=1, max_keepalive_connections=0), trust_env=True)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer from the first number that can be reached."""
        places = self._door.places(request.url)
        for last, place in zip([*[False] * (len(places) - 1), True], places, strict=True):
            through = httpx.Request(
                request.method,
                request.url.copy_with(host=place),
                headers=request.headers,
                extensions={**request.extensions, "sni_hostname": request.url.host},
            )
            try:
                return self._inner.handle_request(through)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if last:
                    raise
        raise AssertionError("there is at least one place")

    def hang_up(self) -> None:
        """Break off what is going on; whoever waits for an answer has an error then. Others can be asked afterwards."""
        self._inner.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._inner.close()
