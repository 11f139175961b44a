"""What moved between two meetings: from dated reports, from the cells of two snapshots, each thing once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from data import live
from data.answers.difference import difference
from data.answers.moves import Kind, Move, moved
from data.model import Assessor, DecisionState, Measure, PartialDate, Snapshot, Status, Unknown
from tests.answers.build import (
    PLAN,
    commitment,
    day,
    decision,
    focus,
    measure,
    meeting,
    partial,
    plan,
    report,
    snapshot,
)

FINISHED, STARTED, STATUS, LEARNED, LATE, PASSED, DEADLINE, ADDED, REWORDED, REMOVED, REPORTED, CORRECTED = Kind
DONE, UNDER_WAY, ONGOING, NOT_STARTED, UNCHANGED = (
    Status.DONE, Status.UNDER_WAY, Status.ONGOING, Status.NOT_STARTED, Status.UNCHANGED,
)  # fmt: skip
SINCE, UNTIL = day("2024-01-10"), day("2024-06-30")


def reported(*records: object) -> list[tuple[Kind, str]]:
    """The moves that reports alone tell: kind and the measure's number."""
    found = moved(snapshot(*records), PLAN, SINCE, UNTIL, before=None)
    assert found.compared is None
    return [(move.kind, move.measure.number if move.measure else "") for move in found.moves]


def seen(before: Snapshot, after: Snapshot) -> list[tuple[Kind, str, str]]:
    """The moves with both snapshots: kind, the table and the column, "" where a report or a whole row says so."""
    found = moved(after, PLAN, SINCE, UNTIL, before=before)
    assert found.compared == (before.id, after.id)
    return [
        (move.kind, move.row.table if move.row else "", move.cell.column if move.cell else "") for move in found.moves
    ]


# The proof: six cells


def changed(records: tuple[Any, ...], key: dict[str, object], **cells: object) -> tuple[Any, ...]:
    """Records of which the one with this key says something else."""
    (place,) = (
        number
        for number, record in enumerate(records)
        if all(getattr(record, name) == value for name, value in key.items())
    )
    return (*records[:place], replace(records[place], **cells), *records[place + 1 :])


def test_six_known_cells_one_of_them_a_deleted_row_are_exactly_the_six_that_are_listed() -> None:
    """On the embedded data: the measures, reports and lists of the real plan."""
    before = live.embedded().snapshot
    then, now = day("2026-11-01"), day("2026-11-22")
    assert moved(before, "P5", then, now, before=before).moves == (), "nothing is reported or late in these three weeks"
    old = next(own for own in before.updates if own.status is UNDER_WAY and own.measure == "P5-3.5")
    done = next(own for own in before.updates if own.done and own.measure != "P5-3.5")
    item = before.focus[0]
    gone = ("P5-6.3b",)
    assert gone[0] in {own.id for own in before.measures}
    held = replace(
        before,
        id="0123456789",
        measures=tuple(
            own
            for own in changed(
                changed(before.measures, {"id": "P5-1.1"}, title="Cits nosaukums"),
                {"id": "P5-1.2"},
                deadline=partial("2027-03"),
            )
            if own.id != gone[0]
        ),
        updates=changed(
            changed(before.updates, {"measure": old.measure, "day": old.day, "assessor": old.assessor}, status=ONGOING),
            {"measure": done.measure, "day": done.day, "assessor": done.assessor},
            done="Cits paveiktais.",
        ),
        focus=changed(before.focus, {"year": item.year, "number": item.number}, text="Cits teksts"),
    )
    found = moved(held, "P5", then, now, before=before)
    assert found.compared == (before.id, "0123456789")
    told = {
        (move.kind, move.row.key, move.cell.column if move.cell else None, move.cell.before if move.cell else None)
        for move in found.moves
        if move.row
    }
    deadline = next(own.deadline for own in before.measures if own.id == "P5-1.2")
    title = next(own.title for own in before.measures if own.id == "P5-1.1")
    assert told == {
        (REWORDED, ("P5-1.1",), "title", title),
        (DEADLINE, ("P5-1.2",), "deadline", deadline.iso if deadline else ""),
        (STATUS, (old.measure, old.day, old.assessor), "status", "Tiek īstenots"),
        (CORRECTED, (done.measure, done.day, done.assessor), "done", done.done),
        (REWORDED, (item.year, item.number), "text", item.text),
        (REMOVED, gone, None, None),
    }
    assert len(found.moves) == 6, "and nothing twice, and nothing else"


