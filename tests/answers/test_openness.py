"""Municipalities on a day: the territory, which value stands, and coverage counted by hand in the embedded files."""

from datetime import date

import pytest

from data import live
from data.answers.openness import Coverage, cells, core, coverage, territory
from data.model import Answer, IndicatorKind, MunicipalityKind
from tests.answers.build import day, indicator, measure, municipality, plan, snapshot, value

TODAY = date(2026, 11, 22)
LAST_OF_43 = date(2025, 6, 30)
MADONA, VARAKLANI = "0038001", "0055000"


@pytest.fixture(scope="module")
def embedded():
    return live.current().snapshot


# The embedded data


@pytest.mark.parametrize(
    ("on", "count"), [(LAST_OF_43, 43), (date(2025, 7, 1), 42), (TODAY, 42), (date(2021, 6, 30), 0)]
)
def test_territory_by_date(embedded, on, count) -> None:
    units = territory(embedded, on)
    assert len(units) == count
    assert (VARAKLANI in {unit.code for unit in units}) == (count == 43)


def test_cities_first_then_districts_by_name(embedded) -> None:
    names = [unit.short_title for unit in territory(embedded, TODAY)]
    assert names[:7] == ["Daugavpils", "Jelgava", "Jūrmala", "Liepāja", "Rēzekne", "Rīga", "Ventspils"]
    units = territory(embedded, TODAY)
    assert [unit.kind for unit in units] == [MunicipalityKind.STATE_CITY] * 7 + [MunicipalityKind.DISTRICT] * 35
    assert [unit.title for unit in units[7:10]] == ["Ādažu novads", "Aizkraukles novads", "Alūksnes novads"]


def test_the_seven_measures_of_participation(embedded) -> None:
    assert [item.id for item in core(embedded, "P5")] == [f"PL-6.3{letter}" for letter in "abcdefg"]
    assert core(embedded, "P6") == core(embedded, "P5"), "the plan being drafted has none of its own"


# Rows of indicator_values.csv whose answer is not "nav ziņu", counted by hand.
KNOWN = {"a": 41, "b": 15, "c": 22, "d": 4, "e": 5, "f": 11, "g": 9}


@pytest.mark.parametrize(("on", "units"), [(LAST_OF_43, 43), (TODAY, 42)])
def test_coverage_by_hand(embedded, on, units) -> None:
    standing, places, measures = cells(embedded, on), territory(embedded, on), core(embedded, "P5")
    by_measure = {item.id[-1]: coverage(standing, [item], places) for item in measures}
    assert by_measure == {letter: Coverage(known, units) for letter, known in KNOWN.items()}
    whole = coverage(standing, measures, places)
    assert whole == Coverage(107, 7 * units)
    assert whole.unknown == 7 * units - 107


def test_varaklani_keeps_its_own_values(embedded) -> None:
    standing = cells(embedded, TODAY)
    assert standing[VARAKLANI, "PAI-BAND"].value.band == "nav augsts"
    assert standing[MADONA, "PAI-BAND"].value.band == "augsts"
    assert (
        coverage(standing, core(embedded, "P5"), [u for u in embedded.municipalities if u.code == VARAKLANI]).known == 0
    )


def test_delnas_band_by_edition(embedded) -> None:
    now, then = cells(embedded, TODAY), cells(embedded, date(2022, 12, 31))
    assert (now[MADONA, "PAI-BAND"].value.band, now[MADONA, "PAI-BAND"].earlier[0].band) == ("augsts", "nav augsts")
    assert (then[MADONA, "PAI-BAND"].value.band, then[MADONA, "PAI-BAND"].earlier) == ("nav augsts", ())


# By hand


def standing(*values, on="2025-06-01"):
    made = snapshot(municipality("1"), indicator("PL-1.1a"), *values)
    return cells(made, day(on))["1", "PL-1.1a"]


def test_the_newest_source_date_stands() -> None:
    old = value("1", "PL-1.1a", Answer.YES, source_date="2024-03-01")
    new = value("1", "PL-1.1a", Answer.NO, source_date="2025-03")
    undated = value("1", "PL-1.1a", Answer.PARTLY)
    cell = standing(new, undated, old)
    assert (cell.value, cell.earlier, cell.ahead) == (new, (old, undated), False)
    assert standing(new, undated, old, on="2025-03-30").value == old, "a month is judged at its end"
    assert standing(new, undated, old, on="2025-03-31").value == new, "and stands on that day"
    cell = standing(old, new, on="2024-03-01")
    assert (cell.value, cell.earlier, cell.ahead) == (old, (), False), "a source dated today is of today"
    assert standing(new, undated, old, on="2024-02-01").value == undated


