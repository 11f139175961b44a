"""The whole of an invented country put together, as a snapshot, as a book of tabs, and as a folder of files."""

import random
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from data.contract.tables import BY_CODE, TABLES
from data.intake.result import row_order
from data.model import Snapshot
from data.outlines import NAME, coverage
from data.publish import tables
from data.raw import RawBook, RawTab
from data.sample import openness
from data.sample.meetings import council
from data.sample.plan import plans
from data.sample.reports import reported
from data.sample.sizes import Sizes
from data.sample.trust import trust
from data.sample.world import METADATA, World, world


@dataclass(frozen=True)
class Sample:
    """An invented country as a snapshot (its ``id`` is empty: nobody has checked it yet) and as a map."""

    snapshot: Snapshot
    world: World


def sample(seed: int = 1, sizes: Sizes | None = None) -> Sample:
    """Return the country of a seed. Raises `SizeError` where the sizes do not fit each other."""
    sizes = sizes or Sizes()
    chance = random.Random(seed)
    land = world(chance, sizes.municipalities)
    planned = plans(chance, sizes.measures)
    measures, updates = reported(chance, planned.measures, sizes.reports)
    met = council(chance, measures)
    asked = openness.indicators(sizes.indicators, {measure.id for measure in measures})
    snapshot = Snapshot(
        "",
        plans=planned.plans,
        directions=planned.directions,
        commitments=planned.commitments,
        measures=measures,
        updates=updates,
        meetings=met.meetings,
        agenda=met.agenda,
        decisions=met.decisions,
        focus=met.focus,
        calendar=planned.calendar,
        funding=planned.funding,
        institutions=land.institutions,
        indicators=asked,
        indicator_values=tuple(openness.values(chance, land.municipalities, asked)),
        municipalities=land.municipalities,
        trust=tuple(trust(chance)),
    )
    return Sample(ordered(snapshot), land)


def ordered(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot whose rows stand in the order of their keys, as in any that was read."""
    rows: dict[str, Any] = {
        table.code: tuple(sorted(getattr(snapshot, table.code), key=partial(row_order, table))) for table in TABLES
    }
    return replace(snapshot, **rows)


def book(snapshot: Snapshot, name: str = "sample") -> RawBook:
    """Return a snapshot as reading its folder of that name would, without a file: to measure, and for the history."""
    tabs = []
    for table in sorted(TABLES, key=lambda table: table.code):
        header = tuple(column.header for column in table.columns)
        tabs.append(RawTab(table.code, (header, *map(tuple, tables.rows(snapshot, table)))))
    return RawBook(name, tuple(tabs))


def write(made: Sample, folder: Path) -> None:
    """Write a country into a folder that is there or can be made: a CSV file a tab, and the outlines.

    Raises `OSError` where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for code in BY_CODE:
        (folder / f"{code}.csv").write_bytes(tables.as_csv(made.snapshot, code))
    coverage.write(folder / NAME, made.world.features(), METADATA)
