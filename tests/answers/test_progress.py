"""Whose word is a measure's status, what counts, and how the counts add up: one small snapshot a rule."""

import pytest

from data.answers.progress import (
    Band,
    Standing,
    Tally,
    band,
    by_institution,
    counted,
    decided,
    measures_of,
    progress,
    standing,
    standings,
    tally,
    unsettled,
)
from data.model import STATE_ORDER, STATUS_ORDER, Assessor, Status, Unknown, Update
from tests.answers.build import PLAN, commitment, day, direction, measure, plan, report, snapshot

INSTITUTION, PUBLIC, IRM, NGO = Assessor
DONE, UNDER_WAY, UNCHANGED = Status.DONE, Status.UNDER_WAY, Status.UNCHANGED
TODAY = day("2024-06-30")


def stands(*reports: Update) -> Standing:
    return standing(measure("1.1"), reports, TODAY)


# Whose word


def test_without_a_report_nothing_is_known() -> None:
    found = stands()
    assert (found.status, found.decisive, dict(found.newest), found.reports) == (None, None, {}, ())
    assert not found.reported
    assert not found.from_public_sources
    assert not found.proved


def test_the_newest_report_stands_in_whatever_order_they_come() -> None:
    old, new = report("1.1", "2023-01-01", Status.NOT_STARTED), report("1.1", "2024-01-01", UNDER_WAY)
    for found in (stands(old, new), stands(new, old)):
        assert found.status is UNDER_WAY
        assert found.decisive == new
        assert found.reports == (old, new)
        assert found.reported


def test_whose_status_is_shown_is_told_first_and_others_views_since_beside_it() -> None:
    own, irm = report("1.1", "2023-01-01", DONE), report("1.1", "2023-02-01", Status.NOT_STARTED, IRM)
    ngo, silent = report("1.1", "2023-03-01", UNDER_WAY, NGO), report("1.1", "2023-04-01", None, NGO)
    assert stands().latest == ()
    assert stands(irm, ngo).latest == (ngo,)  # nobody decides
    assert stands(own, irm, ngo).latest == (own, irm, ngo)
    assert stands(own, ngo, silent).latest == (own, ngo)  # who judges nothing adds nothing
    later = report("1.1", "2023-05-01", UNCHANGED)
    assert stands(own, irm, ngo, later).latest == (later,)  # they spoke before it


def test_the_institution_decides_even_where_public_sources_are_newer() -> None:
    own, found = report("1.1", "2022-01-01", UNDER_WAY), report("1.1", "2024-01-01", DONE, PUBLIC)
    said = stands(own, found)
    assert said.status is UNDER_WAY
    assert said.decisive == own
    assert not said.from_public_sources
    assert said.newest == {INSTITUTION: own, PUBLIC: found}


def test_public_sources_stand_in_and_the_institution_is_still_silent() -> None:
    said = stands(report("1.1", "2024-01-01", DONE, PUBLIC))
    assert said.status is DONE
    assert said.from_public_sources
    assert not said.reported


@pytest.mark.parametrize("aside", [IRM, NGO])
def test_irm_and_ngos_never_decide(aside: Assessor) -> None:
    view = report("1.1", "2024-05-01", DONE, aside)
    assert stands(view).status is None
    assert stands(view).decisive is None
    assert not stands(view).from_public_sources
    assert stands(view).newest == {aside: view}
    assert stands(view, report("1.1", "2022-01-01", UNDER_WAY, PUBLIC)).status is UNDER_WAY
    assert stands(view, report("1.1", "2022-01-01", UNDER_WAY)).status is UNDER_WAY


def test_unchanged_looks_back_to_the_last_status_its_assessor_said() -> None:
    said = stands(
        report("1.1", "2022-01-01", UNDER_WAY),
        report("1.1", "2023-01-01", UNCHANGED),
        last := report("1.1", "2024-01-01", UNCHANGED),
        report("1.1", "2023-06-01", DONE, PUBLIC),
    )
    assert said.status is UNDER_WAY
    assert said.decisive == last, "the newest word is the one that confirms"


