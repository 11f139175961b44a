"""What of the shown figures changed from one stored snapshot to the next: the public log in words, and its CSV."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from components.blocks.vocabulary import Column, Content, Details, Heading, Link, Paragraph, Row, Table, Text
from components.screens.about.sections import ways
from components.view import View
from components.wording import amounts, sheet, terms
from components.wording.rule_changes import RULE_CHANGES, SECTION
from components.wording.terms import DECISIONS
from data.answers.corrections import Figure, Shown, Value
from data.answers.openness import Coverage
from data.contract.addresses import Page
from data.contract.tables import INVENTED_HEADER
from data.live.corrections import Log, Logged
from data.model import Answer, DecisionState, PartialDate, Snapshot, Status, Unknown
from data.publish.tables import invented_mark, plain_cell, written
from data.riga import RIGA
from data.words import N_, Words

MOST_SHOWN = 30
"""Changes of one sort on the screen; the file holds all."""
MOST_OPEN = 6
"""Of these, how many stand open."""


# In words


_PLACES: Mapping[Shown, str] = {
    Shown.TOTAL: N_("{plan}: measures counted"),
    Shown.COUNT: N_("{plan}: measures “{status}”"),
    Shown.STATUS: N_("Measure {id}: status"),
    Shown.DEADLINE: N_("Measure {id}: deadline"),
    Shown.DECISION: N_("Decision {id}: state"),
    Shown.DUE: N_("Decision {id}: due"),
    Shown.NEED: N_("{plan}, {year}: stated need"),
    Shown.ALLOCATED: N_("{plan}, {year}: known allocation"),
    Shown.COVERAGE: N_("Municipalities: known answers on participation measures"),
    Shown.ANSWER: N_("{municipality}, {indicator}: answer"),
    Shown.STAGE: N_("{municipality}, {indicator}: stage"),
    Shown.SINCE: N_("{municipality}, {indicator}: year it began"),
    Shown.NUMBER: N_("{municipality}, {indicator}: number"),
    Shown.TRUST: N_("Trust: {figure}"),
}
"""What each sort of figure is called."""
_GONE: Mapping[Shown, str] = {
    Shown.DEADLINE: N_("not known"),
    Shown.ANSWER: N_("no information"),
    Shown.STAGE: N_("no information"),
    Shown.SINCE: N_("no information"),
    Shown.NUMBER: N_("no information"),
    Shown.DECISION: N_("no information"),
    Shown.DUE: N_("not known"),
    Shown.NEED: N_("not known"),
    Shown.ALLOCATED: N_("not known"),
}
"""What is said of a figure without a value; of the others, that it is not there any more."""
_MONEY = (Shown.NEED, Shown.ALLOCATED)


def figure_name(figure: Figure, words: Words, snapshot: Snapshot | None = None) -> str:
    """Return what a figure is, by the sheet's own codes; municipality and indicator by name where a snapshot has it."""
    sentence = _PLACES[figure.shown]
    match figure.shown:
        case Shown.TOTAL | Shown.NEED | Shown.ALLOCATED:
            return words.say(sentence, plan=figure.of[0], year=figure.of[-1])
        case Shown.COUNT:
            return words.say(sentence, plan=figure.of[0], status=terms.status_name(figure.of[1], words))
        case Shown.STATUS | Shown.DEADLINE | Shown.DECISION | Shown.DUE:
            return words.say(sentence, id=figure.of[0])
        case Shown.ANSWER | Shown.STAGE | Shown.SINCE | Shown.NUMBER:
            unit, asked = figure.of[0], figure.of[1]
            units, indicators = (snapshot.municipalities, snapshot.indicators) if snapshot else ((), ())
            unit = next((one.title for one in units if one.code == unit), unit)
            titles = (words.pick(one.title, one.title_en) for one in indicators if one.id == asked)
            return words.say(sentence, municipality=unit, indicator=next(titles, None) or asked)
        case Shown.TRUST:
            return words.say(sentence, figure=sheet.row_name("trust", figure.of))
        case Shown.COVERAGE:
            return words.say(sentence)


def value_name(figure: Figure, value: Value, words: Words) -> str:
    """Return what a figure said, in words."""
    _ = words.say
    match value:
        case None:
            return words.say(_GONE.get(figure.shown, N_("no longer there")))
        case Status() | Unknown():
            return terms.status_name(value, words)
        case DecisionState():
            return words.say(DECISIONS[value])
        case Answer():
            return terms.answer_name(value, words)
        case PartialDate():
            return words.date(value)
        case Coverage():
            return _("{known} of {total}", known=words.number(value.known), total=words.number(value.total))
        case str():
            return value
        case _:
            if figure.shown in _MONEY:
                return amounts.euro(value, words)
            return str(value) if figure.shown is Shown.SINCE else words.number(value)


CAUSES: Mapping[bool, str] = {
    True: N_("Corrected: an existing row was changed or removed"),
    False: N_("New: from rows that were not there before"),
}
"""Why a figure changed, by whether it was corrected."""


def changes(view: View, log: Log | None) -> Content:
    """Return the section: what changed of the figures, then what changed in the rules; None: no history."""
    return _heading(view, log), ways(view, SECTION), _figures(view, log), _rules(view)


