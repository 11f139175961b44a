"""The warm start: every screen is visited once from within, so that no visitor waits for what can be done before.

A visit from within goes the way of all others, only not over the network. So it imports, reads, works out, draws and
keeps just what the screens need, and nobody has to list it here. It is repeated when what the screens show changes:
a new day, a new snapshot. The server answers meanwhile.
"""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from threading import Event
from typing import Any

from starlette.types import ASGIApp, Message, Scope
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.web.static import Static

_LOG = logging.getLogger(__name__)
PATIENCE = 60.0
"""Seconds for one visit."""
PAUSE = 60.0
"""Seconds between two looks whether there is something new to show."""
DONE = Event()
"""Set when the first round is over, well or not."""


async def visit(app: ASGIApp, host: str, address: str, query: str) -> None:
    """Let one screen run, as a browser at ``host`` would; raises when it is refused or does not end."""
    asked = BackMsg()
    asked.rerun_script.page_name = address
    asked.rerun_script.query_string = query
    messages: asyncio.Queue[Message] = asyncio.Queue()
    messages.put_nowait({"type": "websocket.connect"})
    messages.put_nowait({"type": "websocket.receive", "bytes": asked.SerializeToString()})
    finished = False

    async def hear(message: Message) -> None:
        nonlocal finished
        body = message.get("bytes")
        if body and ForwardMsg.FromString(body).WhichOneof("type") == "script_finished":
            finished = True
            messages.put_nowait({"type": "websocket.disconnect", "code": 1000})

    scope: Scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": "/_stcore/stream",
        "raw_path": b"/_stcore/stream",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", host.encode()), (b"origin", f"http://{host}".encode())],
        "subprotocols": ["streamlit"],
        "server": (host, 80),
        "client": None,
        "state": {},
    }
    await asyncio.wait_for(app(scope, messages.get, hear), PATIENCE)
    if not finished:
        raise ConnectionRefusedError(f"the visit to /{address} from {host} was turned away")


class Warm:
    """The application's lifespan: starts the warming and does not wait for it."""

    def __init__(
        self,
        visits: Iterable[tuple[str, str]],
        shown: Callable[[], object],
        static: Static,
        linked: Iterable[str],
        paint: Callable[[str, str], object] = lambda _address, _query: None,
    ) -> None:
        """Take the visits (address, query), what tells when they are due again, and the files of every first page.

        ``paint`` writes the first paint of an address and keeps it.
        """
        self._visits = tuple(visits)
        self._shown = shown
        self._static = static
        self._linked = tuple(linked)
        self._paint = paint

    @asynccontextmanager
    async def lifespan(self, app: ASGIApp, host: str) -> AsyncIterator[None]:
        """Keep the screens warm for as long as the application runs."""
        task = asyncio.create_task(self._keep(app, host), name="warm")
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _keep(self, app: ASGIApp, host: str) -> None:
        warmed: Any = None
        while True:
            try:
                shown = await asyncio.to_thread(self._shown)
                if shown != warmed:
                    warmed = shown
                    await self._round(app, host)
                    # Whoever comes meanwhile gets a paint too, only later than others will.
                    DONE.set()
                    for address, query in self._visits:
                        await asyncio.to_thread(self._paint, address, query)
            except Exception:
                # Nobody is refused for it, and the next change is another chance.
                _LOG.exception("The screens could not be warmed: the first visitor of each waits longer")
            finally:
                DONE.set()
            await asyncio.sleep(PAUSE)

    async def _round(self, app: ASGIApp, host: str) -> None:
        # What reading the data has left behind is collected now, at once: of a large plan that takes longer than a
        # screen, and it would be due in some visitor's run.
        gc.collect()
        for name in filter(self._static.compressible, self._linked):
            await asyncio.to_thread(self._static.compressed, name)
        for address, query in self._visits:
            await visit(app, host, address, query)
        if not DONE.is_set():
            # What exists by now stays for good: leaving it out makes each later garbage collection cheap.
            gc.collect()
            gc.freeze()
