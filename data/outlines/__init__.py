"""The outlines of municipalities, read: the project's own, official ones imported in their place, a folder's own.

A file is GeoJSON in degrees whose features carry a municipality's ``code``, its ``name`` and, where mergers changed
the area, its first (``from``) and last (``until``) day; its member ``metadata`` says where it comes from. Nothing is
computed here: what needs a library for geometry is in the other modules of this room, for the command line.
"""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.settings import setting

log = logging.getLogger(__name__)

_DATA = Path(__file__).resolve().parents[1]
NAME = "outlines.geojson"
"""The file of outlines beside the CSV files of a folder that describes a territory of its own."""
EMBEDDED = _DATA / "embedded" / NAME
"""The project's own outlines, written by `data.outlines.make`."""
IMPORTED = _DATA.parent / "var"
"""The folder of imported outlines, ``outlines-<number of municipalities>.geojson``."""

Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude)."""
_LEAST_POINTS = 4
"""Points of a closed line around an area: a triangle, its first point again at the end."""
Area = tuple[tuple[Ring, ...], ...]
"""Polygons, each an outer ring and its holes."""


@dataclass(frozen=True)
class Outline:
    """The area of one municipality between two days, either of which may be open."""

    code: str
    name: str
    area: Area
    since: date | None = None
    until: date | None = None

    def stands(self, day: date) -> bool:
        """Tell whether this was the municipality's area on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Outlines:
    """One file of outlines; ``source`` is what the file says of its origin, as people call it."""

    source: str
    outlines: tuple[Outline, ...]

    def on(self, day: date) -> tuple[Outline, ...]:
        """Return the outline of each municipality on a day, by code."""
        standing = (outline for outline in self.outlines if outline.stands(day))
        return tuple(sorted(standing, key=lambda outline: outline.code))

    def territories(self) -> tuple[tuple[Outline, ...], ...]:
        """Return what `on` gives on every day: one result for each time between two mergers, the earliest first."""
        changes = {outline.since for outline in self.outlines if outline.since}
        return tuple(self.on(day) for day in (date.min, *sorted(changes)))


def read(path: Path) -> Outlines:
    """Read a file that this room wrote.

    Any other is refused, be it GeoJSON: with `ValueError` where it cannot be drawn on every day, with whatever Python
    says where it is not formed as ours.
    """
    document = json.loads(path.read_text("utf-8"))
    outlines = Outlines(str(document["metadata"]["source"]), tuple(_outline(one) for one in document["features"]))
    if not all(outlines.territories()):
        raise ValueError("there is a day without any outline")
    return outlines


def _outline(feature: Mapping[str, Any]) -> Outline:
    properties, geometry = feature["properties"], feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    area = tuple(tuple(tuple((float(x), float(y)) for x, y in ring) for ring in polygon) for polygon in polygons)
    rings = [ring for polygon in area for ring in polygon]
    if not rings or not all(area) or any(len(ring) < _LEAST_POINTS for ring in rings):
        raise ValueError("an area without a ring of points")
    if not all(abs(x) <= 180 and abs(y) <= 90 for ring in rings for x, y in ring):
        raise ValueError("a point that is not in degrees")
    days = (properties.get(name) for name in ("from", "until"))
    since, until = (date.fromisoformat(day) if day else None for day in days)
    return Outline(str(properties["code"]), str(properties["name"]), area, since, until)


def _beside(source: str | None) -> list[Path]:
    """Return the file of outlines in the folder that a setting names, where it names one that has it."""
    try:
        path = Path(source).expanduser() / NAME if source else None
        return [path] if path and path.is_file() else []
    except (OSError, RuntimeError, ValueError):
        return []


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


@cache
def available() -> Sequence[Outlines]:
    """Return the outlines at hand: those beside the connected folder's tables, imported ones (newest first), our own.

    Read once a process.
    """
    imported = sorted(IMPORTED.glob("outlines-*.geojson"), key=_changed, reverse=True)
    all_outlines = []
    for path in [*_beside(setting("SPREADSHEET")), *imported, EMBEDDED]:
        try:
            all_outlines.append(read(path))
        except Exception:  # whatever lies in the folder, the server starts
            log.exception("the outlines %s cannot be read and are left out", path.name)
    return tuple(all_outlines)


def covering(codes: Iterable[str], day: date) -> Outlines | None:
    """Return the first outlines that hold every one of these municipalities on a day; else those that hold most.

    None when none holds any: another country's outlines would say that nothing is known of all that they show.
    """
    wanted = set(codes)
    held = [(sum(one.code in wanted for one in outlines.on(day)), outlines) for outlines in available()]
    most, best = max(held, key=lambda pair: pair[0], default=(0, None))
    return best if most else None
