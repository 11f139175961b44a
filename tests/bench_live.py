"""The live sheet's speed: a refresh end to end against the loopback server, and viewers while the source fails."""

import os
import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter, sleep

from data import live
from data.live.refresher import Refresher
from data.raw import RawBook
from data.sources import SourceError, open_source
from data.store.grid import redacted
from data.store.store import Store
from tests.google.server import FakeGoogle, from_grids
from tests.helpers import big_book

ROWS, READERS, SECONDS = 5_000, 200, 3.0


class _StoreWriter:
    def __init__(self, store: Store) -> None:
        self.store = store

    def keep(self, book: RawBook, checked, taken_at) -> None:
        self.store.put(redacted(book), checked, taken_at, "bench:live")

    def last(self) -> None:
        return None

    def commands(self) -> tuple[()]:
        return ()


def refresh() -> Iterator[str]:
    """One refresh of 5,000 rows: three reads, check, guard, last good, store."""
    grids = {tab.title: [[str(cell) for cell in row] for row in tab.rows] for tab in big_book(ROWS, 0.05).tabs}
    with tempfile.TemporaryDirectory() as folder, FakeGoogle(from_grids(grids)) as google:
        settings = google.environment(Path(folder)) | {"NO_GCE_CHECK": "true"}
        os.environ.update(settings)
        try:
            writer = _StoreWriter(Store(f"sqlite:///{folder}/history.sqlite3"))
            own = Refresher(open_source(settings["SPREADSHEET"]), live.embedded(), writer=writer)
            times = []
            for _ in range(3):
                begun = perf_counter()
                assert own.step().failure is None
                times.append(perf_counter() - begun)
        finally:
            for name in settings:
                os.environ.pop(name, None)
    yield f"first {times[0]:.2f} s, then {min(times[1:]):.2f} s (unchanged content is not stored again)"


class _Failing:
    name = "failing"
    reads = 0

    def read(self) -> RawBook:
        self.reads += 1
        sleep(0.2)
        raise SourceError("source_missing", "x")


def readers() -> Iterator[str]:
    """200 readers at once while the source fails: how long they wait for data, and how often the source is asked."""
    source, period = _Failing(), timedelta(seconds=0.5)
    own = Refresher(source, live.embedded(), period=period)
    thread = threading.Thread(target=own.run, daemon=True)
    thread.start()
    waits: list[float] = []
    stop = perf_counter() + SECONDS

    def look() -> None:
        while perf_counter() < stop:
            begun = perf_counter()
            assert own.current.snapshot.id
            waits.append(perf_counter() - begun)
            sleep(0.01)

    viewers = [threading.Thread(target=look) for _ in range(READERS)]
    for viewer in viewers:
        viewer.start()
    for viewer in viewers:
        viewer.join()
    own.stop()
    thread.join()
    p99 = quantiles(waits, n=100)[98] * 1000
    periods = SECONDS / period.total_seconds()
    yield f"{len(waits):,} looks: p99 {p99:.2f} ms, ×{p99 / 20:.3f} of the aim of 20 ms"
    yield f"{source.reads} reads of the source in {periods:.0f} periods (at most one a period)"


def run() -> Iterator[str]:
    """Both, one after the other."""
    yield from refresh()
    yield from readers()