def _heading(view: View, log: Log | None) -> Heading:
    words = view.words
    _ = words.say
    rules = words.count("{n} rule", "{n} rules", len(RULE_CHANGES))
    first = min(rule.day for rule in RULE_CHANGES)
    since = words.count("has changed since {day}", "have changed since {day}", len(RULE_CHANGES), day=words.date(first))
    if log is None:
        told = _("which figures changed is not known")
    elif log.compared < 2:
        told = _("there are no figures to compare yet")
    else:
        corrected = sum(logged.change.corrected for logged in log.changes)
        told = (
            _("no value was corrected between the stored snapshots")
            if not corrected
            else words.count("{n} value shown has been corrected", "{n} values shown have been corrected", corrected)
        )
    return Heading(1, (Text(rules, kind="big"), f" {since}; {told}"))


def _rules(view: View) -> Content:
    """Return the changed rules by the day since which they hold, the newest first; why is folded under each."""
    words = view.words
    _ = words.say
    scope = {
        True: _("The new rule applies to every snapshot, earlier ones too."),
        False: _("It applies to everything read since then; snapshots stored earlier keep what was read at the time."),
    }
    about = _(
        "A stored snapshot keeps what was read, and is counted by the rules now in force. A figure quoted from it "
        "before a change may therefore differ."
    )
    told: list[Content] = [Heading(2, _("What changed in the rules")), Paragraph(about)]
    for day in sorted({rule.day for rule in RULE_CHANGES}, reverse=True):
        told.append(Heading(3, _("Since {day}", day=words.date(day))))
        told += [
            Details(words.say(rule.rule), Paragraph(f"{_('Before:')} {words.say(rule.reason)} {scope[rule.anew]}"))
            for rule in RULE_CHANGES
            if rule.day == day
        ]
    return tuple(told)


def _figures(view: View, log: Log | None) -> Content:
    words = view.words
    _ = words.say
    head = Heading(2, _("Which values shown have changed"))
    if log is None:
        return head, Paragraph(_("The history cannot be read, so this is not known."))
    if log.compared < 2 or log.since is None:
        return head, Paragraph(_("Fewer than two snapshots are saved, so nothing can be compared."))
    about = words.count(
        "The {n} saved snapshot of this source (of {day}) is compared with the one before it; both are counted by "
        "today’s rules, as of the day of the later one.",
        "The {n} saved snapshots of this source (the earliest of {day}) are compared, each with the one before it; "
        "both are counted by today’s rules, as of the day of the later one.",
        log.compared,
        day=words.date(log.since.astimezone(RIGA).date()),
    )
    tables = (
        _table(view, [logged for logged in log.changes if logged.change.corrected is corrected], words.say(cause))
        for corrected, cause in CAUSES.items()
    )
    return head, Paragraph(about), *tables


def _table(view: View, figures: Sequence[Logged], name: str) -> Content:
    """Return the newest changes of one cause, those beyond the first few folded."""
    words, head = view.words, Heading(3, name)
    _ = words.say
    if not figures:
        return head, Paragraph(_("None."))
    columns = [
        Column(words.say(text))
        for text in (N_("What"), N_("Before"), N_("After"), N_("Earlier snapshot"), N_("Later snapshot"))
    ]
    rows = [
        Row(
            [
                figure_name(logged.change.figure, words, view.snapshot),
                value_name(logged.change.figure, logged.change.before, words),
                value_name(logged.change.figure, logged.change.after, words),
                _side(view, logged.before),
                _side(view, logged.after),
            ]
        )
        for logged in figures[:MOST_SHOWN]
    ]
    open_rows, folded = rows[:MOST_OPEN], rows[MOST_OPEN:]
    more: Content = ""
    if folded:
        label = words.count("{n} more change", "{n} more changes", len(figures) - MOST_OPEN)
        more = Details(label, Table(columns, folded, f"{name} {label}", captioned=False))
    if len(figures) > MOST_SHOWN:
        shown, total = words.number(MOST_SHOWN), words.number(len(figures))
        text = N_("{shown} of {total} are shown, the newest first; the file contains all.")
        more = more, Paragraph(words.say(text, shown=shown, total=total))
    return head, Table(columns, open_rows, name, captioned=False), more


def _side(view: View, stored: tuple[str, datetime]) -> Link:
    snapshot_id, at = stored
    return Link(f"{terms.moment(at, view.words)} · {snapshot_id}", view.address(Page.OVERVIEW, snapshot=snapshot_id))


def as_csv(written_log: Log, words: Words, shown: Snapshot) -> bytes:
    """Return the log as CSV that a program can read: header first, numbers plain, days and moments ISO 8601.

    Of a snapshot with an invented plan every row says so, as in every table.
    """
    mark = invented_mark(shown, "updates")
    header = [
        N_("Figure"),
        N_("It was"),
        N_("It became"),
        N_("Unit"),
        N_("Why"),
        N_("Earlier snapshot"),
        N_("Taken"),
        N_("Later snapshot"),
        N_("Taken later"),
    ]
    lines = [[*map(words.say, header), *([INVENTED_HEADER] if mark else [])]]
    for logged in written_log.changes:
        change = logged.change
        cells = [
            figure_name(change.figure, words),
            *(_plain(change.figure, side, words) for side in (change.before, change.after)),
        ]
        unit = "EUR" if change.figure.shown in _MONEY else ""
        sides = [
            part
            for snapshot_id, at in (logged.before, logged.after)
            for part in (snapshot_id, at.isoformat(timespec="seconds"))
        ]
        lines.append([*map(plain_cell, cells), unit, words.say(CAUSES[change.corrected]), *sides, *mark])
    return written(lines)


def _plain(figure: Figure, value: Value, words: Words) -> str | float | None:
    match value:
        case PartialDate():
            return value.iso
        case Coverage():
            return f"{value.known}/{value.total}"
        case None | int() | float():
            return value
        case _:
            return value_name(figure, value, words)