def test_unchanged_with_nothing_before_it_says_nothing() -> None:
    said = stands(report("1.1", "2024-01-01", UNCHANGED), report("1.1", "2023-01-01", DONE, PUBLIC))
    assert (said.status, said.reported) == (DONE, True), "the institution has no status of its own yet"
    assert said.from_public_sources
    alone = stands(only := report("1.1", "2024-01-01", UNCHANGED))
    assert (alone.status, alone.decisive) == (None, only)


def test_a_newer_report_without_a_status_leaves_the_earlier_one_standing_and_is_named() -> None:
    said = stands(older := report("1.1", "2023-01-01", UNDER_WAY), newest := report("1.1", "2024-01-01", None))
    assert (said.status, said.decisive, said.unsettling) == (UNDER_WAY, older, newest)
    confirmed = stands(*said.reports, last := report("1.1", "2024-02-01", UNCHANGED))
    assert (confirmed.status, confirmed.decisive, confirmed.unsettling) == (UNDER_WAY, last, None)
    assert confirmed.grounds == (last, older)


def test_an_institutions_report_without_a_status_leaves_that_of_public_sources_standing() -> None:
    said = stands(found := report("1.1", "2023-01-01", DONE, PUBLIC), empty := report("1.1", "2024-01-01", None))
    assert (said.status, said.decisive, said.unsettling) == (DONE, found, empty)
    assert said.from_public_sources
    assert said.reported


def test_views_from_aside_unsettle_nothing() -> None:
    assert stands(report("1.1", "2023-01-01", DONE), report("1.1", "2024-01-01", None, IRM)).unsettling is None


def test_an_empty_status_of_public_sources_is_no_stand_in() -> None:
    said = stands(named := report("1.1", "2024-01-01", None, PUBLIC))
    assert (said.status, said.decisive) == (None, named)
    assert not said.from_public_sources


@pytest.mark.parametrize(("on", "status"), [("2024-06-30", DONE), ("2024-07-01", UNDER_WAY)])
def test_a_report_counts_from_its_own_day_and_none_after_the_day_looked_at(on: str, status: Status) -> None:
    assert stands(report("1.1", "2024-01-01", UNDER_WAY), report("1.1", on, DONE)).status is status


def test_the_same_day_two_assessors_speak_and_the_institution_decides() -> None:
    own, found = report("1.1", "2024-06-30", UNDER_WAY), report("1.1", "2024-06-30", DONE, PUBLIC)
    assert stands(own, found).status is stands(found, own).status is UNDER_WAY


def test_the_status_after_each_report() -> None:
    said = [
        report("1.1", "2022-01-01", UNDER_WAY, PUBLIC),
        report("1.1", "2022-02-01", DONE, IRM),
        report("1.1", "2022-03-01", UNCHANGED, PUBLIC),
        report("1.1", "2022-04-01", Status.NOT_STARTED),
        report("1.1", "2022-05-01", DONE, PUBLIC),
        report("1.1", "2022-06-01", None),
    ]
    not_started = Status.NOT_STARTED
    assert decided(said) == [UNDER_WAY, UNDER_WAY, UNDER_WAY, not_started, not_started, not_started]
    assert decided([]) == []


# Evidence


@pytest.mark.parametrize("by", list(Assessor))
def test_news_without_a_status_is_not_no_news(by: Assessor) -> None:
    assert stands().state is Unknown.NO_NEWS
    assert stands(report("1.1", "2024-01-01", None, by)).state is Unknown.NO_STATUS
    later = report("1.1", "2099-01-01", UNDER_WAY, by)
    assert stands(later).state is Unknown.NO_NEWS, "it is not said yet"
    assert stands(report("1.1", "2024-01-01", UNDER_WAY)).state is UNDER_WAY


def test_done_is_proved_by_evidence_of_who_decides() -> None:
    assert not stands(report("1.1", "2024-01-01", DONE)).proved
    assert stands(report("1.1", "2024-01-01", DONE, evidence="MK noteikumi")).proved
    assert not stands(report("1.1", "2024-01-01", DONE), report("1.1", "2024-02-01", DONE, NGO, evidence="x")).proved
    assert not stands(report("1.1", "2024-01-01", UNDER_WAY, evidence="MK noteikumi")).proved


