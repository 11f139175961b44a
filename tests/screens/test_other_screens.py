"""Kalendārs un finansējums, Datu kvalitāte and Par datiem with the embedded data."""

import pytest

from components.screens.about import sections
from data import live
from data.contract.tables import TABLES
from data.words import words
from tests.screens.conftest import ROOT, Visit
from tests.screens.reading import Page


def test_the_calendar_says_what_is_to_come_and_what_was_not_heard_of(visit: Visit) -> None:
    page = visit("kalendars")
    assert (
        page.h1
        == "Kalendārā nav neviena gaidāma notikuma; atklāts 1 jautājums; par 10 gaidītiem vai solītiem nav ziņu."
    )
    found = {table.caption: table.rows for table in page.tables if table.headings[0] == "Kad"}
    events = len(live.embedded().snapshot.calendar)
    assert {name: len(rows) for name, rows in found.items()} == {
        "Bija gaidāms vai solīts, bet kopš tā laika ziņu nav": 10, "Atklāts jautājums: avoti ir pretrunīgi": 2,
        "Noticis, jaunākais vispirms": events - 12,
    }  # fmt: skip
    assert found["Atklāts jautājums: avoti ir pretrunīgi"][0][0] == "2026. gads – 2027. gads"
    newest = found["Noticis, jaunākais vispirms"]
    assert newest[0][0] == "29.06.2026."
    assert newest[-1][0] == "2011. gads"
    assert page.links["1.2"] == "/pasakumi?pasakums=1.2"


def test_the_calendar_by_kind_and_day(visit: Visit) -> None:
    page = visit("kalendars", veids="report")
    assert page.h1 == "Kalendārā nav neviena gaidāma notikuma; par 3 gaidītiem vai solītiem nav ziņu."
    assert {row[2] for table in page.tables if table.headings[0] == "Kad" for row in table.rows} == {"atskaite"}
    assert (
        visit("kalendars", veids="report;irm").h1
        == "Kalendārā nav neviena gaidāma notikuma; par 4 gaidītiem vai solītiem nav ziņu."
    )
    assert visit("kalendars", veids="banana").h1 == visit("kalendars").h1
    page = visit("kalendars", veids="irm", datums="2024-11-07", lang="en")
    assert page.h1 == "2 events are to come."


def test_the_money_row_by_row(visit: Visit) -> None:
    rows = visit("kalendars").table("Gadi").rows
    assert len(rows) == 9
    assert [row[:3] for row in rows[1:6]] == [
        ["2021–2023", "saistīts projekts", "104 996,52 €"],
        ["2022", "esošais budžets", "nav ziņu"],
        ["2022–2025", "esošais budžets", "nav ziņu"],
        ["2023", "vajadzība", "90 000 €"],
        ["2024", "piešķirts", "30 000 €"],
    ]
    assert visit("kalendars", lang="en").table("Years").rows[4][:3] == ["2023", "need", "€90,000"]
    assert "Par citos gados piešķirto ziņu nav." in visit("kalendars").text


@pytest.mark.parametrize("section", [*sections.NAMES, "Metode", "piekļūstamība", " avoti ", "kolonnas"])
def test_every_section_has_an_address_and_is_marked_where_one_is(visit: Visit, section: str) -> None:
    page = visit("par", skats=section)
    (ways,) = page.tree.all("nav", of="sections")
    current = [node.words() for node in ways.all("a") if node.attributes.get("aria-current")]
    assert current == [words("lv").say(sections.NAMES[sections.section_of(section)])]
    assert sections.section_of(section) or not section.strip()
    assert "Sadaļas „" not in page.text


@pytest.mark.parametrize("wanted", ["nekas", "<b>", "x" * 3000])
def test_a_section_that_is_not_there_is_told(visit: Visit, wanted: str) -> None:
    page = visit("par", skats=wanted)
    assert page.h1 == visit("par").h1
    assert f"Sadaļas „{wanted[:60]}” nav" in page.text


def test_the_columns_are_all_there_and_can_be_looked_for(visit: Visit) -> None:
    page = visit("par", skats="ailes")
    assert page.h1 == "184 ailes 17 lapās, un kas katrā var būt"
    assert [node.words().partition(" · ")[0] for node in page.tree.all("summary")[1:]] == [one.tab for one in TABLES]
    page = visit("par", skats="ailes", q="atbilde")
    assert {"Pašvaldību dati", "Uzticēšanās"} <= {node.words() for node in page.tree.all("tr", of="group")}


def test_data_quality_has_nothing_to_mend(visit: Visit) -> None:
    page = visit("dati")
    assert page.h1 == "Nekas nav jālabo: derīgas ir 1 325 rindas."


def test_every_table_of_the_schema_can_be_downloaded(visit: Visit) -> None:
    page = visit("par", skats="lejupielades")
    assert "Visas tabulas: XLSX" in page.labels
    for table in TABLES:
        labels = Page(page.run.selectbox(key="download").set_value(table.code).run(), "").labels
        assert {f"{table.tab}: CSV", f"{table.tab}: XLSX"} <= set(labels)


def test_a_screen_is_a_short_script() -> None:
    """20–60 lines: ask data/, show with components/."""
    for path in sorted((ROOT / "pages").glob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) <= 60, f"{path.name} has {len(lines)} lines: move what it makes into components/"
