"""Pasākumi with the embedded data: the list, each filter by a count made by hand, and one measure in full."""

import pytest

from tests.screens.conftest import Visit
from tests.screens.reading import Page

EVERY = (
    "Pēc pēdējām ziņām no 40 pasākumiem 2 ir izpildīti, 7 vēl tika īstenoti un 1 vēl nebija uzsākts; "
    "30 pasākumiem statuss nav zināms (ziņas bez statusa – 14 un ziņu nav – 16)."
)


def listed(page: Page) -> list[str]:
    """The numbers of the measures in the list, in its order."""
    rows = page.table("Pasākums").rows
    return [row[0].partition(" ")[0] for row in rows if len(row) > 1]


# The list


def test_all_forty_by_commitment(visit: Visit) -> None:
    page = visit("pasakumi")
    assert page.h1 == EVERY
    table = page.table("Pasākums")
    assert table.headings == ["Pasākums", "Atbildīgie", "Statuss", "Ziņu datums", "Termiņš"]
    groups = [row[0] for row in table.rows if len(row) == 1]
    assert [group[:2] for group in groups] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert len(listed(page)) == 40
    assert "5.3" not in listed(page), "counted through its parts"


def test_a_row_says_who_status_by_whom_since_when_and_deadline(visit: Visit) -> None:
    rows = {row[0].partition(" ")[0]: row[1:] for row in visit("pasakumi").table("Pasākums").rows}
    assert rows["1.2"] == ["VK, VAS", "izpildīts pēc publiskiem avotiem", "15.10.2024.", "nav zināms"]
    assert rows["3.5"] == ["VK", "tiek īstenots pēc publiskiem avotiem", "07.11.2024.", "termiņš pagājis"]
    assert rows["2.n2"] == ["nav zināms", "ziņu nav", "", "nav zināms"]
    assert rows["1.1"] == ["VK, VAS", "ziņas bez statusa", "07.11.2024.", "nav zināms"]


