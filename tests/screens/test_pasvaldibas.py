"""Pašvaldības with the embedded data: the finding with its coverage, filters by hand, and one choice for all views."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from data import live
from data.model import Answer, Origin, Snapshot
from tests.answers.build import indicator, municipality, snapshot, value
from tests.screens.conftest import Visit
from tests.screens.reading import Node, Page

H1 = "Līdzdalības budžets: ir 23 no 42 pašvaldībām; daļēji: 18; nav ziņu: 1"
TILES = {"skats": "flizes"}


def legend(page: Page) -> dict[str, int]:
    """The classes by name, and how many municipalities each holds."""
    said = [item.words().rsplit(" ", 1) for item in page.tree.all("ul", of="legend")[0].all("li")]
    return {name: int(n) for name, n in said}


def tile(page: Page, title: str) -> Node:
    (found,) = (node for node in page.tree.all("a", of="tile") if node.attributes["title"].startswith(f"{title}:"))
    return found


def marked(page: Page) -> list[str]:
    """Who is picked out: in the tiles, then in the table."""
    tiles = [node.attributes["title"].partition(":")[0] for node in page.tree.all("a", of="tile")
             if "aria-current" in node.attributes]  # fmt: skip
    rows = [row.all("a")[0].words() for row in page.tree.all("tr", of="marked")]
    return tiles + rows


def names(page: Page) -> list[str]:
    """The municipalities of the table, those of which nothing is known last."""
    of_all = [table for table in page.tables if table.headings[0] == "Pašvaldība"]
    return [row.all("a")[0].words() for table in of_all for row in table.node.all("tr") if row.all("td")]


def row(page: Page, title: str) -> dict[str, str]:
    """A municipality's row by its headings."""
    (found,) = (dict(zip(table.headings, cells, strict=True)) for table in page.tables for cells in table.rows
                if cells[0].startswith(title))  # fmt: skip
    return found


# What is said


def test_the_finding_and_the_coverage_come_first(visit: Visit) -> None:
    page = visit("pasvaldibas")
    assert page.h1 == H1
    assert page.tree.all("span", of="big")[0].words() == "23 no 42"
    assert "7 līdzdalības pasākumi, 42 pašvaldības: kopā 294 atbildes" in page.text
    assert "187 atbildes nav zināmas, un tas nenozīmē, ka pasākuma nav." in page.text
    assert "Varakļānu novads: pievienots Madonas novadam 01.07.2025." in page.text


def test_until_the_merger_there_are_43(visit: Visit) -> None:
    page = visit("pasvaldibas", datums="2025-06-30", **TILES)
    assert page.h1 == "Līdzdalības budžets: ir 23 no 43 pašvaldībām; daļēji: 18; nav ziņu: 2"
    assert "Par 7 līdzdalības pasākumiem zināmas 107 no 301 atbildēm" in page.text
    assert len(names(page)) == len(page.tree.all("a", of="tile")) == 43
    assert "ietilpst" not in page.text
    assert len(names(visit("pasvaldibas", datums="2025-07-01"))) == 42


@pytest.mark.parametrize(
    ("shown", "classes"),
    [
        ("PL-6.3a", {"ir": 23, "daļēji": 18, "nav ziņu": 1}),
        ("PL-6.3c", {"ir": 8, "daļēji": 13, "plānots": 1, "nav ziņu": 20}),
        ("PL-6.3g", {"ir": 9, "nav ziņu": 33}),
        ("PL-6.3a.gads", {"2019–2023": 10, "2024–2025": 28, "2026": 1, "nav ziņu": 3}),
        ("PL-6.3a.skaitlis", {"10 000–60 000 €": 5, "69 820–100 000 €": 4, "110 000–165 000 €": 3,
                              "170 000–700 000 €": 3, "nav ziņu": 27}),
        ("zinami", {"1–2": 20, "3": 14, "4": 4, "5": 3, "nav ziņu": 1}),
        ("STD-00.skaitlis", {"nav ziņu": 42}),
    ],
)  # fmt: skip
def test_the_legend_counts_every_municipality(visit: Visit, shown: str, classes: dict[str, int]) -> None:
    found = legend(visit("pasvaldibas", raditajs=shown))
    assert {name.replace("\xa0", " "): n for name, n in found.items()} == classes
    assert sum(found.values()) == 42


