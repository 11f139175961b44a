"""The first paint: a screen as HTML of the server's own, for an address, before Streamlit's program has been loaded.

It is written of the parts that the running screen places, so the two cannot say different things; what only a running
screen can fill has a stand-in of equal size. What is kept is kept by what an address is understood to ask for: a
parameter that no screen reads makes no page of its own.
"""

import gzip
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from threading import BoundedSemaphore, Lock
from types import MappingProxyType
from typing import Any, TypeAlias, cast
from urllib.parse import parse_qsl, urlencode

from components.blocks import vega
from components.blocks.controls import Control
from components.blocks.figures import as_data
from components.blocks.forms import Columns, Field, Form, Paint, Reserved, Submit
from components.blocks.html import Html, write
from components.blocks.style import styled
from components.blocks.vocabulary import Content, Group, Link, Picture, Text, Verbatim
from components.charts.maps import still
from components.charts.palette import PROJECTOR
from components.fonts.files import STACK
from components.frame import addressed, downloads, shell
from components.frame.kept import offered
from components.frame.parts import Beside, Box, Controls, Copied, Files, Map, OneOf, Parts, Slot, Styles
from components.frame.placing import Drawn, Piece, Room, in_order, room_name
from components.meeting import parts as meeting
from components.screens.about import screen as about
from components.screens.calendar import screen as calendar
from components.screens.measures import screen as measures
from components.screens.municipalities import screen as municipalities
from components.screens.municipality import screen as municipality
from components.screens.overview import screen as overview
from components.screens.quality import screen as quality
from components.screens.trust import screen as trust
from components.view import View, today
from components.web.api.entries import described
from components.wording import slugs
from data import live
from data.contract.addresses import Page
from data.words import Words

Address = Mapping[str, str]
Entered: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class Painted:
    """A screen that can be painted: the parameters it reads and its parts.

    ``entering`` is what it is made of beside its view and its address: it enters here, once a page, and tells pages
    apart.
    """

    names: tuple[str, ...]
    parts: Callable[..., Parts]
    entering: Callable[[View, Address, str], Entered] = lambda _view, _address, _origin: ()


def _place(_view: View, _address: Address, origin: str) -> Entered:
    return (origin,)


def _place_and_newest(_view: View, _address: Address, origin: str) -> Entered:
    return origin, live.current().snapshot.id


def _clock_and_history(view: View, address: Address, _origin: str) -> Entered:
    return view.current.stale(datetime.now(UTC)), offered(view, *map(address.__getitem__, quality.VERSIONS))


SCREENS: Mapping[str, Painted] = MappingProxyType(
    {
        Page.OVERVIEW: Painted(overview.NAMES, overview.screen),
        Page.MEASURES: Painted(measures.NAMES, measures.screen),
        Page.MEETING: Painted(meeting.NAMES, meeting.screen, _place_and_newest),
        Page.TRUST: Painted(trust.NAMES, trust.screen),
        Page.MUNICIPALITIES: Painted(municipalities.NAMES, municipalities.screen),
        Page.MUNICIPALITY: Painted(municipality.NAMES, municipality.screen, _place),
        Page.CALENDAR: Painted(calendar.NAMES, calendar.screen),
        Page.QUALITY: Painted(quality.NAMES, quality.screen, _clock_and_history),
        Page.ABOUT: Painted(about.NAMES, about.screen),
    }
)
"""All screens by address."""
FILTERS, DAY = "paint-filters", "paint-day"
"""The forms of a paint: the screen's own choices, and the day."""
BYTES, ADDRESSES = 32_000_000, 10_000
"""Bytes of pages that are kept, and addresses of which it is known which page they have: many may share one."""
LONGEST = 2_000
"""Characters of a value of an address that are read; a longer one is cut."""
AT_ONCE, PATIENCE = 2, 0.5
"""Pages that are written at once, and seconds that others wait for it: then they are served without a paint."""
_LOG = logging.getLogger(__name__)