def base() -> list[Any]:
    return [
        meeting("2024-01-10"), commitment("1"), measure("1.1"), measure("1.2", deadline="2024-12"), measure("1.3"),
        report("1.1", "2023-05-01", UNDER_WAY, done="Sākts."), report("1.2", "2023-06-01", UNDER_WAY),
        decision("L-1", "2024-01-10", state=DecisionState.OPEN, due="2025"), focus(2024, "1", "P1-1.1"),
    ]  # fmt: skip


ONE_CELL: dict[str, tuple[int, dict[str, Any], tuple[Kind, str, str]]] = {
    "a title": (2, {"title": "Cits"}, (REWORDED, "measures", "title")),
    "a commitment's title": (1, {"title": "Cita"}, (REWORDED, "commitments", "title")),
    "a decision's text": (7, {"text": "Cits lēmums"}, (REWORDED, "decisions", "text")),
    "the focus list's text": (8, {"text": "Cits punkts"}, (REWORDED, "focus", "text")),
    "a deadline": (3, {"deadline": PartialDate(2025)}, (DEADLINE, "measures", "deadline")),
    "a deadline taken away": (3, {"deadline": None}, (DEADLINE, "measures", "deadline")),
    "a decision's due date": (7, {"due": None}, (DEADLINE, "decisions", "due")),
    "an old report's status": (5, {"status": DONE}, (STATUS, "updates", "status")),
    "an old report's new deadline": (6, {"new_deadline": PartialDate(2025)}, (DEADLINE, "updates", "new_deadline")),
    "an old report's words": (5, {"done": "Darīts."}, (CORRECTED, "updates", "done")),
    "a decision's state": (7, {"state": DecisionState.DONE}, (CORRECTED, "decisions", "state")),
    "who answers for it": (4, {"responsible": ("VK",)}, (CORRECTED, "measures", "responsible")),
}


@pytest.mark.parametrize("name", ONE_CELL)
def test_one_altered_cell_is_one_move_of_its_kind(name: str) -> None:
    place, cells, expected = ONE_CELL[name]
    after = base()
    after[place] = replace(after[place], **cells)
    assert seen(snapshot(*base()), snapshot(*after)) == [expected]


@pytest.mark.parametrize("place", range(2, 9))
def test_one_deleted_row_is_one_move(place: int) -> None:
    after = base()
    gone = after.pop(place)
    ((kind, table, column),) = seen(snapshot(*base()), snapshot(*after))
    assert (kind, column) == (REMOVED, "")
    assert table == {"Measure": "measures", "Update": "updates", "Decision": "decisions", "FocusItem": "focus"}[
        type(gone).__name__
    ]  # fmt: skip


def test_every_change_of_the_difference_is_told_once_whatever_it_is() -> None:
    """Everything at once: eleven cells, a removed row and two new ones."""
    after = base()
    for place, cells, _ in ONE_CELL.values():
        after[place] = replace(after[place], **cells)
    after += [measure("1.9"), report("1.3", "2023-02-01", UNDER_WAY)]
    old, new = snapshot(*base(), measure("1.8")), snapshot(*after)
    found = moved(new, PLAN, SINCE, UNTIL, before=old)
    wanted = [
        (row.table, row.key, cell.column if cell else None)
        for row in difference(old, new)
        for cell in row.cells or (None,)
    ]
    told = [(move.row.table, move.row.key, move.cell.column if move.cell else None) for move in found.moves if move.row]
    assert sorted(map(str, told)) == sorted(map(str, wanted))
    assert len(told) == len(found.moves) == 11 + 3


# New rows and the reports that explain them


