"""Where the store is asked: whoever asks waits a few seconds at most, whatever the store does meanwhile.

A database that hangs (a lock held elsewhere, a server stopped, a dead network disk) cannot be made to answer, and some
of its drivers wait for ever. So it is asked on threads of its own, which may hang in the visitors' place.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from data.store.faults import StoreFault

T = TypeVar("T")
SECONDS = 3.0
LATE_SECONDS = 0.2
"""How long is waited while an earlier question is overdue: then hardly anything is to be hoped for."""
MOST = 8
"""Questions at once, those that hang included."""


class Desk:
    """Asks on threads of its own: at most ``most`` at once, each for at most ``seconds``."""

    def __init__(self, seconds: float = SECONDS, most: int = MOST) -> None:
        """Take no thread before the first question."""
        self._seconds = seconds
        self._free = threading.BoundedSemaphore(most)
        self._counting = threading.Lock()
        self._late = 0

    def ask(self, work: Callable[[], T], seconds: float | None = None) -> T:
        """Return what ``work`` returns, or raise what it raises; ``seconds`` is the patience where it is another.

        Raises `StoreFault` ("store_silent") where it takes too long; it then goes on without anybody waiting for it.
        """
        seconds = LATE_SECONDS if self._late else seconds or self._seconds
        if not self._free.acquire(timeout=seconds):
            raise StoreFault("store_silent")
        answered, answer = threading.Event(), dict[str, Any]()

        def run() -> None:
            try:
                answer["value"] = work()
            except BaseException as error:
                answer["error"] = error
            finally:
                self._free.release()
                with self._counting:
                    answered.set()
                    self._late -= "late" in answer

        threading.Thread(target=run, name="store", daemon=True).start()
        if not answered.wait(seconds):
            with self._counting:
                if not answered.is_set():
                    answer["late"] = True
                    self._late += 1
                    raise StoreFault("store_silent")
        if "error" in answer:
            raise answer["error"]
        value: T = answer["value"]
        return value
