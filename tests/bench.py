"""``python -m tests.bench``: how long things take, as ratios within one run, so that the machine matters little.

A benchmark is a function that gives lines of text; `BENCHMARKS` names them all, and arguments pick some by name.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from time import process_time

from components.documents.files import files
from components.view import View, plan_of
from data import live
from data.answers.meeting import find_meeting
from data.intake.check import check
from data.intake.issues import describe
from data.raw import RawBook
from data.words import words
from tests import (
    bench_api,
    bench_hard,
    bench_large,
    bench_live,
    bench_map,
    bench_publication,
    bench_readers,
    bench_sample,
    bench_store,
    bench_web,
)
from tests.helpers import big_book

SIZES = (500, 5_000, 50_000)
FAULTY = 0.05
AIM = 0.2
"""Seconds in which 5,000 rows are to be checked and every message written."""
PACK_AIM = 2
"""Seconds in which a file of the pack is to be built."""


def best(work: Callable[[], object], times: int) -> float:
    """The least of some runs, in seconds of this process: the machine's other work does not count."""

    def once() -> float:
        start = process_time()
        work()
        return process_time() - start

    return min(once() for _ in range(times))


def checked(book: RawBook, rows: int) -> list[str]:
    """What is measured: every cell read, every fault addressed and every message said in Latvian."""
    found = check(book, live.embedded().snapshot, max_rows=rows)
    return [describe(issue, words("lv")) for issue in found.issues]


def intake() -> Iterator[str]:
    """Checking 500, 5,000 and 50,000 rows: the time per row must not grow."""
    seconds: dict[int, float] = {}
    for rows in SIZES:
        book = big_book(rows, FAULTY)
        messages = checked(book, rows)
        seconds[rows] = best(partial(checked, book, rows), times=max(3, 10_000 // rows))
        ratio = (seconds[rows] / rows) / (seconds[SIZES[0]] / SIZES[0])
        yield f"{rows:>6,} rows, {len(messages):>5,} issues: {seconds[rows]:.3f} s, time per row ×{ratio:.2f}"
    share = seconds[5_000] / AIM
    yield f"5,000 rows with addresses and Latvian messages: {seconds[5_000]:.3f} s, ×{share:.2f} of the aim of {AIM} s"


def readers() -> Iterator[str]:
    """Reading 5,000 rows beside a bare library, and cells of twice the length: at most three times as slow."""
    yield from bench_readers.run()


def store() -> Iterator[str]:
    """The history: 1,000 snapshots of 5,000 rows kept, compared, loaded."""
    yield from bench_store.run()


def refreshing() -> Iterator[str]:
    """A refresh of 5,000 rows from the loopback sheet, and 200 readers while the source fails."""
    yield from bench_live.run()


def hard() -> Iterator[str]:
    """The largest workbook judged, and a refresh whose store sleeps; how long viewers wait meanwhile."""
    yield from bench_hard.run()


def web() -> Iterator[str]:
    """Every screen's rerun and first view beside an empty page."""
    bench_web.run()
    return iter(())


def api() -> Iterator[str]:
    """The API's answers beside Streamlit's own static file, and a screen's rerun while they are asked for."""
    yield from bench_api.run()


def publication() -> Iterator[str]:
    """The whole site as files: the first publication, and one for which nothing has changed."""
    yield from bench_publication.run()


def the_map() -> Iterator[str]:
    """The map of municipalities: bytes sent, a rerun, a choice drawn; the same with 2,000 invented squares."""
    yield from bench_map.run()


def countries() -> Iterator[str]:
    """Invented countries up to 10,000 measures, 100,000 reports, 2,000 municipalities × 60 indicators; and memory."""
    yield from bench_sample.run()


def large() -> Iterator[str]:
    """Every screen of plans to 10,000 measures and 100,000 reports, or 2,000 municipalities: no worse than linear."""
    yield from bench_large.run()


def pack() -> Iterator[str]:
    """Each file of a meeting's pack from the embedded data, first and again (aim: under 2 s each)."""
    snapshot = live.embedded().snapshot
    meeting = find_meeting(snapshot, "", date.max)
    assert meeting and meeting.day
    current = live.Current(snapshot, (), None)
    view = View(words("lv"), meeting.day, meeting.day, current, plan_of(snapshot, meeting.plan))
    for file in files(view, meeting):
        first, again = best(file.make, times=1), best(file.make, times=3)
        ratio = first / PACK_AIM
        yield f"{file.name}: {first:.2f} s, again {again:.2f} s, ×{ratio:.2f} of the aim of {PACK_AIM} s"


BENCHMARKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "intake": intake,
    "readers": readers,
    "store": store,
    "live": refreshing,
    "hard": hard,
    "web": web,
    "api": api,
    "publication": publication,
    "map": the_map,
    "pack": pack,
    "sample": countries,
    "large": large,
}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all."""
    if unknown := sorted(set(names) - set(BENCHMARKS)):
        print(f"no benchmark called {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name, benchmark in BENCHMARKS.items():
        if not names or name in names:
            print(f"{name}: {(benchmark.__doc__ or '').partition(chr(10))[0]}")
            for line in benchmark():
                print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
