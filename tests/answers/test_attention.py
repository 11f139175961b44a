"""The attention list: each rule by itself, the order of the rules, and the list for special attention."""

import pytest

from data.answers.attention import (
    Attention,
    Rule,
    asked,
    attention,
    commitment_of,
    focus_items,
    focus_year,
    of_institution,
    open_focus,
)
from data.answers.progress import progress
from data.model import STATUS_ORDER, Assessor, DecisionState, EventKind, EventState, Snapshot, Status
from tests.answers.build import (
    PLAN,
    commitment,
    day,
    decision,
    event,
    focus,
    measure,
    meeting,
    plan,
    report,
    snapshot,
)

INSTITUTION, PUBLIC, IRM, NGO = Assessor
DONE, UNDER_WAY = Status.DONE, Status.UNDER_WAY


def listed(held: Snapshot, on: str) -> tuple[Attention, ...]:
    return attention(held, progress(held, PLAN, day(on)), PLAN)


def rules(on: str, *records: object) -> list[tuple[Rule, str | None]]:
    """The rules and the numbers of the measures they speak of."""
    found = listed(snapshot(*records), on)
    return [(row.rule, row.standing.measure.number if row.standing else None) for row in found]


ON = "2024-06-30"


def test_a_measure_of_which_nothing_is_known_needs_no_attention_by_itself() -> None:
    assert rules(ON, measure("1.1", responsible=("VK",)), measure("1.2")) == []


def test_the_council_is_asked() -> None:
    wish = report("1.1", "2024-06-01", UNDER_WAY, needed_from_council="Lemt par termiņu.")
    (row,) = listed(snapshot(measure("1.1"), wish), ON)
    assert (row.rule, row.since) == (Rule.COUNCIL_ASKED, day("2024-06-01"))
    assert rules(ON, measure("1.1"), report("1.1", "2024-06-01", UNDER_WAY, NGO, needed_from_council="y")) == []
    withdrawn = report("1.1", "2024-06-15", UNDER_WAY)
    assert rules(ON, measure("1.1"), wish, withdrawn) == [], "a later status that asks nothing withdraws it"


@pytest.mark.parametrize("status", [*STATUS_ORDER, Status.UNCHANGED, None])
def test_what_is_asked_stays_whatever_the_status(status: Status | None) -> None:
    own = report("1.1", "2024-06-01", status, evidence="x", obstacles="x", needed_from_council="Lemt.")
    assert (Rule.COUNCIL_ASKED, "1.1") in rules(ON, measure("1.1"), own)


@pytest.mark.parametrize("later", [None, Status.UNCHANGED])
def test_a_report_that_says_nothing_new_withdraws_nothing(later: Status | None) -> None:
    wish = report("1.1", "2024-06-01", UNDER_WAY, needed_from_council="Lemt par termiņu.")
    held = snapshot(measure("1.1"), wish, report("1.1", "2024-06-15", later))
    (row,) = listed(held, ON)
    assert row.since == day("2024-06-01")
    assert [text for _, text in asked([row])] == ["Lemt par termiņu."]


@pytest.mark.parametrize(
    ("on", "state", "named", "stays"),
    [
        pytest.param("2024-06-15", DecisionState.DONE, ("1.1",), False, id="carried out"),
        pytest.param("2024-06-15", DecisionState.OPEN, ("1.1",), True, id="still awaited"),
        pytest.param("2024-06-15", None, ("1.1",), True, id="not said how far"),
        pytest.param("2024-06-15", DecisionState.CANCELLED, ("1.1",), True, id="called off"),
        pytest.param("2024-06-15", DecisionState.DONE, ("1.2",), True, id="on another measure"),
        pytest.param("2024-05-31", DecisionState.DONE, ("1.1",), True, id="before it was asked"),
        pytest.param("2024-06-01", DecisionState.DONE, ("1.1",), True, id="on the day it was asked"),
        pytest.param("2024-07-01", DecisionState.DONE, ("1.1",), True, id="after the day judged on"),
    ],
)
def test_a_decision_that_was_carried_out_answers_what_was_asked_before_it(
    on: str, state: DecisionState | None, named: tuple[str, ...], stays: bool
) -> None:
    wish = report("1.1", "2024-06-01", UNDER_WAY, needed_from_council="Lemt par termiņu.")
    taken = decision("L-1", on, *(f"{PLAN}-{own}" for own in named), state=state)
    older = decision("L-0", "2023-01-10", f"{PLAN}-1.1", state=DecisionState.DONE)
    held = (measure("1.1"), measure("1.2"), wish, meeting(on), meeting("2023-01-10"), taken, older)
    assert ((Rule.COUNCIL_ASKED, "1.1") in rules(ON, *held)) == stays


