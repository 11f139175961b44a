"""Every screen with the invented country, in both languages: rich states hold, and each says it is invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import outlines
from data.sample.country import sample, write
from tests.screens.conftest import SCREENS, Visit

MARK = {"lv": "Izdomāti dati", "en": "Invented data"}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "zeme"
    write(sample(1), folder)
    return folder


@pytest.fixture(autouse=True)
def connected(monkeypatch: pytest.MonkeyPatch, country: Path) -> Iterator[None]:
    monkeypatch.setenv("SPREADSHEET", str(country))
    outlines.available.cache_clear()
    yield
    outlines.available.cache_clear()


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_says_that_it_is_invented(visit: Visit, screen: str, language: str) -> None:
    page = visit(screen, lang=language)
    assert page.text.count(MARK[language]) >= 2, "in the banner and in the line at the foot"


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize(
    ("screen", "parameters"),
    [
        ("pasakumi", {"pasakums": "Z2-6.3a"}),
        ("pasakumi", {"plans": "Z1"}),
        ("", {"plans": "Z1", "datums": "2025-03-01"}),
        ("sede", {"sede": "2026-12-03", "solis": "4"}),
        ("sede", {"sede": "2023-05-18", "solis": "2"}),
        ("pasvaldiba", {"kods": "0925000"}),
        ("pasvaldibas", {"datums": "2025-06-30"}),
    ],
)
def test_so_does_whatever_is_opened_from_it(
    visit: Visit, screen: str, parameters: dict[str, str], language: str
) -> None:
    assert MARK[language] in visit(screen, lang=language, **parameters).text


def test_the_overview_counts_what_the_stories_tell(visit: Visit) -> None:
    assert (
        visit().h1 == "12 no 48 pasākumiem ir izpildīti; 30 pasākumiem ir cits statuss; 6 pasākumu statuss nav zināms."
    )
    assert visit("pasakumi").h1 == "48 pasākumi, par ko atbild 7 institūcijas"


def test_the_map_is_the_invented_one(visit: Visit) -> None:
    text = visit("pasvaldibas").text
    assert "izdomāta karte" in text
    assert "Natural Earth" not in text
    assert "OECD vai tās dalībvalstu" not in visit("uzticesanas").text, "nobody's work is adapted"
