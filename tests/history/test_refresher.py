"""The guard, the last good version and the refresher: no edit is lost, no accident shown, no page taken down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.history.guard import Alarm, Held, suspicions
from data.history.refresher import FAILURES_BEFORE_SLOW, PERIOD, SLOW_PERIOD, Refresher
from data.intake.check import check
from data.intake.lastgood import with_last_good
from data.model import Assessor, Snapshot, Status
from data.raw import RawBook
from data.sources import EMBEDDED, SourceError
from data.sources.csv_folder import CsvFolder

BOOK = CsvFolder(EMBEDDED).read()
EMBEDDED_CHECK = check(BOOK)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def edited(code: str, change: Callable[[list[list]], list[list]], book: RawBook = BOOK) -> RawBook:
    """The book with one tab changed by a function of its rows."""
    tabs = tuple(
        replace(tab, rows=tuple(map(tuple, change([list(row) for row in tab.rows])))) if tab.title == code else tab
        for tab in book.tabs
    )
    return replace(book, tabs=tabs)


def with_cell(code: str, row: int, column: int, value: str) -> RawBook:
    def change(rows: list[list]) -> list[list]:
        rows[row][column] = value
        return rows

    return edited(code, change)


class Scripted:
    """A source that plays reads one after the other: a book, or an error to raise; the last one stays."""

    name = "scripted"

    def __init__(self, *reads: RawBook | Exception) -> None:
        self.reads = list(reads)
        self.count = 0

    def read(self) -> RawBook:
        self.count += 1
        read = self.reads.pop(0) if len(self.reads) > 1 else self.reads[0]
        if isinstance(read, Exception):
            raise read
        return read


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: int) -> None:
        self.now += timedelta(**span)


def refresher(*reads: RawBook | Exception) -> tuple[Refresher, Clock]:
    clock = Clock()
    return Refresher(Scripted(*reads), EMBEDDED_CHECK, now=clock), clock


def update_of(snapshot: Snapshot, measure: str) -> list:
    return [report for report in snapshot.updates if report.measure == measure]


# The last good version


def test_a_bad_cell_keeps_its_last_good_value_marked() -> None:
    updates = next(tab for tab in BOOK.tabs if tab.title == "updates")
    row = next(n for n, cells in enumerate(updates.rows) if cells[0] == "P5-1.2")
    bad = check(with_cell("updates", row, 3, "gandrīz"), EMBEDDED_CHECK.snapshot)
    assert update_of(bad.snapshot, "P5-1.2")[0].status is None
    kept = with_last_good(bad, EMBEDDED_CHECK.snapshot)
    (report,) = update_of(kept.snapshot, "P5-1.2")
    assert report.status is Status.DONE
    place = kept.snapshot.places["updates", ("P5-1.2", date(2024, 10, 15), Assessor.PUBLIC_SOURCES)]
    assert place.kept
    assert place.doubtful == {"status"}


def test_a_refused_row_keeps_its_last_good_version_though_its_key_is_bad() -> None:
    updates = next(tab for tab in BOOK.tabs if tab.title == "updates")
    row = next(n for n, cells in enumerate(updates.rows) if cells[0] == "P5-1.2")
    bad = check(with_cell("updates", row, 1, "2024. gada oktobris"), EMBEDDED_CHECK.snapshot)
    assert update_of(bad.snapshot, "P5-1.2") == []
    kept = with_last_good(bad, EMBEDDED_CHECK.snapshot)
    (report,) = update_of(kept.snapshot, "P5-1.2")
    assert (report.day, report.status) == (date(2024, 10, 15), Status.DONE)


def test_both_rows_of_a_doubled_key_leave_the_last_good_one_standing() -> None:
    doubled = edited("measures", lambda rows: [*rows, rows[1]])
    bad = check(doubled, EMBEDDED_CHECK.snapshot)
    assert len(bad.snapshot.measures) == 41
    assert len(with_last_good(bad, EMBEDDED_CHECK.snapshot).snapshot.measures) == 42


def test_a_held_tab_keeps_its_last_good_rows_and_not_the_embedded_ones() -> None:
    two_done = check(with_cell("updates", 1, 3, "Izpildīts"), EMBEDDED_CHECK.snapshot).snapshot
    headless = check(edited("updates", lambda rows: [["Pasākums"], *rows[1:]]), EMBEDDED_CHECK.snapshot)
    kept = with_last_good(headless, two_done)
    assert kept.snapshot.updates == two_done.updates
    assert "updates" not in kept.snapshot.embedded
    assert kept.snapshot.updates != EMBEDDED_CHECK.snapshot.updates


def test_a_deleted_row_is_gone() -> None:
    fewer = check(edited("updates", lambda rows: rows[:-1]), EMBEDDED_CHECK.snapshot)
    assert len(with_last_good(fewer, EMBEDDED_CHECK.snapshot).snapshot.updates) == 24


def test_a_first_read_is_taken_as_it_is() -> None:
    assert with_last_good(EMBEDDED_CHECK, None) is EMBEDDED_CHECK


def test_nothing_bad_changes_nothing_by_merging() -> None:
    assert with_last_good(EMBEDDED_CHECK, EMBEDDED_CHECK.snapshot).snapshot.id == EMBEDDED_CHECK.snapshot.id


# The guard


@pytest.mark.parametrize(
    ("keep", "alarm"),
    [(25, None), (23, None), (20, None), (19, Alarm.VANISHED), (12, Alarm.VANISHED), (0, Alarm.EMPTIED)],
)
def test_vanished_rows(keep: int, alarm: Alarm | None) -> None:
    """Of 25 reports up to max(2, 20 %) = 5 may vanish at once."""
    after = check(edited("updates", lambda rows: rows[: keep + 1]), EMBEDDED_CHECK.snapshot)
    found = suspicions(EMBEDDED_CHECK.snapshot, after)
    assert [item.alarm for item in found] == ([alarm] if alarm else [])


@pytest.mark.parametrize(("changed", "held"), [(10, False), (12, False), (13, True), (42, True)])
def test_changed_rows(changed: int, held: bool) -> None:
    """Of 42 measures up to max(10, 30 % = 12.6) may change at once."""

    def change(rows: list[list]) -> list[list]:
        for row in rows[1 : changed + 1]:
            row[6] += " (mainīts)"
        return rows

    found = suspicions(EMBEDDED_CHECK.snapshot, check(edited("measures", change), EMBEDDED_CHECK.snapshot))
    assert [item.alarm for item in found] == ([Alarm.CHANGED] if held else [])


def test_a_first_read_is_never_held() -> None:
    assert suspicions(None, check(edited("updates", lambda rows: rows[:1]), EMBEDDED_CHECK.snapshot)) == ()


def test_the_same_content_for_ten_minutes_in_three_reads_is_meant() -> None:
    held = Held("a", (), NOON, 1)
    later = NOON + timedelta(minutes=10)
    assert not held.again("a", (), later).meant(later)
    assert held.again("a", (), NOON).again("a", (), later).meant(later)
    early = NOON + timedelta(minutes=9)
    assert not held.again("a", (), NOON).again("a", (), early).meant(early)
    assert held.again("b", (), later).reads == 1


# The refresher


def test_an_edit_is_current_after_the_next_read() -> None:
    own, clock = refresher(BOOK, with_cell("updates", 1, 3, "Izpildīts"))
    first = own.step()
    clock.pass_(minutes=1)
    second = own.step()
    assert first.snapshot.id == EMBEDDED_CHECK.snapshot.id
    assert second.snapshot.id != first.snapshot.id
    assert (second.read_at, second.changed_at) == (clock.now, clock.now)
    assert second.source == "scripted"


def test_unchanged_reads_keep_the_time_of_the_last_change() -> None:
    own, clock = refresher(BOOK)
    own.step()
    clock.pass_(minutes=1)
    assert own.step().changed_at == NOON
    assert own.current.read_at == clock.now


def test_a_source_that_fails_leaves_the_screen_with_its_age() -> None:
    own, clock = refresher(BOOK, SourceError("source_missing", "x"))
    own.step()
    clock.pass_(minutes=1)
    current = own.step()
    assert current.snapshot.id == EMBEDDED_CHECK.snapshot.id
    assert current.failure is not None
    assert current.failure.code == "source_missing"
    assert (current.read_at, current.failing_since) == (NOON, clock.now)
    assert not current.stale(clock.now)
    clock.pass_(minutes=15)
    assert own.step().failing_since == NOON + timedelta(minutes=1)
    assert own.current.stale(clock.now)


def test_the_source_back_the_next_read_clears_the_failure() -> None:
    own, _ = refresher(SourceError("source_missing", "x"), BOOK)
    assert own.step().read_at is None
    current = own.step()
    assert (current.failure, current.failing_since) == (None, None)


def test_five_failures_slow_down_and_one_success_speeds_up() -> None:
    own, _ = refresher(*[SourceError("source_missing", "x")] * FAILURES_BEFORE_SLOW, BOOK)
    waits = []
    for _ in range(FAILURES_BEFORE_SLOW + 1):
        own.step()
        waits.append(own.wait)
    assert waits == [PERIOD] * (FAILURES_BEFORE_SLOW - 1) + [SLOW_PERIOD, PERIOD]


def test_a_fault_of_our_own_is_a_failed_read_and_no_crash() -> None:
    own, _ = refresher(BOOK, RuntimeError("bug"))
    own.step()
    current = own.step()
    assert current.failure is not None
    assert current.failure.code == "own_fault"
    assert current.snapshot.id == EMBEDDED_CHECK.snapshot.id


def test_an_accident_is_held_and_other_tabs_go_live() -> None:
    half = edited("updates", lambda rows: rows[:10])
    half = edited("funding", lambda rows: rows[:-1], half)
    own, _ = refresher(BOOK, half)
    own.step()
    current = own.step()
    assert len(current.snapshot.updates) == 25
    assert len(current.snapshot.funding) == 8
    assert [item.alarm for item in current.held] == [Alarm.VANISHED]
    assert current.issues[0].code == "guard_vanished"
    assert current.issues[0].tab == "Izpildes gaita"


def test_a_meant_deletion_is_accepted_with_a_notice() -> None:
    half = edited("updates", lambda rows: rows[:10])
    own, clock = refresher(BOOK, half)
    own.step()
    for _ in range(10):
        clock.pass_(minutes=1)
        assert len(own.step().snapshot.updates) == 25
    clock.pass_(minutes=1)
    current = own.step()
    assert len(current.snapshot.updates) == 9
    assert [issue.code for issue in current.issues] == ["guard_accepted"]
    clock.pass_(minutes=1)
    assert own.step().issues == ()


def test_an_accident_undone_is_forgotten() -> None:
    half = edited("updates", lambda rows: rows[:10])
    own, clock = refresher(BOOK, half, BOOK, half)
    for _ in range(3):
        own.step()
        clock.pass_(minutes=6)
    assert own.current.held == ()
    clock.pass_(minutes=6)
    assert own.step().held[0].alarm is Alarm.VANISHED


class FullStore:
    def keep(self, book: RawBook, checked, taken_at: datetime) -> None:
        raise OSError("disk full")

    def last(self) -> Snapshot | None:
        return None


def test_a_full_store_does_not_stop_the_screen() -> None:
    own = Refresher(Scripted(BOOK), EMBEDDED_CHECK, keeper=FullStore(), now=Clock())
    assert own.step().snapshot.id == EMBEDDED_CHECK.snapshot.id


def test_a_restart_with_the_source_down_shows_the_stored_snapshot() -> None:
    kept = check(with_cell("updates", 1, 3, "Izpildīts"), EMBEDDED_CHECK.snapshot).snapshot

    class Keeper(FullStore):
        def last(self) -> Snapshot | None:
            return kept

    own = Refresher(Scripted(SourceError("source_missing", "x")), EMBEDDED_CHECK, keeper=Keeper(), now=Clock())
    assert own.step().snapshot.id == kept.id


def test_tabs_of_the_book_are_never_read_by_viewers() -> None:
    source = Scripted(BOOK)
    own = Refresher(source, EMBEDDED_CHECK, now=Clock())
    own.step()
    for _ in range(200):
        assert own.current.snapshot.id == EMBEDDED_CHECK.snapshot.id
    assert source.count == 1


# Funding has no key: its rows are told apart by all they say.


def test_two_equal_rows_of_a_table_without_a_key_both_stay_on_the_next_read() -> None:
    twice = edited("funding", lambda rows: [*rows, rows[1]])
    own, _ = refresher(twice)
    first, second = own.step(), own.step()
    assert len(first.snapshot.funding) == len(second.snapshot.funding) == 10
    assert second.snapshot.id == first.snapshot.id


def test_three_mended_rows_of_a_table_without_a_key_are_an_edit_and_no_accident() -> None:
    def change(rows: list[list]) -> list[list]:
        for row in rows[1:4]:
            row[5] += " (precizēts)"
        return rows

    own, _ = refresher(BOOK, edited("funding", change))
    own.step()
    current = own.step()
    assert current.held == ()
    assert sum("(precizēts)" in row.purpose for row in current.snapshot.funding) == 3


@pytest.mark.parametrize(("keep", "alarm"), [(7, None), (6, Alarm.VANISHED), (0, Alarm.EMPTIED)])
def test_vanished_rows_of_a_table_without_a_key(keep: int, alarm: Alarm | None) -> None:
    """Of 9 rows up to max(2, 20 %) = 2 may vanish at once."""
    after = check(edited("funding", lambda rows: rows[: keep + 1]), EMBEDDED_CHECK.snapshot)
    assert [item.alarm for item in suspicions(EMBEDDED_CHECK.snapshot, after)] == ([alarm] if alarm else [])
