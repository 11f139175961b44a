"""The pack read back: the report's and the minutes' numbers, what stands on every page, and the command line."""

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.document import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from components.blocks import vocabulary
from components.blocks.vocabulary import plain
from components.documents import paper as paper_model
from components.documents import pdf
from components.documents.__main__ import main
from components.documents.blocks import on_paper
from components.documents.brief import MOST_ASKED
from components.documents.docx import as_docx
from components.documents.files import files
from components.documents.minutes import minutes, to_send
from components.documents.paper import Document, Table
from components.documents.report import brief_alone, report
from components.fonts.measure import OURS
from components.frame.money import money_figure
from components.frame.questions import attention_rows, state_of
from components.meeting.steps import steps
from components.view import View
from data import live
from data.answers import attention
from data.answers import meeting as meetings
from data.answers.meeting import find_meeting
from data.contract.tables import BY_CODE
from data.model import Assessor, Meeting, Status
from data.sample.country import sample
from data.words import latvian_order, words
from tests.answers.build import decision
from tests.components.documents.test_slides import DAY, seen
from tests.helpers import base_grids, checked

COUNTS = {"lv": ["Kopā", "2", "7", "1", "15", "15", "40"], "en": ["Total", "2", "7", "1", "15", "15", "40"]}
"""Counted by hand: done, under way, not started, unknown, all."""


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "at", lambda day: None)


def council(view: View) -> Meeting:
    meeting = find_meeting(view.snapshot, "2024-11-07", DAY)
    assert meeting
    return meeting


@cache
def letter(language: str = "lv") -> bytes:
    """The report as DOCX: written once, read by every test that asks something else of it."""
    return as_docx(report(seen(language)))


@cache
def paper(language: str = "lv") -> bytes:
    """The report as PDF."""
    return pdf.as_pdf(report(seen(language)))


@cache
def pages(language: str = "lv") -> tuple[str, ...]:
    """What stands on each page of the report."""
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(paper(language))).pages)


def opened(content: bytes) -> Word:
    return docx.Document(io.BytesIO(content))


def whole(word: Word) -> str:
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_report_counts_as_the_screen_does(language: str) -> None:
    view = seen(language)
    word = opened(letter(language))
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[-1] == COUNTS[language]
    parts = state_of(view).tally.parts
    assert [int(cell) for cell in rows[-1][1:-1]] == [n for n in parts.values() if n]
    text = squeezed("".join(pages(language)))
    assert " ".join(COUNTS[language]) in text


# The brief


def sampled(meeting: str) -> tuple[View, Meeting]:
    """The invented country, which has asks, decisions and statuses of every kind, looked at for one of its meetings."""
    snapshot = replace(sample(1).snapshot, id="0dd0000001")
    (held,) = [one for one in snapshot.meetings if one.id == meeting]
    (plan,) = [one for one in snapshot.plans if one.id == held.plan]
    return View(words("lv"), DAY, DAY, live.Current(snapshot, (), "Mācību tabula"), plan), held


@cache
def brief_of(which: str, language: str = "lv") -> tuple[str, ...]:
    """What stands on each page of a brief."""
    if which == "embedded":
        view = seen(language)
        made = brief_alone(view, council(view))
    else:
        made = brief_alone(*sampled(which))
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(pdf.as_pdf(made))).pages)


@pytest.mark.parametrize(("which", "language"), [
    ("embedded", "lv"), ("embedded", "en"), ("2026-12-03", "lv"), ("2022-05-19", "lv"), ("2026-05-21", "lv"),
])  # fmt: skip
def test_the_brief_has_exactly_two_pages(which: str, language: str) -> None:
    assert len(brief_of(which, language)) == 2


