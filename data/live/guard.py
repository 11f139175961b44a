"""Before a read is shown: does it look like an edit, or like an accident?

A half-empty answer is a valid answer to a program, so only the last good read of the same source can tell. A first
read has none and is never judged. Whole rows may move, come and change as they like; what alarms is what people do not
do on purpose row by row (decision 0004).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from data.contract.columns import Column, Table
from data.contract.tables import BY_CODE, TABLES
from data.contract.written import format_value
from data.intake.result import Checked
from data.model import Key, Snapshot

GONE_SHARE = 0.2
GONE_FROM = 3
"""More than this share of a table's rows gone at once is an accident, where it had at least so many rows."""
WANDERED_VALUES = 3
"""So many different values of one column in other rows than before are an accident."""
MANY = 3
"""So many tables alarming in one read make all that changed in it doubtful."""
PLACES_IN_A_LIST = frozenset(["agenda", "focus"])
"""The tables whose number is a place in a list: what changes within them is told, never held."""
_STATUS = {"updates": "status", "decisions": "state", "plans": "state", "calendar": "state"}
_Rows = Counter[tuple[Any, ...]]
_NAMED = 5
"""Rows that a finding names."""


@dataclass(frozen=True)
class Alarm:
    """One table that looks like an accident: how, as an issue code, in which column, and what the words need."""

    table: str
    code: str
    column: str | None = None
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Loss:
    """What of a table went or changed without being held, for the editor to know: an issue code, and which rows."""

    table: str
    code: str
    keys: tuple[Key, ...]


def alarms(before: Snapshot, fresh: Checked, merged: Snapshot) -> tuple[Alarm, ...]:
    """Return what looks like an accident beside the last good snapshot of the same source.

    ``fresh`` is what was read, ``merged`` the same with last good versions of bad cells and refused rows: a bad row is
    none that is gone. Tables that are held for their tab alone, and those of the embedded data, are not compared.
    """
    alarms_here: list[Alarm] = []
    refused = Counter(row.table for row in fresh.refused_rows)
    for table in TABLES:
        code = table.code
        if table.source_only or code in PLACES_IN_A_LIST or code in fresh.held:
            continue
        old, new = getattr(before, code), getattr(fresh.snapshot, code)
        if not _both_own(before, fresh.snapshot, code) or not old or old == new:
            continue
        alarm = _vanished(table, old, new, refused[code]) or _referred(table, before, merged)
        if alarm := alarm or _wandered(table, old, getattr(merged, code)):
            alarms_here.append(alarm)
    return tuple(alarms_here)


def _both_own(before: Snapshot, after: Snapshot, code: str) -> bool:
    return code not in before.embedded and code not in after.embedded


# Rows that are gone


def _vanished(table: Table, old: Sequence[Any], new: Sequence[Any], refused: int) -> Alarm | None:
    gone = _gone(table, old, new)[0] - refused
    if len(old) < GONE_FROM or gone <= GONE_SHARE * len(old):
        return None
    counts = (("rows", str(gone)), ("before", str(len(old))))
    return Alarm(table.code, "guard_vanished" if new else "guard_emptied", args=counts)


def _gone(table: Table, old: Sequence[Any], new: Sequence[Any]) -> tuple[int, tuple[Key, ...], tuple[Key, ...]]:
    """Return how many rows are gone, which, and which only have another key now (each by its old key).

    Rows without a key are told apart by all they say: an edited one looks like one removed and one added, so
    only the fewer rows count as gone.
    """
    if not table.key:
        lost = tuple(table.key_of(record) for record in (Counter(old) - Counter(new)).elements())
        fewer = max(0, len(old) - len(new))
        return fewer, lost[:fewer], ()
    before, after = ({table.key_of(record): record for record in records} for records in (old, new))
    rest = _values([name for name in table.by_name if name not in table.key])
    came = Counter(rest(record) for key, record in after.items() if key not in before)
    gone, rekeyed = [], []
    for key, record in before.items():
        if key in after:
            continue
        content = rest(record)
        if came[content] and any(content):
            came[content] -= 1
            rekeyed.append(key)
        else:
            gone.append(key)
    return len(gone), tuple(gone), tuple(rekeyed)


