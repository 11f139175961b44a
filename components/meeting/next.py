"""Before and after a meeting: what each institution is asked to bring, and a draft of the next agenda.

The draft's rows go into the spreadsheet, so they are in its language, Latvian, whatever the screen speaks.
"""

from dataclasses import dataclass

from components.blocks.vocabulary import Column, Content, Details, Paragraph, Quoted, Row, Table, Text, Verbatim, joined
from components.frame.questions import state_of
from components.meeting.layout import shortened
from components.view import View
from components.wording import findings
from components.wording.naming import institution_names, short
from data.answers import meeting as meetings
from data.answers.meeting import Drafted, InstitutionAsked
from data.answers.progress import Standing, number_order
from data.contract.tables import BY_CODE, LONGEST_HEADING
from data.model import Meeting
from data.words import N_, words

MOST_DRAFTED = 40
"""Items of the draft of an agenda; of more it is said how many are left out."""
MOST_NAMED = 60
"""Measures that a cell names by number."""
AGENDA = BY_CODE["agenda"]
_IN_THE_SHEET = words("lv")
ASKED = N_("What to ask each institution before the next meeting")
"""What that table is called; a key of the catalogue."""


def asked(view: View, meeting: Meeting) -> Content:
    """Return what each institution is asked before a meeting as a table, and below it what the table does not show.

    That is that no decision of any meeting is known, so that none is asked about, and of how many measures those
    responsible are named for a whole commitment alone. "" where none is asked for anything.
    """
    every = meetings.asked_of(view.snapshot, meeting, state_of(view)) if view.plan else ()
    if not every:
        return ""
    _ = view.words.say
    presented = _("Its items of this meeting")
    if meeting.day:
        over = meetings.is_over(meeting, view.day)
        text = N_("Items it was to present on {day}") if over else N_("Items it presents on {day}")
        presented = view.words.say(text, day=view.words.date(meeting.day))
    decided = bool(view.snapshot.decisions)
    columns = (
        Column(_("Institution"), twelfths=3),
        Column(presented, twelfths=2),
        *([Column(_("Decisions to report on"), twelfths=3)] if decided else []),
        Column(_("Measures not known to be done, without a recent report"), twelfths=2),
        Column(_("Past their deadlines"), twelfths=2 if decided else 5),
    )
    rows = [_row(view, one, decided=decided) for one in every]
    none = "" if decided else _("These data contain no decisions of any meeting.")
    about = {item.measure.id: item for one in every for item in (*one.silent, *one.passed)}
    noted = " ".join(filter(None, [none, findings.of_commitment(about.values(), view.words, named=True)]))
    return Table(columns, rows, _(ASKED), captioned=False), Paragraph(noted) if noted else ""


def _row(view: View, one: InstitutionAsked, *, decided: bool) -> Row:
    words_of = view.words
    _ = words_of.say
    stop = "." if words_of.language == "lv" else ""
    presents = ", ".join(f"{item.number.rstrip('.')}{stop}" for item in one.presents)
    decisions = []
    for row in one.decisions:
        text = shortened(row.decision.text, LONGEST_HEADING)
        due = words_of.date(row.decision.due) if row.decision.due else ""
        late = _("the due date has passed") if row.overdue else ""
        told = ", ".join(filter(None, (due, late)))
        said: Content = Quoted(text) if words_of.language != "lv" else text
        decisions.append((said, f" ({told})" if told else ""))
    undated = words_of.count("not known for {n} measure", "not known for {n} measures", one.undated)
    passed = [_numbers(view, one.passed), undated if one.undated else ""]
    return Row(
        [
            institution_names(view, [one.institution]) if one.institution else _("Institution not known"),
            presents,
            *([joined(decisions, "; ")] if decided else []),
            _numbers(view, one.silent),
            joined(passed, "; "),
        ]
    )


def _numbers(view: View, items: tuple[Standing, ...]) -> str:
    numbers = sorted((short(view, item.measure) for item in items), key=number_order)
    return findings.few(numbers, MOST_NAMED, view.words)


