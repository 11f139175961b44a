"""One municipality: how it is found, what is known of it on what evidence, and what others have said of it."""

from collections.abc import Sequence

from components.blocks.vocabulary import (
    BREAK,
    Banner,
    Column,
    Content,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
)
from components.frame.answers import answer, evidence, line, number, plain
from components.frame.links import municipality_link
from components.frame.locating import Located, not_located
from components.frame.questions import cells_of, core_of, known_of, territory_of
from components.memo import cached_by_view
from components.view import View
from components.wording import marks
from components.wording.openness import BINDINGS, KINDS, ORIGINS, POPULATIONS, end, ended
from components.wording.terms import confidence
from data.answers import openness
from data.answers.openness import Cell
from data.answers.peers import asked
from data.model import Indicator, IndicatorKind, IndicatorValue, Municipality, Origin
from data.words import Words, latvian_order

# Finding one


@cached_by_view
def offered(view: View) -> dict[str, str]:
    """Return every municipality that ever was by code, "" for none yet, those in force first."""
    _ = view.words.say
    in_force = territory_of(view)
    gone = sorted((u for u in view.snapshot.municipalities if u not in in_force), key=lambda u: latvian_order(u.title))
    none = _("choose a municipality")
    return {"": none} | {unit.code: unit.title for unit in (*in_force, *gone)}


def index(view: View, located: Located) -> Content:
    """Return the page without a municipality: what could not be followed, and all there are with what is known."""
    words, units = view.words, territory_of(view)
    _ = words.say
    heading = words.count("Choose the {n} municipality", "Choose one of {n} municipalities", len(units))
    if located.wanted:
        heading = not_located(located, words)
    head: Content = Heading(1, heading)
    if located.candidates:
        links = [(municipality_link(view, unit), f" ({unit.code})") for unit in located.candidates]
        head = head, Paragraph(_("Perhaps you mean:"), "lead"), Items(links)
    if not units:
        return head, Paragraph(_("No municipality of the list was in force on this day."))
    rows = [
        Row(
            [
                municipality_link(view, unit),
                Quoted(unit.region) or _("not known"),
                words.number(known_of(view, unit).known),
            ]
        )
        for unit in units
    ]
    columns = [
        Column(_("Municipality")),
        Column(_("Planning region")),
        Column(_("Known of {n}", n=len(core_of(view))), number=True),
    ]
    caption = _("Municipalities and how many participation measures are known of each")
    return head, Table(columns, rows, caption)


# One in full


@cached_by_view
def heading(view: View, located: Located, unit: Municipality) -> Content:
    """Return the finding and what the municipality is; what it became where it is no more."""
    words = view.words
    _ = words.say
    notes = []
    if located.former:
        notes.append(
            _("“{name}” is no more; its successor is shown: {unit}.", name=located.wanted[:60], unit=unit.title)
        )
    if unit.valid_from and view.day < unit.valid_from.first:
        day = words.date(unit.valid_from.first).rstrip(".")
        notes.append(_("On this day the municipality was not there yet; it exists since {day}.", day=day))
    lead = Paragraph(_sort(view, unit), "lead"), Paragraph(_whole(view, unit), "lead")
    return Banner(" ".join(notes)) if notes else "", Heading(1, finding(view, unit)), lead


def finding(view: View, unit: Municipality) -> str:
    """Return the one sentence on a municipality, its name first."""
    return f"{unit.title}: {state(view, unit)}"


def state(view: View, unit: Municipality) -> str:
    """Return in a few words what is known of a municipality's participation, or what became of it."""
    _ = view.words.say
    if ended(view, unit):
        return end(view, unit)
    known = known_of(view, unit)
    if not known.total:
        return _("no participation measures of the plan are known")
    if not known.known:
        return view.words.count(
            "no news yet of the {n} participation measure", "no news yet of the {n} participation measures", known.total
        )
    return _("{n} of {total} participation measures known", n=known.known, total=known.total)


def title(indicator: Indicator, words: Words) -> str:
    """Return what an indicator is called in the visitor's language."""
    return words.pick(indicator.title, indicator.title_en) or indicator.id


def in_force(view: View, unit: Municipality) -> bool:
    """Tell whether a municipality is there on the view's day: it has peers and next steps only then."""
    return openness.exists(unit, view.day)


def _sort(view: View, unit: Municipality) -> str:
    words = view.words
    _ = words.say
    parts = [words.say(KINDS[unit.kind])] if unit.kind else []
    if unit.region:
        parts.append(_("{region} planning region", region=unit.region))
    if unit.population is not None:
        residents = words.count("{n} resident", "{n} residents", unit.population)
        of = [words.say(POPULATIONS[unit.population_kind])] if unit.population_kind else []
        of += [words.date(unit.population_date)] if unit.population_date else []
        parts.append(f"{residents} ({', '.join(of)})" if of else residents)
    parts.append(_("code {code}", code=unit.code))
    return " · ".join(parts)


def _whole(view: View, unit: Municipality) -> str:
    words = view.words
    _ = words.say
    if ended(view, unit):
        return _("What was known of it stays its own history and is not added to its successor.")
    known = openness.coverage(cells_of(view), asked(view.snapshot.indicators), [unit])
    if not known.known:
        return words.count(
            "Nothing is known of the {n} indicator.", "Nothing is known of any of the {n} indicators.", known.total
        )
    sentence = words.count(
        "{known} of {n} indicator is known.",
        "{known} of {n} indicators are known.",
        known.total,
        known=words.number(known.known),
    )
    return f"{sentence} {_('“Not reported” means that nothing was found, not that there is nothing.')}"


