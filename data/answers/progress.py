"""Where a plan stands on a day: what counts, each measure's status and who says so, and the tallies.

The rules are those of the spreadsheet contract (shown to readers on the page /par):

* Parents are counted through their parts; a measure added later counts from the day it was added.
* The newest readable status of each assessor stands: a newer report without one, or with one that cannot be used,
  leaves it standing. The institution's own decides; where there is none, a finding from public sources stands in,
  marked. IRM and NGO views stand beside and never replace.
* Where no status is known, the measure is a part of the total, never left out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from operator import attrgetter
from typing import Any

from data.answers.once import once
from data.model import (
    STATE_ORDER,
    Assessor,
    Commitment,
    Direction,
    Measure,
    Snapshot,
    State,
    Status,
    Unknown,
    Update,
)
from data.words import latvian_order

OPEN = frozenset([Status.UNDER_WAY, Status.NOT_STARTED])
"""The statuses of work that is to end: its deadline can pass, and the plan's end leaves its outcome unknown."""
OUTCOMES = frozenset([Status.DONE, Status.PARTLY_DONE, Status.NOT_DONE, Status.STOPPED])
"""The statuses after which nothing more is awaited."""


_DECIDING = (Assessor.INSTITUTION, Assessor.PUBLIC_SOURCES)
"""Whose status decides, the first that has said one."""


@dataclass(frozen=True)
class Standing:
    """What is known of one counted measure on a day.

    ``status`` is None when nobody has said; ``decisive`` is the report the status comes from (for a confirmed
    status the one that confirms it), or the newest one when none says a status. ``newest`` holds the newest report
    of each assessor up to the day, ``reports`` every report up to it, oldest first.
    """

    measure: Measure
    status: Status | None
    decisive: Update | None
    newest: Mapping[Assessor, Update]
    reports: tuple[Update, ...] = ()

    @property
    def state(self) -> State:
        """The status, or in which of the two ways it is unknown."""
        return state_of(self.status, known=bool(self.reports))

    @property
    def reported(self) -> bool:
        """Whether the responsible institution has reported at all."""
        return Assessor.INSTITUTION in self.newest

    @property
    def from_public_sources(self) -> bool:
        """Whether a finding from public sources stands in for the institution's report."""
        return self.status is not None and self.decisive is not None and not _own(self.decisive)

    @property
    def unsettling(self) -> Update | None:
        """The newest report of the institution or public sources since then that says no readable status.

        It leaves the status standing, and its date is named beside it.
        """
        if self.status is None or self.decisive is None:
            return None
        later = self.reports[self.reports.index(self.decisive) + 1 :]
        without = (report for report in reversed(later) if report.status is None and report.assessor in _DECIDING)
        return next(without, None)

    @property
    def latest(self) -> tuple[Update, ...]:
        """The newest report of whose status decides, then what anybody else has said of a status since.

        Where nobody decides it is the newest report of all.
        """
        if self.decisive is None:
            return self.reports[-1:]
        own = self.newest[self.decisive.assessor]
        since = self.reports[self.reports.index(own) + 1 :]
        others = {report.assessor: report for report in since if report.status is not None}
        return own, *others.values()

    @property
    def grounds(self) -> tuple[Update, ...]:
        """The unbroken run of the deciding assessor's reports that carries the status, newest first."""
        if self.decisive is None:
            return ()
        telling = (report for report in reversed(self.reports) if report.status is not None)
        same_assessor = (report for report in telling if report.assessor is self.decisive.assessor)
        run = [*takewhile(lambda report: report.status in (self.status, Status.UNCHANGED), same_assessor)]
        while run and run[-1].status is Status.UNCHANGED:
            run.pop()
        return tuple(run)

    @property
    def cautioned(self) -> Update | None:
        """The newest report carrying the status that says what it leaves open; without a status the newest news."""
        told = self.grounds if self.status is not None else self.latest[:1]
        return next((report for report in told if report.caveat or report.caveat_en), None)

    @property
    def proved(self) -> bool:
        """Whether a measure said to be done has evidence; a later "unchanged" need not repeat it."""
        return self.status is Status.DONE and any(report.evidence for report in self.grounds)


def state_of(status: Status | None, *, known: bool) -> State:
    """Return a status as a state; ``known`` tells, where there is none, whether anybody has spoken of the measure."""
    return status or (Unknown.NO_STATUS if known else Unknown.NO_NEWS)


