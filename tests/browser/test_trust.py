"""Picking countries on Uzticēšanās in a real browser: the drawing, the address and the answer follow."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_countries_are_picked_by_preset_and_by_name(page: Visitor) -> None:
    page.open("uzticesanas")
    drawing = page.page.locator("img.wide").first
    every = drawing.get_attribute("src")
    page.page.get_by_text("Baltijas valstis", exact=True).click()
    page.page.wait_for_url("**valstis=baltija**")
    page.ready()
    baltic = drawing.get_attribute("src")
    assert baltic != every
    assert "Igaunija: 2021. gadā 46,5 %" in page.page.get_by_test_id("stMain").inner_text().replace("\u00a0", " ")
    field = page.page.get_by_role("combobox", name="Valstis")
    field.fill("Somija")
    field.press("Enter")
    page.page.wait_for_url("**FIN**")
    page.ready()
    assert set(page.parameters()["valstis"].split(";")) == {"EST", "FIN", "LTU", "LVA"}
    assert drawing.get_attribute("src") not in (every, baltic)
    address = page.page.url
    page.page.goto(address)
    page.ready()
    assert "Somija: 2021. gadā 61,5 %" in page.page.get_by_test_id("stMain").inner_text().replace("\u00a0", " ")
    assert page.problems == []
