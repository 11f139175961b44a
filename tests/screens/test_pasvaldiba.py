"""One municipality with the embedded data and with an invented standard: what is known, next steps, peers, papers."""

import csv
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from components.blocks.html import write
from components.screens.municipality import profile_papers
from components.view import View
from data import live
from data.answers.openness import core
from data.model import Answer, Binding, IndicatorKind, Origin, PartialDate, Snapshot
from data.words import words
from tests.answers import build
from tests.screens.conftest import TODAY, Visit
from tests.screens.reading import Page, read

HELD = live.embedded().snapshot
VALKA, VALMIERA, RIGA, MADONA, VARAKLANI = "0053000", "0054000", "0001000", "0038001", "0055000"


def answers(page: Page) -> dict[str, list[str]]:
    """The participation measures by title: answer, source, what is next, who alike and who near does it."""
    (table,) = (table for table in page.tables if table.caption in ("Līdzdalības pasākumi", "Participation measures"))
    return {row[0]: row[1:] for row in table.rows}


def criteria(page: Page) -> dict[str, list[str]]:
    """What every indicator asks and what is noted, by title: the small print of all tables."""
    names = ("Kritēriji, tiesību normas un piezīmes", "Criteria, law and notes")
    return {row[0]: row[1:] for table in page.tables if table.caption in names for row in table.rows if row[1:]}


def captioned(page: Page, caption: str) -> list[list[str]]:
    (found,) = (table.rows for table in page.tables if table.caption == caption)
    return found


# What is known


def test_the_heading_says_what_is_known(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=VALMIERA)
    assert page.h1 == "Valmieras novads: 4 no 7 līdzdalības pasākumiem atbilde ir „ir”; daļēji: 1; nav ziņu: 2"
    assert [node.words() for node in page.tree.all("span", of="big")] == ["4 no 7"]
    assert "51 500 iedzīvotāju (noapaļota aplēse, 01.01.2025., ticamība: zema – ziņas nav apstiprinātas)" in page.text
    assert "No 31 rādītāja atbilde zināma par 7." in page.text
    assert "„Nav ziņu” nozīmē, ka nav atrasts nekas, no kā varētu atbildēt, nevis to, ka nekā nav." in page.text
    one = visit("pasvaldiba", kods="0002000")
    assert one.h1 == "Daugavpils valstspilsēta: 1 no 7 līdzdalības pasākumiem atbilde ir „ir”; nav ziņu: 6"
    assert "No 31 rādītāja atbilde zināma par 1." in one.text
    none = visit("pasvaldiba", kods=VALKA, lang="en")
    assert none.h1 == "Valkas novads: no news yet on the 7 participation measures", "no nought in large letters"
    assert not none.tree.all("span", of="big")


def test_what_is_known_what_is_next_and_who_does_it_stand_in_one_table(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=RIGA)
    found = answers(page)
    assert len(found) == 7
    answer, source, following, alike, near = found["Līdzdalības budžets"]
    assert answer == "ir norisinās · kopš 2019. gada · 700 000 € (2024)"
    assert source == "likumi.lv; balso.riga.lv; www.riga.lv · 29.01.2025."
    assert (following, alike, near) == ("", "Jūrmalas valstspilsēta", "Mārupes novads, 9 km")
    assert found["Aptaujas un konsultatīvi pasākumi"][:3] == [
        "nav ziņu",
        "",
        "paziņot, vai tas ir ieviests, un pievienot pierādījumu",
    ]
    assert found["Iedzīvotāju ieteikumi par stratēģiskajiem virzieniem"][3] == "nav zināma neviena"
    assert page.links["Mārupes novads"] == "/pasvaldiba?kods=0039000"


def test_the_nearest_is_a_neighbour_whatever_its_size(visit: Visit) -> None:
    """Valmiera was led to Tukums for what Cēsis next to it does."""
    found = answers(visit("pasvaldiba", kods=VALMIERA))
    assert [row[4] for row in found.values()] == [
        "Cēsu novads, 27 km", "Cēsu novads, 27 km", "Cēsu novads, 27 km", "Rīgas valstspilsēta, 100 km",
        "Smiltenes novads, 31 km", "Smiltenes novads, 31 km", "Siguldas novads, 55 km",
    ]  # fmt: skip


