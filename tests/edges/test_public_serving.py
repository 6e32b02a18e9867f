"""The socket at which the public site is reached."""

from __future__ import annotations

import socket

import pytest

from pipeline.edges.public_serving import _listening
from pipeline.errors import UsageError


def test_what_is_written_goes_out_at_once() -> None:
    """The head and the body of an answer are written one after the other, and the second must not wait for word of the first."""
    with _listening("127.0.0.1", 0) as listening:
        address = listening.getsockname()
        with socket.create_connection(address), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        with pytest.raises(UsageError, match="Name another"):
            _listening(*address)
