"""Telling by itself: a thread a channel, which looks at what is current and tells what the channel does not know yet.

The refresher knows nothing of it, and no channel waits for another: a mail server that hangs holds up itself alone.
A channel that refuses is tried again later and later; meanwhile nothing is kept for it but what it already knows.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from math import inf
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
    """What the store knows of what a channel has been told; its methods raise `StoreFault`."""

    @property
    def term(self) -> int:
        """A number that is another one when other processes may have told something since."""

    def tells(self) -> bool:
        """Tell whether this process is the one that tells, at this very moment."""

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
        self._term = 0
        self._unnoted: list[tuple[datetime, Sequence[Told], bool]] = []
        self._not_before = -inf
        self._pause = FIRST_PAUSE
        self.failures = 0
        """Tries that failed since the last that did not."""
        self.waiting = 0
        """Matters that are due and not told yet."""

    def step(self, current: Current, now: datetime, seconds: float) -> None:
        """Tell what is due. ``seconds`` only grow, and only they are waited by, whatever the clock is set to.

        Never raises.
        """
        try:
            self._step(current, now, seconds)
        except Exception:
            log.exception("a notice could not be made")

    def _step(self, current: Current, now: datetime, seconds: float) -> None:
        self._note()
        if not current.compared or (current.read_at is None and current.failure is None):
            self.waiting = 0
            return
        watch = self._known()
        if watch is None:
            return
        new, mended = watch.due(self._find(current, now), seconds, self._gather.total_seconds())
        self.waiting = len(new) + len(mended)
        if not self.waiting or seconds < self._not_before or not self._tells():
            return
        notice = self._compose(new, mended, current)
        try:
            self._channel.send(notice)
        except SendError as error:
            self.failures += 1
            if self.failures == 1:
                log.warning("notices cannot be sent (%s: %s)", self._channel.name.partition(":")[0], error)
            self._not_before = seconds + self._pause.total_seconds()
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            return
        if self.failures:
            log.warning("notices can be sent again (%s)", self._channel.name.partition(":")[0])
        self.failures, self.waiting, self._pause = 0, 0, FIRST_PAUSE
        self._not_before = seconds + self._gather.total_seconds()
        self._unnoted += [(now, watch.done(new, mended), False), (now, mended, True)]
        self._note()

    def _known(self) -> Watch | None:
        """Return a watch with what the channel knows; None until the store has answered: nothing is told twice.

        It is asked again when this process tells after another one may have done so.
        """
        term = self._memory.term
        if self._watch and term == self._term:
            return self._watch
        if self._unnoted:
            return None
        try:
            watch = Watch(self._memory.told(self._channel.name), mends=self._mends)
        except StoreFault as fault:
            if fault.code not in _NO_STORE:
                return None
            watch = Watch((), mends=self._mends)
        self._watch, self._term = watch, term
        return watch

    def _tells(self) -> bool:
        """Tell whether no other process tells; while nobody can say, another one may."""
        try:
            return self._memory.tells()
        except StoreFault:
            return False

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
            teller.step(self._current(), self._now(), time.monotonic())

    def stop(self) -> None:
        """End after the step that each is in."""
        self._stop.set()
