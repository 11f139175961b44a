"""The offline page in a browser with the network off: keys, nothing cut off, nothing asked for."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data import live
from tests.components.documents.test_offline import page

pytestmark = pytest.mark.browser
SIZE = {"width": 1280, "height": 720}
_LOWEST = """step => Math.max(...[...step.querySelectorAll('p:not(.foot), table, img, .bar, ul, h2')]
    .filter(part => part.checkVisibility())
    .map(part => part.getBoundingClientRect().bottom)) - step.querySelector('.foot').getBoundingClientRect().top"""

_ON_PAPER = """() => [...document.querySelectorAll('.slide')].map(step => {
    const boxes = [...step.querySelectorAll('p:not(.foot), table, img, .bar, ul, h2')]
        .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect());
    const lowest = Math.max(...boxes.map(box => box.bottom)), widest = Math.max(...boxes.map(box => box.right));
    return [step.querySelector('.foot').getBoundingClientRect().top - lowest, widest - innerWidth];
})"""


def test_it_is_shown_step_by_step_without_a_network(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)
    file = tmp_path / "sede.html"
    file.write_text(page(), "utf-8")
    context = browser.new_context(offline=True, viewport=SIZE)  # type: ignore[arg-type]
    visit = context.new_page()
    problems: list[str] = []
    visit.on("console", lambda message: problems.append(message.text))
    visit.on("pageerror", lambda error: problems.append(str(error)))
    asked: list[str] = []
    visit.on("request", lambda request: asked.append(request.url))
    visit.goto(file.as_uri())

    steps = visit.locator(".slide")
    assert steps.nth(1).is_visible(), "without a key pressed the whole meeting can be read"
    total, feet = steps.count(), steps.locator(".foot").all_inner_texts()
    assert feet[-1].startswith("10 / 10 "), "counted as on the screen: what does not fit is a part of its step"
    for number, foot in enumerate(feet):
        visit.keyboard.press("PageDown")
        shown = visit.locator(".slide:visible")
        assert shown.count() == 1
        assert shown.locator(".foot").inner_text() == foot
        place = foot.partition(" / ")[0].replace("·", ".")
        assert visit.url.endswith(f"#{place}"), "addresses keep the point"
        assert shown.evaluate(_LOWEST) <= 0, f"step {number + 1} runs into its foot"
        assert visit.evaluate("document.documentElement.scrollHeight") <= SIZE["height"]
    visit.keyboard.press("Home")
    assert visit.locator(".slide:visible .foot").inner_text().startswith("1 /")
    visit.keyboard.press("Escape")
    assert visit.locator(".slide:visible").count() == total
    assert not problems
    assert [address for address in asked if not address.startswith("data:")] == [file.as_uri()]
    context.close()


def test_on_paper_nothing_covers_the_foot_of_a_step(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)
    file = tmp_path / "sede.html"
    file.write_text(page(), "utf-8")
    # As wide as a sheet of A4 lying on its side is between its margins.
    with browser.new_context(offline=True, viewport={"width": 1031, "height": 718}) as context:
        visit = context.new_page()
        visit.goto(file.as_uri())
        visit.emulate_media(media="print")
        found = visit.evaluate(_ON_PAPER)
        assert len(found) > 15
        assert [step for step, (below, over) in enumerate(found, start=1) if below < 0 or over > 0] == []
        assert not visit.locator(".opening").is_visible()