@pytest.mark.parametrize(
    ("parameters", "h1", "counted"),
    [
        ({"veids": "valstspilseta"}, "ir 5 no 7 pašvaldībām", "Atlasītas 7 pašvaldības (kopā 42): valstspilsēta."),
        (
            {"regions": "Kurzemes"},
            "ir 3 no 8 pašvaldībām",
            "Atlasītas 8 pašvaldības (kopā 42): Kurzemes plānošanas reģions.",
        ),
        ({"lielums": "40 000 un vairāk", "veids": "novads"}, "no 5 pašvaldībām", "lieluma grupa: 40 000 un vairāk"),
    ],
)
def test_filters_change_the_denominator_and_say_so(
    visit: Visit, parameters: dict[str, str], h1: str, counted: str
) -> None:
    page = visit("pasvaldibas", **parameters, **TILES)
    assert h1 in page.h1
    assert counted in page.text
    assert sum(legend(page).values()) == len(names(page))
    outside = [node for node in page.tree.all("a", of="tile") if "outside" in node.attributes["class"]]
    assert len(outside) == 42 - len(names(page))


def test_filters_that_fit_nobody_say_so(visit: Visit) -> None:
    page = visit("pasvaldibas", regions="Rīgas", veids="valstspilseta", lielums="10 000–20 000")
    assert page.h1 == "Atlasei neatbilst neviena pašvaldība"


def test_in_english(visit: Visit) -> None:
    page = visit("pasvaldibas", lang="en")
    assert (
        page.h1 == "Participatory budget: in place in 23 of 42 municipalities; partly in place: 18; no information: 1"
    )


def test_small_maps_count_as_the_table_below_them(visit: Visit) -> None:
    rows = visit("pasvaldibas").table("Līdzdalības pasākums").rows
    assert [row[0] for row in rows][:3] == [
        "Līdzdalības budžets", "Aptaujas un konsultatīvi pasākumi", "Iedzīvotāju padomes",
    ]  # fmt: skip
    assert [row[1:] for row in rows][:3] == [
        ["23", "18", "0", "1", "42"], ["15", "0", "0", "27", "42"], ["8", "13", "1", "20", "42"],
    ]  # fmt: skip
    assert len(rows) == 7
    assert sum(int(row[-2]) for row in rows) == 187


# Amounts, counted by hand in tests/answers/test_spread.py


def test_what_the_sheet_notes_of_an_indicator_stands_below_the_heading(visit: Visit) -> None:
    """Of surveys it says that "ir" does not tell whether the whole criterion is met; of meetings nothing."""
    noted = "„Ir” nozīmē, ka aptauja vai konsultācija bijusi, arī agrākajā novadā pirms 2021. gada reformas; ne"
    for language in ("lv", "en"):
        assert noted in visit("pasvaldibas", raditajs="PL-6.3b", lang=language).text
    assert "„Ir” nozīmē" not in visit("pasvaldibas", raditajs="PL-6.3d").text
    assert noted in visit("pasvaldiba", kods="0001000").text


