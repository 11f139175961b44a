"""The slides read back: native charts and tables with the screen's numbers, sources in the notes, nothing small."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from components.blocks.vocabulary import Table, plain
from components.charts.palette import MARKS
from components.documents.slides import slides
from components.fonts.measure import OFFICE
from components.frame.questions import state_of
from components.meeting.steps import steps
from components.view import View
from data import live
from data.answers.meeting import find_meeting
from data.model import STATE_ORDER, Snapshot, Status
from data.words import words

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)


def seen(language: str = "lv") -> View:
    current = live.Current(live.embedded().snapshot, (), None)
    plan = next(plan for plan in current.snapshot.plans if plan.id == "P5")
    return View(words("en" if language == "en" else "lv"), DAY, DAY, current, plan)


def deck(view: View) -> Any:
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    content = slides(view, steps(view, meeting, "https://example.lv", OFFICE), "Sēde")
    return Presentation(io.BytesIO(content))


def texts(shape: Any) -> Iterator[Any]:
    if shape.has_text_frame:
        yield from shape.text_frame.paragraphs
    if shape.has_table:
        for cell in shape.table.iter_cells():
            yield from cell.text_frame.paragraphs


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_chart_holds_the_numbers_of_the_screen(language: str) -> None:
    view = seen(language)
    (chart,) = [shape.chart for slide in deck(view).slides for shape in slide.shapes if shape.has_chart]
    state = state_of(view)
    shown = [status for status in STATE_ORDER if state.tally.of(status)]
    drawn = [[int(value) for value in series.values] for series in chart.plots[0].series]
    assert drawn == [[own.tally.of(status) for own in state.directions] for status in shown]
    assert drawn == [[2, 0, 0], [4, 2, 1], [0, 1, 0], [2, 4, 8], [8, 7, 1]], "counted by hand from the embedded reports"


def test_every_step_is_a_slide_with_its_title_its_tables_and_its_foot() -> None:
    view = seen()
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    own = steps(view, meeting, "https://example.lv", OFFICE)
    made = deck(view)
    assert len(made.slides) == len(own)
    for slide, step in zip(made.slides, own, strict=True):
        assert slide.shapes.title.text_frame.text == plain(step.title)
        words_on_it = "\n".join(paragraph.text for shape in slide.shapes for paragraph in texts(shape))
        assert f"{step.place} / {own[-1].number} · " in words_on_it
        assert f"Datu versija {view.snapshot.id}" in words_on_it
        assert "22.11.2026." in words_on_it
        assert view.snapshot.id in slide.notes_slide.notes_text_frame.text
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        grids = [block for block in step.blocks if isinstance(block, Table)]
        assert [len(table.rows) for table in tables] == [len(grid.rows) + 1 for grid in grids]
        for table, grid in zip(tables, grids, strict=True):
            assert [cell.text_frame.text for cell in table.rows[0].cells] == [column.heading for column in grid.columns]
            for row, said in zip(list(table.rows)[1:], grid.rows, strict=True):
                for cell, drawn in zip(said.cells, row.cells, strict=True):
                    assert drawn.text_frame.text.endswith(plain(cell)), "all of it, after the sign of its status"


def test_no_text_is_smaller_than_the_back_row_can_read() -> None:
    sizes = {
        run.font.size
        for slide in deck(seen()).slides
        for shape in slide.shapes
        for paragraph in texts(shape)
        for run in paragraph.runs
    }
    assert None not in sizes, "every size is said, none is left to a theme"
    assert min(sizes) == Pt(18), "24 pixels of a slide that is 1280 wide"


def test_the_sources_of_a_status_stand_in_the_notes() -> None:
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck(seen()).slides)
    assert "1.2: " in notes
    assert "https://" in notes


def test_text_of_the_sheet_stays_text() -> None:
    snapshot: Snapshot = live.embedded().snapshot
    assert snapshot.agenda
    odd = "A\x00\x0b<b>&amp;\ud7ff “{x}” =1+1 " + "garš" * 40
    changed = replace(
        snapshot, id="0dd0dd0dd0", agenda=(replace(snapshot.agenda[0], question=odd), *snapshot.agenda[1:])
    )
    view = replace(seen(), current=live.Current(changed, (), None))
    shown = "\n".join(
        paragraph.text for slide in deck(view).slides for shape in slide.shapes for paragraph in texts(shape)
    )
    assert "<b>&amp;" in shown
    assert "=1+1" in shown


def test_signs_are_letters_in_their_colour_and_links_are_their_words() -> None:
    own = live.embedded().snapshot
    odd = "<a href='https://evil.example'>&#x6a;</a>"
    measure = next(one for one in own.measures if one.id == "P5-1.2")
    changed = replace(
        own,
        id="0dd0dd0dd1",
        measures=tuple(replace(one, title=odd) if one is measure else one for one in own.measures),
        agenda=(replace(own.agenda[0], measures=("P5-1.2",), address="javascript:alert(1)"), *own.agenda[1:]),
    )
    made = deck(replace(seen(), current=live.Current(changed, (), None)))
    rows = [
        [cell.text_frame.paragraphs[0] for cell in row.cells]
        for slide in made.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    number, name, said, _ = next(row for row in rows if row[1].text.startswith(odd))
    assert number.text == "1.2"
    assert "".join(run.text for run in name.runs).startswith(odd)
    letter, blank, status = said.runs[:3]
    assert (letter.text, blank.text, status.text) == ("✔", " ", "izpildīts")
    assert str(letter.font.color.rgb) == MARKS[Status.DONE].colour.lstrip("#").upper()
    for slide in made.slides:
        assert not slide.element.xpath(".//a:hlinkClick"), "what the sheet says leads nowhere"
        assert not [relation for relation in slide.part.rels.values() if relation.is_external]
