"""What the source had never gives way to embedded data; what is held waits for its return or for somebody's word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import live
from data.intake.check import check
from data.intake.result import Checked
from data.live.holding import judge
from data.live.refresher import Refresher
from data.model import Command, Severity
from data.raw import RawBook
from data.sources import SourceError
from data.store.store import Store
from tests.helpers import Grid, add, base_grids, book, put
from tests.live.reads import Source

EMBEDDED = live.embedded()
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
SOURCE = "csv:tests"
Change = Callable[[dict[str, Grid]], object]


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def own_grids() -> dict[str, Grid]:
    """A source of its own: the base tables with twelve decisions, and a name for the reports' obstacles."""
    grids = base_grids()
    grids["decisions"] = grids["decisions"][:1]
    for number in range(1, 13):
        add(grids, "decisions", id=f"L-{number}", meeting="2024-11-07", text=f"Nolemts {number}. jautājums.")
    return grids


def changed(*changes: Change) -> RawBook:
    grids = own_grids()
    for change in changes:
        change(grids)
    return book(grids)


def first() -> Checked:
    return judge(changed(), EMBEDDED.snapshot, None, NOON)


def then(last: Checked, read: RawBook, minutes: float = 1, commands: tuple[Command, ...] = ()) -> Checked:
    return judge(read, EMBEDDED.snapshot, last, at(minutes), commands)


def held(found: Checked) -> list[tuple[str, str]]:
    return [(hold.table, hold.code) for hold in found.holds]


def drop(code: str) -> Change:
    return lambda grids: grids.pop(code)


def rename(code: str, title: str) -> Change:
    return lambda grids: grids.__setitem__(title, grids.pop(code))


def head(code: str, old: str, new: str) -> Change:
    def change(grids: dict[str, Grid]) -> None:
        grids[code][0] = [new if cell == old else cell for cell in grids[code][0]]

    return change


def approving(tab: str, day: str = "2026-11-26", why: str = "") -> Change:
    return lambda grids: add(grids, "approvals", day=day, table=tab, explanation=why)


def half(grids: dict[str, Grid]) -> None:
    grids["decisions"] = grids["decisions"][:6]


# What the source had


@pytest.mark.parametrize(
    ("change", "table", "code"),
    [
        (drop("decisions"), "decisions", "hold_tab_gone"),
        (rename("meetings", "Sēdes 2026"), "meetings", "hold_tab_gone"),
        (rename("decisions", "Lēmumi (2)"), "decisions", "hold_tab_gone"),
        (rename("trust", "Uzticēšanās kopija"), "trust", "hold_tab_gone"),
        (lambda grids: grids.__setitem__("trust", []), "trust", "tab_empty"),
        (head("updates", "Šķēršļi", ""), "updates", "column_missing"),
        (head("updates", "Vērtētājs", "Kas vērtē"), "updates", "column_missing"),
        (head("decisions", "Lēmums", ""), "decisions", "column_missing"),
        (head("updates", "Sniedza", "Paveiktais"), "updates", "column_doubled"),
        (head("updates", "Pasākums", "PasÄ“kums"), "updates", "letters_broken"),
    ],
)
def test_what_the_source_had_is_held(change: Change, table: str, code: str) -> None:
    before = first()
    after = then(before, changed(change))
    assert held(after) == [(table, code)]
    assert after.holds[0].since == at(1)
    assert getattr(after.snapshot, table) == getattr(before.snapshot, table)
    assert after.snapshot.embedded == frozenset()
    marks = [place.kept for (code, _), place in after.snapshot.places.items() if code == table]
    assert marks
    assert all(marks)


def test_what_is_back_is_released_unmarked() -> None:
    before = first()
    back = then(then(before, changed(drop("decisions"))), changed(), 2)
    assert (held(back), back.snapshot.id) == ([], before.snapshot.id)


def test_a_tab_the_source_never_had_is_served_from_the_embedded_data() -> None:
    before = judge(changed(drop("trust")), EMBEDDED.snapshot, None, NOON)
    after = then(before, changed(drop("trust")))
    assert held(after) == []
    assert after.snapshot.embedded == {"trust"}
    assert after.snapshot.trust == EMBEDDED.snapshot.trust


def test_a_held_tab_without_a_good_copy_is_empty_and_never_embedded() -> None:
    before = judge(changed(head("trust", "Vērtība", "Cits")), EMBEDDED.snapshot, None, NOON)
    assert held(before) == [("trust", "column_missing")]
    assert (before.snapshot.trust, before.snapshot.embedded) == ((), frozenset())
    after = then(before, changed(drop("trust")))
    assert (after.snapshot.trust, held(after)) == ((), [("trust", "hold_tab_gone")])


