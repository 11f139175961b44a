"""The calendar: what is to come, what was due or promised without word of it since, what has happened, year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from components.blocks import figures
from components.blocks.figures import Figure, FigureColumn, Record
from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Group,
    Heading,
    Items,
    Link,
    Note,
    Paragraph,
    Quoted,
    Row,
    Section,
    Table,
    Text,
    joined,
    large,
)
from components.charts import calendar_charts
from components.charts.calendar_charts import Dated
from components.frame import downloads
from components.frame.links import measure_link
from components.frame.rows import MOST_ROWS, named, not_all, of_row
from components.memo import cached_by_view
from components.screens.calendar import funding
from components.view import View
from components.wording import marks, provenance, terms
from components.wording.findings import and_more
from components.wording.slugs import SEPARATOR
from components.wording.terms import confidence
from data.answers import search
from data.answers.events import Calendar, Stand, by_time, calendar, council_meetings
from data.contract.addresses import Page
from data.model import Event, EventKind
from data.words import N_, Words

WIDE, NARROW = 700, 340
"""Widths of the picture on wide screens and on phones."""
MOST_YEARS = 6
"""Years that are drawn, of those that hold events: the nearest to the day."""
MOST_LISTED = 30
"""Events that a list above the years names; it is said how many more there are."""
STANDS: Mapping[Stand, str] = {
    Stand.COMING: N_("upcoming"),
    Stand.OPEN: N_("sources contradict each other"),
    Stand.DUE: N_("was due, no later news"),
    Stand.PROMISED: N_("was promised, no later news"),
    Stand.PASSED: N_("the deadline has passed"),
    Stand.HAPPENED: N_("has happened"),
}
"""Where an event stands, in words."""
_AWAITED = (Stand.COMING, Stand.DUE, Stand.PROMISED)
_LISTED = (*_AWAITED, Stand.OPEN)


@dataclass(frozen=True)
class Wanted:
    """What of the calendar is asked for: events of these kinds, whose titles hold these words; nothing means all.

    Where a ``plan`` is named, events of other plans are not.
    """

    kinds: frozenset[str] = frozenset()
    words: str = ""
    plan: str = ""

    def holds(self, event: Event) -> bool:
        """Whether an event is asked for."""
        title = search.plain(f"{event.title} {event.title_en or ''}")
        of_kind = not self.kinds or bool(event.kind and str(event.kind) in self.kinds)
        of_plan = not self.plan or event.plan in (None, self.plan)
        return of_kind and of_plan and all(word in title for word in search.plain(self.words).split())

    @property
    def address(self) -> dict[str, str]:
        """The parameters of the screen's address that say so."""
        return {"veids": SEPARATOR.join(sorted(self.kinds)), "q": self.words}


@cached_by_view
def events(view: View, wanted: Wanted) -> Calendar:
    """Return the calendar around the view's day, as far as it is wanted."""
    every = calendar(view.snapshot, view.day, today=view.today)

    def own(items: Sequence[Event]) -> tuple[Event, ...]:
        return tuple(item for item in items if wanted.holds(item))

    questions = tuple(group for group in every.open_questions if own(group))
    return Calendar(own(every.past), own(every.unheard), own(every.coming), questions)


def kinds_offered(view: View) -> dict[str, str]:
    """Return the kinds of event that occur, by code, in words."""
    present = {event.kind for event in view.snapshot.calendar}
    return {str(kind): terms.event_kind(kind, view.words) for kind in EventKind if kind in present}


@cached_by_view
def years(view: View, wanted: Wanted) -> tuple[int, ...]:
    """Return the years in which events begin, the newest first."""
    return tuple(sorted({event.start.year for event, _ in events(view, wanted).stands}, reverse=True))


