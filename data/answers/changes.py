"""What moved between two days, from the dated reports: status by status, measure by measure."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from data.answers.once import once
from data.answers.progress import (
    Standing,
    Tally,
    counted,
    decided,
    reports_by_measure,
    standing,
    standings,
    state_of,
    tally,
)
from data.model import Measure, Snapshot, State, Unknown, Update


@dataclass(frozen=True)
class StatusChange:
    """A measure whose status is not what it was; ``report`` is what says so."""

    measure: Measure
    before: State
    after: State
    report: Update | None


@dataclass(frozen=True)
class Changes:
    """What moved after ``since`` up to ``until``: statuses, measures that began to count, all new reports.

    A report on a measure with parts is a new report too, though its status is counted through the parts.
    """

    since: date
    until: date
    statuses: tuple[StatusChange, ...]
    added: tuple[Measure, ...]
    reports: tuple[Update, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing moved at all."""
        return not (self.statuses or self.added or self.reports)


def changes(snapshot: Snapshot, plan: str | None, since: date, until: date) -> Changes:
    """Compare a plan's standings on two days, those of all plans where ``plan`` is None.

    A report dated on ``since`` itself belongs to the past.
    """
    before = {item.measure.id: item for item in standings_of(snapshot, plan, since)}
    after = standings_of(snapshot, plan, until)
    moved = tuple(
        StatusChange(item.measure, before[item.measure.id].state, item.state, item.decisive)
        for item in after
        if item.measure.id in before and before[item.measure.id].status is not item.status
    )
    added = tuple(item.measure for item in after if item.measure.id not in before)
    ids = {measure.id for measure in snapshot.measures if plan in (None, measure.plan)}
    reports = tuple(report for report in snapshot.updates if report.measure in ids and since < report.day <= until)
    return Changes(since, until, moved, added, reports)


def of_measures(difference: Changes, ids: Collection[str]) -> Changes:
    """Return of what moved only what speaks of some measures, by their ids."""
    return replace(
        difference,
        statuses=tuple(change for change in difference.statuses if change.measure.id in ids),
        added=tuple(measure for measure in difference.added if measure.id in ids),
        reports=tuple(report for report in difference.reports if report.measure in ids),
    )


def standings_of(snapshot: Snapshot, plan: str | None, day: date) -> tuple[Standing, ...]:
    """Return the standing of every counted measure of a plan on a day, of all plans where it is None."""
    plans = dict.fromkeys(measure.plan for measure in snapshot.measures) if plan is None else (plan,)
    return tuple(item for plan_id in plans for item in standings(snapshot, plan_id, day))


@dataclass(frozen=True)
class Step:
    """The tally of a plan from a day on, until the next step."""

    day: date
    tally: Tally


@once
def history_of(snapshot: Snapshot, plan: str, until: date) -> tuple[Step, ...]:
    """Return a plan's tally on each day it changed, from its start to ``until``, both included.

    This is the burn-up: the number of counted measures is its ceiling and rises where measures were added.
    """
    plan_record = next((item for item in snapshot.plans if item.id == plan), None)
    moves: dict[date, Counter[State]] = {until: Counter()}
    if plan_record and plan_record.start:
        moves[plan_record.start.first] = Counter()
    reports = reports_by_measure(snapshot)
    always: Counter[State] = Counter()
    for measure in counted(snapshot, plan, until):
        before: State = Unknown.NO_NEWS
        if measure.added:
            before = standing(measure, reports.get(measure.id, ()), measure.added.last).state
            moves.setdefault(measure.added.last, Counter())[before] += 1
        else:
            always[Unknown.NO_NEWS] += 1
        dated = standing(measure, reports.get(measure.id, ()), until).reports
        for report, status in zip(dated, decided(dated), strict=True):
            after = state_of(status, known=True)
            if after is not before and not (measure.added and report.day <= measure.added.last):
                moves.setdefault(report.day, Counter()).update({before: -1, after: 1})
                before = after
    steps: list[Step] = []
    counts = {status: always[status] for status in tally(()).parts}
    for day in sorted(day for day in moves if day <= until):
        counts = {status: n + moves[day][status] for status, n in counts.items()}
        if not steps or steps[-1].tally.parts != counts or day == until:
            steps.append(Step(day, Tally(counts)))
    return tuple(steps)


def since(steps: Sequence[Step], start: date) -> tuple[Step, ...]:
    """Return the steps from a day on, the one that stood by then at it; all where none is later or all are."""
    before = [step for step in steps if step.day <= start]
    later = [step for step in steps if step.day > start]
    return (replace(before[-1], day=start), *later) if before and later else tuple(steps)


def thinned(steps: Sequence[Step], most: int) -> tuple[Step, ...]:
    """Return the steps, or where there are more than ``most`` the first and the last of each month, quarter or year."""
    thinner = tuple(steps)
    for months in (1, 3, 12):
        if len(thinner) > most:
            periods = {(step.day.year, (step.day.month - 1) // months): step for step in steps[1:]}
            thinner = (steps[0], *periods.values())
    return thinner


def denominator_changes(snapshot: Snapshot, plan: str, until: date) -> tuple[tuple[date, int, int], ...]:
    """Return each day on which the number of counted measures changed, with the number before and after."""
    steps = history_of(snapshot, plan, until)
    return tuple(
        (after.day, before.tally.total, after.tally.total)
        for before, after in pairwise(steps)
        if before.tally.total != after.tally.total
    )


__all__ = [
    "Changes",
    "Standing",
    "StatusChange",
    "Step",
    "changes",
    "denominator_changes",
    "history_of",
    "since",
    "thinned",
]
