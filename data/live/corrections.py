"""What of the shown figures changed from one stored snapshot to the next: compared once, then remembered."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

from data import live
from data.answers.corrections import TABLES, Change, figure_changes
from data.store.contents import Memory

if TYPE_CHECKING:
    from data.store.store import Entry

MOST_SNAPSHOTS = 400
"""Snapshots compared at most, the newest: some 20 ms a pair at first, nothing when asked again."""


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


_pairs = Memory[tuple[str, str], tuple[Logged, ...]](MOST_SNAPSHOTS)
_lock = Lock()


def log(most: int | None = None) -> Log | None:
    """Return what changed between the newest snapshots kept of the source; None where the history cannot be read.

    ``most`` are the snapshots compared, `MOST_SNAPSHOTS` without it.
    """
    try:
        return _log(most or MOST_SNAPSHOTS)
    except live.StoreFault as fault:
        live.unread(fault)
        return None


def _log(most: int) -> Log:
    entries = live.accepted(most)
    if not entries:
        return Log()
    steps = list(pairwise(entries))
    pairs = [(before.clean_hash, after.clean_hash) for before, after in steps]
    with _lock:
        done = next((place for place, pair in enumerate(pairs) if _pairs.get(pair) is None), len(pairs))
        if done < len(pairs):
            by_pair: dict[tuple[str, str], tuple[Logged, ...]] = dict.fromkeys(pairs[done:], ())  # damaged ones stay so
            keys = {after.number: pair for after, pair in zip(entries[1:], pairs, strict=True)}
            for (before, old), (after, new) in pairwise(live.walk(entries[done:], TABLES)):
                sides = (before.id, before.taken_at), (after.id, after.taken_at)
                by_pair[keys[after.number]] = tuple(
                    Logged(change, *sides) for change in figure_changes(old, new, after.day)
                )
            for pair, changes in by_pair.items():
                _pairs.put(pair, changes)
    newest_first = tuple(
        _at(logged, before, after)
        for (before, after), pair in zip(reversed(steps), reversed(pairs), strict=True)
        for logged in _pairs.get(pair) or ()
    )
    return Log(newest_first, len(entries), entries[0].taken_at)


def _at(logged: Logged, before: "Entry", after: "Entry") -> Logged:
    """Return a change where it happened: what was changed to and fro is remembered once, and happened each time."""
    if logged.before[0] != before.id:  # a damaged snapshot was passed over
        return logged
    return Logged(logged.change, (before.id, before.taken_at), (after.id, after.taken_at))
