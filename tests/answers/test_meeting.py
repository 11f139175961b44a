"""Which meeting is meant, its neighbours, its agenda, and the register of decisions on a day."""

from datetime import timedelta

import pytest

from data.answers.meeting import (
    Source,
    agenda_of,
    asked_of,
    decisions,
    find_meeting,
    next_agenda,
    next_meeting,
    open_decisions,
    previous_meeting,
)
from data.answers.progress import progress
from data.model import AgendaItem, DecisionState, Meeting, MeetingKind, Snapshot, Status
from tests.answers.build import (
    PLAN,
    agenda,
    commitment,
    day,
    decision,
    direction,
    institution,
    measure,
    meeting,
    plan,
    report,
    snapshot,
)

OPEN, DONE, CANCELLED = DecisionState


def own(found: Meeting | None) -> str | None:
    return found.id if found else None


def neighbours(held: Snapshot, wanted: str) -> tuple[str | None, str | None]:
    found = find_meeting(held, wanted, day("2024-01-01"))
    assert found is not None
    return own(previous_meeting(held, found)), own(next_meeting(held, found))


# Which meeting


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2020-01-01", "2023-05-04"),
        ("2023-05-04", "2023-05-04"),
        ("2023-05-05", "2024-11-07"),
        ("2024-11-07", "2024-11-07"),
        ("2024-11-08", "2024-11-07"),
        ("2039-12-31", "2024-11-07"),
    ],
)
def test_without_a_wish_it_is_the_next_council_meeting_or_else_the_last(on: str, found: str) -> None:
    held = snapshot(
        meeting("2024-11-07"), meeting("2023-05-04"), meeting("2024-12-01", kind=MeetingKind.OTHER),
        meeting("2022-01-01", kind=MeetingKind.OTHER), meeting("2025-01-01", plan="P2"),
    )  # fmt: skip
    assert own(find_meeting(held, "", day(on), PLAN)) == found


def test_of_several_meetings_past_it_is_the_newest() -> None:
    held = snapshot(*(meeting(on) for on in ("2023-05-04", "2022-02-02", "2024-11-07")))
    assert own(find_meeting(held, "", day("2025-01-01"), PLAN)) == "2024-11-07"


def test_without_a_plan_the_council_of_any_plan_is_meant() -> None:
    held = snapshot(plan(), plan("P2"), meeting("2024-11-07"), meeting("2025-01-01", plan="P2"))
    assert own(find_meeting(held, "", day("2024-12-01"))) == "2025-01-01"


def test_none_is_known() -> None:
    assert find_meeting(snapshot(), "", day("2024-01-01"), PLAN) is None
    other = snapshot(meeting("2024-11-07", kind=MeetingKind.OTHER), meeting("2024-12-07", day=None))
    assert find_meeting(other, "", day("2024-01-01"), PLAN) is None
    assert find_meeting(other, "2024-11-08", day("2024-01-01"), PLAN) is None


def test_any_meeting_can_be_named_whatever_its_kind_and_plan() -> None:
    held = snapshot(meeting("2024-11-07", kind=MeetingKind.OTHER, plan="P9"), meeting("2025-01-01"))
    assert own(find_meeting(held, " 2024-11-07 ", day("2024-01-01"), PLAN)) == "2024-11-07"


# Before and after


def test_only_the_councils_meetings_are_neighbours() -> None:
    held = snapshot(
        meeting("2022-06-09"), meeting("2023-05-04", kind=MeetingKind.OTHER), meeting("2024-11-07"),
        meeting("2024-12-01", kind=MeetingKind.OTHER), meeting("2025-03-01", plan="P2"), meeting("2025-05-05"),
    )  # fmt: skip
    assert neighbours(held, "2024-11-07") == ("2022-06-09", "2025-05-05")
    assert neighbours(held, "2022-06-09") == (None, "2024-11-07")
    assert neighbours(held, "2025-05-05") == ("2024-11-07", None)
    assert neighbours(held, "2023-05-04") == ("2022-06-09", "2024-11-07"), "what is no council meeting has neighbours"


