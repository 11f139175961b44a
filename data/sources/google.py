"""A live Google Sheet, read in three requests however many tabs it has, with the one right to read.

Google keeps a date as a number of days, so what is asked for is both the value and the text people see. The text
tells what the number is: 45603 shown as "07.11.2024." is a day, shown as "45 603" it is a number. Text cells must be
the same in both answers; where they are not, somebody was typing between the two.
"""

import json
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

import google.auth
from google.auth import exceptions, transport
from google.auth.credentials import Credentials
from google.oauth2 import service_account
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEETS_API_V4_BASE_URL
from gspread.utils import absolute_range_name
from requests import Response

from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell, column_letters
from data.settings import section, setting
from data.sources import MEGABYTE, SourceError
from data.sources.wire import Answer, Wire, is_safe

SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly"
GOOGLE = SPREADSHEETS_API_V4_BASE_URL.partition("/v4/")[0]
KEY_SETTING = "GOOGLE_APPLICATION_CREDENTIALS"
KEY_SECTION = "gcp_service_account"
MAX_COLUMNS = 60
"""Columns A to BH, as with workbooks; cells beyond are no part of any tab of the contract."""
MAX_ROWS = 20_000
"""Twice what a tab may hold, so that the check sees when there are too many."""
MASK = (
    "properties(title),sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),merges,"
    "data(rowMetadata(hiddenByUser,hiddenByFilter)))"
)
MAX_ANSWER = 40 * MEGABYTE
_TOKEN_BYTES = MEGABYTE
_ERRORS = frozenset(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"])
_RANGE_GONE = ("Unable to parse range", "exceeds grid limits")
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a sheet's days have no time zone)
_SERIAL_END = 2_958_466  # the year 10000

_NOT_UNDERSTOOD = (AttributeError, KeyError, TypeError, ValueError)
"""What an answer of another shape raises while it is read."""

Values = list[list[list[Any]]]
"""Cells by tab, row and column, as Google sends them: rows of different lengths."""


@dataclass(frozen=True)
class Key:
    """Whose identity is used: "file", "secrets" or "machine", and what the key itself says."""

    kind: str
    content: Mapping[str, Any] = field(repr=False)


def key() -> Key:
    """Return the key that the settings name; without one the machine's own identity is used.

    Raises `SourceError` when a key is named and cannot be read.
    """
    if path := setting(KEY_SETTING):
        try:
            content = json.loads(Path(path).expanduser().read_text("utf-8"))
        except (OSError, RuntimeError, ValueError):
            raise SourceError("google_key_unreadable", KEY_SETTING) from None
        if not isinstance(content, dict):
            raise SourceError("google_key_unreadable", KEY_SETTING)
        return Key("file", content)
    filled_in = section(KEY_SECTION)
    if filled_in.get("private_key"):
        # Pasted into a TOML literal, the line breaks of the key stand there as two characters.
        return Key("secrets", {**filled_in, "private_key": str(filled_in["private_key"]).replace("\\n", "\n")})
    return Key("machine", {})


class GoogleSheets:
    """One spreadsheet. Not for several threads at once."""

    def __init__(self, spreadsheet_id: str, endpoint: str | None = None, wire: Wire | None = None) -> None:
        """Take the spreadsheet's id and the origin to ask instead of Google's. Raises `SourceError` for a bad one."""
        self._id = spreadsheet_id
        self._origin = _origin(endpoint)
        self._wire = wire or Wire()
        self._client = _Client(self)
        self._credentials: Credentials | None = None
        self._title: str | None = None

    @property
    def name(self) -> str:
        """The spreadsheet's title, once it is known."""
        return self._title or "Google Sheets"

    @property
    def account(self) -> str | None:
        """The address that the sheet has to be shared with, once it is known."""
        found = getattr(self._credentials, "service_account_email", None)
        return found if found and "@" in found else None

    @property
    def heard(self) -> datetime | None:
        """What Google's clock said last."""
        return self._wire.heard

    def read(self) -> RawBook:
        """Read all tabs: their list, their values, and what people see. Raises `SourceError`."""
        self._wire.start()
        try:
            earlier: frozenset[Any] = frozenset()
            for _ in range(2):
                now = self._pass()
                # What differs twice in the same way is no typing: a format hides or dresses the text.
                if now and (differing := now.differing) <= earlier:
                    self._title = now.title
                    return now.book(self._id)
                earlier = differing if now else frozenset()
        except SourceError as fault:
            if not fault.transient:
                self._credentials = None  # the key may be replaced before the next read
            raise
        raise SourceError("google_being_edited", self.name)

    def _pass(self) -> "_Pass | None":
        """Make the three requests; None when a tab was renamed or cut short in between."""
        about = self._client.fetch_sheet_metadata(self._id, {"fields": MASK, "prettyPrint": "false"})
        try:
            title = str(about["properties"]["title"])
            tabs = tuple(_Tab.of(sheet) for sheet in about["sheets"] if _is_grid(sheet))
        except _NOT_UNDERSTOOD:
            raise self._odd(200) from None
        if not tabs:
            return _Pass(title, (), [], [])
        try:
            raw = self._values(tabs, valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="SERIAL_NUMBER")
            shown = self._values(tabs, valueRenderOption="FORMATTED_VALUE")
        except _RangeGoneError:
            return None
        return _Pass(title, tabs, raw, shown)

    def _values(self, tabs: "Sequence[_Tab]", **render: str) -> Values:
        ranges = [tab.range for tab in tabs]
        found = self._client.values_batch_get(self._id, ranges, {**render, "prettyPrint": "false"})
        try:
            values = [[list(row) for row in block.get("values", [])] for block in found["valueRanges"]]
        except _NOT_UNDERSTOOD:
            raise self._odd(200) from None
        if len(values) != len(ranges):
            raise self._odd(200)
        return values

    def ask(self, endpoint: str, params: Any) -> "_Content":
        """Carry out one request of gspread's, with tries, and return what the answer holds."""
        address = self._origin + endpoint.removeprefix(GOOGLE)

        def once() -> _Content:
            for renew in (False, True):
                token = self._token(renew=renew)
                answer = self._wire.once("GET", address, MAX_ANSWER, params=params, token=token)
                if answer.status != 401:
                    break
            if answer.status != 200:
                raise self._refusal(answer)
            try:
                content = answer.json()
            except ValueError:
                content = None
            if isinstance(content, dict):
                return _Content(content)
            begun = answer.body[:1] == b"{"
            raise SourceError("network_cut", urlsplit(address).hostname or "") if begun else self._odd(200)

        return self._wire.retrying(once)

    def _token(self, *, renew: bool) -> str:
        carrier = _Carrier(self._wire)
        try:
            if self._credentials is None:
                self._credentials = _credentials(carrier)
            if renew or not self._credentials.valid:
                # Not before_request: that would also ask Google where the account may be used from.
                self._credentials.refresh(carrier)
        except exceptions.GoogleAuthError as fault:
            raise self._sign_in_fault(fault) from None
        return str(self._credentials.token)

    def _sign_in_fault(self, fault: Exception) -> SourceError:
        cause: BaseException | None = fault
        while cause is not None:
            if isinstance(cause, SourceError):
                return cause
            cause = cause.__cause__
        if isinstance(fault, exceptions.DefaultCredentialsError):
            return SourceError("google_no_key", KEY_SETTING)
        if isinstance(fault, exceptions.TransportError):
            return SourceError("network_failed", "Google")
        if re.search(r"\biat\b|reasonable timeframe", str(fault)):
            return SourceError("google_clock_wrong", "Google")
        return SourceError("google_key_refused", "Google", account=self.account or "–")

    def _refusal(self, answer: Answer) -> Exception:
        """Return what an answer other than 200 means."""
        status = answer.status
        if status == 429:
            return SourceError("google_quota", self.name)
        if status == 408 or status >= 500:
            return SourceError("google_fault", self.name, status=str(status))
        try:
            error = answer.json()["error"]
            message, kind = str(error.get("message", "")), error.get("status")
            reasons = {detail.get("reason") for detail in error.get("details", [])}
        except _NOT_UNDERSTOOD:
            return self._odd(status)
        if status == 400 and any(text in message for text in _RANGE_GONE):
            return _RangeGoneError()
        if status == 400 and kind == "FAILED_PRECONDITION":
            return SourceError("google_not_converted", "SPREADSHEET")
        if status == 401:
            return SourceError("google_key_refused", "Google", account=self.account or "–")
        if status == 403:
            return self._forbidden(message, reasons)
        if status == 404:
            return SourceError("google_wrong_id", "SPREADSHEET")
        return self._odd(status)

    def _forbidden(self, message: str, reasons: set[Any]) -> SourceError:
        if "SERVICE_DISABLED" in reasons or "has not been used in project" in message:
            return SourceError("google_api_off", "Google Sheets API")
        if "ACCESS_TOKEN_SCOPE_INSUFFICIENT" in reasons or "authentication scopes" in message:
            return SourceError("google_scope_missing", SCOPE)
        if self.account:
            return SourceError("google_not_shared", self.name, account=self.account)
        return SourceError("google_not_shared_machine", self.name)

    def _odd(self, status: int) -> SourceError:
        return SourceError("google_odd_answer", self.name, status=str(status))


class _RangeGoneError(Exception):
    """A tab that stood in the list a moment ago does not stand there any more."""


class _Content(NamedTuple):
    """An answer as gspread takes it."""

    content: dict[str, Any]

    def json(self) -> dict[str, Any]:
        return self.content


class _Client(HTTPClient):
    """Gspread's client: it makes addresses and parameters, the source carries the requests out within its bounds."""

    def __init__(self, source: GoogleSheets) -> None:
        super().__init__(cast(Credentials, None), session=cast(Any, object()))
        self._source = source

    def request(self, method: str, endpoint: str, params: Any = None, *_: Any, **__: Any) -> Response:
        return cast(Response, self._source.ask(endpoint, params))


class _Carrier(transport.Request):
    """How google-auth asks for a token: over the same wire, without tries of its own."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def __call__(
        self, url: str, method: str = "GET", body: Any = None, headers: Any = None, timeout: Any = None, **_: Any
    ) -> Any:
        try:
            answer = self._wire.once(method, url, _TOKEN_BYTES, body=body, headers=headers)
            if answer.status == 429 or answer.status >= 500:
                raise SourceError("google_fault", "Google", status=str(answer.status))
        except SourceError as fault:
            raise exceptions.TransportError("no token") from fault
        return _TokenAnswer(answer.status, answer.headers, answer.body)


class _TokenAnswer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    data: bytes


def _credentials(carrier: _Carrier) -> Credentials:
    credentials: Credentials
    found = key()
    if found.kind == "machine":
        credentials, _ = google.auth.default(scopes=[SCOPE])
        return credentials
    place = KEY_SETTING if found.kind == "file" else f"[{KEY_SECTION}]"
    content = dict(found.content)
    try:
        if found.kind == "secrets" or content.get("type") == "service_account":
            if not is_safe(str(content.get("token_uri", ""))):
                raise SourceError("google_key_unreadable", place)
            credentials = service_account.Credentials.from_service_account_info(content, scopes=[SCOPE])
            return credentials
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            credentials, _ = google.auth.load_credentials_from_dict(content, scopes=[SCOPE], request=carrier)
            return credentials
    except (exceptions.MalformedError, exceptions.DefaultCredentialsError, ValueError, TypeError):
        raise SourceError("google_key_unreadable", place) from None


def _origin(endpoint: str | None) -> str:
    """Return the origin to ask. The token travels there, so it must be https or this machine itself."""
    if endpoint is None:
        return GOOGLE
    if not is_safe(endpoint) or not re.fullmatch(r"https?://[^/?#@\\\s]+/?", endpoint):
        raise SourceError("google_endpoint", "SHEETS_ENDPOINT")
    return endpoint.rstrip("/")


# Making sense of the answers


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

    @classmethod
    def of(cls, sheet: Mapping[str, Any]) -> "_Tab":
        properties = sheet["properties"]
        grid = properties["gridProperties"]
        rows, columns = int(grid.get("rowCount", 1)), int(grid.get("columnCount", 1))
        merges = tuple(
            Merge(
                merge.get("startRowIndex", 0),
                merge.get("endRowIndex", rows) - 1,
                merge.get("startColumnIndex", 0),
                merge.get("endColumnIndex", columns) - 1,
            )
            for merge in sheet.get("merges", [])
        )
        metadata = [row for block in sheet.get("data", []) for row in enumerate(block.get("rowMetadata", []))]
        filtered = frozenset(place for place, row in metadata if row.get("hiddenByFilter"))
        hidden = frozenset(place for place, row in metadata if row.get("hiddenByUser")) - filtered
        return cls(str(properties["title"]), int(properties.get("sheetId", 0)), rows, columns, merges, hidden, filtered)

    @property
    def range(self) -> str:
        """All cells that are read, as the API names them. A bare title could be taken for a cell: CRM26 is one."""
        corner = f"{column_letters(min(self.columns, MAX_COLUMNS) - 1)}{min(self.rows, MAX_ROWS)}"
        return absolute_range_name(self.title, f"A1:{corner}")


class _Pass(NamedTuple):
    """What the three requests gave."""

    title: str
    tabs: tuple[_Tab, ...]
    raw: Values
    shown: Values

    @property
    def differing(self) -> frozenset[Any]:
        """The cells whose text is not the same in both answers, each with both."""
        return frozenset(
            (tab.title, *cell)
            for tab, raw, shown in zip(self.tabs, self.raw, self.shown, strict=True)
            for cell in _differing(raw, shown)
        )

    def book(self, spreadsheet_id: str) -> RawBook:
        """Return it as every source does."""
        address = f"https://docs.google.com/spreadsheets/d/{spreadsheet_id}/edit"
        return RawBook(
            self.title,
            tuple(map(_raw_tab, self.tabs, self.raw, self.shown)),
            links={tab.title: f"{address}#gid={tab.sheet_id}" for tab in self.tabs},
        )


def _differing(raw: list[list[Any]], shown: list[list[Any]]) -> Iterator[tuple[int, int, str, str]]:
    for row in range(max(len(raw), len(shown))):
        values, texts = _row(raw, row), _row(shown, row)
        if values == texts:
            continue
        for column in range(max(len(values), len(texts))):
            value, text = _at(values, column), _at(texts, column)
            if (value != text) if isinstance(value, str) else not text:
                yield row, column, str(value), str(text)


def _row(rows: list[list[Any]], number: int) -> list[Any]:
    return rows[number] if number < len(rows) else []


def _at(row: list[Any], column: int) -> Any:
    value = row[column] if column < len(row) else ""
    return "" if value is None else value


def _raw_tab(tab: _Tab, raw: list[list[Any]], shown: list[list[Any]]) -> RawTab:
    rows = tuple(
        tuple(_cell(_at(row, column), str(_at(_row(shown, number), column))) for column in range(len(row)))
        for number, row in enumerate(raw)
    )
    hidden, filtered = (
        sum(number > 0 and number < len(rows) and any(rows[number]) for number in own)
        for own in (tab.hidden, tab.filtered)
    )
    return RawTab(tab.title, rows, tab.merges, hidden, filtered_rows=filtered)


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

    Every number in the text must be a part of that moment. A single one is not enough, unless it is the year.
    """
    if not isfinite(value) or not 0 <= value < _SERIAL_END:
        return None
    at = _SERIAL_ZERO + timedelta(seconds=round(value * 86_400))
    clock = {at.hour, at.hour % 12 or 12, at.minute, at.second}
    numbers = [int(number) for number in re.findall(r"\d+", shown)]
    if value < 1:
        fits = len(numbers) > 1 and set(numbers) <= clock
        return TypedCell(CellKind.TIME, f"{at:%H:%M}", shown) if fits else None
    fits = set(numbers) <= {at.year, at.year % 100, at.month, at.day, *clock}
    if not fits or not (at.year in numbers or len(numbers) > 1):
        return None
    return TypedCell(CellKind.DATE, f"{at:%Y-%m-%d}", shown)
