"""The ways from screen to screen: by keyboard, by menu, into the other language."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from components.shell import SCREENS
from tests.browser.visitor import Visitor
from tests.session import session

pytestmark = pytest.mark.browser

ADDRESSES = [screen.address for screen in SCREENS]
MANY_TABS = 400
_FOCUSED = """() => {
    const part = document.activeElement;
    if (!part || part === document.body) return null;
    const box = part.getBoundingClientRect();
    // What shows the focus may be drawn by a box around the part that takes the keys.
    const looks = [];
    for (let up = part, steps = 0; up && steps < 5; up = up.parentElement, steps += 1) {
        const style = getComputedStyle(up);
        looks.push([style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
                    style.backgroundColor, style.textDecoration, style.opacity].join());
    }
    window.seen ??= [];
    const order = window.seen.length === 0 ? true
        : Boolean(window.seen.at(-1).compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING);
    const again = window.seen.includes(part);
    window.seen.push(part);
    return {text: (part.innerText || part.getAttribute('aria-label') || part.value || '').trim(), tag: part.tagName,
            href: part.getAttribute('href'), test: part.dataset.testid || '', width: box.width, height: box.height,
            left: box.left, top: box.top, looks, order, again, html: part.outerHTML.slice(0, 200)};
}"""
_PLAIN = """() => {
    const looks = [];
    for (let up = window.seen.at(-1), steps = 0; up && steps < 5; up = up.parentElement, steps += 1) {
        const style = getComputedStyle(up);
        looks.push([style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
                    style.backgroundColor, style.textDecoration, style.opacity].join());
    }
    return looks;
}"""


def walk(visit: Visitor) -> list[dict]:
    """Press Tab from the top until the page is left; return each stop with how it looked with and without focus."""
    stops: list[dict] = []
    for _ in range(MANY_TABS):
        visit.page.keyboard.press("Tab")
        visit.page.wait_for_timeout(30)
        if stops:
            stops[-1]["plain"] = visit.page.evaluate(_PLAIN)
        stop = visit.page.evaluate(_FOCUSED)
        if stop is None or stop["again"]:
            return stops
        stops.append(stop)
    raise AssertionError(f"After {MANY_TABS} tabs the page had not been left")


@pytest.mark.parametrize("address", ADDRESSES)
def test_keys_reach_menu_and_links_in_order(page: Visitor, address: str) -> None:
    page.open(address)
    stops = walk(page)
    out_of_order = [stop["html"] for stop in stops if not stop["order"]]
    assert out_of_order == []
    menu = [stop["text"] for stop in stops if stop["test"] == "stTopNavLink"]
    assert menu == page.page.get_by_test_id("stTopNavLink").all_inner_texts()
    links = page.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] a[href]')]
            .filter(link => link.checkVisibility({visibilityProperty: true})).map(link => link.getAttribute('href'))"""
    )
    reached = [stop["href"] for stop in stops if stop["tag"] == "A" and stop["test"] != "stTopNavLink"]
    assert [link for link in links if link not in reached] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_focus_is_seen(page: Visitor, address: str) -> None:
    page.open(address)
    stops = walk(page)
    assert stops
    unseen = [stop["html"] for stop in stops if stop["width"] < 2 or stop["height"] < 2 or stop["left"] < 0]
    assert unseen == []
    unmarked = [stop["html"] for stop in stops if "plain" in stop and stop["looks"] == stop["plain"]]
    assert unmarked == []


def chosen(page: Visitor) -> dict[str, str]:
    """What a visitor may have chosen: a day, the snapshot that is current, a palette."""
    with session(page.server) as visit:
        visit.run()
    snapshot = page.page.request.get(f"{page.server.origin}/readyz").json()["snapshot"]
    return {"lang": "en", "datums": "2024-11-07", "snapshot": snapshot, "palete": "peleka"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_menu_keeps_what_was_chosen(page: Visitor, address: str) -> None:
    wanted = chosen(page)
    page.open(f"{address}?{urlencode(wanted)}")
    assert page.parameters() == wanted
    for screen in SCREENS:
        page.page.get_by_test_id("stTopNavLink").nth(ADDRESSES.index(screen.address)).click()
        page.page.wait_for_url(f"{page.server.origin}/{screen.address}?*")
        page.ready()
        assert wanted.items() <= page.parameters().items()
        assert page.page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_other_language_keeps_what_was_chosen(page: Visitor, address: str) -> None:
    wanted = chosen(page) | {"q": "atvērt"}
    del wanted["lang"]
    page.open(f"{address}?{urlencode(wanted)}")
    kept = page.parameters()
    assert wanted.items() <= kept.items()
    page.page.locator("a.language").click()
    page.page.wait_for_url("**lang=en**")
    page.ready()
    assert page.page.locator("html").get_attribute("lang") == "en"
    assert page.parameters() == kept | {"lang": "en"}
    page.page.locator("a.language").click()
    page.page.wait_for_function("() => document.documentElement.lang === 'lv'")
    page.ready()
    assert page.parameters() == kept


def test_an_unknown_address_leads_back(page: Visitor) -> None:
    page.page.goto(f"{page.server.origin}/nav?lang=en")
    assert page.page.locator("h1").count() == 1
    page.page.get_by_role("link").first.click()
    page.ready()
    assert page.parameters()["lang"] == "en"


def test_no_frame_shows_it(page: Visitor, visitor: Callable[..., Visitor]) -> None:
    other = visitor(page.server)
    other.page.set_content(f'<iframe src="{page.server.origin}/nav"></iframe>')
    other.page.wait_for_timeout(500)
    (_, frame) = other.page.frames
    assert frame.url.startswith("chrome-error:") or not frame.locator("h1").count()
