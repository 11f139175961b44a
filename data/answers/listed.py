"""Answers that are lists as DataFrames, for whoever takes them along: where measures stand, what needs attention.

Nothing is judged here anew: the records are those of `data.answers.progress` and `data.answers.attention`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from data.answers.attention import Attention, Rule
from data.answers.progress import PlanProgress
from data.answers.schedule import Reporting, Schedule, deadlines, reporting, schedule
from data.frames import PRECISIONS, FrameColumn, framed
from data.model import STATE_ORDER, Assessor, Confidence, PartialDate
from data.words import N_

if TYPE_CHECKING:
    import pandas as pd

BY_MEASURE = (
    FrameColumn("measure", "string", N_("The measure’s permanent ID."), key=True, ref="measures"),
    FrameColumn("number", "string", N_("Its number as printed in the plan; it may change.")),
    FrameColumn("commitment", "string", "The number of its commitment.", ref="commitments"),
    FrameColumn("title", "string", N_("What it is called.")),
    FrameColumn("title_en", "string", N_("What it is called in English.")),
    FrameColumn("responsible", "object", N_("The institutions named responsible."), ref="institutions"),
    FrameColumn(
        "state",
        "category",
        N_("Its status on the day. Where it is unknown, news without a status is told apart from no news."),
        allowed=tuple(state.value for state in STATE_ORDER),
    ),
    FrameColumn(
        "assessor",
        "category",
        N_("Who says so: the institution, or public sources in its place; missing where nobody does."),
        allowed=tuple(Assessor),
    ),
    FrameColumn("said", "datetime64[s]", N_("The day of the report that the status comes from, or of the newest one.")),
    FrameColumn("confidence", "category", N_("How sure that report is."), allowed=tuple(Confidence)),
    FrameColumn("reported", "boolean", N_("Whether the responsible institution has reported at all.")),
    FrameColumn("proved", "boolean", N_("Whether a measure said to be done has evidence; missing for all others.")),
    FrameColumn(
        "reporting",
        "category",
        N_("How its institution reports, apart from the status."),
        allowed=tuple(Reporting),
    ),
    FrameColumn(
        "deadline", "datetime64[s]", N_("The newest deadline, of the plan or as reported; the period’s last day.")
    ),
    FrameColumn("deadline_precision", "category", N_("What the deadline was written as."), allowed=PRECISIONS),
    FrameColumn(
        "schedule",
        "category",
        N_("Where it stands to its own deadline, apart from the status."),
        allowed=tuple(Schedule),
    ),
    FrameColumn("evidence", "string", N_("The evidence of that report, in the sheet’s words.")),
)
"""What each column of `by_measure` is."""


def by_measure(state: PlanProgress) -> "pd.DataFrame":
    """Return the standing of every counted measure on the day of ``state``, in the plan's order."""
    standings = state.standings
    newest = [chain[-1][1] if (chain := deadlines(item)) else None for item in standings]
    decisive = [item.decisive for item in standings]
    values: dict[str, list[Any]] = {
        "measure": [item.measure.id for item in standings],
        **{
            name: [getattr(item.measure, name) for item in standings]
            for name in ("number", "commitment", "title", "title_en", "responsible")
        },
        "state": [item.state.value for item in standings],
        "assessor": [
            report.assessor.value if report and item.status is not None else None
            for item, report in zip(standings, decisive, strict=True)
        ],
        "said": [report and report.day for report in decisive],
        "confidence": [report and report.confidence.value for report in decisive],
        "reported": [item.reported for item in standings],
        "proved": [item.proved if item.state == "done" else None for item in standings],
        "reporting": [reporting(item, state.day).value for item in standings],
        "deadline": [dated and dated.last for dated in newest],
        "deadline_precision": [_precision(dated) for dated in newest],
        "schedule": [schedule(item, state.day).value for item in standings],
        "evidence": [report and report.evidence for report in decisive],
    }
    return framed(BY_MEASURE, values)


def _precision(dated: PartialDate | None) -> str | None:
    if dated is None:
        return None
    return "day" if dated.day else "month" if dated.month else "year"


ATTENTION = (
    FrameColumn(
        "rule", "category", N_("The rule that put the row here, in the order of the list."), allowed=tuple(Rule)
    ),
    FrameColumn("measure", "string", N_("The measure that it is about, by its ID."), ref="measures"),
    FrameColumn("institution", "string", N_("The institution that it is about."), ref="institutions"),
    FrameColumn("event", "string", N_("The event of the calendar that it is about, by its title.")),
    FrameColumn("focus", "string", N_("The item of the focus list that it is about, by year and number.")),
    FrameColumn("since", "datetime64[s]", N_("The day from which the rule holds, where it is known.")),
    FrameColumn("measures", "Int64", N_("The counted measures behind a row about an institution."), unit="measures"),
    FrameColumn("request", "string", N_("What is asked of the council, in the institution’s words.")),
)
"""What each column of `attention_frame` is."""


def attention_frame(rows: Iterable[Attention]) -> "pd.DataFrame":
    """Return an attention list, in its order; a row speaks of a measure, an institution, an event or the focus list."""
    listed = list(rows)
    values: dict[str, list[Any]] = {
        "rule": [row.rule.value for row in listed],
        "measure": [row.standing and row.standing.measure.id for row in listed],
        "institution": [row.institution for row in listed],
        "event": [row.event and row.event.title for row in listed],
        "focus": [row.focus and f"{row.focus.year}/{row.focus.number}" for row in listed],
        "since": [row.since for row in listed],
        "measures": [row.measures if row.institution else None for row in listed],
        "request": [row.request and row.request.needed_from_council for row in listed],
    }
    return framed(ATTENTION, values)
