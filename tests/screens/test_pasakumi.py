"""Pasākumi with the embedded data: the list, each filter by a count made by hand, and one measure in full."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook

from data.model import DecisionState, Snapshot, Status
from tests.answers.build import commitment, decision, event, measure, meeting, report, snapshot
from tests.screens.conftest import Visit
from tests.screens.reading import Page

Show = Callable[[Snapshot], None]
DONE = Status.DONE

EVERY = (
    "Pēc pēdējām ziņām 2 ir izpildīti, 7 vēl tika īstenoti un 1 vēl nebija uzsākts; "
    "30 pasākumiem statuss nav zināms (ziņas bez statusa – 15 un ziņu nav – 15). "
    "Par 29 pasākumiem avotos atbildīgie nosaukti tikai apņemšanās līmenī."
)


def listed(page: Page) -> list[str]:
    """The numbers of the measures in the list, in its order."""
    (table,) = (table for table in page.tables if table.headings[0].startswith(("Pasākums", "Measure")))
    rows = table.rows
    return [row[0].partition(" ")[0] for row in rows if len(row) > 1]


# The list


def test_all_forty_by_commitment(visit: Visit) -> None:
    page = visit("pasakumi")
    assert page.h1 == "40 pasākumu: par 30 atbild 6 institūcijas; 10 pasākumiem atbildīgā institūcija nav zināma"
    assert page.h1 != visit("").h1, "not that of Pārskats"
    assert [node.words() for node in page.tree.all("span", of="big")] == ["40"]
    assert [node.words() for node in page.tree.all("p", of="lead")] == [EVERY]
    table = page.table("Pasākums ▲")
    assert table.headings == ["Pasākums ▲", "Atbildīgie", "Statuss", "Ziņu datums"]
    groups = [row[0] for row in table.rows if len(row) == 1]
    assert [group[:2] for group in groups] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert len(listed(page)) == 40
    assert "5.3" not in listed(page), "counted through its parts"


def test_a_row_says_who_status_by_whom_and_since_when(visit: Visit) -> None:
    rows = {row[0].partition(" ")[0]: row[1:] for row in visit("pasakumi").table("Pasākums ▲").rows}
    assert rows["1.2"] == [
        "VK, VAS",
        "izpildīts, pēc publiskiem avotiem rezultāta b) daļa (citas izmaiņas regulējumā) nav vērtēta",
        "15.10.2024.",
    ]
    assert rows["3.5"] == [
        "VK",
        "tiek īstenots, pēc publiskiem avotiem zināms tikai 2022. gada ceļvedis; pārējais sēdē "
        "minēts kā 2025. gadā darāmais",
        "07.11.2024.",
    ]
    assert rows["2.n2"] == ["nav zināms", "ziņu nav", ""]
    assert rows["1.1"] == ["VK, VAS", "ziņas bez statusa", "07.11.2024."]


@pytest.mark.parametrize(
    ("parameters", "h1", "lead"),
    [
        # Direction 1: commitments 1–3, 5 + 5 + 6.
        ({"virziens": "1"}, "16 no 40 pasākumiem: 1. rīcības virziens",
         "Pēc pēdējām ziņām 2 ir izpildīti un 4 vēl tika īstenoti; "
         "10 pasākumiem statuss nav zināms (ziņas bez statusa – 2 un ziņu nav – 8)."),
        ({"virziens": "2"}, "14 no 40 pasākumiem: 2. rīcības virziens",
         "Pēc pēdējām ziņām 2 vēl tika īstenoti un 1 vēl nebija uzsākts; "
         "11 pasākumiem statuss nav zināms (ziņas bez statusa – 4 un ziņu nav – 7)."),
        ({"virziens": "3"}, "10 no 40 pasākumiem: 3. rīcības virziens",
         "Pēc pēdējām ziņām 1 vēl tika īstenots; "
         "9 pasākumiem statuss nav zināms (ziņas bez statusa – 9)."),
        ({"apnemsanas": "5"}, "9 no 40 pasākumiem: 5. apņemšanās",
         "Pēc pēdējām ziņām 1 vēl tika īstenots; "
         "8 pasākumiem statuss nav zināms (ziņas bez statusa – 3 un ziņu nav – 5)."),
        ({"virziens": "1", "apnemsanas": "3"}, "6 no 40 pasākumiem: 1. rīcības virziens, 3. apņemšanās",
         "Pēc pēdējām ziņām 1 ir izpildīts un 2 vēl tika īstenoti; "
         "3 pasākumiem statuss nav zināms (ziņu nav – 3)."),
        # VARAM: 5.1, 5.2, 5.3a, 5.3.n1, 6.1, 6.2 and 6.3a–6.3g; 5.1 and 6.3a are under way.
        ({"iestade": "VARAM"}, "13 no 40 pasākumiem: VARAM",
         "Pēc pēdējām ziņām 2 vēl tika īstenoti; "
         "11 pasākumiem statuss nav zināms (ziņas bez statusa – 9 un ziņu nav – 2). "
         "Par 13 pasākumiem avotos atbildīgie nosaukti tikai apņemšanās līmenī."),
        ({"iestade": "PROVIDUS"}, "1 no 40 pasākumiem: PROVIDUS",
         "Pēc pēdējām ziņām 1 vēl tika īstenots."),
        ({"statuss": "tiek-istenots"}, "7 no 40 pasākumiem: tiek īstenots",
         ""),
        ({"statuss": "izpildits"}, "2 no 40 pasākumiem: izpildīts",
         ""),
        ({"statuss": "nav-zinu"}, "30 no 40 pasākumiem: statuss nav zināms",
         "30 pasākumiem statuss nav zināms (ziņas bez statusa – 15 un ziņu nav – 15)."),
        ({"statuss": "izpildits;nav-uzsakts"}, "3 no 40 pasākumiem: izpildīts vai nav uzsākts",
         "Pēc pēdējām ziņām 2 ir izpildīti un 1 vēl nebija uzsākts."),
        # 2 in commitment 1, 5 in 2, 3 in 3, 2 in 4, 6 in 5, 1 in 6; of them 3.n2, 2.n1 and 4.n1 have a status.
        ({"pagaidu": "1"}, "19 no 40 pasākumiem: pagaidu numurs",
         "Pēc pēdējām ziņām 1 ir izpildīts, 1 vēl tika īstenots un 1 vēl nebija uzsākts; "
         "16 pasākumiem statuss nav zināms (ziņas bez statusa – 4 un ziņu nav – 12)."),
        # 3.5 is late; items 1–8 of the list for 2025 name eight; item 9 names commitment 6, 6.2 among its ten.
        ({"uzmaniba": "1"},
         "17 no 40 pasākumiem: prasa uzmanību (arī tie, kuru visa apņemšanās ir īpašās uzmanības sarakstā)",
         "Pēc pēdējām ziņām 4 vēl tika īstenoti un 1 vēl nebija uzsākts; "
         "12 pasākumiem statuss nav zināms (ziņas bez statusa – 12)."),
        ({"q": "3.5"}, "1 no 40 pasākumiem: „3.5”",
         "Pēc pēdējām ziņām 1 vēl tika īstenots."),
        ({"q": "piekļustamibas"}, "1 no 40 pasākumiem: „piekļustamibas”",
         "1 pasākumam statuss nav zināms (ziņu nav – 1)."),
        ({"q": "6.3"}, "7 no 40 pasākumiem: „6.3”",
         "Pēc pēdējām ziņām 1 vēl tika īstenots; "
         "6 pasākumiem statuss nav zināms (ziņas bez statusa – 6)."),
        ({"q": "ngo?"}, "2 no 40 pasākumiem: „ngo?”",
         "1 ir izpildīts; 1 pasākumam statuss nav zināms (ziņu nav – 1)."),
        ({"q": "šāda vārda nav"}, "Šiem filtriem neatbilst neviens pasākums.", ""),
        ({"virziens": "3", "statuss": "izpildits"}, "Šiem filtriem neatbilst neviens pasākums.", ""),
        # Known words that fit no measure give none, not all.
        ({"statuss": "partraukts"}, "Šiem filtriem neatbilst neviens pasākums.", ""),
        ({"iestade": "IRM"}, "Šiem filtriem neatbilst neviens pasākums.", ""),
        # With the fifth plan's day before the refresh there are 37.
        ({"virziens": "3", "datums": "2024-07-30"}, "9 no 37 pasākumiem: 3. rīcības virziens",
         "9 pasākumiem statuss nav zināms (ziņu nav – 9)."),
    ],
)  # fmt: skip
def test_filters_from_the_address(visit: Visit, parameters: dict[str, str], h1: str, lead: str) -> None:
    page = visit("pasakumi", **parameters)
    assert page.h1 == h1
    assert " ".join(node.words() for node in page.tree.all("p", of="lead")) == lead
    first = h1.split(maxsplit=1)[0]
    n = int(first) if first.isdecimal() else 0
    assert (len(listed(page)) if n else len([t for t in page.tables if t.headings[0].startswith("Pasākums")])) == n


def test_in_english(visit: Visit) -> None:
    page = visit("pasakumi", lang="en", virziens="1")
    assert page.h1 == "16 of 40 measures: action direction 1"
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == (
        "According to the latest news, 2 are done and 4 were still under way; "
        "the status of 10 is not known (news without a status – 2 and no news – 8)."
    )
    assert page.table("Measure ▲").rows[1][2] == "news without a status"


def test_the_attention_list_says_why(visit: Visit) -> None:
    table = visit("pasakumi", uzmaniba="1").table("Kas")
    assert table.headings == ["Kas", "Kāpēc", "Kad"]
    assert len(table.rows) == 4 + 1 + 6 + 9
    why = [row[1] for row in table.rows]
    assert why.count("paredzētais vai solītais laiks ir pagājis, un vēlākas ziņas nav atrastas") == 4
    assert why.count("pēc pēdējām ziņām vēl nebija pabeigts, un termiņš ir pagājis") == 1
    assert why.count("plāns ir noslēdzies, bet institūcijas ziņojuma pēc tā beigām šajos datos nav") == 6
    assert why.count("ir padomes īpašās uzmanības sarakstā, un nav zināms, ka tas būtu izpildīts") == 9
    assert ["Valsts kanceleja (atbild par 29 pasākumiem)", why[5], ""] in table.rows
    assert table.rows[4][0].startswith("3.5 Deliberatīvo")


def test_filters_are_set_by_hand_too(visit: Visit) -> None:
    page = visit("pasakumi")
    by_label = {box.label: box for box in page.run.selectbox}
    by_label["Rīcības virziens"].set_value("3")
    page = visit("pasakumi", same=page.run)
    assert page.h1 == "10 no 40 pasākumiem: 3. rīcības virziens"
    by_label = {box.label: box for box in page.run.selectbox}
    assert [option[:2] for option in by_label["Apņemšanās"].options] == ["vi", "6."], "only those of the direction"
    by_label["Rīcības virziens"].set_value("")
    (box,) = (box for box in page.run.checkbox if box.label == "Pagaidu numurs")
    box.check()
    assert visit("pasakumi", same=page.run).h1.startswith("19 no 40 pasākumiem")


def test_the_statuses_that_occur_are_offered(visit: Visit) -> None:
    (pills,) = (group for group in visit("pasakumi").run.button_group if "statuss" in str(group.key))
    assert list(pills.options) == ["izpildīts", "tiek īstenots", "nav uzsākts", "ziņas bez statusa", "ziņu nav"]


# Order, columns, pages, and the list as a file


def test_a_head_orders_the_list_and_says_which_way(visit: Visit) -> None:
    page = visit("pasakumi", kartot="-zinas", virziens="3")
    heads = {node.words(): node for node in page.tree.all("th") if node.attributes["scope"] == "col"}
    assert list(heads) == ["Pasākums", "Atbildīgie", "Statuss", "Ziņu datums ▼"]
    assert heads["Ziņu datums ▼"].attributes["aria-sort"] == "descending"
    assert not [node for name, node in heads.items() if "aria-sort" in node.attributes and name != "Ziņu datums ▼"]
    (link,) = heads["Ziņu datums ▼"].all("a")
    assert link.attributes["aria-label"] == "Ziņu datums: kārtot augoši"
    assert link.attributes["href"] == "/pasakumi?kartot=zinas&virziens=3", "the filter stays"
    assert heads["Pasākums"].all("a")[0].attributes["href"] == "/pasakumi?virziens=3"
    # 28.11.2025., then seven of 07.11.2024. in the plan's order… the last has no news.
    assert listed(page) == ["6.3a", "6.1", "6.2", "6.3b", "6.3c", "6.3d", "6.3e", "6.3f", "6.3g", "6.n1"]
    assert all(len(row) > 1 for row in page.table("Pasākums").rows), "no headings of commitments between"


def test_the_plans_order_turned_round_keeps_its_commitments(visit: Visit) -> None:
    page = visit("pasakumi", kartot="-nr")
    assert listed(page)[:2] == ["6.n1", "6.3g"]
    groups = [row[0][:2] for row in page.table("Pasākums ▼").rows if len(row) == 1]
    assert groups == ["6.", "5.", "4.", "3.", "2.", "1."]


def test_by_status_and_institution(visit: Visit) -> None:
    assert listed(visit("pasakumi", kartot="statuss"))[:4] == ["1.2", "3.n2", "1.3", "2.n1"]
    found = visit("pasakumi", kartot="iestade").table("Pasākums").rows
    # In the Latvian order V comes after U: VARAM, VAS, VID, VK; the ten without an institution are last.
    assert found[0][1].startswith("VARAM")
    assert [row[1] for row in found[-10:]] == ["nav zināms"] * 10


def test_a_deadline_is_a_note_where_few_are_known_and_a_column_where_it_is_asked_for(visit: Visit) -> None:
    page = visit("pasakumi")
    assert page.text.count("Termiņš: ") == 1, "3.5 alone has one"
    assert "Termiņš: 2025. gads · termiņš pagājis" in page.text
    page = visit("pasakumi", kartot="termins")
    assert page.table("Pasākums").headings[-1] == "Termiņš ▲"
    assert listed(page)[0] == "3.5"


def test_what_was_asked_for_is_no_column_but_whose_word_it_is_always_stands(visit: Visit, shows: Show) -> None:
    assert "Statuss" in visit("pasakumi", statuss="izpildits").table("Pasākums ▲").headings, "by public sources"
    shows(snapshot(*[measure(f"1.{n}") for n in (1, 2)], *[report(f"1.{n}", "2024-02-01", DONE) for n in (1, 2)]))
    assert visit("pasakumi", statuss="izpildits").table("Pasākums ▲").headings == [
        "Pasākums ▲", "Atbildīgie", "Statuss", "Ziņu datums",
    ]  # fmt: skip
    proved = [report(f"1.{n}", "2024-02-01", DONE, evidence="Pierādīts") for n in (1, 2)]
    shows(snapshot(*[measure(f"1.{n}") for n in (1, 2)], *proved))
    assert "Statuss" not in visit("pasakumi", statuss="izpildits").table("Pasākums ▲").headings
    assert "Ziņu datums" not in visit("pasakumi", statuss="zinu-nav;nav-izpildits").text


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"kartot": "xx"}, "Adresē norādītā kārtošana nav pazīstama; saraksts ir plāna secībā."),
        ({"kartot": "--nr"}, "Adresē norādītā kārtošana nav pazīstama; saraksts ir plāna secībā."),
        ({"virziens": "99"}, "Adresē norādītais filtrs „Rīcības virziens” nav pazīstams un nav ņemts vērā."),
        ({"statuss": "blah"}, "Adresē norādītais filtrs „Statuss” nav pazīstams un nav ņemts vērā."),
        ({"iestade": "Q" * 80}, "Adresē norādītais filtrs „Institūcija” nav pazīstams un nav ņemts vērā."),
        ({"lapa": "-1"}, "Adresē norādītā lappuse nav pazīstama; redzama pirmā."),
        ({"pasakums": "9.9"}, "Pasākuma „9.9” nav; redzami visi pasākumi."),
    ],
)
def test_rubbish_in_the_address_is_told_and_all_is_shown(visit: Visit, parameters: dict[str, str], told: str) -> None:
    page = visit("pasakumi", **parameters)
    assert page.banner == told
    assert listed(page) == listed(visit("pasakumi"))
    ways = [node.attributes["href"] for head in page.tree.all("thead") for node in head.all("a")]
    assert ways == [node.attributes["href"] for node in visit("pasakumi").tree.all("thead")[0].all("a")]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the buttons give, by the file's name."""
    taken: dict[str, bytes] = {}
    monkeypatch.setattr(st, "download_button", lambda _label, make, name, *_, **__: taken.update({name: make()}))
    return taken


