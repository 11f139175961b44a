"""All colours and shapes: one palette a purpose. The order of statuses and their colours never change.

Every status is word, shape and colour, so it can be told without colour; the unknown is hatched grey and never the
colour of an answer: sparsely where there is news without a status, densely where there is none.
`tests/components/charts/test_palette.py` holds contrast and colour vision.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from components.blocks.escape import image_address
from data.model import Answer, State, Status, Unknown

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
_BOX = '<rect x="2" y="2" width="12" height="12" fill="#FFFFFF" stroke="{c}" stroke-width="1.2"/>'


def _lines(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{{c}}" stroke-width="1.2"/>'


_RING = '<circle cx="8" cy="8" r="5.75" fill="none" stroke="{c}" stroke-width="1.75"/>'

MARKS: Mapping[State, Mark] = MappingProxyType(
    {
        Status.DONE: Mark(
            "#1B6B4A",
            PAPER,
            "✔",
            _CIRCLE + '<path d="M4.8 8.3 7.2 10.7 11.4 5.8" fill="none" stroke="#FFFFFF" stroke-width="1.8"/>',
        ),
        Status.PARTLY_DONE: Mark("#54A182", INK, "◐", _RING + '<path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" fill="{c}"/>'),
        Status.ONGOING: Mark(
            "#1F4E79",
            PAPER,
            "↻",
            '<path d="M3 8a5 5 0 0 1 8.6-3.5M13 8a5 5 0 0 1-8.6 3.5" fill="none" stroke="{c}" stroke-width="1.8"/>'
            '<path d="M12.6 1.6v4h-4zM3.4 14.4v-4h4z" fill="{c}"/>',
        ),
        Status.UNDER_WAY: Mark("#3B78AA", PAPER, "▶", '<path d="M3.5 2.2 13.5 8l-10 5.8z" fill="{c}"/>'),
        Status.NOT_STARTED: Mark("#A66811", PAPER, "○", _RING),
        Status.NOT_DONE: Mark(
            "#5C1D0B", PAPER, "✕", '<path d="M3 3 13 13M13 3 3 13" fill="none" stroke="{c}" stroke-width="2.4"/>'
        ),
        Status.STOPPED: Mark("#4D4D4D", PAPER, "■", '<rect x="2.5" y="2.5" width="11" height="11" fill="{c}"/>'),
        Unknown.NO_STATUS: Mark(HATCH, INK, "▨", _BOX + _lines("M2 14 14 2")),
        Unknown.NO_NEWS: Mark(HATCH, INK, "▩", _BOX + _lines("M2 6 6 2M2 10 10 2M2 14 14 2M6 14 14 6M10 14 14 10")),
    }
)

PROJECTOR = "projektors"
"""The palette for washed-out lamps, as the address names it (`?palete=projektors`)."""
HATCHED: Mapping[Unknown, float] = MappingProxyType({Unknown.NO_STATUS: 12, Unknown.NO_NEWS: 5.5})
"""How far apart the lines of the two kinds of unknown are, in pixels."""
_DEEP: Mapping[State, str] = {
    Status.DONE: "#00512B",
    Status.PARTLY_DONE: "#2F7D1F",
    Status.ONGOING: "#00196B",
    Status.UNDER_WAY: "#0061B8",
    Status.NOT_STARTED: "#9A4F00",
    Status.NOT_DONE: "#7A0010",
    Status.STOPPED: BLACK,
    Unknown.NO_STATUS: BLACK,
    Unknown.NO_NEWS: BLACK,
}
_PROJECTED: Mapping[State, Mark] = MappingProxyType(
    {
        status: replace(
            mark,
            colour=_DEEP[status],
            text=PAPER if isinstance(status, Status) else BLACK,
            shape=re.sub(
                r'stroke-width="([0-9.]+)"', lambda match: f'stroke-width="{float(match[1]) * 1.3:g}"', mark.shape
            ),
        )
        for status, mark in MARKS.items()
    }
)


def marks(palette: str) -> Mapping[State, Mark]:
    """Return how statuses look in the palette that the address names; one it does not know is the usual one."""
    return _PROJECTED if palette == PROJECTOR else MARKS


ANSWER_MARKS: Mapping[Answer, Mark] = MappingProxyType(
    {
        Answer.YES: MARKS[Status.DONE],
        Answer.PARTLY: MARKS[Status.PARTLY_DONE],
        Answer.NO: MARKS[Status.NOT_DONE],
        Answer.PLANNED: MARKS[Status.NOT_STARTED],
        Answer.NOT_REPORTED: MARKS[Unknown.NO_NEWS],
        Answer.NOT_APPLICABLE: Mark(MUTED, PAPER, "–", '<path d="M3 8h10" stroke="{c}" stroke-width="2"/>'),
    }
)
"""A municipality's answer looks like the status that means the same."""


