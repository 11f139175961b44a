"""How Google is asked: gspread's requests within our bounds, signed in, and what its answers and refusals mean."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from google.auth import exceptions
from google.auth.credentials import Credentials
from gspread import Client
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEETS_API_V4_BASE_URL
from requests import Response

from data.sources import MEGABYTE, SourceError
from data.sources.connection import Answer, SourceConnection, is_safe
from data.sources.google.key import (
    KEY_SETTING,
    NOT_UNDERSTOOD,
    REFUSED,
    SCOPE,
    Carrier,
    error_of,
    make_credentials,
    word,
)

GOOGLE = SPREADSHEETS_API_V4_BASE_URL.partition("/v4/")[0]
MAX_ANSWER = 40 * MEGABYTE
_TOKEN = re.compile(r"[!-~]+")
"""What may travel in a header: a token with a line break in it is none."""
_RANGE_GONE = ("Unable to parse range", "exceeds grid limits")
_QUOTA = frozenset(
    [
        "RATE_LIMIT_EXCEEDED",
        "RESOURCE_QUOTA_EXCEEDED",
        "RESOURCE_EXHAUSTED",
        "rateLimitExceeded",
        "userRateLimitExceeded",
        "dailyLimitExceeded",
        "quotaExceeded",
        "variableTermLimitExceeded",
        "limitExceeded",
    ]
)
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
        frozenset(
            [
                "SECURITY_POLICY_VIOLATED",
                "ORG_RESTRICTION_VIOLATION",
                "ORG_RESTRICTION_HEADER_INVALID",
                "LOCATION_POLICY_VIOLATED",
                "LOCATION_ORG_POLICY_VIOLATED",
                "RESOURCE_USAGE_RESTRICTION_VIOLATED",
                "domainPolicy",
            ]
        ),
        "prohibited by organization|organization'?s? policy|domain (policy|administrators)",
    ),
    (
        "google_project",
        frozenset(
            [
                "CONSUMER_INVALID",
                "CONSUMER_SUSPENDED",
                "USER_PROJECT_DENIED",
                "RESOURCE_PROJECT_INVALID",
                "ACCOUNT_STATE_INVALID",
                "accountDisabled",
                "projectNotLinked",
            ]
        ),
        "has been suspended|permission to use project|project .* (deleted|not found)",
    ),
)
"""What Google's reasons for a refusal mean: the code, Google's words for it today and before, and in its message.

