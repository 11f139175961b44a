"""How municipalities stand by one thing that a map can show: a class for each, the unknown a class of its own.

Shown is the answer to an indicator, the year since when, a number, or how many participation measures are known at
all. Numbers and years fall into at most `MOST` ranges that hold about as many municipalities each; a range's ends are
figures that occur, so no edge is made up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from data.answers.openness import Cell, Cells, coverage
from data.model import Answer, Indicator, IndicatorKind, Municipality
from data.words import latvian_order

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
        found = [self.of[unit.code] for unit in units]
        return {label: found.count(label) for label in self.order if label in found}


def facets(indicator: Indicator, values: Iterable[Cell]) -> tuple[Facet, ...]:
    """Return what can be shown of an indicator whose cells are these: only what at least one of them says."""
    cells = tuple(values)
    known = [cell for cell in cells if cell.known]
    # Where numbers alone answer, as answers they would be neither a word nor "not known".
    in_words = all(cell.said for cell in known) and (known or indicator.kind is not IndicatorKind.NUMBER)
    found = [Facet.ANSWER] if in_words else []
    if any(_figure(cell, Facet.YEAR) for cell in cells):
        found.append(Facet.YEAR)
    if any(_figure(cell, Facet.NUMBER) is not None for cell in cells) or not found:
        found.append(Facet.NUMBER)
    return tuple(found)


def spread(cells: Cells, shown: Shown, core: Sequence[Indicator], units: Sequence[Municipality]) -> Spread:
    """Return the class of every municipality; ``core`` are the participation measures."""
    if shown.indicator is None:
        known = {unit.code: coverage(cells, core, [unit]).known for unit in units}
        return _in_ranges({code: float(n) if n else None for code, n in known.items()})
    own = {unit.code: cells.get((unit.code, shown.indicator.id)) for unit in units}
    if shown.facet is Facet.ANSWER:
        return _answers(own, shown.indicator)
    return _in_ranges({code: _figure(cell, shown.facet) for code, cell in own.items()})


def _answers(own: Mapping[str, Cell | None], indicator: Indicator) -> Spread:
    found: dict[str, Label] = {code: cell.said if cell else None for code, cell in own.items()}
    scale = indicator.scale or ""
    bands = {label for label in found.values() if isinstance(label, str) and not isinstance(label, Answer)}
    # On the scale "augsts / nav augsts" the first word stands first; a word that is not on it stands last.
    steps = [step.strip() for step in scale.replace(",", "/").split("/")]
    ranked = sorted(bands, key=lambda band: (steps.index(band) if band in steps else len(steps), latvian_order(band)))
    order = [answer for answer in ORDER if answer in found.values()]
    return Spread((*order, *ranked, None), MappingProxyType(found))


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
    ordered, found = sorted(figures), list[Range]()
    while ordered:
        left = most - len(found)
        upper = ordered[-1] if left == 1 else ordered[max(round(len(ordered) / left), 1) - 1]
        found.append(Range(ordered[0], upper))
        ordered = [figure for figure in ordered if figure > upper]
    return tuple(found)
