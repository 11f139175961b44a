"""Uzticēšanās with the embedded data: the finding, each filter, each figure, and what is not known."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import pytest

from components.frame import addressed
from components.web import paint
from data import live
from data.model import TRUST_SURVEY, Snapshot
from data.words import country_codes
from tests.answers import build
from tests.answers.test_trust import figure
from tests.helpers import Grid, embedded_grids, put
from tests.screens.conftest import TODAY, Visit
from tests.screens.reading import Page

FINDING = (
    "29 % Latvijas iedzīvotāju 2023. gadā uzticējās valdībai: 25. vieta starp 28 valstīm, par kurām te ir dati; "
    "vidēji OECD – 39,3 %"
)
FINDING_EN = (
    "29% of people in Latvia had high or moderately high trust in the government in 2023: rank 25 of the 28 countries "
    "with a figure here; OECD average 39.3%"
)


def lead(page: Page) -> str:
    return page.tree.all("p", of="lead")[0].words()


def answers(page: Page) -> list[str]:
    section = page.section("Izvēlētās valstis līdzās Latvijai")
    return [node.words() for node in section.all("li")]


def ranked(page: Page) -> Any:
    """Return the table under the drawing; the second of that heading is the small print's."""
    named = {"Vieta un valsts", "Place and country", "Valsts", "Country"}
    return next(table for table in page.tables if table.headings[0] in named)


def names(page: Page) -> list[str]:
    """Return the countries of the table without their places."""
    return [re.sub(r"^\d+\. ", "", row[0]) for row in ranked(page).rows]


def rows(page: Page) -> dict[str, list[str]]:
    return dict(zip(names(page), (row[1:] for row in ranked(page).rows), strict=True))


def placed(page: Page) -> list[str]:
    """Return the countries that have a place in the wave, and the average among them."""
    return [name for name in names(page) if rows(page)[name][0] != "nav datu"]


def headings(page: Page) -> list[str]:
    return [node.words() for node in page.tree.all("h2")]


def all_headings(page: Page) -> list[str]:
    return [page.h1, *headings(page)]


def big(page: Page) -> str:
    return page.tree.all("span", of="big")[0].words()


def test_the_finding_in_both_languages(visit: Visit) -> None:
    page = visit("uzticesanas")
    assert page.h1 == FINDING
    assert big(page) == "29 %"
    assert lead(page) == (
        "Latvijā kopš 2021. gada rādītājs pieaudzis par 4 procentpunktiem (kā publicēts; abu redzamo skaitļu starpība "
        "ir 4,5); 18 OECD valstīs, kas aptaujātas abas reizes, vidējais rādītājs samazinājies par 2,4 procentpunktiem "
        "(kā publicēts). Par 2025. gadu šajos datos ir vidējais OECD rādītājs – 40 %, bet Latvijas rādītāja vēl nav. "
        "Jaunāks cita pētījuma rādītājs: 2025. gadā 31 % Latvijas iedzīvotāju drīzāk uzticējās valdībai (Standarta "
        "Eirobarometrs)."
    )
    page = visit("uzticesanas", lang="en")
    assert page.h1 == FINDING_EN
    assert lead(page) == (
        "In Latvia that is up by 4 percentage points from 2021 (as published; the two figures shown differ by 4.5); "
        "across the 18 OECD countries asked both times the average fell by 2.4 percentage points (as published). For "
        "2025 these data have the OECD average, 40%, but no Latvian figure yet. A later figure is from another survey. "
        "In 2025, 31% of people in Latvia tended to trust the national government (Standard Eurobarometer)."
    )


