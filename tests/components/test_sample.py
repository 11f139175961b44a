"""The papers of an invented country's meeting: every page, slide, tab and picture says that it is invented."""

import io
from datetime import date

import docx
import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from components import figures, overview
from components.pack.files import files
from components.view import View, plan_of
from components.web.cards import badge, card
from data import history
from data.answers.meeting import find_meeting
from data.intake.check import check
from data.intake.schema import TABLES
from data.model import Snapshot
from data.sample.country import book, sample
from data.sample.sizes import DAY
from data.words import words

MARK = {"lv": "Izdomāti dati", "en": "Invented data"}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return check(book(sample(1).snapshot)).snapshot


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_day: date) -> None:
        return None

    monkeypatch.setattr(history, "at", nothing)


def seen(snapshot: Snapshot, language: str) -> View:
    tongue = words("en" if language == "en" else "lv")
    return View(tongue, DAY, DAY, history.Current(snapshot, (), "zeme"), plan_of(snapshot, None))


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_pack(snapshot: Snapshot, language: str) -> None:
    view, mark = seen(snapshot, language), MARK[language]
    meeting = find_meeting(snapshot, "2026-12-03", DAY)
    assert meeting
    made = {file.name: file.make() for file in files(view, meeting)}
    assert len(made) == 6
    for name, content in made.items():
        if name.endswith("pptx"):
            for slide in Presentation(io.BytesIO(content)).slides:
                assert any(mark in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        elif name.endswith("docx"):
            assert mark in docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
        elif name.endswith("pdf"):
            pages = PdfReader(io.BytesIO(content)).pages
            assert len(pages) > 3
            assert all(mark in page.extract_text() for page in pages)
        elif name.endswith("xlsx"):
            whole = openpyxl.load_workbook(io.BytesIO(content))
            heads = [whole[table.tab].oddHeader for table in TABLES]
            assert all(head and mark in (head.left.text or "") for head in heads)
        else:
            text = content.decode()
            assert f'<p class="banner">{mark}</p>' in text
            assert text.count(mark) > 10


@pytest.mark.parametrize("language", ["lv", "en"])
def test_pictures_and_cards(snapshot: Snapshot, language: str) -> None:
    view, mark = seen(snapshot, language), MARK[language]
    unit = snapshot.municipalities[10]
    assert mark in badge(view, unit)
    assert mark in card(view, unit)
    figure = overview.directions_figure(view)
    assert mark in figures.as_svg(figure).decode()
    assert mark in figures.as_csv(figure).decode()
