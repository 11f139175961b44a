"""Rows that share a key: those that say the same are counted once, those that do not are refused."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from data.contract.columns import Column, Kind, Table
from data.contract.written import format_value
from data.intake.sheet import Sheet
from data.intake.tabs import issue
from data.intake.text import fold, quoted, shown
from data.model import Key


def refuse_doubles(sheet: Sheet) -> None:
    """Count equal rows once, then refuse those that share a key and say different things."""
    table, grid = sheet.table, sheet.grid
    columns = table.key_columns
    shared = _sharing(sheet, columns or table.columns)
    if not shared:
        return
    repeated: dict[int, list[int]] = {}
    for positions in shared:
        by_content: dict[Any, list[int]] = defaultdict(list)
        for position in positions:
            by_content[_whole(sheet, position)].append(position)
        for alike in by_content.values():
            # Without a key, rows of which something cannot be read are not known to say the same.
            if len(alike) < 2 or (not columns and any(sheet.doubtful[position] for position in alike)):
                continue
            first = min(alike, key=lambda position: _origin(sheet, position))
            repeated[first] = [position for position in alike if position != first]
    header, place = (
        (grid.headers.get(columns[0].name, columns[0].header), grid.columns.get(columns[0].name))
        if columns
        else (None, None)
    )

    def add(code: str, position: int, positions: Iterable[int], **args: object) -> None:
        number, rows = sheet.numbers[position], ", ".join(str(sheet.numbers[at]) for at in positions)
        parts = (format_value(sheet.values[column.name][position], column) for column in columns or table.columns)
        text = shown(" · ".join(part for part in parts if part))
        sheet.issues.append(
            issue(code, grid.tab.title, number, header, shown_text=text, place=place, rows=rows, **args)
        )

    again = {position for positions in repeated.values() for position in positions}
    for positions in shared if columns else ():
        if len(set(positions) - again) > 1:
            for position in positions:
                add("duplicate_key", position, positions, lost="row", columns=quoted(one.header for one in columns))
                sheet.refused.add(position)
            again -= set(positions)
    for first, positions in repeated.items():
        if again.issuperset(positions):
            add("rows_repeated", first, sorted([first, *positions]))
    if again:
        sheet.drop(again)


def _sharing(sheet: Sheet, columns: Sequence[Column]) -> list[list[int]]:
    """Return the groups of rows that say the same in some columns; rows whose key cannot be used are in none."""
    is_key = [column.kind is Kind.ID and not column.ref for column in columns]
    values = (sheet.values[column.name] for column in columns)
    same = [
        [fold(value or "") for value in values_of] if is_own else values_of
        for is_own, values_of in zip(is_key, values, strict=True)
    ]
    names = set(sheet.table.key)
    places: dict[Key, list[int]] = defaultdict(list)
    for position, key in enumerate(zip(*same, strict=True)):
        if position not in sheet.refused or names.isdisjoint(sheet.doubtful[position]):
            places[key].append(position)
    return [positions for positions in places.values() if len(positions) > 1]


_ORIGIN = ("source", "link", "note", "confidence", "sample", "fieldwork", "question", "question_en")
"""Where a figure comes from: the same one from two sources is one figure, where rows are told apart by a key."""


def _origins(table: Table) -> tuple[str, ...]:
    return tuple(name for name in _ORIGIN if name in table.by_name) if table.key and "source" in table.by_name else ()


def _whole(sheet: Sheet, position: int) -> Any:
    """Return all that a row says but for where it comes from, bad cells as they were written."""
    bad, origins = sheet.doubtful.get(position, ()), _origins(sheet.table)
    return tuple(
        ("bad", shown(sheet.cell(position, column))) if column.name in bad else sheet.values[column.name][position]
        for column in sheet.table.columns
        if column.name not in origins
    )


def _origin(sheet: Sheet, position: int) -> Any:
    """Return what puts the row that says most of where it comes from first, in whatever order the rows stand."""
    origins = [str(sheet.values[name][position] or "") for name in _origins(sheet.table)]
    return (-sum(map(bool, origins)), origins, position)