def test_two_meetings_of_a_day_follow_each_other() -> None:
    held = snapshot(meeting("2024-11-07"), meeting("2024-11-07-2", day="2024-11-07"), meeting("2023-05-04"))
    assert neighbours(held, "2024-11-07") == ("2023-05-04", "2024-11-07-2")
    assert neighbours(held, "2024-11-07-2") == ("2024-11-07", None)


def test_a_meeting_without_a_readable_day_has_no_neighbours() -> None:
    held = snapshot(meeting("2024-11-07"), meeting("2025-01-01", day=None))
    assert neighbours(held, "2025-01-01") == (None, None)
    assert neighbours(held, "2024-11-07") == (None, None)


# Agenda


def test_the_agenda_stands_in_the_order_of_its_numbers() -> None:
    items = [agenda("2024-11-07", number) for number in ("10", "2", "1", "2a")]
    held = snapshot(own := meeting("2024-11-07"), *items, agenda("2023-05-04", "1"))
    assert [item.number for item in agenda_of(held, own)] == ["1", "2", "2a", "10"]


# Decisions


def test_the_overdue_come_first_then_the_open_then_the_rest_each_by_due_date() -> None:
    held = snapshot(
        meeting("2024-01-10"),
        decision("L-1", "2024-01-10", state=DONE, due="2024-02-01"),
        decision("L-2", "2024-01-10", state=OPEN),
        decision("L-3", "2024-01-10", state=OPEN, due="2024-12-01"),
        decision("L-4", "2024-01-10", state=None, due="2024-03-01"),
        decision("L-5", "2024-01-10", state=OPEN, due="2024-02-01"),
        decision("L-6", "2024-01-10", state=CANCELLED),
        decision("L-10", "2024-01-10", state=OPEN, due="2024-12-01"),
    )
    found = decisions(held, day("2024-06-30"))
    assert [row.decision.id for row in found] == ["L-5", "L-4", "L-3", "L-10", "L-2", "L-1", "L-6"]
    assert [row.overdue for row in found] == [True, True, False, False, False, False, False]
    assert [row.open for row in found] == [True, True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("due", "last"), [("2024-02", "2024-02-29"), ("2024", "2024-12-31"), ("2024-02-15", "2024-02-15")]
)
def test_a_due_date_is_judged_at_the_end_of_what_it_says(due: str, last: str) -> None:
    held = snapshot(meeting("2024-01-10"), decision("L-1", "2024-01-10", state=OPEN, due=due))
    assert [row.overdue for row in decisions(held, day(last))] == [False]
    assert [row.overdue for row in decisions(held, day(last) + timedelta(days=1))] == [True]


def test_a_decision_without_a_state_is_open_and_an_unknown_meeting_hides_none() -> None:
    held = snapshot(decision("L-1", "2024-13-13", state=None))
    (row,) = decisions(held, day("2024-06-30"))
    assert (row.open, row.meeting, row.overdue) == (True, None, False)


def test_a_meeting_looks_back_at_earlier_ones_alone() -> None:
    now = meeting("2024-11-07")
    held = snapshot(
        now, meeting("2023-05-04"), meeting("2025-05-05"),
        decision("L-before", "2023-05-04", state=OPEN), decision("L-done", "2023-05-04", state=DONE),
        decision("L-own", "2024-11-07", state=OPEN), decision("L-after", "2025-05-05", state=OPEN),
        decision("L-nowhere", "2020-01-01", state=OPEN),
    )  # fmt: skip
    found = {row.decision.id for row in open_decisions(held, now, day("2026-01-01"))}
    assert found == {"L-before", "L-nowhere"}


# The next meeting

ON = day("2024-12-01")


