"""The same tables as many programs write them, each with one twist: read back to one snapshot, or refused as listed.

Workbooks by openpyxl, XlsxWriter, pandas and LibreOffice, and packages changed by hand in ways that others write; CSV
files as R, pandas, Excel and LibreOffice save them. python-calamine, another reader, sees the same values.
"""

import csv
import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pandas
import pytest
import python_calamine
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as SheetTable

from data import live
from data.contract.columns import Kind
from data.contract.tables import BY_CODE
from data.live import source_issue
from data.model import Severity
from data.raw import CellKind, TypedCell
from data.sources import SourceError
from data.sources.workbook import Workbook
from tests.faults.made import SHEET_HEAD, base_workbook, protected, repacked, tab
from tests.helpers import base_grids, checked

Grids = Mapping[str, Sequence[Sequence[Any]]]
Writer = Callable[[Path], Path]
WRITERS: dict[str, Writer] = {}
NUMBER = (Kind.NUMBER, Kind.INTEGER)


def writer(name: str) -> Callable[[Writer], Writer]:
    """Register a way of writing the tables."""

    def register(made: Writer) -> Writer:
        WRITERS[name] = made
        return made

    return register


@cache
def expected() -> str:
    return checked(base_grids()).snapshot.id


def typed_grids() -> dict[str, list[list[Any]]]:
    """The tables with numbers as numbers and whole days as dates, as people type them into a spreadsheet."""
    grids: dict[str, list[list[Any]]] = {}
    for code, grid in base_grids().items():
        columns = [BY_CODE[code].by_name[name] for name in BY_CODE[code].by_name]
        rows = [[_typed(cell, column.kind) for cell, column in zip(row, columns, strict=False)] for row in grid[1:]]
        grids[code] = [list(grid[0]), *rows]
    return grids


def _typed(cell: Any, kind: Kind) -> Any:
    if kind in NUMBER and cell:
        return float(cell)
    if kind in (Kind.DAY, Kind.DATE) and len(cell) == 10:
        return datetime.fromisoformat(cell)
    return cell or None


def frames(grids: Grids) -> Iterator[tuple[str, pandas.DataFrame]]:
    for code, grid in grids.items():
        yield BY_CODE[code].tab, pandas.DataFrame([list(row) for row in grid[1:]], columns=list(grid[0]))


# Workbooks of openpyxl


def _openpyxl(change: Callable[[openpyxl.Workbook], None]) -> Writer:
    def write(folder: Path) -> Path:
        book = base_workbook()
        change(book)
        book.save(folder / "x.xlsx")
        return folder / "x.xlsx"

    return write


def _style_empty_rows(book: openpyxl.Workbook) -> None:
    for row in range(10, 3_000):
        for column in range(1, 10):
            tab(book, "funding").cell(row, column).fill = PatternFill("solid", fgColor="FFFF00")


def _decorate(book: openpyxl.Workbook) -> None:
    sheet = tab(book, "updates")
    sheet["A1"].comment = Comment("piezīme", "kāds")
    sheet.add_data_validation(DataValidation(type="list", formula1='"Izpildīts,Nav uzsākts"', sqref="D2:D99"))
    sheet.conditional_formatting.add("D2:D99", CellIsRule(operator="equal", formula=['"Izpildīts"']))
    sheet.freeze_panes, sheet.auto_filter.ref = "B2", "A1:K4"
    sheet.protection.sheet = True
    book.defined_names["Statusi"] = DefinedName("Statusi", attr_text="#REF!")
    tab(book, "funding").add_table(SheetTable(displayName="Nauda", ref="A1:I3"))


def _gaps(book: openpyxl.Workbook) -> None:
    tab(book, "updates").insert_rows(3, 5)
    tab(book, "funding").insert_cols(2, 3)


def _line_ends(book: openpyxl.Workbook) -> None:
    for sheet in (tab(book, "updates"), tab(book, "funding")):
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.value = f"{cell.value}_x000D_" if cell.value else None