@pytest.mark.parametrize(
    ("parameters", "h1"),
    [
        # Direction 1: commitments 1–3, 5 + 5 + 6.
        ({"virziens": "1"}, "16 no 40 pasākumiem: pēc pēdējām ziņām 2 ir izpildīti un 4 vēl tika īstenoti; "
         "10 pasākumiem statuss nav zināms (ziņas bez statusa – 2 un ziņu nav – 8)."),
        ({"virziens": "2"}, "14 no 40 pasākumiem: pēc pēdējām ziņām 2 vēl tika īstenoti un 1 vēl nebija uzsākts; "
         "11 pasākumiem statuss nav zināms (ziņas bez statusa – 4 un ziņu nav – 7)."),
        ({"virziens": "3"}, "10 no 40 pasākumiem: pēc pēdējām ziņām 1 vēl tika īstenots; "
         "9 pasākumiem statuss nav zināms (ziņas bez statusa – 8 un ziņu nav – 1)."),
        ({"apnemsanas": "5"}, "9 no 40 pasākumiem: pēc pēdējām ziņām 1 vēl tika īstenots; "
         "8 pasākumiem statuss nav zināms (ziņas bez statusa – 3 un ziņu nav – 5)."),
        ({"virziens": "1", "apnemsanas": "3"},
         "6 no 40 pasākumiem: pēc pēdējām ziņām 1 ir izpildīts un 2 vēl tika īstenoti; "
         "3 pasākumiem statuss nav zināms (ziņu nav – 3)."),
        # VARAM: 5.1, 5.2, 5.3a, 5.3.n1, 6.1, 6.2 and 6.3a–6.3g; 5.1 and 6.3a are under way.
        ({"iestade": "VARAM"}, "13 no 40 pasākumiem: pēc pēdējām ziņām 2 vēl tika īstenoti; "
         "11 pasākumiem statuss nav zināms (ziņas bez statusa – 9 un ziņu nav – 2)."),
        ({"iestade": "PROVIDUS"}, "1 no 40 pasākumiem: pēc pēdējām ziņām 1 vēl tika īstenots."),
        ({"statuss": "tiek-istenots"}, "7 no 40 pasākumiem: pēc pēdējām ziņām 7 vēl tika īstenoti."),
        ({"statuss": "izpildits"}, "2 no 40 pasākumiem: 2 ir izpildīti."),
        ({"statuss": "nav-zinu"}, "30 no 40 pasākumiem: "
         "30 pasākumiem statuss nav zināms (ziņas bez statusa – 14 un ziņu nav – 16)."),
        ({"statuss": "izpildits;nav-uzsakts"}, "3 no 40 pasākumiem: pēc pēdējām ziņām "
         "2 ir izpildīti un 1 vēl nebija uzsākts."),
        # 2 in commitment 1, 5 in 2, 3 in 3, 2 in 4, 6 in 5, 1 in 6; of them 3.n2, 2.n1 and 4.n1 have a status.
        ({"pagaidu": "1"}, "19 no 40 pasākumiem: pēc pēdējām ziņām "
         "1 ir izpildīts, 1 vēl tika īstenots un 1 vēl nebija uzsākts; "
         "16 pasākumiem statuss nav zināms (ziņas bez statusa – 3 un ziņu nav – 13)."),
        # 3.5 is late; items 1–8 of the list for 2025 name eight; item 9 names commitment 6, 6.2 among its ten.
        ({"uzmaniba": "1"}, "Uzmanību prasa 17 no 40 pasākumiem: pēc pēdējām ziņām "
         "4 vēl tika īstenoti un 1 vēl nebija uzsākts; "
         "12 pasākumiem statuss nav zināms (ziņas bez statusa – 11 un ziņu nav – 1)."),
        ({"q": "3.5"}, "1 no 40 pasākumiem: pēc pēdējām ziņām 1 vēl tika īstenots."),
        ({"q": "piekļustamibas"}, "1 no 40 pasākumiem: "
         "1 pasākumam statuss nav zināms (ziņu nav – 1)."),
        ({"q": "6.3"}, "7 no 40 pasākumiem: pēc pēdējām ziņām 1 vēl tika īstenots; "
         "6 pasākumiem statuss nav zināms (ziņas bez statusa – 6)."),
        ({"q": "ngo?"}, "2 no 40 pasākumiem: 1 ir izpildīts; "
         "1 pasākumam statuss nav zināms (ziņu nav – 1)."),
        ({"q": "šāda vārda nav"}, "Šiem filtriem neatbilst neviens pasākums."),
        ({"virziens": "3", "statuss": "izpildits"}, "Šiem filtriem neatbilst neviens pasākums."),
        # Known words that fit no measure give none, not all.
        ({"statuss": "partraukts"}, "Šiem filtriem neatbilst neviens pasākums."),
        ({"iestade": "IRM"}, "Šiem filtriem neatbilst neviens pasākums."),
        # With the fifth plan's day before the refresh there are 37.
        ({"virziens": "3", "datums": "2024-07-30"},
         "9 no 37 pasākumiem: 9 pasākumiem statuss nav zināms (ziņu nav – 9)."),
    ],
)  # fmt: skip
def test_filters_from_the_address(visit: Visit, parameters: dict[str, str], h1: str) -> None:
    page = visit("pasakumi", **parameters)
    assert page.h1 == h1
    first = h1.removeprefix("Uzmanību prasa ").split(maxsplit=1)[0]
    n = int(first) if first.isdecimal() else 0
    assert (len(listed(page)) if n else len([t for t in page.tables if t.headings[0] == "Pasākums"])) == n


def test_in_english(visit: Visit) -> None:
    page = visit("pasakumi", lang="en", virziens="1")
    assert page.h1 == (
        "16 of 40 measures: by the last word 2 are done and 4 were still under way; "
        "the status of 10 is not known (news without a status – 2 and no news – 8)."
    )
    assert page.table("Measure").rows[1][2] == "news without a status"


def test_the_attention_list_says_why(visit: Visit) -> None:
    table = visit("pasakumi", uzmaniba="1").table("Kas")
    assert table.headings == ["Kas", "Kāpēc", "Diena"]
    assert len(table.rows) == 4 + 1 + 6 + 9
    why = [row[1] for row in table.rows]
    assert why.count("bija gaidāms vai solīts, bet kopš tā laika ziņu nav") == 4
    assert why.count("pēc pēdējām ziņām vēl nebija pabeigts, un termiņš ir pagājis") == 1
    assert why.count("šajos datos nav ziņojuma kopš plāna beigām") == 6
    assert why.count("iekļauts īpašās uzmanības sarakstā, un nav zināms, ka būtu izpildīts") == 9
    assert ["Valsts kanceleja (atbild par 29 pasākumiem)", why[5], ""] in table.rows
    assert table.rows[4][0].startswith("3.5 Deliberatīvo")


