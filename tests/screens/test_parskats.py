"""Pārskats with the embedded data: each number on it equals the count by hand (tests/answers/test_embedded.py)."""

import re
from collections.abc import Callable

import pytest

from data.model import Assessor, Snapshot, Status
from tests.answers.build import measure, meeting, report, snapshot
from tests.screens.conftest import Visit
from tests.screens.reading import Node, Page

Show = Callable[[Snapshot], None]
STATUSES = ["Izpildīts", "Tiek īstenots", "Nav uzsākts", "Ziņas bez statusa", "Ziņu nav"]
COUNTS = {
    # direction or commitment: done, under way, not started, news without a status, no news, all
    "1": (2, 4, 0, 2, 8, 16), "1.1": (1, 1, 0, 2, 1, 5), "1.2": (0, 1, 0, 0, 4, 5), "1.3": (1, 2, 0, 0, 3, 6),
    "2": (0, 2, 1, 4, 7, 14), "2.4": (0, 1, 1, 1, 2, 5), "2.5": (0, 1, 0, 3, 5, 9),
    "3": (0, 1, 0, 9, 0, 10), "3.6": (0, 1, 0, 9, 0, 10),
}  # fmt: skip

FINDING = "2 no 40 pasākumiem ir izpildīti; 8 pēc pēdējām ziņām vēl nebija pabeigti; 30 pasākumu statuss nav zināms."


def test_the_finding_is_the_first_line(visit: Visit) -> None:
    page = visit()
    assert page.h1 == FINDING
    assert [node.words() for node in page.tree.all("span", of="big")] == ["2 no 40"], "it opens with the number"
    assert page.h1 != visit("pasakumi").h1
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == (
        "Plāns noslēdzies 31.12.2025. Statusi noteikti pēc pēdējām ziņām publiskos avotos; institūciju ziņojumu "
        "šajos datos nav. Atrunas par izpildītajiem: 1.2 – rezultāta b) daļa (citas izmaiņas regulējumā) nav "
        "vērtēta; 3.n2 – ieviešana reģistros "
        "nav pārbaudīta. "
        "Nav zināms, kā beidzās 38 pasākumi. "
        "Zināms, ka izpildīti 5 % pasākumu; ja izpildīti būtu arī visi, kuru iznākums nav zināms, tie būtu 100 %."
    )


def test_the_finding_in_english(visit: Visit) -> None:
    page = visit(lang="en")
    assert page.h1 == "2 of 40 measures are done; 8 were unfinished in the latest news; 30 have no known status."
    (lead,) = page.tree.all("p", of="lead")
    assert lead.words() == (
        "The plan ended on 31 December 2025. The statuses are those of the latest news in public sources; these data "
        "contain no reports from institutions. "
        "Caveats: 1.2 – other rule changes not assessed; 3.n2 – use in registers not "
        "checked. "
        "The outcome of 38 measures is not known. "
        "Known to be done: 5% of measures; if all whose outcome is not known were done too, 100%."
    )


def test_the_legend_is_the_sum(visit: Visit) -> None:
    (legend,) = visit().tree.all("ul", of="legend")
    said = [item.words() for item in legend.all("li")]
    assert said == [
        "izpildīts 2",
        "tiek īstenots 7",
        "nav uzsākts 1",
        "ziņas bez statusa 15",
        "ziņu nav 15",
    ]
    slugs = [item.all("a")[0].attributes["href"].partition("=")[2] for item in legend.all("li")]
    assert slugs == ["izpildits", "tiek-istenots", "nav-uzsakts", "zinas-bez-statusa", "zinu-nav"]


def squares(page: Page) -> dict[str, Node]:
    """The squares by the number that stands in them."""
    return {node.all("b")[0].words(): node for node in page.tree.all("a", of="square")}


