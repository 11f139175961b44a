"""Squares, one a thing, as a picture for paper; on screens they are HTML, on slides shapes."""

from collections.abc import Iterator
from html import escape

from components.blocks.vocabulary import Square, Squares, plain
from components.charts.bars import HATCHES, hatching
from components.charts.palette import INK, PAPER, marks, upon
from components.fonts.files import STACK
from components.fonts.measure import OURS

_WIDE, _HIGH, _SMALL, _APART = 62, 28, 18, 3
"""The sides of a square with a name, the side of one without, and the blank between them."""
_LETTER, _LINE = 14, 19
"""The size of a label and the height of its line."""


def as_svg(squares: Squares, width: float, palette: str = "") -> str:
    """Return squares as SVG under the labels of their groups and rows, in a palette."""
    y, pieces = 0.0, [hatching(palette)]
    for label, rows in squares.groups:
        for line in OURS.broken(plain(label), _LETTER, width, bold=True) if plain(label) else ():
            pieces.append(_text(0, y + 15, line, bold=True))
            y += _LINE
        for row in rows:
            for line in OURS.broken(plain(row.label), _LETTER, width) if plain(row.label) else ():
                pieces.append(_text(0, y + 15, line))
                y += _LINE
            wide, high = (_SMALL, _SMALL) if squares.small else (_WIDE, _HIGH)
            per_line = max(1, int((width + _APART) / (wide + _APART)))
            for place, own in enumerate(row.squares):
                line_number, column = divmod(place, per_line)
                at = column * (wide + _APART), y + line_number * (high + _APART)
                pieces += _square(own, at, (wide, high), palette, named=not squares.small)
            y += -(-len(row.squares) // per_line) * (high + _APART) + _APART
        y += 2 * _APART
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{y:g}" viewBox="0 0 {width:g} {y:g}" '
        f'font-family="{STACK}"><rect width="{width:g}" height="{y:g}" fill="{PAPER}"/>{"".join(pieces)}</svg>'
    )


def said(squares: Squares) -> str:
    """Return squares in words, those of a group together: the label, then each name with its state as it is told."""
    groups = []
    for label, rows in squares.groups:
        told = "; ".join(f"{own.name} – {plain(own.told[1])}" for row in rows for own in row.squares)
        groups.append(f"{plain(label)}: {told}" if plain(label) else told)
    return ". ".join(groups)


def _text(x: float, y: float, text: str, *, size: float = _LETTER, bold: bool = False, colour: str = INK) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{weight} fill="{colour}">{escape(text)}</text>'


def _square(
    own: Square, at: tuple[float, float], sides: tuple[float, float], palette: str, *, named: bool
) -> Iterator[str]:
    """Give a square: its colour or hatching, its sign before its name; a name on hatching stands on a plate."""
    (x, y), (wide, high), mark = at, sides, marks(palette)[own.state]
    hatch = HATCHES.get(own.state)
    fill = f"url(#{hatch})" if hatch else mark.colour
    stroke = f' stroke="{mark.colour}"' if hatch else ""
    yield f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="2" fill="{fill}"{stroke}/>'
    if not named:
        return
    if not hatch:
        yield f'<g transform="translate({x + 4:g} {y + high / 2 - 7:g}) scale(0.875)">{upon(mark)}</g>'
    size = min(13, 13 * (wide - 24) / max(OURS.width(own.name, 13, bold=True), 1))
    long = OURS.width(own.name, size, bold=True)
    left = x + (wide - long) / 2 + (0 if hatch else 8)
    if hatch:
        yield (
            f'<rect x="{left - 3:g}" y="{y + 5:g}" width="{long + 6:g}" height="{high - 10:g}" rx="3" fill="{PAPER}"/>'
        )
    yield _text(left, y + high / 2 + size * 0.36, own.name, size=size, bold=True, colour=mark.text)
