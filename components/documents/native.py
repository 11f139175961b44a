"""Figures and bars as charts that office programs can edit: made of the frame that the screen's table is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.blocks.figures import Figure, FigureColumn, Record
from components.blocks.vocabulary import Bars, plain
from components.charts.palette import (
    CARMINE,
    FAINT,
    HATCH,
    INK,
    LINE,
    MUTED,
    OTHERS,
    PAPER,
    PROJECTOR,
    SHADES,
    Mark,
    marks,
)
from components.documents.paper import printable
from components.fonts.files import OFFICE_FAMILY
from components.wording import terms
from data.answers.trust import AVERAGE, HOME
from data.frames import records
from data.model import STATE_ORDER, State, Unknown
from data.words import Words

_PERCENT, _SUM, _NUMBER, _COUNT = 'General" %"', "#,##0", "#,##0.##", "0;;"
"""How values are written: shares, sums, numbers of any kind, and counts, of which nought has no label."""


@dataclass(frozen=True)
class Series:
    """One series of a chart: its name, a value a category (None is not known), and how it looks.

    ``special`` are the colours of single categories by their place; ``state`` is the status that it counts.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    state: State | None = None
    special: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Native:
    """A chart: bars lie, columns stand, and either may be stacked; ``form`` is how its values are written."""

    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    form: str
    stacked: bool = False
    lying: bool = True


def of_bars(bars: Bars, words: Words, palette: str) -> Native:
    """Return stacked bars as a chart: a category a row, a series a status that occurs."""
    counts = [dict(row.parts) for row in bars.rows]
    series = (
        Series(terms.status_name(status, words), tuple(tally.get(status, 0) for tally in counts), colour, status)
        for status, colour in _states(palette)
        if any(tally.get(status) for tally in counts)
    )
    labels = tuple(plain(row.label) for row in bars.rows)
    return Native(bars.caption, bars.alt, labels, tuple(series), _COUNT, stacked=True)


def of_figure(figure: Figure, palette: str) -> Native | None:
    """Return a figure as a chart, by what its frame holds; None where a picture says it better, as of a map."""
    names, rows = frozenset(figure.frame.columns), list(records(figure.frame))
    columns = {column.name: column for column in figure.columns}
    made: Native | None = None
    if {"whole", "title", *STATE_ORDER} <= names:
        rows = [row for row in rows if row["whole"]]
        made = _counted(figure, rows, columns, "title", palette)
    elif {"day", *STATE_ORDER} <= names:
        made = replace(_counted(figure, rows, columns, "day", palette), lying=False)
    elif {"country", "high", "place"} <= names:
        made = _ranked(figure, rows, columns)
    elif {"home", "average", "year"} <= names:
        made = _paired(figure, rows, columns)
    elif {"year", "need", "allocated"} <= names:
        given = (("need", FAINT), ("allocated", SHADES[2].colour))
        series = tuple(_summed(columns, name, rows, colour) for name, colour in given)
        made = _of(figure, rows, columns["year"], series, _SUM, lying=True)
    elif {"municipality", "number", "year"} <= names and "number" in columns:
        rows = [row for row in rows if row["number"] is not None]
        made = _of(
            figure, rows, columns["title"], (_series(columns["number"], rows, SHADES[1].colour),), _NUMBER, lying=True
        )
    return made if made and made.categories and made.series else None


def _states(palette: str) -> Iterator[tuple[State, str]]:
    yield from ((status, marks(palette)[status].colour) for status in STATE_ORDER)


def _of(
    figure: Figure,
    rows: Sequence[Record],
    category: FigureColumn,
    series: tuple[Series, ...],
    form: str,
    *,
    lying: bool,
) -> Native:
    return Native(figure.title, figure.alt, tuple(category.text(row) for row in rows), series, form, lying=lying)


def _series(column: FigureColumn, rows: Sequence[Record], colour: str) -> Series:
    return Series(column.heading, tuple(row[column.name] for row in rows), colour)


def _summed(columns: dict[str, FigureColumn], name: str, rows: Sequence[Record], colour: str) -> Series:
    """Return sums by year; a year without one stands in the name, since a bar that is not there could be nought."""
    silent = [row for row in rows if row[name] is None]
    years = ", ".join(columns["year"].text(row) for row in silent)
    series = _series(columns[name], rows, colour)
    told = f" ({columns[name].text(silent[0])}: {years})" if silent else ""
    return replace(series, name=f"{series.name}, €{told}")


def _counted(
    figure: Figure, rows: Sequence[Record], columns: dict[str, FigureColumn], category: str, palette: str
) -> Native:
    series = tuple(
        replace(_series(columns[status.value], rows, colour), state=status)
        for status, colour in _states(palette)
        if status.value in columns and any(row[status.value] for row in rows)
    )
    return replace(_of(figure, rows, columns[category], series, _COUNT, lying=True), stacked=True)