def test_a_square_a_measure_by_direction_and_commitment(visit: Visit) -> None:
    (nav,) = visit().tree.all("nav", of="squares")
    assert nav.attributes["aria-label"] == "Pasākumi pa rīcības virzieniem un apņemšanām"
    assert [node.words() for node in nav.all("h2")] == [
        "1. Sabiedrības līdzdalība 16 pasākumu", "2. Atklātība un caurskatāmība 14 pasākumu",
        "3. Pašvaldību atvērtība 10 pasākumu",
    ]  # fmt: skip
    rows = nav.all("ul", of="line")
    states = [[node.attributes["class"].removeprefix("square ") for node in row.all("a", of="square")] for row in rows]
    kinds = ["done", "under_way", "not_started", "no_status", "no_news"]
    found = {name: tuple(own.count(kind) for kind in kinds) for name, own in zip("123456", states, strict=True)}
    assert found == {name.partition(".")[2]: counts[:-1] for name, counts in COUNTS.items() if "." in name}
    assert [len(own) for own in states] == [5, 5, 6, 5, 9, 10]
    addresses = [node.attributes["href"] for node in nav.all("p")[2].all("a")]
    assert addresses == ["/pasakumi?apnemsanas=3"]


def test_a_square_tells_name_status_responsible_and_the_last_word_and_opens_the_measure(visit: Visit) -> None:
    found = squares(visit())
    assert len(found) == 40
    assert found["3.2"].attributes["href"] == "/pasakumi?pasakums=3.2"
    name, status, responsible, word = (node.words() for node in found["3.2"].all("i"))
    assert name.startswith("3.2 ")
    assert status == "Tiek īstenots, pēc publiskiem avotiem – zināmi tikai dialoga apļi; pārējām daļām statusa nav"
    assert responsible == (
        "Atbild: Valsts kanceleja (VK), Tieslietu ministrija (TM), Valsts ieņēmumu dienests (VID) – par visu apņemšanos"
    )
    assert word.startswith("10.03.2025. (publiski avoti): Dialoga apļi: 2023. gada septembrī notika 14 sarunas")
    assert word.endswith(" …")
    assert len(word) < 160
    some = found["5.3.n4"].all("i")[2].words()
    assert some == "Atbild: Valsts ieņēmumu dienests (VID) – starp atbildīgajiem par apņemšanos", "VARAM, VK, FM too"
    nobody = [node.words() for node in found["2.n2"].all("i")]
    assert nobody[1:] == ["Ziņu nav", "Institūcija nav zināma"]
    english = squares(visit(lang="en"))["3.2"]
    assert english.all("i")[2].words().startswith("Responsible: State Chancellery (VK), ")
    assert english.all("i")[3].all("span")[0].lang == "lv", "what the sheet says is Latvian"


def test_who_has_reported_what_leads_to_the_reminder(visit: Visit) -> None:
    """Nobody has; the numbers are the measures that name an institution, commitment by commitment (29 of VK's)."""
    table = visit().table("Institūcija")
    assert table.headings == ["Institūcija", "1.", "2.", "3.", "4.", "5.", "6.", "Jaunākais ziņojums", "Atgādināt"]
    none, nobody = ", pašas institūcijas ziņojuma nav", ", institūcija nav zināma"
    assert table.rows[0] == ["Valsts kanceleja (VK)", f"0/5{none}", "",
                             f"0/6{none}", f"0/5{none}", f"0/4{none}", f"0/9{none}",
                             "ziņojuma nav", "atgādināt"]  # fmt: skip
    assert table.rows[-1] == [
        "Institūcija nav zināma",
        "",
        f"0/5{nobody}",
        "",
        "",
        f"0/4{nobody}",
        f"0/1{nobody}",
        "",
        "",
    ]
    assert [row[-1] for row in table.rows] == ["atgādināt"] * 6 + [""]
    (row,) = (row for row in table.node.all("tr") if "Finanšu" in row.words())
    assert [node.attributes["href"] for node in row.all("a")] == [
        "/?iestade=FM", "/pasakumi?apnemsanas=5&iestade=FM", "/dati?atgadinajums=FM",
    ]  # fmt: skip


def test_a_cell_of_who_has_reported_says_on_how_many_and_when(visit: Visit, shows: Show) -> None:
    """One of two, of a commitment that both answer for; what public sources say is no report of theirs."""
    shows(
        snapshot(
            measure("1.1", responsible=("VK", "TM")), measure("1.2", responsible=("TM",)),
            measure("2.1", responsible=("VK",)),
            report("1.1", "2024-03-01", Status.UNDER_WAY),
            report("2.1", "2024-02-01", Status.DONE, Assessor.PUBLIC_SOURCES),
        )
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in visit(datums="2024-06-30").table("Institūcija").rows}
    assert rows == {
        "TM": ["1/2 03.2024", "", "01.03.2024.", "atgādināt"],
        "VK": ["1/1 03.2024", "0/1, pašas institūcijas ziņojuma nav", "01.03.2024.", "atgādināt"],
    }


