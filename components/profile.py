"""One municipality: how it is found, what is known of it on what evidence, and what others have said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from components import marks, wording
from components.escape import html, linked
from components.measures import confidence
from components.memo import per_view
from components.tables import Column, Row, table
from components.view import View
from data.answers import openness
from data.answers.openness import Cell, Cells, Coverage
from data.answers.peers import asked
from data.intake.names import Municipalities, NamedUnit
from data.intake.parsed import Ok
from data.model import (
    Answer,
    Binding,
    Indicator,
    IndicatorKind,
    IndicatorValue,
    Municipality,
    MunicipalityKind,
    Origin,
    PopulationKind,
)
from data.words import N_, Words, latvian_order

SCREEN = "pasvaldiba"

BINDINGS: Mapping[Binding, str] = {
    Binding.DUTY: N_("duty by law"),
    Binding.ADVICE: N_("advice"),
    Binding.MIXED: N_("partly a duty, partly advice"),
    Binding.EXTERNAL: N_("assessed by others"),
    Binding.UNKNOWN: N_("not known whether it is a duty"),
}
ORIGINS: Mapping[Origin, str] = {
    Origin.STANDARD: N_("worded by the official standard"),
    Origin.LAW: N_("worded after the law"),
    Origin.PLAN: N_("worded by the plan"),
    Origin.EXTERNAL: N_("worded by the assessor"),
    Origin.PROJECT: N_("worded by this project, not an approved criterion"),
}
KINDS: Mapping[MunicipalityKind, str] = {
    MunicipalityKind.STATE_CITY: N_("state city"),
    MunicipalityKind.DISTRICT: N_("district"),
}
POPULATIONS: Mapping[PopulationKind, str] = {
    PopulationKind.USUAL_RESIDENTS: N_("usual residents by the Central Statistical Bureau"),
    PopulationKind.DECLARED: N_("declared residents by the Office of Citizenship and Migration Affairs"),
    PopulationKind.ESTIMATE: N_("a rounded estimate"),
}
_RULES = "noteikumi"
"""The word in a stage that tells of what so far stands only in rules."""


# What the screens of municipalities share


@per_view
def cells_of(view: View) -> Cells:
    """Return what stands for every cell on the view's day."""
    return openness.cells(view.snapshot, view.day)


@per_view
def territory_of(view: View) -> tuple[Municipality, ...]:
    """Return the municipalities in force on the view's day."""
    return openness.territory(view.snapshot, view.day)


@per_view
def core_of(view: View) -> tuple[Indicator, ...]:
    """Return the participation measures of the view's plan."""
    return openness.core(view.snapshot, view.plan.id) if view.plan else ()


def known_of(view: View, unit: Municipality) -> Coverage:
    """Return how many participation measures are known of a municipality."""
    return openness.coverage(cells_of(view), core_of(view), [unit])


# Finding one


@dataclass(frozen=True)
class Located:
    """What an address names: a municipality, or those it may mean.

    ``former`` tells that it named one that is no more, ``ambiguous`` that the candidates share the name.
    """

    wanted: str
    unit: Municipality | None = None
    candidates: tuple[Municipality, ...] = ()
    former: bool = False
    ambiguous: bool = False


@per_view
def _register(view: View) -> tuple[Municipalities, Mapping[str, Municipality]]:
    units = view.snapshot.municipalities
    named = [NamedUnit(unit.code, unit.former_code, unit.title, unit.short_title) for unit in units]
    return Municipalities(named), {unit.code: unit for unit in units}


@per_view
def locate(view: View, text: str) -> Located:
    """Find the municipality that a code or name in the address means; never guesses."""
    wanted = text.strip()
    if not wanted:
        return Located("")
    names, by_code = _register(view)
    found = names.find(wanted)
    if isinstance(found, Ok):
        return Located(wanted, by_code[found.value], former=found.notice == "municipality_former")
    candidates = tuple(by_code[code] for code in names.candidates(wanted))
    return Located(wanted, candidates=candidates, ambiguous=found.code == "municipality_ambiguous")


