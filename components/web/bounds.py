"""What visitors may take in all: sessions, the size of a message, uploads, requests of programs.

Each session and upload has its bound in memory and handles, and a request in time.
A session holds some 2 MB and four handles for as long as its page is open. Beyond what the machine gives, one more
visitor would not be served badly but all of them, so that one is told so instead.
"""

import os
import resource
from collections import Counter, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

from data.settings import chosen

MESSAGE = 256_000
"""Bytes of one message from a browser, unpacked: what our own pages send stays under a tenth of it."""
PARTS = 64
"""Frames of one message from a browser: empty ones would pass any bound of bytes, and keep the server busy."""
UPLOADS, UPLOADS_A_SESSION = 60_000_000, 2
"""Bytes of uploads held at once, those on their way included, and files of one session: a new one beside the old."""
SPARE = 1.1
"""So much more than the bound a page that was handed out may still open its session."""
FAIR_FROM, FAIR_SHARE = 0.8, 250
"""From this part of all sessions on an address has its share only; never fewer, since a ministry is one address."""
REQUESTS, FAIR_REQUESTS, WINDOW = 2_000, 5, 10.0
"""Requests of programs that are answered in so many seconds where no setting says so; a fifth of them an address may
always make, so that an office, which is one address, is never shut out."""
_BASE_BYTES, _SESSION_BYTES = 450_000_000, 2_000_000
_BASE_HANDLES, _SESSION_HANDLES = 200, 4
_LEAST, _MOST, _HANDLES = 50, 5_000, 65_536
_CGROUP = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def bound_messages() -> None:
    """Let every WebSocket from now on end at a message over `MESSAGE` or `PARTS`, before it is unpacked whole.

    Streamlit has one setting for both directions, and what the server sends may be large; and it has chosen uvicorn's
    class before the application is loaded, so that the class itself is told (held by a test).
    """
    begin, continued = WebSocketsSansIOProtocol.__init__, WebSocketsSansIOProtocol.handle_cont

    def bounded(self: WebSocketsSansIOProtocol, *args: Any, **more: Any) -> None:
        begin(self, *args, **more)
        self.conn.max_message_size = MESSAGE

    def handle_cont(self: WebSocketsSansIOProtocol, event: Frame) -> None:
        if self.close_sent:
            return
        if len(self.frames) < PARTS:
            continued(self, event)
        else:
            self.conn.fail(CloseCode.MESSAGE_TOO_BIG)
            self.handle_parser_exception()

    WebSocketsSansIOProtocol.__init__ = bounded  # type: ignore[method-assign]
    WebSocketsSansIOProtocol.handle_cont = handle_cont  # type: ignore[method-assign]


def memory() -> int:
    """Return how many bytes of memory this process may take: its control group's, else the machine's."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for file in _CGROUP:
        with suppress(OSError, ValueError):
            return min(whole, int(file.read_text("ascii")))
    return whole


def handles() -> int:
    """Return how many handles this process may have, after asking for as many as it is allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _HANDLES if hard == resource.RLIM_INFINITY else min(hard, _HANDLES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return _HANDLES if soft == resource.RLIM_INFINITY else soft


def most_sessions() -> int:
    """Return how many sessions there may be: the setting MOST_SESSIONS, else what memory and handles bear."""
    if asked := chosen().most_sessions:
        return asked
    by_memory = (memory() - _BASE_BYTES) // _SESSION_BYTES
    by_handles = (handles() - _BASE_HANDLES) // _SESSION_HANDLES
    return max(_LEAST, min(by_memory, by_handles, _MOST))


class Visitors:
    """Counts the open sessions, all and by address; for the event loop alone."""

    def __init__(self, most: int, share: int = FAIR_SHARE) -> None:
        """Let in ``most`` sessions; an address always has its ``share``. ``left`` counts those that have ended."""
        self.most = most
        self.left = 0
        self._share = share
        self._by_address: Counter[str] = Counter()

    def __len__(self) -> int:
        """Return how many sessions are open."""
        return self._by_address.total()

    def room(self, address: str, *, spare: float = 1.0) -> bool:
        """Tell whether one more session of an address has room; ``spare`` stretches the bound of them all."""
        visitors_now = len(self)
        if visitors_now >= int(self.most * spare):
            return False
        share = max(self._share, self.most // max(1, len(self._by_address)))
        return visitors_now < self.most * FAIR_FROM or self._by_address[address] < share * spare

    def enter(self, address: str) -> None:
        """Count one more."""
        self._by_address[address] += 1

    def leave(self, address: str) -> None:
        """Count one less."""
        self.left += 1
        self._by_address[address] -= 1
        if self._by_address[address] <= 0:
            del self._by_address[address]


class Requests:
    """Shares out the answers of the API as sessions are shared out; for the event loop alone.

    A request takes a place for `WINDOW` seconds, however soon it is answered, so that places are requests by time.
    """

    def __init__(self, most: int | None = None, now: Callable[[], float] = monotonic) -> None:
        """Give ``most`` places, else as many as MOST_REQUESTS says; ``now`` is the clock, in seconds."""
        most = most or chosen().most_requests or REQUESTS
        self._places = Visitors(most, most // FAIR_REQUESTS)
        self._taken: deque[tuple[float, str]] = deque()
        self._now = now

    def take(self, address: str) -> int:
        """Take a place for an address; return 0, or in how many seconds to ask again where it has none."""
        now = self._now()
        while self._taken and self._taken[0][0] <= now:
            self._places.leave(self._taken.popleft()[1])
        if not self._places.room(address):
            return max(1, ceil(self._taken[0][0] - now)) if self._taken else 1
        self._places.enter(address)
        self._taken.append((now + WINDOW, address))
        return 0


class Held(Protocol):
    """Where uploads are held, as Streamlit's manager has them: by session and file."""

    @property
    def file_storage(self) -> Mapping[str, Mapping[str, Any]]:
        """Each with its bytes as ``data``."""


class Uploads:
    """Decides which uploads are taken; for the event loop alone."""

    def __init__(self) -> None:
        """Begin with none on its way."""
        self._coming: Counter[str] = Counter()
        self._bytes = 0

    def take(self, session: str, file: str, size: int, held: Held) -> bool:
        """Reserve the room of one upload; False where there is none. What was taken has to be `done`."""
        files_of_session = held.file_storage.get(session, {})
        others = sum(name != file for name in list(files_of_session)) + self._coming[session]
        there = sum(len(record.data) for files in list(held.file_storage.values()) for record in list(files.values()))
        if others >= UPLOADS_A_SESSION or there + self._bytes + size > UPLOADS:
            return False
        self._coming[session] += 1
        self._bytes += size
        return True

    def done(self, session: str, size: int) -> None:
        """Give the reserved room back: the upload is held now, or was refused."""
        self._coming[session] -= 1
        if not self._coming[session]:
            del self._coming[session]
        self._bytes -= size
