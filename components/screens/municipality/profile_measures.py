"""What a municipality is asked, a row an indicator: what is known, what is next, and who does it already."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Group,
    Heading,
    Note,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
)
from components.frame.answers import evidence, line, number, short_answer, stage
from components.frame.links import municipality_link
from components.frame.questions import cells_of, core_of
from components.screens.municipality.profile import doubts, in_force, remarks, title
from components.screens.municipality.profile_peers import standings_of
from components.view import View
from components.wording.openness import BINDINGS, ORIGINS, in_english
from data.answers.openness import Cell
from data.answers.peers import Basis, Standing, asked, kilometres, located
from data.model import Answer, Indicator, IndicatorValue, Municipality, Origin
from data.words import N_

NEXT: Mapping[Answer, str] = {
    Answer.PARTLY: N_("meet the criterion in full"),
    Answer.PLANNED: N_("carry out what is planned"),
    Answer.NO: N_("put it in place"),
}
"""What is next after an answer, where the sheet does not say; after no answer it is to tell how it is."""


def measures(view: View, unit: Municipality, basis: Basis, chosen: tuple[str, ...]) -> Content:
    """Return the participation measures on one view, what each asks below it; "" where the plan has none."""
    _, name = view.words.say, view.words.say("Participation measures")
    core = [one for one in standings_of(view, unit, basis, chosen) if one.indicator in core_of(view)]
    if not core:
        return ""
    how = _(
        "Similar: among similar municipalities known to have it, the nearest of the same kind (state city or novads); "
        "if there is none, the nearest of any kind. Distances are in a straight line."
    )
    return (
        _standings(view, unit, core, name),
        Paragraph(how, "muted small full"),
        _criteria(view, unit, [one.indicator for one in core]),
    )


def others(view: View, unit: Municipality, basis: Basis, chosen: tuple[str, ...]) -> Content:
    """Return every other indicator that is asked: those with something to go by, the rest named in one line."""
    words = view.words
    _ = words.say
    rest = [one for one in standings_of(view, unit, basis, chosen) if one.indicator not in core_of(view)]
    if not rest:
        return ""
    known, total = words.number(sum(not one.unknown for one in rest)), words.number(len(rest))
    opens = _("Legal duties and other indicators: {known} of {total} known", known=known, total=total)
    name = _("All other indicators")
    led = [one for one in rest if one.advised or not one.unknown]
    bare = [one for one in rest if one not in led]
    shown = _standings(view, unit, led, name) if led else ""
    return Heading(2, name), Details(
        opens, (shown, _named(view, bare), _criteria(view, unit, [one.indicator for one in rest]))
    )


def _named(view: View, bare: Sequence[Standing]) -> Content:
    """Return those of which nothing can be said, in one line; "" for none."""
    titles = "; ".join(title(one.indicator, view.words) for one in bare)
    sentence = view.words.count(
        "On {n} indicator there is no answer here, and no other municipality’s answer is “in place”: {titles}.",
        "On {n} indicators there is no answer here, and no other municipality’s answer is “in place”: {titles}.",
        len(bare),
        titles=titles,
    )
    return Paragraph(sentence, "muted full") if bare else ""


def _standings(view: View, unit: Municipality, shown: Sequence[Standing], caption: str) -> Table:
    _ = view.words.say
    columns = [
        Column(_("Indicator"), aside=True),
        Column(_("Answer")),
        Column(_("Source, date")),
        Column(_("What is next"), aside=True),
        Column(_("Similar municipality that has it"), aside=True),
        Column(_("Nearest municipality that has it"), aside=True),
    ]
    rows = _by_group(view, [one.indicator for one in shown], [_standing(view, unit, one) for one in shown])
    return Table(columns, rows, caption, captioned=False)


def _by_group(view: View, indicators: Sequence[Indicator], rows: Sequence[Row]) -> list[Row]:
    """Return rows under the names of their indicators' groups, where there are several."""
    groups = list(dict.fromkeys(indicator.group for indicator in indicators))
    grouped = []
    for group in groups:
        if len(groups) > 1:
            name = in_english(group, view.words) or Quoted(group)
            grouped.append(Row([name, *[""] * (len(rows[0].cells) - 1)], group=True))
        grouped += [row for row, indicator in zip(rows, indicators, strict=True) if indicator.group == group]
    return grouped


