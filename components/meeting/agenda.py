"""The steps of the agenda: each item with the measures and the figures it speaks of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.vocabulary import Bar, Bars, Items, Paragraph, Table
from components.charts import signs
from components.frame import locating, questions
from components.frame.locating import Located
from components.frame.questions import state_of
from components.meeting import dates
from components.meeting.cells import cell, done, grid, in_latvian, last_word, named, sources, status_said
from components.meeting.step import Block, Step
from components.screens.municipalities import choice, municipalities, municipality_figures
from components.screens.municipalities.choice import Chosen
from components.screens.municipality import profile
from components.screens.trust import trust_figures
from components.view import View
from components.wording import findings, marks, openness
from components.wording.findings import deadline_word
from components.wording.naming import short
from components.wording.naming import title as measure_title
from data.answers import trust
from data.answers.progress import Standing, reports_by_measure, standing
from data.answers.spread import Shown
from data.contract.addresses import Page, addresses_in, page_of
from data.model import AgendaItem, Direction
from data.words import Words

ITEM = "jautajums-"
"""What the names of the steps of an agenda begin with; the number of the item follows."""


def item_step(view: View, item: AgendaItem) -> Step:
    """Return an item of the agenda with the measures it names and what its address leads to."""
    words = view.words
    _ = words.say
    number = item.number.rstrip(".")
    kicker = _("Agenda item {number}", number=number)
    if item.presenter:
        kicker = f"{kicker} · {_('presented by {who}', who=item.presenter)}"
    standings, unknown = standings_of(view, item)
    blocks: list[Block] = []
    if standings:
        blocks.append(measures_grid(view, standings))
    if unknown:
        blocks.append(Paragraph(unknown, "muted"))
    blocks += _figures(view, item.address, bare=not standings)
    if not blocks:
        blocks.append(Paragraph(_("The dashboard has no data on this item."), "muted"))
    return Step(
        f"{ITEM}{number}",
        kicker,
        in_latvian(item.question, words),
        tuple(blocks),
        (*sources(view, standings), *_notes(view, item.address)),
        quoted=item.presenter or "",
    )


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
            deadline_word(view, item),
        )
        for item in standings
    )
    return grid(_("Measures"), headings, rows)


def _figures(view: View, where: str | None, *, bare: bool) -> list[Block]:
    """Return what the addresses of an agenda item lead to; an unknown one is said."""
    return [block for one in addresses_in(where or "") for block in _figure(view, one, bare=bare)]


def _figure(view: View, where: str, *, bare: bool) -> list[Block]:
    _ = view.words.say
    page = page_of(where)
    if page is None:
        unknown = _("This dashboard has no page “{address}”.", address=where[:60])
        return [Paragraph(unknown, "muted")]
    draw = FIGURES.get(page)
    if draw is None:
        return [Paragraph(_("On the dashboard: {address}", address=where[:60]), "muted")]
    return draw(view, _query(where), bare)


def _query(where: str) -> Mapping[str, str]:
    return dict(parse_qsl(where.partition("#")[0].partition("?")[2]))


def _notes(view: View, where: str | None) -> list[str]:
    """Return where the events are known from to which the addresses of an agenda item lead."""
    asked = [dates.asked(view, _query(one)) for one in addresses_in(where or "") if page_of(one) == Page.CALENDAR]
    return [source for event in asked for source in dates.events_sources(view, event)]


def _progress(view: View, _query: Mapping[str, str], _bare: bool) -> list[Block]:
    words = view.words
    _ = words.say
    if view.plan is None or not state_of(view).tally.total:
        return [Paragraph(_("No measures of this plan are known yet."))]
    state = state_of(view)
    rows = tuple(
        Bar(_direction_name(one.direction, words), one.tally.ordered, findings.statuses_said(one.tally, words))
        for one in state.directions
    )
    legend = Items([signs.counted(status, n, words, view.palette) for status, n in state.tally.ordered], "legend")
    alt = findings.statuses_said(state.tally, words)
    return [
        Paragraph(findings.main_finding(state.tally, words, ended=findings.has_ended(view))),
        Bars(_("Progress by action direction"), rows, alt, legend),
    ]


def _list(view: View, query: Mapping[str, str], bare: bool) -> list[Block]:
    """Show the measures of the direction that the address names; without one the plan, if nothing else is shown."""
    directions = state_of(view).directions if view.plan else ()
    named_ones = (one for one in directions if one.direction.number == query.get("virziens"))
    if (direction_named := next(named_ones, None)) and direction_named.tally.total:
        standings = [item for commitment in direction_named.commitments for item in commitment.standings]
        return [Paragraph(_direction_name(direction_named.direction, view.words)), measures_grid(view, standings)]
    return _progress(view, query, bare) if bare else []


def _direction_name(direction: Direction, words: Words) -> str:
    return f"{direction.number}. {words.pick(direction.title, direction.title_en) or ''}"


def _trust(view: View, _query: Mapping[str, str], _bare: bool) -> list[Block]:
    """Say where the country stands among the others, and show its institutions beside the OECD."""
    _ = view.words.say
    latest = trust.latest(trust_figures.known(view))
    told = [trust_figures.countries(view, latest, frozenset())] if latest else []
    blocks: list[Block] = [Paragraph(one.figure.title) for one in told if one]
    institutions = trust_figures.institutions(view)
    if institutions:
        known = institutions.figure.frame
        blocks += _tabled(replace(institutions.figure, frame=known[known["year"] == latest]), (5, 1, 2, 2, 2))
    return blocks or [Paragraph(_("There are no data on trust."))]


def _tabled(figure: Figure, twelfths: tuple[int, ...]) -> list[Block]:
    """Return a figure as its finding and its first columns, with their widths, as a table."""
    headings = [(column.heading, n) for column, n in zip(figures.numbers(figure).columns, twelfths, strict=False)]
    rows = [row[: len(headings)] for row in figure.rows]
    return [Paragraph(figure.title), grid(figure.caption, headings, rows)]


def _participation(view: View, query: Mapping[str, str], _bare: bool) -> list[Block]:
    """Count the municipalities by their answer to what the address names, else to each participation measure."""
    words, wanted = view.words, query.get("raditajs", "")
    _ = words.say
    if query.get("kods") and not wanted:
        return of_municipality(view, locating.locate(view, query["kods"]))
    chosen = choice.choice(view, {**query, "kods": ""}, Shown())
    if not municipalities.counted(view, chosen):
        return [Paragraph(_("No municipality fits the filters"))]
    filters = municipalities.filtered(view, chosen)
    narrowed = [Paragraph(filters, "muted")] if filters else []
    if chosen.shown.indicator:
        return [Paragraph(municipalities.finding(view, chosen)), *narrowed, _counts(view, chosen)]
    figure = municipality_figures.small_figure(view, chosen)
    if figure is None:
        return [Paragraph(_("There is no information on the participation measures."))]
    return [Paragraph(figure.title), _answers_together(figure, words), *narrowed]


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


Draw = Callable[[View, Mapping[str, str], bool], list[Block]]
FIGURES: Mapping[str, Draw] = {
    Page.OVERVIEW: _progress,
    Page.MEASURES: _list,
    Page.CALENDAR: dates.calendar,
    Page.TRUST: _trust,
    Page.MUNICIPALITIES: _participation,
    Page.MUNICIPALITY: _participation,
}
"""What a step shows for an address inside the dashboard, by screen."""
