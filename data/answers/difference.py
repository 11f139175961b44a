"""What two snapshots say differently: row by row, and above all what was changed without a report that says so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from data.contract.columns import Table
from data.contract.tables import BY_CODE, TABLES
from data.contract.written import format_value, value_of
from data.frames import FrameColumn, framed
from data.model import Key, Measure, PartialDate, Record, Snapshot, Update
from data.words import N_

if TYPE_CHECKING:
    import pandas as pd


class Act(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Meaning(StrEnum):
    """Which of the changes that a council asks about a changed cell is."""

    REWORDED = "reworded"
    DEADLINE_MOVED = "deadline_moved"
    STATUS_CHANGED = "status_changed"


_MEANINGS: Mapping[tuple[str, str], Meaning] = {
    ("measures", "title"): Meaning.REWORDED,
    ("commitments", "title"): Meaning.REWORDED,
    ("decisions", "text"): Meaning.REWORDED,
    ("focus", "text"): Meaning.REWORDED,
    ("measures", "deadline"): Meaning.DEADLINE_MOVED,
    ("updates", "new_deadline"): Meaning.DEADLINE_MOVED,
    ("decisions", "due"): Meaning.DEADLINE_MOVED,
    ("updates", "status"): Meaning.STATUS_CHANGED,
    ("decisions", "state"): Meaning.STATUS_CHANGED,
}


@dataclass(frozen=True)
class CellChange:
    """A cell by its column's code name, as the sheet would hold it; ``unsure`` where one of the two was unreadable."""

    column: str
    before: str
    after: str
    unsure: bool = False


@dataclass(frozen=True)
class RowChange:
    """A row that came, went or changed, by table and key; ``cells`` are what changed in it."""

    table: str
    key: Key
    act: Act
    before: Record | None
    after: Record | None
    cells: tuple[CellChange, ...] = ()

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What a council would call it, where there is a word for it."""
        possible = (_MEANINGS.get((self.table, cell.column)) for cell in self.cells)
        return tuple(dict.fromkeys(meaning for meaning in possible if meaning))

    @property
    def measure(self) -> str | None:
        """The id of the measure that a changed measure or report speaks of."""
        record = self.after or self.before
        if isinstance(record, Measure):
            return record.id
        return record.measure if isinstance(record, Update) else None


def difference(before: Snapshot, after: Snapshot) -> tuple[RowChange, ...]:
    """Return what changed from one snapshot to another: by table in the contract's order, then in the order of keys."""
    changes: list[RowChange] = []
    for table in TABLES:
        old, new = getattr(before, table.code), getattr(after, table.code)
        if old != new:
            changes += _keyed(table, before, after) if table.key else _keyless(table, old, new)
    return tuple(changes)


def _keyed(table: Table, before: Snapshot, after: Snapshot) -> Iterable[RowChange]:
    old = {table.key_of(record): record for record in getattr(before, table.code)}
    new = {table.key_of(record): record for record in getattr(after, table.code)}
    for key, record in old.items():
        now = new.get(key)
        if now is None:
            yield RowChange(table.code, key, Act.REMOVED, record, None)
        elif record != now:
            unsure = _doubtful(before, table, key) | _doubtful(after, table, key)
            yield RowChange(table.code, key, Act.CHANGED, record, now, _cells(table, record, now, unsure))
    for key, record in new.items():
        if key not in old:
            yield RowChange(table.code, key, Act.ADDED, None, record)


def _keyless(table: Table, old: Sequence[Any], new: Sequence[Any]) -> Iterable[RowChange]:
    """Rows that are told apart by all they say only come and go."""
    for record in (Counter(old) - Counter(new)).elements():
        yield RowChange(table.code, table.key_of(record), Act.REMOVED, record, None)
    for record in (Counter(new) - Counter(old)).elements():
        yield RowChange(table.code, table.key_of(record), Act.ADDED, None, record)


def _doubtful(snapshot: Snapshot, table: Table, key: Key) -> frozenset[str]:
    place = snapshot.places.get((table.code, key))
    return place.doubtful if place else frozenset()


def _cells(table: Table, old: Any, new: Any, unsure: frozenset[str]) -> tuple[CellChange, ...]:
    differing: list[CellChange] = []
    for column in table.columns:
        before, after = (format_value(value_of(record, column), column) for record in (old, new))
        if before != after:
            differing.append(CellChange(column.name, before, after, column.name in unsure))
    return tuple(differing)


def silent_edits(
    before: Snapshot, after: Snapshot, since: date | None = None, until: date | None = None
) -> tuple[RowChange, ...]:
    """Return the changes that no report explains.

    These are reports that were altered or taken away after they had been given, and measures whose title or deadline
    changed while no new report on them came in. Of ``since`` and ``until``, the days of the two snapshots, new reports
    must be dated neither before the one nor after the other. A cell that could not be read is no edit.
    """
    changes = difference(before, after)
    explained = {
        change.measure
        for change in changes
        if change.act is Act.ADDED
        and isinstance(change.after, Update)
        and (since is None or change.after.day >= since)
        and (until is None or change.after.day <= until)
    }
    return tuple(change for change in changes if _silent(change, explained))


