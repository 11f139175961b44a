"""The calendar on a meeting's steps: events by time, each with where it stands on the day that is looked at."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.blocks.figures import Figure
from components.blocks.vocabulary import Content, Table, plain
from components.charts import path_charts
from components.charts.path_charts import Stop
from components.meeting import layout
from components.meeting.cells import brief, cell, grid, in_latvian
from components.screens.calendar import timetable
from components.screens.calendar.timetable import Wanted
from components.view import View
from components.wording import marks, terms
from components.wording.slugs import SEPARATOR
from data.answers import events, search
from data.answers.events import Stand, by_time
from data.model import Event, EventKind, EventState
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

SEVERAL_OF: Mapping[EventKind, str] = {EventKind.REPORT: N_("reports"), EventKind.SUCCESS: N_("achievements")}
"""What several events of a kind are called, where the kind's name is that of one."""


def wanted(query: Mapping[str, str]) -> Wanted:
    """Return what of the calendar an address asks for."""
    kinds = frozenset(filter(None, query.get("veids", "").split(SEPARATOR)))
    return Wanted(kinds, query.get("q", "").strip(), query.get("plans", ""))


def asked(view: View, query: Mapping[str, str]) -> list[Event]:
    """Return the events that an address asks for by kind, plan and year, the nearest to the day.

    Those are ``veids``, ``plans`` and ``gads``, the year in which an event begins; ``q`` are words of its title.
    """
    own = wanted(query)
    plan = query.get("plans") or (view.plan.id if view.plan and not (own.kinds or own.words) else None)
    wanted_events = [
        event
        for event in view.snapshot.calendar
        if events.known(event, view.day, view.today)
        and own.holds(event)
        and (plan is None or event.plan in (None, plan))
        and query.get("gads", "") in ("", str(event.start.year))
    ]
    most = len(wanted_events) if query.get("gads") or own.words else MOST_EVENTS  # those are asked for one by one
    near = sorted(wanted_events, key=lambda event: abs((events.last_day(event) - view.day).days))[:most]
    return sorted(near, key=lambda event: (event.start.last, events.last_day(event)))


FEW = 4
"""So many events are told; more are drawn."""
LONG = 14
"""Words of an event that stand on a step."""


def subject(view: View, query: Mapping[str, str], begun: str = "") -> str:
    """Return which part of the calendar an address asks for: its kinds and words; "" for every event.

    Words that are in what the titles begin with, ``begun``, are said by that.
    """
    words, own = view.words, wanted(query)
    _ = words.say
    kinds = [kind for kind in EventKind if str(kind) in own.kinds]
    named_ones = [_(SEVERAL_OF[kind]) if kind in SEVERAL_OF else terms.event_kind(kind, words) for kind in kinds]
    named = (
        ""
        if _is_said(own, begun)
        else _("events that mention “{words}”", words=words.within_quotes(brief(own.words, LONG)))
    )
    return terms.capital(", ".join(filter(None, [begun, words.list(named_ones), named])))


def _is_said(own: Wanted, begun: str) -> bool:
    """Tell whether every word that events are asked for by is in what a title begins with."""
    return all(word in search.plain(begun) for word in search.plain(own.words).split())


def told(view: View, listed: Sequence[Event], query: Mapping[str, str] | None = None, begun: str = "") -> str:
    """Return in one sentence how many events there are and what comes next of them, or what is known to be the last.

    What the address, ``query``, leaves out is said by naming what it asks for; ``begun`` is what the titles begin with.
    Statements of a plan's period that contradict each other are no events, but a question, and with them it is entries
    that are counted; and an event that was expected and of which there is no news is not the last.
    """
    year = (query or {}).get("gads", "")
    own = wanted(query or {})
    mentioned = bool(own.words) and _is_said(own, begun)
    finding, years = _counted(view, listed, mentioned=mentioned)
    years = view.words.say("{year}", year=year) if year else years
    about = subject(view, query or {}, begun) or (view.words.say("Calendar") if years else "")
    about = ", ".join(filter(None, [about, years]))
    return f"{about}: {finding}" if about else finding


def _counted(view: View, listed: Sequence[Event], *, mentioned: bool) -> tuple[str, str]:
    """Return what is counted of events, and of many, none of them to come, the years in which they are.

    Those found by words that the title begins with have it ``mentioned``: they need not be about it.
    """
    words = view.words
    _ = words.say
    calendar = events.calendar(view.snapshot, view.day, today=view.today)
    rivals = {event for group in calendar.open_questions for event in group}
    counted = [event for event in listed if event not in rivals]
    unheard = [event for event in counted if event in calendar.unheard]
    n = words.count("{n} event", "{n} events", len(listed))
    if unheard or len(counted) < len(listed):
        n = words.count("{n} entry", "{n} entries", len(listed))
    if mentioned:
        n = words.count("{n} entry that mentions it", "{n} entries that mention it", len(listed))
    coming = [event for event in counted if events.last_day(event) > view.day and not _within(view, event)]
    if coming:
        return _("{n}; the next: {when}", n=n, when=timetable.when(coming[0], words)), ""
    silent = _("{n} without later news", n=len(unheard)) if unheard else ""
    if len(listed) > FEW:
        open_ones = sum(any(event in listed for event in group) for group in calendar.open_questions)
        years = words.years(listed[0].start.year, max(events.last_day(event).year for event in listed))
        said = [
            n,
            silent,
            timetable.contradicted(open_ones, words) if open_ones else "",
        ]
        return "; ".join(filter(None, said)), years
    heard = [event for event in counted if event not in unheard and event.state is not EventState.DEADLINE]
    if not heard:
        return _("{n}; no later news of any", n=n), ""
    newest = _("{n}; the latest known to have happened: {when}", n=n, when=timetable.when(heard[-1], words))
    return "; ".join(filter(None, [newest, silent])), ""


