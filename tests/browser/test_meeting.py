"""The meeting on a projector: every step fits, is large enough to read, and goes on by the keys a remote sends."""

import csv
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.visitor import RULES, Visitor
from tests.helpers import add, embedded_grids, put
from tests.serving import Server, serve

pytestmark = pytest.mark.browser

SCREENS = {
    "old": (1024, 768), "projector": (1280, 720), "laptop": (1366, 768), "large": (1920, 1080), "largest": (3840, 2160),
}  # fmt: skip
SMALLEST = 24 / 720
"""The smallest letter in front of a room as a share of a screen of 16 by 9: read from ten metres away."""
MEETING = "sede?sede=2024-11-07&datums=2026-11-22"
# What hangs over: the lowest content of the step against its foot, and the page against the window.
_LAID_OUT = """() => {
    const slide = document.querySelector('.slide'), foot = slide.querySelector('.foot');
    const own = [...slide.querySelectorAll('*')].filter(part => part !== foot && !foot.contains(part)
        && !part.classList.contains('unseen') && !part.closest('.told'));
    const low = own.filter(part => part.getBoundingClientRect().bottom > foot.getBoundingClientRect().top + 1);
    const beside = document.querySelector('.room').getBoundingClientRect(), last = foot.getBoundingClientRect();
    if (beside.left < last.right && beside.top < last.bottom) low.push(foot);
    const wide = own.filter(part => part.getBoundingClientRect().right > innerWidth + 1);
    const main = document.querySelector('[data-testid=stMain]');
    return {low: low.map(part => part.outerHTML.slice(0, 120)), wide: wide.map(part => part.outerHTML.slice(0, 120)),
            scrolls: [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth]};
}"""
# How much of the room between title and foot the drawing of a step covers; null where it has none.
_FILLED = """() => {
    const slide = document.querySelector('#root .slide'), image = slide.querySelector('.drawn img.wide, .drawn img');
    if (!image) return null;
    const box = image.getBoundingClientRect(), blank = parseFloat(getComputedStyle(slide).paddingLeft);
    const grown = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
    const top = slide.querySelector('h1').getBoundingClientRect().bottom;
    const high = slide.querySelector('.foot').getBoundingClientRect().top - top, wide = innerWidth - 2 * blank;
    return {share: image.naturalWidth * image.naturalHeight * grown ** 2 / (wide * high),
            across: image.naturalWidth * grown / wide};
}"""
_LETTERS = """() => {
    const small = [], walker = document.createTreeWalker(document.querySelector('.slide'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const part = walker.currentNode.parentElement;
        const size = parseFloat(getComputedStyle(part).fontSize);
        const seen = walker.currentNode.data.trim() && !part.closest('.unseen, .told');
        if (seen) small.push([size, walker.currentNode.data]);
    }
    return small.sort((one, other) => one[0] - other[0])[0];
}"""
# What a visitor sees: the parts with text of their own or a drawing that are painted, outside the step.
_SEEN = """() => [...document.querySelectorAll('body *')].filter(part => {
        const seen = part.checkVisibility({opacityProperty: true, visibilityProperty: true});
        if (part.closest('.slide, .room') || part.querySelector('.slide') || !seen) return false;
        const box = part.getBoundingClientRect();
        const text = [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        return (text || ['IMG', 'svg', 'INPUT'].includes(part.tagName)) && box.width > 2 && box.height > 2
            && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    }).map(part => part.outerHTML.slice(0, 160))"""


_OVERLAPS = """() => {
    const text = document.createRange(), foot = document.querySelector("#root .slide .foot");
    text.selectNodeContents(foot);
    const right = Math.min(text.getBoundingClientRect().right, foot.getBoundingClientRect().right);
    const room = document.querySelector("#root .room").getBoundingClientRect();
    return right > room.left && foot.getBoundingClientRect().bottom > room.top && [right, room.left];
}"""
"""Whether the line at the foot runs under what stands opposite."""


def foot(visit: Visitor, place: str) -> str:
    """Wait until the step at a place is shown; return its foot."""
    found = visit.page.locator(
        "#root .slide .foot", has_text=re.compile(rf"^{re.escape(place.replace('.', '·'))} / \d+ ")
    )
    found.wait_for()
    visit.ready()
    return found.inner_text()