def test_the_sum_is_told_and_no_year_is_added_to_another(visit: Visit) -> None:
    page = visit("pasvaldibas", raditajs="PL-6.3a.skaitlis")
    assert page.h1.replace("\xa0", " ") == ("Līdzdalības budžets: summa zināma par 15 no 42 pašvaldībām")
    text = page.text.replace("\xa0", " ")
    assert (
        "Katra pašvaldība ieskaitīta tikai savas jaunākās zināmās summas "
        "gadā – 2026: 250 000 € (2 pašvaldības); "
        "2025: 657 306 € (6 pašvaldības); 2024: 1 235 000 € (6 pašvaldības); 2020: 110 000 € (1 pašvaldība)." in text
    )
    assert "2 252 306" not in text
    rows = [[cell.replace("\xa0", " ") for cell in row] for row in page.table("Gads").rows]
    assert rows[1] == ["2025", "6 no 42", "657 306 €", "10 000 € – 400 000 €", "1,21 € (2 pašvaldībās)"]
    assert rows[0][-1] == ""


def test_those_with_a_number_stand_first_and_the_rest_is_folded_and_unknown(visit: Visit) -> None:
    page = visit("pasvaldibas", raditajs="PL-6.3a.skaitlis")
    assert names(page)[:3] == ["Rīgas valstspilsēta", "Mārupes novads", "Ķekavas novads"]
    (folded,) = (one for one in page.tree.all("details") if "27 pašvaldības, par kurām tas nav zināms" in one.words())
    assert len(folded.all("tr")) == 28
    assert "Summa" not in [cell.words() for cell in folded.all("th")]
    assert row(page, "Rīgas valstspilsēta")["Summa"].replace("\xa0", " ") == "700 000 € (2024)"
    assert row(page, "Rīgas valstspilsēta")["Uz iedzīvotāju"] == "1,18 €"
    assert row(page, "Rēzeknes novads")["Uz iedzīvotāju"] == "3,12 € (deklarētie)"
    assert row(page, "Mārupes novads")["Uz iedzīvotāju"] == ""


@pytest.mark.parametrize(
    ("shown", "sort", "first"),
    [
        ("PL-6.3a.skaitlis", "iedzivotaji", ["Bauskas novads", "Balvu novads", "Jūrmalas valstspilsēta"]),
        ("PL-6.3a.skaitlis", "gads", ["Olaines novads", "Tukuma novads", "Alūksnes novads"]),
        ("PL-6.3a.skaitlis", "nosaukums", ["Alūksnes novads", "Balvu novads", "Bauskas novads"]),
        ("PL-6.3a.skaitlis", "<b>", ["Rīgas valstspilsēta", "Mārupes novads", "Ķekavas novads"]),
        ("PL-6.3a.gads", "", ["Rīgas valstspilsēta", "Gulbenes novads", "Olaines novads"]),
        ("PL-6.3c", "", ["Balvu novads", "Cēsu novads", "Dienvidkurzemes novads"]),
        ("zinami", "", ["Preiļu novads", "Smiltenes novads", "Valmieras novads"]),
    ],
)
def test_the_table_stands_as_the_address_says(visit: Visit, shown: str, sort: str, first: list[str]) -> None:
    assert names(visit("pasvaldibas", raditajs=shown, kartot=sort))[:3] == first


def test_who_gives_which_answer_stands_beside_the_map(visit: Visit) -> None:
    (beside,) = visit("pasvaldibas", raditajs="PL-6.3d").tree.all("div", of="members")
    yes, partly, unknown = beside.all("p")
    assert (len(yes.all("a")), len(partly.all("a")), len(unknown.all("a"))) == (3, 1, 38)
    assert yes.all("a")[0].attributes["href"].startswith("/pasvaldiba?kods=")


# Map and tiles: two views of one choice


def test_tiles_stand_in_the_place_of_the_map(visit: Visit) -> None:
    page = visit("pasvaldibas")
    assert not page.tree.all("a", of="tile")
    ways = {link.words(): link.attributes for link in page.tree.all("div", of="ways")[0].all("a")}
    assert "aria-current" in ways["Karte"]
    assert ways["Rūtiņu karte"]["href"] == "/pasvaldibas?raditajs=PL-6.3a&skats=flizes"
    tiles = visit("pasvaldibas", **TILES)
    assert len(tiles.tree.all("a", of="tile")) == 42
    assert visit("pasvaldibas", skats="<i>").h1 == H1


