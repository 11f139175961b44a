"""The history at its aim: 1,000 snapshots of 5,000 rows, 20 of them edited a step, in under 30 s and 20 MB.

``python -m tests.bench_store [SNAPSHOTS]``, or as a part of ``make bench``.
"""

import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from data import live
from data.answers.difference import difference
from data.contract.tables import INDICATOR_VALUES, TABLES
from data.intake.check import check
from data.intake.result import Checked
from data.raw import RawBook, RawTab
from data.store import grid
from data.store.store import Store
from tests.helpers import embedded_grids

SNAPSHOTS, ROWS, EDITED = 1_000, 5_000, 20
SECONDS, MEGABYTES = 30, 20
TABLE = INDICATOR_VALUES
NOTE = list(TABLE.by_name).index("note")
DAY = list(TABLE.by_name).index("source_date")


def first() -> tuple[RawBook, Checked]:
    """One table of many rows, each with a note of its own; the tables it refers to are left out once it is checked."""
    head, *models = embedded_grids()[TABLE.code]
    rows = [head]
    for number in range(ROWS):
        row = list(models[number % len(models)])
        year, month = divmod(number // len(models), 12)
        row[DAY] = f"{2016 + year}-{month + 1:02d}-{1 + number % 28:02d}"
        row[NOTE] = f"{row[NOTE]} Ieraksts nr. {number}."
        rows.append(row)
    book = RawBook("bench", (RawTab(TABLE.tab, tuple(map(tuple, rows))),))
    found = check(book, live.embedded().snapshot)
    assert len(found.snapshot.indicator_values) == ROWS
    others: dict[str, Any] = {table.code: () for table in TABLES if table is not TABLE}
    return book, replace(found, snapshot=replace(found.snapshot, **others))


def steps(number: int) -> Iterator[tuple[RawBook, Checked]]:
    """The reads: each with some notes edited, and with every row made anew as a real read makes it."""
    chance = random.Random(1)
    book, found = first()
    rows = list(book.tabs[0].rows)
    records = list(found.snapshot.indicator_values)
    by_place = {place.row: key for key, place in found.snapshot.places.items() if key[0] == TABLE.code}
    at = {TABLE.key_of(record): position for position, record in enumerate(records)}
    for step in range(number):
        for row in chance.sample(range(1, len(rows)), EDITED if step else 0):
            note = f"{rows[row][NOTE]}"[:200] + f" Labots {step}. reizi."
            rows[row] = (*rows[row][:NOTE], note, *rows[row][NOTE + 1 :])
            position = at[by_place[row + 1][1]]
            records[position] = replace(records[position], note=note)
        fresh = tuple(replace(record) for record in records)
        tab = RawTab(TABLE.tab, tuple((*row,) for row in rows))
        snapshot = replace(found.snapshot, id=f"{step:010x}", indicator_values=fresh)
        yield RawBook("bench", (tab,)), replace(found, snapshot=snapshot)


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def run(number: int = SNAPSHOTS) -> Iterator[str]:
    """Storing many reads of a large sheet, and what is done with them afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        store = Store(f"sqlite:///{path}")
        day = datetime(2026, 1, 1, tzinfo=UTC)
        taken: list[float] = []
        busy = 0.0
        redaction: list[float] = []
        for step, (book, found) in enumerate(steps(number)):
            began = perf_counter()
            clean = grid.redacted(book)
            redaction.append(perf_counter() - began)
            began, working = perf_counter(), process_time()
            assert store.put(clean, found, day + timedelta(hours=step), "bench:1")
            taken.append(perf_counter() - began)
            busy += process_time() - working
        began = perf_counter()
        assert store.put(clean, found, day + timedelta(days=999), "bench:1") is None
        same = perf_counter() - began
        store.close()
        total, size = sum(taken), path.stat().st_size / 1e6
        yield f"{number:,} × {ROWS:,} rows × {len(TABLE.columns)} columns, {EDITED} edited a step:"
        yield f"  {total:.1f} s, ×{total / SECONDS:.2f} of the aim of {SECONDS} s ({busy:.1f} s of them processor)"
        yield f"  {size:.1f} MB, ×{size / MEGABYTES:.2f} of the aim of {MEGABYTES} MB"
        slow = sorted(taken)[round(0.99 * (len(taken) - 1))]
        yield f"  one put: median {ms(statistics.median(taken))}, p99 {ms(slow)}; unchanged {ms(same)}"
        yield f"  before it, taking out personal data: median {ms(statistics.median(redaction))}"
        cold = Store(f"sqlite:///{path}")
        newest, oldest = cold.newest(), cold.entries(until=day.date())[-1]
        assert newest
        began = perf_counter()
        after = cold.snapshot(newest)
        loaded = perf_counter() - began
        assert after == found.snapshot
        before = cold.snapshot(oldest)
        began = perf_counter()
        changed = difference(before, after)
        compared = perf_counter() - began
        began = perf_counter()
        damaged = cold.verify()
        verified = perf_counter() - began
        assert not damaged
        yield f"  load one {ms(loaded)}; difference of first and last {ms(compared)}, {len(changed):,} rows"
        yield f"  verify all {verified:.1f} s"


if __name__ == "__main__":
    for line in run(*map(int, sys.argv[1:])):
        print(line)
