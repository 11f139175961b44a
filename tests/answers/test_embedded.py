"""The embedded data counted by hand, from updates.csv, measures.csv and calendar.csv, on 22.11.2026.

measures.csv has 42 rows of plan P5. 5.3 and 6.3 are counted through their parts, which leaves 40; of these 5.n1,
5.n2 and 6.n1 were added in July 2024, which leaves 37 before its last day.

Public sources give a status to ten: 1.2 and 3.n2 are done; 1.3, 2.n1, 3.2, 3.5, 4.1a, 5.1 and 6.3a are under way; 4.n1
is not started. Fifteen other rows of updates.csv name a measure without a status, one of them the parent 6.3. No row is
an institution's. So 40 − 2 − 7 − 1 = 30 have no status.
"""

from datetime import date, timedelta

import pytest

from data import live
from data.answers.attention import Rule, attention, focus_items, open_focus
from data.answers.changes import changes, denominator_changes, history_of
from data.answers.dossier import dossier, find_measure
from data.answers.events import calendar, last_meeting, next_plans, unheard_reports
from data.answers.money import Year, money
from data.answers.progress import PlanProgress, Tally, band, by_institution, progress, unsettled
from data.answers.schedule import Reporting, Schedule, schedule, silent_institutions
from data.answers.search import Filter, matching
from data.model import Assessor, Snapshot, State, Status, Unknown, default_plan

DAY = date(2026, 11, 22)
MEETING = date(2024, 11, 7)
DONE, UNDER_WAY, NOT_STARTED = Status.DONE, Status.UNDER_WAY, Status.NOT_STARTED
NO_STATUS, NO_NEWS = Unknown

BY_COMMITMENT = {
    "1": {DONE: 1, UNDER_WAY: 1, NO_STATUS: 2, NO_NEWS: 1},  # 1.1, 1.2 done, 1.3 under way, 1.n1, 1.n2
    "2": {UNDER_WAY: 1, NO_NEWS: 4},  # 2.n1 under way, 2.n2–2.n5
    "3": {DONE: 1, UNDER_WAY: 2, NO_NEWS: 3},  # 3.1, 3.2 and 3.5 under way, 3.n1, 3.n2 done, 3.n3
    "4": {UNDER_WAY: 1, NOT_STARTED: 1, NO_STATUS: 1, NO_NEWS: 2},  # 4.1a under way, 4.1b, 4.2, 4.n1 not started, 4.n2
    "5": {UNDER_WAY: 1, NO_STATUS: 3, NO_NEWS: 5},  # 5.1 under way, 5.2, 5.3a, 5.3.n1–5.3.n4, 5.n1, 5.n2
    "6": {UNDER_WAY: 1, NO_STATUS: 9},  # 6.1, 6.2, 6.3a under way, 6.3b–6.3g, 6.n1
}
BY_DIRECTION = {
    "1": {DONE: 2, UNDER_WAY: 4, NO_STATUS: 2, NO_NEWS: 8},  # commitments 1–3: 16
    "2": {UNDER_WAY: 2, NOT_STARTED: 1, NO_STATUS: 4, NO_NEWS: 7},  # 4 and 5: 14
    "3": {UNDER_WAY: 1, NO_STATUS: 9},  # 6: 10
}
SPECIAL_ATTENTION = ["1.1", "1.3", "1.n2", "3.2", "3.5", "4.1b", "4.n1", "6.2"]
"""The measures of items 1–8 of the list for 2025; item 9 is commitment 6 as a whole."""


@pytest.fixture(scope="module")
def held() -> Snapshot:
    return live.embedded().snapshot


@pytest.fixture(scope="module")
def state(held: Snapshot) -> PlanProgress:
    return progress(held, "P5", DAY)


def parts(counts: Tally) -> dict[State, int]:
    return {status: n for status, n in counts.parts.items() if n}


def test_forty_are_counted_and_two_are_done(held: Snapshot, state: PlanProgress) -> None:
    assert len([item for item in held.measures if item.plan == "P5"]) == 42
    assert state.tally.total == 40
    assert parts(state.tally) == {DONE: 2, UNDER_WAY: 7, NOT_STARTED: 1, NO_STATUS: 15, NO_NEWS: 15}
    assert [item.number for item in state.parents] == ["5.3", "6.3"]


