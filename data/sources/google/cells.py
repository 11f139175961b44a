"""What Google answered, as a `RawBook`.

The text that people see tells what a number is: 45603 shown as "07.11.2024." is a day, shown as "45 603" a number.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from math import isfinite
from types import MappingProxyType
from typing import Any, NamedTuple

from gspread.utils import absolute_range_name

from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell, Unreadable, column_letters

MAX_COLUMNS = 60
"""Columns A to BH, as with workbooks; cells beyond are no part of any tab of the contract."""
MAX_ROWS = 20_000
"""Twice what a tab may hold, so that the check sees when there are too many."""
_ERRORS = frozenset(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"])
_CLOCK = re.compile(r"\D*\d{1,2}:\d\d(?::\d\d)?\D*")
_RESTLESS = TypedCell(CellKind.RESTLESS, None, "…")
"""Without its text, which would make every read another content."""
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a sheet's days have no time zone)
_SERIAL_END = 2_958_466  # the year 10000

Values = list[list[list[Any]]]
"""Cells by tab, row and column, as Google sends them: rows of different lengths."""


def is_grid(sheet: Mapping[str, Any]) -> bool:
    """Tell whether a tab holds cells; a chart on its own is a tab too."""
    return sheet["properties"].get("sheetType", "GRID") == "GRID" and "gridProperties" in sheet["properties"]


class Tab(NamedTuple):
    """A tab as the list of tabs has it."""

    title: str
    sheet_id: int
    rows: int
    columns: int
    merges: tuple[Merge, ...]
    hidden: frozenset[int]
    filtered: frozenset[int]
    links: Mapping[tuple[int, int], tuple[str, tuple[str, ...]]] = MappingProxyType({})
    """By row and column: what a cell shows, and the addresses behind it."""

    @classmethod
    def of(cls, sheet: Mapping[str, Any]) -> "Tab":
        """Return the tab that an entry of the list describes."""
        properties = sheet["properties"]
        grid = properties["gridProperties"]
        rows, columns = int(grid.get("rowCount", 1)), int(grid.get("columnCount", 1))
        merges = tuple(
            Merge(
                int(merge.get("startRowIndex", 0)),
                min(int(merge.get("endRowIndex", rows)), MAX_ROWS) - 1,
                int(merge.get("startColumnIndex", 0)),
                min(int(merge.get("endColumnIndex", columns)), MAX_COLUMNS) - 1,
            )
            for merge in sheet.get("merges", [])
        )
        metadata = [row for block in sheet.get("data", []) for row in enumerate(block.get("rowMetadata", []))]
        filtered = frozenset(place for place, row in metadata if row.get("hiddenByFilter"))
        hidden = frozenset(place for place, row in metadata if row.get("hiddenByUser")) - filtered
        sheet_id, links = int(properties.get("sheetId", 0)), dict(_linked(sheet))
        return cls(str(properties["title"]), sheet_id, rows, columns, merges, hidden, filtered, links)

    @property
    def range(self) -> str:
        """All cells that are read, as the API names them. A bare title could be taken for a cell: CRM26 is one."""
        corner = f"{column_letters(min(self.columns, MAX_COLUMNS) - 1)}{min(self.rows, MAX_ROWS)}"
        return absolute_range_name(self.title, f"A1:{corner}")


def _linked(sheet: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], tuple[str, tuple[str, ...]]]]:
    """Give the cells with links behind them: over the whole text, under some of its words, or of a file's chip."""
    for block in sheet.get("data", []):
        for row, data in enumerate(block.get("rowData", [])):
            for column, cell in enumerate(data.get("values", [])):
                if len(cell) < 2:
                    continue  # nothing but what it shows, or nothing
                runs = (run.get("format", {}).get("link", {}) for run in cell.get("textFormatRuns", []))
                chips = (run.get("chip", {}).get("richLinkProperties", {}) for run in cell.get("chipRuns", []))
                addresses_here = [cell.get("hyperlink", ""), *(link.get("uri", "") for link in (*runs, *chips))]
                if addresses := tuple(dict.fromkeys(str(address) for address in addresses_here if address)):
                    yield (row, column), (str(cell.get("formattedValue", "")), addresses)


class Place(NamedTuple):
    """A cell: its tab, and its row and column from 0."""

    title: str
    row: int
    column: int


class Difference(NamedTuple):
    """A cell whose text is not the same in both answers, with both."""

    place: Place
    value: str
    text: str


class Pass(NamedTuple):
    """What the three requests gave; ``refused`` are the tabs that are listed and yet not handed out."""

    title: str
    tabs: tuple[Tab, ...]
    raw: Values
    shown: Values
    refused: tuple[str, ...] = ()

    @property
    def differing(self) -> frozenset[Difference]:
        """The cells whose text is not the same in both answers."""
        return frozenset(
            difference
            for tab, raw, shown in zip(self.tabs, self.raw, self.shown, strict=True)
            for difference in _differing(tab.title, raw, shown)
        )

    def book(self, spreadsheet_id: str, restless: Collection[Place], unsettled: Collection[str]) -> RawBook:
        """Return it as every source does: without the cells that never stand still, and the tabs that do not."""
        address = f"https://docs.google.com/spreadsheets/d/{spreadsheet_id}/edit"
        tabs = tuple(
            _raw_tab(tab, raw, shown, {(place.row, place.column) for place in restless if place.title == tab.title})
            for tab, raw, shown in zip(self.tabs, self.raw, self.shown, strict=True)
            if tab.title not in unsettled
        )
        lost = [("google_tab_restless", title) for title in sorted(unsettled)]
        lost += [("google_tab_refused", title) for title in self.refused]
        return RawBook(
            self.title,
            tabs,
            tuple(Unreadable(title, code) for code, title in lost),
            links={tab.title: f"{address}#gid={tab.sheet_id}" for tab in self.tabs},
        )


