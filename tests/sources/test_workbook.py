"""A workbook: what its cells are, what is wrong with it as a file, and the child process that bears the risk."""

import json
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink

from data.raw import CellKind, Merge, RawBook, RawTab, TypedCell
from data.sources import SourceError, open_source, workbook
from data.sources.workbook import Workbook
from tests.faults.made import SHEET_HEAD, many_cells, protected, repacked, sheet_file, zip_bomb
from tests.helpers import ROOT


def refusal(path: Path) -> tuple[str, str, dict[str, str]]:
    with pytest.raises(SourceError) as caught:
        open_source(str(path)).read()
    return caught.value.code, caught.value.shown, caught.value.args_by_name


def first_tab(path: Path) -> RawTab:
    return Workbook(path).read().tabs[0]


# Cells


def test_every_kind_of_cell_is_told_apart(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lapa"
    sheet.append(
        ["teksts", 45, 1234.5, True, date(2024, 11, 7), datetime.combine(date(2024, 11, 7), time(13, 30)), time(13, 5)]
    )
    sheet.append([0.5, 0.125, "#REF!", "'=1+1", "divas\nrindas", " atstarpes ", timedelta(hours=1, minutes=30)])
    sheet["A2"].number_format = "0%"
    sheet["B2"].number_format = "0.0%"
    path = tmp_path / "dati.xlsx"
    book.save(path)
    assert Workbook(path).read() == RawBook(
        "dati.xlsx",
        (
            RawTab(
                "Lapa",
                (
                    (
                        "teksts",
                        TypedCell(CellKind.NUMBER, 45.0, "45"),
                        TypedCell(CellKind.NUMBER, 1234.5, "1234.5"),
                        TypedCell(CellKind.FLAG, True, "PATIESS"),
                        TypedCell(CellKind.DATE, "2024-11-07", "07.11.2024."),
                        TypedCell(CellKind.DATE, "2024-11-07", "07.11.2024. 13:30"),
                        TypedCell(CellKind.TIME, "13:05", "13:05"),
                    ),
                    (
                        TypedCell(CellKind.PERCENT, 50.0, "50 %"),
                        TypedCell(CellKind.PERCENT, 12.5, "12.5 %"),
                        TypedCell(CellKind.ERROR, None, "#REF!"),
                        "'=1+1",
                        "divas\nrindas",
                        " atstarpes ",
                        TypedCell(CellKind.TIME, "01:30", "1:30:00"),
                    ),
                ),
            ),
        ),
    )


def test_formulas_that_were_never_calculated_are_told_from_empty_results(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>1+1</f></c>'
        '<c r="B1"><f>1+1</f><v></v></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>IF(1,"","")</f><v></v></c>'
        '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="F1"><f t="array" ref="F1">SUM(A1:A2)</f></c>'
        '<c r="G1" t="str"><f>"a"</f><v>a</v></c>'
    )
    tab = first_tab(
        sheet_file(tmp_path / "x.xlsx", f'{SHEET_HEAD}<sheetData><row r="1">{cells}</row></sheetData></worksheet>')
    )
    assert tab.rows == (
        (
            TypedCell(CellKind.NOT_CALCULATED, None, "=1+1"),
            TypedCell(CellKind.NOT_CALCULATED, None, "=1+1"),
            TypedCell(CellKind.NUMBER, 2.0, "2"),
            "",
            TypedCell(CellKind.ERROR, None, "#DIV/0!"),
            TypedCell(CellKind.NOT_CALCULATED, None, "=SUM(A1:A2)"),
            "a",
        ),
    )


def test_what_openpyxl_writes_as_a_formula_was_never_calculated(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = "=1+1", ArrayFormula("B1", "=SUM(A1:A2)")
    book.save(tmp_path / "x.xlsx")
    assert [cell.kind for cell in first_tab(tmp_path / "x.xlsx").rows[0] if isinstance(cell, TypedCell)] == [
        CellKind.NOT_CALCULATED,
        CellKind.NOT_CALCULATED,
    ]


def test_merged_and_hidden_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number in range(1, 6):
        sheet.append([f"A{number}", f"B{number}"])
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("A5:B5")
    for number in (3, 4, 900):
        sheet.row_dimensions[number].hidden = True
    sheet["D900"].font = Font(bold=True)
    book.save(tmp_path / "x.xlsx")
    tab = first_tab(tmp_path / "x.xlsx")
    assert tab.rows == (("A1", "B1"), ("A2", "B2"), ("", "B3"), ("", "B4"), ("A5",))
    assert set(tab.merges) == {Merge(1, 3, 0, 0), Merge(4, 4, 0, 1)}
    assert tab.hidden_rows == 2


def test_cells_far_out_cost_nothing(tmp_path: Path) -> None:
    """A format set on the last row or column of a sheet is common and must not make a million rows."""
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c><c r="XFD1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    tab = first_tab(
        sheet_file(
            tmp_path / "x.xlsx",
            f'{SHEET_HEAD}<dimension ref="A1:XFD1048576"/><sheetData>{cells}{far}</sheetData></worksheet>',
        )
    )
    assert tab.rows == (("ID",),)


def test_tabs_keep_their_order_and_charts_are_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("Pasākumi", "Lasi vispirms", "Saraksti"):
        book.create_sheet(title)
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("Diagramma").add_chart(chart)
    book.save(tmp_path / "x.xlsx")
    assert [tab.title for tab in Workbook(tmp_path / "x.xlsx").read().tabs] == [
        *("Sheet", "Pasākumi", "Lasi vispirms", "Saraksti")
    ]


def test_parts_are_where_the_package_says_and_of_either_form(tmp_path: Path) -> None:
    """Excel for the web and some servers name the list of tabs anew; "Strict" renames every element."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["ID", 0.5, date(2024, 11, 7)])
    book.worksheets[0]["B1"].number_format = "0%"
    book.save(tmp_path / "x.xlsx")
    plain = Workbook(tmp_path / "x.xlsx").read()
    strict = (b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")
    moves = {
        "moved": lambda name, part: (name.replace("workbook.xml", "grāmata7.xml"),
                                     part.replace(b"workbook.xml", "grāmata7.xml".encode())),
        "absolute": lambda name, part: (name, part.replace(b'Target="xl/', b'Target="/xl/')),
        "strict": lambda name, part: (
            name,
            part.replace(strict[0] + b"spreadsheetml/2006/main", strict[1] + b"spreadsheetml/main").replace(
                strict[0] + b"officeDocument/2006/relationships", strict[1] + b"officeDocument/relationships"
            ),
        ),
        "backslashes": lambda name, part: (name.replace("/", "\\"), part),
    }  # fmt: skip
    for name, move in moves.items():
        path = repacked(tmp_path / "x.xlsx", tmp_path / f"{name}.xlsx", move)
        assert Workbook(path).read().tabs == plain.tabs, name


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("docProps/core.xml", "<x>2024-99-99</x>"),
        ("docProps/custom.xml", "<"),
        ("xl/theme/theme1.xml", ""),
        ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        ("xl/drawings/drawing1.xml", "<nav"),
        ("xl/media/image1.emf", "x"),
        ("xl/calcChain.xml", "?"),
    ],
)
def test_parts_that_no_cell_needs_are_not_opened(tmp_path: Path, part: str, content: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["ID", 1])
    book.save(tmp_path / "x.xlsx")
    broken = repacked(tmp_path / "x.xlsx", tmp_path / "y.xlsx", lambda name, own: (name, own), {part: content})
    assert Workbook(broken).read().tabs == Workbook(tmp_path / "x.xlsx").read().tabs


@pytest.mark.parametrize(
    "styles",
    ["", "<styleSheet", '<styleSheet><fills><fill/></fills><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>'],
)
def test_styles_that_cannot_be_read_cost_the_formats_alone(tmp_path: Path, styles: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["ID", 45603])
    book.save(tmp_path / "x.xlsx")
    broken = repacked(
        tmp_path / "x.xlsx", tmp_path / "y.xlsx", lambda name, own: (name, own), {"xl/styles.xml": styles}
    )
    assert first_tab(broken).rows == (("ID", TypedCell(CellKind.NUMBER, 45603.0, "45603")),)


def test_a_broken_cell_is_a_fault_of_that_cell(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><v>INF</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>viens</v></c><c r="D1" t="s"><v>99</v></c>'
        '<c r="E1"><v>1E400</v></c><c r="F1"><v>7</v></c>'
    )
    tab = first_tab(
        sheet_file(tmp_path / "x.xlsx", f'{SHEET_HEAD}<sheetData><row r="1">{cells}</row></sheetData></worksheet>')
    )
    shown = ("INF", "NaN", "viens", "#REF!", "1E400")
    assert tab.rows == (
        (*(TypedCell(CellKind.ERROR, None, text) for text in shown), TypedCell(CellKind.NUMBER, 7.0, "7")),
    )


def test_escapes_of_characters_that_xml_cannot_hold_are_undone(tmp_path: Path) -> None:
    texts = {
        "Izpildīts_x000D_": "Izpildīts\r",
        "_x0033_40.00": "340.00",
        "_x005F_x000D_": "_x000D_",
        "a_x000_b": "a_x000_b",
        "_xD83D__xDE00_": "\U0001f600",
        "_xD83D_": "\ufffd",
    }
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c><c t="str"><v>{text}</v></c>' for text in texts)
    tab = first_tab(
        sheet_file(tmp_path / "x.xlsx", f'{SHEET_HEAD}<sheetData><row r="1">{cells}</row></sheetData></worksheet>')
    )
    assert tab.rows == (tuple(text for text in texts.values() for _ in range(2)),)


def test_runs_are_joined_and_reading_aids_left_out(tmp_path: Path) -> None:
    text = "<is><r><t>Pasā</t></r><r><rPr><b/></rPr><t>kums</t></r><rPh><t>x</t></rPh></is>"
    cells = f'<c r="A1" t="inlineStr">{text}</c><c r="B1" t="inlineStr"/><c r="C1" t="inlineStr"><is/></c>'
    tab = first_tab(
        sheet_file(tmp_path / "x.xlsx", f'{SHEET_HEAD}<sheetData><row r="1">{cells}</row></sheetData></worksheet>')
    )
    assert tab.rows == (("Pasākums",),)


def test_a_percent_sign_that_is_only_text_multiplies_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append([38, 38, 0.38])
    for cell, number_format in (("A1", '0" %"'), ("B1", "0\\ \\%"), ("C1", "0.0 %")):
        book.worksheets[0][cell].number_format = number_format
    book.save(tmp_path / "x.xlsx")
    assert first_tab(tmp_path / "x.xlsx").rows == ((TypedCell(CellKind.PERCENT, 38.0, "38 %"),) * 3,)


def test_days_are_counted_from_the_workbook_s_own_beginning(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    book.worksheets[0].append([date(2024, 11, 7), 44141])
    book.save(tmp_path / "x.xlsx")
    tab = first_tab(tmp_path / "x.xlsx")
    assert tab.from_1904
    assert tab.rows == (
        (TypedCell(CellKind.DATE, "2024-11-07", "07.11.2024."), TypedCell(CellKind.NUMBER, 44141.0, "44141")),
    )


def test_a_hundred_thousand_styled_empty_rows_are_no_rows(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letter}#" s="1"/>' for letter in "ABCDEFGH")
    empty = "".join(f'<row r="{number}">{cells}</row>'.replace("#", str(number)) for number in range(2, 100_001))
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c></row>'
    path = sheet_file(tmp_path / "x.xlsx", f"{SHEET_HEAD}<sheetData>{head}{empty}</sheetData></worksheet>")
    assert first_tab(path).rows == (("ID",),)


def test_addresses_behind_cells_come_along(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Protokols", "Lapa", "Vieta", "x", "", "Divas"])
    for cell, link in (
        ("A1", Hyperlink(ref="A1", target="https://www.mk.gov.lv/protokols", location="2.punkts")),
        ("B1", Hyperlink(ref="B1", location="'Cita lapa'!A1")),
        ("C1", Hyperlink(ref="C1", location="https://www.mk.gov.lv/vieta")),
        ("E1", Hyperlink(ref="E1", target="https://www.mk.gov.lv/tuksa")),
        ("F1", Hyperlink(ref="F1:G3", target="fails.pdf")),
    ):
        sheet[cell].hyperlink = link
    sheet["A2"], sheet["B2"] = '=HYPERLINK("https://a.lv/?a=""b""";"A")', "=HYPERLINK(A1,B1)"
    book.save(tmp_path / "x.xlsx")
    assert first_tab(tmp_path / "x.xlsx").links == {
        (0, 0): ("https://www.mk.gov.lv/protokols#2.punkts",),
        (0, 2): ("https://www.mk.gov.lv/vieta",),
        (0, 5): ("fails.pdf",),
        (1, 0): ('https://a.lv/?a="b"',),
        (1, 1): ("",),
    }


