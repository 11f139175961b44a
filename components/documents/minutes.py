"""The minutes to fill in: a meeting's agenda with what is known today, and room for what it decides."""

from collections.abc import Iterable

from components.documents.paper import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    quoted,
    said,
)
from components.documents.report import document
from components.frame.questions import attention_rows
from components.meeting.agenda import measures_grid, standings_of
from components.meeting.blocks import Grid, Sheet
from components.meeting.council import decisions_grid
from components.meeting.steps import name, when_and_where
from components.view import View
from data.answers import attention
from data.answers import meeting as meetings
from data.contract.tables import BY_CODE
from data.model import AgendaItem, Meeting
from data.words import N_

_PRESENT, _EMPTY_ITEMS, _DECISIONS = 8, 5, 2
"""Empty lines for those present, for the items of an unknown agenda, and for what an item decides."""


def minutes(view: View, meeting: Meeting) -> Document:
    """Return the draft of a meeting's minutes; the view's plan is the one that the meeting oversees."""
    words = view.words
    own = meetings.agenda_of(view.snapshot, meeting)
    blocks: list[Block] = [Paragraph(quoted(name(meeting, words), words.language)), *_frame(view, meeting)]
    blocks.append(Heading(1, said(words.say(N_("Agenda")))))
    if own:
        for item in own:
            blocks += _item(view, item)
    else:
        blocks += _empty_agenda(view)
    blocks += [*_asked(view), *_earlier(view, meeting), *_register(view)]
    return document(view, words.say(N_("Draft of the minutes")), name(meeting, words), blocks)


def _frame(view: View, meeting: Meeting) -> Iterable[Block]:
    """Give when and where, and room for who was there: institutions and roles, no names."""
    words = view.words
    where = " · ".join(when_and_where(meeting, words)) or words.say(N_("not known"))
    yield Facts(((words.say(N_("When and where")), said(where)),))
    yield Heading(1, said(words.say(N_("Present"))))
    roles = [words.say(N_("Chair")), words.say(N_("Keeper of the minutes")), *[""] * _PRESENT]
    yield Table(
        caption=words.say(N_("Present")),
        columns=(Column(words.say(N_("Role")), 1), Column(words.say(N_("Institution or organisation")), 2)),
        rows=tuple((said(role), ()) for role in roles),
        roomy=True,
    )


def _item(view: View, item: AgendaItem) -> Iterable[Block]:
    """Give an item: question, presenter, the measures it names as they stand today, and room to decide."""
    words = view.words
    yield Heading(2, (Run(f"{item.number.rstrip('.')}. "), *quoted(item.question, words.language)))
    presenter = quoted(item.presenter, words.language) or said(words.say(N_("not said")))
    yield Facts(((words.say(N_("Presents")), presenter),))
    own, unknown = standings_of(view, item)
    if own:
        yield _as_table(measures_grid(view, own), view)
    if unknown:
        yield Paragraph(said(unknown), quiet=True)
    yield Heading(3, said(words.say(N_("Decided:"))))
    yield _room(view, [""] * _DECISIONS)


def _room(view: View, numbers: list[str]) -> Table:
    """Return empty lines for decisions, in the columns of the register."""
    columns = BY_CODE["decisions"].by_name
    shares = {"text": 7, "responsible": 4, "due": 3, "measures": 3}
    heads = [Column(columns[name].header, share) for name, share in shares.items()]
    if any(numbers):
        heads = [Column(view.words.say(N_("No.")), 1), Column(view.words.say(N_("Question")), 5), *heads]
    blank = ((),) * (len(heads) - 1)
    return Table(
        caption=view.words.say(N_("Room for decisions")),
        columns=tuple(heads),
        rows=tuple((said(number), *blank) for number in numbers),
        roomy=True,
    )


def _empty_agenda(view: View) -> Iterable[Block]:
    yield Paragraph(said(view.words.say(N_("The agenda is not known."))))
    yield _room(view, [f"{number}." for number in range(1, _EMPTY_ITEMS + 1)])


def _asked(view: View) -> Iterable[Block]:
    """Give what institutions ask the council to decide."""
    words = view.words
    yield Heading(1, said(words.say(N_("Decisions to take"))))
    asked = attention.asked(attention_rows(view) if view.plan else ())
    if asked:
        yield Listing(
            tuple((Run(f"{item.measure.number}: ", bold=True), *quoted(text, words.language)) for item, text in asked)
        )
    else:
        yield Paragraph(said(words.say(N_("No institution’s report asks the council for anything."))))


def _earlier(view: View, meeting: Meeting) -> Iterable[Block]:
    words = view.words
    yield Heading(1, said(words.say(N_("Open decisions of earlier meetings"))))
    own = meetings.open_decisions(view.snapshot, meeting, view.day)
    if own:
        yield _as_table(decisions_grid(view, own), view)
    elif view.snapshot.decisions:
        yield Paragraph(said(words.say(N_("The register holds no open decision of earlier meetings."))))
    else:
        yield Paragraph(said(words.say(N_("Nothing is known of the meetings’ decisions."))))


def _register(view: View) -> Iterable[Block]:
    """Explain the columns of the register, so that what was decided can go into the spreadsheet."""
    words, table = view.words, BY_CODE["decisions"]
    yield Heading(1, said(words.say(N_("How decisions go into the tab “{tab}”"), tab=table.tab)))
    yield Facts(tuple((column.header, said(words.say(column.help))) for column in table.columns))


def _as_table(grid: Grid, view: View) -> Table:
    """Return a table of the meeting's steps as one on paper."""
    language = view.words.language
    return Table(
        caption=grid.caption,
        columns=tuple(Column(heading.text, heading.twelfths) for heading in grid.headings),
        rows=tuple(
            tuple(
                (
                    *(quoted(cell.text, language) if isinstance(cell.text, Sheet) else said(cell.text)),
                    *said(f" ({cell.detail})" if cell.detail else ""),
                )
                for cell in row
            )
            for row in grid.rows
        ),
    )
