"""A screen as a page of the publication: what it says, without what only a running dashboard can do.

Choices are left out; where a choice has a page of its own, a list of links leads there. Files to take away and a
meeting's papers are links to files that lie beside the page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache, partial
from typing import Any, cast

from components.blocks.controls import Control
from components.blocks.figures import Figure
from components.blocks.forms import Field, Form, Still, Submit
from components.blocks.html import Html, write
from components.blocks.style import styled
from components.blocks.vocabulary import Button, Content, Details, Group, Items, Link, Paragraph, Text
from components.documents.files import files as papers
from components.documents.job import order
from components.fonts.files import STACK
from components.frame import addressed, downloads, shell
from components.frame.parts import (
    Beside,
    Box,
    Controls,
    Copied,
    File,
    Files,
    Map,
    OneOf,
    Part,
    Parts,
    Passage,
    Slot,
    Styles,
)
from components.view import View, today
from components.web import figures, paint
from components.web.publish.names import PAGES, Place
from components.web.writing import WRITERS, At, all_of, held, wrapped
from components.wording import provenance
from data.model import Meeting

SHEETS = styled("paint", "stays", "published", variables={"face": STACK}) + shell.SHEET
"""The style sheets of a page: what stands in for Streamlit's own, and those of the running screen."""
PAPERS = "papers"
ALL = "@all"
"""What a link leads to that is meant for the list of all pages."""
_FIELD = re.compile(r"<(?:form|input|select|button)\b")


@dataclass(frozen=True)
class Outlet:
    """What a page has of the publication.

    ``live`` is where the dashboard is, "" unknown; ``add`` takes a file that a view offers and gives the address of it,
    ``drawn`` takes a paper by what it is made of.
    """

    live: str
    add: Callable[[View, File], str]
    draw: Callable[[str, str, Callable[[], bytes]], str]


@dataclass(frozen=True)
class Shown:
    """A page's view, its parts, and its HTML, in which links are still those of the dashboard.

    ``said`` is what of the HTML is written of the parts: without menu, head and foot.
    """

    view: View
    parts: Parts
    html: Html
    said: Html
    _found: dict[str, Figure | None] = field(default_factory=dict)

    def figure(self, name: str) -> Figure | None:
        """Return the figure of a name whose menu stands on the page; None where there is none."""
        if name not in self._found:
            self._found[name] = figures.found(self.view, self.parts, name)
        return self._found[name]


def screen(place: Place, outlet: Outlet) -> Shown:
    """Return the page of a place."""
    address = paint.read(place.query, place.path)
    view = addressed.view_of(address, today())
    parts = paint.parts_of(place.path, view, address, paint.entering(place.path, view, address, outlet.live))
    writers = dict(WRITERS) | {
        Controls: _ways,
        Files: partial(_files, outlet),
        OneOf: _every,
        Slot: partial(_slot, outlet),
    }
    at = At(view, place.path, address, writers)
    said = write(all_of(at, tuple(map(_still, parts))))
    body = (
        Html(SHEETS),
        wrapped(Group(held(shell.menu(view, place.path)), "stVerticalBlock st-key-menu")),
        wrapped(_head(view, place, outlet.live)),
        said,
        held(shell.footer(view)),
    )
    own = {name: value for name, value in address.items() if name not in addressed.NAMES}
    html = downloads.placed(write(Still(body)), place.path, own)
    return Shown(view, parts, html, said)


def _head(view: View, place: Place, live: str) -> Content:
    """Return the line above a page: its day, the ways to all pages, to the dashboard and to the other language."""
    _ = view.words.say
    links: list[Content] = [
        Text(provenance.as_of(view), kind="muted day"),
        Link(_("Search, all pages"), f"/{ALL}"),
    ]
    if live:
        links.append(Link(_("Choose and filter in the dashboard"), live + place.address, outside=True))
    links.append(shell.language_switch(view.words, paint.read(place.query, place.path)))
    return Group(held(tuple(links)), "stHorizontalBlock st-key-toolbar")


def _still(part: Part) -> Part:
    """Return content without what asks for a running dashboard: fields, and what is folded around them."""
    if isinstance(part, Box):
        return Box(part.name, tuple(map(_still, part.parts)))
    if isinstance(part, Beside):
        return Beside(part.widths, tuple(tuple(map(_still, parts)) for parts in part.columns))
    if isinstance(part, Passage | Controls | Files | OneOf | Map | Copied | Styles | Slot):
        return part
    html = write(part)
    return write(_without(part)) if _FIELD.search(html) else html


def _without(content: Any) -> Any:
    """Return content without fields, and without what is folded around them; what asks for nothing is the very same."""
    if isinstance(content, str):
        return content
    if isinstance(content, tuple | list):
        inner = tuple(map(_without, content))
        return inner if any(new is not old for new, old in zip(inner, content, strict=True)) else content
    if isinstance(content, Form | Field | Submit | Button):
        return ""
    names = _names(content.__class__)
    changes = {name: new for name in names if (new := _without(old := getattr(content, name))) is not old}
    if not changes:
        return content
    return "" if isinstance(content, Details) else replace(content, **changes)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields; none of anything else."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def _ways(at: At, row: Controls) -> Content:
    """Return a row of choices as lists of links to the pages that show what could be chosen; "" where none does."""
    lists = tuple(choices for control in row.controls if (choices := _choices(at, control)))
    return wrapped(Group(lists, "ways")) if lists else ""


def _choices(at: At, control: Control) -> Content:
    if (control.name,) not in PAGES.get(at.path, ()) or control.kind == "text":
        return ""
    codes: Mapping[str, str] = {"1": control.label} if control.kind == "yes" else control.options
    chosen = [control.code] if control.kind == "one" else control.codes
    links = [
        Link(label, at.view.address(at.path, **{control.name: code}), current=code in chosen)
        for code, label in codes.items()
    ]
    if control.kind == "yes":
        return held(Paragraph(links[0]))
    named = ", ".join(codes[code] for code in chosen)
    return held(Details(f"{control.label}: {named}" if named else control.label, Items(links)))


def _files(outlet: Outlet, at: At, files: Files) -> Content:
    links = [Link(file.label, outlet.add(at.view, file), kind="file") for file in files.files]
    return held(Paragraph(tuple(piece for link in links for piece in (link, " "))))


def _every(at: At, choice: OneOf) -> Content:
    """Return all of which a visitor of the dashboard looks at one at a time, each folded under its name."""
    inner = tuple(Details(title, all_of(at, choice.show(code))) for code, title in choice.titles.items())
    return held(Details(choice.label, inner))


def _slot(outlet: Outlet, at: At, slot: Slot) -> Content:
    _ = at.view.words.say
    if slot.name == "pack":
        return _papers(outlet, at, cast("Meeting", slot.arguments[0]))
    if slot.name == "upload":
        return held(Paragraph(_("This can only be done in the running dashboard."), "muted"))
    return ""


def _papers(outlet: Outlet, at: At, meeting: Meeting) -> Content:
    """Return the links to the papers of a meeting."""
    made = order(at.view, meeting, outlet.live)
    key = repr(made.key)
    links = [
        Link(file.title, outlet.draw(f"{PAPERS}/{file.name}", key, file.make))
        for file in papers(made.view, meeting, outlet.live)
    ]
    return held(Items(links))
