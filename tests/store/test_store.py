"""The store in ordinary use: everything accepted comes back, whatever was the same is stored once."""

import ast
import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from data import live
from data.sources import EMBEDDED
from data.sources.csv_folder import CsvFolder
from data.store import store as store_module
from data.store.faults import TEXTS, StoreFault
from data.store.grid import redacted
from data.store.store import HELD, KEYFRAME_EVERY, Store, open_store
from data.words import words
from tests.helpers import ROOT
from tests.live.reads import NOON, SOURCE, Read, after, at, filled, numbered, read, read_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "history.sqlite3"


def bodies(file: Path) -> list[tuple[int, int | None, int, int]]:
    """Each content: its number, base, depth and how many bytes it takes."""
    with sqlite3.connect(file) as db:
        return db.execute("SELECT number, base, depth, length(body) FROM content ORDER BY number").fetchall()


def test_what_was_stored_comes_back_equal(file: Path) -> None:
    book, found = redacted(CsvFolder(EMBEDDED).read()), live.embedded()
    entry = at(file).put(book, found, NOON, "embedded:data")
    assert entry
    fresh = at(file)
    assert fresh.newest() == entry
    assert fresh.snapshot(entry) == found.snapshot
    assert fresh.snapshot(entry).id == found.snapshot.id == entry.id
    assert fresh.checked(entry) == found
    assert fresh.raw(entry) == book
    assert (entry.number, entry.taken_at, entry.source, entry.source_kind) == (1, NOON, "embedded:data", "embedded")


def test_issues_are_counted_and_kept(file: Path) -> None:
    own = read(status="Zaļš", new_deadline="drīzumā")
    entry = at(file).put(*own, NOON, SOURCE)
    assert entry
    assert dict(entry.issues) == {"rejected": 2}
    assert at(file).checked(entry).issues == own[1].issues


@settings(max_examples=12)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_any_walk_of_reads_comes_back(tmp_path_factory: pytest.TempPathFactory, walk: list[int]) -> None:
    """Back and forth between reads: each entry holds what was read then, and only changes make entries."""
    file = tmp_path_factory.mktemp("walk") / "h.sqlite3"
    store = at(file)
    expected: list[Read] = []
    for step, number in enumerate(walk):
        entry = store.put(*numbered(number), after(step), SOURCE)
        assert (entry is None) == (bool(expected) and expected[-1] is numbered(number))
        if entry:
            expected.append(numbered(number))
    fresh = at(file)
    entries = fresh.entries()[::-1]
    assert [(fresh.raw(entry), fresh.checked(entry)) for entry in entries] == expected
    assert fresh.verify() == ()


def test_there_and_back_again_makes_four_entries_of_two_contents(file: Path) -> None:
    store = at(file)
    for step, number in enumerate([1, 2, 1, 2]):
        assert store.put(*numbered(number), after(step), SOURCE)
    assert len(store.entries()) == 4
    assert len(bodies(file)) == 4  # two grids, two times the rows
    assert store.newest() == store.find(numbered(2)[1].snapshot.id)


def test_what_did_not_change_is_stored_once_a_source(file: Path) -> None:
    store = at(file)
    own = numbered(1)
    assert store.put(*own, NOON, SOURCE)
    assert store.put(*own, after(1), SOURCE) is None
    assert at(file).put(*own, after(2), SOURCE) is None
    assert store.put(*own, after(3), "csv:other")
    assert store.put(*own, after(4), SOURCE) is None
    assert [entry.source for entry in store.entries()] == ["csv:other", SOURCE]
    assert len(bodies(file)) == 2


def test_the_same_rows_from_another_grid_are_an_entry_of_their_own(file: Path) -> None:
    store = at(file)
    book, found = numbered(1)
    store.put(book, found, NOON, SOURCE)
    tab = replace(book.tabs[0], hidden_rows=1)
    assert store.put(replace(book, tabs=(tab, *book.tabs[1:])), found, after(1), SOURCE)
    assert len(bodies(file)) == 3


