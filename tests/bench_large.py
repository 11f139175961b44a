"""Every screen of large plans: what the server needs to write it, how that grows with the plan, and the memory taken.

``python -m tests.bench large``. Each size runs in a process of its own, so that its peak of memory is its own. Seconds
are of a processor, of a screen nobody has asked for before; the shapes of a size are in the sample's own limits.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

USUAL = {"measures": 100, "reports": 1_000, "municipalities": 43, "indicators": 60}
SIZES = (
    USUAL,
    {"measures": 1_000, "reports": 10_000, "municipalities": 43, "indicators": 60},
    {"measures": 10_000, "reports": 100_000, "municipalities": 43, "indicators": 60},
    {"measures": 100, "reports": 1_000, "municipalities": 2_000, "indicators": 60},
)
AIM, BOUND_MB = 1.0, 2_000
"""Seconds of a screen at the largest plan, and of memory at most."""
SENT = 200
"""Compressed kilobytes of a screen at most."""
LINEAR = 1.5
"""A cost that grows by more than so many times as the rows do is no longer linear; small ones are the clock's."""
LEAST = 0.05


def measured(sizes: dict[str, int]) -> dict[str, float]:
    """Seconds of this process for each screen, rows, kilobytes, compressed ones too, and the peak of memory in MB."""
    import gc
    import gzip
    import resource

    from components.view import View, plan_of
    from components.web import paint
    from data import live
    from data.intake.check import check
    from data.sample.country import book, sample
    from data.sample.sizes import DAY, Sizes
    from data.words import words

    day = date(2024, 11, 7)
    usual = live.Current(live.embedded().snapshot, (), None)
    first = View(words("lv"), day, day, usual, plan_of(usual.snapshot, None))
    for path in paint.SCREENS:  # what is imported at first use is no cost of a plan
        paint.paint(path, first, {}, paint.entering(path, first, {}))
    checked = check(book(sample(1, Sizes(**sizes)).snapshot), max_rows=10**6)
    snapshot = checked.snapshot
    gc.collect()  # as the server does once it has started: what is there by then stays
    gc.freeze()
    current = live.Current(snapshot, checked.issues, "bench")
    view = View(words("lv"), DAY, DAY, current, plan_of(snapshot, None))
    measure = next(one for one in snapshot.measures if view.plan and one.plan == view.plan.id)
    unit = next(one for one in snapshot.municipalities if not one.valid_to)
    places: dict[str, tuple[str, dict[str, str]]] = {path or "parskats": (path, {}) for path in paint.SCREENS}
    places["pasakumi?pasakums"] = "pasakumi", {"pasakums": measure.number}
    places["pasakumi?q"] = "pasakumi", {"q": "dat"}
    places["pasakumi?uzmaniba"] = "pasakumi", {"uzmaniba": "1"}
    places["pasvaldiba?kods"] = "pasvaldiba", {"kods": unit.code}
    places |= {f"sede?solis={number}": ("sede", {"solis": number}) for number in ("1", "3", "4", "7", "99")}
    found: dict[str, float] = {"rows": float(sum(checked.rows.values()))}
    for name, (path, address) in places.items():
        start = process_time()
        entered = paint.entering(path, view, address)
        html = paint.paint(path, view, address, entered)
        found[name] = process_time() - start
        start = process_time()
        paint.paint(path, view, address, entered)
        found[f"{name} again"] = process_time() - start
        found[f"{name} kB"] = len(html) / 1_000
        found[f"{name} sent"] = len(gzip.compress(html.encode())) / 1_000
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    return found


def run() -> Iterator[str]:
    """Give a line a size, and a line a screen of it."""
    usual: dict[str, float] = {}
    for sizes in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench_large", json.dumps(sizes)],
                check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1],
                env=os.environ | {"HISTORY_URL": f"sqlite:///{folder}/h.sqlite3"},
            )  # fmt: skip
        found = json.loads(done.stdout)
        usual = usual or found
        more = found["rows"] / usual["rows"]
        named = ", ".join(f"{number:,} {name}" for name, number in sizes.items())
        bound = found["peak"] / BOUND_MB
        yield f"{named}: {found['rows']:,.0f} rows (×{more:.1f}), {found['peak']:.0f} MB, ×{bound:.2f} of the bound"
        for name, again in ((name, f"{name} again") for name in found if f"{name} again" in found):
            growth = found[name] / usual[name]
            steep = " NOT LINEAR" if growth > more * LINEAR and found[name] > LEAST else ""
            slow = " TOO SLOW" if found[name] > AIM else ""
            large = " TOO LARGE" if found[f"{name} sent"] > SENT else ""
            yield (
                f"  {name}: {found[name]:.2f} s (×{growth:.1f}), again {found[again]:.3f} s, "
                f"{found[f'{name} kB']:,.0f} kB, compressed {found[f'{name} sent']:,.0f}{slow}{large}{steep}"
            )


if __name__ == "__main__":
    print(json.dumps(measured(json.loads(sys.argv[1]))))
