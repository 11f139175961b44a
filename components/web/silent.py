"""Connections whose other end has gone silent are ended, or they would hold memory and handles for good.

A laptop that is closed or a train in a tunnel sends no farewell, and some programs never read what they are sent.
uvicorn waits without end for the rest of a request and until an answer is taken; and what it closes, a WebSocket that
leaves its ping unanswered too, is closed only once everything written has been taken, which then never comes.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

SECONDS = 60.0
"""For so long at least a connection may stand still while it is the other end's turn, for twice as long at most."""


def _request_is_due(connection: Any) -> bool:
    """Tell whether an HTTP connection waits for a request or for the rest of one, rather than for the answer."""
    cycle = connection.cycle
    return cycle is None or cycle.response_complete or cycle.more_body


def _nothing_is_due(_connection: Any) -> bool:
    """Of a WebSocket nothing is awaited: a visitor may look on for hours. Whether there is one, its pings ask."""
    return False


class _Look:
    """Looks at one connection again and again, until it is ended, or goes on as a WebSocket."""

    def __init__(self, connection: Any, due: Callable[[Any], bool]) -> None:
        self._connection, self._due = connection, due
        self.heard = False
        self._unsent = 0
        self._later = connection.loop.call_later(SECONDS, self._look)

    def stop(self) -> None:
        self._later.cancel()

    def _look(self) -> None:
        transport = self._connection.transport
        if transport.get_protocol() is not self._connection:
            return
        unsent = transport.get_write_buffer_size()
        stands = not self.heard and unsent == self._unsent
        if stands and (unsent or self._due(self._connection)):
            transport.abort()
            return
        self.heard, self._unsent = False, unsent
        self._later = self._connection.loop.call_later(SECONDS, self._look)


def bound_silence() -> None:
    """Let every connection from now on be ended when its other end is silent.

    Streamlit has chosen uvicorn's classes before the application is loaded, so that the classes themselves are told
    (held by a test).
    """
    _watch(AutoHTTPProtocol, _request_is_due)
    _watch(WebSocketsSansIOProtocol, _nothing_is_due)


def _watch(protocol: Any, due: Callable[[Any], bool]) -> None:
    made, lost, received = protocol.connection_made, protocol.connection_lost, protocol.data_received

    def connection_made(self: Any, transport: asyncio.BaseTransport) -> None:
        made(self, transport)
        self.look = _Look(self, due)

    def connection_lost(self: Any, fault: Exception | None) -> None:
        self.look.stop()
        lost(self, fault)

    def data_received(self: Any, data: bytes) -> None:
        self.look.heard = True
        received(self, data)

    protocol.connection_made = connection_made
    protocol.connection_lost = connection_lost
    protocol.data_received = data_received
