"""The first paint: a screen as HTML of the server's own, for an address, before Streamlit's program has been loaded.

It is written of the parts that the running screen places, so the two cannot say different things; what only a running
screen can fill has a stand-in of equal size. What is kept is kept by what an address is understood to ask for: a
parameter that no screen reads makes no page of its own.
"""

import gzip
import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from threading import BoundedSemaphore, Lock
from types import MappingProxyType
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlencode

from components.blocks.controls import Control
from components.blocks.forms import Field, Form, Paint, Submit
from components.blocks.html import Html, write
from components.blocks.vocabulary import Content, Group
from components.charts.palette import PROJECTOR
from components.frame import addressed, downloads, shell
from components.frame.composing import state_of
from components.frame.kept import offered
from components.frame.parts import Box, Controls, Parts
from components.meeting import parts as meeting
from components.memo import looked_at
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
from components.web.feeds import feeds_of
from components.web.head import Told, told_of
from components.web.writing import FILTERS, WRITERS, Address, At, all_of, held, wrapped
from components.wording import slugs
from data import live
from data.contract.addresses import Page
from data.words import LANGUAGES, Words

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
DAY = "paint-day"
"""The form of the day."""
BYTES, ADDRESSES = 32_000_000, 10_000
"""Bytes of pages that are kept, and addresses of which it is known which page they have: many may share one."""
LONGEST = 2_000
"""Characters of a value of an address that are read; a longer one is cut."""
AT_ONCE, PATIENCE = 2, 0.5
"""Pages that are written at once, and seconds that others wait for it: then they are served without a paint."""
_PICTURE = re.compile(r'href="(/figure/[^"]*\.png[^"]*)"')
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
        Html(shell.PROJECTED if view.palette == PROJECTOR else ""),
        wrapped(Group(held(shell.menu(view, path)), "stVerticalBlock st-key-menu")),
        wrapped(_toolbar(view, path, address)),
        form,
        all_of(At(view, path, address, WRITERS), parts),
        held(shell.footer(view)),
    )
    stays = _(
        "This page could not reach the dashboard’s program. The links still work, and “Show” applies your choices."
    )
    newer = _("Newer data arrived while the page was loading; they are shown now.")
    own = {name: address.get(name, "") for name in SCREENS[path].names}
    return downloads.placed(write(Paint(body, stays, newer, view.snapshot.id)), path, own)


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
            held(shell.beside_day(view, address)),
        ),
        "stHorizontalBlock st-key-toolbar",
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


def _told(path: str, view: View, address: Address, html: Html, origin: str) -> Told:
    """Return what the head of a page tells: addresses begin with ``origin``, without which there are none.

    It is known by what it shows, whatever day, snapshot or colours it is looked at with.
    """
    screen = next(screen for screen in shell.SCREENS if screen.address == path)
    own = {name: address[name] for name in (*SCREENS[path].names, "plans") if address.get(name)}
    title, about = told_of(screen.name, view.words, html, thing=any(name in own for name in screen.things))
    if not origin:
        return Told(title, about)
    addresses: dict[str, str] = {
        language: f"{origin}/{path}?{query}" if query else f"{origin}/{path}"
        for language in LANGUAGES
        for query in [urlencode(({"lang": "en"} if language == "en" else {}) | own)]
    }
    picture = _PICTURE.search(html)
    alternates = [(kind, name, origin + there) for kind, name, there in feeds_of(view, path, own)]
    if picture:
        asked = urlencode({"url": addresses[view.words.language], "format": "json"})
        alternates.append(("application/json+oembed", title, f"{origin}/oembed?{asked}"))
    return Told(
        title,
        about,
        addresses[view.words.language],
        addresses,
        origin + unescape(picture[1]) if picture else "",
        tuple(alternates),
    )


class Paints:
    """Writes the pages that begin with a paint, and keeps those last asked for, within `BYTES`, of newer snapshots."""

    def __init__(self, page: Callable[[str, Words, Html, Told], str], most: int = BYTES) -> None:
        """Take what makes a page of a path, its words, a paint, and what its head tells of it."""
        self._page = page
        self._most = most
        self._tags: OrderedDict[bytes, str] = OrderedDict()
        self._pages: OrderedDict[str, tuple[Written, object]] = OrderedDict()
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
        key = key_of(path, view, address, (*entered, origin))
        with self._lock:
            if (tag := self._tags.get(key, "")) in self._pages:
                self._tags.move_to_end(key)
                self._pages.move_to_end(tag)
                return self._pages[tag][0]
        faults = live.unanswered()
        if not self._writing.acquire(timeout=PATIENCE):
            return None
        try:
            html = paint(path, view, address, entered)
            whole = self._page(path, view.words, html, _told(path, view, address, html, origin))
            made = written(described(whole, view, path))
        except Exception:
            # The running screen will tell of it, with a code for whoever is asked.
            _LOG.exception("The first paint of /%s could not be written", path)
            return None
        finally:
            self._writing.release()
        if live.unanswered() == faults:  # what a history that failed for the moment did not give is not kept
            self._keep(key, made, view.key[0])
        return made

    def _keep(self, key: bytes, made: Written, snapshot: object) -> None:
        with self._lock:
            self._tags[key] = made.tag
            if made.tag not in self._pages:
                self._pages[made.tag] = made, snapshot
                self._bytes += len(made.compressed)
            for tag in [tag for tag, (_, of) in self._pages.items() if of != snapshot and not looked_at(of)]:
                self._forget(tag)
            while self._bytes > self._most and len(self._pages) > 1:
                self._forget(next(iter(self._pages)))
            while len(self._tags) > ADDRESSES:
                self._tags.popitem(last=False)

    def _forget(self, tag: str) -> None:
        self._bytes -= len(self._pages.pop(tag)[0].compressed)


def key_of(path: str, view: View, address: Address, entered: Entered) -> bytes:
    """Return what tells two pages apart: what is looked at, how its source and its history are, what the screen reads.

    ``entered`` is what else it is made of.
    """
    return sha256(repr((path, view.key, state_of(view), sorted(address.items()), entered)).encode()).digest()
