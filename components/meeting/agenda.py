"""The steps of the agenda: each item with the measures and the figures it speaks of."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

from components import findings, profile, trust_figures, wording
from components.figures import Figure
from components.measures import title as measure_title
from components.meeting import dates
from components.meeting.blocks import Bars, Block, Cell, Grid, Heading, Prose, Sheet, Step
from components.meeting.cells import done, last_word, named, short, sources, status_said
from components.overview import state_of
from components.view import View
from data.answers import openness, trust
from data.answers.progress import Standing, reports_by_measure, standing
from data.answers.schedule import Schedule, schedule
from data.intake.schema import addresses_in, page_of
from data.model import AgendaItem, Answer, Municipality
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
            Cell(short(view, item.measure.id), address=_measure_address(view, item)),
            Cell(named(measure_title(item.measure, words), item.measure.title), detail=done(item)),
            Cell(status_said(item, words), detail=last_word([item], words), marked=True, status=item.status),
            Cell(_deadline(item, view.day, words)),
        )
        for item in own
    )
    return Grid(words.say(N_("Measures")), headings, rows)


def _measure_address(view: View, item: Standing) -> str:
    return view.address("pasakumi", pasakums=short(view, item.measure.id))


def _deadline(item: Standing, day: date, words: Words) -> str:
    state = schedule(item, day)
    return words.say(N_("not known") if state is Schedule.UNKNOWN else findings.SCHEDULES[state])


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
        return [Prose(words.say(N_("The plan has no measures yet.")))]
    state = state_of(view)
    rows = tuple(
        (
            f"{own.direction.number}. {words.pick(own.direction.title, own.direction.title_en) or ''}",
            own.tally,
        )
        for own in state.directions
    )
    return [
        Prose(findings.main_finding(state.tally, words)),
        Bars(words.say(N_("Progress by action direction")), rows, findings.statuses_said(state.tally, words)),
    ]


def _list(view: View, query: Mapping[str, str], bare: bool) -> list[Block]:
    return _progress(view, query, bare) if bare else []


def _trust(view: View, _query: Mapping[str, str], _bare: bool) -> list[Block]:
    """Say where the country stands among the others, and show its institutions beside the OECD."""
    latest = trust.latest(trust_figures.known(view))
    told = [trust_figures.countries(view, latest, frozenset())] if latest else []
    blocks: list[Block] = [Prose(one.figure.title) for one in told if one]
    institutions = trust_figures.institutions(view)
    if institutions:
        newest = tuple(row for row in institutions.figure.rows if row[1] == str(latest))
        blocks += _tabled(replace(institutions.figure, rows=newest), (5, 1, 2, 2, 2))
    return blocks or [Prose(view.words.say(N_("Nothing is known of trust.")))]


def _tabled(figure: Figure, twelfths: tuple[int, ...]) -> list[Block]:
    """Return a figure as its finding and its first columns, with their widths, as a table."""
    headings = tuple(Heading(column.heading, n) for column, n in zip(figure.columns, twelfths, strict=False))
    rows = tuple(tuple(Cell(text) for text in row[: len(headings)]) for row in figure.rows)
    return [Prose(figure.title), Grid(figure.caption, headings, rows)]


def _participation(view: View, query: Mapping[str, str], _bare: bool) -> list[Block]:
    """Count the municipalities by their answer to each measure of participation; for one of them, give its answers."""
    words, core, cells = view.words, profile.core_of(view), profile.cells_of(view)
    units = profile.territory_of(view)
    if query.get("kods"):
        units = tuple(unit for unit in view.snapshot.municipalities if unit.code == query["kods"])
    if not core or not units:
        return [Prose(words.say(N_("Nothing is known of the measures of participation.")))]
    known = openness.coverage(cells, core, units)
    title = words.count(
        "The {n} measure of participation – known: {known} of {total}",
        "The {n} measures of participation – known: {known} of {total}",
        len(core),
        known=known.known,
        total=known.total,
    )
    if len(units) == 1:
        return _of_one(view, units[0], f"{units[0].title}. {title}.")
    answers = {
        indicator.id: Counter(
            (cell.value.answer if (cell := cells.get((unit.code, indicator.id))) and cell.known else None)
            for unit in units
        )
        for indicator in core
    }
    shown = [answer for answer in Answer if any(counts[answer] for counts in answers.values())]
    width = max(1, 8 // (len(shown) + 1))
    headings = (
        Heading(words.say(N_("Measure of participation")), 12 - width * (len(shown) + 1)),
        *(Heading(wording.answer_name(answer, words), width) for answer in (*shown, None)),
    )
    rows = tuple(
        (
            Cell(words.pick(indicator.title, indicator.title_en) or indicator.id),
            *(Cell(words.number(answers[indicator.id][answer])) for answer in (*shown, None)),
        )
        for indicator in core
    )
    caption = words.say(N_("Measures of participation by answer, in municipalities"))
    return [Prose(f"{title}."), Grid(caption, headings, rows)]


def _of_one(view: View, unit: Municipality, title: str) -> list[Block]:
    words, cells = view.words, profile.cells_of(view)
    rows = []
    for indicator in profile.core_of(view):
        cell = cells.get((unit.code, indicator.id))
        answer = cell.value.answer if cell and cell.known else None
        name = words.pick(indicator.title, indicator.title_en) or indicator.id
        rows.append((Cell(name), Cell(wording.answer_name(answer, words))))
    headings = (Heading(words.say(N_("Measure of participation")), 8), Heading(words.say(N_("Answer")), 4))
    return [Prose(title), Grid(unit.title, headings, tuple(rows))]


Draw = Callable[[View, Mapping[str, str], bool], list[Block]]
FIGURES: Mapping[str, Draw] = {
    "": _progress,
    "pasakumi": _list,
    "kalendars": dates.calendar,
    "uzticesanas": _trust,
    "pasvaldibas": _participation,
    "pasvaldiba": _participation,
}
"""What a step shows for an address inside the dashboard, by screen."""
