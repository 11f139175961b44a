"""The append-only store of snapshots: what was read, what stood after the check, and what was held, for good.

Two tables: ``content`` keeps each text once (the raw grid without personal data; the checked rows with their marks and
issues), as a step from an earlier one or, at least every 50 steps, whole; ``snapshot`` says when which contents were
read. Nothing is changed or taken away and the database itself refuses it; only `Store.redact` may, and leaves a row
in ``redaction``. Whatever is loaded is compared with its SHA-256. The database is SQLite, or PostgreSQL where
HISTORY_URL names one.
"""

import errno
import fcntl
import hashlib
import json
import logging
import os
import shutil
import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Lock, RLock
from typing import Any, Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from data.history import deltas, grid, lines
from data.history.erase import Eraser
from data.history.faults import DAMAGE, StoreFault
from data.intake.check import Checked
from data.model import Snapshot
from data.raw import RawBook
from data.settings import setting
from data.words import N_, Words

log = logging.getLogger("data")

ACCEPTED, HELD = "accepted", "held"
RIGA = ZoneInfo("Europe/Riga")
DEFAULT = Path(__file__).resolve().parents[2] / "var" / "history.sqlite3"
KEYFRAME_EVERY = 50
"""A content is kept whole at least this often, so that one damaged byte does not reach far."""
REDACT_AT_LEAST = 4
"""Characters that a text to be taken out must have."""
K = TypeVar("K")
V = TypeVar("V")
_WAIT = 30
_LOCK = 0x6F67706C
_MEMORY = 8
_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_SUFFIXES = (".sqlite3", ".sqlite", ".db")
_ENDINGS = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Entry:
    """One stored read: its snapshot's ``id``, how many issues by severity, and for a held one the reason."""

    number: int
    id: str
    taken_at: datetime
    source: str
    status: str
    issues: Mapping[str, int]
    reason: Any
    raw_hash: str
    clean_hash: str

    @property
    def source_kind(self) -> str:
        """What sort of source it came from: its key up to the colon."""
        return self.source.partition(":")[0]

    @property
    def day(self) -> date:
        """The day in Riga on which it was taken."""
        return self.taken_at.astimezone(RIGA).date()


@dataclass(frozen=True)
class Sound:
    """The newest entry whose content is sound, with that content, and the newer entries that are damaged."""

    entry: Entry | None
    checked: Checked | None
    damaged: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Damage:
    """What does not verify: the "raw" grid or the "rows" of an entry, or without an entry the "file"."""

    entry: Entry | None
    part: str


@dataclass(frozen=True)
class Redaction:
    """What a redaction did: contents rewritten, snapshots they belong to, contents too damaged to be looked into.

    ``wiped`` is False where another process kept the old bytes in the file; doing it again mends that.
    """

    contents: int
    snapshots: int
    unread: int
    wiped: bool


@dataclass(frozen=True)
class StoreStatus:
    """How the store is; ``fault`` is None when all is well. Sizes in bytes, None where they cannot be known."""

    kind: str
    size: int | None = None
    free: int | None = None
    entries: int = 0
    held: int = 0
    newest: Entry | None = None
    writable: bool = False
    set_aside: tuple[str, ...] = ()
    fault: StoreFault | None = None

    def lines(self, words: Words) -> list[str]:
        """Say how the store is, a sentence a line; what has to be done comes first."""
        said = [self.fault.say(words)] if self.fault else []
        for name in self.set_aside:
            said.append(
                words.say(N_("“{name}” was damaged and is set aside; keep it until it is looked into."), name=name)
            )
        said.append(words.count("The history holds {n} read.", "The history holds {n} reads.", self.entries))
        if self.newest:
            day = words.date(self.newest.day)
            said.append(words.say(N_("The newest accepted one is snapshot {id} of {day}."), id=self.newest.id, day=day))
        if self.size is not None:
            said.append(words.say(N_("It takes {size} MB."), size=words.number(self.size / 1e6, 1)))
        return said


class _TakenBackError(Exception):
    """Ends a transaction without leaving anything behind."""


