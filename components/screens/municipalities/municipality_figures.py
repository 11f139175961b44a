"""Maps of municipalities as figures to look at, print and take along: one of what is shown, and one a measure."""

from components.blocks import figures
from components.blocks.figures import Figure, FigureColumn
from components.blocks.vocabulary import Content, Details, Heading, Paragraph, Section
from components.charts import ranking as ranking_chart
from components.charts import small_maps
from components.charts.palette import FILLS
from components.charts.ranking import Ranked
from components.charts.small_maps import SmallMap
from components.frame import questions
from components.memo import cached_by_view
from components.screens.municipalities.choice import BY_RESIDENT, Chosen, title
from components.screens.municipalities.municipalities import (
    a_resident,
    counted,
    coverage_line,
    fill,
    fills,
    finding,
    kept_line,
    known_of,
    name,
    numbers_asked,
    outlines_line,
    outlines_of,
    ranking,
    spread_of,
    with_merged,
)
from components.view import View
from components.wording import openness, provenance, terms
from data.answers import spread
from data.answers.spread import ORDER, Facet, Shown
from data.contract.addresses import Page
from data.frames import FrameColumn, framed
from data.model import Answer, Indicator, PopulationKind
from data.words import N_

WIDE, NARROW = (4, 285), (2, 172)
"""Small maps a row, and their width in pixels, on a wide screen and on a phone."""
ALONE_WIDE, ALONE_NARROW = (1, 900), (1, 340)
STEP = (690, 300)
"""The size of a map with its legend beside it, for a screen that is wider than tall."""


def _map(view: View, chosen: Chosen, shown: Shown, *, named: bool = False) -> SmallMap:
    """Return a map of the municipalities counted, its legend with the number of each class.

    ``named`` says also of what that number is, where there is room.
    """
    spread, units = spread_of(view, shown), counted(view, chosen)

    def of(n: int) -> str:
        return f"– {view.words.count('{n} municipality', '{n} municipalities', n)}" if named else str(n)

    classes = [
        (fill(label, spread.order), f"{name(label, shown, view.words)} {of(n)}")
        for label, n in spread.counts(units).items()
    ]
    filled = {unit.code: fill(spread.of[unit.code], spread.order) for unit in units}
    return SmallMap(title(shown, view.words), classes, with_merged(view, filled))


def _told(view: View, chosen: Chosen, indicator: Indicator | None) -> list[str]:
    """Return what else is known of a figure: outlines, which values are of an earlier read, the indicator's note."""
    # The sheet's note is Latvian: what is taken away in English has no way to say so.
    note = indicator.note or "" if indicator and view.words.language == "lv" else ""
    return [line for line in (outlines_line(view), kept_line(view, chosen, indicator), note.rstrip(".")) if line]


_SAID = (FrameColumn("said", "string", "The class in words; missing where it is not known."),)


@cached_by_view
def map_figure(view: View, chosen: Chosen, beside: tuple[int, int] | None = None) -> Figure | None:
    """Return the map of what is shown, for its download; None where nobody is counted or no outline is known.

    With a size ``beside`` its legend stands beside it, and both fill that size.
    """
    words, drawn, units = view.words, outlines_of(view)[1], counted(view, chosen)
    _ = words.say
    if not drawn or not units:
        return None
    one, classed = _map(view, chosen, chosen.shown, named=beside is not None), spread_of(view, chosen.shown)
    wide, narrow = (small_maps.drawn(drawn, [one], *size) for size in (ALONE_WIDE, ALONE_NARROW))
    if beside:
        wide = small_maps.beside(drawn, one, beside)
    labels = [classed.of[unit.code] for unit in units]
    names_said = [None if label is None else name(label, chosen.shown, words) for label in labels]
    heading, unit = title(chosen.shown, words), _unit(chosen.shown)
    frame = spread.by_municipality(classed, units)
    ends = ((N_("{name}: from"), "low"), (N_("{name}: to"), "high")) if frame["low"].notna().any() else ()
    told = _told(view, chosen, chosen.shown.indicator)
    return Figure(
        name="karte",
        title=finding(view, chosen),
        wide=wide,
        narrow=narrow,
        alt=", ".join(words_of for _, words_of in one.classes),
        columns=(
            FigureColumn("municipality", _("Code"), shown=False),
            FigureColumn("title", _("Municipality")),
            # In a file the ends of a range stand as numbers instead.
            FigureColumn(
                "said", heading, say=lambda row: row["said"] or name(None, chosen.shown, words), filed=not ends
            ),
            *(
                FigureColumn(end, heading, full=words.say(text, name=heading), unit=unit, number=True, shown=False)
                for text, end in ends
            ),
        ),
        frame=frame.assign(**framed(_SAID, {"said": names_said})),
        caption=heading,
        source=" · ".join([provenance.source_line(view), *told]),
        taken=provenance.taken(view, notes=told),
        mark=provenance.invented(view),
    )


