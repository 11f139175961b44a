"""Deadlines, reporting and silence: judged on a day, never merged with the status."""

import pytest

from data.answers.progress import standing, standings
from data.answers.schedule import (
    NEAR_DAYS,
    STALE_DAYS,
    InstitutionReporting,
    Reporting,
    Schedule,
    deadlines,
    plan_end,
    reporting,
    schedule,
    silent_institutions,
)
from data.model import Assessor, Status
from tests.answers.build import PLAN, day, measure, partial, plan, report, snapshot

INSTITUTION, PUBLIC, IRM, NGO = Assessor
DONE, UNDER_WAY, UNCHANGED = Status.DONE, Status.UNDER_WAY, Status.UNCHANGED


PASSED = Schedule.PASSED_UNKNOWN


def judged(deadline: str | None, on: str, *reports: object) -> Schedule:
    return schedule(standing(measure("1.1", deadline=deadline), reports, day(on)), day(on))  # type: ignore[arg-type]


# Deadlines


@pytest.mark.parametrize(
    ("deadline", "on", "state"),
    [
        # In its last 92 days a deadline is near: 31.12. less 92 days is 30.09.
        ("2025-12-31", "2025-09-29", Schedule.BEFORE), ("2025-12-31", "2025-09-30", Schedule.NEAR),
        ("2025-12-31", "2025-12-31", Schedule.NEAR), ("2025-12-31", "2026-01-01", PASSED),
        # A month or a year is judged on its last day; February 2024 has 29.
        ("2024-02", "2024-02-29", Schedule.NEAR), ("2024-02", "2024-03-01", PASSED),
        ("2025", "2025-09-29", Schedule.BEFORE), ("2025", "2025-12-31", Schedule.NEAR),
        ("2025", "2026-01-01", PASSED), (None, "2030-01-01", Schedule.UNKNOWN),
    ],
)  # fmt: skip
def test_a_deadline_is_judged_on_its_last_day(deadline: str | None, on: str, state: Schedule) -> None:
    assert NEAR_DAYS == 92
    assert judged(deadline, on) is state


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (None, PASSED), (UNDER_WAY, Schedule.LATE), (Status.NOT_STARTED, Schedule.LATE),
        (Status.ONGOING, Schedule.NOT_AWAITED), (Status.STOPPED, Schedule.NOT_AWAITED),
        (Status.PARTLY_DONE, Schedule.NOT_AWAITED), (Status.NOT_DONE, Schedule.NOT_AWAITED),
        (DONE, Schedule.DONE_IN_TIME),
    ],
)  # fmt: skip
@pytest.mark.parametrize("by", [Assessor.INSTITUTION, PUBLIC])
def test_only_what_was_last_said_to_be_open_is_late(status: Status | None, after: Schedule, by: Assessor) -> None:
    said = report("1.1", "2024-05-01", status, by, obstacles="x")
    assert judged("2024-06-30", "2024-07-01", said) is after
    awaited = after in (PASSED, Schedule.LATE)
    before = Schedule.NEAR if awaited else Schedule.BEFORE if status is Status.ONGOING else after
    if status is DONE:
        before = Schedule.DONE_IN_TIME
    assert judged("2024-06-30", "2024-06-30", said) is before, "near is only what can be late"


def test_the_plans_end_is_no_measures_deadline() -> None:
    held = snapshot(plan(end="2023-12-31"), measure("1.1"))
    assert schedule(standings(held, PLAN, day("2025-01-01"))[0], day("2025-01-01")) is Schedule.UNKNOWN


@pytest.mark.parametrize(
    ("done", "state"), [("2024-12-31", Schedule.DONE_IN_TIME), ("2025-01-01", Schedule.REPORTED_LATE)]
)
def test_done_in_time_or_late_by_the_day_it_was_first_said(done: str, state: Schedule) -> None:
    said = report("1.1", done, DONE)
    assert judged("2024", "2026-01-01", said) is state
    assert judged("2024", "2026-01-01", said, report("1.1", "2025-06-01", UNCHANGED)) is state
    assert judged("2024", "2026-01-01", said, report("1.1", "2025-06-01", DONE)) is state
    assert judged("2024", "2026-01-01", report("1.1", done, DONE, PUBLIC)) is state


def test_done_again_after_it_was_taken_back_counts_from_the_second_time() -> None:
    first, back = report("1.1", "2024-01-01", DONE), report("1.1", "2024-06-01", UNDER_WAY)
    kept, again = report("1.1", "2024-09-01", UNCHANGED), report("1.1", "2025-02-01", DONE)
    assert judged("2024", "2026-01-01", first, back, kept, again) is Schedule.REPORTED_LATE
    assert judged("2024", "2026-01-01", first, back, kept) is Schedule.LATE


def test_done_without_a_deadline_is_neither_in_time_nor_late() -> None:
    assert judged(None, "2026-01-01", report("1.1", "2024-01-01", DONE)) is Schedule.UNKNOWN


def test_a_view_from_aside_that_it_is_done_does_not_stop_the_clock() -> None:
    assert judged("2024", "2025-01-01", report("1.1", "2024-06-01", DONE, IRM)) is PASSED