_metadata = sa.MetaData()
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_content = sa.Table(
    "content",
    _metadata,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, index=True),
    sa.Column("base", _Number),
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("bytes", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""A hash stands twice only where a damaged content came again: the later one is sound."""
_snapshot = sa.Table(
    "snapshot",
    _metadata,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("id", sa.String(10), nullable=False, index=True),
    sa.Column("taken_at", sa.String(27), nullable=False, index=True),
    sa.Column("source", sa.String(200), nullable=False, index=True),
    sa.Column("source_kind", sa.String(40), nullable=False),
    sa.Column("raw_hash", sa.String(64), nullable=False),
    sa.Column("clean_hash", sa.String(64), nullable=False),
    sa.Column("status", sa.String(10), sa.CheckConstraint("status IN ('accepted', 'held')"), nullable=False),
    sa.Column("issues", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
_redaction = sa.Table(
    "redaction",
    _metadata,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("done_at", sa.String(27), nullable=False),
    sa.Column("done_by", sa.String(200), nullable=False),
    sa.Column("why", sa.String(2000), nullable=False),
    sa.Column("contents", sa.Integer, nullable=False),
    sa.Column("snapshots", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
_GUARDED = ("content", "snapshot", "redaction")


def open_store() -> "Store":
    """Return the store that HISTORY_URL names, SQLite in ``var/`` without it. Nothing is opened yet."""
    return Store(setting("HISTORY_URL"))


class Store:
    """A history of snapshots, safe for threads and processes. Nothing is opened before it is used.

    Whatever stops the store from doing its work, its methods raise `StoreFault` and nothing else.
    """

    def __init__(self, url: str | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Name the database by its address; ``clock`` dates redactions and files that are set aside."""
        self._address = url or f"sqlite:///{DEFAULT}"
        self._clock = clock
        self._opening = RLock()
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self._contents = _Contents()
        self._loaded = _Memory[str, Checked](_MEMORY)

    # Writing

    def put(
        self,
        book: RawBook,
        checked: Checked,
        taken_at: datetime,
        source_key: str,
        status: str = ACCEPTED,
        *,
        reason: Any = None,
    ) -> Entry | None:
        """Store one read; return its entry, or None when nothing changed since the source's newest entry.

        ``book`` is what `data.history.grid.redacted` gave; ``source_key`` names the source without path or secret, its
        kind up to a colon. When it returns, the entry is safe on the disk.
        """
        kept = _Kept(grid.to_lines(book)), _Kept(lines.to_lines(checked))
        values = {
            "id": checked.snapshot.id,
            "taken_at": _instant(taken_at),
            "source": source_key,
            "source_kind": source_key.partition(":")[0][:40],
            "raw_hash": kept[0].digest,
            "clean_hash": kept[1].digest,
            "status": status,
            "issues": json.dumps(Counter(issue.severity.value for issue in checked.issues)),
            "reason": None if reason is None else json.dumps(reason),
            "schema_version": lines.FORM,
        }
        with self._session("write") as db:
            return _put(db, self._contents, kept, values)

    # Reading

    def newest(self, source_key: str | None = None, status: str = ACCEPTED) -> Entry | None:
        """Return the newest entry, of one source or of any."""
        return next(iter(self._find(_snapshot.c.status == status, *_of(source_key), limit=1)), None)

    def entries(self, since: date | None = None, until: date | None = None, limit: int = 1000) -> tuple[Entry, ...]:
        """Return entries, held ones too, the newest first, taken in Riga from one day to another, both included."""
        conditions = [_snapshot.c.taken_at >= _midnight(since)] if since else []
        conditions += [_snapshot.c.taken_at < _end(until)] if until else []
        return self._find(*conditions, limit=limit)

    def find(self, snapshot_id: str) -> Entry | None:
        """Return the newest accepted entry of a snapshot's id. What was held has no address."""
        return next(iter(self._find(_snapshot.c.id == snapshot_id, _snapshot.c.status == ACCEPTED, limit=1)), None)

    def at(self, day: date, source_key: str | None = None) -> Entry | None:
        """Return what stood at the end of a day in Riga: the last accepted entry taken until then."""
        last = sa.select(_snapshot).where(_snapshot.c.status == ACCEPTED, _snapshot.c.taken_at < _end(day))
        last = last.where(*_of(source_key)).order_by(_snapshot.c.taken_at.desc(), _snapshot.c.number.desc())
        with self._session("read") as db:
            return next(_entries(db.execute(last.limit(_MEMORY))), None)

    def _find(self, *conditions: sa.ColumnElement[bool], limit: int) -> tuple[Entry, ...]:
        query = sa.select(_snapshot).where(*conditions).order_by(_snapshot.c.number.desc()).limit(limit)
        with self._session("read") as db:
            return tuple(_entries(db.execute(query)))

    def checked(self, entry: Entry) -> Checked:
        """Return an entry's snapshot with its issues, equal to what was stored.

        Raises `StoreFault` ("content_damaged") when its content does not match its checksum.
        """
        if known := self._loaded.get(entry.clean_hash):
            return known
        own = self._load(entry, entry.clean_hash)
        try:
            checked = lines.from_lines(own)
        except lines.UnreadableError as error:
            raise StoreFault("content_unreadable", snapshot=entry.id) from error
        if checked.snapshot.id != entry.id:
            raise StoreFault("content_damaged", snapshot=entry.id)
        self._loaded.put(entry.clean_hash, checked)
        return checked

    def snapshot(self, entry: Entry) -> Snapshot:
        """Return an entry's snapshot; raises `StoreFault` as `checked` does."""
        return self.checked(entry).snapshot

    def raw(self, entry: Entry) -> RawBook:
        """Return the grid that was read, without personal data; raises `StoreFault` as `checked` does."""
        try:
            return grid.from_lines(self._load(entry, entry.raw_hash))
        except lines.UnreadableError as error:
            raise StoreFault("content_unreadable", snapshot=entry.id) from error

    def _load(self, entry: Entry, digest: str) -> list[str]:
        with self._session("read") as db:
            if content := self._contents.find(db, digest):
                return content.lines
        raise StoreFault("content_damaged", snapshot=entry.id)

    def newest_sound(self, source_key: str | None = None) -> Sound:
        """Return the newest accepted entry whose content is sound, walking back over damaged ones and naming them."""
        damaged: list[Entry] = []
        before: list[sa.ColumnElement[bool]] = []
        while batch := self._find(_snapshot.c.status == ACCEPTED, *_of(source_key), *before, limit=KEYFRAME_EVERY):
            for entry in batch:
                try:
                    return Sound(entry, self.checked(entry), tuple(damaged))
                except StoreFault as fault:
                    if fault.code not in DAMAGE:
                        raise
                    damaged.append(entry)
            before = [_snapshot.c.number < batch[-1].number]
        return Sound(None, None, tuple(damaged))

    def versions(self, *codes: str, source_key: str | None = None) -> Iterator[tuple[Entry, Snapshot]]:
        """Give the accepted entries, the oldest first, each time one of the named tables changed.

        The snapshots hold these tables alone; damaged ones are passed over.
        """
        query = sa.select(_snapshot).where(_snapshot.c.status == ACCEPTED, *_of(source_key))
        contents, before = _Contents(), None
        with self._session("read") as db:
            entries = list(_entries(db.execute(query.order_by(_snapshot.c.number))))
        for entry in entries:
            with self._session("read") as db:
                content = contents.find(db, entry.clean_hash)
            if content is None:
                continue
            found = [part for part in lines.sections(content.lines)[0] if part.code in codes]
            parts = [(part.names, content.lines[part.start : part.end]) for part in found]
            if parts != before:
                before = parts
                with suppress(lines.UnreadableError):
                    yield entry, lines.from_lines(content.lines, codes).snapshot

    # Care

    def verify(self) -> tuple[Damage, ...]:
        """Load every content anew, compare it with its checksum, and name what does not hold."""
        found: list[Damage] = []
        contents = _Contents()
        with self._session("read") as db:
            if db.dialect.name == "sqlite" and db.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
                found.append(Damage(None, "file"))
            rows = db.execute(sa.select(_snapshot).order_by(_snapshot.c.number)).all()
            entries = list(_entries(rows))
            if len(entries) < len(rows):
                found.append(Damage(None, "file"))
            for entry in entries:
                parts = {"raw": entry.raw_hash, "rows": entry.clean_hash}
                found += [Damage(entry, part) for part, own in parts.items() if not contents.find(db, own)]
        return tuple(found)

    def backup(self, path: Path) -> None:
        """Write a copy of an SQLite store as it is at one instant, beside running readers and writers."""
        if self._url().get_backend_name() != "sqlite":
            raise StoreFault("backup_other")
        part = path.with_name(f"{path.name}.part")
        try:
            if path.exists():
                raise FileExistsError
            part.unlink(missing_ok=True)
            with self._session("none") as db:
                db.exec_driver_sql("VACUUM INTO ?", (str(part),))
            with part.open("rb") as file:
                os.fsync(file.fileno())
            os.link(part, path)
        except FileExistsError as error:
            raise StoreFault("backup_exists", name=path.name) from error
        except (OSError, StoreFault) as error:
            raise StoreFault("backup_failed", name=path.name) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def redact(self, text: str, by: str, why: str) -> Redaction:
        """Replace a text by "[…]" in everything stored, whatever its case and spacing, and keep who, when and why.

        The one way in which anything stored is ever changed. Snapshots keep their ids, contents get new checksums.
        Backups and files that were set aside are not touched.
        """
        eraser = Eraser(text)
        if eraser.length < REDACT_AT_LEAST:
            raise StoreFault("redact_short", least=str(REDACT_AT_LEAST))
        if not by.strip() or not why.strip() or eraser.cell(by) != by or eraser.cell(why) != why:
            raise StoreFault("redact_named")
        with self._session("write") as db, _unguarded(db):
            new_hashes, contents, unread = _redact_contents(db, eraser)
            snapshots = _redact_snapshots(db, eraser, new_hashes)
            said = {"done_at": _instant(self._clock()), "done_by": by.strip()[:200], "why": why.strip()[:2000]}
            db.execute(sa.insert(_redaction).values(contents=contents, snapshots=snapshots, **said))
        self._contents = _Contents()
        self._loaded = _Memory(_MEMORY)
        return Redaction(contents, snapshots, unread, self._wiped())

    def _wiped(self) -> bool:
        """Write the database anew, so that no old byte stays in it; tell whether that went well."""
        try:
            with self._session("none") as db:
                if db.dialect.name != "sqlite":
                    db.exec_driver_sql("VACUUM FULL content")
                    return True
                db.exec_driver_sql("VACUUM")
                return not db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        except StoreFault:
            return False

    def redactions(self) -> tuple[tuple[datetime, str, str], ...]:
        """Return when, by whom and why something was redacted, the oldest first."""
        with self._session("read") as db:
            rows = db.execute(sa.select(_redaction).order_by(_redaction.c.number)).all()
        return tuple((datetime.fromisoformat(row.done_at), row.done_by, row.why) for row in rows)

    def status(self) -> StoreStatus:
        """Return how the store is. Never raises."""
        try:
            url = self._url()
        except StoreFault as fault:
            return StoreStatus("?", fault=fault)
        kind, path = _KINDS[url.get_backend_name()], _path(url)
        aside: tuple[str, ...] = ()
        free = None
        with suppress(OSError):
            aside = tuple(sorted(other.name for other in path.parent.glob(f"{path.name}.damaged-*Z"))) if path else ()
            free = shutil.disk_usage(path.parent).free if path else None
        try:
            with self._session("read") as db:
                states = Counter(db.execute(sa.select(_snapshot.c.status)).scalars())
                size = _size(db, path)
            newest = self.newest()
        except StoreFault as fault:
            return StoreStatus(kind, free=free, set_aside=aside, fault=fault)
        unwritable = self._unwritable()
        return StoreStatus(
            kind, size, free, states.total(), states[HELD], newest, unwritable is None, aside, unwritable
        )

    def _unwritable(self) -> StoreFault | None:
        """Try to write a row that is taken back at once."""
        try:
            with suppress(_TakenBackError), self._session("write") as db:
                nothing = {"done_at": "", "done_by": "", "why": "", "contents": 0, "snapshots": 0}
                db.execute(sa.insert(_redaction).values(nothing))
                raise _TakenBackError
        except StoreFault as fault:
            return fault
        return None

    def close(self) -> None:
        """Close the connections; the next use opens them again."""
        with self._opening:
            if self._engine:
                self._engine.dispose()
            self._engine = None

    # The database

    def _url(self) -> URL:
        try:
            url = make_url(self._address)
        except (ArgumentError, ValueError) as error:
            raise StoreFault("store_url") from error
        if url.get_backend_name() not in _KINDS or (url.get_backend_name() == "sqlite" and not _path(url)):
            raise StoreFault("store_url")
        return url

    def _opened(self) -> Engine:
        """Return the engine; open it at first use, and again when the file is no longer the one that was opened."""
        with self._opening:
            url = self._url()
            path = _path(url)
            if self._engine and (path is None or _identity(path) == self._file):
                return self._engine
            self.close()
            self._contents = _Contents()
            self._engine = _open_file(path, self._clock) if path else _open_server(url)
            self._file = _identity(path) if path else None
            return self._engine

    @contextmanager
    def _session(self, mode: str) -> Iterator[Connection]:
        """Give a connection in a transaction, to "read" or to "write" alone, or in "none" for what bears none."""
        try:
            with _connected(self._opened(), mode) as db:
                yield db
        except (*_ERRORS, OSError, ImportError) as error:
            raise _fault(error) from error


# Contents


class _Memory(Generic[K, V]):
    """The last few of something, safe for threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


class _Kept:
    """Lines about to be stored, with their text and its checksum."""

    def __init__(self, own: list[str]) -> None:
        self.lines = own
        self.text = lines.text_of(own)
        self.digest = hashlib.sha256(self.text).hexdigest()


class _Content(NamedTuple):
    """A stored content, unpacked and found sound."""

    number: int
    depth: int
    lines: list[str]


class _Contents:
    """Reads contents and remembers the last few, so that a step's base is mostly at hand."""

    def __init__(self) -> None:
        self._memory = _Memory[tuple[int, str], _Content](_MEMORY)

    def find(self, db: Connection, digest: str) -> _Content | None:
        """Return the content with a checksum, from a row that still matches it; None where there is none."""
        numbers = sa.select(_content.c.number).where(_content.c.hash == digest).order_by(_content.c.number.desc())
        for number in db.execute(numbers).scalars().all():
            if known := self._memory.get((number, digest)):
                return known
            try:
                depth, own, _ = self.unpacked(db, number)
            except deltas.DamagedError:
                continue
            if _Kept(own).digest == digest:
                content = _Content(number, depth, own)
                self.remember(digest, content)
                return content
        return None

    def remember(self, digest: str, content: _Content) -> None:
        """Keep a content at hand."""
        self._memory.put((content.number, digest), content)

    def unpacked(self, db: Connection, number: int) -> tuple[int, list[str], list[str]]:
        """Return a content's depth, its lines and those of its base, all as they stand, without their checksums.

        Raises `data.history.deltas.DamagedError`.
        """
        bodies: list[bytes] = []
        depth, base = None, []
        at: int | None = number
        while at is not None:
            row = db.execute(sa.select(_content).where(_content.c.number == at)).first()
            if row is None or not _usable(row) or len(bodies) > KEYFRAME_EVERY:
                raise deltas.DamagedError("a step without its base")
            depth = row.depth if depth is None else depth
            if bodies and (known := self._memory.get((at, row.hash))):
                base = known.lines
                break
            bodies.append(row.body)
            at = row.base
        own = base
        for body in reversed(bodies):
            base, own = own, deltas.unpack(body, own)
        return depth or 0, own, base


def _usable(row: Any) -> bool:
    """Tell whether a content's row is one that could have been written: its base came before it."""
    base = row.base is None or (isinstance(row.base, int) and row.base < row.number)
    return base and isinstance(row.body, bytes) and isinstance(row.depth, int)


def _put(db: Connection, contents: _Contents, kept: tuple[_Kept, _Kept], values: dict[str, Any]) -> Entry | None:
    """Add a snapshot unless it is what its source's newest one was."""
    same = sa.select(_snapshot).where(_snapshot.c.source == values["source"]).order_by(_snapshot.c.number.desc())
    newest = base = db.execute(same.limit(1)).first()
    if newest and all(getattr(newest, name) == values[name] for name in ("raw_hash", "clean_hash", "status")):
        return None
    if base and base.status != ACCEPTED:
        base = db.execute(same.where(_snapshot.c.status == ACCEPTED).limit(1)).first()
    _keep(db, contents, kept[0], base.raw_hash if base else None)
    _keep(db, contents, kept[1], base.clean_hash if base else None)
    return _entry(db.execute(sa.insert(_snapshot).values(values).returning(_snapshot)).one())


def _keep(db: Connection, contents: _Contents, own: _Kept, base_hash: str | None) -> None:
    """Store a content unless it is there and sound: as a step from the base, or whole."""
    if contents.find(db, own.digest):
        return
    base = contents.find(db, base_hash) if base_hash else None
    number, depth, body = _packed(own, base)
    values = {"hash": own.digest, "base": number, "depth": depth, "body": body, "bytes": len(own.text)}
    added = db.execute(sa.insert(_content).values(values).returning(_content.c.number)).scalar_one()
    contents.remember(own.digest, _Content(added, depth, own.lines))


def _packed(own: _Kept, base: _Content | None) -> tuple[int | None, int, bytes]:
    if base and base.depth + 1 < KEYFRAME_EVERY and (step := deltas.pack_step(own.lines, base.lines)):
        return base.number, base.depth + 1, step
    return None, 0, deltas.pack(own.lines, own.text)


def _redact_contents(db: Connection, eraser: Eraser) -> tuple[dict[str, str], int, int]:
    """Rewrite every content that holds a text, and what stands on it; return the hashes by old one, done and unread.

    The last comes first, so that each is unpacked from what its base still is.
    """
    contents, hashes, done, unread = _Contents(), dict[str, str](), 0, 0
    for number in db.execute(sa.select(_content.c.number).order_by(_content.c.number.desc())).scalars().all():
        row = db.execute(sa.select(_content.c.hash, _content.c.base).where(_content.c.number == number)).one()
        try:
            depth, old, old_base = contents.unpacked(db, number)
        except deltas.DamagedError:
            old = []
        if not old or _Kept(old).digest != row.hash:
            unread += 1
            continue
        new, base = eraser.lines(old), eraser.lines(old_base) if old_base else []
        if new is old and base is old_base:
            continue
        own = _Kept(new)
        at, depth, body = _packed(own, _Content(row.base, depth - 1, base) if row.base else None)
        values = {"hash": own.digest, "base": at, "depth": depth, "body": body, "bytes": len(own.text)}
        db.execute(sa.update(_content).where(_content.c.number == number).values(values))
        hashes[row.hash] = own.digest
        done += new is not old
    return hashes, done, unread


def _redact_snapshots(db: Connection, eraser: Eraser, hashes: Mapping[str, str]) -> int:
    """Let snapshots follow their contents, take the text out of their reasons; return how many it concerned."""
    done = 0
    for row in db.execute(sa.select(_snapshot)).all():
        raw, clean = hashes.get(row.raw_hash, row.raw_hash), hashes.get(row.clean_hash, row.clean_hash)
        reason = row.reason and json.dumps(eraser.value(json.loads(row.reason)))
        if (raw, clean, reason) != (row.raw_hash, row.clean_hash, row.reason):
            values = {"raw_hash": raw, "clean_hash": clean, "reason": reason}
            db.execute(sa.update(_snapshot).where(_snapshot.c.number == row.number).values(values))
            done += 1
    return done


def _entry(row: Any) -> Entry:
    """Return a row as an entry; raises `StoreFault` where it is damaged."""
    try:
        taken_at, issues = datetime.fromisoformat(row.taken_at), dict(json.loads(row.issues))
        reason = None if row.reason is None else json.loads(row.reason)
        "".join((row.id, row.source, row.status, row.raw_hash, row.clean_hash))
    except (ValueError, TypeError) as error:
        raise StoreFault("content_damaged", snapshot=str(row.id)) from error
    return Entry(row.number, row.id, taken_at, row.source, row.status, issues, reason, row.raw_hash, row.clean_hash)


def _entries(rows: Iterable[Any]) -> Iterator[Entry]:
    """Give the rows that can be read as entries; `Store.verify` names the others."""
    for row in rows:
        with suppress(StoreFault):
            yield _entry(row)


def _of(source_key: str | None) -> list[sa.ColumnElement[bool]]:
    return [_snapshot.c.source == source_key] if source_key is not None else []


def _instant(when: datetime) -> str:
    """Write an instant so that texts are in the order of time."""
    if when.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return f"{when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _midnight(day: date) -> str:
    """Return the instant at which a day begins in Riga; the ends of the calendar stand for themselves."""
    try:
        return _instant(datetime.combine(day, time(), RIGA))
    except OverflowError:
        return day.isoformat()


def _end(day: date) -> str:
    return _midnight(day + timedelta(days=1)) if day < date.max else "~"


# The database. All that only one kind of database knows stands below.


def _append_only(dialect: str) -> Iterator[tuple[str, str]]:
    """Give, by database, what guards the tables: how a guard is taken away and how it is set up."""
    for table in _GUARDED:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            if dialect == "sqlite":
                act = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
                yield f"DROP TRIGGER {name}", f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} {act}"
            else:
                act = "FOR EACH STATEMENT EXECUTE FUNCTION history_append_only()"
                own = f"CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table} {act}"
                yield f"DROP TRIGGER {name} ON {table}", own


