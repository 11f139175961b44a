"""The addresses of ours that Streamlit does not answer: alive, ready, a few files that never change, robots."""

import gzip

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.assets import Asset, assets, outlines_asset
from components.web import cards, fed, found, staff, warm
from components.web.pages import PLAIN_POLICY
from data import live, outlines

_DAY = "public, max-age=86400"
_FOREVER = "public, max-age=31536000, immutable"
_NEVER = "no-store"


def _outlines() -> list[Asset]:
    return [outlines_asset(territory) for file in outlines.available() for territory in file.territories()]


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("ok", headers={"Cache-Control": _NEVER})


async def _readyz(_request: Request) -> Response:
    if not warm.DONE.is_set():
        return JSONResponse({"ready": False}, 503, {"Cache-Control": _NEVER, "Retry-After": "1"})
    # The source may have to be read again: that must not hold up the other visitors.
    current = await run_in_threadpool(live.current)
    unkept = live.unkept()
    state = {
        "ready": True,
        "snapshot": current.snapshot.id,
        "source": "embedded" if current.source is None else "connected",
        "failing": current.failure is not None,
        "history": "silent" if not current.compared else "waiting" if unkept else "kept",
        "unkept": unkept,
        "reads": "itself" if live.reads_itself() else "another",
    }
    return JSONResponse(state, headers={"Cache-Control": _NEVER})


def _always(asset: Asset) -> Route:
    compressed = gzip.compress(asset.body, mtime=0) if asset.media_type.endswith(("json", "javascript")) else None

    async def served(request: Request) -> Response:
        body, headers = asset.body, {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        if asset.media_type == "image/svg+xml":  # opened by itself it is a page
            headers["Content-Security-Policy"] = PLAIN_POLICY
        if compressed and "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = compressed, "gzip"
        return Response(body, media_type=asset.media_type, headers=headers)

    return Route(asset.address, served)


async def _icon(_request: Request) -> Response:
    icon = assets()["icon.png"]
    return Response(icon.body, media_type=icon.media_type, headers={"Cache-Control": _DAY})


ROUTES = (
    Route("/healthz", _healthz),
    Route("/readyz", _readyz),
    Route("/favicon.ico", _icon),
    Route("/favicon.png", _icon),
    *cards.ROUTES,
    *fed.ROUTES,
    *found.ROUTES,
    *staff.ROUTES,
    *map(_always, (*assets().values(), *_outlines())),
)
"""Ours, beside Streamlit's."""
