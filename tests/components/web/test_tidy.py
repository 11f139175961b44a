"""What visitors leave behind is given back when half of them have left, and once more when they are forgotten."""

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from components.web import tidy
from components.web.bounds import Visitors
from components.web.tidy import AGAIN, Tidy


class _Left:
    looked = 0

    def expire(self) -> None:
        self.looked += 1


def test_it_is_time_when_half_have_left_and_once_more_later() -> None:
    now, visitors = [0.0], Visitors(100)
    own = Tidy(visitors, _Left, lambda: now[0])
    for _ in range(10):
        visitors.enter("a")
    assert not own.due()
    for _ in range(4):
        visitors.leave("a")
    assert not own.due(), "six are here, four have left"
    visitors.leave("a")
    assert own.due()
    assert not own.due(), "nobody has left since"
    now[0] = AGAIN - 1
    assert not own.due()
    now[0] = AGAIN
    assert own.due()
    assert not own.due()


def test_a_look_forgets_and_gives_back_only_when_it_is_time(monkeypatch) -> None:
    given: list[int] = []
    monkeypatch.setattr(tidy, "give_back", lambda: given.append(1))
    visitors, left = Visitors(100), _Left()
    own = Tidy(visitors, lambda: left)
    own.look()
    assert (left.looked, given) == (1, [])
    visitors.enter("a")
    visitors.leave("a")
    own.look()
    assert (left.looked, given) == (2, [1])


def test_it_goes_without_glibc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _name: object())
    tidy.few_heaps()
    tidy.give_back()


def test_streamlit_keeps_them_where_we_look() -> None:
    """`app.disconnected` reaches through these names; a new version that has others fails here."""
    storage = MemorySessionStorage()
    assert storage._cache.expire() == []  # type: ignore[attr-defined]
    assert "_session_storage" in WebsocketSessionManager.__init__.__code__.co_names
    assert "_session_mgr" in Runtime.__init__.__code__.co_names
