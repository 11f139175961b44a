"""The one refresher of a process: read, check, guard, keep the last good, store, swap. Viewers only read the result.

Everything is decided in `Refresher.step`, which takes its clock and source as given, so that tests need no waiting;
`Refresher.run` only repeats it. A step never raises: a source that fails, a store that is full and a fault of our own
all leave the current snapshot standing, with its age and the reason beside it.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from data.history.guard import Alarm, Held, Suspicion, suspicions
from data.intake.cells import shown
from data.intake.check import Checked, check, content_id
from data.intake.issues import SEVERITIES
from data.intake.lastgood import with_last_good
from data.intake.schema import BY_CODE
from data.model import Issue, Snapshot
from data.raw import RawBook
from data.sources import Source, SourceError

log = logging.getLogger(__name__)

PERIOD = timedelta(seconds=60)
SLOW_PERIOD = timedelta(minutes=5)
FAILURES_BEFORE_SLOW = 5
STALE_AFTER = timedelta(minutes=10)
"""So long without a good read, and the data are said to be stale, not only the source to be failing."""

_ALARM_CODES = {
    Alarm.EMPTIED: "guard_emptied",
    Alarm.VANISHED: "guard_vanished",
    Alarm.CHANGED: "guard_changed",
}


@dataclass(frozen=True)
class Current:
    """What every screen shows, and how the source is doing.

    ``source`` is None for the embedded data. ``read_at`` is the last good read and ``changed_at`` the last one that
    brought something new (both UTC); ``failure`` is the issue of the newest failed read, with ``failing_since``.
    """

    snapshot: Snapshot
    issues: tuple[Issue, ...]
    source: str | None
    failure: Issue | None = None
    read_at: datetime | None = None
    changed_at: datetime | None = None
    failing_since: datetime | None = None
    held: tuple[Suspicion, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def stale(self, now: datetime) -> bool:
        """Tell whether the last good read is too long ago for the data to count as live."""
        return self.failing_since is not None and (self.read_at is None or now - self.read_at > STALE_AFTER)


class Keeper(Protocol):
    """The store as the refresher uses it."""

    def keep(self, book: RawBook, checked: Checked, taken_at: datetime) -> None:
        """Keep an accepted read; raises `OSError` or the store's own fault when it cannot."""

    def last(self) -> Snapshot | None:
        """Return the last accepted snapshot of this source, None when there is none."""


def source_issue(error: SourceError) -> Issue:
    """Return the issue that tells of a source which could not be read."""
    args = tuple(error.args_by_name.items())
    return Issue(None, None, None, error.code, SEVERITIES[error.code], shown(error.shown), args=args)


class Refresher:
    """Reads one source again and again. ``current`` is replaced whole, so readers need no lock."""

    def __init__(
        self,
        source: Source,
        fallback: Checked,
        *,
        keeper: Keeper | None = None,
        named: bool = True,
        period: timedelta = PERIOD,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Begin with the last snapshot the keeper has of this source, else with the fallback.

        Without ``named`` the source is the embedded data, which no screen calls a source.
        """
        self._source, self._fallback, self._keeper, self._named = source, fallback, keeper, named
        self._period, self._now = period, now
        self._last: Snapshot | None = self._kept()
        self._held: Held | None = None
        self._failures = 0
        self._stop = threading.Event()
        self.begun = threading.Event()
        snapshot = self._last or fallback.snapshot
        issues = () if self._last else fallback.issues
        self.current = Current(snapshot, issues, self._name if self._last else None)

    @property
    def _name(self) -> str | None:
        return self._source.name if self._named else None

    def _kept(self) -> Snapshot | None:
        if self._keeper is None:
            return None
        try:
            return self._keeper.last()
        except Exception:
            log.exception("the store could not be read")
            return None

    def step(self) -> Current:
        """Read once and return what is current afterwards. Never raises."""
        now = self._now()
        try:
            book = self._source.read()
            checked = check(book, self._fallback.snapshot if self._named else None)
        except SourceError as error:
            return self._failed(source_issue(error), now)
        except Exception:
            log.exception("a read could not be checked; the last good data stay")
            return self._failed(Issue(None, None, None, "own_fault", SEVERITIES["own_fault"]), now)
        self._failures = 0
        self._take(book, checked, now)
        return self.current

    def _failed(self, failure: Issue, now: datetime) -> Current:
        self._failures += 1
        since = self.current.failing_since or now
        self.current = replace(self.current, failure=failure, failing_since=since)
        return self.current

    def _take(self, book: RawBook, checked: Checked, now: datetime) -> None:
        found = suspicions(self._last, checked)
        notices: tuple[Issue, ...] = ()
        if found:
            content = _content(checked, found)
            self._held = self._held.again(content, found, now) if self._held else Held(content, found, now, 1)
            if self._held.meant(now):
                notices = tuple(_issue("guard_accepted", suspicion) for suspicion in found)
                found = ()
        if not found:
            self._held = None
        held = frozenset(suspicion.table for suspicion in found)
        notices += tuple(_issue(_ALARM_CODES[suspicion.alarm], suspicion) for suspicion in found)
        kept = with_last_good(replace(checked, held=checked.held | held), self._last)
        kept = replace(kept, issues=(*notices, *kept.issues))
        changed = self._last is None or kept.snapshot.id != self._last.id
        self._last = kept.snapshot
        self._store(book, kept, now)
        self.current = Current(
            kept.snapshot,
            kept.issues,
            self._name,
            read_at=now,
            changed_at=now if changed else self.current.changed_at,
            held=found,
            links=tuple(book.links.items()),
        )

    def _store(self, book: RawBook, kept: Checked, now: datetime) -> None:
        if self._keeper is None:
            return
        try:
            self._keeper.keep(book, kept, now)
        except Exception:
            log.exception("the snapshot could not be stored; it is shown from memory")

    @property
    def wait(self) -> timedelta:
        """How long to wait until the next read: slower after five failures in a row, normal after one success."""
        return max(self._period, SLOW_PERIOD) if self._failures >= FAILURES_BEFORE_SLOW else self._period

    def run(self) -> None:
        """Step and wait until stopped; for a thread of its own. `begun` is set after the first step."""
        self.step()
        self.begun.set()
        while not self._stop.wait(self.wait.total_seconds()):
            self.step()

    def stop(self) -> None:
        """End `run` after the step it is in."""
        self._stop.set()


def _issue(code: str, suspicion: Suspicion) -> Issue:
    args = (("rows", str(suspicion.rows)), ("before", str(suspicion.before)))
    return Issue(BY_CODE[suspicion.table].tab, None, None, code, SEVERITIES[code], args=args)


def _content(checked: Checked, found: tuple[Suspicion, ...]) -> str:
    """Return the hash of the suspicious tables as read, to tell whether the next read says the same."""
    tables = {code: getattr(checked.snapshot, code) for code in BY_CODE}
    wanted = {suspicion.table for suspicion in found}
    return content_id({code: rows if code in wanted else () for code, rows in tables.items()}, {})
