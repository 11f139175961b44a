"""Ways within the dashboard without a page load, and all that is left to the browser. See docs/streamlit.md."""

import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import ElementHandle, Locator, WebSocketRoute

from components.frame.shell import SCREENS
from components.view import today
from data.contract.addresses import Page
from tests.browser.visitor import SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser

CHANGED = "Skats ir mainījies: "
_TOP = "main => main.scrollTop"


def come(visit: Visitor, address: str) -> Visitor:
    """Open an address and leave a mark that no page load survives."""
    visit.open(address)
    visit.page.evaluate("() => { window.marked = true; }")
    return visit


def stayed(visit: Visitor) -> bool:
    """Tell whether no page was loaded since the visitor came."""
    return bool(visit.page.evaluate("() => window.marked === true"))


def scroll(visit: Visitor, top: int) -> None:
    main = visit.page.get_by_test_id("stMain")
    main.evaluate("(main, top) => { main.scrollTop = top; }", top)
    visit.page.wait_for_function("top => document.querySelector('[data-testid=stMain]').scrollTop === top", arg=top)
    visit.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def stands_at(visit: Visitor, top: int) -> None:
    """Wait until the screen is scrolled so far."""
    visit.page.wait_for_function(
        "top => Math.abs(document.querySelector('[data-testid=stMain]').scrollTop - top) < 2", arg=top
    )


def shows(visit: Visitor, address: str, heading: str | None = None) -> None:
    """Wait until the address ends so, and the heading, where one is given, holds a text and the focus."""
    visit.page.wait_for_url(lambda url: url.removeprefix(f"{visit.origin}/") == address)
    if heading is not None:
        visit.page.locator("h1:focus", has_text=heading).wait_for()
    visit.ready()


def menu(visit: Visitor, name: str) -> Locator:
    return visit.page.locator("nav.row").get_by_role("link", name=name, exact=True)


def announced(visit: Visitor) -> str:
    """Wait until something is announced; return what."""
    visit.page.locator("#announcer", has_text=CHANGED).wait_for(state="attached")
    return visit.page.locator("#announcer").inner_text().removeprefix(CHANGED)


# A new screen, and the same one


def test_a_link_runs_the_screen_without_loading_a_page(page: Visitor) -> None:
    come(page, "pasakumi?datums=2026-11-22")
    entries = page.page.evaluate("() => history.length")
    scroll(page, 300)
    page.page.locator("footer").get_by_role("link", name="Metode, avoti un licences").click()
    shows(page, "par?datums=2026-11-22", "")
    stands_at(page, 0)
    assert stayed(page)
    assert page.page.title().startswith("Par datiem")
    assert page.page.evaluate("() => history.length") == entries + 1
    assert page.page.locator("#announcer").inner_text() == ""
    assert page.problems == []


def test_what_an_address_names_is_a_screen_of_its_own(page: Visitor) -> None:
    come(page, "pasakumi?datums=2026-11-22")
    scroll(page, 300)
    page.page.get_by_role("link", name="3.5", exact=True).first.click()
    shows(page, "pasakumi?datums=2026-11-22&pasakums=3.5", "3.5")
    stands_at(page, 0)
    assert stayed(page)


def test_on_the_same_screen_place_and_focus_stay_and_the_change_is_said(page: Visitor) -> None:
    come(page, "pasvaldibas?datums=2026-11-22&skats=flizes")
    tile = page.page.locator(".tiles a.tile").first
    name = tile.get_attribute("aria-label")
    assert name
    scroll(page, 120)
    tile.focus()
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**kods=*")
    said = announced(page)
    page.ready()
    assert page.page.locator("h1").inner_text() == said
    assert page.page.evaluate("() => document.activeElement.getAttribute('aria-label')") == name
    stands_at(page, 120)
    assert stayed(page)


def test_a_filter_is_said_too_and_keeps_its_focus(page: Visitor) -> None:
    come(page, "pasakumi?datums=2026-11-22")
    page.page.locator(".st-key-filter_marks").locator("button", has_text="Izpildīts").first.click()
    assert announced(page) == "2 no 40 pasākumiem: izpildīts"
    page.page.locator(".st-key-filter_marks button:focus", has_text="Izpildīts").wait_for()


def test_a_run_that_is_over_before_it_was_seen_is_said_too(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server)
    visit.page.add_init_script(
        "const told = Element.prototype.setAttribute; Element.prototype.setAttribute = function (name, value) {"
        "  if (name !== 'data-test-script-state') told.call(this, name, value);"
        "  else if (!this.hasAttribute(name)) told.call(this, name, 'notRunning'); };"
    )
    come(visit, "pasakumi?datums=2026-11-22")
    visit.page.wait_for_timeout(500)
    visit.page.locator(".st-key-filter_marks").locator("button", has_text="Izpildīts").first.click()
    assert announced(visit) == "2 no 40 pasākumiem: izpildīts"
    visit.page.locator(".st-key-filter_marks button:focus", has_text="Izpildīts").wait_for()


