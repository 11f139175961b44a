"""What stands in front of Streamlit: which addresses exist, in which language, with which headers, for whose pages.

Streamlit by itself answers every unknown address with its start page and 200, opens its metrics to everybody, sends no
security headers, and at each WebSocket of a foreign origin asks an outside service for its own address, during which
the whole server stands still. Plain ASGI, so that a WebSocket passes untouched.
"""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.web.bounds import SPARE, Held, Uploads, Visitors
from components.web.crowd import main_figures
from components.web.pages import PLAIN_POLICY, Pages
from components.web.paint import Paints, Written, written
from components.web.static import Static
from data.words import Language, words

_LOG = logging.getLogger(__name__)
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]{1,255}")
_STREAM = "/_stcore/stream"
_UPLOAD = "/_stcore/upload_file/"
_API = "/api/"
_READ = frozenset({"GET", "HEAD"})
# Streamlit's program needs these; its metrics, agent and component addresses are not among them and do not exist here.
_STREAMLIT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "/_stcore/health": frozenset({*_READ, "OPTIONS"}),
        "/_stcore/host-config": frozenset({*_READ, "OPTIONS"}),
        _UPLOAD: frozenset({"PUT", "DELETE", "OPTIONS"}),
        "/media/": frozenset({*_READ, "OPTIONS"}),
    }
)
# The only pages that others may frame (decision 0006 in docs/decisions/).
_FRAMED = ("/embed/", "/badge/")
_OFF = "camera geolocation microphone payment usb serial midi magnetometer gyroscope accelerometer hid"
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _OFF.split()),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
_FOREVER = "public, immutable, max-age=31536000"


class Edge:
    """The middleware: ``pages`` and ``static`` are what it answers itself, ``routes`` our addresses behind it."""

    def __init__(  # noqa: PLR0917  (Starlette passes the application first, everything else by name)
        self,
        app: ASGIApp,
        pages: Pages,
        static: Static,
        routes: Sequence[BaseRoute],
        visitors: Visitors,
        held: Callable[[], Held],
        paints: Paints,
    ) -> None:
        """Stand in front of ``app``; ``visitors`` says how many may come, ``held`` where Streamlit holds uploads."""
        self._app = app
        self._visitors = visitors
        self._held = held
        self._uploads = Uploads()
        self._pages = pages
        self._static = static
        self._routes = routes
        self._api = next((route.app for route in routes if isinstance(route, Route) and route.path[:5] == _API), app)
        self._paints = paints
        self._unpainted = cache(self._without_paint)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse or hand on one request."""
        if scope["type"] == "websocket":
            address = address_of(scope)
            if scope["path"] != _STREAM or not _same_origin(Headers(scope=scope)):
                # Before it is accepted, closing a WebSocket means answering 403.
                _LOG.info("Refused a WebSocket for %.60r", scope["path"])
                await send({"type": "websocket.close", "code": 1008})
            elif not self._visitors.room(address, spare=SPARE):
                _LOG.warning("There is no room for more than %d visitors", self._visitors.most)
                await send({"type": "websocket.close", "code": 1013})
            else:
                self._visitors.enter(address)
                try:
                    await self._app(scope, _binary(receive, send), send)
                finally:
                    self._visitors.leave(address)
        elif scope["type"] == "http":
            await self._answer(scope, receive, self._guarded(scope["path"], send))
        else:
            await self._app(scope, receive, send)

    def _guarded(self, path: str, send: Send) -> Send:
        """Return ``send`` with the headers that every answer carries."""
        framed = path.startswith(_FRAMED)
        framers = "*" if framed else "'none'"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                policy = headers.get("Content-Security-Policy", self._pages.policy)
                headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {framers}"
                if not framed:
                    headers["X-Frame-Options"] = "DENY"
                    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            await send(message)

        return guarded

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        name = path.removeprefix("/")
        respond: ASGIApp
        if name in self._pages.names:
            respond = await self._screen(name, scope)
        elif name.endswith("/") and name != "/" and name[:-1] in self._pages.names:
            query = scope["query_string"].decode("latin-1")
            respond = RedirectResponse(path[:-1] + (f"?{query}" if query else ""), 301)
        elif not self._known(path, scope):
            respond = self._missing(scope)
        elif path.startswith(_API):
            # The API has one form of answer; Streamlit's guard of its files would refuse odd paths in words of its own.
            respond = self._api
        elif path.startswith(_UPLOAD) and scope["method"] == "PUT":
            respond = self._upload(scope)
        elif path.startswith("/static/") and self._static.compressible(name) and accepts_gzip(scope):
            respond = await self._file(name)
        else:
            respond = self._app
        await respond(scope, receive, send)

    def _known(self, path: str, scope: Scope) -> bool:
        if path.startswith("/static/"):
            return path[1:] in self._static.names and scope["method"] in _READ
        for address, methods in _STREAMLIT.items():
            if path.startswith(address) if address.endswith("/") else path == address:
                return scope["method"] in methods
        return any(route.matches(scope)[0] is not Match.NONE for route in self._routes)

    async def _screen(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in _READ:
            return Response(status_code=405, headers={"Allow": "GET, HEAD"})
        if not self._visitors.room(address_of(scope)):
            headers = {"Cache-Control": "no-store", "Content-Security-Policy": PLAIN_POLICY, "Retry-After": "60"}
            crowded = await run_in_threadpool(self._crowded, path, _language(scope))
            return Response(crowded, 503, headers, "text/html")
        # Writing a page and reading the source take time: not on the thread that serves everybody.
        page = await run_in_threadpool(self._page, path, scope)
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "ETag": page.tag}
        if page.tag in Headers(scope=scope).get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if accepts_gzip(scope):
            headers["Content-Encoding"] = "gzip"
            return Response(page.compressed, media_type="text/html", headers=headers)
        return Response(page.body, media_type="text/html", headers=headers)

    def _page(self, path: str, scope: Scope) -> Written:
        query = scope["query_string"].decode("latin-1")
        return self._paints.find(path, query, origin_of(scope)) or self._unpainted(path, _language(scope))

    def _without_paint(self, path: str, language: Language) -> Written:
        return written(self._pages.screen(path, words(language)))

    def _crowded(self, path: str, language: Language) -> str:
        heading, body = main_figures(language)
        return self._pages.plain(self._pages.names[path], heading, body, words(language))

    def _upload(self, scope: Scope) -> ASGIApp:
        """Return what takes an upload, or refuses it where its session or all of them hold enough."""
        session, _, file = scope["path"].removeprefix(_UPLOAD).partition("/")
        length = Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            return Response(status_code=411)
        size = int(length)
        if not self._uploads.take(session, file, size, self._held()):
            return Response(status_code=429, headers={"Retry-After": "60"})

        async def taken(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await self._app(scope, receive, send)
            finally:
                self._uploads.done(session, size)

        return taken

    async def _file(self, name: str) -> Response:
        # The first request for a large file compresses it: not on the thread that serves everybody.
        body = await run_in_threadpool(self._static.compressed, name)
        headers = {"Cache-Control": _FOREVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(body, media_type=self._static.media_type(name), headers=headers)

    def _missing(self, scope: Scope) -> Response:
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": PLAIN_POLICY}
        return Response(self._pages.missing(words(_language(scope))), 404, headers, "text/html")


def _language(scope: Scope) -> Language:
    """Return the language that the address asks for, as the screens' shell does."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])
    return "en" if asked[-1] == "en" else "lv"


