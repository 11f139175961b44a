"""Counts as DataFrames, so that a chart, a table and a file are made of the same one.

The statuses are those of `data.answers.progress`; nothing is judged or counted anew here. Grouping in pandas took ten
times as long on tables of this size.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from data.answers import progress
from data.answers.changes import Step
from data.answers.progress import PlanProgress, Tally
from data.frames import FrameColumn, framed
from data.model import STATE_ORDER
from data.words import N_

if TYPE_CHECKING:
    import pandas as pd

_STATES = tuple(state.value for state in STATE_ORDER)

_BY_STATE = (
    *(
        FrameColumn(state, "Int64", N_("The counted measures in this state, 0 where there are none."), unit="measures")
        for state in _STATES
    ),
    FrameColumn("total", "Int64", N_("All counted measures, whatever their state."), unit="measures"),
)
"""A column a state, and the total that they add up to."""


def _states(tallies: Iterable[Tally]) -> dict[str, list[Any]]:
    counted = list(tallies)
    return {
        **{state.value: [one.of(state) for one in counted] for state in STATE_ORDER},
        "total": [one.total for one in counted],
    }


BY_INSTITUTION = (
    FrameColumn(
        "institution",
        "string",
        N_("The institution named responsible; missing for measures that name none."),
        key=True,
        ref="institutions",
    ),
    *_BY_STATE,
)
"""What each column of `by_institution` is."""


def by_institution(state: PlanProgress) -> "pd.DataFrame":
    """Return how many of each institution's counted measures are in each state.

    A measure that names several institutions counts for each of them, so the totals add up to more than the plan's.
    Institutions with most measures come first; the measures that name none come last, and are not left out.
    """
    unnamed = progress.tally(item for item in state.standings if not item.measure.responsible)
    rows: list[tuple[str | None, Tally]] = [*progress.by_institution(state)]
    if unnamed.total:
        rows.append((None, unnamed))
    return framed(BY_INSTITUTION, {"institution": [name for name, _ in rows], **_states(tally for _, tally in rows)})


BY_DIRECTION = (
    FrameColumn(
        "whole", "boolean", N_("Whether the row is a direction; it is the sum of the commitments below it."), key=True
    ),
    FrameColumn("number", "string", N_("The number of the direction or the commitment."), key=True),
    FrameColumn("title", "string", N_("What it is called.")),
    FrameColumn("title_en", "string", N_("What it is called in English.")),
    *_BY_STATE,
)
"""What each column of `by_direction` is."""


def by_direction(state: PlanProgress) -> "pd.DataFrame":
    """Return how many counted measures are in each state, a row a direction with its commitments below it."""
    rows: list[tuple[bool, Any, Tally]] = []
    for one in state.directions:
        rows.append((True, one.direction, one.tally))
        rows += [(False, part.commitment, part.tally) for part in one.commitments]
    values: dict[str, list[Any]] = {
        "whole": [whole for whole, _, _ in rows],
        **{name: [getattr(record, name) for _, record, _ in rows] for name in ("number", "title", "title_en")},
        **_states(tally for _, _, tally in rows),
    }
    return framed(BY_DIRECTION, values)


BY_DAY = (FrameColumn("day", "datetime64[s]", N_("The day from which on it is so."), key=True), *_BY_STATE)
"""What each column of `by_day` is."""


def by_day(steps: Iterable[Step]) -> "pd.DataFrame":
    """Return how many counted measures were in each state on the days on which something changed."""
    all_steps = list(steps)
    return framed(BY_DAY, {"day": [step.day for step in all_steps], **_states(step.tally for step in all_steps)})
