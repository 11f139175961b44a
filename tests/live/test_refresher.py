"""The guard, the last good version and the refresher: no edit is lost, no accident shown, no page taken down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.contract.tables import BY_CODE
from data.intake.check import check
from data.intake.result import Checked
from data.live.lastgood import with_last_good
from data.live.refresher import FAILURES_BEFORE_SLOW, MOST_ASKED, PERIOD, SLOW_PERIOD, Refresher
from data.model import Assessor, Command, Snapshot, Status
from data.raw import RawBook
from data.sources import EMBEDDED, SourceError
from data.sources.csv_folder import CsvFolder
from data.store.faults import StoreFault

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


def test_a_refused_row_without_a_sound_part_is_the_one_that_stood_there() -> None:
    """Measure and date are unusable: the row of the sheet is what is left to know it by."""
    updates = next(tab for tab in BOOK.tabs if tab.title == "updates")
    row = next(n for n, cells in enumerate(updates.rows) if cells[0] == "P5-1.2")

    def spoil(rows: list[list]) -> list[list]:
        rows[row][:2] = ["", "kaut kad"]
        return rows

    bad = check(edited("updates", spoil), EMBEDDED_CHECK.snapshot)
    assert update_of(with_last_good(bad, EMBEDDED_CHECK.snapshot).snapshot, "P5-1.2") == update_of(
        EMBEDDED_CHECK.snapshot, "P5-1.2"
    )


def test_both_rows_of_a_doubled_key_leave_the_last_good_one_standing() -> None:
    doubled = edited("measures", lambda rows: [*rows, [*rows[1][:6], "Cits nosaukums", *rows[1][7:]]])
    bad = check(doubled, EMBEDDED_CHECK.snapshot)
    assert len(bad.snapshot.measures) == 41
    assert len(with_last_good(bad, EMBEDDED_CHECK.snapshot).snapshot.measures) == 42


MONEY = ["P5", "2023", "", "90000", "vajadzība", "Plāna īstenošanai", "", "", ""]


def money(*rows: list[str], below: Checked | None = None) -> Checked:
    """A read whose sums are these rows alone, laid over an earlier one."""
    found = check(edited("funding", lambda old: [old[0], *rows]), EMBEDDED_CHECK.snapshot)
    return with_last_good(found, below.snapshot if below else None)


def sums(found: Checked) -> list[tuple[int | None, float | None]]:
    return [(row.first_year, row.amount) for row in found.snapshot.funding]


def changed(row: list[str], place: int, cell: str) -> list[str]:
    return [*row[:place], cell, *row[place + 1 :]]


@pytest.mark.parametrize(("place", "cell"), [(3, "#REF!"), (3, "~90"), (1, "pērn"), (1, ""), (4, "tēriņš")])
def test_a_bad_cell_of_a_row_without_a_key_keeps_its_last_good_value(place: int, cell: str) -> None:
    """The row is known by the rest of what it says, however often it is read so."""
    later = changed(MONEY, 1, "2024")
    before = kept = money(MONEY, later)
    for _ in range(2):
        kept = money(changed(MONEY, place, cell), later, below=kept)
        assert kept.snapshot.funding == before.snapshot.funding
        marks = [BY_CODE["funding"].key_of(row) for row in kept.snapshot.funding]
        assert [kept.snapshot.places["funding", key].kept for key in marks] == [True, False]
    assert money(MONEY, later, below=kept).snapshot.id == before.snapshot.id


def test_a_row_without_a_key_that_could_be_several_is_the_one_that_stood_there() -> None:
    twins = MONEY, changed(MONEY, 3, "95000")
    bad = changed(MONEY, 3, "#REF!")
    before = money(*twins)
    assert sums(money(bad, twins[1], below=before)) == sums(before)
    assert sums(money(twins[0], bad, below=before)) == sums(before)
    assert sums(money(bad, bad, below=before)) == [(2023, None)] * 2, "two that say the same are not told apart"
    moved = money(changed(twins[0], 5, "Cits"), changed(twins[1], 5, "Vēl cits"), MONEY, bad, below=before)
    assert sums(moved)[-1] == (2023, 95000.0), "the other twin is still there"


def test_a_new_bad_row_without_a_key_has_no_last_good_value() -> None:
    before = money(MONEY)
    bad = changed(MONEY, 3, "#REF!")
    for new in (bad, changed(bad, 5, "Citam")):
        assert sorted(sums(money(MONEY, new, below=before)), key=str) == [(2023, 90000.0), (2023, None)]


def test_a_held_tab_keeps_its_last_good_rows_and_not_the_embedded_ones() -> None:
    two_done = check(with_cell("updates", 1, 3, "Izpildīts"), EMBEDDED_CHECK.snapshot).snapshot
    headless = check(edited("updates", lambda rows: [["Pasākums"], *rows[1:]]), EMBEDDED_CHECK.snapshot)
    kept = with_last_good(headless, two_done)
    assert kept.snapshot.updates == two_done.updates
    assert "updates" not in kept.snapshot.embedded
    assert kept.snapshot.updates != EMBEDDED_CHECK.snapshot.updates


def test_a_deleted_row_is_gone() -> None:
    fewer = check(edited("updates", lambda rows: rows[:-1]), EMBEDDED_CHECK.snapshot)
    assert len(with_last_good(fewer, EMBEDDED_CHECK.snapshot).snapshot.updates) == 27


def test_a_first_read_is_taken_as_it_is() -> None:
    assert with_last_good(EMBEDDED_CHECK, None) is EMBEDDED_CHECK


def test_nothing_bad_changes_nothing_by_merging() -> None:
    """The content keeps the name it has: naming it anew would cost a fifth of each refresh."""
    assert with_last_good(EMBEDDED_CHECK, EMBEDDED_CHECK.snapshot) is EMBEDDED_CHECK


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


def test_a_clock_set_back_does_not_make_old_data_live() -> None:
    own, clock = refresher(BOOK, SourceError("source_missing", "x"), BOOK)
    own.step()
    clock.pass_(minutes=1)
    own.step()
    assert not own.current.stale(clock.now - timedelta(minutes=3))
    assert own.current.stale(clock.now - timedelta(days=2))
    assert own.current.stale(clock.now + timedelta(days=2))
    clock.now -= timedelta(days=2)
    current = own.step()
    assert (current.read_at, current.failure, current.stale(clock.now)) == (clock.now, None, False)


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


def test_the_next_read_is_not_before_the_source_allows_it_but_for_ever() -> None:
    faults = [SourceError("google_quota", "x") for _ in range(3)]
    for fault, seconds in zip(faults, (400.0, 20.0, 9e8), strict=True):
        fault.retry_after = seconds
    own, _ = refresher(*faults, BOOK)
    waits = []
    for _ in range(4):
        own.step()
        waits.append(own.wait)
    assert waits == [timedelta(seconds=400), PERIOD, MOST_ASKED, PERIOD]


def test_a_fault_of_our_own_is_a_failed_read_and_no_crash() -> None:
    own, _ = refresher(BOOK, RuntimeError("bug"))
    own.step()
    current = own.step()
    assert current.failure is not None
    assert current.failure.code == "own_fault"
    assert current.snapshot.id == EMBEDDED_CHECK.snapshot.id


def test_an_accident_is_held_and_other_tabs_go_live(caplog: pytest.LogCaptureFixture) -> None:
    half = edited("updates", lambda rows: rows[:10])
    half = edited("funding", lambda rows: rows[:-1], half)
    own, clock = refresher(BOOK, half)
    own.step()
    clock.pass_(minutes=1)
    current = own.step()
    assert len(current.snapshot.updates) == 28
    assert len(current.snapshot.funding) == 8
    assert [(hold.table, hold.code, hold.since) for hold in current.held] == [("updates", "guard_vanished", clock.now)]
    assert current.issues[0].code == "guard_vanished"
    assert current.issues[0].tab == "Izpildes gaita"
    own.step()
    assert [line for line in caplog.messages if "held" in line] == [
        "held: tab “Izpildes gaita” (guard_vanished); its last good copy is shown"
    ]


def test_nothing_is_accepted_by_waiting() -> None:
    own, clock = refresher(BOOK, edited("updates", lambda rows: rows[:10]))
    own.step()
    for _ in range(10):
        clock.pass_(days=1)
        assert len(own.step().snapshot.updates) == 28
    assert own.current.held[0].since == NOON + timedelta(days=1)


def test_an_accident_undone_is_released_and_forgotten(caplog: pytest.LogCaptureFixture) -> None:
    half = edited("updates", lambda rows: rows[:10])
    own, clock = refresher(BOOK, half, BOOK, half)
    for _ in range(3):
        own.step()
        clock.pass_(minutes=6)
    assert own.current.held == ()
    assert caplog.messages[-1] == "released: tab “Izpildes gaita”, held since 2026-11-21T12:06:00Z"
    clock.pass_(minutes=6)
    assert [(hold.code, hold.since) for hold in own.step().held] == [("guard_vanished", clock.now)]


class FullStore:
    def keep(self, book: RawBook, checked, taken_at: datetime) -> None:
        raise OSError("disk full")

    def last(self) -> Checked | None:
        return None

    def commands(self) -> tuple[Command, ...]:
        return ()


def test_a_full_store_does_not_stop_the_screen() -> None:
    own = Refresher(Scripted(BOOK), EMBEDDED_CHECK, writer=FullStore(), now=Clock())
    assert own.step().snapshot.id == EMBEDDED_CHECK.snapshot.id


def test_a_restart_with_the_source_down_shows_the_stored_snapshot() -> None:
    kept = check(with_cell("updates", 1, 3, "Izpildīts"), EMBEDDED_CHECK.snapshot)

    class HistoryWriter(FullStore):
        def last(self) -> Checked | None:
            return kept

    own = Refresher(Scripted(SourceError("source_missing", "x")), EMBEDDED_CHECK, writer=HistoryWriter(), now=Clock())
    assert own.step().snapshot.id == kept.snapshot.id


def test_before_the_store_has_answered_nothing_is_taken_for_a_first_read() -> None:
    """Half of the reports is gone and the store, which knows of them, answers at the third try only."""

    answers: list[StoreFault | Checked] = [StoreFault("store_busy"), StoreFault("store_unreachable"), EMBEDDED_CHECK]

    class Slow(FullStore):
        def last(self) -> Checked | None:
            answer = answers.pop(0)
            if isinstance(answer, StoreFault):
                raise answer
            return answer

    half = edited("updates", lambda rows: rows[:10])
    own = Refresher(Scripted(half), EMBEDDED_CHECK, writer=Slow(), now=Clock())
    silent = own.step()
    assert (silent.failure, silent.source, silent.compared) == (None, "scripted", False)
    assert len(silent.snapshot.updates) == 9
    assert not own.step().compared
    answered = own.step()
    assert (answered.failure, answered.compared) == (None, True)
    assert [hold.code for hold in answered.held] == ["guard_vanished"]
    assert len(answered.snapshot.updates) == 28


class Silent(FullStore):
    def __init__(self) -> None:
        self.given: list[str] = []

    def keep(self, book: RawBook, checked: Checked, taken_at: datetime) -> None:
        self.given.append(checked.snapshot.id)

    def last(self) -> Checked | None:
        raise StoreFault("store_silent")


def test_what_was_not_compared_is_not_kept_and_the_store_is_asked_again_soon() -> None:
    store = Silent()
    own = Refresher(Scripted(BOOK), EMBEDDED_CHECK, writer=store, now=Clock())
    assert own.step().snapshot.id == EMBEDDED_CHECK.snapshot.id
    assert store.given == []
    assert own.wait < PERIOD
    store.last = lambda: None  # type: ignore[method-assign]
    assert own.step().compared
    assert store.given == [EMBEDDED_CHECK.snapshot.id]
    assert own.wait == PERIOD


def test_a_tab_missing_while_the_store_is_silent_is_empty_and_marked_and_never_embedded() -> None:
    """The embedded data have 28 reports and 5 agenda items; this source lacks both tabs."""
    lacking = replace(BOOK, tabs=tuple(tab for tab in BOOK.tabs if tab.title not in ("updates", "agenda")))
    silent = Refresher(Scripted(lacking), EMBEDDED_CHECK, writer=Silent(), now=Clock()).step()
    assert (silent.snapshot.updates, silent.snapshot.agenda) == ((), ())
    assert silent.snapshot.embedded == frozenset()
    assert {(hold.table, hold.code) for hold in silent.held} == {
        ("updates", "hold_unasked"),
        ("agenda", "hold_unasked"),
    }
    assert len(silent.snapshot.measures) == 42
    first = Refresher(Scripted(lacking), EMBEDDED_CHECK, now=Clock()).step()
    assert first.snapshot.embedded == {"updates", "agenda"}


@pytest.mark.parametrize("code", ["store_url", "store_read_only"])
def test_where_there_is_no_store_the_source_is_shown_all_the_same(code: str) -> None:
    class Missing(FullStore):
        def last(self) -> Checked | None:
            raise StoreFault(code)

    own = Refresher(Scripted(BOOK), EMBEDDED_CHECK, writer=Missing(), now=Clock())
    assert own.step().failure is None
    assert own.current.source == "scripted"


def test_tabs_of_the_book_are_never_read_by_viewers() -> None:
    source = Scripted(BOOK)
    own = Refresher(source, EMBEDDED_CHECK, now=Clock())
    own.step()
    for _ in range(200):
        assert own.current.snapshot.id == EMBEDDED_CHECK.snapshot.id
    assert source.count == 1


# Funding has no key: its rows are told apart by all they say.


def test_two_equal_rows_of_a_table_without_a_key_count_once_on_every_read() -> None:
    twice = edited("funding", lambda rows: [*rows, rows[1]])
    own, _ = refresher(twice)
    first, second = own.step(), own.step()
    assert len(first.snapshot.funding) == len(second.snapshot.funding) == 9
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
