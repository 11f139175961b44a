"""What moved between two days, and the counts over time."""

from datetime import timedelta

import pytest

from data.answers.changes import Step, changes, denominator_changes, history_of, since, thinned
from data.answers.progress import Tally
from data.model import Assessor, State, Status, Unknown, Update
from tests.answers.build import PLAN, day, measure, plan, report, snapshot

INSTITUTION, PUBLIC, IRM, NGO = Assessor
DONE, UNDER_WAY, UNCHANGED = Status.DONE, Status.UNDER_WAY, Status.UNCHANGED
NO_STATUS, NO_NEWS = Unknown
MEETING, NOW = day("2024-01-10"), day("2024-06-30")


def moved(*records: object) -> list[tuple[str, State, State]]:
    found = changes(snapshot(*records), PLAN, MEETING, NOW)
    return [(item.measure.number, item.before, item.after) for item in found.statuses]


def test_a_report_of_the_meetings_own_day_belongs_to_the_past() -> None:
    assert moved(measure("1.1"), report("1.1", "2024-01-10", UNDER_WAY)) == []
    assert moved(measure("1.1"), report("1.1", "2024-01-11", UNDER_WAY)) == [("1.1", NO_NEWS, UNDER_WAY)]
    assert moved(measure("1.1"), report("1.1", "2024-06-30", UNDER_WAY)) == [("1.1", NO_NEWS, UNDER_WAY)]
    assert moved(measure("1.1"), report("1.1", "2024-07-01", UNDER_WAY)) == []


def test_the_reports_of_the_last_day_are_among_those_between_and_the_days_are_named() -> None:
    days = ("2024-01-10", "2024-01-11", "2024-06-30", "2024-07-01")
    found = changes(snapshot(measure("1.1"), *(report("1.1", on, UNDER_WAY) for on in days)), PLAN, MEETING, NOW)
    assert (found.since, found.until) == (MEETING, NOW)
    assert [item.day for item in found.reports] == [day("2024-01-11"), day("2024-06-30")]


def test_a_status_that_came_and_went_has_not_changed_but_was_reported() -> None:
    held = snapshot(
        measure("1.1"), report("1.1", "2024-01-01", UNDER_WAY), report("1.1", "2024-02-01", DONE),
        report("1.1", "2024-03-01", UNDER_WAY), report("1.1", "2024-04-01", UNCHANGED),
    )  # fmt: skip
    found = changes(held, PLAN, MEETING, NOW)
    assert found.statuses == ()
    assert len(found.reports) == 3
    assert not found.nothing


def test_a_report_without_a_status_changes_none() -> None:
    held = snapshot(measure("1.1"), report("1.1", "2024-01-01", UNDER_WAY), report("1.1", "2024-02-01"))
    assert changes(held, PLAN, MEETING, NOW).statuses == ()


def test_views_from_aside_are_new_reports_but_change_no_status() -> None:
    found = changes(snapshot(measure("1.1"), report("1.1", "2024-02-01", DONE, IRM)), PLAN, MEETING, NOW)
    assert (len(found.statuses), len(found.reports)) == (0, 1)


def test_the_institutions_first_word_replaces_what_public_sources_said() -> None:
    found = report("1.1", "2023-01-01", DONE, PUBLIC)
    assert moved(measure("1.1"), found, report("1.1", "2024-02-01", UNDER_WAY)) == [("1.1", DONE, UNDER_WAY)]


def test_an_added_measure_is_added_and_not_moved() -> None:
    held = snapshot(measure("1.1"), measure("1.2", added="2024-02"), report("1.2", "2024-03-01", DONE))
    found = changes(held, PLAN, MEETING, NOW)
    assert [item.number for item in found.added] == ["1.2"]
    assert found.statuses == ()
    assert len(found.reports) == 1


def test_a_report_on_a_measure_with_parts_is_a_new_report() -> None:
    held = snapshot(measure("1.3"), measure("1.3a", parent="P1-1.3"), report("1.3", "2024-02-01", DONE))
    found = changes(held, PLAN, MEETING, NOW)
    assert (len(found.statuses), len(found.reports)) == (0, 1)


def test_other_plans_and_other_days_are_left_out() -> None:
    other = measure("1.1", plan="P2")
    held = snapshot(plan(), plan("P2"), measure("1.1"), other, report("1.1", "2024-02-01", DONE, measure="P2-1.1"))
    assert changes(held, PLAN, MEETING, NOW).nothing
    assert not changes(held, "P2", MEETING, NOW).nothing
    assert changes(held, "P2", NOW, NOW).nothing


def test_without_a_plan_those_of_all_plans_count() -> None:
    other = measure("1.1", plan="P2")
    late = report("1.1", "2024-02-01", DONE, measure="P2-1.1")
    held = snapshot(plan(), plan("P2"), measure("1.1"), other, report("1.1", "2024-01-20", UNDER_WAY), late)
    found = changes(held, None, MEETING, NOW)
    assert [(one.measure.id, one.after) for one in found.statuses] == [("P1-1.1", UNDER_WAY), ("P2-1.1", DONE)]
    assert len(found.reports) == 2


# Over time