def test_the_brief_answers_what_a_council_asks() -> None:
    first, second = map(squeezed, brief_of("embedded"))
    assert "no 40 pasākumiem 2 ir izpildīti, 7 vēl tika īstenoti un 1 vēl nebija uzsākts" in first
    assert "No 07.11.2024. līdz 22.11.2026.: 4 jaunas ziņas par pasākumiem (kļuva zināmi 2 statusi)" in first
    assert "6.3a Līdzdalības budžets: ziņas bez statusa → tiek īstenots" in first
    late = "1 pasākumam ar zināmu statusu pagājis tam noteiktais termiņš"
    assert f"{late} (termiņš nav zināms 39 no 40 pasākumiem): 3.5" in first
    assert "29 % Latvijas iedzīvotāju 2023. gadā" in second
    assert "107 no 294" in second
    sums = money_figure(seen())
    assert sums
    assert sums.title.replace("\xa0", " ") in second.replace("\xa0", " ")
    assert "117 000 €" in second, "the letters of the drawings are text"
    view, _held = sampled("2026-12-03")
    first, _second = map(squeezed, brief_of("2026-12-03"))
    asked = attention.asked(attention_rows(view))
    assert len(asked) > MOST_ASKED
    assert all(text in first for _, text in asked[:MOST_ASKED])
    assert f"un vēl {len(asked) - MOST_ASKED}" in first
    assert "Izdomāti dati" in first


def test_the_brief_stands_before_the_report_and_its_squares_name_every_measure() -> None:
    said = pages()
    assert (
        squeezed(said[1]).partition("Uzticēšanās")[2][:200]
        == squeezed(brief_of("embedded")[1]).partition("Uzticēšanās")[2][:200]
    )
    numbers = [item.measure.number for item in state_of(seen()).standings]
    assert len(numbers) == 40
    assert all(number in squeezed(said[0]) for number in numbers)
    pictures = [block for block in report(seen()).blocks if isinstance(block, paper_model.Picture)]
    assert len(pictures) >= 4, "the bars, growth, and the squares of each direction"
    assert all(picture.alt for picture in pictures)
    word = ZipFile(io.BytesIO(letter())).read("word/document.xml").decode()
    assert word.count("<pic:pic") == len(pictures) + 5
    assert not re.search(r'<wp:docPr (?![^>]*descr="[^"]+")', word), "every picture is told in words"


def test_two_pages_hold_whatever_the_sheet_says() -> None:
    view = seen()
    long = "Ļoti garš teksts par pasākumu, kas nebeidzas. " * 44
    measures = tuple(replace(one, title=long[:2000]) for one in view.snapshot.measures)
    reports = tuple(
        replace(
            view.snapshot.updates[0], measure=one.id, day=DAY.replace(day=1), needed_from_council=long[:2000],
            status=Status.UNDER_WAY, assessor=Assessor.INSTITUTION,
        )
        for one in measures
        if one.plan == "P5"
    )  # fmt: skip
    decided = tuple(decision(f"L-{n}", "2024-11-07", text=long, due="2025-03") for n in range(200))
    changed = replace(
        view.snapshot, id="10e6000000", measures=measures, updates=(*view.snapshot.updates, *reports), decisions=decided
    )
    made = brief_alone(replace(view, current=live.Current(changed, (), None)), council(view))
    assert len(PdfReader(io.BytesIO(pdf.as_pdf(made))).pages) == 2


def test_a_report_has_no_row_of_nothing_and_tells_the_silence_once_by_institution() -> None:
    word = opened(letter())
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "nav ziņu" not in cells
    last = "Institūcijas ziņojuma šajos datos nav"
    (silent,) = [table for table in word.tables if table.rows[0].cells[-1].text == last]
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in list(silent.rows)[1:]}
    counts = [int(cell.partition(" ")[0]) for cell in rows["Valsts kanceleja (VK)"]]
    assert counts == [12, 8, 29], "counted by hand: of the 29 of VK the status of 20 is not known"


def test_every_measure_is_in_both_reports() -> None:
    view = seen()
    word = whole(opened(letter()))
    said = squeezed("".join(pages()))
    own = [measure for measure in view.snapshot.measures if measure.plan == "P5"]
    assert len(own) == 42
    for measure in own:
        assert measure.title in word
        assert squeezed(measure.title)[:30] in said, measure.number


def test_day_and_snapshot_stand_on_every_page() -> None:
    view = seen()
    assert len(pages()) > 5
    for text in pages():
        assert view.snapshot.id in text
        assert "22.11.2026." in text
    for content in (letter(), as_docx(minutes(view, council(view)))):
        (section,) = opened(content).sections
        assert view.snapshot.id in section.header.paragraphs[0].text


