"""A copy is put back whole or not at all, and what stood there is kept."""

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from data.__main__ import main
from data.store.faults import StoreFault
from data.store.store import Store
from tests.child import NoSmallDiskError, on_small_disk
from tests.live.reads import NOON, SOURCE, after, at, filled, numbered, quick
from tests.store import killing
from tests.store.postgres import postgres

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "var").mkdir()
    return tmp_path / "var" / "history.sqlite3"


@pytest.fixture
def run(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{file}")

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["--lang", "en", "history", *arguments])
        return code, capsys.readouterr().out

    return call


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a history of three reads."""
    filled(tmp_path / "other.sqlite3", 3).backup(tmp_path / "copy.sqlite3")
    return tmp_path / "copy.sqlite3"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm", ".lock")))


def test_a_copy_is_put_where_there_is_none(file: Path, copy: Path, run: Run) -> None:
    assert run("restore", str(copy)) == (0, "The history contains 3 reads.\n")
    assert names(file.parent) == ["history.sqlite3"]
    store = at(file)
    assert store.verify() == ()
    assert store.put(*numbered(9), after(9), SOURCE)
    assert len(at(copy).entries()) == 3


def test_what_stands_there_is_replaced_only_when_told_and_kept(file: Path, copy: Path, run: Run) -> None:
    filled(file, 5).close()
    code, said = run("restore", str(copy))
    assert (code, "--replace" in said) == (1, True)
    assert len(at(file).entries()) == 5
    code, said = run("restore", "--replace", str(copy))
    assert code == 0
    (kept,) = [name for name in names(file.parent) if ".before-" in name]
    assert said.splitlines() == ["The history contains 3 reads.", f"What was there before is saved as “{kept}”."]
    assert len(at(file.parent / kept).entries()) == 5


def test_a_running_server_goes_on_with_what_was_put_there(file: Path, copy: Path) -> None:
    store = filled(file, 5)
    assert at(file).restore(copy, replace=True)
    assert len(store.entries()) == 3
    assert store.put(*numbered(9), after(9), SOURCE)
    assert len(at(file).entries()) == 4


@pytest.mark.parametrize("kind", ["cut", "bit", "text", "empty", "other", "content", "folder", "none"])
def test_a_damaged_file_changes_nothing(kind: str, file: Path, copy: Path, run: Run) -> None:
    filled(file, 5).close()
    before = file.read_bytes()
    whole = copy.read_bytes()
    if kind in ("other", "content"):
        with sqlite3.connect(copy) as db:
            if kind == "other":
                copy.unlink()
                sqlite3.connect(copy).execute("CREATE TABLE t (x)").connection.close()
            else:
                db.execute("DROP TRIGGER content_no_update")
                db.execute("UPDATE content SET body = x'00' WHERE number = 2")
    elif kind in ("folder", "none"):
        copy.unlink()
        if kind == "folder":
            copy.mkdir()
    else:
        middle = len(whole) // 2
        content = {
            "cut": whole[: middle + 100],
            "bit": b"".join(whole[at : at + 4000] + b"\xaa" * 96 for at in range(0, len(whole), 4096)),
            "text": b"a text, no database " * 500,
            "empty": b"",
        }[kind]
        copy.write_bytes(content)
    code, said = run("restore", "--replace", str(copy))
    assert code == 1
    assert said.startswith(
        "“copy.sqlite3” is not a valid copy" if kind not in ("folder", "none") else "There is no readable file"
    )
    assert file.read_bytes() == before
    assert names(file.parent) == ["history.sqlite3"]


@pytest.mark.parametrize("change", [
    "UPDATE snapshot SET schema_version = 99", "ALTER TABLE content ADD COLUMN later TEXT", "CREATE TABLE later (x)",
])  # fmt: skip
def test_a_file_of_a_later_version_changes_nothing(change: str, file: Path, copy: Path, run: Run) -> None:
    with sqlite3.connect(copy) as db:
        db.execute("DROP TRIGGER snapshot_no_update")
        db.execute(change)
    code, said = run("restore", str(copy))
    assert (code, said.startswith("“copy.sqlite3” was written by a later version")) == (1, True)
    assert names(file.parent) == []


def test_a_copy_of_an_earlier_version_is_taken(file: Path, copy: Path, run: Run) -> None:
    """The table of notices came with 0.12."""
    with sqlite3.connect(copy) as db:
        db.execute("DROP TABLE notice")
    assert run("restore", str(copy))[0] == 0
    at(file).note(SOURCE, "mail:1", NOON, [], mended=False)
    assert at(file).told(SOURCE, "mail:1") == ()


def test_a_full_disk_changes_nothing(open_folder: Path, copy: Path) -> None:
    """Five megabytes do not fit beside what stands on a disk of one."""
    with sqlite3.connect(copy) as db:
        db.execute("INSERT INTO content (hash, depth, body, bytes) VALUES ('x', 0, zeroblob(5000000), 0)")

    def work() -> tuple[str, str, int, list[str]]:
        file = open_folder / "history.sqlite3"
        store = at(file)
        store.put(*quick(1), after(1), SOURCE)
        faults = []
        for attempt in (
            lambda: store.restore(copy, replace=True),
            lambda: at(copy).backup(open_folder / "copy.sqlite3"),
        ):
            try:
                attempt()
                faults.append("")
            except StoreFault as fault:
                faults.append(fault.code)
        return faults[0], faults[1], len(store.entries()), names(open_folder)

    done = on_small_disk(open_folder, work)
    if isinstance(done, NoSmallDiskError):
        pytest.skip("this machine lets nobody mount a disk")
    assert done == ("restore_failed", "backup_failed", 1, ["history.sqlite3"])


def test_what_a_killed_copy_left_goes_with_the_next_one_of_another_day(file: Path, copy: Path, tmp_path: Path) -> None:
    """The unfinished files of today may be somebody's who copies at this moment; what is not ours stays."""
    folder = tmp_path / "copies"
    folder.mkdir()
    gone = [".history-x.sqlite3.0a1b2c3d.part", ".copy.sqlite3.0a1b2c3d.restore", ".copy.sqlite3.0a1b2c3d.restore-wal"]
    kept = [".history-x.sqlite3.part", "history-x.sqlite3", ".copy.sqlite3.0a1b2c3d.restored"]
    for place in (folder, file.parent):
        for name in [*gone, *kept]:
            (place / name).write_bytes(b"x")
            os.utime(place / name, (1, 1))
        (place / ".today.sqlite3.0a1b2c3d.part").write_bytes(b"x")
    at(copy).backup(folder / "new.sqlite3")
    at(file).restore(copy)
    for place in (folder, file.parent):
        assert not [name for name in gone if (place / name).exists()]
        assert all((place / name).exists() for name in [*kept, ".today.sqlite3.0a1b2c3d.part"])


