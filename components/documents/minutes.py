"""The minutes: what was shown, the agenda with what is known today, and what was decided, or room for it.

Decisions stand as rows of their tab, in the order of its columns: what is filled in can be pasted below its last row,
and once rows are entered there the minutes are made of them. Beside them a page to send before a meeting.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from components.blocks.vocabulary import (
    Column,
    Content,
    Facts,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    changed,
    plain,
)
from components.documents.blocks import on_paper
from components.documents.paper import Document
from components.documents.report import document
from components.frame.questions import anybody_reported, attention_rows
from components.meeting import next as next_meeting
from components.meeting.agenda import measures_grid, standings_of
from components.meeting.council import decisions_grid
from components.meeting.step import Step
from components.meeting.steps import name, when_and_where
from components.view import View
from components.wording import findings
from components.wording.naming import short
from data.answers import attention
from data.answers import meeting as meetings
from data.contract.tables import BY_CODE
from data.model import AgendaItem, Decision, Meeting
from data.words import N_, Words, latvian_order

_REQUESTS = 100
"""Requests to the council that are repeated word for word; of more it is said how many are left out."""
_PRESENT, _EMPTY_ITEMS, _DECISIONS = 8, 5, 2
"""Empty lines for those present, for the items of an unknown agenda, and for what an item decides."""


def minutes(view: View, meeting: Meeting, steps: Sequence[Step] = (), base: str = "") -> Document:
    """Return a meeting's minutes; the view's plan is the one that the meeting oversees.

    ``steps`` are what was shown, ``base`` is the public address at which they are found, "" where it is not known.
    """
    words = view.words
    _ = words.say
    items = meetings.agenda_of(view.snapshot, meeting)
    decided = decided_at(view, meeting)
    title = name(meeting, words)
    blocks: list[Content] = [Paragraph(title), *_frame(view, meeting), Heading(1, _("Agenda"))]
    if items:
        for number, item in enumerate(items):
            lines = range(number * _DECISIONS + 1, (number + 1) * _DECISIONS + 1)
            blocks += _item(view, meeting, item, () if decided else lines)
    else:
        blocks += _empty_agenda(view, meeting, room=not decided)
    if decided:
        blocks += [Heading(1, _("Decided")), _rows_of(view, decided)]
    else:
        blocks += _asked(view)
    blocks += [*_shown(view, steps, base), *_earlier(view, meeting), *_register(view)]
    bracketed: Content = changed(tuple(blocks), _in_brackets)
    named = words.say(N_("Minutes") if decided else N_("Draft minutes"))
    return document(view, named, plain(title), on_paper(bracketed, words.language))


def decided_at(view: View, meeting: Meeting) -> tuple[Decision, ...]:
    """Return what a meeting decided, as entered in the register, in the order of the ids; none before it is entered."""
    rows = (decision for decision in view.snapshot.decisions if decision.meeting == meeting.id)
    return tuple(sorted(rows, key=lambda decision: latvian_order(decision.id)))


def _held(meeting: Meeting, words: Words, *, over: bool = False) -> Facts:
    """Return when and where a meeting is held, or what of it is not known; one that is ``over`` is the one before."""
    _ = words.say
    known = when_and_where(meeting, words)
    if known and not meeting.place:
        known.append(_("place not known"))
    name = _("The last meeting in these data") if over else _("When and where")
    return Facts([(name, " · ".join(known) or _("not known"))])


def to_send(view: View, meeting: Meeting) -> Document:
    """Return the page to send before a meeting: when and where, its agenda, and what each institution is asked."""
    words = view.words
    _ = words.say
    items = meetings.agenda_of(view.snapshot, meeting)
    title = name(meeting, words)
    over = meetings.is_over(meeting, view.day)
    heading = Heading(1, _("Agenda of that meeting") if over else _("Agenda"))
    blocks: list[Content] = [Paragraph(title), _held(meeting, words, over=over), heading]
    if items:
        rows = [
            Row([f"{item.number.rstrip('.')}.", Quoted(item.question), Quoted(item.presenter) or _("not specified")])
            for item in items
        ]
        columns = [
            Column(_("No."), twelfths=1),
            Column(_("Agenda item"), twelfths=7),
            Column(_("Presented by"), twelfths=4),
        ]
        blocks.append(Table(columns, rows, _("Agenda")))
    else:
        blocks.append(Paragraph(_("The agenda is not known.")))
    blocks.append(Heading(1, _(next_meeting.ASKED)))
    nothing = Paragraph(_("No institution is asked for anything by these data."))
    blocks.append(next_meeting.asked(view, meeting) or nothing)
    if drafted := next_meeting.draft(view, meeting):
        blocks.append(Heading(1, _("Draft agenda of the next meeting")))
        blocks += [Paragraph(drafted.carried)] if drafted.carried else []
        blocks.append(next_meeting.agenda_table(view, drafted.rows))
        blocks += [Paragraph(drafted.unnamed)] if drafted.unnamed else []
    named = _("Before the next meeting") if over else _("Before the meeting")
    return document(view, named, plain(title), on_paper(tuple(blocks), words.language))


def _shown(view: View, steps: Sequence[Step], base: str) -> Iterable[Content]:
    """Give what was shown, step by step with the number that leads to it on screen, slides and offline page."""
    words = view.words
    _ = words.say
    first = [step for step in steps if step.part == 1]
    if not first:
        return
    heading = _("What the dashboard shows, as of {day}", day=words.date(view.day))
    yield Heading(1, heading)
    if base:
        yield Paragraph(_("The numbers lead to the same steps at {address}.", address=base))
    columns = [
        Column(_("Step"), twelfths=1),
        Column(_("Where in the meeting"), twelfths=4),
        Column(_("What it says"), twelfths=7),
    ]
    rows = [Row([step.place, _where(step), step.title]) for step in first]
    yield Table(columns, rows, heading)


def _in_brackets(one: Any) -> Any:
    """Return what a table says more quietly in brackets, which paper needs where the screen has grey."""
    return ("(", one.content, ")") if isinstance(one, Text) and one.kind == "muted" else one


def _frame(view: View, meeting: Meeting) -> Iterable[Content]:
    """Give when and where, and room for who was there: institutions and roles, no names."""
    words = view.words
    _ = words.say
    yield _held(meeting, words)
    yield Heading(1, _("Present"))
    roles = [_("Chair"), _("Minutes taken by"), *[""] * _PRESENT]
    yield Table(
        [Column(_("Role"), twelfths=4), Column(_("Institution or organisation"), twelfths=8)],
        [Row([role, ""]) for role in roles],
        _("Present"),
        roomy=True,
    )


def _item(view: View, meeting: Meeting, item: AgendaItem, lines: Sequence[int]) -> Iterable[Content]:
    """Give an item: question, presenter, the measures it names as they stand today, and ``lines`` to decide on."""
    _ = view.words.say
    yield Heading(2, (f"{item.number.rstrip('.')}. ", Quoted(item.question)))
    yield Facts([(_("Presented by"), Quoted(item.presenter) or _("not specified"))])
    of_item, unknown = standings_of(view, item)
    if of_item:
        yield Paragraph(_("What is known of these measures on {day}:", day=view.words.date(view.day)))
        yield measures_grid(view, of_item)
    if unknown:
        yield Paragraph(unknown, "muted")
    if lines:
        yield Heading(3, _("Decided:"))
        yield _room(view, meeting, lines)


def _where(step: Step) -> Content:
    """Return where in the meeting a step stands, with what the spreadsheet says in its own language."""
    before, said, after = step.kicker.partition(step.quoted) if step.quoted else (step.kicker, "", "")
    return before, Quoted(said), after


_SHARES = {"id": 4, "meeting": 3, "text": 6, "responsible": 4, "due": 3, "state": 3, "measures": 3}
"""The columns of the register and how wide they are on paper to each other."""


def _register_columns() -> list[Column]:
    return [Column(column.header, twelfths=_SHARES[column.name], lang="lv") for column in BY_CODE["decisions"].columns]


def _room(view: View, meeting: Meeting, lines: Iterable[int]) -> Table:
    """Return empty rows of the register, which know their meeting and, by their number in the minutes, their ID."""
    rows = []
    for line in lines:
        known = {"id": f"{meeting.id}-L{line}", "meeting": meeting.id}
        rows.append(Row([known.get(column.name, "") for column in BY_CODE["decisions"].columns]))
    return Table(_register_columns(), rows, view.words.say("Space for decisions"), roomy=True)


def _rows_of(view: View, decided: Sequence[Decision]) -> Table:
    """Return decisions as rows of the register, in the words of the sheet."""
    states = {state: word for word, state in (BY_CODE["decisions"].by_name["state"].choices or {}).items()}
    rows = [
        Row(
            [
                one.id,
                one.meeting,
                Quoted(one.text),
                Quoted(one.responsible),
                view.words.date(one.due) if one.due else "",
                Quoted(states.get(one.state, "") if one.state else ""),
                "; ".join(short(view, measure) for measure in view.snapshot.measures if measure.id in one.measures),
            ]
        )
        for one in decided
    ]
    return Table(_register_columns(), rows, view.words.say("Decided"))


def _empty_agenda(view: View, meeting: Meeting, *, room: bool) -> Iterable[Content]:
    _ = view.words.say
    yield Paragraph(_("The agenda is not known."))
    if room:
        yield _room(view, meeting, range(1, _EMPTY_ITEMS + 1))


def _asked(view: View) -> Iterable[Content]:
    """Give what institutions ask the council to decide."""
    _ = view.words.say
    yield Heading(1, _("Decisions required"))
    asked = attention.asked(attention_rows(view) if view.plan else ())
    if asked:
        lines: list[Content] = [
            (Text(f"{item.measure.number}: ", strong=True), Quoted(text)) for item, text in asked[:_REQUESTS]
        ]
        yield Items(lines + [findings.and_more(n, view.words) for n in [len(asked) - _REQUESTS] if n > 0])
    else:
        yield Paragraph(findings.asks_nothing(view.words, reported=anybody_reported(view)))


def _earlier(view: View, meeting: Meeting) -> Iterable[Content]:
    _ = view.words.say
    yield Heading(1, _("Open decisions of earlier meetings"))
    open_ones = meetings.open_decisions(view.snapshot, meeting, view.day)
    if open_ones:
        yield decisions_grid(view, open_ones)
    elif view.snapshot.decisions:
        yield Paragraph(_("The register lists no open decisions from earlier meetings."))
    else:
        yield Paragraph(_("These data contain no decisions of any meeting."))


def _register(view: View) -> Iterable[Content]:
    """Explain the columns of the register, so that what was decided can go into the spreadsheet."""
    words, table = view.words, BY_CODE["decisions"]
    _ = words.say
    yield Heading(1, _("How to enter decisions in the tab “{tab}”", tab=table.tab))
    yield Items(
        [(Text(column.header, strong=True, lang="lv"), f": {words.say(column.help)}") for column in table.columns]
    )
