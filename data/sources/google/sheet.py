"""A live Google Sheet, read in three requests however many tabs it has, with the one right to read.

Google keeps a date as a number of days, so what is asked for is both the value and the text people see. Text cells
must be the same in both answers; where they are not, somebody was typing between the two, and all is read again. A
cell that never stands still is no typing but a formula such as ="at "&TEXT(NOW(),"hh:mm:ss"): it alone is not used.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from gspread.http_client import HTTPClient

from data.raw import RawBook
from data.sources import SourceError
from data.sources.connection import SourceConnection
from data.sources.google.cells import Difference, Pass, Place, Tab, Values, is_grid, rows_of, title_of
from data.sources.google.requests import Asker, RangeGoneError

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


class GoogleSheets:
    """One spreadsheet. Not for several threads at once."""

    def __init__(
        self, spreadsheet_id: str, endpoint: str | None = None, connection: SourceConnection | None = None
    ) -> None:
        """Take the spreadsheet's id and the origin to ask instead of Google's. Raises `SourceError` for a bad one."""
        self._id = spreadsheet_id
        self._asker = Asker(endpoint, connection)

    @property
    def name(self) -> str:
        """The spreadsheet's title, once it is known."""
        return self._asker.name

    @property
    def account(self) -> str | None:
        """The address that the sheet has to be shared with, once it is known."""
        return self._asker.account

    @property
    def answered_at(self) -> datetime | None:
        """What Google's clock said last."""
        return self._asker.answered_at

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

    def _settled(self) -> tuple[Pass, Collection[Place], Collection[str]]:
        """Read until nothing new changes; also return the cells that never stand still and the tabs that do not.

        A cell that differs twice in the same way is no typing: a format hides or dresses its text.
        """
        dressed: set[Difference] = set()
        moved: set[Place] = set()
        refused: Counter[str] = Counter()
        now: Pass | None = None
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

    def _pass(self, without: Collection[str]) -> Pass:
        """Make the three requests, and do not ask for the cells of some tabs.

        Raises `RangeGoneError` when a tab was renamed or cut short in between.
        """
        title, tabs = self._asked_about()
        refused = tuple(tab.title for tab in tabs if tab.title in without)
        tabs = tuple(tab for tab in tabs if tab.title not in without)
        raw = self._values(tabs, valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="SERIAL_NUMBER")
        shown = self._values(tabs, valueRenderOption="FORMATTED_VALUE")
        return Pass(title, tabs, raw, shown, refused)

    def _about(self, answer: Mapping[str, Any]) -> tuple[str, tuple[Tab, ...]]:
        """Return the spreadsheet's title and its tabs that hold cells."""
        self._same(answer)
        return str(answer["properties"]["title"]), tuple(Tab.of(sheet) for sheet in answer["sheets"] if is_grid(sheet))

    def _asked_about(self) -> tuple[str, tuple[Tab, ...]]:
        """Ask for the title, the tabs and the links; a spreadsheet too large for the links is read without them."""
        try:
            return self._asker.ask(partial(self._told, MASK))
        except SourceError as fault:
            if fault.code != "network_too_large":
                raise
        return self._asker.ask(partial(self._told, MASK_WITHOUT_LINKS))

    def _told(self, mask: str, google: HTTPClient) -> tuple[str, tuple[Tab, ...]]:
        return self._about(google.fetch_sheet_metadata(self._id, {"fields": mask, "prettyPrint": "false"}))

    def _values(self, tabs: Sequence[Tab], **render: str) -> Values:
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

    def _blocks(self, answer: Mapping[str, Any], asked: Sequence[Tab]) -> dict[str, list[list[Any]]]:
        """Return the cells of an answer by the title of the tab. Raises `SourceError` when it is not what was asked."""
        self._same(answer)
        blocks = {title_of(block["range"]): rows_of(block.get("values", [])) for block in answer["valueRanges"]}
        if len(blocks) != len(answer["valueRanges"]) or blocks.keys() != {tab.title for tab in asked}:
            raise self._asker.odd(200)
        return blocks

    def _same(self, answer: Mapping[str, Any]) -> None:
        """Raise `SourceError` when an answer is about another spreadsheet."""
        if answer.get("spreadsheetId", self._id) != self._id:
            raise self._asker.odd(200)
