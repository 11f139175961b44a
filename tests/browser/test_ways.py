"""The ways from screen to screen: by keyboard, by menu, into the other language."""

import html
import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext

from components.assets import assets
from components.frame.shell import SCREENS
from components.wording.terms import page_title
from data.words import words
from tests.browser.visitor import Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser

ADDRESSES = [screen.address for screen in SCREENS]
MANY_TABS = 400
_LOOKS = """part => {
    // What shows the focus may be drawn by a box around the part that takes the keys.
    const looks = [];
    for (let up = part, steps = 0; up && steps < 5; up = up.parentElement, steps += 1) {
        const style = getComputedStyle(up);
        looks.push([style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
                    style.backgroundColor, style.textDecoration, style.opacity].join());
    }
    return looks;
}"""
_STOP = (
    """async () => {
    // What is drawn for the focus may take a moment to begin.
    await new Promise(done => setTimeout(done, 30));
    const looksOf = """
    + _LOOKS
    + """;
    window.seen ??= [];
    const plain = window.seen.length ? looksOf(window.seen.at(-1)) : null;
    const part = document.activeElement;
    if (!part || part === document.body) return {plain, stop: null};
    const box = part.getBoundingClientRect();
    const order = window.seen.length === 0 ? true
        : Boolean(window.seen.at(-1).compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING);
    const again = window.seen.includes(part);
    window.seen.push(part);
    const stop = {text: (part.innerText || part.getAttribute('aria-label') || part.value || '').trim(),
        tag: part.tagName, href: part.getAttribute('href'), width: box.width,
        height: box.height, left: box.left, top: box.top, looks: looksOf(part), order, again,
        html: part.outerHTML.slice(0, 200)};
    return {plain, stop};
}"""
)


def walk(visit: Visitor) -> list[dict]:
    """Press Tab from the top until the page is left; return each stop with how it looked with and without focus."""
    stops: list[dict] = []
    for _ in range(MANY_TABS):
        visit.page.keyboard.press("Tab")
        found = visit.page.evaluate(_STOP)
        if stops:
            stops[-1]["plain"] = found["plain"]
        if found["stop"] is None or found["stop"]["again"]:
            return stops
        stops.append(found["stop"])
    raise AssertionError(f"After {MANY_TABS} tabs the page had not been left")


@pytest.fixture(scope="module", params=[pytest.param(address, id=address or "parskats") for address in ADDRESSES])
def walked(
    server: Server, profile: BrowserContext, request: pytest.FixtureRequest
) -> Iterator[tuple[Visitor, list[dict]]]:
    """A screen through which somebody has walked by keyboard, and the stops."""
    visit = Visitor(server.origin, profile)
    visit.open(request.param)
    yield visit, walk(visit)
    visit.page.close()


def test_keys_go_down_the_page(walked: tuple[Visitor, list[dict]]) -> None:
    _, stops = walked
    assert stops
    assert [stop["html"] for stop in stops if not stop["order"]] == []


def test_keys_reach_the_menu_and_every_link(walked: tuple[Visitor, list[dict]]) -> None:
    visit, stops = walked
    names = visit.page.locator("nav.row a").all_inner_texts()
    texts = [stop["text"] for stop in stops if stop["tag"] == "A" and stop["href"] != "#stMain"]
    assert texts[: len(names)] == names
    links = visit.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] a[href]')]
            .filter(link => link.checkVisibility({visibilityProperty: true})).map(link => link.getAttribute('href'))"""
    )
    # Streamlit's own way past the menu stands before all.
    assert sorted(links) == sorted(stop["href"] for stop in stops if stop["tag"] == "A" and stop["href"] != "#stMain")


def test_focus_is_seen(walked: tuple[Visitor, list[dict]]) -> None:
    _, stops = walked
    assert [stop["html"] for stop in stops if stop["width"] < 2 or stop["height"] < 2 or stop["left"] < 0] == []
    assert [stop["html"] for stop in stops if "plain" in stop and stop["looks"] == stop["plain"]] == []


@pytest.fixture
def chosen(page: Visitor) -> dict[str, str]:
    """What a visitor may have chosen: a language, a day, the snapshot that is current, a palette."""
    snapshot = page.page.request.get(f"{page.origin}/readyz").json()["snapshot"]
    return {"lang": "en", "datums": "2024-11-07", "snapshot": snapshot, "palete": "projektors"}


def test_the_menu_keeps_what_was_chosen(page: Visitor, chosen: dict[str, str]) -> None:
    page.open(f"?{urlencode(chosen)}")
    entries = [screen for screen in SCREENS if screen.under is None]
    for screen in (*entries[1:], entries[0]):
        page.page.locator("nav.row a").nth(entries.index(screen)).click()
        page.page.wait_for_url(f"{page.origin}/{screen.address}?*")
        page.ready()
        assert chosen.items() <= page.parameters().items()
        assert page.page.locator("html").get_attribute("lang") == "en"
        page.page.wait_for_function("title => document.title === title", arg=page_title(screen.name, words("en")))
    assert page.problems == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_other_language_keeps_what_was_chosen(page: Visitor, chosen: dict[str, str], address: str) -> None:
    wanted = {name: value for name, value in chosen.items() if name != "lang"} | {"q": "atvērt"}
    page.open(f"{address}?{urlencode(wanted)}")
    kept = page.parameters()
    assert wanted.items() <= kept.items()
    page.page.locator("a.language[lang]").click()
    page.page.wait_for_url("**lang=en**")
    page.ready()
    assert page.page.locator("html").get_attribute("lang") == "en"
    assert page.parameters() == kept | {"lang": "en"}
    page.page.locator("a.language[lang]").click()
    page.page.wait_for_function("() => document.documentElement.lang === 'lv'")
    page.ready()
    assert page.parameters() == kept


def test_a_link_in_a_letter_works_on_a_fresh_server(
    fresh_server: Server, visitor: Callable[..., Visitor], chosen: dict[str, str]
) -> None:
    first = visitor(fresh_server)
    first.open(f"{SCREENS[-1].address}?{urlencode(chosen)}")
    assert first.parameters() == chosen
    assert first.page.locator("nav.row a").count() == len([screen for screen in SCREENS if screen.under is None])


def test_what_every_first_view_needs_is_loaded_with_the_page(page: Visitor) -> None:
    page.open("par")  # charts and the map have programs of their own, which follow
    served = page.page.request.get(f"{page.origin}/par").text()
    (said,) = re.findall(r'data-program="([^"]*)"', served)
    early = {page.origin + address for address in json.loads(html.unescape(said))}
    scripts = ("paint.js", "links.js", "widgets.js", "figures.js", "presenting.js")
    own = {f"{page.origin}{assets()[name].address}" for name in scripts}
    assert {request for request in page.requests if request.endswith(".js")} == early | own


def test_an_unknown_address_leads_back(page: Visitor) -> None:
    page.page.goto(f"{page.origin}/nav?lang=en")
    assert page.page.locator("h1").count() == 1
    page.page.get_by_role("link").first.click()
    page.ready()
    assert page.parameters()["lang"] == "en"


def test_no_frame_shows_it(server: Server, visitor: Callable[..., Visitor]) -> None:
    other = visitor(server)
    other.page.set_content(f'<iframe src="{server.origin}/nav"></iframe>')
    other.page.wait_for_timeout(500)
    (_, frame) = other.page.frames
    assert frame.url.startswith("chrome-error:") or not frame.locator("h1").count()
