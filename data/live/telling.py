"""Telling by itself: a thread a channel, which looks at what is current and tells what the channel does not know yet.

The refresher knows nothing of it, and no channel waits for another: a mail server that hangs holds up itself alone.
A channel that refuses is tried again later and later; meanwhile nothing is kept for it but what it already knows.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from data.live.notices import Matter, Notice, Watch
from data.live.refresher import Current
from data.live.sending import SendError
from data.model import Told
from data.store.faults import StoreFault

log = logging.getLogger(__name__)

LOOK_SECONDS = 15.0
"""How often is looked whether there is something to tell."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
"""How long a channel that refused is left alone: twice as long after each try. Greylisting passes in some minutes."""
_NO_STORE = frozenset(["store_url", "store_read_only"])
"""Faults that say that there is no store that could remember anything."""


class Channel(Protocol):
    """Where notices go."""

    @property
    def name(self) -> str:
        """What the store calls it."""

    def send(self, notice: Notice) -> None:
        """Send one. Raises `SendError`."""


class Memory(Protocol):
    """What the store knows of what a channel has been told; both raise `StoreFault`."""

    def told(self, channel: str) -> Iterable[Told]:
        """Return what it has been told and not told to be mended."""

    def note(self, channel: str, at: datetime, told: Sequence[Told], *, mended: bool) -> None:
        """Remember what it has been told just now."""


Find = Callable[[Current, datetime], Sequence[Matter]]
Compose = Callable[[Sequence[Matter], Sequence[Told], Current], Notice]


class Teller:
    """Tells one channel. `step` decides with the clock given to it; `run` only repeats it."""

    def __init__(
        self,
        channel: Channel,
        memory: Memory,
        find: Find,
        compose: Compose,
        gather: timedelta,
        *,
        mends: bool = True,
    ) -> None:
        """Tell ``channel`` what ``find`` finds, after it has been so for ``gather``; ``mends`` as `Watch` has it."""
        self._channel, self._memory, self._find, self._compose = channel, memory, find, compose
        self._gather, self._mends = gather, mends
        self._watch: Watch | None = None
        self._unnoted: list[tuple[datetime, Sequence[Told], bool]] = []
        self._not_before: datetime | None = None
        self._pause = FIRST_PAUSE
        self.failures = 0
        """Tries that failed since the last that did not."""
        self.waiting = 0
        """Matters that are due and not told yet."""

    def step(self, current: Current, now: datetime) -> None:
        """Tell what is due. Never raises."""
        try:
            self._step(current, now)
        except Exception:
            log.exception("a notice could not be made")

    def _step(self, current: Current, now: datetime) -> None:
        if not current.compared or (current.read_at is None and current.failure is None):
            return
        watch = self._watch or self._remembered()
        if watch is None:
            return
        self._watch = watch
        self._note()
        new, mended = watch.due(self._find(current, now), now, self._gather.total_seconds())
        self.waiting = len(new) + len(mended)
        if not self.waiting or (self._not_before and now < self._not_before):
            return
        notice = self._compose(new, mended, current)
        try:
            self._channel.send(notice)
        except SendError as error:
            self.failures += 1
            if self.failures == 1:
                log.warning("notices cannot be sent (%s: %s)", self._channel.name.partition(":")[0], error)
            self._not_before, self._pause = now + self._pause, min(self._pause * 2, LONGEST_PAUSE)
            return
        if self.failures:
            log.warning("notices can be sent again (%s)", self._channel.name.partition(":")[0])
        self.failures, self.waiting, self._pause, self._not_before = 0, 0, FIRST_PAUSE, now + self._gather
        self._unnoted += [(now, watch.done(new, mended), False), (now, mended, True)]
        self._note()

    def _remembered(self) -> Watch | None:
        """Return a watch with what the channel knows; None until the store has answered: nothing is told twice."""
        try:
            return Watch(self._memory.told(self._channel.name), mends=self._mends)
        except StoreFault as fault:
            return Watch((), mends=self._mends) if fault.code in _NO_STORE else None

    def _note(self) -> None:
        """Hand to the store what it does not remember yet; what it cannot take now it is given at the next step."""
        while self._unnoted:
            at, told, mended = self._unnoted[0]
            try:
                self._memory.note(self._channel.name, at, told, mended=mended)
            except StoreFault:
                return
            self._unnoted.pop(0)


class Telling:
    """The threads of all channels, from `start` to `stop`."""

    def __init__(self, tellers: Iterable[Teller], current: Callable[[], Current], now: Callable[[], datetime]) -> None:
        """Let each teller look at what is current."""
        self.tellers = tuple(tellers)
        self._current, self._now = current, now
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin, a thread a teller; one that hangs at the end is left behind."""
        for teller in self.tellers:
            threading.Thread(target=self._run, args=(teller,), name="telling", daemon=True).start()

    def _run(self, teller: Teller) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            teller.step(self._current(), self._now())

    def stop(self) -> None:
        """End after the step that each is in."""
        self._stop.set()
