"""A live Google Sheet, read in three requests however many tabs it has, with the one right to read.

Google keeps a date as a number of days, so what is asked for is both the value and the text people see. The text
tells what the number is: 45603 shown as "07.11.2024." is a day, shown as "45 603" it is a number. Text cells must be
the same in both answers; where they are not, somebody was typing between the two, and all is read again. A cell that
never stands still is no typing but a formula such as ="at "&TEXT(NOW(),"hh:mm:ss"): it alone is not used.
"""

import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

import google.auth
from google.auth import exceptions, transport
from google.auth.credentials import Credentials
from google.oauth2 import service_account
from gspread import Client
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEETS_API_V4_BASE_URL
from gspread.utils import absolute_range_name
from requests import Response

from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell, Unreadable, column_letters
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
_MASK = (
    "spreadsheetId,properties(title),sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),merges,"
    "data(rowMetadata(hiddenByUser,hiddenByFilter){}))"
)
MASK_WITHOUT_LINKS = _MASK.format("")
MASK = _MASK.format(
    ",rowData(values(formattedValue,hyperlink,textFormatRuns(format(link(uri))),"
    "chipRuns(chip(richLinkProperties(uri)))))"
)
"""What is asked of the tabs. A person's chip is not: its address is personal data."""
MAX_ANSWER = 40 * MEGABYTE
_TOKEN_BYTES = MEGABYTE
_PASSES = 4
"""How often all is read at most, until nothing changes under the reader's hands but what always changes."""
_ERRORS = frozenset(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"])
_CLOCK = re.compile(r"\D*\d{1,2}:\d\d(?::\d\d)?\D*")
_RESTLESS = TypedCell(CellKind.RESTLESS, None, "…")
"""Without its text, which would make every read another content."""
_RANGE_GONE = ("Unable to parse range", "exceeds grid limits")
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a sheet's days have no time zone)
_SERIAL_END = 2_958_466  # the year 10000

_QUOTA = frozenset([
    "RATE_LIMIT_EXCEEDED", "RESOURCE_QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED", "rateLimitExceeded",
    "userRateLimitExceeded", "dailyLimitExceeded", "quotaExceeded", "variableTermLimitExceeded", "limitExceeded",
])  # fmt: skip
_REASONS: Sequence[tuple[str, frozenset[str], str]] = (
    ("google_quota", _QUOTA, r"(rate|daily|user) limit exceeded|quota exceeded|has been exhausted"),
    (
        "google_api_off",
        frozenset(["SERVICE_DISABLED", "accessNotConfigured", "dailyLimitExceededUnreg"]),
        "has not been used in project|access not configured|it is disabled",
    ),
    (
        "google_scope_missing",
        frozenset(["ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"]),
        "authentication scopes",
    ),
    ("google_billing", frozenset(["BILLING_DISABLED", "billingNotEnabled"]), "requires billing|billing to be enabled"),
    (
        "google_policy",
        frozenset([
            "SECURITY_POLICY_VIOLATED", "ORG_RESTRICTION_VIOLATION", "ORG_RESTRICTION_HEADER_INVALID",
            "LOCATION_POLICY_VIOLATED", "LOCATION_ORG_POLICY_VIOLATED", "RESOURCE_USAGE_RESTRICTION_VIOLATED",
            "domainPolicy",
        ]),
        "prohibited by organization|organization'?s? policy|domain (policy|administrators)",
    ),
    (
        "google_project",
        frozenset([
            "CONSUMER_INVALID", "CONSUMER_SUSPENDED", "USER_PROJECT_DENIED", "RESOURCE_PROJECT_INVALID",
            "ACCOUNT_STATE_INVALID", "accountDisabled", "projectNotLinked",
        ]),
        "has been suspended|permission to use project|project .* (deleted|not found)",
    ),
)  # fmt: skip
"""What Google's reasons for a refusal mean: the code, Google's words for it today and before, and in its message.

The words: https://docs.cloud.google.com/apis/docs/reference/rpc (ErrorReason), and errors[].reason of older answers.
"""
_NOT_SHARED = frozenset(["forbidden", "insufficientFilePermissions", "IAM_PERMISSION_DENIED", "permissionDenied"])

_NOT_UNDERSTOOD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an answer or a key file of another shape raises while it is read."""
_TOKEN = re.compile(r"[!-~]+")
"""What may travel in a header: a token with a line break in it is none."""
_PASSING = frozenset(["internal_failure", "server_error", "temporarily_unavailable"])
"""What the token endpoint says of itself when trying again later may help (RFC 6749, 4.1.2.1, and Google)."""
_REFUSED = frozenset(["invalid_grant", "invalid_client", "deleted_client", "disabled_client"])
"""What the token endpoint says of a key that does not count, or not any more."""
_QUOTES = "\"'„“”‚‘’«»"
_KINDS = frozenset([
    "service_account", "authorized_user", "external_account", "external_account_authorized_user",
    "impersonated_service_account", "gdch_service_account",
])  # fmt: skip
"""The kinds of files that google-auth signs in with."""
_NEEDED = ("client_email", "private_key", "token_uri")
_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----(.*?)-----END \1-----", re.DOTALL)

T = TypeVar("T")

Values = list[list[list[Any]]]
"""Cells by tab, row and column, as Google sends them: rows of different lengths."""


@dataclass(frozen=True)
class Key:
    """Whose identity is used: "file", "secrets" or "machine", and what the key itself says."""

    kind: str
    content: Mapping[str, Any] = field(repr=False)


def key() -> Key:
    """Return the key that the settings name; without one the machine's own identity is used.

    The setting may hold the file's path, also in quotation marks, or what stands in the file. Raises `SourceError`
    when a key is named and cannot be read.
    """
    if named := setting(KEY_SETTING):
        path = key_path()
        try:
            # Bytes, so that a byte order mark tells the character set.
            content = json.loads(path.read_bytes() if path else named)
        except OSError:
            raise SourceError("google_key_missing", KEY_SETTING) from None
        except (RecursionError, ValueError):
            raise SourceError("google_key_unreadable", KEY_SETTING) from None
        return _judged(Key("file" if path else "setting", content), KEY_SETTING)
    filled_in = section(KEY_SECTION)
    if filled_in.get("private_key") or filled_in.get("client_email"):
        return _judged(Key("secrets", {**filled_in, "type": "service_account"}), f"[{KEY_SECTION}]")
    return Key("machine", {})


def key_path() -> Path | None:
    """Return the path of the file with the key; None when no file is named, or what stands in it is."""
    named = (setting(KEY_SETTING) or "").strip(_QUOTES).strip()
    if not named or named.startswith("{"):
        return None
    try:
        return Path(named).expanduser()
    except (RuntimeError, ValueError):
        return Path(named)


def _judged(found: Key, place: str) -> Key:
    """Return a key that may be one, its private key as it has to be. Raises `SourceError`, which says what it lacks."""
    content = found.content
    if not isinstance(content, dict):
        raise SourceError("google_key_unreadable", place)
    if isinstance(content.get("installed", content.get("web")), dict):
        raise SourceError("google_key_kind", place, kind="OAuth client")
    kind = content.get("type", "service_account")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise SourceError("google_key_kind", place, kind=_word(str(kind)))
    if kind != "service_account":
        return found
    lacking = [name for name in _NEEDED if not isinstance(content.get(name), str) or not content[name].strip()]
    if lacking:
        raise SourceError("google_key_incomplete", place, parts=", ".join(lacking))
    parts = {name: content[name].strip() for name in _NEEDED}
    if not is_safe(parts["token_uri"]):
        raise SourceError("google_key_unreadable", place)
    return Key(found.kind, {**content, **parts, "type": kind, "private_key": _pem(parts["private_key"])})


def _pem(text: str) -> str:
    """Return a private key with its line breaks, which copying writes as two characters, doubles or leaves out."""
    text = re.sub(r"(?:\\+[rn])+", "\n", text)
    if not (found := _PEM.search(text)):
        return text
    body = "".join(found[2].split())
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    return "\n".join([f"-----BEGIN {found[1]}-----", *lines, f"-----END {found[1]}-----", ""])


class GoogleSheets:
    """One spreadsheet. Not for several threads at once."""

    def __init__(self, spreadsheet_id: str, endpoint: str | None = None, wire: Wire | None = None) -> None:
        """Take the spreadsheet's id and the origin to ask instead of Google's. Raises `SourceError` for a bad one."""
        self._id = spreadsheet_id
        self._origin = _origin(endpoint)
        self._wire = wire or Wire()
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
            now, restless, unsettled = self._settled()
        except SourceError as fault:
            if not fault.transient:
                self._credentials = None  # the key may be replaced before the next read
            raise
        self._title = now.title
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
            except _RangeGoneError as gone:
                refused.update(gone.args)
                continue
            differing = now.differing
            fresh = {one.place for one in differing} - moved
            if not fresh or not differing:
                return now, {one.place for one in differing - dressed}, ()
            dressed |= differing
            moved |= {one.place for one in differing}
        if now is None and refused[""] == _PASSES:
            raise self._odd(400)
        if now is None:
            raise SourceError("google_being_edited", self.name)
        unsettled = {place.title for place in fresh}
        if unsettled >= {tab.title for tab in now.tabs}:
            raise SourceError("google_being_edited", self.name)
        return now, {one.place for one in differing}, unsettled

    def _pass(self, without: Collection[str]) -> "_Pass":
        """Make the three requests, and do not ask for the cells of some tabs.

        Raises `_RangeGoneError` when a tab was renamed or cut short in between.
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
            return self._ask(partial(self._told, MASK))
        except SourceError as fault:
            if fault.code != "network_too_large":
                raise
        return self._ask(partial(self._told, MASK_WITHOUT_LINKS))

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
            by_title = self._ask(
                lambda google: self._blocks(google.values_batch_get(self._id, ranges, {**params}), asked),
            )
        except _RangeGoneError as gone:
            raise _RangeGoneError(next((tab.title for tab in asked if tab.range in str(gone)), "")) from None
        return [by_title.get(tab.title, []) for tab in tabs]

    def _blocks(self, answer: Mapping[str, Any], asked: "Sequence[_Tab]") -> dict[str, list[list[Any]]]:
        """Return the cells of an answer by the title of the tab. Raises `SourceError` when it is not what was asked."""
        self._same(answer)
        blocks = {_title_of(block["range"]): _rows(block.get("values", [])) for block in answer["valueRanges"]}
        if len(blocks) != len(answer["valueRanges"]) or blocks.keys() != {tab.title for tab in asked}:
            raise self._odd(200)
        return blocks

    def _same(self, answer: Mapping[str, Any]) -> None:
        """Raise `SourceError` when an answer is about another spreadsheet."""
        if answer.get("spreadsheetId", self._id) != self._id:
            raise self._odd(200)

    def _ask(self, ask: Callable[[HTTPClient], T]) -> T:
        """Return what a request of gspread's gives, asked again after a fault that passes. Raises `SourceError`."""
        carried = self._carried

        class Bounded(HTTPClient):
            """gspread's way to Google within our bounds of time and size, and to our origin."""

            def request(self, method: str, endpoint: str, params: Any = None, *_: Any, **__: Any) -> Response:
                return carried(method, endpoint, params)

        def once() -> T:
            client = Client(self._signed_in(), self._wire.session, Bounded)
            try:
                return ask(client.http_client)
            except _NOT_UNDERSTOOD:
                raise self._odd(200) from None

        return self._wire.retrying(once)

    def _carried(self, method: str, endpoint: str, params: Any) -> Response:
        """Carry out one request of gspread's and return a good answer, read whole. Raises `SourceError`."""
        address = self._origin + endpoint.removeprefix(GOOGLE)
        for renew in (False, True):
            token = self._token(renew=renew)
            answer = self._wire.once(method.upper(), address, MAX_ANSWER, params=params, token=token)
            if answer.status != 401:
                break
        if answer.status != 200:
            raise self._refusal(answer)
        try:
            content = answer.json()
        except ValueError as error:
            # A cut may fall into a letter; any other byte that is no UTF-8 was written by something else.
            cut = isinstance(error, json.JSONDecodeError) or getattr(error, "reason", "") == "unexpected end of data"
            if cut and answer.body[:1] == b"{":
                raise SourceError("network_cut", urlsplit(address).hostname or "") from None
            raise self._odd(200) from None
        if not isinstance(content, dict):
            raise self._odd(200)
        return _Understood(content)

    def _signed_in(self) -> Credentials:
        """Return the credentials that the key or the machine gives. Raises `SourceError`."""
        if self._credentials is None:
            carrier = _Carrier(self._wire)
            try:
                self._credentials = _credentials(carrier)
            except exceptions.GoogleAuthError as fault:
                raise self._sign_in_fault(fault, carrier) from None
        return self._credentials

    def _token(self, *, renew: bool) -> str:
        credentials = self._signed_in()
        carrier = _Carrier(self._wire)
        try:
            if renew or not credentials.valid:
                # Not before_request: that would also ask Google where the account may be used from.
                credentials.refresh(carrier)
            token = str(credentials.token)
            if not _TOKEN.fullmatch(token):
                raise ValueError("no token")
        except (exceptions.GoogleAuthError, *_NOT_UNDERSTOOD) as fault:
            account = self.account
            self._credentials = None  # neither a bad token nor a key that may be replaced outlives its fault
            raise self._sign_in_fault(fault, carrier, account) from None
        return token

    def _sign_in_fault(self, fault: Exception, carrier: "_Carrier", account: str | None = None) -> SourceError:
        """Return what it means that google-auth gave no token, by its exception and by the last answer it had."""
        cause: BaseException | None = fault
        while cause is not None:
            if isinstance(cause, SourceError):
                return cause
            cause = cause.__cause__
        answer = carrier.last
        if isinstance(fault, exceptions.DefaultCredentialsError):
            return SourceError("google_no_key", KEY_SETTING)
        if answer is None:
            unreachable = isinstance(fault, exceptions.TransportError)
            return SourceError(*("network_failed", "Google") if unreachable else ("google_identity", KEY_SETTING))
        said = _error_of(answer)
        if answer.status == 200 or said is None:
            return self._odd(answer.status)
        if re.search(r"\biat\b|reasonable timeframe", str(fault)):
            return SourceError("google_clock_wrong", "Google")
        if said in _REFUSED:
            return SourceError("google_key_refused", "Google", account=account or "–")
        return SourceError("google_sign_in", "Google", account=account or "–", reason=said)

    def _refusal(self, answer: Answer) -> Exception:
        """Return what an answer other than 200 means."""
        fault = self._meaning(answer)
        if isinstance(fault, SourceError):
            fault.retry_after = answer.retry_after
        return fault

    def _meaning(self, answer: Answer) -> Exception:
        status = answer.status
        if status == 429:
            return SourceError("google_quota", self.name)
        if status == 408 or status >= 500:
            return SourceError("google_fault", self.name, status=str(status))
        try:
            error = answer.json()["error"]
            message, kind = str(error.get("message", "")), error.get("status")
            told = [*error.get("details", []), *error.get("errors", [])]
            reasons = {str(detail["reason"]) for detail in told if detail.get("reason")}
        except _NOT_UNDERSTOOD:
            return self._odd(status)
        if status == 400 and any(text in message for text in _RANGE_GONE):
            return _RangeGoneError(message)
        if status == 400 and kind == "FAILED_PRECONDITION":
            return SourceError("google_not_converted", "SPREADSHEET")
        if status in (400, 401, 403) and (refusal := self._by_reason(message, reasons)):
            return refusal
        if status == 401:
            return SourceError("google_key_refused", "Google", account=self.account or "–")
        if status == 403:
            return self._forbidden(reasons)
        if status == 404:
            return SourceError("google_wrong_id", "SPREADSHEET")
        return self._odd(status)

    def _by_reason(self, message: str, reasons: set[str]) -> SourceError | None:
        """Return the refusal that Google gives a reason for; its words count before its message."""
        code = next((code for code, words, _ in _REASONS if not words.isdisjoint(reasons)), None)
        code = code or next((code for code, _, text in _REASONS if re.search(text, message, re.IGNORECASE)), None)
        if code is None:
            return None
        shown = {"google_api_off": "Google Sheets API", "google_scope_missing": SCOPE}.get(code, self.name)
        return SourceError(code, shown, reason=_word(next(iter(sorted(reasons)), "PERMISSION_DENIED")))

    def _forbidden(self, reasons: set[str]) -> SourceError:
        if unknown := sorted(reasons - _NOT_SHARED):
            return SourceError("google_forbidden", self.name, reason=_word(unknown[0]))
        if self.account:
            return SourceError("google_not_shared", self.name, account=self.account)
        return SourceError("google_not_shared_machine", self.name)

    def _odd(self, status: int) -> SourceError:
        return SourceError("google_odd_answer", self.name, status=str(status))


def _word(text: str) -> str:
    """Return what another program calls a fault, fit to be shown."""
    return re.sub(r"[^\w .-]", "", text, flags=re.ASCII)[:60] or "–"


def _error_of(answer: Answer) -> str | None:
    """Return the error that a token endpoint names in its JSON (RFC 6749, 5.2); None when it is no such answer."""
    try:
        content = answer.json()
        error = content["error"]
        # Other endpoints of Google, for example that of an account that lends its rights: an object.
        return _word(str(error.get("status", "")) if isinstance(error, dict) else str(error))
    except _NOT_UNDERSTOOD:
        return None


class _RangeGoneError(Exception):
    """A tab that stood in the list a moment ago is not handed out: what Google says, then the tab's title, or ""."""


class _Understood(Response):
    """An answer as gspread takes it, its body read and understood already."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__()
        self.status_code = 200
        self._understood = content

    def json(self, **_: Any) -> dict[str, Any]:
        return self._understood


class _Carrier(transport.Request):
    """How google-auth asks for a token: over the same wire, without tries of its own."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.last: Answer | None = None
        """The last whole answer."""

    def __call__(
        self, url: str, method: str = "GET", body: Any = None, headers: Any = None, timeout: Any = None, **_: Any
    ) -> Any:
        try:
            answer = self.last = self._wire.once(method, url, _TOKEN_BYTES, body=body, headers=headers)
            if answer.status in (408, 429) or answer.status >= 500 or not _PASSING.isdisjoint(_said(answer)):
                fault = SourceError("google_fault", "Google", status=str(answer.status))
                fault.retry_after = answer.retry_after
                raise fault
        except SourceError as fault:
            raise exceptions.TransportError("no token") from fault
        return _TokenAnswer(answer.status, answer.headers, answer.body)


def _said(answer: Answer) -> set[str]:
    """Return what a token endpoint says went wrong, in whichever of its two fields."""
    if answer.status == 200:
        return set()
    try:
        content = answer.json()
        return {str(content.get(field)) for field in ("error", "error_description")}
    except _NOT_UNDERSTOOD:
        return set()


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
    place = f"[{KEY_SECTION}]" if found.kind == "secrets" else KEY_SETTING
    content = dict(found.content)
    try:
        if content["type"] == "service_account":
            credentials = service_account.Credentials.from_service_account_info(content, scopes=[SCOPE])
            return credentials
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            credentials, _ = google.auth.load_credentials_from_dict(content, scopes=[SCOPE], request=carrier)
            return credentials
    except exceptions.RefreshError:
        raise  # the key is right, but not what it rests on
    except (exceptions.GoogleAuthError, *_NOT_UNDERSTOOD):
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
        hidden = frozenset(
            place
            for block in sheet.get("data", [])
            for place, row in enumerate(block.get("rowMetadata", []))
            if row.get("hiddenByUser") or row.get("hiddenByFilter")
        )
        sheet_id = int(properties.get("sheetId", 0))
        return cls(str(properties["title"]), sheet_id, rows, columns, merges, hidden, dict(_linked(sheet)))

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
    hidden = sum(number > 0 and number < len(rows) and any(rows[number]) for number in tab.hidden)
    # A row put in between the requests moves the cells: a link belongs to the text that it was seen under.
    links = {
        (row, column): addresses
        for (row, column), (text, addresses) in tab.links.items()
        if str(_at(_row(shown, row), column)) == text
    }
    return RawTab(tab.title, rows, tab.merges, hidden, links=links)


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
