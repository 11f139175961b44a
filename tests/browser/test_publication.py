"""The publication, opened from the file system and from a plain web server: whole, and nothing asked elsewhere."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from posixpath import dirname, join, normpath
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from components.web import paint
from components.web.crowd import everyone
from components.web.publish.__main__ import main
from components.web.publish.folder import CURRENT
from tests.browser.visitor import RULES, SIZES
from tests.serving import ROOT

pytestmark = pytest.mark.browser
_FONTS = "document.fonts.ready.then(() => [...document.fonts].every(font => font.status === 'loaded'))"
_RULES = {**RULES, "preload": False}  # axe would ask for the style sheets once more, which a browser refuses to files
_LINK = re.compile(r' (?:href|src|action)="([^"]*)"')
SAMPLE = [
    "index.html", "en/index.html", "pasakumi.html", "pasakumi/pasakums-3.5.html", "pasakumi/statuss-izpildits.html",
    "sede.html", "en/sede/sede-2024-11-07_solis-3.html", "uzticesanas.html", "en/pasvaldibas.html",
    "pasvaldiba/kods-0001000.html", "kalendars.html", "en/dati.html", "par/skats-pieklustamiba.html",
    "en/par/skats-lejupielades.html", "visas-lapas.html",
]  # fmt: skip
"""A page of each kind."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publication")
    assert main([str(folder)]) == 0
    return folder / CURRENT


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def pages(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html") if "papers" not in file.parts)


def test_every_link_leads_to_a_file(site: Path) -> None:
    lost = []
    for page in pages(site):
        for link in _LINK.findall((site / page).read_text("utf-8")):
            address = urlsplit(unescape(link))
            if address.scheme in ("data", "http", "https", "mailto") or not address.path:
                continue
            assert not address.path.startswith("/"), f"{page}: {link}"
            assert not address.query, f"{page}: {link}"
            there = normpath(join(dirname(page), unquote(address.path)))
            if there.startswith("..") or not (site / there).is_file():
                lost.append((page, link))
    assert not lost


def test_no_page_has_a_control_or_a_program_but_the_search(site: Path) -> None:
    for page in pages(site):
        text = (site / page).read_text("utf-8")
        text = re.sub(r'<script type="application/ld\+json">.*?</script>', "", text, flags=re.DOTALL)  # no program
        programs = re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL)
        assert programs == (["", ""] if page.endswith("visas-lapas.html") else []), "the search alone, and none inline"
        assert not re.search(r"<(form|input|select|button|iframe)\b", text), page
        assert re.search(r'<html lang="(lv|en)">', text)
        assert text.count("<h1") == 1, page


def test_everything_that_has_a_name_has_a_page_in_both_languages(site: Path) -> None:
    snapshot, there = everyone("lv").snapshot, pages(site)
    for place, count in (
        ("pasvaldiba/kods-", len(snapshot.municipalities)),
        ("par/skats-", 7),
        ("sede/sede-2024-11-07_solis-", 10),
    ):
        for folder in ("", "en/"):
            assert sum(page.startswith(folder + place) for page in there) >= count, (folder, place)
    numbers = {measure.number for measure in snapshot.measures if measure.plan == "P5"}
    assert all(f"pasakumi/pasakums-{number}.html" in there for number in numbers)
    assert all((site / name).is_file() for name in ("feeds/kalendars.ics", "api/v1/measures.json"))


