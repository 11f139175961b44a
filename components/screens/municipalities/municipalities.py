"""The municipalities beside each other: one thing shown of all, as map, tiles and table, and seven small maps."""

from collections.abc import Mapping

from components.blocks.vocabulary import (
    BREAK,
    Column,
    Content,
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
)
from components.charts import tiles
from components.charts.maps import Picture
from components.charts.palette import SHADES, swatch_address
from components.frame import answers, links, questions
from components.frame.rows import of_row, small
from components.memo import cached_by_view
from components.screens.municipalities.choice import KIND_SLUGS, Chosen, choose_address, title
from components.view import View
from components.wording import marks, openness, provenance, terms
from data import outlines
from data.answers.openness import Cell, Coverage, coverage
from data.answers.spread import Facet, Label, Range, Shown, Spread, spread
from data.model import Answer, Indicator, IndicatorValue, Municipality
from data.outlines import Outline
from data.words import N_, Words

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


def fill(label: Label, order: tuple[Label, ...]) -> str:
    """Return the name of a class' fill; the bands of a scale begin with the best, ranges with the lowest."""
    if label is None:
        return "unknown"
    if isinstance(label, Answer):
        return label.value
    alike = [one for one in order if one is not None and not isinstance(one, Answer)]
    place = alike.index(label) if isinstance(label, Range) else len(alike) - 1 - alike.index(label)
    last = len(SHADES) - 1
    return f"shade{round(place * last / (len(alike) - 1)) if len(alike) > 1 else last}"


def name(label: Label, shown: Shown, words: Words) -> str:
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
    """Return the finding with its coverage, and what it is counted over."""
    words, units = view.words, counted(view, chosen)
    _ = words.say
    lines = [_explained(view, chosen), filtered(view, chosen), _history(view)]
    title_said = finding(view, chosen) if units else _("No municipality fits the filters")
    return Heading(1, title_said), *(Paragraph(line, "lead") for line in lines if line)


def finding(view: View, chosen: Chosen) -> str:
    """Return the one sentence of the screen: what stands out in what is shown, and how much is known at all."""
    words, shown, units = view.words, chosen.shown, counted(view, chosen)
    _ = words.say
    known = known_of(view, chosen)
    covered = _("{known} of {total} known", known=known.known, total=known.total)
    if shown.indicator is None:
        return _("Participation in the municipalities – {covered}", covered=covered)
    counts = spread_of(view, shown).counts(units)
    known_count = len(units) - counts.get(None, 0)
    what = title(shown, words)
    total = len(units)
    if not known_count:
        whole = words.count(
            "{name}: nothing is known of the {n} municipality",
            "{name}: nothing is known of all {n} municipalities",
            total,
            name=what,
        )
    elif shown.facet is not Facet.ANSWER or Answer.YES not in counts:
        whole = words.count(
            "{name}: known of {said} of {n} municipality",
            "{name}: known of {said} of {n} municipalities",
            total,
            name=what,
            said=known_count,
        )
    else:
        whole = words.count(
            "{name}: in place in {yes} of {n} municipality",
            "{name}: in place in {yes} of {n} municipalities",
            total,
            name=what,
            yes=counts[Answer.YES],
        )
    if not known.total:
        return whole
    return _("{found}; all participation measures – {covered}", found=whole, covered=covered)


def _explained(view: View, chosen: Chosen) -> str:
    words, known = view.words, known_of(view, chosen)
    if not known.total:
        return ""
    n = len(questions.core_of(view))
    units = words.count("{n} municipality", "{n} municipalities", len(counted(view, chosen)))
    asks = words.count(
        "{n} participation measure × {units} = {total} answers.",
        "{n} participation measures × {units} = {total} answers.",
        n,
        units=units,
        total=known.total,
    )
    open_ = words.count(
        "{n} is not reported, which does not mean “no”.",
        "{n} are not reported, which does not mean “no”.",
        known.unknown,
    )
    return f"{asks} {open_}" if known.unknown else asks


def filtered(view: View, chosen: Chosen) -> str:
    """Return in a sentence which municipalities the filters leave in; empty without any."""
    words, units = view.words, counted(view, chosen)
    _ = words.say
    parts = []
    if chosen.region:
        parts.append(_("{region} planning region", region=chosen.region))
    if chosen.kind in KIND_SLUGS:
        parts.append(words.say(openness.KINDS[KIND_SLUGS[chosen.kind]]))
    if chosen.size:
        parts.append(_("size group {group}", group=chosen.size))
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
def picture(view: View, chosen: Chosen) -> Picture | None:
    """Return what the map shows; None where no outline of the day is known."""
    drawn = outlines_of(view)[1]
    return Picture(drawn, fills(view, chosen), chosen.code) if drawn else None


@cached_by_view
def legend(view: View, chosen: Chosen) -> Content:
    """Return the classes with their fills and how many municipalities are in each, and the stages by name."""
    words, spread = view.words, spread_of(view, chosen.shown)
    items = [
        (
            Sign(swatch_address(fill(label, spread.order)), width=22),
            f" {name(label, chosen.shown, words)} ",
            Text(str(n), strong=True),
        )
        for label, n in spread.counts(counted(view, chosen)).items()
    ]
    about = joined([_stages(view, chosen), _grounds(chosen.shown, words)], " · ")
    not_newest = kept_line(view, chosen, chosen.shown.indicator)
    return (
        Items(items, "legend"),
        Paragraph(f"{not_newest}.", "small mark") if not_newest else "",
        Paragraph(about, "small muted") if about else "",
    )


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
    listed = ", ".join(f"{stage} {n}" for stage, n in sorted(stages.items(), key=lambda item: (-item[1], item[0])))
    return _("Stages of implementation:"), " ", Quoted(listed)


