"""The calendar on a day: what has happened, what is to come, and what was promised or due without word of it since."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from data.frames import FrameColumn, framed
from data.model import Event, EventKind, EventState, Meeting, MeetingKind, Plan, PlanState, Snapshot

if TYPE_CHECKING:
    import pandas as pd


class Stand(StrEnum):
    """Where an event stands on a day.

    ``PASSED`` is a deadline that is over and of which no further word is awaited. ``DUE`` and ``PROMISED`` have passed
    with no word since: what was due or planned by then, and what somebody promised. ``OPEN`` is one of several
    statements that contradict each other.
    """

    COMING = "coming"
    OPEN = "open"
    DUE = "due"
    PROMISED = "promised"
    PASSED = "passed"
    HAPPENED = "happened"


@dataclass(frozen=True)
class Calendar:
    """Events around a day, each group in order of time. ``unheard`` was due or promised, with no word of it since.

    ``open_questions`` holds, a plan each, the statements of its period that contradict each other: they are no events
    to come, since at most one of them is true.
    """

    past: tuple[Event, ...]
    unheard: tuple[Event, ...]
    coming: tuple[Event, ...]
    open_questions: tuple[tuple[Event, ...], ...] = ()

    @property
    def stands(self) -> tuple[tuple[Event, Stand], ...]:
        """Every event with where it stands, in order of time."""
        judged = [(event, Stand.COMING) for event in self.coming]
        judged += [(event, Stand.OPEN) for group in self.open_questions for event in group]
        judged += [
            (event, Stand.PROMISED if event.state is EventState.PROMISED else Stand.DUE) for event in self.unheard
        ]
        judged += [
            (event, Stand.PASSED if event.state is EventState.DEADLINE else Stand.HAPPENED) for event in self.past
        ]
        return tuple(sorted(judged, key=lambda item: _in_time(item[0])))


def _in_time(event: Event) -> tuple[date, date, str]:
    return event.start.first, last_day(event), event.title


BY_TIME = (
    FrameColumn("start", "string", "When it begins: a day, a month or a year, as ISO 8601.", key=True),
    FrameColumn("end", "string", "When it ends, written as its beginning; missing where it does not last."),
    FrameColumn("title", "string", "What it is."),
    FrameColumn("title_en", "string", "What it is in English."),
    FrameColumn("kind", "string", "What sort of event it is."),
    FrameColumn("stand", "string", "Where it stands on the day.", allowed=tuple(map(str, Stand))),
)
"""What each column of `by_time` is."""


def by_time(judged: Iterable[tuple[Event, Stand]]) -> "pd.DataFrame":
    """Return events with where they stand, a row an event."""
    every = list(judged)
    values: dict[str, list[Any]] = {
        "start": [event.start.iso for event, _ in every],
        "end": [event.end.iso if event.end else None for event, _ in every],
        "kind": [str(event.kind) if event.kind else None for event, _ in every],
        "stand": [str(stand) for _, stand in every],
    }
    values |= {name: [getattr(event, name) for event, _ in every] for name in ("title", "title_en")}
    return framed(BY_TIME, values)


def last_day(event: Event) -> date:
    """Return the last day an event can mean."""
    return (event.end or event.start).last


_WRITTEN_DAYS = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")


def told_on(event: Event) -> date | None:
    """Return the newest day that an event's source names: nobody could quote it before; None where it names none."""
    days = []
    for day, month, year in _WRITTEN_DAYS.findall(event.source or ""):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(days, default=None)


def known(event: Event, day: date, today: date) -> bool:
    """Tell whether something planned or promised was known on an earlier day than today.

    Its source's day decides. Where that is not known, a statement of a plan's period is not quoted as of an earlier
    day; other events are, since their own day says when they are.
    """
    if day >= today or event.state not in (EventState.PLANNED, EventState.PROMISED):
        return True
    told = told_on(event)
    return told <= day if told else not states_period(event)


def states_period(event: Event) -> bool:
    """Tell whether an event only states the years a plan being drafted runs for."""
    years = event.end is not None and event.start.month is None and event.end.month is None
    return event.kind is EventKind.DRAFTING and event.plan is not None and years


def calendar(snapshot: Snapshot, day: date, plan: str | None = None, today: date | None = None) -> Calendar:
    """Sort the calendar around a day; with ``plan``, without the events of other plans.

    With ``today`` what was not known yet on the day is left out.
    """
    events = sorted(snapshot.calendar, key=_in_time)
    chosen = [event for event in events if plan is None or event.plan in (None, plan)]
    chosen = [event for event in chosen if known(event, day, today or day)]
    rivals = _rivals(event for event in chosen if states_period(event) and last_day(event) >= day)
    chosen = [event for event in chosen if not any(event in group for group in rivals)]
    past: list[Event] = []
    unheard: list[Event] = []
    coming: list[Event] = []
    for event in chosen:
        if event.start.first <= day and _is_over(event, day):
            past.append(event)
        else:
            (unheard if last_day(event) < day else coming).append(event)
    return Calendar(tuple(past), tuple(unheard), tuple(coming), rivals)


def _rivals(statements: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    """Return the statements of each plan that has more than one period."""
    by_plan: dict[str | None, list[Event]] = {}
    for event in statements:
        by_plan.setdefault(event.plan, []).append(event)
    return tuple(tuple(group) for group in by_plan.values() if len({(event.start, event.end) for event in group}) > 1)


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
