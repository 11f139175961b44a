"""The API in a real Chromium: its page for people, other sites' programs that read it, and the block of data."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.visitor import RULES, SIZES, Visitor
from tests.serving import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits_and_axe_finds_nothing(browser: Browser, server: Server, size: str, language: str) -> None:
    width, height = SIZES[size]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        visit = Visitor(server.origin, context)
        visit.page.goto(f"{server.origin}/api/v1/?lang={language}")
        assert visit.page.locator("h1").count() == 1
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(visit.page, options=RULES).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        assert visit.problems == []
        assert all(address.startswith((server.origin, "data:")) for address in visit.requests)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """Another site: an empty page on a port of its own."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Elsewhere</title>", "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path)) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()


def test_a_program_on_another_site_reads_it_and_cannot_with_a_cookie(
    browser: Browser, server: Server, elsewhere: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(elsewhere)
        read = """async ([address, credentials]) => {
            try {
                const answer = await fetch(address, {credentials, headers: {'X-Own': '1'}});
                return [answer.status, answer.headers.get('ETag') !== null, (await answer.json()).name];
            } catch (error) { return String(error); }
        }"""
        address = f"{server.origin}/api/v1/measures.json"
        assert page.evaluate(read, [address, "omit"]) == [200, True, "measures"]
        assert "Failed to fetch" in page.evaluate(read, [address, "include"])
        assert "Failed to fetch" in page.evaluate(read, [f"{server.origin}/readyz", "omit"]), "the rest stays closed"


def test_the_block_of_data_is_neither_run_nor_complained_of(page: Visitor) -> None:
    page.open("uzticesanas")
    told = page.page.evaluate(
        "() => JSON.parse(document.head.querySelector('script[type=\"application/ld+json\"]').textContent)"
    )
    assert told["@graph"][0]["name"].startswith("Uzticēšanās pa valstīm")
    assert page.problems == []
