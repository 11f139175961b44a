"""Uzticēšanās with the embedded data: the finding, each filter, each figure, and what is not known."""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urlencode

import pytest

from components.frame import addressed
from components.web import paint
from data import live
from data.model import TRUST_SURVEY, Snapshot
from tests.answers import build
from tests.answers.test_trust import figure
from tests.helpers import Grid, embedded_grids, put
from tests.screens.conftest import TODAY, Visit
from tests.screens.reading import Page

FINDING = (
    "2023. gadā augsta vai vidēji augsta uzticēšanās valdībai ir 29 % Latvijas iedzīvotāju; OECD vidējais – 39,3 %."
)
FINDING_EN = (
    "2023: 29% of people in Latvia have high or moderately high trust in the government; the OECD average is 39.3%."
)


def lead(page: Page) -> str:
    return page.tree.all("p", of="lead")[0].words()


def answers(page: Page) -> list[str]:
    section = page.section("Izvēlētās valstis līdzās Latvijai")
    return [node.words() for node in section.all("li")]


def ranked(page: Page) -> list:
    return [table for table in page.tables if "Vieta" in table.headings or "Place" in table.headings]


def names(page: Page) -> list[str]:
    (table,) = ranked(page)
    return [row[0] for row in table.rows]


def headings(page: Page) -> list[str]:
    return [node.words() for node in page.tree.all("h2")]


def all_headings(page: Page) -> list[str]:
    return [page.h1, *headings(page)]


def test_the_finding_in_both_languages(visit: Visit) -> None:
    page = visit("uzticesanas")
    assert page.h1 == FINDING
    assert lead(page) == (
        "Izmaiņas kopš 2021. gada procentpunktos: Latvijā +4 (kā publicēts), OECD vidēji valstīs, kas piedalījās "
        "abās aptaujās: −2,4 (kā publicēts). 2025. gada aptaujā Latvijas skaitļa vēl nav; OECD vidējais – 40 %."
    )
    page = visit("uzticesanas", lang="en")
    assert page.h1 == FINDING_EN
    assert lead(page) == (
        "Change since 2021 in percentage points: Latvia +4 (as published), OECD average of the countries in both waves "
        "−2.4 (as published). In the wave of 2025 there is no Latvian figure yet; the OECD average is 40%."
    )


def test_figure_1_ranked_with_gaps_named(visit: Visit) -> None:
    page = visit("uzticesanas")
    shown = names(page)
    assert len(shown) == 28 + 1
    assert shown[:3] == ["Šveice", "Luksemburga", "Meksika"]
    assert shown.index("OECD vidējais") == 12
    (table,) = ranked(page)
    latvia = table.rows[shown.index("Latvija")]
    assert latvia[:6] == ["Latvija", "25", "29 %", "nav datu", "53,8 %*", "atvasināta"]
    assert table.rows[shown.index("Portugāle")][2:6] == ["≈30 %", "nav datu", "nav datu", "aptuveni"]
    assert "2023. gada skaitļa nav: Austrija, Dānija, Igaunija, Japāna." in page.text
    assert "Tikai aptuveni (≈): Portugāle." in page.text
    assert (
        "2023. gads: ar 29 % Latvija ir 25. vietā no 28 valstīm, kurām skaitlis ir zināms; OECD vidējais – 39,3 %"
        in (headings(page))
    )


def test_are_we_catching_up_with_estonia(visit: Visit) -> None:
    """The council's question in clicks: pick Igaunija; the screen says that the figure that would answer is missing."""
    page = visit("uzticesanas")
    picker = page.run.multiselect(key="valstis=")
    assert "Igaunija" in picker.options
    picker.set_value(["EST"]).run()
    assert page.run.query_params["valstis"] == "EST"
    page = visit("uzticesanas", valstis="EST")
    assert answers(page) == [
        "Igaunija: 2021. gadā 46,5 % (Latvijā 24,5 %; starpība +22, atvasināta); 2023. gadā skaitļa nav. "
        "Vai starpība mazinās, nav zināms: trūkst 2023. gada skaitļa."
    ]
    assert "2023. gada skaitļa nav: Igaunija." in page.text


