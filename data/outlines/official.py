"""Takes official outlines in: ``python -m data outlines FILE``.

A file is GeoJSON of polygons, in degrees (WGS84) or metres (EPSG:3059), of all municipalities of one time, each named
by its ATVK code or by a name in any one property. It is checked, simplified with shared edges kept, and written to
`data.outlines.IMPORTED`. A file that is not sound is refused, with the reason and what to do.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from data.intake.names import Municipalities, NamedUnit
from data.intake.parsed import Ok
from data.model import Municipality
from data.outlines import IMPORTED, coverage
from data.outlines.coverage import DEGREES, METRES, Areas, CoverageError
from data.words import N_, Words

MAX_BYTES = 100_000_000
NAMED = 5
"""So many of those at fault are named in a message."""
_LATVIA = {DEGREES: (20.0, 55.0, 29.0, 59.0), METRES: (250_000.0, 80_000.0, 810_000.0, 560_000.0)}
"""Where Latvia lies with room around it: west, south, east, north."""
_LARGEST_GAP_KM2 = 5.0
_STEP = 0.01
"""Of a degree: shorter lines lie within a decimetre of where they should."""

_SMALLEST = 1_000_000.0
"""Square metres; the smallest city has more than ten times that."""
_CODE = re.compile(
    r"(?:[A-Za-z][\w:/.\s-]*?[_:/.\s-]|LV|ATVK)(?P<code>\d{7})(?:\.0+)?|(?P<bare>\d{1,7})(?:\.0+)?", re.ASCII
)
"""A municipality's code with what programs put before and behind it."""
_UNITS_BEFORE_2021 = range(110, 126)
_FORMER_LEAST = 10
"""So many municipalities that are no more are no slip but the division of that time."""
_LATVIAN = frozenset("āčēģīķļņōŗšūžĀČĒĢĪĶĻŅŌŖŠŪŽ–—„“”’«»°²\u00a0")

TEXTS: Mapping[str, str] = {
    "unreadable": N_("The file cannot be read: {reason}."),
    "letters": N_("The file is not written in UTF-8 but, it seems, in {charset}. Save it as UTF-8."),
    "large": N_("The file has {megabytes} MB; at most {limit} MB are read. Export it more coarsely."),
    "not_json": N_("This is not JSON. Export the outlines as GeoJSON."),
    "not_features": N_("This is not GeoJSON with a list of features. Export the outlines as GeoJSON."),
    "no_area": N_("{name} has no area (feature {number} of the file). Add its polygon."),
    "tiny": N_("These have an area of less than a square kilometre: {names}. Draw their outlines again, in full."),
    "odd_geometry": N_(
        "The outlines cannot be worked with ({reason}). Correct their geometry, for example with “Fix "
        "geometries” of QGIS, and export them again."
    ),
    "before_2021": N_(
        "These are the {count} municipalities of before 1 July 2021, for example {names}. Take the outlines of the 42 "
        "municipalities of today, or of the 43 of before 1 July 2025."
    ),
    "nameless": N_("No property of the features names municipalities. Give each its ATVK code or name."),
    "unknown": N_(
        "By the property “{property}” these are not municipalities, or not clearly one: {names}. Correct "
        "the property or leave the features out."
    ),
    "doubled": N_("More than one feature belongs to: {names}. Join them."),
    "missing": N_("Missing: {names}. All municipalities of one day must be in the file."),
    "swapped": N_("Latitude and longitude are swapped. GeoJSON gives the longitude first."),
    "projection": N_(
        "The coordinates do not lie in Latvia ({west}, {south} to {east}, {north}). Export the outlines in WGS84 or "
        "EPSG:3059."
    ),
    "crossing": N_("The outline of {name} crosses itself or is not closed near {place}. Correct it there."),
    "overlap": N_("{names} overlap by {size} km². Correct their border."),
    "gap": N_("Between the outlines {size} km² belong to no municipality. Correct the borders."),
    "vanishes": N_("After simplifying, the outlines of these no longer meet those beside them: {names}."),
}


class OutlinesError(Exception):
    """Outlines that cannot be used; ``code`` is a key of `TEXTS`, ``quoted`` what stands in the file."""

    def __init__(self, code: str, *, quoted: Sequence[str] = (), error: OSError | None = None, **args: str) -> None:
        super().__init__(code, args)
        self.code = code
        self.quoted = quoted
        self.error = error
        self.args_by_name = args

    def say(self, words: Words) -> str:
        """Return the sentence that tells what is wrong and what to do."""
        _ = words.say
        named: dict[str, str] = {}
        if self.error:
            named["reason"] = words.reason(self.error)
        if self.quoted:
            named["names"] = _names(_("“{text}”", text=text) for text in self.quoted)
        return words.say(TEXTS[self.code], **self.args_by_name, **named)


