"""The file of an SQLite history: how it is made, locked, and replaced when it is damaged."""

import errno
import fcntl
import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.engine import URL, Connection, Engine

from data.store.engines import WAIT, connected, engine_of
from data.store.errors import ERRORS, fault_of
from data.store.faults import StoreFault
from data.store.tables import prepare

log = logging.getLogger("data")

_SUFFIXES = (".sqlite3", ".sqlite", ".db")
_ENDINGS = ("", "-wal", "-shm")
_UNFINISHED = re.compile(r"\..+\.[0-9a-f]{8}\.(part|restore)(-journal|-wal|-shm)?")
_LEFT_SECONDS = 86_400

CarryOver = Callable[[Connection, Connection], tuple[int, int]]
"""Copies what is sound from a damaged store into a new one; returns how many entries are and how many are not."""


def path_of(url: URL) -> Path | None:
    """Return the file that an address names, None for a server or a database in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).absolute()


def sweep(folder: Path) -> None:
    """Remove what copies and restores that were killed have left in a folder, once it is a day old."""
    with suppress(OSError):
        for left in folder.iterdir():
            if _UNFINISHED.fullmatch(left.name) and time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                left.unlink(missing_ok=True)


def identity(path: Path) -> tuple[int, int] | None:
    """Return which file stands at a path now, whatever its name was before; None where none does."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def open_file(path: Path, clock: Callable[[], datetime], carry_over: CarryOver) -> Engine:
    """Open an SQLite file. A damaged one is set aside; what can be read of it is carried over into a new one."""
    folder = path.parent
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        if not path.exists():
            raise PermissionError(errno.EACCES, "read-only")
        return engine_of(path, mode="ro")
    with locked(path):
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
    return engine_of(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep others from making, setting aside or restoring an SQLite file meanwhile; raises `StoreFault` as `_lock`."""
    with path.with_name(f"{path.name}.lock").open("ab") as lock:
        _lock(lock)
        yield


def _lock(file: BinaryIO) -> None:
    """Take a file for this process alone; raises `StoreFault` where another keeps it for too long."""
    end = time.monotonic() + WAIT
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
    engine = engine_of(path)
    try:
        with connected(engine, "write") as db:
            sound: bool = db.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
            if sound:
                prepare(db)
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
    engine = engine_of(new, mode="rwc")
    try:
        with connected(engine, "write") as db:
            prepare(db)
            counts = _carried(path, db, carry_over) if carry_over and path.stat().st_size else (0, 0)
    finally:
        engine.dispose()
    with new.open("rb") as file:
        os.fsync(file.fileno())
    return counts


def _carried(path: Path, db: Connection, carry_over: CarryOver) -> tuple[int, int]:
    damaged = engine_of(path)
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
