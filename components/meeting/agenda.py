"""The steps of the agenda: each item with the measures and the figures it speaks of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

from components.blocks import figures
from components.blocks.figures import Figure
from components.frame import locating, questions
from components.frame.locating import Located
from components.frame.questions import state_of
from components.meeting import dates
from components.meeting.blocks import Bars, Block, Cell, Grid, Heading, Prose, Sheet, Step
from components.meeting.cells import done, last_word, named, sources, status_said
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
from data.words import N_, Words


def item_step(view: View, item: AgendaItem) -> Step:
    """Return an item of the agenda with the measures it names and what its address leads to."""
    words = view.words
    number = item.number.rstrip(".")
    kicker = words.say(N_("Agenda item {number}"), number=number)
    if item.presenter:
        kicker = f"{kicker} · {words.say(N_('presented by {who}'), who=item.presenter)}"
    own, unknown = standings_of(view, item)
    blocks: list[Block] = []
    if own:
        blocks.append(measures_grid(view, own))
    if unknown:
        blocks.append(Prose(unknown, quiet=True))
    blocks += _figures(view, item.address, bare=not own)
    if not blocks:
        blocks.append(Prose(words.say(N_("The data of the dashboard hold nothing on this item.")), quiet=True))
    return Step(
        f"jautajums-{number}",
        kicker,
        Sheet(item.question),
        tuple(blocks),
        sources(view, own),
        quoted=item.presenter or "",
    )


def standings_of(view: View, item: AgendaItem) -> tuple[list[Standing], str]:
    """Return the standings of the measures an item names, parents and those of other plans included.

    And a sentence that names those the snapshot does not hold, "" where it holds all.
    """
    measures = {measure.id: measure for measure in view.snapshot.measures}
    reports = reports_by_measure(view.snapshot)
    own = [standing(measures[one], reports.get(one, ()), view.day) for one in item.measures if one in measures]
    missing = ", ".join(one for one in item.measures if one not in measures)
    unknown = view.words.say(N_("Not known in this snapshot: {measures}."), measures=missing) if missing else ""
    return own, unknown


def measures_grid(view: View, own: Sequence[Standing]) -> Grid:
    """Return measures with their status, whose word that is and their deadline, as a table."""
    words = view.words
    headings = (
        Heading(words.say(N_("No.")), 1),
        Heading(words.say(N_("Measure")), 6),
        Heading(words.say(N_("Status and whose word")), 3),
        Heading(words.say(N_("Deadline")), 2),
    )
    rows = tuple(
        (
            Cell(short(view, item.measure), address=view.address(Page.MEASURES, pasakums=short(view, item.measure))),
            Cell(named(measure_title(item.measure, words), item.measure.title), detail=done(item)),
            Cell(
                status_said(item, words),
                detail=marks.beside(last_word([item], words), marks.status(view, item)),
                marked=True,
                status=item.status,
            ),
            Cell(deadline_word(view, item)),
        )
        for item in own
    )
    return Grid(words.say(N_("Measures")), headings, rows)


def _figures(view: View, where: str | None, *, bare: bool) -> list[Block]:
    """Return what the addresses of an agenda item lead to; an unknown one is said."""
    return [block for one in addresses_in(where or "") for block in _figure(view, one, bare=bare)]


def _figure(view: View, where: str, *, bare: bool) -> list[Block]:
    page = page_of(where)
    if page is None:
        return [Prose(view.words.say(N_("This dashboard has no page “{address}”."), address=where[:60]), quiet=True)]
    draw = FIGURES.get(page)
    if draw is None:
        return [Prose(view.words.say(N_("On the dashboard: {address}"), address=where[:60]), quiet=True)]
    return draw(view, dict(parse_qsl(where.partition("#")[0].partition("?")[2])), bare)


def _progress(view: View, _query: Mapping[str, str], _bare: bool) -> list[Block]:
    words = view.words
    if view.plan is None or not state_of(view).tally.total:
        return [Prose(words.say(N_("No measures of this plan are known yet.")))]
    state = state_of(view)
    rows = tuple((_direction_name(own.direction, words), own.tally) for own in state.directions)
    return [
        Prose(findings.main_finding(state.tally, words, ended=findings.has_ended(view))),
        Bars(words.say(N_("Progress by action direction")), rows, findings.statuses_said(state.tally, words)),
    ]


def _list(view: View, query: Mapping[str, str], bare: bool) -> list[Block]:
    """Show the measures of the direction that the address names; without one the plan, if nothing else is shown."""
    directions = state_of(view).directions if view.plan else ()
    named_ones = (own for own in directions if own.direction.number == query.get("virziens"))
    if (own := next(named_ones, None)) and own.tally.total:
        standings = [item for commitment in own.commitments for item in commitment.standings]
        return [Prose(_direction_name(own.direction, view.words)), measures_grid(view, standings)]
    return _progress(view, query, bare) if bare else []


def _direction_name(direction: Direction, words: Words) -> str:
    return f"{direction.number}. {words.pick(direction.title, direction.title_en) or ''}"


def _trust(view: View, _query: Mapping[str, str], _bare: bool) -> list[Block]:
    """Say where the country stands among the others, and show its institutions beside the OECD."""
    latest = trust.latest(trust_figures.known(view))
    told = [trust_figures.countries(view, latest, frozenset())] if latest else []
    blocks: list[Block] = [Prose(one.figure.title) for one in told if one]
    institutions = trust_figures.institutions(view)
    if institutions:
        known = institutions.figure.frame
        blocks += _tabled(replace(institutions.figure, frame=known[known["year"] == latest]), (5, 1, 2, 2, 2))
    return blocks or [Prose(view.words.say(N_("Nothing is known of trust.")))]


def _tabled(figure: Figure, twelfths: tuple[int, ...]) -> list[Block]:
    """Return a figure as its finding and its first columns, with their widths, as a table."""
    headings = [column.heading for column in figures.numbers(figure).columns]
    return [Prose(figure.title), _grid(figure.caption, headings, figure.rows, twelfths)]


def _grid(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], twelfths: tuple[int, ...]) -> Grid:
    named = tuple(Heading(heading, n) for heading, n in zip(headings, twelfths, strict=False))
    return Grid(caption, named, tuple(tuple(Cell(text) for text in row[: len(named)]) for row in rows))


def _participation(view: View, query: Mapping[str, str], _bare: bool) -> list[Block]:
    """Count the municipalities by their answer to what the address names, else to each participation measure."""
    words, wanted = view.words, query.get("raditajs", "")
    if query.get("kods") and not wanted:
        return _of_one(view, locating.locate(view, query["kods"]))
    chosen = choice.choice(view, {**query, "kods": ""}, Shown())
    if not municipalities.counted(view, chosen):
        return [Prose(words.say(N_("No municipality fits the filters")))]
    filters = municipalities.filtered(view, chosen)
    narrowed = [Prose(filters, quiet=True)] if filters else []
    if chosen.shown.indicator:
        return [Prose(municipalities.finding(view, chosen)), *narrowed, _counts(view, chosen)]
    figure = municipality_figures.small_figure(view, chosen)
    if figure is None:
        return [Prose(words.say(N_("Nothing is known of the participation measures.")))]
    return [Prose(figure.title), _answers_together(figure, words), *narrowed]


def _answers_together(figure: Figure, words: Words) -> Grid:
    """Return the figure of participation with all answers in one column: a step has no room for one each."""
    measure, *answers, unknown, total = (column.heading for column in figures.numbers(figure).columns)
    rows = []
    for name, *counts, open_, all_ in figure.rows:
        said = [f"{answer} {n}" for answer, n in zip(answers, counts, strict=True) if n != "0"]
        rows.append((name, ", ".join(said) or "–", open_, all_))
    return _grid(figure.caption, [measure, words.say(N_("Answer")), unknown, total], rows, (4, 4, 2, 2))


def _counts(view: View, chosen: Chosen) -> Grid:
    """Return how many municipalities are in each class of what is shown."""
    words, shown = view.words, chosen.shown
    counts = municipalities.spread_of(view, shown).counts(municipalities.counted(view, chosen))
    name = choice.title(shown, words)
    headings = (Heading(words.say(N_("Answer")), 8), Heading(words.say(N_("Municipalities")), 4))
    rows = tuple((Cell(municipalities.name(label, shown, words)), Cell(words.number(n))) for label, n in counts.items())
    return Grid(name, headings, rows)


def _of_one(view: View, located: Located) -> list[Block]:
    words, cells, unit = view.words, questions.cells_of(view), located.unit
    if unit is None:
        return [Prose(locating.not_located(located, words), quiet=True)]
    finding = Prose(profile.finding(view, unit))
    if not questions.core_of(view) or not profile.in_force(view, unit):
        return [finding]
    rows = tuple(
        (
            Cell(words.pick(indicator.title, indicator.title_en) or indicator.id),
            Cell(openness.answer_text(cells.get((unit.code, indicator.id)), words)),
        )
        for indicator in questions.core_of(view)
    )
    headings = (Heading(words.say(N_("Participation measure")), 8), Heading(words.say(N_("Answer")), 4))
    return [finding, Grid(unit.title, headings, rows)]


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
