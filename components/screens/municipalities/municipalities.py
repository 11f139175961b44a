"""The municipalities beside each other: one thing shown of all, as map, tiles and table, and seven small maps."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.blocks.figures import Record
from components.blocks.vocabulary import (
    BREAK,
    Column,
    Content,
    Details,
    Group,
    Heading,
    Items,
    Link,
    Paragraph,
    Quoted,
    Row,
    Sign,
    Table,
    Text,
    Tile,
    Tiles,
    joined,
    large,
    plain,
)
from components.charts import tiles
from components.charts.maps import Label, Picture
from components.charts.palette import SHADES, swatch_address
from components.frame import answers, links, paging, questions
from components.frame.rows import of_row, small
from components.memo import cached_by_view
from components.screens.municipalities.choice import (
    BY_NAME,
    BY_RESIDENT,
    BY_YEAR,
    KIND_SLUGS,
    LARGE,
    Chosen,
    choice_address,
    choose_address,
    order_line,
    part_of,
    title,
)
from components.view import View
from components.wording import marks, naming, openness, terms
from data import outlines
from data.answers import peers
from data.answers import spread as spreads
from data.answers.openness import Cell, Cells, Coverage, coverage
from data.answers.spread import Facet, Range, Shown, Spread, by_year, ranked_numbers, spread
from data.frames import records
from data.model import Answer, Indicator, IndicatorValue, Municipality, PopulationKind
from data.outlines import Outline
from data.words import N_, Words, latvian_order

TILE_WORDS: Mapping[Answer, str] = dict(terms.ANSWER_NAMES) | {
    Answer.PARTLY: N_("partly"),
    Answer.NO: N_("none"),
    Answer.NOT_APPLICABLE: N_("n/a"),
}
"""Answers as short as a tile needs them."""


def participation(view: View) -> bool:
    """Tell whether the view's plan has participation measures; without them only other indicators are shown."""
    return bool(questions.core_of(view))


@cached_by_view
def counted(view: View, chosen: Chosen) -> tuple[Municipality, ...]:
    """Return the municipalities of the day that the filters leave in: the denominator of everything shown."""
    kind = KIND_SLUGS.get(chosen.kind)
    return tuple(
        unit
        for unit in questions.territory_of(view)
        if chosen.region in ("", unit.region) and kind in (None, unit.kind) and chosen.size in ("", unit.size_group)
    )


@cached_by_view
def spread_of(view: View, shown: Shown) -> Spread:
    """Return the class of every municipality of the day; filters leave the classes as they are."""
    return spread(questions.cells_of(view), shown, questions.core_of(view), questions.territory_of(view))


def known_of(view: View, chosen: Chosen) -> Coverage:
    """Return how many participation measures are known of the municipalities counted."""
    return coverage(questions.cells_of(view), questions.core_of(view), counted(view, chosen))


# How a class is called and filled


def fill(label: spreads.Label, order: tuple[spreads.Label, ...]) -> str:
    """Return the name of a class' fill; the bands of a scale begin with the best, ranges with the lowest."""
    if label is None:
        return "unknown"
    if isinstance(label, Answer):
        return label.value
    alike = [one for one in order if one is not None and not isinstance(one, Answer)]
    place = alike.index(label) if isinstance(label, Range) else len(alike) - 1 - alike.index(label)
    last = len(SHADES) - 1
    return f"shade{round(place * last / (len(alike) - 1)) if len(alike) > 1 else last}"


def name(label: spreads.Label, shown: Shown, words: Words) -> str:
    """Return a class in words."""
    if label is None or isinstance(label, Answer):
        return terms.answer_name(label, words)
    if isinstance(label, str):
        return label
    ends = [label.low] if label.low == label.high else [label.low, label.high]
    if shown.indicator is None or shown.facet is Facet.YEAR:
        return "–".join(f"{end:.0f}" for end in ends)
    ends_said = "–".join(words.number(end) for end in ends)
    if not openness.in_euro(shown.indicator):
        return ends_said
    return f"{ends_said}\u00a0€" if words.language == "lv" else f"€{ends_said}"


# What the screen says first


@cached_by_view
def heading(view: View, chosen: Chosen) -> Content:
    """Return the finding, and what has to be known to read it."""
    units = counted(view, chosen)
    if unknown := marks.absent(view, "municipalities", "indicator_values"):
        return Heading(1, unknown)
    lines: list[Content] = [filtered(view, chosen)]
    lines += [_about_years(view, chosen)] if chosen.sight != LARGE else []
    return Heading(1, _found(view, chosen)), *(Paragraph(line, "lead") for line in lines if units and line)


