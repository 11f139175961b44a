"""What may happen to a store: killed, raced for, damaged, full, not to be written. Nothing acknowledged is lost."""

import contextlib
import errno
import os
import random
import resource
import signal
import sqlite3
import time
import zlib
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from data.store import contents, engines
from data.store import store as store_module
from data.store.faults import StoreFault
from data.store.store import HELD, Store
from data.words import words
from tests.child import NoSmallDiskError, fork, in_child, on_small_disk, restricted
from tests.live.reads import NOON, SOURCE, after, at, filled, quick


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def fill(file: Path, reads: int, start: int = 0) -> Store:
    store = at(file)
    for number in range(start, start + reads):
        assert store.put(*quick(number), after(number), SOURCE)
    return store


def ids(store: Store) -> list[int]:
    return [int(entry.id, 16) for entry in reversed(store.entries())]


def code_of(work: Callable[[], object]) -> str | None:
    """The code of the fault that a piece of work ends in; None when it goes well."""
    try:
        work()
    except StoreFault as fault:
        assert fault.say(words("en"))
        return fault.code
    return None


# Killed, raced for


def test_killed_while_writing_nothing_acknowledged_is_lost(file: Path) -> None:
    chance = random.Random(7)
    acknowledged = -1
    quick(0)
    for _ in range(10):

        def write(pipe: Any, start: int) -> None:
            store = at(file)
            for number in range(start, start + 100_000):
                store.put(*quick(number), after(number), SOURCE)
                os.write(pipe, b"%d\n" % number)

        reading, writing = os.pipe()
        child = fork.Process(target=write, args=(writing, acknowledged + 1))
        child.start()
        os.close(writing)
        with open(reading, "rb") as answers:  # noqa: PTH123
            first = answers.readline()
            time.sleep(chance.uniform(0, 0.08))
            os.kill(child.pid or 0, signal.SIGKILL)
            said = [first, *answers.read().splitlines(keepends=True)]
        child.join()
        acknowledged = max(int(line) for line in said if line.endswith(b"\n"))
        store = at(file)
        stored = ids(store)
        assert stored == list(range(len(stored)))
        assert acknowledged <= stored[-1] <= acknowledged + 1  # one may be stored whose answer was never heard
        acknowledged = stored[-1]
        store.close()
    assert acknowledged >= 10
    fresh = at(file)
    assert fresh.verify() == ()
    with sqlite3.connect(file) as db:
        used = "SELECT raw_hash FROM snapshot UNION SELECT clean_hash FROM snapshot"
        assert db.execute(f"SELECT count(*) FROM content WHERE hash NOT IN ({used})").fetchone() == (0,)
    assert list(file.parent.glob("*.damaged-*")) == []


