"""Counts as DataFrames: one row a count, so that a chart, a table and a file are made of the same one.

The statuses are those of `data.answers.progress`; nothing is judged here.
"""

from datetime import date
from typing import TYPE_CHECKING

from data.answers.progress import standings
from data.frames import FrameColumn, frames
from data.model import STATE_ORDER, Snapshot
from data.words import latvian_order

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
    import pandas as pd

    stand = {item.measure.id: item.state.value for item in standings(snapshot, plan, day)}
    measures = frames(snapshot)["measures"]
    named = measures.loc[measures["id"].isin(list(stand)), ["id", "responsible"]].explode("responsible")
    institution = named["responsible"].astype("string").rename("institution")
    states = [stand[measure] for measure in named["id"]]
    state = pd.Series(pd.Categorical(states, categories=_STATES, ordered=True), named.index, name="state")
    counts = named.groupby([institution, state], dropna=False, observed=False).size().rename("measures").reset_index()
    counts["total"] = counts.groupby("institution", dropna=False)["measures"].transform("sum")
    places = {name: place for place, name in enumerate(sorted(institution.dropna().unique(), key=latvian_order))}
    counts["place"] = counts["institution"].map(places).fillna(len(places))
    counts["most"] = -counts["total"].where(counts["institution"].notna(), 0)
    ordered = counts.sort_values(["most", "place", "state"], ignore_index=True)
    found = ordered[[told.name for told in BY_INSTITUTION]].astype({"measures": "Int64", "total": "Int64"})
    found.attrs = {
        "snapshot": snapshot.id,
        "plan": plan,
        "day": day.isoformat(),
        "invented": measures.attrs["invented"],
    }
    return found