@dataclass(frozen=True)
class Accepted:
    """Sound outlines in degrees, by code, ready to be kept; ``name`` is that of the file they came in."""

    name: str
    areas: Areas
    units: Mapping[str, Municipality]

    def keep(self, folder: Path = IMPORTED) -> Path:
        """Write the outlines where the application looks for them; return the path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"outlines-{len(self.areas)}.geojson"
        coverage.write(path, coverage.features(self.areas, self.units), {"source": self.name, "system": "WGS84"})
        return path


def accept(path: Path, municipalities: Iterable[Municipality]) -> Accepted:
    """Read and check a file of official outlines. Raises `OutlinesError`."""
    units = {unit.code: unit for unit in municipalities}
    made = _features(path)
    by_code = _by_code(made, units)
    shapes = {code: _shape(made[number], number, units[code].title) for code, number in by_code.items()}
    system = _system(list(shapes.values()))
    for code, area in shapes.items():
        if not area.is_valid:
            place = shapely.is_valid_reason(area).partition("[")[2].removesuffix("]")
            raise OutlinesError("crossing", name=units[code].title, place=place)
    try:
        areas = {code: _metres(area, system) for code, area in sorted(shapes.items())}
        if tiny := [code for code, area in areas.items() if area.area < _SMALLEST]:
            raise OutlinesError("tiny", names=_names(units[code].title for code in tiny))
        areas = coverage.simplified(coverage.cleaned(areas))
        size = coverage.gaps(areas)
    except CoverageError as fault:
        names = _names(units[code].title for code in fault.codes)
        if fault.size:
            raise OutlinesError("overlap", names=names, size=f"{fault.size:.0f}") from None
        raise OutlinesError("vanishes", names=names) from None
    except (shapely.errors.ShapelyError, ValueError) as error:
        raise OutlinesError("odd_geometry", reason=str(error)[:80]) from None
    if size > _LARGEST_GAP_KM2:
        raise OutlinesError("gap", size=f"{size:.0f}")
    return Accepted(path.name, areas, units)


def _features(path: Path) -> list[Any]:
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise OutlinesError("large", megabytes=str(size // 1_000_000), limit=str(MAX_BYTES // 1_000_000))
        content = path.read_bytes()
    except OSError as error:
        raise OutlinesError("unreadable", error=error) from None
    try:
        document = json.loads(content)  # bytes: UTF-8, UTF-16 and UTF-32 are told apart as JSON's standard says
    except UnicodeDecodeError:
        if not content.lstrip().startswith((b"{", b"[")):
            raise OutlinesError("not_json") from None
        raise OutlinesError("letters", charset=_charset(content)) from None
    except (ValueError, RecursionError):
        raise OutlinesError("not_json") from None
    listed = document.get("features") if isinstance(document, dict) else None
    if not isinstance(listed, list) or not listed or not all(isinstance(feature, dict) for feature in listed):
        raise OutlinesError("not_features")
    return listed


def _charset(content: bytes) -> str:
    """Return which set of letters a text that is not UTF-8 seems to be written in."""
    signs = {sign for sign in content.decode("cp1257", "replace") if sign > "\x7f"}
    return "Windows-1257" if signs <= _LATVIAN else "Latin-1"


def _by_code(made: Sequence[Mapping[str, Any]], units: Mapping[str, Municipality]) -> dict[str, int]:
    """Return the number of each municipality's feature, by whichever property names the most municipalities."""
    known = Municipalities(
        NamedUnit(unit.code, unit.former_code, unit.title, unit.short_title) for unit in units.values()
    )
    read: dict[str, dict[int, str]] = defaultdict(dict)
    former: dict[int, str] = {}
    for number, feature in enumerate(made):
        for name, value in _properties(feature):
            if (text := _text(value)) and isinstance(outcome := known.find(text), Ok):
                read[name][number] = outcome.value
                if outcome.notice == "municipality_former" and not text.isdecimal():
                    former[number] = text
    if not any(len(set(codes.values())) == len(made) for codes in read.values()):
        gone = list(former.values()) if len(former) >= _FORMER_LEAST else _numbers(made)
        if gone:
            raise OutlinesError("before_2021", count=str(len(made)), quoted=gone)
    if not read:
        raise OutlinesError("nameless")
    name, codes = max(read.items(), key=lambda item: (len(set(item[1].values())), len(item[1])))
    unknown = [dict(_properties(feature)).get(name, "") for number, feature in enumerate(made) if number not in codes]
    if unknown:
        raise OutlinesError("unknown", property=name, quoted=[str(value)[:60] for value in unknown])
    by_code = {code: number for number, code in codes.items()}
    if doubled := sorted(code for code in by_code if list(codes.values()).count(code) > 1):
        raise OutlinesError("doubled", names=_names(units[code].title for code in doubled))
    closest = min(_territories(units.values()), key=lambda codes: len(codes ^ by_code.keys()))
    if missing := sorted(closest - by_code.keys()):
        raise OutlinesError("missing", names=_names(units[code].title for code in missing))
    if surplus := sorted(by_code.keys() - closest):
        raise OutlinesError("unknown", property=name, names=_names(units[code].title for code in surplus))
    return by_code


