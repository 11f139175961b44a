"""A store that hangs while the dashboard starts or runs: everything goes on, and what was read is kept afterwards."""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from data import live
from data.live.desk import Desk
from data.sources import EMBEDDED
from data.sources.csv_folder import CsvFolder
from data.store.store import Store
from tests.serving import PATIENCE
from tests.store.postgres import postgres


@pytest.fixture(autouse=True)
def _own_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{tmp_path / 'h.sqlite3'}")
    monkeypatch.setenv("REFRESH_SECONDS", "1")
    monkeypatch.setattr("data.live.refresher.UNASKED_PERIOD", timedelta(seconds=0.2))
    monkeypatch.setattr("data.live._desk", Desk(seconds=0.3))
    live.archive.cache_clear()
    live._drifts.cache_clear()
    yield
    live.archive.cache_clear()


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def until(wanted: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not wanted():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def kept() -> list[str]:
    return [entry.id for entry in Store(os.environ["HISTORY_URL"]).entries()]


@contextmanager
def flock(file: Path) -> Iterator[None]:
    with file.with_name(f"{file.name}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def written_elsewhere(file: Path) -> Iterator[None]:
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    yield
    db.execute("ROLLBACK")
    db.close()


@pytest.mark.parametrize("held", [flock, written_elsewhere])
def test_a_start_with_a_store_held_elsewhere_shows_the_source_and_keeps_it(held: Callable, tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite3"
    if held is written_elsewhere:
        Store(f"sqlite:///{file}").entries()
    with held(file), live.refreshing() as own:
        until(lambda: own.current.read_at)
        assert not live.current().compared
        assert live.snapshots() == ()
        assert live.drift("P5-3.5") is None
        assert live.recorded("0" * 10) is None
        assert own.current.snapshot.embedded == frozenset()
    with live.refreshing() as own:
        until(lambda: own.current.compared and own.current.read_at)
        until(kept)
        assert kept() == [own.current.snapshot.id]


def test_what_is_read_while_the_store_is_locked_is_shown_and_kept_when_it_is_free(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite3"
    with live.refreshing() as own:
        until(kept)
        first = own.current.snapshot.id
        keeping = live._keeping
        assert keeping is not None
        with written_elsewhere(file):
            other = replace(own.current.snapshot, id="f" * 10)
            checked = replace(live.embedded(), snapshot=other)
            keeping.add(CsvFolder(EMBEDDED).read(), checked, NOON)
            assert live.unkept() == 1
            found = live.recorded("f" * 10)
            assert found and found.snapshot.id == "f" * 10, "what waits can be shown"
        until(lambda: live.unkept() == 0)
    assert kept() == ["f" * 10, first]


@pytest.mark.postgres
def test_a_database_that_does_not_answer_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with postgres() as url:
        monkeypatch.setenv("HISTORY_URL", url)
        live.archive.cache_clear()
        Store(url).entries()
        engine = sa.create_engine(url)
        with engine.connect() as db:
            db.execute(sa.text("LOCK TABLE snapshot IN ACCESS EXCLUSIVE MODE"))
            with live.refreshing() as own:
                until(lambda: own.current.read_at)
                assert not own.current.compared
                asked = threading.Thread(target=live.snapshots, daemon=True)
                asked.start()
                asked.join(PATIENCE)
                assert not asked.is_alive()
                db.rollback()
                until(lambda: own.current.compared)
                until(kept)
        engine.dispose()
        live.archive().close()
