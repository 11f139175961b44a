"""A figure's menu: what it offers, and that its addresses lead to the figure of the screen on which it stands."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from components.blocks.figures import Figure, FigureColumn
from components.blocks.html import write
from components.frame import downloads
from components.view import View
from components.wording import provenance
from data import live
from data.live import Current
from data.words import Language, words
from tests.screens.reading import Node, read

DAY = date(2026, 11, 22)
HELD = live.embedded().snapshot
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"></svg>'


def seen(language: Language = "lv", *chosen: tuple[str, str]) -> View:
    return View(words(language), DAY, DAY, Current(HELD, (), None), HELD.plans[0], chosen=chosen)


def made(view: View, *more: str) -> Figure:
    return Figure(
        name="gaita", title="Izpildīti 2 no <40>.", wide=SQUARE, narrow=SQUARE, alt="x",
        columns=(FigureColumn("n", "Skaits"),), frame=pd.DataFrame({"n": [2]}), caption="x",
        source=" · ".join([provenance.source_line(view), *more]), taken=(),
    )  # fmt: skip


def menu(view: View, path: str, own: dict[str, str], figure: Figure | None = None) -> Node:
    html = write(downloads.of_figure(view, figure or made(view)))
    assert downloads.unplaced(html)
    html = downloads.placed(html, path, own)
    assert not downloads.unplaced(html)
    assert not re.search("[\ufdd0-\ufdef]", html), "every place is filled"
    (offer,) = read(html).all("div", of="offer")
    return offer


def test_a_menu_offers_link_citation_picture_and_data() -> None:
    offer = menu(seen(), "uzticesanas", {"valstis": "EST;LVA", "gads": "", "skats": "laiks"})
    assert (offer.attributes["role"], offer.attributes["aria-label"]) == ("group", "Izpildīti 2 no <40>.")
    assert [node.words() for node in offer.all("summary")] == ["Kopēt, citēt, lejupielādēt"]
    assert [node.words() for node in offer.all("dt")] == ["Saite", "Kā atsaukties", "Attēls", "Dati", "Iegult"]
    query = f"skats=laiks&valstis=EST%3BLVA&datums=2026-11-22&snapshot={HELD.id}"
    assert {node.words(): node.attributes["href"] for node in offer.all("a")} == {
        "Šis skats ar tā dienu un datu versiju": f"/uzticesanas?{query}",
        "ar adresi": f"/figure/uzticesanas/gaita.txt?{query}",
        "PNG": f"/figure/uzticesanas/gaita.png?{query}",
        "SVG": f"/figure/uzticesanas/gaita.svg?{query}",
        "CSV": f"/figure/uzticesanas/gaita.csv?{query}",
        "Iegulšanas kods citām vietnēm": "/embed/uzticesanas/gaita?skats=laiks&valstis=EST%3BLVA&",
    }
    assert [node.attributes.get("aria-label", "") for node in offer.all("a")][2:] == [
        "Attēls: PNG", "Attēls: SVG", "Dati: CSV", "",
    ]  # fmt: skip


def test_the_first_screen_has_no_folder_and_what_is_chosen_goes_along() -> None:
    view = seen("en", ("lang", "en"), ("datums", "2026-11-22"), ("snapshot", "wanted"), ("palete", "projektors"))
    links = [urlsplit(node.attributes["href"]) for node in menu(view, "", {}).all("a")]
    assert [link.path for link in links] == [
        "/", "/figure/gaita.txt", "/figure/gaita.png", "/figure/gaita.svg", "/figure/gaita.csv",
        "/embed/gaita",
    ]  # fmt: skip
    for link in links[:-1]:  # a page for other sites follows the data, unless a day or a snapshot was chosen
        assert parse_qs(link.query) == {
            "lang": ["en"], "datums": ["2026-11-22"], "snapshot": [HELD.id], "palete": ["projektors"],
        }  # fmt: skip


def test_what_stands_in_an_address_is_no_markup() -> None:
    offer = menu(seen(), "pasakumi", {"q": '"><script>&amp;'})
    assert not offer.all("script")
    assert parse_qs(urlsplit(offer.all("a")[0].attributes["href"]).query)["q"] == ['"><script>&amp;']


def test_it_is_cited_by_its_finding_its_source_its_day_and_its_snapshot() -> None:
    view = seen()
    source = "iebūvētie dati, no publiskiem avotiem apkopoti 21.11.2026."
    facts = f"Stāvoklis 22.11.2026. · Avots: {source} · Datu versija {HELD.id}"
    whole = f"„Izpildīti 2 no <40>”. Infopanelis „Atvērtās pārvaldības rīcības plāns”. {facts}"
    assert downloads.cited(view, made(view)) == whole
    assert downloads.cited(view, made(view, "Pētījums: OECD", "x" * 300)) == f"{whole} · Pētījums: OECD"
    before = replace(made(view), source=f"Skaitļa nav: Lietuva · {facts}")
    assert downloads.cited(view, before) == f"{whole} · Skaitļa nav: Lietuva", "nothing is said twice"
    assert menu(view, "", {}).all("span", of="cited")[0].words() == whole
    marked = replace(made(view), mark="Izdomāti dati")
    assert downloads.cited(view, marked).startswith("„Izdomāti dati. Izpildīti 2 no <40>”. ")


def test_it_is_taken_along_as_a_file_of_each_kind() -> None:
    view, address = seen(), "https://plans.example/?datums=2026-11-22"
    files = {kind: downloads.drawn(view, made(view), kind, address) for kind in downloads.KINDS}
    stem = f"gaita-2026-11-22-{HELD.id}"
    assert {kind: file[1:] for kind, file in files.items()} == {
        "svg": (f"{stem}.svg", "image/svg+xml"), "png": (f"{stem}.png", "image/png"),
        "csv": (f"{stem}.csv", "text/csv"), "txt": (f"{stem}.txt", "text/plain"),
    }  # fmt: skip
    assert "https://plans.example/?datums=2026-11-22</text>" in files["svg"][0].decode()
    assert files["csv"][0].decode("utf-8-sig") == "Skaits\r\n2\r\n"
    assert files["txt"][0].decode() == f"{downloads.cited(view, made(view))} · {address}\n"
