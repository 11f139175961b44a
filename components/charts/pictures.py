"""Figures as pictures to take along: with title, source and typeface, as SVG and PNG."""

import re
from html import escape

import vl_convert

from components.blocks.figures import Figure
from components.blocks.figures import as_svg as as_drawn
from components.charts.palette import INK, MUTED, PAPER
from components.fonts.files import STACK
from components.fonts.measure import OURS
from components.fonts.seal import sealed

_SIZE = re.compile(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"')


def size(svg: str) -> tuple[float, float]:
    """Return the width and height of an SVG in pixels."""
    match = _SIZE.search(svg)
    assert match, "every drawing states its size"
    return float(match[1]), float(match[2])


def _whole(figure: Figure) -> str:
    drawing = as_drawn(figure.wide)
    width, height = size(drawing)
    width = max(width, 480)
    title = OURS.lines(figure.headline, 18, width, bold=True)
    source = OURS.lines(figure.source, 12, width)
    top = 24 * len(title) + 8
    pieces = [
        f'<text x="0" y="{24 * number - 6}" font-size="18" font-weight="600" fill="{INK}">{escape(line)}</text>'
        for number, line in enumerate(title, start=1)
    ]
    pieces.append(drawing.replace("<svg ", f'<svg x="0" y="{top}" ', 1))
    pieces += [
        f'<text x="0" y="{top + height + 16 * number + 4:g}" font-size="12" fill="{MUTED}">{escape(line)}</text>'
        for number, line in enumerate(source, start=1)
    ]
    return _svg(width, top + height + 16 * len(source) + 12, "".join(pieces), margin=16)


def as_svg(figure: Figure) -> bytes:
    """Return the figure as one SVG that stands alone, with its typeface: title above, source below."""
    return sealed(_whole(figure)).encode()


def as_png(figure: Figure) -> bytes:
    """Return the figure as a PNG of twice its size, title and source included."""
    return vl_convert.svg_to_png(_whole(figure), scale=2)


def _svg(width: float, height: float, inner: str, margin: float = 0) -> str:
    width, height = width + 2 * margin, height + 2 * margin
    inner = f'<g transform="translate({margin:g} {margin:g})">{inner}</g>' if margin else inner
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width:g}" '
        f'height="{height:g}" viewBox="0 0 {width:g} {height:g}" font-family="{STACK}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>{inner}</svg>'
    )