def test_only_one_institutions_measures(visit: Visit) -> None:
    """FM answers for four measures of commitment 5: one is under way, one known of, two unheard of."""
    page = visit(iestade="fm")
    assert page.h1 == "1 no 4 pasākumiem ir zināms statuss; ne par vienu nav zināms, ka tas būtu izpildīts."
    (said,) = page.tree.all("p", of="picked")
    assert said.words() == (
        "Redzami tikai pasākumi, par kuriem atbild Finanšu ministrija (FM): 4 no 40 plāna "
        "pasākumiem. „Kas par ko ziņojis”, finansējums un datumi attiecas uz visu plānu; sarakstā „Prasa uzmanību” nav "
        "gaidīto pārskatu par visu plānu. 10 pasākumiem atbildīgā institūcija nav zināma. Rādīt visus"
    )
    assert said.all("a")[0].attributes["href"] == "/"
    assert list(squares(page)) == ["5.1", "5.2", "5.3a", "5.3.n1"]
    (legend,) = page.tree.all("ul", of="legend")
    assert [item.words() for item in legend.all("li")] == [
        "tiek īstenots 1",
        "ziņas bez statusa 1",
        "ziņu nav 2",
    ]
    assert legend.all("a")[0].attributes["href"] == "/pasakumi?statuss=tiek-istenots&iestade=FM"
    assert [line.words() for line in page.section("Prasa uzmanību").all("li")] == [
        "Šajos datos nav gala ziņojuma no 1 institūcijas: Finanšu ministrija"
    ]
    assert "Kopš tā laika šajos datos nav ziņu ar datumu." in page.section("Kopš 07.11.2024. padomes sēdes").words()
    assert [row[-1] for row in page.table("Rīcības virziens un apņemšanās").rows] == ["4", "4"]
    marked = [row.words() for row in page.table("Institūcija").node.all("tr", of="marked")]
    assert [text.partition(")")[0] for text in marked] == ["Finanšu ministrija (FM"]
    assert page.run.selectbox[0].value == "FM"


def test_an_institution_that_answers_for_nothing_is_told(visit: Visit) -> None:
    page = visit(iestade="<b>ANO</b>" + "x" * 100)
    assert page.h1 == FINDING
    assert page.banner == f"Par nevienu šī plāna pasākumu neatbild „<b>ANO</b>{'x' * 50}”; redzami visi."


@pytest.mark.parametrize(
    ("n", "h1", "kind"),
    [(1, "1 pasākums: ziņu nav.", "squares"), (400, "0 no 400 pasākumiem ir zināms statuss; ziņu nav ne par vienu.",
                                               "squares small-ones")],
)  # fmt: skip
def test_a_plan_of_one_measure_and_of_many(visit: Visit, shows: Show, n: int, h1: str, kind: str) -> None:
    shows(snapshot(*(measure(f"1.{number}") for number in range(1, n + 1))))
    page = visit(datums="2024-06-30")
    assert page.h1 == h1
    (nav,) = page.tree.all("nav", of="squares")
    assert nav.attributes["class"] == kind
    assert len(nav.all("a", of="square")) == n


def test_the_denominators_change_is_said(visit: Visit) -> None:
    assert "2024. gada jūlijs: skaitīto pasākumu – 40 (pirms tam – 37)." in visit().text
    assert "July 2024: the number of measures counted changed from 37 to 40." in visit(lang="en").text
    assert "kopš tā laika" not in visit(datums="2024-07-30").text


def test_the_table_of_directions_and_commitments(visit: Visit) -> None:
    table = visit().table("Rīcības virziens un apņemšanās")
    assert table.headings == ["Rīcības virziens un apņemšanās", *STATUSES, "Pasākumi"]
    direction, found = "", {}
    for name, *cells in table.rows:
        number = name.partition(".")[0]
        is_direction = len(table.rows) and number in "123" and name.startswith(("1. Jēgp", "2. Valsts", "3. Pašv"))
        direction = number if is_direction else direction
        found[number if is_direction else f"{direction}.{number}"] = tuple(map(int, cells))
    assert found == COUNTS
    assert table.caption == "40 pasākumu pēc statusa"


