"""How municipalities stand by one thing that a map can show: a class for each, the unknown a class of its own.

Shown is the answer to an indicator, the year since when, a number, or how many participation measures are known at
all. Numbers and years fall into at most `MOST` ranges that hold about as many municipalities each; a range's ends are
figures that occur, so no edge is made up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from data.answers.openness import Cell, Cells, coverage
from data.answers.peers import per_resident
from data.frames import FrameColumn, framed
from data.model import Answer, Indicator, IndicatorKind, IndicatorValue, Municipality, PopulationKind
from data.words import latvian_order

if TYPE_CHECKING:
    import pandas as pd

MOST = 4
ORDER = (Answer.YES, Answer.PARTLY, Answer.PLANNED, Answer.NO, Answer.NOT_APPLICABLE)
"""Answers as every map and table has them; "not known" follows last."""


class Facet(StrEnum):
    """What of an indicator's values is shown; the words are those of the address."""

    ANSWER = "atbilde"
    YEAR = "gads"
    NUMBER = "skaitlis"


@dataclass(frozen=True)
class Shown:
    """What a map shows: a facet of an indicator, or how many participation measures are known (no indicator)."""

    indicator: Indicator | None = None
    facet: Facet = Facet.ANSWER

    @property
    def code(self) -> str:
        """How the address names it."""
        if self.indicator is None:
            return "zinami"
        return self.indicator.id if self.facet is Facet.ANSWER else f"{self.indicator.id}.{self.facet}"


@dataclass(frozen=True)
class Range:
    """A class of numbers from the lowest to the highest that occurs in it."""

    low: float
    high: float


Label = Answer | Range | str | None
"""A class: an answer, a range, a band in its own word, or None for "not known"."""


@dataclass(frozen=True)
class Spread:
    """The class of every municipality by its code, and the classes that occur in their order, "not known" last."""

    order: tuple[Label, ...]
    of: Mapping[str, Label]

    def counts(self, units: Iterable[Municipality]) -> dict[Label, int]:
        """Return how many of these municipalities are in each class, in order; they add up to all of them."""
        labels = [self.of[unit.code] for unit in units]
        return {label: labels.count(label) for label in self.order if label in labels}


def facets(indicator: Indicator, values: Iterable[Cell]) -> tuple[Facet, ...]:
    """Return what can be shown of an indicator whose cells are these: only what at least one of them says."""
    cells = tuple(values)
    known = [cell for cell in cells if cell.known]
    # Where numbers alone answer, as answers they would be neither a word nor "not known".
    in_words = all(cell.answered for cell in known) and (known or indicator.kind is not IndicatorKind.NUMBER)
    possible = [Facet.ANSWER] if in_words else []
    if any(_figure(cell, Facet.YEAR) for cell in cells):
        possible.append(Facet.YEAR)
    if any(_figure(cell, Facet.NUMBER) is not None for cell in cells) or not possible:
        possible.append(Facet.NUMBER)
    return tuple(possible)


def spread(cells: Cells, shown: Shown, core: Sequence[Indicator], units: Sequence[Municipality]) -> Spread:
    """Return the class of every municipality; ``core`` are the participation measures."""
    if shown.indicator is None:
        known = {unit.code: coverage(cells, core, [unit]).known for unit in units}
        return _in_ranges({code: float(n) if n else None for code, n in known.items()})
    by_code = {unit.code: cells.get((unit.code, shown.indicator.id)) for unit in units}
    if shown.facet is Facet.ANSWER:
        return _answers(by_code, shown.indicator)
    return _in_ranges({code: _figure(cell, shown.facet) for code, cell in by_code.items()})


def _answers(by_code: Mapping[str, Cell | None], indicator: Indicator) -> Spread:
    labels: dict[str, Label] = {code: cell.answered if cell else None for code, cell in by_code.items()}
    scale = indicator.scale or ""
    bands = {label for label in labels.values() if isinstance(label, str) and not isinstance(label, Answer)}
    # On the scale "augsts / nav augsts" the first word stands first; a word that is not on it stands last.
    steps = [step.strip() for step in scale.replace(",", "/").split("/")]
    ranked = sorted(bands, key=lambda band: (steps.index(band) if band in steps else len(steps), latvian_order(band)))
    order = [answer for answer in ORDER if answer in labels.values()]
    return Spread((*order, *ranked, None), MappingProxyType(labels))


def _figure(cell: Cell | None, facet: Facet) -> float | None:
    """Return a cell's number, or its year where it is known what began then."""
    if cell is None:
        return None
    if facet is Facet.NUMBER:
        return cell.value.number
    return cell.value.since_year if cell.known else None


