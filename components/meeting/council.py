"""The steps on what needs the council: the attention list, the year's focus list, decisions that are open."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from components.blocks.vocabulary import Content, Paragraph, Square, SquareRow, Squares, Table, Text
from components.charts import signs
from components.frame.questions import attention_rows, state_of
from components.frame.rows import MOST_ROWS
from components.frame.squares import legend, square
from components.meeting.cells import (
    brief,
    cell,
    cut,
    grid,
    in_latvian,
    last_word,
    marked,
    short,
    sources,
    status_said,
)
from components.meeting.dates import events_grid
from components.meeting.measure import by_when, measure_step
from components.meeting.step import Block, Step, Whole
from components.view import View
from components.wording import findings, marks, naming, sheet, terms
from components.wording.naming import institution_names
from components.wording.naming import title as measure_title
from components.wording.terms import DECISIONS as STATES
from data.answers import attention
from data.answers.attention import Rule
from data.answers.meeting import DecisionStanding
from data.answers.progress import Standing, Tally, tally
from data.contract.addresses import Page
from data.model import FocusItem, Meeting, PartialDate, State, Status, Unknown
from data.words import N_, Words

DECISIONS = "lemumi"
"""The name of the step of decisions."""
FEW = 4
"""So many things are named in full; more are named by their numbers."""


def attention_steps(view: View) -> list[Step]:
    """Return what needs attention: how many and which as squares by rule, then what is asked, one request a step.

    Of very many requests the first have a step each; one more says how many there are besides, and lists them.
    """
    words = view.words
    _ = words.say
    assert view.plan is not None
    kicker = _("Needs attention")
    rows = attention_rows(view)
    if not rows:
        return [Step("uzmaniba", kicker, _("Nothing is listed under “Needs attention” at present."))]
    # A step has no room for how many deadlines are not known: the table behind it says so.
    by_rule = findings.attention_by_rule(tuple(replace(row, undated=0) for row in rows), words)
    asked = [row for row in rows if row.rule is Rule.COUNCIL_ASKED]
    lines = {rule: (heading, subjects) for rule, heading, subjects in findings.attention_lines(rows, words)}
    whole = grid(
        kicker,
        ((_("What"), 5), (_("Which"), 7)),
        [(terms.capital(heading), _which(view, rows, rule) or subjects) for rule, (heading, subjects) in lines.items()],
    )
    own = [(heading, of_rule) for _rule, heading, of_rule in by_rule if any(row.standing for row in of_rule)]
    others = [(heading, of_rule) for _rule, heading, of_rule in by_rule if not any(row.standing for row in of_rule)]
    screens = [_measures(view, kicker, own)] if own else []
    screens += [_request(view, row, place, len(asked)) for place, row in enumerate(asked[:MOST_REQUESTS], start=1)]
    if len(asked) > MOST_REQUESTS:
        screens.append(_other_requests(view, asked[MOST_REQUESTS:]))
    screens += [_other(view, kicker, heading, of_rule) for heading, of_rule in others]
    return [replace(screens[0], more=(whole, *screens[0].more)), *screens[1:]]


MOST_DRAWN = 20
"""Measures that one rule names on a step; the list behind it has all."""
Ruled = tuple[str, Sequence[attention.Attention]]
"""What a rule is called with how many it names, and what it names."""


def _measures(view: View, kicker: str, ruled: Sequence[Ruled]) -> Step:
    """Return the rules that name measures, each with its measures as squares."""
    words = view.words
    rows: list[SquareRow] = []
    counted: dict[str, State] = {}
    parts: set[str] = set()
    undrawn: list[str] = []
    for heading, of_rule in ruled:
        standings = {row.standing.measure.id: row.standing for row in of_rule if row.standing}
        label = terms.capital(heading)
        if len(standings) > MOST_DRAWN:
            label = words.say("{heading}; {n} of them are drawn", heading=label, n=MOST_DRAWN)
        elif wider := [findings.subject(row, words) for row in of_rule if not row.standing]:
            label = words.say("{heading}; not drawn: {others}", heading=label, others=words.list(wider))
            undrawn += wider
        part_open = {
            row.standing.measure.id: left
            for row in of_rule
            if row.standing and row.focus and (left := findings.part_left_open(row.focus, row.standing, words))
        }
        parts |= part_open.keys()
        counted |= {own: Unknown.NO_STATUS for own in part_open if own not in counted}
        counted |= {own: item.state for own, item in standings.items() if own not in part_open}
        squares = [
            _of_part(view, item, part_open[own]) if own in part_open else square(view, item)
            for own, item in list(standings.items())[:MOST_DRAWN]
        ]
        rows.append(SquareRow(label, squares))
    title = words.count("{n} measure needs attention", "{n} measures need attention", len(counted))
    if parts:
        title = words.count(
            "{n} measure or part of one needs attention", "{n} measures or parts of them need attention", len(counted)
        )
    if undrawn:
        others = undrawn[0] if len(undrawn) == 1 else words.count("{n} item", "{n} items", len(undrawn))
        title = words.say("{measures}; also {others} of the council’s list", measures=title, others=others)
    drawn = Squares(kicker, (("", tuple(rows)),), legend(view, Tally(Counter(counted.values()))))
    return Step("uzmaniba", kicker, f"{title}.", (drawn,))


def _other(view: View, kicker: str, heading: str, rows: Sequence[attention.Attention]) -> Step:
    """Return what a rule names that is no measure, by name: events, institutions, items of the focus list."""
    words = view.words
    _ = words.say
    listed = [row.event for row in rows if row.event]
    if listed:
        blocks: tuple[Block, ...] = (events_grid(view, listed[:MOST_LISTED], brief_ones=True),)
    elif any(row.institution for row in rows):
        cells = [
            (institution_names(view, [row.institution]), words.number(row.measures))
            for row in rows[:MOST_LISTED]
            if row.institution
        ]
        blocks = (grid(heading, ((_("Institution"), 9), (_("Measures"), 3)), cells),)
    else:
        blocks = (Paragraph(", ".join(findings.subject(row, words) for row in rows[: findings.MOST_NAMED])),)
    return Step("uzmaniba", kicker, f"{terms.capital(heading)}.", blocks, listing=True)


MOST_LISTED = 8
"""Things that a rule lists on a step by name; the list behind it has all."""


def _request(view: View, row: attention.Attention, place: int, of: int) -> Step:
    """Return one request to the council: what is asked, about which measure, by whom, and by when."""
    words, item = view.words, row.standing
    _ = words.say
    assert item is not None
    assert row.request is not None
    text = row.request.needed_from_council or ""
    who = row.request.reported_by or institution_names(view, item.measure.responsible)
    rows = [
        (_("Who asks"), f"{who or _('not specified')}, {words.date(row.request.day)}"),
        (_("By when"), by_when(view, item)),
    ]
    said = brief(text, LONGEST_REQUEST)
    blocks = (marked(view, _("Measure"), [(item, "")]), grid(_("Request"), (("", 3), ("", 9)), rows))
    kicker = _("Requests to the council · {n} of {total}", n=place, total=of)
    return replace(measure_step(view, item, kicker, "uzmaniba"), title=in_latvian(said, words), blocks=blocks)


LONGEST_REQUEST = 20
"""Words of a request that stand over a step."""
MOST_REQUESTS = 20
"""Requests that a meeting goes through one by one; no meeting has the time for more."""


def _other_requests(view: View, rows: Sequence[attention.Attention]) -> Step:
    """Return the requests that have no step of their own: how many, the first by name, their words behind the step."""
    words = view.words
    _ = words.say
    title = words.count(
        "{n} more measure has a request to the council", "{n} more measures have a request to the council", len(rows)
    )
    kicker = _("Requests to the council")
    requests = [(row.standing, row.request) for row in rows if row.standing and row.request]
    drawn = [item for item, _request in requests[:MOST_LISTED]]
    blocks: list[Block] = [marked(view, _("Measures"), [(item, "") for item in drawn])]
    if len(requests) > len(drawn):
        blocks.append(Paragraph(findings.and_more(len(requests) - len(drawn), words), "muted"))
    texts = [
        (
            cell(number, address=view.address(Page.MEASURES, pasakums=number)),
            cell(in_latvian(request.needed_from_council or "", words), words.date(request.day)),
        )
        for item, request in requests[:MOST_ROWS]
        for number in [naming.short(view, item.measure)]
    ]
    whole = grid(kicker, ((_("Measure"), 2), (_("What the institution asks for"), 10)), texts)
    page = view.address(Page.MEASURES, uzmaniba="1")
    more: tuple[Whole, ...] = (whole, *cut(view, len(requests), uzmaniba="1"))
    return Step(
        "uzmaniba", kicker, f"{title}.", tuple(blocks), sources(view, drawn), more=more, listing=True, page=page
    )


def _which(view: View, rows: Sequence[attention.Attention], rule: Rule) -> str:
    """Return by name what a rule speaks of, where it is few enough to be read; "" otherwise."""
    of_rule = [row for row in rows if row.rule is rule]
    names = []
    for row in of_rule:
        if row.event:
            names.append(findings.subject(row, view.words))
        elif row.standing and not row.focus:
            names.append(f"{row.standing.measure.number} {measure_title(row.standing.measure, view.words)}")
    if len(names) > 1:
        names = [f"({number}) {name}" for number, name in enumerate(names, start=1)]
    return "; ".join(names) if names and len(of_rule) <= FEW else ""


def focus_step(view: View, meeting: Meeting) -> Step:
    """Return the list of special attention that the meeting set, else the newest begun, each item as known today."""
    words = view.words
    _ = words.say
    assert view.plan is not None
    set_here = max((item.year for item in view.snapshot.focus if item.meeting == meeting.id), default=None)
    newest = attention.focus_year(view.snapshot, view.day, view.plan.id)
    year = max((one for one in (set_here, newest) if one), default=None)
    items = attention.focus_items(view.snapshot, state_of(view), view.plan.id, year) if year else ()
    focused = [(item, standings, _left_open(view, item, standings)) for item, standings in items]
    if not focused:
        kicker = _("The council’s special-attention list")
        return Step("uzmanibas-loks", kicker, _("No special-attention list is known."))
    kicker = _("The council’s special-attention list for {year}", year=year)
    # What is left open of a part is not known of an item that is this part.
    told_whole = [standings for _, standings, part_open in focused if standings and not part_open]
    done = sum(all(item.status is Status.DONE for item in standings) for standings in told_whole)
    known_ones = [standings for standings in told_whole if all(item.status is not None for item in standings)]
    known = len(known_ones)
    cautioned = [any(item.cautioned for item in standings) for standings in known_ones]
    told = N_("the status of {n} is known")
    if any(cautioned):
        told = N_("the status of {n} is known, in part with caveats")
    if len(cautioned) > 1 and all(cautioned):
        told = N_("the status of {n} is known, each with a caveat")
    title = _(
        "{items}: {done}; {known}.",
        items=words.count("{n} item", "{n} items", len(focused)),
        done=words.count("{n} is known to be done", "{n} are known to be done", done)
        if done
        else _("none is known to be done"),
        known=_(told, n=known) if known else _("no status is known"),
    )
    drawn = tuple(
        SquareRow(
            (
                in_latvian(brief(item.text, LONGEST_ITEM, name=True), words),
                *_also(view, standings, part_open),
            ),
            _square(view, standings, part_open),
        )
        for item, standings, part_open in focused
    )
    rows = tuple(
        (
            f"{item.number.rstrip('.')}.",
            in_latvian(item.text, words),
            _together(view, standings, part_open),
            last_word(standings, words),
        )
        for item, standings, part_open in focused
    )
    headings = (
        (_("No."), 1),
        (_("Item"), 6),
        (_("What is known"), 3),
        (_("Who says so"), 2),
    )
    notes = sources(view, [item for _, standings, _ in focused for item in standings])
    counts = Tally(Counter(one.state for row in drawn for one in row.squares))
    listed = Squares(kicker, (("", drawn),), legend(view, counts, totals=False) if counts.total else "", kind="listed")
    return Step("uzmanibas-loks", kicker, title, (listed,), notes, more=(grid(kicker, headings, rows),), listing=True)


LONGEST_ITEM = 11
"""Words of an item of the list that stand on a step: nine of them stand on one screen."""


def _left_open(view: View, item: FocusItem, standings: Sequence[Standing]) -> str:
    """Return what is left open of an item that is a part of the one measure it names; "" of any other."""
    return findings.part_left_open(item, standings[0], view.words) if len(standings) == 1 else ""


def _square(view: View, standings: Sequence[Standing], part_open: str) -> list[Square]:
    """Return the square of an item that names one measure; of its part that is left open no status is known."""
    if len(standings) != 1:
        return []
    return [_of_part(view, standings[0], part_open) if part_open else square(view, standings[0])]


def _of_part(view: View, item: Standing, part_open: str) -> Square:
    """Return the square of a part of a measure, of which no status is known: what is said of the whole is told so."""
    lines = f"{terms.capital(_part_said(item, view.words))}.", _together(view, [item], part_open)
    return square(view, item, of_part=lines)


def _part_said(item: Standing, words: Words) -> str:
    return words.say(N_("part of {number}; status not known"), number=item.measure.number)


def _also(view: View, standings: Sequence[Standing], part_open: str) -> Sequence[Content]:
    """Return what stands behind an item whose status no single mark says: whose part it is, or how many have which."""
    words = view.words
    if len(standings) != 1:
        return " – ", Text(_how_many(standings, words), kind="muted")
    if not part_open:
        return ()
    return " – ", Text(_part_said(standings[0], words), kind="muted")


def _how_many(standings: Sequence[Standing], words: Words) -> str:
    """Return how many measures of an item have which status."""
    return findings.statuses_said(tally(standings), words) if standings else words.say(N_("no measure is named"))


def _together(view: View, standings: Sequence[Standing], part_open: str) -> Content:
    """Return what is known of the measures an item names: one status, of one as a whole, or how many have which."""
    words = view.words
    if len(standings) != 1:
        return _how_many(standings, words)
    number, said = short(view, standings[0].measure.id), status_said(standings[0], words)
    if part_open:
        text = N_("{number} as a whole: {status}; {left}")
        return words.say(text, number=number, status=said, left=part_open)
    noted = marks.beside("", marks.status(view, standings[0]))
    sign = signs.mark(standings[0].status, view.palette)
    return cell(said, noted, sign=sign, address=view.address(Page.MEASURES, pasakums=standings[0].measure.number))


def decisions_step(view: View, open_ones: Sequence[DecisionStanding]) -> Step:
    """Return the decisions of earlier meetings that are open, as `data.answers.meeting.open_decisions` gives them."""
    words = view.words
    _ = words.say
    kicker = _("Open decisions of earlier meetings")
    if not view.snapshot.decisions:
        where = _("Decisions are entered in the tab “{tab}”.", tab=sheet.tab_names(["decisions"])[0])
        unknown = _("These data contain no decisions of any meeting.")
        return Step(DECISIONS, kicker, unknown, (Paragraph(where),))
    if not open_ones:
        return Step(DECISIONS, kicker, _("The register lists no open decisions from earlier meetings."))
    late = sum(row.overdue for row in open_ones)
    title = words.count("{n} decision is open", "{n} decisions are open", len(open_ones))
    if late:
        title += f"; {words.count('{n} of them is past its due date', '{n} of them are past their due date', late)}"
    short_ones = decisions_grid(view, open_ones, most=LONGEST_DECISION)
    whole = decisions_grid(view, open_ones)
    more = (whole,) if short_ones != whole else ()
    return Step(DECISIONS, kicker, f"{title}.", (short_ones,), more=more, listing=True)


LONGEST_DECISION = 14
"""Words of a decision that stand on a step."""


def decisions_grid(view: View, open_ones: Sequence[DecisionStanding], most: int = 0) -> Table:
    """Return decisions as a table: what (in so many words at ``most``), who, by when, how far, from which meeting."""
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
        state = words.say(STATES[row.decision.state])
        rows.append(
            (
                cell(
                    in_latvian(_shortly(row.decision.text, most), words),
                    " · ".join(part for part in (held, numbers) if part),
                ),
                in_latvian(_shortly(row.decision.responsible or "", most), words) or _("not specified"),
                _due(row.decision.due, words),
                cell(
                    f"{state}, {_('the due date has passed')}" if row.overdue else state,
                    marks.row(view, row.decision),
                ),
            )
        )
    return grid(_("Decisions"), headings, rows)


def _shortly(text: str, most: int) -> str:
    return brief(text, most) if most else text


def _due(day: PartialDate | None, words: Words) -> str:
    _ = words.say
    return words.date(day) if day else _("not specified")