def steps(*records: object, until: str = "2024-06-30") -> list[tuple[str, dict[State, int]]]:
    """The steps, without the statuses that do not occur."""
    return [
        (step.day.isoformat(), {status: n for status, n in step.tally.parts.items() if n})
        for step in history_of(snapshot(*records), PLAN, day(until))
    ]


def test_the_burn_up_steps_on_each_day_something_changed() -> None:
    assert steps(
        measure("1.1"), measure("1.2"), measure("1.3", added="2024-05"),
        report("1.1", "2023-03-01", UNDER_WAY), report("1.1", "2023-06-01", UNCHANGED),
        report("1.2", "2023-09-01", None), report("1.1", "2024-03-01", DONE), report("1.2", "2024-03-01", UNDER_WAY),
        report("1.1", "2024-07-01", UNDER_WAY),
    ) == [
        ("2022-01-01", {NO_NEWS: 2}),
        ("2023-03-01", {UNDER_WAY: 1, NO_NEWS: 1}),
        ("2023-09-01", {UNDER_WAY: 1, NO_STATUS: 1}),
        ("2024-03-01", {DONE: 1, UNDER_WAY: 1}),
        ("2024-05-31", {DONE: 1, UNDER_WAY: 1, NO_NEWS: 1}),
        ("2024-06-30", {DONE: 1, UNDER_WAY: 1, NO_NEWS: 1}),
    ]  # fmt: skip


def test_what_was_said_of_a_measure_before_it_counted_is_there_when_it_does() -> None:
    added = measure("1.1", added="2024-03-31")
    assert steps(added, report("1.1", "2024-02-01", UNDER_WAY), report("1.1", "2024-04-01", DONE)) == [
        ("2022-01-01", {}),
        ("2024-03-31", {UNDER_WAY: 1}),
        ("2024-04-01", {DONE: 1}),
        ("2024-06-30", {DONE: 1}),
    ]


def test_a_plan_whose_start_is_unknown_or_to_come_has_its_last_day() -> None:
    assert steps(plan(start=None), measure("1.1")) == [("2024-06-30", {NO_NEWS: 1})]
    assert steps(plan(start="2025"), measure("1.1")) == [("2024-06-30", {NO_NEWS: 1})]
    assert steps(plan(), until="2022-01-01") == [("2022-01-01", {})]
    assert steps(plan(), measure("1.1"), report("1.1", "2021-05-01", DONE))[0] == ("2021-05-01", {DONE: 1})


def test_what_stood_before_a_day_stands_at_it() -> None:
    known: list[tuple[str, State]] = [("2021-05-01", DONE), ("2023-02-01", NO_NEWS), ("2024-06-30", DONE)]
    every = [Step(day(on), Tally({state: 1})) for on, state in known]
    assert [(step.day.isoformat(), step.tally) for step in since(every, day("2022-01-01"))] == [
        ("2022-01-01", every[0].tally), ("2023-02-01", every[1].tally), ("2024-06-30", every[2].tally),
    ]  # fmt: skip
    assert since(every, day("2021-01-01")) == since(every, day("2025-01-01")) == tuple(every)


def test_another_plans_reports_are_none_of_this_ones_steps() -> None:
    other = [plan(start="2024"), plan("P2"), measure("1.1", plan="P2"), measure("1.1")]
    assert steps(*other, report("1.1", "2020-02-01", DONE, measure="P2-1.1"))[0] == ("2024-01-01", {NO_NEWS: 1})


def test_the_denominators_changes_are_named_with_their_day() -> None:
    held = snapshot(measure("1.1"), measure("1.2", added="2023-02"), measure("1.3", added="2024"))
    assert denominator_changes(held, PLAN, day("2024-12-31")) == (
        (day("2023-02-28"), 1, 2),
        (day("2024-12-31"), 2, 3),
    )
    assert denominator_changes(held, PLAN, day("2023-02-27")) == ()


@pytest.mark.parametrize(
    ("days", "every", "most", "kept"),
    [
        (3, 1, 3, 3),
        (120, 1, 60, 1 + 4),  # until 29.04.2016.: four months
        (3000, 10, 60, 1 + 33),  # until 09.03.2024.: more than 60 months, 33 quarters
        (9000, 30, 60, 1 + 25),  # until July 2040: more than 60 quarters, 25 years
    ],
)
def test_a_long_history_keeps_the_last_of_each_month_or_quarter(days: int, every: int, most: int, kept: int) -> None:
    first = day("2016-01-01")
    all_steps = [Step(first + timedelta(number), Tally({NO_NEWS: number})) for number in range(0, days, every)]
    found = thinned(all_steps, most)
    assert found[0] == all_steps[0]
    assert found[-1] == all_steps[-1]
    assert list(found) == sorted(found, key=lambda step: step.day)
    assert len(found) <= most
    assert len(found) == kept


def test_the_same_day_twice_counts_what_was_said_last() -> None:
    twice: list[Update] = [report("1.1", "2023-03-01", UNDER_WAY, PUBLIC), report("1.1", "2023-03-01", DONE)]
    for said in (twice, twice[::-1]):
        assert steps(measure("1.1"), *said)[1] == ("2023-03-01", {DONE: 1})