def _values(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives a record's values of some columns; a band's own word counts as the answer it is."""

    def values(record: Any) -> tuple[Any, ...]:
        return tuple((record.answer or record.band) if name == "answer" else getattr(record, name) for name in names)

    if "answer" in names:
        return values
    if len(names) == 1:
        value_of = attrgetter(names[0])
        return lambda record: (value_of(record),)
    return attrgetter(*names) if names else lambda _: ()


# Rows that others refer to


def _referred(table: Table, before: Snapshot, merged: Snapshot) -> Alarm | None:
    """Find the rows that are gone though rows that are still there name them."""
    ids = _IDS.get(table.code)
    if ids is None:
        return None
    left = {ids(record) for record in getattr(merged, table.code)}
    lost = {ids(record): record for record in getattr(before, table.code) if ids(record) not in left}
    if not lost:
        return None
    naming = {name: place for name, place in _references(table, merged) if name in lost}
    if not naming:
        return None
    keys = [key for key in lost if key in naming]
    keys_named = ", ".join("/".join(key) for key in keys[:_NAMED]) + ("…" if len(keys) > _NAMED else "")
    args = (("keys", keys_named), ("target", naming[keys[0]][0]), ("row", naming[keys[0]][1]))
    heir = _heir(table, lost[keys[0]], before, merged) if len(keys) == 1 else None
    if heir:
        return Alarm(table.code, "guard_renamed", args=(*args, ("value", heir)))
    return Alarm(table.code, "guard_referred", args=args)


_IDS: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    **{
        code: _values(BY_CODE[code].key)
        for code in ("plans", "institutions", "municipalities", "indicators", "meetings", "measures")
    },
    "directions": _values(["plan", "number"]),
    "commitments": _values(["plan", "number"]),
    "trust": _values(["indicator"]),
}


def _references(table: Table, merged: Snapshot) -> Iterable[tuple[tuple[str, ...], tuple[str, str]]]:
    """Give what the source's own rows refer to in a table, each with the tab and row of one that does."""
    for other in TABLES:
        if other.code in merged.embedded:
            continue
        for column in other.columns:
            if column.ref != table.code and not (column.ref == "targets" and table.code in ("measures", "commitments")):
                continue
            for record in getattr(merged, other.code):
                value = getattr(record, column.name)
                for name in (value if isinstance(value, tuple) else (value,)) if value else ():
                    yield _id_of(table, column, name, record), _place_of(other, record, merged)


def _id_of(table: Table, column: Column, name: str, record: Any) -> tuple[str, ...]:
    if column.ref == "targets":
        return tuple(name.split("/", 1)) if table.code == "commitments" else (name,)
    return (record.plan, name) if table.code in ("directions", "commitments") else (name,)


def _place_of(table: Table, record: Any, merged: Snapshot) -> tuple[str, str]:
    place = merged.places.get((table.code, table.key_of(record)))
    return table.tab, str(place.row) if place else "?"


def _heir(table: Table, lost: Any, before: Snapshot, merged: Snapshot) -> str | None:
    """Return the new key of a row that otherwise says what a lost one said."""
    rest = _values([name for name in table.by_name if name not in table.key])
    known = {table.key_of(record) for record in getattr(before, table.code)}
    heirs = [
        table.key_of(record)
        for record in getattr(merged, table.code)
        if rest(record) == rest(lost) and table.key_of(record) not in known
    ]
    return "/".join(map(str, heirs[0])) if len(heirs) == 1 else None


# Columns that wandered


def _wandered(table: Table, old: Sequence[Any], new: Sequence[Any]) -> Alarm | None:
    """Find a column of which at least three values stand in other rows, whose other columns stayed."""
    names = list(table.by_name)
    every = _values(names)
    before, after = Counter(map(every, old)), Counter(map(every, new))
    only_old, only_new = before - after, after - before
    if not only_old or not only_new:
        return None
    for place, name in enumerate(names):
        left, came = only_old, only_new
        if name in table.key:
            left, came = _sure_of(table, place, left, before, after), _sure_of(table, place, came, after, before)
        moved = _moved(_by_rest(left, place), _by_rest(came, place))
        if len(moved) >= WANDERED_VALUES:
            return Alarm(table.code, "guard_wandered", table.by_name[name].header, (("count", str(len(moved))),))
    return _wandered_together(table, old, new)


def _sure_of(table: Table, place: int, rows: _Rows, mine: _Rows, other: _Rows) -> _Rows:
    """Return the rows of which a key column can be said to have wandered.

    Where many rows say the same but for their key, as answers do, a row whose key is still there was answered anew.
    """
    at = [list(table.by_name).index(name) for name in table.key]
    keys = {tuple(values[part] for part in at) for values in other}
    alike = (_by_rest(mine, place), _by_rest(other, place))

    def sure(values: tuple[Any, ...]) -> bool:
        rest = values[:place] + values[place + 1 :]
        alone = all(rest in counts and counts[rest].total() == 1 for counts in alike)
        return alone or tuple(values[part] for part in at) not in keys

    return Counter({values: count for values, count in rows.items() if sure(values)})


def _by_rest(rows: Counter[tuple[Any, ...]], place: int) -> Mapping[tuple[Any, ...], Counter[Any]]:
    """Return the values of one column by what the other columns say."""
    by_rest: dict[tuple[Any, ...], Counter[Any]] = defaultdict(Counter)
    for values, count in rows.items():
        by_rest[values[:place] + values[place + 1 :]][values[place]] += count
    return by_rest


def _moved(before: Mapping[Any, Counter[Any]], after: Mapping[Any, Counter[Any]]) -> set[Any]:
    """Return the values that left a row and stand in another; only rows that are there before and after count."""
    left: set[Any] = set()
    came: set[Any] = set()
    for row, values in before.items():
        now = after.get(row)
        if now is None or now.total() != values.total():
            continue
        left |= (values - now).keys()
        came |= (now - values).keys()
    return {value for value in left & came if value not in (None, "", ())}


def _wandered_together(table: Table, old: Sequence[Any], new: Sequence[Any]) -> Alarm | None:
    """Find columns beside each other that wandered as one, as when some of a table's columns are sorted."""
    if not table.key:
        return None
    names = [name for name in table.by_name if name not in table.key]
    values = _values(names)
    after = {table.key_of(record): values(record) for record in new}
    groups: dict[tuple[int, ...], list[tuple[Key, tuple[Any, ...], tuple[Any, ...]]]] = defaultdict(list)
    for record in old:
        key, before_values = table.key_of(record), values(record)
        now = after.get(key, before_values)
        if changed := tuple(
            place for place, (one, other) in enumerate(zip(before_values, now, strict=True)) if one != other
        ):
            groups[changed].append((key, tuple(before_values[at] for at in changed), tuple(now[at] for at in changed)))
    for places, rows in groups.items():
        if (
            len(places) > 1
            and len({value for _, value, _ in rows} & {value for _, _, value in rows}) >= WANDERED_VALUES
        ):
            headers = ", ".join(table.by_name[names[place]].header for place in places)
            return Alarm(table.code, "guard_wandered", headers, (("count", str(len(rows))),))
    return None


# What is told


def losses(before: Snapshot, after: Checked) -> tuple[Loss, ...]:
    """Return what went or changed since the last good snapshot and is not held: rows gone, keys and statuses changed.

    ``after`` is what is shown from now on, last good versions included.
    """
    all_losses: list[Loss] = []
    for table in TABLES:
        code = table.code
        if table.source_only or code in after.held or not _both_own(before, after.snapshot, code):
            continue
        old, new = getattr(before, code), getattr(after.snapshot, code)
        if old == new:
            continue
        _, gone, rekeyed = _gone(table, old, new)
        all_losses += [Loss(code, "guard_rows_gone", gone)] if gone else []
        all_losses += [Loss(code, "guard_keys_changed", rekeyed)] if rekeyed else []
        if changed := _restated(table, old, new):
            all_losses.append(Loss(code, "guard_statuses_changed", changed))
    return tuple(all_losses)


def _restated(table: Table, old: Sequence[Any], new: Sequence[Any]) -> tuple[Key, ...]:
    """Return the rows whose status is another now."""
    name = _STATUS.get(table.code)
    if name is None:
        return ()
    value_of = attrgetter(name)
    before = {table.key_of(record): value_of(record) for record in old}
    keys = ((table.key_of(record), value_of(record)) for record in new)
    return tuple(key for key, status in keys if key in before and before[key] != status)


def named(table: Table, keys: Sequence[Key]) -> str:
    """Return the first few rows by their keys, as the sheet writes them."""
    columns = table.key_columns or table.columns
    names = [" · ".join(filter(None, map(format_value, key, columns))) for key in keys[:_NAMED]]
    return "; ".join(part[:80] for part in names) + ("…" if len(keys) > _NAMED else "")
