"""The papers of an invented country's meeting: every page, slide, tab and picture says that it is invented."""

import io
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from components.blocks import figures
from components.blocks.html import write
from components.charts import pictures
from components.documents.files import files
from components.frame import shell
from components.screens.about import method, sources
from components.screens.overview import overview
from components.screens.trust import trust, trust_figures
from components.view import View, plan_of
from components.web.cards import badge, card
from components.wording import provenance
from data import live
from data.answers.meeting import find_meeting
from data.contract.tables import TABLES
from data.intake.check import check
from data.model import Snapshot
from data.publish.tables import as_csv
from data.sample.country import book, sample
from data.sample.sizes import DAY
from data.words import words
from tests.screens.reading import read

MARK = {"lv": "Izdomāti dati", "en": "Invented data"}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return check(book(sample(1).snapshot)).snapshot


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_day: date) -> None:
        return None

    monkeypatch.setattr(live, "at", nothing)


def seen(snapshot: Snapshot, language: str) -> View:
    tongue = words("en" if language == "en" else "lv")
    return View(tongue, DAY, DAY, live.Current(snapshot, (), "zeme"), plan_of(snapshot, None))


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_pack(snapshot: Snapshot, language: str) -> None:
    view, mark = seen(snapshot, language), MARK[language]
    meeting = find_meeting(snapshot, "2026-12-03", DAY)
    assert meeting
    made = {file.name: file.make() for file in files(view, meeting)}
    assert len(made) == 9
    for name, content in made.items():
        if name.endswith("pptx"):
            for slide in Presentation(io.BytesIO(content)).slides:
                assert any(mark in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        elif name.endswith("docx"):
            assert mark in docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
        elif name.endswith("pdf"):
            pages = PdfReader(io.BytesIO(content)).pages
            assert len(pages) == 2 if name.startswith("kopsavilkums") else len(pages) > 3
            assert all(mark in page.extract_text() for page in pages)
        elif name.endswith("xlsx"):
            whole = openpyxl.load_workbook(io.BytesIO(content))
            heads = [whole[table.tab].oddHeader for table in TABLES]
            assert all(head and mark in (head.left.text or "") for head in heads)
        else:
            text = content.decode()
            assert f'<div class="banner" role="status">{mark}</div>' in text
            assert text.count(mark) > 10


@pytest.mark.parametrize("language", ["lv", "en"])
def test_pictures_and_cards(snapshot: Snapshot, language: str) -> None:
    view, mark = seen(snapshot, language), MARK[language]
    unit = snapshot.municipalities[10]
    assert mark in badge(view, unit)
    assert mark in card(view, unit)
    assert f"<title>{mark} · " in card(view, unit), "the title of the page that others frame"
    figure = overview.directions_figure(view)
    assert mark in pictures.as_svg(figure).decode()
    first, *_ = figures.as_csv(figure).decode("utf-8-sig").splitlines()
    assert mark in first, "before the figures, not only behind them"
    assert downloads_named(view) == {True}


def downloads_named(view: View) -> set[bool]:
    """Whether the names of a meeting's papers say that they are invented."""
    meeting = find_meeting(view.snapshot, "2026-12-03", DAY)
    assert meeting
    return {file.name.rpartition(".")[0].endswith("-izdomati") for file in files(view, meeting)}


FIGURES = {"lv": "Izdomāti skaitļi", "en": "Invented figures"}


@pytest.mark.parametrize("language", ["lv", "en"])
def test_invented_figures_under_the_names_of_real_countries_say_so_in_every_title(
    snapshot: Snapshot, language: str
) -> None:
    """A picture cut out of the page is otherwise a false statistic about a real country."""
    view, said = seen(snapshot, language), FIGURES[language]
    told = [trust_figures.countries(view, 2025, frozenset())]
    told += [trust_figures.institutions(view), trust_figures.groups(view), *trust_figures.series(view)]
    found = [one for one in told if one]
    assert len(found) > 3
    for one in found:
        assert one.figure.title.startswith(said)
        assert one.figure.caption.startswith(said)
        assert said in pictures.as_svg(one.figure).decode().replace("\n", "")
        assert MARK[language] in one.figure.source
    for section in trust.SECTIONS:
        page = write(trust.heading(view, trust.choice(view, "baltija", "2025", section))).replace("\xa0", " ")
        assert f"<h1>{said}" in page
    picked = trust.choice(view, "", "", "", picked="EST;LTU").asked
    assert picked
    assert f"<h2>{said}" in write(trust.answers(view, picked))


def test_what_stands_in_from_the_embedded_data_is_not_called_invented(snapshot: Snapshot) -> None:
    """The connected sheet lacks the tab, so real figures of Latvia stand beside an invented plan."""
    real = live.embedded().snapshot
    mixed = replace(
        snapshot, id="1a5e11ed00", trust=real.trust, decisions=(), embedded=frozenset(["trust", "decisions"])
    )
    view = seen(mixed, "lv")
    told = trust_figures.countries(view, 2023, frozenset())
    assert told
    assert "zdomāt" not in told.figure.title + told.figure.caption + told.figure.source + write(told.about)
    assert "Avots: iebūvētie dati" in told.figure.source
    assert "This is an adaptation" in told.figure.source, "of a real publisher's work"
    assert "This is an adaptation" in write(trust.closing(view))
    (line,) = [part for part in provenance.data_line(view) if "nav izdomāti" in part]
    assert line == "iebūvēti, nav izdomāti: Uzticēšanās", "a tab without rows shows nothing"
    banner = write(shell.banner(view))
    assert (
        "Nav izdomātas darblapas, kuru avotā nav un kuras tāpēc rāda no iebūvētajiem Latvijas datiem: Uzticēšanās."
        in banner
    )
    assert "visi skaitļi ir izdomāti" not in banner
    assert MARK["lv"] in overview.directions_figure(view).source
    rows = as_csv(mixed, "trust").decode("utf-8-sig").splitlines()
    assert all(row.endswith(',"nē, iebūvētie dati"') for row in rows[1:])
    assert provenance.stem(view, "trust", mixed.id, tables=["trust"]) == "trust-1a5e11ed00"
    assert provenance.stem(view, "measures", mixed.id, tables=["measures"]) == "measures-1a5e11ed00-izdomati"


def test_the_page_on_the_data_tells_the_products_rules_from_the_data(snapshot: Snapshot) -> None:
    text = read(write(method.method(seen(snapshot, "lv")))).words()
    assert "Šie dati ir izdomāti; tālāk aprakstītie noteikumi ir paša infopaneļa" in text
    assert "Varakļān" not in text
    gone = next(unit for unit in snapshot.municipalities if unit.valid_to)
    into = next(unit for unit in snapshot.municipalities if unit.code == gone.merged_into)
    assert f"Šajos datos līdz 30.06.2025. pašvaldību skaits ir 43, pēc tam – 42 ({gone.title} → {into.title})." in text
    text = read(write(sources.sources(seen(snapshot, "lv")))).words()
    assert "Šie dati nāk no avota „zeme”, ir izdomāti, un cita avota tiem nav." in text
    theirs = [name for name in ("likumi.lv", "OECD", "CC BY") if name in text]
    assert theirs == [], "the sources of the embedded data are not those of what is shown"
    real = live.embedded().snapshot
    mixed = replace(snapshot, id="1a5e11ed01", trust=real.trust, embedded=frozenset(["trust"]))
    (table,) = read(write(sources.sources(seen(mixed, "lv")))).all("table")
    assert {row.all("td")[-1].words() for row in table.all("tbody")[0].all("tr")} == {"Uzticēšanās"}
