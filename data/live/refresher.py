"""The one refresher of a process: read, check, guard, keep the last good, store, swap. Viewers only read the result.

Everything is decided in `Refresher.step`, which takes its clock and source as given, so that tests need no waiting;
`Refresher.run` only repeats it. A step never raises: a source that fails, a store that is full and a fault of our own
all leave the current snapshot standing, with its age and the reason beside it.
"""

import logging
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Protocol

from data.contract.columns import Table
from data.contract.tables import BY_CODE, TABLES
from data.intake.issues import SEVERITIES, describe
from data.intake.result import Checked
from data.intake.text import shown
from data.live.holding import judge
from data.model import Command, Hold, Issue, Snapshot
from data.raw import RawBook
from data.sources import Source, SourceError
from data.store.faults import StoreFault
from data.words import words

log = logging.getLogger(__name__)

PERIOD = timedelta(seconds=60)
SLOW_PERIOD = timedelta(minutes=5)
UNASKED_PERIOD = timedelta(seconds=15)
FOLLOW_PERIOD = timedelta(seconds=5)
"""How often a process that does not read itself looks for what the one that does has kept."""
FAILURES_BEFORE_SLOW = 5
MOST_ASKED = timedelta(minutes=15)
"""A source that asks to be left alone for longer is asked again all the same."""
STALE_AFTER = timedelta(minutes=10)
"""So long without a good read, and the data are said to be stale, not only the source to be failing."""

_NO_STORE = frozenset(["store_url", "store_read_only"])
"""Faults that say that there is no store, so that none could know of an earlier read."""


