"""A path: events one below the other on a line, each with its day and a few words, to be read at once in a room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from components.charts.calendar_charts import shape
from components.charts.palette import INK, LINE, PAPER
from components.charts.theme import SIZE
from components.fonts.files import STACK
from components.fonts.measure import OURS
from data.answers.events import Stand

_LEFT, _LINE_HIGH, _BETWEEN, _COLUMNS_APART = 24, 19, 7, 26
_TWO_FROM, _FEW = 600, 5
"""From this width on more than so many stand in two columns."""


@dataclass(frozen=True)
class Stop:
    """An event on the path: where it stands, when it is and what it is."""

    stand: Stand
    when: str
    text: str


def path(stops: Sequence[Stop], width: int) -> str:
    """Return stops in their order as an SVG of a width; each has its sign on the line, its day in bold, its words."""
    columns = 2 if width >= _TWO_FROM and len(stops) > _FEW else 1
    wide = (width - (columns - 1) * _COLUMNS_APART) / columns
    told = [_lines(stop, wide - _LEFT) for stop in stops]
    half = _half([len(lines) for lines in told]) if columns == 2 else len(stops)
    pieces: list[str] = []
    lowest = 0.0
    for left, part in ((0.0, range(half)), (wide + _COLUMNS_APART, range(half, len(stops)))):
        y = 0.0
        places = []
        for place in part:
            places.append(y + _LINE_HIGH / 2)
            pieces += _stop(stops[place], told[place], left, y)
            y += len(told[place]) * _LINE_HIGH + _BETWEEN
        if len(places) > 1:
            pieces.insert(0, _line(left + 8, places[0], places[-1]))
        lowest = max(lowest, y)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{lowest:g}" viewBox="0 0 {width} {lowest:g}" '
        f'font-family="{STACK}"><rect width="{width}" height="{lowest:g}" fill="{PAPER}"/>{"".join(pieces)}</svg>'
    )


def _half(heights: Sequence[int]) -> int:
    """Return how many stand in the first of two columns, so that both are about as tall and it is not the lower."""
    return next(n for n in range(len(heights) + 1) if 2 * sum(heights[:n]) >= sum(heights))


def _lines(stop: Stop, room: float) -> list[str]:
    """Return the words in lines, the first of which has room for the day before it."""
    lines = [""]
    left = room - OURS.width(stop.when, SIZE, bold=True) - 6
    for word in stop.text.split():
        longer = f"{lines[-1]} {word}".strip()
        if OURS.width(longer, SIZE) > left:
            lines.append(word)
            left = room
        else:
            lines[-1] = longer
    return lines


def _stop(stop: Stop, lines: Sequence[str], left: float, top: float) -> Iterator[str]:
    yield f'<g transform="translate({left:g} {top + _LINE_HIGH / 2 - 8:g})">{shape(stop.stand)}</g>'
    x, base = left + _LEFT, top + 14
    yield f'<text x="{x:g}" y="{base:g}" font-size="{SIZE}" font-weight="600" fill="{INK}">{escape(stop.when)}</text>'
    first = x + OURS.width(stop.when, SIZE, bold=True) + 6
    for number, line in enumerate(lines):
        at = x if number else first
        y = base + number * _LINE_HIGH
        yield f'<text x="{at:g}" y="{y:g}" font-size="{SIZE}" fill="{INK}">{escape(line)}</text>'


def _line(x: float, top: float, bottom: float) -> str:
    return f'<path d="M{x:g} {top:g}V{bottom:g}" stroke="{LINE}" stroke-width="2"/>'