def test_what_is_asked_stands_in_the_institutions_own_words_and_nothing_else_does() -> None:
    held = snapshot(
        measure("1.1"), measure("1.2", deadline="2024-05"), measure("1.3"),
        report("1.1", "2024-06-01", UNDER_WAY, needed_from_council="Lemt par termiņu."),
        report("1.2", "2024-06-01", UNDER_WAY),
        report("1.3", "2024-06-01", UNDER_WAY, needed_from_council="Piešķirt naudu."),
    )  # fmt: skip
    found = [(standing.measure.number, words) for standing, words in asked(listed(held, ON))]
    assert found == [("1.1", "Lemt par termiņu."), ("1.3", "Piešķirt naudu.")]


def test_late_and_near() -> None:
    days = {"1.1": "2024-06-29", "1.2": "2024-06-30", "1.3": "2026"}
    held = [measure(number, deadline=deadline) for number, deadline in days.items()]
    assert rules(ON, *held) == [(Rule.DEADLINE_UNKNOWN, "1.1"), (Rule.DEADLINE_NEAR, "1.2")]
    begun = report("1.1", "2024-06-01", UNDER_WAY)
    assert rules(ON, *held, begun) == [(Rule.LATE, "1.1"), (Rule.DEADLINE_NEAR, "1.2")]
    done = report("1.1", "2024-06-30", DONE, evidence="x")
    assert rules(ON, *held, done) == [(Rule.DEADLINE_NEAR, "1.2")], "done late is done"


@pytest.mark.parametrize(
    ("status", "rule"), [(Status.STOPPED, Rule.STOPPED), (Status.NOT_DONE, Rule.NOT_DONE), (DONE, Rule.NO_EVIDENCE)]
)
def test_stopped_not_done_and_done_without_evidence(status: Status, rule: Rule) -> None:
    (row,) = listed(snapshot(measure("1.1"), report("1.1", "2024-06-01", status)), ON)
    assert (row.rule, row.since) == (rule, day("2024-06-01"))
    (row,) = listed(snapshot(measure("1.1"), report("1.1", "2024-06-01", status, PUBLIC)), ON)
    assert row.rule is rule


@pytest.mark.parametrize("status", [Status.PARTLY_DONE, Status.ONGOING, UNDER_WAY, Status.NOT_STARTED, None])
def test_other_statuses_alone_need_no_attention(status: Status | None) -> None:
    assert rules(ON, measure("1.1"), report("1.1", "2024-06-01", status)) == []


def test_stale_only_while_the_plan_runs_and_only_of_who_has_reported() -> None:
    old = report("1.1", "2023-12-29", UNDER_WAY)
    (row,) = listed(snapshot(measure("1.1"), old), ON)
    assert (row.rule, row.since) == (Rule.STALE, day("2023-12-29")), "29.12. to 30.06. are 184 days"
    assert rules("2024-06-29", measure("1.1"), old) == []
    assert rules(ON, plan(end="2024-06-29"), measure("1.1"), old) == []
    assert rules(ON, plan(end="2024-06-30"), measure("1.1"), old) == [(Rule.STALE, "1.1")], "its last day is the plan's"
    assert rules(ON, measure("1.1"), report("1.1", "2022-01-01", UNDER_WAY, PUBLIC)) == []
    assert rules(ON, measure("1.1"), report("1.1", "2022-01-01", DONE, evidence="x")) == [], "done does not go stale"
    stopped = report("1.1", "2022-01-01", Status.STOPPED, obstacles="x")
    assert rules(ON, measure("1.1"), stopped) == [(Rule.STOPPED, "1.1")], "nor what was stopped"


