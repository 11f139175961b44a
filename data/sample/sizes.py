"""How large an invented country is, and which sizes make sense."""

from dataclasses import dataclass, fields
from datetime import date

from data.sample.names import MOST_PLACES

DAY = date(2026, 11, 26)
"""The day the sample is made for: its second plan is in force, its twelfth meeting a week ahead. Not the clock's day,
so that equal seeds give equal data for ever."""

WEEKS = 200
"""Of edits in its history."""


@dataclass(frozen=True)
class Size:
    """The least and the most of something, and how many there are where nobody says."""

    least: int
    usual: int
    most: int


LIMITS = {
    "measures": Size(60, 110, 10_000),
    "reports": Size(120, 238, 100_000),
    "municipalities": Size(9, 43, min(2_000, MOST_PLACES)),
    "indicators": Size(7, 60, 60),
}
"""Rows of Pasākumi; reports; municipalities before the merger; indicators, the seven of participation first."""


@dataclass(frozen=True)
class Sizes:
    """The sizes of one invented country; ``reports`` None is as many as the measures' own stories have."""

    measures: int = LIMITS["measures"].usual
    reports: int | None = None
    municipalities: int = LIMITS["municipalities"].usual
    indicators: int = LIMITS["indicators"].usual

    def __post_init__(self) -> None:
        """Refuse what is outside `LIMITS`; raises `SizeError`."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and not LIMITS[field.name].least <= value <= LIMITS[field.name].most:
                raise SizeError(field.name, value, LIMITS[field.name].least, LIMITS[field.name].most)


class SizeError(ValueError):
    """A size that makes no country: its name, the value, and the least and the most that would do."""

    def __init__(self, name: str, value: int, least: int, most: int) -> None:
        super().__init__(name, value, least, most)
        self.name, self.value, self.least, self.most = name, value, least, most