def read(query: str, path: str) -> dict[str, str]:
    """Return what of an address a screen reads, the last of each parameter, without those that say nothing."""
    known = {*addressed.NAMES, *SCREENS[path].names}
    given = dict(parse_qsl(query, errors="replace"))
    return {name: given[name][:LONGEST] for name in sorted(known) if given.get(name)}


def entering(path: str, view: View, address: Address, origin: str = "") -> Entered:
    """Return what the screen at a path, which must have a paint, is made of beside its view and its address.

    ``origin`` is where this dashboard is, as whoever asks reaches it, "" unknown.
    """
    return SCREENS[path].entering(view, _named(path, address), origin)


def _named(path: str, address: Address) -> Address:
    return {name: address.get(name, "") for name in SCREENS[path].names}


def parts_of(path: str, view: View, address: Address, entered: Entered) -> Parts:
    """Return what the screen at a path, which must have a paint, is made of at an address as `read` gives it."""
    return SCREENS[path].parts(view, _named(path, address), *entered)


def paint(path: str, view: View, address: Address, entered: Entered = ()) -> Html:
    """Return the first paint of the screen at a path, which must have one, for an address as `read` gives it.

    ``entered`` is what `entering` gave for it.
    """
    parts = parts_of(path, view, address, entered)
    _ = view.words.say
    address = _understood(_controls(parts), address)
    form = Form(FILTERS, f"/{path}", dict(view.chosen) | _carried(parts, address, SCREENS[path].names))
    body = (
        _sheets(view),
        _wrapped(Group(_html(shell.menu(view, path)), "stVerticalBlock st-key-menu")),
        _wrapped(_toolbar(view, path, address)),
        form,
        _all(view, parts, path, address),
        _html(shell.footer(view)),
    )
    stays = _(
        "The dashboard’s program could not be reached, so this page works on its own: its links work, and "
        "the button “Show” applies your choices."
    )
    newer = _("Newer data arrived while the page was loading; they are shown now.")
    own = {name: address.get(name, "") for name in SCREENS[path].names}
    return downloads.placed(write(Paint(body, stays, newer, view.snapshot.id)), path, own)


def _sheets(view: View) -> Html:
    """Return the style sheets of a paint: those that stand in for Streamlit's own, then those of the running screen."""
    projected = shell.PROJECTED if view.palette == PROJECTOR else ""
    return Html(styled("paint", "stays", variables={"face": STACK}) + shell.SHEET + projected)


def _understood(controls: Iterable[Control], address: Address) -> Address:
    """Return an address without what its controls do not offer, so that such addresses have the same paint."""
    understood = dict(address)
    for control in controls:
        if control.kind == "many":
            understood[control.name] = slugs.joined(control.codes)
        elif (control.kind == "one" and control.value not in control.options) or (
            control.kind == "yes" and control.value != "1"
        ):
            understood[control.name] = "" if control.value else understood.get(control.name, "")
    return {name: value for name, value in understood.items() if value}


def _carried(parts: Parts, address: Address, names: tuple[str, ...]) -> dict[str, str]:
    """Return the screen's own parameters that no field of its form sends."""
    fields = {control.name for control in _controls(parts) if control.kind not in ("many", "preset")}
    return {name: address[name] for name in names if address.get(name) and name not in fields}


def _controls(parts: Parts) -> list[Control]:
    controls: list[Control] = []
    for part in parts:
        if isinstance(part, Controls):
            controls += part.controls
        elif isinstance(part, Box):
            controls += _controls(part.parts)
    return controls


def _toolbar(view: View, path: str, address: Address) -> Content:
    _ = view.words.say
    first, last = addressed.FIRST_DAY.isoformat(), addressed.LAST_DAY.isoformat()
    shown = view.day.strftime("%d.%m.%Y")
    day = Field("day", "datums", _("As of"), DAY, view.day.isoformat(), {}, shown, first, last)
    carried = {name: value for name, value in address.items() if name != "datums"}
    choice = Form(DAY, f"/{path}", carried), day, Submit(_("Show"), DAY)
    return Group(
        (
            Group(choice, "stElementContainer st-key-datums"),
            _html(shell.beside_day(view, address)),
        ),
        "stHorizontalBlock st-key-toolbar",
    )


