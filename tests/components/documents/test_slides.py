"""The slides read back: native charts and tables with the screen's numbers, sources in the notes, nothing small."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import docx
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.util import Emu, Pt

from components.blocks.vocabulary import Break, Column, Paragraph, Row, Squares, Table, Text, plain
from components.charts.palette import MARKS, marks
from components.documents.files import files
from components.documents.slides import slides
from components.fonts.measure import OFFICE
from components.frame.money import money_figure
from components.frame.questions import state_of
from components.frame.squares import squares
from components.meeting import layout
from components.meeting.agenda import measures_grid
from components.meeting.step import Step
from components.meeting.steps import steps
from components.screens.municipalities import choice, municipality_figures
from components.screens.overview import overview
from components.screens.trust import trust_figures
from components.view import View
from components.wording import surveys
from data import doctor, live, template
from data.answers import trust
from data.answers.meeting import find_meeting
from data.frames import records
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
    state = state_of(view)
    shown = [status for status in STATE_ORDER if state.tally.of(status)]
    (chart,) = [one for one in charts(deck(view)) if len(one.plots[0].series) == len(shown)]
    drawn = [[int(value) for value in series.values] for series in chart.plots[0].series]
    assert drawn == [[own.tally.of(status) for own in state.directions] for status in shown]
    assert drawn == [[2, 0, 0], [4, 2, 1], [0, 1, 0], [2, 4, 9], [8, 7, 0]], "counted by hand from the embedded reports"


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
        assert f"{step.told_place} / {own[-1].number} · " in words_on_it
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


def drawn(view: View, *blocks: Any, template: Path | None = None, **said: Any) -> Any:
    """A deck of one step with these blocks, read back."""
    fitted = layout.fit(Step("x", "Kur", "Ko", blocks, ("avots",), **said), OFFICE)
    return Presentation(io.BytesIO(slides(view, fitted, "Sēde", lambda step: f"https://a.lv/{step.place}", template)))


def charts(made: Any) -> list[Any]:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def test_growth_ranking_pairs_and_amounts_are_charts_with_the_values_of_their_frames() -> None:
    view = seen()
    year = trust.latest(trust_figures.known(view))
    assert year
    growth, sums = overview.burn_up_figure(view), money_figure(view)
    countries, pairs = trust_figures.countries(view, year, frozenset()), trust_figures.institutions(view)
    assert growth
    assert sums
    assert countries
    assert pairs
    (chart,) = charts(drawn(view, growth))
    assert list(chart.plots[0].categories) == [row[0] for row in growth.rows]
    for series in chart.plots[0].series:
        (column,) = [one for one in growth.columns if one.heading == series.name]
        assert list(series.values) == growth.frame[column.name].tolist()
    (chart,) = charts(drawn(view, sums))
    assert [list(series.values) for series in chart.plots[0].series] == [[90000, 117000, 95000], [None, 30000, None]]
    assert list(chart.plots[0].categories) == ["2023", "2024", "2025"]
    assert chart.plots[0].series[1].name == f"{sums.columns[2].heading}, € (nav ziņu: 2023, 2025)"
    (chart,) = charts(drawn(view, countries.figure))
    shares = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert shares["25. Latvija"] == 29
    assert shares[surveys.country("OECD", view.words)] == 39.3
    assert shares["Igaunija (2021)"] == 46.5, "a share of another year says so, and has no place"
    assert len(shares) == countries.figure.frame["high"].notna().sum()
    (chart,) = charts(drawn(view, pairs.figure))
    assert [list(series.values) for series in chart.plots[0].series] == [
        [row[name] for row in records(pairs.figure.frame) if row["home"] is not None] for name in ("home", "average")
    ]


def test_a_map_is_a_picture_that_is_told_in_words() -> None:
    view = seen()
    figure = municipality_figures.small_figure(view, choice.Chosen(next(iter(choice.offered(view).values()))))
    assert figure
    made = drawn(view, figure)
    assert charts(made) == []
    told = [shape._element.nvPicPr.cNvPr.get("descr") for shape in made.slides[0].shapes if shape.shape_type == 13]
    assert figure.alt in told


@pytest.mark.parametrize("palette", ["", "projektors"])
def test_squares_are_shapes_with_name_sign_and_colour(palette: str) -> None:
    view = replace(seen(), palette=palette)
    every = squares(view)
    assert isinstance(every, Squares)
    groups = [shape for slide in drawn(view, every).slides for shape in slide.shapes if shape.shape_type == 6]
    shapes = {shape.name: shape for group in groups for shape in group.shapes}
    assert len(shapes) == 40
    done = shapes["1.2"]
    assert done.text_frame.text == "✔ 1.2"
    assert str(done.fill.fore_color.rgb) == marks(palette)[Status.DONE].colour.lstrip("#").upper()
    assert "Izpildīts, pēc publiskiem avotiem" in done._element.nvSpPr.cNvPr.get("descr")
    assert shapes["1.1"].fill.type == MSO_FILL.PATTERNED, "what is unknown is hatched"
    assert shapes["1.1"].fill.pattern != shapes["1.n1"].fill.pattern, "sparsely and densely"
    told = ". ".join(group._element.nvGrpSpPr.cNvPr.get("descr") for group in groups)
    assert all(f"{name} – " in told for name in shapes)


def test_lines_of_a_cell_are_told_apart_in_the_notes() -> None:
    cell = (Text("tiek īstenots"), Break(), Text("zināma tikai viena daļa", kind="muted"))
    table = Table([Column("Statuss"), Column("Diena")], [Row([cell, "01.02.2025."])], "Kas zināms")
    slide = drawn(seen(), Paragraph("īss"), more=(table,)).slides[0]
    said = "tiek īstenots; zināma tikai viena daļa · 01.02.2025."
    assert slide.notes_slide.notes_text_frame.text == f"Kur\nStatuss · Diena\n{said}\navots"


def test_the_whole_of_what_a_step_says_shortly_is_in_the_notes_and_its_address_in_the_corner() -> None:
    more = (Paragraph("viss teksts"), Table([Column("a"), Column("b")], [Row(["x", "y"])], "t"))
    slide = drawn(seen(), Paragraph("īss"), more=more).slides[0]
    assert slide.notes_slide.notes_text_frame.text == "Kur\nviss teksts\na · b\nx · y\navots"
    (corner,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert corner._element.nvPicPr.cNvPr.get("descr") == "https://a.lv/1"
    assert corner.left + corner.width <= 12192000
    assert corner.top + corner.height <= 6858000


def test_the_code_of_a_slide_leads_to_its_step_with_snapshot_day_and_language() -> None:
    view = replace(seen("en"), chosen=(("lang", "en"),))
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    (file,) = [one for one in files(view, meeting, "https://a.lv") if one.name.endswith(".pptx")]
    made = Presentation(io.BytesIO(file.make()))
    corners = [[shape for shape in slide.shapes if shape.shape_type == 13][-1] for slide in made.slides]
    addresses = [urlsplit(shape._element.nvPicPr.cNvPr.get("descr")) for shape in corners]
    asked = [parse_qs(address.query) for address in addresses]
    assert {address.netloc + address.path for address in addresses} == {"a.lv/sede"}
    places = [step.place for step in steps(view, meeting, "https://a.lv", OFFICE)]
    assert [one["solis"] for one in asked] == [[place] for place in places]
    assert all(one["snapshot"] == [view.snapshot.id] and one["datums"] == ["2026-11-22"] for one in asked)
    assert all(one["lang"] == ["en"] for one in asked)


def test_latvian_in_an_english_deck_is_marked_as_such() -> None:
    runs = [
        run
        for slide in deck(seen("en")).slides
        for shape in slide.shapes
        for paragraph in texts(shape)
        for run in paragraph.runs
    ]
    spoken = {run.font._rPr.get("lang") for run in runs}
    assert spoken == {"lv-LV", "en-GB"}
    assert {run.font._rPr.get("lang") for run in runs if "portāl" in run.text} == {"lv-LV"}


# An office's own master


def office(folder: Path, *, width: int = 12192000, titled: bool = True) -> Path:
    made: Any = Presentation()
    made.slide_width, made.slide_height = Emu(width), Emu(6858000)
    made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "Sagatave"
    if not titled:
        for one in made.slide_layouts:
            for place in [place for place in one.placeholders if place.placeholder_format.type in (1, 3)]:
                place._element.getparent().remove(place._element)
    path = folder / "birojs.pptx"
    made.save(str(path))
    return path


@pytest.mark.parametrize("width", [12192000, 9144000])
def test_an_office_may_have_its_own_master(tmp_path: Path, width: int) -> None:
    view = seen()
    every = squares(view)
    made = drawn(view, every, Paragraph("teksts"), template=office(tmp_path, width=width))
    assert [slide.shapes.title.text_frame.text for slide in made.slides] == ["Ko"] * len(made.slides), "no slide of it"
    for slide in made.slides:
        assert slide.shapes.title.left == slide.slide_layout.placeholders[0].left, "its title stands where it has it"
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= width
            assert shape.top + shape.height <= 6858000
            for paragraph in texts(shape):
                for run in paragraph.runs:
                    assert run.font.name is None, "its face"


@pytest.mark.parametrize(("kind", "code"), [
    ("none", "template_unreadable"), ("text", "template_no_deck"), ("docx", "template_no_deck"),
    ("cut", "template_no_deck"), ("no_layouts", "template_no_layout"), ("no_title", "template_no_title"),
])  # fmt: skip
def test_what_is_no_template_is_refused_by_name_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, code: str
) -> None:
    path = office(tmp_path, titled=kind != "no_title")
    if kind == "none":
        path.unlink()
    elif kind == "text":
        path.write_text("nav prezentācija", "utf-8")
    elif kind == "docx":
        docx.Document().save(str(path))
    elif kind == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif kind == "no_layouts":
        kept = {name: ZipFile(path).read(name) for name in ZipFile(path).namelist() if "slideLayout" not in name}
        with ZipFile(path, "w") as archive:
            for name, content in kept.items():
                archive.writestr(name, content)
    monkeypatch.setenv("SLIDES_TEMPLATE", str(path))
    assert template.fault() == code
    assert template.usable() is None
    for language in ("lv", "en"):
        said = doctor.template_fault(words(language))
        assert "SLIDES_TEMPLATE" in said
        assert "{" not in said
    assert len(drawn(seen(), Paragraph("x"), template=template.usable()).slides) == 1


def test_one_that_only_looks_like_a_template_is_told_and_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = office(tmp_path)
    kept = {name: ZipFile(path).read(name) for name in ZipFile(path).namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in kept.items():
            archive.writestr(name, content[:40] if name.startswith("ppt/slideMasters/slideM") else content)
    assert len(drawn(seen(), Paragraph("x"), template=path).slides) == 1
    assert "without it" in caplog.text


def test_a_right_template_is_used_and_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert template.fault() == ""
    monkeypatch.setenv("SLIDES_TEMPLATE", str(office(tmp_path)))
    assert template.usable() == tmp_path / "birojs.pptx"
    assert doctor.template_fault(words("lv")) == ""


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


def test_what_the_sheet_says_is_text_on_a_slide_and_leads_nowhere() -> None:
    own = live.embedded().snapshot
    odd = "<a href='https://evil.example'>&#x6a;</a>"
    measure = next(one for one in own.measures if one.id == "P5-1.2")
    changed = replace(
        own,
        id="0dd0dd0dd1",
        measures=tuple(replace(one, title=odd) if one is measure else one for one in own.measures),
        agenda=(replace(own.agenda[0], measures=("P5-1.2",), address="javascript:alert(1)"), *own.agenda[1:]),
    )
    view = replace(seen(), current=live.Current(changed, (), None))
    made = drawn(view, measures_grid(view, [item for item in state_of(view).standings if item.measure.number == "1.2"]))
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
