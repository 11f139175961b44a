"""One of several processes reads the source: it holds a lock of PostgreSQL, and writes only while it holds it."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from data.store.leading import GRACE, Leading, Reading, Role
from data.store.store import Store
from tests.live.reads import NOON, SOURCE, after, quick
from tests.serving import PATIENCE
from tests.store.postgres import postgres


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture
def stores(url: str) -> Iterator[tuple[Store, Store]]:
    engine = sa.create_engine(url)
    with engine.begin() as db:
        for table in ("snapshot", "content", "redaction", "reading"):
            db.execute(sa.text(f"DROP TABLE IF EXISTS {table}"))
    engine.dispose()
    pair = Store(url), Store(url)
    yield pair
    for store in pair:
        store.close()


def _break_connections(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.connect() as db:
        db.execute(sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
    engine.dispose()


def _leading(store: Store, now: list[float]) -> Leading:
    return Leading(store._database, lambda: now[0])


def _sees_it_free(follower: Leading) -> None:
    """Ask until the server has let the lock go: it takes a moment, and whoever follows waits from then on."""
    until = time.monotonic() + PATIENCE
    while follower._free_since is None:
        assert follower.role() is Role.FOLLOWS
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.postgres
def test_one_leads_and_the_other_takes_over_when_it_leaves(stores) -> None:
    now = [0.0]
    first, second = (_leading(store, now) for store in stores)
    assert (first.role(), second.role(), first.role()) == (Role.LEADS, Role.FOLLOWS, Role.LEADS)
    first.leave()
    _sees_it_free(second)
    assert second.role() is Role.FOLLOWS, "it waits whether the other comes back"
    now[0] += GRACE
    assert second.role() is Role.LEADS
    assert first.role() is Role.FOLLOWS
    second.leave()
    first.leave()


@pytest.mark.postgres
def test_after_a_fail_over_the_one_that_led_comes_first(stores, url: str) -> None:
    now = [0.0]
    first, second = (_leading(store, now) for store in stores)
    assert (first.role(), second.role()) == (Role.LEADS, Role.FOLLOWS)
    _break_connections(url)
    _sees_it_free(second)
    assert second.role() is Role.FOLLOWS, "the lock is free, but it waits"
    assert first.role() is Role.UNKNOWN, "it has just noticed"
    assert first.role() is Role.LEADS
    now[0] += GRACE
    assert second.role() is Role.FOLLOWS
    second.leave()
    first.leave()


@pytest.mark.postgres
def test_one_that_lost_the_lead_writes_nothing(stores, url: str) -> None:
    """As after a split of the network: the other has read and kept meanwhile; nothing is doubled or out of order."""
    now = [0.0]
    (old, new), (first, second) = stores, (_leading(store, now) for store in stores)
    assert (first.role(), second.role()) == (Role.LEADS, Role.FOLLOWS)
    assert old.put(*quick(1), NOON, SOURCE, by=first)
    _break_connections(url)
    _sees_it_free(second)
    now[0] += GRACE
    assert second.role() is Role.LEADS
    assert new.put(*quick(3), after(3), SOURCE, by=second)
    old.close()
    assert old.put(*quick(2), after(2), SOURCE, by=first) is None
    assert old.put(*quick(3), after(3), SOURCE, by=first) is None
    assert [int(entry.id, 16) for entry in new.accepted()] == [1, 3]
    first.leave()
    second.leave()


def test_without_a_database_nobody_is_known_to_read() -> None:
    silent = Leading(Store("postgresql+psycopg://tests@127.0.0.1:1/none")._database)
    assert silent.role() is Role.UNKNOWN


def test_a_file_is_not_shared() -> None:
    assert not Store("sqlite:///x.sqlite3").shared
    assert not Store("no address").shared
    assert Store("postgresql+psycopg://tests@127.0.0.1:1/none").shared


def test_what_is_told_of_reading_is_heard(tmp_path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")
    assert store.heard(SOURCE) == Reading()
    first = Reading("Sheet", datetime(2026, 11, 27, 12, tzinfo=UTC), links=(("updates", "https://x"),))
    failing = Reading("Sheet", first.read_at, NOON, ("source_missing", "x", {"name": "y"}))
    for reading in (first, failing):
        store.tell(SOURCE, reading)
        assert store.heard(SOURCE) == reading
    assert store.heard("another") == Reading()
    store.close()