# Files that are no workbooks


def test_text_renamed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("ID,Nosaukums\n", "utf-8")
    assert refusal(tmp_path / "x.xlsx") == ("not_a_workbook", "x.xlsx", {})


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").touch()
    assert refusal(tmp_path / "x.xlsx")[0] == "not_a_workbook"


def test_an_old_workbook_is_refused_and_a_protected_one_named(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096))
    assert refusal(tmp_path / "x.xlsx")[0] == "not_a_workbook"
    assert refusal(protected(tmp_path / "y.xlsx")) == ("workbook_protected", "y.xlsx", {})


@pytest.mark.parametrize("part", ["lasi.txt", "xl/workbook.xml", "[Content_Types].xml"])
def test_any_other_zip_is_refused(tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr(part, "x")
    assert refusal(tmp_path / "x.xlsx")[0] == "not_a_workbook"


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, share: float) -> None:
    whole = sheet_file(tmp_path / "x.xlsx", many_cells(5)).read_bytes()
    (tmp_path / "y.xlsx").write_bytes(whole[: int(len(whole) * share)])
    assert refusal(tmp_path / "y.xlsx")[0] == "not_a_workbook"


@pytest.mark.parametrize(
    "sheet",
    [
        "<?xml",
        f'{SHEET_HEAD}<sheetData><row r="0"><c r="A0"><v>1</v></c></row></sheetData></worksheet>',
    ],
)
def test_a_workbook_broken_inside_is_refused(tmp_path: Path, sheet: str) -> None:
    assert refusal(sheet_file(tmp_path / "x.xlsx", sheet))[0] == "not_a_workbook"


