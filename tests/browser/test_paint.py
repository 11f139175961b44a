"""The first paint in Chromium: read before the program, handed over unseen, and the page where none comes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Route

from tests.browser.visitor import SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser

GONE = "() => !document.getElementById('paint')"
PROGRAM = "**/static/js/index.*.js"
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const own of list.getEntries()) if (!own.hadRecentInput) window.shifts.push([own.startTime, own.value]);
}).observe({type: 'layout-shift', buffered: true});
"""
TALL = {"width": 1280, "height": 720}


class Held:
    """Streamlit's program, held back until it is let go."""

    def __init__(self, visit: Visitor) -> None:
        self._routes: list[Route] = []
        self._let_go = False
        visit.page.route(PROGRAM, self._take)

    def _take(self, route: Route) -> None:
        if self._let_go:
            route.continue_()
        else:
            self._routes.append(route)

    def let_go(self) -> None:
        self._let_go = True
        for route in self._routes:
            route.continue_()


def paint_of(visit: Visitor, address: str) -> Held:
    """Open an address and hold the program back: what stands is the paint."""
    held = Held(visit)
    visit.page.goto(f"{visit.origin}/{address}", wait_until="commit")
    visit.page.wait_for_selector("#paint footer", state="attached")
    visit.page.wait_for_function("() => window.__streamlit && document.fonts.ready.then(() => true)")
    return held


def test_without_javascript_it_is_the_page(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, java_script_enabled=False, viewport=TALL)
    visit.page.goto(f"{server.origin}/pasakumi")
    assert visit.page.locator("h1").count() == 1
    assert visit.page.locator("p.why").is_visible()
    assert not visit.page.get_by_text("Pasākumi: CSV").is_visible()
    visit.page.locator("select[name=virziens]").select_option("2")
    visit.page.locator("input[name=uzmaniba]").check()
    visit.page.locator("button.submit:visible").last.click()
    assert {"virziens": "2", "uzmaniba": "1"}.items() <= visit.parameters().items()
    assert visit.page.locator("select[name=virziens]").input_value() == "2"
    assert visit.page.locator("h1").inner_text().startswith("14 no 40 pasākumiem") is False
    visit.page.get_by_role("link", name="Pārskats").first.click()
    visit.page.wait_for_url(f"{server.origin}/*")
    assert visit.page.locator("h1").inner_text().startswith("2 no 40 pasākumiem ir izpildīti")
    assert visit.problems == []


def test_without_javascript_a_meeting_is_gone_through(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, java_script_enabled=False, viewport=TALL)
    visit.page.goto(f"{server.origin}/sede")
    assert visit.page.get_by_role("link", name="Rādīt pa soļiem").is_visible()
    visit.page.locator("select[name=sede]").select_option("2024-11-07")
    visit.page.locator("button.submit:visible").last.click()
    assert visit.parameters()["sede"] == "2024-11-07"
    visit.page.locator("ol.steps a").first.click()
    assert visit.page.locator(".slide .code img").is_visible()
    visit.page.get_by_role("link", name="Nākamais solis").click()
    assert visit.parameters()["solis"] == "2"
    assert visit.page.locator(".slide .foot").inner_text().startswith("2 / ")
    visit.page.get_by_role("link", name="Beigt rādīšanu").click()
    assert visit.page.locator("ol.steps").is_visible()
    assert visit.problems == []


def test_where_the_socket_is_blocked_it_stays(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport=TALL)
    visit.page.route_web_socket("**/*", lambda socket: socket.close())
    visit.page.goto(f"{server.origin}/pasakumi")
    visit.page.wait_for_selector("p.why", state="visible")
    on_top = visit.page.evaluate("() => !!document.elementFromPoint(640, 400).closest('#paint')")
    assert on_top
    assert visit.page.evaluate("() => !document.querySelector('#paint').closest('[aria-hidden], [inert]')")
    visit.page.locator("#paint nav.row").get_by_role("link", name="Uzticēšanās").click()
    visit.page.wait_for_url(f"{server.origin}/uzticesanas")
    assert visit.page.locator("#paint h1").inner_text().startswith("29\xa0% Latvijas iedzīvotāju 2023. gadā")


def test_it_gives_way_to_the_screen(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport=TALL)
    answers: list[tuple[str, int]] = []
    visit.page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    held = paint_of(visit, "pasakumi")
    root = visit.page.locator("#root")
    assert root.evaluate("root => root.inert") is True
    assert visit.page.locator("h1").count() == 1
    title = visit.page.locator("h1").inner_text()
    held.let_go()
    visit.page.wait_for_function(GONE)
    assert root.evaluate("root => root.inert") is False
    assert visit.page.locator("h1").all_inner_texts() == [title]
    visit.ready()
    assert [answer for answer in answers if answer[1] >= 400] == []
    assert not [url for url, _ in answers if "/pasakumi/_stcore" in url]
    assert visit.problems == []


def headings(session: CDPSession) -> int:
    """How many headings of the first level a screen reader meets."""
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = [node for node in nodes if not node["ignored"] and node["role"]["value"] == "heading"]
    levels = [own["value"]["value"] for node in found for own in node.get("properties", []) if own["name"] == "level"]
    return levels.count(1)


