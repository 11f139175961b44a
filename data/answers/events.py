"""The calendar on a day: what has happened, what is to come, and what was promised or due without word of it since."""

from dataclasses import dataclass
from datetime import date

from data.model import Event, EventKind, EventState, Meeting, MeetingKind, Plan, PlanState, Snapshot


@dataclass(frozen=True)
class Calendar:
    """Events around a day, each group in order of time. ``unheard`` was due or promised, with no word of it since."""

    past: tuple[Event, ...]
    unheard: tuple[Event, ...]
    coming: tuple[Event, ...]


def last_day(event: Event) -> date:
    """Return the last day an event can mean."""
    return (event.end or event.start).last


def calendar(snapshot: Snapshot, day: date, plan: str | None = None) -> Calendar:
    """Sort the calendar around a day; with ``plan``, without the events of other plans."""
    events = sorted(snapshot.calendar, key=lambda event: (event.start.first, last_day(event), event.title))
    own = [event for event in events if plan is None or event.plan in (None, plan)]
    past: list[Event] = []
    unheard: list[Event] = []
    coming: list[Event] = []
    for event in own:
        if event.start.first <= day and _is_over(event, day):
            past.append(event)
        else:
            (unheard if last_day(event) < day else coming).append(event)
    return Calendar(tuple(past), tuple(unheard), tuple(coming))


def _is_over(event: Event, day: date) -> bool:
    """Tell whether no further word is awaited: it happened, or was a deadline for something else than a report."""
    if event.state is EventState.DEADLINE:
        return event.kind is not EventKind.REPORT and last_day(event) < day
    return event.state in (EventState.HAPPENED, None)


def unheard_reports(snapshot: Snapshot, day: date, plan: str) -> tuple[Event, ...]:
    """Return a plan's reports and reviews that were due or promised before a day, with no word of them since.

    Deadlines for comments (IRM, state "deadline") are not reports and are left out.
    """
    return tuple(
        event
        for event in calendar(snapshot, day, plan).unheard
        if event.plan == plan
        and (event.kind is EventKind.REPORT or (event.kind is EventKind.IRM and event.state is not EventState.DEADLINE))
    )


def next_plans(snapshot: Snapshot, plan: Plan) -> tuple[Plan, ...]:
    """Return the plans being drafted that begin after a plan began."""
    begun = plan.start.first if plan.start else date.min
    return tuple(
        other
        for other in snapshot.plans
        if other.state is PlanState.DRAFTING and other.id != plan.id and (not other.start or other.start.first > begun)
    )


def council_meetings(snapshot: Snapshot, plan: str | None = None) -> tuple[Meeting, ...]:
    """Return the supervisory council's meetings in order of time; only these count as previous or next."""
    meetings = (
        meeting
        for meeting in snapshot.meetings
        if meeting.kind is MeetingKind.COUNCIL and meeting.day and (plan is None or meeting.plan in (None, plan))
    )
    return tuple(sorted(meetings, key=lambda meeting: (meeting.day or date.min, meeting.id)))


def last_meeting(snapshot: Snapshot, day: date, plan: str | None = None) -> Meeting | None:
    """Return the newest council meeting held before a day, None when no date is known."""
    held = [meeting for meeting in council_meetings(snapshot, plan) if meeting.day and meeting.day < day]
    return held[-1] if held else None
