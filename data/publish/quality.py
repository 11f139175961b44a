"""How the data are, as DataFrames: the issues of a read, and the snapshots that are kept."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from data.frames import FrameColumn, framed
from data.intake.issues import TEXTS, describe
from data.model import Issue, Severity
from data.words import N_, words

if TYPE_CHECKING:
    import pandas as pd

ISSUES = (
    FrameColumn("tab", "string", N_("The tab, as the sheet calls it; missing where the whole source is meant.")),
    FrameColumn("row", "Int64", N_("The row’s number in the sheet, where the heading is row 1.")),
    FrameColumn("column", "string", N_("The column’s heading.")),
    FrameColumn("cell", "string", N_("The cell’s address.")),
    FrameColumn("code", "category", N_("What is wrong, by its code."), allowed=tuple(TEXTS)),
    FrameColumn(
        "severity",
        "category",
        N_("A notice, a cell or row refused, or a whole tab held back."),
        allowed=tuple(Severity),
    ),
    FrameColumn("text", "string", N_("What is wrong and what to do, in Latvian.")),
    FrameColumn("text_en", "string", N_("The same in English.")),
)
"""What each column of `issues_frame` is."""


def issues_frame(issues: Iterable[Issue]) -> "pd.DataFrame":
    """Return the issues of a read in their order, with what the screens say of each."""
    listed = list(issues)
    values: dict[str, list[Any]] = {
        name: [getattr(issue, name) for issue in listed] for name in ("tab", "row", "column", "cell", "code")
    }
    values["severity"] = [issue.severity.value for issue in listed]
    values["text"] = [describe(issue, words("lv")) for issue in listed]
    values["text_en"] = [describe(issue, words("en")) for issue in listed]
    return framed(ISSUES, values)


SNAPSHOTS = (
    FrameColumn("id", "string", N_("The snapshot’s ID, as addresses take it."), key=True),
    FrameColumn("taken_at", "string", N_("When it was read: ISO 8601, UTC.")),
    *(
        FrameColumn(severity, "Int64", N_("Issues of this severity in that read."), unit="issues")
        for severity in Severity
    ),
)
"""What each column of `snapshots_frame` is."""


def snapshots_frame(entries: Iterable[tuple[str, datetime, Mapping[str, int]]]) -> "pd.DataFrame":
    """Return the snapshots kept in their order, each by id, moment and number of issues by severity."""
    listed = list(entries)
    values: dict[str, list[Any]] = {
        "id": [identifier for identifier, _, _ in listed],
        "taken_at": [taken_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for _, taken_at, _ in listed],
        **{severity.value: [issues.get(severity.value, 0) for _, _, issues in listed] for severity in Severity},
    }
    return framed(SNAPSHOTS, values)