def test_countries_ranked_with_both_waves_and_gaps_named(visit: Visit) -> None:
    """28 have a figure of 2023; Austria, Denmark, Estonia and Japan have one of 2021 alone."""
    page = visit("uzticesanas")
    shown = names(page)
    assert len(shown) == 28 + 1 + 4
    assert [row[0] for row in ranked(page).rows][:3] == ["1. Šveice", "2. Luksemburga", "3. Meksika"]
    assert shown.index("Vidēji OECD") == 12
    told = rows(page)
    assert told["Latvija"] == ["29 %", "24,5 %", "+4†"], "as published: the two figures would make 4,5"
    assert told["Somija"] == ["47 %", "61,5 %", "−14,5"]
    assert told["Portugāle"] == ["≈30 %", "40,7 %", "≈−10,7"]
    assert told["Luksemburga"] == ["56 %", "55,9 %", "≈0"], "rounding alone could make the tenth, and its sign"
    assert told["Vidēji OECD"] == ["39,3 %", "41,4 %", ""], "its countries are others in each wave"
    assert told["Šveice"] == ["62 %", "nav datu", ""]
    assert shown[-4:] == ["Austrija", "Dānija", "Igaunija", "Japāna"]
    assert [row[0] for row in ranked(page).rows][-4:] == shown[-4:], "without a place"
    assert told["Igaunija"] == ["nav datu", "46,5 %", ""]
    assert "Bez 2023. gada datiem: Austrija, Dānija, Igaunija, Japāna." in page.text
    assert "Tikai aptuveni (≈): Portugāle." in page.text
    fine = page.tables[1]
    assert next(row for row in fine.rows if row[0] == "25. Latvija")[1:4] == [
        "nav datu",
        "53,8 %*",
        "„zema vai nav”: secināts, avotā tieši nav teikts",
    ]


def test_how_many_rose_is_counted_by_a_rule_that_is_said(visit: Visit) -> None:
    """Seven rose and eight fell; Luxembourg went from 55,9 to 56, which rounding may do. Whatever is picked."""
    said = (
        "Gan 2021., gan 2023. gada dati ir par 16 valstīm: rādītājs pieaudzis 7 valstīs, samazinājies 8 valstīs; "
        "vēl 1 valstī izmaiņas ir mazākas par 0,5 procentpunktiem un var būt radušās, skaitļus noapaļojot."
    )
    for address in ({}, {"valstis": "baltija"}, {"izceltas": "EST"}):
        text = visit("uzticesanas", **address).text
        assert said in text
        assert "no 1 valst" not in text


def test_any_indicator_is_compared(visit: Visit) -> None:
    """Of the police 19 countries have a figure of 2023; Slovenia has Latvia's 52 %, 14 have more."""
    page = visit("uzticesanas", raditajs="trust_police")
    assert (
        page.h1
        == "52 % Latvijā 2023. gadā, „Uzticēšanās policijai”: 15. vieta starp 19 valstīm, par kurām te ir dati; "
        "salīdzināma vidējā OECD rādītāja šajos datos nav"
    )
    assert big(page) == "52 %"
    told = rows(page)
    assert told["Norvēģija"] == ["77 %", "79,3 %", "−2,3"]
    assert told["Latvija"] == ["52 %", "nav datu", ""]
    assert names(page)[-4:] == ["Apvienotā Karaliste", "Japāna", "Kolumbija", "Vidēji OECD"]
    assert told["Vidēji OECD"] == ["nav datu", "67,1 %", ""], "the average of 2021 stands beside no ranking of 2023"
    assert "par 5 valstīm: rādītājs pieaudzis 2 valstīs, samazinājies 3 valstīs." in page.text
    assert "noapaļojot" not in page.text
    offered = page.run.selectbox(key="raditajs=trust_police").options
    assert offered[0] == "Uzticēšanās valsts (nacionālajai) valdībai"
    assert "Uzticēšanās ziņu medijiem (par Latviju datu nav)" in offered
    assert "Uzticēšanās citiem cilvēkiem" in offered
    assert "Valdība pieņemtu uzņēmuma prasību, kas kaitētu sabiedrībai" not in offered, "no country has a figure"


def test_a_question_with_a_single_country(visit: Visit) -> None:
    page = visit("uzticesanas", raditajs="d2d_satisfaction_education")
    assert page.h1 == (
        "2023. gads, „Apmierināti ar izglītības sistēmu”: Latvijas datu nav; "
        "salīdzināma vidējā OECD rādītāja šajos datos nav"
    )
    assert names(page) == ["Dānija", "Latvija"]
    assert rows(page)["Latvija"] == ["nav datu"], "one wave: nothing to compare it with"
    assert not page.tree.all("span", of="big")


