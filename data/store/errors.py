"""What a database or a disk throws, as a fault of the history."""

import errno
import sqlite3

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from data.store.faults import StoreFault

ERRORS = (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError)
"""What a database throws; a damaged SQLite file may even have its own message torn."""

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
_SERVER_FAULTS = {"55P03": "store_busy", "57014": "store_busy", "53": "store_full", "25006": "store_read_only"}
"""By SQLSTATE or its class: a lock or an answer waited for too long, no room, nothing may be written."""
_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])


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


def _unreachable(origin: BaseException) -> str | None:
    return "store_unreachable" if type(origin).__name__ in ("OperationalError", "AdminShutdown") else None
