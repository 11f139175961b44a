"""One municipality: how it is found, what is known of it on what evidence, and what others have said of it."""

from collections.abc import Sequence

from components.blocks.escape import html
from components.blocks.tables import Column, Row, table
from components.frame.answers import answer, evidence, latvian, line, number, plain
from components.frame.links import municipality_link
from components.frame.locating import Located, not_located
from components.frame.questions import cells_of, core_of, known_of, territory_of
from components.memo import per_view
from components.view import View
from components.wording import marks
from components.wording.openness import BINDINGS, KINDS, ORIGINS, POPULATIONS, end, ended
from components.wording.terms import confidence
from data.answers import openness
from data.answers.openness import Cell
from data.answers.peers import asked
from data.model import (
    Indicator,
    IndicatorKind,
    IndicatorValue,
    Municipality,
    Origin,
)
from data.words import N_, Words, latvian_order

# What the screens of municipalities share


# Finding one


@per_view
def offered(view: View) -> dict[str, str]:
    """Return every municipality that ever was by code, "" for none yet, those in force first."""
    in_force = territory_of(view)
    gone = sorted((u for u in view.snapshot.municipalities if u not in in_force), key=lambda u: latvian_order(u.title))
    none = view.words.say(N_("choose a municipality"))
    return {"": none} | {unit.code: unit.title for unit in (*in_force, *gone)}


@per_view
def index(view: View, located: Located) -> str:
    """Return the page without a municipality: what could not be followed, and all there are with what is known."""
    words, units = view.words, territory_of(view)
    heading = words.count("Choose the {n} municipality", "Choose one of {n} municipalities", len(units))
    if located.wanted:
        heading = not_located(located, words)
    head = f"<h1>{html(heading)}</h1>"
    if located.candidates:
        links = "".join(f"<li>{municipality_link(view, unit)} ({html(unit.code)})</li>" for unit in located.candidates)
        head += f'<p class="lead">{html(words.say(N_("Perhaps you mean:")))}</p><ul class="facts">{links}</ul>'
    if not units:
        return head + f"<p>{html(words.say(N_('No municipality of the list was in force on this day.')))}</p>"
    rows = [
        Row(
            [
                municipality_link(view, unit),
                latvian(unit.region) or html(words.say(N_("not known"))),
                words.number(known_of(view, unit).known),
            ]
        )
        for unit in units
    ]
    columns = [
        Column(words.say(N_("Municipality"))),
        Column(words.say(N_("Planning region"))),
        Column(words.say(N_("Known of {n}"), n=len(core_of(view))), number=True),
    ]
    caption = words.say(N_("Municipalities and how many participation measures are known of each"))
    return head + table(columns, rows, caption)


# One in full


@per_view
def heading(view: View, located: Located, unit: Municipality) -> str:
    """Return the finding and what the municipality is; what it became where it is no more."""
    words = view.words
    notes = []
    if located.former:
        notes.append(
            words.say(
                N_("“{name}” is no more; its successor is shown: {unit}."), name=located.wanted[:60], unit=unit.title
            )
        )
    if unit.valid_from and view.day < unit.valid_from.first:
        day = words.date(unit.valid_from.first).rstrip(".")
        notes.append(words.say(N_("On this day the municipality was not there yet; it exists since {day}."), day=day))
    banner = f'<div class="banner" role="status">{html(" ".join(notes))}</div>' if notes else ""
    lines = [_sort(view, unit), _whole(view, unit)]
    lead = "".join(f'<p class="lead">{html(line)}</p>' for line in lines if line)
    return f"{banner}<h1>{html(finding(view, unit))}</h1>{lead}"


def finding(view: View, unit: Municipality) -> str:
    """Return the one sentence on a municipality, its name first."""
    return f"{unit.title}: {state(view, unit)}"


