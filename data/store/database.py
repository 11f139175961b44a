"""The database under the history: its tables, how it is opened, guarded, copied and mended.

All that only one kind of database knows stands here: SQLite by default, PostgreSQL where HISTORY_URL names one.
"""

import errno
import fcntl
import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import Any, BinaryIO

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from data.store.faults import StoreFault

log = logging.getLogger("data")

_WAIT = 10
"""Seconds that a lock held elsewhere is waited for, and a server's answer."""
_SERVER = MappingProxyType({
    "connect_timeout": 5,
    "options": f"-c lock_timeout={_WAIT}s -c statement_timeout={2 * _WAIT}s "
    f"-c idle_in_transaction_session_timeout={6 * _WAIT}s",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
})  # fmt: skip
"""What libpq is told, so that neither a lock nor a network that is gone is waited for without end."""
_LOCK = 0x6F67706C
_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_SUFFIXES = (".sqlite3", ".sqlite", ".db")
_ENDINGS = ("", "-wal", "-shm")

CarryOver = Callable[[Connection, Connection], tuple[int, int]]
"""Copies what is sound from a damaged store into a new one; returns how many entries are and how many are not."""

_METADATA = sa.MetaData()
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CONTENT = sa.Table(
    "content",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, index=True),
    sa.Column("base", _Number),
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("bytes", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""A hash stands twice only where a damaged content came again: the later one is sound."""
SNAPSHOT = sa.Table(
    "snapshot",
    _METADATA,
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
REDACTION = sa.Table(
    "redaction",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("done_at", sa.String(27), nullable=False),
    sa.Column("done_by", sa.String(200), nullable=False),
    sa.Column("why", sa.String(2000), nullable=False),
    sa.Column("contents", sa.Integer, nullable=False),
    sa.Column("snapshots", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
APPROVAL = sa.Table(
    "approval",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("given_at", sa.String(27), nullable=False),
    sa.Column("source", sa.String(200), nullable=False, index=True),
    sa.Column("tab", sa.String(40), nullable=False),
    sa.Column("content", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)
"""What was approved by command, for whoever cannot add a tab; the sheet's own approvals are rows of it."""
_GUARDED = ("content", "snapshot", "redaction", "approval")


class Database:
    """One database, opened at first use and again when its file is no longer the one that was opened."""

    def __init__(self, address: str, clock: Callable[[], datetime], carry_over: CarryOver) -> None:
        """Name a database by its address; ``clock`` dates files that are set aside."""
        self._address = address
        self._clock = clock
        self._carry_over = carry_over
        self._opening = RLock()
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None

    def _url(self) -> URL:
        try:
            url = make_url(self._address)
        except (ArgumentError, ValueError) as error:
            raise StoreFault("store_url") from error
        if url.get_backend_name() not in _KINDS or (url.get_backend_name() == "sqlite" and not _path(url)):
            raise StoreFault("store_url")
        return url

    @property
    def kind(self) -> str:
        """What a person calls this kind of database. Raises `StoreFault` for an address that cannot be used."""
        return _KINDS[self._url().get_backend_name()]

    def _opened(self) -> Engine:
        if not self._opening.acquire(timeout=_WAIT):
            raise StoreFault("store_busy")
        try:
            url = self._url()
            path = _path(url)
            if self._engine and (path is None or _identity(path) == self._file):
                return self._engine
            self.close()
            self._engine = _open_file(path, self._clock, self._carry_over) if path else _open_server(url)
            self._file = _identity(path) if path else None
            return self._engine
        finally:
            self._opening.release()

    @contextmanager
    def session(self, mode: str) -> Iterator[Connection]:
        """Give a connection in a transaction, to "read" or to "write" alone, or in "none" for what bears none.

        Whatever stops the database from doing its work is raised as `StoreFault`.
        """
        try:
            with _connected(self._opened(), mode) as db:
                yield db
        except (*ERRORS, OSError, ImportError) as error:
            raise fault_of(error) from error

    @contextmanager
    def unguarded(self) -> Iterator[Connection]:
        """Give a connection to "write" for which the guards are lifted; nobody else ever sees the tables without."""
        with self.session("write") as db:
            guards = list(_append_only(db.dialect.name))
            for lift, _ in guards:
                db.exec_driver_sql(lift)
            yield db
            for _, guard in guards:
                db.exec_driver_sql(guard)

    def close(self) -> None:
        """Close the connections; the next use opens them again."""
        with self._opening:
            if self._engine:
                self._engine.dispose()
            self._engine = None

    def intact(self) -> bool:
        """Tell whether the file's own structure is sound; a server looks after its files itself."""
        with self.session("read") as db:
            return db.dialect.name != "sqlite" or db.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"

    def copy(self, path: Path) -> None:
        """Write an SQLite database as it is at one instant into a new file, beside running readers and writers."""
        if not _path(self._url()):
            raise StoreFault("backup_other")
        part = path.with_name(f"{path.name}.part")
        try:
            if path.exists():
                raise FileExistsError
            part.unlink(missing_ok=True)
            with self.session("none") as db:
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

    def wiped(self) -> bool:
        """Write the database anew, so that no byte stays of what it no longer holds; tell whether that went well."""
        try:
            with self.session("none") as db:
                if db.dialect.name != "sqlite":
                    db.exec_driver_sql("SET statement_timeout = 0")
                    db.exec_driver_sql("VACUUM FULL content")
                    db.exec_driver_sql("RESET statement_timeout")
                    return True
                db.exec_driver_sql("VACUUM")
                return not db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        except StoreFault:
            return False

    def size(self) -> int:
        """Return how many bytes it takes."""
        path = _path(self._url())
        if path:
            files = (path.with_name(path.name + ending) for ending in ("", "-wal"))
            return sum(file.stat().st_size for file in files if file.exists())
        with self.session("read") as db:
            sizes = (sa.func.pg_total_relation_size(name) for name in _GUARDED)
            return sum(db.execute(sa.select(*sizes)).one())

    def room(self) -> int | None:
        """Return how many bytes are free on its disk, None where that cannot be known."""
        path = _path(self._url())
        with suppress(OSError):
            return shutil.disk_usage(path.parent).free if path else None
        return None

    def set_aside(self) -> tuple[str, ...]:
        """Return the names of the files that were damaged and set aside."""
        path = _path(self._url())
        with suppress(OSError):
            return tuple(sorted(other.name for other in path.parent.glob(f"{path.name}.damaged-*Z"))) if path else ()
        return ()


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
    _METADATA.create_all(db)
    if db.dialect.name == "postgresql":
        db.exec_driver_sql(_REFUSE)
    for _, guard in _append_only(db.dialect.name):
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
        told = _SERVER if url.get_driver_name().startswith("psycopg") else {}
        # What the address itself says of these goes before.
        told = {name: value for name, value in told.items() if name not in url.query}
        engine = sa.create_engine(url, pool_pre_ping=True, max_overflow=20, pool_timeout=_WAIT, connect_args=told)
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


def _open_file(path: Path, clock: Callable[[], datetime], carry_over: CarryOver) -> Engine:
    """Open an SQLite file. A damaged one is set aside; what can be read of it is carried over into a new one."""
    folder = path.parent
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        if not path.exists():
            raise PermissionError(errno.EACCES, "read-only")
        return _engine_of(path, mode="ro")
    with (folder / f"{path.name}.lock").open("ab") as lock:
        _lock(lock)
        if path.exists() and not _opens(path):
            if path.suffix not in _SUFFIXES:
                raise StoreFault("store_url")
            aside, carried, lost = _replace(path, clock(), carry_over)
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


def _lock(file: BinaryIO) -> None:
    """Take a file for this process alone; raises `StoreFault` where another keeps it for too long."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise StoreFault("store_busy") from None
            time.sleep(0.05)
        else:
            return


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
    except ERRORS as error:
        if fault_of(error).code != "store_damaged":
            raise
        return False
    finally:
        engine.dispose()


def _create(path: Path, carry_over: CarryOver | None = None) -> tuple[int, int]:
    """Make a new store under another name; with ``carry_over``, with what can be read of the damaged one there.

    Returns how many entries were carried over and how many were lost.
    """
    new = path.with_name(f"{path.name}.new")
    for ending in _ENDINGS:
        path.with_name(new.name + ending).unlink(missing_ok=True)
    engine = _engine_of(new, mode="rwc")
    try:
        with _connected(engine, "write") as db:
            _prepare(db)
            found = _carried(path, db, carry_over) if carry_over and path.stat().st_size else (0, 0)
    finally:
        engine.dispose()
    with new.open("rb") as file:
        os.fsync(file.fileno())
    return found


def _carried(path: Path, db: Connection, carry_over: CarryOver) -> tuple[int, int]:
    damaged = _engine_of(path)
    try:
        source = damaged.connect()
    except ERRORS:
        return 0, 0
    try:
        return carry_over(source, db)
    finally:
        with suppress(*ERRORS):
            source.close()
        damaged.dispose()


def _replace(path: Path, now: datetime, carry_over: CarryOver) -> tuple[Path, int, int]:
    """Put a new store in a damaged one's place and keep that beside it under another name; nothing is deleted."""
    carried, lost = _create(path, carry_over)
    aside = path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%S.%f}Z")
    for ending in _ENDINGS:
        with suppress(FileNotFoundError):
            os.link(path.with_name(path.name + ending), aside.with_name(aside.name + ending))
    for ending in _ENDINGS[1:]:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.with_name(f"{path.name}.new").replace(path)
    return aside, carried, lost


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
ERRORS = (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError)
"""What a database throws; a damaged SQLite file may even have its own message torn."""
_SERVER_FAULTS = {"55P03": "store_busy", "57014": "store_busy", "53": "store_full", "25006": "store_read_only"}
"""By SQLSTATE or its class: a lock or an answer waited for too long, no room, nothing may be written."""
_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])


def _unreachable(origin: BaseException) -> str | None:
    return "store_unreachable" if type(origin).__name__ in ("OperationalError", "AdminShutdown") else None


def fault_of(error: BaseException) -> StoreFault:
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
    elif state := getattr(origin, "sqlstate", None):
        code = _SERVER_FAULTS.get(state) or _SERVER_FAULTS.get(state[:2]) or _unreachable(origin)
    else:
        code = _unreachable(origin)
    return StoreFault(code) if code else StoreFault("store_failed", reason=type(origin).__name__)
