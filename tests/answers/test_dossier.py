"""One measure in full: everything that speaks of it, and its neighbours."""

import pytest

from data.answers.dossier import dossier, find_measure
from data.answers.schedule import Reporting, Schedule
from data.model import Assessor, FundingKind, Place, Status
from tests.answers.build import (
    PLAN,
    agenda,
    commitment,
    day,
    decision,
    direction,
    event,
    focus,
    funding,
    measure,
    partial,
    plan,
    report,
    snapshot,
)

INSTITUTION, PUBLIC, IRM, NGO = Assessor
ON = day("2024-06-30")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("1.2", "P1-1.2"), ("P1-1.2", "P1-1.2"), (" p1-1.2 ", "P1-1.2"), ("1.N1", "P1-1.n1"), ("1.2.", "P1-1.2"),
        ("P2-1.2", "P2-1.2"), ("P2-7.7", "P2-7.7"), ("7.7", None), ("1", None),
        ("99.99", None), ("", None), (".", None),
    ],
)  # fmt: skip
def test_a_measure_is_found_by_its_number_in_the_plan_or_by_its_id_in_any(name: str, found: str | None) -> None:
    own = [measure(number) for number in ("1.1", "1.2", "1.n1")]
    held = snapshot(*own, measure("1.2", plan="P2"), measure("7.7", plan="P2"))
    measure_found = find_measure(held, PLAN, name)
    assert (measure_found and measure_found.id) == found


def test_a_dossier_gathers_what_names_the_measure() -> None:
    own = measure("1.2", deadline="2024", parent=None)
    records = [
        measure("1.1"), own, measure("1.10"), direction("1"), commitment("1"),
        late := report("1.2", "2024-02-01", Status.UNDER_WAY), early := report("1.2", "2023-02-01", Status.NOT_STARTED),
        same_day := report("1.2", "2024-02-01", Status.DONE, NGO),
        report("1.2", "2024-07-01", Status.DONE), report("1.1", "2024-02-01", Status.DONE),
        named := focus(2025, "1", "P1-1.2"), whole := focus(2025, "9", "P1/1"), focus(2025, "3", "P1-1.1"),
        decided := decision("L1", "2024-11-07", "P1-1.1", "P1-1.2"), decision("L2", "2024-11-07", "P1-1.1"),
        item := agenda("2024-11-07", "2", "P1-1.2"), agenda("2024-11-07", "3"),
        event("2024-05-01", "later", measures=("P1-1.2",)), event("2023", "earlier", measures=("P1-1.2", "P1-1.1")),
        event("2023", "elsewhere"), paid := funding(FundingKind.NEED, 5, 2024, measures=("P1-1.2",)),
        funding(FundingKind.NEED, 6, 2024),
    ]  # fmt: skip
    held = snapshot(*records, places={("measures", ("P1-1.2",)): Place(7)})
    found = dossier(held, own, ON)
    assert found.measure is own
    assert found.counts
    assert (found.schedule, found.reporting) == (Schedule.BEFORE, Reporting.REPORTED)
    assert found.deadlines == ((None, partial("2024")),)
    assert found.reports == (same_day, late, early), "newest first, none of the future"
    assert (found.commitment, found.direction) == (held.commitments[0], held.directions[0])
    assert (found.focus, found.decisions, found.agenda) == ((named, whole), (decided,), (item,))
    assert [one.title for one in found.events] == ["earlier", "later"]
    assert found.funding == (paid,)
    assert found.place == Place(7)
    assert [found.previous and found.previous.number, found.next and found.next.number] == ["1.1", "1.10"]
    assert (found.parent, found.parts) == (None, ())


def test_a_parent_shows_its_parts_and_a_part_its_parent() -> None:
    parent = measure("1.3")
    parts = [measure("1.3a", parent="P1-1.3"), measure("1.3b", parent="P1-1.3")]
    said = [report("1.3b", "2024-01-01", Status.DONE), report("1.3b", "2025-01-01", Status.STOPPED)]
    held = snapshot(parent, *parts, *said, named := focus(2024, "1", "P1-1.3"))
    found = dossier(held, parent, ON)
    assert not found.counts
    assert [(part.measure.number, part.status) for part in found.parts] == [("1.3a", None), ("1.3b", Status.DONE)]
    part = dossier(held, parts[0], ON)
    assert part.counts
    assert part.parent == parent
    assert part.focus == (named,), "what is said of the whole is said of its parts"


def test_what_is_not_in_the_sheet_is_missing_without_harm() -> None:
    lonely = measure("7.1", parent="P1-7")
    found = dossier(snapshot(lonely, commitment("1")), lonely, ON)
    assert (found.commitment, found.direction, found.parent, found.previous, found.next, found.place) == (None,) * 6
    assert not [*found.reports, *found.focus, *found.events, *found.parts]
    homeless = measure("1.1")
    found = dossier(snapshot(homeless, commitment("1", to="8")), homeless, ON)
    assert found.commitment
    assert found.direction is None


def test_the_neighbours_are_of_the_same_plan() -> None:
    held = snapshot(plan(), plan("P2"), measure("1.1"), own := measure("1.1", plan="P2"), measure("1.2"))
    found = dossier(held, own, ON)
    assert (found.previous, found.next) == (None, None)
