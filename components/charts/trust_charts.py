"""Figures of trust as SVG made on the server: ranked bars of answers, and pairs of dots on one scale of 0–100.

Latvia is carmine and a circle, an average ink and a diamond, everyone else grey; every value is printed beside its
mark, so that no colour has to be told from another and nothing waits for a pointer.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from typing import Literal

from components.charts.palette import CARMINE, FAINT, INK, LINE, MUTED, OTHERS, PAPER, TINT
from components.fonts.files import STACK
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
_SIZE, _SMALL = 14, 13
"""The sizes of names, and of values and legends."""
_SHORTEST = 170
"""A scale of dots shorter than this is of no use: labels then stand above their lines."""


@dataclass(frozen=True)
class Share:
    """One part of the answers: 0–100, and how it is written."""

    value: float
    text: str


@dataclass(frozen=True)
class Bar:
    """One country's answers; None is not known."""

    label: str
    who: Who
    high: Share
    neutral: Share | None
    low: Share | None


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


class _Canvas:
    """Marks at places in pixels, written as SVG: areas, then lines, dots and words, those that look alike together.

    Written by hand and short: a visitor who picks countries waits for it, Vega needs a fifth of a second a drawing,
    and every run of the screen sends all of its drawings.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self._areas: dict[str, list[str]] = defaultdict(list)
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._dots: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        own = f"M{_at(x)} {_at(y)}h{_at(width)}v{_at(height)}h{_at(-width)}z"
        self._areas[f'fill="{fill}"'].append(own)

    def line(self, x: float, y: float, colour: str, *, along: float = 0, down: float = 0, width: float = 1) -> None:
        own = f"M{_at(x)} {_at(y)}l{_at(along)} {_at(down)}"
        self._lines[f'stroke="{colour}" stroke-width="{width:g}"'].append(own)

    def dot(self, x: float, y: float, who: Who, *, earlier: bool = False) -> None:
        look = f'fill="{PAPER if earlier else _COLOURS[who]}" stroke="{_COLOURS[who]}" stroke-width="2"'
        if who is Who.AVERAGE:
            own = f"M{_at(x - 6)} {_at(y)}l6-6 6 6-6 6z"
        else:
            own = f"M{_at(x - 5)} {_at(y)}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
        self._dots[look].append(own)

    def text(
        self, x: float, y: float, text: str, anchor: Literal["start", "middle", "end"] = "start", *,
        colour: str = INK, bold: bool = False, size: int = _SIZE, halo: bool = False,
    ) -> None:  # fmt: skip
        look = f'font-size="{size}" fill="{colour}" text-anchor="{anchor}"'
        look += ' font-weight="600"' if bold else ""
        look += f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"' if halo else ""
        self._words[look].append(f'<text x="{_at(x)}" y="{_at(y + size * 0.35)}">{escape(text)}</text>')

    def drawn(self, height: float) -> str:
        size = f'width="{self.width}" height="{height:g}" viewBox="0 0 {self.width} {height:g}"'
        shapes = [(look, own) for kind in (self._areas, self._lines, self._dots) for look, own in kind.items()]
        paths = "".join(f'<path {look} d="{"".join(own)}"/>' for look, own in shapes)
        words = "".join(f"<g {look}>{''.join(own)}</g>" for look, own in self._words.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{STACK}">'
            f'<path fill="{PAPER}" d="M0 0h{self.width}v{height:g}H0z"/>{paths}{words}</svg>'
        )


def _at(pixels: float) -> str:
    """Write a place in pixels, to the tenth."""
    return f"{pixels:.1f}".removesuffix(".0")


def ranked(bars: Sequence[Bar], heads: tuple[str, str, str], unknown: str, width: int) -> str:
    """Draw one bar of 0–100 a country: high trust from the left, low from the right, neutral beside high if known.

    ``heads`` names the three answers; ``unknown`` stands where low trust is not known.
    """
    canvas = _Canvas(width)
    pitch, thick, top = 23, 18, 24
    longest = max((OURS.width(bar.label, _SIZE, bold=bar.who is not Who.OTHER) for bar in bars), default=0)
    left = min(longest + 14, width * 0.42)
    scale = (width - left) / 100
    canvas.text(left if width > _NARROW else 0, 10, heads[0], size=_SMALL, colour=MUTED)
    canvas.text(width, 10, heads[2], "end", size=_SMALL, colour=MUTED)
    first = next((bar for bar in bars if bar.neutral), None)
    if first and first.neutral and width > _NARROW:
        ends = OURS.width(heads[0], _SMALL), OURS.width(heads[1], _SMALL), OURS.width(heads[2], _SMALL)
        over = left + (first.high.value + first.neutral.value / 2) * scale
        over = min(max(over, left + ends[0] + ends[1] / 2 + 12), width - ends[2] - ends[1] / 2 - 12)
        canvas.text(over, 10, heads[1], "middle", size=_SMALL, colour=MUTED)
    for number, bar in enumerate(bars):
        y = top + number * pitch
        middle = y + thick / 2
        named = bar.who is not Who.OTHER
        canvas.text(left - 8, middle, bar.label, "end", bold=named, colour=_COLOURS[bar.who] if named else INK)
        end = left + bar.high.value * scale
        inside = bar.high.value * scale > OURS.width(bar.high.text, _SMALL, bold=True) + 8
        canvas.box(left, y, end - left, thick, _COLOURS[bar.who])
        canvas.text(end + (-5 if inside else 5), middle, bar.high.text, "end" if inside else "start", bold=True,
                    size=_SMALL, colour=_ON_COLOURS[bar.who] if inside else INK)  # fmt: skip
        if bar.neutral:
            # A value that finds no room beside that of high trust stands in the table alone.
            start, beyond = end if inside else end + 9 + OURS.width(bar.high.text, _SMALL, bold=True), bar.neutral.value
            room = end + beyond * scale - start
            canvas.box(end, y, beyond * scale, thick, TINT)
            if OURS.width(bar.neutral.text, _SMALL) + 1 <= room:
                canvas.text(start + room / 2, middle, bar.neutral.text, "middle", size=_SMALL)
        if bar.low:
            long = bar.low.value * scale
            canvas.box(width - long, y, long, thick, FAINT)
        low, colour = (bar.low.text, INK) if bar.low else (unknown, MUTED)
        canvas.text(width - 5, middle, low, "end", size=_SMALL, colour=colour)
    return canvas.drawn(top + len(bars) * pitch)


def dots(lines: Sequence[Line], legend: Sequence[tuple[Who, bool, str]], width: int) -> str:
    """Draw lines of one or two dots on a scale of 0–100 with a grid of quarters; a bar joins two dots.

    ``legend`` names the kinds of dot: whose, whether it is the earlier one, and the words.
    """
    canvas = _Canvas(width)
    left, right = _margins(lines)
    if width - left - right < _SHORTEST:
        lines = [replace(line, heading=line.label, label="") if not line.heading else line for line in lines]
        left, right = _margins(lines)
    scale = (width - left - right) / 100
    y = _legend(canvas, legend) + 16
    places = []
    for number, line in enumerate(lines):
        if line.heading and (not number or line.heading != lines[number - 1].heading):
            for row in OURS.lines(line.heading, _SIZE, width, bold=line.strong):
                canvas.text(0, y + 14, row, bold=line.strong)
                y += 19
            y += 4
        places.append(y + 12)
        y += 24
    for line, middle in zip(lines, places, strict=True):
        canvas.line(left, middle, LINE, along=width - right - left)
        for quarter in range(0, 101, 25):
            canvas.line(left + quarter * scale, middle - 4, LINE, down=8)
        _dotted(canvas, line, middle, left, scale)
    for quarter in range(0, 101, 25):
        canvas.text(left + quarter * scale, y + 8, str(quarter), "middle", size=12, colour=MUTED)
    return canvas.drawn(y + 18)


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the room for labels and notes, with that of the value beside a dot at either end of the scale."""
    label = max((OURS.width(line.label, _SIZE, bold=line.strong) for line in lines), default=0)
    note = max((OURS.width(line.note, _SIZE, bold=line.strong) for line in lines), default=0)
    return label + 36, note + 44


