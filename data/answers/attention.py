"""What needs the council's attention on a day, each row with the rule that put it there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data.answers.events import unheard_reports
from data.answers.progress import OUTCOMES, PlanProgress, Standing
from data.answers.schedule import (
    Reporting,
    Schedule,
    deadlines,
    plan_end,
    reporting,
    schedule,
    silent_institutions,
)
from data.model import Assessor, DecisionState, Event, FocusItem, Snapshot, Status, Update


class Rule(StrEnum):
    """Why a row is on the list, in the order the list is shown."""

    COUNCIL_ASKED = "council_asked"
    REPORT_UNHEARD = "report_unheard"
    LATE = "late"
    DEADLINE_UNKNOWN = "deadline_unknown"
    NO_FINAL_REPORT = "no_final_report"
    FOCUS_OPEN = "focus_open"
    STOPPED = "stopped"
    NOT_DONE = "not_done"
    DEADLINE_NEAR = "deadline_near"
    STALE = "stale"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True)
class Attention:
    """One row: the rule, and what it speaks of. ``since`` is the day from which the rule holds, where it is known.

    ``request`` is the report with what is asked of the council, ``measures`` the number of counted measures behind a
    row about an institution. At a passed deadline ``undated`` is of how many counted ``measures`` no deadline is known.
    """

    rule: Rule
    standing: Standing | None = None
    institution: str | None = None
    event: Event | None = None
    focus: FocusItem | None = None
    since: date | None = None
    measures: int = 0
    request: Update | None = None
    undated: int = 0


def attention(snapshot: Snapshot, state: PlanProgress, plan: str) -> tuple[Attention, ...]:
    """Return the attention list of a plan on the day of ``state``, in the order of the rules.

    After the plan's end, silence is said once an institution, never once a measure.
    """
    day = state.day
    end = plan_end(snapshot, plan)
    ended = end is not None and day > end
    rows: list[Attention] = [
        Attention(Rule.REPORT_UNHEARD, event=event) for event in unheard_reports(snapshot, day, plan)
    ]
    rows += [
        Attention(Rule.NO_FINAL_REPORT, institution=item.institution, since=item.last_report, measures=item.measures)
        for item in silent_institutions(snapshot, state.standings, plan, day)
    ]
    answers = answered(snapshot, day)
    for item in state.standings:
        rows += _about(item, day, answers.get(item.measure.id), ended=ended)
    rows += [
        Attention(Rule.FOCUS_OPEN, standing=item, focus=focus) for focus, item in open_focus(snapshot, state, plan)
    ]
    order = list(Rule)
    return _with_undated(sorted(rows, key=lambda row: order.index(row.rule)), state.standings)


def _with_undated(rows: Iterable[Attention], standings: Iterable[Standing]) -> tuple[Attention, ...]:
    """Return rows that say, at a passed deadline, of how many of these measures no deadline is known."""
    every = list(standings)
    undated = sum(not deadlines(item) for item in every)
    return tuple(replace(row, undated=undated, measures=len(every)) if row.rule is Rule.LATE else row for row in rows)


def asked(rows: Iterable[Attention]) -> tuple[tuple[Standing, str], ...]:
    """Return what institutions ask of the council, in their own words, by measure."""
    return tuple((row.standing, row.request.needed_from_council or "") for row in rows if row.standing and row.request)


def answered(snapshot: Snapshot, day: date) -> Mapping[str, date]:
    """Return by measure the newest day up to this one on which the council decided on it what is now carried out.

    A decision that is still awaited, was called off or names no measure answers nothing yet.
    """
    days = {meeting.id: meeting.day for meeting in snapshot.meetings}
    answered_on: dict[str, date] = {}
    for decision in snapshot.decisions:
        meeting_day = days.get(decision.meeting)
        if decision.state is DecisionState.DONE and meeting_day and meeting_day <= day:
            answered_on |= {
                measure_id: max(meeting_day, answered_on.get(measure_id, meeting_day))
                for measure_id in decision.measures
            }
    return answered_on


def request(item: Standing, decided: date | None = None) -> Update | None:
    """Return the institution's report with what it still asks of the council, whatever the status; None for nothing.

    A later report that says a status and asks nothing withdraws it; one without a status, or without change, leaves it.
    What was asked before the day that `answered` gives is answered.
    """
    for report in reversed(item.reports):
        if report.assessor is not Assessor.INSTITUTION:
            continue
        if report.needed_from_council:
            return report if decided is None or report.day >= decided else None
        if report.status not in (None, Status.UNCHANGED):
            return None
    return None


def _about(item: Standing, day: date, decided: date | None, *, ended: bool) -> Iterable[Attention]:
    last_report = item.newest.get(Assessor.INSTITUTION)
    if asking := request(item, decided):
        yield Attention(Rule.COUNCIL_ASKED, standing=item, since=asking.day, request=asking)
    when = schedule(item, day)
    if when is Schedule.LATE:
        yield Attention(Rule.LATE, standing=item)
    elif when is Schedule.PASSED_UNKNOWN:
        yield Attention(Rule.DEADLINE_UNKNOWN, standing=item)
    elif when is Schedule.NEAR:
        yield Attention(Rule.DEADLINE_NEAR, standing=item)
    if item.status is Status.STOPPED:
        yield Attention(Rule.STOPPED, standing=item, since=item.decisive.day if item.decisive else None)
    if item.status is Status.NOT_DONE:
        yield Attention(Rule.NOT_DONE, standing=item, since=item.decisive.day if item.decisive else None)
    if item.status is Status.DONE and not item.proved:
        yield Attention(Rule.NO_EVIDENCE, standing=item, since=item.decisive.day if item.decisive else None)
    if not ended and item.status not in OUTCOMES and reporting(item, day) is Reporting.STALE and last_report:
        yield Attention(Rule.STALE, standing=item, since=last_report.day)


def of_institution(
    rows: Iterable[Attention], snapshot: Snapshot, state: PlanProgress, plan: str, institution: str
) -> tuple[Attention, ...]:
    """Return the rows of a plan's attention list that are about one institution: itself, or a measure of its own.

    ``state`` is the whole plan's. An item of the focus list is its own where one of the measures it stands for is;
    the plan's own reports are nobody's. Of how many measures no deadline is known is said of its own alone.
    """
    listed = dict(focus_items(snapshot, state, plan))

    def concerns(row: Attention) -> bool:
        standings = listed.get(row.focus, ()) if row.focus else (row.standing,)
        return row.institution == institution or any(
            item is not None and institution in item.measure.responsible for item in standings
        )

    own = (item for item in state.standings if institution in item.measure.responsible)
    return _with_undated(filter(concerns, rows), own)


def focus_year(snapshot: Snapshot, day: date, plan: str) -> int | None:
    """Return the year of the newest list of special attention begun by a day."""
    years = [item.year for item in snapshot.focus if item.plan in (None, plan) and item.year <= day.year]
    return max(years, default=None)


def focus_items(
    snapshot: Snapshot, state: PlanProgress, plan: str, year: int | None = None
) -> tuple[tuple[FocusItem, tuple[Standing, ...]], ...]:
    """Return a year's list of special attention, each item with the standings of the measures it names.

    Without a year it is the newest list begun. An item that names a commitment stands for all its counted measures.
    """
    year = focus_year(snapshot, state.day, plan) if year is None else year
    by_measure: Mapping[str, Standing] = {item.measure.id: item for item in state.standings}
    points = []
    for focus in snapshot.focus:
        if focus.year != year or focus.plan not in (None, plan):
            continue
        standings: list[Standing] = []
        for target in focus.targets:
            if "/" in target:
                standings += [item for item in state.standings if commitment_of(item) == target]
            elif target in by_measure:
                standings.append(by_measure[target])
            else:
                standings += [item for item in state.standings if item.measure.parent == target]
        points.append((focus, tuple(standings)))
    return tuple(points)


def commitment_of(item: Standing) -> str:
    """Return the commitment of a measure as a focus list names it: "plan/number"."""
    return f"{item.measure.plan}/{item.measure.commitment}"


def open_focus(snapshot: Snapshot, state: PlanProgress, plan: str) -> tuple[tuple[FocusItem, Standing | None], ...]:
    """Return the items of the newest list that are not known to be done, one a row."""
    return tuple(
        (focus, standings[0] if len(standings) == 1 else None)
        for focus, standings in focus_items(snapshot, state, plan)
        if not standings or any(item.status is not Status.DONE for item in standings)
    )
