"""The calendar's charts as specifications: a year a row with what was and is to come, and sums of money by year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import altair as alt

from components.blocks.escape import image_address
from components.blocks.vocabulary import Sign
from components.charts import theme
from components.charts.palette import CARMINE, FAINT, INK, LINE, MUTED, PAPER, SHADES, TINT
from components.charts.theme import SIZE, SMALL, Box, Word, across, down, filled, hints, rows, tenth
from components.fonts.measure import OURS
from data.answers.events import Stand
from data.model import PartialDate

# A year a row


@dataclass(frozen=True)
class Dated:
    """An event as it is drawn: its days, where it stands, its name, and the words beside its mark ("" for none).

    ``href`` is where a click on it leads.
    """

    start: PartialDate
    end: PartialDate | None
    stand: Stand
    title: str
    label: str = ""
    href: str = ""

    @property
    def last(self) -> date:
        """The last day it can mean."""
        return (self.end or self.start).last


@dataclass(frozen=True)
class _Look:
    shape: str
    stroke: str
    fill: str
    size: int = 80


LOOKS: Mapping[Stand, _Look] = {
    Stand.HAPPENED: _Look("circle", INK, INK),
    Stand.PASSED: _Look("stroke", INK, INK, 160),
    Stand.DUE: _Look("diamond", CARMINE, CARMINE, 90),
    Stand.PROMISED: _Look("triangle-up", CARMINE, PAPER),
    Stand.COMING: _Look("circle", INK, PAPER),
    Stand.OPEN: _Look("square", INK, PAPER),
}
"""How each stand is drawn: shape and filling tell them apart where colour does not."""

_SHAPES: Mapping[str, str] = {
    "circle": '<circle cx="8" cy="8" r="5" {look}/>',
    "stroke": '<path d="M2 8h12" {look}/>',
    "diamond": '<path d="M8 2.5 13 8 8 13.5 3 8z" {look}/>',
    "triangle-up": '<path d="M8 3 13 12.5H3z" {look}/>',
    "square": '<path d="M3.5 3.5h9v9h-9z" {look}/>',
}
_LETTERS: Mapping[str, str] = {"circle": "●", "stroke": "–", "diamond": "◆", "triangle-up": "△", "square": "□"}


def shape(stand: Stand) -> str:
    """Return the mark of where an event stands as SVG within 16 by 16."""
    look = LOOKS[stand]
    return _SHAPES[look.shape].format(look=f'fill="{look.fill}" stroke="{look.stroke}" stroke-width="2"')


@cache
def sign(stand: Stand) -> Sign:
    """Return the sign of where an event stands, as it is drawn."""
    look = LOOKS[stand]
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{shape(stand)}</svg>'
    letter = "○" if stand is Stand.COMING else _LETTERS[look.shape]
    return Sign(image_address(drawing), letter=letter, colour=look.stroke)


_LANE, _MARK = 17, 7
"""The height of a line of marks, and the room a mark takes to either side."""
_MOST_LANES = 12
"""Lines of marks a year has room for; what finds no place is counted beside the year."""
_PAD, _TOP = 5, 20
_GAP = 6


@dataclass
class _Row:
    """A year's lines with what is taken of them: from, to."""

    year: int
    lanes: list[list[tuple[float, float]]] = field(default_factory=list)
    left_out: int = 0

    def take(self, needed: Sequence[tuple[float, float]], barred: Sequence[tuple[float, float]]) -> int | None:
        """Return the first line in which all of ``needed`` is free and take it; None where there is none.

        What is ``barred`` is free in no line.
        """
        if any(_meet(own, other) for own in needed for other in barred):
            return None
        for number in range(_MOST_LANES):
            if number == len(self.lanes):
                self.lanes.append([])
            if not any(_meet(own, other) for own in needed for other in self.lanes[number]):
                self.lanes[number] += needed
                return number
        return None


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True)
class _Placed:
    """A mark in its line: its place, the line of what lasts, and its words' place."""

    event: Dated
    x: float
    lane: int
    span: tuple[float, float] | None
    word: tuple[float, str] | None


