"""Which of several processes reads the source: the one that holds a lock of the database. The others show what it kept.

The lock is PostgreSQL's own and belongs to a connection, so that it is free again as soon as its holder stops, dies or
is cut off (the server then gives the connection up within half a minute).
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.store.database import Database
from data.store.errors import ERRORS
from data.store.faults import StoreFault
from data.store.tables import READING

_KEY = 0x6F676C64
GRACE = 5.0
"""Seconds for which the lock must have been free before one that followed takes it: after the database was away, the
one that led comes first, since it may hold what is not kept yet."""
_LOCKS = sa.table(
    "pg_locks",
    *map(sa.column, ("pid", "locktype", "classid", "objid", "objsubid", "granted", "database")),
)
_BASES = sa.table("pg_database", sa.column("oid"), sa.column("datname"))
_HOLDERS = sa.select(_LOCKS.c.pid, (_LOCKS.c.pid == sa.func.pg_backend_pid()).label("mine")).where(
    _LOCKS.c.locktype == "advisory",
    _LOCKS.c.classid == 0,
    _LOCKS.c.objid == _KEY,
    _LOCKS.c.objsubid == 1,
    _LOCKS.c.granted,
    _LOCKS.c.database.in_(sa.select(_BASES.c.oid).where(_BASES.c.datname == sa.func.current_database())),
)
# A server that hears nothing of a connection keeps it, and its lock, for two hours by itself.
_SHORT = (
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
    "SET tcp_user_timeout = 20000",
    "SET statement_timeout = 5000",
)


class Role(Enum):
    """What a process does: it reads the source; another one does; or none is known to, since the database is away."""

    LEADS = "leads"
    FOLLOWS = "follows"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reading:
    """How the reading process fares, for those that follow: what its source is called, and how its reads went.

    ``failure`` is the code, what was shown of it and the arguments of what the newest read failed with.
    """

    name: str | None = None
    read_at: datetime | None = None
    failing_since: datetime | None = None
    failure: tuple[str, str | None, Mapping[str, Any]] | None = None
    links: tuple[tuple[str, str], ...] = ()


class Leading:
    """Takes part in the choice of the one that reads. Safe for threads; never raises."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        """Ask nothing yet; ``clock`` gives seconds that only grow."""
        self._database, self._clock = database, clock
        self._lock = threading.Lock()
        self._wire: Connection | None = None
        self._pid: int | None = None
        self._followed = False
        self._free_since: float | None = None
        self.terms = 0
        """How often this process has taken the lead."""

    def role(self) -> Role:
        """Take the lead where it is free, and tell what this process is to do now."""
        with self._lock:
            try:
                return self._asked()
            except (*ERRORS, OSError, StoreFault):
                self._drop()
                return Role.FOLLOWS if self._followed else Role.UNKNOWN

    def _asked(self) -> Role:
        wire = self._wire or self._connect()
        holders = wire.execute(_HOLDERS).all()
        if any(holder.mine for holder in holders):
            return Role.LEADS
        if holders:
            self._followed, self._free_since = True, None
            return Role.FOLLOWS
        now = self._clock()
        self._free_since = now if self._free_since is None else self._free_since
        waits = self._followed and now - self._free_since < GRACE
        if waits or not wire.execute(sa.select(sa.func.pg_try_advisory_lock(_KEY))).scalar_one():
            self._followed = True
            return Role.FOLLOWS
        self._followed, self._free_since = False, None
        self.terms += 1
        return Role.LEADS

    def _connect(self) -> Connection:
        self._wire = wire = self._database.held()
        for said in _SHORT:
            wire.exec_driver_sql(said)
        self._pid = wire.execute(sa.select(sa.func.pg_backend_pid())).scalar_one()
        return wire

    def _drop(self) -> None:
        wire, self._wire, self._pid = self._wire, None, None
        if wire is not None:
            try:
                wire.invalidate()
                wire.close()
            except (*ERRORS, OSError):
                return

    def leave(self) -> None:
        """Give the lead up, so that another one need not wait."""
        with self._lock:
            self._drop()

    def holds(self, db: Connection) -> bool:
        """Tell within a transaction of another connection whether this process has the lead at this very moment.

        Whoever takes it over writes after this transaction, which holds the lock of all that write.
        """
        pid = self._pid
        return any(holder.pid == pid for holder in db.execute(_HOLDERS))

    def still(self) -> bool:
        """Tell whether this process has the lead at this very moment; raises `StoreFault` where nobody can say."""
        with self._database.session("read") as db:
            return self.holds(db)


def said(db: Connection, source: str, reading: Reading) -> None:
    """Write how reading a source goes."""
    text = json.dumps(
        {
            "name": reading.name,
            "read_at": reading.read_at.isoformat() if reading.read_at else None,
            "failing_since": reading.failing_since.isoformat() if reading.failing_since else None,
            "failure": [reading.failure[0], reading.failure[1], dict(reading.failure[2])] if reading.failure else None,
            "links": reading.links,
        }
    )
    done = db.execute(sa.update(READING).where(READING.c.source == source).values(said=text))
    if not done.rowcount:
        db.execute(sa.insert(READING).values(source=source, said=text))


def heard(db: Connection, source: str) -> Reading:
    """Return how reading a source goes, as the one that reads it has written; nothing known where it has not."""
    text = db.execute(sa.select(READING.c.said).where(READING.c.source == source)).scalar()
    try:
        found = json.loads(text) if text else {}
        failure = found.get("failure")
        return Reading(
            found.get("name"),
            _moment(found.get("read_at")),
            _moment(found.get("failing_since")),
            (str(failure[0]), failure[1], dict(failure[2])) if failure else None,
            tuple((str(name), str(link)) for name, link in found.get("links", ())),
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return Reading()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
