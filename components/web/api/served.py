"""The API over the wire: which address gives what, with which headers; what was made last is kept within `BYTES`.

Whoever asks is answered from what is kept, else one file at a time is made, on another thread than the one that serves
everybody. Requests are shared out fairly (`bounds.Requests`), so that a burst is answered 429 and the screens go on.
"""

import asyncio
import gzip
import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from components.view import today
from components.web.api import asked
from components.web.api.asked import Asked, ProblemError
from components.web.api.documents import RESOURCES
from components.web.api.registry import ROOT
from components.web.api.resources import Resource
from components.web.bounds import Requests, Visitors
from components.web.edge import accepts_gzip, address_of, origin_of
from components.web.pages import PLAIN_POLICY
from data import live
from data.publish.forms import dumped
from data.words import N_, words

BYTES = 24_000_000
"""Bytes of files that are kept."""
PATIENCE, WAITING, FAIR_WAITING = 10.0, 40, 4
"""Seconds that others wait while a file is made, how many may wait, and how many of an address always."""
_READ = ("GET", "HEAD")
_METHODS = "GET, HEAD, OPTIONS"
_ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": PLAIN_POLICY,
}
_PREFLIGHT = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
_PACKED = ("text/", "application/json", "application/ld+json", "application/rdf+xml")
_PROBLEM = "application/problem+json"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """A file as it is sent: ``body`` is compressed by gzip where ``packed``; ``next`` is where the next page is."""

    body: bytes
    packed: bool
    tag: str
    name: str
    next: str

    @property
    def plain(self) -> bytes:
        """The file as it is."""
        return gzip.decompress(self.body) if self.packed else self.body