@pytest.fixture(scope="module")
def shown(server: Server, browser: Browser) -> Iterator[Visitor]:
    """A visitor who looks at the first step."""
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        visit = Visitor(server.origin, context)
        visit.open(f"{MEETING}&solis=1")
        foot(visit, "1")
        yield visit


def places(visit: Visitor) -> list[str]:
    """Where the steps of the list beside the step shown lead."""
    links = visit.page.locator("#root .room ol.steps a")
    return links.evaluate_all("links => links.map(link => new URL(link.href).searchParams.get('solis'))")


def misfits(visit: Visitor) -> list[object]:
    """Go through all steps from the first on; return what does not fit, is too small to read or leaves room empty."""
    wrong: list[object] = []
    height = visit.page.evaluate("() => Math.min(innerHeight, innerWidth * 9 / 16)")
    for number in places(visit):
        foot(visit, number)
        found = visit.page.evaluate(_LAID_OUT)
        if found["low"] or found["wide"] or max(found["scrolls"]) > 0:
            wrong.append((number, found))
        if overlap := visit.page.evaluate(_OVERLAPS):
            wrong.append((number, overlap))
        smallest, text = visit.page.evaluate(_LETTERS)
        if smallest < SMALLEST * height - 0.1:
            wrong.append((number, smallest, text))
        filled = visit.page.evaluate(_FILLED)
        # A drawing reaches from edge to edge, or from the title to the foot and then covers most of what is between.
        if filled and filled["across"] < 0.97 and filled["share"] < 0.55:
            wrong.append((number, filled))
        assert visit.page.locator("h1").count() == 1
        visit.page.keyboard.press("PageDown")
    return wrong


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("more", ["", "&lang=en", "&palete=projektors"])
def test_every_step_fits_and_can_be_read_from_the_back(shown: Visitor, size: str, more: str) -> None:
    visit = shown
    visit.resize(SCREENS[size])
    visit.open(f"{MEETING}&solis=1{more}")
    foot(visit, "1")
    assert misfits(visit) == []
    assert visit.problems == []


SENTENCE = ("Ļoti garš jautājums par sabiedrības līdzdalību, kam beigu nav; " * 40)[:1990]
CAPITALS = SENTENCE.upper()
WORD = "Š" + "nepārtraukts" * 160
NUMBERS = "1 234 567,89 € – " * 110


