"""Each screen speaks one language: no heading, label or word of the other one on it."""

import re
from functools import cache

import pytest

from data import live
from data.contract.tables import TABLES
from tests.screens.conftest import SCREENS, Visit
from tests.screens.reading import Page
from tests.words.extract import catalogue

VISITS: list[tuple[str, dict[str, str]]] = [(screen, {}) for screen in SCREENS] + [
    ("pasakumi", {"pasakums": "1.2"}), ("pasakumi", {"pasakums": "6.3"}), ("pasakumi", {"uzmaniba": "1"}),
    ("pasakumi", {"pasakums": "99.99", "snapshot": "abc"}), ("", {"plans": "P6"}), ("kalendars", {"veids": "report"}),
    *(("sede", {"solis": str(n)}) for n in (1, *range(3, 9), *range(11, 19))),
    ("pasvaldiba", {"kods": "0054000"}), ("pasvaldiba", {"kods": "0055000"}), ("pasvaldiba", {"kods": "Jelgava"}),
]  # fmt: skip
UNITS = live.embedded().snapshot.municipalities
NAMES = re.compile(
    "|".join(
        re.escape(name)
        for name in (
            *(table.tab for table in TABLES),
            *(name for unit in UNITS for name in (unit.title, unit.short_title)),
            "Atvērtā Latvija",
        )
    )
)
"""What keeps its Latvian name in English: the spreadsheet's tabs, municipalities, and a platform."""


@cache
def sentences() -> tuple[frozenset[str], frozenset[str]]:
    """The finished sentences of the catalogue that differ between the languages: English and Latvian, end marks off."""
    english, latvian = set(), set()
    for key, said in catalogue().items():
        for one, other in zip(key, said, strict=False):
            if "{" not in one and one != other and other:
                english.add(one.rstrip(".:").casefold())
                latvian.add(other.rstrip(".:").casefold())
    return frozenset(english - latvian), frozenset(latvian - english)


def spoken(page: Page, lang: str) -> set[str]:
    """Headings, terms, captions, cells, links and labels in the screen's own language."""
    tags = ("h1", "h2", "h3", "th", "td", "dt", "dd", "caption", "p", "a", "li", "b", "span")
    texts = {node.words(lang) for node in page.tree.all(*tags)} | set(page.labels)
    named = [node.attributes.get(name) for node in page.tree.everything() for name in ("aria-label", "alt")]
    attributes = {name for name in named if name}
    return {text.rstrip(".:").casefold() for text in texts | attributes} - {""}


@pytest.mark.parametrize(("screen", "parameters"), VISITS)
def test_no_latvian_sentence_on_an_english_screen(seen: Visit, screen: str, parameters: dict[str, str]) -> None:
    page = seen(screen, lang="en", **parameters)
    english, latvian = sentences()
    said = spoken(page, "en")
    assert not said & latvian - {table.tab.casefold() for table in TABLES}
    assert len(said & english) >= 3, "the words of the screen were read at all"


@pytest.mark.parametrize(("screen", "parameters"), VISITS)
def test_no_english_sentence_on_a_latvian_screen(seen: Visit, screen: str, parameters: dict[str, str]) -> None:
    page = seen(screen, **parameters)
    english, latvian = sentences()
    said = spoken(page, "lv")
    assert not said & english
    assert len(said & latvian) >= 3


@pytest.mark.parametrize(("screen", "parameters"), VISITS)
def test_latvian_text_on_an_english_screen_is_marked_as_such(
    seen: Visit, screen: str, parameters: dict[str, str]
) -> None:
    """Screen readers read what is in ``lang="lv"`` as Latvian; outside it stand only names."""
    page = seen(screen, lang="en", **parameters)
    for tag in ("h1", "h2", "h3", "th", "td", "dd", "dt", "li", "p", "caption"):
        for node in page.tree.all(tag):
            said = NAMES.sub("", node.words("en"))
            assert not re.search("[āčēģīķļņšūž]", said.casefold()), said


def test_the_switch_leads_to_the_other_language_and_keeps_the_rest(visit: Visit) -> None:
    page = visit("pasakumi", virziens="1", datums="2025-06-30")
    assert page.links["English"] == "?virziens=1&datums=2025-06-30&lang=en"
    page = visit("pasakumi", virziens="1", lang="en")
    assert page.links["Latviski"] == "?virziens=1"
    (node,) = (node for node in page.tree.all("a") if node.words() == "Latviski")
    assert (node.attributes["lang"], node.attributes["hreflang"]) == ("lv", "lv")
