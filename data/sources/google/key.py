"""The key for Google: where the settings name it, what it lacks when it is none, and the credentials made of it."""

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import google.auth
from google.auth import exceptions, transport
from google.auth.credentials import Credentials
from google.oauth2 import service_account

from data.settings import section, setting
from data.sources import MEGABYTE, SourceError
from data.sources.connection import Answer, SourceConnection, is_safe

SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly"
"""All that is asked for: to read sheets."""
KEY_SETTING = "GOOGLE_APPLICATION_CREDENTIALS"
KEY_SECTION = "gcp_service_account"
_QUOTES = "\ufeff\"'„“”‚‘’«»"
_KINDS = frozenset(
    [
        "service_account",
        "authorized_user",
        "external_account",
        "external_account_authorized_user",
        "impersonated_service_account",
        "gdch_service_account",
    ]
)
"""The kinds of files that google-auth signs in with."""
_NEEDED = ("client_email", "private_key", "token_uri")
_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----(.*?)-----END \1-----", re.DOTALL)
_TOKEN_BYTES = MEGABYTE
NOT_UNDERSTOOD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an answer or a key file of another shape raises while it is read."""
_PASSING = frozenset(["internal_failure", "server_error", "temporarily_unavailable"])
"""What the token endpoint says of itself when trying again later may help (RFC 6749, 4.1.2.1, and Google)."""
REFUSED = frozenset(["invalid_grant", "invalid_client", "deleted_client", "disabled_client"])
"""What the token endpoint says of a key that does not count, or not any more."""


@dataclass(frozen=True)
class Key:
    """Where the identity comes from: "file", "setting", "secrets" or "machine", and what the key itself says."""

    kind: str
    content: Mapping[str, Any] = field(repr=False)


def key() -> Key:
    """Return the key that the settings name; without one the machine's own identity is used.

    The setting may hold the file's path, also in quotation marks, or what stands in the file. Raises `SourceError`
    when a key is named and cannot be read.
    """
    if named := _named():
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
    named = _named()
    if not named or named.startswith("{"):
        return None
    try:
        return Path(named).expanduser()
    except (RuntimeError, ValueError):
        return Path(named)


def _named() -> str:
    return (setting(KEY_SETTING) or "").strip(_QUOTES).strip()


def _judged(service_key: Key, place: str) -> Key:
    """Return a key that may be one, its private key as it has to be. Raises `SourceError`, which says what it lacks."""
    content = service_key.content
    if not isinstance(content, dict):
        raise SourceError("google_key_unreadable", place)
    if isinstance(content.get("installed", content.get("web")), dict):
        raise SourceError("google_key_kind", place, kind="OAuth client")
    kind = content.get("type", "service_account")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise SourceError("google_key_kind", place, kind=word(str(kind)))
    if kind != "service_account":
        return service_key
    lacking = [name for name in _NEEDED if not isinstance(content.get(name), str) or not content[name].strip()]
    if lacking:
        raise SourceError("google_key_incomplete", place, parts=", ".join(lacking))
    parts = {name: content[name].strip() for name in _NEEDED}
    if not is_safe(parts["token_uri"]):
        raise SourceError("google_key_unreadable", place)
    return Key(service_key.kind, {**content, **parts, "type": kind, "private_key": _pem(parts["private_key"])})


def _pem(text: str) -> str:
    """Return a private key with its line breaks, which copying writes as two characters, doubles or leaves out."""
    text = re.sub(r"(?:\\+[rn])+", "\n", text)
    if not (match := _PEM.search(text)):
        return text
    body = "".join(match[2].split())
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    return "\n".join([f"-----BEGIN {match[1]}-----", *lines, f"-----END {match[1]}-----", ""])


def word(text: str) -> str:
    """Return what another program calls a fault, fit to be shown."""
    return re.sub(r"[^\w .-]", "", text, flags=re.ASCII)[:60] or "–"


class Carrier(transport.Request):
    """How google-auth asks for a token: over the same connection, without tries of its own."""

    def __init__(self, connection: SourceConnection) -> None:
        self._connection = connection
        self.last: Answer | None = None
        """The last whole answer."""

    def __call__(
        self, url: str, method: str = "GET", body: Any = None, headers: Any = None, timeout: Any = None, **_: Any
    ) -> Any:
        """Return an answer as google-auth takes it. Raises its `TransportError` for a fault that may pass."""
        try:
            answer = self.last = self._connection.once(method, url, _TOKEN_BYTES, body=body, headers=headers)
            if answer.status in (408, 429) or answer.status >= 500 or not _PASSING.isdisjoint(_said(answer)):
                fault = SourceError("google_fault", "Google", status=str(answer.status))
                fault.retry_after = answer.retry_after
                raise fault
        except SourceError as fault:
            raise exceptions.TransportError("no token") from fault
        return _TokenAnswer(answer.status, answer.headers, answer.body)


class _TokenAnswer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    data: bytes


def _said(answer: Answer) -> set[str]:
    """Return what a token endpoint says went wrong, in whichever of its two fields."""
    if answer.status == 200:
        return set()
    try:
        content = answer.json()
        return {str(content.get(field)) for field in ("error", "error_description")}
    except NOT_UNDERSTOOD:
        return set()


def make_credentials(carrier: Carrier) -> Credentials:
    """Return what google-auth signs in with, by key or machine. Raises `SourceError` or what google-auth does."""
    credentials: Credentials
    service_key = key()
    if service_key.kind == "machine":
        try:
            credentials, _ = google.auth.default(scopes=[SCOPE])
        except (OSError, *NOT_UNDERSTOOD):
            raise SourceError("google_no_key", KEY_SETTING) from None
        return credentials
    place = f"[{KEY_SECTION}]" if service_key.kind == "secrets" else KEY_SETTING
    content = dict(service_key.content)
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
    except (exceptions.GoogleAuthError, OSError, *NOT_UNDERSTOOD):
        raise SourceError("google_key_unreadable", place) from None


def error_of(answer: Answer) -> str | None:
    """Return the error that a token endpoint names in its JSON (RFC 6749, 5.2); None when it is no such answer."""
    try:
        content = answer.json()
        error = content["error"]
        # Other endpoints of Google, for example that of an account that lends its rights: an object.
        return word(str(error.get("status", "")) if isinstance(error, dict) else str(error))
    except NOT_UNDERSTOOD:
        return None
