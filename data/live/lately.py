"""What the history said a moment ago: asked once for all who ask, not by each visitor's every run.

It is forgotten when this process writes, and after `SECONDS`, since other processes may write too. A question that is
not answered is asked again.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
SECONDS = 2.0
MOST = 200
"""Answers remembered: those to the newest questions."""


class Written(Protocol):
    """A store that counts what it has written."""

    @property
    def writes(self) -> int:
        """How often this process has written to it."""


class Lately:
    """Answers of a store by question, each for a moment. Safe for threads; never waits for another's question."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet; ``clock`` gives seconds that only grow, whatever the day's clock is set to."""
        self._clock = clock
        self._lock = threading.Lock()
        self._said: OrderedDict[Hashable, tuple[float, tuple[Written, int], Any]] = OrderedDict()

    def said(self, store: Written, question: Hashable, ask: Callable[[], T]) -> T:
        """Return the answer to a question, ``ask`` asked where it is not known by now; raises what ``ask`` raises."""
        now, stamp = self._clock(), (store, store.writes)
        with self._lock:
            if (said := self._said.get(question)) and now < said[0] and stamp == said[1]:
                known: T = said[2]
                return known
        answered = ask()
        with self._lock:
            now = self._clock()
            self._said[question] = now + SECONDS, stamp, answered
            self._said.move_to_end(question)
            # The first is the oldest; what is forgotten may be as large as a whole snapshot.
            while self._said and (len(self._said) > MOST or next(iter(self._said.values()))[0] <= now):
                self._said.popitem(last=False)
        return answered
