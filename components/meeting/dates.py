"""The calendar on a meeting's steps: events by time, each with where it stands on the day that is looked at."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import Content, Table, plain
from components.meeting.cells import brief, cell, grid, in_latvian
from components.view import View
from components.wording import marks
from data.answers import events
from data.model import Event, EventState
from data.words import N_, Words

MOST_EVENTS = 12
"""Events a step lists, those nearest to the day."""
AWAITED: Mapping[EventState | None, str] = {
    EventState.HAPPENED: N_("upcoming"),
    EventState.PLANNED: N_("planned"),
    EventState.DEADLINE: N_("deadline"),
    EventState.PROMISED: N_("promised"),
    None: N_("upcoming"),
}
"""What is said of an event that is to come; one known to have happened since was still to come on an earlier day."""


def asked(view: View, query: Mapping[str, str]) -> list[Event]:
    """Return the events that an address asks for by kind, plan and year, the nearest to the day.

    Those are ``veids``, ``plans`` and ``gads``: the year in which an event begins.
    """
    wanted = set(filter(None, query.get("veids", "").split(";")))
    plan = query.get("plans") or (view.plan.id if view.plan and not wanted else None)
    wanted_events = [
        event
        for event in view.snapshot.calendar
        if events.known(event, view.day, view.today)
        and (not wanted or (event.kind and str(event.kind) in wanted))
        and (plan is None or event.plan in (None, plan))
        and query.get("gads", "") in ("", str(event.start.year))
    ]
    near = sorted(wanted_events, key=lambda event: abs((events.last_day(event) - view.day).days))[:MOST_EVENTS]
    return sorted(near, key=lambda event: (event.start.first, events.last_day(event)))


FEW = 4
"""So many events are told; more are drawn."""
LONG = 14
"""Words of an event that stand on a step."""


def told(view: View, listed: Sequence[Event]) -> str:
    """Return in one sentence how many events there are and what comes next of them, or what came last."""
    words = view.words
    _ = words.say
    n = words.count("{n} event", "{n} events", len(listed))
    coming = [event for event in listed if events.last_day(event) > view.day]
    if coming:
        return _("{n}; the next: {when}", n=n, when=_when(coming[0], words))
    return _("{n}; the last: {when}", n=n, when=_when(listed[-1], words))


def events_sources(view: View, listed: Sequence[Event]) -> tuple[str, ...]:
    """Return where events of the calendar are known from, a note each."""
    return tuple(f"{_when(event, view.words)}: {event.source}" for event in listed if event.source)


def events_grid(view: View, listed: Sequence[Event], *, brief_ones: bool = False) -> Table:
    """Return events of the calendar as a table: when, what (``brief_ones`` shortly), and where it stands on the day."""
    words = view.words
    _ = words.say
    timetable = events.calendar(view.snapshot, view.day, today=view.today)
    unheard = set(timetable.unheard)
    rivals = {event for group in timetable.open_questions for event in group}
    states = [
        cell(
            _("no news since") if event in unheard else _("open question") if event in rivals else _state(view, event),
            marks.row(view, event),
        )
        for event in listed
    ]
    told = [(_when(event, words), _title(event, words, brief_ones=brief_ones)) for event in listed]
    if all(plain(state) == _("has happened") for state in states):  # then the days say so
        return grid(_("Calendar"), ((_("When"), 3), (_("Event"), 9)), told)
    headings = ((_("When"), 3), (_("Event"), 6), (_("State"), 3))
    return grid(_("Calendar"), headings, [(*row, state) for row, state in zip(told, states, strict=True)])


def _state(view: View, event: Event) -> str:
    words = view.words
    _ = words.say
    if events.last_day(event) <= view.day:
        over = event.state is EventState.DEADLINE
        return _("the deadline has passed") if over else _("has happened")
    if event.state is EventState.HAPPENED and event.start.first <= view.day and event.end is None:
        return _("in that period; the exact day is not known")
    return words.say(AWAITED[event.state])


def _title(event: Event, words: Words, *, brief_ones: bool) -> Content:
    title = words.pick(event.title, event.title_en) or ""
    shown = brief(title, LONG) if brief_ones else title
    return in_latvian(shown, words) if title == event.title else shown


def _when(event: Event, words: Words) -> str:
    if event.end and event.end != event.start:
        return f"{words.date(event.start)} – {words.date(event.end)}"
    return words.date(event.start)
