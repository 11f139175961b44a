"""What must agree in plans, their measures and reports."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from data.intake.references import Index
from data.intake.sheet import Sheet, says
from data.intake.tabs import issue
from data.model import Issue, PlanState, Status, followed

_REPORTS = ("status", "done", "obstacles", "needed_from_council", "new_deadline", "evidence")
"""The columns of which a report fills in at least one."""


def check_plans(sheet: Sheet, _index: Index) -> None:
    """Name the plans that are said to be in force together."""
    states = sheet.values["state"]
    both = [position for position, state in enumerate(states) if state is PlanState.IN_FORCE]
    for position in both if len(both) > 1 else ():
        others = ", ".join(sheet.values["id"][other] or "?" for other in both if other != position)
        sheet.add("plans_in_force", position, sheet.table.by_name["state"], others=others)


def check_updates(sheet: Sheet, index: Index) -> None:
    """Judge what reports say by their status: a reason, evidence, a plan that has ended."""
    status, evidence = sheet.table.by_name["status"], sheet.table.by_name["evidence"]
    ends = {plan.id: plan.end.last for plan in index.plan_records if plan.end}
    for position, value in enumerate(sheet.values["status"]):
        if value is None and not says(sheet, position, *_REPORTS):
            sheet.add("report_says_nothing", position, status)
        if value is Status.STOPPED and not says(sheet, position, "obstacles", "done"):
            sheet.reject("stopped_without_reason", position, status)
        elif value is Status.DONE and not says(sheet, position, "evidence"):
            sheet.add("done_without_evidence", position, evidence)
        elif value in (Status.PARTLY_DONE, Status.NOT_DONE):
            day: date | None = sheet.values["day"][position]
            end = ends.get(index.measure_plans.get(sheet.values["measure"][position], ""))
            if day and end and day <= end:
                sheet.reject("status_before_end", position, status, end=end.isoformat())


def check_parents(sheet: Sheet, index: Index) -> None:
    """Refuse a measure's parent that is itself, of another plan, or has a parent of its own."""
    column = sheet.table.by_name["parent"]
    ids, parents, plans = sheet.values["id"], sheet.values["parent"], sheet.values["plan"]
    has_parent = {name for name, parent in zip(ids, parents, strict=True) if parent and name}
    for position, parent in enumerate(list(parents)):
        if not parent or not plans[position]:
            continue
        if parent == ids[position]:
            sheet.reject("parent_itself", position, column)
        elif index.measure_plans.get(parent) != plans[position]:
            sheet.reject("parent_other_plan", position, column)
        elif parent in has_parent:
            sheet.reject("parent_of_parent", position, column)


def old_ties(sheet: Sheet | None, tables: Mapping[str, Sequence[Any]]) -> Iterable[Issue]:
    """Say in one notice what the indicators follow in a sheet older than the column that names it."""
    if sheet is None or "measures" in sheet.grid.columns:
        return
    ties = followed(tables["indicators"], tables["measures"])
    pairs = "; ".join(f"{name} → {', '.join(names)}" for name, names in ties.items())
    plan_of = {measure.id: measure.plan for measure in tables["measures"]}
    plans = dict.fromkeys(plan_of[name] for names in ties.values() for name in names)
    if pairs:
        yield issue(
            "ties_by_id",
            sheet.grid.tab.title,
            None,
            sheet.table.by_name["measures"].header,
            value=pairs,
            plan=", ".join(plans),
            others=", ".join(plan.id for plan in tables["plans"] if plan.id not in plans) or "–",
        )
