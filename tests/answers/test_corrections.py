"""Which shown figures two snapshots give differently, and whether a new row or an altered one says so."""

from dataclasses import replace
from typing import Any

import pytest

from data import live
from data.answers.corrections import TABLES, Change, Figure, Shown, figure_changes
from data.answers.openness import Coverage
from data.model import Answer, DecisionState, FundingKind, Response, Snapshot, Status, TrustFigure, Unknown
from tests.answers.build import (
    PLAN,
    _made,
    day,
    decision,
    funding,
    indicator,
    measure,
    municipality,
    partial,
    report,
    snapshot,
    value,
)

ON = day("2024-06-01")
MEASURES = (measure("1.1"), measure("1.2"))


def trust(figure: float | None) -> TrustFigure:
    own = {"survey": "OECD", "year": 2023, "country": "LVA", "indicator": "government", "title": "Valdībai"}
    return _made(TrustFigure, **own, group="visi", response=Response.HIGH, value=figure)


def changes(before: Snapshot, after: Snapshot) -> list[tuple[Any, ...]]:
    return [(*own.figure, own.before, own.after, own.corrected) for own in figure_changes(before, after, ON)]


FIRST = report("1.1", "2024-01-10", Status.UNDER_WAY)


def test_a_new_report_is_no_correction() -> None:
    """It moves the measure and two counts; the totals stand."""
    after = snapshot(*MEASURES, FIRST, report("1.1", "2024-05-01", Status.DONE))
    assert changes(snapshot(*MEASURES, FIRST), after) == [
        (Shown.COUNT, (PLAN, Status.DONE), 0, 1, False),
        (Shown.COUNT, (PLAN, Status.UNDER_WAY), 1, 0, False),
        (Shown.STATUS, (f"{PLAN}-1.1",), Status.UNDER_WAY, Status.DONE, False),
    ]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((replace(FIRST, status=Status.DONE),), id="altered"),
        pytest.param((report("1.1", "2024-01-11", Status.DONE),), id="taken away for another"),
    ],
)
def test_a_row_that_stood_and_is_altered_is_a_correction(after: tuple[Any, ...]) -> None:
    found = changes(snapshot(*MEASURES, FIRST), snapshot(*MEASURES, *after))
    moved = [(Shown.STATUS, (f"{PLAN}-1.1",), Status.UNDER_WAY, Status.DONE)]
    assert [own[:4] for own in found if own[0] is Shown.STATUS] == moved
    # A report on another day says it all the same: that the first one is gone changes no figure.
    assert {own[4] for own in found} == {len(after) == 1 and after[0].day == FIRST.day}


def test_a_report_taken_away_leaves_the_measure_unknown() -> None:
    assert changes(snapshot(*MEASURES, FIRST), snapshot(*MEASURES)) == [
        (Shown.COUNT, (PLAN, Status.UNDER_WAY), 1, 0, True),
        (Shown.COUNT, (PLAN, Unknown.NO_NEWS), 1, 2, True),
        (Shown.STATUS, (f"{PLAN}-1.1",), Status.UNDER_WAY, Unknown.NO_NEWS, True),
    ]


def test_each_figure_has_its_own_cause() -> None:
    """One read brings a new report on one measure and a correction of another."""
    before = snapshot(*MEASURES, FIRST, report("1.2", "2024-02-01", Status.DONE))
    after = snapshot(
        *MEASURES,
        FIRST,
        report("1.1", "2024-05-01", Status.ONGOING),
        report("1.2", "2024-02-01", Status.NOT_STARTED),
    )
    found = {own[1][-1]: own[4] for own in changes(before, after)}
    assert (found[f"{PLAN}-1.1"], found[f"{PLAN}-1.2"]) == (False, True)
    assert (found[Status.ONGOING], found[Status.DONE], found[Status.NOT_STARTED]) == (False, True, True)


def test_time_that_passes_and_words_change_no_figure() -> None:
    reworded = (replace(MEASURES[0], title="Citā vārdā"), MEASURES[1])
    told = replace(FIRST, done="Citiem vārdiem.")
    assert changes(snapshot(*MEASURES, FIRST), snapshot(*reworded, told)) == []
    late = report("1.1", "2024-06-02", Status.DONE)
    assert changes(snapshot(*MEASURES, FIRST), snapshot(*MEASURES, FIRST, late)) == [], "dated after the day"


def test_a_deadline_moves_by_report_or_by_correction() -> None:
    own = replace(MEASURES[0], deadline=partial("2024-12"))
    promised = report("1.1", "2024-05-01", Status.UNDER_WAY, new_deadline="2025-03")
    figure = (Shown.DEADLINE, (own.id,))
    before = snapshot(own, FIRST)
    by_report = (*figure, partial("2024-12"), partial("2025-03"), False)
    assert changes(before, snapshot(own, FIRST, promised)) == [by_report]
    moved = snapshot(replace(own, deadline=None), FIRST)
    assert changes(before, moved) == [(*figure, partial("2024-12"), None, True)]


