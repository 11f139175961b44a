"""A real Chromium in front of the real server. Without Chromium every test here fails and says so."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.visitor import SIZES, Visitor, launch
from tests.serving import Server, serve


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if shutil.which("chromium") is None:
        pytest.fail("Chromium is missing: `make system` installs it, or names the line that does")
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


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile at the size of a laptop's screen that has Streamlit's programs in its cache already."""
    width, height = SIZES["laptop"]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        yield context


@pytest.fixture
def page(server: Server, profile: BrowserContext) -> Iterator[Visitor]:
    """A visitor of the common server, who has been there before but left nothing behind except the cache."""
    visit = Visitor(server.origin, profile)
    yield visit
    visit.page.goto(f"{server.origin}/robots.txt")
    visit.page.evaluate("localStorage.clear()")
    visit.page.close()
    profile.clear_cookies()