@pytest.mark.parametrize("name", ["x.xls", "x.ods", "x.csv", "x"])
def test_files_of_another_type_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert refusal(tmp_path / name) == ("source_kind", name, {})


# Files that would hurt


def test_a_file_of_200_megabytes_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "x.xlsx").open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    assert refusal(tmp_path / "x.xlsx") == ("file_too_large", "x.xlsx", {"size": "200", "limit": "10"})


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_bomb(tmp_path / "x.xlsx")
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("the child was started"))
    assert refusal(path) == ("unpacks_too_large", "x.xlsx", {"limit": "100"})


def test_a_part_that_lies_about_its_size_stops_at_what_it_declares(tmp_path: Path) -> None:
    path = sheet_file(tmp_path / "x.xlsx", many_cells(400))
    with zipfile.ZipFile(path, "a") as archive:
        next(part for part in archive.infolist() if part.filename.endswith("sheet1.xml")).file_size = 10
        archive.comment = b"x"  # so that the table of contents is written anew
    assert refusal(path)[0] == "not_a_workbook"


def test_a_sheet_of_millions_of_cells_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet_file(tmp_path / "x.xlsx", many_cells(20_000))
    assert path.stat().st_size < 200_000
    monkeypatch.setattr(workbook, "PARSE_MEGABYTES", 100)
    assert refusal(path) == ("parse_too_heavy", "x.xlsx", {"limit": "100"})
    monkeypatch.setattr(workbook, "PARSE_MEGABYTES", 512)
    monkeypatch.setattr(workbook, "PARSE_SECONDS", 0.5)
    assert refusal(path) == ("parse_too_slow", "x.xlsx", {"limit": "0.5"})


