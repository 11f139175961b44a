"""A figure to take along, drawn when it is asked for: ``/figure/<screen>/<name>.<kind>?<the screen's parameters>``.

The figure is found among what its screen says at that address, where its menu stands, so nothing is listed twice. What
was drawn last is kept within `BYTES`, and few are drawn at once, never on the thread that serves everybody.
"""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import sha256
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.blocks.figures import Figure
from components.blocks.vocabulary import Offer, Paragraph
from components.frame import addressed, downloads
from components.frame.parts import Controls, Files, Map, OneOf, Part, Passage, Slot
from components.view import View, today
from components.web import embeds, paint
from components.web.edge import origin_of
from components.web.pages import PLAIN_POLICY, Pages
from components.web.writing import Address
from data import live
from data.words import N_, words

BYTES = 16_000_000
"""Bytes of drawn figures that are kept."""
AT_ONCE, PATIENCE, WAITING = 2, 10.0, 40
"""Figures that are drawn at once, seconds that others wait for it, and how many may wait."""
_HELD = Controls | Files | Map | OneOf | Slot | str
"""Parts in which no figure's menu stands."""
PAGE, OEMBED = "html", "oembed"
"""What a figure is drawn as for other websites: its page, and oEmbed's answer about it."""
_SIZES = frozenset(["maxwidth", "maxheight"])
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drawn:
    """A figure as it is sent."""

    body: bytes
    name: str
    media_type: str
    tag: str


@dataclass(frozen=True)
class Asked:
    """What an address asks for: ``address`` is what its screen reads beside the view, ``key`` tells it from others."""

    path: str
    name: str
    kind: str
    origin: str
    view: View
    address: Address
    entered: paint.Entered
    key: bytes
    sizes: Mapping[str, str] = field(default_factory=dict)


def found(view: View, parts: Iterable[Part], name: str) -> Figure | None:
    """Return the figure of a name whose menu stands among a screen's parts, None where there is none.

    Without a name it is the first.
    """
    return next((offer.figure for offer in _offers(view, parts) if name in ("", offer.figure.name)), None)


def _offers(view: View, parts: Iterable[Part]) -> Iterator[Offer]:
    """Yield the menus among parts; what a passage says, which may take long to find, is asked last."""
    passages: list[Passage] = []

    def within(part: Any) -> Iterator[Offer]:
        if isinstance(part, Offer):
            yield part
        elif isinstance(part, Passage):
            passages.append(part)
        elif isinstance(part, tuple | list):
            for inner in part:
                yield from within(inner)
        elif is_dataclass(part) and not isinstance(part, _HELD):
            for field in fields(part):
                yield from within(getattr(part, field.name))

    yield from within(tuple(parts))
    for passage in passages:
        yield from within(passage.say(view, *passage.arguments))


def asked(path: str, file: str, query: str, origin: str) -> Asked | None:
    """Return what an address asks for, None where there is no such screen or kind of file."""
    name, _, kind = file.rpartition(".")
    if path not in paint.SCREENS or kind not in (*downloads.KINDS, PAGE, OEMBED):
        return None
    address = paint.read(query, path)
    view = addressed.view_of(address, today())
    address = {name: value for name, value in address.items() if name not in addressed.NAMES}  # these are the view's
    entered = paint.entering(path, view, address, origin)
    sizes = {name: value for name, value in embeds.parameters(query).items() if name in _SIZES}
    key = sha256(paint.key_of(path, view, address, entered) + repr((file, origin, sizes)).encode()).digest()
    return Asked(path, name, kind, origin, view, address, entered, key, sizes)


def drawn(wanted: Asked) -> Drawn | None:
    """Return a figure as a file, None where its screen shows no such figure at this address."""
    view, path = wanted.view, wanted.path
    figure = found(view, paint.parts_of(path, view, wanted.address, wanted.entered), wanted.name)
    if figure is None:
        return None
    address = view.address(path, **wanted.address, datums=view.day.isoformat(), snapshot=view.snapshot.id)
    if wanted.kind in (PAGE, OEMBED):
        return _embedded(wanted, figure, address)
    body, name, media_type = downloads.drawn(view, figure, wanted.kind, wanted.origin + address)
    return Drawn(body, safe(name), media_type, f'"{sha256(body).hexdigest()[:20]}"')


def _embedded(wanted: Asked, figure: Figure, address: str) -> Drawn:
    """Return a figure's page for other sites, or what oEmbed says of it; both follow the data, as the address does."""
    view, origin = wanted.view, wanted.origin
    query = urlencode(dict(view.chosen) | dict(wanted.address))
    own = origin + embeds.address_of(wanted.path, figure.name, query)
    if wanted.kind == PAGE:
        body, media_type = embeds.embedded(view, figure, origin + address, own).encode(), "text/html"
    else:
        body, media_type = embeds.answer(figure, own, origin, wanted.sizes, view.words), "application/json"
    return Drawn(body, "", media_type, f'"{sha256(body).hexdigest()[:20]}"')