def test_on_a_whole_screen_title_legend_and_map_stand_alone(visit: Visit) -> None:
    page = visit("pasvaldibas", raditajs="PL-6.3a.skaitlis", skats="ekrans")
    assert "summa zināma par 15 no 42" in page.h1.replace("\xa0", " ")
    assert sum(legend(page).values()) == 42
    assert not page.tables


def test_filters_are_links_and_say_what_they_leave_in(visit: Visit) -> None:
    (filters,) = (
        visit("pasvaldibas", regions="Kurzemes", kartot="nosaukums").tree.all("div", of="ways")[0].all("details")
    )
    assert filters.all("summary")[0].words() == "Filtri: Kurzemes"
    ways = {link.words(): link.attributes["href"] for link in filters.all("a")}
    assert ways["Vidzemes"] == "/pasvaldibas?raditajs=PL-6.3a&regions=Vidzemes&kartot=nosaukums"


# One choice


def test_without_a_choice_nobody_is_picked_out(visit: Visit) -> None:
    page = visit("pasvaldibas")
    assert marked(page) == []
    assert "Izvēlieties pašvaldību kartē" in page.text


@pytest.mark.parametrize("named", ["0053000", "Valkas novads", "valka"])
def test_the_address_picks_out_the_same_one_everywhere(visit: Visit, named: str) -> None:
    page = visit("pasvaldibas", kods=named, **TILES)
    assert marked(page) == ["Valkas novads", "Valkas novads"]
    assert "Valkas novads: nav ziņu · pašvaldības lapa" in page.text


def test_a_code_of_before_the_merger_is_its_successors(visit: Visit) -> None:
    assert marked(visit("pasvaldibas", kods="0038000", **TILES)) == ["Madonas novads"] * 2
    gone = visit("pasvaldibas", kods="0055000", **TILES)
    assert marked(gone) == ["Madonas novads"] * 2
    assert gone.banner == "„Varakļānu novads” vairs nepastāv; redzama pašvaldība, kurai tā pievienota: Madonas novads."
    nobody = visit("pasvaldibas", kods="9999999", **TILES)
    assert marked(nobody) == []
    assert nobody.banner == "Šajā dienā pašvaldības „9999999” nav."


def test_tiles_and_rows_lead_to_the_choice_and_names_to_the_page(visit: Visit) -> None:
    page = visit("pasvaldibas", raditajs="PL-6.3c", veids="novads", **TILES)
    address = "/pasvaldibas?raditajs=PL-6.3c&veids=novads&kods=0053000&skats=flizes"
    assert tile(page, "Valkas novads").attributes["href"] == address
    (row,) = (row for table in page.tables for row in table.node.all("tr") if "Valkas novads" in row.words())
    name, pick = row.all("a")[:2]
    assert name.attributes["href"] == "/pasvaldiba?kods=0053000"
    assert pick.attributes["href"] == address
    assert pick.attributes["aria-label"] == "Rādīt kartē: Valkas novads"


def test_choosing_the_chosen_one_again_clears_it(visit: Visit) -> None:
    page = visit("pasvaldibas", kods="0053000", **TILES)
    assert "kods" not in tile(page, "Valkas novads").attributes["href"]


def test_the_unknown_is_a_tile_of_its_own(visit: Visit) -> None:
    page = visit("pasvaldibas", **TILES)
    assert tile(page, "Valkas novads").attributes["class"] == "tile unknown"
    assert tile(page, "Valkas novads").words() == "Valka?"
    assert tile(page, "Rīgas valstspilsēta").attributes["class"] == "tile yes city"


# What cannot be followed


