"""What is hardest: the largest workbook that is taken, and a store that takes ten seconds for each write.

Beside each the longest that a question after the server's health, or a viewer, had to wait meanwhile.
"""

import io
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep

import openpyxl

from components.screens.quality import dryrun
from components.view import View, plan_of
from data import live
from data.live.desk import Desk
from data.live.refresher import Refresher
from data.raw import RawBook
from data.sources import EMBEDDED
from data.sources.csv_folder import CsvFolder
from data.store.store import Store
from data.words import words
from tests.helpers import big_book

ROWS = 12_000
"""Rows of a workbook that is just under the size of an upload."""
SLEEP = 10.0


def _longest_wait(work: Callable[[], object], look: Callable[[], object]) -> tuple[float, float]:
    """Return how long some work took, and the longest that a look at the data took meanwhile, in seconds."""
    done, longest = threading.Event(), [0.0]

    def watch() -> None:
        while not done.is_set():
            begun = perf_counter()
            look()
            longest[0] = max(longest[0], perf_counter() - begun)
            sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = perf_counter()
    work()
    taken = perf_counter() - begun
    done.set()
    watcher.join()
    return taken, longest[0]


def _workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for tab in big_book(ROWS, 0.02).tabs:
        sheet = book.create_sheet(tab.title)
        for row in tab.rows:
            sheet.append([cell if isinstance(cell, str) else cell.value for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _judged() -> Iterator[str]:
    content = _workbook()
    live.current()  # read once, before anybody waits
    current = live.Current(live.embedded().snapshot, (), None)
    day = datetime.now(UTC).date()
    view = View(words("lv"), day, day, current, plan_of(current.snapshot, None))
    said: list[str] = []

    def judge() -> None:
        said.append(dryrun.judge(view, "bench", "liela.xlsx", content, datetime.now(UTC))[0])

    taken, waited = _longest_wait(judge, lambda: live.current().snapshot.id)
    megabytes, answer = len(content) / 1e6, len(said[0]) / 1e3
    yield (
        f"a workbook of {megabytes:.1f} MB, {ROWS:,} rows, judged in a process of its own: {taken:.1f} s, "
        f"{answer:.0f} kB said of it; a viewer waited {waited * 1000:.0f} ms at most"
    )


class _Sleepy(Store):
    """A store that takes its time for each write."""

    def put(self, *args: object, **more: object):
        sleep(SLEEP)
        return super().put(*args, **more)  # type: ignore[arg-type]


class _Source:
    name = "bench"

    def read(self) -> RawBook:
        return CsvFolder(EMBEDDED).read()


def _slow_store() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        store = _Sleepy(f"sqlite:///{Path(folder) / 'h.sqlite3'}")
        writer = live._StoreWriter(store, "bench")
        own = Refresher(_Source(), live.embedded(), writer=writer)
        taken, waited = _longest_wait(own.step, lambda: own.current.snapshot.id)
        kept_after, _ = _longest_wait(lambda: writer.keeping.drain(60), lambda: own.current.snapshot.id)
        entries = len(store.entries())
        store.close()
    yield (
        f"a refresh with a store that sleeps {SLEEP:.0f} s a write: shown after {taken:.2f} s, kept {kept_after:.1f} s "
        f"later ({entries} read); a viewer waited {waited * 1000:.0f} ms at most"
    )
    stuck, desk = threading.Event(), Desk()
    begun = perf_counter()
    for _ in range(3):
        try:
            desk.ask(lambda: stuck.wait(60))
        except live.StoreFault:
            continue
    stuck.set()
    yield f"three questions to a store that never answers: {perf_counter() - begun:.1f} s in all"


def run() -> Iterator[str]:
    """Give a line a measurement."""
    yield from _judged()
    yield from _slow_store()