def test_steps_are_small_and_every_fiftieth_is_whole(file: Path) -> None:
    filled(file, KEYFRAME_EVERY + 10)
    kept = bodies(file)
    whole = [number for number, base, depth, _ in kept if base is None]
    assert whole == [1, 2, 2 * KEYFRAME_EVERY + 1, 2 * KEYFRAME_EVERY + 2]
    assert max(depth for _, _, depth, _ in kept) == KEYFRAME_EVERY - 1
    assert max(size for _, base, _, size in kept if base) < 200
    fresh = at(file)
    for number, entry in enumerate(reversed(fresh.entries())):
        assert fresh.checked(entry) == numbered(number)[1]


def test_held_content_has_no_address(file: Path) -> None:
    store = at(file)
    store.put(*numbered(1), NOON, SOURCE)
    held = store.put(*numbered(2), after(1), SOURCE, HELD, reason={"code": "vanished", "tabs": ["updates"]})
    assert held
    assert (held.status, held.reason) == (HELD, {"code": "vanished", "tabs": ["updates"]})
    assert store.find(held.id) is None
    assert store.newest() == store.at(date(2026, 11, 21)) == store.find(numbered(1)[1].snapshot.id)
    assert store.newest_sound().entry == store.newest()
    assert [entry.number for entry, _ in store.versions("updates")] == [1]
    assert store.newest(status=HELD) == held
    assert [entry.status for entry in store.entries()] == [HELD, "accepted"]


def test_held_content_is_found_once_it_is_accepted(file: Path) -> None:
    store = at(file)
    store.put(*numbered(2), NOON, SOURCE, HELD)
    accepted = store.put(*numbered(2), after(10), SOURCE)
    assert accepted
    assert store.find(numbered(2)[1].snapshot.id) == accepted


def test_after_a_held_read_steps_go_on_from_the_last_accepted(file: Path) -> None:
    """Or a half-empty read in between would make the next one whole again."""
    store = at(file)
    store.put(*numbered(1), NOON, SOURCE)
    store.put(*numbered(2), after(1), SOURCE, HELD)
    store.put(*numbered(3), after(2), SOURCE)
    assert [base for _, base, _, _ in bodies(file)] == [None, None, 1, 2, 1, 2]


def test_entries_by_day_newest_first(file: Path) -> None:
    store = filled(file, 5)
    today, before = date(2026, 11, 21), date(2026, 11, 20)
    assert [entry.number for entry in store.entries()] == [5, 4, 3, 2, 1]
    assert [entry.number for entry in store.entries(limit=2)] == [5, 4]
    assert len(store.entries(since=today, until=today)) == 5
    assert store.entries(until=before) == store.entries(since=date(2026, 11, 22)) == ()
    assert store.entries(date.min, date.max) == store.entries()


@pytest.mark.parametrize(
    ("instant", "day", "there"),
    [
        # Riga is two hours ahead of UTC in winter, three in summer.
        ("2026-11-21T21:59:59+00:00", "2026-11-21", True),
        ("2026-11-21T22:00:00+00:00", "2026-11-21", False),
        ("2026-11-21T22:00:00+00:00", "2026-11-22", True),
        ("2026-07-01T20:59:59+00:00", "2026-07-01", True),
        ("2026-07-01T21:00:00+00:00", "2026-07-01", False),
        # The clocks go back on 25 October 2026: a day of 25 hours.
        ("2026-10-24T20:59:59+00:00", "2026-10-24", True),
        ("2026-10-24T21:00:00+00:00", "2026-10-24", False),
        ("2026-10-25T21:59:59.999999+00:00", "2026-10-25", True),
        ("2026-10-25T22:00:00+00:00", "2026-10-25", False),
        # They go forward on 28 March 2027: a day of 23 hours.
        ("2027-03-27T21:59:59+00:00", "2027-03-27", True),
        ("2027-03-28T20:59:59+00:00", "2027-03-28", True),
        ("2027-03-28T21:00:00+00:00", "2027-03-28", False),
        # The year ends in Riga before it does in Greenwich.
        ("2026-12-31T21:59:59+00:00", "2026-12-31", True),
        ("2026-12-31T22:00:00+00:00", "2026-12-31", False),
        ("2026-12-31T23:59:59+02:00", "2026-12-31", True),
        ("2027-01-01T00:00:00+02:00", "2026-12-31", False),
        ("2026-01-01T00:00:00+00:00", "9999-12-31", True),
        ("2026-01-01T00:00:00+00:00", "0001-01-01", False),
    ],
)
def test_a_day_ends_at_midnight_in_riga(file: Path, instant: str, day: str, there: bool) -> None:
    store = at(file)
    entry = store.put(*numbered(1), datetime.fromisoformat(instant), SOURCE)
    assert (store.at(date.fromisoformat(day)) == entry) == there
    assert (len(store.entries(until=date.fromisoformat(day))) == 1) == there