class Api:
    """Answers the addresses under ``/api/``."""

    def __init__(self, requests: Requests | None = None, most: int = BYTES) -> None:
        """Take how requests are shared out, and how many bytes are kept."""
        self._requests = requests or Requests()
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], Sent] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._making = asyncio.Semaphore(1)
        self._waiting = Visitors(WAITING, FAIR_WAITING)
        self.routes = (Route("/api/{path:path}", self),)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever its method."""
        request = Request(scope)
        try:
            response = await self._answer(request)
        except ProblemError as problem:
            response = _told(problem, request.url.query)
        except Exception:
            _LOG.exception("%.60r could not be made", scope["path"])
            response = _told(_failed(), request.url.query)
        response.headers.update(_ANYBODY)
        if request.method == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        address = address_of(request.scope)
        if seconds := self._requests.take(address):
            raise _crowded(seconds)
        one = _found(request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if request.method not in _READ:
            raise ProblemError(
                asked.NO_METHOD,
                N_("This method is not for reading."),
                N_("Use one of these: {known}."),
                headers={"Allow": _METHODS},
                known=_METHODS,
            )
        if request.scope["path"] == ROOT.rstrip("/"):
            return RedirectResponse(ROOT, 301)
        origin = origin_of(request.scope)
        wanted, key = await run_in_threadpool(_understood, one, request.url.query, origin)
        sent = self._of_kept(key) or await self._made(one, wanted, origin, key, address)
        return _sent(one, sent, request)

    async def _made(self, one: Resource, wanted: Asked, origin: str, key: tuple[object, ...], address: str) -> Sent:
        """Return a file that is not kept, once it is its turn. Raises `ProblemError` where it does not come."""
        if not self._waiting.room(address):
            raise _crowded(int(PATIENCE))
        self._waiting.enter(address)
        try:
            await asyncio.wait_for(self._making.acquire(), PATIENCE)
        except TimeoutError:
            raise _crowded(int(PATIENCE)) from None
        finally:
            self._waiting.leave(address)
        try:
            if kept := self._of_kept(key):
                return kept
            return await run_in_threadpool(self._make, one, wanted, origin, key)
        finally:
            self._making.release()

    def _make(self, one: Resource, wanted: Asked, origin: str, key: tuple[object, ...]) -> Sent:
        faults = live.unanswered()
        made = one.make(wanted, origin, False)
        packed = one.media_type.startswith(_PACKED)
        sent = Sent(
            gzip.compress(made.body, 6, mtime=0) if packed else made.body,
            packed,
            sha256(made.body).hexdigest()[:20],
            _name(one, wanted),
            made.next,
        )
        # What a history that failed for the moment did not give is not kept.
        if not one.passing and live.unanswered() == faults:
            self._keep(key, sent)
        return sent

    def _of_kept(self, key: tuple[object, ...]) -> Sent | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: tuple[object, ...], sent: Sent) -> None:
        with self._lock:
            twice = self._kept.pop(key, None)
            self._kept[key] = sent
            self._bytes += len(sent.body) - (len(twice.body) if twice else 0)
            while self._bytes > self._most and self._kept:
                _, left = self._kept.popitem(last=False)
                self._bytes -= len(left.body)


def _found(request: Request) -> Resource:
    path = request.scope["path"]
    name = path.removeprefix(ROOT) if path != ROOT.rstrip("/") else ""
    if not name:
        html = "text/html" in request.headers.get("Accept", "")
        return RESOURCES["" if html else "index.json"]
    if name not in RESOURCES or not path.startswith(ROOT):
        raise ProblemError(
            asked.NO_ADDRESS,
            N_("There is nothing at this address."),
            N_("{known} lists what there is; an address ends in .json, .csv, .xlsx or .parquet."),
            known=f"{ROOT}index.json",
        )
    return RESOURCES[name]


def _understood(one: Resource, query: str, origin: str) -> tuple[Asked, tuple[object, ...]]:
    wanted = asked.asked(query, one.parameters, today())
    return wanted, (one.path, *one.key(wanted, origin))


def _sent(one: Resource, sent: Sent, request: Request) -> Response:
    packed = sent.packed and accepts_gzip(request.scope)
    tag = f'"{sent.tag}-gzip"' if packed else f'"{sent.tag}"'
    headers = {"Cache-Control": "public, max-age=60", "ETag": tag, "Vary": "Accept, Accept-Encoding"}
    if sent.next:
        headers["Link"] = f'<{sent.next}>; rel="next"'
    if _known_already(request.headers.get("If-None-Match", ""), sent.tag):
        return Response(status_code=304, headers=headers)
    if sent.name:
        headers["Content-Disposition"] = f'attachment; filename="{sent.name}"'
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = sent.body if packed else sent.plain
    return Response(body, headers=headers, media_type=one.media_type)


def _known_already(given: str, tag: str) -> bool:
    """Tell whether a header If-None-Match names a file, compressed or not, or any."""
    tags = {part.strip().removeprefix("W/") for part in given.split(",")}
    return not tags.isdisjoint({"*", f'"{tag}"', f'"{tag}-gzip"'})


def _name(one: Resource, wanted: Asked) -> str:
    """Return the name that a file is saved under, "" for what a browser shows."""
    if not one.path or one.media_type.startswith(("application/json", "text/html")):
        return ""
    stem, _, ending = one.path.partition(".")
    return f"{stem}-{wanted.view.snapshot.id}.{ending}"


def _crowded(seconds: int) -> ProblemError:
    return ProblemError(
        asked.TOO_MANY,
        N_("There are more requests than can be answered at once."),
        N_("Try again in {seconds} seconds."),
        headers={"Retry-After": str(seconds)},
        seconds=seconds,
    )


def _failed() -> ProblemError:
    return ProblemError(
        asked.NOT_NOW,
        N_("This could not be created."),
        N_("Try again in a minute; if the problem persists, inform whoever runs the dashboard."),
        headers={"Retry-After": "60"},
    )


def _told(problem: ProblemError, query: str) -> Response:
    body: Mapping[str, object] = problem.body(words(asked.language_of(query)))
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(dumped(body), problem.kind.status, headers, _PROBLEM)
