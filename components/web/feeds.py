"""What changed as a feed and what has a day as a calendar: of everything, of an institution, of a municipality.

``/feeds/izmainas.atom``, ``/feeds/kalendars.ics``, and below ``/feeds/iestade/<id>/`` and ``/feeds/pasvaldiba/<code>/``
the same of one. All of it is of the current snapshot and of today; only the language can be chosen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import Any, TypeAlias
from urllib.parse import quote

from components.blocks.vocabulary import plain
from components.frame import answers
from components.frame.questions import state_of
from components.meeting import steps
from components.meeting.dates import AWAITED
from components.screens.about.corrections import figure_name, value_name
from components.view import View
from components.wording import marks, naming, provenance
from data import live, settings
from data.answers.corrections import Figure, Shown
from data.answers.schedule import deadlines
from data.contract.addresses import Page
from data.contract.tables import BY_CODE
from data.live import corrections, rows
from data.model import DecisionState, EventState, Institution, Measure, Municipality, PartialDate
from data.publish.feeds import Channel, Dated, Entry, atom, ical
from data.riga import RIGA
from data.words import N_

One: TypeAlias = Institution | Municipality | None
"""Whose: of an institution, of a municipality, of everything."""
ATOM, ICS = "application/atom+xml", "text/calendar"


@dataclass(frozen=True)
class Feed:
    """A kind of feed: what it is called in an address and on a page (a catalogue key), its type, and what makes it.

    What makes it takes the view, whose it is, and where the dashboard is, without a slash at the end.
    """

    file: str
    name: str
    media_type: str
    make: Callable[[View, One, str], bytes]


def address_of(feed: Feed, one: One, language: str) -> str:
    """Return the path of a feed below its server, with its language."""
    folder = f"iestade/{one.id}" if isinstance(one, Institution) else f"pasvaldiba/{one.code}" if one else ""
    folder = f"{quote(folder)}/" if folder else ""
    return f"/feeds/{folder}{feed.file}{'?lang=en' if language == 'en' else ''}"


def title_of(view: View, feed: Feed, one: One) -> str:
    """Return what a feed is called, with whose it is and that it is invented where it is."""
    _ = view.words.say
    whose = naming.institution_names(view, [one.id]) if isinstance(one, Institution) else one.title if one else ""
    named = [provenance.invented(view), _(feed.name), whose, _("Open government action plan")]
    return " · ".join(filter(None, named))


def _changes(view: View, one: One, origin: str) -> bytes:
    entries = list(_answers(view, one, origin) if isinstance(one, Municipality) else _reports(view, one, origin))
    entries += _corrected(view, one, origin)
    _ = view.words.say
    author = settings.owner().name or _("Open government action plan")
    own = origin + address_of(CHANGES, one, view.words.language)
    page = Page.OVERVIEW
    address = view.address(page) if one is None else _page(view, one)
    return atom(Channel(title_of(view, CHANGES, one), origin + address, own, author), entries, view.words)


def _page(view: View, one: Institution | Municipality) -> str:
    if isinstance(one, Institution):
        return view.address(Page.MEASURES, iestade=one.id)
    return view.address(Page.MUNICIPALITY, kods=one.code)


def _reports(view: View, one: Institution | None, origin: str) -> Iterator[Entry]:
    """Yield an entry a report, of measures that an institution answers for where one is given."""
    words = view.words
    measures = {measure.id: measure for measure in view.snapshot.measures if _answers_for(one, measure)}
    followed = rows.lives()
    for report in view.snapshot.updates:
        measure = measures.get(report.measure)
        if measure is None or report.day > view.day:
            continue
        said = (report.done, report.obstacles, report.needed_from_council, report.evidence)
        yield Entry(
            ("report", report.measure, report.day.isoformat(), str(report.assessor)),
            f"{measure.number} {naming.title(measure, words)}: {marks.report_said(view, report)}",
            "\n\n".join(filter(None, said)),
            origin + view.address(Page.MEASURES, pasakums=naming.short(view, measure)),
            _begin(report.day),
            life.changed if (life := followed.get(("updates", BY_CODE["updates"].key_of(report)))) else None,
        )


def _answers_for(one: Institution | None, measure: Measure) -> bool:
    return one is None or one.id in (*measure.responsible, *measure.co_responsible)


def _answers(view: View, unit: Municipality, origin: str) -> Iterator[Entry]:
    """Yield an entry an answer of a municipality whose source has a date."""
    indicators = {indicator.id: indicator for indicator in view.snapshot.indicators}
    for value in view.snapshot.indicator_values:
        indicator = indicators.get(value.indicator)
        dated = value.source_date
        if value.municipality != unit.code or indicator is None or dated is None or dated.last > view.day:
            continue
        name = view.words.pick(indicator.title, indicator.title_en)
        said = plain(answers.plain(value, view.words))
        yield Entry(
            ("answer", unit.code, value.indicator, dated.iso),
            f"{name}: {said}",
            "\n\n".join(filter(None, (value.note, value.source))),
            origin + view.address(Page.MUNICIPALITY, kods=unit.code),
            _begin(dated.last),
        )


def _corrected(view: View, one: One, origin: str) -> Iterator[Entry]:
    """Yield an entry a figure that was corrected or is no more, between two snapshots kept: also what was withdrawn."""
    log = corrections.log_of(one.code) if isinstance(one, Municipality) else corrections.log()
    words = view.words
    for logged in log.changes if log else ():
        change = logged.change
        if not change.corrected or not _is_of(view, one, change.figure):
            continue
        before, after = (value_name(change.figure, value, words) for value in (change.before, change.after))
        yield Entry(
            ("corrected", *map(str, (change.figure.shown, *change.figure.of)), logged.before[0], logged.after[0]),
            f"{words.say(N_('Corrected'))}: {figure_name(change.figure, words)}",
            f"{before} → {after}",
            origin + view.address(Page.ABOUT, skats="izmainas"),
            logged.after[1],
        )


def _is_of(view: View, one: One, figure: Figure) -> bool:
    """Tell whether a figure is of one: of an institution are its measures and decisions, those it had among them."""
    if not isinstance(one, Institution):
        return True
    sort = {Shown.STATUS: "measures", Shown.DEADLINE: "measures", Shown.DECISION: "decisions", Shown.DUE: "decisions"}
    if figure.shown not in sort:
        return False
    table, name = sort[figure.shown], figure.of[0]
    standing: Sequence[Any] = getattr(view.snapshot, table)
    life = rows.lives().get((table, figure.of))
    row: Any = next((row for row in standing if row.id == name), life.record if life else None)
    return row is not None and (_answers_for(one, row) if table == "measures" else row.responsible == one.id)


def _calendar(view: View, one: One, origin: str) -> bytes:
    current = live.current()
    read = (current.changed_at or current.read_at) if current.source else None
    stamp = read or _begin(provenance.EMBEDDED_DAY)
    dated = [
        *_meetings(view, origin),
        *_deadlines(view, one, origin),
        *_decisions(view, one, origin),
        *_events(view, one, origin),
    ]
    there = {one.key for one in dated}
    dated += [event for event in _withdrawn(view, one, origin) if event.key not in there]
    return ical(title_of(view, CALENDAR, one), dated, stamp, view.words)


def _meetings(view: View, origin: str) -> Iterator[Dated]:
    for meeting in view.snapshot.meetings:
        if meeting.day is None:
            continue
        start, end = meeting.starts, meeting.ends
        yield Dated(
            ("meeting", meeting.id),
            plain(steps.name(meeting, view.words)),
            meeting.link or "",
            origin + view.address(Page.MEETING, sede=meeting.id),
            datetime.combine(meeting.day, start, RIGA) if start else meeting.day,
            datetime.combine(meeting.day, end, RIGA) if start and end and end > start else None,
            meeting.place or "",
        )


def _deadlines(view: View, one: One, origin: str) -> Iterator[Dated]:
    """Yield the newest deadline of each measure."""
    for standing in state_of(view).standings if view.plan else ():
        measure, chain = standing.measure, deadlines(standing)
        if chain and _concerns(view, one, measure.id):
            yield _deadline(view, measure, chain[-1][1], origin)


def _deadline(view: View, measure: Measure, due: PartialDate, origin: str) -> Dated:
    words = view.words
    return Dated(
        ("deadline", measure.id),
        words.say(N_("Deadline: {number} {title}"), number=measure.number, title=naming.title(measure, words)),
        words.date(due),
        origin + view.address(Page.MEASURES, pasakums=naming.short(view, measure)),
        due.last,
    )


def _decisions(view: View, one: One, origin: str) -> Iterator[Dated]:
    """Yield the days by which decisions are due."""
    for decision in view.snapshot.decisions:
        mine = one is None or (isinstance(one, Institution) and decision.responsible == one.id)
        if mine and decision.due:
            yield Dated(
                ("decision", decision.id),
                view.words.say(N_("Due: decision {id}"), id=decision.id),
                decision.text,
                origin + view.address(Page.MEETING, sede=decision.meeting),
                decision.due.last,
                cancelled=decision.state is DecisionState.CANCELLED,
            )


def _withdrawn(view: View, one: One, origin: str) -> Iterator[Dated]:
    """Yield what stood in a snapshot kept and stands no more: a calendar that has it is told that it is off."""
    now = view.snapshot
    gone: dict[str, list[Any]] = {code: [] for code in rows.TABLES}
    keys = {code: set(map(BY_CODE[code].key_of, getattr(now, code))) for code in rows.TABLES}
    for (code, key), life in rows.lives().items():
        if key not in keys[code]:
            gone[code].append(life.record)
    tables: dict[str, Any] = {code: tuple(gone[code]) for code in ("meetings", "decisions", "calendar")}
    past = replace(view, current=replace(view.current, snapshot=replace(now, **tables)))
    dated = [*_meetings(past, origin), *_decisions(past, one, origin), *_events(past, one, origin)]
    for measure in gone["measures"]:
        if measure.deadline and (one is None or (isinstance(one, Institution) and _answers_for(one, measure))):
            dated.append(_deadline(view, measure, measure.deadline, origin))
    dated += _given_up(view, one, origin)
    for event in dated:
        yield replace(event, title=view.words.say(N_("No longer valid: {title}"), title=event.title), cancelled=True)


def _given_up(view: View, one: One, origin: str) -> Iterator[Dated]:
    """Yield the last deadline of each measure that has none any more."""
    log = corrections.log()
    measures = {measure.id: measure for measure in view.snapshot.measures if _concerns(view, one, measure.id)}
    for logged in log.changes if log else ():
        figure, before, after = logged.change.figure, logged.change.before, logged.change.after
        if figure.shown is not Shown.DEADLINE or after is not None or not isinstance(before, PartialDate):
            continue
        if measure := measures.pop(figure.of[0], None):
            yield _deadline(view, measure, before, origin)


def _events(view: View, one: One, origin: str) -> Iterator[Dated]:
    """Yield the calendar's rows that are planned, promised or due; of one, those that name its measures."""
    words = view.words
    for event in view.snapshot.calendar:
        if event.state is EventState.HAPPENED or event.state is None:
            continue
        if one is not None and not any(_concerns(view, one, measure) for measure in event.measures):
            continue
        when = words.date(event.start) + (f" – {words.date(event.end)}" if event.end else "")
        yield Dated(
            ("event", event.start.iso, event.title),
            words.pick(event.title, event.title_en) or event.title,
            "\n".join(filter(None, (f"{words.say(AWAITED[event.state])}, {when}", event.source))),
            origin + view.address(Page.CALENDAR),
            event.start.first if event.end else event.start.last,
            event.end.last if event.end else None,
        )


