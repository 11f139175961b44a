"""Peers, next steps and amounts a resident, each counted by hand."""

from datetime import date

import pytest

from data import live
from data.answers.openness import cells, territory
from data.answers.peers import (
    Basis,
    alike,
    amounts_per_resident,
    asked,
    by_distance,
    kilometres,
    nearest,
    per_resident,
    standings,
)
from data.model import Answer, IndicatorKind, MunicipalityKind, Origin, PopulationKind
from tests.answers.build import indicator, municipality, snapshot, value

TODAY = date(2026, 11, 22)
CITY, DISTRICT = MunicipalityKind.STATE_CITY, MunicipalityKind.DISTRICT


def at(code, latitude, longitude, **given):
    return municipality(code, latitude=latitude, longitude=longitude, **given)


OWN = at("1", 57.0, 24.0, region="Vidzemes", size_group="S", kind=DISTRICT)
NEAR_CITY = at("2", 57.0, 24.1, region="Vidzemes", size_group="S", kind=CITY)
FAR = at("3", 57.0, 26.0, region="Vidzemes", size_group="S", kind=DISTRICT)
NEAR = at("4", 57.0, 24.5, region="Latgales", size_group="S", kind=DISTRICT)
OTHER = at("5", 57.0, 24.01, region="Latgales", size_group="M", kind=DISTRICT)
NOWHERE = municipality("6", region="Vidzemes", kind=DISTRICT)
ALL = (OWN, NEAR_CITY, FAR, NEAR, OTHER, NOWHERE)


def codes(units):
    return "".join(unit.code for unit in units)


def test_distance_is_the_great_circle() -> None:
    # A degree of latitude is 6371 km · π / 180.
    assert kilometres(at("1", 56.0, 24.0), at("2", 57.0, 24.0)) == pytest.approx(111.19, abs=0.01)
    assert kilometres(OWN, NOWHERE) is None


def test_the_nearest_by_each_basis() -> None:
    assert codes(nearest(OWN, ALL, Basis.SIZE)) == "432", "the same kind first, then by distance"
    assert codes(nearest(OWN, ALL, Basis.REGION)) == "362", "without a point last of its kind"
    assert codes(nearest(OWN, ALL, Basis.KIND)) == "5436"
    assert nearest(NOWHERE, ALL, Basis.SIZE) == (), "its size group is not known"


def test_whoever_is_alike_shares_the_basis_and_whoever_is_near_is_near() -> None:
    assert codes(alike(OWN, ALL, Basis.SIZE)) == "432", "5 is next door, but of another size"
    assert codes(alike(OWN, ALL, Basis.REGION)) == "362"
    # 0.01°, 0.1°, 0.5° and 2° of longitude away; of 6 it is not known how far it is.
    assert codes(by_distance(OWN, ALL)) == "5243"
    assert by_distance(NOWHERE, ALL) == ()


def test_five_at_most_and_in_the_embedded_data_alike() -> None:
    units = territory(live.embedded().snapshot, TODAY)
    for unit in units:
        for basis in Basis:
            found = nearest(unit, units, basis)
            assert len(found) <= 5
            assert unit not in found
    riga = next(unit for unit in units if unit.short_title == "Rīga")
    assert [unit.short_title for unit in nearest(riga, units, Basis.KIND)] == [
        "Jūrmala", "Jelgava", "Ventspils", "Daugavpils", "Liepāja",
    ]  # fmt: skip


def test_what_others_assess_is_not_asked() -> None:
    own, external = indicator("A", origin=Origin.LAW), indicator("B", origin=Origin.EXTERNAL)
    assert asked([own, external]) == (own,)
    ids = {item.id for item in asked(live.embedded().snapshot.indicators)}
    assert not [own for own in ids if own.startswith(("PAI-", "EI-", "VKONTR-"))]
    assert len(ids) == 31