def test_of_a_day_the_last_one_counts_by_its_time(file: Path) -> None:
    store = at(file)
    late = store.put(*numbered(1), after(600), SOURCE)
    store.put(*numbered(2), after(500), "csv:other")  # another process, whose clock stood behind
    assert store.at(date(2026, 11, 22)) == late
    assert store.at(date(2026, 11, 22), "csv:other") == store.newest()


def test_a_moment_without_its_zone_is_a_slip_of_the_program(file: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        at(file).put(*numbered(1), datetime(2026, 11, 21), SOURCE)  # noqa: DTZ001


def test_an_empty_store_says_so(file: Path) -> None:
    store = at(file)
    assert (store.newest(), store.find("0123456789"), store.at(date.max), store.entries()) == (None, None, None, ())
    sound = store.newest_sound()
    assert (sound.entry, sound.checked, sound.damaged) == (None, None, ())
    assert store.verify() == ()


def test_readers_in_threads_while_writing(file: Path) -> None:
    store = filled(file, 3)
    failed: list[BaseException] = []
    seen: list[int] = []
    stop = threading.Event()

    def look() -> None:
        own = at(file)
        while not stop.is_set():
            try:
                for reader in (store, own):
                    entry = reader.newest()
                    assert entry
                    assert reader.snapshot(entry).id == entry.id
                    assert reader.find(entry.id)
                    seen.append(entry.number)
            except BaseException as error:
                failed.append(error)
                return

    threads = [threading.Thread(target=look) for _ in range(12)]
    for thread in threads:
        thread.start()
    for number in range(3, 30):
        assert store.put(*numbered(number), after(number), SOURCE)
    stop.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(set(seen)) > 1
    assert store.verify() == ()


def test_the_database_itself_refuses_to_change_or_forget(file: Path) -> None:
    store = filled(file, 2)
    store.redact("nav tāda teksta", "tester", "to have a row")
    with sqlite3.connect(file) as db:
        for table, column in (("content", "body"), ("snapshot", "status"), ("redaction", "why")):
            for act in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    db.execute(act)
    assert store.verify() == ()


def functions(path: Path) -> Iterator[tuple[str, str]]:
    """Every function of a file, with its code but not its docstring."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node.name, "\n".join(map(ast.unparse, body))


def test_no_code_changes_or_removes_a_row_outside_redact() -> None:
    """UPDATE and DELETE stand in the guards against them and in what `Store.redact` and `Store.thin` use alone.

    And in what says how reading goes, which is no history (`READING`).
    """
    writing, using = set(), set()
    for path in (ROOT / "data" / "store").glob("*.py"):
        text = path.read_text("utf-8")
        assert "sa.text" not in text, path.name
        for name, code in functions(path):
            code = code.replace("sa.update(READING)", "")
            if re.search(r"\b(UPDATE|DELETE|TRUNCATE TABLE|REPLACE INTO)\b|sa\.(update|delete)\(", code):
                writing.add(name)
            if re.search(r"redact_contents\(|redact_snapshots\(|= thin\(|\.unguarded\(", code):
                using.add(name)
    assert writing == {"append_only", "redact_contents", "redact_snapshots", "thin"}
    assert using == {"redact", "thin"}


def test_versions_name_each_change_of_a_table_once(file: Path) -> None:
    store = at(file)
    for step, title in enumerate(["Viens", "Viens", "Divi", "Divi"]):
        store.put(*read_of({"measures": {"title": title}, "updates": {"done": f"solis {step}"}}), after(step), SOURCE)
    found = [(entry.number, own.measures[0].title, own.updates) for entry, own in at(file).versions("measures")]
    assert found == [(1, "Viens", ()), (3, "Divi", ())]


def test_the_status_says_how_the_store_is(file: Path) -> None:
    store = filled(file, 3)
    store.put(*numbered(9), after(9), SOURCE, HELD)
    status = store.status()
    assert (status.kind, status.entries, status.held, status.writable) == ("SQLite", 4, 1, True)
    assert status.newest and status.newest.number == 3
    assert status.fault is None
    assert status.size and status.size >= file.stat().st_size
    said = status.lines(words("en"))
    assert said[0] == "The history contains 4 reads."
    assert str(file.parent) not in " ".join(said)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "var/history.sqlite3",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://x/y",
        "nonsense://",
        "postgresql+nodriver://x/y",
    ],
)
def test_an_address_that_cannot_be_used_is_named_as_such(url: str) -> None:
    store = Store(url or "::")
    with pytest.raises(StoreFault) as caught:
        store.newest()
    assert caught.value.code == "store_url"
    assert store.status().fault
    assert "HISTORY_URL" in caught.value.say(words("lv"))


def test_the_setting_chooses_the_database(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{file}")
    assert open_store().put(*numbered(1), NOON, SOURCE)
    assert file.exists()
    monkeypatch.delenv("HISTORY_URL")
    assert store_module.DEFAULT == ROOT / "var" / "history.sqlite3"


def test_a_backup_is_whole_while_writing_and_can_be_used_as_a_store(file: Path, tmp_path: Path) -> None:
    store = filled(file, 5)
    stop = threading.Event()

    def write() -> None:
        number = 5
        while not stop.is_set():
            store.put(*numbered(number), after(number), SOURCE)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    store.backup(tmp_path / "copy.sqlite3")
    stop.set()
    writer.join()
    restored = at(tmp_path / "copy.sqlite3")
    entries = restored.entries()
    assert len(entries) >= 5
    assert restored.verify() == ()
    assert entries == store.entries()[-len(entries) :]
    assert [restored.checked(entry) for entry in entries] == [store.checked(entry) for entry in entries]
    assert restored.put(*numbered(900), after(900), SOURCE)


def test_a_backup_overwrites_nothing(file: Path, tmp_path: Path) -> None:
    store = filled(file, 1)
    (tmp_path / "copy").write_text("mine")
    for path, code in ((tmp_path / "copy", "backup_exists"), (tmp_path / "none" / "copy", "backup_failed")):
        with pytest.raises(StoreFault) as caught:
            store.backup(path)
        assert caught.value.code == code
    assert (tmp_path / "copy").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"copy", "var"}


def test_every_fault_has_its_latvian() -> None:
    for text in TEXTS.values():
        assert words("lv").say(text) != text


def test_the_file_can_be_moved_away_under_a_running_process(file: Path) -> None:
    """Whoever restores a backup need not stop the server first: the next use opens what is there."""
    store = filled(file, 2)
    store.backup(file.parent / "copy.sqlite3")
    store.put(*numbered(7), after(7), SOURCE)
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    (file.parent / "copy.sqlite3").replace(file)
    assert len(store.entries()) == 2
    assert store.put(*numbered(8), after(8), SOURCE)
    file.replace(file.parent / "gone.sqlite3")
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    assert store.entries() == ()
    assert store.put(*numbered(8), after(8), SOURCE)


def test_two_columns_say_when_and_in_which_form(file: Path) -> None:
    """Text times in UTC that sort as they stand, and the version of the form, for whoever reads the file later."""
    entry = at(file).put(*numbered(1), datetime(2026, 7, 1, 15, tzinfo=UTC), "google:abc")
    assert entry
    with sa.create_engine(f"sqlite:///{file}").connect() as db:
        row = db.execute(sa.text("SELECT taken_at, source_kind, schema_version, status FROM snapshot")).one()
    assert tuple(row) == ("2026-07-01T15:00:00.000000Z", "google", 1, "accepted")
