"""The queue before the store and the desk where it is asked: nothing read is lost, and nobody waits."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.intake.check import check
from data.intake.result import Checked
from data.live import keeping as module
from data.live.desk import Desk
from data.live.keeping import Keeping
from data.raw import RawBook
from data.sources import EMBEDDED
from data.sources.csv_folder import CsvFolder
from data.store.faults import StoreFault

BOOK = CsvFolder(EMBEDDED).read()
CHECKED = check(BOOK)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def read(number: int) -> tuple[RawBook, Checked, datetime]:
    """A read that says something of its own."""
    checked = replace(CHECKED, snapshot=replace(CHECKED.snapshot, id=f"{number:010}"))
    return BOOK, checked, NOON + timedelta(minutes=number)


class Store:
    """Takes reads unless it is out of order; says which it holds."""

    def __init__(self, fault: BaseException | None = None) -> None:
        self.fault = fault
        self.kept: list[str] = []
        self.tried = threading.Event()

    def put(self, _book: RawBook, checked: Checked, _taken_at: datetime) -> None:
        self.tried.set()
        if self.fault:
            raise self.fault
        self.kept.append(checked.snapshot.id)


@contextmanager
def keeping(put: Callable[[RawBook, Checked, datetime], object], **more: int) -> Iterator[Keeping]:
    own = Keeping(put, **more)
    try:
        yield own
    finally:
        own.stop(0)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)


def test_what_is_handed_over_is_kept_in_order() -> None:
    store = Store()
    with keeping(store.put) as own:
        for number in range(5):
            own.add(*read(number))
        assert own.drain(10)
    assert store.kept == [f"{number:010}" for number in range(5)]
    assert own.waiting == 0


def test_what_cannot_be_kept_now_is_kept_later_in_order(caplog: pytest.LogCaptureFixture) -> None:
    store = Store(StoreFault("store_full"))
    with keeping(store.put) as own:
        for number in range(4):
            own.add(*read(number))
        assert store.tried.wait(10)
        time.sleep(0.1)
        assert (own.waiting, own.trouble) == (4, "store_full")
        store.fault = None
        assert own.drain(10)
        assert own.trouble == ""
    assert store.kept == [f"{number:010}" for number in range(4)]
    said = [record.getMessage() for record in caplog.records]
    assert said == ["the history cannot be written; what is read waits in memory", "the history can be written again"]


def test_handing_over_waits_for_nobody() -> None:
    stuck = threading.Event()
    with keeping(lambda *_: stuck.wait(30)) as own:
        threads = [threading.Thread(target=own.add, args=read(number)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert not any(thread.is_alive() for thread in threads)
        assert own.waiting == 3
        stuck.set()
        assert own.drain(10)


def test_the_same_said_again_takes_no_place_while_it_waits() -> None:
    with keeping(Store(StoreFault("store_busy")).put) as own:
        for _ in range(100):
            own.add(*read(1))
        assert own.waiting == 1
        own.add(*read(2))
        own.add(*read(1))
        assert own.waiting == 3


def test_beyond_its_memory_the_oldest_are_given_up_and_said(caplog: pytest.LogCaptureFixture) -> None:
    with keeping(Store(StoreFault("store_busy")).put, most_bytes=500_000) as own:
        for number in range(20):
            own.add(*read(number))
        assert 1 <= own.waiting < 5
        assert own.find(f"{19:010}")
        assert own.find(f"{0:010}") is None
    assert any("given up" in record.getMessage() for record in caplog.records)


def test_the_newest_read_always_waits_however_large() -> None:
    with keeping(Store(StoreFault("store_busy")).put, most_bytes=1) as own:
        own.add(*read(1))
        own.add(*read(2))
        assert own.waiting == 1
        assert own.find(f"{2:010}")


def test_a_read_that_can_never_be_kept_does_not_stand_in_the_way() -> None:
    done: list[str] = []

    def put(_book: RawBook, checked: Checked, _taken_at: datetime) -> None:
        if checked.snapshot.id == f"{1:010}":
            raise ValueError("a fault of our own")
        done.append(checked.snapshot.id)

    with keeping(put) as own:
        for number in range(3):
            own.add(*read(number))
        assert own.drain(10)
    assert done == [f"{0:010}", f"{2:010}"]


def test_what_waits_can_be_shown() -> None:
    with keeping(Store(StoreFault("store_busy")).put) as own:
        own.add(*read(7))
        found = own.find(f"{7:010}")
        assert found is not None
        checked, taken_at = found
        assert (checked.snapshot, taken_at) == (read(7)[1].snapshot, NOON + timedelta(minutes=7))


def test_what_is_not_kept_at_the_end_is_said(caplog: pytest.LogCaptureFixture) -> None:
    own = Keeping(Store(StoreFault("store_busy")).put)
    own.add(*read(1))
    own.stop(0.05)
    assert any("1 versions are not kept" in record.getMessage() for record in caplog.records)


# The desk


def test_an_answer_comes_back_and_so_does_a_fault() -> None:
    desk = Desk()
    assert desk.ask(lambda: 42) == 42
    with pytest.raises(StoreFault, match="store_full"):
        desk.ask(lambda: (_ for _ in ()).throw(StoreFault("store_full")))


def test_who_asks_a_store_that_hangs_is_told_so_and_goes_on() -> None:
    stuck, desk = threading.Event(), Desk(seconds=0.05, most=2)
    try:
        for _ in range(5):
            with pytest.raises(StoreFault, match="store_silent"):
                desk.ask(lambda: stuck.wait(30))
    finally:
        stuck.set()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            assert desk.ask(lambda: "well again") == "well again"
            break
        except StoreFault:
            time.sleep(0.02)
    else:
        pytest.fail("the desk did not recover")


def test_while_a_question_hangs_the_next_ones_are_not_waited_for() -> None:
    """With a patience of an hour the test would hang if the second question were given as long as the first."""
    stuck, desk = threading.Event(), Desk(seconds=3600)
    try:
        with pytest.raises(StoreFault, match="store_silent"):
            desk.ask(lambda: stuck.wait(30), seconds=0.05)
        with pytest.raises(StoreFault, match="store_silent"):
            desk.ask(lambda: stuck.wait(30))
    finally:
        stuck.set()