def _concerns(view: View, one: One, measure: str) -> bool:
    """Tell whether a measure is one that an institution answers for, or that a municipality's indicators follow."""
    if one is None:
        return True
    if isinstance(one, Municipality):
        return any(measure in indicator.measures for indicator in view.snapshot.indicators)
    return any(item.id == measure and _answers_for(one, item) for item in view.snapshot.measures)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), RIGA).astimezone(UTC)


CHANGES = Feed("izmainas.atom", N_("What changed"), ATOM, _changes)
CALENDAR = Feed("kalendars.ics", N_("Deadlines and meetings"), ICS, _calendar)
FEEDS = MappingProxyType({feed.file: feed for feed in (CHANGES, CALENDAR)})
"""The kinds of feed by the name of their file."""


def whose(view: View, sort: str, code: str) -> One:
    """Return whose feed is asked for. Raises KeyError where there is none such."""
    if not sort:
        return None
    found: One = None
    if sort == "iestade":
        found = next((item for item in view.snapshot.institutions if item.id == code), None)
    elif sort == "pasvaldiba":
        found = next((item for item in view.snapshot.municipalities if item.code == code), None)
    if found is None:
        raise KeyError(code)
    return found


def everybody(view: View) -> tuple[One, ...]:
    """Return whose feeds there are: of everything, of each institution with a measure, of each municipality."""
    named = {name for measure in view.snapshot.measures for name in (*measure.responsible, *measure.co_responsible)}
    return None, *(item for item in view.snapshot.institutions if item.id in named), *view.snapshot.municipalities


def feeds_of(view: View, path: str, own: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the feeds of a screen at an address: each one's type, title and path; those of whom it speaks, else all's.

    ``own`` are the parameters of the address.
    """
    one: One = None
    with suppress(KeyError):
        if path == Page.MUNICIPALITY:
            one = whose(view, "pasvaldiba", own.get("kods", ""))
        elif own.get("iestade"):
            one = whose(view, "iestade", own["iestade"])
    return [
        (feed.media_type, title_of(view, feed, one), address_of(feed, one, view.words.language))
        for feed in FEEDS.values()
    ]