def _ranked(figure: Figure, rows: Sequence[Record], columns: dict[str, FigureColumn]) -> Native:
    """Return countries by their share: those whose last share is of another year with that year, without a place."""
    rows = [row for row in rows if row["high"] is not None]
    newest = max((row["year"] for row in rows), default=None)
    named = [column for column in figure.columns if column.name == "country"][-1]
    special = []
    for place, row in enumerate(rows):
        own = CARMINE if row["country"] == HOME else INK if row["country"] == AVERAGE else ""
        colour = own or (FAINT if row["year"] != newest else "")
        special += [(place, colour)] if colour else []
    series = replace(_series(columns["high"], rows, OTHERS), special=tuple(special))
    made = _of(figure, rows, named, (series,), _PERCENT, lying=True)
    years = [f" ({row['year']})" if row["year"] != newest else "" for row in rows]
    labels = tuple(f"{label}{year}" for label, year in zip(made.categories, years, strict=True))
    return replace(made, categories=labels)


def _paired(figure: Figure, rows: Sequence[Record], columns: dict[str, FigureColumn]) -> Native:
    # As on screens: what is known of others alone says nothing here.
    rows = [row for row in rows if row["home"] is not None]
    several = len({row["year"] for row in rows}) > 1
    series = tuple(_series(columns[name], rows, colour) for name, colour in (("home", CARMINE), ("average", INK)))
    made = _of(figure, rows, columns["indicator"], series, _PERCENT, lying=True)
    years = [f" ({row['year']})" if several else "" for row in rows]
    labels = tuple(f"{label}{year}" for label, year in zip(made.categories, years, strict=True))
    return replace(made, categories=labels)


_TYPES = {
    (True, True): XL_CHART_TYPE.BAR_STACKED,
    (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED,
    (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
}


def draw(slide: Any, native: Native, palette: str, size: float, height: float, *, own: bool = False) -> Any:
    """Add a chart to a slide and return its frame, which is still to be placed.

    ``size`` is that of its letters in points where ``height``, also in points, has room for them at every category.
    On an office's ``own`` master it stands on white in the master's face: nobody knows what the ground is.
    """
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [printable(label) for label in native.categories]
    for one in native.series:
        data.add_series(printable(one.name), one.values)
    frame = slide.shapes.add_chart(_TYPES[native.lying, native.stacked], 0, 0, 0, 0, data)
    frame.name = printable(native.title)[:120]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(native.alt))
    chart = frame.chart
    if native.lying:
        lines = len(native.categories) * (1 if native.stacked else len(native.series))
        size = max(min(size, height * 0.8 / max(lines, 1)), _LEAST)
    chart.font.size, chart.font.color.rgb = Pt(size), inked(INK)
    if own:
        _on_white(chart)
    else:
        chart.font.name = OFFICE_FAMILY
    chart.has_title = False
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.reverse_order = native.lying
    chart.category_axis.format.line.color.rgb = inked(LINE)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (60, 100) if native.stacked else (40, 0)
    for one, series in zip(native.series, plot.series, strict=True):
        _paint(series, one, palette)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = native.form, False
        if isinstance(one.state, Unknown):
            _on_plate(labels)
        if not native.stacked:
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
        mark: Mark | None = marks(palette)[one.state] if one.state else None
        font = labels.font
        font.size, font.bold = Pt(size), native.stacked
        font.color.rgb = inked(mark.text if mark else INK)
    return frame


def _on_white(chart: Any) -> None:
    space = chart._chartSpace
    space.find(qn("c:chart")).addnext(_white(space))


def _on_plate(labels: Any) -> None:
    """Set the labels of a hatched series on white: hatching would run through their letters."""
    element = labels._element
    element.find(qn("c:numFmt")).addnext(_white(element))


def _white(element: Any) -> Any:
    look = element.makeelement(qn("c:spPr"), {})
    ground = look.makeelement(qn("a:solidFill"), {})
    ground.append(ground.makeelement(qn("a:srgbClr"), {"val": PAPER.lstrip("#")}))
    look.append(ground)
    return look


_LEAST = 9.0
"""The smallest letters of a chart, in points: where there are many categories."""


def _paint(series: Any, one: Series, palette: str) -> None:
    fill(series.format.fill, one.state, palette, one.colour)
    if one.colour == FAINT:
        series.format.line.color.rgb = inked(INK)
    for place, colour in one.special:
        point = series.points[place].format
        point.fill.solid()
        point.fill.fore_color.rgb = inked(colour)
        if colour == FAINT:
            point.line.color.rgb = inked(INK)


def fill(filled: Any, state: State | None, palette: str, colour: str = PAPER) -> None:
    """Fill what a status stands for: in its colour, or hatched where it is unknown; else in a ``colour``."""
    if isinstance(state, Unknown):
        filled.patterned()
        dense = state is Unknown.NO_NEWS
        filled.pattern = MSO_PATTERN.DARK_UPWARD_DIAGONAL if dense else MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        # Black lines, as screens have them for a lamp, are so thick in office programs that the ground would be black.
        filled.fore_color.rgb, filled.back_color.rgb = inked(MUTED if palette == PROJECTOR else HATCH), inked(PAPER)
    else:
        filled.solid()
        filled.fore_color.rgb = inked(marks(palette)[state].colour if state else colour)


def inked(colour: str) -> RGBColor:
    """Return a colour as office programs hold it."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]
