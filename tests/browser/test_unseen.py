"""A tab that nobody looks at for an hour costs the server nothing, and goes on when it is looked at again."""

import time
from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor
from tests.load.taken import TOKEN, taken
from tests.serving import PATIENCE, Server, serve

pytestmark = pytest.mark.browser
SEEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def _sessions(server: Server, wanted: int) -> None:
    until = time.monotonic() + PATIENCE
    while taken(server).sessions != wanted:
        assert time.monotonic() < until, taken(server)
        time.sleep(0.1)


def test_a_tab_that_nobody_looks_at_lets_its_session_go_and_opens_another(visitor: Callable[..., Visitor]) -> None:
    with serve(alive="/readyz", env={"METRICS_TOKEN": TOKEN}) as server:
        own = visitor(server)
        own.page.clock.install()
        own.open("pasakumi?q=datu")
        heading = own.page.locator("h1").first.inner_text()
        _sessions(server, 1)
        # Looked away from, and back within the hour.
        own.page.evaluate(SEEN, True)
        own.page.clock.fast_forward("50:00")
        own.page.evaluate(SEEN, False)
        own.page.clock.fast_forward("50:00")
        _sessions(server, 1)
        # For two hours.
        own.page.evaluate(SEEN, True)
        own.page.clock.fast_forward("02:00:00")
        _sessions(server, 0)
        own.page.clock.fast_forward("01:00:00")
        assert taken(server).sessions == 0, "nor does it come back by itself"
        assert own.page.locator("h1").first.inner_text() == heading
        # Looked at again: the same screen, alive.
        own.page.evaluate(SEEN, False)
        own.page.clock.fast_forward("00:10")
        _sessions(server, 1)
        assert own.page.locator("h1").first.inner_text() == heading
        own.page.get_by_role("textbox").first.fill("līdzdalīb")
        own.page.get_by_role("textbox").first.press("Enter")
        own.page.wait_for_url("**q=l%C4%ABdzdal%C4%ABb**")
        own.page.wait_for_function("was => document.querySelector('h1').innerText !== was", arg=heading)
        assert own.problems == []
