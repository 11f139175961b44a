"""Charts of trust as specifications: ranked bars of answers, and pairs of dots on one scale of 0–100.

Latvia is carmine and a circle, an average ink and a diamond, everyone else grey; every value is printed beside its
mark, so that no colour has to be told from another and nothing waits for a pointer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import altair as alt

from components.charts import theme
from components.charts.palette import CARMINE, FAINT, INK, LINE, MUTED, OTHERS, PAPER, TINT
from components.charts.theme import SIZE, SMALL, Word, across, down, filled, hints, rows, tenth
from components.fonts.measure import OURS


class Who(StrEnum):
    """Whose figure a mark is."""

    HOME = "home"
    AVERAGE = "average"
    OTHER = "other"


_COLOURS = {Who.HOME: CARMINE, Who.AVERAGE: INK, Who.OTHER: OTHERS}
_ON_COLOURS = {Who.HOME: PAPER, Who.AVERAGE: PAPER, Who.OTHER: INK}
_NARROW = 500
"""Drawings narrower than this put little beside each other."""
_SHORTEST = 170
"""A scale of dots shorter than this is of no use: labels then stand above their lines."""


@dataclass(frozen=True)
class Share:
    """One part of the answers: 0–100, and how it is written."""

    value: float
    text: str


@dataclass(frozen=True)
class Bar:
    """One country's answers; None is not known. ``href`` is where a click on it leads."""

    label: str
    who: Who
    high: Share
    neutral: Share | None
    low: Share | None
    href: str = ""


@dataclass(frozen=True)
class Dot:
    """One value on a line, 0–100, and how it is written; ``earlier`` is drawn hollow."""

    value: float
    text: str
    who: Who
    earlier: bool = False


@dataclass(frozen=True)
class Line:
    """A line of one or two dots: ``heading`` stands above it, ``label`` at its left, ``note`` at its right."""

    label: str
    dots: tuple[Dot, ...]
    heading: str = ""
    note: str = ""
    strong: bool = False


def ranked(
    bars: Sequence[Bar],
    heads: tuple[str, str, str],
    unknown: str,
    width: int,
    *,
    language: str,
    named: str,
    description: str,
) -> dict[str, Any]:
    """Return one bar of 0–100 a country: high trust from the left, low from the right, neutral beside high if known.

    ``heads`` names the three answers, ``named`` what the bars are of; ``unknown`` stands where an answer is not known.
    ``said`` is the whole in words.
    """
    pitch, thick, top = 23, 18, 24
    gap = pitch - thick
    longest = max((OURS.width(bar.label, SIZE, bold=bar.who is not Who.OTHER) for bar in bars), default=0)
    left = min(longest + 14, width * 0.42)
    scale = (width - left) / 100
    words = [
        Word(left if width > _NARROW else 0, 10, heads[0], size=SMALL, colour=MUTED),
        Word(width, 10, heads[2], "end", size=SMALL, colour=MUTED),
    ]
    first = next((bar for bar in bars if bar.neutral), None)
    if first and first.neutral and width > _NARROW:
        ends = OURS.width(heads[0], SMALL), OURS.width(heads[1], SMALL), OURS.width(heads[2], SMALL)
        over = left + (first.high.value + first.neutral.value / 2) * scale
        over = min(max(over, left + ends[0] + ends[1] / 2 + 12), width - ends[2] - ends[1] / 2 - 12)
        words.append(Word(over, 10, heads[1], "middle", size=SMALL, colour=MUTED))
    parts: list[dict[str, Any]] = []
    whole: list[dict[str, Any]] = []
    for number, bar in enumerate(bars):
        y = top + number * pitch
        told = {"label": bar.label, "href": bar.href} | {
            name: share.text if share else unknown
            for name, share in (("high", bar.high), ("neutral", bar.neutral), ("low", bar.low))
        }
        whole.append({"left": 0, "right": width, "top": y - gap / 2, "bottom": y + thick + gap / 2} | told)

        def part(start: float, end: float, fill: str, y: int = y) -> None:
            parts.append({"from": start, "to": end, "top": y, "bottom": y + thick, "fill": fill})

        part(0, bar.high.value, _COLOURS[bar.who])
        if bar.neutral:
            part(bar.high.value, bar.high.value + bar.neutral.value, TINT)
        if bar.low:
            part(100 - bar.low.value, 100, FAINT)
        words += _values(bar, unknown, y + thick / 2, left, width)
    height = top + len(bars) * pitch
    share = alt.Scale(domain=[0, 100], range=[left, width])
    drawn = (
        rows(parts)
        .mark_rect()
        .encode(x=across("from", share), x2=alt.X2("to"), y=down("top"), y2=alt.Y2("bottom"), fill=filled())
    )
    hinted = hints(("label", named), ("high", heads[0]), ("neutral", heads[1]), ("low", heads[2]))
    layers = [drawn, theme.written(words), theme.touched(whole, hinted)]
    return theme.specification(layers, (width, height), language, description)


def _values(bar: Bar, unknown: str, middle: float, left: float, width: int) -> list[Word]:
    """Return what is written on and beside a bar: its name and those values that find room."""
    scale = (width - left) / 100
    named = bar.who is not Who.OTHER
    end = left + bar.high.value * scale
    long = OURS.width(bar.high.text, SMALL, bold=True)
    inside = bar.high.value * scale > long + 8
    words = [
        Word(left - 8, middle, bar.label, "end", bold=named, colour=_COLOURS[bar.who] if named else INK),
        Word(
            end + (-5 if inside else 5),
            middle,
            bar.high.text,
            "end" if inside else "start",
            bold=True,
            size=SMALL,
            colour=_ON_COLOURS[bar.who] if inside else INK,
        ),
    ]
    if bar.neutral:
        # A value that finds no room beside that of high trust stands in the table alone.
        start = end if inside else end + 9 + long
        room = end + bar.neutral.value * scale - start
        if OURS.width(bar.neutral.text, SMALL) + 1 <= room:
            words.append(Word(start + room / 2, middle, bar.neutral.text, "middle", size=SMALL))
    low, colour = (bar.low.text, INK) if bar.low else (unknown, MUTED)
    return [*words, Word(width - 5, middle, low, "end", size=SMALL, colour=colour)]


