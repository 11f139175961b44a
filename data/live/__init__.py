"""What is current: the snapshot that every screen reads, and the one refresher of the process that keeps it fresh.

Where no refresher runs (tests, scripts) the source is read once, at first use. The embedded data stand in when
nothing could be read, and `Current.failure` says why.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, TypeVar

from data.intake.check import check
from data.intake.result import Checked
from data.live.desk import Desk
from data.live.holding import approvable
from data.live.keeping import Keeping
from data.live.lately import Lately
from data.live.peers import StorePeers
from data.live.refresher import Current, Refresher, source_issue
from data.model import Command, Hold, Snapshot
from data.raw import RawBook
from data.settings import chosen, setting
from data.sources import EMBEDDED, Source, SourceError, open_source
from data.sources.csv_folder import CsvFolder
from data.store.faults import StoreFault
from data.words import Words

if TYPE_CHECKING:
    from data.answers.difference import Drift
    from data.live.telling import Telling
    from data.store.leading import Leading
    from data.store.store import Entry, Store

__all__ = [
    "Current",
    "SourceError",
    "StoreFault",
    "accepted",
    "approve",
    "archive",
    "at",
    "current",
    "drift",
    "embedded",
    "last_read",
    "read",
    "reads",
    "reads_itself",
    "recorded",
    "refreshing",
    "snapshots",
    "source_issue",
    "store_lines",
    "taken",
    "unkept",
    "unread",
    "unsent",
    "walk",
]

log = logging.getLogger(__name__)
T = TypeVar("T")

FIRST_READ_SECONDS = 2.5
FIRST_ANSWER_SECONDS = 1.5
"""How long the first read waits for the store; both together let a start answer in 5 s whatever they do."""
LAST_KEPT_SECONDS = 4.0
"""How long the end of the program waits for what is not kept yet."""
_running: Refresher | None = None
_keeping: Keeping | None = None
_tellers: "Telling | None" = None
_desk = Desk()
_lately = Lately()
_unanswered = 0


@cache
def embedded() -> Checked:
    """Return the embedded data, checked by themselves."""
    return check(CsvFolder(EMBEDDED).read())


def read(name: str | None, today: date | None = None) -> Checked:
    """Read and check the source that SPREADSHEET names; missing tabs come from the embedded data.

    With ``today`` dates that lie ahead are named. Raises `SourceError` when nothing can be read.
    """
    if name is None:
        return embedded()
    return check(open_source(name).read(), embedded().snapshot, today=today)


class _Configured:
    """The source that SPREADSHEET names, opened at the first read that succeeds in it."""

    def __init__(self, name: str | None) -> None:
        self._setting = name
        self._source: Source | None = None

    @property
    def name(self) -> str:
        return self._source.name if self._source else ""

    def read(self) -> RawBook:
        self._source = self._source or open_source(self._setting)
        return self._source.read()


class _StoreWriter:
    """The store as one source's refresher uses it: never in the way, whatever it does."""

    def __init__(self, kept_in: "Store", source_key: str, leading: "Leading | None" = None) -> None:
        self._store, self.source_key, self._leading = kept_in, source_key, leading
        self.keeping = Keeping(self._put)

    def _put(self, book: RawBook, checked: Checked, taken_at: datetime) -> None:
        from data.store import grid
        from data.store.leading import Role

        if self._leading:
            # What one that was cut off still holds, the one that leads by now has read too.
            role = self._leading.role()
            if role is Role.FOLLOWS:
                return
            if role is Role.UNKNOWN:
                raise StoreFault("store_unreachable")
        self._store.put(grid.redacted(book), checked, taken_at, self.source_key, by=self._leading)

    def keep(self, book: RawBook, checked: Checked, taken_at: datetime) -> None:
        self.keeping.add(book, checked, taken_at)

    def last(self) -> Checked | None:
        newest = _desk.ask(lambda: self._store.newest_sound(self.source_key), FIRST_ANSWER_SECONDS)
        for damaged in newest.damaged:
            log.error("snapshot %s is damaged in the history; an older one stands in", damaged.id)
        return newest.checked

    def commands(self) -> tuple[Command, ...]:
        return _desk.ask(lambda: self._store.commands(self.source_key))


