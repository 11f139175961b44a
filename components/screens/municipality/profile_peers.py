"""A municipality beside those like it: who they are, the comparison, and the score if there is one."""

from collections.abc import Mapping

from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Group,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
)
from components.frame.answers import short_answer
from components.frame.links import municipality_link
from components.frame.questions import cells_of, core_of, known_of, territory_of
from components.memo import cached_by_view
from components.screens.municipality.profile import title
from components.view import View
from components.wording import openness
from components.wording.amounts import euro, percent
from components.wording.naming import region
from components.wording.openness import WITHHELD, in_euro
from data import live
from data.answers import peers, scoring
from data.answers.peers import MOST, Basis, Standing, asked
from data.answers.scoring import Level, Score, Side, Withheld
from data.model import Indicator, Municipality
from data.words import N_, Words

BASES: Mapping[Basis, str] = {
    Basis.SIZE: N_("size group"),
    Basis.REGION: N_("planning region"),
    Basis.KIND: N_("kind of municipality"),
}
BASES_UNKNOWN: Mapping[Basis, str] = {
    Basis.SIZE: N_("The size group of the municipality is not known."),
    Basis.REGION: N_("The planning region of the municipality is not known."),
    Basis.KIND: N_("The kind of the municipality is not known."),
}
SIDES: Mapping[Side, str] = {Side.DUTY: N_("Duties"), Side.VOLUNTARY: N_("Everything else")}
LEVELS: Mapping[Level, str] = {
    Level.UPPER: N_("upper third"),
    Level.MIDDLE: N_("middle third"),
    Level.LOWER: N_("lower third"),
}


@cached_by_view
def basis_of(view: View, unit: Municipality, text: str) -> Basis:
    """Return the basis that the address names; otherwise the first that yields any similar municipality."""
    if text in set(Basis):
        return Basis(text)
    bases_possible = (basis for basis in Basis if peers.nearest(unit, territory_of(view), basis))
    return next(bases_possible, Basis.SIZE)


def bases(words: Words) -> dict[str, str]:
    """Return what peers may be alike in, by what the address says."""
    return {basis.value: words.say(name) for basis, name in BASES.items()}


@cached_by_view
def offered(view: View, unit: Municipality) -> dict[str, str]:
    """Return the municipalities that may be chosen by hand, by code."""
    return {other.code: other.title for other in territory_of(view) if other != unit}


@cached_by_view
def beside(view: View, unit: Municipality, basis: Basis, chosen: tuple[str, ...]) -> tuple[Municipality, ...]:
    """Return the peers that stand beside a municipality: those chosen by hand, else the nearest by the basis."""
    by_code = {other.code: other for other in territory_of(view)}
    by_hand = tuple(by_code[code] for code in chosen if code in by_code and code != unit.code)[:MOST]
    return by_hand or peers.nearest(unit, territory_of(view), basis)


def comparison(view: View, unit: Municipality, basis: Basis, chosen: tuple[str, ...]) -> Content:
    """Return the participation measures of a municipality and its peers side by side."""
    words, others = view.words, beside(view, unit, basis, chosen)
    _ = words.say
    shared = peers.shared(unit, basis)
    if not core_of(view):
        return ""
    if not others:
        nobody = words.say(BASES_UNKNOWN[basis])
        if shared:
            nobody = _("No other municipality shares its {basis}.", basis=words.say(BASES[basis]))
        return Paragraph(nobody)
    how: Content = _("Chosen by hand.")
    if others[0].code not in chosen:
        what: Content = Quoted(shared)
        if basis is Basis.KIND and unit.kind:
            what = words.say(openness.KINDS[unit.kind])
        elif basis is Basis.SIZE and shared:
            what = openness.size_group(shared, words)
        elif basis is Basis.REGION and shared:
            what = region(shared, words)
        rule = _("The nearest in the same group are shown, those of the same kind first.")
        how = f"{words.say(BASES[basis]).capitalize()}: ", what, f". {rule}"
    rows = [Row([title(item, words), *(_cell(view, each, item) for each in (unit, *others))]) for item in core_of(view)]
    rows += _amounts(view, unit, others)
    known = (f"{(of := known_of(view, each)).known} / {of.total}" for each in (unit, *others))
    rows.append(Row([_("Known"), *known]))
    columns = [Column(_("Measure")), *(Column(each.short_title, number=True) for each in (unit, *others))]
    caption = _("Participation measures of this and similar municipalities")
    links = Text(joined([municipality_link(view, each) for each in others], " · "), kind="full")
    table = Table(columns, rows, caption, captioned=False)
    return Paragraph((how, " ", links)), Details(caption, table, narrow=True)