def test_a_measure_that_comes_or_goes_changes_the_total() -> None:
    more = snapshot(*MEASURES, measure("1.3", deadline="2024-12"))
    assert changes(snapshot(*MEASURES), more) == [
        (Shown.TOTAL, (PLAN,), 2, 3, False),
        (Shown.COUNT, (PLAN, Unknown.NO_NEWS), 2, 3, False),
    ]
    gone = changes(more, snapshot(*MEASURES))
    assert gone[-1] == (Shown.STATUS, (f"{PLAN}-1.3",), Unknown.NO_NEWS, None, True), "its deadline went with it"
    assert gone[0] == (Shown.TOTAL, (PLAN,), 3, 2, True)


UNITS = (municipality("1"), municipality("2"), indicator("PL-1", measures=(f"{PLAN}-1.1",)), *MEASURES)


def test_an_answer_is_a_figure_even_where_it_was_not_known() -> None:
    before = snapshot(*UNITS, value("1", "PL-1", Answer.NO))
    after = snapshot(*UNITS, value("1", "PL-1", Answer.YES), value("2", "PL-1", Answer.PARTLY, since_year=2023))
    assert changes(before, after) == [
        (Shown.COVERAGE, (), Coverage(1, 2), Coverage(2, 2), False),
        (Shown.ANSWER, ("1", "PL-1"), Answer.NO, Answer.YES, True),
        (Shown.ANSWER, ("2", "PL-1"), None, Answer.PARTLY, False),
        (Shown.SINCE, ("2", "PL-1"), None, 2023, False),
    ]
    new_unit = snapshot(*UNITS, municipality("3"), value("1", "PL-1", Answer.NO), value("3", "PL-1", Answer.YES))
    assert [own[0] for own in changes(before, new_unit)] == [Shown.COVERAGE], "a municipality not shown before"


def test_a_newer_answer_is_new_and_an_amount_has_its_own_line() -> None:
    before = snapshot(*UNITS, value("1", "PL-1", Answer.YES, number=100.0, stage="norisinās", source_date="2023"))
    after = replace(
        before, indicator_values=(*before.indicator_values, value("1", "PL-1", Answer.NO, source_date="2024-02"))
    )
    assert changes(before, after) == [
        (Shown.ANSWER, ("1", "PL-1"), Answer.YES, Answer.NO, False),
        (Shown.STAGE, ("1", "PL-1"), "norisinās", None, False),
        (Shown.NUMBER, ("1", "PL-1"), 100.0, None, False),
    ]


def test_decisions_money_and_trust_are_figures() -> None:
    before = snapshot(
        decision("L-1", "2024-01-10", due="2024-12", state=DecisionState.OPEN),
        funding(FundingKind.NEED, 1000.0, 2024), funding(FundingKind.ALLOCATED, 10.0, 2024), trust=(trust(29.0),),
    )  # fmt: skip
    after = snapshot(
        decision("L-1", "2024-01-10", due="2025", state=DecisionState.DONE), decision("L-2", "2024-01-10"),
        funding(FundingKind.NEED, 1000.0, 2024), funding(FundingKind.NEED, 5.0, 2024),
        funding(FundingKind.ALLOCATED, 10.0, 2024), trust=(trust(30.5),),
    )  # fmt: skip
    key = ("OECD", 2023, "LVA", "government", "visi", Response.HIGH)
    assert changes(before, after) == [
        (Shown.DECISION, ("L-1",), DecisionState.OPEN, DecisionState.DONE, True),
        (Shown.DUE, ("L-1",), partial("2024-12"), partial("2025"), True),
        (Shown.NEED, (PLAN, 2024), 1000.0, 1005.0, False),
        (Shown.TRUST, key, 29.0, 30.5, True),
    ]


def test_equal_snapshots_change_nothing_and_all_embedded_figures_are_compared() -> None:
    own = live.embedded().snapshot
    assert figure_changes(own, own, ON) == ()
    nothing: dict[str, Any] = dict.fromkeys(TABLES, ())
    emptied = replace(own, **nothing)
    gone = figure_changes(own, emptied, day("2026-11-22"))
    assert {change.figure.shown for change in gone} == {*Shown} - {Shown.DECISION, Shown.DUE, Shown.DEADLINE}
    assert all(change.corrected for change in gone)
    assert Change(Figure(Shown.COVERAGE, ()), Coverage(107, 294), None, corrected=True) in gone
