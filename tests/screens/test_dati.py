"""Datu kvalitāte as whoever has to act on it meets it."""

import pytest

from tests.screens.conftest import Visit


def test_the_reminder_to_an_institution_has_an_address(visit: Visit) -> None:
    page = visit("dati", atgadinajums="VARAM")
    (text,) = (code.value for code in page.run.code)
    assert text.startswith("Kam: Viedās administrācijas un reģionālās attīstības ministrija\n")
    assert "Pēdējais mums zināmais ziņojums: nav (skatīts 22.11.2026.)." in text
    assert "Atgādinājums: Viedās administrācijas un reģionālās attīstības ministrija (VARAM)" in page.text
    assert not visit("dati").run.code


@pytest.mark.parametrize("language", ["lv", "en"])
def test_every_reminder_of_the_table_is_the_one_of_its_institution(visit: Visit, language: str) -> None:
    page = visit("dati", lang=language)
    (table,) = (one for one in page.tables if one.caption in ("Saņemtie ziņojumi", "Reports received"))
    links = [node.attributes["href"] for node in table.node.all("a")]
    assert len(links) == len(table.rows) == 6
    assert f"/dati?{'lang=en&' if language == 'en' else ''}atgadinajums=VARAM" in links
    assert visit("dati", lang=language, atgadinajums="varam").run.code, "an id is known in any case of letters"


@pytest.mark.parametrize("wanted", ["NVO", "<b>", "x" * 3000, "VARAM;VK", " "])
def test_who_cannot_be_reminded_is_told(visit: Visit, wanted: str) -> None:
    page = visit("dati", atgadinajums=wanted)
    assert not page.run.code
    assert (f"Atgādinājuma adresātam „{wanted[:60]}” nav" in page.text) == bool(wanted.strip())
