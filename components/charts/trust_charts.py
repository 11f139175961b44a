"""Charts of trust as specifications: ranked bars with two waves, and pairs of dots on one scale of 0–100.

Latvia is carmine and a circle, an average ink and a diamond, everyone else grey; every value is printed on its line,
so that no colour has to be told from another and nothing waits for a pointer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import altair as alt

from components.charts import theme
from components.charts.palette import CARMINE, INK, LINE, MUTED, OTHERS, PAPER, TINT
from components.charts.theme import SIZE, SMALL, Word, across, down, filled, hints, rows, tenth
from components.fonts.measure import OURS


class Who(StrEnum):
    """Whose figure a mark is."""

    HOME = "home"
    AVERAGE = "average"
    OTHER = "other"


_COLOURS = {Who.HOME: CARMINE, Who.AVERAGE: INK, Who.OTHER: OTHERS}
_PICKED = MUTED
"""The colour of a country that was picked, among the others."""
_NARROW = 500
"""Drawings narrower than this put little beside each other."""
_SHORTEST = 170
"""A scale of dots shorter than this is of no use: labels then stand above their lines."""


APART = 24
"""How far apart lines of dots stand."""


@dataclass(frozen=True)
class Share:
    """A value, 0–100, and how it is written."""

    value: float
    text: str


@dataclass(frozen=True)
class Bar:
    """One country: its value in the wave drawn, and in the one compared with; None is not known.

    ``note`` is what stands at the end of its line: the change, or for one that is ``kept`` (its value is of another
    wave) which wave that is. ``told`` is what else the pointer is told, in the order of its names. A ``picked`` one is
    set apart; ``href`` is where a click leads.
    """

    label: str
    who: Who
    value: Share | None
    other: Share | None = None
    note: str = ""
    kept: bool = False
    picked: bool = False
    href: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heads:
    """What stands over a ranking: the wave, the one compared with, the change; over the kept ones; and under it all.

    ``country``, ``last`` (of a kept one) and ``told`` are names that only the pointer is told; ``unknown`` stands where
    a value is not known.
    """

    country: str
    value: str
    other: str
    note: str
    kept: str
    last: str
    unknown: str
    told: tuple[str, ...] = ()
    signs: str = ""


@dataclass(frozen=True)
class Dot:
    """One value on a line, 0–100, and how it is written."""

    value: float
    text: str
    who: Who


@dataclass(frozen=True)
class Line:
    """A line of one or two dots: ``heading`` stands above it, ``label`` at its left; ``href`` is where it leads."""

    label: str
    dots: tuple[Dot, ...]
    heading: str = ""
    href: str = ""


_LINE, _THICK, _TOP = 16, 11, 24
"""How high a line of a ranking is, how thick its bar, and the room for what stands over all."""
_TOUCHED = 22
"""How high it is on a narrow drawing, where fingers are to find it."""


@dataclass(frozen=True)
class _Columns:
    """Where a ranking's names end, its bars lie, and its columns of text end, in pixels.

    ``high`` is how high a line is; ``over`` tells that names stand over their bars, since too little would be left
    beside them.
    """

    high: int
    left: float
    right: float
    ends: tuple[float, ...]
    texts: tuple[tuple[str, Sequence[str]], ...]
    over: bool


def _columns(bars: Sequence[Bar], heads: Heads, width: int) -> _Columns:
    texts = [(heads.value, [bar.value.text if bar.value else heads.unknown for bar in bars])]
    if heads.other and width > _NARROW:
        texts.append((heads.other, [bar.other.text if bar.other else "" for bar in bars]))
    texts.append((heads.note if heads.other else "", [bar.note for bar in bars]))
    rooms = [max(OURS.width(text, SMALL, bold=True) for text in (head, *column)) + 12 for head, column in texts]
    long = max((OURS.width(bar.label, SMALL, bold=bar.picked or bar.who is not Who.OTHER) for bar in bars), default=0)
    over = width - long - 8 - sum(rooms) < _SHORTEST / 3
    left = 0.0 if over else long + 8
    ends = tuple(width - sum(rooms[place + 1 :]) for place in range(len(rooms)))
    return _Columns(
        _LINE if width > _NARROW else _TOUCHED, left, max(width - sum(rooms), left + 1), ends, tuple(texts), over
    )


def ranked(bars: Sequence[Bar], heads: Heads, width: int, *, language: str, description: str) -> dict[str, Any]:
    """Return a bar of 0–100 a country with its value in one wave, and a ring at its value in another.

    The bars stand in their order; the kept ones, hollow, stand behind the others under a line of their own. Both values
    and the change are written in columns at the right; on a narrow drawing the other wave is a ring alone.
    ``description`` is the whole in words.
    """
    columns = _columns(bars, heads, width)
    words = [
        Word(end, 10, head, "end", size=SMALL, colour=MUTED)
        for (head, _), end in zip(columns.texts, columns.ends, strict=True)
    ]
    pitch = columns.high + (_LINE if columns.over else 0)
    areas: list[dict[str, float]] = []
    y = float(_TOP)
    for number, bar in enumerate(bars):
        if bar.kept and (not number or not bars[number - 1].kept):
            parted = OURS.lines(heads.kept, SMALL, width)
            words += [Word(0, y + 14 + _LINE * n, line, size=SMALL, colour=MUTED) for n, line in enumerate(parted)]
            y += len(parted) * _LINE + 8
        areas.append({"left": 0, "right": width, "top": y, "bottom": y + pitch})
        words += _on_line(bar, number, columns, y + pitch - columns.high / 2)
        y += pitch
    signs = OURS.lines(heads.signs, SMALL, width) if heads.signs else []
    words += [Word(0, y + 14 + _LINE * n, line, size=SMALL, colour=MUTED) for n, line in enumerate(signs)]
    across_bars = (columns.right - columns.left) / 100
    rings = [
        {"x": tenth(columns.left + bar.other.value * across_bars), "y": area["bottom"] - columns.high / 2}
        for bar, area in zip(bars, areas, strict=True)
        if bar.other and not bar.kept
    ]
    if rings:
        words.append(Word(columns.left + 16, 10, heads.other, size=SMALL, colour=MUTED))
        rings.append({"x": tenth(columns.left + 7), "y": 10})
    picked = [area for bar, area in zip(bars, areas, strict=True) if bar.picked]
    layers = [
        _lying(rows(picked).mark_rect(fill=TINT)).encode(x=across("left"), x2=alt.X2("right")),
        *_solid_and_hollow(bars, areas, columns),
        rows(rings)
        .mark_point(fill=PAPER, stroke=INK, strokeWidth=1.5, size=42, opacity=1)
        .encode(x=across("x"), y=down("y")),
        theme.written(words),
        *_answering(bars, areas, heads),
    ]
    return theme.specification(layers, (width, y + _LINE * len(signs) + 8), language, description)


def _on_line(bar: Bar, number: int, columns: _Columns, middle: float) -> list[Word]:
    """Return what is written on the line of a bar: its name and its texts."""
    colour = CARMINE if bar.who is Who.HOME else INK
    named = bar.picked or bar.who is not Who.OTHER
    at = Word(columns.left - 8, middle, bar.label, "end", bold=named, colour=colour, size=SMALL)
    words = [replace(at, x=0, y=middle - columns.high / 2 - _LINE / 2, anchor="start") if columns.over else at]
    for place, ((_, texts), end) in enumerate(zip(columns.texts, columns.ends, strict=True)):
        first, quiet = place == 0, 0 < place < len(columns.texts) - 1 or (place == 0 and bar.value is None)
        look = MUTED if quiet else colour if first else INK
        bold = first and not quiet and not bar.kept
        if texts[number]:
            words.append(Word(end, middle, texts[number], "end", bold=bold, colour=look, size=SMALL))
    return words


def _solid_and_hollow(
    bars: Sequence[Bar], areas: Sequence[Mapping[str, float]], columns: _Columns
) -> tuple[alt.Chart, alt.Chart]:
    """Return the bars of the wave drawn, filled, and those of another wave, hollow."""
    share = alt.Scale(domain=[0, 100], range=[columns.left, columns.right])
    solid: list[dict[str, Any]] = []
    hollow: list[dict[str, Any]] = []
    for bar, area in zip(bars, areas, strict=True):
        if bar.value:
            middle = area["bottom"] - columns.high / 2
            colour = _PICKED if bar.picked and bar.who is Who.OTHER else _COLOURS[bar.who]
            drawn = {"from": 0, "to": bar.value.value, "top": middle - _THICK / 2, "bottom": middle + _THICK / 2}
            (hollow if bar.kept else solid).append(drawn | {"fill": colour})
    filled_bars = _lying(rows(solid).mark_rect()).encode(x=across("from", share), x2=alt.X2("to"), fill=filled())
    outlined = _lying(rows(hollow).mark_rect(fill=PAPER, strokeWidth=1.2)).encode(
        x=across("from", share), x2=alt.X2("to"), stroke=alt.Stroke("fill", type="nominal", scale=None)
    )
    return filled_bars, outlined


def _answering(bars: Sequence[Bar], areas: Sequence[Mapping[str, float]], heads: Heads) -> list[alt.Chart]:
    """Return the layers that answer the pointer: whole lines, those of another wave told apart by name and year."""
    placed: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    for bar, area in zip(bars, areas, strict=True):
        text = bar.value.text if bar.value else heads.unknown
        told = dict(area) | {"label": bar.label, "href": bar.href, "value": text}
        if bar.kept:
            kept.append(told | {"value": f"{text} ({bar.note})" if bar.note else text})
            continue
        told |= {"other": bar.other.text if bar.other else heads.unknown, "note": bar.note or heads.unknown}
        placed.append(told | {f"told{place}": more for place, more in enumerate(bar.told)})
    country = ("label", heads.country)
    both = [("other", heads.other), ("note", heads.note)] if heads.other else []
    more_named = [(f"told{place}", name) for place, name in enumerate(heads.told)]
    return [
        theme.touched(placed, hints(country, ("value", heads.value), *both, *more_named)),
        theme.touched(kept, hints(country, ("value", heads.last))),
    ]


def _lying(layer: alt.Chart) -> alt.Chart:
    placed: alt.Chart = layer.encode(y=down("top"), y2=alt.Y2("bottom"))
    return placed


def dots(
    lines: Sequence[Line],
    legend: Sequence[tuple[Who, str]],
    width: int,
    *,
    language: str,
    named: tuple[str, str],
    description: str,
    apart: float = APART,
) -> dict[str, Any]:
    """Return lines of one or two dots on a scale of 0–100 with a grid of quarters; a bar joins two dots.

    ``legend`` names the kinds of dot. ``named`` says what headings and labels are ("" where there is no heading),
    ``description`` is the whole in words. The lines stand so far ``apart``.
    """
    left, right = _margins(lines)
    shown = lines
    if width - left - right < _SHORTEST:
        shown = [replace(line, heading=line.label, label="") if not line.heading else line for line in lines]
        left, right = _margins(shown)
    words, signs, y = _legend(legend, width)
    y += 16
    places: list[float] = []
    for number, line in enumerate(shown):
        if line.heading and (not number or line.heading != shown[number - 1].heading):
            for row in OURS.broken(line.heading, SIZE, width):
                words.append(Word(0, y + 14, row))
                y += 19
            y += 4
        places.append(y + apart / 2)
        y += apart
    scale = (width - left - right) / 100
    plates: list[dict[str, float]] = []
    for line, middle in zip(shown, places, strict=True):
        written, covered = _beside(line, middle, left, scale)
        words += written
        plates += covered
    words += [
        Word(left + quarter * scale, y + 8, str(quarter), "middle", size=12, colour=MUTED) for quarter in _QUARTERS
    ]
    share = alt.Scale(domain=[0, 100], range=[left, width - right])
    layers = [
        *_grid(places, share),
        rows(plates)
        .mark_rect(fill=PAPER)
        .encode(x=across("left"), x2=alt.X2("right"), y=down("top"), y2=alt.Y2("bottom")),
        *_dotted(lines, places, share),
        _marked(rows(signs)).encode(x=across("x")),
        theme.written(words),
        _told(lines, places, legend, width, named, half=apart / 2),
    ]
    return theme.specification(layers, (width, y + 18), language, description)


_QUARTERS = range(0, 101, 25)


def _grid(places: Sequence[float], share: alt.Scale) -> list[alt.Chart]:
    """Return the lines that dots stand on, and their quarters."""
    along = rows([{"from": 0, "to": 100, "y": y} for y in places]).mark_rule(stroke=LINE)
    ticks = [{"at": quarter, "top": y - 4, "bottom": y + 4} for y in places for quarter in _QUARTERS]
    return [
        along.encode(x=across("from", share), x2=alt.X2("to"), y=down("y")),
        rows(ticks).mark_rule(stroke=LINE).encode(x=across("at", share), y=down("top"), y2=alt.Y2("bottom")),
    ]


def _dotted(lines: Sequence[Line], places: Sequence[float], share: alt.Scale) -> list[alt.Chart]:
    """Return the bars between dots, then the dots."""
    values = [
        _look(dot.who) | {"value": dot.value, "y": y}
        for line, y in zip(lines, places, strict=True)
        for dot in sorted(line.dots, key=lambda dot: dot.value)
    ]
    bars = [
        {"from": min(ends), "to": max(ends), "y": y}
        for line, y in zip(lines, places, strict=True)
        if len(ends := [dot.value for dot in line.dots]) > 1
    ]
    joined = rows(bars).mark_rule(stroke=OTHERS, strokeWidth=3)
    return [
        joined.encode(x=across("from", share), x2=alt.X2("to"), y=down("y")),
        _marked(rows(values)).encode(x=across("value", share)),
    ]


def _told(
    lines: Sequence[Line],
    places: Sequence[float],
    legend: Sequence[tuple[Who, str]],
    width: int,
    named: tuple[str, str],
    *,
    half: float,
) -> alt.Chart:
    """Return the layer that answers the pointer: of a whole line, every value under the name of its kind."""
    areas = [
        {"left": 0, "right": width, "top": y - half, "bottom": y + half}
        | {"href": line.href, "heading": line.heading, "label": line.label}
        | {dot.who.value: dot.text for dot in line.dots}
        for line, y in zip(lines, places, strict=True)
    ]
    kinds = [(who.value, name) for who, name in legend]
    return theme.touched(areas, hints(("heading", named[0]), ("label", named[1]), *kinds))


def _look(who: Who) -> dict[str, Any]:
    """Return how a dot looks: its fill, shape and size."""
    shape, size = ("diamond", 144) if who is Who.AVERAGE else ("circle", 100)
    return {"fill": _COLOURS[who], "shape": shape, "size": size}


def _marked(layer: alt.Chart) -> alt.Chart:
    points: alt.Chart = layer.mark_point(opacity=1, strokeWidth=0)
    return points.encode(
        y=down("y"),
        fill=filled(),
        shape=alt.Shape("shape", type="nominal", scale=None),
        size=alt.Size("size", type="quantitative", scale=None),
    )


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the room for labels, with that of the value beside a dot at either end of the scale."""
    return max((OURS.width(line.label, SIZE) for line in lines), default=0) + 36, 44


