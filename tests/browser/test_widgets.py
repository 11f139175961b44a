"""What Streamlit's widgets say and do that it lets nobody set: their words, the day, ways past long parts."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visitor import SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser

ENGLISH = {
    "Skip to main content", "Open", "No results", "Choose an option", "Select all", "Choose date", "Upload",
    "file upload", "Fullscreen", "Copy to clipboard", "Previous month", "Next month",
}  # fmt: skip
_WORDS = """() => [...document.querySelectorAll('body *')].flatMap(part => [
    ...['aria-label', 'placeholder', 'title'].map(name => part.getAttribute(name)),
    ...[...part.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()),
]).filter(Boolean)"""


def words_of(visit: Visitor) -> set[str]:
    """Return what stands on the page, as text or as a name."""
    return set(visit.page.evaluate(_WORDS))


def the_day(visit: Visitor) -> Locator:
    return visit.page.get_by_role("group", name="Izvēlētā diena").get_by_role("spinbutton")


# Words


def test_widgets_speak_latvian(page: Visitor) -> None:
    page.open("uzticesanas")
    said = words_of(page)
    page.open("dati?atgadinajums=VARAM")
    page.page.get_by_role("button", name="Izvēlēties failu").wait_for()
    page.page.get_by_test_id("stDateInputCalendarButton").click()
    page.page.get_by_role("button", name="Iepriekšējais mēnesis").wait_for()
    said |= words_of(page)
    page.open("pasvaldibas?raditajs=PL-6.3b")
    page.page.locator("[aria-label^='Visā ekrānā: ']").first.wait_for(state="attached")
    said |= words_of(page)
    assert said & ENGLISH == set()
    assert not {text for text in said if text.startswith("Fullscreen")}, "with the name of what it shows too"
    assert {"Pāriet uz saturu", "fails līdz 5MB", "Atvērt sarakstu", "Izvēlēties dienu", "Kopēt"} <= said
    assert {"Izvēlētā diena: diena", "Izvēlētā diena: mēnesis", "Izvēlētā diena: gads"} <= said


@pytest.mark.parametrize(("lang", "month", "week"), [("lv", "decembris", "POTCPSS"), ("en", "December", "MTWTFSS")])
def test_the_calendar_is_in_the_pages_language(page: Visitor, lang: str, month: str, week: str) -> None:
    page.open(f"dati?lang={lang}&datums=2026-12-01")
    page.page.get_by_test_id("stDateInputCalendarButton").click()
    calendar = page.page.get_by_role("application")
    calendar.wait_for()
    assert month in calendar.inner_text()
    assert "".join(calendar.locator("th").all_inner_texts()) == week


def test_in_english_they_stay_as_streamlit_says_them(page: Visitor) -> None:
    page.open("dati?lang=en")
    assert {"Skip to main content", "Upload", "5MB per file", "Choose date"} <= words_of(page)
    page.open("uzticesanas?lang=en")
    assert "Open" in words_of(page)


def test_the_list_of_countries_finds_one_without_figures_and_says_so(page: Visitor) -> None:
    page.open("uzticesanas")
    field = page.page.get_by_role("combobox", name="Valstis")
    field.fill("zzz")
    page.page.get_by_role("option", name="Nekas nav atrasts").wait_for()
    field.fill("lietuv")
    page.page.get_by_role("option", name="Lietuva (nav datu)").wait_for()
    field.press("Enter")
    page.page.wait_for_url("**izceltas=LTU")
    page.ready()
    expect(page.page.get_by_role("button", name="Noņemt: Lietuva (nav datu)")).to_have_count(1)
    expect(page.page.get_by_test_id("stMain")).to_contain_text("Lietuva: šajos datos OECD aptauju rādītāju nav.")


# The day


def test_a_typed_day_is_taken_on_enter(page: Visitor) -> None:
    page.open("pasakumi?datums=2026-11-22")
    assert page.page.get_by_text("Izvēlētā diena", exact=True).is_visible()
    assert page.page.locator(".today").count() == 0
    the_day(page).first.focus()
    page.page.keyboard.type("07112024")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**datums=2024-11-07")
    page.page.locator(".data-line", has_text="07.11.2024.").wait_for()
    assert the_day(page).nth(1).get_attribute("aria-valuetext") == "11 – novembris"


@pytest.mark.parametrize("size", SIZES)
def test_the_day_says_that_it_is_today_and_covers_nothing(
    server: Server, visitor: Callable[..., Visitor], size: str
) -> None:
    width, height = SIZES[size]
    visit = visitor(server, viewport={"width": width, "height": height})
    visit.open("pasakumi")
    menu = visit.page.locator("nav.row" if size == "laptop" else ".st-key-menu summary")
    parts = [menu, visit.page.get_by_test_id("stDateInputField"), visit.page.locator(".today", has_text="šodien"),
             visit.page.locator("a.language[lang]")]  # fmt: skip
    boxes = [box for part in parts if (box := part.bounding_box())]
    assert len(boxes) == (4 if size == "laptop" else 3), "on a phone what is today gives way"
    assert all(one["x"] + one["width"] <= other["x"] for one, other in itertools.pairwise(boxes))
    assert boxes[-1]["x"] + boxes[-1]["width"] <= width


# The keyboard


def focused(visit: Visitor) -> str:
    return str(visit.page.evaluate("() => document.activeElement.textContent.trim()"))


def test_keys_skip_the_tiles_and_the_table(page: Visitor) -> None:
    page.open("pasvaldibas?datums=2026-11-22&skats=flizes")
    address = page.page.url
    for name, part in (("Izlaist rūtiņas", "nav.tiles"), ("Izlaist tabulu", ".scroll")):
        way = page.page.get_by_role("link", name=name).first
        assert way.evaluate("way => getComputedStyle(way).clipPath") != "none"
        way.focus()
        assert way.evaluate("way => getComputedStyle(way).clipPath") == "none"
        page.page.keyboard.press("Enter")
        page.page.keyboard.press("Tab")
        # What comes next is behind the part, however many links it has.
        behind = "part => part.compareDocumentPosition(document.activeElement) === Node.DOCUMENT_POSITION_FOLLOWING"
        assert page.page.locator(f"a.past + {part}").first.evaluate(behind)
    assert page.page.url == address
    # Short parts have no way past them.
    assert page.page.locator("a.past").count() == 2


def test_keys_go_through_the_menu_of_a_phone_and_escape_closes_it(
    server: Server, visitor: Callable[..., Visitor]
) -> None:
    width, height = SIZES["phone"]
    visit = visitor(server, viewport={"width": width, "height": height})
    visit.open("dati")
    visit.page.keyboard.press("Tab")
    assert focused(visit) == "Pāriet uz saturu"
    visit.page.keyboard.press("Tab")  # the part that scrolls
    visit.page.keyboard.press("Tab")
    assert focused(visit) == "Izvēlne"
    assert visit.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.page.keyboard.press("Enter")
    names = visit.page.locator("nav.list a").all_inner_texts()
    for name in names:
        visit.page.keyboard.press("Tab")
        assert focused(visit) == name
        assert visit.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.page.keyboard.press("Escape")
    assert not visit.page.locator("nav.list").is_visible()
    assert focused(visit) == "Izvēlne"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("() => document.activeElement.dataset.type") == "day"