def test_a_wave_that_an_indicator_has_not(visit: Visit) -> None:
    page = visit("uzticesanas", raditajs="trust_other_people", gads="2021")
    assert page.banner == "Par šo rādītāju 2021. gada aptaujā datu nav; redzama 2023. gada aptauja."
    assert big(page) == "60 %"


def test_a_wave_without_latvia_keeps_its_last_figure(visit: Visit) -> None:
    page = visit("uzticesanas", gads="2025")
    assert page.h1 == (
        "29 % Latvijā 2023. gadā, bet 2025. gada datu vēl nav: „Uzticēšanās valsts (nacionālajai) valdībai”; "
        "vidēji OECD – 40 %"
    )
    assert placed(page) == ["Somija", "Vidēji OECD", "Grieķija", "Francija"]
    told = rows(page)
    assert told["Latvija"] == ["nav datu", "29 %", ""]
    assert told["Igaunija"] == ["nav datu", "46,5 % (2021)", ""], "dated, since it stands under 2023"


def test_a_country_is_picked_by_list_link_and_drawing(visit: Visit) -> None:
    page = visit("uzticesanas", valstis="ziemelvalstis")
    page.run.multiselect(key="izceltas=").set_value(["EST"]).run()
    assert page.run.query_params["izceltas"] == "EST"
    page = visit("uzticesanas", valstis="ziemelvalstis", izceltas="EST")
    assert "Igaunija" in names(page), "a picked country is shown, whichever group is"
    ways = {node.attributes.get("aria-label"): node.attributes["href"] for node in page.tree.all("a")}
    assert ways["Somija: izcelt vai vairs neizcelt"] == "/uzticesanas?valstis=ziemelvalstis&izceltas=EST%3BFIN"
    assert ways["Igaunija: izcelt vai vairs neizcelt"] == "/uzticesanas?valstis=ziemelvalstis"
    values = [row for own in page.charts[0]["layer"] for row in own["data"]["values"]]
    drawn = {row["label"]: row["href"] for row in values if "href" in row}
    assert drawn["Somija"] == ways["Somija: izcelt vai vairs neizcelt"]
    assert drawn["Igaunija"] == ways["Igaunija: izcelt vai vairs neizcelt"]
    assert drawn["Latvija"] == drawn["Vidēji OECD"] == ""


def test_are_we_catching_up_with_estonia(visit: Visit) -> None:
    """The council's question in a click: pick Igaunija; the screen says that the figure to answer it is missing."""
    page = visit("uzticesanas", izceltas="EST")
    assert answers(page) == [
        "Igaunija: 2021. gadā 46,5 % (Latvijā 24,5 %; starpība – 22 procentpunkti, aprēķināta šeit); "
        "par 2023. gadu šajos datos rādītāja nav, tāpēc nav zināms, vai starpība mazinās."
    ]
    marked = [node.words() for node in page.tree.all("tr", of="marked")]
    assert marked[0].startswith("Igaunija")
    assert answers(visit("uzticesanas", valstis="EST")) == answers(page), "an older address says it too"


def test_a_distance_that_can_be_followed(visit: Visit) -> None:
    page = visit("uzticesanas", izceltas="FIN;COL;LTU")
    assert names(page)[-1] == "Lietuva"
    assert rows(page)["Lietuva"] == ["nav datu", "nav datu", ""]
    assert answers(page) == [
        "Kolumbija: 2021. gadā 20,5 % (Latvijā 24,5 %; starpība – 4 procentpunkti, aprēķināta šeit); "
        "2023. gadā 32,1 % (Latvijā 29 %; starpība – 3,1 procentpunkts, aprēķināta šeit). "
        "No 2021. līdz 2023. gadam starpība mazinājās.",
        "Lietuva: šajos datos OECD aptauju rādītāju nav.",
        "Somija: 2021. gadā 61,5 % (Latvijā 24,5 %; starpība – 37 procentpunkti, aprēķināta šeit); "
        "2023. gadā 47 % (Latvijā 29 %; starpība – 18 procentpunktu, aprēķināta šeit); "
        "2025. gadā 49 %, par Latviju datu nav. "
        "No 2021. līdz 2023. gadam starpība mazinājās.",
    ]


