"""What a screen says, placed on its page: text as HTML, charts live, in the order and columns in which it is said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Concatenate, ParamSpec, TypeAlias

import streamlit as st

from components.blocks import vega
from components.blocks.html import Html, write
from components.blocks.style import proportioned
from components.blocks.vocabulary import Chart, Content, Group, Section
from components.memo import per_view
from components.view import View

P = ParamSpec("P")


@dataclass(frozen=True)
class Room:
    """What stands in a container of its own, since it holds a chart; ``kind`` is its look, or else what it is."""

    kind: str
    pieces: tuple["Piece", ...]


Piece: TypeAlias = Html | Chart | Room


def place(
    view: View, before: Html, say: Callable[Concatenate[View, P], Content], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Place what ``say``, a function that stands by itself, says of a view, behind what is already ``before`` it.

    Its arguments must be hashable: it is taken apart once for a view and kept while the view is looked at.
    """
    found = _maker_of(say)(view, *args, **kwargs)
    first = found[0] if found else Html()
    joined = [Html(before + first), *found[1:]] if isinstance(first, Html) else [before, *found]
    _place(joined, say.__name__)


@cache
def _maker_of(say: Callable[..., Content]) -> Callable[..., tuple[Piece, ...]]:
    """Return what takes one function's content apart and keeps it, so that one screen's does not push out another's."""

    def in_pieces(view: View, *args: Any, **kwargs: Any) -> tuple[Piece, ...]:
        return pieces(say(view, *args, **kwargs))

    return per_view(in_pieces)


def pieces(content: Content) -> tuple[Piece, ...]:
    """Return content in pieces: blocks beside each other as one HTML, charts, and what holds a chart."""
    found: list[Piece] = []
    waiting: list[Content] = []

    def write_waiting() -> None:
        if html := write(*waiting):
            found.append(html)
        waiting.clear()

    for part in _parts(content):
        if not _holds_chart(part):
            waiting.append(part)
            continue
        write_waiting()
        if isinstance(part, Group | Section):
            found.append(Room(part.kind or type(part).__name__.lower(), pieces(part.content)))
        elif isinstance(part, Chart):
            found.append(part)
    write_waiting()
    return tuple(found)


def _parts(content: Content) -> Iterator[Content]:
    if isinstance(content, tuple):
        for part in content:
            yield from _parts(part)
    else:
        yield content


def _holds_chart(content: Content) -> bool:
    """Tell whether a chart is to be placed within; one in a cell or in small print is drawn as a picture."""
    if isinstance(content, Group | Section):
        return any(map(_holds_chart, _parts(content.content)))
    return isinstance(content, Chart)


def _place(found: Sequence[Piece], name: str) -> None:
    for number, piece in enumerate(found):
        if isinstance(piece, Chart):
            _show(piece)
        elif isinstance(piece, Room):
            own = f"{name}_{number}"
            with st.container(key=f"room_{piece.kind.replace(' ', '_')}_{own}", gap=None):
                _place(piece.pieces, own)
        elif piece:
            st.html(piece)


def _show(chart: Chart) -> None:
    """Place a chart twice, for wide screens and for phones, of which the style sheet shows one.

    Its room is reserved, so that nothing jumps when its program has loaded; where it is drawn smaller it is lower too.
    """
    for kind, specification in (("wide", chart.wide), ("narrow", chart.narrow)):
        width, height = vega.size(specification)
        key = f"{kind}_{chart.name}"
        with st.container(key=key, width=width):
            st.html(proportioned(key, width, height))
            st.vega_lite_chart(None, dict(specification), width="content", theme=None)