def test_a_distance_that_can_be_followed(visit: Visit) -> None:
    page = visit("uzticesanas", valstis="FIN;COL;LTU")
    assert answers(page) == [
        "Kolumbija: 2021. gadā 20,5 % (Latvijā 24,5 %; starpība −4, atvasināta); "
        "2023. gadā 32,1 % (Latvijā 29 %; starpība +3,1, atvasināta). No 2021. līdz 2023. gadam starpība mazinājās.",
        "Lietuva: skaitļa nav nevienā aptaujā.",
        "Somija: 2021. gadā 61,5 % (Latvijā 24,5 %; starpība +37, atvasināta); "
        "2023. gadā 47 % (Latvijā 29 %; starpība +18, atvasināta); 2025. gadā 49 %, Latvijas skaitļa nav. "
        "No 2021. līdz 2023. gadam starpība mazinājās.",
    ]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ({"valstis": "baltija"}, ["OECD vidējais", "Latvija"]),
        ({"valstis": "baltija", "gads": "2021"}, ["Igaunija", "OECD vidējais", "Latvija"]),
        ({"valstis": "ziemelvalstis"}, ["Norvēģija", "Somija", "Zviedrija", "OECD vidējais", "Islande", "Latvija"]),
        ({"valstis": "CZE"}, ["OECD vidējais", "Latvija", "Čehija"]),
        ({"valstis": "CZE;baltija", "gads": "2021"}, ["Igaunija", "OECD vidējais", "Latvija"]),
        ({"gads": "2025"}, ["Somija", "OECD vidējais", "Grieķija", "Francija"]),
    ],
)
def test_each_filter_of_the_address(visit: Visit, address: Mapping[str, str], shown: list[str]) -> None:
    page = visit("uzticesanas", **address)
    assert names(page) == shown
    assert page.banner == ""
    assert page.h1 == FINDING, "the finding is of Latvia's newest figure, whatever is picked"


@pytest.mark.parametrize("address", [{}, {"valstis": "visas"}, {"valstis": "visas;EST"}, {"valstis": ";"}])
def test_all_countries(visit: Visit, address: Mapping[str, str]) -> None:
    page = visit("uzticesanas", **address)
    assert len(names(page)) == 29
    assert page.run.button_group(key="valstis:visas").value in ("visas", ["visas"])


@pytest.mark.parametrize(
    ("address", "named", "shown"),
    [
        ({"valstis": "LVA;XX;EST"}, "XX", 2),
        ({"valstis": "latvija"}, "latvija", 29),
        ({"valstis": "<b>x</b>"}, "<b>x</b>", 29),
        ({"gads": "1999"}, "1999", 29),
        ({"gads": "banana", "valstis": "zz"}, "zz, banana", 29),
        ({"valstis": ";".join(["q" * 300] * 40)}, ", ".join(["q" * 20] * 10), 29),
    ],
)
def test_what_is_not_known_is_left_out_and_named(
    visit: Visit, address: Mapping[str, str], named: str, shown: int
) -> None:
    page = visit("uzticesanas", **address)
    assert page.banner == f"Šeit nav zināms un nav ņemts vērā: „{named}”."
    assert len(names(page)) == shown


def test_change_between_waves(visit: Visit) -> None:
    (table,) = (table for table in visit("uzticesanas").tables if {"2021", "2023"} <= set(table.headings))
    rows = {row[0]: row[1:5] for row in table.rows}
    assert len(rows) == 16 + 1
    assert rows["Latvija"] == ["24,5 %", "29 %", "+4", "kā publicēts"]
    assert rows["OECD, tās pašas valstis"] == ["43 %", "41 %", "−2,4", "kā publicēts"]
    assert rows["Somija"] == ["61,5 %", "47 %", "−14,5", "atvasināts"]
    assert not {"Igaunija", "Dānija"} & set(rows)


