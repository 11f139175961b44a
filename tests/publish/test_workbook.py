"""The template: what staff get, what a spreadsheet program sees in it, and that filling it in changes nothing."""

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data import __main__ as command
from data import live
from data.contract.columns import Column, Group, Kind, Table
from data.contract.tables import README_TAB, TABLES
from data.publish.tables import Value
from data.publish.workbook import LISTS_TAB, list_workbook, workbook
from data.words import LANGUAGES, Language, words
from tests.publish.test_tables import POISON, poisoned

COLUMNS = [(table, column) for table in TABLES for column in table.columns]
CLOSED = [pair for pair in COLUMNS if pair[1].choices or pair[1].kind is Kind.FLAG]


def loaded(raw: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw))


@pytest.fixture(scope="module")
def template() -> Workbook:
    return loaded(workbook(live.embedded().snapshot, words("lv")))


def tab(book: Workbook, table: Table) -> Worksheet:
    sheet = book[table.tab]
    assert isinstance(sheet, Worksheet)
    return sheet


def rule_of(book: Workbook, table: Table, column: Column) -> DataValidation | None:
    letter = openpyxl.utils.get_column_letter(table.columns.index(column) + 1)
    rules = tab(book, table).data_validations.dataValidation
    return next((rule for rule in rules if str(rule.sqref).startswith(f"{letter}2:{letter}")), None)


def test_the_tabs_stand_in_order_behind_the_explanation(template: Workbook) -> None:
    assert template.sheetnames == [
        *("Lasi vispirms", "Izpildes gaita", "Pašvaldību dati", "Sēdes", "Darba kārtība", "Lēmumi", "Uzmanības lokā"),
        *(
            "Apstiprinājumi",
            "Plāni",
            "Virzieni",
            "Apņemšanās",
            "Pasākumi",
            "Kalendārs",
            "Finansējums",
            "Institūcijas",
            "Rādītāji",
        ),
        *("Pašvaldības", "Uzticēšanās", "Saraksti"),
    ]
    assert template.active is template[README_TAB]
    assert template[LISTS_TAB].sheet_state == "hidden"


def test_groups_are_told_apart_by_colour_and_seldom_tabs_are_protected(template: Workbook) -> None:
    colours: dict[Group, set[object]] = {group: set() for group in Group}
    for table in TABLES:
        colour = tab(template, table).sheet_properties.tabColor
        assert colour is not None
        colours[table.group].add(colour.rgb)
    assert all(len(found) == 1 for found in colours.values())
    assert len(set.union(*colours.values())) == 3
    for table in TABLES:
        assert tab(template, table).protection.sheet == (table.group is Group.SELDOM)
        assert not tab(template, table).protection.password


def test_headers_are_the_contract_s_frozen_and_explained(template: Workbook) -> None:
    for table in TABLES:
        sheet = tab(template, table)
        assert [cell.value for cell in sheet[1]] == [column.header for column in table.columns]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        for cell, column in zip(sheet[1], table.columns, strict=True):
            assert cell.comment is not None
            assert cell.comment.text == words("lv").say(column.help)


def test_needed_headers_look_different(template: Workbook) -> None:
    fills: dict[bool, set[object]] = {True: set(), False: set()}
    for table in TABLES:
        for cell, column in zip(tab(template, table)[1], table.columns, strict=True):
            fills[column.required].add(cell.fill.fgColor.rgb)
    assert len(fills[True]) == len(fills[False]) == 1
    assert fills[True] != fills[False]


@pytest.mark.parametrize(("table", "column"), CLOSED, ids=lambda part: getattr(part, "code", getattr(part, "name", "")))
def test_every_closed_column_has_its_words_as_a_list(template: Workbook, table: Table, column: Column) -> None:
    rule = rule_of(template, table, column)
    assert rule is not None
    assert (rule.type, rule.allow_blank) == ("list", True)
    found = re.fullmatch(r"Saraksti!\$([A-Z]+)\$1:\$\1\$(\d+)", rule.formula1 or "")
    assert found, "a range without an equals sign, which Google Sheets needs"
    words_ = [template[LISTS_TAB][f"{found[1]}{row}"].value for row in range(1, int(found[2]) + 1)]
    assert words_ == (list(column.choices) or ["jā", "nē"])
    assert rule.showErrorMessage != column.open_words


