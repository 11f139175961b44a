"""Datu kvalitāte as whoever has to act on it meets it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from components.blocks.html import write
from components.screens.quality import snapshots
from data import live
from data.live.refresher import source_issue
from data.model import PartialDate, Snapshot
from data.sources import SourceError
from data.words import words
from tests.helpers import Grid, embedded_grids, place, put
from tests.screens.conftest import Visit
from tests.screens.reading import read

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_reminder_to_an_institution_has_an_address(visit: Visit) -> None:
    page = visit("dati", atgadinajums="VARAM")
    (text,) = (code.value for code in page.run.code)
    assert text.startswith("Kam: Viedās administrācijas un reģionālās attīstības ministrija\n")
    assert "Jūsu jaunākais ziņojums infopaneļa datos (stāvoklis 22.11.2026.): nav." in text
    assert "izklājlapa" not in text, "none is connected that an institution could write in"
    assert "Atgādinājums: Viedās administrācijas un reģionālās attīstības ministrija (VARAM)" in page.text
    assert not visit("dati").run.code


def test_a_reminder_tells_apart_what_was_never_reported_on(
    visit: Visit, source: Callable[[Mapping[str, Grid]], None]
) -> None:
    grids = embedded_grids()
    row: list[Any] = [None] * len(grids["updates"][0])
    for name, said in (("measure", "3.2"), ("day", "2025-03-10"), ("status", "Tiek īstenots")):
        row[place("updates", name)] = said
    grids["updates"].append(row)
    source(grids)
    (text,) = (code.value for code in visit("dati", atgadinajums="TM").run.code)
    lines = text.splitlines()
    named = [line for line in lines if line.startswith("– ")]
    assert [line.split()[1] for line in named] == ["3.1", "3.n1", "3.n2", "3.n3", "3.2"]
    assert all(len(line.split()) > 3 for line in named), "a number alone says nothing to an institution"
    assert lines.index(named[-1]) - 1 == next(number for number, line in enumerate(lines) if "mainījies" in line)
    assert lines[1].startswith("Temats: ")
    assert "Jūsu jaunākais ziņojums infopaneļa datos (stāvoklis 22.11.2026.): 10.03.2025." in text
    assert "infopaneļa izklājlapas darblapā „Izpildes gaita”" in text


def test_a_notice_leads_to_its_place_and_learns_there_that_it_is_mended(
    visit: Visit, source: Callable[[Mapping[str, Grid]], None]
) -> None:
    source(put(embedded_grids(), "updates", 2, status="Zaļš"))
    text = visit("dati", vieta="updates.D2").text
    first = text.index("Vieta, uz kuru ved saite: Izpildes gaita, D2")
    assert first < text.index("„Zaļš”", first) < text.index("Kas jālabo")
    assert (
        "Vietā, uz kuru ved saite, tagad nekas nav jālabo: Izpildes gaita, D3."
        in visit("dati", vieta="updates.D3").text
    )
    assert "ved saite" not in visit("dati").text


@pytest.mark.parametrize("wanted", ["<b>", "x" * 3000, "updates.", ".D2", "updates.<b>.D2"])
def test_a_place_that_is_none_is_said_to_be_in_order(visit: Visit, wanted: str) -> None:
    page = visit("dati", vieta=wanted)
    assert "tagad nekas nav jālabo: " in page.text
    assert "x" * 61 not in page.text


@pytest.mark.parametrize("language", ["lv", "en"])
def test_every_reminder_of_the_table_is_the_one_of_its_institution(visit: Visit, language: str) -> None:
    page = visit("dati", lang=language)
    (table,) = (one for one in page.tables if one.caption in ("Institūciju ziņojumi", "Reports by institution"))
    links = [node.attributes["href"] for node in table.node.all("a")]
    assert len(links) == len(table.rows) == 6
    assert f"/dati?{'lang=en&' if language == 'en' else ''}atgadinajums=VARAM" in links
    assert visit("dati", lang=language, atgadinajums="varam").run.code, "an id is known in any case of letters"


@pytest.mark.parametrize("wanted", ["NVO", "<b>", "x" * 3000, "VARAM;VK", " "])
def test_who_cannot_be_reminded_is_told(visit: Visit, wanted: str) -> None:
    page = visit("dati", atgadinajums=wanted)
    assert not page.run.code
    assert (f"Atgādinājuma institūcijai „{wanted[:60]}” nav" in page.text) == bool(wanted.strip())


def test_what_needs_a_hand_stands_before_who_is_silent_the_trial_and_the_history(
    visit: Visit, source: Callable[[Mapping[str, Grid]], None]
) -> None:
    grids = embedded_grids()
    put(grids, "measures", 2, deadline="kaut kad")
    for row in grids["trust"][1:]:
        row[place("trust", "confidence")] = "n/a"
    source(grids)
    page = visit("dati")
    assert page.h1 == (
        "1 labojums vajadzīgs tagad: noraidīta 1 šūna, rinda, aile vai darblapa. Līdz labojumam redzamas "
        "pēdējās derīgās vērtības, ja tādas ir. Vēl: 444 piezīmes."
    )
    assert [node.words() for node in page.tree.all("h2")] == [
        "Kas jālabo",
        "Šajos datos trūkst ziņojumu no visām 6 zināmajām atbildīgajām institūcijām",
        "Pārbaudiet darbgrāmatu pirms publicēšanas",
        "Saglabātās datu versijas",
        "Avots un tā darblapas",
    ]
    (grave,) = page.tree.all("ol")
    assert [node.words().split(":")[0] for node in grave.all("li")] == [
        "noraidīts · M2 · Darblapa „measures”, 2. rinda, aile „Termiņš”"
    ]
    english = visit("dati", lang="en").h1
    assert english.startswith("1 correction is needed now: 1 cell, row, column or tab was refused. Until then")


def test_a_report_on_some_measures_is_not_told_as_none(
    visit: Visit, source: Callable[[Mapping[str, Grid]], None]
) -> None:
    grids = embedded_grids()
    put(grids, "updates", 2, assessor="institūcija", reported_by="VK")
    source(grids)
    found = "Šajos datos 6 institūcijām no 6 trūkst ziņojuma par vismaz vienu pasākumu"
    assert found in [node.words() for node in visit("dati").tree.all("h2")]


def test_without_a_fault_the_heading_alone_says_so(visit: Visit) -> None:
    headings = [node.words() for node in visit("dati").tree.all("h2")]
    assert headings[0] == "Šajos datos trūkst ziņojumu no visām 6 zināmajām atbildīgajām institūcijām"
    said = (
        "These data contain no report from any of the 6 institutions known to be responsible; "
        "no formatting errors were found: 1,343 rows can be read."
    )
    assert visit("dati", lang="en").h1 == said


def test_a_source_that_cannot_be_read_needs_a_hand(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = source_issue(SourceError("file_too_large", "x", size="9", limit="5"))
    failing = replace(
        live.current(), source="Plāna tabula", failure=fault, read_at=datetime.now(UTC), failing_since=NOON
    )
    monkeypatch.setattr(live, "current", lambda: failing)
    page = visit("dati")
    assert page.h1.startswith("1 labojums vajadzīgs tagad: avots nav pieejams. ")
    assert "Plāna tabula · avots pašlaik nav pieejams" in page.text


def test_without_a_plan_nobody_is_awaited(visit: Visit, shows: Callable[[Snapshot], None]) -> None:
    held = live.embedded().snapshot
    shows(replace(held, id="0123456789", plans=(), measures=(), directions=(), commitments=(), updates=()))
    for language, said in (
        ("lv", "Datos nav neviena plāna, tāpēc ziņojumi nav gaidāmi."),
        ("en", "The data contain no plan, so no reports are expected."),
    ):
        page = visit("dati", lang=language, atgadinajums="VARAM")
        assert said in page.text
        assert "VARAM" in page.text, "there is no reminder, and that is told"
        assert not page.run.code
    assert "tā datos nav neviena plāna" in visit("par").text


def test_of_two_snapshots_what_no_report_explains_stands_first_and_the_rest_is_folded() -> None:
    held = live.embedded().snapshot
    renamed = tuple(replace(one, title=f"{one.title}!") for one in held.institutions)
    silent = tuple(
        replace(one, deadline=PartialDate(2027)) if one.id in ("P5-6.1", "P5-6.2") else one for one in held.measures
    )
    root = read(write(snapshots.comparison(words("lv"), held, replace(held, institutions=renamed, measures=silent))))
    first, rest = root.all("table")
    keys = [row.all("td")[0].words() for row in first.all("tbody")[0].all("tr")]
    assert len(keys) == snapshots.MOST_OPEN
    assert keys[:2] == ["P5-6.1", "P5-6.2"]
    assert root.words().startswith("Atšķiras 13 rindas")
    assert root.all("summary")[0].words() == "vēl 5 rindas"
    assert len(rest.all("tbody")[0].all("tr")) == 5
