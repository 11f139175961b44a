"""Keeping what was read: a worker of its own hands it to the store, in order, and nobody waits for that.

What the store cannot take now waits in memory and is kept later, so that a full disk or a database that is away costs
no version. Only what exceeds `MOST_BYTES` is given up, the oldest first, and said in the log.
"""

import logging
import pickle
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable
from datetime import datetime

from data.intake.result import Checked
from data.raw import RawBook
from data.store.faults import StoreFault

log = logging.getLogger(__name__)

MOST_BYTES = 50_000_000
"""Memory that waiting reads may take, packed; some hundred reads of a full sheet."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two tries: twice as long after each that failed."""

Put = Callable[[RawBook, Checked, datetime], object]


class _Read:
    """One accepted read that waits: as it came, and packed as soon as another waits behind it."""

    def __init__(self, book: RawBook, checked: Checked, taken_at: datetime) -> None:
        self.snapshot_id, self.taken_at = checked.snapshot.id, taken_at
        self._content: tuple[RawBook, Checked] | None = (book, checked)
        self._packed = b""

    def pack(self) -> int:
        """Take as little memory as can be; return how many bytes that is."""
        if content := self._content:
            self._packed = zlib.compress(pickle.dumps(content), 1)
            self._content = None
        return len(self._packed)

    def unpacked(self) -> tuple[RawBook, Checked]:
        if content := self._content:
            return content
        pair: tuple[RawBook, Checked] = pickle.loads(zlib.decompress(self._packed))  # noqa: S301  (packed in this process)
        return pair

    def says(self, book: RawBook, checked: Checked) -> bool:
        """Tell whether it says what another read does."""
        kept_book, kept_checked = self.unpacked()
        return (kept_book.tabs, kept_checked.snapshot.id, kept_checked.issues, kept_checked.holds) == (
            book.tabs,
            checked.snapshot.id,
            checked.issues,
            checked.holds,
        )


class Keeping:
    """A queue of reads before a store, and the one thread that empties it. Safe for threads."""

    def __init__(self, put: Put, most_bytes: int = MOST_BYTES) -> None:
        """Keep by ``put``, which raises `StoreFault` where the store cannot take a read now."""
        self._put = put
        self._most_bytes = most_bytes
        self._waiting: deque[_Read] = deque()
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None
        self._stopped = False
        self._trouble = ""

    @property
    def waiting(self) -> int:
        """How many reads are not kept yet."""
        return len(self._waiting)

    @property
    def trouble(self) -> str:
        """The code of the fault that the newest try ended with; empty where it went well."""
        return self._trouble

    def add(self, book: RawBook, checked: Checked, taken_at: datetime) -> None:
        """Hand over a read; returns at once. One that says the same as the newest that waits is left out."""
        with self._changed:
            if self._waiting and self._waiting[-1].says(book, checked):
                return
            self._waiting.append(_Read(book, checked, taken_at))
            if len(self._waiting) > 1:
                self._trim()
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="keeping", daemon=True)
                self._worker.start()
            self._changed.notify_all()

    def _trim(self) -> None:
        lost = 0
        while len(self._waiting) > 1 and sum(read.pack() for read in self._waiting) > self._most_bytes:
            # The first may be with the store at this very moment; then it is kept all the same.
            self._waiting.popleft()
            lost += 1
        if lost:
            log.error("the history has been out of reach for too long: %d versions are given up", lost)

    def find(self, snapshot_id: str) -> tuple[Checked, datetime] | None:
        """Return a snapshot that waits, with when it was taken; None where there is none."""
        with self._changed:
            waiting = next((read for read in reversed(self._waiting) if read.snapshot_id == snapshot_id), None)
        return (waiting.unpacked()[1], waiting.taken_at) if waiting else None

    def drain(self, seconds: float) -> bool:
        """Wait until everything is kept, so many seconds at most; tell whether it is."""
        end = time.monotonic() + seconds
        with self._changed:
            while self._waiting and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)
            return not self._waiting

    def stop(self, seconds: float) -> None:
        """Keep what can be kept in so many seconds and end the worker; the log says what could not be."""
        if not self.drain(seconds):
            log.error("the history was out of reach to the end: %d versions are not kept", self.waiting)
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _work(self) -> None:
        pause = FIRST_PAUSE
        while True:
            with self._changed:
                while not self._waiting and not self._stopped:
                    self._changed.wait()
                if self._stopped:
                    return
                read = self._waiting[0]
            pause = self._try(read, pause)

    def _try(self, read: _Read, pause: float) -> float:
        """Try to keep the oldest read and take it off the queue; return how long to wait after the next failure."""
        try:
            self._put(*read.unpacked(), read.taken_at)
        except StoreFault as fault:
            if self._trouble != fault.code:
                log.exception("the history cannot be written; what is read waits in memory")
            self._trouble = fault.code
            with self._changed:
                self._changed.wait_for(lambda: self._stopped, pause)
            return min(pause * 2, LONGEST_PAUSE)
        except Exception:
            log.exception("version %s cannot be kept and is given up", read.snapshot_id)
        else:
            if self._trouble:
                log.warning("the history can be written again")
            self._trouble = ""
        with self._changed:
            if self._waiting and self._waiting[0] is read:
                self._waiting.popleft()
            self._changed.notify_all()
        return FIRST_PAUSE
