"""The map of municipalities in a real browser: drawn, told apart, picked out of by mouse and keyboard, alone."""

import io
from collections.abc import Callable, Iterator
from math import log, pi, radians, tan

import pytest
import shapely
from PIL import Image, ImageStat
from playwright.sync_api import Playwright, expect

from components.charts import maps
from components.charts.palette import CARMINE, FILLS
from data import outlines
from tests.browser.visitor import Visitor, launch
from tests.serving import Server

pytestmark = pytest.mark.browser

TERRITORY = outlines.read(outlines.EMBEDDED).territories()[-1]
AREAS = {one.code: shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in one.area]) for one in TERRITORY}
VALKA, CESIS, LUDZA, DAUGAVPILS = "0053000", "0026000", "0037000", "0002000"
Pixel = tuple[float, float]


def place(visit: Visitor, code: str) -> Pixel:
    """Where a municipality lies in the window, by the map's view: Web Mercator, 512 pixels for the world at zoom 0."""
    view = maps.whole(TERRITORY)
    box = visit.page.locator(".st-key-map canvas").bounding_box()
    assert box
    point = AREAS[code].representative_point()

    def flat(longitude: float, latitude: float) -> Pixel:
        scale = 512 * 2**view.zoom / (2 * pi)
        return scale * radians(longitude), -scale * log(tan(pi / 4 + radians(latitude) / 2))

    (x, y), (middle_x, middle_y) = flat(point.x, point.y), flat(view.longitude, view.latitude)
    return box["x"] + box["width"] / 2 + x - middle_x, box["y"] + box["height"] / 2 + y - middle_y


def picture(visit: Visitor) -> Image.Image:
    """The window as it is seen."""
    return Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")


def colour(visit: Visitor, code: str) -> str:
    """The most frequent colour of a small square in the middle of a municipality."""
    x, y = place(visit, code)
    patch = picture(visit).crop((int(x) - 2, int(y) - 2, int(x) + 3, int(y) + 3))
    found = max(patch.getcolors() or [], key=lambda one: one[0])[1]
    assert isinstance(found, tuple)
    return "#" + "".join(f"{channel:02X}" for channel in found)


def drawn(visit: Visitor) -> None:
    """Wait until the map has its areas: Cēsis, which is in place, has its colour."""
    for _ in range(100):
        if colour(visit, CESIS) == FILLS["yes"].colour:
            return
        visit.page.wait_for_timeout(100)
    pytest.fail("the map stays blank")


def picked_out(visit: Visitor, title: str) -> None:
    """Wait until the table and the line below the map both show one municipality, and nobody else."""
    page = visit.page
    page.wait_for_function("title => document.querySelector('p.picked b')?.textContent === title", arg=title)
    visit.ready()
    assert page.locator("tr.marked th a").first.text_content() == title
    expect(page.locator("tr.marked")).to_have_count(1)


def follow(visit: Visitor, address: str) -> None:
    """Go to an address as a link of the dashboard does."""
    visit.page.evaluate(
        "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }", address
    )


def becomes(visit: Visitor, code: str, wanted: str) -> None:
    """Wait until a municipality has a colour on the map."""
    for _ in range(100):
        if colour(visit, code) == wanted:
            return
        visit.page.wait_for_timeout(100)
    pytest.fail(f"{code} is {colour(visit, code)}, not {wanted}")


@pytest.fixture
def visit(page: Visitor) -> Iterator[Visitor]:
    page.open("pasvaldibas")
    drawn(page)
    yield page
    assert page.problems == []
    assert page.strangers() == []


def test_each_class_has_its_colour_and_the_unknown_is_plainly_apart(visit: Visitor) -> None:
    assert colour(visit, CESIS) == FILLS["yes"].colour
    assert colour(visit, LUDZA) == FILLS["partly"].colour
    assert colour(visit, VALKA) in ("#FFFFFF", "#8A8A8A"), "white or a line of the hatching"


def test_in_greyscale_the_classes_are_still_told_apart(visit: Visitor) -> None:
    grey = picture(visit).convert("L")
    levels = {}
    for code in (CESIS, LUDZA, VALKA):
        x, y = place(visit, code)
        patch = grey.crop((int(x) - 5, int(y) - 5, int(x) + 6, int(y) + 6))
        levels[code] = ImageStat.Stat(patch).mean[0]
    assert levels[CESIS] + 30 < levels[LUDZA] < levels[VALKA] - 30


