"""Who has reported what and when: the institutions' own reports, by institution and commitment.

A report on a measure is heard of each institution that answers for it, whichever of them wrote it: a measure of several
is reported once. `data.answers.quality.institution_records` counts the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.answers.progress import PlanProgress, Standing, by_institution
from data.model import Assessor


@dataclass(frozen=True)
class Heard:
    """Of how many counted measures how many have an institution's report, and the day of the newest of these."""

    measures: int
    reported: int
    last: date | None


@dataclass(frozen=True)
class InstitutionHeard:
    """What is heard of an institution in all and by commitment (number), of those alone for which it answers.

    ``institution`` is None for the measures that name none.
    """

    institution: str | None
    whole: Heard
    commitments: Mapping[str, Heard]


def heard(state: PlanProgress) -> tuple[InstitutionHeard, ...]:
    """Return what is heard of each institution, those with most measures first, the measures that name none last."""
    rows = [
        _heard_of(name, [item for item in state.standings if name in item.measure.responsible])
        for name, _ in by_institution(state)
    ]
    unnamed = [item for item in state.standings if not item.measure.responsible]
    return (*rows, _heard_of(None, unnamed)) if unnamed else tuple(rows)


def _heard_of(institution: str | None, items: list[Standing]) -> InstitutionHeard:
    by_commitment: dict[str, list[Standing]] = {}
    for item in items:
        by_commitment.setdefault(item.measure.commitment, []).append(item)
    parts = {number: _counted(of_commitment) for number, of_commitment in by_commitment.items()}
    return InstitutionHeard(institution, _counted(items), parts)


def _counted(items: Iterable[Standing]) -> Heard:
    standings = list(items)
    days = [item.newest[Assessor.INSTITUTION].day for item in standings if item.reported]
    return Heard(len(standings), len(days), max(days, default=None))
