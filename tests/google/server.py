"""A server on this machine that plays Google: it gives out tokens, and one spreadsheet as the Sheets API would.

It has Google's habits (empty cells and rows at the end are left out, a tab without any value has no ``values``, an
unknown tab is an error 400, bodies come in chunks and zipped) and, when told, its faults. Every request it gets and
every good answer it gives is held against Google's own description of the API; `FakeGoogle.breaches` must stay empty.
"""

import base64
import gzip
import io
import json
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import cache, lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import openpyxl
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from openpyxl.utils import column_index_from_string, get_column_letter

from tests.google import contract

SPREADSHEET = "1FakeSheetOfTheStateChancellery-0123456789_x"
ACCOUNT = "dasbords@parbaude.iam.gserviceaccount.com"
SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly"
SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
JWT_SKEW = 300
WHOLE_DAY = 86_400
HANG_SECONDS = 60.0


class Cell(NamedTuple):
    """What UNFORMATTED_VALUE and FORMATTED_VALUE give for a cell."""

    raw: Any
    shown: str


EMPTY = Cell("", "")


@dataclass
class Tab:
    """A tab: its cells by row, and what the metadata say of it."""

    title: str
    rows: list[list[Cell]]
    sheet_id: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    kind: str = "GRID"
    row_count: int = 1000
    column_count: int = 26
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By address of the cell: what its CellData holds of links."""

    def __post_init__(self) -> None:
        self.row_count = max(self.row_count, len(self.rows))
        self.column_count = max(self.column_count, *map(len, self.rows), 1)

    def put(self, address: str, raw: Any, shown: str | None = None) -> None:
        """Write a cell, named as in the spreadsheet."""
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
        row, column = int(number) - 1, column_index_from_string(letters) - 1
        self.rows += ([] for _ in range(row + 1 - len(self.rows)))
        self.rows[row] += [EMPTY] * (column + 1 - len(self.rows[row]))
        self.rows[row][column] = cell(raw) if shown is None else Cell(raw, shown)


def cell(value: Any, number_format: str = "General") -> Cell:
    """A value as a sheet with Latvian settings holds and shows it."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell(value, "TRUE" if value else "FALSE")
    if isinstance(value, datetime | date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
        days = (moment - SERIAL_ZERO) / timedelta(days=1)
        shown = f"{moment:%d.%m.%Y}" if days == int(days) else f"{moment:%d.%m.%Y %H:%M}"
        return Cell(int(days) if days == int(days) else days, shown)
    if isinstance(value, time_of_day):
        return Cell((value.hour * 60 + value.minute) / 1440, f"{value:%H:%M}")
    if isinstance(value, int | float):
        value = int(value) if value == int(value) else value
        if "%" in number_format:
            return Cell(value, f"{value * 100:.10g}%".replace(".", ","))
        return Cell(value, f"{value:.10g}".replace(".", ","))
    return Cell(str(value), str(value))


def from_grids(grids: Mapping[str, Sequence[Sequence[Any]]]) -> list[Tab]:
    """Tabs of grids by title."""
    return [
        Tab(title, [[cell(value) for value in row] for row in rows], sheet_id=number * 1001)
        for number, (title, rows) in enumerate(grids.items())
    ]


def from_workbook(content: bytes) -> list[Tab]:
    """Tabs as Google makes them of an uploaded and converted workbook; free to be changed."""
    return [
        replace(tab, rows=[[*row] for row in tab.rows], hidden_rows={*tab.hidden_rows}, merges=[*tab.merges])
        for tab in _converted(content)
    ]


@lru_cache(maxsize=4)
def _converted(content: bytes) -> list[Tab]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    tabs = []
    for number, sheet in enumerate(book.worksheets):
        rows = [[cell(one.value, one.number_format) for one in row] for row in sheet.iter_rows()]
        hidden = {place - 1 for place, row in sheet.row_dimensions.items() if row.hidden}
        merges = [(m.min_row - 1, m.max_row, m.min_col - 1, m.max_col) for m in sheet.merged_cells.ranges]
        tabs.append(Tab(sheet.title, rows, number * 1001, hidden, merges))
    return tabs


@cache
def _private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Request(NamedTuple):
    """One request as it arrived."""

    verb: str
    path: str
    query: dict[str, list[str]]
    headers: Mapping[str, str]


class FakeGoogle:
    """The server. ``with FakeGoogle(tabs) as google:`` runs it; ``google.fault`` and its like switch the weather."""

    def __init__(self, tabs: list[Tab], title: str = "Atvērtās pārvaldības plāns") -> None:
        self.title, self.tabs = title, tabs
        self.requests: list[Request] = []
        self.token_requests = 0
        self.breaches: list[str] = []
        self.fault: str | None = None
        """What goes wrong with requests for the spreadsheet: a key of `FAULTS`."""
        self.fault_from, self.fault_times = 0, 10**9
        """From which request on (counted from 0 when the fault is set), and how often."""
        self.token_fault: str | None = None
        """What goes wrong with signing in: a key of `TOKEN_FAULTS`."""
        self.before_token: Callable[[int], None] = lambda number: None
        """Called before each answer to a sign-in, with its number from 1."""
        self.half: frozenset[str] = frozenset()
        """Titles of tabs whose answers lack the second half of their rows."""
        self.before: Callable[[int], None] = lambda number: None
        """Called before each request for the spreadsheet, with its number: somebody types in between."""
        self.shuffled = False
        """Whether blocks of values come in another order than they were asked for, as through a gateway."""
        self.spreadsheet_id = SPREADSHEET
        """What the answers say they are of."""
        self.headers: dict[str, str] = {}
        """Headers of every answer, beside the usual ones or instead of them."""
        self.now = time.time
        self.down = False
        self.stuck = threading.Event()
        """Set when a request begins to hang or to drip."""
        self.released = threading.Event()
        self._token = "ya29.fake-token-of-this-run"
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"google": self}))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "FakeGoogle":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Go down: from now on nobody listens, and connections that are still open end."""
        self.down = True
        self.released.set()
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def address(self) -> str:
        """The spreadsheet's address as staff copy it from the browser."""
        return f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit?usp=sharing#gid=0"

    @property
    def secrets(self) -> list[str]:
        """What must never be seen anywhere."""
        key = str(self.key()["private_key"])
        return [SPREADSHEET, self._token, *key.split("\n")[1:-2], "parbaude-atslega"]

    def key(self) -> dict[str, str]:
        """A key file as Google gives it out, whose tokens come from here."""
        pem = _private_key().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": "parbaude",
            "private_key_id": "parbaude-atslega",
            "private_key": pem.decode(),
            "client_email": ACCOUNT,
            "client_id": "1",
            "token_uri": f"{self.origin}/token",
        }

    def environment(self, folder: Path) -> dict[str, str]:
        """The settings of a dashboard that reads from here; the key file is written into the folder."""
        path = folder / "parbaude-atslega.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(self.key()), "utf-8")
        return {
            "SPREADSHEET": self.address,
            "SHEETS_ENDPOINT": self.origin,
            "GOOGLE_APPLICATION_CREDENTIALS": str(path),
        }

    def tab(self, title: str) -> Tab:
        return next(tab for tab in self.tabs if tab.title == title)

    def fail(self, fault: str | None, first: int = 0, times: int = 10**9) -> None:
        """From the ``first`` request after this one on, fail so many times."""
        self.fault, self.fault_from, self.fault_times = fault, len(self.requests) + first, times

    # Answers

    def sign_in(self, form: Mapping[str, list[str]]) -> tuple[int, Any]:
        """Answer at the token endpoint."""
        self.token_requests += 1
        self.before_token(self.token_requests)
        if self.token_fault:
            return TOKEN_FAULTS[self.token_fault]
        if form.get("grant_type") != ["urn:ietf:params:oauth:grant-type:jwt-bearer"]:
            return 400, {"error": "unsupported_grant_type"}
        head, claims, signature = form["assertion"][0].split(".")
        try:
            _private_key().public_key().verify(
                _decoded(signature), f"{head}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256()
            )
        except InvalidSignature:
            return TOKEN_FAULTS["revoked"]
        said = json.loads(_decoded(claims))
        if said["scope"] != SCOPE:
            self.breaches.append(f"asked for the scope {said['scope']}")
        if abs(said["iat"] - self.now()) > JWT_SKEW:
            return TOKEN_FAULTS["iat"]
        return 200, {"access_token": self._token, "expires_in": 3599, "token_type": "Bearer"}

    def answer(self, request: Request) -> tuple[int, Any]:
        """Answer a good request for the spreadsheet."""
        if request.headers.get("Authorization") != f"Bearer {self._token}":
            return 401, error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        if request.path.split("/")[3].partition(":")[0] != SPREADSHEET:
            return FAULTS["wrong_id"]
        name = contract.method_of(request.verb, request.path)
        try:
            body = self._about() if name == contract.GET else self._values(request.query)
        except BadRangeError as bad:
            return 400, error(400, "INVALID_ARGUMENT", str(bad))
        self.breaches += contract.answer_faults(name or "", body)
        return 200, contract.masked(body, contract.paths(request.query.get("fields", [""])[0]))

    def _about(self) -> dict[str, Any]:
        return {
            "spreadsheetId": self.spreadsheet_id,
            "properties": {
                "title": self.title,
                "locale": "lv_LV",
                "timeZone": "Europe/Riga",
                "autoRecalc": "ON_CHANGE",
            },
            "sheets": [_about_tab(tab, number) for number, tab in enumerate(self.tabs)],
            "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit",
        }

    def _values(self, query: Mapping[str, list[str]]) -> dict[str, Any]:
        raw = query.get("valueRenderOption", ["FORMATTED_VALUE"])[0] == "UNFORMATTED_VALUE"
        blocks = [self._range(one, raw=raw) for one in query["ranges"]]
        return {"spreadsheetId": self.spreadsheet_id, "valueRanges": blocks[::-1] if self.shuffled else blocks}

    def _range(self, asked: str, *, raw: bool) -> dict[str, Any]:
        match = re.fullmatch(r"'((?:[^']|'')+)'!A1:([A-Z]+)(\d+)", asked)
        title = match[1].replace("''", "'") if match else asked
        tab = next((tab for tab in self.tabs if tab.title == title and tab.kind == "GRID"), None)
        if match is None or tab is None:
            raise BadRangeError(f"Unable to parse range: {asked}")
        columns, rows = column_index_from_string(match[2]), int(match[3])
        if columns > tab.column_count or rows > tab.row_count:
            limits = f"Max rows: {tab.row_count}, max columns: {tab.column_count}"
            raise BadRangeError(f"Range ({asked}) exceeds grid limits. {limits}")
        values = [[one.raw if raw else one.shown for one in row[:columns]] for row in tab.rows[:rows]]
        if title in self.half:
            values = values[: len(values) // 2]
        answer: dict[str, Any] = {"range": asked, "majorDimension": "ROWS"}
        trimmed = _trimmed([_trimmed(row, "") for row in values], [])
        return answer | ({"values": trimmed} if trimmed else {})


def _cell_data(tab: Tab, address: str, one: Cell) -> dict[str, Any]:
    return ({"formattedValue": one.shown} if one.shown else {}) | tab.links.get(address, {})


def _about_tab(tab: Tab, number: int) -> dict[str, Any]:
    properties: dict[str, Any] = {"sheetId": tab.sheet_id, "title": tab.title, "index": number, "sheetType": tab.kind}
    if tab.kind != "GRID":
        return {"properties": properties}
    properties["gridProperties"] = {"rowCount": tab.row_count, "columnCount": tab.column_count}
    metadata = [
        {"hiddenByUser": True, "pixelSize": 21} if row in tab.hidden_rows else {"pixelSize": 21}
        for row in range(tab.row_count)
    ]
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    merges = [{"sheetId": tab.sheet_id, **dict(zip(names, merge, strict=True))} for merge in tab.merges]
    data = [
        {"values": [_cell_data(tab, f"{get_column_letter(column)}{row}", one) for column, one in enumerate(cells, 1)]}
        for row, cells in enumerate(tab.rows, 1)
    ]
    grid = {"rowMetadata": metadata, **({"rowData": data} if data else {})}
    return {"properties": properties, "data": [grid], **({"merges": merges} if merges else {})}


def _trimmed(items: list[Any], empty: Any) -> list[Any]:
    while items and items[-1] == empty:
        items = items[:-1]
    return items


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


class BadRangeError(Exception):
    pass


# Faults: the bodies of 400, 403 and 404 are Google's words; 429 and 5xx follow its format


def error(code: int, status: str, message: str, *reasons: str) -> dict[str, Any]:
    """An error as Google words it."""
    details = [
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com"}
        for reason in reasons
    ]
    return {"error": {"code": code, "message": message, "status": status, **({"details": details} if details else {})}}


API_OFF = (
    "Google Sheets API has not been used in project 1 before or it is disabled. Enable it by visiting "
    "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=1 then retry."
)
PERMISSION = "PERMISSION_DENIED"
FAULTS: Mapping[str, tuple[int, Any]] = {
    "not_shared": (403, error(403, PERMISSION, "The caller does not have permission")),
    "api_off": (403, error(403, PERMISSION, API_OFF, "SERVICE_DISABLED")),
    "scope": (
        403,
        error(403, PERMISSION, "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    ),
    "wrong_id": (404, error(404, "NOT_FOUND", "Requested entity was not found.")),
    "not_converted": (
        400,
        error(400, "FAILED_PRECONDITION", "This operation is not supported for this document"),
    ),
    "bad_request": (400, error(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")),
    "expired": (401, error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")),
    "quota": (
        429,
        error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Read requests'", "RATE_LIMIT_EXCEEDED"),
    ),
    "500": (500, error(500, "INTERNAL", "Internal error encountered.")),
    "503": (503, error(503, "UNAVAILABLE", "The service is currently unavailable.")),
    "html502": (502, "<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title>"),
    "html200": (200, "<!DOCTYPE html><html><title>Sign in</title>"),
    "letters": (200, '{"properties": {"title": "Plāns"}}'.encode("cp1257")),
    "deep": (200, '{"properties": ' * 100_000),
    "deep403": (403, '{"error": ' * 100_000),
    "odd_merge": (
        200,
        {
            "properties": {"title": "x"},
            "sheets": [{"properties": {"gridProperties": {}, "title": "a"}, "merges": [{"startRowIndex": "a"}]}],
        },
    ),
    "endless_grid": (
        200,
        '{"properties": {"title": "x"}, "sheets": [{"properties": {"title": "a", '
        '"gridProperties": {"rowCount": 1e999}}}]}',
    ),
    "words_for_error": (403, {"error": "access_denied"}),
    "html403": (403, "<html>The proxy does not allow this address</html>"),
    "html404": (404, "<html>nginx</html>"),
    "redirect": (302, "<html>moved</html>"),
    "list": (200, []),
    "other_shape": (200, {"sheets": [{"title": 1}], "valueRanges": {"a": "b"}}),
    "too_few": (200, {"properties": {"title": "x"}, "valueRanges": []}),
    "broken_json": (200, '{"properties": {"title": "A'),
}
"""Whole answers; "cut", "refuse", "hang", "drip" and "drip_head" are faults of the line."""
TOKEN = {"access_token": "ya29.x", "expires_in": 3599, "token_type": "Bearer"}
TOKEN_FAULTS: Mapping[str, tuple[int, Any]] = {
    "revoked": (400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}),
    "deleted": (400, {"error": "invalid_grant", "error_description": "Invalid grant: account not found"}),
    "iat": (
        400,
        {
            "error": "invalid_grant",
            "error_description": "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
            "timeframe. Check your iat and exp values in the JWT claim.",
        },
    ),
    "other_reason": (401, {"error": "unauthorized_client", "error_description": "Client is unauthorized"}),
    "failure": (400, {"error": "internal_failure"}),
    "unavailable": (400, {"error": "x", "error_description": "temporarily_unavailable"}),
    "408": (408, "<html>Request timeout</html>"),
    "html502": (502, "<html>Bad gateway</html>"),
    "html200": (200, "<!DOCTYPE html><title>Sign in to the network</title>"),
    "html403": (403, "<html>The filter does not allow this address</html>"),
    "html404": (404, "<html>nginx</html>"),
    "redirect": (302, "<html>moved</html>"),
    "cut": (200, '{"access_token": "ya29'),
    "list": (200, [TOKEN]),
    "letters": (200, "<title>Pieslēgties</title>".encode("cp1257")),
    "letters403": (403, "<title>Liegts: ž</title>".encode("cp1257")),
    "deep": (200, "[" * 100_000),
    "no_token": (200, {"expires_in": 3599}),
    "lifetime": (200, TOKEN | {"expires_in": "an hour"}),
    "endless": (200, TOKEN | {"expires_in": 10**30}),
    "infinite": (200, '{"access_token": "x", "expires_in": 1e999}'),
    "broken_token": (200, TOKEN | {"access_token": "ya29.a\nb"}),
}
"""Whole answers to a sign-in."""


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for a `FakeGoogle`."""

    google: FakeGoogle
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(self.google.now() if timestamp is None else timestamp)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path == "/token":
            self._send(*self.google.sign_in(form))
        else:
            self._send(404, {})

    def do_GET(self) -> None:
        google = self.google
        if google.down:
            self.close_connection = True
            return
        parts = urlsplit(self.path)
        request = Request("GET", unquote(parts.path), parse_qs(parts.query), dict(self.headers))
        number = len(google.requests)
        google.before(number)
        google.requests.append(request)
        google.breaches += contract.request_faults("GET", request.path, request.query)
        fault = google.fault if google.fault_from <= number < google.fault_from + google.fault_times else None
        if fault and fault in FAULTS:
            self._send(*FAULTS[fault])
        elif fault == "refuse":
            self.close_connection = True
        elif fault == "hang":
            google.stuck.set()
            google.released.wait(HANG_SECONDS)
            self.close_connection = True
        elif fault == "drip_head":
            self.close_connection = True
            self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 60_000)
        else:
            status, body = google.answer(request)
            self._send(status, body, fault)

    def _send(self, status: int, body: Any, fault: str | None = None) -> None:
        html = isinstance(body, str | bytes)
        pretty = "prettyPrint=false" not in self.path
        text = body if html else json.dumps(body, ensure_ascii=False, indent=2 if pretty else None)
        content = text if isinstance(text, bytes) else text.encode()
        # Written by hand: http.server would send a Date of its own first.
        self.send_response_only(status)
        for name, value in ({"Date": self.date_time_string()} | self.google.headers).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html" if html else "application/json; charset=UTF-8")
        if status == 302:
            self.send_header("Location", "https://sso.example/login")
        if fault in ("cut", "drip"):
            self.close_connection = True
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if fault == "drip":
                self._drip(content)
            else:
                self.wfile.write(content[: len(content) // 2])
            return
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, 1)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(content), 50_000):
            piece = content[start : start + 50_000]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def _drip(self, content: bytes) -> None:
        """Send a byte now and then, never so late that a wait for the next one would run out."""
        self.google.stuck.set()
        with suppress(OSError):
            for byte in content:
                self.wfile.write(bytes([byte]))
                if self.google.released.wait(0.02):
                    return