def test_a_reported_deadline_replaces_the_plans_and_the_chain_is_kept() -> None:
    reports = [
        report("1.1", "2024-11-01", UNDER_WAY, new_deadline="2025-06"),
        report("1.1", "2025-05-01", UNCHANGED, new_deadline="2025-06"),
        report("1.1", "2025-06-01", UNCHANGED, new_deadline="2026"),
        report("1.1", "2025-07-01", UNDER_WAY, NGO, new_deadline="2030"),
        report("1.1", "2025-07-02", UNDER_WAY, PUBLIC, new_deadline="2031"),
    ]
    own = measure("1.1", deadline="2024-12-31")
    chain = deadlines(standing(own, reports, day("2025-12-31")))
    assert chain == (
        (None, partial("2024-12-31")),
        (day("2024-11-01"), partial("2025-06")),
        (day("2025-06-01"), partial("2026")),
    )
    assert deadlines(standing(own, reports, day("2024-10-31"))) == chain[:1], "not moved yet on that day"
    assert judged("2024-12-31", "2025-01-15", *reports) is Schedule.BEFORE
    assert judged("2024-12-31", "2025-12-31", *reports) is Schedule.BEFORE
    assert judged("2024-12-31", "2027-01-01", *reports) is Schedule.LATE


def test_a_deadline_may_come_from_a_report_alone_and_may_move_earlier() -> None:
    moved = report("1.1", "2024-01-01", UNDER_WAY, new_deadline="2024-03")
    assert judged(None, "2024-04-01", moved) is Schedule.LATE
    assert judged("2025", "2024-04-01", moved) is Schedule.LATE


# Reporting


@pytest.mark.parametrize(
    ("on", "state"),
    [("2024-01-01", Reporting.REPORTED), ("2024-07-02", Reporting.REPORTED), ("2024-07-03", Reporting.STALE)],
)
def test_a_report_is_stale_after_183_days(on: str, state: Reporting) -> None:
    """2024 is a leap year: from 01.01. to 02.07. are 183 days, to 03.07. are 184."""
    assert STALE_DAYS == 183
    assert reporting(standing(measure("1.1"), [report("1.1", "2024-01-01", UNDER_WAY)], day(on)), day(on)) is state


def test_reporting_is_the_institutions_own() -> None:
    on = day("2024-01-02")

    def said(*reports: object) -> Reporting:
        return reporting(standing(measure("1.1"), reports, on), on)  # type: ignore[arg-type]

    assert said() is Reporting.NEVER
    assert said(report("1.1", "2024-01-01", DONE, PUBLIC), report("1.1", "2024-01-01", DONE, IRM)) is Reporting.NEVER
    assert said(report("1.1", "2024-01-01")) is Reporting.REPORTED, "a report without a status is a report"
    assert said(report("1.1", "2024-01-01", UNCHANGED)) is Reporting.UNCHANGED
    assert said(report("1.1", "2023-01-01", UNCHANGED)) is Reporting.STALE


# Silence after the plan's end


@pytest.mark.parametrize(
    ("end", "last"), [("2025-12-31", "2025-12-31"), ("2025", "2025-12-31"), ("2025-02", "2025-02-28"), (None, None)]
)
def test_a_plan_ends_on_the_last_day_its_end_can_mean(end: str | None, last: str | None) -> None:
    assert plan_end(snapshot(plan(end=end)), PLAN) == (day(last) if last else None)
    assert plan_end(snapshot(plan()), "P9") is None


def silent(on: str, *records: object, end: str | None = "2025") -> list[tuple[str, int, str | None]]:
    held = snapshot(plan(end=end), *records)
    found: tuple[InstitutionReporting, ...] = silent_institutions(held, standings(held, PLAN, day(on)), PLAN, day(on))
    return [
        (item.institution, item.measures, item.last_report.isoformat() if item.last_report else None) for item in found
    ]


def test_after_the_end_each_silent_institution_is_named_once_with_its_measures() -> None:
    measures = [
        measure("1.1", responsible=("VK", "VAS")),
        measure("1.2", responsible=("VK",)),
        measure("1.3"),
        measure("1.4", co_responsible=("TM",)),
    ]
    assert silent("2025-12-31", *measures) == []
    assert silent("2026-01-01", *measures) == [("VK", 2, None), ("VAS", 1, None)]
    assert silent("2026-01-01", *measures, end=None) == [], "without a known end nobody is silent after it"


def test_one_report_after_the_end_breaks_an_institutions_silence() -> None:
    measures = [measure("1.1", responsible=("VK",)), measure("1.2", responsible=("VK", "VAS"))]
    before, after = report("1.1", "2025-12-31", DONE), report("1.1", "2026-01-01", DONE)
    assert silent("2026-06-01", *measures, before) == [("VK", 2, "2025-12-31"), ("VAS", 1, None)]
    assert silent("2026-06-01", *measures, after) == [("VAS", 1, None)]
    assert silent("2025-12-31", *measures, after) == []
    assert silent("2026-06-01", *measures, report("1.1", "2026-07-01", DONE)) == [("VK", 2, None), ("VAS", 1, None)]


def test_a_report_of_a_shared_measure_counts_for_who_gave_it() -> None:
    shared = measure("1.1", responsible=("VK", "VAS"))
    unsigned, signed = report("1.1", "2026-02-01", DONE), report("1.1", "2026-02-01", DONE, reported_by="VAS")
    assert silent("2026-06-01", shared, unsigned) == [("VAS", 1, None), ("VK", 1, None)], "nobody knows whose it is"
    assert silent("2026-06-01", shared, signed) == [("VK", 1, None)]
    assert silent("2026-06-01", shared, report("1.1", "2026-02-01", DONE, PUBLIC, reported_by="VAS")) == [
        ("VAS", 1, None),
        ("VK", 1, None),
    ]


def test_a_report_on_a_measure_with_parts_breaks_the_silence_too() -> None:
    family = [measure("1.3", responsible=("VK",)), measure("1.3a", parent="P1-1.3", responsible=("VK",))]
    assert silent("2026-06-01", *family) == [("VK", 1, None)]
    assert silent("2026-06-01", *family, report("1.3", "2026-02-01", DONE)) == []
