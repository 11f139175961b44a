"""The minutes to fill in: a meeting's agenda with what is known today, and room for what it decides."""

from collections.abc import Iterable
from dataclasses import replace
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
from components.frame.questions import attention_rows
from components.meeting.agenda import measures_grid, standings_of
from components.meeting.council import decisions_grid
from components.meeting.steps import name, when_and_where
from components.view import View
from data.answers import attention
from data.answers import meeting as meetings
from data.contract.tables import BY_CODE
from data.model import AgendaItem, Meeting

_PRESENT, _EMPTY_ITEMS, _DECISIONS = 8, 5, 2
"""Empty lines for those present, for the items of an unknown agenda, and for what an item decides."""


def minutes(view: View, meeting: Meeting) -> Document:
    """Return the draft of a meeting's minutes; the view's plan is the one that the meeting oversees."""
    words = view.words
    _ = words.say
    items = meetings.agenda_of(view.snapshot, meeting)
    title = name(meeting, words)
    blocks: list[Content] = [Paragraph(title), *_frame(view, meeting), Heading(1, _("Agenda"))]
    if items:
        for item in items:
            blocks += _item(view, item)
    else:
        blocks += _empty_agenda(view)
    blocks += [*_asked(view), *_earlier(view, meeting), *_register(view)]
    bracketed: Content = changed(tuple(blocks), _in_brackets)
    return document(view, _("Draft of the minutes"), plain(title), on_paper(bracketed, words.language))


def _in_brackets(one: Any) -> Any:
    """Return what a table says more quietly in brackets, which paper needs where the screen has grey."""
    return ("(", one.content, ")") if isinstance(one, Text) and one.kind == "muted" else one


def _frame(view: View, meeting: Meeting) -> Iterable[Content]:
    """Give when and where, and room for who was there: institutions and roles, no names."""
    words = view.words
    _ = words.say
    where = " · ".join(when_and_where(meeting, words)) or _("not known")
    yield Facts([(_("When and where"), where)])
    yield Heading(1, _("Present"))
    roles = [_("Chair"), _("Minutes taken by"), *[""] * _PRESENT]
    yield Table(
        [Column(_("Role"), twelfths=4), Column(_("Institution or organisation"), twelfths=8)],
        [Row([role, ""]) for role in roles],
        _("Present"),
        roomy=True,
    )


def _item(view: View, item: AgendaItem) -> Iterable[Content]:
    """Give an item: question, presenter, the measures it names as they stand today, and room to decide."""
    _ = view.words.say
    yield Heading(2, (f"{item.number.rstrip('.')}. ", Quoted(item.question)))
    yield Facts([(_("Presented by"), Quoted(item.presenter) or _("not specified"))])
    of_item, unknown = standings_of(view, item)
    if of_item:
        yield measures_grid(view, of_item)
    if unknown:
        yield Paragraph(unknown, "muted")
    yield Heading(3, _("Decided:"))
    yield _room(view, [""] * _DECISIONS)


def _room(view: View, numbers: list[str]) -> Table:
    """Return empty lines for decisions, in the columns of the register."""
    _ = view.words.say
    columns = BY_CODE["decisions"].by_name
    shares = {"text": 5, "responsible": 3, "due": 2, "measures": 2}
    heads = [Column(columns[name].header, twelfths=share) for name, share in shares.items()]
    if any(numbers):
        asked = [Column(_("No."), twelfths=1), Column(_("Question"), twelfths=3)]
        heads = [*asked, *(replace(head, twelfths=2) for head in heads)]
    rows = [Row([number, *[""] * (len(heads) - 1)]) for number in numbers]
    return Table(heads, rows, _("Space for decisions"), roomy=True)


def _empty_agenda(view: View) -> Iterable[Content]:
    _ = view.words.say
    yield Paragraph(_("The agenda is not known."))
    yield _room(view, [f"{number}." for number in range(1, _EMPTY_ITEMS + 1)])


def _asked(view: View) -> Iterable[Content]:
    """Give what institutions ask the council to decide."""
    _ = view.words.say
    yield Heading(1, _("Decisions required"))
    asked = attention.asked(attention_rows(view) if view.plan else ())
    if asked:
        yield Items([(Text(f"{item.measure.number}: ", strong=True), Quoted(text)) for item, text in asked])
    else:
        yield Paragraph(_("No institution’s report asks the council for anything."))


def _earlier(view: View, meeting: Meeting) -> Iterable[Content]:
    _ = view.words.say
    yield Heading(1, _("Open decisions of earlier meetings"))
    open_ones = meetings.open_decisions(view.snapshot, meeting, view.day)
    if open_ones:
        yield decisions_grid(view, open_ones)
    elif view.snapshot.decisions:
        yield Paragraph(_("The register lists no open decisions from earlier meetings."))
    else:
        yield Paragraph(_("There is no information on the meetings’ decisions."))


def _register(view: View) -> Iterable[Content]:
    """Explain the columns of the register, so that what was decided can go into the spreadsheet."""
    words, table = view.words, BY_CODE["decisions"]
    _ = words.say
    yield Heading(1, _("How to enter decisions in the tab “{tab}”", tab=table.tab))
    yield Facts([(column.header, words.say(column.help)) for column in table.columns])