def test_institutions_items_and_groups(visit: Visit) -> None:
    pages = [visit("uzticesanas", skats=own) for own in ("iestades", "jautajumi", "grupas")]
    every = [table for page in pages for table in page.tables]
    tables = [table for table in every if "OECD vidējais" in table.headings and "Gads" in table.headings]
    rows = {(row[0], row[1]): row[2:5] for table in tables for row in table.rows}
    assert rows["Uzticēšanās policijai", "2023"] == ["52 %", "nav datu", ""]
    assert rows["Uzticēšanās tiesām un tiesu sistēmai", "2023"] == ["48 %", "54 %", "−6"]
    assert rows["Uzticēšanās parlamentam (Latvijā – Saeimai)", "2023"] == ["25 %", "36,5 %", "−11,5"]
    assert rows["Uzticēšanās politiskajām partijām", "2023"] == ["13 %", "nav datu", ""]
    emergency = "Valdība būtu gatava aizsargāt dzīvības plaša mēroga ārkārtas situācijā"
    assert rows[emergency, "2023"] == ["35 %", "53 %", "−18"]
    assert rows["Valdība līdzsvaro pašreizējo un nākamo paaudžu intereses", "2023"] == ["21 %", "37 %", "−16"]
    assert (
        "Lēmumi sarežģītos jautājumos – jautājumi, par kuriem Latvijas skaitļa nav: Valdība pieņemtu uzņēmuma prasību"
        in pages[1].text
    )
    assert pages[2].h1 == (
        "Par Latviju zināmi tikai 2 grupu skaitļi: vecums: 18–29 – 28 % (2021); vecums: 30–49 – 20,1 % (2021)"
    )
    assert rows["dzimums: sievietes", "2023"] == ["nav datu", "36 %", ""]


def test_notes_of_the_sheet_are_told(visit: Visit) -> None:
    """The OECD's 66 % are of users of the service: whoever compares must know."""
    text = visit("uzticesanas", skats="jautajumi").text
    said = "OECD vidējais, Apmierināti ar administratīvajiem pakalpojumiem, 2023 – Pakalpojuma lietotāju vērtējums"
    assert said in text


def test_other_published_changes_are_told(visit: Visit) -> None:
    text = visit("uzticesanas", skats="iestades").section("Citas par Latviju publicētās izmaiņas").words()
    said = (
        "Valdības uzticamības pozitīvā vērtējuma izmaiņas kopš 2021. gada: "
        "+6 (procentpunktos; 2023. gads, kā publicēts)"
    )
    assert said in text


def test_other_surveys_stand_apart(visit: Visit) -> None:
    found = [heading for heading in all_headings(visit("uzticesanas", skats="laiks")) if "irobarometrs" in heading]
    assert found == [
        "Standarta Eirobarometrs, „Drīzāk uzticas valsts valdībai”: Latvija – drīzāk uzticas 31 % (2025)",
        "Standarta Eirobarometrs, „Drīzāk uzticas Eiropas Savienībai”: Latvija – drīzāk uzticas 55 % (2025)",
        "Standarta Eirobarometrs, „Drīzāk uzticas valsts parlamentam (Latvijā – Saeimai)”: "
        "Latvija – drīzāk uzticas 31 % (2023)",
        "Standarta Eirobarometrs, „Drīzāk uzticas politiskajām partijām”: "
        "Latvija – drīzāk uzticas 15 %, drīzāk neuzticas 78 % (2023)",
        "Eirobarometrs, „Mana balss manā valstī tiek ņemta vērā”: Latvija – piekrīt 28 %, nepiekrīt 71 % (2021)",
        "Eiropas Parlamenta Eirobarometrs, „Mana balss manā valstī tiek ņemta vērā”: "
        "Latvija – piekrīt 23 %, nepiekrīt 77 % (2021)",
    ]


def test_licence_and_notice_are_told(visit: Visit) -> None:
    page = visit("uzticesanas")
    assert page.text.count("This is an adaptation of an original work by the OECD.") == 1
    assert "Šis ir OECD darba pielāgojums" in page.text
    assert "CC BY 4.0" in page.text
    assert "Jautājums: nav norādīts" in visit("uzticesanas", skats="jautajumi").text
    assert "Komisijas lēmums 2011/833/ES" in visit("uzticesanas", skats="laiks").text
    assert "Šis ir OECD darba" not in visit("uzticesanas", lang="en").text