def core_table(view: View, unit: Municipality) -> Content:
    """Return the participation measures in full; who worded them is said once where it is one for all."""
    words, core = view.words, core_of(view)
    _ = words.say
    if not core:
        return ""
    name = _("Participation measures")
    origins = {indicator.origin for indicator in core}
    shared = next(iter(origins)) if len(origins) == 1 else None
    intro: Content = ""
    if shared:
        intro = Paragraph(_("All criteria: {origin}.", origin=words.say(ORIGINS[shared])), "muted")
    return Heading(2, name), intro, _answers(view, unit, core, name, origin_said=shared)


def other_table(view: View, unit: Municipality) -> Content:
    """Return every other indicator that is asked, by group; of a municipality that is not there, all that is known."""
    words, every = view.words, asked(view.snapshot.indicators)
    _ = words.say
    if in_force(view, unit):
        name = _("All other indicators")
        shown = [indicator for indicator in every if indicator not in core_of(view)]
    else:
        name = _("What was known of it")
        shown = [item for item in every if (cell := cells_of(view).get((unit.code, item.id))) and cell.known]
    return (Heading(2, name), _answers(view, unit, shown, name)) if shown else ""


def _answers(
    view: View, unit: Municipality, indicators: Sequence[Indicator], caption: str, origin_said: Origin | None = None
) -> Table:
    """Return indicators with their answers, by group; ``said`` is an origin that need not be said again."""
    words, lines = view.words, []
    _ = words.say
    groups = list(dict.fromkeys(indicator.group for indicator in indicators))
    for group in groups:
        if len(groups) > 1:
            lines.append(Row([Quoted(group), "", "", "", ""], group=True))
        of_group = (indicator for indicator in indicators if indicator.group == group)
        lines += [_answer_row(view, unit, indicator, origin_said) for indicator in of_group]
    columns = [
        Column(_("Indicator")),
        Column(_("Answer")),
        Column(_("Since")),
        Column(_("Number")),
        Column(_("Evidence")),
    ]
    return Table(columns, lines, caption, captioned=False)


def _answer_row(view: View, unit: Municipality, indicator: Indicator, origin_said: Origin | None) -> Row:
    cell, asks = cells_of(view).get((unit.code, indicator.id)), _asks(indicator, view.words, origin_said)
    if cell is None:
        return Row([asks, answer(None, view.words), "", "", ""])
    return Row(
        [
            asks,
            (answer(cell, view.words), _remarks(view, cell)),
            _since(cell.value),
            number(indicator, cell.value, view.words),
            evidence(cell.value, view.words),
        ]
    )


def _asks(indicator: Indicator, words: Words, origin_said: Origin | None) -> Content:
    """Return what an indicator asks: its title, its criterion, whether it is a duty, its law and who worded it."""
    binding = words.say(BINDINGS[indicator.binding]) if indicator.binding else ""
    origin = indicator.origin if indicator.origin is not origin_said else None
    by = words.say(ORIGINS[origin]) if origin else ""
    return (
        Text(title(indicator, words), strong=True),
        line(Quoted(indicator.criterion), "full"),
        line(joined([binding, Quoted(indicator.law), by], " · "), "muted"),
        line(Quoted(indicator.note), "muted full"),
    )


def _remarks(view: View, cell: Cell) -> Content:
    """Return what must be read with an answer: note, the municipality's own comment, doubts, what stood before."""
    words, value = view.words, cell.value
    _ = words.say
    lines = [line(Quoted(value.note), "full")]
    if value.comment:
        label = Text(_("The municipality’s comment:"), strong=True)
        lines.append(line((label, " ", Quoted(value.comment))))
    if cell.known:
        lines.append(line(confidence(value.confidence, words), "muted"))
    if cell.known and cell.ahead:
        lines.append(line(_("the source is later than the day chosen"), "muted"))
    for earlier in cell.earlier:
        when = words.date(earlier.source_date) if earlier.source_date else _("undated")
        lines.append(line((f"{when}: ", plain(earlier, words)), "muted"))
    if mark := marks.row(view, value):
        lines.append(line(Text(mark, kind="mark", strong=True)))
    return tuple(lines)


def _since(value: IndicatorValue) -> Content:
    if value.since_year is None:
        return ""
    basis = (BREAK, Text(value.since_basis, lang="lv", kind="small muted full")) if value.since_basis else ""
    return str(value.since_year), basis


def assessments(view: View, unit: Municipality) -> Content:
    """Return what others have assessed, apart from the answers and never counted with them."""
    words, rows = view.words, []
    _ = words.say
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if indicator.origin is not Origin.EXTERNAL or cell is None or not cell.known:
            continue
        answered = (
            answer(cell, words) if indicator.kind is not IndicatorKind.NUMBER else _points(indicator, cell, words)
        )
        what = title(indicator, words), line(Quoted(indicator.note), "muted full")
        rows.append(Row([what, (answered, _remarks(view, cell)), evidence(cell.value, words)]))
    name = _("Assessments by others")
    if not rows:
        return Heading(2, name), Paragraph(_("No assessment of this municipality by others is known."))
    columns = [Column(_("Assessment")), Column(_("Result")), Column(_("Source"))]
    apart = _("They use methods of their own and are counted with nothing on this page.")
    return Heading(2, name), Paragraph(apart), Table(columns, rows, name, captioned=False)


def _points(indicator: Indicator, cell: Cell, words: Words) -> Content:
    return number(indicator, cell.value, words), " ", Text(Quoted(indicator.scale), kind="small muted")
