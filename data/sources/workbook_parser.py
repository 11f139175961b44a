"""Inside the child process: an .xlsx file as JSON on standard output. See `data.sources.workbook`."""

import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from data.raw import CellKind

_MAX_COLUMNS = 60
"""Far more than any tab of the contract has; cells beyond are no part of it."""


def main(path: str) -> None:
    """Print the tabs: title, rows of cells (text, or kind, value and shown), merges and number of hidden rows.

    Raises whatever openpyxl raises for a file that is not a workbook.
    """
    book = load_workbook(path, data_only=True)
    formulas = load_workbook(path) if _has_formulas(path) else None
    tabs = []
    for sheet in book.worksheets:
        twin = formulas[sheet.title] if formulas else None
        tabs.append(
            {
                "title": sheet.title,
                "rows": list(_rows(sheet, twin if isinstance(twin, Worksheet) else None)),
                "merges": [[m.min_row - 1, m.max_row - 1, m.min_col - 1, m.max_col - 1] for m in sheet.merged_cells.ranges],
                "hidden_rows": sum(
                    bool(row.hidden) for number, row in sheet.row_dimensions.items() if 1 < number <= sheet.max_row
                ),
            }
        )
    json.dump(tabs, sys.stdout)


def _has_formulas(path: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(b"<f>" in (text := archive.read(name)) or b"<f " in text for name in sheets)


def _rows(sheet: Worksheet, formulas: Worksheet | None) -> Iterator[list[Any]]:
    for row in sheet.iter_rows(max_col=min(sheet.max_column or 1, _MAX_COLUMNS)):
        cells = [_cell(cell, formulas) for cell in row]
        while cells and cells[-1] == "":
            cells.pop()
        yield cells


def _cell(cell: Any, formulas: Worksheet | None) -> str | list[Any]:
    value = cell.value
    if value is None:
        if formulas is not None and isinstance(cell, Cell):
            formula = formulas[cell.coordinate].value
            if isinstance(formula, str) and formula.startswith("=") and len(formula) > 1:
                return [CellKind.NOT_CALCULATED, None, formula]
        return ""
    if cell.data_type == "e":
        return [CellKind.ERROR, None, str(value)]
    if isinstance(value, bool):
        return [CellKind.FLAG, value, "PATIESS" if value else "APLAMS"]
    if isinstance(value, int | float):
        if "%" in (cell.number_format or ""):
            return [CellKind.PERCENT, round(value * 100, 10), f"{value * 100:.10g} %"]
        return [CellKind.NUMBER, value, f"{value:.15g}"]
    if isinstance(value, datetime):
        shown = f"{value:%d.%m.%Y.}" if value.time() == time() else f"{value:%d.%m.%Y. %H:%M}"
        return [CellKind.DATE, value.date().isoformat(), shown]
    if isinstance(value, date):
        return [CellKind.DATE, value.isoformat(), f"{value:%d.%m.%Y.}"]
    if isinstance(value, time):
        return [CellKind.TIME, f"{value:%H:%M}", f"{value:%H:%M}"]
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60) % 1440
        return [CellKind.TIME, f"{minutes // 60:02d}:{minutes % 60:02d}", str(value)]
    return str(value)
