"""How the data are, as DataFrames: the issues of a read, and the snapshots that are kept."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from data.frames import FrameColumn, framed
from data.intake.issues import TEXTS, describe
from data.model import Issue, Severity
from data.words import words

if TYPE_CHECKING:
    import pandas as pd

ISSUES = (
    FrameColumn("tab", "string", "The tab, as the sheet calls it; missing where the whole source is meant."),
    FrameColumn("row", "Int64", "The row's number in the sheet, where the heading is row 1."),
    FrameColumn("column", "string", "The column's heading."),
    FrameColumn("cell", "string", "The cell's address."),
    FrameColumn("code", "category", "What is wrong, by its code.", allowed=tuple(TEXTS)),
    FrameColumn(
        "severity", "category", "A notice, a cell or row refused, or a whole tab held back.", allowed=tuple(Severity)
    ),
    FrameColumn("text", "string", "What is wrong and what to do, in Latvian."),
    FrameColumn("text_en", "string", "The same in English."),
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
    FrameColumn("id", "string", "The snapshot's id: what the parameter snapshot takes.", key=True),
    FrameColumn("taken_at", "string", "When it was read: ISO 8601, UTC."),
    *(
        FrameColumn(severity, "Int64", f"Issues of the severity {severity} in that read.", unit="issues")
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