def test_a_report_is_not_told_again_because_its_row_is_new() -> None:
    new = report("1.1", "2024-03-01", DONE)
    assert seen(snapshot(*base()), snapshot(*base(), new)) == [(FINISHED, "", "")]


def test_a_late_written_report_of_an_earlier_day_is_told_by_its_row() -> None:
    new = report("1.3", "2023-03-01", UNDER_WAY)
    assert seen(snapshot(*base()), snapshot(*base(), new)) == [(REPORTED, "updates", "")]


def test_a_measure_added_to_the_plan_is_told_once_be_it_dated_or_not() -> None:
    assert seen(snapshot(*base()), snapshot(*base(), measure("1.4", added="2024-02"))) == [(ADDED, "", "")]
    assert seen(snapshot(*base()), snapshot(*base(), measure("1.4"))) == [(ADDED, "measures", "")]


def test_a_new_row_of_any_other_tab_is_new() -> None:
    assert seen(snapshot(*base()), snapshot(*base(), focus(2024, "2"))) == [(ADDED, "focus", "")]


def test_equal_snapshots_compared_say_that_nothing_moved() -> None:
    assert seen(snapshot(*base()), snapshot(*base())) == []


def test_the_snapshot_of_the_last_day_is_compared_where_it_is_given() -> None:
    """A meeting that is over: what was edited after it did not move before it."""
    after = base()
    after[2] = replace(after[2], title="Cits")
    old, then, now = snapshot(*base()), snapshot(*base(), measure("1.8")), snapshot(*after, measure("1.8"))
    found = moved(now, PLAN, SINCE, UNTIL, before=old, after=then)
    assert [(move.kind, move.row and move.row.key) for move in found.moves] == [(ADDED, ("P1-1.8",))]
    assert found.compared == (old.id, then.id)


# Reports alone


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, DONE, FINISHED),
        (UNDER_WAY, DONE, FINISHED),
        (NOT_STARTED, UNDER_WAY, STARTED),
        (NOT_STARTED, ONGOING, STARTED),
        # Nobody had said that it was not started: that it is under way is no start.
        (None, UNDER_WAY, LEARNED),
        (DONE, UNDER_WAY, STATUS),
        (UNDER_WAY, Status.STOPPED, STATUS),
        (UNDER_WAY, None, REPORTED),
        (UNDER_WAY, UNCHANGED, REPORTED),
        (UNDER_WAY, UNDER_WAY, REPORTED),
    ],
)
def test_what_a_new_report_is_called(before: Status | None, after: Status | None, kind: Kind) -> None:
    earlier = [report("1.1", "2023-02-01", before)] if before else []
    assert reported(measure("1.1"), *earlier, report("1.1", "2024-02-01", after)) == [(kind, "1.1")]


def test_a_report_of_the_first_day_belongs_to_the_past_and_one_of_the_last_to_now() -> None:
    assert reported(measure("1.1"), report("1.1", "2024-01-10", DONE)) == []
    assert reported(measure("1.1"), report("1.1", "2024-06-30", DONE)) == [(FINISHED, "1.1")]
    assert reported(measure("1.1"), report("1.1", "2024-07-01", DONE)) == []


def test_several_reports_on_a_measure_are_one_move_that_names_them_all_newest_last() -> None:
    first, last = report("1.1", "2024-02-01", UNDER_WAY), report("1.1", "2024-03-01", DONE)
    (move,) = moved(snapshot(measure("1.1"), last, first), PLAN, SINCE, UNTIL, before=None).moves
    assert (move.kind, move.status, move.reports) == (FINISHED, (Unknown.NO_NEWS, DONE), (first, last))


def test_a_view_from_aside_is_a_report_and_no_change_of_status() -> None:
    assert reported(measure("1.1"), report("1.1", "2024-02-01", DONE, Assessor.IRM)) == [(REPORTED, "1.1")]


def test_a_move_names_the_reports_it_comes_from_whatever_it_is_called() -> None:
    aside = report("1.1", "2024-02-01", DONE, Assessor.IRM)
    assert one_move(measure("1.1"), aside).reports == (aside,)
    whole = report("1.3", "2024-02-01", UNDER_WAY)
    assert one_move(measure("1.3"), measure("1.3a", parent="P1-1.3"), whole).reports == (whole,)


