"""The parts of a screen as a page of the server's own holds them, in what Streamlit would put around each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias, cast
from urllib.parse import urlencode

from components.blocks import vega
from components.blocks.controls import Control
from components.blocks.figures import as_data
from components.blocks.forms import Columns, Field, Reserved, Submit
from components.blocks.html import Html, write
from components.blocks.style import styled
from components.blocks.vocabulary import Content, Group, Link, Picture, Text, Verbatim
from components.charts.maps import still
from components.frame.composing import Drawn, Piece, Room, in_order, room_name
from components.frame.parts import Beside, Box, Controls, Copied, Files, Map, OneOf, Parts, Slot, Styles
from components.view import View
from components.wording import slugs

Address: TypeAlias = Mapping[str, str]
FILTERS = "paint-filters"
"""The form of a screen's own choices."""


@dataclass(frozen=True)
class At:
    """Where parts are written: the view, the screen's path and its address, and what writes each kind of part."""

    view: View
    path: str
    address: Address
    writers: "Mapping[type, Callable[[At, Any], Content]]"


def wrapped(content: Content) -> Group:
    """Return content in what Streamlit puts around a row or a container."""
    return Group(content, "stLayoutWrapper")


def held(content: Content) -> Content:
    """Return content in what Streamlit puts around HTML; "" for nothing."""
    html = write(content)
    return Group(Group(html, "stHtml"), "stElementContainer") if html else ""


def all_of(at: At, parts: Parts) -> Content:
    """Return parts one after the other, as the running screen places them."""
    written: list[Content] = []
    for part, name in in_order(at.view, parts):
        writer = at.writers.get(type(part))
        written.append(writer(at, part) if writer else _piece(cast("Piece", part), name))
    return tuple(written)


def _piece(piece: Piece, name: str) -> Content:
    if isinstance(piece, Room):
        inner = tuple(_piece(one, f"{name}_{number}") for number, one in enumerate(piece.pieces))
        return wrapped(Group(inner, f"stVerticalBlock st-key-{room_name(piece, name)}"))
    if isinstance(piece, Drawn):
        chart = piece.chart
        return wrapped(Reserved(chart, vega.size(chart.wide), vega.size(chart.narrow)))
    return held(piece)


def _row(at: At, row: Controls) -> Content:
    _ = at.view.words.say
    fields = tuple(_control(at, control) for control in row.controls)
    submit = Submit(_("Show"), FILTERS)
    if row.widths:
        return wrapped(Group((wrapped(Columns(row.widths, fields)), submit), f"stVerticalBlock st-key-{row.name}"))
    return wrapped(Group((*fields, submit), f"stHorizontalBlock st-key-{row.name}"))


def _control(at: At, control: Control) -> Content:
    if control.kind in ("text", "yes"):
        return Field(control.kind, control.name, control.label, FILTERS, control.value)
    if control.kind == "one":
        return Field("one", control.name, control.label, FILTERS, control.code, control.options)
    if control.kind == "listed":
        chosen = slugs.joined(control.codes)
        named = ", ".join(control.options[code] for code in control.codes)
        every = {"": control.hint} | ({chosen: named} if len(control.codes) > 1 else {}) | dict(control.options)
        return Field("one", control.name, control.label, FILTERS, chosen, every)
    return Group(tuple(_pill(at, control, code) for code in control.options), "pills")


def _pill(at: At, control: Control, code: str) -> Link:
    """Return one of a few as a link to the screen with it chosen, or with it no longer chosen."""
    taken = control.codes
    on = code in taken
    if control.kind == "preset":
        value = "" if on else code
    else:
        value = slugs.joined([other for other in control.options if (other in taken) != (other == code)])
    query = urlencode({name: given for name, given in (dict(at.address) | {control.name: value}).items() if given})
    return Link(control.options[code], f"/{at.path}?{query}" if query else f"/{at.path}", kind="pill", current=on)


def _box(at: At, box: Box) -> Content:
    return wrapped(Group(all_of(at, box.parts), f"stVerticalBlock st-key-{box.name}"))


def _beside(at: At, beside: Beside) -> Content:
    columns = [Group(all_of(at, parts), "stVerticalBlock") for parts in beside.columns]
    return wrapped(Columns(beside.widths, columns))


def _files(_at: At, files: Files) -> Content:
    return wrapped(Group(tuple(Text(file.label, kind="button") for file in files.files), "stHorizontalBlock files"))


def _one_of(at: At, choice: OneOf) -> Content:
    first = next(iter(choice.titles))
    box = Group((Text(choice.label), Text(choice.titles[first], kind="chosen")), "field one files")
    return box, all_of(at, choice.show(first))


def _map(_at: At, drawn: Map) -> Content:
    drawing = as_data(still(drawn.picture))
    return Group(Picture(drawing, drawing, drawn.alt), "stDeckGlJsonChart")


def _copied(_at: At, lines: Copied) -> Content:
    return Group(Verbatim(lines.text), "copied")


def _slot(_at: At, slot: Slot) -> Content:
    return wrapped(Group(slot.stand_in, "stHorizontalBlock slot")) if slot.stand_in else ""


def _styles(_at: At, styles: Styles) -> Content:
    return Html(styled(*styles.names, variables=styles.variables))


WRITERS: Mapping[type, Callable[[At, Any], Content]] = MappingProxyType(
    {
        Controls: _row,
        Box: _box,
        Beside: _beside,
        Files: _files,
        OneOf: _one_of,
        Map: _map,
        Copied: _copied,
        Slot: _slot,
        Styles: _styles,
    }
)
"""What writes each kind of part."""