def test_dates_and_numbers_have_their_rules(template: Workbook) -> None:
    for table, column in COLUMNS:
        rule = rule_of(template, table, column)
        if column.kind is Kind.DAY:
            assert rule is not None
            assert (rule.type, rule.formula1, rule.formula2) == ("date", "DATE(2015,1,1)", "DATE(2040,12,31)")
        elif column.kind in (Kind.NUMBER, Kind.INTEGER):
            assert rule is not None
            assert rule.type == ("whole" if column.kind is Kind.INTEGER else "decimal")
            assert (float(rule.formula1 or "nan"), float(rule.formula2 or "nan")) == (column.low, column.high)
        elif not column.choices and column.kind is not Kind.FLAG:
            assert rule is None


def test_codes_and_numbers_of_measures_are_text(template: Workbook) -> None:
    """A spreadsheet program would make a date of 3.5 and take the zeros from 0001000."""
    for table, column in COLUMNS:
        if column.kind is Kind.ID:
            letter = openpyxl.utils.get_column_letter(table.columns.index(column) + 1)
            assert tab(template, table).column_dimensions[letter].number_format == "@"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explanation_names_every_tab(language: Language) -> None:
    book = loaded(workbook(None, words(language)))
    said = [str(cell.value) for row in book[README_TAB].iter_rows() for cell in row if cell.value]
    assert {table.tab for table in TABLES} <= set(said)
    assert len(said) > 16 * 2


def test_the_filled_template_is_the_same_content_as_the_csv_folder(tmp_path: Path) -> None:
    assert command.main(["template", str(tmp_path / "x.xlsx")]) == 0
    found = live.read(str(tmp_path / "x.xlsx"))
    assert found.issues == ()
    assert found.snapshot.id == live.embedded().snapshot.id


def test_the_empty_template_is_sixteen_empty_tabs(tmp_path: Path) -> None:
    assert command.main(["template", str(tmp_path / "x.xlsx"), "--empty"]) == 0
    found = live.read(str(tmp_path / "x.xlsx"))
    assert found.issues == ()
    assert found.rows == {table.tab: 0 for table in TABLES}
    assert found.snapshot.embedded == frozenset()


def test_a_template_that_cannot_be_written_is_said_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert command.main(["template", str(tmp_path / "nav" / "x.xlsx")]) == 1
    assert "x.xlsx" in caplog.text


# LibreOffice


def through_libreoffice(path: Path) -> Path:
    """Open a workbook in LibreOffice and save it as another; nothing may be complained of."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run `make system`, which installs it or names the line that does."
    out = path.parent / "saglabāts"
    done = subprocess.run(
        [
            program,
            "--headless",
            f"-env:UserInstallation=file://{path.parent}/profile",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said = [line for line in done.stderr.splitlines() if line and "javaldx" not in line]
    assert said == []
    return out / path.name


def test_a_list_holds_numbers_and_days_typed_and_no_formula() -> None:
    lines: list[list[Value]] = [["Kas", "Cik", "Kad"], ["=1+1\x01", 2.5, date(2024, 11, 7)]]
    lines += [[text, None, None] for text in POISON]
    sheet = openpyxl.load_workbook(io.BytesIO(list_workbook("Šis: saraksts / [1]", lines))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:2] == ["=1+1", 2.5]
    assert str(rows[1][2])[:10] == "2024-11-07"
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert all(cell.quotePrefix for cell in sheet["A"] if str(cell.value)[:1] in "=+-@")


@pytest.mark.office
def test_the_template_comes_through_libreoffice_unchanged(tmp_path: Path) -> None:
    (tmp_path / "veidne.xlsx").write_bytes(workbook(live.embedded().snapshot, words("lv")))
    saved = through_libreoffice(tmp_path / "veidne.xlsx")
    found = live.read(str(saved))
    assert found.issues == ()
    assert found.snapshot.id == live.embedded().snapshot.id
    book = openpyxl.load_workbook(saved)
    for table, column in CLOSED:
        assert rule_of(book, table, column) is not None, (table.tab, column.header)
    assert [tab(book, table).protection.sheet for table in TABLES] == [table.group is Group.SELDOM for table in TABLES]


@pytest.mark.office
def test_no_poisoned_text_runs_in_libreoffice(tmp_path: Path) -> None:
    snapshot = poisoned()
    (tmp_path / "inde.xlsx").write_bytes(workbook(snapshot, words("lv")))
    saved = through_libreoffice(tmp_path / "inde.xlsx")
    assert live.read(str(saved)).snapshot.id == snapshot.id
    done = {cell.value for cell in openpyxl.load_workbook(saved, data_only=True)["Izpildes gaita"]["E"]}
    assert set(POISON) <= done
    assert 2 not in done