@cached_by_view
def heading(view: View, wanted: Wanted) -> Heading:
    """Return the finding, opened by its number: how many events have no news or are upcoming, and the next one."""
    words, shown = view.words, events(view, wanted)
    _ = words.say
    if unknown := marks.absent(view, "calendar"):
        return Heading(1, unknown)
    if not shown.unheard and not shown.coming:
        return Heading(1, _("The calendar lists no upcoming events."))
    next_event = _next(view, shown)
    next_day = words.date(next_event.start).rstrip(".") if next_event else ""
    n = len(shown.unheard or shown.coming)
    if shown.unheard:
        first = words.count(
            "{n} event was due or promised, and no later news of it is known",
            "{n} events were due or promised, and no later news of them is known",
            n,
        )
        rest = _("the next one: {day}.", day=next_day) if next_day else _("the calendar lists no upcoming events.")
    else:
        first = words.count("{n} event is upcoming", "{n} events are upcoming", n)
        rest = _("the next: {day}.", day=next_day)
    return Heading(1, large(f"{first}; {rest}", words.number(n)))


@cached_by_view
def lead(view: View, wanted: Wanted) -> Paragraph:
    """Return what is next by name, when the council meets, and how many questions are open."""
    words, shown = view.words, events(view, wanted)
    _ = words.say
    said: list[Content] = []
    if event := _next(view, shown):
        said.append((f"{_('Next')}: {when(event, words)} – ", named(event.title, event.title_en, words), "."))
    meeting = next((one for one in council_meetings(view.snapshot) if one.day and one.day >= view.day), None)
    if meeting and meeting.day:
        link = Link(words.date(meeting.day), view.address(Page.MEETING, sede=meeting.id))
        said.append(
            (f"{_('The council’s next meeting')}: ", link, "." if not words.date(meeting.day).endswith(".") else "")
        )
    else:
        said.append(_("The date of the council’s next meeting is not known."))
    if shown.open_questions:
        n = len(shown.open_questions)
        said.append(terms.capital(contradicted(n, words)) + ".")
    return Paragraph(joined(said, " "), "lead")


def contradicted(n: int, words: Words) -> str:
    """Return on how many questions sources contradict each other, as a part of a sentence."""
    return words.count(
        "sources contradict each other on {n} question", "sources contradict each other on {n} questions", n
    )


def _next(view: View, shown: Calendar) -> Event | None:
    """Return the first event that begins on the day or after it, else the first of those that last; None of none."""
    ahead = (event for event in shown.coming if event.start.first >= view.day)
    return next(ahead, next(iter(shown.coming), None))


def when(event: Event, words: Words) -> str:
    """Return an event's time: its day, month or year, or from when to when."""
    return words.span(event.start, event.end)


def upper(view: View, wanted: Wanted, chosen: int | None = None) -> Content:
    """Return the calendar as a picture, the money beside it, and below them the year that is ``chosen``."""
    return Group((_picture(view, wanted, chosen), funding.sums(view)), "grid two"), _year(view, wanted, chosen)


def _picture(view: View, wanted: Wanted, chosen: int | None) -> Content:
    _ = view.words.say
    figure = time_figure(view, wanted, chosen)
    if figure is None:
        if marks.absent(view, "calendar"):
            return ""
        return Section((Heading(2, _("Year by year")), Paragraph(_("The calendar lists none."))))
    earlier = [event for event, _stand in events(view, wanted).stands if event.start.year not in _drawn(view, wanted)]
    left = ""
    if earlier:
        first, last = min(event.start.year for event in earlier), max(event.start.year for event in earlier)
        n = view.words.count("{n} more event is not drawn", "{n} more events are not drawn", len(earlier))
        left = _("{n} (begun in {years}); they are in the tables below.", n=n, years=view.words.years(first, last))
    note = Paragraph(left, "muted small") if left else ""
    offer = downloads.of_figure(view, figure)
    return Section((Heading(2, _("Year by year")), figures.drawing(figure), offer, note))


def _drawn(view: View, wanted: Wanted, most: int = MOST_YEARS) -> tuple[int, ...]:
    """Return the years that are drawn: of the day, at most two after it, and the newest before it."""
    now = view.day.year
    every = years(view, wanted)
    after = [year for year in every if year > now][-2:]
    before = [year for year in every if year < now][: most - 1 - len(after)]
    return (*after, now, *before)


def shown(view: View, wanted: Wanted, most: int = MOST_YEARS) -> Sequence[tuple[Event, Stand]]:
    """Return the events that `time_figure` draws of so many years, each with where it stands on the view's day."""
    drawn = _drawn(view, wanted, most)
    return [(event, stand) for event, stand in events(view, wanted).stands if event.start.year in drawn]


