"""All colours and shapes: one palette a purpose. The order of statuses and their colours never change.

Every status is word, shape and colour, so it can be told without colour; "not reported" is hatched grey and never
the colour of an answer. `tests/components/test_palette.py` holds contrast and colour vision.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from data.model import Status

INK = "#1A1A1A"
BLACK = "#000000"
"""Text and lines on a washed-out lamp."""
PAPER = "#FFFFFF"
MUTED = "#595F66"
LINE = "#D9D5CE"
CARMINE = "#9D2235"
TINT = "#F7F5F2"
HATCH = "#8A8A8A"
"""The lines of the hatching that stands for "not reported"."""
OTHERS = "#8F8A81"
"""Other countries, beside Latvia in carmine and an average in ink."""
FAINT = "#E9E5DE"
"""The part of an answer that a figure does not speak of."""


@dataclass(frozen=True)
class Mark:
    """How one status looks: its colour, the colour of text upon it, and its shape as SVG in a box of 16 by 16.

    ``sign`` stands for the shape where there is only text.
    """

    colour: str
    text: str
    sign: str
    shape: str


_CIRCLE = '<circle cx="8" cy="8" r="6.5" fill="{c}"/>'
_RING = '<circle cx="8" cy="8" r="5.75" fill="none" stroke="{c}" stroke-width="1.75"/>'

MARKS: Mapping[Status | None, Mark] = MappingProxyType(
    {
        Status.DONE: Mark(
            "#1B6B4A",
            PAPER,
            "✔",
            _CIRCLE + '<path d="M4.8 8.3 7.2 10.7 11.4 5.8" fill="none" stroke="#FFFFFF" stroke-width="1.8"/>',
        ),
        Status.PARTLY_DONE: Mark("#4F9A7B", INK, "◐", _RING + '<path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" fill="{c}"/>'),
        Status.ONGOING: Mark(
            "#1F4E79",
            PAPER,
            "↻",
            '<path d="M3 8a5 5 0 0 1 8.6-3.5M13 8a5 5 0 0 1-8.6 3.5" fill="none" stroke="{c}" stroke-width="1.8"/>'
            '<path d="M12.6 1.6v4h-4zM3.4 14.4v-4h4z" fill="{c}"/>',
        ),
        Status.UNDER_WAY: Mark("#3B78AA", PAPER, "▶", '<path d="M3.5 2.2 13.5 8l-10 5.8z" fill="{c}"/>'),
        Status.NOT_STARTED: Mark("#A4660F", PAPER, "○", _RING),
        Status.NOT_DONE: Mark(
            "#7A2E12", PAPER, "✕", '<path d="M3 3 13 13M13 3 3 13" fill="none" stroke="{c}" stroke-width="2.4"/>'
        ),
        Status.STOPPED: Mark("#4D4D4D", PAPER, "■", '<rect x="2.5" y="2.5" width="11" height="11" fill="{c}"/>'),
        None: Mark(
            HATCH,
            INK,
            "▨",
            '<rect x="2" y="2" width="12" height="12" fill="#FFFFFF" stroke="{c}" stroke-width="1.2"/>'
            '<path d="M2 8 8 2M2 14 14 2M8 14 14 8" fill="none" stroke="{c}" stroke-width="1.2"/>',
        ),
    }
)

PROJECTOR = "projektors"
"""The palette for washed-out lamps, as the address names it (`?palete=projektors`)."""
_DEEP: Mapping[Status | None, str] = {
    Status.DONE: "#00512B", Status.PARTLY_DONE: "#2F7D1F", Status.ONGOING: "#00196B", Status.UNDER_WAY: "#0061B8",
    Status.NOT_STARTED: "#9A4F00", Status.NOT_DONE: "#7A0010", Status.STOPPED: BLACK, None: BLACK,
}  # fmt: skip
_PROJECTED: Mapping[Status | None, Mark] = MappingProxyType(
    {
        status: replace(
            mark,
            colour=_DEEP[status],
            text=PAPER if status else BLACK,
            shape=re.sub(
                r'stroke-width="([0-9.]+)"', lambda own: f'stroke-width="{float(own[1]) * 1.3:g}"', mark.shape
            ),
        )
        for status, mark in MARKS.items()
    }
)


def marks(palette: str) -> Mapping[Status | None, Mark]:
    """Return how statuses look in the palette that the address names; one it does not know is the usual one."""
    return _PROJECTED if palette == PROJECTOR else MARKS


@cache
def shape_address(status: Status | None, palette: str = "") -> str:
    """Return a status' shape as the address of an image (SVG, 16 by 16)."""
    own = marks(palette)
    mark = own.get(status, own[None])
    inner = mark.shape.replace("{c}", mark.colour)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{inner}</svg>'
    return "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()
