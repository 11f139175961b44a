"""A composed screen, placed on its page by Streamlit: text, live charts, controls, files, in columns and containers."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias, cast

import streamlit as st

from components.blocks import vega
from components.blocks.style import styled
from components.frame import filters, maps
from components.frame.composing import Around, Composed, Drawn, Piece, Room, compose, composed, room_name, room_of
from components.frame.parts import Box, Controls, Copied, Files, Map, OneOf, Parts, Slot, Styles
from components.view import View

CHARTS = 256
"""Charts kept as Streamlit sends them, some 20 kB each."""
Fill: TypeAlias = Mapping[str, Callable[..., None]]


def show(view: View, screen: Callable[..., Parts], address: Mapping[str, str], *entered: Any) -> None:
    """Place the screen that a function makes of a view, its address and what else ``entered``, all of it hashable.

    What it is made of is kept: it may depend on nothing else but how the source and the history are.
    """
    _place(view, composed(view, filters.here(), screen, address, *entered))


def place(view: View, parts: Parts, fill: Fill = MappingProxyType({})) -> None:
    """Place parts in their order; ``fill`` places what is to stand in their slots, by the slots' names."""
    _place(view, compose(view, filters.here(), parts), fill)


def _place(view: View, whole: Composed, fill: Fill = MappingProxyType({})) -> None:
    if whole.rooms:
        st.html(whole.rooms)
    for part, name in whole.parts:
        if isinstance(part, Slot):
            fill[part.name](*part.arguments)
        elif placer := _PLACERS.get(type(part)):
            placer(view, part)
        else:
            _place_piece(cast("Piece", part), name)


def _place_piece(piece: Piece, name: str) -> None:
    if isinstance(piece, Drawn):
        _draw(room_of(piece.chart), piece.digest, piece.both)
    elif isinstance(piece, Room):
        with st.container(key=room_name(piece, name), gap=None):
            for number, inner in enumerate(piece.pieces):
                _place_piece(inner, f"{name}_{number}")
    else:
        st.html(piece)


@st.cache_resource(max_entries=CHARTS, show_spinner=False)
def _draw(room: str, digest: str, _both: vega.Specification) -> None:
    """Draw a chart in its room. What Streamlit makes of it, two milliseconds of a run, is the same for all visitors."""
    with st.container(key=room):
        st.vega_lite_chart(None, dict(_both), width="content", theme=None)


def _controls(_view: View, controls: Controls) -> None:
    with st.container(key=controls.name or None, horizontal=not controls.widths):
        if not controls.widths:
            for control in controls.controls:
                filters.place(control)
            return
        for column, control in zip(st.columns(list(controls.widths)), controls.controls, strict=True):
            with column:
                filters.place(control)


def _around(view: View, around: Around) -> None:
    if isinstance(around.part, Box):
        with st.container(key=around.part.name):
            _place(view, around.within[0])
        return
    for column, whole in zip(st.columns(list(around.part.widths)), around.within, strict=True):
        with column:
            _place(view, whole)


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
    Around: _around,
    Files: _files,
    OneOf: _one_of,
    Map: _map,
    Copied: _copied,
    Styles: _styles,
}