def noted(chosen: Chosen) -> Content:
    """Return what the sheet notes of the indicator shown, such as what its answers leave open; "" of nothing."""
    note = Quoted(chosen.shown.indicator.note if chosen.shown.indicator else None)
    return Paragraph(note, "small") if note else ""


def finding(view: View, chosen: Chosen) -> str:
    """Return the one sentence of the screen: what stands out in what is shown, with how many it is known of."""
    return plain(_found(view, chosen))


def _found(view: View, chosen: Chosen) -> Content:
    """Return the finding; it opens with its number where there is one."""
    words, shown, units = view.words, chosen.shown, counted(view, chosen)
    _ = words.say
    if not units:
        return _("No municipality fits the filters")
    if shown.indicator is None:
        known = known_of(view, chosen)
        covered = _("{known} of {total}", known=known.known, total=known.total)
        return _big(covered), " ", _("answers on participation measures are known")
    what = words.pick(shown.indicator.title, shown.indicator.title_en) or shown.indicator.id
    counts = spread_of(view, shown).counts(units)
    n, known_count = len(units), len(units) - counts.get(None, 0)
    if not known_count:
        return words.count(
            "{name}: no information was found on the {n} municipality",
            "{name}: no information was found on any of the {n} municipalities",
            n,
            name=title(shown, words),
        )
    years = [year for year in years_of(view, chosen) if year["sum"] is not None]
    if len(years) > 1:  # a year's sum would pass for that of all
        of = _("{said} of {n}", said=known_count, n=n)
        return large(_("{name}: an amount is known for {of} municipalities", name=what, of=of), of)
    if years:
        (year,) = years
        of = _("{said} of {n}", said=year["known"], n=n)
        text = (
            N_("{name}: {amount} known in {of} municipalities")
            if year["year"] is None
            else N_("{name}: {amount} in {of} municipalities, {year}")
        )
        place = "{amount}"  # the amount may be a number that stands in the sentence before it
        before, _place, after = words.say(text, name=what, amount=place, of=of, year=year["year"]).partition(place)
        return before, _big(openness.in_unit(shown.indicator, year["sum"], words)), after
    yes = counts.get(Answer.YES) if shown.facet is Facet.ANSWER else None
    told = known_count if yes is None else yes
    if yes is not None:
        whole = words.count(
            "{name}: in place in {said} of {n} municipality",
            "{name}: in place in {said} of {n} municipalities",
            n,
            said=told,
            name=what,
        )
        # "23 of 42 have it" alone reads as if the other 19 had not.
        others = [(label, counts[label]) for label in (*Answer, None) if counts.get(label) and label is not Answer.YES]
        whole += "".join(f"; {name(label, shown, words)}: {words.number(other)}" for label, other in others)
    elif shown.facet is Facet.YEAR:
        whole = words.count(
            "{said} of {n} municipality with a known year: {name}",
            "{said} of {n} municipalities with a known year: {name}",
            n,
            said=told,
            name=what,
        )
    elif shown.facet is Facet.NUMBER:
        whole = words.count(
            "{said} of {n} municipality with a known number: {name}",
            "{said} of {n} municipalities with a known number: {name}",
            n,
            said=told,
            name=what,
        )
    else:
        whole = words.count(
            "{said} of {n} municipality with a known answer: {name}",
            "{said} of {n} municipalities with a known answer: {name}",
            n,
            said=told,
            name=what,
        )
    return large(whole, _("{said} of {n}", said=told, n=n))


def _big(number: str) -> Text:
    return Text(number, kind="big")


@cached_by_view
def years_of(view: View, chosen: Chosen) -> Sequence[Record]:
    """Return what is known of each year's numbers, the newest year first; none where no numbers are shown."""
    if chosen.shown.indicator is None or chosen.shown.facet is not Facet.NUMBER:
        return ()
    return records(by_year(*numbers_asked(view, chosen)))


def numbers_asked(view: View, chosen: Chosen) -> tuple[Sequence[Municipality], Indicator, Cells, bool]:
    """Return what `spread.by_year` and `spread.ranked_numbers` ask of numbers. There must be an indicator."""
    indicator = chosen.shown.indicator
    assert indicator is not None
    return counted(view, chosen), indicator, questions.cells_of(view), openness.in_euro(indicator)