def test_the_download_is_what_is_shown(visit: Visit, files: dict[str, bytes]) -> None:
    page = visit("pasakumi", virziens="3", kartot="-zinas")
    (name,) = (name for name in files if name.endswith(".csv"))
    assert name.startswith("saraksts-")
    lines = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
    assert lines[0][:9] == [
        "Nr.", "Pasākums", "Apņemšanās", "Atbildīgie", "Līdzatbildīgie", "Statuss",
        "Ziņu avots", "Ziņu datums", "Termiņš",
    ]  # fmt: skip
    assert [line[0] for line in lines[1:]] == listed(page)
    assert lines[1][5:8] == ["tiek īstenots", "publiski avoti", "2025-11-28"]
    assert lines[2][5:8] == ["ziņas bez statusa", "", "2024-11-07"]
    (name,) = (name for name in files if name.endswith(".xlsx"))
    rows = list(load_workbook(io.BytesIO(files[name])).worksheets[0].values)
    assert [row[0] for row in rows[1:]] == listed(page)
    assert str(rows[1][7])[:10] == "2025-11-28"


def plan_of(n: int, **given: Any) -> Snapshot:
    rows = [measure(f"{1 + i // 100}.{i}", title=f"{i} " + "Ļ" * 80, **given) for i in range(n)]
    return snapshot(*[commitment(str(number)) for number in range(1, 6)], *rows)