def test_two_administrators_at_once_get_two_whole_copies(file: Path, tmp_path: Path) -> None:
    """The same name is given to one of them only; a copy never holds a part of another's."""
    store = filled(file, 20)
    ends: list[str] = []

    def back_up(name: str) -> None:
        try:
            store.backup(tmp_path / name)
            ends.append("written")
        except StoreFault as fault:
            ends.append(fault.code)

    threads = [threading.Thread(target=back_up, args=(name,)) for name in ("one", "one", "one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["backup_exists", "backup_exists", "written", "written"]
    assert [at(tmp_path / name).verify() for name in ("one", "two")] == [(), ()]
    assert [name for name in names(tmp_path) if name.startswith(".")] == []


def test_two_restores_at_once_leave_one_whole_and_keep_what_was(file: Path, copy: Path) -> None:
    filled(file, 5).close()
    url = f"sqlite:///{file}"
    threads = [threading.Thread(target=lambda: Store(url).restore(copy, replace=True)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(at(file).entries()), at(file).verify()) == (3, ())
    kept = [name for name in names(file.parent) if ".before-" in name]
    assert sorted(len(at(file.parent / name).entries()) for name in kept) == [3, 3, 5]


def test_copies_in_a_folder_are_named_by_the_time_and_only_so_many_stay(file: Path, tmp_path: Path, run: Run) -> None:
    filled(file, 2).close()
    folder = tmp_path / "copies"
    folder.mkdir()
    for day in ("01", "02", "03"):
        (folder / f"history-202601{day}T020000Z.sqlite3").touch()
    (folder / "notes.txt").touch()
    code, said = run("backup", str(folder), "--keep", "2")
    assert code == 0
    newest = said.split()[0]
    assert names(folder) == ["history-20260103T020000Z.sqlite3", newest, "notes.txt"]
    assert len(at(folder / newest).entries()) == 2
    assert run("backup", str(tmp_path / "x.sqlite3"), "--keep", "2")[0] == 1
    assert run("backup", str(folder), "--keep", "0")[0] == 1


def test_killed_on_the_way_nothing_is_lost(tmp_path: Path) -> None:
    """``python -m tests.store.killing`` does it a hundred times."""
    killing.prepared(tmp_path, 40)
    ends = killing.many(tmp_path, 5)
    assert ends.total() == 10
    assert not {"backup torn", "restore torn", "restore lost"} & ends.keys()


@pytest.mark.postgres
def test_a_copy_moves_to_postgresql_once(copy: Path) -> None:
    with postgres() as address:
        store = Store(address)
        assert store.restore(copy) is None
        theirs, ours = store.entries(), at(copy).entries()
        assert [(entry.id, entry.taken_at) for entry in theirs] == [(entry.id, entry.taken_at) for entry in ours]
        assert store.verify() == ()
        with pytest.raises(StoreFault) as caught:
            store.restore(copy, replace=True)
        assert caught.value.code == "restore_full"
        assert len(store.entries()) == 3
        store.close()
