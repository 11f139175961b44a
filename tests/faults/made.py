"""Faults that no small CSV file can show: workbooks, files of a size, files that are missing.

Each function lays its fault over a copy of the valid CSV folder or beside it and returns what is to be read.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.contract.tables import BY_CODE
from data.sources import workbook
from tests.helpers import base_grids, place

Maker = Callable[[Path, pytest.MonkeyPatch], Path]
MADE: dict[str, Maker] = {}
MEGABYTE = 1_000_000
SHEET_HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def makes(code: str) -> Callable[[Maker], Maker]:
    """Register the maker of a code's fault."""

    def register(maker: Maker) -> Maker:
        MADE[code] = maker
        return maker

    return register


def sheet_file(path: Path, sheet_xml: str) -> Path:
    """A workbook of one tab with this XML, as no program would write it."""
    book = Workbook()
    book.worksheets[0].title = "Pasākumi"
    plain = io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet_xml if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return path


Repack = Callable[[str, bytes], tuple[str, bytes]]


def repacked(source: Path, target: Path, change: Repack, more: Mapping[str, str] = MappingProxyType({})) -> Path:
    """A workbook whose parts are renamed or rewritten one by one; ``more`` parts are laid over them or beside them."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(*change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return target


def protected(path: Path) -> Path:
    """The head of what a spreadsheet program writes when a password is set: an OLE file with the package inside."""
    directory = "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + directory + bytes(1024))
    return path


def many_cells(rows: int) -> str:
    """The XML of a sheet of so many rows of fifty numbers."""
    line = "<c><v>1</v></c>" * 50
    lines = "".join(f'<row r="{number}">{line}</row>' for number in range(1, rows + 1))
    return f"{SHEET_HEAD}<sheetData>{lines}</sheetData></worksheet>"


def zip_bomb(path: Path) -> Path:
    """A small file that unpacks to a gigabyte of zeros: a hundredth is there, the table of contents claims the rest."""
    sheet_file(path, many_cells(1))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(10 * MEGABYTE))
        archive.infolist()[-1].file_size = 1_000 * MEGABYTE
    return path


def save(book: Workbook, folder: Path) -> Path:
    book.save(folder.with_suffix(".xlsx"))
    return folder.with_suffix(".xlsx")


def base_workbook() -> Workbook:
    """The valid tables as a workbook, every cell as text, under their Latvian names."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for code, grid in base_grids().items():
        sheet = book.create_sheet(BY_CODE[code].tab)
        for row in grid:
            sheet.append([cell or None for cell in row])
    return book


def tab(book: Workbook, code: str) -> Worksheet:
    sheet = book[BY_CODE[code].tab]
    assert isinstance(sheet, Worksheet)
    return sheet


def letter(code: str, name: str) -> str:
    return get_column_letter(place(code, name) + 1)


@makes("tab_missing")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    (folder / "measures.csv").unlink()
    return folder


@makes("tab_lookalike")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    (folder / "trust.csv").rename(folder / "Uzticēšanās 2026.csv")
    return folder


@makes("workbook_unread")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    """A workbook saved in a form of which the parser sees no tab's name as it is."""
    book = Workbook()
    book.worksheets[0].title = "Lapa1"
    return save(book, folder)


@makes("tab_from_embedded")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    (folder / "trust.csv").unlink()
    return folder


@makes("file_unreadable")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    (folder / "decisions.csv").unlink()
    (folder / "decisions.csv").mkdir()
    return folder


@makes("too_many_rows")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    path = folder / "decisions.csv"
    rows = "".join(f"D-{number},2024-11-07,Pieņemt zināšanai.,,,,\n" for number in range(10_001))
    path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n" + rows, "utf-8")
    return folder


@makes("file_too_large")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    path = folder.with_suffix(".xlsx")
    with path.open("wb") as file:
        file.truncate(200 * MEGABYTE)
    return path


@makes("source_missing")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    return folder / "nav"


@makes("source_kind")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    path = folder.with_suffix(".ods")
    path.write_bytes(b"PK")
    return path


@makes("folder_without_tables")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    empty = folder.with_name("tukša")
    empty.mkdir()
    (empty / "lasi.txt").write_text("Te nav tabulu.", "utf-8")
    return empty


@makes("not_a_workbook")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    path = folder.with_suffix(".xlsx")
    path.write_text("ID,Plāns\n", "utf-8")
    return path


@makes("unpacks_too_large")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    return zip_bomb(folder.with_suffix(".xlsx"))


@makes("workbook_protected")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    return protected(folder.with_suffix(".xlsx"))


@makes("texts_too_large")
def _(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setattr(workbook, "MAX_TEXT_MEGABYTES", 0)
    return sheet_file(folder.with_suffix(".xlsx"), many_cells(1))


@makes("parse_waited")
def _(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setattr(workbook, "PARSE_PATIENCE", 0.01)
    return sheet_file(folder.with_suffix(".xlsx"), many_cells(1))


@makes("parse_too_slow")
def _(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setattr(workbook, "PARSE_SECONDS", 0.01)
    return sheet_file(folder.with_suffix(".xlsx"), many_cells(1))


@makes("parse_too_heavy")
def _(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setattr(workbook, "PARSE_MEGABYTES", 80)
    return sheet_file(folder.with_suffix(".xlsx"), many_cells(6_000))


@makes("formula_not_calculated")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    tab(book, "funding")["D2"] = "=45000*2"
    return save(book, folder)


@makes("id_became_date")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    tab(book, "updates")["A2"] = date(2026, 1, 1)
    return save(book, folder)


@makes("merged_filled")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    column = letter("measures", "responsible")
    tab(book, "measures").merge_cells(f"{column}2:{column}3")
    return save(book, folder)


@makes("merged_cells")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    tab(book, "updates").merge_cells("E4:F4")
    return save(book, folder)


@makes("link_unread")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    tab(book, "updates")["E2"].hyperlink = "https://example.org/projekts"
    return save(book, folder)


@makes("filtered_rows")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    sheet = tab(book, "measures")
    sheet.auto_filter.ref = f"A1:R{sheet.max_row}"
    sheet.auto_filter.add_filter_column(1, ["P6"])
    for number in (2, 3, 4):
        sheet.row_dimensions[number].hidden = True
    return save(book, folder)


@makes("hidden_rows")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    tab(book, "measures").row_dimensions[3].hidden = True
    tab(book, "measures").row_dimensions[4].hidden = True
    return save(book, folder)
