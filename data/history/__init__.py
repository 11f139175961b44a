"""What is current: the snapshot that every screen reads, and the one refresher of the process that keeps it fresh.

Where no refresher runs (tests, scripts) the source is read once, at first use. The embedded data stand in when
nothing could be read, and `Current.failure` says why.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache

from data.history.refresher import Current, Refresher, source_issue
from data.intake.check import Checked, check
from data.raw import RawBook
from data.settings import setting
from data.sources import EMBEDDED, Source, SourceError, open_source
from data.sources.csv_folder import CsvFolder

__all__ = ["Current", "SourceError", "current", "embedded", "read", "refreshing", "source_issue"]

FIRST_READ_SECONDS = 3.0
_running: Refresher | None = None


@cache
def embedded() -> Checked:
    """Return the embedded data, checked by themselves."""
    return check(CsvFolder(EMBEDDED).read())


def read(name: str | None) -> Checked:
    """Read and check the source that SPREADSHEET names; missing tabs come from the embedded data.

    Raises `SourceError` when nothing can be read.
    """
    if name is None:
        return embedded()
    return check(open_source(name).read(), embedded().snapshot)


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


def _refresher() -> Refresher:
    name = setting("SPREADSHEET")
    seconds = setting("REFRESH_SECONDS")
    period = timedelta(seconds=max(1, int(seconds))) if seconds and seconds.isdecimal() else timedelta(seconds=60)
    return Refresher(_Configured(name), embedded(), named=name is not None, period=period)


@cache
def _once() -> Refresher:
    own = _refresher()
    own.step()
    return own


def current() -> Current:
    """Return what every screen shows. Never raises and never waits for a source that a refresher reads."""
    return (_running or _once()).current


@contextmanager
def refreshing() -> Iterator[Refresher]:
    """Run the one refresher of the process in a thread of its own until the block ends.

    Waits a moment for the first read, so that a file or a quick sheet is there for the first visitor; a slow one is
    not waited for.
    """
    global _running  # noqa: PLW0603  (one a process, set and cleared here alone)
    own = _refresher()
    thread = threading.Thread(target=own.run, name="refresher", daemon=True)
    _running = own
    thread.start()
    own.begun.wait(FIRST_READ_SECONDS)
    try:
        yield own
    finally:
        own.stop()
        _running = None