@dataclass(frozen=True)
class Tally:
    """Counted measures by state; the parts always add up to ``total``, the two kinds of unknown being apart."""

    parts: Mapping[State, int]

    @property
    def total(self) -> int:
        """The number of counted measures."""
        return sum(self.parts.values())

    def of(self, *states: State) -> int:
        """The number of measures in any of these states."""
        return sum(self.parts.get(state, 0) for state in states)

    @property
    def ordered(self) -> tuple[tuple[State, int], ...]:
        """The states that occur with their numbers, in the order every screen uses."""
        return tuple((state, n) for state in STATE_ORDER if (n := self.of(state)))

    @property
    def unknown(self) -> int:
        """The number of measures of which no status is known."""
        return self.of(*Unknown)


@dataclass(frozen=True)
class Band:
    """Between which bounds the share done lies: ``low`` if nothing unknown is done, ``high`` if all of it is.

    Both are shares of 1 and None where nothing is counted. low = done / total, high = (done + not reported + unsettled)
    / total: the unknown may be anything, so it widens the band and is never left out of the denominator (Manski's
    bounds for missing data).
    """

    low: float | None
    high: float | None


def unsettled(state: "PlanProgress", end: date | None) -> int:
    """Return, after a plan's end, how many measures were last said to be open before it: their outcome is not known."""
    if end is None or state.day <= end:
        return 0
    open_ones = (item for item in state.standings if item.status in OPEN)
    return sum(item.decisive is not None and item.decisive.day <= end for item in open_ones)


def band(counts: Tally, open_outcomes: int = 0) -> Band:
    """Return the bounds of the share done; ``open_outcomes`` is what `unsettled` counts."""
    if not counts.total:
        return Band(None, None)
    done = counts.of(Status.DONE)
    return Band(done / counts.total, (done + counts.unknown + open_outcomes) / counts.total)


@dataclass(frozen=True)
class CommitmentProgress:
    """A commitment with its counted measures' standings."""

    commitment: Commitment
    standings: tuple[Standing, ...]
    tally: Tally


@dataclass(frozen=True)
class DirectionProgress:
    """An action direction with its commitments."""

    direction: Direction
    commitments: tuple[CommitmentProgress, ...]
    tally: Tally


@dataclass(frozen=True)
class PlanProgress:
    """A plan on a day: its counted measures, the tally, and the same by direction and commitment."""

    day: date
    standings: tuple[Standing, ...]
    tally: Tally
    directions: tuple[DirectionProgress, ...]
    parents: tuple[Measure, ...]


_ADDED = re.compile(r"\.(?=[^\d.])")


def number_order(number: str) -> Any:
    """Return a sort key for the numbers of measures: "3.2" before "3.10", and a letter before a number added later.

    So "5.3.n1", a provisional number within 5.3, stands after "5.3a" and "5.3g", and "5.n1" after them all.
    """
    return latvian_order(_ADDED.sub("ž.", number))


@once
def measures_of(snapshot: Snapshot, plan: str) -> tuple[Measure, ...]:
    """Return every row of a plan's measures, parents included, by commitment and number."""
    of_plan = (measure for measure in snapshot.measures if measure.plan == plan)
    return tuple(sorted(of_plan, key=lambda measure: (latvian_order(measure.commitment), number_order(measure.number))))


def counted(snapshot: Snapshot, plan: str, day: date) -> tuple[Measure, ...]:
    """Return the measures that count on a day: without parents, and without those added later.

    A measure whose month or year of addition is known counts from that period's last day.
    """
    of_plan = measures_of(snapshot, plan)
    parents = {measure.parent for measure in of_plan if measure.parent}
    return tuple(
        measure for measure in of_plan if measure.id not in parents and (not measure.added or measure.added.last <= day)
    )


def standing(measure: Measure, reports: Iterable[Update], day: date) -> Standing:
    """Return what is known of a measure on a day from its reports, in any order."""
    so_far = tuple(sorted((report for report in reports if report.day <= day), key=attrgetter("day")))
    newest: dict[Assessor, Update] = {}
    saying: dict[Assessor, Update] = {}
    said: dict[Assessor, Status] = {}
    for report in so_far:
        assessor, status = report.assessor, report.status
        newest[assessor] = report
        if status is Status.UNCHANGED:
            if assessor in said:  # it confirms what its assessor had said before
                saying[assessor] = report
        elif status is not None:
            saying[assessor], said[assessor] = report, status
    decisive = next(
        (newest_of[assessor] for newest_of in (saying, newest) for assessor in _DECIDING if assessor in newest_of), None
    )
    return Standing(measure, _deciding(said), decisive, newest, so_far)