def _about_years(view: View, chosen: Chosen) -> str:
    """Return each year's own sum, or of which years the numbers are; "" where no numbers are known."""
    words, years = view.words, years_of(view, chosen)
    _ = words.say
    if not years or chosen.shown.indicator is None:
        return ""
    said = [
        words.count(
            "{year}: {amount} ({n} municipality)",
            "{year}: {amount} ({n} municipalities)",
            year["known"],
            year=year_name(year["year"], words),
            amount=amount,
        )
        for year in years
        if (amount := _amount_of(year, chosen.shown.indicator, words))
    ]
    if len(years) == 1:
        return ""
    if all(year["sum"] is None for year in years):
        return _("Each year apart: {years}.", years="; ".join(said))
    return _(
        "Each municipality is counted only in the year of its newest known amount – {years}.", years="; ".join(said)
    )


def year_name(year: int | None, words: Words) -> str:
    """Return a year, or that it is not known."""
    return str(year) if year else words.say(N_("year not known"))


def _amount_of(year: Record, indicator: Indicator, words: Words) -> str:
    """Return a year's sum, or its lowest and highest number where numbers make no sum."""
    if year["sum"] is not None:
        return openness.in_unit(indicator, year["sum"], words)
    ends = dict.fromkeys(openness.in_unit(indicator, year[end], words) for end in ("low", "high"))
    return "–".join(ends)


@cached_by_view
def years_table(view: View, chosen: Chosen) -> Content:
    """Return each year's numbers with how many they are known of, folded; "" where no numbers are known."""
    words, years, indicator = view.words, years_of(view, chosen), chosen.shown.indicator
    _ = words.say
    if not years or indicator is None:
        return ""
    by_resident = any(year["per_resident"] is not None for year in years)
    sums = any(year["sum"] is not None for year in years)
    columns = [Column(_("Year")), Column(_("Known for"), number=True)]
    columns += [Column(_("Amount"), number=True)] if sums else []
    columns += [Column(_("Range"), number=True, aside=sums)]
    columns += [Column(_("Per resident"), number=True, aside=True)] if by_resident else []
    rows = []
    for year in years:
        ends = dict.fromkeys(openness.in_unit(indicator, year[end], words) for end in ("low", "high"))
        cells: list[Content] = [
            year_name(year["year"], words),
            _("{said} of {n}", said=year["known"], n=year["total"]),
            *([openness.in_unit(indicator, year["sum"], words)] if sums else []),
            " – ".join(ends),
        ]
        if by_resident:
            cells.append(a_resident(year["per_resident"], words, _("in {n}", n=year["counted"])))
        rows.append(Row(cells))
    kind = spreads.usual_residents(_with_number(view, chosen))
    note = ""
    if kind and by_resident:
        alike = words.say(openness.POPULATIONS[kind])
        note = _(
            "A year’s amount per resident includes only municipalities whose residents are counted alike: {kind}. In "
            "the list of all municipalities an amount per declared resident is marked “declared”; where the number "
            "of residents is an estimate, no amount per resident is given. The number of residents is the newest "
            "known, not that of the amount’s year.",
            kind=alike,
        )
    caption = _("Newest known amounts, by year")
    table = Table(columns, rows, caption, captioned=False)
    return Details(caption, (table, Paragraph(note, "small muted") if note else ""))


def _with_number(view: View, chosen: Chosen) -> list[Municipality]:
    """Return the municipalities counted of which a number is known."""
    return [
        unit for unit in counted(view, chosen) if (one := _value(view, chosen.shown, unit)) and one.number is not None
    ]


def a_resident(amount: float | None, words: Words, note: str = "") -> str:
    """Return an amount a resident to the cent with a note behind it; "" where it is not known."""
    if amount is None:
        return ""
    number = words.number(amount, 2)
    said = f"{number}\u00a0€" if words.language == "lv" else f"€{number}"
    return f"{said} ({note})" if note else said