_REFUSE = """CREATE OR REPLACE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN RAISE EXCEPTION ''append-only''; END'"""


def _prepare(db: Connection) -> None:
    """Set up the tables and what guards them, where they are not there yet."""
    _metadata.create_all(db)
    if db.dialect.name == "postgresql":
        db.exec_driver_sql(_REFUSE)
    for _, guard in _append_only(db.dialect.name):
        db.exec_driver_sql(guard)


@contextmanager
def _unguarded(db: Connection) -> Iterator[None]:
    """Lift the guards within a transaction: nobody else ever sees the tables without them."""
    guards = list(_append_only(db.dialect.name))
    for lift, _ in guards:
        db.exec_driver_sql(lift)
    yield
    for _, guard in guards:
        db.exec_driver_sql(guard)


@contextmanager
def _connected(engine: Engine, mode: str) -> Iterator[Connection]:
    options: dict[str, Any] = {"store_mode": mode}
    if mode == "none" and engine.dialect.name != "sqlite":
        options["isolation_level"] = "AUTOCOMMIT"
    with engine.connect() as plain:
        db = plain.execution_options(**options)
        with db.begin():
            if mode == "write" and db.dialect.name == "postgresql":
                db.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield db


def _open_server(url: URL) -> Engine:
    try:
        engine = sa.create_engine(url, pool_pre_ping=True, max_overflow=20, pool_timeout=_WAIT)
        with _connected(engine, "write") as db:
            _prepare(db)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreFault("store_url") from error
    return engine