def source_key(name: str | None) -> str:
    """Return what the store calls a source: its kind and a hash of the setting, never the setting itself."""
    return f"source:{hashlib.sha256(name.encode()).hexdigest()[:12]}" if name else "embedded:data"


@cache
def archive() -> "Store":
    """Return the store of this installation; nothing is opened before it is used."""
    from data.store.store import open_store

    return open_store()


def _said(question: Hashable, ask: "Callable[[Store], T]") -> T:
    """Return what the history says, or said a moment ago. Raises `StoreFault`."""
    store = archive()
    return _lately.said(store, question, lambda: _desk.ask(lambda: ask(store)))


def snapshots(limit: int = 50) -> "tuple[Entry, ...]":
    """Return the newest accepted entries of the history; none where it cannot be read."""
    try:
        entries = _said(("entries", limit), lambda store: store.entries(limit=limit))
    except StoreFault as fault:
        unread(fault)
        return ()
    return tuple(entry for entry in entries if entry.status == "accepted")


def taken_at(snapshot_id: str) -> datetime | None:
    """Return when an accepted snapshot was taken; None where the history does not know it or cannot be read.

    Of the current one that this process has seen come, the history is not asked.
    """
    now = current()
    if now.snapshot.id == snapshot_id and now.changed_at:
        return now.changed_at
    try:
        entry = _said(("find", snapshot_id), lambda store: store.find(snapshot_id))
    except StoreFault as fault:
        unread(fault)
        return None
    return entry.taken_at if entry else None


def accepted(limit: int) -> "tuple[Entry, ...]":
    """Return the newest accepted entries of the configured source, the oldest first. Raises `StoreFault`."""
    key = source_key(setting("SPREADSHEET"))
    return _said(("accepted", key, limit), lambda store: store.accepted(key, limit))


def walk(entries: "Iterable[Entry]", codes: Collection[str]) -> "Iterator[tuple[Entry, Snapshot]]":
    """Give entries with snapshots of the named tables alone, as `Store.walk` does. Raises `StoreFault`."""
    versions = archive().walk(entries, *codes)
    while (one := _desk.ask(lambda: next(versions, None))) is not None:
        yield one


def recorded(snapshot_id: str) -> Current | None:
    """Return an accepted snapshot of the history as a screen shows it; None where there is none that is sound.

    One that waits to be kept is there too. Never waits longer than a few seconds for the store.
    """
    if current().snapshot.id == snapshot_id:
        return current()
    if waiting := _keeping and _keeping.find(snapshot_id):
        return _shown(*waiting)
    try:
        return _said(("recorded", snapshot_id), lambda store: _found(store, store.find(snapshot_id)))
    except StoreFault as fault:
        unread(fault)
        return None


def at(day: date) -> Current | None:
    """Return what the source said at the end of a day in Riga; None where no sound snapshot of it is kept.

    Raises `StoreFault` where the history cannot be read: that is not to be taken for "nothing is kept".
    """
    key = source_key(setting("SPREADSHEET"))
    return _said(("at", key, day), lambda store: _found(store, store.at(day, key)))


def _found(store: "Store", entry: "Entry | None") -> Current | None:
    return _shown(store.checked(entry), entry.taken_at) if entry else None


def _shown(checked: Checked, taken_at: datetime) -> Current:
    return Current(
        checked.snapshot, checked.issues, current().source, read_at=taken_at, changed_at=taken_at, held=checked.holds
    )


def unread(fault: StoreFault) -> None:
    """Write of a store that gives nothing, a line a fault: visitors ask again and again."""
    global _unanswered  # noqa: PLW0603
    _unanswered += 1
    log.warning("the history cannot be read: %s", fault.code)


def unanswered() -> int:
    """Return how often the history gave nothing: what was made meanwhile may lack what it holds."""
    return _unanswered


def store_lines(words: Words) -> list[str]:
    """Return how the store is, a sentence a line; what waits to be kept comes first."""
    lines = []
    if _keeping and _keeping.waiting:
        lines.append(words.count("{n} version is not saved yet.", "{n} versions are not saved yet.", _keeping.waiting))
    try:
        return lines + _desk.ask(archive().status).lines(words)
    except StoreFault as fault:
        return [*lines, fault.say(words)]


def unkept() -> int:
    """Return how many versions this process has read and could not keep yet."""
    return _keeping.waiting if _keeping else 0