def test_todays_date_in_an_address_stays_there_and_goes_along(page: Visitor) -> None:
    """Whoever opens a link on the day it was copied, and sends it on, has sent that day."""
    day = today().isoformat()
    come(page, f"pasakumi?datums={day}")
    assert page.parameters() == {"datums": day}
    page.page.get_by_role("link", name="3.5", exact=True).first.click()
    shows(page, f"pasakumi?datums={day}&pasakums=3.5", "3.5")
    assert stayed(page)


def test_a_day_chosen_in_the_box_stands_in_the_address_until_today_is_chosen(page: Visitor) -> None:
    come(page, "pasakumi?datums=2026-11-22")
    field = page.page.get_by_test_id("stDateInputField").get_by_role("spinbutton")
    for day, wanted in ((date(2024, 11, 7), {"datums": "2024-11-07"}), (today(), {})):
        field.first.focus()
        page.page.keyboard.type(f"{day:%d%m%Y}")
        page.page.keyboard.press("Enter")
        page.page.wait_for_function(
            "wanted => new URL(location).searchParams.get('datums') === wanted", arg=wanted.get("datums")
        )
        page.page.locator("footer", has_text=f"Stāvoklis {day:%d.%m.%Y}.").wait_for()
    page.page.go_back()
    page.page.locator("footer", has_text="Stāvoklis 07.11.2024.").wait_for()


def test_a_link_without_a_filter_takes_it_out(page: Visitor) -> None:
    come(page, "pasakumi?datums=2026-11-22&statuss=izpildits&q=atv")
    menu(page, "Pasākumi").click()
    shows(page, "pasakumi?datums=2026-11-22")
    page.page.locator("h1", has_text="40 pasākumu: par 30 atbild").wait_for()
    assert page.page.locator(".st-key-q input").input_value() == ""
    assert stayed(page)


def test_screens_may_share_the_name_of_a_parameter(page: Visitor) -> None:
    come(page, "pasvaldibas?datums=2026-11-22&kods=0001000")
    page.page.get_by_role("link", name="pašvaldības lapa").click()
    shows(page, "pasvaldiba?datums=2026-11-22&kods=0001000", "Rīga")
    page.page.go_back()
    shows(page, "pasvaldibas?datums=2026-11-22&kods=0001000", "")
    page.page.locator(".picked", has_text="Rīga").wait_for()
    assert stayed(page)


def test_a_meeting_is_frozen_by_the_menu_in_one_entry(page: Visitor) -> None:
    current = page.page.request.get(f"{page.origin}/readyz").json()["snapshot"]
    come(page, "?datums=2026-11-22")
    entries = page.page.evaluate("() => history.length")
    menu(page, "Sēde").click()
    shows(page, f"sede?datums=2026-11-22&snapshot={current}", "")
    assert page.page.evaluate("() => history.length") == entries + 1
    page.page.go_back()
    shows(page, "?datums=2026-11-22", "")
    assert stayed(page)


def test_keys_go_on_after_a_link_to_a_step(page: Visitor) -> None:
    come(page, "sede?sede=2024-11-07&datums=2026-11-22")
    page.page.locator("a[href*='solis=3']").first.click()
    page.page.locator(".slide .foot", has_text=re.compile(r"^3 / ")).wait_for()
    page.page.locator("h1:focus").wait_for()
    page.page.keyboard.press("PageDown")
    page.page.locator(".slide .foot", has_text=re.compile(r"^4 / ")).wait_for()
    page.page.keyboard.press("Escape")
    page.page.wait_for_url("**/kalendars?*")  # the screen that the step is taken from
    page.page.locator("body > a.again").wait_for()
    assert stayed(page)


# Marks of charts

_LEADING = """number => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg path')]
    .filter(mark => mark.__data__?.href && mark.checkVisibility())[number]"""


def mark_of(visit: Visitor, number: int) -> tuple[ElementHandle, str]:
    """Return a mark of the screen's charts that leads somewhere, and where."""
    visit.page.wait_for_function(_LEADING, arg=number)
    found = visit.page.evaluate_handle(_LEADING, number).as_element()
    assert found
    return found, found.evaluate("mark => mark.__data__.href")


