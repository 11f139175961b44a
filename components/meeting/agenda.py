"""The steps of the agenda: each item with the measures and the figures it speaks of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qsl

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.vocabulary import (
    Bar,
    Bars,
    Content,
    Items,
    Paragraph,
    SquareRow,
    Squares,
    Table,
    Text,
    joined,
    plain,
)
from components.charts import signs
from components.frame import locating, money, questions
from components.frame.locating import Located
from components.frame.questions import state_of
from components.frame.rows import MOST_ROWS
from components.frame.squares import MOST_SQUARES, legend, square
from components.meeting import dates, layout
from components.meeting.cells import (
    brief,
    cell,
    cut,
    direction_name,
    done,
    grid,
    in_latvian,
    last_word,
    marked,
    named,
    sources,
    status_said,
)
from components.meeting.measure import by_when, measure_step, says_something
from components.meeting.step import Block, Step, Whole
from components.screens.calendar import timetable
from components.screens.municipalities import choice, municipalities, municipality_figures
from components.screens.municipalities.choice import Chosen
from components.screens.municipality import profile
from components.screens.trust import trust_figures
from components.screens.trust.trust import QUESTIONS
from components.screens.trust.trust import choice as choice_of_trust
from components.screens.trust.trust_figures import Told
from components.view import View
from components.wording import findings, marks, openness
from components.wording.naming import short
from components.wording.naming import title as measure_title
from data.answers import trust
from data.answers.progress import DirectionProgress, Standing, reports_by_measure, standing
from data.answers.schedule import deadlines
from data.answers.spread import Shown
from data.contract.addresses import Page, addresses_in, page_of
from data.model import AgendaItem
from data.words import Words

ITEM = "jautajums-"
"""What the names of the steps of an agenda begin with; the number of the item follows."""


def item_steps(view: View, item: AgendaItem, shown: set[str]) -> list[Step]:
    """Return an item of the agenda: its measures as marks, what its address leads to, then its measures one by one.

    ``shown`` are the measures that the meeting has seen one by one already; those seen now are added.
    """
    words = view.words
    _ = words.say
    number = item.number.rstrip(".")
    kicker = _("Agenda item {number}", number=number)
    if item.presenter:
        kicker = f"{kicker} · {_('presented by {who}', who=item.presenter)}"
    standings, unknown = standings_of(view, item)
    found = _figures(view, item.address, bare=not standings)
    bare_ones = [screen for screen in found if screen.blocks and not plain(screen.title)]
    screens = [screen for screen in found if screen not in bare_ones]
    lines: list[Block] = [Paragraph(unknown, "muted")] if unknown else []
    lines += [block for screen in bare_ones for block in screen.blocks]
    where = next((screen.page for screen in found if screen.page), "")
    first = Step("", "", in_latvian(item.question, words), tuple(lines), sources(view, standings), page=where)
    told = [one for one in standings if says_something(one) and one.measure.id not in shown]
    if len(standings) == len(told) == 1:
        # A measure alone is told below the question: its own step would say the same again.
        (alone,) = told
        own, said = measure_step(view, alone), [(alone, _status_word(view, alone))]
        first = replace(
            own, title=first.title, blocks=(marked(view, _("Measure"), said), *own.blocks[1:], *lines), listing=True
        )
    elif standings:
        said = [(one, _status_word(view, one)) for one in standings]
        first = replace(
            first,
            blocks=(marked(view, _("Measures"), said), *lines),
            more=listed_whole(view, standings),
            listing=True,
        )
    elif not lines and screens:
        # The first picture stands below the question; what it says is a line between them.
        shown_first, *screens = screens
        first = replace(shown_first, title=first.title, blocks=(Paragraph(shown_first.title), *shown_first.blocks))
    elif not lines:
        nothing = Paragraph(_("The dashboard has no data on this item."), "muted")
        first = replace(first, blocks=(nothing,))
    shown.update(one.measure.id for one in told)
    if len(standings) > 1:
        screens += [measure_step(view, one) for one in told]
    said_by = item.presenter or ""
    return [replace(own, name=f"{ITEM}{number}", kicker=kicker, quoted=said_by) for own in (first, *screens)]


def _status_word(view: View, item: Standing) -> Content:
    return Text(joined([status_said(item, view.words), *marks.status(view, item)], "; "), kind="muted")


def standings_of(view: View, item: AgendaItem) -> tuple[list[Standing], str]:
    """Return the standings of the measures an item names, parents and those of other plans included.

    And a sentence that names those the snapshot does not hold, "" where it holds all.
    """
    _ = view.words.say
    measures = {measure.id: measure for measure in view.snapshot.measures}
    reports = reports_by_measure(view.snapshot)
    known_ones = [standing(measures[one], reports.get(one, ()), view.day) for one in item.measures if one in measures]
    missing = ", ".join(one for one in item.measures if one not in measures)
    unknown = _("Not in this snapshot: {measures}.", measures=missing) if missing else ""
    return known_ones, unknown


def measures_grid(view: View, standings: Sequence[Standing]) -> Table:
    """Return measures with their status, whose word that is and their deadline, as a table."""
    words = view.words
    _ = words.say
    headings = (
        (_("No."), 1),
        (_("Measure"), 6),
        (_("Status and source"), 3),
        (_("Deadline"), 2),
    )
    rows = tuple(
        (
            cell(short(view, item.measure), address=view.address(Page.MEASURES, pasakums=short(view, item.measure))),
            cell(named(measure_title(item.measure, words), item.measure.title, words), done(item, words)),
            cell(
                status_said(item, words),
                marks.beside(last_word([item], words), marks.status(view, item)),
                sign=signs.mark(item.status, view.palette),
            ),
            by_when(view, item) if deadlines(item) else _("deadline not known"),
        )
        for item in standings
    )
    return grid(_("Measures"), headings, rows)


def listed_whole(view: View, standings: Sequence[Standing], **asked: str) -> tuple[Whole, ...]:
    """Return what stands behind a step that shows measures: their table, of very many its first rows.

    The rest is found in the list of measures that the address ``asked`` gives.
    """
    return measures_grid(view, standings[:MOST_ROWS]), *cut(view, len(standings), **asked)


def _figures(view: View, where: str | None, *, bare: bool) -> list[Step]:
    """Return what the addresses of an agenda item lead to; what cannot be drawn is said in a step without a title."""
    return [screen for one in addresses_in(where or "") for screen in _figure(view, one, bare=bare)]


def _figure(view: View, where: str, *, bare: bool) -> list[Step]:
    _ = view.words.say
    page = page_of(where)
    if page is None:
        return _said(_("This dashboard has no page “{address}”.", address=where[:60]))
    draw, query = FIGURES.get(page), _query(where)
    if draw is None:
        return _said(_("On the dashboard: {address}", address=where[:60]))
    there = view.address(page, **query)
    return [replace(own, page=own.page or there) for own in draw(view, query, bare)]


def _said(line: str) -> list[Step]:
    return [Step("", "", "", (Paragraph(line, "muted"),))]


def _query(where: str) -> Mapping[str, str]:
    return dict(parse_qsl(where.partition("#")[0].partition("?")[2]))


def _progress(view: View, _query: Mapping[str, str], _bare: bool) -> list[Step]:
    words = view.words
    _ = words.say
    if view.plan is None or not state_of(view).tally.total:
        return _said(_("No measures of this plan are known yet."))
    state = state_of(view)
    rows = tuple(
        Bar(
            direction_name(one.direction, words, brief_one=True),
            one.tally.ordered,
            findings.statuses_said(one.tally, words),
        )
        for one in state.directions
    )
    left_open = ", ".join(findings.done_with_caveats(state))
    said_of = [Text(_("done with caveats: {named}", named=left_open), kind="muted")] if left_open else []
    legend = Items(
        [*(signs.counted(status, n, words, view.palette) for status, n in state.tally.ordered), *said_of], "legend"
    )
    alt = findings.statuses_said(state.tally, words)
    whole = findings.main_finding(state.tally, words, ended=findings.has_ended(view))
    caveats = findings.caveats(state, words)
    said_behind = (Paragraph(caveats),) if caveats else ()
    return [
        Step(
            "",
            "",
            " ".join(findings.opening(state.tally, words, ended=findings.has_ended(view))),
            (Bars(_("Progress by action direction"), rows, alt, legend),),
            more=(Paragraph(whole), Paragraph(findings.who_says(state, words)), *said_behind),
        )
    ]


def _list(view: View, query: Mapping[str, str], bare: bool) -> list[Step]:
    """Show the measures of the direction that the address names; without one the plan, if nothing else is shown."""
    directions = state_of(view).directions if view.plan else ()
    named_ones = (one for one in directions if one.direction.number == query.get("virziens"))
    if (direction := next(named_ones, None)) and direction.tally.total:
        standings = [item for commitment in direction.commitments for item in commitment.standings]
        title = direction_name(direction.direction, view.words)
        return [
            Step(
                "",
                "",
                title,
                (_of_direction(view, direction),),
                more=listed_whole(view, standings, virziens=direction.direction.number),
            )
        ]
    return _progress(view, query, bare) if bare else []


def _of_direction(view: View, direction: DirectionProgress) -> Bars | Squares:
    """Return a direction's measures as squares by commitment; of very many, as on the overview, a bar a commitment."""
    words = view.words
    filled = []
    for one in direction.commitments:
        if one.standings:
            name = words.pick(one.commitment.title, one.commitment.title_en) or ""
            filled.append((brief(f"{one.commitment.number}. {name}", 12, name=True), one))
    label, key = words.say("Measures"), legend(view, direction.tally)
    if direction.tally.total > MOST_SQUARES:
        bars = [Bar(name, one.tally.ordered, findings.statuses_said(one.tally, words)) for name, one in filled]
        return Bars(label, bars, findings.statuses_said(direction.tally, words), key)
    rows = [SquareRow(name, [square(view, item) for item in one.standings]) for name, one in filled]
    return Squares(label, (("", rows),), key)


