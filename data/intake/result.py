"""The outcome of a check: the records in their order, where they stand, what was refused, and the id of it all."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from data.contract.columns import Kind, Table
from data.contract.tables import BY_CODE, TABLES
from data.intake.sheet import Sheet
from data.intake.tabs import Faults
from data.model import Hold, Issue, Key, PartialDate, Place, Severity, Snapshot
from data.words import latvian_order


@dataclass(frozen=True)
class RefusedRow:
    """A row that does not stand: where it is, and its key with None for each part that cannot be used."""

    table: str
    number: int
    key: Key


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: what stands, what is wrong, and how many rows of each tab stand.

    ``held`` names the tables whose tab was there or is, but cannot be used; ``refused_rows`` the rows that do not
    stand. Both are for keeping the last good version (`data.live.lastgood`). ``faults`` says what is wrong with a
    held tab as a whole, ``waived`` which of its faults were approved. ``holds`` says since when and why tables are
    held, and ``approvals_read`` which rows of approvals were read so far, by their hash.
    """

    snapshot: Snapshot
    issues: tuple[Issue, ...]
    rows: Mapping[str, int]
    held: frozenset[str] = frozenset()
    refused_rows: tuple[RefusedRow, ...] = ()
    faults: Faults = field(default_factory=dict)
    waived: Faults = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    approvals_read: frozenset[str] = frozenset()

    @property
    def refused(self) -> bool:
        """Whether a cell or row was refused or a tab held."""
        return any(fault.severity is not Severity.NOTICE for fault in self.issues)


def content_id(tables: Mapping[str, Sequence[Any]], places: Mapping[tuple[str, Key], Place]) -> str:
    """Return the first ten hex digits of the SHA-256 of the content: every value, and every marked cell.

    The records of each table stand in the order of their keys. A later column of which no row says anything is left
    out: it changes nothing in an older sheet.
    """
    digest = hashlib.sha256()
    for table in TABLES:
        if table.source_only and not tables[table.code]:
            continue  # so a source without that tab keeps the ids it had before there was one
        later = [column.name for column in table.columns if column.later]
        values = attrgetter(*(field.name for field in fields(table.record) if field.name not in later))
        rows = [(values(record), _said(record, later)) for record in tables[table.code]]
        lines = json.dumps([[*row, more] if more else row for row, more in rows], ensure_ascii=False, default=str)
        digest.update(f"{table.code}\n{lines}\n".encode())
    marks = [
        json.dumps([code, _named(code, key), sorted(place.doubtful), place.kept], ensure_ascii=False)
        for (code, key), place in places.items()
        if place.doubtful or place.kept
    ]
    digest.update("\n".join(sorted(marks)).encode())
    return digest.hexdigest()[:10]


def _named(code: str, key: Key) -> list[str]:
    """Return a key as texts; where all columns tell rows apart, without the later ones that say nothing."""
    columns = BY_CODE[code].key_columns or BY_CODE[code].columns
    return [str(part) for part, column in zip(key, columns, strict=True) if not column.later or part not in (None, ())]


def _said(record: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return what a record says in columns that joined the contract later: nothing, in what was stored before."""
    return {name: value for name in names if (value := getattr(record, name)) not in (None, ())}


_STAND_INS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "measures": {"number": ("id",)},
    "municipalities": {"title": ("short_title", "code"), "short_title": ("title", "code")},
}
"""What a row is called by where it lacks a name that everything else relies on."""


def records_of(sheet: Sheet) -> tuple[tuple[Any, ...], dict[tuple[str, Key], Place]]:
    """Return a sheet's standing rows as records in their order, and where each stands."""
    table = sheet.table
    names = [column.name for column in table.columns]
    if "band" in sheet.values:
        names.insert(names.index("answer") + 1, "band")
    texts = {column.name for column in table.columns if column.required and column.kind is Kind.TEXT}
    for name in texts:
        sheet.values[name] = ["" if value is None else value for value in sheet.values[name]]
    for name, others in _STAND_INS.get(table.code, {}).items():
        stand_ins = zip(*(sheet.values[other] for other in others), strict=True)
        sheet.values[name] = [
            value or next(filter(None, others_of), value)
            for value, others_of in zip(sheet.values[name], stand_ins, strict=True)
        ]
    records: list[tuple[Key, Any]] = []
    places: dict[tuple[str, Key], Place] = {}
    for position, values in enumerate(zip(*(sheet.values[name] for name in names), strict=True)):
        if position in sheet.refused:
            continue
        record = table.record(*values)
        key = table.key_of(record)
        records.append((key, record))
        # Rows without a key of their own may read alike: what is doubtful in one of them is doubtful in their place.
        doubtful = frozenset(sheet.doubtful.get(position, ()))
        before = places.get((table.code, key))
        places[table.code, key] = Place(sheet.numbers[position], doubtful | before.doubtful if before else doubtful)
    order: dict[Any, Any] = {}

    def place_of(part: Any) -> Any:
        if part not in order:
            order[part] = _sort_part(part)
        return order[part]

    records.sort(key=lambda keyed: [place_of(part) for part in keyed[0]])
    return tuple(record for _, record in records), places


def refused_of(sheet: Sheet) -> Iterable[RefusedRow]:
    """Yield a sheet's rows that do not stand."""
    for position in sorted(sheet.refused):
        bad = sheet.doubtful.get(position, ())
        key = tuple(None if name in bad else sheet.values[name][position] for name in sheet.table.key)
        yield RefusedRow(sheet.table.code, sheet.numbers[position], key)


def row_order(table: Table, record: Any) -> list[Any]:
    """Return what a table's records are sorted by: their keys in Latvian order."""
    return [_sort_part(part) for part in table.key_of(record)]


def _sort_part(part: Any) -> Any:
    if part is None:
        return (0,)
    if isinstance(part, str):
        return (1, latvian_order(part))
    if isinstance(part, PartialDate):
        return (1, part.first, part.iso)
    return (1, part)
