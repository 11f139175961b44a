"""What is known of the municipalities' openness on a day: the territory, the value that stands for a cell, coverage.

A cell is one municipality's answer to one indicator. "nav ziņu" means not found, never "no": such a cell stays in
every total. The rules are shown to readers on the page /par.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from data.answers.once import once
from data.answers.progress import number_order
from data.frames import FrameColumn, framed
from data.model import (
    Answer,
    Indicator,
    IndicatorKind,
    IndicatorValue,
    Municipality,
    MunicipalityKind,
    Snapshot,
    followed,
    judged,
)
from data.words import N_, latvian_order

if TYPE_CHECKING:
    import pandas as pd

CellKey = tuple[str, str]
"""A municipality's code and an indicator's id."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands for one cell on a day.

    ``value`` is the row that stands, ``earlier`` the rows it stands above, newest first. ``ahead`` tells that every
    row of the cell comes from a source dated after the day: it is shown, since it is what is known, and marked.
    ``kind`` is how the indicator is answered.
    """

    value: IndicatorValue
    earlier: tuple[IndicatorValue, ...] = ()
    ahead: bool = False
    kind: IndicatorKind | None = None

    @property
    def known(self) -> bool:
        """Whether the row that stands answers the indicator."""
        return answered(self.value, self.kind)

    @property
    def answered(self) -> Answer | str | None:
        """The answer in its word or a band's own; None where nothing is known, or a number alone is the answer."""
        return _word(self.value)


@dataclass(frozen=True)
class Coverage:
    """How many of all cells are known; ``total`` counts the unknown ones too."""

    known: int
    total: int

    @property
    def unknown(self) -> int:
        """The number of cells of which nothing is known."""
        return self.total - self.known


Cells = Mapping[CellKey, Cell]


def territory(snapshot: Snapshot, day: date) -> tuple[Municipality, ...]:
    """Return the municipalities in force on a day: state cities first, then districts, each in Latvian order."""
    in_force = (unit for unit in snapshot.municipalities if exists(unit, day))
    return tuple(sorted(in_force, key=_by_kind_and_name))


def exists(unit: Municipality, day: date) -> bool:
    """Tell whether a municipality is in force on a day; its first and last day are both its own."""
    begun = unit.valid_from is None or unit.valid_from.first <= day
    return begun and (unit.valid_to is None or day <= unit.valid_to.last)


def _by_kind_and_name(unit: Municipality) -> tuple[bool, object]:
    return unit.kind is not MunicipalityKind.STATE_CITY, latvian_order(unit.title)


def answered(value: IndicatorValue, kind: IndicatorKind | None) -> bool:
    """Tell whether a row answers an indicator of a kind.

    "nav ziņu" and an empty answer do not; beside them a number does, but only where no word is asked for.
    """
    counted = value.number is not None and not (kind and kind.in_words)
    return _word(value) is not None or counted


def _word(value: IndicatorValue) -> Answer | str | None:
    return value.band or (None if value.answer is Answer.NOT_REPORTED else value.answer)


@once
def cells(snapshot: Snapshot, day: date) -> Cells:
    """Return what stands for every cell that has a row, those of former municipalities under their own codes.

    Of several rows the newest by the date of its source stands, those dated after the day left out; a row that says
    nothing never stands above one that does. Where every row is of a later source, the oldest one stands, marked
    ``ahead``: the date of a source is when something was written down, not when it began.
    """
    first: dict[CellKey, IndicatorValue] = {}
    several: dict[CellKey, list[IndicatorValue]] = {}  # nearly every cell has one row
    for value in snapshot.indicator_values:
        key = value.municipality, value.indicator
        if (before := first.setdefault(key, value)) is not value:
            several.setdefault(key, [before]).append(value)
    kinds = {indicator.id: indicator.kind for indicator in snapshot.indicators}
    return {
        key: _standing(several[key], day, kinds.get(key[1]))
        if key in several
        else Cell(value, ahead=bool(value.source_date and value.source_date.last > day), kind=kinds.get(key[1]))
        for key, value in first.items()
    }


def _standing(rows: Sequence[IndicatorValue], day: date, kind: IndicatorKind | None) -> Cell:
    newest_first = sorted(rows, key=lambda row: judged(row.source_date), reverse=True)
    dated_by_then = [row for row in newest_first if judged(row.source_date)[0] <= day]
    if not dated_by_then:
        return Cell(newest_first[-1], ahead=True, kind=kind)
    standing = next((row for row in dated_by_then if answered(row, kind)), dated_by_then[0])
    below = dated_by_then[dated_by_then.index(standing) + 1 :]
    return Cell(standing, tuple(row for row in below if answered(row, kind)), kind=kind)