def test_texts_of_two_thousand_letters_fit(tmp_path: Path, visitor: Callable[..., Visitor]) -> None:
    grids = embedded_grids()
    put(grids, "measures", 2, title=CAPITALS)
    put(grids, "directions", 2, title=WORD)
    put(grids, "commitments", 2, title=CAPITALS)
    put(grids, "updates", 2, done=WORD, evidence=CAPITALS)
    held = {"id": "2026-12-15", "plan": "P5", "day": "2026-12-15", "kind": "uzraudzības padome"}
    add(grids, "meetings", **held, title=CAPITALS, place=WORD)
    for number, text in enumerate([SENTENCE, CAPITALS, WORD, NUMBERS], start=1):
        add(grids, "agenda", meeting="2026-12-15", number=str(number), question=text, presenter=text,
            address="/" if number == 2 else f"/{text[:90]}", measures="P5-1.1")  # fmt: skip
        add(grids, "focus", plan="P5", year="2026", number=str(number), text=text)
    add(
        grids, "decisions", id="L-1", meeting="2024-11-07", text=WORD, responsible=CAPITALS, due="2025", state="izpildē"
    )
    for code, grid in grids.items():
        with (tmp_path / f"{code}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(grid)
    with serve(alive="/readyz", env={"SPREADSHEET": str(tmp_path)}) as hard:
        visit = visitor(hard, viewport={"width": 1280, "height": 720})
        visit.open("sede?sede=2026-12-15&datums=2026-11-22&solis=1")
        foot(visit, "1")
        assert misfits(visit) == []


def test_a_larger_screen_shows_larger_letters(shown: Visitor) -> None:
    visit = shown
    visit.resize(SCREENS["large"])
    visit.open(f"{MEETING}&solis=2")
    smallest, _ = visit.page.evaluate(_LETTERS)
    assert smallest == pytest.approx(SMALLEST * 1080, abs=0.5)


def test_the_keys_of_a_remote_go_on_back_and_out(shown: Visitor) -> None:
    visit = shown
    visit.resize(SCREENS["projector"])
    visit.open(f"{MEETING}&solis=1")
    listed = places(visit)
    last = len(listed) - 1
    ways = [("PageDown", 1), ("ArrowRight", 2), ("ArrowDown", 3), (" ", 4), ("Enter", 5), ("PageUp", 4)]
    ways += [("ArrowLeft", 3), ("ArrowUp", 2), ("End", last), ("PageDown", last), ("Home", 0), ("PageUp", 0)]
    for key, at in ways:
        visit.page.keyboard.press(key)
        foot(visit, listed[at])
        assert visit.parameters()["solis"] == listed[at]
    visit.page.keyboard.press("3")
    visit.page.keyboard.press("Enter")
    foot(visit, "3")
    visit.page.keyboard.press("Escape")
    again = visit.page.get_by_role("link", name="Turpināt no 3. soļa")
    again.wait_for()
    visit.ready()
    expect(visit.page.locator(".slide")).to_have_count(0)
    assert "solis" not in visit.parameters()
    assert visit.page.locator("nav.row a").first.is_visible()
    again.click()
    foot(visit, "3")


@pytest.mark.parametrize(
    ("title", "lands"),
    [
        ("gadā Latvijā valdībai uzticējās", {"path": "/uzticesanas"}),
        ("3.5. Deliberatīvo", {"path": "/pasakumi", "pasakums": "3.5"}),
        ("Nākamā atvērtās pārvaldības", {"path": "/kalendars", "veids": "drafting", "plans": "P6"}),
        ("9 punkti", {"path": "/sede", "pie": "3"}),
    ],
)
def test_leaving_leads_to_the_screen_of_the_step_and_back_to_it(
    shown: Visitor, title: str, lands: dict[str, str]
) -> None:
    visit = shown
    visit.open(f"{MEETING}&solis=1")
    way = visit.page.locator("#root .room ol.steps a", has_text=title)
    place = re.search(r"solis=([\d.]+)", way.get_attribute("href") or "")
    assert place
    for back in ("F5", "click"):
        visit.open(f"{MEETING}&solis={place[1]}")
        foot(visit, place[1])
        visit.page.keyboard.press("Escape")
        visit.page.wait_for_function("() => !document.querySelector('#root .room')")
        visit.ready()
        there = {"path": urlsplit(visit.page.url).path, **visit.parameters()}
        assert there.items() >= (lands | {"datums": "2026-11-22"}).items()
        assert there["snapshot"]
        again = visit.page.get_by_role("link", name=f"Turpināt no {place[1].replace('.', '·')}. soļa")
        assert again.is_visible(), "one, and only one"
        if back == "F5":
            visit.page.keyboard.press("F5")
        else:
            visit.page.mouse.click(5, 5)  # whoever looks around there may load the page anew, as anywhere
            again.click()
        foot(visit, place[1])
        assert not visit.page.locator("body > a.again").is_visible()


def test_the_first_paint_leads_where_the_running_screen_does(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport={"width": 1280, "height": 720})
    links = "links => links.map(link => link.getAttribute('href'))"
    codes = "codes => codes.map(code => code.getAttribute('aria-label'))"
    for number in (1, 2, 5):
        address = f"{MEETING}&solis={number}"
        painted = visit.page.request.get(f"{server.origin}/{address}").text()
        visit.open(address)
        foot(visit, str(number))
        live = visit.page.locator("#root :is(.slide, .room)").locator("a").evaluate_all(links)
        live += visit.page.locator("#root .slide .code [aria-label]").evaluate_all(codes)
        assert len(live) > 20
        assert [address for address in live if not address.startswith("#") and escape(address) not in painted] == []


def test_keys_that_come_faster_than_steps_are_all_counted(shown: Visitor) -> None:
    visit = shown
    visit.open(f"{MEETING}&solis=1")
    listed = places(visit)
    for _ in range(6):
        visit.page.keyboard.press("PageDown")
    foot(visit, listed[6])


def test_a_mouse_is_enough(shown: Visitor) -> None:
    visit = shown
    visit.open(f"{MEETING}&solis=1")
    listed = places(visit)
    room = visit.page.locator("#root .room")
    room.get_by_role("link", name="Nākamais solis").click()
    foot(visit, listed[1])
    room.locator("summary.list").click()
    room.locator("ol.steps a").nth(4).click()
    foot(visit, listed[4])
    room.locator("nav.agenda a").nth(1).click()
    visit.page.wait_for_function("() => document.querySelector('#root nav.agenda [aria-current]')?.innerText === '2'")
    room.get_by_role("link", name="Beigt rādīšanu").click()
    # The item's first address is the overview's; there the way back is in sight.
    visit.page.locator("body > a.again").wait_for()
    visit.ready()
    assert urlsplit(visit.page.url).path == "/"


def test_black_the_panels_and_letters_that_are_no_keys(shown: Visitor) -> None:
    visit = shown
    visit.open(f"{MEETING}&solis=2")
    keyboard, room = visit.page.keyboard, visit.page.locator("#root .room")
    dark = "() => getComputedStyle(document.documentElement, '::after').position === 'fixed'"
    for key in ("b", ".", "B"):
        keyboard.press(key)
        assert visit.page.evaluate(dark)
        keyboard.press("PageDown")  # the first key only brings the picture back
        assert not visit.page.evaluate(dark)
    assert visit.parameters()["solis"] == "2"
    keyboard.press("?")
    switch = room.get_by_role("checkbox")
    assert switch.is_visible()
    switch.uncheck()
    keyboard.press("Escape")
    assert not switch.is_visible()
    keyboard.press("b")
    assert not visit.page.evaluate(dark)
    keyboard.press("PageDown")
    foot(visit, places(visit)[places(visit).index("2") + 1])
    room.locator("summary.keys").click()
    expect(switch).not_to_be_checked()
    switch.check()


def test_what_is_asked_for_by_typing_is_a_step_and_leads_back(shown: Visitor) -> None:
    visit = shown
    visit.open(f"{MEETING}&solis=4")
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("3.5 b")  # in the field letters are letters
    visit.page.keyboard.press("Backspace")
    visit.page.keyboard.press("Enter")
    visit.page.locator("#root h1", has_text="3.5. Deliberatīvo").wait_for()
    visit.ready()
    visit.page.keyboard.press("PageDown")
    foot(visit, "4")
    assert "mekle" not in visit.parameters()


def test_a_step_asked_for_while_the_network_is_gone_comes_when_it_is_back(
    server: Server, visitor: Callable[..., Visitor]
) -> None:
    visit = visitor(server, viewport={"width": 1280, "height": 720})
    visit.page.route_web_socket("**/*", lambda socket: sockets.append((socket, socket.connect_to_server())))
    sockets: list[Any] = []
    visit.open(f"{MEETING}&solis=1")
    listed = places(visit)
    state = "() => document.querySelector('[data-testid=stApp]').dataset.testConnectionState"
    sockets[-1][0].close()
    visit.page.wait_for_function(f"{state} !== 'CONNECTED'")
    visit.page.keyboard.press("PageDown")
    visit.page.wait_for_function(f"{state} === 'CONNECTED'")
    foot(visit, listed[1])


def test_the_offline_page_is_a_key_away_where_the_server_has_gone(visitor: Callable[..., Visitor]) -> None:
    with serve(alive="/readyz") as gone:
        visit = visitor(gone, viewport={"width": 1280, "height": 720})
        visit.open(f"{MEETING}&solis=1")
        visit.page.wait_for_function(
            "() => caches.open('sede').then((kept) => kept.keys()).then((own) => own.length > 0)"
        )
        place = places(visit)[4]
        visit.open(f"{MEETING}&solis={place}")
        foot(visit, place)
    visit.page.keyboard.press("o")
    visit.page.wait_for_url("**/sede.html?*")
    shown = visit.page.locator(".slide.shown")
    shown.wait_for()
    assert shown.locator(".foot").inner_text().startswith(f"{place.replace('.', '·')} / ")
    visit.page.keyboard.press("PageDown")
    expect(visit.page.locator(".slide.shown .foot")).not_to_have_text(
        re.compile(rf"^{re.escape(place.replace('.', '·'))} / ")
    )


def test_two_presenters_go_their_own_ways(server: Server, visitor: Callable[..., Visitor]) -> None:
    one, other = (visitor(server, viewport={"width": 1280, "height": 720}) for _ in range(2))
    for visit in (one, other):
        visit.open(f"{MEETING}&solis=1")
    listed = places(one)
    one.page.keyboard.press("End")
    other.page.keyboard.press("PageDown")
    foot(one, listed[-1])
    foot(other, listed[1])
    one.page.keyboard.press("PageUp")
    foot(one, listed[-2])
    assert other.parameters()["solis"] == listed[1]


def test_a_button_and_a_key_fill_the_screen_with_the_step(shown: Visitor) -> None:
    visit = shown
    visit.open(f"{MEETING}&solis=1")
    foot(visit, "1")
    button = visit.page.locator("#root .room").get_by_role("button", name="Pilnekrāns", exact=True)
    button.click()
    visit.page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    visit.page.keyboard.press("PageDown")
    foot(visit, "2")
    assert visit.page.evaluate("() => document.fullscreenElement !== null"), "the next step keeps it"
    visit.page.keyboard.press("f")
    visit.page.wait_for_function("() => document.fullscreenElement === null")


def test_where_the_browser_fills_no_screen_there_is_no_button(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server)
    visit.page.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', {value: false})")
    visit.open(f"{MEETING}&solis=1")
    foot(visit, "1")
    assert visit.page.get_by_role("button", name="Pilnekrāns").count() == 0


def test_in_full_opens_what_a_step_says_shortly(shown: Visitor) -> None:
    visit = shown
    visit.resize(SCREENS["projector"])
    visit.open(f"{MEETING}&solis=3")
    panel = visit.page.locator("#root .room details:has(> summary.full) .panel")
    assert not panel.is_visible()
    visit.page.keyboard.press("v")
    assert panel.is_visible()
    assert panel.bounding_box()["height"] <= 720  # type: ignore[index]
    visit.page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert visit.parameters()["solis"] == "3"


def test_nothing_is_seen_but_the_step_and_the_ways_beside_it(shown: Visitor) -> None:
    visit = shown
    visit.resize(SCREENS["projector"])
    visit.open(f"{MEETING}&solis=2")
    assert visit.page.evaluate(_SEEN) == []
    way = visit.page.locator("#root .room").get_by_role("link", name="Nākamais solis")
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if way.evaluate("own => own === document.activeElement"):
            break
    assert way.evaluate("own => own === document.activeElement && getComputedStyle(own).outlineStyle !== 'none'")
    listed = places(visit)
    visit.page.keyboard.press("Enter")
    foot(visit, listed[listed.index("2") + 1])


@pytest.mark.parametrize("address", ["sede", "sede?solis=1", "sede?lang=en&datums=2024-11-07"])
def test_the_first_view_writes_the_snapshot_into_the_address(page: Visitor, address: str) -> None:
    current = page.page.request.get(f"{page.origin}/readyz").json()["snapshot"]
    page.open(address)
    page.page.wait_for_url(f"**snapshot={current}**")
    page.ready()
    assert page.page.locator("h1").count() == 1
    assert page.problems == []


def test_a_visit_by_the_menu_writes_the_snapshot_too(page: Visitor) -> None:
    current = page.page.request.get(f"{page.origin}/readyz").json()["snapshot"]
    page.open("")
    assert "snapshot" not in page.parameters()
    page.page.locator("nav.row a", has_text="Sēde").click()
    page.page.wait_for_url(f"**/sede?*snapshot={current}**")
    page.ready()
    assert current in page.page.inner_text("[data-testid=stMain]")


@pytest.mark.parametrize("more", ["", "&palete=projektors"])
@pytest.mark.parametrize("number", [1, 4, 9])
def test_axe_finds_nothing_serious_on_a_step(shown: Visitor, number: int, more: str) -> None:
    visit = shown
    visit.resize(SCREENS["projector"])
    visit.open(f"{MEETING}&solis={number}{more}")
    found = Axe().run(visit.page, options=RULES).response["violations"]
    assert [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ] == []


def test_the_code_to_scan_leads_to_this_meeting(shown: Visitor) -> None:
    visit = shown
    visit.open(f"{MEETING}&solis=1")
    picture = visit.page.locator(".slide .code img")
    assert picture.evaluate("own => own.naturalWidth") > 0
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] >= 150
