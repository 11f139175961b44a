"""The files that pages of this server ask for: icon, typeface, outlines, script, the description of the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from components import shapes
from components.fonts import files
from data.outlines import Outline
from data.settings import owner

_ROOT = Path(__file__).resolve().parents[1]


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
        | {
            name: _asset(name, _ROOT / "components" / "web" / name, "text/javascript")
            for name in ("paint.js", "links.js", "widgets.js", "figures.js", "presenting.js")
        }
        | {
            f"{name}.woff2": _asset(f"{name}.woff2", files.FOLDER / f"{name}.woff2", "font/woff2")
            for name in files.WEIGHTS
        }
        | {f"owner.{own.kind}": _held(f"owner.{own.kind}", own.mark, _KINDS[own.kind]) for own in [owner()] if own.mark}
    )


_KINDS = {"svg": "image/svg+xml", "png": "image/png"}


def owner_mark() -> Asset | None:
    """Return the mark of whoever owns this dashboard, None where none is set."""
    return assets().get(f"owner.{owner().kind}")


@cache
def typeface() -> str:
    """Return the part of a page's head that brings the typeface, from the first letter on."""
    addresses = {name: assets()[f"{name}.woff2"].address for name in files.WEIGHTS}
    early = "".join(
        f'<link rel="preload" href="{address}" as="font" type="font/woff2" crossorigin>'
        for address in addresses.values()
    )
    return f"{early}<style>{files.faces(addresses)}</style>"


@cache
def outlines_asset(territory: tuple[Outline, ...]) -> Asset:
    """Return the file from which the browser draws these outlines; routed are those of `data.outlines.available`."""
    return _held(f"outlines-{len(territory)}.geojson", shapes.geojson(territory), "application/geo+json")