The words: https://docs.cloud.google.com/apis/docs/reference/rpc (ErrorReason), and errors[].reason of older answers.
"""
_NOT_SHARED = frozenset(["forbidden", "insufficientFilePermissions", "IAM_PERMISSION_DENIED", "permissionDenied"])

T = TypeVar("T")


class Asker:
    """Asks for one spreadsheet. Not for several threads at once."""

    def __init__(self, endpoint: str | None, connection: SourceConnection | None) -> None:
        """Take the origin to ask instead of Google's. Raises `SourceError` for a bad one."""
        self._origin = _origin(endpoint)
        self._connection = connection or SourceConnection()
        self._credentials: Credentials | None = None
        self.title: str | None = None
        """The spreadsheet's title, once it is known."""

    @property
    def name(self) -> str:
        """What a fault calls the spreadsheet."""
        return self.title or "Google Sheets"

    @property
    def account(self) -> str | None:
        """The address that the sheet has to be shared with, once it is known."""
        mail = getattr(self._credentials, "service_account_email", None)
        return mail if mail and "@" in mail else None

    @property
    def answered_at(self) -> datetime | None:
        """What Google's clock said last."""
        return self._connection.answered_at

    def start(self) -> None:
        """Begin a read: its deadline and its tries count from here."""
        self._connection.start()

    def forget(self) -> None:
        """Let go of the credentials: the key may be replaced before the next read."""
        self._credentials = None

    def ask(self, ask: Callable[[HTTPClient], T]) -> T:
        """Return what a request of gspread's gives, asked again after a fault that passes. Raises `SourceError`."""
        carried = self._carried

        class Bounded(HTTPClient):
            """gspread's way to Google within our bounds of time and size, and to our origin."""

            def request(self, method: str, endpoint: str, params: Any = None, *_: Any, **__: Any) -> Response:
                return carried(method, endpoint, params)

        def once() -> T:
            client = Client(self._signed_in(), self._connection.session, Bounded)
            try:
                return ask(client.http_client)
            except NOT_UNDERSTOOD:
                raise self.odd(200) from None

        return self._connection.retrying(once)

    def odd(self, status: int) -> SourceError:
        """Return the fault of an answer that makes no sense."""
        return SourceError("google_odd_answer", self.name, status=str(status))

    def _carried(self, method: str, endpoint: str, params: Any) -> Response:
        """Carry out one request of gspread's and return a good answer, read whole. Raises `SourceError`."""
        address = self._origin + endpoint.removeprefix(GOOGLE)
        for renew in (False, True):
            token = self._token(renew=renew)
            answer = self._connection.once(method.upper(), address, MAX_ANSWER, params=params, token=token)
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
            raise self.odd(200) from None
        if not isinstance(content, dict):
            raise self.odd(200)
        return _Understood(content)

    def _signed_in(self) -> Credentials:
        """Return the credentials that the key or the machine gives. Raises `SourceError`."""
        if self._credentials is None:
            carrier = Carrier(self._connection)
            try:
                self._credentials = make_credentials(carrier)
            except exceptions.GoogleAuthError as fault:
                raise self._sign_in_fault(fault, carrier) from None
        return self._credentials

    def _token(self, *, renew: bool) -> str:
        credentials = self._signed_in()
        carrier = Carrier(self._connection)
        try:
            if renew or not credentials.valid:
                # Not before_request: that would also ask Google where the account may be used from.
                credentials.refresh(carrier)
            token = str(credentials.token)
            if not _TOKEN.fullmatch(token):
                raise ValueError("no token")
        except (exceptions.GoogleAuthError, OSError, *NOT_UNDERSTOOD) as fault:
            account = self.account
            self._credentials = None  # neither a bad token nor a key that may be replaced outlives its fault
            raise self._sign_in_fault(fault, carrier, account) from None
        return token

    def _sign_in_fault(self, fault: Exception, carrier: Carrier, account: str | None = None) -> SourceError:
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
        error = error_of(answer)
        if answer.status == 200 or error is None:
            return self.odd(answer.status)
        if re.search(r"\biat\b|reasonable timeframe", str(fault)):
            return SourceError("google_clock_wrong", "Google")
        if error in REFUSED:
            return SourceError("google_key_refused", "Google", account=account or "–")
        return SourceError("google_sign_in", "Google", account=account or "–", reason=error)

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
        except NOT_UNDERSTOOD:
            return self.odd(status)
        if status == 400 and any(text in message for text in _RANGE_GONE):
            return RangeGoneError(message)
        if status == 400 and kind == "FAILED_PRECONDITION":
            return SourceError("google_not_converted", "SPREADSHEET")
        if status in (400, 401, 403) and (refusal := self._by_reason(message, reasons)):
            return refusal
        if status == 401 and "CREDENTIALS_MISSING" not in reasons:  # which is a token that was taken off on the way
            return SourceError("google_key_refused", "Google", account=self.account or "–")
        if status == 403:
            return self._forbidden(reasons)
        if status == 404:
            return SourceError("google_wrong_id", "SPREADSHEET")
        return self.odd(status)

    def _by_reason(self, message: str, reasons: set[str]) -> SourceError | None:
        """Return the refusal that Google gives a reason for; its words count before its message."""
        code = next((code for code, words, _ in _REASONS if not words.isdisjoint(reasons)), None)
        code = code or next((code for code, _, text in _REASONS if re.search(text, message, re.IGNORECASE)), None)
        if code is None:
            return None
        shown = {"google_api_off": "Google Sheets API", "google_scope_missing": SCOPE}.get(code, self.name)
        return SourceError(code, shown, reason=word(next(iter(sorted(reasons)), "PERMISSION_DENIED")))

    def _forbidden(self, reasons: set[str]) -> SourceError:
        if unknown := sorted(reasons - _NOT_SHARED):
            return SourceError("google_forbidden", self.name, reason=word(unknown[0]))
        if self.account:
            return SourceError("google_not_shared", self.name, account=self.account)
        return SourceError("google_not_shared_machine", self.name)


def _origin(endpoint: str | None) -> str:
    """Return the origin to ask. The token travels there, so it must be https or this machine itself."""
    if endpoint is None:
        return GOOGLE
    if not is_safe(endpoint) or not re.fullmatch(r"https?://[^/?#@\\\s]+/?", endpoint):
        raise SourceError("google_endpoint", "SHEETS_ENDPOINT")
    return endpoint.rstrip("/")


class _Understood(Response):
    """An answer as gspread takes it, its body read and understood already."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__()
        self.status_code = 200
        self._understood = content

    def json(self, **_: Any) -> dict[str, Any]:
        return self._understood


class RangeGoneError(Exception):
    """A tab that stood in the list a moment ago is not handed out: what Google says, then the tab's title, or ""."""