def test_a_plan_of_four_hundred_measures_comes_in_pages(visit: Visit, shows: Show, files: dict[str, bytes]) -> None:
    shows(plan_of(400))
    page = visit("pasakumi")
    assert page.h1 == "400 pasākumu; 400 pasākumiem atbildīgā institūcija nav zināma"
    assert len(listed(page)) == 100
    assert len(page.html) < 120_000
    assert page.links["4"] == "/pasakumi?lapa=4"
    second = visit("pasakumi", lapa="4", kartot="-nr")
    assert listed(second)[-1] == "1.0"
    assert second.links["3"] == "/pasakumi?kartot=-nr&lapa=3"
    assert listed(visit("pasakumi", lapa="99")) == listed(visit("pasakumi", lapa="4")), "the last of fewer pages"
    assert max(len(made.splitlines()) for name, made in files.items() if name.endswith(".csv")) == 401


def test_a_plan_of_one_measure(visit: Visit, shows: Show) -> None:
    shows(plan_of(1, responsible=("I" * 80,)))
    page = visit("pasakumi")
    assert page.h1 == "1 pasākums, par ko atbild 1 institūcija"
    assert listed(page) == ["1.0"]
    assert "Ziņu datums" not in page.text, "of no measure there is news"


# One measure


def facts(page: Page) -> dict[str, str]:
    """The pairs of the definition: it stands in the last list of facts but those of the IRM."""
    found: dict[str, str] = {}
    for names in page.tree.all("dl"):
        terms = [node.words() for node in names.all("dt")]
        values = [node.words() for node in names.all("dd")]
        found |= dict(zip(terms, values, strict=True))
    return found