def test_the_criteria_stand_in_the_small_print(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=RIGA)
    asks, noted = criteria(page)["Līdzdalības budžets"]
    assert asks.startswith("Iedzīvotāji iesniedz idejas, notiek balsojums, uzvarējušās idejas īsteno.")
    assert "pienākums · Pašvaldību likuma 59.–61. pants; obligāts no 2025. g." in asks
    assert noted.startswith("Konkurss kopš 2019. g.;")
    assert noted.endswith("Norādes „kopš 2019. gada” pamats: avots nosauc gadu vai notikumu")
    assert "Visi kritēriji: infopaneļa veidotāju formulējums, nav apstiprināts kritērijs." in page.text
    tables = [node for details in page.tree.all("details") for node in details.all("table")]
    assert {table.caption for table in page.tables if table.node in tables} == {
        "Kritēriji, tiesību normas un piezīmes", "Visi pārējie rādītāji",
        "Šīs pašvaldības un līdzīgo pašvaldību līdzdalības pasākumi", "Citu vērtējumi",
    }  # fmt: skip


def test_rules_without_practice_are_marked(visit: Visit) -> None:
    answer, _source, following, *_ = answers(visit("pasvaldiba", kods=MADONA))["Līdzdalības budžets"]
    assert answer.startswith("daļēji noteikumi ir, bet nav zināms, vai tie darbojas")
    assert following == "izpildīt kritēriju pilnībā"


def test_every_indicator_asked_is_there_and_no_other(visit: Visit) -> None:
    """Of the other 24 somebody does five (LAW-02, -09, -16, -20 and OD-1); the rest is one line."""
    page = visit("pasvaldiba", kods=VALKA)
    rest = [row for row in captioned(page, "Visi pārējie rādītāji") if len(row) > 1]
    (line,) = (node.words() for node in page.tree.all("p") if "nevienai citai pašvaldībai" in node.words())
    count, titles = line.split(" te atbildes nav, un nevienai citai pašvaldībai atbilde nav „ir”: ")
    assert len(rest) == 5
    assert count == "Par 19 rādītājiem"
    assert len(titles.split("; ")) == 19
    assert len(criteria(page)) == 31
    assert "Likumā noteiktie un citi rādītāji: ir ziņas par 0 no 24" in page.text
    assert "Indikators, ko Delna min kā vāju" not in page.text
    assert "Joma: politika" not in page.text


def test_in_english_the_usual_stages_are_english(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=RIGA, lang="en")
    assert answers(page)["Participatory budget"][0].startswith("in place running · since 2019")
    assert "norisinās" not in page.tree.words("en")
    assert "Current text: in place; running; since 2019; €700,000 (2024);" in page.run.code[0].value


def test_assessments_by_others_stand_apart(visit: Visit) -> None:
    rows = captioned(visit("pasvaldiba", kods="0026000"), "Citu vērtējumi")
    assert [row[0].split(":")[0].split(" (")[0] for row in rows] == [
        "E-indekss", "E-indekss", "E-indekss", "E-indekss", "Pašvaldību atklātības indekss",
        "Iekļauta Valsts kontroles revīzijas izlasē Tikai norāde, vai pašvaldība bija revīzijas izlasē; tas nav "
        "vērtējums. Secinājumi par atsevišķām pašvaldībām pieejamajos avotos nav atrasti.",
        "Ieviestie revīzijas ieteikumi Kopā 116 ieteikumi, no tiem 15 ieviesti 2024. gadā.",
    ]  # fmt: skip
    assert "2022. gads: nav augsts" in rows[4][1]


def test_changes_by_the_dates_of_sources(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=MADONA)
    assert captioned(page, "Pēc avotu datumiem, šajā datu versijā") == [
        ["Pašvaldību atklātības indekss (līmenis)", "nav augsts (2022. gads)", "augsts (2023. gads)"]
    ]
    assert "Citas datu versijas, ar ko salīdzināt, nav saglabātas." in page.text