MOST_INSTITUTIONS = 8
"""Institutions on a step; the table behind it has all."""


def _trust(view: View, query: Mapping[str, str], _bare: bool) -> list[Step]:
    """Show trust in the government beside the OECD, then the institutions; the rank among countries stands behind.

    An address that names countries is shown as their ranking, one that names the questions as those, a step a topic.
    """
    _ = view.words.say
    chosen = choice_of_trust(
        view,
        query.get("valstis", ""),
        query.get("gads", ""),
        query.get("skats", ""),
        indicator=query.get("raditajs", ""),
        picked=query.get("izceltas", ""),
    )
    asked = chosen.asked
    if chosen.section == QUESTIONS:
        return _drawn_trust(view, *(partial(trust_figures.items, view, topic) for topic in _topics(view)))
    if asked and asked.shown:
        return _drawn_trust(view, partial(trust_figures.compared, view, asked))
    latest = trust.latest(trust_figures.known(view))
    ranked = trust_figures.countries(view, latest, frozenset()) if latest else None
    screens = _drawn_trust(
        view,
        partial(trust_figures.government, view),
        lambda wide: trust_figures.newest_institutions(view, wide, MOST_INSTITUTIONS),
    )
    if ranked and screens[0].more:
        screens[0] = replace(screens[0], more=(Paragraph(ranked.figure.title), *screens[0].more))
    return screens


