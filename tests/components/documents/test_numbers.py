"""What every paper says is what the answers say: counts, sums and shares read back from slides, DOCX, PDF and page."""

import io
import re
from functools import cache
from typing import Any

import docx
import pytest
from pptx import Presentation
from pypdf import PdfReader

from components.documents.files import files
from components.frame.money import money_figure
from components.frame.questions import state_of
from components.view import View
from components.wording import terms
from data import live
from data.answers import attention, openness, trust
from data.answers import meeting as meetings
from data.frames import records
from data.model import STATE_ORDER, Response
from tests.components.documents.test_pack import council, sampled
from tests.components.documents.test_slides import seen


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)


@cache
def looked_at(which: str) -> tuple[View, Any]:
    """A view with its meeting: the embedded plan's, or one of the invented country's."""
    if which == "embedded":
        return seen(), council(seen())
    return sampled(which)


@cache
def texts(which: str) -> dict[str, str]:
    """The text of each paper of a pack, read back by a library that knows nothing of what wrote it."""
    read = {}
    for file in files(*looked_at(which)):
        kind, ending = file.name.partition("-")[0], file.name.rpartition(".")[2]
        if ending in ("pptx", "docx", "pdf", "html"):
            read[f"{kind}.{ending}"] = re.sub(r"\s+", " ", _READ[ending](file.make()))
    return read


def _of_slides(content: bytes) -> str:
    said = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            said += [shape.text_frame.text] if shape.has_text_frame else []
            said += [cell.text for cell in shape.table.iter_cells()] if shape.has_table else []
        said.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(said)


def _of_word(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def _of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _of_page(content: bytes) -> str:
    return re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", content.decode(), flags=re.DOTALL)


_READ = {"pptx": _of_slides, "docx": _of_word, "pdf": _of_pdf, "html": _of_page}
WHICH = ["embedded", "2026-12-03"]
REPORTS = ("kopsavilkums.pdf", "kopsavilkums.docx", "parskats.pdf", "parskats.docx")


@pytest.mark.parametrize("which", WHICH)
def test_how_many_have_which_status(which: str) -> None:
    view, _meeting = looked_at(which)
    counts = state_of(view).tally
    said = texts(which)
    for name in REPORTS:
        for status in STATE_ORDER:
            if n := counts.of(status):
                assert f"{terms.status_name(status, view.words)} – {n}" in said[name], (name, status)
    row = " ".join([*(str(counts.of(status)) for status in STATE_ORDER if counts.of(status)), str(counts.total)])
    assert f"Kopā {row}" in said["parskats.pdf"]
    assert f"Kopā {row}" in said["parskats.docx"]


@pytest.mark.parametrize("which", WHICH)
def test_the_sums_the_shares_and_the_answers(which: str) -> None:
    view, _meeting = looked_at(which)
    said, words = texts(which), view.words
    figure = money_figure(view)
    assert figure
    for row in records(figure.frame):
        for amount in (row["need"], row["allocated"]):
            if amount is not None:
                assert f"{words.number(int(amount))} €".replace("\xa0", " ") in said["kopsavilkums.pdf"].replace(
                    "\xa0", " "
                )
    figures = trust.survey(view.snapshot, view.day)
    year = trust.latest(figures)
    assert year
    national = (trust.HOME, year, trust.NATIONAL, Response.HIGH, None)
    home = [
        row.value
        for row in figures.rows
        if (row.country, row.year, row.indicator, row.response, row.group) == national and row.value is not None
    ]
    for name in REPORTS:
        assert figure.title.replace("\xa0", " ") in said[name].replace("\xa0", " ")
        for value in filter(None, home):
            assert f"{words.number(value)} %" in said[name].replace("\xa0", " ")
    core = openness.core(view.snapshot, view.plan.id) if view.plan else ()
    units = openness.territory(view.snapshot, view.day)
    known = openness.coverage(openness.cells(view.snapshot, view.day), core, units)
    for name in REPORTS:
        assert f"{known.known} no {known.total}" in said[name]


@pytest.mark.parametrize("which", WHICH)
def test_what_needs_the_council_is_the_same_everywhere(which: str) -> None:
    view, meeting = looked_at(which)
    said = texts(which)
    assert view.plan
    rows = attention.attention(view.snapshot, state_of(view), view.plan.id)
    asked = attention.asked(rows)
    for _item, text in asked:
        assert text in said["parskats.docx"]
        assert text in said["parskats.pdf"]
    late = [row.decision.text for row in meetings.open_decisions(view.snapshot, meeting, view.day) if row.overdue]
    for text in late:
        assert text in said["protokols.docx"]
        assert text[:40] in said["slaidi.pptx"]
        assert text[:40] in said["sede.html"]


@pytest.mark.parametrize("which", WHICH)
def test_day_and_snapshot_stand_in_every_paper(which: str) -> None:
    view, _meeting = looked_at(which)
    for name, text in texts(which).items():
        if name.endswith(("pptx", "pdf", "html")):  # a DOCX has them in its head
            assert view.snapshot.id in text, name
            assert view.words.date(view.day) in text, name