@dataclass
class _Drawing:
    """What is drawn, from the top: the words, the past's ground, what lasts, the marks, the day that is looked at."""

    day: tuple[date, str]
    names: Mapping[Stand, str]
    written: Callable[[Dated], str]
    picked: int | None = None
    texts: list[Word] = field(default_factory=list)
    whole: list[dict[str, Any]] = field(default_factory=list)
    grounds: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    marks: dict[Stand, list[dict[str, Any]]] = field(default_factory=dict)
    now: list[dict[str, Any]] = field(default_factory=list)

    def row(self, year: int, events: Sequence[Dated], y: float, grid: "_Grid") -> float:
        """Draw a year from ``y`` down and return where the next begins."""
        row, placed = _placed(year, events, self.day, grid)
        height = max(len(row.lanes), 2 if row.left_out else 1) * _LANE + 2 * _PAD
        bottom = y + height - 2
        here = grid.at(self.day[0])
        edges = {"left": 1.0, "right": grid.right - 1, "top": y, "bottom": bottom}
        counted = {"year": str(year), "n": str(len(events)), "href": events[0].href if events else ""}
        self.whole.append(edges | counted | ({"stroke": INK} if year == self.picked else {}))
        if year <= self.day[0].year:
            past = grid.right if year < self.day[0].year else here
            self.grounds.append({"left": 0.0, "right": tenth(past), "top": y, "bottom": bottom})
        self.texts.append(Word(4, y + _PAD + _LANE / 2, str(year), bold=True))
        if row.left_out:
            self.texts.append(Word(4, y + _PAD + _LANE * 1.5, f"+{row.left_out}", colour=MUTED, size=SMALL))
        for one in placed:
            self._mark(one, y + _PAD + (one.lane + 0.5) * _LANE)
        if year == self.day[0].year:
            self.now.append({"x": tenth(here), "top": y, "bottom": bottom, "text": self.day[1]})
            start = _day_word(here, self.day[1], grid)
            word = Word(start, y + _PAD + _LANE / 2, self.day[1], bold=True, colour=CARMINE, size=SMALL)
            self.texts.append(word)
        return y + height

    def _mark(self, one: _Placed, y: float) -> None:
        event = one.event
        told = {"when": self.written(event), "event": event.title, "stand": self.names[event.stand]}
        told["href"] = event.href
        if one.span:
            place = {"from": tenth(one.span[0]), "to": tenth(one.span[1]), "y": y}
            self.lines.append(place | told | {"stroke": LOOKS[event.stand].stroke})
        self.marks.setdefault(event.stand, []).append({"x": tenth(one.x), "y": y} | told)
        if one.word:
            self.texts.append(Word(one.word[0], y, one.word[1], size=SMALL))


def years(
    events: Sequence[Dated],
    day: tuple[date, str],
    width: int,
    *,
    language: str,
    months: Sequence[str],
    names: Mapping[Stand, str],
    named: tuple[str, str, str, str],
    written: Callable[[Dated], str],
    description: str,
    picked: int | None = None,
) -> dict[str, Any]:
    """Return a row a year, the newest first, with a mark an event and the day that is looked at in carmine.

    An event stands in the year in which it begins, at its day, or in the middle of the line of the time it can mean or
    lasts; one known to the year alone stands before January. ``day`` is the day and its words. ``months`` are the word
    over what is known to the year alone and the twelve months' names (those that would touch are left out), ``names``
    what the stands are called, ``named`` what time, event, stand and number of events are called under the pointer;
    ``written`` says an event's time. The year ``picked`` has a frame.
    """
    grid = _Grid(width)
    key, top = _legend([stand for stand in Stand if any(event.stand is stand for event in events)], names, width)
    drawing = _Drawing(day, names, written, picked, [*(word for word, _ in key), *grid.months(months, top + _TOP / 2)])
    top += _TOP
    y = top
    for year in sorted({event.start.year for event in events} | {day[0].year}, reverse=True):
        y = drawing.row(year, [event for event in events if event.start.year == year], y, grid)
    told = hints(("event", named[1]), ("when", named[0]), ("stand", named[2]))
    borders = [{"x": tenth(grid.month(month)), "top": top, "bottom": y - 2} for month in range(1, 13)]
    layers = [
        _high(rows(drawing.grounds).mark_rect(fill=TINT)).encode(x=across("left"), x2=alt.X2("right")),
        theme.touched(drawing.whole, hints(("year", months[0]), ("n", named[3]))).encode(
            stroke=alt.Stroke("stroke", type="nominal", scale=None)
        ),
        _high(rows(borders).mark_rule(stroke=LINE)).encode(x=across("x")),
        _high(rows(drawing.now).mark_rule(stroke=CARMINE, strokeWidth=2)).encode(
            x=across("x"), tooltip=hints(("text", named[0]))
        ),
        theme.leading(
            rows(drawing.lines)
            .mark_rule(strokeWidth=3, opacity=0.55)
            .encode(
                x=across("from"),
                x2=alt.X2("to"),
                y=down("y"),
                stroke=alt.Stroke("stroke", type="nominal", scale=None),
                tooltip=told,
            )
        ),
    ]
    for stand in drawing.marks:
        layers.append(_points([{"x": tenth(word.x - 11), "y": word.y} for word, own in key if own is stand], stand))
        layers.append(theme.leading(_points(drawing.marks[stand], stand).encode(tooltip=told)))
    return theme.specification([*layers, theme.written(drawing.texts)], (width, y), language, description)


