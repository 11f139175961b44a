"""``make load``: 1, 50, 200, 500 and 1,000 viewers of one process, beside a one-line application in the same run.

Every viewer comes from one address and nobody's limits are changed. They open the page and a session all at once, and
then each does something every ten seconds: follows a link, chooses, searches. Printed in milliseconds: until the page
is there (it is the first paint), until the session's first screen is, and for each later run until its last message.
What a run takes of a processor says how many a process can do in a second. ``--write`` puts the tables into
``docs/scale.md``; ``--viewers`` and ``--seconds`` ask for more or less. ``--soak`` lets viewers come and go for so many
minutes instead, while the sheet is edited, and prints whether memory, handles and threads grow.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from data import live
from data.contract.addresses import Page
from tests.bench_web import empty, processor_time
from tests.load import browser, soak
from tests.load.crowd import Crowd, Look, Seen, megabytes, more_handles, page, percentile
from tests.load.viewer import Viewer
from tests.serving import ROOT, Server, serve

VIEWERS = (1, 50, 200, 500, 1_000)
SECONDS = 20.0
AFTER = (20, 60)
"""Seconds after the last one left at which memory is looked at again."""
SETTLED = 10
"""Seconds for the warm start to end and for what the first looks took to be given back."""
PAPER = ROOT / "docs" / "scale.md"
BEGIN, END = "<!-- make load -->\n", "<!-- the end of make load -->\n"
EMPTY = (Look(""),)


def looks() -> Sequence[Look]:
    """What there is to look at: every screen, choices on them, a search, steps of a meeting."""
    snapshot = live.embedded().snapshot
    codes = [unit.code for unit in snapshot.municipalities if not unit.valid_to]
    indicators = [indicator.id for indicator in snapshot.indicators][:4]
    meeting = f"snapshot={snapshot.id}"
    return (
        Look(Page.OVERVIEW),
        Look(Page.MUNICIPALITIES),
        Look(Page.MEASURES),
        Look(Page.OVERVIEW),
        Look(Page.MUNICIPALITY, f"kods={codes[0]}"),
        Look(Page.TRUST),
        Look(Page.CALENDAR),
        Look(Page.OVERVIEW, "lang=en"),
        Look(Page.MEASURES, "statuss=istenots"),
        Look(Page.MEASURES, typed=("q", "atvērt")),
        Look(Page.MEETING, f"{meeting}&solis=1"),
        Look(Page.MEETING, f"{meeting}&solis=2"),
        Look(Page.QUALITY),
        Look(Page.ABOUT),
        *(Look(Page.MUNICIPALITY, f"kods={code}") for code in codes[1:5]),
        *(Look(Page.MUNICIPALITIES, f"raditajs={indicator}") for indicator in indicators),
    )


async def _looked_through(server: Server, shown: Sequence[Look]) -> None:
    """Let one viewer look at everything once: what is kept ready for all is no viewer's memory, nor its time."""
    viewer = Viewer(server.origin)
    await viewer.open()
    for look in shown:
        await page(server.origin, f"{look.address}?{look.query}")
        await viewer.run(look.address, look.query)
    await viewer.close()


async def _one(server: Server, shown: Sequence[Look], viewers: int, seconds: float) -> tuple[Seen, float]:
    """Let a crowd come, look and leave; return what it saw, and the memory before."""
    before = megabytes(server.process.pid)
    crowd = Crowd(server.origin, shown, viewers)
    await crowd.come()
    used = processor_time(server)
    await crowd.look(seconds)
    crowd.seen.processor = processor_time(server) - used
    crowd.seen.memory = megabytes(server.process.pid)
    await crowd.leave()
    await asyncio.sleep(1)
    return crowd.seen, before


def _ms(values: Sequence[float]) -> str:
    return " / ".join(f"{percentile(values, share) * 1000:,.0f}" for share in (0.5, 0.95, 0.99))


