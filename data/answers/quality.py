"""How complete the data are: by tab, and by the institution that should have reported."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from data.answers.progress import PlanProgress
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


def completeness(snapshot: Snapshot) -> tuple[TabCompleteness, ...]:
    """Return the completeness of every table, in the snapshot's order of tables."""
    rows = []
    for one in fields(snapshot):
        if one.name in _NOT_TABLES:
            continue
        records = getattr(snapshot, one.name)
        names = [column.name for column in fields(records[0])] if records else []
        filled = sum(getattr(record, name) not in (None, "", ()) for record in records for name in names)
        places = [place for (table, _), place in snapshot.places.items() if table == one.name]
        rows.append(
            TabCompleteness(
                one.name,
                len(records),
                filled,
                len(records) * len(names),
                sum(len(place.doubtful) for place in places),
                sum(place.kept for place in places),
            )
        )
    return tuple(rows)


@dataclass(frozen=True)
class InstitutionRecord:
    """What an institution answers for and has reported: counted measures, how many reported, the newest report."""

    institution: str
    measures: tuple[str, ...]
    reported: int
    last_report: date | None

    @property
    def silent(self) -> int:
        """The number of measures it has never reported on."""
        return len(self.measures) - self.reported


def institution_records(snapshot: Snapshot, state: PlanProgress) -> tuple[InstitutionRecord, ...]:
    """Return what each responsible institution has reported, those with most unreported measures first."""
    silent: dict[str, list[str]] = {}
    reported: dict[str, int] = {}
    last: dict[str, date] = {}
    newest: Mapping[str, date] = {
        item.measure.id: item.newest[Assessor.INSTITUTION].day for item in state.standings if item.reported
    }
    for item in state.standings:
        for institution in item.measure.responsible:
            silent.setdefault(institution, []).append(item.measure.number)
            if day := newest.get(item.measure.id):
                reported[institution] = reported.get(institution, 0) + 1
                last[institution] = max(day, last.get(institution, day))
    records = (
        InstitutionRecord(institution, tuple(numbers), reported.get(institution, 0), last.get(institution))
        for institution, numbers in silent.items()
    )
    return tuple(sorted(records, key=lambda record: (-record.silent, record.institution)))