def state(view: View, unit: Municipality) -> str:
    """Return in a few words what is known of a municipality's participation, or what became of it."""
    if ended(view, unit):
        return end(view, unit)
    known = known_of(view, unit)
    if not known.total:
        return view.words.say(N_("no participation measures of the plan are known"))
    if not known.known:
        return view.words.count(
            "no news yet of the {n} participation measure", "no news yet of the {n} participation measures", known.total
        )
    return view.words.say(N_("{n} of {total} participation measures known"), n=known.known, total=known.total)


def in_force(view: View, unit: Municipality) -> bool:
    """Tell whether a municipality is there on the view's day: it has peers and next steps only then."""
    return openness.exists(unit, view.day)


def _sort(view: View, unit: Municipality) -> str:
    words = view.words
    parts = [words.say(KINDS[unit.kind])] if unit.kind else []
    if unit.region:
        parts.append(words.say(N_("{region} planning region"), region=unit.region))
    if unit.population is not None:
        residents = words.count("{n} resident", "{n} residents", unit.population)
        of = [words.say(POPULATIONS[unit.population_kind])] if unit.population_kind else []
        of += [words.date(unit.population_date)] if unit.population_date else []
        parts.append(f"{residents} ({', '.join(of)})" if of else residents)
    parts.append(words.say(N_("code {code}"), code=unit.code))
    return " · ".join(parts)


def _whole(view: View, unit: Municipality) -> str:
    words = view.words
    if ended(view, unit):
        return words.say(N_("What was known of it stays its own history and is not added to its successor."))
    known = openness.coverage(cells_of(view), asked(view.snapshot.indicators), [unit])
    if not known.known:
        return words.count("Nothing is known of the {n} indicator.", "Nothing is known of any of the {n} indicators.",
                           known.total)  # fmt: skip
    said = words.count(
        "{known} of {n} indicator is known.", "{known} of {n} indicators are known.", known.total,
        known=words.number(known.known),
    )  # fmt: skip
    return f"{said} {words.say(N_('“Not reported” means that nothing was found, not that there is nothing.'))}"


@per_view
def core_table(view: View, unit: Municipality) -> str:
    """Return the participation measures in full; who worded them is said once where it is one for all."""
    words, core = view.words, core_of(view)
    if not core:
        return ""
    name = words.say(N_("Participation measures"))
    origins = {indicator.origin for indicator in core}
    shared = next(iter(origins)) if len(origins) == 1 else None
    worded = words.say(N_("All criteria: {origin}."), origin=words.say(ORIGINS[shared])) if shared else ""
    intro = f'<p class="muted">{html(worded)}</p>' if worded else ""
    return f"<h2>{html(name)}</h2>{intro}{_answers(view, unit, core, name, said=shared)}"


@per_view
def other_table(view: View, unit: Municipality) -> str:
    """Return every other indicator that is asked, by group; of a municipality that is not there, all that is known."""
    words, every = view.words, asked(view.snapshot.indicators)
    if in_force(view, unit):
        name = words.say(N_("All other indicators"))
        shown = [indicator for indicator in every if indicator not in core_of(view)]
    else:
        name = words.say(N_("What was known of it"))
        shown = [item for item in every if (cell := cells_of(view).get((unit.code, item.id))) and cell.known]
    return f"<h2>{html(name)}</h2>{_answers(view, unit, shown, name)}" if shown else ""


def _answers(
    view: View, unit: Municipality, indicators: Sequence[Indicator], caption: str, said: Origin | None = None
) -> str:
    """Return indicators with their answers as a table, by group; ``said`` is an origin that need not be said again."""
    words, lines = view.words, []
    groups = list(dict.fromkeys(indicator.group for indicator in indicators))
    for group in groups:
        if len(groups) > 1:
            lines.append(Row([latvian(group), "", "", "", ""], group=True))
        own = (indicator for indicator in indicators if indicator.group == group)
        lines += [_answer_row(view, unit, indicator, said) for indicator in own]
    columns = [
        Column(words.say(N_("Indicator"))),
        Column(words.say(N_("Answer"))),
        Column(words.say(N_("Since"))),
        Column(words.say(N_("Number"))),
        Column(words.say(N_("Evidence"))),
    ]
    return table(columns, lines, caption, seen=False)


