"""The key for Google: where the settings name it, and what it lacks when it is none."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.settings import section, setting
from data.sources import SourceError
from data.sources.wire import is_safe

KEY_SETTING = "GOOGLE_APPLICATION_CREDENTIALS"
KEY_SECTION = "gcp_service_account"
_QUOTES = "\ufeff\"'„“”‚‘’«»"
_KINDS = frozenset([
    "service_account", "authorized_user", "external_account", "external_account_authorized_user",
    "impersonated_service_account", "gdch_service_account",
])  # fmt: skip
"""The kinds of files that google-auth signs in with."""
_NEEDED = ("client_email", "private_key", "token_uri")
_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----(.*?)-----END \1-----", re.DOTALL)


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


def _judged(found: Key, place: str) -> Key:
    """Return a key that may be one, its private key as it has to be. Raises `SourceError`, which says what it lacks."""
    content = found.content
    if not isinstance(content, dict):
        raise SourceError("google_key_unreadable", place)
    if isinstance(content.get("installed", content.get("web")), dict):
        raise SourceError("google_key_kind", place, kind="OAuth client")
    kind = content.get("type", "service_account")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise SourceError("google_key_kind", place, kind=word(str(kind)))
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


def word(text: str) -> str:
    """Return what another program calls a fault, fit to be shown."""
    return re.sub(r"[^\w .-]", "", text, flags=re.ASCII)[:60] or "–"