def coverage_line(view: View, chosen: Chosen) -> str:
    """Return how many answers the participation measures ask for, and that an unknown one is no "no"; "" without."""
    words, known = view.words, known_of(view, chosen)
    if not known.total:
        return ""
    n = len(questions.core_of(view))
    units = words.count("{n} municipality", "{n} municipalities", len(counted(view, chosen)))
    asks = words.count(
        "{n} participation measure in {units}: {total} possible answers.",
        "{n} participation measures in {units}: {total} possible answers.",
        n,
        units=units,
        total=known.total,
    )
    open_ = words.count(
        "For {n} nothing was found, which does not mean “no”.",
        "For {n} nothing was found, which does not mean “no”.",
        known.unknown,
    )
    return f"{asks} {open_}" if known.unknown else asks


def filtered(view: View, chosen: Chosen) -> str:
    """Return in a sentence which municipalities the filters leave in; empty without any."""
    words, units = view.words, counted(view, chosen)
    _ = words.say
    parts = []
    if chosen.region:
        parts.append(_("{region} planning region", region=naming.region(chosen.region, words)))
    if chosen.kind in KIND_SLUGS:
        parts.append(words.say(openness.KINDS[KIND_SLUGS[chosen.kind]]))
    if chosen.size:
        parts.append(_("size group {group}", group=openness.size_group(chosen.size, words)))
    if not parts:
        return ""
    all_ = len(questions.territory_of(view))
    return words.count(
        "{n} municipality chosen (of {all}): {filters}.",
        "{n} municipalities chosen (of {all}): {filters}.",
        len(units),
        all=all_,
        filters=", ".join(parts),
    )


def _history(view: View) -> Content:
    """Return what has been merged by the view's day, each leading to its own history."""
    by_code = {unit.code: unit for unit in view.snapshot.municipalities}
    lines: list[Content] = []
    for unit in view.snapshot.municipalities:
        successor = by_code.get(unit.merged_into or "")
        if successor and unit.valid_to and unit.valid_to.last < view.day:
            lines.append((links.municipality_link(view, unit), ": ", openness.end(view, unit)))
    return joined(lines, "; ")


# Map, tiles, table


@cached_by_view
def outlines_of(view: View) -> tuple[str, tuple[Outline, ...]]:
    """Return where the outlines of the day come from, and the outlines."""
    file = outlines.covering([unit.code for unit in questions.territory_of(view)], view.day)
    return (file.source, file.on(view.day)) if file else ("", ())


@cached_by_view
def fills(view: View, chosen: Chosen) -> Mapping[str, str]:
    """Return the name of each counted municipality's fill by its code; those left out by the filters are absent."""
    spread = spread_of(view, chosen.shown)
    return {unit.code: fill(spread.of[unit.code], spread.order) for unit in counted(view, chosen)}


@cached_by_view
def merged(view: View) -> Mapping[str, Municipality]:
    """Return by code whose part an outline is that the file still has by itself: it hears of a merger later."""
    parts = part_of(view)
    drawn = [(one.code, parts[one.code]) for one in outlines_of(view)[1] if one.code in parts]
    return {code: unit for code, unit in drawn if unit.code != code}