def _topics(view: View) -> Sequence[trust.Topic]:
    """Return the topics of the survey with Latvian figures of several questions; all where there is none such."""
    figures = trust_figures.known(view)
    known = {
        topic: {pair.subject.indicator for pair in trust.items(figures, topic) if pair.home} for topic in trust.Topic
    }
    return [topic for topic, asked in known.items() if len(asked) > 1] or list(trust.Topic)


def _drawn_trust(view: View, *draws: Callable[[int], Told | None]) -> list[Step]:
    """Return figures of trust, each as wide as it fills a step best; of none it is said that there are no data."""

    def figure(draw: Callable[[int], Told | None], wide: int) -> Figure | None:
        told = draw(wide)
        return told.figure if told else None

    figures_of = (layout.filling(partial(figure, draw)) for draw in draws)
    return [drawn(one) for one in figures_of if one] or _said(view.words.say("There are no data on trust."))


_APART = ("certainty", "source")
"""Columns that the notes of a step hold instead."""


def drawn(figure: Figure) -> Step:
    """Return a figure as a step: its finding, its drawing, its numbers behind it, its sources for the speaker."""
    own = figure.frame["source"].dropna() if "source" in figure.frame else ()
    notes = (*dict.fromkeys(str(source) for source in own), figure.source)
    return Step("", "", figure.title, (figure,), notes, more=(figures.numbers(figure, without=_APART),))


def _participation(view: View, query: Mapping[str, str], _bare: bool) -> list[Step]:
    """Show the municipalities on a map by what the address names, else by how many participation measures are known."""
    wanted = query.get("raditajs", "")
    _ = view.words.say
    if query.get("kods") and not wanted:
        located = locating.locate(view, query["kods"])
        title, *blocks = of_municipality(view, located)
        if located.unit is None or not isinstance(title, Paragraph):
            return _said(locating.not_located(located, view.words))
        return [Step("", "", title.content, tuple(blocks), listing=True)]
    chosen = choice.choice(view, {**query, "kods": ""}, Shown())
    if not municipalities.counted(view, chosen):
        return _said(_("No municipality fits the filters"))
    filters = municipalities.filtered(view, chosen)
    narrowed = [Paragraph(filters, "muted")] if filters else []
    counts = _counts(view, chosen)
    figure = municipality_figures.map_figure(view, chosen, municipality_figures.STEP)
    if figure is None:
        return [Step("", "", municipalities.finding(view, chosen), (*narrowed, counts), listing=True)]
    answers = None if chosen.shown.indicator else municipality_figures.small_figure(view, chosen)
    more = [_answers_together(answers, view.words)] if answers else [counts]
    return [replace(drawn(figure), more=(*narrowed, *more))]


