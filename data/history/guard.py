"""Before a read is shown: does it look like an edit, or like an accident?

A half-empty answer is a valid answer to a program, so only the last good read of the same source can tell. A first
read has none and is never held (decision 0004 in docs/decisions/).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from data.intake.check import Checked
from data.intake.schema import TABLES, Table
from data.model import Snapshot

VANISHED_ROWS, VANISHED_SHARE = 2, 0.20
CHANGED_ROWS, CHANGED_SHARE = 10, 0.30
ACCEPT_AFTER = timedelta(minutes=10)
ACCEPT_READS = 3


class Alarm(StrEnum):
    """What looks like an accident."""

    EMPTIED = "emptied"
    VANISHED = "vanished"
    CHANGED = "changed"


@dataclass(frozen=True)
class Suspicion:
    """One table that looks like an accident, with the number of rows it concerns and the number there were."""

    table: str
    alarm: Alarm
    rows: int
    before: int


def suspicions(before: Snapshot | None, after: Checked) -> tuple[Suspicion, ...]:
    """Return what in a fresh check looks like an accident beside the last good snapshot of the same source."""
    if before is None:
        return ()
    found = []
    for table in TABLES:
        code = table.code
        if code in before.embedded or code in after.held or code in after.snapshot.embedded:
            continue
        old, new = getattr(before, code), getattr(after.snapshot, code)
        refused = sum(row.table == code for row in after.refused_rows)
        if not old:
            continue
        if not new and not refused:
            found.append(Suspicion(code, Alarm.EMPTIED, len(old), len(old)))
            continue
        gone, changed = _moved(table, old, new)
        vanished = gone - refused
        if vanished > max(VANISHED_ROWS, VANISHED_SHARE * len(old)):
            found.append(Suspicion(code, Alarm.VANISHED, vanished, len(old)))
            continue
        if changed > max(CHANGED_ROWS, CHANGED_SHARE * len(old)):
            found.append(Suspicion(code, Alarm.CHANGED, changed, len(old)))
    return tuple(found)


def _moved(table: Table, old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """Return how many rows are gone and how many say something else.

    Rows without a key are told apart by all they say: an edited one looks gone and come, so only the fewer rows count
    as gone and the others that are not there any more as changed.
    """
    if not table.key:
        fewer = max(0, len(old) - len(new))
        return fewer, (Counter(old) - Counter(new)).total() - fewer
    before = {table.key_of(record): record for record in old}
    after = {table.key_of(record): record for record in new}
    changed = sum(key in before and before[key] != record for key, record in after.items())
    return len(before.keys() - after.keys()), changed


@dataclass(frozen=True)
class Held:
    """A read that is held back: its content, why, since when and how often it has been read the same."""

    content: str
    suspicions: tuple[Suspicion, ...]
    since: datetime
    reads: int

    def again(self, content: str, found: tuple[Suspicion, ...], now: datetime) -> "Held":
        """Return the state after one more suspicious read: counted on when the content is the same, else begun anew."""
        if content == self.content:
            return Held(content, found, self.since, self.reads + 1)
        return Held(content, found, now, 1)

    def meant(self, now: datetime) -> bool:
        """Tell whether the same content has stood long and often enough to be meant."""
        return self.reads >= ACCEPT_READS and now - self.since >= ACCEPT_AFTER