@pytest.mark.parametrize(("language", "tag"), [("lv", "lv"), ("en", "en")])
def test_the_pdf_is_for_everybody(language: str, tag: str) -> None:
    catalogue: Any = PdfReader(io.BytesIO(paper(language))).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712  (pypdf's own kind of true)
    assert str(catalogue["/Lang"]).startswith(tag)
    assert "/StructTreeRoot" in catalogue


def test_a_table_in_word_repeats_its_header_and_headings_are_real() -> None:
    content = letter()
    word = opened(content)
    assert {"Heading 1", "Heading 2", "Heading 3"} <= {
        str(paragraph.style and paragraph.style.name) for paragraph in word.paragraphs
    }
    text = ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert text.count("<w:tblHeader/>") == len(word.tables)
    assert 'w:val="lv-LV"' in ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()


def test_a_plan_without_measures_says_so() -> None:
    view = seen()
    drafted = next(plan for plan in view.snapshot.plans if plan.id == "P6")
    made = report(replace(view, plan=drafted))
    assert "Šī plāna pasākumi vēl nav zināmi." in whole(opened(as_docx(made)))
    assert pdf.as_pdf(made).startswith(b"%PDF")


def test_the_minutes_hold_the_agenda_and_room_to_write() -> None:
    view = seen()
    word = opened(as_docx(minutes(view, council(view))))
    text = whole(word)
    for item in view.snapshot.agenda:
        assert item.question in text
    assert "Šajos datos sēžu lēmumu nav." in text
    heads = [column.header for column in BY_CODE["decisions"].columns]
    rooms = [table for table in word.tables if [cell.text for cell in table.rows[0].cells] == heads]
    assert len(rooms) == 5, "one an item of the agenda, in the order of the tab's columns"
    rows = [[cell.text for cell in row.cells] for table in rooms for row in list(table.rows)[1:]]
    assert [row[0] for row in rows] == [f"2024-11-07-L{n}" for n in range(1, 11)], "each ID once"
    assert {row[1] for row in rows} == {"2024-11-07"}
    assert not any(cell for row in rows for cell in row[2:])


def test_the_minutes_say_what_was_shown_by_the_numbers_of_the_steps() -> None:
    view = seen()
    own = steps(view, council(view), "https://a.lv")
    word = opened(as_docx(minutes(view, council(view), own, "https://a.lv")))
    (table,) = [table for table in word.tables if table.rows[0].cells[0].text == "Solis"]
    rows = [[cell.text for cell in row.cells] for row in list(table.rows)[1:]]
    assert [row[0] for row in rows] == [str(n) for n in range(1, own[-1].number + 1)]
    assert [row[2] for row in rows] == [plain(step.title) for step in own if step.part == 1]
    assert "https://a.lv" in whole(word)


def test_after_the_meeting_the_minutes_are_made_of_what_was_entered() -> None:
    view, held = sampled("2026-05-21")
    word = opened(as_docx(minutes(view, held)))
    heads = [column.header for column in BY_CODE["decisions"].columns]
    (table,) = [table for table in word.tables if [cell.text for cell in table.rows[0].cells] == heads]
    entered = [one for one in view.snapshot.decisions if one.meeting == "2026-05-21"]
    rows = [[cell.text for cell in row.cells] for row in list(table.rows)[1:]]
    assert [row[0] for row in rows] == sorted(one.id for one in entered)
    assert [row[2] for row in rows] == [one.text for one in sorted(entered, key=lambda one: one.id)]
    assert {row[5] for row in rows} <= {"izpildē", "izpildīts", "atcelts"}, "as the sheet writes it"
    assert word.paragraphs[0].text == "Protokols"


def test_rows_of_the_minutes_can_be_pasted_into_their_tab_and_are_read_back() -> None:
    """The words of the table are what the check reads: nothing is held, and each decision is the one entered."""
    view, held = sampled("2026-05-21")
    word = opened(as_docx(minutes(view, held)))
    heads = [column.header for column in BY_CODE["decisions"].columns]
    (table,) = [table for table in word.tables if [cell.text for cell in table.rows[0].cells] == heads]
    grids = base_grids()
    pasted = [[cell.text for cell in row.cells] for row in table.rows]
    for row in pasted[1:]:
        row[1], row[6] = "2024-11-07", "3.5"
    found = checked(grids | {"decisions": pasted})
    assert [issue for issue in found.issues if issue.tab == "Lēmumi"] == []
    entered = {one.id: one for one in view.snapshot.decisions}
    assert len(found.snapshot.decisions) == len(pasted) - 1
    for one in found.snapshot.decisions:
        own = entered[one.id]
        assert (one.text, one.responsible, one.due, one.state) == (own.text, own.responsible, own.due, own.state)


def test_the_page_to_send_asks_each_institution_in_one_table() -> None:
    view, held = sampled("2026-12-03")
    word = opened(as_docx(to_send(view, held)))
    (table,) = [table for table in word.tables if len(table.rows[0].cells) == 5]
    said = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in list(table.rows)[1:]}
    asked = {one.institution: one for one in meetings.asked_of(view.snapshot, held, state_of(view))}
    assert len(said) == len(asked)
    for name, cells in said.items():
        one = asked[name.rpartition("(")[2].rstrip(")") if "(" in name else None]
        assert cells[2] == ", ".join(sorted((item.measure.number for item in one.silent), key=latvian_order))
        assert all(row.decision.text in cells[1] for row in one.decisions)
    bare = replace(view.snapshot, id="ba4e000001", agenda=())
    text = whole(opened(as_docx(to_send(replace(view, current=live.Current(bare, (), None)), held))))
    assert "Darba kārtība nav zināma." in text


