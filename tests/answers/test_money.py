"""Need and known allocation by year: nothing netted, nothing split, nothing invented."""

from data.answers.money import Year, by_year, money
from data.model import FundingKind
from tests.answers.build import PLAN, funding, snapshot

NEED, ALLOCATED, EXISTING, RELATED = FundingKind


def test_need_and_allocation_stand_side_by_side_and_the_unknown_stays_unknown() -> None:
    found = money(snapshot(funding(NEED, 90000, 2023), funding(NEED, 117000, 2024), funding(ALLOCATED, 0, 2024)), PLAN)
    assert found.years == (Year(2023, 90000, None), Year(2024, 117000, 0))


def test_sums_of_one_year_and_kind_add_up() -> None:
    rows = [funding(ALLOCATED, 10.5, 2024), funding(ALLOCATED, 20, 2024, last_year=2024), funding(ALLOCATED, 1, 2025)]
    assert money(snapshot(*rows), PLAN).years == (Year(2024, None, 30.5), Year(2025, None, 1))


def test_what_is_not_one_years_sum_is_not_counted_in_a_year() -> None:
    rows = [
        funding(NEED, 100, 2022, last_year=2025), funding(NEED, None, 2024), funding(NEED, 5, None),
        funding(None, 7, 2024), funding(RELATED, 2400000, 2025), funding(EXISTING, 3, 2022),
        funding(NEED, 9, 2024, plan="P2"),
    ]  # fmt: skip
    found = money(snapshot(*rows), PLAN)
    assert found.years == ()
    assert [row.amount for row in found.related] == [2400000]
    assert [row.amount for row in found.existing] == [3]


def test_money_of_no_plan_is_everybodys() -> None:
    assert money(snapshot(funding(NEED, 1, 2024, plan=None)), PLAN).years == (Year(2024, 1, None),)
    assert money(snapshot(), PLAN).years == ()


def test_the_years_as_a_frame_leave_the_unknown_missing() -> None:
    rows = [funding(NEED, 90000, 2023), funding(ALLOCATED, 0, 2024)]
    frame = by_year(money(snapshot(*rows), PLAN).years)
    assert frame["year"].tolist() == [2023, 2024]
    assert frame["need"].isna().tolist() == [False, True]
    assert frame["allocated"].isna().tolist() == [True, False]
    assert frame["allocated"].tolist()[1] == 0
    assert by_year(()).empty
