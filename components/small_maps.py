"""Several small maps of one country in one picture: each shape is written once and used on every map."""

from collections.abc import Mapping, Sequence
from html import escape

from components import shapes
from components.charts import FONT
from components.palette import FILLS, HATCH, INK, LINE, PAPER
from data.outlines import Outline

SmallMap = tuple[Sequence[str], Mapping[str, str]]
"""The lines of a heading, and the name of each municipality's fill by its code."""

_LINE = 17
_GAP = 16


def drawn(outlines: tuple[Outline, ...], maps: Sequence[SmallMap], columns: int, width: int) -> str:
    """Return the maps as one SVG, so many a row, each ``width`` pixels wide."""
    paths, height = shapes.paths(outlines, width)
    used = {code: f"m{index}" for index, code in enumerate(paths)}
    defined = "".join(f'<path id="{used[code]}" d="{path}"/>' for code, path in paths.items())
    heading = _LINE * max((len(lines) for lines, _ in maps), default=0)
    step_x, step_y = width + _GAP, height + heading + _GAP
    total_x, total_y = columns * step_x - _GAP, -(-len(maps) // columns) * step_y
    pieces = [
        _one(used, maps[index], (index % columns * step_x, index // columns * step_y + heading))
        for index in range(len(maps))
    ]
    hatch = (
        '<pattern id="lines" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="8" height="8" fill="{PAPER}"/><path d="M0 0V8" stroke="{HATCH}" stroke-width="3"/></pattern>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{total_x}" '
        f'height="{total_y}" viewBox="0 0 {total_x} {total_y}" font-family="{FONT}"><defs>{hatch}{defined}</defs>'
        f"{''.join(pieces)}</svg>"
    )


def _one(used: Mapping[str, str], small: SmallMap, corner: tuple[int, int]) -> str:
    lines, fills = small
    x, y = corner
    text = "".join(
        f'<text x="{x}" y="{y - _LINE * (len(lines) - index) + 12}" font-size="14" fill="{INK}">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )
    by_fill: dict[str, list[str]] = {}
    for code, name in used.items():
        by_fill.setdefault(fills.get(code, "outside"), []).append(f'<use xlink:href="#{name}"/>')
    groups = "".join(f'<g fill="{_paint(fill)}">{"".join(parts)}</g>' for fill, parts in by_fill.items())
    scale = 1 / shapes.GRID
    return f'{text}<g transform="translate({x} {y}) scale({scale:g})" stroke="{LINE}" stroke-width="1.4">{groups}</g>'


def _paint(fill: str) -> str:
    return "url(#lines)" if FILLS[fill].hatched else FILLS[fill].colour