def test_what_is_only_known_from_a_later_source_is_shown_and_marked() -> None:
    early = value("1", "PL-1.1a", Answer.PARTLY, source_date="2025-09")
    late = value("1", "PL-1.1a", Answer.YES, source_date="2026")
    cell = standing(late, early)
    assert (cell.value, cell.earlier, cell.ahead) == (early, (), True)


def test_nothing_found_never_takes_away_what_was_found() -> None:
    found = value("1", "PL-1.1a", Answer.NO, source_date="2024")
    nothing = value("1", "PL-1.1a", Answer.NOT_REPORTED, source_date="2025-01-01")
    assert standing(nothing, found).value == found
    assert not standing(nothing).known
    assert not standing(value("1", "PL-1.1a", None)).known
    assert standing(value("1", "PL-1.1a", None, band="augsts")).known


@pytest.mark.parametrize("answer", [None, Answer.NOT_REPORTED])
@pytest.mark.parametrize("kind", [*IndicatorKind, None])
def test_a_number_alone_answers_only_where_no_word_is_asked_for(
    answer: Answer | None, kind: IndicatorKind | None
) -> None:
    made = snapshot(municipality("1"), indicator("A", kind=kind), value("1", "A", answer, number=0.0))
    cell = cells(made, TODAY)["1", "A"]
    assert (cell.known, cell.answered) == (kind in (IndicatorKind.NUMBER, None), None)


@pytest.mark.parametrize(("kind", "kept"), [(IndicatorKind.NUMBER, 1), (IndicatorKind.YES_NO, 0)])
def test_an_earlier_row_is_kept_where_it_answered_what_is_asked(kind: IndicatorKind, kept: int) -> None:
    old = value("1", "A", None, number=3.0, source_date="2023")
    new = value("1", "A", Answer.YES, source_date="2024")
    made = snapshot(municipality("1"), indicator("A", kind=kind), old, new)
    assert cells(made, TODAY)["1", "A"].earlier == (old,) * kept


def test_indicators_follow_the_measures_that_the_sheet_names() -> None:
    made = snapshot(
        plan(), plan("P2", start="2026", end="2028"), measure("1.2"), measure("1.1"), measure("3.1", plan="P2"),
        indicator("A", measures=("P1-1.2", "P2-3.1")), indicator("B", measures=("P1-1.1",)), indicator("PL-1.1"),
    )  # fmt: skip
    assert [item.id for item in core(made, "P1")] == ["B", "A"], "in the order of the plan's numbers"
    assert [item.id for item in core(made, "P2")] == ["A"]


def test_what_municipalities_do_stands_when_a_plan_begins_that_ties_nothing() -> None:
    made = snapshot(
        plan(), plan("P2", start="2026", end="2028"), measure("1.1"), measure("1.1", plan="P2"),
        indicator("A", measures=("P1-1.1",)),
    )  # fmt: skip
    assert [item.id for item in core(made, "P2")] == ["A"]


def test_before_the_column_ids_tie_parts_of_the_fifth_plan_by_number_or_whole() -> None:
    five = {"plan": "P5"}
    made = snapshot(
        measure("1.1", **five), measure("1.1b", parent="P5-1.1", **five), measure("1.1a", parent="P5-1.1", **five),
        measure("1.2", **five), measure("1.1c", parent="P1-1.1"),
        indicator("P5-1.1b"), indicator("PL-1.1a"), indicator("PL-1.2"), indicator("PL-9.9a"), indicator("PL-1.1c"),
    )  # fmt: skip
    assert [item.id for item in core(made, "P5")] == ["PL-1.1a", "P5-1.1b"]


def test_a_cell_without_a_row_is_unknown_and_in_the_total() -> None:
    made = snapshot(municipality("1"), municipality("2"), indicator("A"), value("1", "A", Answer.NO))
    assert coverage(cells(made, TODAY), made.indicators, made.municipalities) == Coverage(1, 2)