def _legend(legend: Sequence[tuple[Who, str]], width: int) -> tuple[list[Word], list[dict[str, Any]], float]:
    """Return the legend's words and signs on as many lines as it needs, and where it ends."""
    words, signs = [], []
    x, y = 0.0, 10.0
    for who, name in legend:
        long = OURS.width(name, SMALL) + 18
        if x and x + long > width:
            x, y = 0.0, y + 20
        signs.append(_look(who) | {"x": tenth(x + 7), "y": y})
        words.append(Word(x + 18, y, name, size=SMALL))
        x += long + 16
    return words, signs, y


def _beside(line: Line, y: float, left: float, scale: float) -> tuple[list[Word], list[dict[str, float]]]:
    """Return what is written on a line, and the plates that keep its grid from the values.

    The lower value is written at its dot's left, the higher at its right, so they never meet.
    """
    words = [Word(0, y, line.label, colour=MUTED if line.heading else INK)]
    plates = []
    rising = sorted(line.dots, key=lambda dot: dot.value)
    for dot in rising:
        lower, home = len(rising) > 1 and dot is rising[0], dot.who is Who.HOME
        at = left + dot.value * scale + (-10 if lower else 10)
        long = OURS.width(dot.text, SMALL, bold=home)
        words.append(
            Word(at, y, dot.text, "end" if lower else "start", size=SMALL, bold=home, colour=CARMINE if home else INK)
        )
        start = at - long if lower else at
        plates.append({"left": tenth(start - 2), "right": tenth(start + long + 2), "top": y - 7, "bottom": y + 7})
    return words, plates