def _high(layer: alt.Chart) -> alt.Chart:
    made: alt.Chart = layer.encode(y=down("top"), y2=alt.Y2("bottom"))
    return made


def _points(places: list[dict[str, Any]], stand: Stand) -> alt.Chart:
    look = LOOKS[stand]
    point: alt.Chart = rows(places).mark_point(
        shape=look.shape, size=look.size, fill=look.fill, stroke=look.stroke, strokeWidth=2, opacity=1
    )
    return point.encode(x=across("x"), y=down("y"))


class _Grid:
    """Places across a row: the year's number, what is known to the year alone, then the months."""

    def __init__(self, width: int) -> None:
        self.start = OURS.width("0000", SIZE, bold=True) + 4 + 10
        self.slots = 4 if width > 500 else 2
        self.left = self.start + self.slots * 2 * _MARK + 4
        self.right = float(width)

    def at(self, day: date) -> float:
        """Return a day's place in its year."""
        days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days if day.year < 9999 else 365
        return self.left + (day - date(day.year, 1, 1)).days / days * (self.right - self.left)

    def month(self, month: int) -> float:
        """Return where a month begins, in a common year."""
        return self.at(date(2023, month, 1))

    def months(self, names: Sequence[str], y: float) -> list[Word]:
        """Return the word over what is known to the year alone, and every month, quarter or half-year's, as fit."""
        whole, *months = names
        words = [Word(self.start, y, whole, colour=MUTED, size=SMALL)]
        if OURS.width(whole, SMALL) > self.left - self.start:
            words = []
        for step in (1, 3, 6):
            shown = [(self.month(n + 1), months[n]) for n in range(0, 12, step)]
            room = (self.right - self.left) / 12 * step
            if all(OURS.width(name, SMALL) + _GAP <= room for _, name in shown):
                return words + [Word(x + 3, y, name, colour=MUTED, size=SMALL) for x, name in shown]
        return words


def _legend(stands: Sequence[Stand], names: Mapping[Stand, str], width: int) -> tuple[list[tuple[Word, Stand]], float]:
    """Return the words of the key, beside which the marks stand, in as many lines as they need; and its height."""
    x, y, found = 0.0, 9.0, []
    for stand in stands:
        long = OURS.width(names[stand], SIZE)
        if x and x + 18 + long > width:
            x, y = 0.0, y + 20
        found.append((Word(x + 18, y, names[stand]), stand))
        x += 18 + long + 18
    return found, y + 13 if found else 0.0


def _day_word(at: float, text: str, grid: _Grid) -> float:
    """Return where the words of the day begin: behind its line, or before it where they would be cut."""
    long = OURS.width(text, SMALL, bold=True)
    return at + 5 if at + 5 + long <= grid.right else at - 5 - long


def _placed(year: int, events: Sequence[Dated], day: tuple[date, str], grid: _Grid) -> tuple[_Row, list[_Placed]]:
    """Give each event of a year a line in which neither its mark nor its words touch another or the day's line.

    Words stand behind the mark, or before it where they would be cut or crossed; where neither is free in any line
    the mark stands alone. The day's own words have the first line.
    """
    row, placed = _Row(year), []
    barred: list[tuple[float, float]] = []
    if year == day[0].year:
        at = grid.at(day[0])
        barred.append((at - 2, at + 2))
        start = _day_word(at, day[1], grid)
        row.lanes.append([(start, start + OURS.width(day[1], SMALL, bold=True) + _GAP)])
    # What must be found stands first, and then what was first.
    for event in sorted(events, key=lambda event: (not event.label, event.start.first, event.last)):
        one = _dateless(row, event, grid) if event.start.month is None else _dated(row, event, barred, grid)
        if one:
            placed.append(one)
        else:
            row.left_out += 1
    row.lanes = row.lanes[: max((number + 1 for number, lane in enumerate(row.lanes) if lane), default=1)]
    return row, placed


def _dateless(row: _Row, event: Dated, grid: _Grid) -> _Placed | None:
    """Place what is known to the year alone before January; what is told of it there would be taken for a month."""
    for lane in range(_MOST_LANES):
        for slot in range(grid.slots):
            x = grid.start + (2 * slot + 1) * _MARK
            if lane == len(row.lanes):
                row.lanes.append([])
            own = (x - _MARK, x + _MARK)
            if not any(_meet(own, other) for other in row.lanes[lane]):
                row.lanes[lane].append(own)
                return _Placed(event, x, lane, None, None)
    return None