def test_the_table_of_institutions(visit: Visit) -> None:
    table = visit().table("Atbildīgā institūcija")
    assert [row[0].rpartition("(")[2].rstrip(")") for row in table.rows] == [
        "VK", "VARAM", "VAS", "VID", "TM", "FM", "Institūcija nav zināma",
    ]  # fmt: skip
    assert [tuple(map(int, row[1:])) for row in table.rows[:2]] == [(2, 6, 1, 12, 8, 29), (0, 2, 0, 9, 2, 13)]
    assert [int(row[-1]) for row in table.rows] == [29, 13, 10, 10, 5, 4, 10]


def test_what_needs_attention(visit: Visit) -> None:
    section = visit().section("Prasa uzmanību")
    assert [line.words() for line in section.all("li")] == [
        "Gaidītie pārskati nav atrasti (4 ieraksti): Institūciju informācija pārskatam par plāna izpildi no "
        "01.01.2022. līdz 31.12.2023. "
        "(termiņš: 01.03.2024.), Valsts kancelejas gala ziņojums par plāna izpildi 2024.–2025. gadā "
        "(solīts: 2026. gada janvāris–marts, laiks secināts), Institūciju "
        "informācija pārskatam par plāna izpildi no 01.01.2024. līdz 31.12.2025. (termiņš: 01.03.2026.), IRM "
        "rezultātu ziņojums "
        "(gaidīts: 2026. gada aprīlis, laiks secināts)",
        "1 pasākumam ar zināmu statusu pagājis tam noteiktais termiņš (termiņš nav zināms 39 no 40 pasākumiem): 3.5",
        "Šajos datos nav gala ziņojuma no 6 institūcijām: Valsts kanceleja, Viedās administrācijas un reģionālās "
        "attīstības ministrija, Valsts administrācijas skola, Valsts ieņēmumu dienests, Tieslietu ministrija, "
        "Finanšu ministrija",
        "Par 9 īpašās uzmanības saraksta (2025. gads) punktiem nav zināms, ka tie būtu izpildīti: "
        "1. punkts (1.1), 2. punkts (1.3), 3. punkts (1.n2), 4. punkts (3.2 daļa), 5. punkts (3.5), 6. punkts (4.1b), "
        "7. punkts (4.n1), 8. punkts (6.2), 9. punkts (6. apņemšanās)",
    ]
    assert section.all("a")[0].attributes["href"] == "/pasakumi?uzmaniba=1"
    links = {node.words(): node.attributes["href"] for node in section.all("a")}
    assert links["3.5"] == "/pasakumi?pasakums=3.5"
    assert (
        links[
            "Institūciju informācija pārskatam par plāna izpildi no 01.01.2022. līdz 31.12.2023. (termiņš: 01.03.2024.)"
        ]
        == "/kalendars"
    )
    assert links["Finanšu ministrija"] == "/pasakumi?iestade=FM"
    assert links["7. punkts (4.n1)"] == "/pasakumi?pasakums=4.n1"
    assert links["9. punkts (6. apņemšanās)"] == "/pasakumi?apnemsanas=6"
    assert links["Šajos datos nav gala ziņojuma no 6 institūcijām"] == "/dati"


def test_what_moved_since_the_council_met(visit: Visit) -> None:
    section = visit().section("Kopš 07.11.2024. padomes sēdes")
    assert [line.words() for line in section.all("p")] == [
        "4 jaunas ziņas par pasākumiem (kļuva zināmi 2 statusi).",
        "Ņemtas vērā tikai ziņas, kurām norādīts datums.",
    ]  # fmt: skip
    assert [line.words() for line in section.all("li")] == [
        "3.2: ziņas bez statusa → tiek īstenots, pēc publiskiem avotiem; zināmi tikai dialoga apļi; "
        "pārējām daļām statusa nav (10.03.2025.)",
        "6.3a: ziņas bez statusa → tiek īstenots, pēc publiskiem avotiem; nav pārbaudīts, vai visās pašvaldībās; "
        "sk. lapu „Pašvaldības” (28.11.2025.)",
        "5.3.n2: ziņu nav → ziņas bez statusa (publiski avoti, 06.08.2025.); saistība ar pasākumu nav pārbaudīta",
        "5.3.n3: ziņu nav → ziņas bez statusa (publiski avoti, 01.02.2025.); saistība ar pasākumu nav pārbaudīta",
    ]


