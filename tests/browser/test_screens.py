"""Every screen, opened first by its own address, as a link in a letter does: in Latvian on a server of its own."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from components.frame.shell import SCREENS, Screen
from components.wording.terms import page_title
from data.words import Language, words
from tests.browser.visitor import SIZES, Visitor
from tests.serving import serve

pytestmark = pytest.mark.browser

FIRST_VISITS = [
    pytest.param((screen, language), id=f"{screen.address or 'parskats'}-{language}")
    for screen in SCREENS
    for language in ("lv", "en")
]


class First(Visitor):
    """A visitor who comes by a screen's own address, with an empty cache."""

    screen: Screen
    language: Language


@pytest.fixture(scope="module", params=FIRST_VISITS)
def first(browser: Browser, request: pytest.FixtureRequest) -> Iterator[First]:
    screen, language = request.param
    width, height = SIZES["laptop"]
    with ExitStack() as stack:
        # What a fresh process does first does not hang on the language, so the second one meets the common server.
        server = stack.enter_context(serve()) if language == "lv" else request.getfixturevalue("server")
        context = stack.enter_context(browser.new_context(viewport={"width": width, "height": height}))
        visit = First(server.origin, context)
        visit.screen, visit.language = screen, language
        visit.open(screen.address + ("?lang=en" if language == "en" else ""))
        yield visit


def test_one_heading_names_it(first: First) -> None:
    assert first.page.locator("h1").count() == 1
    assert first.page.locator("h1").inner_text().strip()


def test_page_language_is_the_visitors(first: First) -> None:
    assert first.page.locator("html").get_attribute("lang") == first.language


def test_title_is_the_screens(first: First) -> None:
    assert first.page.title() == page_title(first.screen.name, words(first.language))


def test_menu_holds_every_screen(first: First) -> None:
    tongue = words(first.language)
    shown = first.page.locator("nav.row a").all_inner_texts()
    assert shown == [tongue.say(screen.name) for screen in SCREENS if screen.under is None]


def test_nothing_failed(first: First) -> None:
    assert first.page.get_by_test_id("stException").count() == 0
    assert first.page.get_by_test_id("stAlertContentError").all_inner_texts() == []
    assert first.problems == []


def test_no_request_leaves_the_server(first: First) -> None:
    assert any(request.startswith("ws://") for request in first.requests)
    assert first.strangers() == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_hangs_over_the_edge(first: First, size: str) -> None:
    first.resize(SIZES[size])
    wide = first.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')]
            .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map(part => part.outerHTML.slice(0, 160))"""
    )
    scrolled = first.page.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    # Streamlit scrolls this part, not the document.
    inner = first.page.get_by_test_id("stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert scrolled[0] <= scrolled[1], wide
    assert inner[0] <= inner[1], wide
