"""Inside the child process: an .xlsx file as JSON on standard output. See `data.sources.workbook`."""

import io
import json
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from data.raw import CellKind

MAX_COLUMNS = 60
"""Far more than any tab of the contract has; cells beyond are no part of it."""
SCATTERED = 3
"""So many separate runs of hidden rows within a filter are its work."""
_CELL, _FORMULA, _VALUE, _ROW = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("c", "f", "v", "row"))


def main(content: bytes) -> None:
    """Print the tabs: title, rows of cells (text, or kind, value and shown), merges, and the numbers of hidden rows.

    Raises whatever openpyxl raises for a file that is not a workbook.
    """
    reader = ExcelReader(io.BytesIO(content), data_only=True)
    reader.read()
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    tabs = [_tab(sheet, _not_calculated(content, parts.get(sheet.title))) for sheet in reader.wb.worksheets]
    sys.stdout.write(json.dumps(tabs))


def _tab(sheet: Worksheet, formulas: Mapping[str, str]) -> dict[str, Any]:
    """Return a sheet up to its last filled cell; cells that only carry a format do not count."""
    rows: list[list[Any]] = []
    for (row, column), cell in sorted(sheet._cells.items()):
        if column > MAX_COLUMNS:
            continue
        if (filled := _cell(cell, formulas)) == "":
            continue
        rows += ([] for _ in range(row - len(rows)))
        rows[-1] += [""] * (column - 1 - len(rows[-1]))
        rows[-1].append(filled)
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden and 1 < number <= len(rows)}
    hidden = {number for number in hidden if rows[number - 1]}
    filtered = _filtered(sheet, hidden)
    return {
        "title": sheet.title,
        "rows": rows,
        "merges": [[m.min_row - 1, m.max_row - 1, m.min_col - 1, m.max_col - 1] for m in sheet.merged_cells.ranges],
        "hidden_rows": len(hidden - filtered),
        "filtered_rows": len(filtered),
    }


def _filtered(sheet: Worksheet, hidden: set[int]) -> set[int]:
    """Return the hidden rows that a filter hides: it has a criterion, or its rows are scattered as no hand hides them.

    Programs that write a filter without its criterion leave only the rows; within a filter, nobody can tell more.
    """
    filters = [sheet.auto_filter, *(table.autoFilter for table in sheet.tables.values() if table.autoFilter)]
    found: set[int] = set()
    for own in filters:
        if not own.ref:
            continue
        _, first, _, last = range_boundaries(own.ref)
        within = hidden & set(range(first or 1, (last or sheet.max_row) + 1))
        runs = sum(number - 1 not in within for number in within)
        if own.filterColumn or runs >= SCATTERED:
            found |= within
    return found


def _not_calculated(content: bytes, part: str | None) -> dict[str, str]:
    """Return the formulas, by address, of the cells of a sheet that no program has calculated yet.

    openpyxl gives None for those and for formulas whose result is an empty text, which say so by their type.
    """
    found: dict[str, str] = {}
    if part is None:
        return found
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as file:
        for _, element in iterparse(file):
            if element.tag == _CELL and element.get("t") != "str" and not element.findtext(_VALUE):
                formula = element.find(_FORMULA)
                if formula is not None:
                    found[element.get("r", "")] = f"={formula.text or ''}"
            elif element.tag == _ROW:
                element.clear()
    return found


def _cell(cell: Any, formulas: Mapping[str, str]) -> str | list[Any]:
    value = cell.value
    if value is None:
        formula = formulas.get(cell.coordinate)
        return [CellKind.NOT_CALCULATED, None, formula] if formula else ""
    if cell.data_type == "e":
        return [CellKind.ERROR, None, str(value)]
    if isinstance(value, bool):
        return [CellKind.FLAG, value, "PATIESS" if value else "APLAMS"]
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    return str(value)


def _number(value: float, number_format: str) -> list[Any]:
    try:
        value = float(value)
    except OverflowError:
        return [CellKind.ERROR, None, str(value)[:60]]
    if "%" in number_format:
        return [CellKind.PERCENT, round(value * 100, 10), f"{value * 100:.10g} %"]
    return [CellKind.NUMBER, value, f"{value:.15g}"]


def _moment(value: datetime | date | time | timedelta) -> list[Any]:
    if isinstance(value, datetime) and value.time() != time():
        return [CellKind.DATE, value.date().isoformat(), f"{value:%d.%m.%Y. %H:%M}"]
    if isinstance(value, date):
        return [CellKind.DATE, f"{value:%Y-%m-%d}", f"{value:%d.%m.%Y.}"]
    if isinstance(value, time):
        return [CellKind.TIME, f"{value:%H:%M}", f"{value:%H:%M}"]
    minutes = int(value.total_seconds() // 60) % 1440
    return [CellKind.TIME, f"{minutes // 60:02d}:{minutes % 60:02d}", str(value)]