def _answers_together(figure: Figure, words: Words) -> Table:
    """Return the figure of participation with all answers in one column: a step has no room for one each."""
    _ = words.say
    measure, *answers, unknown, total = (column.heading for column in figures.numbers(figure).columns)
    rows = []
    for name, *counts, open_, all_ in figure.rows:
        given = [f"{answer} {n}" for answer, n in zip(answers, counts, strict=True) if n != "0"]
        rows.append((name, ", ".join(given) or "–", open_, all_))
    headings = ((measure, 4), (_("Answer"), 4), (unknown, 2), (total, 2))
    return grid(figure.caption, headings, rows)


def _counts(view: View, chosen: Chosen) -> Table:
    """Return how many municipalities are in each class of what is shown."""
    words, shown = view.words, chosen.shown
    _ = words.say
    counts = municipalities.spread_of(view, shown).counts(municipalities.counted(view, chosen))
    name = choice.title(shown, words)
    headings = ((_("Answer"), 8), (_("Municipalities"), 4))
    rows = [(municipalities.name(label, shown, words), words.number(n)) for label, n in counts.items()]
    return grid(name, headings, rows)


def of_municipality(view: View, located: Located) -> list[Block]:
    """Return what is known of a municipality's participation measures, or why the name led to none."""
    words, cells, unit = view.words, questions.cells_of(view), located.unit
    _ = words.say
    if unit is None:
        return [Paragraph(locating.not_located(located, words), "muted")]
    finding = Paragraph(profile.finding(view, unit))
    if not questions.core_of(view) or not profile.in_force(view, unit):
        return [finding]
    rows = tuple(
        (
            words.pick(indicator.title, indicator.title_en) or indicator.id,
            openness.answer_text(cells.get((unit.code, indicator.id)), words),
        )
        for indicator in questions.core_of(view)
    )
    headings = ((_("Participation measure"), 8), (_("Answer"), 4))
    return [finding, grid(unit.title, headings, rows)]


MOST_YEARS = 3
"""Years of money and of the calendar that a step draws; the table behind it has all."""
MONTHS = 560
"""No calendar is drawn narrower: what its marks are called would stand nowhere."""


def _calendar(view: View, query: Mapping[str, str], _bare: bool) -> list[Step]:
    """Show the events that an address asks for on a line a year, or that there are none; the whole calendar's money."""
    _ = view.words.say
    asked = dates.asked(view, query)
    if not asked:
        return _said(_("The calendar has nothing on this."))
    more: tuple[Paragraph | Table, ...] = (dates.events_grid(view, asked),)
    notes = dates.events_sources(view, asked)
    if len(asked) <= dates.FEW or query.get("gads") or query.get("q"):
        if way := dates.path(view, query, asked):
            return [replace(drawn(way), notes=notes, more=more)]
        return [Step("", "", dates.told(view, asked, query), more, notes, listing=True)]
    under = view.under(query.get("plans", ""))
    wanted = dates.wanted(query)
    figure = layout.filling(lambda wide: timetable.time_figure(under, wanted, wide=wide, most=MOST_YEARS), MONTHS)
    shown = [event for event, _stand in timetable.shown(under, wanted, MOST_YEARS)]
    if len(asked) < len(shown):
        fewer = view.words.count(
            "The table shows the {n} entry (of this plan or of no plan) whose last day is closest to {day}.",
            "The table shows the {n} entries (of this plan or of no plan) whose last days are closest to {day}.",
            len(asked),
            day=view.words.date(view.day),
        )
        more = (*more, Paragraph(fewer, "muted"))
    told = dates.told(view, shown, query)
    drawn_ones = [replace(drawn(figure), title=told, notes=notes, more=more)] if figure else []
    whole = wanted == timetable.Wanted()
    if whole and (sums := layout.filling(lambda wide: money.money_figure(view, wide, MOST_YEARS))):
        drawn_ones.append(replace(drawn(sums), notes=money.money_sources(view)))
    return drawn_ones


Draw = Callable[[View, Mapping[str, str], bool], list[Step]]
FIGURES: Mapping[str, Draw] = {
    Page.OVERVIEW: _progress,
    Page.MEASURES: _list,
    Page.CALENDAR: _calendar,
    Page.TRUST: _trust,
    Page.MUNICIPALITIES: _participation,
    Page.MUNICIPALITY: _participation,
}
"""What a step shows for an address inside the dashboard, by screen."""