def _answer_row(view: View, unit: Municipality, indicator: Indicator, said: Origin | None) -> Row:
    cell, asks = cells_of(view).get((unit.code, indicator.id)), _asks(indicator, view.words, said)
    if cell is None:
        return Row([asks, answer(None, view.words), "", "", ""])
    return Row(
        [
            asks,
            answer(cell, view.words) + _remarks(view, cell),
            _since(cell.value),
            number(indicator, cell.value, view.words),
            evidence(cell.value, view.words),
        ]
    )


def _asks(indicator: Indicator, words: Words, said: Origin | None) -> str:
    """Return what an indicator asks: its title, its criterion, whether it is a duty, its law and who worded it."""
    binding = html(words.say(BINDINGS[indicator.binding])) if indicator.binding else ""
    origin = indicator.origin if indicator.origin is not said else None
    by = html(words.say(ORIGINS[origin])) if origin else ""
    grounds = " · ".join(part for part in (binding, latvian(indicator.law), by) if part)
    return (
        f"<b>{html(words.pick(indicator.title, indicator.title_en))}</b>{line(latvian(indicator.criterion), 'full')}"
        f"{line(grounds, 'muted')}{line(latvian(indicator.note), 'muted full')}"
    )


def _remarks(view: View, cell: Cell) -> str:
    """Return what must be read with an answer: note, the municipality's own comment, doubts, what stood before."""
    words, value = view.words, cell.value
    lines = [line(latvian(value.note), "full")]
    if value.comment:
        label = html(words.say(N_("The municipality’s comment:")))
        lines.append(line(f"<b>{label}</b> {latvian(value.comment)}"))
    if cell.known:
        lines.append(line(html(confidence(value.confidence, words)), "muted"))
    if cell.known and cell.ahead:
        lines.append(line(html(words.say(N_("the source is later than the day chosen"))), "muted"))
    for earlier in cell.earlier:
        when = words.date(earlier.source_date) if earlier.source_date else words.say(N_("undated"))
        lines.append(line(f"{html(when)}: {plain(earlier, words)}", "muted"))
    mark = marks.row(view, value)
    return "".join(lines) + (line(f'<b class="mark">{html(mark)}</b>') if mark else "")


def _since(value: IndicatorValue) -> str:
    if value.since_year is None:
        return ""
    basis = (
        f'<br><span class="small muted full" lang="lv">{html(value.since_basis)}</span>' if value.since_basis else ""
    )
    return f"{value.since_year}{basis}"


@per_view
def assessments(view: View, unit: Municipality) -> str:
    """Return what others have assessed, apart from the answers and never counted with them."""
    words, rows = view.words, []
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if indicator.origin is not Origin.EXTERNAL or cell is None or not cell.known:
            continue
        said = answer(cell, words) if indicator.kind is not IndicatorKind.NUMBER else _points(indicator, cell, words)
        name = html(words.pick(indicator.title, indicator.title_en)) + line(latvian(indicator.note), "muted full")
        rows.append(Row([name, said + _remarks(view, cell), evidence(cell.value, words)]))
    name = words.say(N_("Assessments by others"))
    if not rows:
        nothing = words.say(N_("No assessment of this municipality by others is known."))
        return f"<h2>{html(name)}</h2><p>{html(nothing)}</p>"
    columns = [Column(words.say(N_("Assessment"))), Column(words.say(N_("Result"))), Column(words.say(N_("Source")))]
    apart = words.say(N_("They use methods of their own and are counted with nothing on this page."))
    return f"<h2>{html(name)}</h2><p>{html(apart)}</p>{table(columns, rows, name, seen=False)}"


def _points(indicator: Indicator, cell: Cell, words: Words) -> str:
    return f'{number(indicator, cell.value, words)} <span class="small muted">{latvian(indicator.scale)}</span>'