def _no_break_spaces(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = str(cell.value).replace(" ", "\u00a0") + "\u200b" if cell.value else None


def _reorder(book: openpyxl.Workbook) -> None:
    for place, sheet in enumerate(reversed(book.worksheets)):
        book.move_sheet(sheet, place - book.index(sheet))
    book.create_sheet("Lasi vispirms", 0).append(["Šī lapa ir cilvēkiem."])


def _link(book: openpyxl.Workbook) -> None:
    cell = tab(book, "updates")["I2"]
    cell.hyperlink = str(cell.value)


for _name, _change in {
    "text": lambda book: None,
    "styled empty rows": _style_empty_rows,
    "decorated": _decorate,
    "rows and columns between": _gaps,
    "line ends": _line_ends,
    "no-break spaces": _no_break_spaces,
    "reordered": _reorder,
    "linked address": _link,
}.items():
    WRITERS[f"openpyxl {_name}"] = _openpyxl(_change)


@writer("openpyxl typed")
def _(folder: Path) -> Path:
    return _typed_book(folder, openpyxl.Workbook())


@writer("openpyxl typed from 1904")
def _(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    return _typed_book(folder, book)


@writer("openpyxl streamed")
def _(folder: Path) -> Path:
    return _typed_book(folder, openpyxl.Workbook(write_only=True))


@writer("openpyxl ISO dates")
def _(folder: Path) -> Path:
    return _typed_book(folder, openpyxl.Workbook(iso_dates=True))


def _typed_book(folder: Path, book: openpyxl.Workbook) -> Path:
    for code, grid in typed_grids().items():
        sheet = book.create_sheet(BY_CODE[code].tab)
        for row in grid:
            sheet.append(row)
    book.save(folder / "x.xlsx")
    return folder / "x.xlsx"


@writer("openpyxl serial days")
def _(folder: Path) -> Path:
    book = base_workbook()
    for row in tab(book, "updates").iter_rows(min_row=2):
        row[1].value = (date.fromisoformat(str(row[1].value)) - date(1899, 12, 30)).days
    book.save(folder / "x.xlsx")
    return folder / "x.xlsx"


@writer("openpyxl serial days from 1904")
def _(folder: Path) -> Path:
    book = base_workbook()
    book.epoch = MAC_EPOCH
    for row in tab(book, "updates").iter_rows(min_row=2):
        row[1].value = (date.fromisoformat(str(row[1].value)) - date(1904, 1, 1)).days
    book.save(folder / "x.xlsx")
    return folder / "x.xlsx"


# Workbooks of XlsxWriter


def _xlsxwriter(
    options: dict[str, Any],
    more: Callable[[xlsxwriter.Workbook], None] = lambda _: None,
    grids: Callable[[], Grids] = base_grids,
) -> Writer:
    def write(folder: Path) -> Path:
        with xlsxwriter.Workbook(folder / "x.xlsx", {"default_date_format": "dd.mm.yyyy.", **options}) as book:
            for code, grid in grids().items():
                sheet = book.add_worksheet(BY_CODE[code].tab)
                for number, row in enumerate(grid):
                    sheet.write_row(number, 0, [None if cell == "" else cell for cell in row])
            more(book)
        return folder / "x.xlsx"

    return write


def _rich(book: xlsxwriter.Workbook) -> None:
    bold = book.add_format({"bold": True})
    sheet = book.get_worksheet_by_name("Izpildes gaita")
    sheet.write_rich_string(1, 4, "Sagatavots ", bold, "pro", "jekts.")


def _pictures(book: xlsxwriter.Workbook) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Finansējums!$D$2:$D$3"})
    sheet = book.get_worksheet_by_name("Finansējums")
    sheet.insert_chart("K2", chart)
    sheet.insert_textbox("K20", "Teksts")
    sheet.write_comment("A1", "piezīme")
    sheet.conditional_format("D2:D9", {"type": "data_bar"})
    sheet.set_column("A:Z", 20, book.add_format({"num_format": "#,##0.00"}))
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Finansējums!$D$2:$D$3"})
    book.add_chartsheet("Diagramma").set_chart(line)


def _properties(book: xlsxwriter.Workbook) -> None:
    book.set_properties({"title": "Plāns", "created": datetime(2024, 1, 1)})  # noqa: DTZ001
    book.set_custom_property("Derīgs", True)
    book.define_name("Saraksts", "=Plāni!$A$2:$A$3")
    book.set_vba_name("x")


def _results(book: xlsxwriter.Workbook) -> None:
    sheet = book.get_worksheet_by_name("Finansējums")
    sheet.write_formula("D2", "=45000*2", None, 90000)
    sheet.write_formula("F2", '="Plāna "&"īstenošanai"', None, "Plāna īstenošanai")


for _name, _written in {
    "text": _xlsxwriter({}),
    "typed": _xlsxwriter({}, grids=typed_grids),
    "typed from 1904": _xlsxwriter({"date_1904": True}, grids=typed_grids),
    "constant memory": _xlsxwriter({"constant_memory": True}),
    "64 bits": _xlsxwriter({"use_zip64": True}),
    "numbers found": _xlsxwriter({"strings_to_numbers": False, "strings_to_formulas": False}),
    "addresses linked": _xlsxwriter({"strings_to_urls": True}),
    "rich text": _xlsxwriter({}, _rich),
    "pictures and charts": _xlsxwriter({}, _pictures),
    "properties": _xlsxwriter({}, _properties),
    "formulas": _xlsxwriter({}, _results),
}.items():
    WRITERS[f"XlsxWriter {_name}"] = _written


# pandas


@writer("pandas openpyxl")
def _(folder: Path) -> Path:
    return _pandas(folder, "openpyxl", base_grids())


@writer("pandas XlsxWriter")
def _(folder: Path) -> Path:
    return _pandas(folder, "xlsxwriter", base_grids())


@writer("pandas typed")
def _(folder: Path) -> Path:
    return _pandas(folder, "openpyxl", typed_grids())


def _pandas(folder: Path, engine: Any, grids: Grids) -> Path:
    with pandas.ExcelWriter(folder / "x.xlsx", engine=engine) as book:
        for title, frame in frames(grids):
            frame.to_excel(book, sheet_name=title, index=False)
    return folder / "x.xlsx"


def _pandas_csv(encoding: str = "utf-8", **options: Any) -> Writer:
    def write(folder: Path) -> Path:
        for title, frame in frames(base_grids()):
            frame.to_csv(folder / f"{title}.csv", index=False, encoding=encoding, **options)
        return folder

    return write


for _name, _written in {
    "CSV": _pandas_csv(),
    "CSV of Excel": _pandas_csv("utf-8-sig", sep=";", lineterminator="\r\n"),
    "CSV with tabs": _pandas_csv(sep="\t"),
    "CSV of Windows": _pandas_csv("cp1257", sep=";"),
    "CSV all quoted": _pandas_csv(quoting=csv.QUOTE_ALL),
    "CSV of a Macintosh": _pandas_csv(lineterminator="\r"),
    "CSV like R's write.csv2": _pandas_csv(sep=";", quoting=csv.QUOTE_NONNUMERIC, na_rep=""),
}.items():
    WRITERS[f"pandas {_name}"] = _written


@writer("R's write.csv with row names")
def _(folder: Path) -> Path:
    """R puts the rows' numbers into a first column whose heading is empty."""
    for code, grid in base_grids().items():
        out = io.StringIO()
        lines = csv.writer(out, quoting=csv.QUOTE_ALL)
        lines.writerows([["", *grid[0]], *([str(number), *row] for number, row in enumerate(grid[1:], 1))])
        (folder / f"{code}.csv").write_text(out.getvalue(), "utf-8")
    return folder


@writer("our own downloads")
def _(folder: Path) -> Path:
    for code, grid in base_grids().items():
        with (folder / f"{code}-0123456789 (1).csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(grid)
    return folder


# Packages changed by hand

OFFICE = b"http://schemas.openxmlformats.org/"
PURL = b"http://purl.oclc.org/ooxml/"


def _strict(name: str, part: bytes) -> tuple[str, bytes]:
    part = part.replace(OFFICE + b"spreadsheetml/2006/main", PURL + b"spreadsheetml/main")
    return name, part.replace(OFFICE + b"officeDocument/2006/relationships", PURL + b"officeDocument/relationships")


def _replaced(old: bytes, new: bytes) -> Callable[[str, bytes], tuple[str, bytes]]:
    return lambda name, part: (name, part.replace(old, new))


def _unaddressed(name: str, part: bytes) -> tuple[str, bytes]:
    """Rows and cells without addresses, empty cells written out, as some writers for the web do."""
    found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
    if not found:
        return name, part
    rows = []
    for row in base_workbook().worksheets[int(found[1]) - 1].iter_rows():
        texts = (escape(str(cell.value or "")) for cell in row)
        rows.append("".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts))
    data = "".join(f"<row>{cells}</row>" for cells in rows)
    return name, f"{SHEET_HEAD}<sheetData>{data}</sheetData></worksheet>".encode()


@cache
def _plain_book() -> bytes:
    out = io.BytesIO()
    base_workbook().save(out)
    return out.getvalue()


def _package(change: Callable[[str, bytes], tuple[str, bytes]], more: Mapping[str, str] | None = None) -> Writer:
    def write(folder: Path) -> Path:
        (folder / "plain.zip").write_bytes(_plain_book())
        return repacked(folder / "plain.zip", folder / "x.xlsx", change, more or {})

    return write


def _same(name: str, part: bytes) -> tuple[str, bytes]:
    return name, part


for _name, _written in {
    "strict": _package(_strict),
    "another list of tabs": _package(
        lambda name, part: (
            name.replace("workbook.xml", "workbook22.xml"),
            part.replace(b"workbook.xml", b"workbook22.xml"),
        )
    ),
    "names in capitals": _package(lambda name, part: (name.replace("xl/worksheets", "xl/Worksheets"), part)),
    "backslashes": _package(lambda name, part: (name.replace("/", "\\"), part)),
    "no styles": _package(_same, {"xl/styles.xml": ""}),
    "an empty fill": _package(_replaced(b"<fill>", b"<fill/><fill>")),
    "no theme": _package(_same, {"xl/theme/theme1.xml": "<"}),
    "a wrong date in the properties": _package(_same, {"docProps/core.xml": "<cp>2024-13-45</cp>"}),
    "custom properties": _package(_same, {"docProps/custom.xml": "<Properties><property/></Properties>"}),
    "an external link": _package(_same, {"xl/externalLinks/externalLink1.xml": "<externalLink>"}),
    "no addresses": _package(_unaddressed),
    "a broken defined name": _package(_replaced(b"<definedNames />", b"<definedNames><definedName/></definedNames>")),
    "an unknown view": _package(
        _replaced(b'<sheetView workbookViewId="0">', b'<sheetView view="nav" workbookViewId="x">')
    ),
    "a broken dimension": _package(_replaced(b"<dimension ref=", b'<dimension nav="" ref="#REF!" old=')),
}.items():
    WRITERS[f"package with {_name}"] = _written


# Read back


def read(path: Path) -> tuple[str, list[str]]:
    """The snapshot's id and what was refused or held; for a source that cannot be read its code."""
    try:
        found = live.read(str(path))
    except SourceError as fault:
        return source_issue(fault).code, []
    return found.snapshot.id, [issue.code for issue in found.issues if issue.severity is not Severity.NOTICE]


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_is_read_back_to_the_same_snapshot(tmp_path: Path, name: str) -> None:
    assert read(WRITERS[name](tmp_path)) == (expected(), [])


@pytest.mark.office
@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("openpyxl text", "xlsx"),
        ("openpyxl typed", "xlsx"),
        ("openpyxl typed from 1904", "xlsx"),
        ("openpyxl decorated", "xlsx"),
        ("XlsxWriter pictures and charts", "xlsx"),
        ("openpyxl text", 'xlsx:"Calc Office Open XML"'),
        ("openpyxl text", "xlsm"),
        ("openpyxl text", "ods then xlsx"),
    ],
)
def test_libreoffice_is_read_back_to_the_same_snapshot(tmp_path: Path, written: str, kind: str) -> None:
    path = WRITERS[written](tmp_path)
    for step in kind.split(" then "):
        path = converted(path, step, tmp_path / step[:3])
    assert read(path) == (expected(), [])


