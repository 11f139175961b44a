"""How complete the data are: by tab, and by the institution that should have reported."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from data.answers.once import once
from data.answers.progress import PlanProgress, Standing
from data.model import Assessor, Snapshot

_NOT_TABLES = frozenset({"id", "embedded", "places"})


@dataclass(frozen=True)
class TabCompleteness:
    """A table's rows, and how many of their cells say something, of how many there are.

    ``doubtful`` counts cells that could not be used, ``kept`` the rows that show an earlier good version.
    """

    table: str
    rows: int
    filled: int
    cells: int
    doubtful: int
    kept: int


@once
def unread(snapshot: Snapshot) -> Mapping[str, int]:
    """Return how many cells of each table, by its code, cannot be read and have no good value either."""
    places = snapshot.places.items()
    return Counter(code for (code, _key), place in places if not place.kept for _name in place.doubtful)


_EMPTY = (None, "", ())


@once
def completeness(snapshot: Snapshot) -> tuple[TabCompleteness, ...]:
    """Return the completeness of every table, in the snapshot's order of tables."""
    doubtful: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for (table, _key), place in snapshot.places.items():
        if place.doubtful or place.kept:
            doubtful[table] += len(place.doubtful)
            kept[table] += place.kept
    rows = []
    for one in fields(snapshot):
        if one.name in _NOT_TABLES:
            continue
        records = getattr(snapshot, one.name)
        names = [column.name for column in fields(records[0])] if records else []
        columns = (map(attrgetter(name), records) for name in names)
        filled = sum(1 for column in columns for cell in column if cell or cell not in _EMPTY)
        rows.append(
            TabCompleteness(
                one.name,
                len(records),
                filled,
                len(records) * len(names),
                doubtful[one.name],
                kept[one.name],
            )
        )
    return tuple(rows)


@dataclass(frozen=True)
class InstitutionRecord:
    """What an institution answers for, by the measures' numbers: those it never reported on, and those it did.

    ``last_report`` is the day of its newest report.
    """

    institution: str
    silent: tuple[str, ...]
    reported: tuple[str, ...]
    last_report: date | None

    @property
    def measures(self) -> int:
        """How many measures it answers for."""
        return len(self.silent) + len(self.reported)


def institution_records(snapshot: Snapshot, state: PlanProgress) -> tuple[InstitutionRecord, ...]:
    """Return what each responsible institution has reported, those with most unreported measures first."""
    standings: dict[str, list[Standing]] = {}
    for item in state.standings:
        for institution in item.measure.responsible:
            standings.setdefault(institution, []).append(item)
    records = (
        InstitutionRecord(
            institution,
            tuple(item.measure.number for item in own if not item.reported),
            tuple(item.measure.number for item in own if item.reported),
            max((item.newest[Assessor.INSTITUTION].day for item in own if item.reported), default=None),
        )
        for institution, own in standings.items()
    )
    return tuple(sorted(records, key=lambda record: (-len(record.silent), record.institution)))