def test_after_the_end_silence_is_said_once_an_institution() -> None:
    held = snapshot(
        plan(end="2023"), measure("1.1", responsible=("VK",)), measure("1.2", responsible=("VK", "TM")),
        report("1.1", "2023-05-01", UNDER_WAY),
    )  # fmt: skip
    found = listed(held, ON)
    assert [(row.rule, row.institution, row.measures, row.since) for row in found] == [
        (Rule.NO_FINAL_REPORT, "VK", 2, day("2023-05-01")),
        (Rule.NO_FINAL_REPORT, "TM", 1, None),
    ]


def test_a_promised_report_without_word_of_it() -> None:
    promised = event("2024-01", kind=EventKind.REPORT, state=EventState.PROMISED)
    (row,) = listed(snapshot(measure("1.1"), promised), ON)
    assert (row.rule, row.event) == (Rule.REPORT_UNHEARD, promised)
    assert listed(snapshot(promised), "2024-01-31") == (), "January is over on the first of February"
    assert listed(snapshot(promised), "2024-02-01") != ()


def test_rows_stand_in_the_order_of_the_rules_and_then_of_the_plan() -> None:
    found = rules(
        ON,
        measure("1.1", deadline="2023"), measure("1.2"), measure("1.3"),
        measure("1.4", deadline="2023"), measure("1.5"),
        report("1.1", "2024-06-01", Status.STOPPED, needed_from_council="x"), report("1.2", "2024-06-01", DONE),
        report("1.3", "2024-06-01", Status.STOPPED), report("1.4", "2023-01-01", UNDER_WAY),
        report("1.5", "2024-06-01", Status.NOT_DONE),
        focus(2024, "1", "P1-1.4"), event("2024-01", kind=EventKind.REPORT, state=EventState.PROMISED),
    )  # fmt: skip
    assert found == [
        (Rule.COUNCIL_ASKED, "1.1"), (Rule.REPORT_UNHEARD, None), (Rule.LATE, "1.4"), (Rule.FOCUS_OPEN, "1.4"),
        (Rule.STOPPED, "1.1"), (Rule.STOPPED, "1.3"), (Rule.NOT_DONE, "1.5"), (Rule.STALE, "1.4"),
        (Rule.NO_EVIDENCE, "1.2"),
    ]  # fmt: skip
    order = list(Rule)
    assert [order.index(rule) for rule, _ in found] == sorted(order.index(rule) for rule, _ in found)


# The list for special attention


FAMILY = [measure("1.3"), measure("1.3a", parent="P1-1.3"), measure("1.3b", parent="P1-1.3"), measure("2.1")]


def named(on: str, *records: object) -> list[tuple[str, list[str]]]:
    held = snapshot(*records)
    found = focus_items(held, progress(held, PLAN, day(on)), PLAN)
    return [(item.number, [own.measure.number for own in standings]) for item, standings in found]


def test_the_newest_list_begun_by_the_day_counts() -> None:
    lists = [focus(2023, "1", "P1-1.1"), focus(2025, "1", "P1-1.2"), focus(2024, "1", "P1-1.1", plan="P2")]
    held = snapshot(measure("1.1"), measure("1.2"), *lists)
    assert [focus_year(held, day(f"{year}-06-30"), PLAN) for year in (2022, 2023, 2024, 2025, 2030)] == [
        None, 2023, 2023, 2025, 2025,
    ]  # fmt: skip
    assert named("2024-12-31", measure("1.1"), measure("1.2"), *lists) == [("1", ["1.1"])]
    assert named("2025-01-01", measure("1.1"), measure("1.2"), *lists) == [("1", ["1.2"])]
    assert named("2022-01-01", measure("1.1"), *lists) == []


