"""Everything the snapshot holds on one measure, on a day."""

from dataclasses import dataclass
from datetime import date

from data.answers.events import last_day
from data.answers.progress import Standing, measures_of, reports_by_measure, standing
from data.answers.schedule import Reporting, Schedule, deadlines, reporting, schedule
from data.model import (
    AgendaItem,
    Commitment,
    Decision,
    Direction,
    Event,
    FocusItem,
    Funding,
    Measure,
    PartialDate,
    Place,
    Snapshot,
    Update,
)


@dataclass(frozen=True)
class Dossier:
    """One measure in full; reports are newest first, ``previous`` and ``next`` follow the plan's order.

    ``counts`` tells whether the measure itself is counted (a parent is counted through its ``parts``).
    """

    standing: Standing
    counts: bool
    schedule: Schedule
    reporting: Reporting
    deadlines: tuple[tuple[date | None, PartialDate], ...]
    parent: Measure | None
    parts: tuple[Standing, ...]
    commitment: Commitment | None
    direction: Direction | None
    reports: tuple[Update, ...]
    focus: tuple[FocusItem, ...]
    decisions: tuple[Decision, ...]
    agenda: tuple[AgendaItem, ...]
    events: tuple[Event, ...]
    funding: tuple[Funding, ...]
    place: Place | None
    previous: Measure | None
    next: Measure | None

    @property
    def measure(self) -> Measure:
        """The measure itself."""
        return self.standing.measure


def find_measure(snapshot: Snapshot, plan: str, name: str) -> Measure | None:
    """Return a measure by its permanent id, or by its number in a plan; None when there is none."""
    wanted = name.strip().rstrip(".").casefold()
    by_number = None
    for measure in snapshot.measures:
        if measure.id.casefold() == wanted:
            return measure
        if measure.plan == plan and measure.number.casefold() == wanted:
            by_number = measure
    return by_number


def commitment_of(snapshot: Snapshot, measure: Measure) -> Commitment | None:
    """Return the commitment that a measure belongs to, None where it is not known."""
    own = measure.plan, measure.commitment
    return next((item for item in snapshot.commitments if (item.plan, item.number) == own), None)


def dossier(snapshot: Snapshot, measure: Measure, day: date) -> Dossier:
    """Gather everything on a measure as of a day."""
    row = measures_of(snapshot, measure.plan)
    index = row.index(measure)
    reports = reports_by_measure(snapshot)
    status_now = standing(measure, reports.get(measure.id, ()), day)
    commitment = commitment_of(snapshot, measure)
    direction = commitment and next(
        (item for item in snapshot.directions if (item.plan, item.number) == (measure.plan, commitment.direction)), None
    )
    parts = tuple(standing(part, reports.get(part.id, ()), day) for part in row if part.parent == measure.id)
    names = {measure.id, measure.parent, f"{measure.plan}/{measure.commitment}"}
    events = [event for event in snapshot.calendar if measure.id in event.measures]
    return Dossier(
        standing=status_now,
        counts=not parts,
        schedule=schedule(status_now, day),
        reporting=reporting(status_now, day),
        deadlines=deadlines(status_now),
        parent=next((item for item in row if item.id == measure.parent), None),
        parts=parts,
        commitment=commitment,
        direction=direction or None,
        reports=tuple(sorted(status_now.reports, key=lambda report: (report.day, report.assessor), reverse=True)),
        focus=tuple(item for item in snapshot.focus if names.intersection(item.targets)),
        decisions=tuple(item for item in snapshot.decisions if measure.id in item.measures),
        agenda=tuple(item for item in snapshot.agenda if measure.id in item.measures),
        events=tuple(sorted(events, key=last_day)),
        funding=tuple(item for item in snapshot.funding if measure.id in item.measures),
        place=snapshot.origin(measure),
        previous=row[index - 1] if index else None,
        next=row[index + 1] if index + 1 < len(row) else None,
    )