@dataclass(frozen=True)
class Fill:
    """How an area or tile of a map looks: its colour, the colour of text upon it; hatched is "not reported" alone."""

    colour: str
    text: str
    hatched: bool = False


def _fill(answer: Answer) -> Fill:
    return Fill(ANSWER_MARKS[answer].colour, ANSWER_MARKS[answer].text)


SHADES = (Fill("#6997C1", INK), Fill("#3F78AC", PAPER), Fill("#235580", PAPER), Fill("#0E2F4F", PAPER))
"""Classes of numbers and years, the lowest first."""

FILLS: Mapping[str, Fill] = MappingProxyType(
    {answer.value: _fill(answer) for answer in (Answer.YES, Answer.PARTLY, Answer.PLANNED, Answer.NO)}
    | {Answer.NOT_APPLICABLE.value: Fill(LINE, INK)}
    | {f"shade{index}": shade for index, shade in enumerate(SHADES)}
    | {"unknown": Fill(PAPER, INK, hatched=True), "outside": Fill(TINT, MUTED)}
)
"""Every fill by the name that style sheet, tiles and maps call it; "outside" is what the filters leave out."""


def _as_image(inner: str, width: int) -> str:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 16" width="{width}" height="16">{inner}</svg>'
    )
    return image_address(drawing)


def _state_variables(palette: str) -> dict[str, str]:
    by_state = marks(palette)
    return (
        {f"fill-{state}": mark.colour for state, mark in by_state.items()}
        | {f"on-{state}": mark.text for state, mark in by_state.items()}
        | {
            f"sign-{state}": f'url("{_as_image(upon(mark), 16)}")'
            for state, mark in by_state.items()
            if isinstance(state, Status)
        }
    )


def upon(mark: Mark) -> str:
    """Return a status' shape as it stands upon its own colour: in the colour of text, what was white in its own.

    It is SVG in a box of 16 by 16.
    """
    return mark.shape.replace(PAPER, "{paper}").replace("{c}", mark.text).replace("{paper}", mark.colour)


VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        "ink": INK,
        "black": BLACK,
        "paper": PAPER,
        "muted": MUTED,
        "line": LINE,
        "carmine": CARMINE,
        "tint": TINT,
        "hatch": HATCH,
    }
    | {f"fill-{name}": fill.colour for name, fill in FILLS.items()}
    | {f"on-{name}": fill.text for name, fill in FILLS.items()}
    | _state_variables("")
)
"""The colours as the variables of the style sheets; the fill of what is unknown is that of its hatching's lines."""
PROJECTED_VARIABLES: Mapping[str, str] = MappingProxyType(_state_variables(PROJECTOR))
"""Those that are others on a washed-out lamp."""


def shape_address(state: State | None, palette: str = "") -> str:
    """Return a state's shape as the address of an image (SVG, 16 by 16); None is a report without a status."""
    by_state = marks(palette)
    return _address(by_state.get(state or Unknown.NO_STATUS, by_state[Unknown.NO_STATUS]))


def answer_shape_address(answer: Answer | None) -> str:
    """Return the shape of a municipality's answer as the address of an image; None is "not reported"."""
    return _address(ANSWER_MARKS[answer or Answer.NOT_REPORTED])


@cache
def swatch_address(name: str) -> str:
    """Return a fill's sample for a legend as the address of an image (SVG, 22 by 16)."""
    fill = FILLS[name]
    lines = f'<path d="M0 8 8 0M3 16 19 0M14 16 22 8" stroke="{HATCH}" stroke-width="1.6"/>' if fill.hatched else ""
    return _as_image(f'<rect x=".5" y=".5" width="21" height="15" fill="{fill.colour}" stroke="{INK}"/>{lines}', 22)


@cache
def _address(mark: Mark) -> str:
    return _as_image(mark.shape.replace("{c}", mark.colour), 16)