def dots(
    lines: Sequence[Line],
    legend: Sequence[tuple[Who, bool, str]],
    width: int,
    *,
    language: str,
    named: tuple[str, str],
    description: str,
) -> dict[str, Any]:
    """Return lines of one or two dots on a scale of 0–100 with a grid of quarters; a bar joins two dots.

    ``legend`` names the kinds of dot: whose, whether it is the earlier one, and the words. ``named`` says what headings
    and labels are ("" where there is no heading), ``said`` is the whole in words.
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
            for row in OURS.lines(line.heading, SIZE, width, bold=line.strong):
                words.append(Word(0, y + 14, row, bold=line.strong))
                y += 19
            y += 4
        places.append(y + 12)
        y += 24
    scale = (width - left - right) / 100
    plates: list[dict[str, float]] = []
    for line, middle in zip(shown, places, strict=True):
        written, covered = _beside(line, middle, left, scale, width)
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
        *_dotted(lines, places, legend, named, share),
        _marked(rows(signs)).encode(x=across("x")),
        theme.written(words),
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


def _dotted(
    lines: Sequence[Line],
    places: Sequence[float],
    legend: Sequence[tuple[Who, bool, str]],
    named: tuple[str, str],
    share: alt.Scale,
) -> list[alt.Chart]:
    """Return the bars between dots, then the dots: a layer for each kind, so that each is told under its name."""
    values = [
        _look(dot.who, dot.earlier)
        | {"value": dot.value, "text": dot.text, "heading": line.heading, "label": line.label, "y": y}
        for line, y in zip(lines, places, strict=True)
        for dot in sorted(line.dots, key=lambda dot: dot.value)
    ]
    kinds = [_kind(dot, legend) for line in lines for dot in sorted(line.dots, key=lambda dot: dot.value)]
    bars = [
        {"from": min(ends), "to": max(ends), "y": y}
        for line, y in zip(lines, places, strict=True)
        if len(ends := [dot.value for dot in line.dots]) > 1
    ]
    layers = [
        rows(bars).mark_rule(stroke=OTHERS, strokeWidth=3).encode(x=across("from", share), x2=alt.X2("to"), y=down("y"))
    ]
    for number, (_, _, name) in enumerate(legend):
        of_kind = [value for kind, value in zip(kinds, values, strict=True) if kind == number]
        told = hints(("heading", named[0]), ("label", named[1]), ("text", name))
        layers.append(_marked(rows(of_kind)).encode(x=across("value", share), tooltip=told))
    return layers


def _kind(dot: Dot, legend: Sequence[tuple[Who, bool, str]]) -> int:
    """Return which entry of the legend speaks of a dot: of the same kind, or else as early as it is."""
    same = (number for number, (who, earlier, _) in enumerate(legend) if (who, earlier) == (dot.who, dot.earlier))
    alike = (number for number, (_, earlier, _) in enumerate(legend) if earlier == dot.earlier)
    return next(same, next(alike, 0))


def _look(who: Who, earlier: bool) -> dict[str, Any]:
    """Return how a dot looks: its fill, line, shape and size."""
    shape, size = ("diamond", 144) if who is Who.AVERAGE else ("circle", 100)
    return {"fill": PAPER if earlier else _COLOURS[who], "stroke": _COLOURS[who], "shape": shape, "size": size}


def _marked(layer: alt.Chart) -> alt.Chart:
    points: alt.Chart = layer.mark_point(strokeWidth=2, opacity=1)
    return points.encode(
        y=down("y"),
        fill=filled(),
        stroke=alt.Stroke("stroke", type="nominal", scale=None),
        shape=alt.Shape("shape", type="nominal", scale=None),
        size=alt.Size("size", type="quantitative", scale=None),
    )


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the room for labels and notes, with that of the value beside a dot at either end of the scale."""
    label = max((OURS.width(line.label, SIZE, bold=line.strong) for line in lines), default=0)
    note = max((OURS.width(line.note, SIZE, bold=line.strong) for line in lines), default=0)
    return label + 36, note + 44


def _legend(legend: Sequence[tuple[Who, bool, str]], width: int) -> tuple[list[Word], list[dict[str, Any]], float]:
    """Return the legend's words and signs on as many lines as it needs, and where it ends."""
    words, signs = [], []
    x, y = 0.0, 10.0
    for who, earlier, name in legend:
        long = OURS.width(name, SMALL) + 18
        if x and x + long > width:
            x, y = 0.0, y + 20
        signs.append(_look(who, earlier) | {"x": tenth(x + 7), "y": y})
        words.append(Word(x + 18, y, name, size=SMALL))
        x += long + 16
    return words, signs, y


def _beside(line: Line, y: float, left: float, scale: float, width: int) -> tuple[list[Word], list[dict[str, float]]]:
    """Return what is written on a line, and the plates that keep its grid from the values.

    The lower value is written at its dot's left, the higher at its right, so they never meet.
    """
    words = [Word(0, y, line.label, bold=line.strong, colour=MUTED if line.heading else INK)]
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
    if line.note:
        words.append(Word(width, y, line.note, "end", bold=line.strong))
    return words, plates
