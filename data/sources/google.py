"""A live Google Sheet, read in three requests however many tabs it has, with the one right to read.

Google keeps a date as a number of days, so what is asked for is both the value and the text people see. The text
tells what the number is: 45603 shown as "07.11.2024." is a day, shown as "45 603" it is a number. Text cells must be
the same in both answers; where they are not, somebody was typing between the two, and all is read again. A cell that
never stands still is no typing but a formula such as ="at "&TEXT(NOW(),"hh:mm:ss"): it alone is not used.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from math import isfinite
from types import MappingProxyType
from typing import Any, NamedTuple

from gspread.http_client import HTTPClient
from gspread.utils import absolute_range_name

from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell, Unreadable, column_letters
from data.sources import SourceError
from data.sources.google_requests import Asker, RangeGoneError
from data.sources.wire import Wire

MAX_COLUMNS = 60
"""Columns A to BH, as with workbooks; cells beyond are no part of any tab of the contract."""
MAX_ROWS = 20_000
"""Twice what a tab may hold, so that the check sees when there are too many."""
_MASK = (
    "spreadsheetId,properties(title),"
    "sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),merges,"
    "data(rowMetadata(hiddenByUser,hiddenByFilter){}))"
)
MASK_WITHOUT_LINKS = _MASK.format("")
MASK = _MASK.format(
    ",rowData(values(formattedValue,hyperlink,textFormatRuns(format(link(uri))),"
    "chipRuns(chip(richLinkProperties(uri)))))"
)
"""What is asked of the tabs. A person's chip is not: its address is personal data."""
_MOST_RESTLESS = 50
"""More cells of a tab that differ from read to read are rows that move under it, not formulas."""
_PASSES = 4
"""How often all is read at most, until nothing changes under the reader's hands but what always changes."""
_ERRORS = frozenset(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"])
_CLOCK = re.compile(r"\D*\d{1,2}:\d\d(?::\d\d)?\D*")
_RESTLESS = TypedCell(CellKind.RESTLESS, None, "…")
"""Without its text, which would make every read another content."""
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a sheet's days have no time zone)
_SERIAL_END = 2_958_466  # the year 10000


Values = list[list[list[Any]]]
"""Cells by tab, row and column, as Google sends them: rows of different lengths."""


class GoogleSheets:
    """One spreadsheet. Not for several threads at once."""

    def __init__(self, spreadsheet_id: str, endpoint: str | None = None, wire: Wire | None = None) -> None:
        """Take the spreadsheet's id and the origin to ask instead of Google's. Raises `SourceError` for a bad one."""
        self._id = spreadsheet_id
        self._asker = Asker(endpoint, wire)

    @property
    def name(self) -> str:
        """The spreadsheet's title, once it is known."""
        return self._asker.name

    @property
    def account(self) -> str | None:
        """The address that the sheet has to be shared with, once it is known."""
        return self._asker.account

    @property
    def heard(self) -> datetime | None:
        """What Google's clock said last."""
        return self._asker.heard

    def read(self) -> RawBook:
        """Read all tabs: their list, their values, and what people see. Raises `SourceError`."""
        self._asker.start()
        try:
            now, restless, unsettled = self._settled()
        except SourceError as fault:
            if not fault.transient:
                self._asker.forget()
            raise
        self._asker.title = now.title
        return now.book(self._id, restless, unsettled)

    def _settled(self) -> "tuple[_Pass, Collection[_Place], Collection[str]]":
        """Read until nothing new changes; also return the cells that never stand still and the tabs that do not.

        A cell that differs twice in the same way is no typing: a format hides or dresses its text.
        """
        dressed: set[_Difference] = set()
        moved: set[_Place] = set()
        refused: Counter[str] = Counter()
        now: _Pass | None = None
        for _ in range(_PASSES):
            try:
                now = self._pass(frozenset(title for title, times in refused.items() if times > 1))
            except RangeGoneError as gone:
                refused.update(gone.args)
                continue
            differing = now.differing
            restless = {one.place for one in differing - dressed}
            unsettled = {one.place.title for one in differing if one.place not in moved}
            unsettled |= {
                title for title, n in Counter(place.title for place in restless).items() if n > _MOST_RESTLESS
            }
            if not unsettled:
                return now, restless, ()
            dressed |= differing
            moved |= {one.place for one in differing}
        if now is None and refused[""] == _PASSES:
            raise self._asker.odd(400)
        if now is None:
            raise SourceError("google_being_edited", self.name)
        if unsettled >= {tab.title for tab in now.tabs}:
            raise SourceError("google_being_edited", self.name)
        return now, restless, unsettled

    def _pass(self, without: Collection[str]) -> "_Pass":
        """Make the three requests, and do not ask for the cells of some tabs.

        Raises `RangeGoneError` when a tab was renamed or cut short in between.
        """
        title, tabs = self._asked_about()
        refused = tuple(tab.title for tab in tabs if tab.title in without)
        tabs = tuple(tab for tab in tabs if tab.title not in without)
        raw = self._values(tabs, valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="SERIAL_NUMBER")
        shown = self._values(tabs, valueRenderOption="FORMATTED_VALUE")
        return _Pass(title, tabs, raw, shown, refused)

    def _about(self, answer: Mapping[str, Any]) -> "tuple[str, tuple[_Tab, ...]]":
        """Return the spreadsheet's title and its tabs that hold cells."""
        self._same(answer)
        return str(answer["properties"]["title"]), tuple(
            _Tab.of(sheet) for sheet in answer["sheets"] if _is_grid(sheet)
        )

    def _asked_about(self) -> "tuple[str, tuple[_Tab, ...]]":
        """Ask for the title, the tabs and the links; a spreadsheet too large for the links is read without them."""
        try:
            return self._asker.ask(partial(self._told, MASK))
        except SourceError as fault:
            if fault.code != "network_too_large":
                raise
        return self._asker.ask(partial(self._told, MASK_WITHOUT_LINKS))

    def _told(self, mask: str, google: HTTPClient) -> "tuple[str, tuple[_Tab, ...]]":
        return self._about(google.fetch_sheet_metadata(self._id, {"fields": mask, "prettyPrint": "false"}))

    def _values(self, tabs: "Sequence[_Tab]", **render: str) -> Values:
        """Return the cells of each tab, laid to it by the range that the answer names."""
        asked = [tab for tab in tabs if tab.rows > 0 and tab.columns > 0]
        if not asked:
            return [[] for _ in tabs]
        params = {**render, "prettyPrint": "false"}
        ranges = [tab.range for tab in asked]
        try:
            by_title = self._asker.ask(
                lambda google: self._blocks(google.values_batch_get(self._id, ranges, {**params}), asked),
            )
        except RangeGoneError as gone:
            raise RangeGoneError(next((tab.title for tab in asked if tab.range in str(gone)), "")) from None
        return [by_title.get(tab.title, []) for tab in tabs]

    def _blocks(self, answer: Mapping[str, Any], asked: "Sequence[_Tab]") -> dict[str, list[list[Any]]]:
        """Return the cells of an answer by the title of the tab. Raises `SourceError` when it is not what was asked."""
        self._same(answer)
        blocks = {_title_of(block["range"]): _rows(block.get("values", [])) for block in answer["valueRanges"]}
        if len(blocks) != len(answer["valueRanges"]) or blocks.keys() != {tab.title for tab in asked}:
            raise self._asker.odd(200)
        return blocks

    def _same(self, answer: Mapping[str, Any]) -> None:
        """Raise `SourceError` when an answer is about another spreadsheet."""
        if answer.get("spreadsheetId", self._id) != self._id:
            raise self._asker.odd(200)


def _is_grid(sheet: Mapping[str, Any]) -> bool:
    return sheet["properties"].get("sheetType", "GRID") == "GRID" and "gridProperties" in sheet["properties"]


class _Tab(NamedTuple):
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
    def of(cls, sheet: Mapping[str, Any]) -> "_Tab":
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
                found = [cell.get("hyperlink", ""), *(link.get("uri", "") for link in (*runs, *chips))]
                if addresses := tuple(dict.fromkeys(str(address) for address in found if address)):
                    yield (row, column), (str(cell.get("formattedValue", "")), addresses)


class _Place(NamedTuple):
    """A cell: its tab, and its row and column from 0."""

    title: str
    row: int
    column: int


class _Difference(NamedTuple):
    """A cell whose text is not the same in both answers, with both."""

    place: _Place
    value: str
    text: str


class _Pass(NamedTuple):
    """What the three requests gave; ``refused`` are the tabs that are listed and yet not handed out."""

    title: str
    tabs: tuple[_Tab, ...]
    raw: Values
    shown: Values
    refused: tuple[str, ...] = ()

    @property
    def differing(self) -> frozenset[_Difference]:
        """The cells whose text is not the same in both answers."""
        return frozenset(
            found
            for tab, raw, shown in zip(self.tabs, self.raw, self.shown, strict=True)
            for found in _differing(tab.title, raw, shown)
        )

    def book(self, spreadsheet_id: str, restless: Collection[_Place], unsettled: Collection[str]) -> RawBook:
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


def _title_of(named: str) -> str:
    """Return the tab's title of a range as the API writes it: 'Ogre''s dati'!A1:B2, Dati!A1:B2."""
    title = named.rpartition("!")[0]
    return title[1:-1].replace("''", "'") if len(title) > 1 and title[0] == title[-1] == "'" else title


def _rows(values: Any) -> list[list[Any]]:
    if not all(isinstance(row, list) for row in values):
        raise TypeError("a row that is no list")
    return list(values)


def _differing(title: str, raw: list[list[Any]], shown: list[list[Any]]) -> Iterator[_Difference]:
    for row in range(max(len(raw), len(shown))):
        values, texts = _row(raw, row), _row(shown, row)
        if values == texts:
            continue
        for column in range(max(len(values), len(texts))):
            value, text = _at(values, column), _at(texts, column)
            if (value != text) if isinstance(value, str) else not text:
                yield _Difference(_Place(title, row, column), str(value), str(text))


def _row(rows: list[list[Any]], number: int) -> list[Any]:
    return rows[number] if number < len(rows) else []


def _at(row: list[Any], column: int) -> Any:
    value = row[column] if column < len(row) else ""
    return "" if value is None else value


def _raw_tab(tab: _Tab, raw: list[list[Any]], shown: list[list[Any]], restless: Collection[tuple[int, int]]) -> RawTab:
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
        sum(number > 0 and number < len(rows) and any(rows[number]) for number in own)
        for own in (tab.hidden, tab.filtered)
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
    found = re.findall(r"\d(?:[\d.,]|[\s'’](?=\d))*", shown)
    if len(found) != 1:
        return False
    digits = re.sub(r"[\s'’]", "", found[0]).rstrip(".,")
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
