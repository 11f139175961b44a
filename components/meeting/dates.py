"""The calendar on a meeting's steps: events by time, each with where it stands on the day that is looked at."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import Paragraph, Table
from components.meeting.cells import cell, grid, named
from components.meeting.step import Block
from components.view import View
from components.wording import marks
from data.answers import events
from data.model import Event, EventState
from data.words import N_, Words

MOST_EVENTS = 12
"""Events a step lists, those nearest to the day."""
AWAITED: Mapping[EventState | None, str] = {
    EventState.HAPPENED: N_("still to come"),
    EventState.PLANNED: N_("planned"),
    EventState.DEADLINE: N_("deadline"),
    EventState.PROMISED: N_("promised"),
    None: N_("still to come"),
}
"""What is said of an event that is to come; one known to have happened since was still to come on an earlier day."""


def asked(view: View, query: Mapping[str, str]) -> list[Event]:
    """Return the events that an address asks for by kind (``veids``) and plan (``plans``), the nearest to the day."""
    wanted = set(filter(None, query.get("veids", "").split(";")))
    plan = query.get("plans") or (view.plan.id if view.plan and not wanted else None)
    own = [
        event
        for event in view.snapshot.calendar
        if events.known(event, view.day, view.today)
        and (not wanted or (event.kind and str(event.kind) in wanted))
        and (plan is None or event.plan in (None, plan))
    ]
    near = sorted(own, key=lambda event: abs((events.last_day(event) - view.day).days))[:MOST_EVENTS]
    return sorted(near, key=lambda event: (event.start.first, events.last_day(event)))


def calendar(view: View, query: Mapping[str, str], _bare: bool) -> list[Block]:
    """Return the events that an address asks for as a table, or that there are none."""
    own = asked(view, query)
    if not own:
        return [Paragraph(view.words.say(N_("The calendar holds nothing on this.")))]
    return [events_grid(view, own)]


def events_sources(view: View, own: Sequence[Event]) -> tuple[str, ...]:
    """Return where events of the calendar are known from, a note each."""
    return tuple(f"{_when(event, view.words)}: {event.source}" for event in own if event.source)


def events_grid(view: View, own: Sequence[Event]) -> Table:
    """Return events of the calendar as a table: when, what, and where it stands on the view's day."""
    words = view.words
    found = events.calendar(view.snapshot, view.day, today=view.today)
    unheard = set(found.unheard)
    rivals = {event for group in found.open_questions for event in group}
    headings = (
        (words.say(N_("When")), 3),
        (words.say(N_("Event")), 6),
        (words.say(N_("State")), 3),
    )
    rows = tuple(
        (
            _when(event, words),
            named(words.pick(event.title, event.title_en) or "", event.title, words),
            cell(
                words.say(N_("nothing heard since"))
                if event in unheard
                else words.say(N_("open question"))
                if event in rivals
                else _state(view, event),
                marks.row(view, event),
            ),
        )
        for event in own
    )
    return grid(words.say(N_("Calendar")), headings, rows)


def _state(view: View, event: Event) -> str:
    words = view.words
    if events.last_day(event) <= view.day:
        over = event.state is EventState.DEADLINE
        return words.say(N_("the deadline has passed")) if over else words.say(N_("has happened"))
    if event.state is EventState.HAPPENED and event.start.first <= view.day and event.end is None:
        return words.say(N_("in that period, the day is not known"))
    return words.say(AWAITED[event.state])


def _when(event: Event, words: Words) -> str:
    if event.end and event.end != event.start:
        return f"{words.date(event.start)} – {words.date(event.end)}"
    return words.date(event.start)