def test_which_ones(state: PlanProgress) -> None:
    named = {
        status: [item.measure.number for item in state.standings if item.status is status]
        for status in (DONE, UNDER_WAY, NOT_STARTED)
    }
    assert named == {
        DONE: ["1.2", "3.n2"],
        UNDER_WAY: ["1.3", "2.n1", "3.2", "3.5", "4.1a", "5.1", "6.3a"],
        NOT_STARTED: ["4.n1"],
    }


def test_by_direction_and_commitment(state: PlanProgress) -> None:
    assert {item.direction.number: parts(item.tally) for item in state.directions} == BY_DIRECTION
    assert {
        branch.commitment.number: parts(branch.tally) for item in state.directions for branch in item.commitments
    } == BY_COMMITMENT
    assert [item.tally.total for item in state.directions] == [16, 14, 10]
    totals = [[branch.tally.total for branch in item.commitments] for item in state.directions]
    assert totals == [[5, 5, 6], [5, 9], [10]]


def test_by_responsible_institution(state: PlanProgress) -> None:
    """VK: commitment 1 (5), 3 (6), 4 (5), of 5 only 5.1, 5.2, 5.3a, 5.3.n1 (4), of 6 all but 6.n1 (9).

    VARAM: 4 of commitment 5 and 9 of 6. VAS: 1 (5) and 4 (5). VID: 3 without 3.5 (5), the 4 of 5, and 5.3.n4.
    TM: 3 without 3.5. FM: the 4 of commitment 5. Ten name nobody: 2.n1–2.n5, 5.3.n2, 5.3.n3 and the three added.
    """
    found = by_institution(state)
    assert [(name, own.total) for name, own in found] == [
        ("VK", 29), ("VARAM", 13), ("VAS", 10), ("VID", 10), ("TM", 5), ("FM", 4),
    ]  # fmt: skip
    assert parts(dict(found)["VARAM"]) == {UNDER_WAY: 2, NO_STATUS: 9, NO_NEWS: 2}  # 5.1 and 6.3a
    assert parts(dict(found)["VK"]) == {
        DONE: 2,
        UNDER_WAY: 6,
        NOT_STARTED: 1,
        NO_STATUS: 12,
        NO_NEWS: 8,
    }  # all ten but 2.n1
    assert len([item for item in state.standings if not item.measure.responsible]) == 10


def test_all_of_it_is_public_sources_word(state: PlanProgress) -> None:
    assert sum(item.reported for item in state.standings) == 0
    assert sum(item.from_public_sources for item in state.standings) == 10
    assert sum(item.proved for item in state.standings) == 2
    # Of the 28 rows one speaks of the parent 6.3; 3.2 and 6.3a have two each.
    assert sum(len(item.reports) for item in state.standings) == 27


def test_the_band_is_5_to_80_percent_and_after_the_end_to_100(state: PlanProgress) -> None:
    snapshot = live.embedded().snapshot
    assert (band(state.tally).low, band(state.tally).high) == (2 / 40, 32 / 40)
    # The last word on the 7 under way and the 1 not started is older than 31.12.2025.: their outcome is open too.
    assert unsettled(state, date(2025, 12, 31)) == 8
    assert band(state.tally, 8).high == 40 / 40
    assert unsettled(progress(snapshot, "P5", date(2025, 12, 31)), date(2025, 12, 31)) == 0


@pytest.mark.parametrize(
    ("on", "total"), [("2022-01-01", 37), ("2024-07-30", 37), ("2024-07-31", 40), ("2026-11-22", 40)]
)
def test_37_were_counted_until_the_refresh_of_july_2024(held: Snapshot, on: str, total: int) -> None:
    assert progress(held, "P5", date.fromisoformat(on)).tally.total == total


def test_the_denominator_changed_once(held: Snapshot) -> None:
    assert denominator_changes(held, "P5", DAY) == ((date(2024, 7, 31), 37, 40),)
    assert denominator_changes(held, "P5", date(2024, 7, 30)) == ()