def not_located(located: Located, words: Words) -> str:
    """Return why a name or code in the address led to no municipality."""
    if located.ambiguous:
        return words.say(N_("“{name}” may mean several municipalities"), name=located.wanted[:60])
    return words.say(N_("There is no municipality “{name}”"), name=located.wanted[:60])


@per_view
def offered(view: View) -> dict[str, str]:
    """Return every municipality that ever was by code, "" for none yet, those in force first."""
    in_force = territory_of(view)
    gone = sorted((u for u in view.snapshot.municipalities if u not in in_force), key=lambda u: latvian_order(u.title))
    none = view.words.say(N_("choose a municipality"))
    return {"": none} | {unit.code: unit.title for unit in (*in_force, *gone)}


def link(view: View, unit: Municipality, text: str | None = None) -> str:
    """Return a link to a municipality's page, by its name unless another text is given."""
    own = "" if text else ' lang="lv"'
    address = html(view.address(SCREEN, kods=unit.code))
    return f'<a{own} href="{address}" target="_self">{html(text or unit.title)}</a>'


@per_view
def index(view: View, located: Located) -> str:
    """Return the page without a municipality: what could not be followed, and all there are with what is known."""
    words, units = view.words, territory_of(view)
    heading = words.count("Choose the {n} municipality", "Choose one of {n} municipalities", len(units))
    if located.wanted:
        heading = not_located(located, words)
    head = f"<h1>{html(heading)}</h1>"
    if located.candidates:
        links = "".join(f"<li>{link(view, unit)} ({html(unit.code)})</li>" for unit in located.candidates)
        head += f'<p class="lead">{html(words.say(N_("Perhaps you mean:")))}</p><ul class="facts">{links}</ul>'
    if not units:
        return head + f"<p>{html(words.say(N_('No municipality of the list was in force on this day.')))}</p>"
    rows = [
        Row(
            [
                link(view, unit),
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


def ended(view: View, unit: Municipality) -> bool:
    """Tell whether a municipality is no more on the view's day."""
    return unit.valid_to is not None and unit.valid_to.last < view.day


def in_force(view: View, unit: Municipality) -> bool:
    """Tell whether a municipality is there on the view's day: it has peers and next steps only then."""
    return openness.exists(unit, view.day)


def end(view: View, unit: Municipality) -> str:
    """Return what became of a municipality that is no more."""
    words = view.words
    day = words.date(unit.valid_to.last + timedelta(days=1)) if unit.valid_to else ""
    successor = next((other for other in view.snapshot.municipalities if other.code == unit.merged_into), None)
    if successor is None:
        return words.say(N_("no more since {day}"), day=day)
    return words.say(N_("joined to {successor} on {day}"), day=day, successor=_to(successor, words))


def _to(unit: Municipality, words: Words) -> str:
    """Return a municipality's name as the one something was added to: the Latvian dative."""
    if words.language != "lv":
        return unit.title
    for ending, dative in (("novads", "novadam"), ("pilsēta", "pilsētai")):
        if unit.title.endswith(ending):
            return unit.title.removesuffix(ending) + dative
    return unit.title


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
        f"<b>{html(words.pick(indicator.title, indicator.title_en))}</b>{_line(latvian(indicator.criterion), 'full')}"
        f"{_line(grounds, 'muted')}{_line(latvian(indicator.note), 'muted full')}"
    )


def latvian(text: str | None) -> str:
    """Return Latvian sheet text with its links, told apart for screen readers."""
    return f'<span lang="lv">{linked(text)}</span>' if text else ""


def _line(text: str, kind: str = "") -> str:
    """Return a small line of its own in a cell; ``full`` ones are left out on paper."""
    return f'<div class="{f"small {kind}".strip()}">{text}</div>' if text else ""


def answer(cell: Cell | None, words: Words, stage: str = "") -> str:
    """Return an answer with its shape and, where it has one, its stage; a band in its own word.

    ``stage`` is the kind of line the stage is: with "full" it is left out on paper.
    """
    return short_answer(cell, words) + _line(_stage(cell.value, words) if cell else "", stage)


def short_answer(cell: Cell | None, words: Words) -> str:
    """Return an answer with its shape, or a band in its own word, as HTML."""
    text = html(answer_text(cell, words))
    given = cell.said if cell else None
    if isinstance(given, str) and not isinstance(given, Answer):
        return latvian(given)
    if cell and cell.known and given is None:
        return text
    return f'<span class="answer">{wording.answer_mark(given)} {text}</span>'


def answer_text(cell: Cell | None, words: Words) -> str:
    """Return an answer in words alone: the one way in which every screen, step and page of ours says a cell."""
    given = cell.said if cell else None
    if isinstance(given, str) and not isinstance(given, Answer):
        return given
    if cell and cell.known and given is None:
        return words.say(N_("see the number"))
    return wording.answer_name(given, words)


def _stage(value: IndicatorValue, words: Words) -> str:
    if value.stage and value.answer is Answer.PARTLY and _RULES in value.stage:
        return html(words.say(N_("rules are in place, practice has not been seen")))
    return latvian(value.stage)


def _remarks(view: View, cell: Cell) -> str:
    """Return what must be read with an answer: note, the municipality's own comment, doubts, what stood before."""
    words, value = view.words, cell.value
    lines = [_line(latvian(value.note), "full")]
    if value.comment:
        label = html(words.say(N_("The municipality’s comment:")))
        lines.append(_line(f"<b>{label}</b> {latvian(value.comment)}"))
    if cell.known:
        lines.append(_line(html(confidence(value.confidence, words)), "muted"))
    if cell.known and cell.ahead:
        lines.append(_line(html(words.say(N_("the source is later than the day chosen"))), "muted"))
    for earlier in cell.earlier:
        when = words.date(earlier.source_date) if earlier.source_date else words.say(N_("undated"))
        lines.append(_line(f"{html(when)}: {plain(earlier, words)}", "muted"))
    mark = marks.row(view, "indicator_values", (value.municipality, value.indicator, value.source_date))
    return "".join(lines) + (_line(f'<b class="mark">{html(mark)}</b>') if mark else "")


def plain(value: IndicatorValue, words: Words) -> str:
    """Return an answer in words alone, as HTML."""
    if value.band:
        return latvian(value.band)
    if value.answer is None and value.number is not None:
        return html(words.number(value.number))
    return html(wording.answer_name(value.answer, words))


def _since(value: IndicatorValue) -> str:
    if value.since_year is None:
        return ""
    basis = (
        f'<br><span class="small muted full" lang="lv">{html(value.since_basis)}</span>' if value.since_basis else ""
    )
    return f"{value.since_year}{basis}"


def number(indicator: Indicator, value: IndicatorValue, words: Words) -> str:
    """Return a number in the unit that the indicator's scale names, with its year, as HTML."""
    if value.number is None:
        return ""
    said = html(_in_unit(indicator, value.number, words))
    return f"{said} ({value.number_year})" if value.number_year else said


def in_euro(indicator: Indicator) -> bool:
    """Tell whether an indicator's number is an amount of money."""
    return "EUR" in (indicator.scale or "")


def _in_unit(indicator: Indicator, amount: float, words: Words) -> str:
    if in_euro(indicator):
        return wording.euro(amount, words)
    if (indicator.scale or "").startswith("%"):
        return wording.in_percent(amount, words)
    return words.number(amount)


def evidence(value: IndicatorValue, words: Words) -> str:
    """Return where an answer comes from and of what date, as HTML."""
    if not value.source:
        return ""
    when = f' <span class="small muted">({html(words.date(value.source_date))})</span>' if value.source_date else ""
    return latvian(value.source) + when


@per_view
def assessments(view: View, unit: Municipality) -> str:
    """Return what others have assessed, apart from the answers and never counted with them."""
    words, rows = view.words, []
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if indicator.origin is not Origin.EXTERNAL or cell is None or not cell.known:
            continue
        said = answer(cell, words) if indicator.kind is not IndicatorKind.NUMBER else _points(indicator, cell, words)
        name = html(words.pick(indicator.title, indicator.title_en)) + _line(latvian(indicator.note), "muted full")
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