def safe(name: str) -> str:
    """Return a file's name of letters, digits, points and dashes alone."""
    return _UNSAFE.sub("_", name)


class Figures:
    """Answers the addresses of figures, and keeps those last drawn."""

    def __init__(self, pages: Pages, most: int = BYTES) -> None:
        """Take what makes the pages for an address that does not exist and for what cannot be had now."""
        self._pages = pages
        self._most = most
        self._kept: OrderedDict[bytes, Drawn] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._drawing = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self.routes = (
            Route("/figure/{file}", self._answer),
            Route("/figure/{path}/{file}", self._answer),
            Route(f"{embeds.PREFIX}{{name}}", self._embed),
            Route(f"{embeds.PREFIX}{{path}}/{{name}}", self._embed),
            Route("/oembed", self._oembed),
        )

    async def _answer(self, request: Request) -> Response:
        path, file = request.path_params.get("path", ""), request.path_params["file"]
        if file.endswith((f".{PAGE}", f".{OEMBED}")):
            return self._missing(request.query_params.get("lang", ""))
        return await self._drawn(request, path, file, request.url.query)

    async def _embed(self, request: Request) -> Response:
        path, file = request.path_params.get("path", ""), f"{request.path_params['name']}.{PAGE}"
        return await self._drawn(request, path, file, request.url.query)

    async def _oembed(self, request: Request) -> Response:
        given = embeds.parameters(request.url.query)
        if given.get("format", "json") != "json":
            return PlainTextResponse("format: json", 501, {"Cache-Control": "no-store"})
        found = embeds.within(given.get("url", ""), origin_of(request.scope))
        if found is None:
            return PlainTextResponse("url: ?", 404, {"Cache-Control": "no-store"})
        path, name, query = found
        sizes: dict[str, str] = {name: given[name] for name in sorted(_SIZES) if name in given}
        return await self._drawn(request, path, f"{name}.{OEMBED}", f"{query}&{urlencode(sizes)}" if sizes else query)

    async def _drawn(self, request: Request, path: str, file: str, query: str) -> Response:
        wanted = await run_in_threadpool(asked, path, file, query, origin_of(request.scope))
        if wanted is None:
            return self._missing(request.query_params.get("lang", ""))
        ready = self._found(wanted)
        if ready is None:
            if self._waiting >= WAITING or not await self._turn():
                return self._busy(wanted)
            try:
                ready = self._found(wanted) or await run_in_threadpool(self._draw, wanted)
            except Exception:
                _LOG.exception("The figure %s of /%s could not be drawn", wanted.name[:40], path)
                return self._busy(wanted)
            finally:
                self._drawing.release()
        if ready is None:
            return self._missing(request.query_params.get("lang", ""))
        headers = {"Cache-Control": "public, max-age=300", "ETag": ready.tag}
        if ready.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        headers["Content-Security-Policy"] = PLAIN_POLICY
        if wanted.kind in downloads.KINDS:
            way = "inline" if wanted.kind == "txt" else "attachment"
            headers["Content-Disposition"] = f'{way}; filename="{ready.name}"'
        return Response(ready.body, headers=headers, media_type=ready.media_type)

    async def _turn(self) -> bool:
        """Wait for a turn to draw; False where it does not come in time."""
        self._waiting += 1
        try:
            await asyncio.wait_for(self._drawing.acquire(), PATIENCE)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True

    def _found(self, wanted: Asked) -> Drawn | None:
        with self._lock:
            if wanted.key in self._kept:
                self._kept.move_to_end(wanted.key)
            return self._kept.get(wanted.key)

    def _draw(self, wanted: Asked) -> Drawn | None:
        faults = live.unanswered()
        made = drawn(wanted)
        if made and live.unanswered() == faults:  # what a history that failed for the moment did not give is not kept
            self._keep(wanted.key, made)
        return made

    def _keep(self, key: bytes, made: Drawn) -> None:
        with self._lock:
            twice = self._kept.pop(key, None)  # two may have asked for it at once
            self._kept[key] = made
            self._bytes += len(made.body) - (len(twice.body) if twice else 0)
            while self._bytes > self._most and self._kept:
                _, left = self._kept.popitem(last=False)
                self._bytes -= len(left.body)

    def _missing(self, language: str) -> Response:
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": PLAIN_POLICY}
        return Response(self._pages.missing(words("en" if language == "en" else "lv")), 404, headers, "text/html")

    def _busy(self, wanted: Asked) -> Response:
        said = wanted.view.words
        _ = said.say
        text = _("Too many figures are being drawn at once, or this one could not be drawn. Try again in a minute.")
        page = self._pages.plain(N_("Figure"), _("The figure is not available right now"), Paragraph(text), said)
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": PLAIN_POLICY, "Retry-After": "60"}
        return Response(page, 503, headers, "text/html")
