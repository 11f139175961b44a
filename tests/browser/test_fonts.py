"""The same drawing on a machine that has none but an odd font."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Playwright

from components.fonts.files import FOLDER
from tests.browser.visitor import SIZES, Visitor, launch
from tests.components.documents.test_offline import page as offline_page
from tests.serving import Server

pytestmark = pytest.mark.browser

_PLACES = """() => [...document.querySelectorAll('main h1, main h2, main p, main li, main td, main th, main img')].map(
    own => { const at = own.getBoundingClientRect(); return [own.tagName, at.x, at.y, at.width, at.height]; })"""
# What is drawn before our face is there is drawn anew then.
_LOADED = """() => Promise.allSettled(
        [...document.fonts].filter(face => face.family.includes('Atverta')).map(face => face.load()))
    .then(() => document.fonts.ready)
    .then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))"""
# Where fontconfig knows no font, Chromium puts letters on whole pixels; here it does so with fonts as well.
_ALIKE = ("--font-render-hinting=none", "--disable-font-subpixel-positioning")
_TRIES = 3
DARK = 0.04
"""By how much of the darkest difference pictures may differ on the mean: edges of letters are smoothed otherwise."""


@pytest.fixture(scope="module")
def bare(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium where fontconfig knows one odd font alone, letters of twice the usual size.

    With none at all Chromium breaks down over a text that is drawn before our face is there, as the first paint may be.
    """
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "odd").mkdir()
    odd = TTFont(FOLDER / "atverta-sans-regular.ttf")
    odd["head"].unitsPerEm //= 2
    for record in odd["name"].names:
        record.string = "Odd"
    odd.save(folder / "odd" / "odd.ttf")
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{folder}/odd</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
    running = launch(playwright, *_ALIKE, env=dict(os.environ) | {"FONTCONFIG_FILE": str(config)})
    yield running
    running.close()


@pytest.fixture(scope="module")
def usual(playwright: Playwright) -> Iterator[Browser]:
    running = launch(playwright, *_ALIKE)
    yield running
    running.close()


def _seen(browser: Browser, server: Server, address: str, size: tuple[int, int]) -> tuple[list[object], bytes]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    visit = Visitor(server.origin, context)
    visit.open(address)
    visit.page.evaluate(_LOADED)
    places = visit.page.evaluate(_PLACES)
    visit.page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(own => own.querySelector('svg'))"
    )
    pictures = visit.page.locator("img.wide:visible, img.narrow:visible, [data-testid=stVegaLiteChart] svg:visible")
    drawn = pictures.nth(pictures.count() - 1).screenshot() if pictures.count() else b""
    context.close()
    return places, drawn


def _difference(one: bytes, other: bytes) -> float:
    """How much two pictures differ, 0–1; 1 where their sizes do."""
    if one == other:
        return 0
    left, right = (Image.open(io.BytesIO(content)).convert("L") for content in (one, other))
    if left.size != right.size:
        return 1
    return ImageStat.Stat(ImageChops.difference(left, right)).mean[0] / 255


@pytest.mark.parametrize("address", ["", "uzticesanas", "sede?solis=9", "pasvaldiba?kods=0002000"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_screen_is_laid_out_and_drawn_the_same(
    bare: Browser, usual: Browser, server: Server, address: str, size: tuple[int, int]
) -> None:
    without, with_fonts = (_seen(browser, server, address, size) for browser in (bare, usual))
    assert len(without[0]) > 5
    assert without[0] == with_fonts[0]
    assert _difference(without[1], with_fonts[1]) < DARK


def test_the_offline_page_brings_the_typeface_along(usual: Browser, tmp_path: Path) -> None:
    """Chromium without any font of the machine refuses fonts held in a page now and then, so it is not asked here."""
    file = tmp_path / "sede.html"
    file.write_text(offline_page(), "utf-8")
    context = usual.new_context(offline=True)
    visit = context.new_page()
    visit.goto(file.as_uri())
    visit.evaluate(_LOADED)
    assert visit.evaluate("[...document.fonts].map(face => face.status)") == ["loaded", "loaded"]
    assert "Atverta Sans" in visit.evaluate("getComputedStyle(document.querySelector('.slide p')).fontFamily")
    context.close()


def test_a_card_and_a_badge_on_somebodys_page_are_the_same(
    bare: Browser, usual: Browser, server: Server, tmp_path: Path
) -> None:
    for address in ("embed/pasvaldiba/0001000", "badge/0001000.svg"):
        file = tmp_path / "own.html"
        file.write_text(f'<html><body><main><img src="{server.origin}/{address}"></main></body></html>', "utf-8")
        shown = f"{server.origin}/{address}" if "embed" in address else file.as_uri()
        found = [_opened(browser, shown) for browser in (bare, usual)]
        assert found[0][0] == found[1][0] != []
        assert _difference(found[0][1], found[1][1]) < DARK


def _opened(browser: Browser, address: str) -> tuple[list[object], bytes]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    visit = context.new_page()
    visit.goto(address)
    for _ in range(_TRIES):
        visit.evaluate(_LOADED)
        if visit.evaluate("[...document.fonts].every(face => face.status !== 'error')"):
            break
        visit.reload()  # a busy machine cut the file short, and without it nothing at all is drawn
    found = visit.evaluate(_PLACES), visit.screenshot(full_page=True)
    context.close()
    return found
