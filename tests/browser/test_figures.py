"""A figure's menu in a browser: copied, told, closed, fetched; without a program; on a phone; on paper."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator

from tests.browser.visitor import SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser

ADDRESS = "pasvaldibas?raditajs=PL-1&lang=en"


def menu(visit: Visitor) -> Locator:
    return visit.page.locator("#root .offer details").first


def opened(visit: Visitor, address: str = ADDRESS) -> Locator:
    visit.open(address)
    menu(visit).locator("summary").click()
    menu(visit).get_by_role("button", name="Copy the link").wait_for()
    return menu(visit)


def heard(visit: Visitor, text: str) -> None:
    visit.page.wait_for_function("text => document.getElementById('announcer').textContent === text", arg=text)


def test_link_and_citation_are_copied_and_it_is_told(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, permissions=["clipboard-read", "clipboard-write"])
    offered = opened(visit)
    offered.get_by_role("button", name="Copy the link").click()
    heard(visit, "Copied")
    link = visit.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{server.origin}/pasvaldibas?")
    asked = parse_qs(urlsplit(link).query)
    assert (asked["raditajs"], asked["lang"]) == (["PL-1"], ["en"])
    assert set(asked) == {"raditajs", "lang", "datums", "snapshot"}
    offered.get_by_role("button", name="Copy the citation").click()
    visit.page.wait_for_function("link => navigator.clipboard.readText().then(text => text !== link)", arg=link)
    cited = visit.page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("“Participatory budget: in place in 23 of 42 municipalities")
    assert f"Snapshot {asked['snapshot'][0]}" in cited
    assert cited.endswith(f" · {link}")
    visit.open(link.removeprefix(f"{server.origin}/"))
    assert visit.page.locator("h1").inner_text()
    assert visit.problems == []


def test_where_the_browser_does_not_copy_the_text_is_left_selected(page: Visitor) -> None:
    page.page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false;")
    offered = opened(page)
    offered.get_by_role("button", name="Copy the citation").click()
    heard(page, "The text is selected: press Ctrl+C")
    assert page.page.evaluate("String(getSelection())") == offered.locator(".cited").inner_text()


def test_it_is_worked_and_left_by_keyboard(page: Visitor) -> None:
    page.open(ADDRESS)
    summary = menu(page).locator("summary")
    summary.focus()
    page.page.keyboard.press("Enter")
    menu(page).get_by_role("button", name="Copy the link").wait_for()
    page.page.keyboard.press("Tab")
    assert menu(page).locator("a.share").evaluate("link => link === document.activeElement")
    page.page.keyboard.press("Escape")
    assert menu(page).get_attribute("open") is None
    assert summary.evaluate("summary => summary === document.activeElement")
    page.page.keyboard.press("Enter")
    menu(page).get_by_role("link").last.focus()
    page.page.keyboard.press("Tab")  # goes on behind it
    page.page.wait_for_function("() => !document.querySelector('.offer details[open]')")


def test_a_click_elsewhere_closes_it(page: Visitor) -> None:
    opened(page)
    page.page.locator("h1").click()
    assert menu(page).get_attribute("open") is None


@pytest.mark.parametrize(("kind", "begins"), [("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", b"\xef\xbb\xbf")])
def test_its_files_are_saved(page: Visitor, kind: str, begins: bytes) -> None:
    offered = opened(page)
    with page.page.expect_download() as saved:
        offered.get_by_role("link", name=kind).click()
    assert saved.value.suggested_filename.endswith(f".{kind.lower()}")
    assert Path(saved.value.path()).read_bytes().startswith(begins)
    assert page.page.url.startswith(f"{page.origin}/pasvaldibas")


def test_without_javascript_it_is_all_there(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, java_script_enabled=False)
    visit.page.goto(f"{server.origin}/{ADDRESS}")
    offered = visit.page.locator("#paint .offer details").first
    offered.locator("summary").click()
    assert offered.locator(".cited").is_visible()
    assert offered.get_by_role("button").count() == 0
    offered.get_by_role("link", name="with the address").click()
    text = visit.page.locator("pre").inner_text()
    assert text.startswith("“Participatory budget: in place in 23 of 42 municipalities")
    assert f" · {server.origin}/pasvaldibas?" in text


def test_on_a_phone_it_fits(page: Visitor) -> None:
    width, _ = SIZES["phone"]
    page.open(ADDRESS)
    page.resize(SIZES["phone"])
    menu(page).locator("summary").click()
    menu(page).get_by_role("button", name="Copy the link").wait_for()
    box = menu(page).locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert menu(page).locator(".panel").evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    page.resize(SIZES["laptop"])


def test_on_paper_there_is_none(page: Visitor) -> None:
    page.open(ADDRESS)
    page.page.emulate_media(media="print")
    assert not any(page.page.locator(".offer").evaluate_all("all => all.map(own => own.checkVisibility())"))
    page.page.emulate_media(media="screen")