def core(snapshot: Snapshot, plan: str) -> tuple[Indicator, ...]:
    """Return the participation measures: the indicators that follow a plan's measures, in the plan's order.

    Where none follows a measure of this plan they stay those of the plan begun last that has some, so that what is
    known of the municipalities does not vanish when a plan begins.
    """
    begun = sorted(
        snapshot.plans, key=lambda a_plan: (a_plan.start.first if a_plan.start else date.min, a_plan.id), reverse=True
    )
    ties = followed(snapshot.indicators, snapshot.measures)
    for candidate in dict.fromkeys((plan, *(a_plan.id for a_plan in begun))):
        of_plan = (measure for measure in snapshot.measures if measure.plan == candidate)
        order = {measure.id: number_order(measure.number) for measure in of_plan}
        tied = [
            (min(order[name] for name in ties[indicator.id] if name in order), indicator)
            for indicator in snapshot.indicators
            if not order.keys().isdisjoint(ties.get(indicator.id, ()))
        ]
        if tied:
            return tuple(indicator for _, indicator in sorted(tied, key=lambda pair: pair[0]))
    return ()


def coverage(cells: Cells, indicators: Iterable[Indicator], municipalities: Iterable[Municipality]) -> Coverage:
    """Return how many of the cells of these indicators and municipalities are known, with all of them as the total."""
    units = tuple(municipalities)
    asked = [cells.get((unit.code, indicator.id)) for indicator in indicators for unit in units]
    return Coverage(sum(cell is not None and cell.known for cell in asked), len(asked))


COVERAGE = (
    FrameColumn("municipality", "string", N_("The municipality’s code."), key=True, ref="municipalities"),
    FrameColumn("known", "Int64", N_("Of how many indicators its answer is known."), unit="indicators"),
    FrameColumn("unknown", "Int64", N_("Of how many nothing is known."), unit="indicators"),
    FrameColumn("total", "Int64", N_("The number of indicators."), unit="indicators"),
)
"""What each column of `coverage_frame` is."""


def coverage_frame(cells: Cells, indicators: Sequence[Indicator], units: Iterable[Municipality]) -> "pd.DataFrame":
    """Return how much is known of each of these municipalities, one a row."""
    covered = [(unit.code, coverage(cells, indicators, [unit])) for unit in units]
    values: dict[str, list[Any]] = {
        "municipality": [code for code, _ in covered],
        "known": [one.known for _, one in covered],
        "unknown": [one.unknown for _, one in covered],
        "total": [one.total for _, one in covered],
    }
    return framed(COVERAGE, values)


MATRIX = (
    FrameColumn("municipality", "string", N_("The municipality’s code."), key=True, ref="municipalities"),
    FrameColumn("indicator", "string", N_("The indicator’s ID."), key=True, ref="indicators"),
    FrameColumn("known", "boolean", N_("Whether the cell is answered; all else may be missing in one that is not.")),
    FrameColumn(
        "answer",
        "category",
        N_("The answer in its word; missing where it is a band or a number alone."),
        allowed=tuple(answer.value for answer in Answer if answer is not Answer.NOT_REPORTED),
    ),
    FrameColumn("band", "string", N_("The answer as a band, in the scale’s own word.")),
    FrameColumn("number", "Float64", N_("The number given with it."), unit="as the indicator’s scale says"),
    FrameColumn("number_year", "Int64", N_("The year that the number is of."), unit="year"),
    FrameColumn("since_year", "Int64", N_("Since when it is so."), unit="year"),
    FrameColumn("ahead", "boolean", N_("Whether every source of it is dated after the day.")),
)
"""What each column of `matrix` is."""


def matrix(cells: Cells, indicators: Sequence[Indicator], units: Iterable[Municipality]) -> "pd.DataFrame":
    """Return every cell of these municipalities and indicators, those of which nothing is known among them."""
    keys = [(unit.code, indicator.id) for unit in units for indicator in indicators]
    all_cells = [cells.get(key) for key in keys]
    answers = [cell and cell.answered for cell in all_cells]
    values: dict[str, list[Any]] = {
        "municipality": [code for code, _ in keys],
        "indicator": [indicator for _, indicator in keys],
        "known": [bool(cell and cell.known) for cell in all_cells],
        "answer": [answer.value if isinstance(answer, Answer) else None for answer in answers],
        "band": [None if isinstance(answer, Answer) else answer for answer in answers],
        **{
            name: [getattr(cell.value, name) if cell else None for cell in all_cells]
            for name in ("number", "number_year", "since_year")
        },
        "ahead": [bool(cell and cell.ahead) for cell in all_cells],
    }
    return framed(MATRIX, values)
