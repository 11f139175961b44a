"""Maps of municipalities as figures to look at, print and take along: one of what is shown, and one a measure."""

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.vocabulary import Column, Content, Heading, Section
from components.charts import small_maps
from components.charts.small_maps import SmallMap
from components.frame import questions
from components.memo import per_view
from components.screens.municipalities.choice import Chosen, title
from components.screens.municipalities.municipalities import (
    counted,
    fill,
    finding,
    kept_line,
    known_of,
    name,
    outlines_line,
    outlines_of,
    spread_of,
)
from components.view import View
from components.wording import provenance, terms
from data.answers.spread import ORDER, Shown
from data.model import Indicator
from data.words import N_

WIDE, NARROW = (4, 285), (2, 172)
"""Small maps a row, and their width in pixels, on a wide screen and on a phone."""
ALONE_WIDE, ALONE_NARROW = (1, 900), (1, 340)


def _map(view: View, chosen: Chosen, shown: Shown) -> SmallMap:
    """Return a map of the municipalities counted, its legend with the number of each class."""
    found, units = spread_of(view, shown), counted(view, chosen)
    classes = [
        (fill(label, found.order), f"{name(label, shown, view.words)} {n}") for label, n in found.counts(units).items()
    ]
    return SmallMap(
        title(shown, view.words), classes, {unit.code: fill(found.of[unit.code], found.order) for unit in units}
    )


def _source(view: View, chosen: Chosen, indicator: Indicator | None) -> str:
    parts = (provenance.source_line(view), outlines_line(view), kept_line(view, chosen, indicator))
    return " · ".join(filter(None, parts))


@per_view
def map_figure(view: View, chosen: Chosen) -> Figure | None:
    """Return the map of what is shown, for its download; None where nobody is counted or no outline is known."""
    words, drawn, units = view.words, outlines_of(view)[1], counted(view, chosen)
    if not drawn or not units:
        return None
    one, found = _map(view, chosen, chosen.shown), spread_of(view, chosen.shown)
    wide, narrow = (small_maps.drawn(drawn, [one], *size) for size in (ALONE_WIDE, ALONE_NARROW))
    rows = tuple((unit.title, name(found.of[unit.code], chosen.shown, words)) for unit in units)
    return Figure(
        name="karte",
        title=finding(view, chosen),
        wide=wide,
        narrow=narrow,
        alt=", ".join(said for _, said in one.classes),
        columns=(Column(words.say(N_("Municipality"))), Column(title(chosen.shown, words))),
        rows=rows,
        groups=frozenset(),
        caption=title(chosen.shown, words),
        source=_source(view, chosen, chosen.shown.indicator),
        mark=provenance.invented(view),
    )


@per_view
def small_figure(view: View, chosen: Chosen) -> Figure | None:
    """Return one small map a participation measure, of the municipalities counted; None where there is none."""
    words, core, drawn, units = view.words, questions.core_of(view), outlines_of(view)[1], counted(view, chosen)
    if not core or not drawn or not units:
        return None
    shown = [Shown(indicator) for indicator in core]
    maps = [_map(view, chosen, one) for one in shown]
    counts = [spread_of(view, one).counts(units) for one in shown]
    labels = [*(answer for answer in ORDER if any(answer in found for found in counts)), None]
    wide, narrow = (small_maps.drawn(drawn, maps, *size) for size in (WIDE, NARROW))
    known = known_of(view, chosen)
    return Figure(
        name="lidzdaliba",
        title=words.count(
            "The {n} participation measure – {known} of {total} answers known",
            "The {n} participation measures – {known} of {total} answers known", len(core),
            known=known.known, total=known.total,
        ),
        wide=wide,
        narrow=narrow,
        alt="; ".join(f"{one.heading}: {', '.join(said for _, said in one.classes)}" for one in maps),
        columns=(
            Column(words.say(N_("Participation measure"))),
            *(Column(terms.answer_name(label, words), number=True) for label in labels),
            Column(words.say(N_("Municipalities")), number=True),
        ),
        rows=tuple(
            (one.heading, *(str(found.get(label, 0)) for label in labels), str(len(units)))
            for one, found in zip(maps, counts, strict=True)
        ),
        groups=frozenset(),
        caption=words.say(N_("Participation measures by answer, in municipalities")),
        source=_source(view, chosen, None),
        mark=provenance.invented(view),
    )  # fmt: skip


@per_view
def small(view: View, chosen: Chosen) -> Content:
    """Return the small maps with their heading, their table below; "" where there are none."""
    figure = small_figure(view, chosen)
    if figure is None:
        return ""
    return Section((Heading(2, figure.title), figures.drawing(figure), figures.numbers(figure)))
