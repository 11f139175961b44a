"""What two snapshots say differently, what no report explains, and how deadlines drifted."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data import live
from data.answers.difference import (
    Act,
    CellChange,
    Drift,
    Meaning,
    Seen,
    difference,
    drift,
    drifts,
    silent_edits,
)
from data.contract.tables import BY_CODE, TABLES
from data.model import Assessor, Measure, PartialDate, Place, Snapshot
from tests.helpers import add, base_grids, checked, put
from tests.live.reads import SOURCE, after, at, read_of

DAY = date(2026, 11, 21)


def snapshot(**changes: dict[str, str]) -> Snapshot:
    """The base tables with cells of the first row of some of them changed."""
    grids = base_grids()
    for code, cells in changes.items():
        put(grids, code, 2, **cells)
    return checked(grids).snapshot


def test_what_is_the_same_differs_in_nothing() -> None:
    own = live.embedded().snapshot
    assert difference(own, own) == silent_edits(own, own) == ()
    assert difference(snapshot(), snapshot()) == ()


def test_a_changed_row_names_its_cells_as_the_sheet_has_them() -> None:
    (change,) = difference(
        snapshot(), snapshot(measures={"title": "Cits nosaukums", "deadline": "2026-06", "number": "9.9"})
    )
    assert (change.table, change.key, change.act, change.measure) == ("measures", ("P5-1.1",), Act.CHANGED, "P5-1.1")
    old = snapshot().measures[0]
    assert change.before == old
    assert isinstance(change.after, Measure) and change.after.title == "Cits nosaukums"
    assert change.cells == (
        CellChange("number", old.number, "9.9"),
        CellChange("title", old.title, "Cits nosaukums"),
        CellChange("deadline", old.deadline.iso if old.deadline else "", "2026-06"),
    )
    assert change.meanings == (Meaning.REWORDED, Meaning.DEADLINE_MOVED)


def test_a_changed_status_is_called_so() -> None:
    (change,) = difference(snapshot(), snapshot(updates={"status": "Izpildīts"}))
    assert change.key == ("P5-1.1", date(2024, 10, 15), Assessor.INSTITUTION)
    assert change.cells == (CellChange("status", "Tiek īstenots", "Izpildīts"),)
    assert change.meanings == (Meaning.STATUS_CHANGED,)


def test_a_band_s_own_word_is_a_change_of_the_answer() -> None:
    own = live.embedded().snapshot
    value = own.indicator_values[0]
    other = replace(own, indicator_values=(replace(value, answer=None, band="zema"), *own.indicator_values[1:]))
    (change,) = difference(own, other)
    assert [(cell.column, cell.after) for cell in change.cells] == [("answer", "zema")]


def test_rows_that_came_and_went() -> None:
    grids = add(base_grids(), "institutions", id="JAUNA", title="Jauna iestāde")
    before, after_ = snapshot(), checked(grids).snapshot
    (change,) = difference(before, after_)
    assert (change.act, change.key, change.before, change.cells) == (Act.ADDED, ("JAUNA",), None, ())
    (change,) = difference(after_, before)
    assert (change.act, change.after) == (Act.REMOVED, None)


def test_rows_without_a_key_only_come_and_go() -> None:
    changes = difference(snapshot(), snapshot(funding={"amount": "123"}))
    assert [(change.table, change.act) for change in changes] == [("funding", Act.REMOVED), ("funding", Act.ADDED)]
    own = snapshot()
    twice = replace(own, funding=own.funding + own.funding[:1])
    (change,) = difference(own, twice)
    assert change.act is Act.ADDED


def test_a_cell_that_could_not_be_read_is_unsure_and_no_silent_edit() -> None:
    before = snapshot(measures={"deadline": "2025-06"})
    after_ = snapshot(measures={"deadline": "kaut kad"}, updates={"status": "Zaļš"})
    changes = difference(before, after_)
    assert [cell.unsure for change in changes for cell in change.cells] == [True, True]
    assert silent_edits(before, after_) == ()


@given(st.data())
def test_both_ways_say_the_same(data: st.DataObject) -> None:
    """Adding up the changes leads from the one snapshot to the other, and back."""
    table = BY_CODE[data.draw(st.sampled_from([table.code for table in TABLES if table.key]))]
    own = live.embedded().snapshot
    records = getattr(own, table.code)[:12]
    some = data.draw(st.lists(st.sampled_from(records), unique_by=id, max_size=8)) if records else []
    many = data.draw(st.lists(st.sampled_from(records), unique_by=id, max_size=8)) if records else []
    texts = [column.name for column in table.columns if column.kind == "text" and column.name not in table.key]
    if texts:
        many = [replace(record, **{texts[0]: "cits"}) if data.draw(st.booleans()) else record for record in many]
    sides: list[dict[str, Any]] = [{table.code: tuple(some)}, {table.code: tuple(many)}]
    before, after_ = (Snapshot("0", **side) for side in sides)
    there = {table.key_of(record): record for record in some}
    for change in difference(before, after_):
        if change.act is Act.REMOVED:
            assert there.pop(change.key) == change.before
        else:
            assert there.get(change.key) == change.before
            assert change.after
            there[change.key] = change.after
    assert there == {table.key_of(record): record for record in many}
    back = difference(after_, before)
    assert len(back) == len(difference(before, after_))


# Silent edits


def test_a_report_changed_or_taken_away_afterwards_is_a_silent_edit() -> None:
    before = snapshot()
    (edit,) = silent_edits(before, snapshot(updates={"done": "Kaut kas cits."}))
    assert (edit.table, edit.act) == ("updates", Act.CHANGED)
    grids = base_grids()
    del grids["updates"][1]
    (edit,) = silent_edits(before, checked(grids).snapshot)
    assert (edit.act, edit.measure) == (Act.REMOVED, "P5-1.1")


def test_a_new_report_is_no_silent_edit_and_explains_its_measure() -> None:
    changed = put(base_grids(), "measures", 2, deadline="2026-06")
    (edit,) = silent_edits(snapshot(), checked(changed).snapshot)
    assert (edit.measure, edit.meanings) == ("P5-1.1", (Meaning.DEADLINE_MOVED,))
    reported = add(
        changed, "updates", measure="P5-1.1", day="2026-11-20", status="Tiek īstenots", new_deadline="2026-06"
    )
    after_ = checked(reported).snapshot
    assert silent_edits(snapshot(), after_) == ()
    assert silent_edits(snapshot(), after_, DAY - timedelta(days=1), DAY) == ()
    assert (
        len(silent_edits(snapshot(), after_, DAY, DAY)) == 1
    )  # dated before the earlier snapshot: written in afterwards
    assert len(silent_edits(snapshot(), after_, DAY - timedelta(days=9), DAY - timedelta(days=2))) == 1


def test_a_report_on_another_measure_explains_nothing() -> None:
    grids = put(base_grids(), "measures", 2, title="Cits nosaukums")
    grids = add(grids, "updates", measure="P5-1.2", day="2026-11-20", status="Tiek īstenots")
    (edit,) = silent_edits(snapshot(), checked(grids).snapshot)
    assert (edit.measure, edit.meanings) == ("P5-1.1", (Meaning.REWORDED,))


def test_other_columns_of_a_measure_are_no_silent_edit() -> None:
    assert silent_edits(snapshot(), snapshot(measures={"note": "piezīme", "expected_result": "cits"})) == ()


# Drift


def seen(*chain: tuple[int, str | None]) -> tuple[Seen, ...]:
    values = ((day, PartialDate(*map(int, value.split("-"))) if value else None) for day, value in chain)
    return tuple(Seen(DAY + timedelta(days=day), value) for day, value in values)


def chain(*deadlines: str | None, **titles: str) -> list[tuple[date, Snapshot]]:
    """Snapshots of one measure, a day apart; None for a day on which it is not there."""
    found = []
    for day, deadline in enumerate(deadlines):
        own = snapshot(measures={"deadline": deadline or "", "title": titles.get(f"day{day}", "Nosaukums")})
        if deadline is None:
            own = replace(own, measures=())
        found.append((DAY + timedelta(days=day), own))
    return found


def test_a_measure_s_deadlines_and_wordings_with_the_days_they_were_first_seen() -> None:
    found = drift(chain("2025-06", "2025-06", "2025-12-31", "2026", "2025-06", day3="Citādi"), "P5-1.1")
    assert found and found.gone is None
    assert found.deadlines == seen((0, "2025-6"), (2, "2025-12-31"), (3, "2026"), (4, "2025-6"))
    assert [(one.day.day, one.value) for one in found.wordings] == [
        (21, "Nosaukums"),
        (24, "Citādi"),
        (25, "Nosaukums"),
    ]


def test_a_measure_that_went_and_came_back() -> None:
    found = drift(chain("2025-06", None, None), "P5-1.1")
    assert found and found.gone == DAY + timedelta(days=1)
    found = drift(chain("2025-06", None, "2026-01"), "P5-1.1")
    assert found and found.gone is None
    assert found.deadlines == seen((0, "2025-6"), (2, "2026-1"))


def test_an_unreadable_deadline_says_nothing() -> None:
    bad = snapshot(measures={"deadline": "kaut kad", "title": "Nosaukums"})
    days = chain("2025-06", "2025-06")
    found = drift([days[0], (days[1][0], bad), (DAY + timedelta(days=2), days[1][1])], "P5-1.1")
    assert found and found.deadlines == seen((0, "2025-6"))
    assert bad.places["measures", ("P5-1.1",)] == Place(2, frozenset(["deadline"]))


def test_an_unknown_measure_has_no_drift() -> None:
    assert drift(chain("2025-06"), "P5-99.9") is None
    assert drifts([]) == {}


def test_the_store_gives_the_chain(tmp_path: Path) -> None:
    store = at(tmp_path / "h.sqlite3")
    for number, deadline in enumerate(["2025-06", "2025-06", "2025-12", "2026-03"]):
        cells = {"deadline": deadline}
        own = read_of({"measures": cells, "updates": {"done": f"nr. {number}"}})
        store.put(*own, after(24 * 60 * number), SOURCE)
    versions = ((entry.day, own) for entry, own in store.versions("measures"))
    found: Drift = drifts(versions)["P5-1.1"]
    assert found.deadlines == seen((0, "2025-6"), (2, "2025-12"), (3, "2026-3"))
    assert len(found.wordings) == 1
