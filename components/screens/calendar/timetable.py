"""Calendar and funding: what is to come, what was promised without word of it since, what has happened."""

from collections.abc import Sequence

from components.blocks.vocabulary import Column, Content, Heading, Paragraph, Quoted, Row, Table, Text, joined
from components.frame import money
from components.frame.links import measure_link
from components.frame.rows import MOST_ROWS, not_all, of_row
from components.memo import cached_by_view
from components.view import View
from components.wording import amounts, terms
from components.wording.terms import confidence
from data.answers.events import Calendar, calendar
from data.model import Event, EventKind, Funding


@cached_by_view
def events(view: View, kinds: frozenset[str]) -> Calendar:
    """Return the calendar around the view's day, only of these kinds where some are chosen."""
    every = calendar(view.snapshot, view.day, today=view.today)

    def own(items: Sequence[Event]) -> tuple[Event, ...]:
        return tuple(item for item in items if not kinds or (item.kind and str(item.kind) in kinds))

    questions = tuple(group for group in every.open_questions if own(group))
    return Calendar(own(every.past), own(every.unheard), own(every.coming), questions)


@cached_by_view
def heading(view: View, kinds: frozenset[str]) -> Heading:
    """Return the finding: how much is to come, and of how much nothing was heard."""
    words, shown = view.words, events(view, kinds)
    _ = words.say
    coming = words.count("{n} event is to come", "{n} events are to come", len(shown.coming))
    if not shown.coming:
        coming = _("The calendar holds no event to come")
    parts = [coming]
    if shown.open_questions:
        parts.append(words.count("{n} question is open", "{n} questions are open", len(shown.open_questions)))
    coming = "; ".join(parts)
    if not shown.unheard:
        return Heading(1, _("{coming}.", coming=coming))
    unheard = words.count(
        "of {n} due or promised nothing was heard", "of {n} due or promised nothing was heard", len(shown.unheard)
    )
    return Heading(1, _("{coming}; {unheard}.", coming=coming, unheard=unheard))


def listing(view: View, kinds: frozenset[str]) -> Content:
    """Return the events in three tables: unheard, to come, past (newest first)."""
    words, shown = view.words, events(view, kinds)
    _ = words.say
    question = _("Open question: sources contradict each other")
    return (
        _events(view, _("Due or promised, nothing heard since"), shown.unheard),
        _events(view, _("To come"), shown.coming),
        *(_events(view, question, group) for group in shown.open_questions),
        _events(view, _("Past, newest first"), tuple(reversed(shown.past))),
    )


def _events(view: View, name: str, items: Sequence[Event]) -> Content:
    words = view.words
    _ = words.say
    if not items:
        return Heading(2, name), Paragraph(_("The calendar holds none."))
    measures = {measure.id: measure for measure in view.snapshot.measures}
    rows = []
    for event in items[:MOST_ROWS]:
        when = words.date(event.start)
        if event.end and event.end != event.start:
            when += f" – {words.date(event.end)}"
        about = joined([measure_link(view, measures[name]) for name in event.measures if name in measures])
        sure = confidence(event.confidence, words)
        doubt: Content = (" ", Text(f"({sure})", kind="muted small")) if sure else ""
        what = (words.pick(event.title, event.title_en) or "", doubt, of_row(view, event))
        rows.append(Row([when, what, terms.event_kind(event.kind, words), about, Quoted(event.source or "")]))
    columns = [
        Column(_("When")),
        Column(_("Event")),
        Column(_("Kind")),
        Column(_("Measures")),
        Column(_("Source")),
    ]
    return Heading(2, name), Table(columns, rows, name, captioned=False), not_all(len(items), words)


def kinds_offered(view: View) -> dict[str, str]:
    """Return the kinds of event that occur, by code, in words."""
    present = {event.kind for event in view.snapshot.calendar}
    return {str(kind): terms.event_kind(kind, view.words) for kind in EventKind if kind in present}


def funding(view: View) -> Content:
    """Return the money: need and allocation by year, then every row with its purpose and source."""
    words = view.words
    _ = words.say
    plans = (None, view.plan.id) if view.plan else (None,)
    rows = [row for row in view.snapshot.funding if row.plan in plans]
    if not rows or view.plan is None:
        nothing = _("Nothing is known of the plan’s money.")
        return Heading(2, _("Funding")), Paragraph(nothing)
    unknown = _("not reported")
    lines = [
        Row(
            [
                _years(row),
                terms.funding_kind(row.kind, words),
                unknown if row.amount is None else amounts.euro(row.amount, words),
                (Quoted(row.purpose), of_row(view, row)),
                Quoted(row.source or ""),
            ]
        )
        for row in rows[:MOST_ROWS]
    ]
    columns = [
        Column(_("Years")),
        Column(_("Kind")),
        Column(_("Sum"), number=True),
        Column(_("Purpose")),
        Column(_("Source")),
    ]
    caption = _("Every row on money; related projects are never summed")
    none = Paragraph(_("Of other years nothing is known about what was allocated."), "muted small")
    return money.money_table(view), none, Table(columns, lines, caption), not_all(len(rows), words)


def _years(row: Funding) -> str:
    return str(row.first_year or "") if row.last_year in (None, row.first_year) else f"{row.first_year}–{row.last_year}"