@pytest.mark.parametrize(
    ("wrong", "banner"),
    [
        ({"raditajs": "ZZ"}, "Rādītāja „ZZ” nav; redzams cits."),
        ({"raditajs": "PL-6.3b.skaitlis"}, "Rādītāja „PL-6.3b.skaitlis” nav; redzams cits."),
        ({"kods": "<b>x</b>"}, "Šajā dienā pašvaldības „<b>x</b>” nav."),
        ({"kods": "Jelgava pie jūras"}, "Šajā dienā pašvaldības „Jelgava pie jūras” nav."),
        ({"regions": "Austrumu"}, "Filtros nav vērtības „Austrumu”; redzamas visas pašvaldības."),
        ({"veids": "x"}, "Filtros nav vērtības „x”; redzamas visas pašvaldības."),
        ({"lielums": "-1"}, "Filtros nav vērtības „-1”; redzamas visas pašvaldības."),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_said(visit: Visit, wrong: dict[str, str], banner: str) -> None:
    page = visit("pasvaldibas", **wrong)
    assert (page.h1, page.banner) == (H1, banner)


def test_a_day_before_there_were_any(visit: Visit) -> None:
    page = visit("pasvaldibas", datums="2015-01-01")
    assert page.h1 == "Atlasei neatbilst neviena pašvaldība"


def test_what_is_known_stands_when_the_plan_changes(visit: Visit) -> None:
    assert visit("pasvaldibas", plans="P6").h1 == H1


def test_a_municipality_that_the_sheet_adds_has_its_tile_and_row_and_is_named_as_missing_on_the_map(
    visit: Visit, shows: Callable[[Snapshot], None]
) -> None:
    known = live.embedded().snapshot
    new = municipality("0099000", title="Jaunais novads", short_title="Jaunais")
    shows(replace(known, id="added", municipalities=(*known.municipalities, new)))
    page = visit("pasvaldibas", kods="0099000", **TILES)
    assert "no 43 pašvaldībām" in page.h1
    assert marked(page) == ["Jaunais novads"] * 2
    assert "Kartē nav: Jaunais novads" in page.text


def test_where_no_outline_is_theirs_no_other_country_is_drawn(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    snapshot = live.embedded().snapshot
    unit = municipality("9000001", title="Kalnu novads", short_title="Kalni", valid_from="2021-07-01")
    shows(replace(snapshot, municipalities=(unit,), indicator_values=()))
    page = visit("pasvaldibas")
    assert names(page) == ["Kalnu novads"]
    assert "Nevienai no šīm pašvaldībām robežas nav zināmas, tāpēc kartes nav." in page.text
    assert "WebGL" not in page.text
    assert "Natural Earth" not in page.text


def test_no_municipality_and_no_indicator_at_all(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    known = live.embedded().snapshot
    shows(replace(known, id="nobody", municipalities=(), indicator_values=()))
    assert visit("pasvaldibas").h1 == "Atlasei neatbilst neviena pašvaldība"
    shows(replace(known, id="nothing", indicators=(), indicator_values=()))
    assert visit("pasvaldibas").h1 == "Nav zināms neviens rādītājs."


def test_names_of_the_sheet_are_shown_letter_for_letter(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    known = live.embedded().snapshot
    sly = municipality("0099000", title="<b>Sly</b> & novads", short_title="<i>", region="<u>")
    value = next(value for value in known.indicator_values if value.indicator == "PL-6.3a")
    said = replace(value, municipality="0099000", stage="<s>posms</s>", note="<img src=x>")
    shows(replace(known, id="sly", municipalities=(sly,), indicator_values=(said,)))
    page = visit("pasvaldibas", kods="0099000")
    assert "<b>Sly</b> & novads" in page.text
    assert not page.tree.all("s", "u")


def test_sums_of_nought_and_of_nine_digits_and_a_name_of_eighty_letters(
    visit: Visit, shows: Callable[[Snapshot], None]
) -> None:
    known = live.embedded().snapshot
    long = "Ļoti garas " * 7 + "nov."
    units = (
        municipality("0099001", title=long, short_title=long),
        municipality("0099002", title="Nulles novads", short_title="Nulle"),
        municipality("0099003", title="Klusais novads", short_title="Klusais"),
    )
    value = next(value for value in known.indicator_values if value.indicator == "PL-6.3a")
    said = (
        replace(value, municipality="0099001", number=987_654_321.0, number_year=2025),
        replace(value, municipality="0099002", number=0.0, number_year=2025),
    )
    shows(replace(known, id="wide", municipalities=units, indicator_values=said))
    page = visit("pasvaldibas", raditajs="PL-6.3a.skaitlis")
    assert page.h1.replace("\xa0", " ").endswith(": kopā 987 654 321 € 2025. gadā, zināms par 2 no 3 pašvaldībām")
    assert names(page) == [long.strip(), "Nulles novads", "Klusais novads"]
    assert row(page, "Nulles novads")["Summa"].replace("\xa0", " ") == "0 € (2025)"
    assert "Summa" not in row(page, "Klusais novads"), "what is not known is no nought"


def test_a_municipality_merged_yesterday_is_counted_no_more_and_said_to_be_merged(visit: Visit) -> None:
    before, after = (
        visit("pasvaldibas", datums=day, raditajs="PL-6.3a.skaitlis") for day in ("2025-06-30", "2025-07-01")
    )
    assert "no 43 pašvaldībām" in before.h1
    assert "no 42 pašvaldībām" in after.h1
    assert "Varakļānu novads: pievienots Madonas novadam 01.07.2025." in after.text


def country(n: int) -> Snapshot:
    """So many municipalities: the first thirty have a participatory budget, of the last ten nothing is known."""
    asked = indicator("PB", origin=Origin.PLAN)
    units = [municipality(f"{i:04}", title=f"Novads {i:04}", short_title=f"N{i:04}") for i in range(n)]
    told = [value(f"{i:04}", "PB", Answer.YES if i < 30 else Answer.NO) for i in range(n - 10)]
    return snapshot(asked, *units, *told)


def test_two_hundred_and_fifty_municipalities_come_in_pages(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(country(250))
    page = visit("pasvaldibas")
    assert names(page) == [f"Novads {i:04}" for i in range(100)]
    assert page.links["3"] == "/pasvaldibas?raditajs=PB&lapa=3"
    assert page.links["10 pašvaldības, par kurām tas nav zināms"] == page.links["3"]
    last = visit("pasvaldibas", lapa="3")
    assert names(last) == [f"Novads {i:04}" for i in range(200, 250)]
    assert last.links["1"] == "/pasvaldibas?raditajs=PB"
    assert visit("pasvaldibas", lapa="x").banner == "Adresē norādītā lappuse nav pazīstama; redzama pirmā."


def test_the_page_is_that_of_whoever_is_picked_out_unless_the_address_says_another(
    visit: Visit, shows: Callable[[Snapshot], None]
) -> None:
    shows(country(250))
    page = visit("pasvaldibas", kods="0150")
    assert marked(page) == ["Novads 0150"]
    assert page.links["1"] == "/pasvaldibas?raditajs=PB&kods=0150&lapa=1"
    assert marked(visit("pasvaldibas", kods="0150", lapa="1")) == []


def test_of_very_many_no_tiles_are_offered(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(country(301))
    page = visit("pasvaldibas", **TILES)
    assert not page.tree.all("a", of="tile")
    assert "Flīzes" not in page.links
    shows(country(300))
    assert len(visit("pasvaldibas", **TILES).tree.all("a", of="tile")) == 300


def test_the_list_of_all_comes_in_pages_too(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    shows(country(250))
    page = visit("pasvaldiba", lapa="2")
    (table,) = (one for one in page.tables if one.headings[0] == "Pašvaldība")
    assert [row[0] for row in table.rows] == [f"Novads {i:04}" for i in range(100, 200)]
    assert page.links["3"] == "/pasvaldiba?lapa=3"
    assert visit("pasvaldiba", lapa="-").banner == "Adresē norādītā lappuse nav pazīstama; redzama pirmā."