def test_filters_are_set_by_hand_too(visit: Visit) -> None:
    page = visit("pasakumi")
    by_label = {box.label: box for box in page.run.selectbox}
    by_label["Rīcības virziens"].set_value("3")
    page = visit("pasakumi", same=page.run)
    assert page.h1 == (
        "10 no 40 pasākumiem: pēc pēdējām ziņām 1 vēl tika īstenots; "
        "9 pasākumiem statuss nav zināms (ziņas bez statusa – 8 un ziņu nav – 1)."
    )
    by_label = {box.label: box for box in page.run.selectbox}
    assert [option[:2] for option in by_label["Apņemšanās"].options] == ["vi", "6."], "only those of the direction"
    by_label["Rīcības virziens"].set_value("")
    (box,) = (box for box in page.run.checkbox if box.label == "Pagaidu numurs")
    box.check()
    assert visit("pasakumi", same=page.run).h1.startswith("19 no 40 pasākumiem")


def test_the_statuses_that_occur_are_offered(visit: Visit) -> None:
    (pills,) = (group for group in visit("pasakumi").run.button_group if "statuss" in str(group.key))
    assert list(pills.options) == ["izpildīts", "tiek īstenots", "nav uzsākts", "ziņas bez statusa", "ziņu nav"]


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
        "izpildīts pēc publiskiem avotiem · 15.10.2024. · termiņš nav zināms · institūcijas ziņojuma nav"
    )
    assert page.links["www.vestnesis.lv"] == "https://www.vestnesis.lv/op/2024/202.1"
    known = facts(page)
    assert known["Pierādījums"].startswith("Noteikumi Nr. 639, Latvijas Vēstnesis:")
    assert known["Atbildīgie"] == (
        "Valsts kanceleja (VK), Valsts administrācijas skola (VAS) "
        "(atbildība noteikta apņemšanās, nevis pasākuma līmenī)"
    )
    assert known["Termiņš"] == "nav zināms"
    assert known["Ietekmes potenciāls"] == "augsts"
    assert known["Izpilde"] == "gaida IRM vērtējumu"
    assert known["Daudzsološa"] == "jā"


def test_whose_word_stands_side_by_side(visit: Visit) -> None:
    rows = visit("pasakumi", pasakums="1.2").table("Vērtētājs").rows
    assert rows == [
        ["institūcija", "nav ziņu", ""],
        ["publiski avoti", "izpildīts", "15.10.2024."],
        ["IRM", "nav ziņu", ""],
        ["NVO", "nav ziņu", ""],
    ]


def test_what_else_speaks_of_a_measure(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="3.2")
    text = page.text
    assert "2025: Iedzīvotāju informēšana par viņu priekšlikumu īstenošanu" in text
    assert "07.11.2024. 2. Atvērtās pārvaldības rīcības plāna 2022.–2025. gadam īstenošanas aktualitātes" in text
    assert "2023. gada septembris 14 dialoga apļi par uzticēšanos" in text
    assert "2024 piešķirts: 30 000 €" in text
    assert "2023 vajadzība: 90 000 €" in text
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
    first, last = visit("pasakumi", pasakums="1.1").links, visit("pasakumi", pasakums="6.new1").links
    assert not [name for name in first if name.startswith("←")]
    assert not [name for name in last if name.endswith("→")]
    assert last["Visi pasākumi"] == "/pasakumi"


def test_a_parent_is_counted_through_its_parts(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="6.3")
    assert "Tiek skaitītas tā 7 daļas, nevis pats pasākums." in page.text
    assert facts(page)["Daļas"].startswith("6.3a Līdzdalības budžets: tiek īstenots pēc publiskiem avotiem 6.3b ")
    assert facts(visit("pasakumi", pasakums="6.3a"))["Ietilpst pasākumā"].startswith("6.3 Pašvaldības iedzīvotāju")


def test_a_provisional_number_is_marked(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="P5-3.n2")
    assert page.h1 == "3.n2 (pagaidu numurs). NVO klasifikatora izveide"
    assert "ticamība: vidēja" in page.text


def test_one_measure_in_english(visit: Visit) -> None:
    page = visit("pasakumi", pasakums="1.2", lang="en")
    assert page.h1 == "1.2. Improvement of the public participation regulation"
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == (
        "done according to public sources · 15 October 2024 · deadline not known · no report of the institution"
    )