@dataclass(frozen=True)
class Current:
    """What every screen shows, and how the source is doing.

    ``source`` is None for the embedded data. ``read_at`` is the last good read and ``changed_at`` the last one that
    brought something new (both UTC); ``failure`` is the issue of the newest failed read, with ``failing_since``;
    ``held`` is what was held back of the source when the snapshot was taken. Not ``compared`` is what was read while
    the store had not said yet what stood before: it is shown, but not kept.
    """

    snapshot: Snapshot
    issues: tuple[Issue, ...]
    source: str | None
    failure: Issue | None = None
    read_at: datetime | None = None
    changed_at: datetime | None = None
    failing_since: datetime | None = None
    held: tuple[Hold, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    compared: bool = True

    @cached_property
    def lost(self) -> tuple[tuple[str, int], ...]:
        """How many rows of each table errors keep out, by its code; tables without any left out.

        They have neither a key nor a good copy, or are about a row that has none.
        """
        refused = {(fault.tab, fault.row) for fault in self.issues if ("lost", "row") in fault.args}
        if not refused:
            return ()
        kept = {(code, place.row) for (code, _key), place in self.snapshot.places.items() if place.kept}
        rows = {
            table.code: len({(table.code, row) for tab, row in refused if tab in table.called} - kept)
            + self._about_nothing(table)
            for table in TABLES
        }
        return tuple((code, n) for code, n in rows.items() if n)

    @cached_property
    def absent(self) -> frozenset[str]:
        """The codes of the tables of which nothing is shown since they are held without a good copy."""
        return frozenset(hold.table for hold in self.held if not getattr(self.snapshot, hold.table))

    def _about_nothing(self, table: Table) -> int:
        """Return how many rows of a table are about a row of another that is not there."""
        known = {}
        for column in table.key_columns:
            if column.ref:
                (key,) = BY_CODE[column.ref].key
                known[column.name] = {getattr(record, key) for record in getattr(self.snapshot, column.ref)}
        records = getattr(self.snapshot, table.code)
        return sum(any(getattr(record, name) not in there for name, there in known.items()) for record in records)

    def stale(self, now: datetime) -> bool:
        """Tell whether the last good read is too long ago for the data to count as live.

        After the clock was set back the read may seem to lie ahead: how long ago it was is not known then.
        """
        return self.failing_since is not None and (self.read_at is None or abs(now - self.read_at) > STALE_AFTER)


class HistoryWriter(Protocol):
    """The store as the refresher uses it."""

    def keep(self, book: RawBook, checked: Checked, taken_at: datetime) -> None:
        """Take an accepted read to be kept; returns at once."""

    def last(self) -> Checked | None:
        """Return the last accepted read of this source, None when there is none; raises what the store raises."""

    def commands(self) -> Collection[Command]:
        """Return the approvals that were given by command; raises what the store raises."""


class Followed(Protocol):
    """What another process that reads the source has kept last, and how its reading goes."""

    @property
    def checked(self) -> Checked | None:
        """The last accepted read, None where there is none."""

    @property
    def taken_at(self) -> datetime | None:
        """When it was taken."""

    @property
    def name(self) -> str | None:
        """What the source is called."""

    @property
    def read_at(self) -> datetime | None:
        """The last good read."""

    @property
    def failing_since(self) -> datetime | None:
        """Since when no read has gone well."""

    @property
    def failure(self) -> Issue | None:
        """What the newest read failed with."""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Where each tab is."""


class Peers(Protocol):
    """The other processes of an installation: one of all reads the source."""

    def leads(self) -> bool:
        """Tell whether it is this one; never raises."""

    def followed(self) -> Followed:
        """Return what the one that reads has kept; raises what the store raises."""

    def tell(self, current: Current) -> None:
        """Tell the others how reading goes; never raises."""


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
        writer: HistoryWriter | None = None,
        named: bool = True,
        period: timedelta = PERIOD,
        peers: Peers | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Begin with the fallback; nothing is asked or read before the first step.

        Without ``named`` the source is the embedded data, which no screen calls a source. With ``peers`` it is read
        only while this process leads; else what the one that does has kept is shown.
        """
        self._peers, self.follows = peers, False
        self._source, self._fallback, self._writer, self._named = source, fallback, writer, named
        self._period, self._now = period, now
        self._last: Checked | None = None
        self._answered = writer is None
        self._failures = 0
        self.reads = self.failed = 0
        """Reads since the start, and how many of them failed."""
        self._asked = timedelta(0)
        self._stop = threading.Event()
        self.begun = threading.Event()
        self.current = Current(fallback.snapshot, fallback.issues, None, held=fallback.holds)

    @property
    def _name(self) -> str | None:
        return self._source.name if self._named else None

    @property
    def last(self) -> Checked | None:
        """The last accepted read of the source, None before the first one."""
        return self._last

    def ask(self) -> None:
        """Ask the store what this source said last, until it has answered; that is what is shown from then on.

        A store that is not there answers nothing. Before it has answered no read may be taken for a first one, since
        a first one is held against nothing.
        """
        if self._answered or self._writer is None:
            return
        try:
            self._last = self._writer.last()
            self._answered = True
        except StoreFault as fault:
            self._answered = fault.code in _NO_STORE
            log.warning("the history could not be asked what stood before: %s", fault.code)
        except Exception:
            log.exception("the history could not be asked what stood before")
        if last := self._last:
            self.current = replace(
                self.current, snapshot=last.snapshot, issues=last.issues, source=self._name, held=last.holds
            )

    def _commands(self) -> Collection[Command]:
        if self._writer is None or self._last is None or not self._last.holds:
            return ()
        try:
            return self._writer.commands()
        except Exception:
            log.exception("approvals given by command could not be read")
            return ()

    def step(self) -> Current:
        """Read once and return what is current afterwards. Never raises."""
        now = self._now()
        self._asked = timedelta(0)
        self.ask()
        if self._peers:
            self.follows = not self._peers.leads()
            if self.follows:
                return self._follow(self._peers)
            self._read(now)
            self._peers.tell(self.current)
            return self.current
        return self._read(now)

    def _follow(self, peers: Peers) -> Current:
        """Show what the one that reads has kept; where the store says nothing, what is there stays."""
        try:
            newest = peers.followed()
        except Exception as fault:
            log.info("what another process has read could not be taken over: %s", fault)
            return self.current
        if last := newest.checked:
            self._last = last
            self.current = Current(
                last.snapshot,
                last.issues,
                newest.name if self._named else None,
                newest.failure,
                newest.read_at,
                newest.taken_at,
                newest.failing_since,
                last.holds,
                newest.links,
            )
        return self.current

    def _read(self, now: datetime) -> Current:
        self.reads += 1
        try:
            book = self._source.read()
            fallback = self._fallback.snapshot if self._named else None
            checked = judge(book, fallback, self._last, now, self._commands(), unasked=not self._answered)
        except SourceError as error:
            self._asked = min(timedelta(seconds=error.retry_after), MOST_ASKED)
            return self._failed(source_issue(error), now)
        except Exception:
            log.exception("a read could not be checked; the last good data stay")
            return self._failed(Issue(None, None, None, "own_fault", SEVERITIES["own_fault"]), now)
        self._failures = 0
        if self.current.failure:
            log.warning("the source can be read again")
        self._take(book, checked, now)
        return self.current

    def _failed(self, failure: Issue, now: datetime) -> Current:
        self._failures += 1
        self.failed += 1
        if self.current.failure is None or self.current.failure.code != failure.code:
            log.warning("the source cannot be read (%s): %s", failure.code, describe(failure, words("en")))
        since = self.current.failing_since or now
        self.current = replace(self.current, failure=failure, failing_since=since)
        return self.current

    def _take(self, book: RawBook, checked: Checked, now: datetime) -> None:
        known = self._last.snapshot if self._last else self.current.snapshot if self.current.read_at else None
        changed = known is None or checked.snapshot.id != known.id
        self.current = Current(
            checked.snapshot,
            checked.issues,
            self._name,
            read_at=now,
            changed_at=now if changed else self.current.changed_at,
            held=checked.holds,
            links=tuple(book.links.items()),
            compared=self._answered,
        )
        if not self._answered:
            # Not compared with what stood before, so neither kept nor what the next read is compared with.
            return
        _log_holds(self._last.holds if self._last else (), checked)
        self._last = checked
        if self._writer:
            try:
                self._writer.keep(book, checked, now)
            except Exception:
                log.exception("the version could not be handed over to be kept")

    @property
    def wait(self) -> timedelta:
        """How long to wait until the next read: slower after five failures in a row, normal after one success.

        Never less than the source itself asked for when it refused. While the store is silent it is asked more often,
        and the source is read with it.
        """
        if self.follows:
            return min(self._period, FOLLOW_PERIOD)
        if not self._answered:
            return max(min(self._period, UNASKED_PERIOD), self._asked)
        period = max(self._period, SLOW_PERIOD) if self._failures >= FAILURES_BEFORE_SLOW else self._period
        return max(period, self._asked)

    def run(self) -> None:
        """Step and wait until stopped; for a thread of its own. `begun` is set after the first step."""
        self.step()
        self.begun.set()
        while not self._stop.wait(self.wait.total_seconds()):
            self.step()

    def stop(self) -> None:
        """End `run` after the step it is in."""
        self._stop.set()


def _log_holds(before: Collection[Hold], now: Checked) -> None:
    """Write one line for each table that is held from now on or no longer."""
    known, held = ({hold.table: hold for hold in holds} for holds in (before, now.holds))
    for code, hold in held.items():
        if code not in known:
            shown = "its last good copy is shown" if getattr(now.snapshot, code) else "there is no good copy of it"
            log.warning("held: tab “%s” (%s); %s", BY_CODE[code].tab, hold.code, shown)
    for code, hold in known.items():
        if code not in held:
            log.warning("released: tab “%s”, held since %s", BY_CODE[code].tab, f"{hold.since:%Y-%m-%dT%H:%M:%SZ}")