def test_the_burn_up(held: Snapshot) -> None:
    """A step a day on which a status or news came to be known or measures were added, then the day looked at."""
    found = [
        (step.day.isoformat(), *(step.tally.of(status) for status in (DONE, UNDER_WAY, NOT_STARTED)), step.tally.total)
        for step in history_of(held, "P5", DAY)
    ]
    assert found == [
        ("2022-01-01", 0, 0, 0, 37),
        ("2023-02-28", 0, 1, 0, 37),  # 2.n1
        ("2024-04-30", 0, 2, 0, 37),  # 4.1a
        ("2024-06-25", 1, 2, 0, 37),  # 3.n2
        ("2024-07-31", 1, 2, 0, 40),  # three added
        ("2024-10-09", 1, 3, 0, 40),  # 5.1
        ("2024-10-15", 2, 3, 0, 40),  # 1.2
        ("2024-11-07", 2, 5, 1, 40),  # 1.3, 3.5; 4.n1
        ("2025-02-01", 2, 5, 1, 40),  # news of 5.3.n3 without a status
        ("2025-03-10", 2, 6, 1, 40),  # 3.2
        ("2025-08-06", 2, 6, 1, 40),  # news of 5.3.n2 without a status
        ("2025-11-28", 2, 7, 1, 40),  # 6.3a
        ("2026-11-22", 2, 7, 1, 40),
    ]


def test_what_moved_since_the_council_met(held: Snapshot) -> None:
    """Dated after 07.11.2024.: 5.3.n3 (01.02.2025.), 3.2 (10.03.2025.), 5.3.n2 (06.08.2025.), 6.3a (28.11.2025.).

    Those of 5.3.n2 and 5.3.n3 say no status.
    """
    meeting = last_meeting(held, DAY, "P5")
    assert meeting
    assert meeting.day == MEETING
    found = changes(held, "P5", MEETING, DAY)
    assert [(item.measure.number, item.before, item.after) for item in found.statuses] == [
        ("3.2", NO_STATUS, UNDER_WAY),
        ("6.3a", NO_STATUS, UNDER_WAY),
    ]
    assert sorted(report.measure for report in found.reports) == ["P5-3.2", "P5-5.3.n2", "P5-5.3.n3", "P5-6.3a"]
    assert found.added == ()
    assert changes(held, "P5", MEETING, MEETING).nothing


def test_the_attention_list_by_rule(held: Snapshot, state: PlanProgress) -> None:
    rows = attention(held, state, "P5")
    counts = {rule: sum(row.rule is rule for row in rows) for rule in Rule}
    assert {rule: n for rule, n in counts.items() if n} == {
        Rule.REPORT_UNHEARD: 4,
        Rule.LATE: 1,
        Rule.NO_FINAL_REPORT: 6,
        Rule.FOCUS_OPEN: 9,
    }
    assert [row.standing.measure.number for row in rows if row.rule is Rule.LATE and row.standing] == ["3.5"]


def test_the_reports_of_which_nothing_was_heard(held: Snapshot) -> None:
    """The reports due on 01.03.2024. and 01.03.2026., the one promised for early 2026, and the IRM's of April 2026.

    The deadline for comments on the IRM's midterm review (21.11.2024.) is no report.
    """
    found = unheard_reports(held, DAY, "P5")
    assert [(event.end or event.start).iso for event in found] == ["2024-03-01", "2026-03", "2026-03-01", "2026-04"]
    assert len(unheard_reports(held, date(2025, 1, 1), "P5")) == 1


def test_six_institutions_are_silent(held: Snapshot, state: PlanProgress) -> None:
    found = silent_institutions(held, state.standings, "P5", DAY)
    assert [(item.institution, item.measures, item.last_report) for item in found] == [
        ("VK", 29, None), ("VARAM", 13, None), ("VAS", 10, None), ("VID", 10, None), ("TM", 5, None), ("FM", 4, None),
    ]  # fmt: skip
    assert silent_institutions(held, state.standings, "P5", date(2025, 12, 31)) == ()


def test_nine_items_of_special_attention_and_none_is_known_to_be_done(held: Snapshot, state: PlanProgress) -> None:
    found = focus_items(held, state, "P5")
    assert [item.number for item, _ in found] == [str(number) for number in range(1, 10)]
    assert [standings[0].measure.number for _, standings in found[:8]] == SPECIAL_ATTENTION
    assert len(found[8][1]) == 10
    assert len(open_focus(held, state, "P5")) == 9


def test_the_calendar_round_the_day(held: Snapshot) -> None:
    """Open: the sixth plan's period, stated twice. Unheard: the fifth plan's four reports, the sixth's four
    steps of 2025, and three planned events of 2025 (dialogue circles, the register of interests, the Saeima's
    conference).
    """
    found = calendar(held, DAY)
    assert found.coming == ()
    assert [[event.end and event.end.iso for event in group] for group in found.open_questions] == [["2027", "2029"]]
    assert len(found.unheard) == 11
    assert len(found.past) + 11 + 2 == len(held.calendar)


