"""Datu kvalitāte and Par datiem with the embedded data."""

import re

from data.contract.tables import TABLES
from tests.screens.conftest import ROOT, Visit
from tests.screens.reading import Page


def test_the_method_page_ends_with_every_tab(visit: Visit) -> None:
    page = visit("par")
    assert page.h1 == "No kurienes skaitļi un kā tie aprēķināti"
    tabs = [node.words() for node in page.tree.all("h3")]
    assert tabs == [table.tab for table in TABLES]


def test_data_quality_has_nothing_to_mend(visit: Visit) -> None:
    page = visit("dati")
    assert re.fullmatch(r"Derīgas ir \d[\d ]* rindas; labojumi nav vajadzīgi\.", page.h1), page.h1


def test_every_table_of_the_schema_can_be_downloaded(visit: Visit) -> None:
    page = visit("par")
    assert "Visas tabulas: XLSX" in page.labels
    for table in TABLES:
        labels = Page(page.run.selectbox(key="download").set_value(table.code).run(), "").labels
        assert {f"{table.tab}: CSV", f"{table.tab}: XLSX"} <= set(labels)


def test_a_screen_is_a_short_script() -> None:
    """20–60 lines: ask data/, show with components/."""
    for path in sorted((ROOT / "pages").glob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) <= 60, f"{path.name} has {len(lines)} lines: move what it makes into components/"