def test_the_page_of_a_meeting_that_is_over_is_for_the_next_and_says_why_items_are_on_its_agenda() -> None:
    view = seen("lv")
    text = whole(opened(as_docx(to_send(view, council(view)))))
    assert "Pirms nākamās sēdes" in text
    assert "Pārņemti 07.11.2024. sēdes jautājumi par pasākumiem, par kuru pabeigšanu ziņu nav" in text
    view, held = sampled("2026-12-03")
    text = whole(opened(as_docx(to_send(view, held))))
    assert "Pirms sēdes" in text


def test_an_english_pack_marks_what_is_latvian() -> None:
    view = seen("en")
    own = steps(view, council(view), "https://a.lv")
    packed = minutes(view, council(view), own), to_send(view, council(view)), report(view, council(view))
    for made in packed:
        text = ZipFile(io.BytesIO(as_docx(made))).read("word/document.xml").decode()
        runs = re.findall(r"<w:r>(.*?)</w:r>", text)
        unquoted = [re.sub("“[^”]*”", "", run) for run in runs]  # what English quotes of the sheet is a name
        latvian = [run for run in unquoted if re.search("[āčēģīķļņšūž]", run) and "<w:t" in run]
        assert len(latvian) > 10
        assert all('w:lang w:val="lv-LV"' in run for run in latvian), made.title
        assert 'w:val="en-GB"' in ZipFile(io.BytesIO(as_docx(made))).read("word/styles.xml").decode()


def test_minutes_without_an_agenda_leave_room_for_one() -> None:
    view = seen()
    bare = replace(view.snapshot, id="ba4e000000", agenda=())
    text = whole(opened(as_docx(minutes(replace(view, current=live.Current(bare, (), None)), council(view)))))
    assert "Darba kārtība nav zināma." in text


def test_overdue_decisions_stand_in_the_minutes() -> None:
    view = seen()
    late = decision("L-1", "2024-06-01", text="Sagatavot ziņojumu", due="2025-03")
    held = replace(council(view), id="2024-06-01", day=DAY.replace(2024, 6, 1))
    changed = replace(view.snapshot, id="dec1de0000", decisions=(late,), meetings=(*view.snapshot.meetings, held))
    text = whole(opened(as_docx(minutes(replace(view, current=live.Current(changed, (), None)), council(view)))))
    assert "Sagatavot ziņojumu" in text
    assert "termiņš pagājis" in text


def test_the_tables_hold_every_row() -> None:
    view = seen()
    (tables,) = [file for file in files(view, council(view)) if file.name.endswith(".xlsx")]
    book = openpyxl.load_workbook(io.BytesIO(tables.make()), read_only=True)
    assert sum(1 for row in book["Pasākumi"].iter_rows(min_row=2, max_col=1, values_only=True) if row[0]) == 42


