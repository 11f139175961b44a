"""Figures as pictures to take along: with title, source and typeface, as SVG and PNG."""

import re
from functools import lru_cache
from html import escape

import vl_convert

from components.blocks.figures import Figure
from components.blocks.figures import as_svg as as_drawn
from components.charts.palette import INK, MUTED, PAPER
from components.fonts.files import STACK
from components.fonts.measure import OURS
from components.fonts.seal import sealed

MARGIN = 24
"""Pixels of white on every side."""
_SIZE = re.compile(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"')


def size(svg: str) -> tuple[float, float]:
    """Return the width and height of an SVG in pixels."""
    match = _SIZE.search(svg)
    assert match, "every drawing states its size"
    return float(match[1]), float(match[2])


def _whole(figure: Figure, address: str) -> str:
    drawing = as_drawn(figure.wide)
    width, height = size(drawing)
    width = max(width, 480)
    title = OURS.broken(figure.headline, 18, width, bold=True)
    under = [*OURS.broken(figure.source, 12, width), *(OURS.pieces(address, 12, width) if address else ())]
    top = 24 * len(title) + 8
    pieces = [
        f'<text x="0" y="{24 * number - 6}" font-size="18" font-weight="600" fill="{INK}">{escape(line)}</text>'
        for number, line in enumerate(title, start=1)
    ]
    pieces.append(drawing.replace("<svg ", f'<svg x="0" y="{top}" ', 1))
    pieces += [
        f'<text x="0" y="{top + height + 16 * number + 4:g}" font-size="12" fill="{MUTED}">{escape(line)}</text>'
        for number, line in enumerate(under, start=1)
    ]
    return _svg(width, top + height + 16 * len(under) + 4, "".join(pieces), margin=MARGIN)


def as_svg(figure: Figure, address: str = "") -> bytes:
    """Return the figure as one SVG that stands alone, with its typeface and white around it.

    Title above, source below, and under it the ``address`` of its screen where one is given.
    """
    return sealed(_whole(figure, address), alphabets=True).encode()


def as_png(figure: Figure, address: str = "") -> bytes:
    """Return the figure as a PNG of twice its size, with all that `as_svg` has."""
    return vl_convert.svg_to_png(_whole(figure, address), scale=2)


@lru_cache(maxsize=32)
def rastered(drawing: str) -> bytes:
    """Return a drawing as a PNG of twice its size, for programs that take no SVG.

    Kept, since the brief stands alone and before the report: each of its drawings takes a tenth of a second.
    """
    return vl_convert.svg_to_png(drawing, scale=2)


def _svg(width: float, height: float, inner: str, margin: float = 0) -> str:
    width, height = width + 2 * margin, height + 2 * margin
    inner = f'<g transform="translate({margin:g} {margin:g})">{inner}</g>' if margin else inner
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width:g}" '
        f'height="{height:g}" viewBox="0 0 {width:g} {height:g}" font-family="{STACK}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>{inner}</svg>'
    )
