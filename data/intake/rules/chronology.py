"""Days out of order or out of place: to come where they should have passed, too early, or far off."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import repeat
from typing import Any

from data.contract.written import format_value
from data.intake.references import Index
from data.intake.sheet import Sheet
from data.model import EventState, PartialDate, Plan

_PAIRS = (
    ("start", "end"),
    ("start", "deadline"),
    ("starts", "ends"),
    ("valid_from", "valid_to"),
    ("first_year", "last_year"),
)


def _comparable(value: Any, *, late: bool) -> Any:
    if isinstance(value, PartialDate):
        return value.last if late else value.first
    return value


def check_order(sheet: Sheet) -> None:
    """Refuse an end that stands before its beginning."""
    for before, after in _PAIRS:
        if before not in sheet.values or after not in sheet.values:
            continue
        first, last = sheet.table.by_name[before], sheet.table.by_name[after]
        for position, (start, end) in enumerate(zip(sheet.values[before], sheet.values[after], strict=True)):
            if start is None or end is None or _comparable(start, late=False) <= _comparable(end, late=True):
                continue
            sheet.reject("dates_out_of_order", position, last, before=first.header, value=format_value(start, first))


_PASSED = (("indicator_values", "source_date"), ("municipalities", "population_date"), ("plans", "approved"))
"""What has happened when it is written down: a day to come is a slip of the hand."""
FAR_YEARS, AHEAD_YEARS = 5, 2  # the sentences in data/intake/issues.py name the five years
"""So far from its plan or meeting a date is named as a likely slip; a meeting, so far ahead (decision 0005)."""


def check_days(sheets: Mapping[str, Sheet], index: Index, today: date | None) -> None:
    """Name dates that are sound but out of place: to come where they should have passed, too early, or far off."""
    plans = {plan.id: plan for plan in index.plan_records}
    first = min((plan.start.first for plan in plans.values() if plan.start), default=None)
    if today:
        soon = _years_after(today, AHEAD_YEARS)
        for code, name in (pair for pair in _PASSED if pair[0] in sheets):
            _out_of_place(sheets[code], name, "day_to_come", repeat(today), _after)
        if reports := sheets.get("updates"):
            _out_of_place(reports, "day", "report_to_come", repeat(today), _after)
        if events := sheets.get("calendar"):
            happened = [state is EventState.HAPPENED for state in events.values["state"]]
            _out_of_place(
                events,
                "start",
                "day_to_come",
                [today if happened_by_then else None for happened_by_then in happened],
                _after,
            )
        if meetings := sheets.get("meetings"):
            _out_of_place(meetings, "day", "day_far_ahead", repeat(soon), _after)
    if first and (meetings := sheets.get("meetings")):
        _out_of_place(meetings, "day", "day_long_past", repeat(_years_after(first, -FAR_YEARS)), _before)
    if reports := sheets.get("updates"):
        of_row = [plans.get(index.measure_plans.get(name or "", "")) for name in reports.values["measure"]]
        starts = (plan.start.first if plan and plan.start else None for plan in of_row)
        _out_of_place(reports, "day", "day_before_plan", starts, _before)
        _out_of_place(reports, "new_deadline", "deadline_before_report", reports.values["day"], _before)
        _out_of_place(reports, "new_deadline", "deadline_far", map(_last_of, of_row), _far_after)
    if measures := sheets.get("measures"):
        ends = (_last_of(plans.get(plan or "")) for plan in measures.values["plan"])
        _out_of_place(measures, "deadline", "deadline_far", ends, _far_after)
    if decisions := sheets.get("decisions"):
        days = [index.meeting_days.get(meeting or "") for meeting in decisions.values["meeting"]]
        _out_of_place(decisions, "due", "due_before_meeting", days, _before)
        _out_of_place(decisions, "due", "due_far", days, _far_after)


def _out_of_place(
    sheet: Sheet, name: str, code: str, days: Iterable[date | None], wrong: Callable[[PartialDate, date], bool]
) -> None:
    """Name the dates of a column that stand wrongly to the day that goes with their row."""
    column = sheet.table.by_name[name]
    for position, (stated, day) in enumerate(zip(sheet.values[name], days, strict=False)):
        if stated is None or day is None or position in sheet.refused:
            continue
        dated = stated if isinstance(stated, PartialDate) else PartialDate(stated.year, stated.month, stated.day)
        if wrong(dated, day):
            sheet.add(code, position, column, value=day.isoformat())


def _before(dated: PartialDate, day: date) -> bool:
    return dated.last < day


def _after(dated: PartialDate, day: date) -> bool:
    return dated.first > day


def _far_after(dated: PartialDate, day: date) -> bool:
    return dated.first > _years_after(day, FAR_YEARS)


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _last_of(plan: Plan | None) -> date | None:
    return plan.end.last if plan and plan.end else None
