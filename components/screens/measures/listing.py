"""The list of measures: how many fit, where they stand, the table that its heads order, and the same as a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.blocks.vocabulary import (
    Column,
    Content,
    Heading,
    Note,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
    large,
)
from components.frame import paging
from components.frame.questions import attention_rows, state_of
from components.frame.rows import MOST_ROWS, named, not_all, small
from components.memo import cached_by_view
from components.screens.measures.facts import status_of
from components.screens.measures.measures import left_open, said_on, status_line, titled
from components.view import View
from components.wording import findings, marks, provenance, terms
from components.wording.naming import title
from data.answers.attention import focus_items
from data.answers.progress import Standing, tally
from data.answers.schedule import Schedule, deadlines, schedule
from data.answers.search import Filter, Order, matching, ordered
from data.contract.addresses import Page
from data.model import Commitment, Numbering, Status, Unknown
from data.publish.tables import Value
from data.words import N_

ORDERS: Mapping[str, Order] = {
    "nr": Order.NUMBER,
    "statuss": Order.STATUS,
    "zinas": Order.NEWS,
    "termins": Order.DEADLINE,
    "iestade": Order.INSTITUTION,
}
"""What the list can be ordered by, as the address names it; with a dash before it the other way."""


@dataclass(frozen=True)
class Asked:
    """What the list shows: which measures, in which order, which page, and the address that asks for it."""

    wanted: Filter
    order: str = "nr"
    descending: bool = False
    page: int = 1
    address: tuple[tuple[str, str], ...] = ()

    def leading(self, view: View, **changed: str) -> str:
        """Return the address of the same list with something changed."""
        return view.address(Page.MEASURES, **dict(self.address) | changed)


@cached_by_view
def found(view: View, wanted: Filter) -> tuple[Standing, ...]:
    """Return the counted measures that fit a filter."""
    return matching(view.snapshot, state_of(view), wanted)


def under_attention(view: View) -> frozenset[str]:
    """Return the ids of the measures the attention list names, those of named commitments included."""
    assert view.plan is not None
    rows = [row.standing for row in attention_rows(view) if row.standing]
    for _, standings in focus_items(view.snapshot, state_of(view), view.plan.id):
        rows += [item for item in standings if item.status is not Status.DONE]
    return frozenset(item.measure.id for item in rows)


@cached_by_view
def heading(view: View, wanted: Filter) -> Heading:
    """Return what the list shows, opened by its number: all of how many institutions, or how many fit what filter."""
    words = view.words
    _ = words.say
    rows, total = found(view, wanted), state_of(view).tally.total
    if not rows:
        return Heading(1, _("No measure fits these filters."))
    number = words.number(len(rows))
    asked = _asked(view, wanted)
    if asked:
        of = words.count("{shown} of {n} measure", "{shown} of {n} measures", total, shown=number)
        sentence = _("{shown}: {filter}", shown=of, filter=", ".join(asked))
    else:
        bodies = {name for item in rows for name in item.measure.responsible}
        nobody = sum(not item.measure.responsible for item in rows)
        sentence = words.count("{n} measure", "{n} measures", len(rows))
        parts = []
        if bodies and not nobody:
            answer = words.count("with {n} responsible institution", "with {n} responsible institutions", len(bodies))
            sentence = f"{sentence}, {answer}"
        elif bodies:
            answer = words.count("{n} institution is", "{n} institutions are", len(bodies))
            parts.append(_("{institutions} responsible for {k} of them", institutions=answer, k=len(rows) - nobody))
        if nobody:
            parts.append(findings.unanswered(nobody, words))
        sentence = f"{sentence}{':' if bodies else ';'} {'; '.join(parts)}" if parts else sentence
    return Heading(1, large(sentence, number))


def _asked(view: View, wanted: Filter) -> list[str]:
    """Return what the list was asked for, in words."""
    words = view.words
    _ = words.say
    if wanted.states == frozenset(Unknown):
        status = _("status not known")
    else:
        known = [terms.status_name(state, words) for state in terms.STATUS_NAMES if state in wanted.states]
        status = f" {_('or')} ".join(known)
    return [
        text
        for text in (
            status,
            _("needing attention (including those whose whole commitment is on the council’s list)")
            if wanted.measures is not None
            else "",
            _("provisional number") if wanted.provisional else "",
            _("action direction {number}", number=wanted.direction) if wanted.direction else "",
            _("commitment {number}", number=wanted.commitment) if wanted.commitment else "",
            wanted.institution,
            _("“{text}”", text=wanted.words.strip()[:60]) if wanted.words.strip() else "",
        )
        if text
    ]


@cached_by_view
def lead(view: View, wanted: Filter) -> Content:
    """Return where the measures that fit stand, and beside institutions how they are named; "" of none."""
    words = view.words
    _ = words.say
    rows = found(view, wanted)
    counts = tally(rows)
    if not counts.total or (len(wanted.states) == 1 and not counts.unknown):
        return ""
    ended = findings.has_ended(view) and any(map(counts.of, findings.UNFINISHED))
    known = words.list(findings.status_counts(counts, words, ended=ended))
    if known and ended:
        known = _("according to the latest news, {known}", known=known)
    parts = [part for part in (known, findings.unknown_counts(counts, words)) if part]
    told = [f"{terms.capital('; '.join(parts))}."]
    if wanted.institution or not _asked(view, wanted):
        told.append(findings.of_commitment(rows, words))
    return Paragraph(" ".join(filter(None, told)), "lead")


@cached_by_view
def in_order(view: View, asked: Asked) -> tuple[Standing, ...]:
    """Return the measures that fit, in the order asked for."""
    return ordered(found(view, asked.wanted), ORDERS[asked.order], descending=asked.descending)


def listing(view: View, asked: Asked) -> Content:
    """Return a page of the measures that fit as a table, grouped by commitment where it is in the plan's order.

    What says the same in each row, or what was asked for, is not drawn: a deadline stands as a note where few are
    known, the day of the news not at all where there is none.
    """
    words = view.words
    _ = words.say
    every = in_order(view, asked)
    if not every:
        return ""
    rows, page, last = paging.cut(every, asked.page)
    with_deadline = asked.order == "termins" or 2 * sum(bool(deadlines(item)) for item in every) > len(every)
    state = next(iter(asked.wanted.states)) if len(asked.wanted.states) == 1 else None
    # Whose word a status is, and that evidence lacks, is told in its column alone.
    said = state and all(status_of(item, words) == (terms.status_name(state, words), "") for item in every)
    columns = {
        "nr": _("Measure"),
        "iestade": _("Responsible"),
        "statuss": "" if said else _("Status"),
        "zinas": _("Date of the news") if any(item.decisive for item in every) else "",
        "termins": _("Deadline") if with_deadline else "",
    }
    shown = [name for name, heading_said in columns.items() if heading_said]
    lines: list[Row] = []
    group: str | None = None
    commitments = _commitments(view)
    for item in rows:
        if asked.order == "nr" and item.measure.commitment != group:
            group = item.measure.commitment
            record = commitments.get(group)
            name = named(record.title, record.title_en, words) if record else ""
            lines.append(Row([(f"{group}. ", name), *[""] * (len(shown) - 1)], group=True))
        cells: dict[str, Content] = {
            "nr": _measure(view, item, noted=not with_deadline),
            "iestade": ", ".join(item.measure.responsible) or Text(_("not known"), kind="muted"),
            "statuss": (status_line(item, view), left_open(item, words), small(marks.doubts(view, item))),
            "zinas": said_on(item, words),
            "termins": _deadline(view, item),
        }
        lines.append(Row([cells[name] for name in shown]))
    heads = [_head(view, asked, name, columns[name]) for name in shown]
    caption = _("Measures by commitment, with status, source and date")
    ways = paging.ways(view, page, last, lambda number: asked.leading(view, lapa=number))
    return Table(heads, lines, caption, captioned=False), ways


def _head(view: View, asked: Asked, name: str, said: str) -> Column:
    """Return a column's head: it leads to the list ordered by it, the other way where it is ordered by it already."""
    _ = view.words.say
    now = name == asked.order
    down = now and not asked.descending
    called = _("{column}: sort descending", column=said) if down else _("{column}: sort ascending", column=said)
    address = asked.leading(view, kartot=f"-{name}" if down else "" if name == "nr" else name, lapa="")
    order = ("descending" if asked.descending else "ascending") if now else ""
    return Column(said, address=address, called=called, order=order)