def test_a_journalist_finds_the_evidence_for_measure_1_2(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="1.2")
    assert page.h1 == "1.2. Sabiedrības līdzdalības regulējuma pilnveide"
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == (
        "izpildīts, pēc publiskiem avotiem · rezultāta b) daļa (citas izmaiņas regulējumā) nav vērtēta · 15.10.2024. "
        "· termiņš nav zināms · "
        "atbildīgo institūciju ziņojuma nav"
    )
    assert page.links["www.vestnesis.lv"] == "https://www.vestnesis.lv/op/2024/202.1"
    known = facts(page)
    assert known["Pierādījums"].startswith("Noteikumi Nr. 639, Latvijas Vēstnesis:")
    assert known["Atbildīgie"] == (
        "Valsts kanceleja (VK), Valsts administrācijas skola (VAS) "
        "(atbildība noteikta apņemšanās, nevis pasākuma līmenī)"
    )
    assert known["Termiņš"] == "nav zināms"
    assert known["Rezultātu potenciāls"] == "augsts"
    assert known["Izpilde"] == "IRM vērtējuma šajos datos nav"
    assert known["Daudzsološa"] == "jā"


def test_whose_word_stands_side_by_side(visit: Visit) -> None:
    rows = visit("pasakumi", pasakums="1.2").table("Ziņu avots").rows
    assert rows == [
        ["institūcija", "šajos datos ziņu nav", ""],
        ["publiski avoti", "izpildīts", "15.10.2024."],
        ["IRM", "šajos datos ziņu nav", ""],
        ["NVO", "šajos datos ziņu nav", ""],
    ]


