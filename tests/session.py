"""A visitor without a browser: speaks Streamlit's protocol over its WebSocket and sees what a screen sends."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.extensions.base import Extension
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.serving import PATIENCE, Server


class Session:
    """One visit: each `run` asks for one run of a screen and returns the messages that it sent."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self._pages: dict[str, str] = {}

    @property
    def extensions(self) -> Sequence[Extension]:
        """What the server and this visitor have agreed on for their messages."""
        return self._wire.protocol.extensions

    def run(self, address: str = "", query: str = "") -> list[ForwardMsg]:
        asked = BackMsg()
        if address in self._pages:
            asked.rerun_script.page_script_hash = self._pages[address]
        else:
            asked.rerun_script.page_name = address
        asked.rerun_script.query_string = query
        self._wire.send(asked.SerializeToString())
        messages = []
        while True:
            message = ForwardMsg.FromString(self._wire.recv(PATIENCE, decode=False))
            messages.append(message)
            if message.WhichOneof("type") == "navigation":
                self._pages[address] = message.navigation.page_script_hash
            if message.WhichOneof("type") == "script_finished":
                return messages


@contextmanager
def session(server: Server) -> Iterator[Session]:
    """Open a visit, as a page of the server itself would."""
    address = f"ws://localhost:{server.port}/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    with connect(address, origin=Origin(server.origin), subprotocols=protocols, max_size=None) as wire:
        # Or a short question waits up to 40 ms for the answer to the one before to be acknowledged.
        wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield Session(wire)


def texts(messages: list[ForwardMsg]) -> str:
    """Return everything in the messages as text, to look for words in."""
    return "\n".join(str(message) for message in messages)