def _path(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).absolute()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _size(db: Connection, path: Path | None) -> int:
    if path is None:
        sizes = (sa.func.pg_total_relation_size(name) for name in _GUARDED)
        return sum(db.execute(sa.select(*sizes)).one())
    files = (path.with_name(path.name + ending) for ending in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _engine_of(path: Path, *, mode: str = "rw") -> Engine:
    """Return the engine of an SQLite file; "rwc" makes it, "ro" reads where nothing may be written."""
    query = f"mode={mode}"
    if mode == "ro" and not path.with_name(f"{path.name}-wal").exists():
        query += "&immutable=1"

    def connect() -> sqlite3.Connection:
        uri = f"{path.as_uri()}?{query}"
        own = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        own.text_factory = _text
        return own

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=20, pool_timeout=_WAIT)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        if mode != "ro":
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(db: Connection) -> None:
        kind = db.get_execution_options().get("store_mode")
        if kind != "none":
            db.exec_driver_sql("BEGIN IMMEDIATE" if kind == "write" else "BEGIN")

    return engine


def _text(raw: bytes) -> str:
    """Return a text of the file; a damaged one must not keep its neighbours from being read."""
    return raw.decode("utf-8", "replace")


def _open_file(path: Path, clock: Callable[[], datetime]) -> Engine:
    """Open an SQLite file. A damaged one is set aside; what can be read of it is carried over into a new one."""
    folder = path.parent
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        if not path.exists():
            raise PermissionError(errno.EACCES, "read-only")
        return _engine_of(path, mode="ro")
    with (folder / f"{path.name}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists() and not _opens(path):
            if path.suffix not in _SUFFIXES:
                raise StoreFault("store_url")
            aside, carried, lost = _replace(path, clock())
            log.warning(
                "The history was damaged and is set aside as %s; %d entries are carried over, %d could not be read.",
                aside.name,
                carried,
                lost,
            )
        elif not path.exists():
            _create(path)
            path.with_name(f"{path.name}.new").rename(path)
    return _engine_of(path)


def _opens(path: Path) -> bool:
    """Tell whether a file is a store that can be used; tables that are missing are set up."""
    if path.stat().st_size == 0:
        return False
    engine = _engine_of(path)
    try:
        with _connected(engine, "write") as db:
            sound: bool = db.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
            if sound:
                _prepare(db)
        return sound
    except _ERRORS as error:
        if _fault(error).code != "store_damaged":
            raise
        return False
    finally:
        engine.dispose()


def _create(path: Path, damaged: Path | None = None) -> tuple[int, int]:
    """Make a new store, with what can be read of a damaged one, and only then let it be seen.

    Returns how many entries were carried over and how many were lost.
    """
    new = path.with_name(f"{path.name}.new")
    for ending in _ENDINGS:
        path.with_name(new.name + ending).unlink(missing_ok=True)
    engine = _engine_of(new, mode="rwc")
    try:
        with _connected(engine, "write") as db:
            _prepare(db)
            carried, lost = _carry_over(db, damaged) if damaged and damaged.stat().st_size else (0, 0)
    finally:
        engine.dispose()
    with new.open("rb") as file:
        os.fsync(file.fileno())
    return carried, lost


def _replace(path: Path, now: datetime) -> tuple[Path, int, int]:
    """Put a new store in a damaged one's place and keep that beside it under another name; nothing is deleted."""
    carried, lost = _create(path, path)
    aside = path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%S.%f}Z")
    for ending in _ENDINGS:
        with suppress(FileNotFoundError):
            os.link(path.with_name(path.name + ending), aside.with_name(aside.name + ending))
    for ending in _ENDINGS[1:]:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.with_name(f"{path.name}.new").replace(path)
    return aside, carried, lost