def approve(codes: Iterable[str], now: datetime) -> tuple[Hold, ...]:
    """Approve what is held of tables of the configured source, all where none is named; return what that was.

    The running dashboard shows it at its next read, if the tab then still says what was held. Raises `StoreFault`.
    """
    key = source_key(setting("SPREADSHEET"))
    newest = _desk.ask(lambda: archive().newest_sound(key)).checked
    wanted = frozenset(codes)
    holds = tuple(
        hold
        for hold in (newest.holds if newest else ())
        if approvable(hold.code) and (not wanted or hold.table in wanted)
    )
    for hold in holds:
        _desk.ask(partial(archive().command, key, Command(hold.table, hold.content, now)))
    return holds


def drift(measure: str) -> "Drift | None":
    """Return a measure's chain of deadlines and wordings in the history; None where nothing is kept of it."""
    try:
        return _drifts(current().snapshot.id).get(measure)
    except StoreFault as fault:
        unread(fault)
        return None


@lru_cache(maxsize=2)
def _drifts(_newest: str) -> "dict[str, Drift]":
    from data.answers.difference import drifts

    return _desk.ask(lambda: drifts((entry.day, records) for entry, records in archive().versions("measures")))


def reads_itself() -> bool:
    """Tell whether this process reads the source; False where another one does, whose snapshot it shows."""
    return not (_running and _running.follows)


def _refresher(writer: _StoreWriter | None = None, peers: StorePeers | None = None) -> Refresher:
    name = setting("SPREADSHEET")
    period = timedelta(seconds=chosen().refresh_seconds)
    source, named = _Configured(name), name is not None
    return Refresher(source, embedded(), writer=writer, named=named, period=period, peers=peers)


def _telling(key: str, leading: "Leading | None") -> "Telling | None":
    """Return who tells those who edit; None where nobody is to be told, as of the embedded data."""
    own = chosen()
    if not own.spreadsheet or not (own.notices_to or own.notices_webhook or own.reminders):
        return None
    from data.live import channels
    from data.live.telling import Telling

    memory = channels.StoreMemory(archive(), key, _desk.ask, leading)
    return Telling(channels.tellers(memory), _to_be_told, lambda: datetime.now(UTC))


def _to_be_told() -> Current:
    """Return what is current; where another process reads, as what nobody is told of: that one tells."""
    return current() if reads_itself() else replace(current(), compared=False)


def unsent() -> tuple[int, int]:
    """Return how many matters wait to be told to those who edit, and how many channels could not be reached."""
    tellers = _tellers.tellers if _tellers else ()
    return sum(teller.waiting for teller in tellers), sum(bool(teller.failures) for teller in tellers)


@cache
def _once() -> Refresher:
    refresher = _refresher()
    refresher.step()
    return refresher


def current() -> Current:
    """Return what every screen shows. Never raises and never waits for a source that a refresher reads."""
    return (_running or _once()).current


def reads() -> tuple[int, int]:
    """Return how often the source was read since the start, and how often that failed."""
    running = _running or _once()
    return running.reads, running.failed


def last_read() -> Checked | None:
    """Return the last accepted read of the connected source; None where none is connected or nothing was read of it."""
    return (_running or _once()).last if setting("SPREADSHEET") else None


@contextmanager
def refreshing() -> Iterator[Refresher]:
    """Run the one refresher of the process in a thread of its own until the block ends.

    Waits a moment for the first read, so that a file or a quick sheet is there for the first visitor; a slow one is
    not waited for.
    """
    global _running, _keeping, _tellers  # noqa: PLW0603  (one a process, set and cleared here alone)
    key = source_key(setting("SPREADSHEET"))
    peers = StorePeers(archive(), key, _desk) if archive().shared else None
    leading = peers.leading if peers else None
    writer = _StoreWriter(archive(), key, leading)
    running = _refresher(writer, peers)
    telling = _telling(key, leading)
    thread = threading.Thread(target=running.run, name="refresher", daemon=True)
    _running, _keeping, _tellers = running, writer.keeping, telling
    thread.start()
    if telling:
        telling.start()
    running.begun.wait(FIRST_READ_SECONDS)
    try:
        yield running
    finally:
        if telling:
            telling.stop()
        running.stop()
        writer.keeping.stop(LAST_KEPT_SECONDS)
        if peers:
            peers.leading.leave()
        _running = _keeping = _tellers = None
