"""The history is asked once for all who ask within a moment, and again when something was written."""

import weakref

import pytest

from data.live.lately import MOST, SECONDS, Lately
from data.store.faults import StoreFault


class _Store:
    writes = 0


class _Asked:
    """Answers how often it was asked."""

    times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_it_is_asked_once_a_moment() -> None:
    now, store, ask = [10.0], _Store(), _Asked()
    lately = Lately(lambda: now[0])
    assert [lately.said(store, "x", ask) for _ in range(3)] == [1, 1, 1]
    assert lately.said(store, "y", ask) == 2
    now[0] += SECONDS
    assert lately.said(store, "x", ask) == 3


def test_what_this_process_wrote_is_seen_at_once() -> None:
    store, ask = _Store(), _Asked()
    lately = Lately()
    assert lately.said(store, "x", ask) == 1
    store.writes += 1
    assert lately.said(store, "x", ask) == 2
    assert lately.said(_Store(), "x", ask) == 3, "another store"


def test_a_fault_is_not_remembered() -> None:
    store, lately = _Store(), Lately()

    def fails() -> int:
        raise StoreFault("store_silent")

    with pytest.raises(StoreFault):
        lately.said(store, "x", fails)
    assert lately.said(store, "x", lambda: 5) == 5


def test_nothing_and_none_are_answers_and_the_oldest_are_forgotten() -> None:
    store, ask = _Store(), _Asked()
    lately = Lately()
    assert lately.said(store, "none", lambda: None) is None
    assert lately.said(store, "none", ask) is None
    for number in range(MOST):
        lately.said(store, number, lambda: 0)
    assert lately.said(store, "none", ask) == 1


def test_what_is_too_old_to_be_said_is_not_held() -> None:
    class Large:
        """As a snapshot is."""

    now, store, lately = [0.0], _Store(), Lately(lambda: now[0])
    held = weakref.ref(lately.said(store, "x", Large))
    lately.said(store, "y", Large)
    assert held()
    now[0] += SECONDS
    lately.said(store, "z", Large)
    assert held() is None