def _carry_over(db: Connection, damaged: Path) -> tuple[int, int]:
    """Copy every entry that is still sound out of a damaged file; return how many were and how many were not."""
    contents, carried, lost = _Contents(), 0, 0
    for table, values, kept in _salvaged(damaged):
        if table is _redaction:
            db.execute(sa.insert(_redaction).values(values))
        elif kept:
            _put(db, contents, kept, values)
            carried += 1
        else:
            lost += 1
    return carried, lost


def _salvaged(damaged: Path) -> Iterator[tuple[sa.Table, dict[str, Any], tuple[_Kept, _Kept] | None]]:
    """Give the rows of a damaged file that can be read, snapshots with their contents where both are sound."""
    engine, contents = _engine_of(damaged), _Contents()
    try:
        with _connected(engine, "read") as db:
            for row in _readable(db, _redaction):
                said = {name: value for name, value in row._asdict().items() if name != "number"}
                if [type(value) for value in said.values()] == [str, str, str, int, int]:
                    yield _redaction, said, None
            for row in _readable(db, _snapshot):
                values = {name: value for name, value in row._asdict().items() if name != "number"}
                yield _snapshot, values, _both(db, contents, row)
    except _ERRORS:
        return
    finally:
        engine.dispose()


def _both(db: Connection, contents: _Contents, row: Any) -> tuple[_Kept, _Kept] | None:
    """Return the two contents of a snapshot, None where it or one of them is damaged."""
    with suppress(StoreFault, *_ERRORS):
        raw, clean = contents.find(db, _entry(row).raw_hash), contents.find(db, row.clean_hash)
        if raw and clean and row.status in (ACCEPTED, HELD) and isinstance(row.schema_version, int):
            return _Kept(raw.lines), _Kept(clean.lines)
    return None