@pytest.mark.parametrize(
    ("address", "shown", "others"),
    [
        ({"valstis": "baltija"}, ["Vidēji OECD", "Latvija"], ["Igaunija", "Lietuva"]),
        ({"valstis": "baltija", "gads": "2021"}, ["Igaunija", "Vidēji OECD", "Latvija"], ["Lietuva"]),
        (
            {"valstis": "ziemelvalstis"},
            ["Norvēģija", "Somija", "Zviedrija", "Vidēji OECD", "Islande", "Latvija"],
            ["Dānija"],
        ),
        ({"valstis": "CZE"}, ["Vidēji OECD", "Latvija", "Čehija"], []),
        ({"valstis": "CZE;baltija", "gads": "2021"}, ["Igaunija", "Vidēji OECD", "Latvija"], ["Čehija", "Lietuva"]),
    ],
)
def test_each_filter_of_the_address(
    visit: Visit, address: Mapping[str, str], shown: list[str], others: list[str]
) -> None:
    page = visit("uzticesanas", **address)
    assert placed(page) == shown
    assert names(page) == shown + others, "without a place, their last figure or none"
    assert page.banner == ""


@pytest.mark.parametrize("address", [{}, {"valstis": "visas"}, {"valstis": "visas;EST"}, {"valstis": ";"}])
def test_all_countries(visit: Visit, address: Mapping[str, str]) -> None:
    page = visit("uzticesanas", **address)
    assert len(names(page)) == 33
    assert page.run.button_group(key="valstis:visas").value in ("visas", ["visas"])


def test_forty_picked_countries(visit: Visit) -> None:
    """All are drawn and marked; a sentence for each would be no answer any more."""
    codes = sorted(country_codes())[:40]
    page = visit("uzticesanas", izceltas=";".join(codes))
    assert page.banner == ""
    assert "Izvēlētās valstis līdzās Latvijai" not in headings(page)
    marked = page.tree.all("tr", of="marked")
    assert len({node.words() for node in marked}) >= 40
    assert len(names(page)) == len(set(names(page)))


@pytest.mark.parametrize(
    ("address", "named", "shown"),
    [
        ({"valstis": "LVA;XX;EST"}, "XX", 3),
        ({"valstis": "latvija"}, "latvija", 33),
        ({"valstis": "<b>x</b>"}, "<b>x</b>", 33),
        ({"gads": "1999"}, "1999", 33),
        ({"gads": "banana", "valstis": "zz"}, "zz, banana", 33),
        ({"valstis": ";".join(["q" * 300] * 40)}, ", ".join(["q" * 20] * 10), 33),
        ({"raditajs": "trust_gods", "izceltas": "EST;<i>;OECD"}, "<i>, OECD, trust_gods", 33),
        ({"raditajs": "eb_trust_police"}, "eb_trust_police", 33),
    ],
)
def test_what_is_not_known_is_left_out_and_named(
    visit: Visit, address: Mapping[str, str], named: str, shown: int
) -> None:
    page = visit("uzticesanas", **address)
    assert page.banner == f"Adresē nav saprasts un tāpēc nav ņemts vērā: „{named}”."
    assert len(names(page)) == shown
    assert page.h1 == FINDING


