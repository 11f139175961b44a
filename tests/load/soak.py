"""A soak: the sheet is edited and viewers come and go for as long as is wanted; what the server takes must not grow.

Each viewer opens the page, looks around for a minute or so and leaves: most close the tab, some vanish. Every edit is a
new snapshot with everything that hangs on it. What the server takes is written down every few seconds.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.helpers import finished
from tests.load.crowd import FAULTS, PAUSE, Look, page
from tests.load.sheet import Sheet
from tests.load.taken import TOKEN, Taken, taken
from tests.load.viewer import Viewer
from tests.serving import Server, serve

VIEWERS = 40
STAYS = (20.0, 100.0)
"""Seconds that a viewer stays, from the shortest to the longest visit."""
EDITED, LOOKED = 30.0, 5.0
"""Seconds between two edits, and between two looks at what the server takes."""
VANISH = 0.2
"""The part of the viewers who leave without a farewell."""
AFTER = 90.0
"""Seconds after the last one has left at which is looked once more: what a server gives back it has given by then."""


class Soak(NamedTuple):
    """What a soak has seen: what was taken by second, what was left afterwards, visits, edits, and faults by name."""

    taken: Sequence[tuple[float, Taken]]
    after: Taken
    visits: int
    edits: int
    faults: Counter[str]


def run(minutes: float, looks: Sequence[Look], viewers: int = VIEWERS, after: float = AFTER) -> Soak:
    """Soak a server of its own for so many minutes."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Sheet(Path(folder) / "sheet")
        env = {"SPREADSHEET": str(Path(folder) / "sheet"), "REFRESH_SECONDS": "5", "METRICS_TOKEN": TOKEN}
        with serve(alive="/readyz", env=env) as server:
            return finished(_soaked(server, sheet, looks, viewers, minutes * 60, after))


async def _soaked(
    server: Server, sheet: Sheet, looks: Sequence[Look], viewers: int, seconds: float, after: float
) -> Soak:
    began, visits, faults = time.monotonic(), Counter[str](), Counter[str]()
    end, found = began + seconds, list[tuple[float, Taken]]()

    async def watch() -> None:
        edit = began + EDITED
        while time.monotonic() < end:
            found.append((time.monotonic() - began, await asyncio.to_thread(taken, server)))
            if time.monotonic() >= edit:
                edit += EDITED
                await asyncio.to_thread(sheet.edit)
            await asyncio.sleep(LOOKED)

    async def come_and_go(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, min(PAUSE, seconds / 4)))
        while time.monotonic() < end:
            try:
                await _visit(server, looks, chance, end)
                visits["done"] += 1
            except FAULTS as fault:
                faults[f"{type(fault).__name__} {fault}"[:80]] += 1

    await asyncio.gather(watch(), *map(come_and_go, range(viewers)))
    await asyncio.sleep(after)
    return Soak(found, await asyncio.to_thread(taken, server), visits["done"], sheet.edits, faults)


async def _visit(server: Server, looks: Sequence[Look], chance: random.Random, end: float) -> None:
    leaves = min(time.monotonic() + chance.uniform(*STAYS), end)
    viewer, look = Viewer(server.origin), chance.choice(looks)
    await page(server.origin, f"{look.address}?{look.query}")
    await viewer.open()
    try:
        while time.monotonic() < leaves:
            await viewer.run(look.address, look.query)
            if look.typed:
                await viewer.run(look.address, look.query, typed=look.typed)
            await asyncio.sleep(chance.uniform(0.5, 1.5) * min(PAUSE, max(0.1, leaves - time.monotonic())))
            look = chance.choice(looks)
    finally:
        if chance.random() < VANISH:
            viewer.vanish()
        else:
            await viewer.close()


HEAD = ("", "at first", "after a third", "at the end", "when all have left", "slope an hour", "most")


def rows(soak: Soak) -> list[tuple[str, ...]]:
    """Return rows of a table: what the server took, and how that grew an hour over the last two thirds.

    In the first third everything is looked at for the first time, and what is kept for all is filled.
    """
    end = soak.taken[-1][0]
    later = [(second, one) for second, one in soak.taken if second >= end / 3]
    found = []
    for name, unit in (("memory", "MiB"), ("handles", ""), ("threads", ""), ("sessions", "")):
        values = [float(getattr(one, name)) for _, one in later]
        slope = statistics.linear_regression([second for second, _ in later], values).slope * 3_600
        few = max(1, len(values) // 10)
        numbers = (
            float(getattr(soak.taken[0][1], name)),
            statistics.mean(values[:few]),
            statistics.mean(values[-few:]),
            float(getattr(soak.after, name)),
        )
        told = [f"{number:,.0f}" for number in numbers]
        found.append((f"{name}, {unit}".rstrip(", "), *told, f"{slope:+,.1f}", f"{max(values):,.0f}"))
    return found


def said(soak: Soak) -> str:
    """Return in one line what went on."""
    minutes = (soak.taken[-1][0] + LOOKED) / 60
    faults = ", ".join(f"{name}: {times}" for name, times in soak.faults.most_common()) or "no fault"
    return f"{minutes:.0f} minutes, {soak.visits:,} visits, {soak.edits:,} edits, {faults}."
