"""The country itself: its institutions, and its municipalities on an invented map, two of them merged in July 2025."""

import random
from dataclasses import dataclass, replace
from itertools import islice
from math import cos, radians
from typing import Any

from data.model import (
    Confidence,
    Institution,
    InstitutionKind,
    Municipality,
    MunicipalityKind,
    PartialDate,
    PopulationKind,
)
from data.outlines import coverage, invented
from data.outlines.coverage import Areas
from data.sample import names

FOUNDED, MERGED = PartialDate(2021, 7, 1), PartialDate(2025, 6, 30)
"""The municipalities' first day, and the last day of the one that became a part of its neighbour."""
_COUNTED = PartialDate(2026, 1, 1)
_FIRST_CODE = 901_000
_SOURCE = "izdomāti dati"
_SIZES = ((10_000, "līdz 10 000"), (20_000, "10 000–19 999"), (40_000, "20 000–39 999"))
_KINDS = {
    "valsts": InstitutionKind.STATE,
    "NVO": InstitutionKind.NGO,
    "cita": InstitutionKind.OTHER,
}


@dataclass(frozen=True)
class World:
    """What plans, reports and answers speak of; ``areas`` are the municipalities' outlines in degrees, by code."""

    institutions: tuple[Institution, ...]
    municipalities: tuple[Municipality, ...]
    areas: Areas

    def features(self) -> list[dict[str, Any]]:
        """Return the outlines as `data.outlines` reads them, before and after the merger."""
        return coverage.features(self.areas, {unit.code: unit for unit in self.municipalities})


METADATA = {
    "title": f"Outlines of {names.COUNTRY}, which does not exist",
    "source": f"izdomāta karte ({names.COUNTRY}) / invented map",
    "made_by": "python -m data sample",
    "system": "WGS84",
}
"""What is to be known of the file of outlines; the map names its source from here."""


def world(chance: random.Random, number: int) -> World:
    """Return a country of so many municipalities, of which one joins its neighbour on the day after `MERGED`."""
    cities = number // 6
    shapes = invented.country(chance, number, cities)
    codes = [str(_FIRST_CODE + 1_000 * place).zfill(7) for place in range(number)]
    areas = dict(zip(codes, shapes, strict=True))
    drawn = list(names.places())
    chance.shuffle(drawn)
    sizes = coverage.square_kilometres(areas)
    units = [
        _unit(chance, code, name, areas[code], sizes[code], city=place < cities)
        for place, (code, name) in enumerate(zip(codes, islice(drawn, number), strict=True))
    ]
    last, into = invented.neighbours(shapes, cities)
    units[last] = replace(units[last], valid_to=MERGED, merged_into=codes[into])
    institutions = tuple(
        Institution(name, title, title_en, _KINDS[kind], None) for name, title, title_en, kind in names.INSTITUTIONS
    )
    return World(institutions, tuple(units), areas)


def _unit(chance: random.Random, code: str, name: str, area: Any, km2: float, *, city: bool) -> Municipality:
    middle = area.representative_point()
    people = chance.randrange(18_000, 240_000) if city else chance.randrange(3_000, 70_000)
    estimated = chance.random() < 0.06
    longitude, latitude = round(middle.x, 4), round(middle.y, 4)
    return Municipality(
        code=code,
        former_code=None,
        title=f"{names.genitive(name)} {'valstspilsēta' if city else 'novads'}",
        short_title=name,
        kind=MunicipalityKind.STATE_CITY if city else MunicipalityKind.DISTRICT,
        valid_from=FOUNDED,
        valid_to=None,
        merged_into=None,
        region=_region(longitude, latitude),
        centre=name,
        population=people,
        population_date=_COUNTED,
        population_kind=PopulationKind.ESTIMATE if estimated else PopulationKind.USUAL_RESIDENTS,
        size_group=next((label for limit, label in _SIZES if people < limit), "40 000 un vairāk"),
        area_km2=round(km2, 1),
        area_confidence=Confidence.DERIVED,
        latitude=latitude,
        longitude=longitude,
        source=_SOURCE,
        confidence=Confidence.MEDIUM if estimated else Confidence.HIGH,
    )


def _region(longitude: float, latitude: float) -> str:
    """Return the region by the side of the country a place lies on."""
    middle = invented.centre()
    right, up = (longitude - middle.x) * cos(radians(middle.y)), latitude - middle.y
    if abs(up) > abs(right):
        return names.REGIONS[0] if up > 0 else names.REGIONS[2]
    return names.REGIONS[1] if right > 0 else names.REGIONS[3]