@pytest.mark.parametrize(
    ("code", "title"),
    [(VALKA, "Valkas novads"), (LUDZA, "Ludzas novads"), (DAUGAVPILS, "Daugavpils valstspilsēta")],
)
def test_a_click_on_the_map_picks_out_what_lies_there(visit: Visitor, code: str, title: str) -> None:
    visit.page.mouse.move(*place(visit, code))
    visit.page.wait_for_timeout(300)
    visit.page.mouse.click(*place(visit, code))
    picked_out(visit, title)
    assert visit.parameters()["kods"] == code


def test_on_a_phone_the_whole_map_is_seen_and_a_touch_finds_its_place(
    server: Server, visitor: Callable[..., Visitor]
) -> None:
    visit = visitor(server, viewport={"width": 390, "height": 844}, has_touch=True)
    visit.open("pasvaldibas?raditajs=zinami")
    canvas = visit.page.locator(".st-key-map canvas")
    canvas.scroll_into_view_if_needed()
    visit.page.wait_for_timeout(2000)
    box = canvas.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    visit.page.touchscreen.tap(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.45)
    visit.page.wait_for_function("() => new URL(location).searchParams.has('kods')")
    visit.ready()
    expect(visit.page.locator("tr.marked")).to_have_count(1)


def test_two_clicks_after_each_other_and_a_third_that_clears(visit: Visitor) -> None:
    """Each click is drawn on the same map, and nothing of the one before is left in it."""
    for code, title in ((CESIS, "Cēsu novads"), (LUDZA, "Ludzas novads")):
        visit.page.mouse.click(*place(visit, code))
        picked_out(visit, title)
        visit.page.wait_for_timeout(1500)
    visit.page.mouse.click(*place(visit, LUDZA))
    visit.page.wait_for_function("() => !document.querySelector('tr.marked')")
    assert "kods" not in visit.parameters()


def test_a_click_is_one_run_and_back_and_forward_keep_map_and_address_together(page: Visitor) -> None:
    sent: list[int] = []
    page.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(len(frame))))
    page.open("pasvaldibas?raditajs=PL-6.3a")
    drawn(page)
    page.page.mouse.move(*place(page, LUDZA))
    page.page.wait_for_timeout(500)
    sent.clear()
    page.page.mouse.click(*place(page, LUDZA))
    picked_out(page, "Ludzas novads")
    page.page.wait_for_timeout(1500)
    assert len(sent) == 1
    page.page.go_back()
    page.page.wait_for_function("() => !document.querySelector('tr.marked')")
    assert page.parameters() == {"raditajs": "PL-6.3a"}
    page.page.go_forward()
    picked_out(page, "Ludzas novads")
    page.page.go_back()
    page.page.wait_for_function("() => !document.querySelector('tr.marked')")
    page.page.wait_for_timeout(500)
    page.page.mouse.click(*place(page, LUDZA))
    picked_out(page, "Ludzas novads")
    assert page.parameters()["kods"] == LUDZA
    page.page.locator("div.ways summary").click()
    page.page.get_by_role("link", name="Latgales", exact=True).click()
    page.page.wait_for_function("() => new URL(location).searchParams.get('regions') === 'Latgales'")
    page.ready()
    assert page.parameters()["kods"] == LUDZA, "that the click is no longer selected in the widget clears nothing"
    assert page.problems == []


def test_another_indicator_is_drawn_on_the_same_map_with_its_own_hatching(visit: Visitor) -> None:
    visit.page.evaluate("() => (document.querySelector('.st-key-map canvas').own = true)")
    follow(visit, "/pasvaldibas?raditajs=PL-6.3a.skaitlis")
    becomes(visit, CESIS, FILLS["shade0"].colour)
    visit.page.wait_for_timeout(500)
    for code, hatched in ((LUDZA, True), (VALKA, True), (CESIS, False)):
        x, y = place(visit, code)
        colours = picture(visit).crop((int(x) - 8, int(y) - 8, int(x) + 9, int(y) + 9)).getcolors(400) or []
        assert (len(colours) > 2) is hatched
    follow(visit, "/pasvaldibas?raditajs=PL-6.3a")
    becomes(visit, LUDZA, FILLS["partly"].colour)
    x, y = place(visit, LUDZA)
    colours = picture(visit).crop((int(x) - 8, int(y) - 8, int(x) + 9, int(y) + 9)).getcolors(400) or []
    assert len(colours) == 1, "no line of the hatching is left"
    assert visit.page.evaluate("() => document.querySelector('.st-key-map canvas').own")