def council(*records: object) -> tuple[Snapshot, Meeting]:
    """A plan of four measures, 1.1 done and 1.2 under way, and the meeting of 7 November 2024."""
    made = snapshot(
        plan(), direction(), commitment(),
        *(measure(number, responsible=("VK",)) for number in ("1.1", "1.2", "1.3", "1.4")),
        report("1.1", "2024-10-01", Status.DONE), report("1.2", "2024-10-01", Status.UNDER_WAY),
        meeting("2024-11-07"), *records,
    )  # fmt: skip
    (held,) = [one for one in made.meetings if one.id == "2024-11-07"]
    return made, held


def test_the_next_agenda_takes_up_decisions_then_what_goes_on_then_requests() -> None:
    made, held = council(
        agenda("2024-11-07", "1", "1.1"), agenda("2024-11-07", "2", "1.2", "1.3"), agenda("2024-11-07", "3"),
        decision("L-1", "2024-11-07", "1.1", due="2030", responsible="VK"),
        decision("L-2", "2024-11-07", "1.1", due="2024-11-20"), decision("L-3", "2024-11-07", state=DONE),
        report("1.4", "2024-11-20", Status.UNDER_WAY, needed_from_council="Lūdzam lemt"),
    )  # fmt: skip
    drafted = next_agenda(made, held, progress(made, PLAN, ON))
    assert [one.source for one in drafted] == [Source.DECISION, Source.DECISION, Source.CARRIED, Source.ASKED]
    assert [one.decision.id for one in drafted if one.decision] == ["L-2", "L-1"], "the overdue first; what is done not"
    (carried,) = [one.item for one in drafted if one.item]
    assert carried.number == "2", "item 1 is over with its measure, item 3 names none"
    assert [measure_id.rpartition("-")[2] for measure_id in drafted[-1].measures] == ["1.4"]


def test_an_item_that_a_decision_speaks_of_whole_does_not_stand_twice() -> None:
    made, held = council(agenda("2024-11-07", "1", "1.2"), decision("L-1", "2024-11-07", "1.2"))
    assert [one.source for one in next_agenda(made, held, progress(made, PLAN, ON))] == [Source.DECISION]


def test_without_an_agenda_or_a_decision_there_is_nothing_to_take_up() -> None:
    made, held = council()
    assert next_agenda(made, held, progress(made, PLAN, ON)) == ()


def test_an_institution_is_asked_for_what_it_presents_decided_and_has_not_told() -> None:
    item = AgendaItem("2024-11-07", "1", "Jautājums", "Valsts kanceleja, direktors; TM", None, ())
    made, held = council(
        institution("VK", title="Valsts kanceleja"), institution("TM", title="Tieslietu ministrija"),
        institution("FM", title="Finanšu ministrija"), item,
        decision("L-1", "2024-11-07", responsible="Tieslietu ministrija"),
        decision("L-2", "2024-11-07", responsible="VKK"),
    )  # fmt: skip
    asked = {one.institution: one for one in asked_of(made, held, progress(made, PLAN, ON))}
    assert list(asked) == ["TM", "VK"], "the Ministry of Finance is asked for nothing"
    assert [row.decision.id for row in asked["TM"].decisions] == ["L-1"]
    assert len(asked["TM"].presents) == len(asked["VK"].presents) == 1
    assert [one.measure.number for one in asked["VK"].silent] == ["1.3", "1.4"], "1.1 is done, 1.2 was told lately"
    assert asked["VK"].decisions == (), "a name that only begins alike means nobody"


def test_measures_of_which_no_institution_is_known_are_asked_about_last_and_of_nobody() -> None:
    unknown = measure("1.5"), measure("1.6", deadline="2024-06")
    made, held = council(institution("VK", title="Valsts kanceleja"), *unknown)
    asked = asked_of(made, held, progress(made, PLAN, ON))
    assert [one.institution for one in asked] == ["VK", None]
    assert [one.measure.number for one in asked[-1].silent] == ["1.5", "1.6"]
    assert [one.measure.number for one in asked[-1].passed] == ["1.6"]
    assert asked[-1].undated == 1, "1.5, of which no deadline is known"
    assert not asked[-1].presents and not asked[-1].decisions