def test_money_by_year(held: Snapshot) -> None:
    found = money(held, "P5")
    assert found.years == (Year(2023, 90000, None), Year(2024, 117000, 30000), Year(2025, 95000, None))
    assert (len(found.existing), len(found.related)) == (2, 3)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2025-09-29", Schedule.BEFORE), ("2025-09-30", Schedule.NEAR), ("2025-12-31", Schedule.NEAR),
        ("2026-01-01", Schedule.LATE), ("2026-11-22", Schedule.LATE),
    ],
)  # fmt: skip
def test_only_measure_3_5_has_a_deadline_the_end_of_2025(held: Snapshot, on: str, state: Schedule) -> None:
    day = date.fromisoformat(on)
    found = {item.measure.number: schedule(item, day) for item in progress(held, "P5", day).standings}
    assert found.pop("3.5") is state
    assert set(found.values()) == {Schedule.UNKNOWN}


def test_measure_1_2_in_full(held: Snapshot) -> None:
    measure = find_measure(held, "P5", "1.2")
    assert measure
    found = dossier(held, measure, DAY)
    assert found.standing.status is DONE
    assert found.standing.from_public_sources
    (report,) = found.reports
    assert (report.day, report.assessor) == (date(2024, 10, 15), Assessor.PUBLIC_SOURCES)
    assert "https://www.vestnesis.lv/op/2024/202.1" in (report.evidence or "")
    assert (found.schedule, found.reporting) == (Schedule.UNKNOWN, Reporting.NEVER)
    assert [item.number for item in found.agenda] == ["2"], "the council's second item of 07.11.2024."
    assert [event.start.iso for event in found.events] == ["2024-10-15"] * 3, "adopted; for institutions; for others"
    assert not [*found.focus, *found.decisions, *found.funding]
    assert found.commitment
    assert found.direction
    assert (found.commitment.ogp_id, found.direction.number) == ("LV0046", "1")
    assert [found.previous and found.previous.number, found.next and found.next.number] == ["1.1", "1.3"]
    assert held.places == {} or found.place


def test_measure_6_3_is_counted_through_its_seven_parts(held: Snapshot) -> None:
    measure = find_measure(held, "P5", "6.3")
    assert measure
    found = dossier(held, measure, DAY)
    assert not found.counts
    assert [part.measure.number for part in found.parts] == [f"6.3{letter}" for letter in "abcdefg"]
    assert len(found.reports) == 1
    assert [item.number for item in found.focus] == ["9"]


@pytest.mark.parametrize(
    ("wanted", "n"),
    [
        (Filter(), 40), (Filter(direction="1"), 16), (Filter(direction="3"), 10), (Filter(commitment="5"), 9),
        (Filter(institution="VARAM"), 13), (Filter(institution="PROVIDUS"), 1), (Filter(institution="IRM"), 0),
        (Filter(states=frozenset({UNDER_WAY})), 7), (Filter(states=frozenset({NO_STATUS})), 15),
        (Filter(states=frozenset({NO_NEWS})), 15),
        (Filter(states=frozenset(Unknown)), 30),
        # 1.n1, 1.n2; 2.n1–2.n5; 3.n1–3.n3; 4.n1, 4.n2; 5.3.n1–5.3.n4, 5.n1, 5.n2; 6.n1
        (Filter(provisional=True), 2 + 5 + 3 + 2 + 6 + 1),
        (Filter(words="piekļustamibas"), 1), (Filter(words="3.5"), 1), (Filter(words="6.3"), 7),
        (Filter(words="5.3"), 5),
    ],
)  # fmt: skip
def test_filters_and_search(held: Snapshot, state: PlanProgress, wanted: Filter, n: int) -> None:
    assert len(matching(held, state, wanted)) == n


def test_the_fifth_plan_is_meant_and_the_sixth_is_being_drafted(held: Snapshot) -> None:
    plan = default_plan(held.plans, (measure.plan for measure in held.measures))
    assert plan
    assert plan.id == "P5"
    assert [item.id for item in next_plans(held, plan)] == ["P6"]
    assert progress(held, "P6", DAY).tally.total == 0


def test_every_day_of_the_plan_adds_up(held: Snapshot) -> None:
    for weeks in range(0, 260, 10):
        found = progress(held, "P5", date(2022, 1, 1) + timedelta(weeks=weeks))
        assert sum(item.tally.total for item in found.directions) == found.tally.total == len(found.standings)