def _in_ranges(figures: Mapping[str, float | None]) -> Spread:
    ranges = ranged([figure for figure in figures.values() if figure is not None])
    of: dict[str, Label] = {
        code: None if figure is None else next(range_ for range_ in ranges if range_.low <= figure <= range_.high)
        for code, figure in figures.items()
    }
    return Spread((*ranges, None), MappingProxyType(of))


def ranged(figures: Sequence[float], most: int = MOST) -> tuple[Range, ...]:
    """Return at most ``most`` ranges, ascending, that hold about as many of the figures each; equal ones together."""
    ordered, cut = sorted(figures), list[Range]()
    while ordered:
        left = most - len(cut)
        upper = ordered[-1] if left == 1 else ordered[max(round(len(ordered) / left), 1) - 1]
        cut.append(Range(ordered[0], upper))
        ordered = [figure for figure in ordered if figure > upper]
    return tuple(cut)


CLASSES = (
    FrameColumn("municipality", "string", "The municipality's code.", key=True, ref="municipalities"),
    FrameColumn("title", "string", "What it is called."),
    FrameColumn(
        "answer",
        "category",
        "The answer that is its class; missing where it is not known, or no answer.",
        allowed=tuple(answer.value for answer in ORDER),
    ),
    FrameColumn("band", "string", "The band that is its class, in the scale's own word."),
    FrameColumn("low", "Float64", "The lowest figure of the range that is its class.", unit="as the indicator's"),
    FrameColumn("high", "Float64", "The highest figure of that range.", unit="as the indicator's"),
)
"""What each column of `by_municipality` is; where all of the last four are missing, the class is not known."""


def by_municipality(spread: Spread, units: Iterable[Municipality]) -> "pd.DataFrame":
    """Return the class of each of these municipalities, one a row."""
    labelled = [(unit, spread.of[unit.code]) for unit in units]
    ranges = [label if isinstance(label, Range) else None for _, label in labelled]
    words = [label if isinstance(label, str) else None for _, label in labelled]
    values: dict[str, list[Any]] = {
        "municipality": [unit.code for unit, _ in labelled],
        "title": [unit.title for unit, _ in labelled],
        "answer": [label.value if isinstance(label, Answer) else None for label in words],
        "band": [None if isinstance(label, Answer) else label for label in words],
        "low": [range_ and range_.low for range_ in ranges],
        "high": [range_ and range_.high for range_ in ranges],
    }
    return framed(CLASSES, values)


BY_ANSWER = (
    FrameColumn("indicator", "string", "The indicator's id.", key=True, ref="indicators"),
    FrameColumn("title", "string", "What it asks for."),
    FrameColumn("title_en", "string", "The same in English."),
    *(
        FrameColumn(
            answer.value, "Int64", "The municipalities with this answer, 0 where there are none.", unit="municipalities"
        )
        for answer in ORDER
    ),
    FrameColumn("unknown", "Int64", "The municipalities of which no answer is known.", unit="municipalities"),
    FrameColumn(
        "total",
        "Int64",
        "All municipalities asked; those with a band's own word stand in this alone.",
        unit="municipalities",
    ),
)
"""What each column of `by_answer` is."""


def by_answer(spreads: Sequence[tuple[Indicator, Spread]], units: Sequence[Municipality]) -> "pd.DataFrame":
    """Return how many of these municipalities give each answer, an indicator a row."""
    counts = [spread.counts(units) for _, spread in spreads]
    values: dict[str, list[Any]] = {
        "indicator": [indicator.id for indicator, _ in spreads],
        "title": [indicator.title for indicator, _ in spreads],
        "title_en": [indicator.title_en for indicator, _ in spreads],
        **{answer.value: [counted.get(answer, 0) for counted in counts] for answer in ORDER},
        "unknown": [counted.get(None, 0) for counted in counts],
        "total": [len(units)] * len(spreads),
    }
    return framed(BY_ANSWER, values)


RANKED = (
    FrameColumn("municipality", "string", "The municipality's code.", key=True, ref="municipalities"),
    FrameColumn("title", "string", "What it is called."),
    FrameColumn("number", "Float64", "The number that stands; missing where none is known.", unit="as the indicator's"),
    FrameColumn("year", "Int64", "The year that the number is of.", unit="year"),
    FrameColumn(
        "per_resident", "Float64", "An amount a resident; missing where residents are not counted.", unit="EUR"
    ),
    FrameColumn(
        "residents",
        "category",
        "Who counted the residents; amounts a resident may be compared within one kind alone.",
        allowed=tuple(PopulationKind),
    ),
)
"""What each column of `ranked_numbers` is."""