def address_of(scope: Scope) -> str:
    """Return the address that a visitor comes from: uvicorn has put in the one that a trusted proxy forwards."""
    client = scope.get("client")
    return client[0] if client else ""


def _binary(receive: Receive, send: Send) -> Receive:
    """Return ``receive`` that ends a WebSocket at the first text: Streamlit's program sends bytes alone."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and message.get("bytes") is None:
            await send({"type": "websocket.close", "code": 1003})
            return {"type": "websocket.disconnect", "code": 1003}
        return message

    return received


def accepts_gzip(scope: Scope) -> bool:
    """Tell whether whoever asks takes what is compressed by gzip."""
    accepted = Headers(scope=scope).get("accept-encoding", "").lower()
    offers = [offer.replace(" ", "") for offer in accepted.split(",")]
    return any(offer.split(";")[0] == "gzip" and not offer.endswith((";q=0", ";q=0.0")) for offer in offers)


def origin_of(scope: Scope) -> str:
    """Return where this dashboard is, as whoever asks reaches it; "" where what is said of it is no host."""
    host = Headers(scope=scope).get("host", "")
    return f"{scope['scheme']}://{host}" if _HOST.fullmatch(host) else ""


def _same_origin(headers: Headers) -> bool:
    """Tell whether a WebSocket was opened by a page of this very host.

    Browsers always send the origin; whatever does not is no visitor. The comparison is as exact as Streamlit's own,
    or an origin could pass here and still be looked up outside there.
    """
    origins, hosts = headers.getlist("origin"), headers.getlist("host")
    if len(origins) != 1 or len(hosts) != 1:
        return False
    try:
        origin = urlsplit(origins[0])
    except ValueError:
        return False
    return origin.scheme in ("http", "https") and bool(origin.netloc) and origin.netloc == hosts[0]
