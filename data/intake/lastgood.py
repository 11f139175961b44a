"""What stays when something goes bad: the last good version of a cell, a row or a tab.

Pure: a fresh check and the last accepted snapshot of the same source go in, the check as it is shown comes out.
Kept cells and rows stay marked, so a screen can say that they are not of this read.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from data.intake.check import Checked, RefusedRow, content_id, row_order
from data.intake.schema import TABLES, Table
from data.model import Key, Place, Snapshot


@dataclass
class _Merged:
    """A table while the last good version is laid under it."""

    table: Table
    rows: dict[Key, Any]
    places: dict[tuple[str, Key], Place]


def with_last_good(checked: Checked, last: Snapshot | None) -> Checked:
    """Return a check in which bad cells, refused rows and held tabs keep their last good version.

    ``last`` is the last accepted snapshot of the same source, or None for a first read. Tables it took from the
    embedded data are no version of this source and are not kept: a held one without a version of its own is empty.
    """
    if last is None:
        return checked
    fresh = checked.snapshot
    tables: dict[str, tuple[Any, ...]] = {}
    places: dict[tuple[str, Key], Place] = {}
    for table in TABLES:
        code = table.code
        if code in checked.held and code not in last.embedded:
            tables[code] = getattr(last, code)
            places |= {key: replace(place, kept=True) for key, place in last.places.items() if key[0] == code}
            continue
        own = {key: place for key, place in fresh.places.items() if key[0] == code}
        tables[code] = getattr(fresh, code)
        # Rows without a key have no earlier version to be found, and two of them may say the same.
        if table.key and not table.source_only and code not in last.embedded and code not in fresh.embedded:
            merged = _Merged(table, {table.key_of(record): record for record in tables[code]}, own)
            _keep_cells(merged, last)
            _keep_rows(merged, last, [row for row in checked.refused_rows if row.table == code])
            tables[code] = tuple(sorted(merged.rows.values(), key=partial(row_order, table)))
        places |= own
    snapshot = Snapshot(content_id(tables, places), **tables, embedded=fresh.embedded, places=places)
    return replace(checked, snapshot=snapshot)


def _keep_cells(merged: _Merged, last: Snapshot) -> None:
    code = merged.table.code
    before = {merged.table.key_of(record): record for record in getattr(last, code)}
    for (_, key), place in list(merged.places.items()):
        old = before.get(key)
        if old is None or not place.doubtful:
            continue
        names = [name for name in place.doubtful if name in merged.table.by_name]
        if "answer" in names and hasattr(old, "band"):
            names.append("band")
        merged.rows[key] = replace(merged.rows[key], **{name: getattr(old, name) for name in names})
        merged.places[code, key] = replace(place, kept=True)


def _keep_rows(merged: _Merged, last: Snapshot, refused: list[RefusedRow]) -> None:
    """Let refused rows stand in their last good version: by key, or where the key is bad by what is left of it."""
    table = merged.table
    before = {table.key_of(record): record for record in getattr(last, table.code)}
    gone = {key: record for key, record in before.items() if key not in merged.rows}
    for row in refused:
        key = _match(row, gone, last, table)
        if key is None:
            continue
        merged.rows[key] = gone.pop(key)
        old = last.places.get((table.code, key), Place(row.number))
        merged.places[table.code, key] = replace(old, row=row.number, kept=True)


def _match(row: RefusedRow, gone: dict[Key, Any], last: Snapshot, table: Table) -> Key | None:
    """Find the vanished key that a refused row was: the same key, else the only one that agrees in its sound parts.

    Where several agree, the one that stood in the same row of the sheet.
    """
    if row.key in gone:
        return row.key
    agreeing = [
        key
        for key in gone
        if any(part is not None for part in row.key)
        and all(part is None or part == old for part, old in zip(row.key, key, strict=True))
    ]
    if len(agreeing) == 1:
        return agreeing[0]
    same_row = [key for key in agreeing or gone if _row_of(last, table.code, key) == row.number]
    return same_row[0] if len(same_row) == 1 else None


def _row_of(snapshot: Snapshot, code: str, key: Key) -> int | None:
    place = snapshot.places.get((code, key))
    return place.row if place else None
