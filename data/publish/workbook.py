"""The contract as a workbook: the template that staff upload, and the download of every table.

What a spreadsheet program can help with stands in it (lists, date and number rules, notes, frozen headers, tab
colours, protection), but pasting overrides such rules: the intake checks everything again.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.answers.once import once
from data.contract.columns import Column, Group, Kind, Table
from data.contract.tables import BY_CODE, INVENTED_HEADER, README_TAB, TABLES
from data.contract.written import format_number, value_of
from data.model import Snapshot
from data.publish.tables import invented_mark, typed
from data.words import N_, Language, Words
from data.words import words as words_of

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TAKEN_OTHERWISE = ("=", "+", "-", "@", "#")
"""How a text begins that is taken for a formula or an error."""
LISTS_TAB = "Saraksti"
_ROOM = 2000
"""Rows that lists, rules and formats cover."""
_TAB_COLOURS = {Group.WEEKLY: "9D2235", Group.MEETING: "1F5A7A", Group.SELDOM: "8A8A8A"}
_HEADER_FILL = PatternFill("solid", fgColor="EFECE6")
_REQUIRED_FILL = PatternFill("solid", fgColor="F3DCDF")
_MOST_HEADER = 200
"""Letters a printed page's head may have: spreadsheet programs allow 255 with their own signs."""
_WIDE = frozenset(["title", "title_en", "done", "obstacles", "evidence", "expected_result", "note", "source", "text"])
_FORMATS = {Kind.DAY: "dd.mm.yyyy", Kind.TIME: "hh:mm", Kind.NUMBER: "General", Kind.INTEGER: "0"}
_GROUP_HEADINGS = {
    Group.WEEKLY: N_("Filled in weekly"),
    Group.MEETING: N_("Filled in for a meeting"),
    Group.SELDOM: N_("Rarely changed (protected; unprotect the tab first)"),
}


