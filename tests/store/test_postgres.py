"""The same store on PostgreSQL, which the tests start and stop themselves."""

import multiprocessing
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.store.store import HELD, KEYFRAME_EVERY, Store, StoreFault
from tests.helpers import ROOT
from tests.live.reads import NOON, SOURCE, after, numbered, quick
from tests.serving import PATIENCE
from tests.store.postgres import postgres, programs

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    engine = sa.create_engine(url)
    with engine.begin() as db:
        for table in ("snapshot", "content", "redaction"):
            db.execute(sa.text(f"DROP TABLE IF EXISTS {table}"))
    own = Store(url, clock=lambda: NOON)
    yield own
    own.close()
    engine.dispose()


def test_reads_come_back_and_steps_go_on(store: Store, url: str) -> None:
    for number in range(KEYFRAME_EVERY + 5):
        assert store.put(*quick(number), after(number), SOURCE)
    assert store.put(*quick(KEYFRAME_EVERY + 4), after(99), SOURCE) is None
    fresh = Store(url)
    entries = fresh.entries()[::-1]
    assert [int(entry.id, 16) for entry in entries] == list(range(KEYFRAME_EVERY + 5))
    assert all(fresh.checked(entry) == quick(number)[1] for number, entry in enumerate(entries))
    assert fresh.raw(entries[7]) == quick(7)[0]
    assert fresh.at(date(2026, 11, 21)) == fresh.newest() == fresh.newest_sound().entry
    assert fresh.verify() == ()
    assert len(list(fresh.versions("updates"))) == KEYFRAME_EVERY + 5
    fresh.close()


def test_held_content_has_no_address(store: Store) -> None:
    held = store.put(*numbered(1), NOON, SOURCE, HELD, reason={"code": "vanished"})
    assert held and held.reason == {"code": "vanished"}
    assert store.find(held.id) is None
    assert store.newest() is None


def test_the_database_itself_refuses_to_change_or_forget(store: Store, url: str) -> None:
    store.put(*numbered(1), NOON, SOURCE)
    engine = sa.create_engine(url)
    for act in ("UPDATE snapshot SET status = 'held'", "DELETE FROM content", "DELETE FROM redaction"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as db:
            db.execute(sa.text(act))
    engine.dispose()


def test_redact_works_and_leaves_the_guards_in_place(store: Store, url: str) -> None:
    store.put(*numbered(1), NOON, SOURCE)
    done = store.redact("paveikts darbs", "tester", "test")
    assert (done.contents, done.unread, done.wiped) == (2, 0, True)
    (entry,) = store.entries()
    assert store.snapshot(entry).updates[0].done == "[…] nr. 1."
    assert store.redactions() == ((NOON, "tester", "test"),)
    engine = sa.create_engine(url)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as db:
        db.execute(sa.text("DELETE FROM content"))
    engine.dispose()


def test_four_processes_racing_store_each_change_once(store: Store, url: str) -> None:
    fork = multiprocessing.get_context("fork")
    gate, outcomes = fork.Barrier(4), fork.Queue()
    store.close()

    def race() -> None:
        gate.wait()
        own, made = Store(url), 0
        try:
            for number in range(25):
                made += own.put(*quick(number // 5), after(number), SOURCE) is not None
            outcomes.put(made)
        except BaseException as error:
            outcomes.put(repr(error))

    children = [fork.Process(target=race) for _ in range(4)]
    for child in children:
        child.start()
    made = [outcomes.get(timeout=60) for _ in children]
    for child in children:
        child.join()
    stored = [int(entry.id, 16) for entry in reversed(store.entries())]
    assert sum(made) == len(stored)
    assert all(one != other for one, other in pairwise(stored))
    assert store.verify() == ()


def test_its_status_and_its_own_ways_are_named(store: Store) -> None:
    store.put(*numbered(1), NOON, SOURCE)
    status = store.status()
    assert (status.kind, status.entries, status.writable, status.fault) == ("PostgreSQL", 1, True, None)
    assert status.size
    with pytest.raises(StoreFault) as caught:
        store.backup(NOON)  # type: ignore[arg-type]
    assert caught.value.code == "backup_other"


def test_a_server_that_does_not_answer_is_said(url: str) -> None:
    silent = Store(sa.make_url(url).set(port=1).render_as_string(hide_password=False))
    with pytest.raises(StoreFault) as caught:
        silent.newest()
    assert caught.value.code == "store_unreachable"


def test_where_it_is_missing_the_cure_is_said(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    with pytest.raises(pytest.fail.Exception, match="`make system` installs it"):
        programs(tmp_path)


_HELD_OPEN = """
from tests.helpers import ROOT
from tests.store.postgres import postgres
with postgres() as url:
    print(url, flush=True)
    input()
"""


def test_it_stops_with_whoever_started_it() -> None:
    """Even where that one is killed and can tidy up nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", _HELD_OPEN], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout
        engine = sa.create_engine(owner.stdout.readline().strip(), poolclass=sa.NullPool)
        with engine.connect() as db:
            folder = Path(db.execute(sa.text("SHOW data_directory")).scalar_one()).parent
        owner.kill()
    until = time.monotonic() + PATIENCE
    while (folder / "data" / "postmaster.pid").exists() and time.monotonic() < until:
        time.sleep(0.02)
    with pytest.raises(sa.exc.OperationalError):
        engine.connect()
    shutil.rmtree(folder)