def title_of(named: str) -> str:
    """Return the tab's title of a range as the API writes it: 'Ogre''s dati'!A1:B2, Dati!A1:B2."""
    title = named.rpartition("!")[0]
    return title[1:-1].replace("''", "'") if len(title) > 1 and title[0] == title[-1] == "'" else title


def rows_of(values: Any) -> list[list[Any]]:
    """Return the rows of a range. Raises `TypeError` where one is no list."""
    if not all(isinstance(row, list) for row in values):
        raise TypeError("a row that is no list")
    return list(values)


def _differing(title: str, raw: list[list[Any]], shown: list[list[Any]]) -> Iterator[Difference]:
    for row in range(max(len(raw), len(shown))):
        values, texts = _row(raw, row), _row(shown, row)
        if values == texts:
            continue
        for column in range(max(len(values), len(texts))):
            value, text = _at(values, column), _at(texts, column)
            if (value != text) if isinstance(value, str) else not text:
                yield Difference(Place(title, row, column), str(value), str(text))


def _row(rows: list[list[Any]], number: int) -> list[Any]:
    return rows[number] if number < len(rows) else []


def _at(row: list[Any], column: int) -> Any:
    value = row[column] if column < len(row) else ""
    return "" if value is None else value


def _raw_tab(tab: Tab, raw: list[list[Any]], shown: list[list[Any]], restless: Collection[tuple[int, int]]) -> RawTab:
    rows = tuple(
        tuple(_cell(_at(row, column), str(_at(_row(shown, number), column))) for column in range(len(row)))
        for number, row in enumerate(raw)
    )
    if restless:
        rows = tuple(
            tuple(
                _RESTLESS if (number, column) in restless and isinstance(cell, str) else cell
                for column, cell in enumerate(row)
            )
            for number, row in enumerate(rows)
        )
    hidden, filtered = (
        sum(number > 0 and number < len(rows) and any(rows[number]) for number in numbers)
        for numbers in (tab.hidden, tab.filtered)
    )
    # A row put in between the requests moves the cells: a link belongs to the text that it was seen under.
    links = {
        (row, column): addresses
        for (row, column), (text, addresses) in tab.links.items()
        if str(_at(_row(shown, row), column)) == text
    }
    return RawTab(tab.title, rows, tab.merges, hidden, links=links, filtered_rows=filtered)


def _cell(value: Any, shown: str) -> RawCell:
    if isinstance(value, bool):
        return TypedCell(CellKind.FLAG, value, shown)
    if isinstance(value, int | float):
        return _number(value, shown)
    text = str(value)
    return TypedCell(CellKind.ERROR, None, text) if text in _ERRORS else text


def _number(value: float, shown: str) -> TypedCell:
    try:
        value = float(value)
    except OverflowError:
        return TypedCell(CellKind.ERROR, None, str(value)[:60])
    if "%" in shown:
        # Formatted as a percentage, 0.5 is shown as "50 %"; with the sign written into the format, 50 is.
        share = round(value * 100, 10)
        as_written = not _shows(share, shown) and _shows(value, shown)
        return TypedCell(CellKind.PERCENT, value if as_written else share, shown)
    moment = None if _shows(value, shown) else _moment(value, shown)
    return moment or TypedCell(CellKind.NUMBER, value, shown)


def _shows(value: float, shown: str) -> bool:
    """Tell whether a text is this number, however it is grouped, rounded or accompanied by a unit."""
    numbers = re.findall(r"\d(?:[\d.,]|[\s'’](?=\d))*", shown)
    if len(numbers) != 1:
        return False
    digits = re.sub(r"[\s'’]", "", numbers[0]).rstrip(".,")
    whole, _, decimals = digits.replace(",", ".").rpartition(".")
    readings = [(float(digits.replace(",", "").replace(".", "")), 0)]
    if whole:
        readings.append((float(f"{whole.replace('.', '')}.{decimals}"), len(decimals)))
    return any(abs(number - abs(value)) <= 0.5 * 10**-places * (1 + 1e-9) for number, places in readings)


def _moment(value: float, shown: str) -> TypedCell | None:
    """Return the date or time that a text shows of a number of days; None when it shows something else.

    Every number in the text must be a part of that moment. A single one is not enough, unless it is the year. A text
    of hours and minutes alone is a time, also of a day, or of a moment past midnight of a column that is filled down.
    """
    if not isfinite(value) or not 0 <= value < _SERIAL_END:
        return None
    at = _SERIAL_ZERO + timedelta(seconds=round(value * 86_400))
    clock = {at.hour, at.hour % 12 or 12, at.minute, at.second}
    numbers = [int(number) for number in re.findall(r"\d+", shown)]
    if len(numbers) > 1 and set(numbers) <= clock and (value < 1 or _CLOCK.fullmatch(shown)):
        return TypedCell(CellKind.TIME, f"{at:%H:%M}", shown)
    fits = set(numbers) <= {at.year, at.year % 100, at.month, at.day, *clock}
    if value < 1 or not fits or not (at.year in numbers or len(numbers) > 1):
        return None
    return TypedCell(CellKind.DATE, f"{at:%Y-%m-%d}", shown)
