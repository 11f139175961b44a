"""Stacked bars as a picture to take along; on screens they are HTML."""

from collections.abc import Mapping
from html import escape

from components.blocks.vocabulary import Bar, Bars, plain
from components.charts.palette import HATCHED, INK, PAPER, PROJECTOR, marks
from components.fonts.files import STACK
from components.fonts.measure import OURS
from data.model import State, Unknown

_LETTER, _LINE = 14, 20
"""The size of a label and the height of its line."""
_HEIGHT, _BELOW = 34, 14
"""The height of a bar, and the blank below it."""
HATCHES: Mapping[State, str] = {Unknown.NO_STATUS: "hatch-sparse", Unknown.NO_NEWS: "hatch-dense"}
"""The name of each hatching."""


def as_svg(stacked: Bars, width: float, palette: str = "") -> str:
    """Return bars of one scale as SVG, each under its lines of text, in a palette."""
    y, pieces = 0.0, [hatching(palette)]
    for row in stacked.rows:
        for line in OURS.broken(plain(row.label), _LETTER, width):
            pieces.append(f'<text x="0" y="{y + 15:g}" font-size="{_LETTER}" fill="{INK}">{escape(line)}</text>')
            y += _LINE
        pieces.append(f'<g transform="translate(0 {y + 2:g})">{_bar(row, width / stacked.longest, palette)}</g>')
        y += _HEIGHT + _BELOW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{y:g}" viewBox="0 0 {width:g} {y:g}" '
        f'font-family="{STACK}"><rect width="{width:g}" height="{y:g}" fill="{PAPER}"/>{"".join(pieces)}</svg>'
    )


def hatching(palette: str) -> str:
    """Return the patterns of the unknown, sparse and dense; on a washed-out lamp the lines are black and thicker."""
    line = 2.8 if palette == PROJECTOR else 2
    patterns = "".join(
        f'<pattern id="{HATCHES[kind]}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{step}" height="{step}" fill="{PAPER}"/>'
        f'<line x1="0" y1="0" x2="0" y2="{step}" stroke="{marks(palette)[kind].colour}" stroke-width="{line}"/>'
        "</pattern>"
        for kind, step in HATCHED.items()
    )
    return f"<defs>{patterns}</defs>"


def _bar(bar: Bar, scale: float, palette: str) -> str:
    """Return a bar's parts with their numbers; those of what is unknown stand on a plate, to be read on hatching.

    A plate is no wider than its number needs, and never wider than its part: beside it lies another.
    """
    pieces, start = [], 0.0
    size, between = _HEIGHT / 2, 4 if palette == PROJECTOR else 2
    for state, n in bar.parts:
        width, mark = n * scale, marks(palette)[state]
        middle, hatch = start + width / 2, HATCHES.get(state)
        pieces.append(
            f'<rect x="{start:g}" y="0" width="{width:g}" height="{_HEIGHT}" stroke="{PAPER}" '
            f'stroke-width="{between}" fill="{f"url(#{hatch})" if hatch else mark.colour}"/>'
        )
        if hatch:
            plate = min(OURS.width(str(n), size, bold=True) + 6, width)
            pieces.append(
                f'<rect x="{middle - plate / 2:g}" y="{_HEIGHT * 0.19:g}" width="{plate:g}" '
                f'height="{_HEIGHT * 0.62:g}" rx="3" fill="{PAPER}"/>'
            )
        pieces.append(
            f'<text x="{middle:g}" y="{_HEIGHT / 2 + size / 3:g}" text-anchor="middle" font-size="{size:g}" '
            f'font-weight="600" fill="{mark.text}">{n}</text>'
        )
        start += width
    return "".join(pieces)
