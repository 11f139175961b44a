"""One municipality in a real browser: a clerk's clicks, the printed page, the badge in another site."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe

from data import live
from tests.browser.visitor import RULES, SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser

UNITS = live.embedded().snapshot.municipalities


def test_a_clerk_of_valka_reaches_the_next_step_in_two_clicks(page: Visitor) -> None:
    """Menu, Valka: what is known, the next step and who does it then stand on the page."""
    page.open("")
    page.page.locator("nav.row").get_by_role("link", name="Pašvaldības").click()
    page.ready()
    page.page.get_by_role("link", name="Valka", exact=True).first.click()
    page.page.get_by_role("heading", name="Valkas novads: par 7 līdzdalības pasākumiem ziņu vēl nav").wait_for()
    page.ready()
    steps = page.page.get_by_role("group", name="Līdzdalības pasākumi")
    first = steps.get_by_role("row").nth(1).inner_text()
    assert "Līdzdalības budžets" in first
    assert "paziņot, vai tas ir ieviests, un pievienot pierādījumu" in first
    assert "Smiltenes novads, 40" in first
    assert page.problems == []


def test_the_list_finds_a_municipality_by_its_letters(page: Visitor) -> None:
    page.open("pasvaldiba?kods=0001000")
    page.page.get_by_role("combobox", name="Pašvaldība").fill("Valk")
    page.page.get_by_role("option", name="Valkas novads").click()
    page.page.get_by_role("heading", name="Valkas novads: par 7 līdzdalības pasākumiem ziņu vēl nav").wait_for()
    page.ready()
    assert page.parameters()["kods"] == "0053000"


def test_every_municipality_opens_and_fits_one_page_of_a4(page: Visitor) -> None:
    """The first, and what is no more, by the address; the others by the list, as a clerk who looks around does."""
    papers: dict[str, int] = {}
    for unit in UNITS:
        if papers and unit.valid_to is None:
            page.page.get_by_role("combobox", name="Pašvaldība").fill(unit.title)
            page.page.get_by_role("option", name=unit.title, exact=True).click()
            page.page.wait_for_url(f"**kods={unit.code}**")
            page.page.get_by_role("heading", level=1, name=unit.title).wait_for()
            page.ready()
        else:
            page.open(f"pasvaldiba?kods={unit.code}")
        paper = page.page.pdf(prefer_css_page_size=True)
        papers[unit.code] = len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))
    assert papers == {unit.code: 1 for unit in UNITS}
    assert page.problems == []


def test_peers_chosen_by_hand_stand_in_the_address(page: Visitor) -> None:
    page.open("pasvaldiba?kods=0053000&pec=regions")
    box = page.page.get_by_role("combobox", name=re.compile("Vai izvēlieties paši"))
    box.click()
    box.press_sequentially("Gulb")
    page.page.get_by_role("option", name="Gulbenes novads").click()
    page.page.get_by_text("Izvēlējās lietotājs.").wait_for()
    page.ready()
    assert page.parameters()["lidzigas"] == "0029000"
    page.page.reload()
    page.ready()
    page.page.get_by_text("Izvēlējās lietotājs.").wait_for()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["kods=0054000", "kods=0026000&lang=en", "kods=0055000", "kods=Jelgava"])
def test_a_profile_is_whole_and_open_to_all(page: Visitor, query: str, size: str) -> None:
    page.open(f"pasvaldiba?{query}")
    page.resize(SIZES[size])
    inner = page.page.get_by_test_id("stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert inner[0] <= inner[1], "nothing hangs over the edge"
    found = Axe().run(page.page, options=RULES).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
    ] == []
    assert page.problems == []


@pytest.fixture
def elsewhere(server: Server, tmp_path: Path) -> Iterator[str]:
    """A municipality's own site, of another origin, with the badge and the small page in it."""
    (tmp_path / "index.html").write_text(
        f'<img id="badge" src="{server.origin}/badge/0054000.svg">'
        f'<iframe src="{server.origin}/embed/pasvaldiba/0054000" width="420" height="340"></iframe>',
        "utf-8",
    )
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("localhost", 0), handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_port}/index.html"
        site.shutdown()


def test_another_site_may_frame_the_small_page(page: Visitor, elsewhere: str) -> None:
    page.page.goto(elsewhere)
    heading = page.page.frame_locator("iframe").get_by_role("heading", level=1)
    assert heading.inner_text() == "Valmieras novads: ir ziņas par 5 no 7 līdzdalības pasākumiem"
    assert page.page.evaluate("() => document.getElementById('badge').naturalWidth") == 340
