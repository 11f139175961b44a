"""The squares of the overview under pointer and keyboard: what is told of each stays within the window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visitor import SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser
Visitors = Callable[..., Visitor]
TOLD = """square => {
    const told = square.querySelector('.told');
    const {left, top, right, bottom, width, height} = told.getBoundingClientRect();
    const within = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return {shown: width > 100 && height > 40, within, text: told.innerText.split('\\n').join(' ')};
}"""


def told(square: Locator) -> dict:
    found: dict = square.evaluate(TOLD)
    return found


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_each_square_tells_under_the_focus_what_a_screen_reader_says(
    server: Server, visitor: Visitors, size: tuple[int, int]
) -> None:
    """From the first square by Tab, past the headings between: all 40, on a laptop and on a phone."""
    visit = visitor(server)
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.open("")
    squares = visit.page.locator(".squares a.square")
    assert squares.count() == 40
    for number in range(40):
        if not number:
            squares.first.focus()
        visit.page.keyboard.press("Tab" if number else "Shift")
        while not visit.page.evaluate("() => document.activeElement.matches('.square')"):
            visit.page.keyboard.press("Tab")
        found = told(visit.page.locator(".square:focus"))
        assert found["shown"], number
        assert found["within"], found
        expect(visit.page.locator(".square:focus")).to_have_accessible_name(found["text"].strip())
    assert not visit.problems


def test_what_is_told_of_a_square_goes_at_escape_and_can_be_pointed_at(server: Server, visitor: Visitors) -> None:
    visit = visitor(server)
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.open("")
    square = visit.page.locator(".squares a.square", has_text="3.2 ").first
    assert not told(square)["shown"]
    square.hover()
    assert told(square)["shown"]
    box = square.locator(".told").bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=8)
    assert told(square)["shown"], "on its way to the words the pointer leaves nothing"
    visit.page.keyboard.press("Escape")
    assert not told(square)["shown"]
    visit.page.mouse.move(5, 5)
    square.hover()
    assert told(square)["shown"]


def test_a_click_opens_the_measure_and_a_choice_narrows_all(server: Server, visitor: Visitors) -> None:
    """VARAM answers for 13 measures (counted in the sheet); the choice is in the address and goes again by its link."""
    visit = visitor(server)
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.open("")
    assert visit.page.locator(".squares").evaluate("own => own.getBoundingClientRect().bottom") <= 720, "the first view"
    visit.page.locator(".squares a.past, a.past", has_text="Izlaist kvadrātus").wait_for(state="attached")
    visit.page.locator(".matrix").get_by_role("link", name="(VARAM)").click()
    expect(visit.page.locator("h1")).to_contain_text("2 no 13")
    assert visit.parameters() == {"iestade": "VARAM"}
    expect(visit.page.locator(".squares a.square")).to_have_count(13)
    visit.page.get_by_role("link", name="Rādīt visus").click()
    expect(visit.page.locator("h1")).to_contain_text("2 no 40")
    visit.page.locator(".squares a.square", has_text="3.2 ").first.click()
    expect(visit.page.locator("h1")).to_contain_text("3.2. ")
    assert not visit.problems


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_first_view_holds_all_squares(page: Visitor, language: str) -> None:
    page.open(f"?datums=2026-11-22&lang={language}")
    page.page.wait_for_selector("#paint", state="detached")
    page.resize((1280, 720))
    lowest = page.page.locator("#root .squares a.square").evaluate_all(
        "all => Math.max(...all.map(one => one.getBoundingClientRect().bottom))"
    )
    assert lowest <= 720
