"""What visitors who left leave behind is given back to the machine.

Streamlit keeps a session for some seconds, in case its visitor comes back, and then forgets it only when the next one
leaves; what it was made of goes round in circles that wait for a full collection, which is put off as long as possible
(it costs more than a run); and what the C library has freed it keeps for itself. So all three are asked for here, when
at least half of the visitors have left: what that costs grows with what it brings.
"""

import asyncio
import ctypes
import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from components.web.bounds import Visitors

PAUSE = 10.0
"""Seconds between two looks."""
AGAIN = 45.0
"""Seconds after which it is done once more: by then Streamlit has forgotten them (`disconnectedSessionTTL`)."""
_ARENAS, _ARENA_MAX = 2, -8
"""Heaps that the C library may make: of one a thread each keeps its own leftovers, and threads here are many and short.
The second number is what glibc calls M_ARENA_MAX."""


class Left(Protocol):
    """Where Streamlit keeps the sessions of those who left."""

    def expire(self) -> object:
        """Forget those that were left long enough ago."""


def few_heaps() -> None:
    """Keep the C library from making a heap for every thread, where it is glibc."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Collect what goes round in circles, and give free memory back to the machine where the C library can."""
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


class Tidy:
    """Looks every few seconds whether it is time."""

    def __init__(
        self, visitors: Visitors, left: Callable[[], Left], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take who counts the visitors, and where Streamlit keeps those who left."""
        self._visitors, self._left, self._clock = visitors, left, clock
        self._seen = 0
        self._again: float | None = None

    def due(self) -> bool:
        """Tell whether it is time: at least half have left since the last time, or those have been forgotten by now."""
        gone = self._visitors.left - self._seen
        if gone and gone >= len(self._visitors):
            self._seen, self._again = self._visitors.left, self._clock() + AGAIN
            return True
        if self._again is not None and self._clock() >= self._again:
            self._again = None
            return True
        return False

    def look(self) -> None:
        """Forget those who left long enough ago; where it is time, give back what they took."""
        self._left().expire()
        if self.due():
            give_back()

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Look again and again for as long as the application runs; on its own loop, as Streamlit forgets sessions."""

        async def keep() -> None:
            while True:
                await asyncio.sleep(PAUSE)
                self.look()

        task = asyncio.create_task(keep(), name="tidy")
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
