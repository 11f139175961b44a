"""Deadlines and silence: a measure's schedule, and how its institution reports. Never merged with status.

Rules (shown on /par): only a measure's own deadline counts, never the plan's end. A deadline known to the month or
year is judged at that period's end. The newest deadline an institution has reported replaces the plan's.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from data.answers.progress import OPEN, OUTCOMES, Standing
from data.model import Assessor, PartialDate, Snapshot, Status

NEAR_DAYS = 92
"""A deadline is near in its last three months."""
STALE_DAYS = 183
"""Half a year without a word makes a report stale: the council meets about twice a year (slides, 09.06.2022.)."""


class Schedule(StrEnum):
    """Where a measure stands to its own deadline.

    Past it only what was last said to be open is late: where no status is known that is said, and nothing is awaited
    any more by the day of what is carried out continuously. Of what was stopped, or came out otherwise at the plan's
    end, nothing is awaited before it either. When the work was done is not recorded: only when that was first said.
    """

    BEFORE = "before"
    NEAR = "near"
    LATE = "late"
    DONE_IN_TIME = "done_in_time"
    REPORTED_LATE = "reported_late"
    PASSED_UNKNOWN = "passed_unknown"
    NOT_AWAITED = "not_awaited"
    UNKNOWN = "unknown"


class Reporting(StrEnum):
    """How the institution reports on a measure."""

    REPORTED = "reported"
    UNCHANGED = "unchanged"
    STALE = "stale"
    NEVER = "never"


def deadlines(standing: Standing) -> tuple[tuple[date | None, PartialDate], ...]:
    """Return a measure's chain of deadlines: the plan's (day None), then each newly reported one with its day."""
    chain: list[tuple[date | None, PartialDate]] = []
    if standing.measure.deadline:
        chain.append((None, standing.measure.deadline))
    for report in standing.reports:
        if report.assessor is not Assessor.INSTITUTION or not report.new_deadline:
            continue
        if not chain or chain[-1][1] != report.new_deadline:
            chain.append((report.day, report.new_deadline))
    return tuple(chain)


def schedule(standing: Standing, day: date) -> Schedule:
    """Return where a measure stands to its newest deadline on a day."""
    chain = deadlines(standing)
    if not chain:
        return Schedule.UNKNOWN
    last = chain[-1][1].last
    if standing.status is Status.DONE:
        return Schedule.DONE_IN_TIME if _done_on(standing) <= last else Schedule.REPORTED_LATE
    if standing.status in OUTCOMES:
        return Schedule.NOT_AWAITED
    if day > last:
        if standing.status is None:
            return Schedule.PASSED_UNKNOWN
        return Schedule.LATE if standing.status in OPEN else Schedule.NOT_AWAITED
    awaited = standing.status is None or standing.status in OPEN
    return Schedule.NEAR if awaited and last - day <= timedelta(days=NEAR_DAYS) else Schedule.BEFORE


def _done_on(standing: Standing) -> date:
    """Return the first day of the unbroken run of "done" that stands now, by the deciding assessor."""
    return min(report.day for report in standing.grounds)


def reporting(standing: Standing, day: date) -> Reporting:
    """Return how the institution reports on a measure."""
    newest = standing.newest.get(Assessor.INSTITUTION)
    if newest is None:
        return Reporting.NEVER
    if day - newest.day > timedelta(days=STALE_DAYS):
        return Reporting.STALE
    return Reporting.UNCHANGED if newest.status is Status.UNCHANGED else Reporting.REPORTED


def plan_end(snapshot: Snapshot, plan: str) -> date | None:
    """Return a plan's last day, None where it is not known."""
    end = next((plan_record.end for plan_record in snapshot.plans if plan_record.id == plan), None)
    return end.last if end else None


@dataclass(frozen=True)
class InstitutionReporting:
    """An institution with the number of counted measures it answers for and its newest report, if any."""

    institution: str
    measures: int
    last_report: date | None


def silent_institutions(
    snapshot: Snapshot, standings: tuple[Standing, ...], plan: str, day: date
) -> tuple[InstitutionReporting, ...]:
    """Return, after a plan's end, the responsible institutions without a report dated after it; before it, nothing.

    An institution answers for the measures that name it responsible, be it only through their commitment. Said once
    an institution, not once a measure.
    """
    end = plan_end(snapshot, plan)
    if end is None or day <= end:
        return ()
    counts: dict[str, int] = {}
    last: dict[str, date] = {}
    for item in standings:
        for institution in item.measure.responsible:
            counts[institution] = counts.get(institution, 0) + 1
    measures = {measure.id: measure for measure in snapshot.measures if measure.plan == plan}
    for report in snapshot.updates:
        measure = measures.get(report.measure)
        if measure is None or report.assessor is not Assessor.INSTITUTION or report.day > day:
            continue
        speaker = report.reported_by or (measure.responsible[0] if len(measure.responsible) == 1 else None)
        if speaker:
            last[speaker] = max(report.day, last.get(speaker, report.day))
    silent = (
        InstitutionReporting(institution, count, last.get(institution))
        for institution, count in counts.items()
        if institution not in last or last[institution] <= end
    )
    return tuple(sorted(silent, key=lambda item: (-item.measures, item.institution)))