def _standing(view: View, unit: Municipality, one: Standing) -> Row:
    words, cell = view.words, one.cell
    nobody = Text(words.say("none known"), kind="muted")
    alike = municipality_link(view, one.alike) if one.alike else nobody
    near: Content = nobody if one.near or located(unit) else Text(words.say("distance not known"), kind="muted")
    if one.near:
        near = municipality_link(view, one.near), _far(view, unit, one.near)
    source = evidence(cell.value, words) if cell else ""
    return Row(
        [
            Text(title(one.indicator, words), strong=True),
            _known(view, one.indicator, cell),
            Note(source) if source else "",
            _next(view, one),
            alike,
            near,
        ]
    )


def _far(view: View, unit: Municipality, other: Municipality) -> Content:
    km = kilometres(unit, other)
    return Text(f", {view.words.number(round(km))}\u00a0km", kind="muted") if km is not None else ""


def _known(view: View, indicator: Indicator, cell: Cell | None) -> Content:
    """Return an answer with its stage, year and number, and what it must not stand without."""
    words = view.words
    if cell is None:
        return short_answer(None, words)
    more = joined([stage(cell.value, words), _since(view, cell.value), number(indicator, cell.value, words)], " · ")
    return short_answer(cell, words), line(more), doubts(view, cell)


def _since(view: View, value: IndicatorValue) -> str:
    return view.words.say("since {year}", year=str(value.since_year)) if value.since_year else ""


def _next(view: View, one: Standing) -> Content:
    """Return what is next: the sheet's own advice, else what follows from the answer; "" where nothing is open."""
    if not one.open:
        return ""
    if one.indicator.what_to_do:
        return Quoted(one.indicator.what_to_do)
    answer = one.cell.answered if one.cell else None
    if answer is None:
        return view.words.say("report whether it is in place, with evidence")
    return view.words.say(NEXT[answer]) if isinstance(answer, Answer) and answer in NEXT else ""


# What is asked


def _criteria(view: View, unit: Municipality, indicators: Sequence[Indicator]) -> Content:
    """Return in small print what indicators ask, by which law, who worded it, and what is noted of the answers."""
    words = view.words
    _ = words.say
    origins = {indicator.origin for indicator in indicators}
    shared = next(iter(origins)) if len(origins) == 1 else None
    intro: Content = ""
    if shared:
        intro = Paragraph(_("All criteria: {origin}.", origin=words.say(ORIGINS[shared])), "muted")
    name = _("Criteria, law and notes")
    columns = [Column(_("Indicator")), Column(_("Criterion")), Column(_("Notes on the answer"))]
    rows = _by_group(view, indicators, [_asks(view, unit, indicator, shared) for indicator in indicators])
    table = Table(columns, rows, name, captioned=False)
    return Group(Details(name, (intro, table)), "full")


def _asks(view: View, unit: Municipality, indicator: Indicator, origin_said: Origin | None) -> Row:
    words, cell = view.words, cells_of(view).get((unit.code, indicator.id))
    binding = words.say(BINDINGS[indicator.binding]) if indicator.binding else ""
    origin = indicator.origin if indicator.origin is not origin_said else None
    by = words.say(ORIGINS[origin]) if origin else ""
    criterion = (
        Quoted(indicator.criterion),
        line(joined([binding, Quoted(indicator.law), by], " · "), "muted"),
        line(Quoted(indicator.note), "muted"),
    )
    return Row([title(indicator, words), criterion, (remarks(view, cell), _basis(view, cell.value)) if cell else ""])


def _basis(view: View, value: IndicatorValue) -> Content:
    """Return on what the year since when it is so rests, named with that year; "" where the sheet does not say."""
    if not value.since_basis:
        return ""
    since = _since(view, value)
    _ = view.words.say
    named = _("How “{since}” is known", since=since) if since else _("Basis of the year")
    return line((f"{named}: ", Text(value.since_basis, lang="lv")), "muted")


# Of a municipality that is not there


def history(view: View, unit: Municipality) -> Content:
    """Return all that is known of a municipality that is not there on the day; "" where nothing is, or where it is."""
    words = view.words
    _ = words.say
    every = ((item, cells_of(view).get((unit.code, item.id))) for item in asked(view.snapshot.indicators))
    known = [(item, cell) for item, cell in every if cell and cell.known]
    if in_force(view, unit) or not known:
        return ""
    name = _("Earlier information")
    rows = [Row([title(item, words), _known(view, item, cell), evidence(cell.value, words)]) for item, cell in known]
    columns = [Column(_("Indicator")), Column(_("Answer")), Column(_("Source, date"))]
    table = Table(columns, _by_group(view, [item for item, _cell in known], rows), name, captioned=False)
    return Heading(2, name), table, _criteria(view, unit, [item for item, _cell in known])
