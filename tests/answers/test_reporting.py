"""Who has reported what and when, by institution and commitment: the same counts as `institution_records`."""

from data import live
from data.answers.progress import of_institution, progress
from data.answers.quality import institution_records
from data.answers.reporting import Heard, heard
from data.model import Assessor, Status
from tests.answers.build import PLAN, commitment, day, direction, measure, report, snapshot

ON = day("2024-06-30")


def test_a_measure_of_several_is_heard_of_each_and_those_of_nobody_are_last() -> None:
    held = snapshot(
        measure("1.1", responsible=("VK", "TM")), measure("1.2", responsible=("TM",)),
        measure("2.1", responsible=("TM",)), measure("2.2"),
        report("1.1", "2024-01-01", Status.UNDER_WAY, reported_by="VK"), report("1.1", "2024-03-01"),
        report("1.2", "2024-02-01", Status.DONE, Assessor.PUBLIC_SOURCES),
        report("2.1", "2024-05-01", Status.UNCHANGED), report("2.1", "2024-07-01", Status.DONE),
    )  # fmt: skip
    law, office, nobody = heard(progress(held, PLAN, ON))
    assert (law.institution, law.whole) == ("TM", Heard(3, 2, day("2024-05-01")))
    assert law.commitments == {"1": Heard(2, 1, day("2024-03-01")), "2": Heard(1, 1, day("2024-05-01"))}
    assert (office.institution, office.commitments) == ("VK", {"1": Heard(1, 1, day("2024-03-01"))})
    assert (nobody.institution, nobody.whole) == (None, Heard(1, 0, None))


def test_it_counts_as_the_list_of_those_to_remind_does() -> None:
    current = live.embedded().snapshot
    state = progress(current, "P5", day("2026-11-22"))
    found = {one.institution: one.whole for one in heard(state) if one.institution}
    assert found == {
        one.institution: Heard(one.measures, len(one.reported), one.last_report)
        for one in institution_records(current, state)
    }
    assert found["VK"] == Heard(29, 0, None)


def test_one_institutions_part_of_a_plan() -> None:
    """What has none of its measures is left out, so that every total is of its own."""
    held = snapshot(
        direction("1"), direction("2"), commitment("1"), commitment("2"), commitment("3", to="2"),
        measure("1.1", responsible=("VK", "TM")), measure("1.2", responsible=("VK",)),
        measure("2.1", responsible=("VK",)), measure("3.1"), report("1.1", "2024-01-01", Status.DONE),
    )  # fmt: skip
    own = of_institution(progress(held, PLAN, ON), "TM")
    assert [item.measure.number for item in own.standings] == ["1.1"]
    assert (own.tally.total, own.tally.of(Status.DONE)) == (1, 1)
    (kept,) = own.directions
    assert (kept.direction.number, kept.tally.total) == ("1", 1)
    assert [one.commitment.number for one in kept.commitments] == ["1"]
    assert of_institution(own, "XX").tally.total == 0