def test_what_else_speaks_of_a_measure(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="3.2")
    text = page.text
    assert "2025. gadam: Iedzīvotāju informēšana par viņu priekšlikumu īstenošanu" in text
    assert (
        "07.11.2024., 2. jautājums: Atvērtās pārvaldības rīcības plāna 2022.–2025. gadam īstenošanas aktualitātes"
        in text
    )
    assert "2023. gada septembris 14 dialoga apļi par uzticēšanos" in text
    assert "2024. gads · piešķirts: 30 000 €" in text
    assert "2023. gads · nepieciešamais finansējums: 90 000 €" in text
    assert "plāns noslēdzies, iznākums nav zināms" in text


def test_the_deadline_of_3_5(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="3.5")
    assert "· termiņš pagājis ·" in page.tree.all("p", of="lead")[0].words()
    assert facts(page)["Termiņš"] == "2025. gads"
    page = visit("pasakumi", pasakums="3.5", datums="2025-10-01")
    assert "· termiņš tuvojas ·" in page.tree.all("p", of="lead")[0].words()


def test_previous_and_next_go_through_all_42_rows(visit: Visit) -> None:
    assert visit("pasakumi", pasakums="1.1").links["nākamais: 1.2 →"] == "/pasakumi?pasakums=1.2"
    middle = visit("pasakumi", pasakums="5.3").links
    assert middle["← iepriekšējais: 5.2"] == "/pasakumi?pasakums=5.2"
    first, last = visit("pasakumi", pasakums="1.1").links, visit("pasakumi", pasakums="6.n1").links
    assert not [name for name in first if name.startswith("←")]
    assert not [name for name in last if name.endswith("→")]
    assert last["Visi pasākumi"] == "/pasakumi"