def _silent(change: RowChange, explained: set[str | None]) -> bool:
    sure = [cell.column for cell in change.cells if not cell.unsure]
    if change.table == "updates":
        return change.act is Act.REMOVED or bool(sure)
    return change.table == "measures" and bool({"title", "deadline"} & set(sure)) and change.measure not in explained


DIFFERENCE = (
    FrameColumn("table", "category", N_("The table by its code name."), allowed=tuple(table.code for table in TABLES)),
    FrameColumn(
        "key", "object", N_("What tells the row apart: its key as the sheet has it, or all of it without one.")
    ),
    FrameColumn("act", "category", N_("What became of the row."), allowed=tuple(Act)),
    FrameColumn(
        "column", "string", N_("The column that changed, by its code name; missing for a row that came or went.")
    ),
    FrameColumn("before", "string", N_("What the cell said, as the sheet has it; missing where it was empty.")),
    FrameColumn("after", "string", N_("What it says now; missing where it is empty.")),
    FrameColumn("unsure", "boolean", N_("Whether one of the two could not be read.")),
    FrameColumn(
        "meaning", "category", N_("What a council would call it, where it has a word."), allowed=tuple(Meaning)
    ),
    FrameColumn("measure", "string", N_("The measure that a changed measure or report is about."), ref="measures"),
    FrameColumn("silent", "boolean", N_("Whether no report explains the change.")),
)
"""What each column of `difference_frame` is."""


def difference_frame(before: Snapshot, after: Snapshot) -> "pd.DataFrame":
    """Return what changed from one snapshot to another: a row a changed cell, and one a row that came or went."""
    silent = {(change.table, change.key) for change in silent_edits(before, after)}
    listed: list[tuple[RowChange, CellChange | None]] = []
    for change in difference(before, after):
        listed += [(change, cell) for cell in change.cells or (None,)]
    values: dict[str, list[Any]] = {
        "table": [change.table for change, _ in listed],
        "key": [_key_said(change) for change, _ in listed],
        "act": [change.act.value for change, _ in listed],
        "column": [cell and cell.column for _, cell in listed],
        "before": [(cell and cell.before) or None for _, cell in listed],
        "after": [(cell and cell.after) or None for _, cell in listed],
        "unsure": [bool(cell and cell.unsure) for _, cell in listed],
        "meaning": [cell and _MEANINGS.get((change.table, cell.column)) for change, cell in listed],
        "measure": [change.measure for change, _ in listed],
        "silent": [(change.table, change.key) in silent for change, _ in listed],
    }
    return framed(DIFFERENCE, values)


def _key_said(change: RowChange) -> tuple[str, ...]:
    table = BY_CODE[change.table]
    columns = table.key_columns or table.columns
    return tuple(format_value(part, column) for part, column in zip(change.key, columns, strict=True))


@dataclass(frozen=True)
class Seen:
    """What a measure said, and the day on which it was first seen to say so."""

    day: date
    value: str | PartialDate | None


@dataclass(frozen=True)
class Drift:
    """The chain of a measure's deadlines and wordings, the first ones first; ``gone`` since when it is not there."""

    measure: str
    deadlines: tuple[Seen, ...]
    wordings: tuple[Seen, ...]
    gone: date | None = None


def drifts(versions: Iterable[tuple[date, Snapshot]]) -> dict[str, Drift]:
    """Return the drift of every measure that ever was, from snapshots with their days in order.

    ``((entry.day, own) for entry, own in store.versions("measures"))`` gives them. A cell that could not be read says
    nothing.
    """
    deadlines: dict[str, list[Seen]] = {}
    wordings: dict[str, list[Seen]] = {}
    gone: dict[str, date] = {}
    for day, snapshot in versions:
        there = {measure.id: measure for measure in snapshot.measures}
        for measure_id, measure in there.items():
            place = snapshot.origin(measure)
            doubtful = place.doubtful if place else frozenset[str]()
            for chain, name in ((deadlines, "deadline"), (wordings, "title")):
                history = chain.setdefault(measure_id, [])
                value = getattr(measure, name)
                if name not in doubtful and (not history or history[-1].value != value):
                    history.append(Seen(day, value))
            gone.pop(measure_id, None)
        for measure_id in deadlines.keys() - there.keys():
            gone.setdefault(measure_id, day)
    return {
        measure_id: Drift(measure_id, tuple(deadlines[measure_id]), tuple(wordings[measure_id]), gone.get(measure_id))
        for measure_id in deadlines
    }


def drift(versions: Iterable[tuple[date, Snapshot]], measure: str) -> Drift | None:
    """Return the drift of one measure, None where no snapshot knows it; ``versions`` as for `drifts`."""
    return drifts(versions).get(measure)
