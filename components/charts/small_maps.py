"""Several small maps of one country in one picture: each shape is written once and used on every map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from components import shapes
from components.charts.palette import FILLS, HATCH, INK, MUTED, PAPER
from components.fonts.files import STACK
from components.fonts.measure import OURS
from data.outlines import Outline

_LINE = 17
_GAP = 16
_SIZE = 14
"""The size of the type."""
_SWATCH = 13


@dataclass(frozen=True)
class SmallMap:
    """A map: its heading, its classes as (fill, words), and the name of each municipality's fill by its code."""

    heading: str
    classes: Sequence[tuple[str, str]]
    fills: Mapping[str, str]


def drawn(outlines: tuple[Outline, ...], maps: Sequence[SmallMap], columns: int, width: int) -> str:
    """Return the maps as one SVG, so many a row, each ``width`` pixels wide under its heading and its legend."""
    paths, height = shapes.paths(outlines, width)
    used = {code: f"m{index}" for index, code in enumerate(paths)}
    defined = "".join(f'<path id="{used[code]}" d="{path}"/>' for code, path in paths.items())
    headings = [_heading(one, width) for one in maps]
    top = _LINE * max((lines for _, lines in headings), default=0)
    step_x, step_y = width + _GAP, height + top + _GAP
    total_x, total_y = columns * step_x - _GAP, -(-len(maps) // columns) * step_y
    pieces = []
    for index, (one, (heading, lines)) in enumerate(zip(maps, headings, strict=True)):
        x, y = index % columns * step_x, index // columns * step_y
        pieces.append(
            f'<g transform="translate({x} {y + top - lines * _LINE})">{heading}</g>'
            f'<g transform="translate({x} {y + top}) scale({1 / shapes.GRID:g})" stroke="{MUTED}" stroke-width="1.4">'
            f"{_areas(used, one.fills)}</g>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{total_x}" '
        f'height="{total_y}" viewBox="0 0 {total_x} {total_y}" font-family="{STACK}"><defs>{_HATCH}{defined}</defs>'
        f"{''.join(pieces)}</svg>"
    )


def beside(outlines: tuple[Outline, ...], one: SmallMap, size: tuple[int, int]) -> str:
    """Return a map as an SVG of this size, as large as it goes, with its heading and its legend in a column beside it.

    For a screen that is wider than tall: below a legend a map would leave its half empty.
    """
    width, height = size
    least = int(width * _COLUMN)
    wide = min(width - least - 2 * _GAP, int((width - least) * height / shapes.paths(outlines, width - least)[1]))
    paths, high = shapes.paths(outlines, wide)
    used = {code: f"m{index}" for index, code in enumerate(paths)}
    defined = "".join(f'<path id="{used[code]}" d="{path}"/>' for code, path in paths.items())
    left = wide + 2 * _GAP
    pieces, line = [], 0
    for text in OURS.broken(one.heading, _SIZE, width - left):
        pieces.append(_text(left, line, text))
        line += 1
    for fill, words in one.classes:
        lines = OURS.lines(words, _SIZE, width - left - _SWATCH - 7)
        top = line * _LINE + 8
        pieces.append(
            f'<rect x="{left + 0.5:g}" y="{top}" width="{_SWATCH}" height="11" fill="{_paint(fill)}" stroke="{INK}"/>'
        )
        pieces += [_text(left + _SWATCH + 7, line + number, text, 5) for number, text in enumerate(lines)]
        line += len(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
        f'height="{max(high, line * _LINE + 8):g}" viewBox="0 0 {width} {max(high, line * _LINE + 8):g}" '
        f'font-family="{STACK}"><defs>{_HATCH}{defined}</defs>'
        f'<g transform="scale({1 / shapes.GRID:g})" stroke="{MUTED}" stroke-width="1.4">{_areas(used, one.fills)}</g>'
        f"{''.join(pieces)}</svg>"
    )


_COLUMN = 0.28
"""The part of the width that a legend beside a map has at least."""
_HATCH = (
    '<pattern id="lines" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="8" height="8" fill="{PAPER}"/><path d="M0 0V8" stroke="{HATCH}" stroke-width="3"/></pattern>'
)


def _heading(one: SmallMap, width: int) -> tuple[str, int]:
    """Return a heading and its legend as SVG, and how many lines they take."""
    lines = OURS.broken(one.heading, _SIZE, width)
    pieces = [_text(0, number, line) for number, line in enumerate(lines)]
    x, line = 0.0, len(lines)
    for fill, words in one.classes:
        wide = _SWATCH + 5 + OURS.width(words, _SIZE)
        if x and x + wide > width:
            x, line = 0.0, line + 1
        y = line * _LINE + 3
        pieces.append(
            f'<rect x="{x + 0.5:g}" y="{y}" width="{_SWATCH}" height="11" fill="{_paint(fill)}" stroke="{INK}"/>'
        )
        pieces.append(_text(x + _SWATCH + 5, line, words))
        x += wide + 10
    return "".join(pieces), line + 1


def _text(x: float, line: int, words: str, below: int = 0) -> str:
    return f'<text x="{x:g}" y="{line * _LINE + 13 + below}" font-size="{_SIZE}" fill="{INK}">{escape(words)}</text>'


def _areas(used: Mapping[str, str], fills: Mapping[str, str]) -> str:
    by_fill: dict[str, list[str]] = {}
    for code, name in used.items():
        by_fill.setdefault(fills.get(code, "outside"), []).append(f'<use xlink:href="#{name}"/>')
    return "".join(f'<g fill="{_paint(fill)}">{"".join(parts)}</g>' for fill, parts in by_fill.items())


def _paint(fill: str) -> str:
    return "url(#lines)" if FILLS[fill].hatched else FILLS[fill].colour
