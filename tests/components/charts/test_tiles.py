"""Tiles: one place for each municipality, about where it lies, and one at once for whatever the sheet adds."""

from datetime import date

import pytest

from components.charts import tiles
from data import live
from data.answers import openness
from data.model import Municipality, MunicipalityKind
from tests.answers.build import municipality


@pytest.fixture(scope="module")
def every() -> tuple[Municipality, ...]:
    return live.embedded().snapshot.municipalities


def test_each_has_a_place_of_its_own(every: tuple[Municipality, ...]) -> None:
    found = tiles.places(every)
    assert len(found) == len(set(found.values())) == 43


def test_neighbours_stay_where_they_belong(every: tuple[Municipality, ...]) -> None:
    at = {unit.short_title: tiles.places(every)[unit.code] for unit in every}
    assert at["Ventspils"][0] < at["Talsi"][0] < at["Rīga"][0] < at["Cēsis"][0] < at["Gulbene"][0]
    assert at["Valka"][1] < at["Sigulda"][1] < at["Jelgava"][1] <= at["Bauska"][1]
    assert at["Liepāja"][1] > at["Ventspils"][1]
    assert max(at, key=lambda name: at[name][1] * 100 + at[name][0]) == "Krāslava"


def test_a_merger_moves_nobody(every: tuple[Municipality, ...]) -> None:
    snapshot = live.embedded().snapshot
    before, since = (
        tiles.rows(openness.territory(snapshot, day), every) for day in (date(2025, 6, 30), date(2025, 7, 1))
    )
    changed = [
        one
        for line, other_line in zip(before, since, strict=True)
        for one, other in zip(line, other_line, strict=True)
        if one is not other
    ]
    assert [unit.title for unit in changed if unit] == ["Varakļānu novads"]


def test_one_without_a_point_stands_below_the_others(every: tuple[Municipality, ...]) -> None:
    new = municipality("0099000", title="Jaunais novads", short_title="Jaunais")
    found = tiles.places((*every, new))
    assert found["0099000"][1] > max(place[1] for code, place in found.items() if code != "0099000")
    assert tiles.places((new,)) == {"0099000": (0, 0)}
    assert tiles.places(()) == {}
    assert tiles.rows((), ()) == []


def test_two_at_one_point_stand_side_by_side() -> None:
    twins = tuple(municipality(code, latitude=57.0, longitude=24.0) for code in "AB")
    assert len(set(tiles.places(twins).values())) == 2


def test_names_fit(every: tuple[Municipality, ...]) -> None:
    assert all(len(line) <= 9 for unit in every for line in tiles.label(unit))
    labels = {unit.short_title: tiles.label(unit) for unit in every}
    assert labels["Rīga"] == ("Rīga",)
    assert labels["Jelgavas novads"] == ("Jelgavas", "nov.")
    assert labels["Dienvidkurzeme"] == ("Dienvidk.",)
    assert len(set(labels.values())) == 43


def test_cities_are_told_apart(every: tuple[Municipality, ...]) -> None:
    assert sum(tiles.is_city(unit) for unit in every) == 7
    assert not tiles.is_city(municipality("A", kind=MunicipalityKind.DISTRICT))