def _wrapped(content: Content) -> Group:
    return Group(content, "stLayoutWrapper")


def _html(content: Content) -> Content:
    """Return content in what Streamlit puts around HTML; "" for nothing."""
    html = write(content)
    return Group(Group(html, "stHtml"), "stElementContainer") if html else ""


def _all(view: View, parts: Parts, path: str, address: Address) -> Content:
    """Return parts one after the other, as the running screen places them."""
    written: list[Content] = []
    for part, name in in_order(view, parts):
        writer = _WRITERS.get(type(part))
        written.append(writer(view, part, path, address) if writer else _piece(cast("Piece", part), name))
    return tuple(written)


def _piece(piece: Piece, name: str) -> Content:
    if isinstance(piece, Room):
        inner = tuple(_piece(one, f"{name}_{number}") for number, one in enumerate(piece.pieces))
        return _wrapped(Group(inner, f"stVerticalBlock st-key-{room_name(piece, name)}"))
    if isinstance(piece, Drawn):
        chart = piece.chart
        return _wrapped(Reserved(chart, vega.size(chart.wide), vega.size(chart.narrow)))
    return _html(piece)


def _row(view: View, row: Controls, path: str, address: Address) -> Content:
    _ = view.words.say
    fields = tuple(_control(view, control, path, address) for control in row.controls)
    submit = Submit(_("Show"), FILTERS)
    if row.widths:
        return _wrapped(Group((_wrapped(Columns(row.widths, fields)), submit), f"stVerticalBlock st-key-{row.name}"))
    return _wrapped(Group((*fields, submit), f"stHorizontalBlock st-key-{row.name}"))


def _control(view: View, control: Control, path: str, address: Address) -> Content:
    if control.kind in ("text", "yes"):
        return Field(control.kind, control.name, control.label, FILTERS, control.value)
    if control.kind == "one":
        return Field("one", control.name, control.label, FILTERS, control.code, control.options)
    if control.kind == "listed":
        chosen = slugs.joined(control.codes)
        named = ", ".join(control.options[code] for code in control.codes)
        every = {"": control.hint} | ({chosen: named} if len(control.codes) > 1 else {}) | dict(control.options)
        return Field("one", control.name, control.label, FILTERS, chosen, every)
    return Group(tuple(_pill(view, control, code, path, address) for code in control.options), "pills")


def _pill(view: View, control: Control, code: str, path: str, address: Address) -> Link:
    """Return one of a few as a link to the screen with it chosen, or with it no longer chosen."""
    taken = control.codes
    on = code in taken
    if control.kind == "preset":
        value = "" if on else code
    else:
        value = slugs.joined([other for other in control.options if (other in taken) != (other == code)])
    query = urlencode({name: given for name, given in (dict(address) | {control.name: value}).items() if given})
    return Link(control.options[code], f"/{path}?{query}" if query else f"/{path}", kind="pill", current=on)


def _box(view: View, box: Box, path: str, address: Address) -> Content:
    return _wrapped(Group(_all(view, box.parts, path, address), f"stVerticalBlock st-key-{box.name}"))


def _beside(view: View, beside: Beside, path: str, address: Address) -> Content:
    columns = [Group(_all(view, parts, path, address), "stVerticalBlock") for parts in beside.columns]
    return _wrapped(Columns(beside.widths, columns))


def _files(_view: View, files: Files, _path: str, _address: Address) -> Content:
    return _wrapped(Group(tuple(Text(file.label, kind="button") for file in files.files), "stHorizontalBlock files"))


def _one_of(view: View, choice: OneOf, path: str, address: Address) -> Content:
    first = next(iter(choice.titles))
    box = Group((Text(choice.label), Text(choice.titles[first], kind="chosen")), "field one files")
    return box, _all(view, choice.show(first), path, address)