def test_four_processes_racing_store_each_change_once(file: Path) -> None:
    """They begin with making the file itself; two refreshers that read the same must make one entry."""
    gate = fork.Barrier(4)
    outcomes = fork.Queue()

    def race() -> None:
        gate.wait()
        store, made = at(file), 0
        try:
            for number in range(25):
                made += store.put(*quick(number // 5), after(number), SOURCE) is not None
            outcomes.put(made)
        except BaseException as error:
            outcomes.put(repr(error))

    children = [fork.Process(target=race) for _ in range(4)]
    for child in children:
        child.start()
    made = [outcomes.get(timeout=60) for _ in children]
    for child in children:
        child.join()
    store = at(file)
    stored = ids(store)
    assert sum(made) == len(stored)
    assert all(one != other for one, other in pairwise(stored))
    assert set(stored) == set(range(5))
    assert store.verify() == ()
    assert list(file.parent.glob("*.damaged-*")) == []


# Damaged


def checkpointed(file: Path) -> None:
    """Let everything stand in the file itself."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode=DELETE")


def body_of(file: Path, digest: str) -> bytes:
    with contextlib.closing(sqlite3.connect(file)) as db:
        return bytes(db.execute("SELECT body FROM content WHERE hash = ?", (digest,)).fetchone()[0])


def flip(file: Path, body: bytes) -> None:
    """Flip one bit in the middle of a body, as a failing disk does."""
    checkpointed(file)
    raw = bytearray(file.read_bytes())
    for piece in (body, body[-1_500:], body[:1_500], body[-400:]):  # a long one lies in several pages
        if (found := raw.find(piece)) >= 0:
            raw[found + len(piece) // 2] ^= 1
            file.write_bytes(raw)
            return
    raise AssertionError("the body is not in the file")


def test_a_flipped_byte_is_found_and_the_one_before_is_served(file: Path) -> None:
    store = fill(file, 3)
    newest, second = store.entries()[:2]
    store.close()
    flip(file, body_of(file, newest.clean_hash))
    fresh = at(file)
    with pytest.raises(StoreFault, match="content_damaged") as caught:
        fresh.snapshot(newest)
    assert newest.id in caught.value.say(words("lv"))
    sound = fresh.newest_sound(SOURCE)
    assert (sound.entry, sound.damaged) == (second, (newest,))
    assert sound.checked == quick(1)[1]
    (damage,) = fresh.verify()
    assert (damage.entry, damage.part) == (newest, "rows")
    assert fresh.raw(newest).name == "2"


def test_after_damage_new_reads_stand_on_sound_ground(file: Path) -> None:
    store = fill(file, 3)
    newest = store.entries()[0]
    store.close()
    flip(file, body_of(file, newest.clean_hash))
    fresh = at(file)
    assert fresh.put(*quick(3), after(3), SOURCE)
    again = fresh.put(*quick(2), after(4), SOURCE)  # what was damaged comes again: it is stored anew
    assert again
    other = at(file)
    assert other.snapshot(again) == quick(2)[1].snapshot
    assert other.snapshot(newest) == quick(2)[1].snapshot
    assert other.verify() == ()


def test_a_damaged_whole_takes_only_its_own_steps_along(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "KEYFRAME_EVERY", 5)
    store = fill(file, 12)
    entries = store.entries()[::-1]
    store.close()
    flip(file, body_of(file, entries[5].clean_hash))
    fresh = at(file)
    assert [damage.entry for damage in fresh.verify()] == list(entries[5:10])
    assert fresh.newest_sound().entry == entries[11]
    assert fresh.put(*quick(12), after(12), SOURCE)
    held = fresh.put(*quick(13), after(13), SOURCE, HELD)
    assert held
    assert fresh.newest_sound().damaged == ()


def test_where_nothing_is_sound_that_is_said(file: Path) -> None:
    store = fill(file, 2)
    oldest = store.entries()[-1]
    store.close()
    flip(file, body_of(file, oldest.clean_hash))
    sound = at(file).newest_sound()
    assert (sound.entry, len(sound.damaged)) == (None, 2)
    assert code_of(lambda: at(file).put(*quick(5), after(5), SOURCE)) is None
    assert at(file).newest_sound().checked == quick(5)[1]


@pytest.mark.parametrize("seed", range(6))
def test_bytes_flipped_anywhere_never_show_what_was_not_stored(file: Path, seed: int) -> None:
    """Be it in a body, an index or the header: sound content, an older one, or a fault with a code."""
    store = fill(file, 40)
    store.close()
    checkpointed(file)
    sound = file.read_bytes()
    chance = random.Random(seed)
    for _ in range(10):
        raw = bytearray(sound)
        for _ in range(chance.choice([1, 1, 1, 50])):
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        for path in file.parent.glob(f"{file.name}*"):
            path.unlink()
        file.write_bytes(raw)
        own = at(file)

        def look(own: Store) -> None:
            found = own.newest_sound()
            if found.entry:
                assert found.checked == quick(int(found.entry.id, 16))[1]
            own.verify()
            own.status()
            own.at(NOON.date())
            list(own.versions("updates"))

        assert code_of(partial(look, own)) in (None, "store_damaged", "store_failed")
        if code_of(partial(own.put, *quick(900), after(900), SOURCE)) is None:
            found = at(file).newest_sound()
            assert found.checked == quick(900)[1]
        own.close()


def test_an_entry_whose_own_row_is_damaged_hides_no_other(file: Path) -> None:
    store = fill(file, 3)
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("DROP TRIGGER snapshot_no_update")
        db.execute("UPDATE snapshot SET taken_at = '2026-11-21Tx' WHERE number = 3")
        db.execute("UPDATE snapshot SET issues = '{' WHERE number = 1")
        db.commit()
    assert ids(store) == [1]
    (second,) = store.entries()
    assert store.newest() == store.at(NOON.date()) == store.newest_sound().entry == second
    assert [(damage.entry, damage.part) for damage in store.verify()] == [(None, "file")]
    assert store.put(*quick(3), after(3), SOURCE)


def truncated(share: float) -> Callable[[bytes], bytes]:
    return lambda raw: raw[: int(len(raw) * share)]


@pytest.mark.parametrize(
    ("damage", "carried"),
    [
        (lambda raw: b"", 0),
        (lambda raw: b"\0" * len(raw), 0),
        (lambda raw: b"Datums;Statuss\n" * 100, 0),
        (lambda raw: raw[100:], 0),
        (truncated(0.01), 0),
        (truncated(0.5), None),
        (truncated(0.9), None),
    ],
    ids=["zero bytes", "zeros", "another file", "header gone", "one page", "half", "nine tenths"],
)
def test_a_file_damaged_beyond_opening_is_set_aside(
    file: Path, damage: Callable[[bytes], bytes], carried: int | None, caplog: pytest.LogCaptureFixture
) -> None:
    store = fill(file, 60)
    store.close()
    checkpointed(file)
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)
    fresh = at(file)
    kept = fresh.entries()
    assert carried is None or len(kept) == carried
    assert all(fresh.checked(entry) == quick(int(entry.id, 16))[1] for entry in kept)
    (aside,) = file.parent.glob("*.damaged-*Z")
    assert aside.read_bytes()[:100] == damaged[:100]
    assert aside.stat().st_size == len(damaged)
    assert aside.name in caplog.text
    assert str(file.parent) not in caplog.text
    assert fresh.status().set_aside == (aside.name,)
    assert aside.name in " ".join(fresh.status().lines(words("lv")))
    assert fresh.put(*quick(77), after(77), SOURCE)
    assert at(file).newest_sound().checked == quick(77)[1]
    assert len(list(file.parent.glob("*.damaged-*Z"))) == 1


def test_what_can_still_be_read_of_a_damaged_file_is_carried_over(file: Path) -> None:
    """A page of the index is enough to make a file unsound; not one entry is lost by it."""
    store = fill(file, 60)
    entries = store.entries()
    store.redact("nav tāda teksta", "tester", "to have a row")
    store.close()
    checkpointed(file)
    with contextlib.closing(sqlite3.connect(file)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_snapshot_id'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    raw = bytearray(file.read_bytes())
    raw[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(raw)
    fresh = at(file)
    assert fresh.entries() == entries
    assert [fresh.checked(entry) for entry in fresh.entries()] == [quick(number)[1] for number in range(59, -1, -1)]
    assert len(fresh.redactions()) == 1
    assert len(list(file.parent.glob("*.damaged-*Z"))) == 1
    assert fresh.verify() == ()


def test_another_program_s_file_is_left_alone(tmp_path: Path) -> None:
    """HISTORY_URL may name the wrong file: only what is called like a database is ever renamed."""
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(b"PK\3\4 a workbook")
    assert code_of(lambda: Store(f"sqlite:///{plan}").newest()) == "store_url"
    assert plan.read_bytes() == b"PK\3\4 a workbook"


def test_a_file_left_half_made_is_made_again(file: Path) -> None:
    file.with_name(f"{file.name}.new").write_bytes(b"half")
    assert fill(file, 1).verify() == ()


# Full, not to be written


def test_a_full_disk_is_said_and_loses_nothing(file: Path) -> None:
    store = fill(file, 5)
    store.close()

    def crowd() -> tuple[str | None, int, bool, str | None]:
        room = max(path.stat().st_size for path in file.parent.iterdir()) + 30_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        own = at(file)
        code = None
        number = 5
        while code is None and number < 2_000:
            code = code_of(partial(own.put, *quick(number), after(number), SOURCE))
            number += 1
        entry = own.newest()
        well = entry is not None and own.snapshot(entry) == quick(int(entry.id, 16))[1].snapshot
        return code, len(own.entries()), well, code_of(lambda: own.put(*quick(9_999), NOON, SOURCE))

    code, stored, well, again = in_child(crowd)
    assert (code, well, again) == ("store_full", True, "store_full")
    fresh = at(file)
    assert ids(fresh) == list(range(stored))
    assert fresh.verify() == ()
    assert fresh.put(*quick(stored), after(stored), SOURCE)


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"

    def crowd() -> None:
        store = fill(file, 3)
        filler = tmp_path / "filler"
        with contextlib.suppress(OSError), filler.open("wb") as out:
            while True:
                out.write(b"\0" * 4096)
                out.flush()
        codes = {code_of(partial(store.put, *quick(number), after(number), SOURCE)) for number in range(3, 200)}
        assert "store_full" in codes
        assert codes <= {None, "store_full"}
        stored = ids(store)
        assert stored[:3] == [0, 1, 2]
        assert store.newest_sound().damaged == ()
        assert store.status().writable is False or store.status().fault is None
        assert code_of(lambda: store.backup(tmp_path / "copy")) == "backup_failed"
        assert code_of(lambda: at(tmp_path / "new.sqlite3").newest()) == "store_full"
        filler.unlink()
        assert store.put(*quick(500), after(500), SOURCE)
        assert at(file).verify() == ()
        store.close()

    found = on_small_disk(tmp_path, crowd)
    if isinstance(found, NoSmallDiskError):
        pytest.skip(f"nothing may be mounted here ({found}); the limit on file sizes above stands in for it")
    assert found is None
    assert not list(tmp_path.iterdir()), "it was another disk"


def test_a_store_that_may_not_be_written_is_read(open_folder: Path) -> None:
    file = open_folder / "history.sqlite3"
    store = fill(file, 3)
    store.close()
    for path in open_folder.iterdir():
        path.chmod(0o444)
    open_folder.chmod(0o555)

    def look() -> tuple[object, ...]:
        own = at(file)
        entry = own.newest()
        assert entry
        status = own.status()
        put = code_of(lambda: own.put(*quick(3), after(3), SOURCE))
        redact = code_of(lambda: own.redact("darbs", "tester", "test"))
        return own.snapshot(entry).id, put, redact, status.writable, status.fault and status.fault.code, status.entries

    assert restricted(look) == (f"{2:010x}", "store_read_only", "store_read_only", False, "store_read_only", 3)
    assert ids(store) == [0, 1, 2]


def test_where_no_store_can_be_made_that_is_said(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    def look() -> tuple[object, ...]:
        own = at(open_folder / "var" / "history.sqlite3")
        put = code_of(lambda: own.put(*quick(3), after(3), SOURCE))
        return put, code_of(own.newest), own.status().fault is not None

    assert restricted(look) == ("store_read_only", "store_read_only", True)


def test_a_store_that_another_process_holds_is_said_to_be_busy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WAIT", 0.1)
    store = fill(file, 1)
    store.close()
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        store.newest()
        other.execute("BEGIN IMMEDIATE")
        assert code_of(lambda: store.put(*quick(1), after(1), SOURCE)) == "store_busy"
        assert store.newest()
        other.execute("ROLLBACK")
    assert store.put(*quick(1), after(1), SOURCE)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "full"), "store_full"),
        (OSError(errno.EROFS, "read-only"), "store_read_only"),
        (sqlite3.DatabaseError("?"), "store_failed"),
        (zlib.error("?"), None),
    ],
)
def test_no_error_of_disk_or_database_gets_through(
    file: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str | None
) -> None:
    store = fill(file, 1)

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(store_module, "add", fail)
    if code is None:
        with pytest.raises(zlib.error):  # a slip of the program is no fault of the store
            store.put(*quick(1), NOON, SOURCE)
    else:
        assert code_of(lambda: store.put(*quick(1), NOON, SOURCE)) == code


def test_a_fault_names_no_path(file: Path) -> None:
    file.mkdir()
    for language in ("lv", "en"):
        with pytest.raises(StoreFault) as caught:
            at(file).newest()
        said = caught.value.say(words(language))
        assert str(file.parent) not in said + repr(caught.value)


def test_filled_stores_are_what_they_say(tmp_path: Path) -> None:
    assert len(filled(tmp_path / "h.sqlite3", 3).entries()) == 3