FEW = 15
"""Bars that stand beside the map."""


@cached_by_view
def ranked_figure(view: View, chosen: Chosen) -> Figure | None:
    """Return the numbers shown as ranked bars, the highest first; None where no number is shown or known."""
    words, shown = view.words, chosen.shown
    _ = words.say
    indicator = shown.indicator
    if indicator is None or shown.facet is not Facet.NUMBER:
        return None
    by_resident = chosen.sort == BY_RESIDENT
    figure_of = "per_resident" if by_resident else "number"
    known = [row for row in ranking(view, chosen) if row[figure_of] is not None]
    if not known:
        return None
    units = {unit.code: unit for unit in counted(view, chosen)}
    colours = {code: FILLS[name].colour for code, name in fills(view, chosen).items()}

    def say(value: float | None) -> str:
        return "" if value is None else openness.in_unit(indicator, value, words)

    bars = [
        Ranked(
            units[row["municipality"]].short_title,
            row[figure_of],
            a_resident(row[figure_of], words) if by_resident else say(row["number"]),
            f"({row['year']})" if row["year"] else "",
            colours[row["municipality"]],
            view.address(Page.MUNICIPALITY, kods=row["municipality"]),
            row["municipality"] == chosen.code,
        )
        for row in known[:FEW]
    ]
    heading = _("{name}, per resident", name=title(shown, words)) if by_resident else title(shown, words)
    description = "; ".join(f"{bar.label} {bar.text} {bar.note}".strip() for bar in bars)
    wide, narrow = (
        ranking_chart.ranked(
            bars, width, language=words.language, named=(_("Municipality"), heading), description=description
        )
        for width in (BARS_WIDE, BARS_NARROW)
    )
    told = [*_told(view, chosen, indicator), *filter(None, [counted_apart(view, chosen)])]
    unit = _unit(shown)
    money = openness.in_euro(indicator)
    years = [row["year"] for row in known if row["year"]]
    title_said = words.count(
        "{name}: known for {known} of {n} municipality",
        "{name}: known for {known} of {n} municipalities",
        len(units),
        name=heading,
        known=len(known),
    )
    if years:
        title_said = f"{title_said} ({words.years(min(years), max(years))})"
    return Figure(
        name="skaitli",
        title=title_said,
        wide=wide,
        narrow=narrow,
        alt=description,
        columns=(
            FigureColumn("municipality", _("Code"), shown=False),
            FigureColumn("title", _("Municipality")),
            FigureColumn("number", title(shown, words), unit=unit, number=True, say=lambda row: say(row["number"])),
            FigureColumn("year", _("Year"), number=True),
            *(
                (
                    FigureColumn(
                        "per_resident",
                        _("Per resident"),
                        unit=unit,
                        number=True,
                        say=lambda row: a_resident(row["per_resident"], words),
                    ),
                    FigureColumn(
                        "residents",
                        _("Residents according to"),
                        say=lambda row: words.say(openness.POPULATIONS[row["residents"]]) if row["residents"] else "",
                    ),
                )
                if money
                else ()
            ),
        ),
        frame=spread.ranked_numbers(*numbers_asked(view, chosen), by_resident=by_resident),
        caption=heading,
        source=" · ".join([provenance.source_line(view), *told]),
        taken=provenance.taken(view, notes=told),
        mark=provenance.invented(view),
    )


BARS_WIDE, BARS_NARROW = 590, 340
"""The width of bars in pixels, on a wide screen and on a phone."""


