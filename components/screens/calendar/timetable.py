"""Calendar and funding: what is to come, what was promised without word of it since, what has happened."""

from collections.abc import Sequence

from components.blocks.vocabulary import Column, Content, Heading, Paragraph, Quoted, Row, Table, Text, joined
from components.frame import money
from components.frame.links import measure_link
from components.frame.rows import MOST_ROWS, not_all, of_row
from components.memo import per_view
from components.view import View
from components.wording import amounts, terms
from components.wording.terms import confidence
from data.answers.events import Calendar, calendar
from data.model import Event, EventKind, Funding
from data.words import N_


@per_view
def events(view: View, kinds: frozenset[str]) -> Calendar:
    """Return the calendar around the view's day, only of these kinds where some are chosen."""
    every = calendar(view.snapshot, view.day, today=view.today)

    def own(items: Sequence[Event]) -> tuple[Event, ...]:
        return tuple(item for item in items if not kinds or (item.kind and str(item.kind) in kinds))

    questions = tuple(group for group in every.open_questions if own(group))
    return Calendar(own(every.past), own(every.unheard), own(every.coming), questions)


@per_view
def heading(view: View, kinds: frozenset[str]) -> Heading:
    """Return the finding: how much is to come, and of how much nothing was heard."""
    words, found = view.words, events(view, kinds)
    coming = words.count("{n} event is to come", "{n} events are to come", len(found.coming))
    if not found.coming:
        coming = words.say(N_("The calendar holds no event to come"))
    said = [coming]
    if found.open_questions:
        said.append(words.count("{n} question is open", "{n} questions are open", len(found.open_questions)))
    coming = "; ".join(said)
    if not found.unheard:
        return Heading(1, words.say(N_("{coming}."), coming=coming))
    unheard = words.count(
        "of {n} due or promised nothing was heard", "of {n} due or promised nothing was heard", len(found.unheard)
    )
    return Heading(1, words.say(N_("{coming}; {unheard}."), coming=coming, unheard=unheard))


@per_view
def listing(view: View, kinds: frozenset[str]) -> Content:
    """Return the events in three tables: unheard, to come, past (newest first)."""
    words, found = view.words, events(view, kinds)
    question = words.say(N_("Open question: sources contradict each other"))
    return (
        _events(view, words.say(N_("Due or promised, nothing heard since")), found.unheard),
        _events(view, words.say(N_("To come")), found.coming),
        *(_events(view, question, group) for group in found.open_questions),
        _events(view, words.say(N_("Past, newest first")), tuple(reversed(found.past))),
    )


def _events(view: View, name: str, items: Sequence[Event]) -> Content:
    words = view.words
    if not items:
        return Heading(2, name), Paragraph(words.say(N_("The calendar holds none.")))
    measures = {measure.id: measure for measure in view.snapshot.measures}
    rows = []
    for event in items[:MOST_ROWS]:
        when = words.date(event.start)
        if event.end and event.end != event.start:
            when += f" – {words.date(event.end)}"
        about = joined([measure_link(view, measures[own]) for own in event.measures if own in measures])
        sure = confidence(event.confidence, words)
        doubt: Content = (" ", Text(f"({sure})", kind="muted small")) if sure else ""
        what = (words.pick(event.title, event.title_en) or "", doubt, of_row(view, event))
        rows.append(Row([when, what, terms.event_kind(event.kind, words), about, Quoted(event.source or "")]))
    columns = [
        Column(words.say(N_("When"))),
        Column(words.say(N_("Event"))),
        Column(words.say(N_("Kind"))),
        Column(words.say(N_("Measures"))),
        Column(words.say(N_("Source"))),
    ]
    return Heading(2, name), Table(columns, rows, name, seen=False), not_all(len(items), words)


def kinds_offered(view: View) -> dict[str, str]:
    """Return the kinds of event that occur, by code, in words."""
    present = {event.kind for event in view.snapshot.calendar}
    return {str(kind): terms.event_kind(kind, view.words) for kind in EventKind if kind in present}


@per_view
def funding(view: View) -> Content:
    """Return the money: need and allocation by year, then every row with its purpose and source."""
    words = view.words
    own = (None, view.plan.id) if view.plan else (None,)
    rows = [row for row in view.snapshot.funding if row.plan in own]
    if not rows or view.plan is None:
        nothing = words.say(N_("Nothing is known of the plan’s money."))
        return Heading(2, words.say(N_("Funding"))), Paragraph(nothing)
    unknown = words.say(N_("not reported"))
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
        Column(words.say(N_("Years"))),
        Column(words.say(N_("Kind"))),
        Column(words.say(N_("Sum")), number=True),
        Column(words.say(N_("Purpose"))),
        Column(words.say(N_("Source"))),
    ]
    caption = words.say(N_("Every row on money; related projects are never summed"))
    none = Paragraph(words.say(N_("Of other years nothing is known about what was allocated.")), "muted small")
    return money.money_table(view), none, Table(columns, lines, caption), not_all(len(rows), words)


def _years(row: Funding) -> str:
    return str(row.first_year or "") if row.last_year in (None, row.first_year) else f"{row.first_year}–{row.last_year}"