def _row(name: str, seen: Seen) -> list[str]:
    runs = seen.reruns
    used = seen.processor / len(runs) if runs else 0.0
    size = sum(run.size for run in runs) / max(1, len(runs)) / 1000
    return [
        name,
        f"{seen.viewers:,}",
        _ms(seen.painted),
        _ms(seen.live),
        _ms([run.seconds for run in runs]),
        f"{len(runs):,}",
        f"{used * 1000:.1f}",
        f"{1 / used:,.0f}" if used else "",
        f"{size:.0f}",
        f"{sum(run.references for run in runs) / max(1, len(runs)):.1f}",
        f"{percentile(seen.lag, 0.95) * 1000:.0f}",
        str(len(seen.faults)),
    ]


HEAD = (
    *("", "viewers", "painted, ms: p50 / p95 / p99", "live, ms", "rerun, ms", "reruns", "processor ms a rerun"),
    *("so a second and process", "kB a rerun", "references a rerun", "driver late, ms", "faults"),
)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as Markdown, which a terminal can show too."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"| {' | '.join(cells)} |"

    rule = "|".join("-" * (width + 1) + (":" if place else "-") for place, width in enumerate(widths))
    return "\n".join([line(head), f"|{rule}|", *map(line, rows)])


async def _crowds(servers: Sequence[tuple[str, Server, Sequence[Look]]], options: argparse.Namespace) -> list[str]:
    rows, memory, faults = [], [], Counter[str]()
    for _, server, shown in servers:
        await _looked_through(server, shown)
    await asyncio.sleep(SETTLED)
    idle = {name: megabytes(server.process.pid) for name, server, _ in servers}
    for viewers in options.viewers:
        for name, server, shown in servers:
            seen, before = await _one(server, shown, viewers, options.seconds)
            rows.append(_row(name, seen))
            faults.update(seen.faults)
            memory.append([
                name, f"{viewers:,}", f"{before:.0f}", f"{seen.memory:.0f}",
                f"{(seen.memory - before) / viewers:.2f}" if viewers > 1 else "",
                f"{(seen.memory - idle[name]) / viewers:.2f}" if viewers > 1 else "",
            ])  # fmt: skip
            print(f"  {viewers:,} viewers, {name}: a rerun {_ms([run.seconds for run in seen.reruns])} ms", flush=True)
    left, waited = [], 0
    most = {name: max(float(row[3]) for row in memory if row[0] == name) for name, _, _ in servers}
    for after in AFTER:
        await asyncio.sleep(after - waited)
        waited = after
        for name, server, _ in servers:
            now = megabytes(server.process.pid)
            back = (most[name] - now) / max(1.0, most[name] - idle[name])
            left.append([name, f"{idle[name]:.0f}", f"{most[name]:.0f}", str(after), f"{now:.0f}", f"{back:.0%}"])
    found = [table(HEAD, rows)]
    found.append(
        table(("", "viewers", "MiB before", "MiB with them", "MiB a viewer", "since the start, MiB a viewer"), memory)
    )
    found.append(table(("", "MiB at first", "MiB at most", "seconds after", "MiB then", "of it back"), left))
    if faults:
        found.append(table(("fault", "times"), [[fault, str(times)] for fault, times in faults.most_common()]))
    return found


def main() -> int:
    """Measure, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--viewers", type=lambda text: tuple(map(int, text.split(","))), default=VIEWERS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each crowd looks around")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="let viewers come and go for so many minutes")
    parser.add_argument("--no-browser", action="store_true", help="leave Chromium out")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    options = parser.parse_args()
    more_handles()
    if options.soak:
        seen = soak.run(options.soak, looks())
        print(f"{soak.said(seen)}\n\n{table(soak.HEAD, soak.rows(seen))}")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours, plain = stack.enter_context(serve(alive="/readyz")), stack.enter_context(serve(empty(folder)))
        servers = (("dashboard", ours, looks()), ("one line", plain, EMPTY))
        parts = asyncio.run(_crowds(servers, options))
        if not options.no_browser:
            parts.append(table(browser.HEAD, list(browser.run(ours, plain, looks()))))
    said = "\n\n".join(parts)
    print(f"\n{said}")
    if options.write:
        when = f"Measured on {datetime.now(UTC):%d.%m.%Y.} by `make load`."
        write(f"{when}\n\n{said}\n")
    return 0


def write(said: str) -> None:
    """Put what was measured between its marks in the paper."""
    before, _, rest = PAPER.read_text("utf-8").partition(BEGIN)
    PAPER.write_text(f"{before}{BEGIN}\n{said}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