def test_a_corrected_cell_names_its_measure() -> None:
    before = snapshot(measure("1.1", note="Vecs."))
    after = snapshot(measure("1.1", note="Jauns."))
    (move,) = moved(after, PLAN, SINCE, UNTIL, before=before).moves
    assert (move.kind, move.measure, move.cell and move.cell.column) == (Kind.CORRECTED, after.measures[0], "note")


def test_a_report_on_a_measure_with_parts_is_told_too() -> None:
    held = [measure("1.3"), measure("1.3a", parent="P1-1.3"), report("1.3", "2024-02-01", UNDER_WAY)]
    assert reported(*held) == [(REPORTED, "1.3")]


def test_another_plans_reports_are_left_out() -> None:
    other: Measure = measure("1.1", plan="P2")
    assert reported(plan(), plan("P2"), other, report("1.1", "2024-02-01", DONE, measure="P2-1.1")) == []


def test_a_deadline_that_passed_in_between_makes_a_measure_newly_late() -> None:
    begun = report("1.1", "2023-05-01", UNDER_WAY)
    assert reported(measure("1.1", deadline="2024-05"), begun) == [(LATE, "1.1")]
    assert reported(measure("1.1", deadline="2024-01-09"), begun) == [], "late already"
    assert reported(measure("1.1", deadline="2024-06-30"), begun) == [], "not late yet"
    assert reported(measure("1.1", deadline="2024-05")) == [(PASSED, "1.1")], "nobody has said that it is open"
    assert reported(measure("1.1", deadline="2024-01-09")) == [], "past before"
    learned = report("1.1", "2024-06-01", UNDER_WAY)
    assert reported(measure("1.1", deadline="2023"), learned) == [(LEARNED, "1.1")], "past its deadline before"
    assert reported(measure("1.1", deadline="2024-05"), report("1.1", "2023-05-01", DONE)) == []


def one_move(*records: object) -> Move:
    (move,) = moved(snapshot(*records), PLAN, SINCE, UNTIL, before=None).moves
    return move


def test_a_reported_new_deadline_is_one_move_with_what_was_what_is_and_the_report() -> None:
    new = report("1.1", "2024-02-01", UNCHANGED, new_deadline="2025-06")
    move = one_move(measure("1.1", deadline="2024-12"), report("1.1", "2023-02-01", UNDER_WAY), new)
    assert move.kind is DEADLINE
    assert move.deadline == (partial("2024-12"), partial("2025-06"))
    assert move.reports == (new,)


def test_a_first_deadline_moves_from_nothing() -> None:
    move = one_move(measure("1.1"), report("1.1", "2024-02-01", None, new_deadline="2025"))
    assert (move.kind, move.deadline) == (DEADLINE, (None, partial("2025")))


def test_a_report_that_finishes_a_measure_and_moves_another_deadline_is_two_things() -> None:
    held = [measure("1.1"), report("1.1", "2024-02-01", UNDER_WAY, new_deadline="2024-05")]
    assert reported(*held) == [(LEARNED, "1.1"), (LATE, "1.1"), (DEADLINE, "1.1")]


def test_they_are_told_in_the_order_of_their_kinds() -> None:
    held = [
        measure("1.1"), measure("1.2"), measure("1.3", added="2024-02"), measure("1.4", deadline="2024-03"),
        report("1.1", "2024-02-01", UNCHANGED), report("1.2", "2024-02-01", DONE),
        report("1.4", "2023-02-01", UNDER_WAY),
    ]  # fmt: skip
    assert reported(*held) == [(FINISHED, "1.2"), (LATE, "1.4"), (ADDED, "1.3"), (REPORTED, "1.1")], (
        "statuses and deadlines first"
    )


def test_nothing_moves_in_no_time() -> None:
    held = snapshot(*base())
    assert moved(held, PLAN, SINCE, SINCE, before=held).moves == ()
    assert moved(held, PLAN, SINCE, SINCE - timedelta(days=1), before=held).moves == ()