def test_a_parent_is_counted_through_its_parts(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="6.3")
    assert "Tiek skaitītas tā 7 daļas, nevis pats pasākums." in page.text
    assert facts(page)["Daļas"].startswith(
        "6.3a Līdzdalības budžets: tiek īstenots, pēc publiskiem avotiem nav pārbaudīts"
    )
    assert facts(visit("pasakumi", pasakums="6.3a"))["Ietilpst pasākumā"].startswith("6.3 Pašvaldības iedzīvotāju")


def test_a_provisional_number_is_marked(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="P5-3.n2")
    assert page.h1 == "3.n2 (pagaidu numurs). NVO klasifikatora izveide"
    assert "ticamība: vidēja" in page.text


def test_the_first_words_answer_what_is_next_and_on_what_evidence(visit: Visit) -> None:
    known = facts(visit("pasakumi", pasakums="3.5"))
    assert known["Kas tālāk"] == "Jāziņo, kā pasākums beidzās. Atgādināt: VK"
    assert known["Pierādījums"].endswith("providus.lv")
    page = visit("pasakumi", pasakums="1.2")
    assert facts(page)["Kas tālāk"] == "Atbildīgo institūciju apstiprinājuma šajos datos nav. Atgādināt: VK, VAS"
    assert page.links["VAS"] == "/dati?atgadinajums=VAS"
    known = facts(visit("pasakumi", pasakums="3.5", datums="2025-10-01"))
    assert known["Kas tālāk"] == "Jāpabeidz līdz: 2025. gads. Atgādināt: VK"
    known = facts(visit("pasakumi", pasakums="1.n1", datums="2025-10-01"))
    assert known["Kas tālāk"] == "Institūcijai jāsniedz ziņojums. Atgādināt: VK, VAS"
    assert "Pierādījums" not in known