def test_institutions_items_and_groups(visit: Visit) -> None:
    pages = [visit("uzticesanas", skats=own) for own in ("iestades", "jautajumi", "grupas")]
    every = [table for page in pages for table in page.tables]
    tables = [table for table in every if "Vidēji OECD" in table.headings and "Gads" in table.headings]
    rows = {(row[0], row[1]): row[2:5] for table in tables for row in table.rows}
    assert tables[0].rows[0][0] == "Uzticēšanās policijai"
    assert "Uzticēšanās citiem cilvēkiem" not in [row[0] for row in tables[0].rows], "people are no institution"
    assert rows["Uzticēšanās citiem cilvēkiem", "2023"] == ["60 %", "nav datu", ""]
    assert "2023. gadā 60 % Latvijas iedzīvotāju uzticējās citiem cilvēkiem" in headings(pages[0])
    assert pages[0].h1 == (
        "2023. gadā Latvijā visvairāk uzticējās policijai (52 %), vismazāk – politiskajām partijām (13 %); "
        "dati ir par 7 institūcijām"
    )
    assert pages[1].h1 == (
        "Lēmumi sarežģītos jautājumos, lielākā zināmā starpība ar vidējo: „Valdība būtu gatava aizsargāt dzīvības "
        "plaša mēroga ārkārtas situācijā” – 35 % Latvijas iedzīvotāju 2023. gadā; vidēji OECD – 53 %"
    )
    assert big(pages[1]) == "35 %"
    leads = {node.words(): node.attributes["href"] for node in pages[0].tree.all("a")}
    assert leads["Uzticēšanās policijai"] == "/uzticesanas?raditajs=trust_police"
    assert leads["Uzticēšanās valsts (nacionālajai) valdībai"] == "/uzticesanas"
    assert rows["Uzticēšanās policijai", "2023"] == ["52 %", "nav datu", ""]
    assert rows["Uzticēšanās tiesām un tiesu sistēmai", "2023"] == ["48 %", "54 %", "−6"]
    assert rows["Uzticēšanās parlamentam (Latvijā – Saeimai)", "2023"] == ["25 %", "36,5 %", "−11,5"]
    assert rows["Uzticēšanās politiskajām partijām", "2023"] == ["13 %", "nav datu", ""]
    emergency = "Valdība būtu gatava aizsargāt dzīvības plaša mēroga ārkārtas situācijā"
    assert rows[emergency, "2023"] == ["35 %", "53 %", "−18"]
    assert rows["Valdība līdzsvaro pašreizējo un nākamo paaudžu intereses", "2023"] == ["21 %", "37 %", "−16"]
    assert (
        "Lēmumi sarežģītos jautājumos – jautājumi, par kuriem Latvijas datu nav: Valdība pieņemtu uzņēmuma prasību"
        in pages[1].text
    )
    assert (
        "Iespēja ietekmēt lēmumus – jautājumi, par kuriem Latvijas dati ir tikai par citu gadu: Politiskā sistēma ļauj "
        "tādiem cilvēkiem kā es ietekmēt valdības lēmumus (2023. gadā vidēji OECD – 30 %; 2021. gadā Latvijā – 13 %)."
    ) in pages[1].text
    assert "Iespēja ietekmēt lēmumus – jautājumi, par kuriem Latvijas datu nav" not in pages[1].text
    assert "Apmierināti ar izglītības sistēmu" not in pages[1].text, "only Denmark has a figure"
    assert pages[2].h1 == (
        "Uzticēšanās valdībai Latvijā: 28 % (vecums: 18–29, 2021. gads); 20,1 % (vecums: 30–49, 2021. gads). "
        "Latvijas dati ir tikai par 2 grupām"
    )
    assert rows["dzimums: sievietes", "2023"] == ["nav datu", "36 %", ""]


