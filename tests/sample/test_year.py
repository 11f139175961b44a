"""What a year of editing goes wrong by, one mistake a read: what is said of it, and that no figure moves.

The half year beside this plays many at once; here each kind has what the editor is told.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from data import live
from data.answers.progress import progress
from data.intake.issues import describe
from data.intake.result import Checked
from data.live.holding import judge
from data.model import Snapshot
from data.raw import RawBook, RawTab
from data.sample.country import book, sample
from data.sample.sizes import Sizes
from data.words import words
from tests.helpers import Grid, add, place

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY = date(2026, 11, 26)
Change = Callable[[dict[str, Grid]], object]


@cache
def _book() -> RawBook:
    return book(sample(3, Sizes(measures=60, municipalities=9, indicators=7)).snapshot)


@cache
def before() -> Checked:
    return judge(_book(), live.embedded().snapshot, None, NOON)


def after(change: Change) -> Checked:
    grids: dict[str, Grid] = {tab.title: [list(row) for row in tab.rows] for tab in _book().tabs}
    change(grids)
    read = RawBook("year", tuple(RawTab(title, tuple(map(tuple, rows))) for title, rows in grids.items()))
    return judge(read, live.embedded().snapshot, before(), NOON + timedelta(minutes=1))


def news(found: Checked) -> list[tuple[str, str | None]]:
    """The codes of what is said now and was not said before, with their cells."""
    known = {(issue.code, issue.tab, issue.shown) for issue in before().issues}
    return [(own.code, own.cell) for own in found.issues if (own.code, own.tab, own.shown) not in known]


def where(snapshot: Snapshot) -> dict[str, object]:
    return {plan.id: progress(snapshot, plan.id, DAY).tally for plan in snapshot.plans}


def measure_with_status(grids: dict[str, Grid]) -> str:
    return next(str(row[0]) for row in grids["updates"][1:] if row[3] == "Izpildīts" and str(row[0]).startswith("Z2"))


def bad_status(grids: dict[str, Grid]) -> None:
    named = measure_with_status(grids)
    add(grids, "updates", measure=named, day="2026-11-25", status="Gandrīz viss", done="x")


def half_filled(grids: dict[str, Grid]) -> None:
    add(grids, "updates", measure=measure_with_status(grids), day="2026-11-25")


def no_assessor(grids: dict[str, Grid]) -> None:
    for row in grids["updates"]:
        del row[place("updates", "assessor")]


def no_heading(grids: dict[str, Grid]) -> None:
    grids["updates"][0][place("updates", "obstacles")] = ""


def renamed(grids: dict[str, Grid]) -> None:
    row = next(row for row in grids["measures"] if row[0] == measure_with_status(grids))
    row[0] = f"{row[0]}0"


@pytest.mark.parametrize(
    ("change", "codes", "held"),
    [
        pytest.param(bad_status, ["unknown_word"], (), id="a new row with a bad status"),
        pytest.param(half_filled, ["report_says_nothing"], (), id="a new row that is half filled"),
        pytest.param(lambda own: own.pop("indicator_values"), ["hold_tab_gone"], ("indicator_values",), id="answers"),
        pytest.param(lambda own: own.pop("decisions"), ["hold_tab_gone"], ("decisions",), id="decisions"),
        pytest.param(no_assessor, ["column_missing"], ("updates",), id="a key column gone"),
        pytest.param(no_heading, ["column_missing", "column_unheaded"], ("updates",), id="a heading emptied"),
        pytest.param(renamed, ["guard_renamed"], ("measures",), id="an ID renamed"),
    ],
)
def test_nothing_moves_and_it_is_said_once(change: Change, codes: list[str], held: tuple[str, ...]) -> None:
    found = after(change)
    assert tuple(hold.table for hold in found.holds) == held
    assert [said for said, _ in news(found)] == codes
    assert where(found.snapshot) == where(before().snapshot)
    assert found.snapshot.embedded == frozenset()
    for table in held:
        assert getattr(found.snapshot, table) == getattr(before().snapshot, table)


def test_a_renamed_id_is_told_by_both_names() -> None:
    found = after(renamed)
    said = next(describe(own, words("en")) for own in found.issues if own.code == "guard_renamed")
    name = measure_with_status({tab.title: [list(row) for row in tab.rows] for tab in _book().tabs})
    assert name in said
    assert f"“{name}0”" in said


def test_reports_written_with_bare_numbers_stay_with_the_plan_of_their_day() -> None:
    """All reports of the first plan's years, then one of the second: nothing moves, and what was read is named."""
    first = {measure.number for measure in before().snapshot.measures if measure.plan == "Z1"}
    both = {measure.number for measure in before().snapshot.measures if measure.plan == "Z2"} & first

    def bare(grids: dict[str, Grid]) -> None:
        for row in grids["updates"][1:]:
            if str(row[1]) <= "2024-12-31" or row is grids["updates"][-1]:
                row[0] = str(row[0]).partition("-")[2]

    found = after(bare)
    assert found.holds == ()
    assert found.snapshot.updates == before().snapshot.updates
    named = [own for own in found.issues if own.code == "measure_read_as"]
    written = [own.measure for own in found.snapshot.updates if own.day.year <= 2024 and own.measure[3:] in both]
    assert len(named) == len(written) + (found.snapshot.updates[-1].measure[3:] in both)
    assert {code for code, _ in news(found)} == {"measure_read_as"}


def test_a_few_rows_deleted_are_told_by_number_and_name() -> None:
    found = after(lambda grids: grids.__setitem__("updates", grids["updates"][:-4]))
    assert found.holds == ()
    assert len(found.snapshot.updates) == len(before().snapshot.updates) - 4
    told = next(own for own in found.issues if own.code == "guard_rows_gone")
    assert dict(told.args)["count"] == "4"
    gone = [f"{own.measure} · {own.day}" for own in before().snapshot.updates if own not in found.snapshot.updates]
    assert dict(told.args)["rows"] == "; ".join(gone)
