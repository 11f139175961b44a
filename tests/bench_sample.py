"""Invented countries of every size: made, checked, answered, each as a ratio to the usual one, and the memory it takes.

``python -m tests.bench sample``. Each size runs in a process of its own, so that its peak of memory is its own.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

USUAL = {"measures": 110, "reports": 2_000, "municipalities": 43, "indicators": 60}
SIZES = (
    USUAL,
    {"measures": 1_000, "reports": 10_000, "municipalities": 43, "indicators": 60},
    {"measures": 10_000, "reports": 100_000, "municipalities": 43, "indicators": 60},
    {"measures": 110, "reports": 2_000, "municipalities": 2_000, "indicators": 60},
    {"measures": 10_000, "reports": 100_000, "municipalities": 2_000, "indicators": 60},
)
BOUND_MB = 1_000
"""Of memory, for the largest country made and checked."""


def measured(sizes: dict[str, int]) -> dict[str, float]:
    """Seconds of this process for each step, the number of rows, and the peak of memory in MB."""
    import resource

    from data.answers import attention, openness, progress
    from data.intake.check import check
    from data.sample.country import book, sample
    from data.sample.sizes import DAY, Sizes

    steps: dict[str, float] = {}
    start = process_time()

    def took(name: str) -> None:
        nonlocal start
        now = process_time()
        steps[name], start = now - start, now

    made = sample(1, Sizes(**sizes))
    took("made")
    raw = book(made.snapshot)
    checked = check(raw, max_rows=10**6)
    took("checked")
    assert not checked.refused
    snapshot = checked.snapshot
    state = progress.progress(snapshot, "Z2", DAY)
    rows = attention.attention(snapshot, state, "Z2")
    units = openness.territory(snapshot, DAY)
    known = openness.coverage(openness.cells(snapshot, DAY), openness.core(snapshot, "Z2"), units)
    took("answered")
    assert rows
    assert known.unknown == 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    return {**steps, "rows": float(sum(checked.rows.values())), "peak": peak}


def run() -> Iterator[str]:
    """Give a line a size."""
    usual: dict[str, float] = {}
    for sizes in SIZES:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench_sample", json.dumps(sizes)],
            check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1],
        )  # fmt: skip
        found = json.loads(done.stdout)
        usual = usual or found
        more = found["rows"] / usual["rows"]
        ratios = ", ".join(
            f"{name} {found[name]:.2f} s (a row ×{found[name] / usual[name] / more:.2f})"
            for name in ("made", "checked", "answered")
        )
        named = ", ".join(f"{number:,} {name}" for name, number in sizes.items())
        yield f"{named}: {found['rows']:,.0f} rows"
        yield f"  {ratios}, {found['peak']:.0f} MB, ×{found['peak'] / BOUND_MB:.2f} of the bound"


if __name__ == "__main__":
    print(json.dumps(measured(json.loads(sys.argv[1]))))
