"""The meeting on a projector: every step fits, is large enough to read, and goes on by the keys a remote sends."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.visitor import RULES, Visitor
from tests.helpers import add, embedded_grids, put
from tests.serving import Server, serve

pytestmark = pytest.mark.browser

SCREENS = {"projector": (1280, 720), "laptop": (1366, 768), "large": (1920, 1080)}
SMALLEST = 24
"""Pixels of the smallest letter in front of a room: read from ten metres away."""
MEETING = "sede?sede=2024-11-07&datums=2026-11-22"
# What hangs over: the lowest content of the step against its foot, and the page against the window.
_LAID_OUT = """() => {
    const slide = document.querySelector('.slide'), foot = slide.querySelector('.foot');
    const own = [...slide.querySelectorAll('*')].filter(part => part !== foot && !foot.contains(part)
        && !part.classList.contains('unseen'));
    const low = own.filter(part => part.getBoundingClientRect().bottom > foot.getBoundingClientRect().top + 1);
    const wide = own.filter(part => part.getBoundingClientRect().right > innerWidth + 1);
    const main = document.querySelector('[data-testid=stMain]');
    return {low: low.map(part => part.outerHTML.slice(0, 120)), wide: wide.map(part => part.outerHTML.slice(0, 120)),
            scrolls: [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth]};
}"""
_LETTERS = """() => {
    const small = [], walker = document.createTreeWalker(document.querySelector('.slide'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const part = walker.currentNode.parentElement;
        const size = parseFloat(getComputedStyle(part).fontSize);
        if (walker.currentNode.data.trim() && !part.closest('.unseen')) small.push([size, walker.currentNode.data]);
    }
    return small.sort((one, other) => one[0] - other[0])[0];
}"""
# What a visitor sees: the parts with text of their own or a drawing that are painted, outside the step.
_SEEN = """() => [...document.querySelectorAll('body *')].filter(part => {
        if (part.closest('.slide') || part.querySelector('.slide') || !part.checkVisibility({opacityProperty: true,
            visibilityProperty: true})) return false;
        const box = part.getBoundingClientRect();
        const text = [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        return (text || ['IMG', 'svg', 'INPUT'].includes(part.tagName)) && box.width > 2 && box.height > 2
            && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    }).map(part => part.outerHTML.slice(0, 160))"""


def foot(visit: Visitor, number: int) -> str:
    """Wait until a step is shown; return its foot."""
    found = visit.page.locator(".slide .foot", has_text=re.compile(rf"^{number} / \d+ "))
    found.wait_for()
    visit.ready()
    return found.inner_text()


@pytest.fixture(scope="module")
def shown(server: Server, browser: Browser) -> Iterator[tuple[Visitor, int]]:
    """A visitor who looks at the first step, and how many there are."""
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        visit = Visitor(server.origin, context)
        visit.open(f"{MEETING}&solis=1")
        yield visit, int(foot(visit, 1).split()[2])


def misfits(visit: Visitor, total: int) -> list[object]:
    """Go through all steps from the first on; return what does not fit or is too small to read."""
    wrong: list[object] = []
    for number in range(1, total + 1):
        foot(visit, number)
        found = visit.page.evaluate(_LAID_OUT)
        if found["low"] or found["wide"] or max(found["scrolls"]) > 0:
            wrong.append((number, found))
        smallest, text = visit.page.evaluate(_LETTERS)
        if smallest < SMALLEST:
            wrong.append((number, smallest, text))
        assert visit.page.locator("h1").count() == 1
        visit.page.keyboard.press("PageDown")
    return wrong


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("more", ["", "&lang=en", "&palete=projektors"])
def test_every_step_fits_and_can_be_read_from_the_back(shown: tuple[Visitor, int], size: str, more: str) -> None:
    visit, _ = shown
    visit.resize(SCREENS[size])
    visit.open(f"{MEETING}&solis=1{more}")
    total = int(foot(visit, 1).split()[2])
    assert misfits(visit, total) == []
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
        assert misfits(visit, int(foot(visit, 1).split()[2])) == []


def test_a_larger_screen_shows_larger_letters(shown: tuple[Visitor, int]) -> None:
    visit, _ = shown
    visit.resize(SCREENS["large"])
    visit.open(f"{MEETING}&solis=2")
    smallest, _ = visit.page.evaluate(_LETTERS)
    assert smallest == pytest.approx(SMALLEST * 1.5, abs=0.5)


def test_the_keys_of_a_remote_go_on_back_and_out(shown: tuple[Visitor, int]) -> None:
    visit, total = shown
    visit.resize(SCREENS["projector"])
    visit.open(f"{MEETING}&solis=1")
    ways = [("PageDown", 2), ("ArrowRight", 3), ("PageUp", 2), ("ArrowLeft", 1), ("PageUp", 1)]
    ways += [("End", total), ("PageDown", total), ("Home", 1)]
    for key, number in ways:
        visit.page.keyboard.press(key)
        foot(visit, number)
        assert visit.parameters()["solis"] == str(number)
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="Rādīt pa soļiem").wait_for()
    visit.ready()
    assert visit.page.locator(".slide").count() == 0
    assert "solis" not in visit.parameters()
    assert visit.page.locator("nav.row a").first.is_visible()
    visit.page.get_by_role("button", name="Rādīt pa soļiem").click()
    foot(visit, 1)


def test_nothing_is_seen_but_the_step_until_a_key_asks_for_the_buttons(shown: tuple[Visitor, int]) -> None:
    visit, _ = shown
    visit.resize(SCREENS["projector"])
    visit.open(f"{MEETING}&solis=2")
    assert visit.page.evaluate(_SEEN) == []
    button = visit.page.get_by_role("button", name="Nākamais solis").first
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        if button.evaluate("own => own === document.activeElement"):
            break
    assert button.evaluate("own => own === document.activeElement")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] > 20
    assert box["y"] + box["height"] <= 720
    assert button.evaluate("own => own.checkVisibility({opacityProperty: true, visibilityProperty: true})")
    visit.page.keyboard.press("Enter")
    foot(visit, 3)


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
def test_axe_finds_nothing_serious_on_a_step(shown: tuple[Visitor, int], number: int, more: str) -> None:
    visit, _ = shown
    visit.resize(SCREENS["projector"])
    visit.open(f"{MEETING}&solis={number}{more}")
    found = Axe().run(visit.page, options=RULES).response["violations"]
    assert [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ] == []


def test_the_code_to_scan_leads_to_this_meeting(shown: tuple[Visitor, int]) -> None:
    visit, _ = shown
    visit.open(f"{MEETING}&solis=1")
    picture = visit.page.locator(".slide .code img")
    assert picture.evaluate("own => own.naturalWidth") > 0
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] >= 150