def converted(path: Path, kind: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind.replace('"', ""),
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{kind.partition(':')[0]}"


# Refused or held, as listed


def _old(folder: Path) -> Path:
    (folder / "x.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096))
    return folder / "x.xlsx"


def _text_document(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "x.xlsx", "w") as archive:
        archive.writestr(
            "_rels/.rels", f'<r><Relationship Type="{OFFICE.decode()}x/officeDocument" Target="word/document.xml"/></r>'
        )
        archive.writestr("word/document.xml", "<document/>")
    return folder / "x.xlsx"


def _cut(folder: Path) -> Path:
    (folder / "x.xlsx").write_bytes(_plain_book()[:-500])
    return folder / "x.xlsx"


def _csv(change: Callable[[bytes], bytes]) -> Writer:
    def write(folder: Path) -> Path:
        _pandas_csv()(folder)
        path = folder / "Izpildes gaita.csv"
        path.write_bytes(change(path.read_bytes()))
        return folder

    return write


def _one_number(text: str) -> Writer:
    return _openpyxl(lambda book: tab(book, "funding").__setitem__("D2", text))


REFUSED: dict[str, tuple[Writer, str]] = {
    "a password": (lambda folder: protected(folder / "x.xlsx"), "workbook_protected"),
    "an old workbook": (_old, "not_a_workbook"),
    "a text document": (_text_document, "not_a_workbook"),
    "a download cut short": (_cut, "not_a_workbook"),
    "letters of the wrong set": (_csv(lambda raw: raw.decode().encode().decode("latin-1").encode()), "letters_broken"),
    "letters of a Cyrillic set": (_csv(lambda raw: raw.decode("cp1251", "replace").encode()), "letters_broken"),
    "Windows read as Western": (
        _csv(lambda raw: raw.decode().encode("cp1257").decode("cp1252").encode()), "letters_broken"
    ),
    "UTF-16": (_csv(lambda raw: raw.decode().encode("utf-16")), "encoding_unreadable"),
    "a stray quotation mark": (
        _csv(lambda raw: raw.replace(b"Sagatavots projekts.", b'"Sagatavots" projekts.')), "csv_broken"
    ),
    "a quotation without end": (_csv(lambda raw: raw + b'P5-1.1,2026-01-01,"nav beigu\n'), "csv_broken"),
    "commas between thousands": (_one_number("90,000"), "number_ambiguous"),
    "points between thousands": (_one_number("90.000"), "number_ambiguous"),
    "a result that XlsxWriter did not work out": (
        _xlsxwriter({}, lambda book: book.get_worksheet_by_name("Finansējums").write_formula("D2", "=45000*2")),
        "formula_not_calculated",
    ),
    "an infinite number": (
        _package(_replaced(b'<c r="D2" t="inlineStr"><is><t>90000</t></is></c>', b'<c r="D2"><v>INF</v></c>')),
        "formula_error",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_rightly_is_refused_as_listed(tmp_path: Path, name: str) -> None:
    write, code = REFUSED[name]
    found, refused = read(write(tmp_path))
    assert code in (found, *refused)
    assert found != expected()


# The second reader


@pytest.mark.parametrize("name", [name for name in WRITERS if not name.startswith(("R's", "our", "pandas CSV"))])
def test_another_reader_sees_the_same_values(tmp_path: Path, name: str) -> None:
    """What calamine reads and we do not is nothing; what it cannot see is in decision 0010."""
    path = WRITERS[name](tmp_path)
    try:
        other = python_calamine.CalamineWorkbook.from_path(path)
        grids = {title: other.get_sheet_by_name(title).to_python() for title in other.sheet_names}
    except (python_calamine.CalamineError, python_calamine.WorksheetNotFound):
        assert name in NOT_READ
        return
    for own in Workbook(path).read().tabs:
        theirs = {(row, place): cell for row, cells in enumerate(grids[own.title]) for place, cell in enumerate(cells)}
        for row, cells in enumerate(own.rows):
            for place, cell in enumerate(cells):
                assert _same_value(cell, theirs.get((row, place), "")), (own.title, row, place)


NOT_READ = frozenset(
    f"package with {twist}"
    for twist in ("another list of tabs", "names in capitals", "backslashes", "no styles", "a broken dimension")
)


def _same_value(own: Any, other: Any) -> bool:
    if not isinstance(own, TypedCell):
        return str(other).replace("\r", "") == own.replace("\r", "")
    if own.kind is CellKind.DATE:
        return str(other)[:10] == own.value
    return other == own.value
