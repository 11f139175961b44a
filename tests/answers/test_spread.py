"""How municipalities stand by what a map shows: counted by hand on the embedded data, and on invented cells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import live
from data.answers import openness
from data.answers.openness import Cell
from data.answers.spread import MOST, Facet, Range, Shown, facets, ranged, spread
from data.model import Answer, IndicatorKind
from tests.answers.build import indicator, municipality, value

YES, PARTLY, PLANNED, NO = Answer.YES, Answer.PARTLY, Answer.PLANNED, Answer.NO
TODAY, BEFORE = date(2026, 11, 22), date(2025, 6, 30)
UNITS = tuple(municipality(code) for code in "ABCDE")

# Counted from the rows of indicator_values.csv, municipalities of the day alone.
BY_HAND = {
    "PL-6.3a": ({YES: 23, PARTLY: 18, None: 1}, {YES: 23, PARTLY: 18, None: 2}),
    "PL-6.3b": ({YES: 15, None: 27}, {YES: 15, None: 28}),
    "PL-6.3c": ({YES: 8, PARTLY: 13, PLANNED: 1, None: 20}, {YES: 8, PARTLY: 13, PLANNED: 1, None: 21}),
    "PL-6.3d": ({YES: 4, None: 38}, {YES: 4, None: 39}),
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