def test_what_says_the_same_has_not_changed(visit: Visit) -> None:
    """Riga's band is “augsts” by the sources of 2022 and of 2023: two rows, and no change."""
    page = visit("pasvaldiba", kods=RIGA)
    assert "Pēc avotu datumiem neviena rādītāja vērtība nav mainījusies." in page.text


def test_changes_from_an_earlier_snapshot(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    first = next(row for row in HELD.indicator_values if (row.municipality, row.indicator) == (RIGA, "PL-6.3b"))
    old = replace(HELD, id="0123456789", indicator_values=tuple(
        replace(row, answer=Answer.PLANNED) if row is first else row for row in HELD.indicator_values))  # fmt: skip
    kept = {HELD.id: "tagad", old.id: "agrāk"}
    monkeypatch.setattr("components.screens.municipality.profile_changes.offered", lambda view: kept)
    monkeypatch.setattr(live, "recorded", lambda wanted: live.Current(old, (), None) if wanted == old.id else None)
    monkeypatch.setattr(live, "unanswered", lambda: -1)  # the history is another than what other tests have looked at
    page = visit("pasvaldiba", kods=RIGA)
    assert page.links["agrāk"] == f"/pasvaldiba?kods={RIGA}&kops={old.id}"
    chosen = visit("pasvaldiba", kods=RIGA, pec="veids", lidzigas=f"{VALKA};{MADONA}", vieta="1").links["agrāk"]
    assert chosen == f"/pasvaldiba?kods={RIGA}&lidzigas={VALKA}%3B{MADONA}&pec=veids&vieta=1&kops={old.id}"
    page = visit("pasvaldiba", kods=RIGA, kops=old.id)
    assert captioned(page, "Salīdzinājums ar datu versiju agrāk") == [
        ["Aptaujas un konsultatīvi pasākumi", "plānots (bez datuma)", "nav ziņu"]
    ]


# Which municipality


@pytest.mark.parametrize(("name", "h1"), [
    ("Jelgava", "„Jelgava” var nozīmēt vairākas pašvaldības"),
    ("Valkkas novads", "Pašvaldības „Valkkas novads” nav"),
    ("9999999", "Pašvaldības „9999999” nav"),
    ("<img src=x onerror=alert(1)>", "Pašvaldības „<img src=x onerror=alert(1)>” nav"),
    ("", "Izvēlieties vienu no 42 pašvaldībām"),
])  # fmt: skip
def test_what_the_address_cannot_name(visit: Visit, name: str, h1: str) -> None:
    page = visit("pasvaldiba", kods=name)
    assert page.h1 == h1
    assert "<img src=x" not in page.html
    rows = page.table("Pašvaldība").rows
    assert len(rows) == 42
    assert sum(int(row[2]) for row in rows) == 107


def test_candidates_are_named(visit: Visit) -> None:
    links = visit("pasvaldiba", kods="Jelgava").links
    assert links["Jelgavas valstspilsēta"] == "/pasvaldiba?kods=0003000"
    assert "Iespējams, meklējāt: Valkas novads" in visit("pasvaldiba", kods="Valkkas novads").text


def test_a_former_code_leads_to_its_successor(visit: Visit) -> None:
    page = visit("pasvaldiba", kods="0038000")
    assert page.h1 == "Madonas novads: 2 no 7 līdzdalības pasākumiem atbilde ir „ir”; daļēji: 1; nav ziņu: 4"
    assert page.banner == "„0038000” vairs nepastāv; redzama pašvaldība, kurai tā pievienota: Madonas novads."


def test_a_merged_municipality_has_its_history(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=VARAKLANI)
    assert page.h1 == "Varakļānu novads: pievienots Madonas novadam 01.07.2025."
    assert page.links["Madonas novads"] == f"/pasvaldiba?kods={MADONA}"
    assert not [table for table in page.tables if table.caption == "Līdzdalības pasākumi"]
    assert captioned(page, "Citu vērtējumi")[0][1].startswith("nav augsts")
    before = visit("pasvaldiba", kods=VARAKLANI, datums="2025-06-30")
    assert before.h1 == "Varakļānu novads: par 7 līdzdalības pasākumiem ziņu vēl nav"
    assert len(before.run.selectbox[0].options) == 1 + 43


def test_what_was_known_of_a_merged_municipality_is_shown_by_itself(visit: Visit, shows) -> None:
    own = build.value(VARAKLANI, "PL-6.3a", Answer.YES, source_date="2024")
    others = tuple(row for row in HELD.indicator_values if (row.municipality, row.indicator) != (VARAKLANI, "PL-6.3a"))
    shows(replace(HELD, id="varaklani1", indicator_values=(*others, own)))
    assert [row[1] for row in captioned(visit("pasvaldiba", kods=VARAKLANI), "Agrākās ziņas")] == ["ir"]
    assert (
        visit("pasvaldiba", kods=MADONA).h1
        == "Madonas novads: 2 no 7 līdzdalības pasākumiem atbilde ir „ir”; daļēji: 1; nav ziņu: 4"
    )


def test_before_it_was_there(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=VALKA, datums="2020-01-01")
    assert page.banner == "Šajā dienā pašvaldības vēl nebija; tā pastāv no 01.07.2021."
    assert visit("pasvaldiba", datums="2020-01-01").text.count("Šajā dienā vēl nebija nevienas") == 1


@pytest.mark.parametrize("code", [unit.code for unit in HELD.municipalities])
@pytest.mark.parametrize("language", ["lv", "en"])
def test_every_municipality_opens(visit: Visit, code: str, language: str) -> None:
    unit = next(unit for unit in HELD.municipalities if unit.code == code)
    page = visit("pasvaldiba", kods=code, lang=language)
    assert page.h1.startswith(f"{unit.title}: ") or page.h1.endswith((f": {unit.title}", f" in {unit.title}"))


def test_what_is_known_stands_when_the_plan_changes(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=VALMIERA, plans="P6")
    assert page.h1 == visit("pasvaldiba", kods=VALMIERA).h1
    assert page.h1 == "Valmieras novads: 4 no 7 līdzdalības pasākumiem atbilde ir „ir”; daļēji: 1; nav ziņu: 2"


# Peers and next steps


def test_a_clerk_of_valka_finds_the_next_step_and_who_does_it(visit: Visit) -> None:
    """Menu, list, Valka: three clicks; the rest stands on the page."""
    page = visit("pasvaldiba")
    page.run.selectbox[0].set_value(VALKA)
    page = visit("pasvaldiba", same=page.run)
    assert page.h1.startswith("Valkas novads")
    title, *budget = next(iter(answers(page).items()))
    assert title == "Līdzdalības budžets"
    assert budget[0] == [
        "nav ziņu",
        "",
        "paziņot, vai tas ir ieviests, un pievienot pierādījumu",
        "Smiltenes novads",
        "Smiltenes novads, 40 km",
    ]


def test_peers_by_the_basis_in_the_address(visit: Visit) -> None:
    caption = "Šīs pašvaldības un līdzīgo pašvaldību līdzdalības pasākumi"
    (table,) = (t for t in visit("pasvaldiba", kods=RIGA).tables if t.caption == caption)
    assert table.headings == ["Pasākums", "Rīga", "Jūrmala", "Jelgava", "Daugavpils", "Liepāja", "Ogre"]
    assert table.rows[-1] == ["Zināms", "2 / 7", "2 / 7", "2 / 7", "1 / 7", "1 / 7", "3 / 7"]
    assert table.rows[-2][:2] == ["Līdzdalības budžets: eiro uz iedzīvotāju", "1,18 € (2024)"]
    (table,) = (t for t in visit("pasvaldiba", kods=RIGA, pec="veids").tables if t.caption == caption)
    assert table.headings[1:] == ["Rīga", "Jūrmala", "Jelgava", "Ventspils", "Daugavpils", "Liepāja"]
    page = visit("pasvaldiba", kods=RIGA, lidzigas=f"{VALKA};0000000;{MADONA};{RIGA}")
    (table,) = (t for t in page.tables if t.caption == caption)
    assert table.headings[1:] == ["Rīga", "Valka", "Madona"]
    assert "Izvēlējās lietotājs." in page.text


@pytest.mark.parametrize(("basis", "said"), [
    ("lielums", "Pašvaldības lieluma grupa nav zināma."),
    ("regions", "Pašvaldības plānošanas reģions nav zināms."),
])  # fmt: skip
def test_what_is_not_known_of_a_municipality_is_shared_with_nobody(visit: Visit, shows, basis: str, said: str) -> None:
    units = tuple(
        replace(unit, size_group=None, region=None) if unit.code == VALKA else unit for unit in HELD.municipalities
    )
    shows(replace(HELD, id="9090909090", municipalities=units))
    page = visit("pasvaldiba", kods=VALKA, pec=basis)
    assert said in page.text
    assert "Nevienai citai" not in page.text


def test_valka_has_nobody_of_its_size_and_is_compared_by_region(visit: Visit) -> None:
    assert "Plānošanas reģions: Vidzemes." in visit("pasvaldiba", kods=VALKA).text
    page = visit("pasvaldiba", kods=VALKA, pec="lielums")
    assert "Citas pašvaldības ar to pašu pazīmi (lieluma grupa) nav." in page.text


def test_nobody_has_a_score_with_the_embedded_data(visit: Visit) -> None:
    text = visit("pasvaldiba", kods=RIGA, vieta="1").text
    assert "Pienākumi: vērtējuma nav, jo ziņas ir tikai no publiskiem avotiem" in text
    assert "trešdaļa" not in text
    assert ". vieta starp" not in text


# Bad input


def test_without_a_plan_and_without_indicators_the_page_says_so(visit: Visit, shows) -> None:
    shows(replace(HELD, id="bezplana01", plans=(), measures=(), commitments=(), directions=(), updates=()))
    page = visit("pasvaldiba", kods=VALMIERA)
    assert page.h1 == "Valmieras novads: plāna līdzdalības pasākumi nav zināmi"
    assert not [table for table in page.tables if table.caption == "Līdzdalības pasākumi"]
    assert "Likumā noteiktie un citi rādītāji: ir ziņas par 7 no 31" in page.text
    shows(replace(HELD, id="bezraditaj", indicators=(), indicator_values=()))
    page = visit("pasvaldiba", kods=VALMIERA)
    assert page.h1.startswith("Valmieras novads: ")
    assert page.tables == []


def test_without_coordinates_nobody_is_called_near(visit: Visit, shows) -> None:
    units = tuple(replace(unit, latitude=None, longitude=None) for unit in HELD.municipalities)
    shows(replace(HELD, id="bezpunktie", municipalities=units))
    found = answers(visit("pasvaldiba", kods=VALMIERA))
    assert {row[4] for row in found.values()} == {"attālums nav zināms"}
    assert found["Līdzdalības budžets"][3] == "Bauskas novads", "alike still, by name where the distance is not known"


def test_a_name_of_eighty_letters_stands_whole(visit: Visit, shows) -> None:
    name = ("Garais " * 12)[:74] + "novads"
    assert len(name) == 80
    units = tuple(
        replace(unit, title=name, short_title=name) if unit.code == VALMIERA else unit for unit in HELD.municipalities
    )
    shows(replace(HELD, id="garsvards1", municipalities=units))
    page = visit("pasvaldiba", kods=VALMIERA)
    assert page.h1 == f"{name}: 4 no 7 līdzdalības pasākumiem atbilde ir „ir”; daļēji: 1; nav ziņu: 2"
    assert answers(visit("pasvaldiba", kods="0026000"))["Līdzdalības budžets"][4] == f"{name}, 27 km"


def test_a_municipality_merged_yesterday(visit: Visit, shows) -> None:
    yesterday = PartialDate(TODAY.year, TODAY.month, TODAY.day - 2)
    units = tuple(
        replace(unit, valid_to=yesterday, merged_into=VALMIERA) if unit.code == VALKA else unit
        for unit in HELD.municipalities
    )
    shows(replace(HELD, id="pievienots", municipalities=units))
    page = visit("pasvaldiba", kods=VALKA)
    assert page.h1 == "Valkas novads: pievienots Valmieras novadam 21.11.2026."
    assert not page.tree.all("span", of="big")
    beside = answers(visit("pasvaldiba", kods=VALMIERA))
    assert "Valkas" not in " ".join(" ".join(row) for row in beside.values())


# The official standard, invented here: 42 rows of Rādītāji and the answers


def with_a_standard() -> Snapshot:
    units = [
        build.indicator(f"STD-{n:02}", group="Oficiālais standarts", title=f"Vienība {n}", kind=IndicatorKind.YES_NO,
                        origin=Origin.STANDARD, binding=Binding.DUTY, what_to_do=f"Publicēt vienību {n}.")
        for n in range(11, 53)
    ]  # fmt: skip
    given = [
        build.value(code, unit.id, Answer.YES if n < yes else Answer.NO, source="https://www.lv", comment="=1+1 <b>")
        for code, yes in ((VALKA, 35), (VALMIERA, 42))
        for n, unit in enumerate(units)
    ]
    return replace(
        HELD,
        id="5tandarts1",
        indicators=(*HELD.indicators, *units),
        indicator_values=(*HELD.indicator_values, *given),
    )


def test_the_standard_appears_without_a_change_of_code(visit: Visit, shows) -> None:
    shows(with_a_standard())
    page = visit("pasvaldiba", kods=VALKA)
    assert len([row for row in captioned(page, "Visi pārējie rādītāji") if row[0].startswith("Vienība")]) == 42
    assert "No visiem 73 rādītājiem atbilde zināma par 42." in page.text
    rest = {row[0]: row[1:] for row in captioned(page, "Visi pārējie rādītāji")}
    assert rest["Vienība 52"] == [
        "nav", "www.lv", "Publicēt vienību 52.", "Valmieras novads", "Valmieras novads, 44 km",
    ]  # fmt: skip
    # 35 of 42 answered; 42 of 55 duties asked in words.
    assert (
        "Pienākumi: augšējā trešdaļa, 83 % punktu (pašvaldības vai vērtētāja atbildes ir par 42 no 55 "
        "vērtējamiem rādītājiem)." in page.text.replace("\u00a0", " ")
    )
    assert "vieta starp" not in page.text
    assert "2. vieta; vērtēto tā paša veida pašvaldību skaits – 2." in visit("pasvaldiba", kods=VALKA, vieta="1").text
    assert "<b>" in page.text, "sheet text is shown letter for letter"
    assert len(core(with_a_standard(), "P5")) == 7


# Papers


def test_the_letter_of_an_error_says_where_and_what(visit: Visit) -> None:
    page = visit("pasvaldiba", kods=RIGA)
    letter = page.run.code[0].value
    assert letter.splitlines()[:3] == [
        "Kam: labojumu adresāts nav norādīts",
        "Kļūda infopanelī: Rīgas valstspilsēta (0001000)", "Rādītājs: Līdzdalības budžets (PL-6.3a)",
    ]  # fmt: skip
    assert (
        "Tagad rakstīts: ir; norisinās; kopš 2019. gada; 700 000 € (2024); avots: https://likumi.lv/ta/id/358345"
        in letter.replace("\u00a0", " ")
    )
    assert f"Datu versija {HELD.id}" in letter
    assert "Stāvoklis 22.11.2026." in letter
    assert len(page.run.code) == 1, "no lines to paste where this server's address is not known"


@pytest.mark.parametrize(("recipient", "line", "link"), [
    (None, "Adrese, uz kuru sūtīt labojumus, vēl nav noteikta; saglabājiet vēstuli, līdz tā būs.", None),
    ("Valsts kancelejas Inovācijas nodaļa", "Vēstuli sūtiet: Valsts kancelejas Inovācijas nodaļa", None),
    ("labojumi@mk.gov.lv", "Vēstuli sūtiet: labojumi@mk.gov.lv", "mailto:labojumi@mk.gov.lv?"),
    ("labojumi@", "Adrese, uz kuru sūtīt labojumus, vēl nav noteikta; saglabājiet vēstuli, līdz tā būs.", None),
])  # fmt: skip
def test_the_letter_has_a_recipient(monkeypatch, recipient: str | None, line: str, link: str | None) -> None:
    monkeypatch.setenv("CORRECTIONS_TO", recipient or "")
    unit = HELD.municipalities[0]
    view = View(words("lv"), TODAY, TODAY, live.Current(HELD, (), None), None)
    letter = profile_papers.error_report(view, unit, "PL-6.3a")
    node = read(write(profile_papers.after_letter(view, unit, letter)))
    assert node.all("p")[0].words() == line
    links = [one.attributes["href"] for one in node.all("a")]
    assert [one.split("?")[0] + "?" for one in links] == ([link] if link else [])
    if link:
        sent = parse_qs(urlsplit(links[0]).query)
        assert sent["subject"] == ["Kļūda infopanelī: Rīgas valstspilsēta (0001000)"]
        assert sent["body"] == [letter.replace("\n", "\r\n")]
        assert letter.startswith("Kam: labojumi@mk.gov.lv\n")


@pytest.mark.parametrize(("source", "soon"), [
    (None, "Pirms atbildi ieraksta, pārbauda pierādījumu. "
     "Pašlaik izklājlapa nav pievienota: dati ir iebūvēti programmā un mainīsies ar tās nākamo versiju."),
    ("Plāna tabula", "Tur pierādījumu pārbauda un atbildi ieraksta izklājlapas darblapā „Pašvaldību dati”. "
     "Ierakstītais parādās šeit pēc nākamās izklājlapas nolasīšanas, parasti divu minūšu "
     "laikā; vērtība pirms un pēc tad redzama sadaļā „Kas mainījies”."),
])  # fmt: skip
def test_the_page_says_what_happens_to_a_letter(source: str | None, soon: str) -> None:
    view = View(words("lv"), TODAY, TODAY, live.Current(HELD, (), source), None)
    node = read(write(profile_papers.after_letter(view, HELD.municipalities[0], "")))
    assert node.all("p")[1].words() == f"{soon} Termiņš tam nav noteikts."


@pytest.mark.parametrize(("code", "said"), [("0001000", "0001000"), ('"><script>', "%22%3E%3Cscript%3E")])
def test_the_lines_for_its_own_site_lead_here_and_hold_no_markup_of_the_sheet(code: str, said: str) -> None:
    unit = replace(HELD.municipalities[0], code=code, title='<b>"')
    view = View(words("en"), TODAY, TODAY, live.Current(HELD, (), None), None)
    assert profile_papers.snippets(view, unit, "https://a.lv") == (
        f'<a href="https://a.lv/pasvaldiba?kods={said}">'
        f'<img src="https://a.lv/badge/{said}.svg?lang=en" alt="&lt;b&gt;&quot;"></a>\n'
        f'<iframe src="https://a.lv/embed/pasvaldiba/{said}?lang=en" title="&lt;b&gt;&quot;" width="420" height="340">'
        "</iframe>"
    )
    assert profile_papers.snippets(view, unit, "") == ""
    gone = next(unit for unit in HELD.municipalities if unit.code == VARAKLANI)
    assert 'height="150"' in profile_papers.snippets(view, gone, "https://a.lv"), "its small page holds no measures"


def test_its_own_rows_can_be_taken_along(visit: Visit) -> None:
    labels = visit("pasvaldiba", kods=RIGA).labels
    assert {"Šīs pašvaldības rindas: CSV", "Šīs pašvaldības rindas: XLSX"} <= set(labels)


def test_its_rows_alone_with_formulas_escaped(visit: Visit, shows, monkeypatch: pytest.MonkeyPatch) -> None:
    shows(with_a_standard())
    files = {}
    monkeypatch.setattr(st, "download_button", lambda label, make, name, *_, **__: files.update({name: make()}))
    visit("pasvaldiba", kods=VALKA)
    assert set(files) == {f"pasvaldiba-{VALKA}-5tandarts1.{kind}" for kind in ("csv", "xlsx")}
    header, *rows = csv.reader(files[f"pasvaldiba-{VALKA}-5tandarts1.csv"].decode("utf-8-sig").splitlines())
    assert {row[0] for row in rows} == {VALKA}
    assert len(rows) == 42 + sum(row.municipality == VALKA for row in HELD.indicator_values)
    comments = {row[header.index("Pašvaldības komentārs")] for row in rows}
    assert comments == {"", "'=1+1 <b>"}
