"""What a screen says, placed on its page: text as HTML, charts live, in the order and columns in which it is said."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeAlias, cast

import streamlit as st

from components.blocks import vega
from components.blocks.html import Html, write
from components.blocks.style import proportioned, styled
from components.blocks.vocabulary import Chart, Content, Group, Section
from components.frame import downloads, filters, maps
from components.frame.parts import Beside, Box, Controls, Copied, Files, Map, OneOf, Part, Passage, Slot, Styles
from components.memo import cached_by_view
from components.view import View


@dataclass(frozen=True)
class Room:
    """What stands in a container of its own, since it holds a chart; ``kind`` is its look, or else what it is."""

    kind: str
    pieces: tuple["Piece", ...]


@dataclass(frozen=True)
class Drawn:
    """A chart as it is placed: its drawings for wide screens and for phones as one."""

    chart: Chart
    both: vega.Specification

    @cached_property
    def digest(self) -> str:
        """What tells the drawings from others."""
        return sha256(json.dumps(self.both).encode()).hexdigest()


CHARTS = 256
"""Charts kept as Streamlit sends them, some 20 kB each."""
Piece: TypeAlias = Html | Drawn | Room
Fill: TypeAlias = Mapping[str, Callable[..., None]]


def place(view: View, parts: Iterable[Part], fill: Fill = MappingProxyType({})) -> None:
    """Place a screen's parts in their order; ``fill`` places what is to stand in its slots, by their names."""
    ordered = tuple(in_order(view, parts))
    if rooms := "".join(map(_proportions, _charts(part for part, _name in ordered))):
        st.html(rooms)
    for part, name in ordered:
        if isinstance(part, Slot):
            fill[part.name](*part.arguments)
        elif placer := _PLACERS.get(type(part)):
            placer(view, part)
        else:
            _place_piece(cast("Piece", part), name)


def in_order(view: View, parts: Iterable[Part]) -> Iterator[tuple[Part | Piece, str]]:
    """Yield a screen's parts in their order, and what holds a chart with its name.

    Content beside each other, passages among it, is one HTML.
    """
    waiting: list[Html] = []

    def joined() -> Iterator[tuple[Html, str]]:
        if html := Html("".join(waiting)):
            yield html, ""
        waiting.clear()

    for part in parts:
        if isinstance(part, Passage):
            for number, piece in enumerate(_taken_apart(view, part)):
                if isinstance(piece, Html):
                    waiting.append(piece)
                else:
                    yield from joined()
                    yield piece, f"{part.say.__name__}_{number}"
        elif isinstance(part, Slot) or type(part) in _PLACERS:
            yield from joined()
            yield part, ""
        else:
            waiting.append(write(cast("Content", part)))
    yield from joined()


def _taken_apart(view: View, passage: Passage) -> tuple[Piece, ...]:
    """Return a passage in pieces; they are made once for a view and kept while the view is looked at."""
    return _maker_of(passage.say)(view, *passage.arguments)


@cache
def _maker_of(say: Callable[..., Content]) -> Callable[..., tuple[Piece, ...]]:
    """Return what takes one function's content apart and keeps it, so that one screen's does not push out another's."""

    def in_pieces(view: View, *args: Any, **kwargs: Any) -> tuple[Piece, ...]:
        return pieces(say(view, *args, **kwargs))

    return cached_by_view(in_pieces)


def pieces(content: Content) -> tuple[Piece, ...]:
    """Return content in pieces: blocks beside each other as one HTML, charts, and what holds a chart."""
    apart: list[Piece] = []
    waiting: list[Content] = []

    def write_waiting() -> None:
        if html := write(*waiting):
            apart.append(html)
        waiting.clear()

    for part in _parts(content):
        if not _holds_chart(part):
            waiting.append(part)
            continue
        write_waiting()
        if isinstance(part, Group | Section):
            apart.append(Room(part.kind or type(part).__name__.lower(), pieces(part.content)))
        elif isinstance(part, Chart):
            apart.append(Drawn(part, vega.below(part.wide, part.narrow)))
    write_waiting()
    return tuple(apart)


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


def _charts(pieces: Iterable[Part | Piece]) -> Iterator[Chart]:
    for piece in pieces:
        if isinstance(piece, Drawn):
            yield piece.chart
        elif isinstance(piece, Room):
            yield from _charts(piece.pieces)


def _proportions(chart: Chart) -> str:
    """Return the style of a chart's room, which is there before the chart: nothing jumps when its program has loaded.

    It stands in no HTML that holds text of the sheet.
    """
    sizes = vega.size(chart.wide), vega.size(chart.narrow)
    return proportioned(_room_of(chart), *sizes, vega.APART)


def _room_of(chart: Chart) -> str:
    return f"chart_{chart.name}"


def _place_piece(piece: Piece, name: str) -> None:
    if isinstance(piece, Drawn):
        _draw(_room_of(piece.chart), piece.digest, piece.both)
    elif isinstance(piece, Room):
        with st.container(key=room_name(piece, name), gap=None):
            for number, inner in enumerate(piece.pieces):
                _place_piece(inner, f"{name}_{number}")
    else:
        st.html(downloads.placed(piece, *filters.here()) if downloads.unplaced(piece) else piece)


@st.cache_resource(max_entries=CHARTS, show_spinner=False)
def _draw(room: str, digest: str, _both: vega.Specification) -> None:
    """Draw a chart in its room. What Streamlit makes of it, two milliseconds of a run, is the same for all visitors."""
    with st.container(key=room):
        st.vega_lite_chart(None, dict(_both), width="content", theme=None)


def room_name(room: Room, name: str) -> str:
    """Return the name of a room's container, by which the style sheet knows its look."""
    return f"room_{room.kind.replace(' ', '_')}_{name}"


def _controls(_view: View, controls: Controls) -> None:
    with st.container(key=controls.name or None, horizontal=not controls.widths):
        if not controls.widths:
            for control in controls.controls:
                filters.place(control)
            return
        for column, control in zip(st.columns(list(controls.widths)), controls.controls, strict=True):
            with column:
                filters.place(control)


def _box(view: View, box: Box) -> None:
    with st.container(key=box.name):
        place(view, box.parts)


def _beside(view: View, beside: Beside) -> None:
    for column, parts in zip(st.columns(list(beside.widths)), beside.columns, strict=True):
        with column:
            place(view, parts)


def _files(_view: View, files: Files) -> None:
    with st.container(horizontal=True, key=files.name) if files.name else nullcontext():
        for file in files.files:
            # Built on click, without running the screen again.
            st.download_button(file.label, file.make, file.name, file.mime, on_click="ignore", key=file.key)


def _one_of(view: View, choice: OneOf) -> None:
    with st.container(key=f"filter_{choice.key}"):
        code = st.selectbox(
            choice.label, list(choice.titles), format_func=lambda code: choice.titles[code], key=choice.key
        )
    place(view, choice.show(code))


def _map(_view: View, drawn: Map) -> None:
    maps.show(drawn.picture, drawn.alt, partial(filters.put, drawn.name))


def _copied(_view: View, lines: Copied) -> None:
    st.code(lines.text, language=None, wrap_lines=True)


def _styles(_view: View, styles: Styles) -> None:
    st.html(styled(*styles.names, variables=styles.variables))


_PLACERS: Mapping[type, Callable[[View, Any], None]] = {
    Controls: _controls,
    Box: _box,
    Beside: _beside,
    Files: _files,
    OneOf: _one_of,
    Map: _map,
    Copied: _copied,
    Styles: _styles,
}
