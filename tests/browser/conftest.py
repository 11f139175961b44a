"""A real Chromium in front of the real server. Nothing here runs where Chromium is not installed."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.visitor import Visitor, launch
from tests.serving import Server, serve


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if shutil.which("chromium") is None:
        pytest.fail("Chromium is missing: `make system` says how to install it")
    running = launch(playwright)
    yield running
    running.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests that do not need a fresh one, with its warm start behind it."""
    with serve(alive="/readyz") as running:
        yield running


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """A server that nobody has visited."""
    with serve() as running:
        yield running


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: each with a browser profile of its own."""
    with ExitStack() as stack:

        def come(server: Server, **options: object) -> Visitor:
            context = stack.enter_context(browser.new_context(**options))  # type: ignore[arg-type]
            return Visitor(server.origin, context)

        yield come


@pytest.fixture
def page(server: Server, visitor: Callable[..., Visitor]) -> Visitor:
    """A visitor of the common server, at the size of a laptop's screen."""
    return visitor(server, viewport={"width": 1280, "height": 720})