def workbook(snapshot: Snapshot | None, words: Words, line: str = "", only: str | None = None) -> bytes:
    """Return the contract as an .xlsx file, filled from a snapshot or, with None, empty but for the headers.

    ``only`` names the one tab to write, for a sheet that has the others already. ``line`` names day, source and
    snapshot; it stands in the first tab and on every printed page.
    """
    book = Workbook()
    readme = book.active
    assert isinstance(readme, Worksheet)
    lists = Lists(book)
    for table in TABLES:
        if only in (None, table.tab):
            _fill(book.create_sheet(table.tab), table, snapshot, lists, words)
    if only is None:
        _explain(readme, words, line)
    else:
        book.remove(readme)
    if snapshot and snapshot.invented:
        lists.range((INVENTED_HEADER, "jā"))
    book.move_sheet(lists.sheet, len(book.sheetnames))
    lists.sheet.sheet_state = "hidden"
    for sheet in book.worksheets:
        _paper(sheet, line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@once
def whole_workbook(snapshot: Snapshot, language: Language, line: str) -> bytes:
    """Return `workbook` of a whole snapshot, made once for all papers and pages that offer it: it takes a second."""
    return workbook(snapshot, words_of(language), line)


def list_workbook(title: str, lines: Sequence[Sequence[str | float | date | None]]) -> bytes:
    """Return lines, the heading first, as a workbook of one tab: numbers and days typed, text never a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title, sheet.freeze_panes = _NOT_IN_TITLES.sub(" ", title)[:31], "B2"
    for number, line in enumerate(lines, start=1):
        for place, value in enumerate(line, start=1):
            cell = sheet.cell(number, place)
            assert isinstance(cell, Cell)
            cell.font, cell.alignment = Font(bold=number == 1), Alignment(vertical="top", wrap_text=True)
            if isinstance(value, str):
                cell.value, cell.data_type, cell.number_format = _UNWRITABLE.sub("", value), "s", "@"
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            elif value is not None:
                cell.value = value
                cell.number_format = "dd.mm.yyyy" if isinstance(value, date) else "General"
    for place in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 22
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def data_workbook(title: str, lines: Iterable[Sequence[str | float | date | None]]) -> bytes:
    """Return lines, the heading first, as a bare workbook for programs: numbers and days typed, text never a formula.

    Cells without a look of their own are written many times as fast, and the table may have thousands of rows.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:31])
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> object:
        if isinstance(value, str):
            text = _UNWRITABLE.sub("", value)
            if not text.startswith(_TAKEN_OTHERWISE):
                return text
            written = WriteOnlyCell(sheet, text)
            written.data_type, written.quotePrefix = "s", True
            return written
        if isinstance(value, date):
            # openpyxl's own types know no day
            written = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]
            written.number_format = "yyyy-mm-dd"
            return written
        return value

    for line in lines:
        sheet.append([cell(value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Lists:
    """The hidden tab with the closed words; each dropdown points to a column of it."""

    def __init__(self, book: Workbook) -> None:
        """Add the tab to a book."""
        self.sheet: Worksheet = book.create_sheet(LISTS_TAB)
        self._known: dict[tuple[str, ...], str] = {}

    def range(self, items: Sequence[str]) -> str:
        """Return the range of a list, written on first use."""
        key = tuple(items)
        if key not in self._known:
            number = len(self._known) + 1
            for row, item in enumerate(key, start=1):
                self.sheet.cell(row, number, item)
            letter = get_column_letter(number)
            self._known[key] = f"{LISTS_TAB}!${letter}$1:${letter}${len(key)}"
        return self._known[key]


def _paper(sheet: Worksheet, line: str) -> None:
    """Set a tab up for printing: sideways, as wide as the page, with the line above and the page's number below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(
        left=_HeaderFooterPart(line[:_MOST_HEADER].replace("&", "&&") or None)
    )
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("&P / &N"))


def _explain(sheet: Worksheet, words: Words, line: str) -> None:
    _ = words.say
    sheet.title = README_TAB
    sheet.sheet_properties.tabColor = "1A1A1A"
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 100
    rules = [
        N_("Each tab is a table; row 1 holds the headers. Do not rename tabs or headers."),
        N_(
            "One row, one statement. An empty cell means that nothing is known, unless the note of its column "
            "says otherwise; never enter 0 for that."
        ),
        N_("Columns with a pink heading are required. Point at a heading to read what the column contains."),
        N_("Do not merge cells, do not add rows of totals, and do not use colour to convey meaning."),
        N_("Name institutions and roles, never persons, e-mail addresses or telephone numbers."),
    ]
    lines = [(_("How to fill in this workbook"), "", True)]
    lines += [("", line, False)] if line else []
    lines += [("", words.say(rule), False) for rule in rules]
    for group, heading in _GROUP_HEADINGS.items():
        lines.append((words.say(heading), "", True))
        lines += [(table.tab, words.say(table.help), False) for table in TABLES if table.group is group]
    for row, (first, second, bold) in enumerate(lines, start=1):
        for column, text in ((1, first), (2, second)):
            cell = sheet.cell(row, column, text or None)
            cell.font = Font(bold=bold, size=13 if row == 1 else 11)
            cell.alignment = Alignment(wrap_text=column == 2, vertical="top")


def _fill(sheet: Worksheet, table: Table, snapshot: Snapshot | None, lists: Lists, words: Words) -> None:
    sheet.sheet_properties.tabColor = _TAB_COLOURS[table.group]
    sheet.freeze_panes = "B2"
    for number, column in enumerate(table.columns, start=1):
        _head(sheet, number, column, words)
        _rule(sheet, number, column, lists, words)
    for row, record in enumerate(getattr(snapshot, table.code) if snapshot else (), start=2):
        for number, column in enumerate(table.columns, start=1):
            value = typed(value_of(record, column), column)
            if value is not None:
                _write(sheet.cell(row, number), value, column)
    _mark_invented(sheet, table, snapshot)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{max(sheet.max_row, 2)}"
    if table.group is Group.SELDOM:
        sheet.protection.sheet = True
        sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = False


def _mark_invented(sheet: Worksheet, table: Table, snapshot: Snapshot | None) -> None:
    """Let every row of a table with invented data say so in a column behind the contract's, be it one empty row."""
    mark = invented_mark(snapshot, table.code) if snapshot else ()
    for row in range(1, max(sheet.max_row, 2) + 1 if mark else 1):
        cell = sheet.cell(row, len(table.columns) + 1, INVENTED_HEADER if row == 1 else mark[0])
        cell.font, cell.alignment = Font(bold=row == 1), Alignment(vertical="top")


def _write(cell: Cell | object, value: object, column: Column) -> None:
    assert isinstance(cell, Cell)
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        cell.alignment = Alignment(wrap_text=column.name in _WIDE, vertical="top")
    else:
        cell.number_format = "dd.mm.yyyy" if column.kind is Kind.DATE else _FORMATS[column.kind]
        cell.alignment = Alignment(vertical="top")


def _head(sheet: Worksheet, number: int, column: Column, words: Words) -> None:
    _ = words.say
    cell = sheet.cell(1, number, column.header)
    cell.font = Font(bold=True)
    cell.fill = _REQUIRED_FILL if column.required else _HEADER_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=True)
    note = Comment(words.say(column.help), _("Dashboard"))
    note.width, note.height = 320, 90
    cell.comment = note
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = 48 if column.name in _WIDE else 18
    if column.kind not in (Kind.NUMBER, Kind.INTEGER, Kind.DAY, Kind.TIME):
        sheet.column_dimensions[letter].number_format = "@"


def _rule(sheet: Worksheet, number: int, column: Column, lists: Lists, words: Words) -> None:
    """Attach the dropdown or the rule of a column; ranges are written without "=", which Google Sheets needs."""
    if column.choices:
        rule = DataValidation(type="list", formula1=lists.range(tuple(column.choices)), allow_blank=True)
    elif column.kind is Kind.DAY:
        rule = DataValidation(
            type="date",
            operator="between",
            allow_blank=True,
            formula1=f"DATE({column.low:.0f},1,1)",
            formula2=f"DATE({column.high:.0f},12,31)",
        )
    elif column.kind in (Kind.NUMBER, Kind.INTEGER):
        rule = DataValidation(
            type="whole" if column.kind is Kind.INTEGER else "decimal",
            operator="between",
            allow_blank=True,
            formula1=format_number(column.low) if column.low is not None else "-1E+99",
            formula2=format_number(column.high) if column.high is not None else "1E+99",
        )
    elif column.kind is Kind.FLAG:
        rule = DataValidation(type="list", formula1=lists.range(("jā", "nē")), allow_blank=True)
    else:
        return
    rule.showInputMessage, rule.showErrorMessage = True, not column.open_words
    rule.promptTitle = column.header[:32]
    rule.prompt = words.say(column.help)[:255]
    rule.error = words.say(column.help)[:255]
    letter = get_column_letter(number)
    rule.add(f"{letter}2:{letter}{_ROOM}")
    sheet.add_data_validation(rule)


def table_workbook(snapshot: Snapshot, code: str) -> bytes:
    """Return one table as an .xlsx file with typed cells and no rules."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    table = BY_CODE[code]
    sheet.title = table.tab
    sheet.append([column.header for column in table.columns])
    for row, record in enumerate(getattr(snapshot, code), start=2):
        for number, column in enumerate(table.columns, start=1):
            value = typed(value_of(record, column), column)
            if value is not None:
                _write(sheet.cell(row, number), value, column)
    _mark_invented(sheet, table, snapshot)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
