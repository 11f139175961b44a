"""The steps on what needs the council: the attention list, the year's focus list, decisions that are open."""

from collections.abc import Iterable, Sequence

from components.blocks.vocabulary import Content, Paragraph, Table
from components.charts import signs
from components.frame.questions import state_of
from components.meeting.cells import cell, cut, grid, in_latvian, last_word, named, short, sources, status_said
from components.meeting.step import Step
from components.view import View
from components.wording import findings, marks, sheet, terms
from components.wording.naming import title as measure_title
from components.wording.terms import DECISIONS
from data.answers import attention
from data.answers.attention import Rule
from data.answers.meeting import DecisionStanding
from data.answers.progress import Standing, tally
from data.contract.addresses import Page
from data.model import Meeting, PartialDate, Status
from data.words import Words

FEW = 4
"""So many things are named in full; more are named by their numbers."""
MOST_NAMED = 3
"""Findings that a title names, the first ones; the table below names all."""


def attention_step(view: View) -> Step:
    """Return what needs attention: how many, which, and the rule that put them there."""
    words = view.words
    _ = words.say
    assert view.plan is not None
    kicker = _("Needs attention")
    rows = attention.attention(view.snapshot, state_of(view), view.plan.id)
    if not rows:
        return Step("uzmaniba", kicker, _("Nothing is listed under “Needs attention” at present."))
    lines = findings.attention_lines(rows, words)
    cells = tuple(
        (
            terms.capital(heading),
            _which(view, rows, rule) or subjects,
            words.say(findings.RULES[rule]),
        )
        for rule, heading, subjects in lines
        if rule is not Rule.COUNCIL_ASKED
    )
    headings = (
        (_("How many"), 3),
        (_("Which"), 5),
        (_("Why"), 4),
    )
    title = words.list([heading for _, heading, _ in lines][:MOST_NAMED])
    grids = [*_asked(view, rows), *([grid(kicker, headings, cells)] if cells else [])]
    return Step("uzmaniba", kicker, f"{terms.capital(title)}.", tuple(grids))


def _which(view: View, rows: Sequence[attention.Attention], rule: Rule) -> str:
    """Return by name what a rule speaks of, where it is few enough to be read; "" otherwise."""
    of_rule = [row for row in rows if row.rule is rule]
    names = []
    for row in of_rule:
        if row.event:
            names.append(view.words.pick(row.event.title, row.event.title_en) or "")
        elif row.standing and not row.focus:
            names.append(f"{row.standing.measure.number} {measure_title(row.standing.measure, view.words)}")
    return "; ".join(map(cut, names)) if names and len(of_rule) <= FEW else ""


def _asked(view: View, rows: Sequence[attention.Attention]) -> Iterable[Table]:
    """Give what institutions ask of the council as a table, a row a measure; nothing where nobody asks."""
    words, asked = view.words, attention.asked(rows)
    _ = words.say
    if asked:
        headings = ((_("Measure"), 4), (_("What the institution asks for"), 8))
        cells = tuple(
            (
                cell(
                    item.measure.number,
                    named(measure_title(item.measure, words), item.measure.title, words),
                    address=view.address(Page.MEASURES, pasakums=item.measure.number),
                ),
                in_latvian(text, words),
            )
            for item, text in asked
        )
        yield grid(_("What the institution asks for"), headings, cells)


