"""How long the publication takes: the first one, one after a change of the data, and one for which nothing changed.

``python -m tests.bench_publication``, or as a part of ``make bench``. Each run is a process of its own, as a timer
starts it; what counts is the time of the processor, beside the aims and beside a Python that does nothing.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from components.web.publish.folder import CURRENT, standing
from tests.serving import ROOT

FIRST, UNCHANGED = 30.0, 2.0
"""Seconds in which a first publication is to be written, and in which it is to be seen that nothing has changed."""
LIVE, ELSEWHERE = "https://panelis.example.lv", "https://plans.example.lv"


def seconds(*command: str) -> float:
    """Return how many seconds of the processor a Python takes for a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def published(folder: Path, address: str) -> float:
    """Return how long a publication for an address takes."""
    return seconds("-m", "components.web.publish", str(folder), "--live-address", LIVE, "--address", address)


def run() -> Iterator[str]:
    """Publish into a new folder, then again, then for another address, which changes the head of every page."""
    nothing = min(seconds("-c", "") for _ in range(3))
    with TemporaryDirectory() as made:
        folder = Path(made) / "site"
        first = published(folder, LIVE)
        version = standing(folder)
        assert version
        size = sum((folder / CURRENT / name).stat().st_size for name in version.files)
        yield (
            f"first: {len(version.files):,} files, {size / 1e6:.0f} MB, {first:.1f} s of the processor, "
            f"×{first / FIRST:.2f} of the aim of {FIRST:.0f} s"
        )
        unchanged = min(published(folder, LIVE) for _ in range(3))
        yield (
            f"unchanged: {unchanged:.2f} s, ×{unchanged / UNCHANGED:.2f} of the aim of {UNCHANGED:.0f} s, "
            f"×{unchanged / nothing:.0f} of a Python that does nothing"
        )
        every = published(folder, ELSEWHERE)
        yield f"every page changed, papers and pictures kept: {every:.1f} s, ×{every / first:.2f} of the first"


if __name__ == "__main__":
    print("\n".join(run()))
