"""How SQLite and PostgreSQL are reached: a lock is waited for only so long, a transaction says what it is for."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from data.store.faults import StoreFault
from data.store.tables import prepare

WAIT = 10
"""Seconds that a lock held elsewhere is waited for, and a server's answer."""
_SERVER = MappingProxyType(
    {
        "connect_timeout": 5,
        "options": f"-c lock_timeout={WAIT}s -c statement_timeout={2 * WAIT}s "
        f"-c idle_in_transaction_session_timeout={6 * WAIT}s",
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }
)
"""What libpq is told, so that neither a lock nor a network that is gone is waited for without end."""
_LOCK = 0x6F67706C


@contextmanager
def connected(engine: Engine, mode: str) -> Iterator[Connection]:
    """Give a connection in a transaction, by mode as `Database.session` has them."""
    options: dict[str, Any] = {"store_mode": mode}
    if mode == "none" and engine.dialect.name != "sqlite":
        options["isolation_level"] = "AUTOCOMMIT"
    with engine.connect() as plain:
        db = plain.execution_options(**options)
        with db.begin():
            if mode == "write" and db.dialect.name == "postgresql":
                db.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield db


def open_server(url: URL) -> Engine:
    """Open a database that a server keeps, its tables set up. Raises `StoreFault` as `server_of`."""
    engine = server_of(url)
    with connected(engine, "write") as db:
        prepare(db)
    return engine


def server_of(url: URL) -> Engine:
    """Return the engine of a database that a server keeps. Raises `StoreFault` where no driver knows the address."""
    try:
        told = _SERVER if url.get_driver_name().startswith("psycopg") else {}
        # What the address itself says of these goes before.
        told = {name: value for name, value in told.items() if name not in url.query}
        return sa.create_engine(url, pool_pre_ping=True, max_overflow=20, pool_timeout=WAIT, connect_args=told)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreFault("store_url") from error


def engine_of(path: Path, *, mode: str = "rw") -> Engine:
    """Return the engine of an SQLite file; "rwc" makes it, "ro" reads where nothing may be written."""
    query = f"mode={mode}"
    if mode == "ro" and not path.with_name(f"{path.name}-wal").exists():
        query += "&immutable=1"

    def connect() -> sqlite3.Connection:
        uri = f"{path.as_uri()}?{query}"
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
        connection.text_factory = _text
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=20, pool_timeout=WAIT)

    @event.listens_for(engine, "connect")
    def keep_safe(connection: sqlite3.Connection, _: object) -> None:
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
