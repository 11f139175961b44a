"""Putting a copy of a history in its place: judged whole before anything changes, and then all of it or nothing.

The copy is taken beside the history first, so that what was judged is what is put there; the last step is one rename.
Whatever is killed on the way leaves the history as it was, and at most a file whose name begins with a point.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from data.store import lines
from data.store.contents import Contents
from data.store.engines import connected, engine_of
from data.store.errors import ERRORS
from data.store.faults import StoreFault
from data.store.files import locked, sweep
from data.store.tables import SNAPSHOT, newer, there

_ENDINGS = ("", "-wal", "-shm")


@contextmanager
def sound_copy(backup: Path, folder: Path | None = None) -> Iterator[Path]:
    """Give a copy of a backup, in a folder, that is sound and not of a later version; it is gone afterwards.

    Raises `StoreFault`: "restore_missing", "restore_damaged", "restore_newer" or "restore_failed".
    """
    if not backup.is_file() or not os.access(backup, os.R_OK):
        raise StoreFault("restore_missing", name=backup.name)
    if folder is None:
        with TemporaryDirectory() as own, sound_copy(backup, Path(own)) as copy:
            yield copy
        return
    copy = folder / f".{backup.name}.{token_hex(4)}.restore"
    try:
        for ending in ("", "-wal"):
            source = backup.with_name(backup.name + ending)
            if source.exists():
                _copied(source, copy.with_name(copy.name + ending))
        _judge(copy, backup.name)
        yield copy
    except OSError as error:
        raise StoreFault("restore_failed", name=backup.name) from error
    finally:
        for ending in _ENDINGS:
            with suppress(OSError):
                copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("xb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())


def _judge(copy: Path, name: str) -> None:
    """Raise `StoreFault` unless every content is there and is what its checksum says."""
    damaged = StoreFault("restore_damaged", name=name)
    if not copy.stat().st_size:
        raise damaged
    engine = engine_of(copy)
    try:
        with connected(engine, "read") as db:
            if db.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok" or not there(db):
                raise damaged
            if newer(db, lines.FORM):
                raise StoreFault("restore_newer", name=name)
            contents = Contents()
            for row in db.execute(SNAPSHOT.select().order_by(SNAPSHOT.c.number)):
                if not all(contents.find(db, digest) for digest in (row.raw_hash, row.clean_hash)):
                    raise damaged
        with connected(engine, "none") as db:
            db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except ERRORS as error:
        raise damaged from error
    finally:
        engine.dispose()


def restored(backup: Path, path: Path, now: datetime, *, replace: bool) -> Path | None:
    """Put a backup at a path; return where the file that stood there is kept, None where there was none."""
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    with sound_copy(backup, folder) as copy:
        try:
            with locked(path):
                return _put(copy, path, now, replace=replace)
        except OSError as error:
            raise StoreFault("restore_failed", name=backup.name) from error


def _put(copy: Path, path: Path, now: datetime, *, replace: bool) -> Path | None:
    if path.exists() and not replace:
        raise StoreFault("restore_exists", option="--replace")
    owner = (path if path.exists() else path.parent).stat()
    if os.geteuid() == 0:  # root restores for the service, which has to write there afterwards
        os.chown(copy, owner.st_uid, owner.st_gid)
    copy.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o600)
    aside = None
    if path.exists():
        _settled(path)
        aside = path.with_name(f"{path.name}.before-{now.astimezone(UTC):%Y%m%dT%H%M%S.%f}Z")
        os.link(path, aside)
        for ending in _ENDINGS[1:]:
            with suppress(FileNotFoundError):
                os.link(path.with_name(path.name + ending), aside.with_name(aside.name + ending))
            path.with_name(path.name + ending).unlink(missing_ok=True)
    copy.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return aside


def _settled(path: Path) -> None:
    """Bring what stands in the log of the present file into it, so that it is whole by itself where it is readable."""
    engine = engine_of(path)
    with suppress(*ERRORS), connected(engine, "none") as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