def test_a_later_unchanged_need_not_repeat_the_evidence() -> None:
    done = report("1.1", "2023-01-01", DONE, evidence="MK noteikumi")
    again, unchanged = report("1.1", "2023-06-01", DONE), report("1.1", "2024-01-01", UNCHANGED)
    assert stands(done, unchanged).proved
    assert stands(done, again, unchanged).proved
    assert stands(done, again, unchanged).grounds == (unchanged, again, done)


def test_evidence_from_before_the_present_run_proves_nothing() -> None:
    done = report("1.1", "2022-01-01", DONE, evidence="MK noteikumi")
    opened = report("1.1", "2023-01-01", UNDER_WAY, evidence="lēmums")
    kept = report("1.1", "2023-02-01", UNCHANGED, evidence="protokols")
    again = report("1.1", "2024-01-01", DONE)
    assert stands(done, opened, kept, again).grounds == (again,)
    assert not stands(done, opened, kept, again).proved


# What counts


def test_parents_count_through_their_parts_and_keep_their_own_reports_apart() -> None:
    parts = [measure(f"1.3{letter}", parent="P1-1.3") for letter in "ab"]
    held = snapshot(measure("1.3"), *parts, measure("1.1"), report("1.3", "2024-01-01", DONE))
    assert [item.number for item in counted(held, PLAN, TODAY)] == ["1.1", "1.3a", "1.3b"]
    assert [item.number for item in measures_of(held, PLAN)] == ["1.1", "1.3", "1.3a", "1.3b"]
    found = progress(held, PLAN, TODAY)
    assert found.tally.unknown == found.tally.total == 3
    assert [item.number for item in found.parents] == ["1.3"]


def test_numbers_given_later_stand_after_those_of_the_plan_where_they_belong() -> None:
    given = ["1.n1", "1.3.n2", "1.10", "1.3", "1.3b", "1.3.n10", "2.1", "1.2", "1.3a"]
    held = snapshot(*(measure(number) for number in given))
    in_order = ["1.2", "1.3", "1.3a", "1.3b", "1.3.n2", "1.3.n10", "1.10", "1.n1", "2.1"]
    assert [item.number for item in measures_of(held, PLAN)] == in_order


@pytest.mark.parametrize(
    ("added", "on", "counts"),
    [
        ("2024-06-30", "2024-06-29", False), ("2024-06-30", "2024-06-30", True), ("2024-06", "2024-06-29", False),
        ("2024-06", "2024-06-30", True), ("2024", "2024-12-30", False), ("2024", "2024-12-31", True),
    ],
)  # fmt: skip
def test_an_added_measure_counts_from_the_last_day_of_what_is_known(added: str, on: str, counts: bool) -> None:
    held = snapshot(measure("1.1"), measure("1.2", added=added))
    assert len(counted(held, PLAN, day(on))) == 1 + counts


def test_other_plans_count_for_themselves() -> None:
    held = snapshot(plan(), plan("P2"), measure("1.1"), measure("1.1", plan="P2"), report("1.1", "2024-01-01", DONE))
    assert progress(held, PLAN, TODAY).tally.of(DONE) == 1
    assert progress(held, "P2", TODAY).tally.of(Unknown.NO_NEWS) == progress(held, "P2", TODAY).tally.total == 1
    assert progress(held, "P9", TODAY).standings == ()


def test_a_plan_without_measures_counts_nothing() -> None:
    found = progress(snapshot(plan()), PLAN, TODAY)
    assert found.tally.total == 0
    assert [item.tally.total for item in found.directions] == [0]
    assert band(found.tally) == Band(None, None)
    assert progress(snapshot(), PLAN, TODAY).parents == ()


def test_measures_stand_in_the_plans_order() -> None:
    numbers = ["10.1", "2.10", "2.n1", "2.2", "1.1"]
    held = snapshot(*(measure(number) for number in numbers))
    assert [item.measure.number for item in standings(held, PLAN, TODAY)] == ["1.1", "2.2", "2.10", "2.n1", "10.1"]


# Adding up


