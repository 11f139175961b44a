"""One viewer of many: a real session over the WebSocket, that holds what a browser holds and says so as a browser does.

Written after Streamlit's own program (1.67): a page that was linked to is asked for by its name, as Back does it; each
question names the large messages that are held, which then come as references; what is too old is let go.
"""

import asyncio
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 120.0
"""Seconds for one run."""


class MissError(Exception):
    """The server referred to a message that this viewer does not hold: a browser would show an error."""


@dataclass
class Run:
    """What one run took and brought: seconds until its last message, messages, their bytes, and references."""

    seconds: float
    messages: int = 0
    size: int = 0
    references: int = 0


@dataclass
class Held:
    """The messages that a browser holds, each with the run that last used it; forgotten when ``age`` runs old."""

    age: int = 2
    runs: int = 0
    used: dict[str, int] = field(default_factory=dict)

    def take(self, message: ForwardMsg) -> bool:
        """Note one message; tell whether it is a reference. Raises `MissError` where it refers to nothing held."""
        if message.WhichOneof("type") == "ref_hash":
            if message.ref_hash not in self.used:
                raise MissError(message.ref_hash)
            self.used[message.ref_hash] = self.runs
            return True
        if message.metadata.cacheable and message.hash:
            self.used[message.hash] = self.runs
        return False

    def finished(self) -> None:
        """Count a run, and forget what is too old."""
        self.runs += 1
        for name in [name for name, run in self.used.items() if self.runs - run > self.age]:
            del self.used[name]


class Viewer:
    """A visit, from `open` to `close`. Each `run` asks for a screen and waits for the end of its run."""

    def __init__(self, origin: str, *, through: int | None = None, cookie: str = "") -> None:
        """Visit the dashboard at an origin; ``through`` is the port of a proxy that stands for it."""
        self._origin, self._cookie = origin, cookie
        self._port = through
        self._held = Held()
        self._wire: ClientConnection | None = None
        self._widgets: dict[str, str] = {}

    async def open(self) -> None:
        """Shake hands; raises what a handshake raises where there is no room."""
        address = f"{self._origin.replace('http', 'ws', 1)}/_stcore/stream"
        headers = {"Cookie": self._cookie} if self._cookie else None
        more: dict[str, Any] = {"host": "127.0.0.1", "port": self._port} if self._port else {}
        wire = await connect(
            address,
            origin=Origin(self._origin),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=headers,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
            **more,
        )
        # Or a short question waits up to 40 ms for the answer to the one before to be acknowledged.
        with suppress(OSError):
            wire.transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wire = wire

    async def run(self, address: str, query: str = "", *, typed: tuple[str, str] | None = None) -> Run:
        """Ask for a screen and wait for its last message; ``typed`` is a box's name and what was typed into it."""
        assert self._wire
        asked = BackMsg()
        state = asked.rerun_script
        state.page_name, state.query_string = address, query
        state.is_history_navigation = typed is None and self._held.runs > 0
        state.cached_message_hashes.extend(self._held.used)
        state.context_info.url = f"{self._origin}/{address}"
        state.context_info.timezone = "Europe/Riga"
        state.context_info.locale = "lv-LV"
        if typed and typed[0] in self._widgets:
            box = state.widget_states.widgets.add()
            box.id, box.string_value = self._widgets[typed[0]], typed[1]
        began = time.perf_counter()
        await self._wire.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            return await self._listen(began)

    async def _listen(self, began: float) -> Run:
        assert self._wire
        run = Run(0.0)
        while True:
            body = await self._wire.recv(decode=False)
            message = ForwardMsg.FromString(body)
            run.messages += 1
            run.size += len(body)
            run.references += self._held.take(message)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._held.age = message.new_session.config.max_cached_message_age
            elif kind == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "text_input":
                    self._widgets[element.text_input.id.rpartition("-")[2]] = element.text_input.id
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                run.seconds = time.perf_counter() - began
                self._held.finished()
                return run

    def vanish(self) -> None:
        """Be gone, without a farewell."""
        if self._wire:
            self._wire.transport.abort()

    async def close(self) -> None:
        """Leave, as a closed tab does."""
        if self._wire:
            await self._wire.close()
