"""Picking countries on Uzticēšanās in a real browser: the drawing, the address and the answer follow."""

import pytest

from components.screens.trust.trust import SECTIONS
from tests.browser.visitor import SIZES, Visitor

pytestmark = pytest.mark.browser


def test_countries_are_picked_by_preset_and_by_name(page: Visitor) -> None:
    page.open("uzticesanas")
    chart = page.page.get_by_test_id("stVegaLiteChart").first.locator("svg")

    def drawn(*names: str) -> None:
        """Wait until the countries that are drawn are these."""
        page.page.wait_for_function(
            """names => {
                const drawn = document.querySelector('[data-testid=stVegaLiteChart] svg');
                return drawn && names.every(name => drawn.textContent.includes(name));
            }""",
            arg=names,
        )

    drawn("Šveice", "Latvija")
    page.page.get_by_text("Baltijas valstis", exact=True).click()
    page.page.wait_for_url("**valstis=baltija**")
    page.ready()
    page.page.wait_for_function(
        "!document.querySelector('[data-testid=stVegaLiteChart] svg')?.textContent.includes('Šveice')"
    )
    drawn("Latvija", "Vidēji OECD")
    assert "Igaunija: 2021. gadā 46,5 %" in page.page.get_by_test_id("stMain").inner_text().replace("\u00a0", " ")
    field = page.page.get_by_role("combobox", name="Izceltās valstis")
    field.fill("Somija")
    field.press("Enter")
    page.page.wait_for_url("**FIN**")
    page.ready()
    assert page.parameters() == {"valstis": "baltija", "izceltas": "FIN"}
    drawn("Latvija", "Somija")
    assert "Šveice" not in (chart.text_content() or "")
    address = page.page.url
    page.page.goto(address)
    page.ready()
    assert "Somija: 2021. gadā 61,5 %" in page.page.get_by_test_id("stMain").inner_text().replace("\u00a0", " ")
    assert page.problems == []


def test_a_click_highlights_a_country_and_another_no_longer(page: Visitor) -> None:
    """On the drawing, then on the table's link by keyboard; place and focus stay."""
    page.open("uzticesanas?raditajs=trust_police")
    area = """name => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg path')]
        .find(mark => mark.__data__?.datum?.label === name && mark.checkVisibility())"""
    page.page.wait_for_function(area, arg="Somija")
    found = page.page.evaluate_handle(area, "Somija").as_element()
    assert found
    found.hover()
    page.page.locator("#vg-tooltip-element td.value", has_text="87").wait_for()
    found.click()
    page.page.wait_for_url("**izceltas=FIN")
    page.ready()
    item = page.page.locator("li", has_text="Somija: 2023. gadā 87")
    item.wait_for()
    way = page.page.get_by_role("link", name="Somija: izcelt vai vairs neizcelt").first
    way.focus()
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda address: "izceltas" not in address)
    item.wait_for(state="detached")
    page.page.locator("a:focus", has_text="Somija").wait_for()
    assert page.parameters() == {"raditajs": "trust_police"}
    assert page.problems == []


def test_sections_are_reached_by_keyboard_and_keep_the_countries(page: Visitor) -> None:
    page.open("uzticesanas?valstis=baltija")
    way = page.page.get_by_role("navigation", name="Šīs lapas sadaļas").get_by_role("link", name="Institūcijas")
    way.focus()
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**skats=iestades**")
    page.ready()
    assert page.parameters() == {"valstis": "baltija", "skats": "iestades"}
    page.page.locator("h1", has_text="visvairāk uzticējās policijai").wait_for()
    page.page.get_by_role("link", name="Valstis", exact=True).click()
    page.page.wait_for_url(lambda address: "skats" not in address)
    page.page.locator("h1", has_not_text="visvairāk uzticējās policijai").wait_for()
    page.ready()
    assert page.parameters() == {"valstis": "baltija"}
    assert "Igaunija: 2021. gadā 46,5 %" in page.page.get_by_test_id("stMain").inner_text().replace("\u00a0", " ")
    assert page.problems == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("section", [code for code in SECTIONS if code != "plans"])
def test_every_section_fits(page: Visitor, section: str, size: str) -> None:
    page.open(f"uzticesanas?skats={section}")
    page.resize(SIZES[size])
    assert page.page.locator("h1").count() == 1
    inner = page.page.get_by_test_id("stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert inner[0] <= inner[1]


@pytest.mark.parametrize("width", [1280, 950, 700, 360])
def test_the_room_of_a_chart_is_as_large_as_the_chart(page: Visitor, width: int) -> None:
    page.open("uzticesanas")
    page.page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for(state="attached")
    page.resize((width, 800))
    rooms = page.page.locator('#root [class*="st-key-chart_"]')
    assert rooms.count() == 1
    own, drawn = rooms.bounding_box(), rooms.locator("[data-testid=stVegaLiteChart] svg").bounding_box()
    assert own
    assert drawn
    across, high, scale = rooms.evaluate(
        """room => {
            const told = (name) => Number(getComputedStyle(room).getPropertyValue(name));
            return [told('--across'), told('--high'), room.clientWidth / told('--across')];
        }"""
    )
    assert own["height"] == pytest.approx(high * scale, abs=1)
    assert across == (330 if width <= 640 else 720), "the drawing for phones is shown on phones"
    assert drawn["x"] == pytest.approx(own["x"], abs=1)
    assert drawn["width"] == pytest.approx(720 * scale, abs=1)
    # Of the two drawings one is in the room with all its words, the other outside of it.
    inside, words = rooms.evaluate(
        """room => {
            const own = room.getBoundingClientRect();
            const places = [...room.querySelectorAll('[data-testid=stVegaLiteChart] svg text')]
                .filter((text) => text.textContent).map((text) => text.getBoundingClientRect());
            const within = (place) => place.top > own.top - 1 && place.bottom < own.bottom + 1;
            return [places.filter(within).length, places.length];
        }"""
    )
    assert 0.4 < inside / words < 0.6


def test_a_chart_is_drawn_live_in_our_face_and_answers_the_pointer(page: Visitor) -> None:
    page.open("uzticesanas?skats=iestades")
    chart = page.page.get_by_test_id("stVegaLiteChart").first
    chart.locator("svg text").first.wait_for()
    faces = chart.locator("svg text").evaluate_all(
        "all => [...new Set(all.map(own => getComputedStyle(own).fontFamily))]"
    )
    assert [face.split(",")[0].strip('"') for face in faces] == ["Atverta Sans"]
    assert "24,5\u00a0%" in (chart.locator("svg").text_content() or ""), "a decimal comma"
    assert chart.locator(".marks [role=graphics-document], svg[aria-label]").count() or chart.get_attribute(
        "aria-label"
    )
    line = chart.locator(".mark-rect path").last
    line.hover()
    hint = page.page.locator("#vg-tooltip-element")
    hint.locator("td.value").first.wait_for()
    assert [cell.inner_text().rstrip(":") for cell in hint.locator("td.key").all()] == [
        "Institūcija",
        "Gads",
        "Latvija",
        "Vidēji OECD",
    ]
    seen = page.page.get_by_test_id("stVegaLiteChart").locator("visible=true")
    assert seen.count() == 2, "institutions and people: of each two drawings one is seen"
    assert not page.page.get_by_test_id("stElementToolbar").locator("visible=true").count(), "no toolbar of Streamlit's"
    assert page.problems == []
    assert page.strangers() == []
