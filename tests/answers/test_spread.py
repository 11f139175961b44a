"""How municipalities stand by what a map shows: counted by hand on the embedded data, and on invented cells."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import live
from data.answers import openness
from data.answers.openness import Cell
from data.answers.spread import MOST, Facet, Range, Shown, by_year, facets, ranged, ranked_numbers, spread
from data.frames import records
from data.model import Answer, IndicatorKind, PopulationKind
from tests.answers.build import indicator, municipality, snapshot, value

YES, PARTLY, PLANNED, NO = Answer.YES, Answer.PARTLY, Answer.PLANNED, Answer.NO
TODAY, BEFORE = date(2026, 11, 22), date(2025, 6, 30)
UNITS = tuple(municipality(code) for code in "ABCDE")

# Counted from the rows of indicator_values.csv, municipalities of the day alone.
BY_HAND = {
    "PL-6.3a": ({YES: 23, PARTLY: 18, None: 1}, {YES: 23, PARTLY: 18, None: 2}),
    "PL-6.3b": ({YES: 15, None: 27}, {YES: 15, None: 28}),
    "PL-6.3c": ({YES: 8, PARTLY: 13, PLANNED: 1, None: 20}, {YES: 8, PARTLY: 13, PLANNED: 1, None: 21}),
    "PL-6.3d": ({YES: 3, PARTLY: 1, None: 38}, {YES: 3, PARTLY: 1, None: 39}),
    "PL-6.3e": ({YES: 5, None: 37}, {YES: 5, None: 38}),
    "PL-6.3f": ({YES: 7, PARTLY: 4, None: 31}, {YES: 7, PARTLY: 4, None: 32}),
    "PL-6.3g": ({YES: 9, None: 33}, {YES: 9, None: 34}),
}


@pytest.mark.parametrize("name", BY_HAND)
@pytest.mark.parametrize(("place", "day"), [(0, TODAY), (1, BEFORE)])
def test_every_measure_as_counted_by_hand(name: str, place: int, day: date) -> None:
    snapshot = live.embedded().snapshot
    (asked,) = (item for item in snapshot.indicators if item.id == name)
    units = openness.territory(snapshot, day)
    found = spread(openness.cells(snapshot, day), Shown(asked), (), units).counts(units)
    assert found == BY_HAND[name][place]
    assert sum(found.values()) == (42, 43)[place]


def test_the_measures_add_up_to_what_is_known() -> None:
    today = [by_day[0] for by_day in BY_HAND.values()]
    assert sum(n for counts in today for label, n in counts.items() if label) == 107
    assert sum(counts[None] for counts in today) == 294 - 107


def test_how_many_are_known_of_each() -> None:
    snapshot = live.embedded().snapshot
    units, core = openness.territory(snapshot, TODAY), openness.core(snapshot, "P5")
    found = spread(openness.cells(snapshot, TODAY), Shown(), core, units).counts(units)
    assert found == {Range(1, 2): 20, Range(3, 3): 14, Range(4, 4): 4, Range(5, 5): 3, None: 1}


def cells(**answers: Cell) -> dict[tuple[str, str], Cell]:
    return {(code, "X"): cell for code, cell in answers.items()}


def test_not_known_is_never_the_lowest_class() -> None:
    """No row, a row that says nothing, and "no" are three things; only the last is an answer."""
    known = cells(A=Cell(value("A", "X", NO)), B=Cell(value("B", "X", Answer.NOT_REPORTED)))
    found = spread(known, Shown(indicator("X")), (), UNITS)
    assert found.order == (NO, None)
    assert found.counts(UNITS) == {NO: 1, None: 4}


def test_answers_stand_in_one_order_whatever_the_rows() -> None:
    said = [NO, Answer.NOT_APPLICABLE, PLANNED, YES, PARTLY]
    known = {(unit.code, "X"): Cell(value(unit.code, "X", answer)) for unit, answer in zip(UNITS, said, strict=True)}
    assert spread(known, Shown(indicator("X")), (), UNITS).order == (
        YES, PARTLY, PLANNED, NO, Answer.NOT_APPLICABLE, None,
    )  # fmt: skip


def test_bands_stand_as_on_their_scale() -> None:
    asked = indicator("X", kind=IndicatorKind.BAND, scale="augsts / nav augsts")
    known = cells(A=Cell(value("A", "X", None, band="nav augsts")), B=Cell(value("B", "X", None, band="augsts")),
                  C=Cell(value("C", "X", None, band="cits")))  # fmt: skip
    assert spread(known, Shown(asked), (), UNITS).order == ("augsts", "nav augsts", "cits", None)
    listed = indicator("X", kind=IndicatorKind.BAND, scale="nav augsts, augsts")
    assert spread(known, Shown(listed), (), UNITS).order == ("nav augsts", "augsts", "cits", None)


def test_a_number_or_a_year_that_is_not_said_is_not_known_though_the_answer_is() -> None:
    known = cells(A=Cell(value("A", "X", YES, since_year=2019, number=5.0)), B=Cell(value("B", "X", YES)))
    for facet, found in ((Facet.YEAR, Range(2019, 2019)), (Facet.NUMBER, Range(5, 5))):
        assert spread(known, Shown(indicator("X"), facet), (), UNITS).counts(UNITS) == {found: 1, None: 4}


def test_only_what_is_said_is_offered() -> None:
    yes = Cell(value("A", "X", YES))
    dated = Cell(value("A", "X", YES, since_year=2019, number=1.0))
    assert facets(indicator("X", kind=IndicatorKind.YES_NO), []) == (Facet.ANSWER,)
    assert facets(indicator("X", kind=IndicatorKind.YES_NO), [yes]) == (Facet.ANSWER,)
    assert facets(indicator("X", kind=IndicatorKind.GRADED), [yes, dated]) == tuple(Facet)
    assert facets(indicator("X", kind=IndicatorKind.NUMBER), []) == (Facet.NUMBER,)
    number = indicator("X", kind=IndicatorKind.NUMBER)
    assert facets(number, [yes]) == (Facet.ANSWER,)
    counted = Cell(value("A", "X", None, number=1.0), kind=IndicatorKind.NUMBER)
    assert facets(number, [yes, counted]) == (Facet.NUMBER,), "a number alone is no class of answers"


def test_a_known_cell_is_never_not_known_as_an_answer() -> None:
    """A number without the word that is asked for: not known, and its number is shown as what it is."""
    asked = indicator("X", kind=IndicatorKind.GRADED)
    known = cells(A=Cell(value("A", "X", Answer.NOT_REPORTED, number=5.0), kind=IndicatorKind.GRADED))
    assert openness.coverage(known, [asked], UNITS).known == 0
    assert spread(known, Shown(asked), (), UNITS).counts(UNITS) == {None: 5}
    assert spread(known, Shown(asked, Facet.NUMBER), (), UNITS).counts(UNITS) == {Range(5, 5): 1, None: 4}


def test_addresses_name_the_facet() -> None:
    assert Shown().code == "zinami"
    assert [Shown(indicator("X"), facet).code for facet in Facet] == ["X", "X.gads", "X.skaitlis"]


def test_ranges_by_hand() -> None:
    assert ranged([]) == ()
    assert ranged([7, 7, 7]) == (Range(7, 7),)
    assert ranged([1, 2, 3, 4]) == (Range(1, 1), Range(2, 2), Range(3, 3), Range(4, 4))
    assert ranged([1, 2, 3, 4, 5, 6, 7, 8]) == (Range(1, 2), Range(3, 4), Range(5, 6), Range(7, 8))
    assert ranged([1, 1, 1, 1, 1, 1, 2, 1e12]) == (Range(1, 1), Range(2, 2), Range(1e12, 1e12))


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_ranges_hold_every_figure_once_and_end_at_figures(figures: list[float]) -> None:
    found = ranged(figures)
    assert len(found) <= MOST
    for figure in figures:
        assert sum(range_.low <= figure <= range_.high for range_ in found) == 1
    assert {end for range_ in found for end in (range_.low, range_.high)} <= set(figures)
    assert list(found) == sorted(found, key=lambda range_: range_.low)


# Amounts, counted by hand from the rows of indicator_values.csv and municipalities.csv


def budgets() -> Any:
    held = live.embedded().snapshot
    (asked,) = (item for item in held.indicators if item.id == "PL-6.3a")
    return openness.territory(held, TODAY), asked, openness.cells(held, TODAY), True


def test_each_year_of_the_participatory_budgets_has_its_own_sum() -> None:
    rows = records(by_year(*budgets()))
    assert [(row["year"], row["known"], row["total"], row["sum"]) for row in rows] == [
        (2026, 2, 42, 250_000),
        (2025, 6, 42, 657_306),
        (2024, 6, 42, 1_235_000),
        (2020, 1, 42, 110_000),
    ]
    assert [(row["low"], row["high"]) for row in rows][1:3] == [(10_000, 400_000), (40_000, 700_000)]


def test_a_resident_is_one_whom_the_statistical_bureau_counts() -> None:
    """2025: Jūrmala and Alūksne; 2024: Rīga, Jelgava, Balvi and Bauska; of the others there is another figure."""
    shares = {row["year"]: (row["per_resident"], row["counted"]) for row in records(by_year(*budgets()))}
    assert shares[2026] == (None, 0)
    assert shares[2025] == (pytest.approx(79_820 / (51_933 + 13_861)), 2)
    assert shares[2024] == (pytest.approx(965_000 / (591_882 + 54_821 + 19_015 + 41_755)), 4)


def test_the_highest_stands_first_and_the_unknown_last() -> None:
    rows = records(ranked_numbers(*budgets()))
    assert [(row["title"], row["number"], row["year"]) for row in rows[:3]] == [
        ("Rīgas valstspilsēta", 700_000, 2024), ("Mārupes novads", 400_000, 2025), ("Ķekavas novads", 170_000, 2024),
    ]  # fmt: skip
    assert [row["number"] is None for row in rows] == [False] * 15 + [True] * 27
    assert rows[0]["per_resident"] == pytest.approx(700_000 / 591_882)
    assert rows[1]["per_resident"] is None


def test_by_resident_those_counted_alike_stand_together() -> None:
    rows = records(ranked_numbers(*budgets(), by_resident=True))
    assert [(row["title"].split()[0], round(row["per_resident"], 2)) for row in rows[:8]] == [
        ("Bauskas", 3.95), ("Balvu", 3.16), ("Jūrmalas", 1.34), ("Rīgas", 1.18), ("Jelgavas", 0.73), ("Alūksnes", 0.72),
        ("Rēzeknes", 3.12), ("Tukuma", 2.1),
    ]  # fmt: skip
    assert rows[8]["per_resident"] is None


def test_a_year_counts_each_once_also_those_who_have_told_of_another_year_since() -> None:
    held = snapshot(
        indicator("B"),
        *(unit := tuple(municipality(code, population=10, population_kind=PopulationKind.DECLARED) for code in "123")),
        value("1", "B", Answer.YES, number=5.0, number_year=2024, source_date="2024-05-01"),
        value("1", "B", Answer.YES, number=6.0, number_year=2024, source_date="2024-06-01"),
        value("1", "B", Answer.YES, number=9.0, number_year=2025, source_date="2025-06-01"),
        value("2", "B", Answer.YES, number=0.0, number_year=2024, source_date="2024-06-01"),
        value("3", "B", Answer.YES, number=987_654_321.0, source_date="2024-06-01"),
    )
    rows = records(by_year(unit, held.indicators[0], openness.cells(held, TODAY), True))
    assert [(row["year"], row["known"], row["sum"], row["per_resident"]) for row in rows] == [
        (2025, 1, 9.0, 0.9), (2024, 2, 6.0, 0.3), (None, 1, 987_654_321.0, 98_765_432.1),
    ]  # fmt: skip
    plain = records(by_year(unit, held.indicators[0], openness.cells(held, TODAY), False))
    assert [(row["low"], row["high"], row["sum"], row["per_resident"]) for row in plain[:2]] == [
        (9.0, 9.0, None, None), (0.0, 6.0, None, None),
    ]  # fmt: skip
    ranked = records(ranked_numbers(unit, held.indicators[0], openness.cells(held, TODAY), True))
    assert [row["number"] for row in ranked] == [987_654_321.0, 9.0, 0.0]
