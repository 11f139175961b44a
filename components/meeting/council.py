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
from data.words import N_, Words

FEW = 4
"""So many things are named in full; more are named by their numbers."""
MOST_NAMED = 3
"""Findings that a title names, the first ones; the table below names all."""


def attention_step(view: View) -> Step:
    """Return what needs attention: how many, which, and the rule that put them there."""
    words = view.words
    assert view.plan is not None
    kicker = words.say(N_("Needs attention"))
    rows = attention.attention(view.snapshot, state_of(view), view.plan.id)
    if not rows:
        return Step("uzmaniba", kicker, words.say(N_("Nothing stands under “Needs attention” at present.")))
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
        (words.say(N_("How many")), 3),
        (words.say(N_("Which")), 5),
        (words.say(N_("Why")), 4),
    )
    title = words.list([heading for _, heading, _ in lines][:MOST_NAMED])
    grids = [*_asked(view, rows), *([grid(kicker, headings, cells)] if cells else [])]
    return Step("uzmaniba", kicker, f"{terms.capital(title)}.", tuple(grids))


def _which(view: View, rows: Sequence[attention.Attention], rule: Rule) -> str:
    """Return by name what a rule speaks of, where it is few enough to be read; "" otherwise."""
    own = [row for row in rows if row.rule is rule]
    names = []
    for row in own:
        if row.event:
            names.append(view.words.pick(row.event.title, row.event.title_en) or "")
        elif row.standing and not row.focus:
            names.append(f"{row.standing.measure.number} {measure_title(row.standing.measure, view.words)}")
    return "; ".join(map(cut, names)) if names and len(own) <= FEW else ""


def _asked(view: View, rows: Sequence[attention.Attention]) -> Iterable[Table]:
    """Give what institutions ask of the council as a table, a row a measure; nothing where nobody asks."""
    words, asked = view.words, attention.asked(rows)
    if asked:
        headings = ((words.say(N_("Measure")), 4), (words.say(N_("What the institution asks for")), 8))
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
        yield grid(words.say(N_("What the institution asks for")), headings, cells)


def focus_step(view: View, meeting: Meeting) -> Step:
    """Return the list of special attention that the meeting set, else the newest begun, each item as known today."""
    words = view.words
    assert view.plan is not None
    set_here = max((item.year for item in view.snapshot.focus if item.meeting == meeting.id), default=None)
    newest = attention.focus_year(view.snapshot, view.day, view.plan.id)
    year = max((own for own in (set_here, newest) if own), default=None)
    found = attention.focus_items(view.snapshot, state_of(view), view.plan.id, year) if year else ()
    if not found:
        kicker = words.say(N_("The council’s list of special attention"))
        return Step("uzmanibas-loks", kicker, words.say(N_("No list of special attention is known.")))
    kicker = words.say(N_("The council’s list of special attention for {year}"), year=year)
    done = sum(bool(own) and all(item.status is Status.DONE for item in own) for _, own in found)
    known = sum(any(item.status is not None for item in own) for _, own in found)
    title = words.say(
        N_("{of} of special attention in {year}, {done}; {known}."),
        of=words.count("Of {n} item", "Of {n} items", len(found)),
        year=year,
        done=words.count("{n} item is known to be done", "{n} items are known to be done", done)
        if done
        else words.say(N_("none is known to be done")),
        known=words.say(N_("a status is known for {n}"), n=known),
    )
    rows = tuple(
        (f"{item.number.rstrip('.')}.", in_latvian(item.text, words), _together(view, own), last_word(own, words))
        for item, own in found
    )
    headings = (
        (words.say(N_("No.")), 1),
        (words.say(N_("Item")), 6),
        (words.say(N_("What is known today")), 3),
        (words.say(N_("Whose word")), 2),
    )
    notes = sources(view, [item for _, own in found for item in own])
    return Step("uzmanibas-loks", kicker, title, (grid(kicker, headings, rows),), notes)


def _together(view: View, own: Sequence[Standing]) -> Content:
    """Return what is known of the measures an item names: one status, or how many have which."""
    words = view.words
    if len(own) == 1:
        number = own[0].measure.number
        said = status_said(own[0], words)
        noted = marks.beside("", marks.status(view, own[0]))
        sign = signs.mark(own[0].status, view.palette)
        return cell(said, noted, sign=sign, address=view.address(Page.MEASURES, pasakums=number))
    return findings.statuses_said(tally(own), words) if own else words.say(N_("no measure is named"))


def decisions_step(view: View, own: Sequence[DecisionStanding]) -> Step:
    """Return the decisions of earlier meetings that are open, as `data.answers.meeting.open_decisions` gives them."""
    words = view.words
    kicker = words.say(N_("Open decisions of earlier meetings"))
    if not view.snapshot.decisions:
        where = words.say(N_("Decisions are kept in the tab “{tab}”."), tab=sheet.tab_names(["decisions"])[0])
        unknown = words.say(N_("Nothing is known of the meetings’ decisions."))
        return Step("lemumi", kicker, unknown, (Paragraph(where),))
    if not own:
        return Step("lemumi", kicker, words.say(N_("The register holds no open decision of earlier meetings.")))
    late = sum(row.overdue for row in own)
    title = words.count("{n} decision is open", "{n} decisions are open", len(own))
    if late:
        title += f"; {words.count('{n} of them is past its due date', '{n} of them are past their due date', late)}"
    return Step("lemumi", kicker, f"{title}.", (decisions_grid(view, own),))


def decisions_grid(view: View, own: Sequence[DecisionStanding]) -> Table:
    """Return decisions as a table: what, who, by when, how far, from which meeting."""
    words = view.words
    headings = (
        (words.say(N_("Decision")), 5),
        (words.say(N_("Responsible")), 2),
        (words.say(N_("Due")), 2),
        (words.say(N_("State")), 3),
    )
    rows = []
    for row in own:
        numbers = ", ".join(short(view, measure) for measure in row.decision.measures)
        held = words.date(row.meeting.day) if row.meeting and row.meeting.day else row.decision.meeting
        state = words.say(DECISIONS[row.decision.state])
        rows.append(
            (
                cell(in_latvian(row.decision.text, words), " · ".join(part for part in (held, numbers) if part)),
                in_latvian(row.decision.responsible or "", words) or words.say(N_("not said")),
                _due(row.decision.due, words),
                cell(
                    f"{state}, {words.say(N_('the due date has passed'))}" if row.overdue else state,
                    marks.row(view, row.decision),
                ),
            )
        )
    return grid(words.say(N_("Decisions")), headings, rows)


def _due(day: PartialDate | None, words: Words) -> str:
    return words.date(day) if day else words.say(N_("not said"))