def _readable(db: Connection, table: sa.Table) -> list[Any]:
    """Return the rows of a table that can be read: from its first until a damaged place, and from its last."""
    found: dict[int, Any] = {}
    for order in (table.c.number, table.c.number.desc()):
        with suppress(*_ERRORS):
            for row in db.execute(sa.select(table).order_by(order)):
                found[row.number] = row
    return [found[number] for number in sorted(found)]


_SQLITE_FAULTS = {
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_IOERR: "store_full",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_CANTOPEN: "store_read_only",
    sqlite3.SQLITE_PERM: "store_read_only",
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
}
_ERRORS = (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError)
"""What a database throws; a damaged SQLite file may even have its own message torn."""
_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])


def _fault(error: BaseException) -> StoreFault:
    """Return what an error of the database or the disk means for whoever runs the dashboard."""
    origin = getattr(error, "orig", None) or error
    if isinstance(origin, sqlite3.Error):
        code = _SQLITE_FAULTS.get(getattr(origin, "sqlite_errorcode", 0) & 0xFF)
    elif isinstance(origin, OSError):
        code = "store_full" if origin.errno in _FULL else "store_read_only"
    elif isinstance(error, UnicodeDecodeError):
        code = "store_damaged"
    elif isinstance(error, PoolTimeoutError):
        code = "store_busy"
    else:
        code = "store_unreachable" if type(origin).__name__ == "OperationalError" else None
    return StoreFault(code) if code else StoreFault("store_failed", reason=type(origin).__name__)
