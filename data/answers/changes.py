"""What moved between two days, from the dated reports: status by status, measure by measure."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from data.answers.progress import Standing, Tally, standings, tally
from data.model import Measure, Snapshot, Status, Update


@dataclass(frozen=True)
class StatusChange:
    """A measure whose status is not what it was; ``report`` is what says so."""

    measure: Measure
    before: Status | None
    after: Status | None
    report: Update | None


@dataclass(frozen=True)
class Changes:
    """What moved after ``since`` up to ``until``: statuses, measures that began to count, all new reports."""

    since: date
    until: date
    statuses: tuple[StatusChange, ...]
    added: tuple[Measure, ...]
    reports: tuple[Update, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing moved at all."""
        return not (self.statuses or self.added or self.reports)


def changes(snapshot: Snapshot, plan: str, since: date, until: date) -> Changes:
    """Compare a plan's standings on two days; a report dated on ``since`` itself belongs to the past."""
    before = {item.measure.id: item for item in standings(snapshot, plan, since)}
    after = standings(snapshot, plan, until)
    moved = tuple(
        StatusChange(item.measure, before[item.measure.id].status, item.status, item.decisive)
        for item in after
        if item.measure.id in before and before[item.measure.id].status is not item.status
    )
    added = tuple(item.measure for item in after if item.measure.id not in before)
    own = {item.measure.id for item in after}
    reports = tuple(report for report in snapshot.updates if report.measure in own and since < report.day <= until)
    return Changes(since, until, moved, added, reports)


@dataclass(frozen=True)
class Step:
    """The tally of a plan from a day on, until the next step."""

    day: date
    tally: Tally


def history_of(snapshot: Snapshot, plan: str, until: date) -> tuple[Step, ...]:
    """Return a plan's tally on each day it changed, from its start to ``until``, both included.

    This is the burn-up: the number of counted measures is its ceiling and rises where measures were added.
    """
    own = next((item for item in snapshot.plans if item.id == plan), None)
    start = own.start.first if own and own.start else None
    days = {report.day for report in snapshot.updates if report.day <= until}
    days |= {item.added.last for item in snapshot.measures if item.plan == plan and item.added}
    days |= {until} | ({start} if start else set())
    steps: list[Step] = []
    for day in sorted(day for day in days if day <= until):
        counts = tally(standings(snapshot, plan, day))
        if not steps or steps[-1].tally != counts or day == until:
            steps.append(Step(day, counts))
    return tuple(steps)


def denominator_changes(snapshot: Snapshot, plan: str, until: date) -> tuple[tuple[date, int, int], ...]:
    """Return each day on which the number of counted measures changed, with the number before and after."""
    steps = history_of(snapshot, plan, until)
    return tuple(
        (after.day, before.tally.total, after.tally.total)
        for before, after in pairwise(steps)
        if before.tally.total != after.tally.total
    )


__all__ = ["Changes", "Standing", "StatusChange", "Step", "changes", "denominator_changes", "history_of"]