def focus_step(view: View, meeting: Meeting) -> Step:
    """Return the list of special attention that the meeting set, else the newest begun, each item as known today."""
    words = view.words
    _ = words.say
    assert view.plan is not None
    set_here = max((item.year for item in view.snapshot.focus if item.meeting == meeting.id), default=None)
    newest = attention.focus_year(view.snapshot, view.day, view.plan.id)
    year = max((one for one in (set_here, newest) if one), default=None)
    focused = attention.focus_items(view.snapshot, state_of(view), view.plan.id, year) if year else ()
    if not focused:
        kicker = _("The council’s list of special attention")
        return Step("uzmanibas-loks", kicker, _("No list of special attention is known."))
    kicker = _("The council’s list of special attention for {year}", year=year)
    done = sum(bool(standings) and all(item.status is Status.DONE for item in standings) for _, standings in focused)
    known = sum(any(item.status is not None for item in standings) for _, standings in focused)
    title = _(
        "The special-attention list for {year} has {items}: {done}; {known}.",
        items=words.count("{n} item", "{n} items", len(focused)),
        year=year,
        done=words.count("{n} is known to be done", "{n} are known to be done", done)
        if done
        else _("none is known to be done"),
        known=words.count("a status is known for {n}", "a status is known for {n}", known)
        if known
        else _("no status is known"),
    )
    rows = tuple(
        (
            f"{item.number.rstrip('.')}.",
            in_latvian(item.text, words),
            _together(view, standings),
            last_word(standings, words),
        )
        for item, standings in focused
    )
    headings = (
        (_("No."), 1),
        (_("Item"), 6),
        (_("What is known today"), 3),
        (_("Who says so"), 2),
    )
    notes = sources(view, [item for _, standings in focused for item in standings])
    return Step("uzmanibas-loks", kicker, title, (grid(kicker, headings, rows),), notes)


def _together(view: View, standings: Sequence[Standing]) -> Content:
    """Return what is known of the measures an item names: one status, or how many have which."""
    words = view.words
    _ = words.say
    if len(standings) == 1:
        number = standings[0].measure.number
        said_status = status_said(standings[0], words)
        noted = marks.beside("", marks.status(view, standings[0]))
        sign = signs.mark(standings[0].status, view.palette)
        return cell(said_status, noted, sign=sign, address=view.address(Page.MEASURES, pasakums=number))
    return findings.statuses_said(tally(standings), words) if standings else _("no measure is named")


def decisions_step(view: View, open_ones: Sequence[DecisionStanding]) -> Step:
    """Return the decisions of earlier meetings that are open, as `data.answers.meeting.open_decisions` gives them."""
    words = view.words
    _ = words.say
    kicker = _("Open decisions of earlier meetings")
    if not view.snapshot.decisions:
        where = _("Decisions are entered in the tab “{tab}”.", tab=sheet.tab_names(["decisions"])[0])
        unknown = _("There is no information on the meetings’ decisions.")
        return Step("lemumi", kicker, unknown, (Paragraph(where),))
    if not open_ones:
        return Step("lemumi", kicker, _("The register lists no open decisions from earlier meetings."))
    late = sum(row.overdue for row in open_ones)
    title = words.count("{n} decision is open", "{n} decisions are open", len(open_ones))
    if late:
        title += f"; {words.count('{n} of them is past its due date', '{n} of them are past their due date', late)}"
    return Step("lemumi", kicker, f"{title}.", (decisions_grid(view, open_ones),))


def decisions_grid(view: View, open_ones: Sequence[DecisionStanding]) -> Table:
    """Return decisions as a table: what, who, by when, how far, from which meeting."""
    words = view.words
    _ = words.say
    headings = (
        (_("Decision"), 5),
        (_("Responsible"), 2),
        (_("Due"), 2),
        (_("State"), 3),
    )
    rows = []
    for row in open_ones:
        numbers = ", ".join(short(view, measure) for measure in row.decision.measures)
        held = words.date(row.meeting.day) if row.meeting and row.meeting.day else row.decision.meeting
        state = words.say(DECISIONS[row.decision.state])
        rows.append(
            (
                cell(in_latvian(row.decision.text, words), " · ".join(part for part in (held, numbers) if part)),
                in_latvian(row.decision.responsible or "", words) or _("not specified"),
                _due(row.decision.due, words),
                cell(
                    f"{state}, {_('the due date has passed')}" if row.overdue else state,
                    marks.row(view, row.decision),
                ),
            )
        )
    return grid(_("Decisions"), headings, rows)


def _due(day: PartialDate | None, words: Words) -> str:
    _ = words.say
    return words.date(day) if day else _("not specified")