def test_a_mark_of_a_chart_is_a_way_within(page: Visitor) -> None:
    come(page, "uzticesanas?datums=2026-11-22")
    entries = page.page.evaluate("() => history.length")
    scroll(page, 60)
    mark, address = mark_of(page, 1)
    assert address.startswith("/uzticesanas?datums=2026-11-22&")
    mark.hover()
    page.page.wait_for_function("mark => getComputedStyle(mark).cursor === 'pointer'", arg=mark)
    mark.click()
    said = announced(page)
    shows(page, address.removeprefix("/"))
    assert page.page.locator("h1").inner_text() == said, "the same screen: told, and not left"
    stands_at(page, 60)
    assert page.page.evaluate("() => document.activeElement.dataset.testid") == "stMain"
    assert page.page.evaluate("() => history.length") == entries + 1
    page.page.go_back()
    shows(page, "uzticesanas?datums=2026-11-22")
    assert stayed(page)
    assert page.problems == []


@pytest.mark.parametrize("way", [{"modifiers": ["Control"]}, {"button": "middle"}], ids=["Ctrl", "middle button"])
def test_a_mark_opens_a_window_of_its_own_where_a_link_would(page: Visitor, way: dict[str, Any]) -> None:
    come(page, "uzticesanas?datums=2026-11-22")
    mark, address = mark_of(page, 1)
    with page.page.context.expect_page() as opened:
        mark.click(**way)
    assert opened.value.url == f"{page.origin}{address}"
    opened.value.close()
    assert page.page.url == f"{page.origin}/uzticesanas?datums=2026-11-22"
    assert stayed(page)


def test_without_its_socket_a_mark_loads_the_page(page: Visitor) -> None:
    """The script leaves it, and Vega goes there itself."""
    close = own_socket(page)
    come(page, "uzticesanas?datums=2026-11-22")
    mark, address = mark_of(page, 1)
    close()
    mark.click()
    page.page.wait_for_url(f"{page.origin}{address}")
    page.page.wait_for_function("() => window.marked === undefined")


# Back and Forward


def test_back_and_forward_lead_to_the_place_that_was_left(page: Visitor) -> None:
    come(page, "pasakumi?datums=2026-11-22")
    scroll(page, 700)
    menu(page, "Kalendārs un finansējums").click()
    shows(page, "kalendars?datums=2026-11-22", "")
    scroll(page, 450)
    page.page.go_back()
    shows(page, "pasakumi?datums=2026-11-22", "40 pasākumu")
    stands_at(page, 700)
    page.page.go_forward()
    shows(page, "kalendars?datums=2026-11-22", "")
    stands_at(page, 450)
    assert stayed(page)


def test_one_back_undoes_one_step(page: Visitor) -> None:
    """Streamlit's own menu first wrote an entry without the screen's filters, so that each way out took two."""
    come(page, "pasakumi")
    done = page.page.locator(".st-key-filter_marks").locator("button", has_text="Izpildīts").first
    done.click()
    shows(page, "pasakumi?statuss=izpildits")
    page.page.locator(".st-key-filter_marks label", has_text="Prasa uzmanību").click()
    shows(page, "pasakumi?statuss=izpildits&uzmaniba=1")
    menu(page, "Uzticēšanās").click()
    shows(page, "uzticesanas", "")
    for address in ("pasakumi?statuss=izpildits&uzmaniba=1", "pasakumi?statuss=izpildits", "pasakumi"):
        page.page.go_back()
        shows(page, address)
    page.page.locator("h1", has_text="40 pasākumu: par 30 atbild").wait_for()
    assert stayed(page)


# What is left to the browser

# Clicks on a link made for the purpose, whose own way is not gone; true where the script took the click over.
_TAKEN = """([attributes, event]) => {
    const link = Object.assign(document.createElement('a'), {textContent: 'probe'});
    for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
    document.body.append(link);
    let taken;
    const last = event => { taken = event.defaultPrevented; event.preventDefault(); };
    addEventListener('click', last);
    link.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, ...event}));
    removeEventListener('click', last);
    link.remove();
    return taken;
}"""