@dataclass(frozen=True)
class Draft:
    """A draft of the agenda after a meeting: ``rows`` of its tab, in the order of the tab's columns, never empty.

    The meeting's id in them is that of the next one, "" where none is known yet. ``left`` is how many items are left
    out; ``carried`` says why items of the meeting are carried over and what to change in them, "" where none is, and
    ``unnamed`` what the id needs that is not known, "" where it is.
    """

    rows: tuple[tuple[str, ...], ...]
    left: int
    carried: str
    unnamed: str


def draft(view: View, meeting: Meeting) -> Draft | None:
    """Return a draft of the next agenda; None while the meeting is to come and where nothing has to be taken up."""
    if view.plan is None or meeting.day is None or meeting.day > view.day:
        return None
    drafted = meetings.next_agenda(view.snapshot, meeting, state_of(view))
    if not drafted:
        return None
    after = meetings.next_meeting(view.snapshot, meeting)
    carried = N_(
        "Items of the meeting of {day} whose measures are not known to be done are carried over as they were worded; "
        "change the years, days and addresses in them."
    )
    rows = tuple(
        _agenda_row(view, one, after.id if after else "", number)
        for number, one in enumerate(drafted[:MOST_DRAFTED], start=1)
    )
    unnamed = N_(
        "The date of the next council meeting is not known: the first column is empty. Enter the meeting’s ID in it, "
        "in the form of {example}."
    )
    return Draft(
        rows,
        len(drafted) - len(rows),
        view.words.say(carried, day=view.words.date(meeting.day)) if any(one.item for one in drafted) else "",
        "" if after else view.words.say(unnamed, example=meeting.id),
    )


def _agenda_row(view: View, one: Drafted, meeting: str, number: int) -> tuple[str, ...]:
    _ = _IN_THE_SHEET.say
    numbers = [short(view, measure) for measure in view.snapshot.measures if measure.id in one.measures]
    where = f"/pasakumi?pasakums={numbers[0]}" if numbers else ""
    if one.decision:
        question = _("Carrying out of the decision: {text}", text=one.decision.text)
    elif one.item:
        question, where = one.item.question, one.item.address or where
    else:
        question = _("What is asked of the council on measure {number}", number=", ".join(numbers))
    cells = {
        "meeting": meeting,
        "number": str(number),
        "question": question,
        "presenter": one.presenter or "",
        "address": where,
        # A number alone would be read as of the plan in force on the meeting's day.
        "measures": "; ".join(one.measures),
    }
    # A row that is pasted is one line, and its cells have no tabs.
    return tuple(" ".join(cells[column.name].split()) for column in AGENDA.columns)


def headers() -> tuple[str, ...]:
    """Return the headers of the tab of agendas that the rows of `draft` stand under."""
    return tuple(column.header for column in AGENDA.columns)


def before(view: View, meeting: Meeting) -> Content:
    """Return what each institution is asked, folded, for the page on which a meeting is prepared; "" for nothing."""
    told = asked(view, meeting)
    return Details(view.words.say(ASKED), told) if told else ""


def after(view: View, meeting: Meeting) -> Content:
    """Return the draft of the next agenda, folded, with its rows to paste; "" where there is none."""
    drafted = draft(view, meeting)
    if drafted is None:
        return ""
    _ = view.words.say
    tab = AGENDA.tab
    left = findings.and_more(drafted.left, view.words) if drafted.left else ""
    lines = "\n".join("\t".join(row) for row in drafted.rows)
    paste = _(
        "Paste these rows below the last row of the tab “{tab}”, and delete what the agenda does not need.", tab=tab
    )
    noted = joined((left, drafted.carried), " ")
    return Details(
        _("Draft agenda of the next meeting"),
        (
            agenda_table(view, drafted.rows),
            Paragraph(noted, "muted") if noted else "",
            Paragraph(joined((paste, drafted.unnamed), " ")),
            Verbatim(lines, "lv"),
        ),
    )


def agenda_table(view: View, rows: tuple[tuple[str, ...], ...]) -> Table:
    """Return rows of an agenda as a table under the headers of its tab."""
    _ = view.words.say
    lang = "lv" if view.words.language != "lv" else ""
    columns = [
        Column(head, twelfths=share, lang=lang) for head, share in zip(headers(), (2, 1, 4, 2, 2, 1), strict=True)
    ]
    said = [Row([Text(cell, lang=lang) if lang and cell else cell for cell in row]) for row in rows]
    return Table(columns, said, _("Draft agenda of the next meeting"), captioned=False)
