"""Plain language at the head of the screens: what it says, by hand from the embedded data, and how it is asked for."""

import re
from dataclasses import replace
from datetime import date

import pytest

from components.frame import easy
from components.frame.addressed import view_of
from components.frame.shell import SCREENS, Screen, easy_switch
from data.contract.addresses import Page
from data.words import LANGUAGES, Language
from tests.answers.build import snapshot
from tests.answers.test_trust import figure
from tests.words import ease

TODAY = date(2026, 11, 22)
EASY = {"viegli": "1"}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (Page.OVERVIEW, ["Plānā ir 40 darbu.", "Mums ir ziņas, ka 2 darbi ir pabeigti.",
                         "Par 8 darbiem pēdējās ziņas ir, ka tie nav pabeigti. Kā ir tagad, mēs nezinām.",
                         "Par 30 darbiem mēs nezinām, vai tie ir sākti vai pabeigti.",
                         "Plāns ir beidzies. Tā pēdējā diena bija 31.12.2025."]),
        (Page.MEASURES, ["Plānā ir 40 darbu.", "Izvēlieties darbu, lai lasītu vairāk."]),
        (Page.TRUST, ["2023. gadā Latvijā 29 no 100 cilvēkiem atbildēja ar 6 vai vairāk.",
                      "Aptaujātajās OECD valstīs tā atbildēja vidēji 39 no 100 cilvēkiem."]),
        (Page.MUNICIPALITIES, ["Kopā ir 42 pašvaldības.", "Te mēs skaitām 7 jautājumus par katru pašvaldību.",
                               "Kopā vajadzīgas 294 atbildes.", "Mēs zinām 107 no tām."]),
        (Page.CALENDAR, ["Mēs nezinām nevienu notikumu, kas vēl būs.",
                         "11 notikumi bija solīti vai gaidīti. Ziņu par tiem nav."]),
    ],
)  # fmt: skip
def test_the_screen_s_own_numbers_are_told(page: str, told: list[str]) -> None:
    said = easy.said(view_of(EASY, TODAY), page)
    assert [sentence for sentence in told if sentence not in said] == []


def test_while_the_plan_runs_nothing_is_told_as_over() -> None:
    said = easy.said(view_of(EASY, date(2024, 6, 30)), Page.OVERVIEW)
    assert "Plānā ir 37 darbi." in said
    assert not any("beidzies" in sentence for sentence in said)


def test_nothing_known_is_told_as_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(EASY, TODAY)
    empty = replace(view, current=replace(view.current, snapshot=snapshot()), plan=None)
    assert easy.said(empty, Page.OVERVIEW)[-2:] == ["Mēs vēl nezinām, kas ir plānā.", "Zemāk ir parastais teksts."]
    assert easy.said(empty, Page.TRUST)[-2] == "Mēs vēl nezinām, ko atbildēja cilvēki Latvijā."
    assert "Kopā" not in " ".join(easy.said(empty, Page.MUNICIPALITIES))
    assert "Mēs nezinām nevienu notikumu, kas vēl būs." in easy.said(empty, Page.CALENDAR)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_where_plain_language_ends_is_said_on_every_screen(screen: Screen) -> None:
    said = easy.said(view_of(EASY, TODAY), screen.address)
    tasks = ["Tajā darbu sauc par pasākumu."] if " darb" in " ".join(said[:-2]) else []
    assert said[-1 - len(tasks) :] == ["Zemāk ir parastais teksts.", *tasks]


@pytest.mark.parametrize(("share", "people"), [(24.4, "24"), (24.5, "25"), (25.5, "26"), (0.2, "0"), (29, "29")])
def test_people_are_whole_and_a_half_is_one_more(share: float, people: str) -> None:
    view = view_of(EASY | {"lang": "en"}, TODAY)
    asked = replace(view, current=replace(view.current, snapshot=snapshot(trust=(figure("LVA", 2023, share),))))
    said = easy.said(asked, Page.TRUST)
    assert f"In 2023, {people} of 100 people in Latvia answered 6 or more." in said
    assert "OECD" not in " ".join(said), "no average is known"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_such_sentences_without_abbreviations(language: Language) -> None:
    view = view_of(EASY | {"lang": language}, TODAY)
    for screen in SCREENS:
        text = " ".join(easy.said(view, screen.address))
        assert text, screen.name
        explained = "OECD ir valstu grupa." if language == "lv" else "The OECD is a group of countries."
        text = text.replace("OECD", "Oecd") if explained in text else text  # a name that is told of is no riddle
        assert re.findall(r"\b(?:[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,}|t\. sk|u\. c|piem|sk)\b\.?", text) == []
        assert not re.search(r"[;:(]", text), "one thing a sentence"


@pytest.mark.parametrize(("asked", "easily"), [("1", True), ("0", False), ("", False), ("jā", False)])
def test_the_address_asks_for_it_and_carries_it_on(asked: str, easily: bool) -> None:
    view = view_of({"viegli": asked, "lang": "en"}, TODAY)
    assert view.easy == easily
    assert view.address(Page.TRUST) == ("/uzticesanas?lang=en&viegli=1" if easily else "/uzticesanas?lang=en")
    assert bool(easy.line(view, Page.TRUST)) == easily
    assert easy.line(view, None) == ""


def test_the_switch_leads_there_and_back_with_all_else() -> None:
    address = {"lang": "en", "q": "x"}
    there = easy_switch(view_of(address, TODAY), address)
    assert there.address == "?lang=en&q=x&viegli=1"
    back = easy_switch(view_of(address | EASY, TODAY), address | EASY)
    assert back.address == "?lang=en&q=x"


def test_how_easily_a_text_is_read() -> None:
    """Two sentences of three and five words, two of the eight longer than six letters: 4 + 100 · 2 / 8."""
    assert ease.measured("Es lasu grāmatu. Mēs kopā ejam uz skolu.") == ease.Ease(2, 8, 5, 100 / 8, 4 + 100 / 8)
