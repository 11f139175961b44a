"""What stays when something goes bad: the last good version of a cell, a row or a tab.

Pure: a fresh check and the last accepted snapshot of the same source go in, the check as it is shown comes out.
Kept cells and rows stay marked, so a screen can say that they are not of this read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from data.contract.columns import Table
from data.contract.tables import TABLES
from data.intake.result import Checked, RefusedRow, content_id, row_order
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
        own_places = {key: place for key, place in fresh.places.items() if key[0] == code}
        tables[code] = getattr(fresh, code)
        if not table.source_only and code not in last.embedded and code not in fresh.embedded:
            if table.key:
                merged = _Merged(table, {table.key_of(record): record for record in tables[code]}, own_places)
                _keep_cells(merged, last)
                _keep_rows(merged, last, [row for row in checked.refused_rows if row.table == code])
                rows: Iterable[Any] = merged.rows.values()
            else:
                rows = _keep_alike(table, tables[code], own_places, last)
            tables[code] = tuple(sorted(rows, key=partial(row_order, table)))
        places |= own_places
    if places == fresh.places and all(tables[table.code] == getattr(fresh, table.code) for table in TABLES):
        return checked  # nothing had to be kept, and the content bears its name already
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


def _keep_alike(
    table: Table, records: tuple[Any, ...], places: dict[tuple[str, Key], Place], last: Snapshot
) -> list[Any]:
    """Return the rows of a table without a key, those with bad cells in the version that is gone and says the rest.

    Where several do, the one that stood in the same row of the sheet. A row that stands twice is left as it is.
    """
    code, there = table.code, Counter(records)
    gone = Counter(getattr(last, code)) - there
    rows = list(records)
    for at, record in enumerate(records):
        place = places.get((code, table.key_of(record)))
        if place is None or not place.doubtful or there[record] > 1:
            continue
        sure = [name for name in table.by_name if name not in place.doubtful]
        alike = [old for old in +gone if all(getattr(old, name) == getattr(record, name) for name in sure)]
        if len(alike) > 1:
            alike = [old for old in alike if _row_of(last, code, table.key_of(old)) == place.row]
        if len(alike) == 1 and (code, table.key_of(alike[0])) not in places:
            gone[alike[0]] -= 1
            rows[at] = alike[0]
            del places[code, table.key_of(record)]
            places[code, table.key_of(alike[0])] = replace(place, kept=True)
    return rows


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