def _cell(view: View, unit: Municipality, indicator: Indicator) -> Content:
    return short_answer(cells_of(view).get((unit.code, indicator.id)), view.words)


def _amounts(view: View, unit: Municipality, others: tuple[Municipality, ...]) -> list[Row]:
    """Return a row of euro a resident for each amount of money that may be compared at all."""
    words, rows = view.words, []
    _ = words.say
    for indicator in filter(in_euro, core_of(view)):
        amounts = peers.amounts_per_resident(unit, others, indicator, cells_of(view))
        if unit.code not in amounts:
            continue
        name = _("{title}: euros per resident", title=title(indicator, words))
        amounts_said = (_amount(view, each, indicator, amounts.get(each.code)) for each in (unit, *others))
        rows.append(Row([name, *amounts_said]))
    return rows


def _amount(view: View, unit: Municipality, indicator: Indicator, amount: float | None) -> str:
    words, cell = view.words, cells_of(view).get((unit.code, indicator.id))
    _ = words.say
    if cell is None or cell.value.number is None:
        return _("no information")
    if amount is None:
        return _("not comparable")
    year = f" ({cell.value.number_year})" if cell.value.number_year else ""
    return f"{euro(round(amount, 2), words)}{year}"


@cached_by_view
def standings_of(view: View, unit: Municipality, basis: Basis, chosen: tuple[str, ...]) -> tuple[Standing, ...]:
    """Return where a municipality stands on all that is asked; of those alike, whoever stands beside it comes first."""
    indicators = dict.fromkeys((*core_of(view), *asked(view.snapshot.indicators)))
    units = territory_of(view)
    alike = dict.fromkeys((*beside(view, unit, basis, chosen), *peers.alike(unit, units, basis)))
    return peers.standings(unit, indicators, cells_of(view), tuple(alike), peers.by_distance(unit, units))


# Scores


@cached_by_view
def scores_of(view: View) -> Mapping[tuple[str, Side], Score]:
    """Return both sides' scores of every municipality in force."""
    searched = live.embedded().snapshot.indicator_values
    return scoring.scores(territory_of(view), view.snapshot.indicators, cells_of(view), searched)


def scored(view: View, unit: Municipality) -> bool:
    """Tell whether a municipality has a score at all."""
    return any(scores_of(view)[unit.code, side].share is not None for side in Side)


@cached_by_view
def score(view: View, unit: Municipality, *, ranked: bool) -> Content:
    """Return each side's score with its coverage, or why there is none; its place only where it is asked for."""
    words, lines = view.words, []
    _ = words.say
    for side in Side:
        result = scores_of(view)[unit.code, side]
        covered = words.count(
            "{known} of {n} scored indicator answered by the municipality or an assessor",
            "{known} of {n} scored indicators answered by the municipality or an assessor",
            result.asked,
            known=words.number(result.answered),
        )
        if result.share is None or result.level is None:
            why = words.say(WITHHELD[result.withheld or Withheld.SEARCH_ONLY])
            sentence = _(
                "{side}: no score, because {why} ({covered}).", side=words.say(SIDES[side]), why=why, covered=covered
            )
        else:
            sentence = _(
                "{side}: {level}, {share} of the points ({covered}).",
                side=words.say(SIDES[side]),
                level=words.say(LEVELS[result.level]),
                share=percent(result.share, words),
                covered=covered,
            )
            place = scoring.rank(unit, territory_of(view), scores_of(view), side) if ranked else None
            if place:
                sentence += " " + _(
                    "Place {place} of {among} of its kind with a score.", place=place.place, among=place.among
                )
        lines.append(sentence)
    if not scored(view, unit):
        return Group(Details(_("Why there is no score"), Items(lines)), "full")
    return Heading(2, _("Score")), Items(lines)
