"""The same store on PostgreSQL, where HISTORY_TEST_URL names one whose tables may be dropped (its driver installed)."""

import multiprocessing
import os
import warnings
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
import sqlalchemy as sa

from data.history.store import HELD, KEYFRAME_EVERY, Store, StoreFault
from tests.history.reads import NOON, SOURCE, after, numbered, quick

URL = os.environ.get("HISTORY_TEST_URL", "")
if not URL:
    warnings.warn("HISTORY_TEST_URL is not set: the history was NOT tried on PostgreSQL", stacklevel=1)
pytestmark = pytest.mark.skipif(not URL, reason="HISTORY_TEST_URL is not set: PostgreSQL was not tried")


@pytest.fixture
def store() -> Iterator[Store]:
    engine = sa.create_engine(URL)
    with engine.begin() as db:
        for table in ("snapshot", "content", "redaction"):
            db.execute(sa.text(f"DROP TABLE IF EXISTS {table}"))
    own = Store(URL, clock=lambda: NOON)
    yield own
    own.close()
    engine.dispose()


def test_reads_come_back_and_steps_go_on(store: Store) -> None:
    for number in range(KEYFRAME_EVERY + 5):
        assert store.put(*quick(number), after(number), SOURCE)
    assert store.put(*quick(KEYFRAME_EVERY + 4), after(99), SOURCE) is None
    fresh = Store(URL)
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


def test_the_database_itself_refuses_to_change_or_forget(store: Store) -> None:
    store.put(*numbered(1), NOON, SOURCE)
    engine = sa.create_engine(URL)
    for act in ("UPDATE snapshot SET status = 'held'", "DELETE FROM content", "DELETE FROM redaction"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as db:
            db.execute(sa.text(act))
    engine.dispose()


def test_redact_works_and_leaves_the_guards_in_place(store: Store) -> None:
    store.put(*numbered(1), NOON, SOURCE)
    done = store.redact("paveikts darbs", "tester", "test")
    assert (done.contents, done.unread, done.wiped) == (2, 0, True)
    (entry,) = store.entries()
    assert store.snapshot(entry).updates[0].done == "[…] nr. 1."
    assert store.redactions() == ((NOON, "tester", "test"),)
    engine = sa.create_engine(URL)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as db:
        db.execute(sa.text("DELETE FROM content"))
    engine.dispose()


def test_four_processes_racing_store_each_change_once(store: Store) -> None:
    fork = multiprocessing.get_context("fork")
    gate, outcomes = fork.Barrier(4), fork.Queue()
    store.close()

    def race() -> None:
        gate.wait()
        own, made = Store(URL), 0
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


def test_a_server_that_does_not_answer_is_said() -> None:
    url = sa.make_url(URL).set(port=1, host="127.0.0.1")
    silent = Store(url.render_as_string(hide_password=False))
    with pytest.raises(StoreFault) as caught:
        silent.newest()
    assert caught.value.code == "store_unreachable"