def test_a_text_that_many_cells_name_is_not_handed_over_as_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    for _ in range(40):
        book.worksheets[0].append(["x" * 30_000] * 40)
    book.save(tmp_path / "x.xlsx")
    assert (tmp_path / "x.xlsx").stat().st_size < 100_000
    assert refusal(tmp_path / "x.xlsx") == ("texts_too_large", "x.xlsx", {"limit": "40"})
    monkeypatch.setattr(workbook, "_CHILD", workbook._CHILD.partition("from data")[0] + "print('x' * 200_000_000)")
    assert refusal(tmp_path / "x.xlsx")[0] == "parse_too_heavy"


def test_one_merged_block_over_the_whole_sheet_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = sheet_file(
        tmp_path / "x.xlsx",
        f'{SHEET_HEAD}<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>{merge}</worksheet>',
    )
    monkeypatch.setattr(workbook, "PARSE_MEGABYTES", 100)
    tab = first_tab(path)
    assert (tab.rows, tab.merges) == (((TypedCell(CellKind.NUMBER, 1.0, "1"),),), (Merge(0, 1_048_575, 0, 16_383),))


def test_entities_that_unfold_without_end_are_stopped(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 30}">' for n in range(8))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"a" * 50}">{entities}]>{SHEET_HEAD[21:]}'
    cell = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>'
    assert refusal(sheet_file(tmp_path / "x.xlsx", bomb + cell))[0] in ("not_a_workbook", "parse_too_heavy")