def test_a_tally_holds_every_status_in_order_and_adds_up() -> None:
    held = [stands(report("1.1", "2024-01-01", status)) for status in (*STATUS_ORDER, DONE, None)] + [stands()]
    found = tally(held)
    assert list(found.parts) == [*STATUS_ORDER, Unknown.NO_STATUS, Unknown.NO_NEWS]
    assert found.parts == dict.fromkeys(STATE_ORDER, 1) | {DONE: 2}
    assert (found.total, found.unknown, found.of(DONE, UNDER_WAY)) == (10, 2, 3)
    assert tally([]).total == 0


@pytest.mark.parametrize(
    ("done", "other", "unknown", "low", "high"),
    [(0, 0, 4, 0, 1), (1, 1, 2, 0.25, 0.75), (4, 0, 0, 1, 1), (0, 4, 0, 0, 0), (2, 8, 30, 0.05, 0.8)],
)
def test_the_band_runs_from_done_to_done_and_unknown(
    done: int, other: int, unknown: int, low: float, high: float
) -> None:
    assert band(Tally({DONE: done, UNDER_WAY: other, Unknown.NO_NEWS: unknown})) == Band(low, high)


@pytest.mark.parametrize(
    ("on", "count"),
    [("2023-12-30", 0), ("2023-12-31", 0), ("2024-01-01", 2), ("2024-02-01", 1)],
)
def test_after_the_end_what_was_last_said_to_be_open_by_then_is_unsettled(on: str, count: int) -> None:
    """On the plan's last day it may still be done; a report of that day is its last word, the next day is news."""
    held = snapshot(
        *(measure(f"1.{part}") for part in range(1, 6)),
        report("1.1", "2023-12-31", UNDER_WAY),
        report("1.2", "2022-06-01", UNDER_WAY), report("1.2", "2024-02-01", UNDER_WAY),
        report("1.3", "2024-01-01", UNDER_WAY),
        report("1.4", "2023-12-31", DONE),
    )  # fmt: skip
    assert unsettled(progress(held, PLAN, day(on)), day("2023-12-31")) == count
    assert unsettled(progress(held, PLAN, day(on)), None) == 0


@pytest.mark.parametrize("status", STATUS_ORDER)
def test_only_work_that_is_to_end_has_an_outcome_to_wait_for(status: Status) -> None:
    held = snapshot(measure("1.1"), report("1.1", "2023-06-01", status))
    open_ones = unsettled(progress(held, PLAN, day("2024-06-01")), day("2023-12-31"))
    assert open_ones == (status in (UNDER_WAY, Status.NOT_STARTED))


def test_directions_and_commitments_add_up() -> None:
    held = snapshot(
        direction("1"), direction("2"), direction("1", plan="P2"),
        commitment("1"), commitment("3"), commitment("2", to="2"), commitment("1", plan="P2"),
        *(measure(number) for number in ("1.1", "1.2", "2.1", "3.1")), report("3.1", "2024-01-01", DONE),
    )  # fmt: skip
    found = progress(held, PLAN, TODAY)
    assert [(item.direction.number, item.tally.total) for item in found.directions] == [("1", 3), ("2", 1)]
    branches = [[branch.commitment.number for branch in item.commitments] for item in found.directions]
    assert branches == [["1", "3"], ["2"]]
    assert found.directions[0].tally.of(DONE) == found.directions[0].commitments[1].tally.of(DONE) == 1


def test_a_measure_whose_commitment_is_missing_is_still_in_the_total() -> None:
    held = snapshot(measure("1.1"), measure("7.1"), commitment("1"), commitment("8", to="9"), measure("8.1"))
    found = progress(held, PLAN, TODAY)
    assert found.tally.total == 3
    assert sum(item.tally.total for item in found.directions) == 1, "direction 9 is not in the sheet either"


def test_an_institution_counts_each_measure_that_names_it() -> None:
    held = snapshot(
        measure("1.1", responsible=("VK", "VAS")), measure("1.2", responsible=("VK",)), measure("1.3"),
        measure("1.4", co_responsible=("TM",)), report("1.1", "2024-01-01", DONE),
    )  # fmt: skip
    found = by_institution(progress(held, PLAN, TODAY))
    assert [(name, own.total, own.of(DONE)) for name, own in found] == [("VK", 2, 1), ("VAS", 1, 1)]