def test_where_one_stands_and_who_does_it_alike_and_near() -> None:
    met, open_one, unknown, apart = (indicator(own) for own in "ABCD")
    advised = indicator("E", what_to_do="Publicēt kārtību.")
    held = snapshot(
        *ALL, met, open_one, unknown, apart, advised,
        value("1", "A", Answer.YES), value("1", "B", Answer.PARTLY), value("1", "D", Answer.NOT_APPLICABLE),
        value("4", "B", Answer.PARTLY), value("3", "B", Answer.YES, source="https://a.lv"), value("5", "B", Answer.YES),
    )  # fmt: skip
    found = cells(held, TODAY)
    all_four = standings(OWN, held.indicators, found, nearest(OWN, ALL, Basis.SIZE), by_distance(OWN, ALL))
    assert [item.indicator.id for item in all_four if item.open] == ["B", "C", "E"]
    assert [item.unknown for item in all_four] == [False, False, True, False, True]
    assert [(item.alike, item.near) for item in all_four if item.near] == [(FAR, OTHER)], (
        "4 is nearer but does it only partly; 5 is next door, but of another size"
    )
    assert [item.advised for item in all_four] == [False, True, False, False, True]
    assert [item.cell for item in all_four] == [
        found["1", "A"], found["1", "B"], None, found["1", "D"], None,
    ], "what is known of it stands beside"  # fmt: skip


def test_the_nearest_is_near_in_the_embedded_data() -> None:
    """Valmiera's neighbours stand first, whatever their size; of budget information Sigulda is the first of them."""
    held = live.embedded().snapshot
    units = {unit.short_title: unit for unit in territory(held, TODAY)}
    valmiera = units["Valmiera"]
    assert [unit.short_title for unit in by_distance(valmiera, units.values())][:3] == ["Cēsis", "Smiltene", "Limbaži"]
    budget = next(item for item in held.indicators if item.id == "PL-6.3g")
    alike_first, found = alike(valmiera, units.values(), Basis.SIZE), cells(held, TODAY)
    (item,) = standings(valmiera, [budget], found, alike_first, by_distance(valmiera, units.values()))
    assert item.near is not None
    assert item.near.short_title == "Sigulda"


def test_a_number_alone_shows_how_it_is_done_where_it_is_what_is_asked() -> None:
    """What is met for oneself is met for a peer: one rule for both."""
    for kind, shown in ((IndicatorKind.NUMBER, True), (IndicatorKind.GRADED, False)):
        held = snapshot(OWN, NEAR, indicator("A", kind=kind), value("4", "A", None, number=3.0))
        found = cells(held, TODAY)
        (item,) = standings(OWN, held.indicators, found, [NEAR], [NEAR])
        assert (item.alike, item.near) == ((NEAR, NEAR) if shown else (None, None))
        (own,) = standings(NEAR, held.indicators, found, [], [NEAR])
        assert own.open is not shown
        assert own.near is None, "nobody is an example to itself"


def test_euro_a_resident_only_for_one_kind_of_count() -> None:
    given = {
        "1": (1000, PopulationKind.USUAL_RESIDENTS),
        "2": (2000, PopulationKind.USUAL_RESIDENTS),
        "3": (3000, PopulationKind.DECLARED),
        "4": (4000, PopulationKind.ESTIMATE),
        "5": (None, PopulationKind.USUAL_RESIDENTS),
    }
    units = [municipality(code, population=n, population_kind=kind) for code, (n, kind) in given.items()]
    budget = indicator("A", scale="skaitlis: EUR")
    held = snapshot(*units, budget, *(value(code, "A", Answer.YES, number=5000.0) for code in given))
    found = cells(held, TODAY)
    assert amounts_per_resident(units[0], units[1:], budget, found) == {"1": 5.0, "2": 2.5}
    assert amounts_per_resident(units[3], units[:3], budget, found) == {}, "an estimate is only for size groups"
    assert per_resident(units[0], None) is None
