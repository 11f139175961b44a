"""Ranked bars of one number each, as a specification: the highest first, every number beside its bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from components.charts import theme
from components.charts.palette import CARMINE, INK, MUTED
from components.charts.theme import SIZE, SMALL, Word, across, down, filled, hints, rows, tenth
from components.fonts.measure import OURS

_PITCH, _THICK, _LINE = 23, 17, 18
"""Pixels from bar to bar, of a bar, and of a line of a name that stands above its bar."""
_LONGEST = 0.36
"""The share of the width that names may take beside the bars; longer ones stand above them."""
_SHORTEST = 30
"""Pixels that the longest bar has at least."""


@dataclass(frozen=True)
class Ranked:
    """One bar: whose, how long, how its number is written, what is noted behind it, its fill, where it leads."""

    label: str
    value: float
    text: str
    note: str
    fill: str
    address: str
    marked: bool = False


def ranked(
    bars: Sequence[Ranked], width: int, *, language: str, named: tuple[str, str], description: str
) -> dict[str, Any]:
    """Return bars of one scale that begins at nought; what is below nought has a number and no bar.

    ``named`` says what names and numbers are. The whole line of a bar answers the pointer and leads to its address.
    """
    beside = max((OURS.width(bar.label, SIZE, bold=bar.marked) for bar in bars), default=0) <= width * _LONGEST
    left = max((OURS.width(bar.label, SIZE, bold=bar.marked) for bar in bars), default=0) + 10 if beside else 0
    right = max((OURS.width(_behind(bar), SMALL, bold=True) for bar in bars), default=0) + 8
    scale = max(width - left - right, _SHORTEST) / (max((bar.value for bar in bars), default=0) or 1)
    words, parts, areas, y = list[Word](), list[dict[str, Any]](), list[dict[str, Any]](), 0
    for bar in bars:
        top, colour = y, CARMINE if bar.marked else INK
        if beside:
            words.append(Word(left - 8, y + _THICK / 2, bar.label, "end", bold=bar.marked, colour=colour))
        else:
            for line in OURS.broken(bar.label, SIZE, width, bold=bar.marked):
                words.append(Word(0, y + _LINE / 2, line, bold=bar.marked, colour=colour))
                y += _LINE
        end = left + max(bar.value, 0) * scale
        parts.append({"from": tenth(left), "to": tenth(end), "top": y, "bottom": y + _THICK, "fill": bar.fill})
        words.append(Word(end + 5, y + _THICK / 2, bar.text, bold=True, size=SMALL))
        if bar.note:
            after = end + 5 + OURS.width(f"{bar.text} ", SMALL, bold=True)
            words.append(Word(after, y + _THICK / 2, bar.note, size=SMALL, colour=MUTED))
        y += _PITCH
        told = {"label": bar.label, "text": _behind(bar), "href": bar.address}
        areas.append({"left": 0, "right": width, "top": top, "bottom": y} | told)
    drawn = (
        rows(parts)
        .mark_rect()
        .encode(x=across("from"), x2=alt.X2("to"), y=down("top"), y2=alt.Y2("bottom"), fill=filled())
    )
    over = theme.touched(areas, hints(("label", named[0]), ("text", named[1])))
    return theme.specification([drawn, theme.written(words), over], (width, max(y, 1)), language, description)


def _behind(bar: Ranked) -> str:
    return f"{bar.text} {bar.note}".strip()