def test_the_cure_of_a_lone_copy_is_to_rename_it() -> None:
    after = then(first(), changed(rename("decisions", "Lēmumi (2)")))
    assert {issue.code for issue in after.issues} == {"hold_tab_gone", "tab_lookalike"}


def test_references_to_a_held_tab_are_checked_against_its_good_copy() -> None:
    """A report on a measure that only the source knows stands though the tab of measures is gone."""

    def own_measure(grids: dict[str, Grid]) -> None:
        add(grids, "measures", id="P5-1.77", plan="P5", number="1.77", commitment="1", title="Tikai šeit")

    def report(grids: dict[str, Grid]) -> None:
        add(grids, "updates", measure="P5-1.77", day="2026-11-20", done="Sākts.")

    before = judge(changed(own_measure), EMBEDDED.snapshot, None, NOON)
    after = then(before, changed(report, drop("measures")))
    assert any(row.measure == "P5-1.77" for row in after.snapshot.updates)


def test_a_workbook_of_which_no_tab_was_read_holds_all_with_one_message() -> None:
    before = first()
    after = then(before, RawBook("tukša", ()))
    assert {hold.code for hold in after.holds} == {"workbook_unread"}
    assert len(after.holds) == 16
    assert [issue.code for issue in after.issues] == ["workbook_unread"]
    assert after.snapshot.embedded == frozenset()
    assert after.snapshot.measures == before.snapshot.measures


def test_a_first_read_of_which_no_tab_was_read_is_a_source_that_cannot_be_read() -> None:
    with pytest.raises(SourceError, match="workbook_unread") as refused:
        judge(RawBook("tukša", ()), EMBEDDED.snapshot, None, NOON)
    assert refused.value.shown == "tukša"


def test_a_tenth_of_broken_letters_holds_a_tab_and_one_broken_cell_does_not() -> None:
    def broken(rows: range) -> Change:
        def change(grids: dict[str, Grid]) -> None:
            for row in rows:
                put(grids, "decisions", row, text="PieÅ†emts zinÄ“Å¡anai")

        return change

    one = then(first(), changed(broken(range(2, 3))))
    assert (held(one), [issue.code for issue in one.issues]) == ([], ["letters_damaged"])
    assert one.snapshot.decisions == first().snapshot.decisions
    assert held(then(first(), changed(broken(range(2, 8))))) == [("decisions", "letters_broken")]


def test_a_key_column_that_never_said_anything_may_stay_away() -> None:
    """An older sheet without the respondents' group is what it was."""
    older = changed(lambda grids: put(grids, "trust", 2, group=""), lambda grids: put(grids, "trust", 3, group=""))
    before = judge(older, EMBEDDED.snapshot, None, NOON)
    assert all(figure.group is None for figure in before.snapshot.trust)
    gone = replace(
        older,
        tabs=tuple(
            replace(tab, rows=tuple(row[:6] + row[7:] for row in tab.rows)) if tab.title == "trust" else tab
            for tab in older.tabs
        ),
    )
    assert held(then(before, gone)) == []


def test_a_sheet_without_the_new_tab_shows_what_it_showed() -> None:
    """A tab new in the contract changes neither the id of a snapshot nor what a stored one shows."""
    assert judge(changed(drop("approvals")), EMBEDDED.snapshot, None, NOON).snapshot.id == first().snapshot.id


# Three tabs in one read