def test_what_a_group_answered_is_not_compared_with_everybody(visit: Visit) -> None:
    """The OECD's 66 % are of users of the service; Latvia's source does not say whom its 63 % are of."""
    page = visit("uzticesanas", skats="jautajumi")
    asked = "Apmierināti ar administratīvajiem pakalpojumiem"
    assert headings(page)[:2] == [
        f"Ikdienas saskare ar publiskajiem pakalpojumiem: „{asked}” – 63 % Latvijas iedzīvotāju 2023. gadā; "
        "salīdzināma vidējā OECD rādītāja šajos datos nav",
        "Iespēja ietekmēt lēmumus: „Politiskā sistēma ļauj tādiem cilvēkiem kā es ietekmēt valdības lēmumus” – "
        "13 % Latvijas iedzīvotāju 2021. gadā; salīdzināma vidējā OECD rādītāja šajos datos nav",
    ]
    of_asked = [row[:5] for table in page.tables for row in table.rows if row[0].startswith(asked) and len(row) == 5]
    assert of_asked == [
        [asked, "2023", "63 %", "nav datu", ""],
        [asked, "2021", "61 %", "nav datu", ""],
        [f"{asked} (pakalpojuma lietotāji)", "2023", "nav datu", "66 %", ""],
    ]
    assert "Apmierināti ar veselības aprūpi (pakalpojuma lietotāji) (2023. gads, vidēji OECD – 52 %)" in page.text
    assert "(users of the service)" in visit("uzticesanas", skats="jautajumi", lang="en").text


