"""Wrong values in the address: each screen still shows something sensible, and says what it could not follow."""

import pytest

from data import live
from data.contract.addresses import ADDRESSES
from tests.screens.conftest import SCREENS, Visit

FINDING = "40 pasākumu: par 30 atbild 6 institūcijas; 10 pasākumiem atbildīgā institūcija nav zināma"
LEFT_OUT = "Adresē norādītais filtrs „{}” nav pazīstams un nav ņemts vērā."
WRONG = [
    {"datums": "banana"}, {"datums": "1800-01-01"}, {"datums": "2024-02-30"}, {"datums": ""}, {"lang": "xx"},
    {"plans": "ZZ"}, {"plans": "<script>"}, {"snapshot": "abc"}, {"palete": "sarkana"}, {"nekas": "1"},
]  # fmt: skip
OPENING = "2 no 40 pasākumiem ir izpildīti; 8 pēc pēdējām ziņām vēl nebija pabeigti; 30 pasākumu statuss nav zināms."
ALL_WRONG = {"datums": "banana", "lang": "xx", "plans": "ZZ", "snapshot": "abc", "palete": "x" * 3000}


@pytest.mark.parametrize(
    ("screen", "wrong"),
    [*(("", wrong) for wrong in WRONG), *((screen, ALL_WRONG) for screen in SCREENS)],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value or "parskats",
)
def test_what_the_shell_cannot_follow_changes_nothing_else(visit: Visit, screen: str, wrong: dict[str, str]) -> None:
    page = visit(screen, **wrong)
    if screen in ("", "pasakumi"):
        assert page.h1 == (FINDING if screen else OPENING)
    assert "Stāvoklis 22.11.2026." in page.footer
    assert ("Datu versijas „abc” nav; tiek rādīta pašreizējā." in page.banner) == (wrong.get("snapshot") == "abc")


@pytest.mark.parametrize(
    ("wrong", "h1", "banner"),
    [
        ({"pasakums": "99.99"}, FINDING, "Pasākuma „99.99” nav; redzami visi pasākumi."),
        ({"pasakums": "P5-"}, FINDING, "Pasākuma „P5-” nav; redzami visi pasākumi."),
        ({"pasakums": "<img src=x onerror=alert(1)>"}, FINDING,
         "Pasākuma „<img src=x onerror=alert(1)>” nav; redzami visi pasākumi."),
        ({"pasakums": "x" * 500}, FINDING, f"Pasākuma „{'x' * 60}” nav; redzami visi pasākumi."),
        ({"virziens": "9"}, FINDING, LEFT_OUT.format("Rīcības virziens")),
        ({"apnemsanas": "x"}, FINDING, LEFT_OUT.format("Apņemšanās")),
        ({"iestade": "vk"}, FINDING, LEFT_OUT.format("Institūcija")),
        ({"statuss": "xyz"}, FINDING, LEFT_OUT.format("Statuss")),
        ({"statuss": ";;"}, FINDING, ""), ({"uzmaniba": "varbūt"}, FINDING, ""),
        ({"pagaidu": "2"}, FINDING, ""),
        ({"statuss": "xyz;tiek-istenots"}, "7 no 40 pasākumiem: tiek īstenots", LEFT_OUT.format("Statuss")),
        ({"virziens": "2", "apnemsanas": "1"},
         "14 no 40 pasākumiem: 2. rīcības virziens", LEFT_OUT.format("Apņemšanās")),
        ({"pasakums": "1.2", "datums": "banana", "snapshot": "abc"},
         "1.2. Sabiedrības līdzdalības regulējuma pilnveide", "Datu versijas „abc” nav; tiek rādīta pašreizējā."),
        ({"pasakums": "1.2", "plans": "ZZ"}, "1.2. Sabiedrības līdzdalības regulējuma pilnveide", ""),
        ({"pasakums": "1.2", "plans": "P6"}, "Šī plāna pasākumi vēl nav zināmi.", ""),
        ({"q": "\\"}, "Šiem filtriem neatbilst neviens pasākums.", ""), ({"q": "  "}, FINDING, ""),
    ],
)  # fmt: skip
def test_what_the_list_cannot_follow(visit: Visit, wrong: dict[str, str], h1: str, banner: str) -> None:
    page = visit("pasakumi", **wrong)
    assert (page.h1, page.banner) == (h1, banner)
    assert "<img src=x" not in page.html


def test_the_current_snapshots_own_number_is_followed_without_a_word(visit: Visit) -> None:
    own = live.embedded().snapshot.id
    page = visit(snapshot=own)
    assert page.banner == ""
    assert f"/pasakumi?snapshot={own}&virziens=1" in page.links.values()


@pytest.mark.parametrize("day", ["2015-01-01", "2040-12-31"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen or "parskats")
def test_every_screen_can_be_judged_on_any_day(visit: Visit, screen: str, day: str) -> None:
    year, month, own = day.split("-")
    assert f"Stāvoklis {own}.{month}.{year}." in visit(screen, datums=day).footer


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen or "parskats")
def test_the_plan_without_measures(visit: Visit, screen: str) -> None:
    page = visit(screen, plans="P6")
    if screen in ("", "pasakumi"):
        assert page.h1 == "Šī plāna pasākumi vēl nav zināmi."
    if not screen:
        said = page.tree.all("p", of="lead")[0].words()
        assert said == "Pēc pēdējām ziņām plāns vēl bija izstrādē; apstiprināts teksts nav atrasts."
    assert visit(screen, plans="P6", lang="en").h1


def test_a_measure_of_another_plan_is_shown_by_its_id(visit: Visit) -> None:
    assert visit("pasakumi", pasakums="p5-1.2").h1.startswith("1.2. Sabiedrības")


def test_an_agenda_may_lead_to_every_screen() -> None:
    assert set(SCREENS) <= ADDRESSES
