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

if TYPE_CHECKING:
    import pandas as pd

BY_MEASURE = (
    FrameColumn("measure", "string", "The measure's permanent id.", key=True, ref="measures"),
    FrameColumn("number", "string", "Its number as printed in the plan; it may change."),
    FrameColumn("commitment", "string", "The number of its commitment.", ref="commitments"),
    FrameColumn("title", "string", "What it is called."),
    FrameColumn("title_en", "string", "What it is called in English."),
    FrameColumn("responsible", "object", "The institutions named responsible.", ref="institutions"),
    FrameColumn(
        "state",
        "category",
        "Its status on the day; no_status where something dated is known without one, no_news where nothing is.",
        allowed=tuple(state.value for state in STATE_ORDER),
    ),
    FrameColumn(
        "assessor",
        "category",
        "Who says so: the institution, or public sources that stand in for it; missing where nobody does.",
        allowed=tuple(Assessor),
    ),
    FrameColumn("said", "datetime64[s]", "The day of the report that the status comes from, or of the newest one."),
    FrameColumn("confidence", "category", "How sure that report is.", allowed=tuple(Confidence)),
    FrameColumn("reported", "boolean", "Whether the responsible institution has reported at all."),
    FrameColumn("proved", "boolean", "Whether a measure said to be done has evidence; missing for all others."),
    FrameColumn(
        "reporting",
        "category",
        "How its institution reports, apart from the status.",
        allowed=tuple(Reporting),
    ),
    FrameColumn("deadline", "datetime64[s]", "The newest deadline, of the plan or as reported; the period's last day."),
    FrameColumn("deadline_precision", "category", "What the deadline was written as.", allowed=PRECISIONS),
    FrameColumn(
        "schedule", "category", "Where it stands to its own deadline, apart from the status.", allowed=tuple(Schedule)
    ),
    FrameColumn("evidence", "string", "The evidence of that report, in the sheet's words."),
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
    FrameColumn("rule", "category", "The rule that put the row here, in the order of the list.", allowed=tuple(Rule)),
    FrameColumn("measure", "string", "The measure that it speaks of, by its id.", ref="measures"),
    FrameColumn("institution", "string", "The institution that it speaks of.", ref="institutions"),
    FrameColumn("event", "string", "The event of the calendar that it speaks of, by its title."),
    FrameColumn("focus", "string", "The item of the focus list that it speaks of, by year and number."),
    FrameColumn("since", "datetime64[s]", "The day from which the rule holds, where it is known."),
    FrameColumn("measures", "Int64", "The counted measures behind a row about an institution.", unit="measures"),
    FrameColumn("request", "string", "What is asked of the council, in the institution's words."),
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