def test_name_and_value_stand_under_the_pointer(visit: Visitor) -> None:
    told = visit.page.locator(".deck-tooltip")
    visit.page.mouse.move(*place(visit, CESIS))
    visit.page.wait_for_function("() => document.querySelector('.deck-tooltip b')?.textContent === 'Cēsu novads'")
    value = "() => getComputedStyle(document.querySelector('.pointed'), '::after').content"
    assert visit.page.evaluate(value) == '"ir"'
    follow(visit, "/pasvaldibas?raditajs=PL-6.3a.skaitlis")
    visit.page.wait_for_function(f"() => ({value})() === '\"60\\u00a0000\\u00a0€ (2025)\"'")
    box = told.bounding_box()
    assert box
    assert box["width"] > 100, "it is not cut where the map ends"


def test_tiles_and_table_pick_out_by_keyboard_and_the_map_follows(visit: Visitor) -> None:
    visit.page.get_by_role("link", name="Rūtiņu karte", exact=True).click()
    visit.page.locator("a.tile", has_text="Cēsis").focus()
    visit.page.keyboard.press("Enter")
    picked_out(visit, "Cēsu novads")
    assert visit.page.locator("a.tile[aria-current]").evaluate_all("own => own.map(one => one.title)") == [
        "Cēsu novads: ir"
    ]
    visit.page.get_by_role("link", name="Karte", exact=True).click()
    drawn(visit)
    edge = tuple(int(CARMINE[at : at + 2], 16) for at in (1, 3, 5))
    box = visit.page.locator(".st-key-map canvas").bounding_box()
    assert box
    crop = (int(box["x"]), int(box["y"]), int(box["x"] + box["width"]), int(box["y"] + box["height"]))
    for _ in range(30):
        colours = {found: n for n, found in picture(visit).crop(crop).getcolors(1_000_000) or []}
        if colours.get(edge, 0) > 200:
            break
        visit.page.wait_for_timeout(100)
    assert colours.get(edge, 0) > 200
    visit.page.get_by_label("Rādīt kartē: Ludzas novads").focus()
    visit.page.keyboard.press("Enter")
    picked_out(visit, "Ludzas novads")
    assert visit.parameters() == {"raditajs": "PL-6.3a", "kods": LUDZA}


def test_on_a_whole_screen_all_of_the_country_is_in_the_window_below_its_legend(
    server: Server, visitor: Callable[..., Visitor]
) -> None:
    for width, height in ((1280, 720), (1920, 1080), (390, 844)):
        visit = visitor(server, viewport={"width": width, "height": height})
        visit.open("pasvaldibas?raditajs=PL-6.3a.skaitlis&skats=ekrans")
        box = visit.page.locator(".st-key-map_large canvas").bounding_box()
        above = visit.page.locator("ul.legend").bounding_box()
        assert box
        assert above
        assert above["y"] + above["height"] <= box["y"] + 1
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        assert box["width"] >= min(width * 0.7, 1500)
        assert visit.problems == []


def test_the_map_shows_where_the_focus_is(visit: Visitor) -> None:
    visit.page.locator(".members a").first.focus()
    visit.page.keyboard.press("Shift+Tab")
    outline = visit.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_without_webgl_a_sentence_stands_where_the_map_would(playwright: Playwright, server: Server) -> None:
    with launch(playwright, "--disable-3d-apis") as blind, blind.new_context() as context:
        visit = Visitor(server.origin, context)
        visit.open("pasvaldibas")
        said = visit.page.get_by_text("tas pats redzams rūtiņās un tabulā")
        assert not said.is_visible(), "while a map may still come nothing is said"
        said.wait_for(state="visible")
        box = said.bounding_box()
        assert box
        whole = picture(visit).convert("L")
        seen = whole.crop((int(box["x"]), int(box["y"]), int(box["x"] + box["width"]), int(box["y"] + box["height"])))
        assert ImageStat.Stat(seen).extrema[0][0] < 140, "its letters are seen: nothing lies on them"
        visit.page.get_by_label("Rādīt kartē: Cēsu novads").click()
        picked_out(visit, "Cēsu novads")


def test_what_is_told_at_the_edge_of_the_map_is_not_cut_there(page: Visitor) -> None:
    page.open("pasvaldibas")
    page.page.locator(".st-key-map .deck-tooltip").first.wait_for(state="attached")
    cut = page.page.evaluate(
        """() => {
            const found = [];
            for (let part = document.querySelector('.deck-tooltip').parentElement; !part.matches('.st-key-map');) {
                if (getComputedStyle(part).overflow !== 'visible') found.push(part.className);
                part = part.parentElement;
            }
            return found;
        }"""
    )
    assert cut == []