def _value(view: View, shown: Shown, unit: Municipality) -> IndicatorValue | None:
    cell = questions.cells_of(view).get((unit.code, shown.indicator.id)) if shown.indicator else None
    return cell.value if cell and (cell.known or shown.facet is Facet.NUMBER) else None


def tile_view(view: View, chosen: Chosen) -> Tiles:
    """Return the municipalities as tiles of one size where they lie; each tile picks its municipality out."""
    _ = view.words.say
    every = view.snapshot.municipalities
    label = _("Tiles: each municipality one tile where it lies; thick edges are state cities")
    lines = tiles.rows(questions.territory_of(view), every)
    return Tiles(label, [[_tile(view, chosen, unit) if unit else None for unit in line] for line in lines])


def _tile(view: View, chosen: Chosen, unit: Municipality) -> Tile:
    words, spread = view.words, spread_of(view, chosen.shown)
    kind = fills(view, chosen).get(unit.code, "outside")
    current = unit.code == chosen.code
    short = _short(view, chosen.shown, unit) if kind != "outside" else ""
    full = f"{unit.title}: {name(spread.of[unit.code], chosen.shown, words)}"
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
        facts += [
            Quoted(value.stage) if value.stage else "",
            _("since {year}", year=value.since_year) if value.since_year else "",
            answers.number(chosen.shown.indicator, value, words),
            answers.evidence(value, words),
            marks.row(view, value),
        ]
    facts.append(links.municipality_link(view, unit, _("its page")))
    facts.append(Link(_("clear the choice"), choose_address(view, chosen, "")))
    return Paragraph((Text(unit.title, lang="lv", strong=True), ": ", joined(facts, " · ")), "picked", announced=True)


def listing(view: View, chosen: Chosen) -> Content:
    """Return the table of the counted municipalities, the one picked out marked; "" where none is counted."""
    words, shown = view.words, chosen.shown
    _ = words.say
    units = counted(view, chosen)
    if not units:
        return ""
    columns = [Column(_("Municipality"))]
    if shown.indicator is None:
        columns.append(Column(_("Known of {n}", n=len(questions.core_of(view))), number=True))
        columns.append(Column(_("What is known")))
        rows = [_known_row(view, chosen, unit) for unit in units]
    else:
        headings = (N_("Answer"), N_("Since"), N_("Number"), N_("Evidence"))
        columns += [Column(words.say(heading)) for heading in headings]
        rows = [_row(view, chosen, unit, shown.indicator) for unit in units]
    caption = words.count(
        "{name}: {n} municipality", "{name}: {n} municipalities", len(units), name=title(shown, words)
    )
    return Table(columns, rows, caption)


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
    not_newest = _("Some of it is not of the newest read; its page says what.")
    mark = small([not_newest] if any(marks.row(view, value) for value in _values(view, unit, None)) else [])
    listed = "; ".join(known) or terms.answer_name(None, words)
    row_cells = [_name_cell(view, chosen, unit), words.number(len(known)), (listed, mark)]
    return Row(row_cells, marked=unit.code == chosen.code)


def _row(view: View, chosen: Chosen, unit: Municipality, indicator: Indicator) -> Row:
    words = view.words
    cell = questions.cells_of(view).get((unit.code, indicator.id))
    value = cell.value if cell else None
    cells = [
        _name_cell(view, chosen, unit),
        (answers.answer(cell, words), of_row(view, value) if value else ""),
        str(value.since_year) if value and value.since_year else "",
        answers.number(indicator, value, words) if value else "",
        _evidence(cell, words) if cell else "",
    ]
    return Row(cells, marked=unit.code == chosen.code)


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
    return _("Outlines: {source}", source=outlines_of(view)[0])


def map_key(view: View, chosen: Chosen) -> str:
    """Return the map widget's name, which holds all that it shows: so a click can only set the address."""
    return f"map-{hash((view.key, chosen)):x}"


def without_map(view: View) -> Paragraph:
    """Return what stands behind the map and is seen where a browser cannot draw it."""
    _ = view.words.say
    text = _("Where no map appears, the browser lacks WebGL: the tiles and the table say the same.")
    return Paragraph(text, "small muted")


def sources(view: View) -> Paragraph:
    """Return the day, source, snapshot and outlines of everything on the screen, and who has no outline."""
    words = view.words
    _ = words.say
    drawn = {one.code for one in outlines_of(view)[1]}
    missing = [unit.title for unit in questions.territory_of(view) if unit.code not in drawn]
    if not drawn:
        none = _("No outline of these municipalities is known, so no map is drawn.")
        return Paragraph(f"{provenance.source_line(view)} · {none}", "small muted")
    lines = [provenance.source_line(view), outlines_line(view)]
    if missing:
        lines.append(_("Not on the map: {names}", names=words.list(missing)))
    return Paragraph(" · ".join(lines), "small muted")