def _properties(feature: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what a feature says of itself; its own ``id`` last, since a property may be called so too."""
    properties = feature.get("properties")
    yield from properties.items() if isinstance(properties, dict) else ()
    if "id" in feature and not (isinstance(properties, dict) and "id" in properties):
        yield "id", feature["id"]


def _text(value: Any) -> str:
    """Return the name or code that a property may be: 1000.0, "1000.0", "LV_0001000" and 1000 are one code."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value).strip()
    code = _CODE.fullmatch(text)
    return code["code"] or code["bare"] if code else text


def _numbers(made: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the codes of as many features as there were municipalities before 2021; none when they are not numbered.

    Numbered they are where one property gives each a code of its own of the form that municipalities have.
    """
    if len(made) not in _UNITS_BEFORE_2021:
        return []
    texts: dict[str, set[str]] = defaultdict(set)
    for feature in made:
        for name, value in _properties(feature):
            if re.fullmatch(r"0?\d{6}", text := _text(value), re.ASCII):
                texts[name].add(text)
    return next((sorted(codes) for codes in texts.values() if len(codes) == len(made)), [])


def _territories(units: Iterable[Municipality]) -> set[frozenset[str]]:
    """Return every set of municipalities that were in force together."""
    units = tuple(units)
    begun = {unit.code: unit.valid_from.first if unit.valid_from else date.min for unit in units}
    ended = {unit.code: unit.valid_to.last if unit.valid_to else date.max for unit in units}
    days = {*begun.values(), *(day + timedelta(days=1) for day in ended.values() if day < date.max)}
    return {frozenset(code for code in begun if begun[code] <= day <= ended[code]) for day in days}


def _shape(feature: Mapping[str, Any], number: int, title: str) -> shapely.Geometry:
    """Return a feature's area: its polygon, or all polygons of what it collects."""
    try:
        polygons = _polygons(shapely.force_2d(shape(feature["geometry"])))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, shapely.errors.ShapelyError):
        polygons = []
    if not polygons or not np.isfinite(shapely.get_coordinates(polygons)).all():
        raise OutlinesError("no_area", name=title, number=str(number + 1))
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _polygons(geometry: shapely.Geometry) -> list[shapely.Geometry]:
    if geometry.geom_type == "Polygon":
        return [] if geometry.is_empty else [geometry]
    parts = shapely.get_parts(geometry) if geometry.geom_type in ("MultiPolygon", "GeometryCollection") else ()
    return [polygon for part in parts for polygon in _polygons(part)]


def _system(shapes: list[shapely.Geometry]) -> str:
    """Return the system of coordinates by where they lie: the two are far apart."""
    bounds = tuple(float(edge) for edge in shapely.total_bounds(shapes))
    west, south, east, north = bounds
    for system, place in _LATVIA.items():
        if _within(bounds, place):
            return system
        if _within((south, west, north, east), place):
            raise OutlinesError("swapped")
    raise OutlinesError("projection", west=f"{west:g}", south=f"{south:g}", east=f"{east:g}", north=f"{north:g}")


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _metres(area: shapely.Geometry, system: str) -> shapely.Geometry:
    """Return an area in metres; long lines are divided first, since a line straight in degrees is not so in metres."""
    return area if system == METRES else coverage.to(METRES, shapely.segmentize(area, _STEP))


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:NAMED]) + (" …" if len(listed) > NAMED else "")