def _dated(row: _Row, event: Dated, barred: Sequence[tuple[float, float]], grid: _Grid) -> _Placed | None:
    begin = grid.at(event.start.first)
    end = grid.at(event.last) if event.last.year == event.start.year else grid.right
    lasts = event.start.day is None or event.last > event.start.first
    x = min(max((begin + end) / 2, grid.left), grid.right - _MARK)
    span = (begin, end) if lasts and end - begin > 2 else None
    left, right = (min(begin, x - _MARK), max(end, x + _MARK)) if span else (x - _MARK, x + _MARK)
    # A line of what lasts may cross the day's; its mark may not stand upon it unless it is that very day.
    long = OURS.width(event.label, SMALL)
    sides = []
    if event.label:
        if right + 3 + long <= grid.right:
            sides.append((right + 3, (left, right + 3 + long + _GAP), (right + 3, right + 3 + long)))
        if left - 3 - long >= grid.left:
            sides.append((left - 3 - long, (left - 3 - long - _GAP, right), (left - 3 - long, left - 3)))
    for start, needed, word in sides:
        if any(_meet(word, other) for other in barred):
            continue
        lane = row.take([needed], ())
        if lane is not None:
            return _Placed(event, x, lane, span, (start, event.label))
    lane = row.take([(left, right)], ())
    return None if lane is None else _Placed(event, x, lane, span, None)


# Money


@dataclass(frozen=True)
class Sum:
    """A sum of a year in its kind: its words, and its height, None where it is not known."""

    kind: str
    amount: float | None
    text: str


_BAR, _YEAR_GAP = 18, 12


def sums(
    by_year: Sequence[tuple[int, Sequence[Sum]]],
    width: int,
    *,
    language: str,
    named: tuple[str, str, str],
    description: str,
) -> dict[str, Any]:
    """Return a bar a sum, by year, of one scale, each with its sum; what is not known has words and no bar.

    Every year has the same kinds in the same order, the first drawn pale within an outline, the second solid. ``named``
    is what the year, the kind and the sum are called under the pointer.
    """
    kinds = [one.kind for one in by_year[0][1]] if by_year else []
    looks = ((FAINT, INK), (SHADES[2].colour, SHADES[2].colour))
    texts: list[Word] = []
    boxes: list[dict[str, Any]] = []
    x, y = 0.0, 9.0
    for kind, (fill, stroke) in zip(kinds, looks, strict=False):
        long = OURS.width(kind, SIZE)
        if x and x + 22 + long > width:
            x, y = 0.0, y + 20
        boxes.append(_box(Box(x + 1, y - 6, 14, 12), fill, stroke))
        texts.append(Word(x + 22, y, kind))
        x += 22 + long + 18
    y += 20
    left = OURS.width("0000", SIZE, bold=True) + 10
    longest = max((OURS.width(one.text, SIZE) for _, own in by_year for one in own), default=0)
    most = max((one.amount for _, own in by_year for one in own if one.amount), default=0) or 1
    scale = max(width - left - longest - 8, 20) / most
    drawn: list[dict[str, Any]] = []
    for year, own in by_year:
        texts.append(Word(0, y + len(own) * _BAR / 2, str(year), bold=True))
        for one, (fill, stroke) in zip(own, looks, strict=False):
            end = left
            if one.amount is not None:
                end = left + max(one.amount * scale, 1)
                told = {"year": str(year), "kind": one.kind, "sum": one.text}
                drawn.append(_box(Box(left, y + 2, end - left, _BAR - 4), fill, stroke) | told)
            colour = INK if one.amount is not None else MUTED
            texts.append(Word(end + 6, y + _BAR / 2, one.text, colour=colour))
            y += _BAR
        y += _YEAR_GAP
    bars = _bars(drawn).encode(tooltip=hints(("year", named[0]), ("kind", named[1]), ("sum", named[2])))
    return theme.specification([_bars(boxes), bars, theme.written(texts)], (width, y), language, description)


def _box(box: Box, fill: str, stroke: str) -> dict[str, Any]:
    edges = {"left": box.x, "right": box.x + box.width, "top": box.y, "bottom": box.y + box.height}
    return {name: tenth(edge) for name, edge in edges.items()} | {"fill": fill, "stroke": stroke}


def _bars(boxes: list[dict[str, Any]]) -> alt.Chart:
    box: alt.Chart = rows(boxes).mark_rect()
    stroke = alt.Stroke("stroke", type="nominal", scale=None)
    return box.encode(
        x=across("left"), x2=alt.X2("right"), y=down("top"), y2=alt.Y2("bottom"), fill=filled(), stroke=stroke
    )
