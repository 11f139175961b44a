"""Scores of municipalities, and when there are none.

An answer carries points: "ir" 1, "daļēji" ½, "nav" 0; any other carries none and only lowers the coverage. A score is
points ÷ answered, weighted by the sheet, always beside its coverage. Duties and the rest are scored apart, bands are
told instead of ranks, and cities stand among cities. What was found by searching public sources carries no points: a
search finds what there is and never what is missing. The rules are shown to readers on the page /par.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.answers.openness import Cells
from data.answers.peers import asked
from data.model import Answer, Binding, Indicator, IndicatorKind, IndicatorValue, Municipality

POINTS: Mapping[Answer, float] = {Answer.YES: 1.0, Answer.PARTLY: 0.5, Answer.NO: 0.0}
LEAST_COVERAGE = 0.6
"""Below this share of what is asked, answered, there is no score and no rank."""


class Side(StrEnum):
    """What is scored apart: what the law plainly demands, and everything else."""

    DUTY = "duty"
    VOLUNTARY = "voluntary"


class Level(StrEnum):
    """The band of a score: the upper, middle or lower third of what is possible."""

    UPPER = "upper"
    MIDDLE = "middle"
    LOWER = "lower"


class Withheld(StrEnum):
    """Why there is no score."""

    NOTHING_ASKED = "nothing_asked"
    SEARCH_ONLY = "search_only"
    ONLY_GOOD_NEWS = "only_good_news"
    COVERAGE = "coverage"


@dataclass(frozen=True)
class Score:
    """One side of one municipality: ``share`` of 1, or why it is ``withheld``; ``answered`` of ``asked`` indicators."""

    share: float | None
    withheld: Withheld | None
    answered: int
    asked: int

    @property
    def level(self) -> Level | None:
        """The band, None without a score."""
        if self.share is None:
            return None
        return Level.UPPER if self.share >= 2 / 3 else Level.MIDDLE if self.share >= 1 / 3 else Level.LOWER


def side(indicator: Indicator) -> Side:
    """Return where an indicator is scored: only what the sheet plainly calls a duty is one."""
    return Side.DUTY if indicator.binding is Binding.DUTY else Side.VOLUNTARY


def scores(
    municipalities: Iterable[Municipality],
    indicators: Iterable[Indicator],
    cells: Cells,
    searched: Collection[IndicatorValue],
) -> Mapping[tuple[str, Side], Score]:
    """Return both sides' scores by municipality code.

    ``searched`` are the rows known to come from a search of public sources (the embedded ones); a row with the same
    answer, source and date is taken for one of them. Asked are the indicators answered in words, assessments by others
    left out.
    """
    known = frozenset(map(_trace, searched))
    sides: dict[Side, list[Indicator]] = {each: [] for each in Side}
    for indicator in asked(indicators):
        if indicator.kind in (IndicatorKind.YES_NO, IndicatorKind.GRADED):
            sides[side(indicator)].append(indicator)
    units = tuple(municipalities)
    made: dict[tuple[str, Side], Score] = {}
    for each, unit_answers in sides.items():
        answers = {unit.code: _answers(unit, unit_answers, cells, known) for unit in units}
        lowered = any(answer is not Answer.YES for given in answers.values() for answer in given.values() if answer)
        for unit in units:
            made[unit.code, each] = _score(unit_answers, answers[unit.code], lowered=lowered)
    return made


def _trace(value: IndicatorValue) -> tuple[object, ...]:
    return value.municipality, value.indicator, value.answer, value.source, value.source_date


def _answers(
    unit: Municipality, indicators: Iterable[Indicator], cells: Cells, known: frozenset[tuple[object, ...]]
) -> dict[str, Answer | None]:
    """Return the answer that counts by indicator, None where none does; what does not apply is left out."""
    answers: dict[str, Answer | None] = {}
    for indicator in indicators:
        cell = cells.get((unit.code, indicator.id))
        if cell is None or _trace(cell.value) in known:
            answers[indicator.id] = None
        elif cell.value.answer is not Answer.NOT_APPLICABLE:
            answers[indicator.id] = cell.value.answer if cell.value.answer in POINTS else None
    return answers


def _score(indicators: Iterable[Indicator], answers: Mapping[str, Answer | None], *, lowered: bool) -> Score:
    given = {indicator: answer for indicator, answer in answers.items() if answer is not None}
    # Snapshots from before weights had to be above zero may hold one of zero: it reads as the intake reads it now.
    weights = {indicator.id: indicator.weight or 1.0 for indicator in indicators if indicator.id in given}
    if not answers:
        why = Withheld.NOTHING_ASKED
    elif not given:
        why = Withheld.SEARCH_ONLY
    elif not lowered:
        why = Withheld.ONLY_GOOD_NEWS
    elif len(given) < LEAST_COVERAGE * len(answers):
        why = Withheld.COVERAGE
    else:
        share = sum(POINTS[answer] * weights[indicator] for indicator, answer in given.items()) / sum(weights.values())
        return Score(share, None, len(given), len(answers))
    return Score(None, why, len(given), len(answers))


@dataclass(frozen=True)
class Rank:
    """A place among the scored municipalities of one kind; equal shares share it."""

    place: int
    among: int


def rank(
    unit: Municipality,
    municipalities: Iterable[Municipality],
    scored: Mapping[tuple[str, Side], Score],
    of: Side,
) -> Rank | None:
    """Return a municipality's place among those of its kind that have a score; None where it has none itself.

    Only for those who ask: a band says what the figures carry.
    """
    share_of_unit = scored[unit.code, of].share
    if share_of_unit is None:
        return None
    rivals = [scored[other.code, of].share for other in municipalities if other.kind is unit.kind]
    shares = [share for share in rivals if share is not None]
    return Rank(1 + sum(share > share_of_unit for share in shares), len(shares))
