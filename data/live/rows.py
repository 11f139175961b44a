"""When rows were changed or withdrawn, as the snapshots kept tell it: feeds and calendars owe it to their readers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from data import live
from data.contract.tables import BY_CODE
from data.model import Key
from data.store.contents import Memory

MOST_SNAPSHOTS = 100
"""Snapshots looked through at most, the newest: what was withdrawn before is known to nobody who asks daily."""
TABLES = ("measures", "updates", "meetings", "decisions", "calendar")
"""The tables whose rows are followed, by code name."""


@dataclass(frozen=True)
class Life:
    """A row as it stood last, when it was last changed, None where it never was, and since when it is gone."""

    record: Any
    changed: datetime | None = None
    gone: datetime | None = None


Lives: TypeAlias = Mapping[tuple[str, Key], Life]
"""By the table's code name and the row's key."""
_kept = Memory[tuple[object, ...], Lives](2)


def lives() -> Lives:
    """Return what became of each row between the newest snapshots kept; nothing where the history cannot be read."""
    try:
        entries = live.accepted(MOST_SNAPSHOTS)
        key = tuple((entry.number, entry.clean_hash) for entry in entries)
        found = _kept.get(key)
        if found is None:
            found = _followed(live.walk(entries, TABLES))
            _kept.put(key, found)
    except live.StoreFault as fault:
        live.unread(fault)
        return {}
    return found


def _followed(kept: Any) -> Lives:
    found: dict[tuple[str, Key], Life] = {}
    last: dict[str, Any] = {}
    for entry, snapshot in kept:
        for code in TABLES:
            rows = getattr(snapshot, code)
            if rows is last.get(code):
                continue
            last[code] = rows
            now = {(code, BY_CODE[code].key_of(row)): row for row in rows}
            for key, row in now.items():
                known = found.get(key)
                if known is None:
                    found[key] = Life(row)
                elif known.gone or known.record != row:
                    found[key] = Life(row, entry.taken_at)
            for key in [key for key, life in found.items() if key[0] == code and key not in now and not life.gone]:
                found[key] = replace(found[key], gone=entry.taken_at)
    return found