def test_a_long_list_of_what_moved_folds_its_rest_and_loses_nothing(visit: Visit, shows: Show) -> None:
    """As many lines as there are things counted: the first are open, the rest one click away under their number."""
    numbers = [f"1.{n}" for n in range(1, 31)]
    begun = [report(number, "2023-01-01", Status.UNDER_WAY) for number in numbers]
    news = [report(number, "2024-03-01", Status.UNCHANGED) for number in numbers[:-1]]
    done = report(numbers[-1], "2024-03-02", Status.DONE)
    shows(snapshot(meeting("2024-01-10"), *map(measure, numbers), *begun, *news, done))
    section = visit(datums="2024-06-30").section("Kopš 10.01.2024. padomes sēdes")
    assert section.all("p")[0].words() == "30 jaunu ziņu par pasākumiem (mainījās 1 statuss)."
    shown = [line.words() for line in section.all("li")]
    assert shown[0] == "1.30: tiek īstenots → izpildīts (02.03.2024.)"
    assert [line.partition(":")[0] for line in shown[1:]] == numbers[:-1]
    (folded,) = section.all("details")
    assert folded.all("summary")[0].words() == "Vēl 22"
    assert len(folded.all("li")) == 22


def test_an_assessors_finding_is_not_told_as_the_status(visit: Visit, shows: Show) -> None:
    shows(
        snapshot(
            meeting("2024-01-10"), measure("1.1"), measure("1.2"),
            report("1.1", "2023-05-01", Status.DONE), report("1.1", "2024-03-01", Status.UNDER_WAY, Assessor.NGO),
            report("1.2", "2024-02-01", Status.DONE), report("1.2", "2024-04-01", Status.NOT_STARTED, Assessor.IRM),
        )
    )  # fmt: skip
    section = visit(datums="2024-06-30").section("Kopš 10.01.2024. padomes sēdes")
    assert [line.words() for line in section.all("li")] == [
        "1.2: ziņu nav → izpildīts (01.02.2024.)",
        "1.1: tiek īstenots (NVO vērtējums, 01.03.2024.)",
        "1.2: nav uzsākts (IRM vērtējums, 01.04.2024.)",
    ]


def test_before_the_first_council_meeting_there_is_none_to_count_from(visit: Visit) -> None:
    section = visit(datums="2024-11-07").section("Kopš iepriekšējās padomes sēdes")
    assert "Agrākas padomes sēdes šajos datos nav." in section.words()


def test_what_is_known_of_the_plans_close(visit: Visit) -> None:
    (folded,) = (
        node for node in visit().tree.all("details") if "Kas zināms par plāna" in node.all("summary")[0].words()
    )
    lines = [line.words() for line in folded.all("li")]
    assert len(lines) == 3, "the State Chancellery's final report, the IRM's, the sixth plan"
    assert lines[0].startswith(
        "Valsts kancelejas gala ziņojums par plāna izpildi 2024.–2025. gadā, 07.11.2024. solīts uz 2026. gada sākumu"
    )
    assert lines[1].startswith("IRM rezultātu ziņojums (bija gaidāms četrus mēnešus pēc plāna beigām")
    assert "2026.–2027. gads" in lines[2]
    assert "2026.–2029. gads" in lines[2]


def test_need_against_known_allocation(visit: Visit) -> None:
    """A picture with every sum at its bar, and the same folded as a table; what is not known stands as that."""
    page = visit()
    table = page.table("Gads")
    assert table.rows == [
        ["2023", "90 000 €", "nav ziņu"], ["2024", "117 000 €", "30 000 €"], ["2025", "95 000 €", "nav ziņu"],
    ]  # fmt: skip
    (drawn, _) = (chart for chart in page.charts if chart["description"].startswith("2023: "))
    written = [row["text"] for one in drawn["layer"] if one["mark"]["type"] == "text" for row in one["data"]["values"]]
    written = [text.replace("\xa0", " ") for text in written]
    assert [text for text in written if "€" in text or text == "nav ziņu"] == [
        "90 000 €", "nav ziņu", "117 000 €", "30 000 €", "95 000 €", "nav ziņu",
    ]  # fmt: skip