def test_three_alarms_in_one_read_hold_all_that_changed_in_it() -> None:
    """The answer lost its last third: the meeting's agenda too, though it alone would be an edit."""

    def short(grids: dict[str, Grid]) -> None:
        for code in ("decisions", "municipalities", "measures"):
            grids[code] = grids[code][: max(2, len(grids[code]) // 2)]
        grids["agenda"] = grids["agenda"][:1]

    before = first()
    after = then(before, changed(short))
    assert ("agenda", "guard_many") in held(after)
    (why,) = {dict(issue.args)["count"] for issue in after.issues if issue.code == "guard_many"}
    assert int(why) == len([code for _, code in held(after) if code != "guard_many"])
    assert len([code for _, code in held(after) if code != "guard_many"]) >= 3
    assert after.snapshot.agenda == before.snapshot.agenda
    again = then(after, changed(short), 2)
    assert [hold.since for hold in again.holds] == [at(1)] * len(again.holds)
    agenda_alone = then(again, changed(lambda grids: grids.__setitem__("agenda", grids["agenda"][:1])), 3)
    assert held(agenda_alone) == []
    assert agenda_alone.snapshot.agenda == ()


def test_an_agenda_edited_on_the_eve_of_a_meeting_is_never_stuck() -> None:
    def rewrite(grids: dict[str, Grid]) -> None:
        grids["agenda"] = [grids["agenda"][0], ["2024-11-07", "1", "Cits jautājums", "", "", ""]]

    after = then(first(), changed(rewrite))
    assert held(after) == []
    assert [item.question for item in after.snapshot.agenda] == ["Cits jautājums"]


# The editor's word


def test_a_row_approves_what_is_held_when_it_is_first_read_and_once() -> None:
    one = then(first(), changed(half))
    assert held(one) == [("decisions", "guard_vanished")]
    two = then(one, changed(half, approving("Lēmumi")), 2)
    assert held(two) == []
    assert len(two.snapshot.decisions) == 5

    def nearly_none(grids: dict[str, Grid]) -> None:
        grids["decisions"] = grids["decisions"][:3]

    three = then(two, changed(nearly_none, approving("Lēmumi")), 3)
    assert held(three) == [("decisions", "guard_vanished")]
    four = then(three, changed(nearly_none, approving("Lēmumi"), approving("visas", why="Arī tas.")), 4)
    assert held(four) == []


@pytest.mark.parametrize("word", ["Lēmumi", "decisions", "visas", "Visas"])
def test_a_tab_is_named_as_it_is_called_or_all_of_them(word: str) -> None:
    assert held(then(then(first(), changed(half)), changed(half, approving(word)), 2)) == []


def test_a_row_for_another_tab_approves_nothing() -> None:
    assert held(then(then(first(), changed(half)), changed(half, approving("Pasākumi")), 2)) != []


def test_a_row_that_stood_before_approves_nothing() -> None:
    before = judge(changed(approving("visas")), EMBEDDED.snapshot, None, NOON)
    assert held(then(before, changed(half, approving("visas")))) == [("decisions", "guard_vanished")]


def test_a_row_taken_out_and_put_back_approves_nothing() -> None:
    before = judge(changed(approving("visas")), EMBEDDED.snapshot, None, NOON)
    without = then(before, changed(half))
    assert held(then(without, changed(half, approving("visas")), 2)) != []


def test_a_row_dated_ahead_approves_nothing_also_when_its_day_comes() -> None:
    one = then(first(), changed(half, approving("visas", "2026-11-27")))
    assert held(one) == [("decisions", "guard_vanished")]
    assert "guard_approval_future" in {issue.code for issue in one.issues}
    assert held(then(one, changed(half, approving("visas", "2026-11-27")), 24 * 60)) != []


def test_the_day_of_a_row_is_the_day_in_riga() -> None:
    """At half past one in the night the row of that day approves, though it is the day before in Greenwich."""
    one = then(first(), changed(half))
    night = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    for day, stays in (("2026-11-28", False), ("2026-11-29", True)):
        read = changed(half, approving("visas", day))
        assert bool(judge(read, EMBEDDED.snapshot, one, night).holds) == stays


def test_a_row_dated_ahead_is_named_at_its_cell() -> None:
    one = then(first(), changed(half, approving("visas", "2026-11-27")))
    (ahead,) = (issue for issue in one.issues if issue.code == "guard_approval_future")
    assert (ahead.severity, ahead.shown, ahead.row, ahead.column) == (Severity.REJECTED, "2026-11-27", 2, "Datums")


def test_a_removed_tab_is_empty_once_approved_and_stays_so_until_it_is_back() -> None:
    gone = then(first(), changed(drop("decisions")))
    approved = then(gone, changed(drop("decisions"), approving("Lēmumi")), 2)
    assert (held(approved), approved.snapshot.decisions, approved.snapshot.embedded) == ([], (), frozenset())
    later = then(approved, changed(drop("decisions"), approving("Lēmumi")), 3)
    assert (held(later), later.snapshot.decisions) == ([], ())
    assert "hold_removed" in {issue.code for issue in later.issues}
    back = then(later, changed(approving("Lēmumi")), 4)
    assert len(back.snapshot.decisions) == 12
    assert held(then(back, changed(drop("decisions"), approving("Lēmumi")), 5)) == [("decisions", "hold_tab_gone")]


def test_a_column_given_up_with_approval_stays_so() -> None:
    without = head("updates", "Šķēršļi", "")
    one = then(first(), changed(without))
    two = then(one, changed(without, approving("Izpildes gaita")), 2)
    three = then(two, changed(without, approving("Izpildes gaita")), 3)
    assert (held(two), held(three)) == ([], [])
    assert all(row.obstacles is None for row in three.snapshot.updates)


def test_nobody_can_mean_what_cannot_be_read() -> None:
    twice = rename("decisions", "Lēmumi")
    doubled = changed(lambda grids: grids.__setitem__("Lēmumi", grids["decisions"]), approving("visas"))
    assert held(then(first(), doubled)) == [("decisions", "tab_doubled")]
    assert held(then(first(), changed(twice))) == []


def test_a_damaged_tab_of_approvals_holds_nothing_and_approves_nothing() -> None:
    spoilt = head("approvals", "Datums", "Diena")
    after = then(then(first(), changed(half)), changed(half, approving("visas"), spoilt), 2)
    assert held(after) == [("decisions", "guard_vanished")]
    assert "approvals_unread" in {issue.code for issue in after.issues}


def test_a_command_approves_the_content_that_was_held_and_no_other() -> None:
    one = then(first(), changed(half))
    (hold,) = one.holds
    early, now = (Command("decisions", hold.content, at(minutes)) for minutes in (0.5, 1.5))
    assert held(then(one, changed(half), 2, (early,))) != []
    assert held(then(one, changed(half), 2, (now,))) == []

    def less(grids: dict[str, Grid]) -> None:
        grids["decisions"] = grids["decisions"][:4]

    assert held(then(one, changed(less), 2, (now,))) != []


# What is told


def test_what_went_is_told_until_the_tab_changes_again() -> None:
    def fewer(grids: dict[str, Grid]) -> None:
        grids["decisions"] = grids["decisions"][:-2]

    def edited(grids: dict[str, Grid]) -> None:
        fewer(grids)
        put(grids, "decisions", 2, responsible="Valsts kanceleja")

    def told(found: Checked) -> list[str]:
        return [dict(issue.args)["count"] for issue in found.issues if issue.code == "guard_rows_gone"]

    one = then(first(), changed(fewer))
    other_tab = then(one, changed(fewer, lambda grids: put(grids, "measures", 2, note="Precizēts")), 2)
    assert (told(one), told(other_tab), told(then(other_tab, changed(edited), 3))) == (["2"], ["2"], [])
    assert told(then(one, changed(fewer), 8 * 24 * 60)) == []


# With the store, over a restart


def test_a_hold_outlives_a_restart_and_is_released_by_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Read, lose half, restart, wait for days, approve: each figure as a person would keep it by hand."""
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{tmp_path / 'h.sqlite3'}")
    moment = [NOON]
    source = Source(changed())

    keepers: list[live._StoreWriter] = []

    def started() -> Refresher:
        assert all(writer.keeping.drain(10) for writer in keepers)
        keepers.append(live._StoreWriter(Store(f"sqlite:///{tmp_path / 'h.sqlite3'}"), SOURCE))
        own = Refresher(source, EMBEDDED, writer=keepers[-1], now=lambda: moment[0])
        own.ask()
        return own

    own = started()
    own.step()
    source.now_says = changed(half)
    moment[0] = at(1)
    assert len(own.step().snapshot.decisions) == 12
    own = started()
    assert [(hold.table, hold.since) for hold in own.current.held] == [("decisions", at(1))]
    assert len(own.current.snapshot.decisions) == 12
    moment[0] = at(3 * 24 * 60)
    assert [hold.since for hold in own.step().held] == [at(1)]
    assert sum("held: tab" in line for line in caplog.messages) == 1
    source.now_says = changed(half, approving("Lēmumi", "2026-11-29"))
    moment[0] = at(3 * 24 * 60 + 1)
    current = own.step()
    assert (current.held, len(current.snapshot.decisions)) == ((), 5)
    assert sum("released: tab “Lēmumi”" in line for line in caplog.messages) == 1
    own = started()
    assert (own.current.held, len(own.current.snapshot.decisions)) == ((), 5)
    source.now_says = changed(half, approving("Lēmumi", "2026-11-29"), drop("trust"))
    assert [hold.code for hold in own.step().held] == ["hold_tab_gone"]


def test_a_tab_given_up_stays_given_up_over_a_restart(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")
    writer = live._StoreWriter(store, SOURCE)
    source = Source(changed())
    for read in (changed(), changed(drop("trust")), changed(drop("trust"), approving("visas"))):
        source.now_says = read
        Refresher(source, EMBEDDED, writer=writer, now=lambda: NOON).step()
        assert writer.keeping.drain(10)
    current = Refresher(source, EMBEDDED, writer=writer, now=lambda: NOON).step()
    assert (current.held, current.snapshot.trust, current.snapshot.embedded) == ((), (), frozenset())


def test_what_was_stored_before_there_were_holds_reads_as_it_did(tmp_path: Path) -> None:
    """An entry without the new lines and without the new table is a last good read like any other."""
    from data.store import lines

    own = check(changed(drop("approvals")), EMBEDDED.snapshot)
    old = [line for line in lines.to_lines(own) if not line.startswith(f"table{lines.CELL}approvals")]
    before = lines.from_lines(old)
    assert before.snapshot == own.snapshot
    after = then(before, changed(drop("decisions")))
    assert held(after) == [("decisions", "hold_tab_gone")]