def _commitments(view: View) -> dict[str, Commitment]:
    return {
        branch.commitment.number: branch.commitment
        for direction in state_of(view).directions
        for branch in direction.commitments
    }


def _measure(view: View, item: Standing, *, noted: bool) -> Content:
    _ = view.words.say
    measure = item.measure
    provisional = _("provisional number") if measure.numbering is Numbering.PROVISIONAL else ""
    cell: Content = titled(view, measure)
    if provisional:
        cell = cell, " ", Text(provisional, kind="muted small")
    deadline = _deadline(view, item) if noted and deadlines(item) else ""
    return cell, Note((f"{_('Deadline')}: ", deadline), "muted") if deadline else ""


def _deadline(view: View, item: Standing) -> Content:
    """Return a measure's newest deadline, and where it stands to it."""
    words, chain = view.words, deadlines(item)
    if not chain:
        unread = marks.unread(view, item.measure, "deadline")
        return Text(words.say(N_("its cell cannot be read") if unread else N_("not known")), kind="muted")
    state = schedule(item, view.day)
    said = "" if state is Schedule.UNKNOWN else words.say(findings.SCHEDULES[state])
    return joined([words.date(chain[-1][1]), said], " · ")


def as_lines(view: View, asked: Asked) -> list[list[Value]]:
    """Return the measures that fit as lines of a file, the heading first: in the order shown, each with its status."""
    words = view.words
    _ = words.say
    taken = provenance.taken(view, "measures", "updates")
    heads = [_("No."), _("Measure"), _("Commitment"), _("Responsible"), _("Co-responsible"), _("Status")]
    heads += [_("Who says so"), _("Date of the news"), _("Deadline"), _("Schedule"), "ID"]
    lines: list[list[Value]] = [[*heads, *(name for name, _text in taken)]]
    for item in in_order(view, asked):
        measure, chain = item.measure, deadlines(item)
        decisive = item.decisive if item.status else None
        lines.append(
            [
                measure.number,
                title(measure, words),
                measure.commitment,
                ", ".join(measure.responsible),
                ", ".join(measure.co_responsible),
                terms.status_name(item.state, words),
                words.say(terms.ASSESSOR_NAMES[decisive.assessor]) if decisive else "",
                item.decisive.day if item.decisive else None,
                chain[-1][1].iso if chain else "",
                words.say(findings.SCHEDULES[schedule(item, view.day)]) if chain else "",
                measure.id,
                *(text for _name, text in taken),
            ]
        )
    return lines