def test_the_burn_up_as_a_table(visit: Visit) -> None:
    page = visit()
    table = page.table("Kopš")
    assert table.headings == ["Kopš", *STATUSES, "Pasākumi"]
    assert len(table.rows) == 13
    assert table.rows[0] == ["2022. gads", "0", "0", "0", "0", "37", "37"]
    assert table.rows[4] == ["2024. gada jūlijs", "1", "2", "0", "0", "37", "40"]
    assert table.rows[-1] == ["22.11.2026.", "2", "7", "1", "15", "15", "40"]
    assert "Pasākumi, kuru statuss zināms: plāna sākumā – 0, 22.11.2026. – 10" in page.text


@pytest.mark.parametrize(
    ("day", "h1", "lead"),
    [
        ("2022-01-01", "0 no 37 pasākumiem ir zināms statuss; ziņu nav ne par vienu.",
         "Plāns ir spēkā līdz 31.12.2025. "
         "Institūciju ziņojumu šajos datos nav, un arī pēc publiskiem avotiem statuss nav zināms. Ja izrādītos "
         "izpildīti visi, kuru statuss nav zināms, izpildīti būtu 100 % pasākumu."),
        ("2024-01-01", "1 no 37 pasākumiem ir zināms statuss; ne par vienu nav zināms, ka tas būtu izpildīts.",
         "Plāns ir spēkā līdz 31.12.2025. Statusi "
         "noteikti pēc pēdējām ziņām publiskos avotos; institūciju ziņojumu šajos datos nav. Ja izrādītos izpildīti "
         "visi, kuru statuss nav zināms, izpildīti būtu 97 % pasākumu."),
        ("2025-12-31", "2 no 40 pasākumiem ir izpildīti; 8 vēl nav pabeigti; 30 pasākumu statuss nav zināms.", None),
    ],
)  # fmt: skip
def test_the_day_looked_at_decides(visit: Visit, day: str, h1: str, lead: str | None) -> None:
    page = visit(datums=day)
    assert page.h1 == h1
    if lead:
        assert page.tree.all("p", of="lead")[0].words() == lead


def test_the_footer_names_day_source_snapshot_and_issues(visit: Visit) -> None:
    footer = visit().footer
    assert footer.startswith(
        "Stāvoklis 22.11.2026. · Avots: iebūvētie dati, no publiskiem avotiem apkopoti 21.11.2026. · Datu versija "
    )
    assert re.search(r"Datu versija [0-9a-f]{10} · formāta kļūdas nav atrastas · Metode, avoti un licences$", footer)


def test_every_link_keeps_what_the_visitor_chose(visit: Visit) -> None:
    page = visit(lang="en", datums="2025-06-30")
    inside = [address for address in page.links.values() if address.startswith("/")]
    assert inside
    assert all("lang=en" in address and "datums=2025-06-30" in address for address in inside)


def test_a_plan_is_switched_by_its_link(visit: Visit) -> None:
    page = visit()
    (line,) = page.tree.all("p", of="plans")
    assert [node.attributes["href"] for node in line.all("a")] == ["/?plans=P6"]
    assert visit(plans="P6").h1 == "Šī plāna pasākumi vēl nav zināmi."


def test_the_charts_stand_on_the_page_for_both_widths(visit: Visit) -> None:
    """The strip of time, the money and the burn-up; the counts are those of the finding (2 done, 7 under way of 40)."""
    page = visit()
    assert [chart["width"] for chart in page.charts] == [720, 330, 480, 340, 1120, 340]
    strip, growth = page.charts[0], page.charts[4]
    assert "padomes sēde 07.11.2024." in strip["description"]
    assert growth["description"] in [node.words() for node in page.tree.all("h2")], "it says the finding over it"
    written = [row["text"] for layer in growth["layer"] if layer["mark"]["type"] == "text"
               for row in layer["data"]["values"]]  # fmt: skip
    assert written[:5] == ["izpildīts 2", "tiek īstenots 7", "nav uzsākts 1", "ziņas bez statusa 15", "ziņu nav 15"]
    (told,) = (layer["encoding"]["tooltip"] for layer in growth["layer"] if "tooltip" in layer["encoding"])
    assert [hint["title"] for hint in told] == ["Statuss", "Pasākumi", "Laikposms"]
    assert all(chart["config"]["locale"]["number"]["decimal"] == "," for chart in page.charts)
    assert visit(lang="en").charts[0]["config"]["locale"]["number"]["decimal"] == "."
