"""What stays in view where there is little room, and what stands on paper."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.visitor import SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(server: Server, visitor: Callable[..., Visitor]) -> Visitor:
    width, height = SIZES["phone"]
    return visitor(server, viewport={"width": width, "height": height})


def test_on_a_phone_no_name_in_a_tile_is_split(phone: Visitor) -> None:
    phone.open("pasvaldibas?skats=flizes")
    # A name that is split, or cut, is wider than its tile or stands in several boxes.
    wrong = phone.page.evaluate(
        """() => [...document.querySelectorAll('a.tile b')].filter(name => {
            const range = document.createRange();
            range.selectNodeContents(name);
            return range.getClientRects().length > 1 || name.scrollWidth > name.clientWidth;
        }).map(name => name.textContent)"""
    )
    assert phone.page.locator("a.tile b").count() > 40
    assert wrong == []


def test_on_a_phone_the_first_column_of_numbers_stays_while_they_scroll(phone: Visitor) -> None:
    phone.open("")
    table = phone.page.locator(".scroll[aria-label^='40 pasākumu']").first
    first, last, moved = table.evaluate(
        """region => {
            for (const folded of document.querySelectorAll('details')) folded.open = true;
            const left = part => part.getBoundingClientRect().left - region.getBoundingClientRect().left;
            const last = region.querySelector('tbody td:last-child');
            const before = left(last);
            region.scrollLeft = 100;
            return [left(region.querySelector('tbody th')), left(last), before - left(last)];
        }"""
    )
    assert (round(first), round(moved)) == (0, 100)
    assert last > 0


def test_on_a_wide_screen_the_heading_of_a_table_stays(page: Visitor) -> None:
    page.open("pasakumi?datums=2026-11-22")
    heading = page.page.locator("table.data thead th").first
    page.page.get_by_test_id("stMain").evaluate("main => { main.scrollTop = 1400; }")
    page.page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop === 1400")
    box, menu = heading.bounding_box(), page.page.locator("nav.row").bounding_box()
    assert box and menu
    assert menu["y"] + menu["height"] < box["y"] < 100
    # It is not covered by what is scrolled under it.
    assert heading.evaluate(
        """th => { const box = th.getBoundingClientRect();
            return th.contains(document.elementFromPoint(box.left + 20, box.bottom - 5)); }"""
    )


@pytest.mark.parametrize(
    "address", ["", "pasakumi", "uzticesanas?skats=laiks", "uzticesanas?skats=iestades", "pasvaldibas", "par"]
)
def test_paper_has_no_empty_page_and_names_the_address(page: Visitor, address: str) -> None:
    page.open(address)
    texts = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.page.pdf(prefer_css_page_size=True))).pages]
    least = 250  # letters: a foot alone has some 180
    assert [number for number, text in enumerate(texts, start=1) if len(text.strip()) < least] == []
    assert f"{page.origin}/{address}" in "".join(texts).replace("\n", "")


def test_on_paper_nothing_stays_folded_and_tables_fit(page: Visitor) -> None:
    page.open("")
    folded = page.page.locator("details:not([open])", has=page.page.locator("table"))
    assert folded.count()
    page.page.emulate_media(media="print")
    page.page.set_viewport_size({"width": 703, "height": 1000})  # A4 without its margins, in pixels of 1/96 inch
    wide = page.page.evaluate(
        """() => [...document.querySelectorAll('table.data')].map(table => table.getBoundingClientRect())
            .filter(box => box.width === 0 || box.right > innerWidth).length"""
    )
    assert wide == 0


def test_what_is_folded_on_phones_stands_open_where_there_is_room(page: Visitor) -> None:
    page.open("pasvaldibas")
    folded = page.page.locator("#root details.narrow", has=page.page.locator("table")).first
    table, line = folded.locator("table"), folded.locator("summary")
    assert table.is_visible()
    assert not line.is_visible()
    page.resize(SIZES["phone"])
    assert line.is_visible()
    assert not table.is_visible()
    line.click()
    assert table.is_visible()


def test_what_was_opened_stays_open_where_the_screen_is_written_anew(page: Visitor) -> None:
    page.open("pasvaldibas")
    about = page.page.locator("#root details").filter(has_text="Par rādītāju").first
    about.locator("summary").click()
    page.page.locator("#root a", has_text="pēc nosaukuma").click()
    page.page.wait_for_url("**kartot=**")
    page.page.wait_for_function("() => document.querySelector('#root details.narrow[open]')")
    assert about.evaluate("part => part.open"), "as it was left"
    about.locator("summary").click()
    page.page.locator("#root a", has_text="pēc vērtības").click()
    page.page.wait_for_function("() => !location.search.includes('kartot')")
    page.ready()
    assert not about.evaluate("part => part.open")
