"""The addresses of ours that Streamlit does not answer: alive, ready, a few files that never change, robots."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components import shapes
from components.web import cards, warm
from data import history, outlines
from data.outlines import Outline

_ROOT = Path(__file__).resolve().parents[2]
_DAY = "public, max-age=86400"
_FOREVER = "public, max-age=31536000, immutable"
_NEVER = "no-store"


@dataclass(frozen=True)
class Asset:
    """A file whose address holds the hash of its content, so a browser may keep it for good."""

    address: str
    body: bytes
    media_type: str


def _asset(name: str, file: Path, media_type: str) -> Asset:
    return _held(name, file.read_bytes(), media_type)


def _held(name: str, body: bytes, media_type: str) -> Asset:
    return Asset(f"/assets/{sha256(body).hexdigest()[:16]}/{name}", body, media_type)


@cache
def assets() -> Mapping[str, Asset]:
    """Return the register of assets by name; what is not in it is not served, whatever lies on the disk."""
    return MappingProxyType(
        {
            "icon.png": _asset("icon.png", _ROOT / "components" / "icon.png", "image/png"),
            "datapackage.json": _asset(
                "datapackage.json", _ROOT / "data" / "embedded" / "datapackage.json", "application/json"
            ),
        }
    )


@cache
def outlines_asset(territory: tuple[Outline, ...]) -> Asset:
    """Return the file from which the browser draws these outlines; routed are those of `data.outlines.available`."""
    return _held(f"outlines-{len(territory)}.geojson", shapes.geojson(territory), "application/geo+json")


def _outlines() -> list[Asset]:
    return [outlines_asset(territory) for file in outlines.available() for territory in file.territories()]


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("ok", headers={"Cache-Control": _NEVER})


async def _readyz(_request: Request) -> Response:
    if not warm.DONE.is_set():
        return JSONResponse({"ready": False}, 503, {"Cache-Control": _NEVER, "Retry-After": "1"})
    # The source may have to be read again: that must not hold up the other visitors.
    current = await run_in_threadpool(history.current)
    state = {
        "ready": True,
        "snapshot": current.snapshot.id,
        "source": "embedded" if current.source is None else "connected",
        "failure": current.failure.code if current.failure else None,
    }
    return JSONResponse(state, headers={"Cache-Control": _NEVER})


def _always(asset: Asset) -> Route:
    compressed = gzip.compress(asset.body, mtime=0) if asset.media_type.endswith("json") else None

    async def served(request: Request) -> Response:
        body, headers = asset.body, {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        if compressed and "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = compressed, "gzip"
        return Response(body, media_type=asset.media_type, headers=headers)

    return Route(asset.address, served)


async def _icon(_request: Request) -> Response:
    icon = assets()["icon.png"]
    return Response(icon.body, media_type=icon.media_type, headers={"Cache-Control": _DAY})


async def _robots(_request: Request) -> Response:
    # Everything here is public; only what is made for programs has no place in a search engine.
    return PlainTextResponse("User-agent: *\nDisallow: /healthz\nDisallow: /readyz\n", headers={"Cache-Control": _DAY})


ROUTES = (
    Route("/healthz", _healthz),
    Route("/readyz", _readyz),
    Route("/favicon.ico", _icon),
    Route("/favicon.png", _icon),
    Route("/robots.txt", _robots),
    *cards.ROUTES,
    *map(_always, (*assets().values(), *_outlines())),
)
"""Ours, beside Streamlit's."""