def attention_table(view: View) -> Content:
    """Return the attention list as a table: what, why, and when (its last word, else its deadline; an event's time)."""
    words = view.words
    _ = words.say
    rows = attention_rows(view)
    name = Heading(2, _("Needs attention, and why"))
    if not rows:
        return name, Paragraph(_("Nothing is listed under “Needs attention” at present."))
    institutions = {item.id: item for item in view.snapshot.institutions}
    lines = []
    for row in rows[:MOST_ROWS]:
        what: Content = ""
        if row.standing:
            what = titled(view, row.standing.measure)
            if row.focus and findings.part_left_open(row.focus, row.standing, words):
                what = what, " – ", Quoted(row.focus.text)
        elif row.institution:
            institution = institutions.get(row.institution)
            title_of = words.pick(institution.title, institution.title_en) if institution else row.institution
            n = words.count("responsible for {n} measure", "responsible for {n} measures", row.measures)
            what = f"{title_of} ({n})"
        elif row.event:
            what = named(row.event.title, row.event.title_en, words)
        elif row.focus:
            what = Quoted(row.focus.text)
        since = words.date(row.since) if row.since else ""
        if row.standing and not row.since and (chain := deadlines(row.standing)):
            since = words.date(chain[-1][1])
        if row.event:
            since = words.span(row.event.start, row.event.end)
        lines.append(Row([what, words.say(findings.RULES[row.rule]), since]))
    columns = [Column(_("What")), Column(_("Why")), Column(_("When"))]
    caption = _("Each row with the rule that put it there")
    return name, Table(columns, lines, caption, captioned=False), not_all(len(rows), words)
