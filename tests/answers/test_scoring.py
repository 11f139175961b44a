"""Scores: by an invented standard of 42 units, worked out by hand; and none at all for the embedded data."""

from dataclasses import replace
from datetime import date

import pytest

from data import live
from data.answers.openness import cells, territory
from data.answers.scoring import Level, Rank, Score, Side, Withheld, rank, scores, side
from data.model import Answer, Binding, IndicatorKind, MunicipalityKind, Origin
from tests.answers.build import indicator, municipality, snapshot, value

TODAY = date(2026, 11, 22)
YES, PARTLY, NO = Answer.YES, Answer.PARTLY, Answer.NO
CITY = MunicipalityKind.STATE_CITY


@pytest.mark.parametrize("on", [TODAY, date(2025, 6, 30), date(2022, 1, 1)])
def test_with_the_embedded_data_nobody_has_a_score(on) -> None:
    held = live.embedded().snapshot
    units = territory(held, on)
    found = scores(units, held.indicators, cells(held, on), held.indicator_values)
    assert len(found) == 2 * len(units) > 0
    assert {score.withheld for score in found.values()} == {Withheld.SEARCH_ONLY}
    assert {score.share for score in found.values()} == {None}
    assert {rank(unit, units, found, of) for unit in units for of in Side} == {None}


def test_a_copy_of_the_embedded_rows_in_a_sheet_is_still_a_search() -> None:
    held = live.embedded().snapshot
    copied = tuple(replace(row, note="Pārkopēts.") for row in held.indicator_values)
    own = replace(held, indicator_values=copied)
    found = scores(territory(own, TODAY), own.indicators, cells(own, TODAY), held.indicator_values)
    assert {score.share for score in found.values()} == {None}


def standard(answers, weights=None, binding=Binding.ADVICE, **units):
    """Five units of a standard and the municipalities' answers, a letter a unit: i, d, n, p and . for none."""
    words = {"i": YES, "d": PARTLY, "n": NO, "p": Answer.PLANNED, "x": Answer.NOT_APPLICABLE}
    weights = weights or {}
    items = [indicator(f"STD-{n}", origin=Origin.STANDARD, binding=binding, weight=weights.get(n)) for n in range(1, 6)]
    places = [municipality(code, kind=units.get(f"m{code}", MunicipalityKind.DISTRICT)) for code in answers]
    rows = [
        value(code, f"STD-{n}", words[letter])
        for code, given in answers.items()
        for n, letter in enumerate(given, start=1)
        if letter != "."
    ]
    held = snapshot(*places, *items, *rows)
    return places, scores(places, held.indicators, cells(held, TODAY), ())


def test_points_by_answered_with_coverage_beside() -> None:
    _, found = standard({"1": "iidn.", "2": "iiiii", "3": "dnnxx"})
    # 1 + 1 + ½ + 0 of 4; 5 of 5; ½ of the 3 that apply.
    assert found["1", Side.VOLUNTARY] == Score(2.5 / 4, None, 4, 5)
    assert found["2", Side.VOLUNTARY] == Score(1.0, None, 5, 5)
    assert found["3", Side.VOLUNTARY] == Score(0.5 / 3, None, 3, 3)
    assert [found[own, Side.VOLUNTARY].level for own in "123"] == [Level.MIDDLE, Level.UPPER, Level.LOWER]
    assert found["1", Side.DUTY] == Score(None, Withheld.NOTHING_ASKED, 0, 0)


def test_below_sixty_percent_answered_there_is_none() -> None:
    _, found = standard({"1": "in...", "2": "inn..", "3": "inpp."})
    assert found["1", Side.VOLUNTARY] == Score(None, Withheld.COVERAGE, 2, 5)
    assert found["2", Side.VOLUNTARY] == Score(1 / 3, None, 3, 5), "exactly 60%"
    assert found["3", Side.VOLUNTARY].withheld is Withheld.COVERAGE, "planned carries no points and covers nothing"


def test_answers_that_nothing_could_lower_are_no_score() -> None:
    _, found = standard({"1": "iiiii", "2": "iii.."})
    assert found["1", Side.VOLUNTARY] == Score(None, Withheld.ONLY_GOOD_NEWS, 5, 5)
    _, found = standard({"1": "iiiii", "2": "iiid."})
    assert found["1", Side.VOLUNTARY].share == 1.0


def test_weights_come_from_the_sheet() -> None:
    _, found = standard({"1": "in..i"}, {1: 3.0, 2: 1.0, 5: 0.5})
    assert found["1", Side.VOLUNTARY].share == 3.5 / 4.5


def test_a_weight_of_zero_in_an_old_snapshot_reads_as_none() -> None:
    """The intake refuses it; three of five answered were once told to be fewer than 60 %."""
    _, found = standard({"1": "inn.."}, {1: 0.0, 2: 0.0, 3: 0.0})
    assert found["1", Side.VOLUNTARY].share == 1 / 3


def test_duties_are_scored_apart() -> None:
    assert side(indicator("A", binding=Binding.DUTY)) is Side.DUTY
    others = [side(indicator("A", binding=binding)) for binding in (Binding.MIXED, Binding.UNKNOWN, None)]
    assert set(others) == {Side.VOLUNTARY}
    _, found = standard({"1": "iiinn"}, binding=Binding.DUTY)
    assert (found["1", Side.DUTY].share, found["1", Side.VOLUNTARY].withheld) == (0.6, Withheld.NOTHING_ASKED)


def test_others_assessments_and_plain_numbers_are_not_scored() -> None:
    held = snapshot(
        municipality("1"), indicator("A", origin=Origin.EXTERNAL), indicator("B", kind=IndicatorKind.NUMBER),
        value("1", "A", NO), value("1", "B", NO),
    )  # fmt: skip
    found = scores(held.municipalities, held.indicators, cells(held, TODAY), ())
    assert {score.withheld for score in found.values()} == {Withheld.NOTHING_ASKED}


def test_a_place_only_among_its_own_kind() -> None:
    places, found = standard({"1": "iiiin", "2": "iiiii", "3": "innnn", "4": "iiiin", "5": "n...."}, m2=CITY)
    ranks = [rank(place, places, found, Side.VOLUNTARY) for place in places]
    assert ranks == [Rank(1, 3), Rank(1, 1), Rank(3, 3), Rank(1, 3), None]
