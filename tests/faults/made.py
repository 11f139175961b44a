"""Faults that no small CSV file can show: workbooks, files of a size, files that are missing.

Each function lays its fault over a copy of the valid CSV folder or beside it and returns what is to be read.
"""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.schema import BY_CODE
from data.sources import workbook
from tests.helpers import base_grids, place

Maker = Callable[[Path, pytest.MonkeyPatch], Path]
MADE: dict[str, Maker] = {}
MEGABYTE = 1_000_000


def makes(code: str) -> Callable[[Maker], Maker]:
    """Register the maker of a code's fault."""

    def register(maker: Maker) -> Maker:
        MADE[code] = maker
        return maker

    return register


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
    return openpyxl.utils.get_column_letter(place(code, name) + 1)


@makes("tab_missing")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    (folder / "measures.csv").unlink()
    return folder


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
    """A zip bomb: a small file that says it unpacks to a gigabyte of zeros."""
    path = save(base_workbook(), folder)
    zeros = bytes(10 * MEGABYTE)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/image1.png", "w") as part:
        for _ in range(11):
            part.write(zeros)
    return path


@makes("parse_too_slow")
def _(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setattr(workbook, "PARSE_SECONDS", 0.01)
    return save(base_workbook(), folder)


@makes("parse_too_heavy")
def _(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setattr(workbook, "PARSE_MEGABYTES", 100)
    book = base_workbook()
    sheet = book.create_sheet("Milzu lapa")
    for _ in range(3_000):
        sheet.append(range(50))
    return save(book, folder)


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


@makes("hidden_rows")
def _(folder: Path, _patch: pytest.MonkeyPatch) -> Path:
    book = base_workbook()
    tab(book, "measures").row_dimensions[3].hidden = True
    tab(book, "measures").row_dimensions[4].hidden = True
    return save(book, folder)
