"""What several tests build on: the embedded tables as grids, changed grids, and books of any size."""

import asyncio
import csv
import random
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from data import live
from data.contract.columns import Table
from data.contract.tables import BY_CODE, TABLES
from data.contract.written import format_value, value_of
from data.intake.check import check
from data.intake.result import Checked
from data.raw import RawBook, RawCell, RawTab
from data.sources import EMBEDDED

ROOT = Path(__file__).resolve().parents[1]
FAULTS = ROOT / "tests" / "faults"

Grid = list[list[RawCell]]
Result = TypeVar("Result")


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine in a thread of its own: the browser tests leave a loop running in theirs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def read_grid(path: Path) -> Grid:
    with path.open(encoding="utf-8", newline="") as file:
        return [list(row) for row in csv.reader(file)]


@cache
def _embedded(code: str) -> tuple[tuple[RawCell, ...], ...]:
    return tuple(tuple(row) for row in read_grid(EMBEDDED / f"{code}.csv"))


def embedded_grids() -> dict[str, Grid]:
    """The embedded tables by code name, header first; free to be changed."""
    return {table.code: [list(row) for row in _embedded(table.code)] for table in TABLES}


def base_grids() -> dict[str, Grid]:
    """The small valid tables that the faults are laid over; free to be changed."""
    return {table.code: read_grid(FAULTS / "base" / f"{table.code}.csv") for table in TABLES}


def book(grids: Mapping[str, Sequence[Sequence[RawCell]]]) -> RawBook:
    """A book of grids by tab title; a table's code name is a title too."""
    return RawBook("tests", tuple(RawTab(title, tuple(map(tuple, rows))) for title, rows in grids.items()))


def checked(grids: Mapping[str, Sequence[Sequence[RawCell]]]) -> Checked:
    return check(book(grids), live.embedded().snapshot)


def place(code: str, name: str) -> int:
    """The place of a column in its table as the contract orders it."""
    return list(BY_CODE[code].by_name).index(name)


def put(grids: dict[str, Grid], code: str, row: int, **cells: RawCell) -> dict[str, Grid]:
    """Put cells into a row, numbered as the spreadsheet does (the header is row 1), by code name of their columns."""
    for name, cell in cells.items():
        grids[code][row - 1][place(code, name)] = cell
    return grids


def add(grids: dict[str, Grid], code: str, **cells: RawCell) -> dict[str, Grid]:
    """Add a row; cells that are not named stay empty."""
    grids[code].append([cells.get(name, "") for name in BY_CODE[code].by_name])
    return grids


def faults(found: Checked) -> list[tuple[str, str | None]]:
    """The codes of the issues with the addresses of their cells."""
    return [(issue.code, issue.cell) for issue in found.issues]


# Large books, for speed

_BAD_CELLS: Mapping[str, Sequence[tuple[str, str]]] = {
    "updates": (
        *(("day", "31.02.2024"), ("day", "2024. gada marts"), ("status", "Zaļš"), ("status", "tiek istenots")),
        *(("measure", "P5-99.9"), ("measure", ""), ("done", "jautāt: anna.ozola@mk.gov.lv"), ("evidence", "#REF!")),
    ),
    "indicator_values": (
        *(("municipality", "Ventspils"), ("municipality", "1000"), ("answer", "diezgan"), ("number", "~45")),
        *(("source_date", "2024-13"), ("note", "jautāt pa tālr. 67082800"), ("since_year", "1789")),
    ),
    "calendar": (("end", "drīzumā"), ("plan", "P9"), ("start", "31/12/2024"), ("source", "javascript:alert(1)")),
    "decisions": (("text", ""), ("state", "pabeigts?"), ("meeting", "2024-13-41"), ("measures", "1.1; 99.9")),
    "trust": (("value", "145"), ("value", "#N/A"), ("response", "varbūt"), ("link", "www.oecd.org")),
    "measures": (("title", ""), ("plan", "P9"), ("deadline", "kaut kad"), ("responsible", "VAM"), ("number", "9,9")),
}


def _numbered(table: Table, cells: dict[str, str], number: int) -> dict[str, str]:
    """The same row with a key of its own."""
    day = f"{2016 + number % 20}-{1 + number // 20 % 12:02d}-{1 + number // 240 % 28:02d}"
    match table.code:
        case "updates":
            return cells | {
                "day": day,
                "status": "Tiek īstenots",
                "reported_by": ("VK", "VAS", "VARAM")[number // 6720 % 3],
            }
        case "indicator_values":
            return cells | {"source_date": day}
        case "calendar":
            return cells | {"title": f"{cells['title']} ({number})"}
        case "trust":
            return cells | {"group": f"grupa {number}"}
        case "measures":
            return cells if number < 42 else cells | {"id": f"P5-9.{number}", "number": f"9.{number}", "parent": ""}
    return cells | {"id": f"L-{number}"}


def big_book(rows: int, faulty: float, seed: int = 1) -> RawBook:
    """A book of so many rows, spread over six tabs like a sheet that has grown; a share of the rows holds a fault."""
    chance = random.Random(seed)
    grids = embedded_grids()
    grids["decisions"].append(
        ["L-0", "2024-11-07", "Pieņemt zināšanai.", "Valsts kanceleja", "2025-03", "izpildē", "P5-1.1"]
    )
    shares = {
        "updates": 0.3,
        "indicator_values": 0.3,
        "calendar": 0.1,
        "decisions": 0.1,
        "trust": 0.05,
        "measures": 0.15,
    }
    rows -= sum(len(grid) - 1 for code, grid in grids.items() if code not in shares)
    for code, share in shares.items():
        table = BY_CODE[code]
        names = list(table.by_name)
        models = [dict(zip(names, map(str, row), strict=True)) for row in grids[code][1:]]
        grown: Grid = [grids[code][0]]
        for number in range(round(rows * share)):
            cells = _numbered(table, models[number % len(models)], number)
            if chance.random() < faulty:
                name, cell = chance.choice(_BAD_CELLS[code])
                cells[name] = cell
            grown.append(list(cells.values()))
        grids[code] = grown
    return replace(book(grids), name=f"{rows} rows")


def sheet_rows(found: Checked, code: str) -> list[list[str]]:
    """A table of a snapshot as the sheet would hold it."""
    table = BY_CODE[code]
    return [
        [format_value(value_of(record, column), column) for column in table.columns]
        for record in getattr(found.snapshot, code)
    ]