@cached_by_view
def time_figure(
    view: View, wanted: Wanted, chosen: int | None = None, wide: int = WIDE, most: int = MOST_YEARS
) -> Figure | None:
    """Return the calendar as a bundle, drawn a year a row; None where it holds nothing.

    It is drawn so ``wide``, with so many years at ``most``, those around the view's day.
    """
    words = view.words
    _ = words.say
    judged = events(view, wanted).stands
    if not judged:
        return None
    drawn = shown(view, wanted, most)
    marks = [
        replace(_dated(event, stand, words), href=_address(view, wanted, event.start.year)) for event, stand in drawn
    ]
    times = {(event.start, event.end): when(event, words) for event, _stand in judged}
    counted = [(stand, sum(own is stand for _event, own in drawn)) for stand in Stand]
    alt = "; ".join(f"{words.say(STANDS[stand])}: {words.number(n)}" for stand, n in counted if n)
    drawn_wide, drawn_narrow = (
        calendar_charts.years(
            marks,
            (view.day, words.date(view.day)),
            width,
            language=words.language,
            months=[_("year"), *map(words.month, range(1, 13))],
            names={stand: words.say(text) for stand, text in STANDS.items()},
            named=(_("When"), _("Event"), _("State"), _("Events")),
            written=lambda event: times[event.start, event.end],
            description=alt,
            picked=chosen,
        )
        for width in (wide, NARROW)
    )

    def title(row: Record) -> str:
        return words.pick(row["title"], row["title_en"]) or ""

    return Figure(
        name="kalendars",
        title=_("The calendar, year by year"),
        wide=drawn_wide,
        narrow=drawn_narrow,
        alt=alt,
        columns=(
            FigureColumn("start", _("From")),
            FigureColumn("end", _("Until")),
            FigureColumn("title", _("Event"), say=title),
            FigureColumn("kind", _("Kind"), say=lambda row: _kind(row["kind"], words)),
            FigureColumn("stand", _("State"), say=lambda row: words.say(STANDS[Stand(row["stand"])])),
        ),
        frame=by_time(judged),
        caption=_("Events and their state on the selected day"),
        source=provenance.source_line(view),
        taken=provenance.taken(view, "calendar"),
        mark=provenance.invented(view, "calendar"),
        tables=("calendar",),
    )


def _kind(kind: str | None, words: Words) -> str:
    return terms.event_kind(EventKind(kind), words) if kind else ""


def _dated(event: Event, stand: Stand, words: Words) -> Dated:
    """Return an event as it is drawn; what is awaited has its kind and day beside its mark."""
    label = ""
    if stand in _AWAITED:
        last = event.end or event.start
        day = _short(last.first, words) if last.day and not event.end else ""
        label = " ".join(filter(None, [terms.event_kind(event.kind, words), day]))
    return Dated(event.start, event.end, stand, words.pick(event.title, event.title_en) or "", label)


def _short(day: date, words: Words) -> str:
    return f"{day:%d.%m.}" if words.language == "lv" else f"{day.day} {words.month(day.month)}"


def awaited(view: View, wanted: Wanted) -> Content:
    """Return what must be known first as lists: what was not heard of, what is to come, what contradicts itself."""
    _, shown = view.words.say, events(view, wanted)
    unheard = _list(view, _("Due or promised, no later news"), shown.unheard)
    questions = [
        _list(view, _("Open question: sources contradict each other"), group) for group in shown.open_questions
    ]
    others = [part for part in (_list(view, _("Upcoming"), shown.coming), *questions) if part]
    if not (unheard and others):
        return (unheard, *others)
    return Group((Group(unheard), Group(tuple(others))), "grid two")


def _list(view: View, name: str, items: Sequence[Event]) -> Content:
    words = view.words
    if not items:
        return ""
    rows = [
        (Text(when(event, words), strong=True), " – ", _what(view, event), _small(view, event))
        for event in items[:MOST_LISTED]
    ]
    more = and_more(len(items) - MOST_LISTED, words) if len(items) > MOST_LISTED else ""
    return Section((Heading(2, name), Items(rows), Paragraph(more, "muted") if more else ""))


