"""Counts as DataFrames: one row a count, so that a chart, a table and a file are made of the same one.

The statuses are those of `data.answers.progress`; nothing is judged or counted anew here. Grouping in pandas took ten
times as long on tables of this size.
"""

from datetime import date
from typing import TYPE_CHECKING

from data.answers import progress
from data.frames import FrameColumn, framed
from data.model import STATE_ORDER, Snapshot

if TYPE_CHECKING:
    import pandas as pd

_STATES = tuple(state.value for state in STATE_ORDER)

BY_INSTITUTION = (
    FrameColumn("institution", "string", "The institution named responsible; missing for measures that name none.",
                key=True, ref="institutions"),
    FrameColumn("state", "category", "Where measures stand; the last two are the ways in which that is unknown.",
                allowed=_STATES, key=True),
    FrameColumn("measures", "Int64", "The counted measures of the institution in this state, 0 where there are none.",
                unit="measures"),
    FrameColumn("total", "Int64", "All counted measures of the institution, whatever their state.", unit="measures"),
)  # fmt: skip
"""What each column of `by_institution` is."""


def by_institution(snapshot: Snapshot, plan: str, day: date) -> "pd.DataFrame":
    """Return how many of each institution's counted measures are in each state on a day, with every state for each.

    A measure that names several institutions counts for each of them, so the totals add up to more than the plan's.
    Institutions with most measures come first; the measures that name none come last, and are not left out.
    """
    state = progress.progress(snapshot, plan, day)
    unnamed = progress.tally(item for item in state.standings if not item.measure.responsible)
    tallies: list[tuple[str | None, progress.Tally]] = [*progress.by_institution(state)]
    if unnamed.total:
        tallies.append((None, unnamed))
    rows = [(name, own, part) for name, own in tallies for part in STATE_ORDER]
    found = framed(
        BY_INSTITUTION,
        {
            "institution": [name for name, _, _ in rows],
            "state": [part.value for _, _, part in rows],
            "measures": [own.of(part) for _, own, part in rows],
            "total": [own.total for _, own, _ in rows],
        },
    )
    found.attrs = {
        "snapshot": snapshot.id,
        "plan": plan,
        "day": day.isoformat(),
        "invented": () if "measures" in snapshot.embedded else snapshot.invented,
    }
    return found