def test_drivers_are_absent_while_the_sheet_names_none(
    visit: Visit, source: Callable[[Mapping[str, Grid]], None]
) -> None:
    assert "Plāna rīcības virzieni" not in visit("uzticesanas").links
    assert "„plans”" in visit("uzticesanas", skats="plans").banner, "a section that is not there is named"
    source(put(embedded_grids(), "directions", 2, trust_drivers="trust_national_government; trust_police"))
    page = visit("uzticesanas", skats="plans")
    assert "nav teikts, ka kāds pasākums būtu mainījis kādu skaitli." in page.text
    assert "Uzticēšanās policijai 2023 52 %" in page.text


def test_a_day_before_the_wave(visit: Visit) -> None:
    page = visit("uzticesanas", datums="2022-06-09")
    assert page.h1.startswith("2021. gadā augsta vai vidēji augsta uzticēšanās valdībai ir 24,5 % Latvijas")
    assert "2023. gad" not in page.text.replace("datus 2023. gad", "")


def test_without_any_figure_the_screen_says_so(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(build.snapshot())
    assert visit("uzticesanas").h1 == "Šajā dienā nav zināms neviens OECD uzticēšanās pētījuma skaitlis."


def test_a_wave_of_one_country_without_latvia(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(build.snapshot(trust=(figure("EST", 2023, 40),)))
    page = visit("uzticesanas")
    assert page.h1 == "Latvijas skaitlis par uzticēšanos valdībai nav zināms."
    assert names(page) == ["Igaunija"]
    assert "2023. gads: Latvijas skaitļa vēl nav; OECD vidējais – nav datu" in headings(page)


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
    assert "Somija" not in names(page)
    assert "2023. gada skaitļa nav: Austrija, Dānija, Igaunija, Japāna, Somija." in page.text


def test_every_figure_can_be_taken_away(visit: Visit) -> None:
    """Each has its menu, which leads to this very choice: on the running screen as in the server's own page."""
    chosen = {"valstis": "baltija", "lang": "en", "datums": "2024-11-07", "nekas": "1"}
    menus = visit("uzticesanas", **chosen).tree.all("div", of="offer")
    assert len(menus) == 2
    query = f"valstis=baltija&lang=en&datums=2024-11-07&snapshot={live.current().snapshot.id}"
    ways = [[node.attributes["href"] for node in menu.all("a")] for menu in menus]
    assert ways[0][0] == f"/uzticesanas?{query}"
    assert ways[0][-1] == f"/figure/uzticesanas/uzticesanas-2023.csv?{query}"
    assert ways[1][-1] == f"/figure/uzticesanas/uzticesanas-2021-2023.csv?{query}"
    read_of_it = paint.read(urlencode(chosen), "uzticesanas")
    painted = paint.paint("uzticesanas", addressed.view_of(read_of_it, TODAY), read_of_it)
    assert re.findall(r'href="(/figure/[^"]*)"', painted) == [
        escape(way) for menu in ways for way in menu if way.startswith("/figure/")
    ]


@pytest.mark.parametrize(("section", "widths"), [("", [720, 330, 480, 330]), ("iestades", [720, 330]),
                                                 ("grupas", [720, 330])])  # fmt: skip
def test_the_charts_stand_on_the_page_for_both_widths(visit: Visit, section: str, widths: list[int]) -> None:
    page = visit("uzticesanas", **({"skats": section} if section else {}))
    assert [chart["width"] for chart in page.charts] == widths
    said = [" ".join(chart["description"].split()) for chart in page.charts]
    assert set(said) <= set(all_headings(page)), "each says the finding over it"


def test_the_pointer_is_told_a_countrys_answers(visit: Visit) -> None:
    chart = visit("uzticesanas", valstis="FIN").charts[0]
    (layer,) = (own for own in chart["layer"] if "tooltip" in own["encoding"])
    hints = layer["encoding"]["tooltip"]
    told = [{hint["title"]: row[hint["field"]] for hint in hints} for row in layer["data"]["values"]]
    assert told[0] == {
        "Valsts": "Somija", "Augsta vai vidēji augsta": "47\u00a0%", "Neitrāla": "nav datu",
        "Zema vai nav": "39,6\u00a0%*",
    }  # fmt: skip