def _legend(canvas: _Canvas, legend: Sequence[tuple[Who, bool, str]]) -> float:
    """Draw the legend on as many lines as it needs and return where it ends."""
    x, y = 0.0, 10.0
    for who, earlier, words in legend:
        long = OURS.width(words, _SMALL) + 18
        if x and x + long > canvas.width:
            x, y = 0.0, y + 20
        canvas.dot(x + 7, y, who, earlier=earlier)
        canvas.text(x + 18, y, words, size=_SMALL)
        x += long + 16
    return y


def _dotted(canvas: _Canvas, line: Line, y: float, left: float, scale: float) -> None:
    """Draw one line: the lower value is written at its left, the higher at its right, so they never meet."""
    canvas.text(0, y, line.label, bold=line.strong, colour=MUTED if line.heading else INK)
    rising = sorted(line.dots, key=lambda dot: dot.value)
    if len(rising) > 1:
        start, end = (left + dot.value * scale for dot in (rising[0], rising[-1]))
        canvas.line(start, y, OTHERS, along=end - start, width=3)
    for dot in rising:
        at, lower = left + dot.value * scale, len(rising) > 1 and dot is rising[0]
        canvas.dot(at, y, dot.who, earlier=dot.earlier)
        home = dot.who is Who.HOME
        canvas.text(at + (-10 if lower else 10), y, dot.text, "end" if lower else "start", size=_SMALL, halo=True,
                    bold=home, colour=CARMINE if home else INK)  # fmt: skip
    if line.note:
        canvas.text(canvas.width, y, line.note, "end", bold=line.strong)