class _Words(HTMLParser):
    """What a page says in its main part, without what is chosen from."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("img", "br", "input", "meta", "link"):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "select", "label", "button", "title"} & set(self._within):
            self.said += re.findall(r"\d[\d\s\u00a0]*(?:[.,]\d+)?", data)


def numbers(text: str) -> list[str]:
    parser = _Words()
    parser.feed(text)
    return [number.strip() for number in parser.said]


@pytest.mark.parametrize(
    ("file", "path", "query"),
    [("index.html", "", ""), ("en/pasakumi/pasakums-3.5.html", "pasakumi", "pasakums=3.5&lang=en"),
     ("uzticesanas.html", "uzticesanas", ""), ("kalendars.html", "kalendars", "")],
)  # fmt: skip
def test_its_numbers_are_the_screens(site: Path, file: str, path: str, query: str) -> None:
    from components.frame.addressed import view_of
    from components.view import today

    address = paint.read(query, path)
    live = paint.paint(path, view_of(address, today()), address)
    # Between them stand choices, of which the publication has others.
    table = re.compile(r"<(?:table|h1)\b.*?</(?:table|h1)>", re.DOTALL)
    texts = live, (site / file).read_text("utf-8")
    expected, found = ([numbers(part) for part in table.findall(text)] for text in texts)
    assert expected == found
    assert any(expected)


@pytest.mark.parametrize("kind", ["file", "server"])
def test_it_stands_alone_and_axe_finds_nothing(site: Path, browser: Browser, kind: str) -> None:
    with served(site) as origin:
        base = origin if kind == "server" else site.resolve().as_uri()
        for size in ("laptop", "phone") if kind == "file" else ("laptop",):
            width, height = SIZES[size]
            with browser.new_context(viewport={"width": width, "height": height}) as context:
                page = context.new_page()
                asked: list[str] = []
                problems: list[str] = []
                page.on("request", lambda request: asked.append(request.url))  # noqa: B023
                page.on("requestfailed", lambda request: problems.append(request.url))  # noqa: B023
                page.on("console", lambda message: problems.append(message.text))  # noqa: B023
                for file in SAMPLE:
                    page.goto(f"{base}/{file}")
                    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (file, size)
                    assert page.evaluate(_FONTS)
                    found = Axe().run(page, options=_RULES).response["violations"]
                    assert not found, [(file, one["id"], one["nodes"][0]["html"][:200]) for one in found]
                assert not problems
                assert all(url.startswith((base, "data:")) for url in asked)


def test_a_link_is_followed_by_click(site: Path, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site.resolve() / "index.html").as_uri())
        page.locator("a.square").first.click()
        page.wait_for_url("**/pasakumi/pasakums-*.html")
        page.locator("a.language[lang]").click()
        page.wait_for_url("**/en/pasakumi/pasakums-*.html")
        assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("kind", ["file", "server"])
@pytest.mark.parametrize(
    ("language", "asked", "first", "count"),
    [
        ("lv", "valka", "Valkas novads", None),
        ("lv", "PAŠVALDĪBĀM līdzdalības budzets", "", None),
        ("lv", "3.5", "3.5", None),
        ("lv", "xyzzy", None, 0),
        ("en", "valmiera", "Valmieras novads", None),
        ("en", "participatory budget", "Introducing participatory-budget principles in schools", None),
    ],
)
def test_a_page_is_found_by_words_without_a_server(
    site: Path, browser: Browser, kind: str, language: str, asked: str, first: str | None, count: int | None
) -> None:
    folder = "en/" if language == "en" else ""
    with (
        served(site) as origin,
        browser.new_context(viewport={"width": 390, "height": 844}) as context,
    ):
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{origin if kind == 'server' else site.resolve().as_uri()}/{folder}visas-lapas.html")
        page.get_by_role("searchbox").fill(asked)
        assert page.locator(".listed").is_hidden()
        names = page.locator(".found a").all_inner_texts()
        if first is None:
            assert len(names) == count
            assert page.get_by_role("status").inner_text()
            return
        assert first in names[0]
        assert not Axe().run(page, options=_RULES).response["violations"]
        found = page.url
        page.get_by_role("searchbox").press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "visas-lapas" not in url)
        assert page.locator("html").get_attribute("lang") == language
        page.go_back()
        page.wait_for_url(found)
        assert page.locator(".found a").all_inner_texts() == names, "what was searched is in the address"
        page.get_by_role("searchbox").fill("")
        assert page.locator(".listed").is_visible()
        assert not problems


def test_without_a_program_the_list_stands(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site.resolve() / "visas-lapas.html").as_uri())
        assert page.get_by_role("link", name="Valkas novads").is_visible()
        assert page.get_by_role("searchbox").count() == 0


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name, said in ((".", "is not empty and is not a publication"), ("thesis.txt", "is a file")):
        ran = subprocess.run(
            [sys.executable, "-m", "components.web.publish", str(tmp_path / name)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 1
        assert said in ran.stderr
        assert "Traceback" not in ran.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "thesis.txt"]