def test_what_is_no_way_within_is_left_alone(page: Visitor) -> None:
    come(page, "dati?datums=2026-11-22")

    def taken(event: dict[str, object] | None = None, **attributes: str) -> bool:
        return bool(page.page.evaluate(_TAKEN, [attributes, event or {}]))

    inner = "/par?datums=2026-11-22"
    left = {
        "anchor": taken(href="#stMain"),
        "anchor elsewhere": taken(href=f"{inner}#x"),
        "window of its own": taken(href=inner, target="_blank"),
        "download": taken(href=inner, download=""),
        "letter": taken(href="mailto:a@b.lv"),
        "elsewhere": taken(href="https://example.org/par"),
        "other language": taken(href="/dati?lang=en"),
        "unknown": taken(href="/nav"),
        "Ctrl": taken({"ctrlKey": True}, href=inner),
        "Command": taken({"metaKey": True}, href=inner),
        "Shift": taken({"shiftKey": True}, href=inner),
        "Alt": taken({"altKey": True}, href=inner),
        "middle button": taken({"button": 1}, href=inner),
    } | {
        path: taken(href=path) for path in ("/api/x", "/embed/pasvaldiba/0001000", "/assets/x/icon.png", "/badge/1.svg")
    }
    assert [name for name, was in left.items() if was] == []
    assert taken(href=inner, target="_self")
    shows(page, "par?datums=2026-11-22", "")


def own_socket(visit: Visitor) -> Callable[[], None]:
    """Give the visitor one socket and no other; return what closes it and waits until that is known."""
    open_: list[WebSocketRoute] = []

    def connect(route: WebSocketRoute) -> None:
        if not open_:
            open_.append(route)
            route.connect_to_server()

    def close() -> None:
        open_[0].close()
        visit.page.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])")

    visit.page.route_web_socket(re.compile("/_stcore/stream"), connect)
    return close


def test_without_its_socket_a_link_loads_the_page(page: Visitor) -> None:
    close = own_socket(page)
    come(page, "dati")
    close()
    menu(page, "Par datiem").click()
    page.page.wait_for_url(f"{page.origin}/par")
    page.page.wait_for_function("() => window.marked === undefined")


def test_without_the_script_links_load_pages(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server)
    visit.page.route("**/links.js", lambda route: route.abort())
    come(visit, "dati")
    menu(visit, "Par datiem").click()
    visit.page.wait_for_url(f"{visit.origin}/par")
    visit.ready()
    assert not stayed(visit)


# The menu


def test_the_menu_carries_what_was_chosen_and_marks_where_one_is(page: Visitor) -> None:
    snapshot = page.page.request.get(f"{page.origin}/readyz").json()["snapshot"]
    chosen = {"lang": "en", "datums": "2024-11-07", "snapshot": snapshot, "palete": "projektors"}
    come(page, f"pasvaldiba?{urlencode(chosen | {'kods': '0001000'})}")
    links = [link.get_attribute("href") or "" for link in page.page.locator("nav.row a").all()]
    assert [urlsplit(link).path for link in links] == [
        f"/{screen.address}" for screen in SCREENS if screen.address != Page.MUNICIPALITY
    ]
    assert all(parse_qs(urlsplit(link).query) == {name: [value] for name, value in chosen.items()} for link in links)
    assert page.page.locator("nav.row [aria-current]").all_inner_texts() == ["Municipalities"]
    for own in ("stTopNav", "stSidebar", "stSidebarNav"):
        assert page.page.get_by_test_id(own).count() == 0


def test_on_a_phone_the_menu_closes_after_a_choice(server: Server, visitor: Callable[..., Visitor]) -> None:
    width, height = SIZES["phone"]
    visit = come(visitor(server, viewport={"width": width, "height": height}, has_touch=True), "dati")
    entry = visit.page.locator("nav.list").get_by_role("link", name="Uzticēšanās")
    assert not entry.is_visible()
    for address, name in (("uzticesanas", "Uzticēšanās"), ("uzticesanas", "Uzticēšanās")):
        visit.page.locator("summary", has_text="Izvēlne").tap()
        visit.page.locator("nav.list").get_by_role("link", name=name).tap()
        shows(visit, address)
        entry.wait_for(state="hidden")
    assert stayed(visit)


def test_how_long_a_link_takes_beside_a_page_load(page: Visitor) -> None:
    """Printed, not judged: the same way three times by the script and three times as a page load."""
    seconds: dict[str, list[float]] = {"link": [], "page load": []}
    for _ in range(3):
        come(page, "?datums=2026-11-22")
        begun = time.perf_counter()
        menu(page, "Uzticēšanās").click()
        page.page.locator("h1", has_text="uzticējās").first.wait_for()
        seconds["link"].append(time.perf_counter() - begun)
        assert stayed(page)
        come(page, "?datums=2026-11-22")
        begun = time.perf_counter()
        page.page.goto(f"{page.origin}/uzticesanas?datums=2026-11-22", wait_until="commit")
        page.page.locator("h1", has_text="uzticējās").first.wait_for()
        seconds["page load"].append(time.perf_counter() - begun)
    print("\n" + "; ".join(f"{way}: {sorted(taken)[1] * 1000:.0f} ms" for way, taken in seconds.items()))
