"""The database under the history, whichever it is: its sessions, and how it is copied, wiped and measured."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from data.store.engines import WAIT, connected, engine_of, open_server, server_of
from data.store.errors import ERRORS, fault_of
from data.store.faults import StoreFault
from data.store.files import CarryOver, identity, open_file, path_of, sweep
from data.store.restore import restored, sound_copy
from data.store.tables import GUARDED, append_only, entries, there

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


Opening = Literal["make", "find", "look"]
"""Whether a history that is not there is made, is a fault, or neither it nor anything that it lacks may be made."""


class Database:
    """One database, opened at first use and again when its file is no longer the one that was opened."""

    def __init__(
        self,
        address: str,
        clock: Callable[[], datetime],
        carry_over: CarryOver,
        opening: Opening = "make",
        *,
        named: bool = True,
    ) -> None:
        """Name a database by its address; ``clock`` dates files that are set aside.

        Where nobody ``named`` it, its folder need not be there either.
        """
        self._address = address
        self._named = named
        self._opening_as = opening
        self._clock = clock
        self._carry_over = carry_over
        self._opening = RLock()
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self.writes = 0

    def _url(self) -> URL:
        try:
            url = make_url(self._address)
        except (ArgumentError, ValueError) as error:
            raise StoreFault("store_url") from error
        if url.get_backend_name() not in _KINDS or (url.get_backend_name() == "sqlite" and not path_of(url)):
            raise StoreFault("store_url")
        return url

    @property
    def kind(self) -> str:
        """What a person calls this kind of database. Raises `StoreFault` for an address that cannot be used."""
        return _KINDS[self._url().get_backend_name()]

    def _opened(self) -> Engine:
        if not self._opening.acquire(timeout=WAIT):
            raise StoreFault("store_busy")
        try:
            url = self._url()
            path = path_of(url)
            if self._engine and (path is None or identity(path) == self._file):
                return self._engine
            self.close()
            if path and path.is_dir():
                raise StoreFault("store_url")
            if path and self._opening_as != "make" and not path.exists():
                raise StoreFault(
                    "store_folder" if self._named and not path.parent.is_dir() else "store_missing", name=path.name
                )
            if self._opening_as == "look":
                self._engine = self._looked_at(url, path)
            else:
                self._engine = open_file(path, self._clock, self._carry_over) if path else open_server(url)
            self._file = identity(path) if path else None
            return self._engine
        finally:
            self._opening.release()

    def _looked_at(self, url: URL, path: Path | None) -> Engine:
        missing = StoreFault("store_missing", name=path.name if path else url.database or "")
        if path and not path.stat().st_size:
            raise missing
        engine = engine_of(path) if path else server_of(url)
        with connected(engine, "read") as db:
            if not there(db):
                raise missing
        return engine

    @contextmanager
    def session(self, mode: str) -> Iterator[Connection]:
        """Give a connection in a transaction, to "read" or to "write" alone, or in "none" for what bears none.

        Whatever stops the database from doing its work is raised as `StoreFault`.
        """
        try:
            with connected(self._opened(), mode) as db:
                yield db
            self.writes += mode == "write"
        except (*ERRORS, OSError, ImportError) as error:
            raise fault_of(error) from error

    def held(self) -> Connection:
        """Return a connection outside of any transaction, the caller's to close; raises as the driver does."""
        return self._opened().connect().execution_options(isolation_level="AUTOCOMMIT", store_mode="none")

    @contextmanager
    def unguarded(self) -> Iterator[Connection]:
        """Give a connection to "write" for which the guards are lifted; nobody else ever sees the tables without."""
        with self.session("write") as db:
            guards = list(append_only(db.dialect.name))
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
        if not path_of(self._url()):
            raise StoreFault("backup_other")
        with self.session("read"):
            # What is wrong with the history is not said of its copy. A name of its own, since two may copy at once.
            part = path.with_name(f".{path.name}.{token_hex(4)}.part")
        try:
            if path.exists():
                raise FileExistsError
            sweep(path.parent)
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
            for ending in ("", "-journal"):
                with suppress(OSError):
                    part.with_name(part.name + ending).unlink(missing_ok=True)

    def take_back(self, backup: Path, *, replace: bool) -> Path | None:
        """Put a copy that `copy` wrote in this database's place; return where the file that stood there is kept.

        An SQLite history takes the file itself, its own set aside where ``replace`` allows it; a server's takes every
        entry in one transaction, and only where it holds none. Either all of it stands afterwards or nothing changed.
        """
        url = self._url()
        path = path_of(url)
        if path:
            self.close()
            return restored(backup, path, self._clock(), replace=replace)
        with sound_copy(backup) as file, self.session("write") as db:
            if entries(db):
                raise StoreFault("restore_full")
            damaged = engine_of(file)
            try:
                with damaged.connect() as source:
                    self._carry_over(source, db)
            finally:
                damaged.dispose()
        return None

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
        path = path_of(self._url())
        if path:
            files = (path.with_name(path.name + ending) for ending in ("", "-wal"))
            return sum(file.stat().st_size for file in files if file.exists())
        with self.session("read") as db:
            sizes = (sa.func.pg_total_relation_size(name) for name in GUARDED)
            return sum(db.execute(sa.select(*sizes)).one())

    def room(self) -> int | None:
        """Return how many bytes are free on its disk, None where that cannot be known."""
        path = path_of(self._url())
        with suppress(OSError):
            return shutil.disk_usage(path.parent).free if path else None
        return None

    def set_aside(self) -> tuple[str, ...]:
        """Return the names of the files that were damaged and set aside."""
        path = path_of(self._url())
        with suppress(OSError):
            return tuple(sorted(other.name for other in path.parent.glob(f"{path.name}.damaged-*Z"))) if path else ()
        return ()