@pytest.mark.parametrize("bad", ["no agenda", "forty items", "long names", "no plan", "nothing"])
def test_the_papers_of_a_meeting_are_made_whatever_is_missing_or_too_much(bad: str) -> None:
    view, held = seen(), council(seen())
    snapshot = replace(view.snapshot, id="bad0000000")
    if bad == "no agenda":
        snapshot = replace(snapshot, agenda=())
    elif bad == "forty items":
        item = replace(snapshot.agenda[0], measures=("P5-3.5", "P5-none"), address="/nav-tadas")
        snapshot = replace(snapshot, agenda=tuple(replace(item, number=str(n)) for n in range(1, 41)))
    elif bad == "long names":
        long = "Pārlieku garš nosaukums " * 80
        snapshot = replace(snapshot, measures=tuple(replace(one, title=long) for one in snapshot.measures))
    elif bad == "no plan":
        snapshot = replace(snapshot, plans=())
    else:
        snapshot = replace(snapshot, measures=(), updates=(), funding=(), trust=(), indicator_values=(), calendar=())
    plan = view.plan if snapshot.plans else None
    changed = replace(view, current=live.Current(snapshot, (), None), plan=plan)
    wanted = ("slaidi", "kopsavilkums", "protokols", "pirms")
    for file in files(changed, held, "https://a.lv"):
        if file.name.startswith(wanted):
            assert len(file.make()) > 5000, file.name


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_whatever_a_cell_holds_is_text_and_nothing_else(text: str) -> None:
    blocks = (
        vocabulary.Heading(1, f"Virsraksts {text}"),
        vocabulary.Paragraph((vocabulary.Quoted(f"{text} https://example.lv/a#b"), vocabulary.Text(text, strong=True))),
        vocabulary.Facts([(text, vocabulary.Link(text, f"https://a.lv/{text}", outside=True))]),
        vocabulary.Items([text]),
        vocabulary.Table(
            [vocabulary.Column(text), vocabulary.Column("b", number=True)],
            [vocabulary.Row([text, f"#{text}*$`@<{text}>\\"]), vocabulary.Row([text, ""])],
            text,
            roomy=True,
        ),
    )
    drawn = tuple(on_paper(blocks, "en"))
    made = Document(f"T {text}", text, "en", DAY, (f"galva {text}", text), "{n}. lapa no {total}", drawn)
    assert pdf.as_pdf(made).startswith(b"%PDF")
    assert opened(as_docx(made)).paragraphs


def test_the_command_writes_the_pack(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "jauna" / "mape"
    assert main(["2024-11-07", str(folder), "--day", "2024-11-07"]) == 0
    view = seen()
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(file.name for file in files(view, council(view)))
    assert {name.rpartition(".")[2] for name in names} == {"pptx", "docx", "pdf", "xlsx", "html"}
    out = capfd.readouterr().out
    assert all(name in out for name in names)


def test_the_command_says_what_is_wrong(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "recorded", lambda wanted: None)
    assert main(["2031-01-01", str(tmp_path)]) == 1
    assert "2031-01-01" in caplog.text
    assert "2024-11-07" in caplog.text, "those that are known are named"
    caplog.clear()
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["2024-11-07", str(tmp_path / "file")]) == 1
    assert str(tmp_path / "file") in caplog.text
    assert main(["2024-11-07", str(tmp_path), "--snapshot", "0123456789"]) == 1
    assert "0123456789" in caplog.text


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_heads_of_a_wide_table_fit_their_columns(language: str) -> None:
    """A head's longest word would otherwise lie on the next head; 17 cm of paper, 5 pt beside each cell's text."""
    tables = [block for block in report(seen(language)).blocks if isinstance(block, Table) and len(block.columns) > 6]
    assert tables
    for table in tables:
        whole_width = sum(column.share for column in table.columns)
        for column in table.columns:
            room = column.share / whole_width * 17 / 2.54 * 72 - 10
            assert all(OURS.width(word, 7.5, bold=True) <= room for word in column.heading.split()), column.heading
