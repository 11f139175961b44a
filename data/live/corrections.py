"""What of the shown figures changed from one stored snapshot to the next: compared once, then remembered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

from data import live
from data.answers.corrections import TABLES, Change, Shown, figure_changes
from data.store.contents import Memory

if TYPE_CHECKING:
    from data.store.store import Entry

MOST_SNAPSHOTS = 400
"""Snapshots compared at most, the newest: some 20 ms a pair at first, nothing when asked again."""
MOST_ANSWERS = 50
"""Snapshots compared at most for the answers of one municipality."""
ANSWER_TABLES = frozenset(["indicators", "indicator_values", "municipalities"])
ANSWER_FACETS = frozenset([Shown.ANSWER, Shown.STAGE, Shown.SINCE, Shown.NUMBER])
"""The figures that are a municipality's answer, and the tables they come from."""


@dataclass(frozen=True)
class Logged:
    """A changed figure, and the two snapshots between which it changed: each one's id and when it was taken."""

    change: Change
    before: tuple[str, datetime]
    after: tuple[str, datetime]


@dataclass(frozen=True)
class Log:
    """What changed between the snapshots kept, the newest first; ``compared`` is their number, ``since`` the first."""

    changes: tuple[Logged, ...] = ()
    compared: int = 0
    since: datetime | None = None


_Pairs = Memory[tuple[str, str], tuple[Logged, ...]]
_ByUnit = Mapping[str, Sequence[Logged]]
_pairs = _Pairs(MOST_SNAPSHOTS)
_answer_pairs = _Pairs(MOST_ANSWERS)
_by_unit = Memory[tuple[object, ...], _ByUnit](2)
_lock = Lock()


def log() -> Log | None:
    """Return what changed between the newest snapshots kept of the source; None where the history cannot be read."""
    try:
        return _log(live.accepted(MOST_SNAPSHOTS), TABLES, _pairs)
    except live.StoreFault as fault:
        live.unread(fault)
        return None


def log_of(municipality: str) -> Log | None:
    """Return what changed of one municipality's answers between the newest snapshots kept; None as for `log`.

    No other table is read for it, so whoever opens the first page waits less than for all figures.
    """
    try:
        entries = live.accepted(MOST_ANSWERS)
        key = tuple((entry.number, entry.clean_hash, entry.taken_at) for entry in entries)
        by_unit = _by_unit.get(key)
        if by_unit is None:
            by_unit = _grouped(_log(entries, ANSWER_TABLES, _answer_pairs))
            _by_unit.put(key, by_unit)
    except live.StoreFault as fault:
        live.unread(fault)
        return None
    return Log(tuple(by_unit.get(municipality, ())), len(entries), entries[0].taken_at if entries else None)


def _grouped(found: Log) -> _ByUnit:
    by_unit: dict[str, list[Logged]] = {}
    for logged in found.changes:
        if logged.change.figure.shown in ANSWER_FACETS:
            by_unit.setdefault(logged.change.figure.of[0], []).append(logged)
    return by_unit


def _log(entries: "Sequence[Entry]", tables: Collection[str], memory: _Pairs) -> Log:
    if not entries:
        return Log()
    steps = list(pairwise(entries))
    pairs = [(before.clean_hash, after.clean_hash) for before, after in steps]
    with _lock:
        done = next((place for place, pair in enumerate(pairs) if memory.get(pair) is None), len(pairs))
        if done < len(pairs):
            by_pair: dict[tuple[str, str], tuple[Logged, ...]] = dict.fromkeys(pairs[done:], ())  # damaged ones stay so
            keys = {after.number: pair for after, pair in zip(entries[1:], pairs, strict=True)}
            for (before, old), (after, new) in pairwise(live.walk(entries[done:], tables)):
                sides = (before.id, before.taken_at), (after.id, after.taken_at)
                by_pair[keys[after.number]] = tuple(
                    Logged(change, *sides) for change in figure_changes(old, new, after.day)
                )
            for pair, changes in by_pair.items():
                memory.put(pair, changes)
    newest_first = tuple(
        _at(logged, before, after)
        for (before, after), pair in zip(reversed(steps), reversed(pairs), strict=True)
        for logged in memory.get(pair) or ()
    )
    return Log(newest_first, len(entries), entries[0].taken_at)


def _at(logged: Logged, before: "Entry", after: "Entry") -> Logged:
    """Return a change where it happened: what was changed to and fro is remembered once, and happened each time."""
    if logged.before[0] != before.id:  # a damaged snapshot was passed over
        return logged
    return Logged(logged.change, (before.id, before.taken_at), (after.id, after.taken_at))
