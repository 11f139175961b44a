"""Thinning: of old days what stood at the end of each stays, what was in between goes, and nothing else changes."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data import history
from data.store.contents import ACCEPTED, HELD, KEYFRAME_EVERY
from data.store.faults import StoreFault
from data.store.store import Store
from tests.live.reads import NOON, SOURCE, quick

OTHER = "folder:other"


def filled(path: Path, days: int = 20, a_day: int = 6) -> tuple[Store, dict[tuple[str, date], str]]:
    """A store with reads of two sources, and by source and day what stood at its end."""
    store, last = Store(f"sqlite:///{path}", clock=lambda: NOON), dict[tuple[str, date], str]()
    number = 0
    for day in range(days):
        for hour in range(a_day):
            when = NOON - timedelta(days=days - day) + timedelta(hours=hour)
            for source in (SOURCE, OTHER):
                number += 1
                book, checked = quick(number % 97 if source == OTHER else number)
                entry = store.put(book, checked, when, source)
                assert entry
                last[source, entry.day] = entry.id
    return store, last


def said(store: Store) -> list[tuple[str, datetime, str]]:
    return [(entry.source, entry.taken_at, entry.id) for entry in reversed(store.entries())]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "h.sqlite3"


def test_what_stood_at_the_end_of_each_day_stays_and_reads_back(path: Path) -> None:
    store, last = filled(path)
    before = NOON.date() - timedelta(days=5)
    wanted = [row for row in said(store) if row[1].date() >= before or last[row[0], row[1].date()] == row[2]]
    old = sum(day < before for _, day in last)
    asked = {(source, day): store.at(day, source) for source, day in last}
    done = store.thin(before, "administrator")
    assert done.snapshots == old * 5
    assert done.unread == 0
    assert said(store) == wanted
    assert store.verify() == ()
    fresh = Store(f"sqlite:///{path}")
    for entry in fresh.entries():
        number = int(entry.id, 16)
        assert fresh.checked(entry) == quick(number)[1]
        assert fresh.raw(entry) == quick(number)[0]
    assert {key: fresh.at(key[1], key[0]) for key in asked} == asked
    assert fresh.thin(before, "administrator").snapshots == 0
    assert [why for _, _, why in fresh.redactions()] == [f"thinned before {before}"]


def test_it_goes_on_afterwards_and_stays_append_only(path: Path) -> None:
    store, _ = filled(path, days=4)
    store.thin(NOON.date(), "administrator")
    for number in range(500, 500 + KEYFRAME_EVERY + 5):
        assert store.put(*quick(number), NOON + timedelta(minutes=number), SOURCE)
    assert store.verify() == ()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sqlite3.connect(path).execute("DELETE FROM snapshot")


def test_the_file_grows_smaller(path: Path) -> None:
    store, _ = filled(path, days=30, a_day=20)
    store.close()
    before = path.stat().st_size
    store.thin(NOON.date(), "administrator")
    store.close()
    assert path.stat().st_size < before / 2


def test_a_day_that_ends_held_keeps_its_last_accepted_read(path: Path) -> None:
    store = Store(f"sqlite:///{path}", clock=lambda: NOON)
    then = NOON - timedelta(days=9)
    store.put(*quick(1), then, SOURCE)
    store.put(*quick(2), then + timedelta(hours=1), SOURCE)
    store.put(*quick(3), then + timedelta(hours=2), SOURCE, HELD, reason={"code": "x"})
    assert store.thin(NOON.date(), "administrator").snapshots == 2
    assert [(int(entry.id, 16), entry.status) for entry in store.entries()] == [(2, ACCEPTED)]


def test_a_damaged_content_is_left_with_what_it_stands_on(path: Path) -> None:
    store, _ = filled(path, days=3, a_day=3)
    victim = store.entries()[0]
    store.close()
    with sqlite3.connect(path) as db:
        for verb in ("update", "delete"):
            db.execute(f"DROP TRIGGER content_no_{verb}")
        db.execute("UPDATE content SET body = x'00' WHERE hash = ?", (victim.clean_hash,))
    store = Store(f"sqlite:///{path}", clock=lambda: NOON)
    done = store.thin(NOON.date(), "administrator")
    assert done.unread == 1
    assert victim in store.entries()
    assert [damage.entry for damage in store.verify()] == [victim]


@pytest.mark.parametrize("by", ["", "  "])
def test_who_does_it_must_be_said(by: str, path: Path) -> None:
    store, _ = filled(path, days=2, a_day=2)
    with pytest.raises(StoreFault, match="redact_named"):
        store.thin(NOON.date(), by)
    assert len(store.entries()) == 8


@pytest.mark.parametrize(
    ("days", "own", "code"),
    [("30", None, 0), (None, "30", 0), (None, None, 0), ("6", None, 1), ("-1", None, 1), (None, "many", 1),
     (None, "0", 1), ("99999", None, 1)],
)  # fmt: skip
def test_the_command(
    days: str | None, own: str | None, code: int, path: Path, monkeypatch: pytest.MonkeyPatch,
    run: Callable[..., tuple[int, list[str]]],
) -> None:  # fmt: skip
    if own is None:
        monkeypatch.delenv("HISTORY_DAYS", raising=False)
    else:
        monkeypatch.setenv("HISTORY_DAYS", own)
    filled(path, days=2, a_day=2)
    more = ["--days", days] if days else []
    found, lines = run(path, "thin", "--by", "administrator", *more)
    assert found == code
    assert len(lines) == 1


@pytest.fixture
def run() -> Callable[..., tuple[int, list[str]]]:
    import argparse

    from data.words import words

    def asked(path: Path, *arguments: str) -> tuple[int, list[str]]:
        parser = argparse.ArgumentParser()
        history.add_to(parser.add_subparsers())
        lines: list[str] = []
        options = parser.parse_args(["history", *arguments])
        return history.run(options, words("en"), lines.append, Store(f"sqlite:///{path}")), lines

    return asked