def test_the_program_is_asked_for_once_the_paint_stands(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url) if "/static/js/" in request.url else None)
    visit.page.add_init_script(
        "const drawn = window.requestAnimationFrame; const waiting = [];"
        "window.requestAnimationFrame = then => waiting.push(then);"
        "window.draw = () => { window.requestAnimationFrame = drawn; for (const then of waiting) drawn(then); };"
    )
    visit.page.goto(f"{server.origin}/", wait_until="load")
    assert visit.page.locator("#paint h1").is_visible()
    assert asked == []
    visit.page.evaluate("draw()")
    visit.ready()
    assert asked != []


def test_in_a_window_that_is_not_seen_the_program_starts_too(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server)
    visit.page.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => true});"
        "const drawn = window.requestAnimationFrame; window.requestAnimationFrame = then => "
        "document.querySelector('script[src*=\"/static/js/\"]') ? drawn.call(window, then) : 0;"
    )
    visit.open("")
    assert visit.page.locator("#paint").count() == 0


def test_a_screen_reader_never_meets_both(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport=TALL)
    session = visit.page.context.new_cdp_session(visit.page)
    held = paint_of(visit, "kalendars")
    met = [headings(session)]
    held.let_go()
    while not visit.page.evaluate(GONE):
        met.append(headings(session))
    met.append(headings(session))
    assert set(met) == {1}


@pytest.mark.parametrize(
    ("address", "size"),
    [
        *((address, "laptop") for address in ("", "pasakumi", "dati", "sede", "sede?solis=1", "sede?solis=3")),
        *((address, "phone") for address in ("uzticesanas", "dati", "sede", "sede?solis=3")),
        *(("pasvaldiba?kods=0054000", size) for size in SIZES),
    ],
)
def test_nothing_moves(server: Server, visitor: Callable[..., Visitor], address: str, size: str) -> None:
    width, height = SIZES[size]
    visit = visitor(server, viewport={"width": width, "height": height})
    visit.page.add_init_script(SHIFTS)
    parts = ":is(h1, h2, table, footer, .lead, .today, .language)"
    where = f"""root => [...document.querySelectorAll(root + ' {parts}')].map(part => part.getBoundingClientRect())
        .map(box => [box.x, box.y, box.width].map(Math.round))"""
    held = paint_of(visit, address)
    before = visit.page.evaluate(where, "#paint")
    held.let_go()
    visit.page.wait_for_function(GONE)
    after = visit.page.evaluate(where, "#root")
    visit.ready()
    shifts = visit.page.evaluate("window.shifts")
    print(f"/{address} {size}: layout shift {sum(value for _, value in shifts):.4f}")
    assert len(before) == len(after)
    assert [
        (old, new)
        for old, new in zip(before, after, strict=True)
        if max(abs(a - b) for a, b in zip(old, new, strict=True)) > 2
    ] == []


@pytest.mark.parametrize("newer", [True, False])
def test_newer_data_at_the_handover_are_told(server: Server, visitor: Callable[..., Visitor], newer: bool) -> None:
    visit = visitor(server, viewport=TALL)
    held = paint_of(visit, "kalendars")
    if newer:  # as if what stands behind it had been read after it was painted
        visit.page.evaluate("() => document.getElementById('paint').dataset.snapshot = '0123456789'")
    held.let_go()
    visit.page.wait_for_function(GONE)
    told = visit.page.locator("#announcer")
    if newer:
        visit.page.wait_for_function("() => document.getElementById('announcer').textContent")
        assert told.inner_text().startswith("Kamēr lapa ielādējās")
    else:
        visit.ready()
        visit.page.wait_for_timeout(300)
        assert told.text_content() == ""


def test_what_is_open_and_where_one_reads_comes_along(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport=TALL)
    held = paint_of(visit, "")
    summary = visit.page.locator("#paint .stHtml summary").last
    summary.click()
    words = summary.inner_text()
    visit.page.locator("#paint main").evaluate("main => main.scrollTop = 700")
    held.let_go()
    visit.page.wait_for_function(GONE)
    assert (
        visit.page.evaluate("() => document.activeElement.closest('#root') && document.activeElement.innerText")
        == words
    )
    assert visit.page.evaluate("() => document.activeElement.parentElement.open") is True
    assert abs(visit.page.get_by_test_id("stMain").evaluate("main => main.scrollTop") - 700) <= 2


def test_what_is_typed_is_searched_for(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport=TALL)
    held = paint_of(visit, "pasakumi")
    visit.page.locator("#paint input[name=q]").press_sequentially("3.5")
    held.let_go()
    visit.page.wait_for_function(GONE)
    assert visit.page.evaluate("() => document.activeElement.closest('#root') && document.activeElement.value") == "3.5"
    visit.page.wait_for_function("() => document.querySelector('h1').innerText.startsWith('1 no 40')")


def test_what_is_chosen_and_not_sent_is_asked_for(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport=TALL)
    held = paint_of(visit, "pasakumi")
    visit.page.locator("#paint select[name=virziens]").select_option("2")
    held.let_go()
    visit.page.wait_for_url("**virziens=2*")
    visit.ready()
    assert visit.page.locator("h1").inner_text().startswith("14 no 40 pasākumiem")


def test_printing_it_prints_it(server: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(server, viewport=TALL)
    paint_of(visit, "pasakumi")
    visit.page.emulate_media(media="print")
    box = visit.page.locator("#paint").bounding_box()
    assert box is not None and box["height"] > 1500
    assert not visit.page.locator("#paint select").first.is_visible()
