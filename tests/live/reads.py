"""Reads to be stored: small books, each with what the check made of it, as many different ones as a test needs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from data import live
from data.intake.check import check
from data.intake.result import Checked
from data.raw import RawBook, RawCell
from data.store.grid import redacted
from data.store.store import Store
from tests.helpers import base_grids, book, put

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOURCE = "csv:tests"

Read = tuple[RawBook, Checked]


class Source:
    """A source that says what it was last given."""

    name = "tests"

    def __init__(self, read: RawBook) -> None:
        self.now_says = read

    def read(self) -> RawBook:
        return self.now_says


def read(**cells: RawCell) -> Read:
    """The base tables with cells of the first report changed, ready to be stored."""
    return read_of({"updates": cells})


def read_of(changes: Mapping[str, Mapping[str, RawCell]]) -> Read:
    """The base tables with cells of the first row of some of them changed."""
    grids = base_grids()
    for code, cells in changes.items():
        put(grids, code, 2, **cells)
    own = book(grids)
    return redacted(own), check(own, live.embedded().snapshot)


@cache
def numbered(number: int) -> Read:
    """The read of a number: no two are alike."""
    return read(done=f"Paveikts darbs nr. {number}.")


def quick(number: int) -> Read:
    """A read of a number, made without a check: for tests that need very many."""
    book, found = numbered(0)
    first, *rest = found.snapshot.updates
    updates = (replace(first, done=f"Paveikts darbs nr. {number}."), *rest)
    return replace(book, name=f"{number}"), replace(
        found, snapshot=replace(found.snapshot, id=f"{number:010x}", updates=updates)
    )


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def at(path: Path) -> Store:
    return Store(f"sqlite:///{path}", clock=lambda: NOON)


def filled(path: Path, reads: int) -> Store:
    """A store that holds so many reads, a minute apart."""
    store = at(path)
    for number in range(reads):
        store.put(*numbered(number), after(number), SOURCE)
    return store