def with_merged(view: View, filled: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fills of municipalities for a map: an outline that is a part of one now is filled as that one is."""
    return dict(filled) | {code: filled[unit.code] for code, unit in merged(view).items() if unit.code in filled}


@cached_by_view
def picture(view: View, chosen: Chosen) -> Picture | None:
    """Return what the map shows; None where no outline of the day is known."""
    drawn, units = outlines_of(view)[1], counted(view, chosen)
    if not drawn:
        return None
    told = {unit.code: said(view, chosen.shown, unit) for unit in units}
    for code, unit in merged(view).items():
        if unit.code in told:
            told[code] = f"{unit.title}: {told[unit.code]}"
    filled = with_merged(view, fills(view, chosen))
    if chosen.sight != LARGE:
        return Picture(drawn, filled, chosen.code, told)
    return Picture(drawn, filled, chosen.code, told, True, _labels(view, chosen))


def said(view: View, shown: Shown, unit: Municipality) -> str:
    """Return what is shown of a municipality in words: its own number or year rather than its class."""
    words, value = view.words, _value(view, shown, unit)
    if shown.indicator and value and shown.facet is Facet.NUMBER and value.number is not None:
        return answers.number(shown.indicator, value, words)
    if shown.facet is Facet.YEAR and value and value.since_year:
        return str(value.since_year)
    return name(spread_of(view, shown).of[unit.code], shown, words)


def _labels(view: View, chosen: Chosen) -> tuple[Label, ...]:
    """Return what is written on a large map: first those whose number is known, the highest before."""
    labels = []
    for unit in sorted(counted(view, chosen), key=lambda unit: _place(view, chosen.shown, unit)):
        if unit.longitude is not None and unit.latitude is not None:
            short = _short(view, chosen.shown, unit)
            numbers = chosen.shown.facet is not Facet.ANSWER or chosen.shown.indicator is None
            lines = (unit.short_title, short) if numbers and short != "?" else (unit.short_title,)
            labels.append(Label(lines, unit.longitude, unit.latitude))
    return tuple(labels)


def _place(view: View, shown: Shown, unit: Municipality) -> tuple[Any, ...]:
    """Return where a municipality stands by what is shown: the highest or best first, the unknown last."""
    spread, value = spread_of(view, shown), _value(view, shown, unit)
    label = spread.of[unit.code]
    if shown.facet is Facet.NUMBER and shown.indicator:
        worth = -(value.number or 0) if value and value.number is not None else 0
    elif shown.facet is Facet.YEAR:
        worth = value.since_year or 0 if value else 0
    elif isinstance(label, Range):
        worth = -questions.known_of(view, unit).known
    else:
        worth = spread.order.index(label)
    return label is None, worth, latvian_order(unit.title)


@cached_by_view
def legend(view: View, chosen: Chosen) -> Content:
    """Return the classes with their fills and how many municipalities are in each."""
    words, spread = view.words, spread_of(view, chosen.shown)
    items = [
        (
            Sign(swatch_address(fill(label, spread.order)), width=22),
            f" {name(label, chosen.shown, words)} ",
            Text(str(n), strong=True),
        )
        for label, n in spread.counts(counted(view, chosen)).items()
    ]
    not_newest = kept_line(view, chosen, chosen.shown.indicator)
    return (
        Items(items, "legend"),
        Paragraph(f"{not_newest}.", "small mark") if not_newest else "",
    )


@cached_by_view
def about(view: View, chosen: Chosen) -> Content:
    """Return what is asked, on what ground, and how far it is; folded, "" of nothing."""
    words, indicator = view.words, chosen.shown.indicator
    _ = words.say
    asked = Quoted(indicator.criterion) if indicator else ""
    lines = [line for line in (asked, _grounds(chosen.shown, words), _stages(view, chosen)) if line]
    return Details(_("About the indicator"), tuple(Paragraph(line, "small") for line in lines)) if lines else ""


def kept_line(view: View, chosen: Chosen, indicator: Indicator | None) -> str:
    """Return whose values are not of this read, of an indicator or (without one) of all measures; "" for nobody's."""
    _ = view.words.say
    snapshot = view.snapshot
    units = [
        unit.title
        for unit in counted(view, chosen)
        if any(place.kept for value in _values(view, unit, indicator) if (place := snapshot.origin(value)))
    ]
    return _("Shown in an earlier, good version: {names}", names=view.words.list(units)) if units else ""


def _values(view: View, unit: Municipality, indicator: Indicator | None) -> list[IndicatorValue]:
    """Return what stands for a municipality's cells: of one indicator, or of all measures."""
    cells = questions.cells_of(view)
    asked = questions.core_of(view) if indicator is None else (indicator,)
    return [cell.value for one in asked if (cell := cells.get((unit.code, one.id)))]


def _grounds(shown: Shown, words: Words) -> Content:
    """Return whether what is shown is a duty, by which law, and who worded it."""
    question = shown.indicator
    if question is None:
        return ""
    parts: list[Content] = [words.say(openness.BINDINGS[question.binding])] if question.binding else []
    parts += [Quoted(question.law)] if question.law else []
    parts += [words.say(openness.ORIGINS[question.origin])] if question.origin else []
    return joined(parts, " · ")


def _stages(view: View, chosen: Chosen) -> Content:
    _ = view.words.say
    stages: dict[str, int] = {}
    for unit in counted(view, chosen):
        value = _value(view, chosen.shown, unit)
        if value and value.stage:
            stages[value.stage] = stages.get(value.stage, 0) + 1
    if not stages or chosen.shown.facet is not Facet.ANSWER:
        return ""
    listed = sorted(stages.items(), key=lambda item: (-item[1], item[0]))
    said = [(answers.stage_name(stage, view.words), f" {n}") for stage, n in listed]
    return _("Stages of implementation, each on its source’s day:"), " ", joined(said, ", ")


def _value(view: View, shown: Shown, unit: Municipality) -> IndicatorValue | None:
    cell = questions.cells_of(view).get((unit.code, shown.indicator.id)) if shown.indicator else None
    return cell.value if cell and (cell.known or shown.facet is Facet.NUMBER) else None


def tile_view(view: View, chosen: Chosen) -> Tiles:
    """Return the municipalities as tiles of one size where they lie; each tile picks its municipality out."""
    _ = view.words.say
    every = view.snapshot.municipalities
    label = _("Tiles: one per municipality, roughly where it lies; thick edges mark state cities")
    lines = tiles.rows(questions.territory_of(view), every)
    return Tiles(label, [[_tile(view, chosen, unit) if unit else None for unit in line] for line in lines])


def _tile(view: View, chosen: Chosen, unit: Municipality) -> Tile:
    kind = fills(view, chosen).get(unit.code, "outside")
    current = unit.code == chosen.code
    short = _short(view, chosen.shown, unit) if kind != "outside" else ""
    full = f"{unit.title}: {said(view, chosen.shown, unit)}"
    address = choose_address(view, chosen, "" if current else unit.code)
    look = f"{kind} city" if tiles.is_city(unit) else kind
    return Tile(tiles.label(unit), short, address, full, look, current)


def _short(view: View, shown: Shown, unit: Municipality) -> str:
    """Return what a tile says beside its name: an answer, a year, a number."""
    words = view.words
    if shown.indicator is None:
        known = questions.known_of(view, unit)
        return f"{known.known}/{known.total}"
    value, label = _value(view, shown, unit), spread_of(view, shown).of[unit.code]
    if value is None or label is None:
        return "?"
    if shown.facet is Facet.YEAR:
        return str(value.since_year)
    if shown.facet is Facet.NUMBER and value.number is not None:
        return _brief(value.number, words)
    return value.band or words.say(TILE_WORDS[value.answer or Answer.NOT_REPORTED])


def _brief(number: float, words: Words) -> str:
    """Return a number of a few letters: 700 tūkst."""
    for size, text in ((1e6, N_("{n} mln.")), (1e3, N_("{n} thsd."))):
        if abs(number) >= size * 10:
            return words.say(text, n=words.number(round(number / size, 1)))
    return words.number(number)


@cached_by_view
def picked(view: View, chosen: Chosen) -> Paragraph:
    """Return what is known of the municipality picked out, and where its page is; how to pick one without it."""
    unit = next((unit for unit in questions.territory_of(view) if unit.code == chosen.code), None)
    words = view.words
    _ = words.say
    if unit is None:
        hint = _("Pick a municipality on the map, in the tiles, in the table or in the list above.")
        return Paragraph(hint, "picked muted", announced=True)
    value = _value(view, chosen.shown, unit)
    label = spread_of(view, chosen.shown).of[unit.code]
    facts: list[Content] = [name(label, chosen.shown, words)]
    if chosen.shown.indicator is None:
        known = questions.known_of(view, unit)
        facts = [_("{known} of {total} known", known=known.known, total=known.total)]
    if value and chosen.shown.indicator:
        if isinstance(label, Range) and chosen.shown.facet is Facet.NUMBER:
            # The number itself follows; the bounds of its class would be taken for what is known of this one.
            facts = []
        facts += [
            answers.stage_name(value.stage, words) if value.stage else "",
            _("since {year}", year=value.since_year) if value.since_year else "",
            answers.number(chosen.shown.indicator, value, words),
            answers.evidence(value, words),
            marks.row(view, value),
        ]
    facts.append(links.municipality_link(view, unit, _("its page")))
    facts.append(Link(_("clear the selection"), choose_address(view, chosen, "")))
    return Paragraph((Text(unit.title, lang="lv", strong=True), ": ", joined(facts, " · ")), "picked", announced=True)


def members(view: View, chosen: Chosen) -> Content:
    """Return who is in each class by name, each leading to its page; "" where numbers say more than classes."""
    shown, spread, units = chosen.shown, spread_of(view, chosen.shown), counted(view, chosen)
    if not units or (shown.indicator and shown.facet is Facet.NUMBER):
        return ""
    _ = view.words.say
    groups: list[Content] = []
    for label in spread.counts(units):
        own = [unit for unit in units if spread.of[unit.code] == label]
        links_said: list[Content] = [links.municipality_link(view, unit, unit.short_title) for unit in own[:MOST_NAMES]]
        links_said += [_("and {n} more", n=len(own) - MOST_NAMES)] if len(own) > MOST_NAMES else []
        head = (
            Sign(swatch_address(fill(label, spread.order)), width=22),
            " ",
            Text(name(label, shown, view.words), strong=True),
        )
        groups.append(Paragraph((*head, ": ", Text(joined(links_said), lang="lv"))))
    return Group(tuple(groups), "members")


MOST_NAMES = 50
"""Names of one class that stand beside the map."""


def listing(view: View, chosen: Chosen, asked_page: str = "") -> Content:
    """Return the table of the counted municipalities, those of which nothing is known folded below; "" of nobody.

    Of very many it is a page: the one that the address asks for, else the one on which the municipality stands that is
    picked out. Those of which nothing is known stand on the last.
    """
    words, units = view.words, counted(view, chosen)
    _ = words.say
    if not units:
        return ""
    of = spread_of(view, chosen.shown).of
    in_order = sorted(units, key=_order(view, chosen))
    known = [unit for unit in in_order if of[unit.code] is not None]
    unknown = [unit for unit in in_order if of[unit.code] is None]
    listed = [*known, *unknown]
    picked_at = next((place for place, unit in enumerate(listed) if unit.code == chosen.code), 0)
    rows, page, last = paging.cut(listed, paging.asked(asked_page) if asked_page else paging.page_of(picked_at))
    here = [unit for unit in rows if of[unit.code] is not None], [unit for unit in rows if of[unit.code] is None]
    heading_said, opened = title(chosen.shown, words), bool(chosen.sort or asked_page)
    parts: list[Content] = []
    if known:
        caption = words.count("{name}: {n} municipality", "{name}: {n} municipalities", len(known), name=heading_said)
        parts.append(order_line(view, chosen))
        if here[0]:
            parts.append(Details(caption, _table(view, chosen, here[0], caption), narrow=True, opened=opened))
    if unknown:
        caption = words.count(
            "{n} municipality where this is not known",
            "{n} municipalities where this is not known",
            len(unknown),
        )
        if here[1]:
            table = _table(view, chosen, here[1], f"{heading_said}: {caption}", captioned=False)
            parts.append(Details(caption, table, opened=bool(known) and not here[0]))
        else:
            first = str(paging.page_of(len(known)))
            parts.append(Paragraph(Link(caption, choice_address(view, chosen, first))))
    first_said = "1" if chosen.code else ""  # without it the page of whoever is picked out is meant
    return *parts, paging.ways(view, page, last, lambda number: choice_address(view, chosen, number or first_said))


def _order(view: View, chosen: Chosen) -> Callable[[Municipality], Any]:
    """Return the order of the table: by what is shown unless the address says otherwise; the unknown stands last."""
    shown = chosen.shown

    def by_name(unit: Municipality) -> Any:
        return latvian_order(unit.title)

    def by_year(unit: Municipality) -> Any:
        value = _value(view, shown, unit)
        year = value and (value.number_year if shown.facet is Facet.NUMBER else value.since_year)
        return year is None, -(year or 0), latvian_order(unit.title)

    def by_resident(unit: Municipality) -> Any:
        return ranks[unit.code]

    if chosen.sort == BY_RESIDENT:
        ranks = {row["municipality"]: number for number, row in enumerate(ranking(view, chosen))}
        return by_resident
    orders = {BY_NAME: by_name, BY_YEAR: by_year}
    return orders.get(chosen.sort, lambda unit: _place(view, shown, unit))


@cached_by_view
def ranking(view: View, chosen: Chosen) -> Sequence[Record]:
    """Return the numbers shown as rows of `spread.RANKED`, in the order in which bars stand."""
    return records(ranked_numbers(*numbers_asked(view, chosen), by_resident=chosen.sort == BY_RESIDENT))


def _table(view: View, chosen: Chosen, units: Sequence[Municipality], caption: str, *, captioned: bool = True) -> Table:
    """Return a table of municipalities; columns in which nothing stands are left out."""
    words, shown = view.words, chosen.shown
    _ = words.say
    if shown.indicator is None:
        columns = [
            Column(_("Municipality")),
            Column(_("Known, out of {n}", n=len(questions.core_of(view))), number=True),
        ]
        columns.append(Column(_("What is known")))
        return Table(columns, [_known_row(view, chosen, unit) for unit in units], caption, captioned=captioned)
    numbers = shown.facet is Facet.NUMBER
    number_said = _("Amount") if openness.in_euro(shown.indicator) else _("Number")
    headings = [
        Column(_("Municipality")),
        *([Column(number_said, number=True), Column(_("Per resident"), number=True)] if numbers else []),
        Column(_("Answer"), aside=numbers),
        Column(_("Since"), aside=numbers),
        *([] if numbers else [Column(number_said, number=True)]),
        Column(_("Evidence"), aside=True),
    ]
    rows = [_cells(view, chosen, unit, shown.indicator) for unit in units]
    kept = [number for number in range(len(headings)) if any(row[number] for row in rows)]
    marks_at = [unit.code == chosen.code for unit in units]
    return Table(
        [headings[number] for number in kept],
        [Row([row[number] for number in kept], marked=marked) for row, marked in zip(rows, marks_at, strict=True)],
        caption,
        captioned=captioned,
    )


def _name_cell(view: View, chosen: Chosen, unit: Municipality) -> Content:
    _ = view.words.say
    where = _("Show on the map: {name}", name=unit.title)
    text, address = _("on the map"), choose_address(view, chosen, unit.code)
    return links.municipality_link(view, unit), " · ", Link(text, address, kind="small", label=where)


def _known_row(view: View, chosen: Chosen, unit: Municipality) -> Row:
    words, cells = view.words, questions.cells_of(view)
    _ = words.say
    known = [
        words.pick(indicator.title, indicator.title_en) or indicator.id
        for indicator in questions.core_of(view)
        if (cell := cells.get((unit.code, indicator.id))) and cell.known
    ]
    not_newest = _("Some of it is not from the latest read; the municipality’s page says which part.")
    mark = small([not_newest] if any(marks.row(view, value) for value in _values(view, unit, None)) else [])
    listed = "; ".join(known) or terms.answer_name(None, words)
    row_cells = [_name_cell(view, chosen, unit), words.number(len(known)), (listed, mark)]
    return Row(row_cells, marked=unit.code == chosen.code)


def _cells(view: View, chosen: Chosen, unit: Municipality, indicator: Indicator) -> list[Content]:
    words = view.words
    _ = words.say
    cell = questions.cells_of(view).get((unit.code, indicator.id))
    value = cell.value if cell else None
    share = peers.per_resident(unit, cell) if openness.in_euro(indicator) else None
    declared = _("declared") if unit.population_kind is PopulationKind.DECLARED else ""
    number = answers.number(indicator, value, words) if value else ""
    numbers = chosen.shown.facet is Facet.NUMBER
    return [
        _name_cell(view, chosen, unit),
        *([number, a_resident(share, words, declared)] if numbers else []),
        (answers.answer(cell, words), of_row(view, value) if value else ""),
        answers.since(value, words),
        *([] if numbers else [number]),
        _evidence(cell, words) if cell else "",
    ]


def _evidence(cell: Cell, words: Words) -> Content:
    """Return where an answer comes from, marked where that is of a later day than the one looked at."""
    _ = words.say
    evidence = answers.evidence(cell.value, words)
    if not (cell.ahead and cell.known):
        return evidence
    return evidence, BREAK, Text(_("the source is later than the day chosen"), kind="small muted")


def outlines_line(view: View) -> str:
    """Return where the outlines come from."""
    _ = view.words.say
    # A source's scale parts its thousands with spaces, as Latvian does.
    source = outlines_of(view)[0]
    if view.words.language != "lv":
        source = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}\b)", ",", source)
    return _("Outlines: {source}", source=source)


def without_map(view: View) -> Paragraph:
    """Return the fallback text shown where a browser cannot draw the map."""
    _ = view.words.say
    text = _("If no map appears, your browser may not support WebGL; the tiles and the table show the same.")
    return Paragraph(text, "small muted")


def sources(view: View) -> Content:
    """Return whose outlines are drawn, who has none, and what was merged; the footer says the rest."""
    words = view.words
    _ = words.say
    drawn = {one.code for one in outlines_of(view)[1]}
    missing = [unit.title for unit in questions.territory_of(view) if unit.code not in drawn]
    if not drawn:
        lines: list[Content] = [_("No outline of these municipalities is known, so no map is drawn.")]
    else:
        lines = [outlines_line(view), _("Not on the map: {names}", names=words.list(missing)) if missing else ""]
    return Paragraph(joined([*lines, _history(view)], " · "), "small muted")