MOST_STOPS, SEVERAL, FEW_WORDS = 14, 10, (11, 8)
"""Events that a path has room for; and words of each, of up to several of them and of more."""


def path(view: View, query: Mapping[str, str], listed: Sequence[Event]) -> Figure | None:
    """Return the events that an address asks for as a path, as wide as it fills a step; None where none is drawn.

    What most of their titles begin with, up to a colon, is said once, over all of them.
    """
    under, words = view.under(query.get("plans", "")), view.words
    _ = words.say
    stands = dict(timetable.events(under, wanted(query)).stands)
    base = timetable.time_figure(under, wanted(query))
    shown = [event for event in listed if event in stands][-MOST_STOPS:]
    if not base or not shown:
        return None
    titles = [words.pick(event.title, event.title_en) or "" for event in shown]
    begun = Counter(title.partition(": ")[0] for title in titles if ": " in title)
    same = next((text for text, often in begun.items() if often > max(len(titles) / 2, 1)), "")
    most = LONG if len(shown) <= FEW else FEW_WORDS[len(shown) > SEVERAL]
    stops = []
    for event, title in zip(shown, titles, strict=True):
        text = brief(title.removeprefix(f"{same}: ") if same else title, most)
        stand = stands[event]
        said = "" if stand is Stand.HAPPENED else f" – {_(timetable.STANDS[stand])}"
        stops.append(Stop(stand, timetable.when(event, words), f"{text}{said}"))

    def drawn(width: int) -> Figure:
        return replace(
            base,
            name="cels",
            title=told(view, listed, query, same),
            wide=path_charts.path(stops, width),
            narrow=path_charts.path(stops, timetable.NARROW),
            alt="; ".join(f"{stop.when} {stop.text}" for stop in stops),
            frame=by_time((event, stands[event]) for event in shown),
        )

    return layout.filling(drawn)


def events_sources(view: View, listed: Sequence[Event]) -> tuple[str, ...]:
    """Return where events of the calendar are known from, a note each: when, what and the source."""
    return tuple(
        f"{timetable.when(event, view.words)}, {plain(_title(event, view.words, brief_ones=True))}: {event.source}"
        for event in listed
        if event.source
    )


def events_grid(view: View, listed: Sequence[Event], *, brief_ones: bool = False) -> Table:
    """Return events of the calendar as a table: when, what (``brief_ones`` shortly), and where it stands on the day."""
    words = view.words
    _ = words.say
    every = events.calendar(view.snapshot, view.day, today=view.today)
    unheard = set(every.unheard)
    rivals = {event for group in every.open_questions for event in group}
    known = dict.fromkeys(unheard, _("no later news")) | dict.fromkeys(rivals, _(timetable.STANDS[Stand.OPEN]))
    states = [cell(known.get(event) or _state(view, event), marks.row(view, event)) for event in listed]
    told = [(timetable.when(event, words), _title(event, words, brief_ones=brief_ones)) for event in listed]
    if all(plain(state) == _("has happened") for state in states):  # then the days say so
        return grid(_("Calendar"), ((_("When"), 3), (_("Event"), 9)), told)
    headings = ((_("When"), 3), (_("Event"), 6), (_("State"), 3))
    return grid(_("Calendar"), headings, [(*row, state) for row, state in zip(told, states, strict=True)])


def _within(view: View, event: Event) -> bool:
    """Whether the day is within a month or a year in which an event happened, of which no more is known."""
    return event.state is EventState.HAPPENED and event.end is None and event.start.first <= view.day < event.start.last


def _state(view: View, event: Event) -> str:
    words = view.words
    _ = words.say
    if events.last_day(event) <= view.day:
        over = event.state is EventState.DEADLINE
        return _("the deadline has passed") if over else _("has happened")
    if _within(view, event):
        return _("in that period; the exact day is not known")
    return words.say(AWAITED[event.state])


def _title(event: Event, words: Words, *, brief_ones: bool) -> Content:
    title = words.pick(event.title, event.title_en) or ""
    shown = brief(title, LONG) if brief_ones else title
    return in_latvian(shown, words) if title == event.title else shown