def _what(view: View, event: Event) -> Content:
    return named(event.title, event.title_en, view.words), of_row(view, event)


def _small(view: View, event: Event) -> Content:
    """Return an event's kind, its measures and how sure it is, as a small line; "" of nothing."""
    words = view.words
    _ = words.say
    measures = {measure.id: measure for measure in view.snapshot.measures}
    links = joined([measure_link(view, measures[name]) for name in event.measures if name in measures])
    about = (
        (f"{_('concerning measure') if len(event.measures) == 1 else _('concerning measures')} ", links)
        if links
        else ""
    )
    line = joined([terms.event_kind(event.kind, words), about, confidence(event.confidence, words)], " · ")
    return Note(line, "muted") if line else ""


def _address(view: View, wanted: Wanted, year: int) -> str:
    return view.address(Page.CALENDAR, **wanted.address, gads=str(year))


@cached_by_view
def _groups(view: View, wanted: Wanted) -> Mapping[int, tuple[str, Sequence[tuple[Event, Stand]]]]:
    """Return the events by the year in which they begin, the newest first, with how a year is headed."""
    groups: dict[int, list[tuple[Event, Stand]]] = {year: [] for year in years(view, wanted)}
    for event, stand in reversed(events(view, wanted).stands):
        groups[event.start.year].append((event, stand))
    return {
        year: (f"{year} · {view.words.count('{n} event', '{n} events', len(own))}", own) for year, own in groups.items()
    }


def _year(view: View, wanted: Wanted, chosen: int | None) -> Content:
    """Return the year that the address asks for, whole; "" where it asks for none."""
    if chosen is None:
        return ""
    _ = view.words.say
    name, own = _groups(view, wanted)[chosen]
    close = Link(_("Close the year"), view.address(Page.CALENDAR, **wanted.address))
    return Section((Heading(2, name), _table(view, chosen, own), Paragraph(close)), "picked")


def by_year(view: View, wanted: Wanted, chosen: int | None) -> Content:
    """Return every event in tables by year, the newest first, but the year that is ``chosen``: it stands above.

    The year of the day and those after it stand open, without what the lists above name, which is folded below; the
    others are folded. Beyond `MOST_ROWS` events a year is a link to itself.
    """
    _ = view.words.say
    parts: list[Content] = []
    beyond: list[Content] = []
    room = MOST_ROWS
    for year, (name, own) in _groups(view, wanted).items():
        if year == chosen:
            continue
        room -= min(len(own), MOST_ROWS)
        if room < 0:
            beyond.append(Link(name, _address(view, wanted, year)))
        elif year < view.day.year:
            parts.append(Details(name, _table(view, year, own)))
        else:
            parts.append(Section((Heading(3, name), _open(view, year, own))))
    if not parts and not beyond:
        return ""
    rest = Paragraph(joined(beyond, ", "), "muted") if beyond else ""
    return Section((Heading(2, _("All events by year")), *parts, rest), "part")


def _open(view: View, year: int, own: Sequence[tuple[Event, Stand]]) -> Content:
    """Return a year's events that no list above names as a table, and folded those that one does."""
    listed = [(event, stand) for event, stand in own if stand in _LISTED]
    others = [(event, stand) for event, stand in own if stand not in _LISTED]
    folded: Content = ""
    if listed:
        n = view.words.count(
            "{n} event listed above, here with its source",
            "{n} events listed above, here with their sources",
            len(listed),
        )
        folded = Details(n, _table(view, year, listed))
    return _table(view, year, others) if others else "", folded


def _table(view: View, year: int, items: Sequence[tuple[Event, Stand]]) -> Content:
    words = view.words
    _ = words.say
    rows = [
        Row(
            [
                when(event, words),
                (_what(view, event), _small(view, event)),
                Text((calendar_charts.sign(stand), " ", words.say(STANDS[stand])), kind="answer"),
                Quoted(event.source or ""),
            ]
        )
        for event, stand in items[:MOST_ROWS]
    ]
    columns = [Column(_("When")), Column(_("Event")), Column(_("State")), Column(_("Source"))]
    caption = _("Events of {year}", year=year)
    return Table(columns, rows, caption, captioned=False), not_all(len(items), words)