def test_what_an_institution_asks_and_what_is_decided_and_to_come_is_next(visit: Visit, shows: Show) -> None:
    held = [
        measure("1.1"), report("1.1", "2025-01-01", DONE, needed_from_council="Lēmums", evidence="Ir"),
        meeting("2025-02-01"), decision("L1", "2025-02-01", "P1-1.1", state=DecisionState.OPEN, due="2025-06"),
        decision("L2", "2025-02-01", "P1-1.1", state=DecisionState.DONE), event("2030-01-01", measures=("P1-1.1",)),
    ]  # fmt: skip
    shows(snapshot(*held))
    assert facts(visit("pasakumi", pasakums="1.1", datums="2025-01-15"))["Kas tālāk"] == (
        "Institūcija lūdz padomei: Lēmums Izpildāms lēmums: 2025. gada jūnijs – Lēmums L1 "
        "01.01.2030. Notikums Vairāk nekas nav gaidāms."
    )


def test_small_print_is_folded(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="3.5")
    (more,) = (node for node in page.tree.all("details") if node.words().startswith("Vairāk par pasākumu"))
    assert {"Rīcības virziens", "Apņemšanās", "Avots", "Vieta datos"} <= {node.words() for node in more.all("dt")}
    assert "Atbildīgie" not in {node.words() for node in more.all("dt")}


def test_the_closed_words_of_the_irm_are_english_on_the_english_page(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="1.2", lang="en")
    known = facts(page)
    assert known["Potential for results"] == "high"
    assert known["Completion"] == "no IRM assessment in these data"
    left = page.tree.words(lang="en")
    assert not re.search("[āčēģīķļņšūž]", left.replace("“Pasākumi”", "")), "what is Latvian is told to be"


def test_one_measure_in_english(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="1.2", lang="en")
    assert page.h1 == "1.2. Improvement of the public participation regulation"
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == (
        "done, according to public sources · other rule changes not assessed · 15 October 2024 · "
        "deadline not known · "
        "no report from any responsible institution"
    )
