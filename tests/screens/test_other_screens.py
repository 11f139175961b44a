"""Datu kvalitāte and Par datiem with the embedded data."""

import pytest

from components.screens.about import sections
from data.contract.tables import TABLES
from data.words import words
from tests.screens.conftest import ROOT, Visit
from tests.screens.reading import Page


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
    assert page.h1 == "186 ailes 17 darblapās un tajās atļautās vērtības"
    assert [node.words().partition(" · ")[0] for node in page.tree.all("summary")[1:]] == [one.tab for one in TABLES]
    page = visit("par", skats="ailes", q="atbilde")
    assert {"Pašvaldību dati", "Uzticēšanās"} <= {node.words() for node in page.tree.all("tr", of="group")}


def test_data_quality_has_nothing_to_mend(visit: Visit) -> None:
    page = visit("dati")
    assert page.h1 == (
        "Šajos datos trūkst ziņojumu no visām 6 zināmajām atbildīgajām institūcijām; formāta kļūdas nav atrastas: "
        "nolasāmas ir "
        "1 343 rindas."
    )


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


def test_a_second_visitor_gets_the_charts_as_they_are_kept(visit: Visit) -> None:
    """What Streamlit makes of a chart is kept for all (`components/frame/placing.py`) and placed anew in each run."""
    drawn = [[chart.proto.spec for chart in visit("").run.get("vega_lite_chart")] for _ in range(2)]
    assert len(drawn[0]) == 3
    assert drawn[0] == drawn[1]