def ranked_numbers(
    units: Iterable[Municipality], indicator: Indicator, cells: Cells, money: bool, *, by_resident: bool = False
) -> "pd.DataFrame":
    """Return the number that stands for each of these municipalities, one a row: the highest first, the unknown last.

    Only ``money`` is divided by residents. ``by_resident`` orders by what comes of it, the commonest kind of population
    figure first, since those of two kinds do not stand beside each other.
    """
    own = [(unit, cells.get((unit.code, indicator.id))) for unit in units]
    shares = {unit.code: per_resident(unit, cell) if money else None for unit, cell in own}
    usual = usual_residents((unit for unit, cell in own if cell and cell.value.number is not None)) if money else None

    def order(one: tuple[Municipality, Cell | None]) -> tuple[Any, ...]:
        unit, cell = one
        share, number = shares[unit.code], cell.value.number if cell else None
        apart = (share is None, unit.population_kind is not usual, -(share or 0)) if by_resident else ()
        return number is None, *apart, -(number or 0), latvian_order(unit.title)

    rows = [(unit, cell.value if cell else None) for unit, cell in sorted(own, key=order)]
    values: dict[str, list[Any]] = {
        "municipality": [unit.code for unit, _ in rows],
        "title": [unit.title for unit, _ in rows],
        "number": [value and value.number for _, value in rows],
        "year": [value.number_year if value and value.number is not None else None for _, value in rows],
        "per_resident": [shares[unit.code] for unit, _ in rows],
        "residents": [None if shares[unit.code] is None else unit.population_kind for unit, _ in rows],
    }
    return framed(RANKED, values)


def usual_residents(units: Iterable[Municipality]) -> PopulationKind | None:
    """Return who counts the residents of most of these municipalities, estimates left out; None for nobody's."""
    kinds = Counter(unit.population_kind for unit in units if unit.population)
    counted = [kind for kind in PopulationKind if kind is not PopulationKind.ESTIMATE and kinds[kind]]
    return max(counted, key=kinds.__getitem__, default=None)


YEARS = (
    FrameColumn("year", "Int64", "The year; missing in the row of numbers whose year is not known.", unit="year"),
    FrameColumn("known", "Int64", "The municipalities whose number of that year is known.", unit="municipalities"),
    FrameColumn("total", "Int64", "All municipalities asked.", unit="municipalities"),
    FrameColumn("sum", "Float64", "Their amounts together; missing where the numbers are no money.", unit="EUR"),
    FrameColumn("low", "Float64", "The lowest number.", unit="as the indicator's"),
    FrameColumn("high", "Float64", "The highest number.", unit="as the indicator's"),
    FrameColumn("per_resident", "Float64", "The amounts of `counted` a resident of theirs.", unit="EUR"),
    FrameColumn(
        "counted",
        "Int64",
        "Of how many of them the residents are counted, all in the same way: in that in which most are.",
        unit="municipalities",
    ),
)
"""What each column of `by_year` is."""


def by_year(units: Sequence[Municipality], indicator: Indicator, cells: Cells, money: bool) -> "pd.DataFrame":
    """Return what is known of each year's numbers, the newest year first; years are never added to each other.

    A municipality counts once a year, by its newest source: also years of which it has told more since.
    """
    years: dict[int | None, dict[str, float]] = {}
    for unit in units:
        for value in _told(cells.get((unit.code, indicator.id))):
            if value.number is not None:
                years.setdefault(value.number_year, {}).setdefault(unit.code, value.number)
    usual = usual_residents(unit for unit in units if any(unit.code in known for known in years.values()))
    residents = {unit.code: unit.population for unit in units if unit.population and unit.population_kind is usual}
    rows = []
    for year in sorted(years, key=lambda year: -(year or 0)):
        known = years[year]
        counted = {code: number for code, number in known.items() if money and usual and code in residents}
        people = sum(residents[code] for code in counted)
        share = sum(counted.values()) / people if people else None
        whole = sum(known.values()) if money else None
        ends = min(known.values()), max(known.values())
        rows.append((year, len(known), len(units), whole, *ends, share, len(counted)))
    columns = list(zip(*rows, strict=True)) or [()] * len(YEARS)
    return framed(YEARS, {one.name: list(column) for one, column in zip(YEARS, columns, strict=True)})


def _told(cell: Cell | None) -> tuple[IndicatorValue, ...]:
    return (cell.value, *cell.earlier) if cell else ()
