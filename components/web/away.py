"""The meeting without a network: ``/sede.html?<the parameters of the meeting>`` is the offline page of its pack.

The browser of whoever presents fetches it with the first step and keeps it (`presenting.js`); a worker for this one
address (`away.js`) opens it where the network has gone. It belongs to one snapshot and one day, so it never changes;
one is written at a time, and the newest are kept.
"""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.documents import offline
from components.documents.files import room_page
from components.frame import addressed
from components.meeting import parts
from components.meeting.room import OFFLINE
from components.view import today
from components.web import paint
from components.web.edge import origin_of
from components.web.pages import PLAIN_POLICY, Pages
from data.contract.addresses import Page
from data.words import words

KEPT = 4
"""Pages that are kept, a megabyte each: a room has one meeting in one or two languages."""
_HALF_A_DAY = "private, max-age=43200, immutable"

_WORKER = Path(__file__).with_name("away.js").read_bytes()


async def _worker(_request: Request) -> Response:
    """Answer with the worker: it serves what lies below its own place, so it is no asset, and browsers ask anew."""
    return Response(_WORKER, headers={"Cache-Control": "no-cache"}, media_type="text/javascript")


class Away:
    """Answers the address of the offline page."""

    def __init__(self, pages: Pages) -> None:
        """Take what makes the page for a meeting that does not exist."""
        self._pages = pages
        self._kept: OrderedDict[object, bytes] = OrderedDict()
        self._lock = Lock()
        self.routes = (Route(f"/{OFFLINE}", self._answer), Route("/sede.js", _worker))

    async def _answer(self, request: Request) -> Response:
        found = await run_in_threadpool(self._page, request.url.query, origin_of(request.scope))
        if found is None:
            language = "en" if request.query_params.get("lang") == "en" else "lv"
            headers = {"Cache-Control": "no-store", "Content-Security-Policy": PLAIN_POLICY}
            return Response(self._pages.missing(words(language)), 404, headers, "text/html")
        headers = {"Cache-Control": _HALF_A_DAY, "Content-Security-Policy": offline.POLICY}
        return Response(found, headers=headers, media_type="text/html")

    def _page(self, query: str, origin: str) -> bytes | None:
        """Return the page, None for a meeting or a snapshot that is not there; one is written at a time."""
        address = paint.read(query, Page.MEETING)
        view = addressed.view_of(address, today())
        meeting = parts.find(view, {"sede": "", **address})
        if meeting is None or address.get("snapshot", view.snapshot.id) != view.snapshot.id:
            return None
        key = view.key, meeting.id, origin
        with self._lock:
            if key not in self._kept:
                self._kept[key] = room_page(view, meeting, origin)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]
