"""Peers, next steps and amounts a resident, each counted by hand."""

from datetime import date

import pytest

from data import live
from data.answers.openness import cells, territory
from data.answers.peers import (
    Basis,
    amounts_per_resident,
    asked,
    by_nearness,
    kilometres,
    nearest,
    next_steps,
    per_resident,
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


def test_all_others_stand_by_nearness_those_that_share_the_basis_first() -> None:
    assert codes(by_nearness(OWN, ALL, Basis.SIZE)) == "43256", "5 is next door, but of another size"
    assert codes(by_nearness(OWN, ALL, Basis.REGION)) == "36254"


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


def test_next_steps_name_the_nearest_that_does_it() -> None:
    met, open_one, unknown, apart = (indicator(own) for own in "ABCD")
    advised = indicator("E", what_to_do="Publicēt kārtību.")
    held = snapshot(
        *ALL, met, open_one, unknown, apart, advised,
        value("1", "A", Answer.YES), value("1", "B", Answer.PARTLY), value("1", "D", Answer.NOT_APPLICABLE),
        value("4", "B", Answer.PARTLY), value("3", "B", Answer.YES, source="https://a.lv"), value("2", "B", Answer.YES),
    )  # fmt: skip
    found = cells(held, TODAY)
    steps = next_steps(OWN, held.indicators, found, nearest(OWN, ALL, Basis.SIZE))
    assert [step.indicator.id for step in steps] == ["B", "C", "E"]
    assert steps[0].example == (FAR, found["3", "B"]), "4 is nearer but does it only partly"
    assert [step.advised for step in steps] == [True, False, True]
    assert steps[1].example is None
    assert [step.cell for step in steps] == [found["1", "B"], None, None], "what is known of it stands beside the step"


def test_a_number_alone_shows_how_it_is_done_where_it_is_what_is_asked() -> None:
    """What is met for oneself is met for a peer: one rule for both."""
    for kind, shown in ((IndicatorKind.NUMBER, True), (IndicatorKind.GRADED, False)):
        held = snapshot(OWN, NEAR, indicator("A", kind=kind), value("4", "A", None, number=3.0))
        (step,) = next_steps(OWN, held.indicators, cells(held, TODAY), [NEAR])
        assert (step.example is not None) is shown
        assert (next_steps(NEAR, held.indicators, cells(held, TODAY), []) == ()) is shown


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