def _deciding(said: Mapping[Assessor, Status]) -> Status | None:
    return next((said[assessor] for assessor in _DECIDING if assessor in said), None)


def _own(report: Update) -> bool:
    return report.assessor is Assessor.INSTITUTION


def decided(reports: Iterable[Update]) -> list[Status | None]:
    """Return a measure's status after each of its reports, which come oldest first.

    The institution's word decides from the first status it says; "unchanged" confirms what its assessor said before,
    and a report without a status changes nothing.
    """
    last_said: dict[Assessor, Status] = {}
    after = []
    for report in reports:
        if report.status is not None and report.status is not Status.UNCHANGED:
            last_said[report.assessor] = report.status
        after.append(_deciding(last_said))
    return after


def tally(standings: Iterable[Standing]) -> Tally:
    """Count standings by state, every state of the fixed order included."""
    parts: dict[State, int] = dict.fromkeys(STATE_ORDER, 0)
    for item in standings:
        parts[item.state] += 1
    return Tally(parts)


@once
def standings(snapshot: Snapshot, plan: str, day: date) -> tuple[Standing, ...]:
    """Return the standing of every counted measure of a plan on a day."""
    reports = reports_by_measure(snapshot)
    return tuple(standing(measure, reports.get(measure.id, ()), day) for measure in counted(snapshot, plan, day))


@once
def reports_by_measure(snapshot: Snapshot) -> Mapping[str, Sequence[Update]]:
    """Return every report by the id of the measure it speaks of."""
    reports: dict[str, list[Update]] = {}
    for report in snapshot.updates:
        reports.setdefault(report.measure, []).append(report)
    return reports


def progress(snapshot: Snapshot, plan: str, day: date) -> PlanProgress:
    """Return where a plan stands on a day, by direction and commitment.

    Measures whose commitment or direction is not in the snapshot are in the plan's tally but in no branch.
    """
    all_standings = standings(snapshot, plan, day)
    by_commitment: dict[str, list[Standing]] = {}
    for item in all_standings:
        by_commitment.setdefault(item.measure.commitment, []).append(item)
    by_direction: dict[str, list[CommitmentProgress]] = {}
    for commitment in sorted(
        (commitment for commitment in snapshot.commitments if commitment.plan == plan),
        key=lambda commitment: latvian_order(commitment.number),
    ):
        items = tuple(by_commitment.get(commitment.number, ()))
        by_direction.setdefault(commitment.direction, []).append(CommitmentProgress(commitment, items, tally(items)))
    directions = []
    for direction in sorted(
        (direction for direction in snapshot.directions if direction.plan == plan),
        key=lambda direction: latvian_order(direction.number),
    ):
        branches = tuple(by_direction.get(direction.number, ()))
        total = tally(item for branch in branches for item in branch.standings)
        directions.append(DirectionProgress(direction, branches, total))
    measures = measures_of(snapshot, plan)
    parts = {measure.parent for measure in measures if measure.parent}
    parents = tuple(measure for measure in measures if measure.id in parts)
    return PlanProgress(day, all_standings, tally(all_standings), tuple(directions), parents)


def of_institution(state: PlanProgress, institution: str) -> PlanProgress:
    """Return a plan's state of the measures alone that name an institution responsible.

    Directions and commitments without such a measure are left out, and so are the parents.
    """

    def its(items: Iterable[Standing]) -> tuple[Standing, ...]:
        return tuple(item for item in items if institution in item.measure.responsible)

    directions = []
    for direction in state.directions:
        kept = ((branch, its(branch.standings)) for branch in direction.commitments)
        branches = tuple(CommitmentProgress(branch.commitment, items, tally(items)) for branch, items in kept if items)
        if branches:
            total = tally(item for branch in branches for item in branch.standings)
            directions.append(DirectionProgress(direction.direction, branches, total))
    standings_kept = its(state.standings)
    return PlanProgress(state.day, standings_kept, tally(standings_kept), tuple(directions), ())


def by_institution(state: PlanProgress) -> tuple[tuple[str, Tally], ...]:
    """Return the tally of each institution named responsible, most measures first.

    A measure that names several counts for each of them, so these tallies add up to more than the plan's; measures
    without a known institution are in none.
    """
    by_name: dict[str, list[Standing]] = {}
    for item in state.standings:
        for institution in item.measure.responsible:
            by_name.setdefault(institution, []).append(item)
    tallies = ((institution, tally(items)) for institution, items in by_name.items())
    return tuple(sorted(tallies, key=lambda pair: (-pair[1].total, latvian_order(pair[0]))))