def test_a_group_without_english_is_told_to_be_latvian(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(build.snapshot(trust=(figure("LVA", 2023, 40, group="dzīvesvieta: Rīga"), figure("LVA", 2023, 41))))
    page = visit("uzticesanas", skats="grupas", lang="en")
    cells = [
        node for table in page.tree.all("table") for node in table.all("span") if node.attributes.get("lang") == "lv"
    ]
    assert "dzīvesvieta: Rīga" in [node.words() for node in cells]


def test_notes_of_the_sheet_are_told(visit: Visit) -> None:
    """What the source of Latvia's figure says of the average stands in the open: whoever compares must know."""
    text = visit("uzticesanas", skats="jautajumi").text
    said = "Latvija, Apmierināti ar administratīvajiem pakalpojumiem, 2023 – Paziņojumā teikts, ka tas atbilst vidējam"
    assert said in text


def test_every_survey_of_a_picture_is_named(visit: Visit) -> None:
    """Of the European Union No. 91 asked for the average alone, and so did No. 92 for Latvia alone in the same year."""
    text = visit("uzticesanas", skats="laiks", lang="en").text
    assert (
        "Survey: Standard Eurobarometer No. 91; Standard Eurobarometer No. 92; Standard Eurobarometer No. 104" in text
    )
    assert "n = 1,000 (Latvia, 2019, No. 92)" in text


def test_other_published_changes_are_told(visit: Visit) -> None:
    text = visit("uzticesanas", skats="iestades").section("Citu rādītāju izmaiņas, kas publicētas par Latviju").words()
    said = (
        "Valdības uzticamības pozitīvā vērtējuma izmaiņas kopš 2021. gada: +6 procentpunkti (2023. gads, kā publicēts)"
    )
    assert said in text


def test_other_surveys_stand_apart(visit: Visit) -> None:
    found = [heading for heading in all_headings(visit("uzticesanas", skats="laiks")) if "irobarometrs" in heading]
    assert found == [
        "2025. gadā 31 % Latvijas iedzīvotāju drīzāk uzticējās valdībai (Standarta Eirobarometrs)",
        "2025. gadā 55 % Latvijas iedzīvotāju drīzāk uzticējās Eiropas Savienībai (Standarta Eirobarometrs)",
        "2023. gadā 31 % Latvijas iedzīvotāju drīzāk uzticējās parlamentam (Latvijā – Saeimai) (Standarta "
        "Eirobarometrs)",
        "2023. gadā 15 % Latvijas iedzīvotāju drīzāk uzticējās politiskajām partijām, bet 78 % drīzāk neuzticējās "
        "(Standarta Eirobarometrs)",
        "2021. gadā 28 % Latvijas iedzīvotāju piekrita, bet 71 % nepiekrita: „Mana balss manā valstī tiek ņemta vērā” "
        "(Eirobarometrs, 2021. gada pavasaris)",
        "2021. gadā 23 % Latvijas iedzīvotāju piekrita, bet 77 % nepiekrita: „Mana balss manā valstī tiek ņemta vērā” "
        "(Eiropas Parlamenta Eirobarometrs, 2021. gada rudens)",
    ]


def test_licence_and_notice_are_told(visit: Visit) -> None:
    page = visit("uzticesanas")
    assert page.text.count("This is an adaptation of an original work by the OECD.") == 1
    assert "Šis ir OECD darba pielāgojums" in page.text
    assert "CC BY 4.0" in page.text
    assert (
        "† kā publicēts avotā, nevis abu redzamo skaitļu starpība; pārējās izmaiņas ir starpība, un "
        "noapaļošanas kļūda tajā var sasniegt 0,5 punktus; ≈ aptuveni, "
        "* secināts vai aprēķināts šeit." in page.text
    )
    assert "†" not in visit("uzticesanas", skats="iestades").text, "no change is shown there"
    several = visit("uzticesanas", skats="iestades").text
    assert (
        "Izlase vai aprēķins: 30 valstu nesvērtais vidējais (Vidēji OECD, Uzticēšanās valsts (nacionālajai) "
        "valdībai, 2023)" in several
    )
    assert "Jautājums: norādīts tikai daļai rādītāju" in several
    assert "Jautājums: nav norādīts" in visit("uzticesanas", skats="jautajumi").text
    groups = visit("uzticesanas", skats="grupas").text
    asked = "Cik lielā mērā jūs uzticaties valsts (nacionālajai) valdībai"
    assert f"Jautājums: 2023 – {asked}" in groups, "of the averages in the table, which are not drawn"
    assert "; 2021 – nav norādīts" in groups
    assert "* Avotā nav saglabāts, uz kuru atbildi skaitlis attiecas" in page.text
    assert "Abi vidējie OECD rādītāji aptver dažādas valstis" in page.text
    assert "20 valstu nesvērtais vidējais (Vidēji OECD, 2021)" in page.text
    assert "Komisijas lēmums 2011/833/ES" in visit("uzticesanas", skats="laiks").text
    assert "Šis ir OECD darba" not in visit("uzticesanas", lang="en").text


def test_drivers_are_absent_while_the_sheet_names_none(
    visit: Visit, source: Callable[[Mapping[str, Grid]], None]
) -> None:
    assert "Plāna rīcības virzieni" not in visit("uzticesanas").links
    assert "„plans”" in visit("uzticesanas", skats="plans").banner, "a section that is not there is named"
    source(put(embedded_grids(), "directions", 2, trust_drivers="trust_national_government; trust_police"))
    page = visit("uzticesanas", skats="plans")
    assert "nav teikts, ka kāds pasākums būtu mainījis kādu rādītāju." in page.text
    assert "Uzticēšanās policijai 2023 52 %" in page.text


def test_a_day_before_the_wave(visit: Visit) -> None:
    page = visit("uzticesanas", datums="2022-06-09")
    assert page.h1.startswith("24,5 % Latvijas iedzīvotāju 2021. gadā uzticējās valdībai")
    assert "2023. gad" not in page.text.replace("datus 2023. gad", "")


def test_without_any_figure_the_screen_says_so(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(build.snapshot())
    assert visit("uzticesanas").h1 == "Šajā dienā OECD uzticēšanās pētījuma datu vēl nav."


def test_a_wave_of_one_country_without_latvia(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(build.snapshot(trust=(figure("EST", 2023, 40),)))
    page = visit("uzticesanas")
    assert (
        page.h1
        == "2023. gads, „Uzticēšanās valdībai”: Latvijas datu nav; salīdzināma vidējā OECD rādītāja šajos datos nav"
    )
    assert [row[0] for row in ranked(page).rows] == ["Igaunija", "Latvija"]
    assert ranked(page).headings == ["Valsts", "2023"], "no place among one, and no change"
    assert "redzami pēdējie zināmie" not in str(page.charts), "of Latvia there is none at all"


def test_a_wave_of_latvia_alone_has_no_place_in_it(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(build.snapshot(trust=(figure("LVA", 2023, 40),)))
    page = visit("uzticesanas")
    assert page.h1 == (
        "40 % Latvijas iedzīvotāju 2023. gadā uzticējās valdībai; salīdzināma vidējā OECD rādītāja šajos datos nav"
    )
    assert "no 1 valst" not in page.text


def test_sheet_text_is_shown_and_never_run(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    nasty = "<script>alert(1)</script>"
    rows = [
        figure("LVA", year, 30, title=nasty, question=nasty, sample=nasty, source=nasty, fieldwork=nasty, survey=survey,
               group=group)
        for year in (2021, 2023)
        for survey in (TRUST_SURVEY, nasty)
        for group in (None, nasty)
    ]  # fmt: skip
    shows(build.snapshot(trust=tuple(rows)))
    assert "<script" not in visit("uzticesanas").html


def test_a_cell_that_cannot_be_read_is_a_gap(visit: Visit, source: Callable[[Mapping[str, Grid]], None]) -> None:
    grids = embedded_grids()
    own = ["2023", "FIN", "trust_national_government"]
    place = next(
        number
        for number, row in enumerate(grids["trust"], start=1)
        if row[1:4] == own and str(row[7]).startswith("augsta") and not row[6]
    )
    source(put(grids, "trust", place, value="#REF!"))
    page = visit("uzticesanas")
    assert rows(page)["Somija"][0] == "nav datu"
    assert "Bez 2023. gada datiem: Austrija, Dānija, Igaunija, Japāna, Somija." in page.text


def test_every_figure_can_be_taken_away(visit: Visit) -> None:
    """Each has its menu, which leads to this very choice: on the running screen as in the server's own page."""
    chosen = {"valstis": "baltija", "lang": "en", "datums": "2024-11-07", "nekas": "1"}
    menus = visit("uzticesanas", **chosen).tree.all("div", of="offer")
    assert len(menus) == 1
    query = f"valstis=baltija&lang=en&datums=2024-11-07&snapshot={live.current().snapshot.id}"
    ways = [[node.attributes["href"] for node in menu.all("a")] for menu in menus]
    assert ways[0][0] == f"/uzticesanas?{query}"
    assert ways[0][-2] == f"/figure/uzticesanas/uzticesanas-2023.csv?{query}"
    assert ways[0][-1] == "/embed/uzticesanas/uzticesanas-2023?valstis=baltija&lang=en&datums=2024-11-07"
    read_of_it = paint.read(urlencode(chosen), "uzticesanas")
    painted = paint.paint("uzticesanas", addressed.view_of(read_of_it, TODAY), read_of_it)
    assert re.findall(r'href="(/figure/[^"]*)"', painted) == [
        escape(way) for menu in ways for way in menu if way.startswith("/figure/")
    ]


@pytest.mark.parametrize(
    ("section", "widths"), [("", [720, 330]), ("iestades", [720, 330] * 2), ("grupas", [720, 330])]
)
def test_the_charts_stand_on_the_page_for_both_widths(visit: Visit, section: str, widths: list[int]) -> None:
    page = visit("uzticesanas", **({"skats": section} if section else {}))
    assert [chart["width"] for chart in page.charts] == widths
    said = [" ".join(chart["description"].split()) for chart in page.charts]
    assert set(said) <= set(all_headings(page)), "each says the finding over it"


def test_the_pointer_is_told_a_countrys_answers(visit: Visit) -> None:
    chart = visit("uzticesanas", valstis="FIN;EST").charts[0]
    told = []
    for layer in (own for own in chart["layer"] if "tooltip" in own["encoding"]):
        hints = layer["encoding"]["tooltip"]
        told += [{hint["title"]: row[hint["field"]] for hint in hints} for row in layer["data"]["values"]]
    assert told[0] == {
        "Valsts": "Somija", "2023": "47\u00a0%", "2021": "61,5\u00a0%", "izmaiņas": "−14,5", "Neitrāla": "nav datu",
        "Zema vai nav": "39,6\u00a0%*",
    }  # fmt: skip
    assert told[-1] == {"Valsts": "Igaunija", "Pēdējie zināmie": "46,5\u00a0% (2021)"}
