"""The badge and the small page: whole, escaped, without a score, a script or anything from elsewhere."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from components.view import View
from components.web import cards
from data import live
from data.answers.openness import core
from data.live import Current
from data.model import Answer, Municipality
from data.words import Language, words
from tests.screens.reading import read

DAY = date(2026, 11, 22)
HELD = live.embedded().snapshot


def seen(language: Language = "lv") -> View:
    return View(words(language), DAY, DAY, Current(HELD, (), None), HELD.plans[0])


@pytest.mark.parametrize("unit", HELD.municipalities, ids=lambda unit: unit.code)
@pytest.mark.parametrize("language", ["lv", "en"])
def test_every_badge_is_drawn(unit: Municipality, language: Language) -> None:
    root = ElementTree.fromstring(cards.badge(seen(language), unit))
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == unit.title
    assert f"{HELD.id}" in (texts[2] or "")
    assert all(len(text or "") < 50 for text in texts), "it fits into its box"
    assert "href" not in ElementTree.tostring(root, "unicode")


def test_the_small_page_lists_each_measure() -> None:
    valmiera = next(unit for unit in HELD.municipalities if unit.code == "0054000")
    html = cards.card(seen(), valmiera)
    assert html.startswith("<!DOCTYPE html>\n")
    tree = read(html.removeprefix("<!DOCTYPE html>\n"))
    assert tree.all("h1")[0].words() == "Valmieras novads: ir ziņas par 5 no 7 līdzdalības pasākumiem"
    assert [item.words() for item in tree.all("li")][:3] == [
        "Līdzdalības budžets: ir", "Aptaujas un konsultatīvi pasākumi: ir", "Iedzīvotāju padomes: nav ziņu",
    ]  # fmt: skip
    assert len(tree.all("li")) == 7
    assert tree.all("a")[0].attributes["href"] == "/pasvaldiba?kods=0054000"
    assert f"Datu versija {HELD.id}" in tree.words()
    assert not tree.all("script")


def test_the_small_page_says_not_reported_of_a_number_without_the_answer() -> None:
    first = core(HELD, "P5")[0].id
    rows = tuple(
        replace(row, answer=Answer.NOT_REPORTED, number=5.0)
        if (row.municipality, row.indicator) == ("0054000", first)
        else row
        for row in HELD.indicator_values
    )
    held = replace(HELD, id="0dd0dd0001", indicator_values=rows)
    view = View(words("lv"), DAY, DAY, Current(held, (), None), held.plans[0])
    tree = read(cards.card(view, next(unit for unit in HELD.municipalities if unit.code == "0054000"))[16:])
    assert tree.all("h1")[0].words() == "Valmieras novads: ir ziņas par 4 no 7 līdzdalības pasākumiem"
    assert tree.all("li")[0].words() == "Līdzdalības budžets: nav ziņu"


def test_names_from_the_sheet_are_escaped() -> None:
    evil = replace(HELD.municipalities[0], title='<script>"&', short_title="x")
    assert "<script>" not in cards.badge(seen(), evil) + cards.card(seen("en"), evil)
    ElementTree.fromstring(cards.badge(seen(), evil))