# The child process


@pytest.mark.parametrize(
    ("child", "code"),
    [
        ("import os; os.kill(os.getpid(), 9)", "parse_too_heavy"),
        ("import os; os.abort()", "parse_too_heavy"),
        ("import signal; signal.setitimer(signal.ITIMER_PROF, 0.1)\nwhile True: pass", "parse_too_slow"),
        ("import time; time.sleep(60)", "parse_waited"),
        ("raise MemoryError", "parse_too_heavy"),
        ("import sys; sys.exit(3)", "not_a_workbook"),
        ("print('{')", "not_a_workbook"),
        ("pass", "not_a_workbook"),
    ],
)
def test_whatever_becomes_of_the_child_is_a_fault_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: str, code: str
) -> None:
    path = sheet_file(tmp_path / "x.xlsx", many_cells(1))
    monkeypatch.setattr(workbook, "_CHILD", child)
    monkeypatch.setattr(workbook, "PARSE_PATIENCE", 1)
    assert refusal(path)[0] == code


def test_a_child_that_cannot_be_started_is_a_fault_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sheet_file(tmp_path / "x.xlsx", many_cells(1))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nav"))
    assert refusal(path)[0] == "file_unreadable"


def test_the_workbook_is_parsed_in_the_child_alone(tmp_path: Path) -> None:
    path = sheet_file(tmp_path / "x.xlsx", many_cells(2))
    program = (
        "import json, sys; from data.sources import open_source; book = open_source(sys.argv[1]).read(); "
        "print(json.dumps([len(book.tabs[0].rows), 'openpyxl' in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(done.stdout) == [2, False]


def test_the_child_gets_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (workbook.PARSE_SECONDS, workbook.PARSE_MEGABYTES, workbook.MAX_TEXT_MEGABYTES) == (10, 512, 40)
    asked: dict[str, object] = {}

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        asked.update(options, command=command)
        options["stdout"].write(b"[]")  # type: ignore[attr-defined]
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert Workbook(sheet_file(tmp_path / "x.xlsx", many_cells(1))).read().tabs == ()
    assert asked["timeout"] == 60
    assert all(limit in workbook._CHILD for limit in ("RLIMIT_AS", "RLIMIT_FSIZE", "ITIMER_PROF"))
    command = asked["command"]
    assert isinstance(command, list)
    assert command[-3:] == ["10", "512", "40"]