def test_an_item_names_measures_parents_or_commitments() -> None:
    commitments = [commitment("1"), commitment("2")]
    assert named(ON, *FAMILY, *commitments, focus(2024, "1", "P1-1.3a", "P1-2.1")) == [("1", ["1.3a", "2.1"])]
    assert named(ON, *FAMILY, *commitments, focus(2024, "2", "P1-1.3")) == [("2", ["1.3a", "1.3b"])]
    assert named(ON, *FAMILY, *commitments, focus(2024, "3", "P1/1")) == [("3", ["1.3a", "1.3b"])]
    assert named(ON, *FAMILY, *commitments, focus(2024, "4", "P1-9.9", "P1/9")) == [("4", [])]
    assert named(ON, *FAMILY, focus(2024, "5", plan=None)) == [("5", [])]


def test_a_commitment_of_another_plan_is_not_ours() -> None:
    held = [plan(), plan("P2"), *FAMILY, measure("1.1", plan="P2"), focus(2024, "1", "P2/1", plan=None)]
    assert named(ON, *held) == [("1", [])]
    assert commitment_of(progress(snapshot(*held), "P2", day(ON)).standings[0]) == "P2/1"


def test_an_item_is_open_until_all_it_names_is_known_to_be_done() -> None:
    items = [focus(2024, "1", "P1-2.1"), focus(2024, "2", "P1/1"), focus(2024, "3")]
    done = [report(number, "2024-01-01", DONE, evidence="x") for number in ("2.1", "1.3a")]
    held = snapshot(*FAMILY, commitment("1"), *items, *done)
    state = progress(held, PLAN, day(ON))
    assert [(item.number, own) for item, own in open_focus(held, state, PLAN)] == [("2", None), ("3", None)]
    held = snapshot(*FAMILY, commitment("1"), *items)
    rows = [row for row in listed(held, ON) if row.rule is Rule.FOCUS_OPEN]
    assert [(row.focus and row.focus.number, row.standing and row.standing.measure.number) for row in rows] == [
        ("1", "2.1"),
        ("2", None),
        ("3", None),
    ]


def test_what_concerns_one_institution() -> None:
    """An item on a commitment concerns whoever answers for a measure of it; the plan's own reports are nobody's."""
    held = snapshot(
        commitment("1"), commitment("2"),
        measure("1.1", responsible=("TM",)), measure("1.2", responsible=("VK",)), measure("2.1", responsible=("VK",)),
        report("1.2", "2024-01-01", Status.STOPPED), report("1.1", "2024-01-01", Status.DONE),
        focus(2026, "1", f"{PLAN}-1.1"), focus(2026, "2", f"{PLAN}/1"), focus(2026, "3", f"{PLAN}/2"),
        focus(2026, "4", f"{PLAN}-2.1"), event("2026-02", kind=EventKind.REPORT, state=EventState.PROMISED),
    )  # fmt: skip
    state = progress(held, PLAN, day("2026-06-30"))
    rows = attention(held, state, PLAN)

    def told(institution: str) -> list[tuple[Rule, str | None]]:
        own = of_institution(rows, held, state, PLAN, institution)
        names = (row.standing.measure.number if row.standing else row.institution for row in own)
        return [(row.rule, row.focus.number if row.focus else name) for row, name in zip(own, names, strict=True)]

    assert Rule.REPORT_UNHEARD in [row.rule for row in rows]
    assert told("TM") == [(Rule.NO_FINAL_REPORT, "TM"), (Rule.FOCUS_OPEN, "2"), (Rule.NO_EVIDENCE, "1.1")]
    assert told("VK") == [
        (Rule.NO_FINAL_REPORT, "VK"), (Rule.FOCUS_OPEN, "2"), (Rule.FOCUS_OPEN, "3"), (Rule.FOCUS_OPEN, "4"),
        (Rule.STOPPED, "1.2"),
    ]  # fmt: skip
    assert told("XX") == []