def _map(_view: View, drawn: Map, _path: str, _address: Address) -> Content:
    drawing = as_data(still(drawn.picture))
    return Group(Picture(drawing, drawing, drawn.alt), "stDeckGlJsonChart")


def _copied(_view: View, lines: Copied, _path: str, _address: Address) -> Content:
    return Group(Verbatim(lines.text), "copied")


def _slot(_view: View, slot: Slot, _path: str, _address: Address) -> Content:
    return _wrapped(Group(slot.stand_in, "stHorizontalBlock slot")) if slot.stand_in else ""


def _styles(_view: View, styles: Styles, _path: str, _address: Address) -> Content:
    return Html(styled(*styles.names, variables=styles.variables))


_WRITERS: Mapping[type, Callable[[View, Any, str, Address], Content]] = MappingProxyType(
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


@dataclass(frozen=True)
class Written:
    """A page as it is sent: its bytes, compressed by gzip, and its tag."""

    compressed: bytes
    tag: str

    @property
    def body(self) -> bytes:
        """The page as it is."""
        return gzip.decompress(self.compressed)


def written(page: str) -> Written:
    """Return a page as it is sent."""
    body = page.encode()
    return Written(gzip.compress(body, mtime=0), f'"{sha256(body).hexdigest()[:20]}"')


class Paints:
    """Writes the pages that begin with a paint, and keeps those last asked for within `BYTES`."""

    def __init__(self, page: Callable[[str, Words, Html], str], most: int = BYTES) -> None:
        """Take what makes a page of a path, its words and a paint."""
        self._page = page
        self._most = most
        self._tags: OrderedDict[bytes, str] = OrderedDict()
        self._pages: OrderedDict[str, Written] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._writing = BoundedSemaphore(AT_ONCE)

    def __len__(self) -> int:
        """Return how many pages are kept."""
        return len(self._pages)

    def find(self, path: str, query: str, origin: str = "") -> Written | None:
        """Return the page of an address; None while too many are being written, and for one that cannot be written.

        ``origin`` is where this dashboard is, as whoever asks reaches it, "" unknown.
        """
        address = read(query, path)
        view = addressed.view_of(address, today())
        entered = entering(path, view, address, origin)
        key = key_of(path, view, address, entered)
        with self._lock:
            if page := self._pages.get(self._tags.get(key, "")):
                self._tags.move_to_end(key)
                self._pages.move_to_end(page.tag)
                return page
        faults = live.unanswered()
        if not self._writing.acquire(timeout=PATIENCE):
            return None
        try:
            html = self._page(path, view.words, paint(path, view, address, entered))
            made = written(described(html, view, path))
        except Exception:
            # The running screen will tell of it, with a code for whoever is asked.
            _LOG.exception("The first paint of /%s could not be written", path)
            return None
        finally:
            self._writing.release()
        if live.unanswered() == faults:  # what a history that failed for the moment did not give is not kept
            self._keep(key, made)
        return made

    def _keep(self, key: bytes, made: Written) -> None:
        with self._lock:
            self._tags[key] = made.tag
            if made.tag not in self._pages:
                self._pages[made.tag] = made
                self._bytes += len(made.compressed)
            while self._bytes > self._most and len(self._pages) > 1:
                _, left = self._pages.popitem(last=False)
                self._bytes -= len(left.compressed)
            while len(self._tags) > ADDRESSES:
                self._tags.popitem(last=False)


def key_of(path: str, view: View, address: Address, entered: Entered) -> bytes:
    """Return what tells two pages apart: what is looked at, how its source and its history are, what the screen reads.

    ``entered`` is what else it is made of.
    """
    current, newest = view.current, live.current()
    moments = current.read_at, current.changed_at, current.failing_since, newest.read_at
    source = moments, current.failure, current.compared, len(current.issues), newest.snapshot.id, live.unkept()
    return sha256(repr((path, view.key, source, sorted(address.items()), entered)).encode()).digest()