def ranked(view: View, chosen: Chosen) -> Content:
    """Return the ranked bars and, where there are more than are drawn, how many; "" where there are none."""
    _ = view.words.say
    figure = ranked_figure(view, chosen)
    if figure is None:
        return ""
    by = "per_resident" if chosen.sort == BY_RESIDENT else "number"
    known = sum(row[by] is not None for row in ranking(view, chosen))
    more = _("The {shown} highest of {n}; the table below has them all.", shown=FEW, n=known) if known > FEW else ""
    told = " ".join(filter(None, [more, counted_apart(view, chosen)]))
    return figures.drawing(figure), Paragraph(told, "small muted") if told else ""


def counted_apart(view: View, chosen: Chosen) -> str:
    """Return in which ways residents are counted where amounts per resident of several stand together; "" else.

    The municipalities of every way but the most usual are named, since their bars are not to be compared with the rest.
    """
    words = view.words
    if chosen.sort != BY_RESIDENT:
        return ""
    named: dict[PopulationKind, list[str]] = {}
    units = {unit.code: unit.short_title for unit in counted(view, chosen)}
    for row in ranking(view, chosen):
        if row["per_resident"] is not None and row["residents"]:
            named.setdefault(PopulationKind(row["residents"]), []).append(units[row["municipality"]])
    if len(named) < 2:
        return ""
    usual, *others = sorted(named.items(), key=lambda item: -len(item[1]))
    kinds = [f"{words.say(openness.POPULATIONS[usual[0]])} – {len(usual[1])}"]
    kinds += [f"{words.say(openness.POPULATIONS[kind])} – {', '.join(titles)}" for kind, titles in others]
    return words.say(
        "Residents are not counted alike everywhere, so compare only those that are: {kinds}.", kinds="; ".join(kinds)
    )


def _unit(shown: Shown) -> str:
    """Return the unit of the figures of ranges, as a file's heading has it; "" for years and mere numbers."""
    return "EUR" if shown.indicator and shown.facet is Facet.NUMBER and openness.in_euro(shown.indicator) else ""


@cached_by_view
def small_figure(view: View, chosen: Chosen, size: tuple[int, int] = WIDE) -> Figure | None:
    """Return one small map a participation measure, of the municipalities counted; None where there is none.

    ``size`` is how many stand in a row of the wide drawing, and the width of each.
    """
    words, core, drawn, units = view.words, questions.core_of(view), outlines_of(view)[1], counted(view, chosen)
    _ = words.say
    if not core or not drawn or not units:
        return None
    shown = [Shown(indicator) for indicator in core]
    maps = [_map(view, chosen, one) for one in shown]
    frame = spread.by_answer([(indicator, spread_of(view, Shown(indicator))) for indicator in core], units)
    answers: list[Answer | None] = [*(answer for answer in ORDER if frame[answer.value].any()), None]
    unit, told = _("municipalities"), _told(view, chosen, None)
    wide, narrow = (small_maps.drawn(drawn, maps, *each) for each in (size, NARROW))
    known = known_of(view, chosen)
    return Figure(
        name="lidzdaliba",
        title=words.count(
            "The {n} participation measure – {known} of {total} answers known",
            "The {n} participation measures – {known} of {total} answers known",
            len(core),
            known=known.known,
            total=known.total,
        ),
        wide=wide,
        narrow=narrow,
        alt="; ".join(f"{one.heading}: {', '.join(words_of for _, words_of in one.classes)}" for one in maps),
        columns=(
            FigureColumn(
                "title",
                _("Participation measure"),
                say=lambda row: words.pick(row["title"], row["title_en"]) or row["indicator"],
            ),
            *(
                FigureColumn(
                    answer.value if answer else "unknown", terms.answer_name(answer, words), unit=unit, number=True
                )
                for answer in answers
            ),
            FigureColumn("total", _("Municipalities"), number=True),
        ),
        frame=frame,
        caption=_("Participation measures by answer, in municipalities"),
        source=" · ".join([provenance.source_line(view), *told]),
        taken=provenance.taken(view, notes=told),
        mark=provenance.invented(view),
    )


def small(view: View, chosen: Chosen) -> Content:
    """Return the small maps with their heading; "" where there are none."""
    figure = small_figure(view, chosen)
    if figure is None:
        return ""
    return Section((Heading(2, figure.title), Paragraph(coverage_line(view, chosen)), figures.drawing(figure)))


def small_table(view: View, chosen: Chosen) -> Content:
    """Return what the small maps show as a table, folded on a phone; "" where there are none."""
    figure = small_figure(view, chosen)
    return Details(figure.caption, figures.numbers(figure), narrow=True) if figure else ""
