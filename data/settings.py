"""The settings of an installation: environment variables first, then ``.streamlit/secrets.toml``.

`Settings` names them all, each with what it must look like; deploy/settings.md explains them. Streamlit is not asked,
since the command line and the tests read the same settings without it.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

SECRETS = Path(__file__).resolve().parents[1] / ".streamlit" / "secrets.toml"


def setting(name: str) -> str | None:
    """Return the text of a setting, or None when it is not set or empty.

    A secrets file that cannot be read as TOML counts as absent: the embedded data must still show.
    """
    return _text(name, None)


def _text(name: str, secrets: Mapping[str, Any] | None) -> str | None:
    """Return the text of a setting; ``secrets`` are those of the file where it has been read already."""
    if chosen := os.environ.get(name, "").strip():
        return chosen
    value = ((_secrets() or {}) if secrets is None else secrets).get(name)
    return value.strip() or None if isinstance(value, str) else None


LONGEST_RECIPIENT = 120
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def corrections_to() -> str | None:
    """Return who takes corrections, an e-mail address or an office's name; None where nobody is named.

    What is set and cannot be shown counts as not set: more than a line, longer than `LONGEST_RECIPIENT`, an @ without
    an address, or nothing but signs.
    """
    return chosen().corrections_to


def is_address(recipient: str) -> bool:
    """Tell whether a recipient is an e-mail address rather than an office's name."""
    return _ADDRESS.fullmatch(recipient) is not None


def _usable(named: str) -> bool:
    fits = len(named) <= LONGEST_RECIPIENT and named.isprintable()
    return fits and (is_address(named) if "@" in named else any(letter.isalpha() for letter in named))


def section(name: str) -> Mapping[str, Any]:
    """Return a ``[section]`` of the secrets file; empty when there is none."""
    value = (_secrets() or {}).get(name)
    return value if isinstance(value, dict) else {}


def secrets_broken() -> bool:
    """Tell whether there is a secrets file that cannot be read as TOML."""
    return _secrets() is None


def _secrets() -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(SECRETS.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None


# What a setting must look like: each raises the code of a fault, for which `data.doctor` has the sentence.

LEAST_TOKEN = 16
"""Characters that a token must have: nobody slows down whoever guesses."""
HISTORY_DAYS = (7, 36_500)
"""Of how few and how many days a thinned history may keep every read."""
MOST_ADDRESSES = 20
"""E-mail addresses that one setting may name."""
_STORE = re.compile(r"sqlite(\+\w+)?:///.+|postgresql(\+\w+)?://.+")
_COOKIE = re.compile(r"[A-Za-z0-9_-]{1,60}")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?")
_NEEDS = (
    ("notices_to", ("dashboard_address", "smtp_host", "mail_from")),
    ("notices_webhook", ("dashboard_address",)),
    ("reminders", ("dashboard_address", "smtp_host", "mail_from")),
    ("smtp_user", ("smtp_password",)),
    ("smtp_password", ("smtp_user",)),
)
"""What a setting is of no use without."""
_LOOPBACK = frozenset(["localhost", "127.0.0.1", "::1"])


def _whole(least: int, most: int) -> BeforeValidator:
    def judged(given: object) -> int:
        text = str(given)
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
        if not least <= number <= most:
            raise PydanticCustomError("setting_number", "number", {"least": least, "most": most})
        return number

    return BeforeValidator(judged)


def _fits(code: str, right: Callable[[str], bool], **args: object) -> AfterValidator:
    def judged(text: str) -> str:
        if not right(text):
            raise PydanticCustomError(code, "text", args)
        return text

    return AfterValidator(judged)


def _one_line(text: str) -> bool:
    return len(text) <= LONGEST_OWNER and text.isprintable()


def _web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        not re.search(r"\s", text)
        and bool(host)
        and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))
    )


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,;]+", text) if part)


def _mailed(text: str) -> bool:
    addresses = _addresses(text)
    return 0 < len(addresses) <= MOST_ADDRESSES and all(map(is_address, addresses))


def _by_institution(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return addresses by institution: "VK=a@b.lv, c@b.lv; VARAM=d@e.lv"."""
    parts = [part.partition("=") for part in re.split(r"[;\n]", text) if part.strip()]
    return {name.strip(): _addresses(addresses) for name, _, addresses in parts}


def _reminded(text: str) -> bool:
    by_institution = _by_institution(text)
    named = len(by_institution) == len([part for part in re.split(r"[;\n]", text) if part.strip()])
    return named and all(name and _mailed(" ".join(found)) for name, found in by_institution.items())


def _one_of(*allowed: str) -> AfterValidator:
    return _fits("setting_word", lambda text: text in allowed, allowed=", ".join(allowed))


Mailed = Annotated[str, _fits("setting_mail", _mailed, most=MOST_ADDRESSES)]
Web = Annotated[str, _fits("setting_web", _web)]
Token = Annotated[str, _fits("setting_token", lambda text: len(text) >= LEAST_TOKEN, least=LEAST_TOKEN)]


class _Texts(PydanticBaseSettingsSource):
    """The one source of all settings: what `setting` gives of each name."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[str | None, str, bool]:
        """Return the text of a setting, its name, and that it is no JSON."""
        return setting(field_name.upper()), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return the texts of all that are set."""
        return dict(_texts())


class Settings(BaseSettings):
    """Every setting by its name in small letters; what is not set has what holds without it."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    spreadsheet: str | None = None
    google_application_credentials: str | None = Field(default=None, repr=False)
    refresh_seconds: Annotated[int, _whole(1, 86_400)] = 60
    history_url: Annotated[str, _fits("store_url", lambda text: bool(_STORE.fullmatch(text)))] | None = None
    history_days: Annotated[int, _whole(*HISTORY_DAYS)] = 90
    owner_name: Annotated[str, _fits("owner_name", _one_line)] | None = None
    owner_mark: str | None = None
    corrections_to: Annotated[str, _fits("setting_recipient", _usable)] | None = None
    slides_template: Annotated[str, _fits("setting_slides", lambda text: text.lower().endswith(".pptx"))] | None = None
    staff_token: Token | None = Field(default=None, repr=False)
    most_sessions: Annotated[int, _whole(1, 1_000_000)] | None = None
    publication_url: Web | None = None
    affinity_cookie: Annotated[str, _fits("setting_cookie", lambda text: bool(_COOKIE.fullmatch(text)))] | None = None
    most_requests: Annotated[int, _whole(1, 1_000_000)] | None = None
    sheets_endpoint: Web | None = None
    dashboard_address: Web | None = None
    notices_to: Mailed | None = None
    notices_webhook: Web | None = Field(default=None, repr=False)
    notices_format: Annotated[str, _one_of("json", "slack", "teams")] = "json"
    notices_minutes: Annotated[int, _whole(1, 1_440)] = 5
    reminders: Annotated[str, _fits("setting_reminders", _reminded)] | None = None
    reminder_days: Annotated[int, _whole(1, 90)] = 14
    smtp_host: Annotated[str, _fits("setting_host", lambda text: bool(_HOST.fullmatch(text)))] | None = None
    smtp_port: Annotated[int, _whole(1, 65_535)] = 587
    smtp_security: Annotated[str, _one_of("starttls", "tls", "none")] = "starttls"
    smtp_user: str | None = None
    smtp_password: str | None = Field(default=None, repr=False)
    mail_from: Annotated[str, _fits("setting_sender", is_address)] | None = None
    metrics_token: Token | None = Field(default=None, repr=False)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **_more: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read environment and secrets as `setting` does, so that both ways say the same."""
        return init_settings, _Texts(settings_cls)


class Fault(NamedTuple):
    """A setting that is not what it must be: its name and why, as a code with what its sentence needs."""

    name: str
    code: str
    args: Mapping[str, object]


def chosen() -> Settings:
    """Return the settings as they are now; a bad one counts as not set. Never raises."""
    return _judged()[0]


def faults() -> tuple[Fault, ...]:
    """Return which settings are not what they must be, or lack another that they need.

    What they name elsewhere (a file, a server) is not looked at.
    """
    now, wrong = _judged()
    lacking = (
        Fault(name.upper(), "setting_needs", {"other": other.upper()})
        for name, others in _NEEDS
        for other in others
        if getattr(now, name) is not None and setting(other.upper()) is None
    )
    return (*wrong, *lacking)


def _texts() -> tuple[tuple[str, str], ...]:
    """Return the texts of all settings that are set, by name; the secrets file is read once."""
    secrets = _secrets() or {}
    texts = ((name, _text(name.upper(), secrets)) for name in Settings.model_fields)
    return tuple((name, text) for name, text in texts if text is not None)


def _judged() -> tuple[Settings, tuple[Fault, ...]]:
    return _judged_once(_texts())


@lru_cache(maxsize=8)
def _judged_once(of: tuple[tuple[str, str], ...]) -> tuple[Settings, tuple[Fault, ...]]:
    """Judge the settings: they are asked for at every turn and hardly ever change, so each text is judged once."""
    texts: dict[str, Any] = dict(of)
    try:
        return Settings(**texts), ()
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one for one in error.errors(include_url=False)}
    usual = {name: Settings.model_fields[name].default for name in wrong}
    found = (Fault(name.upper(), one["type"], one.get("ctx", {})) for name, one in wrong.items())
    return Settings(**texts | usual), tuple(found)


def notices_to() -> tuple[str, ...]:
    """Return the addresses that take notices; none without the setting."""
    return _addresses(chosen().notices_to or "")


def reminders() -> Mapping[str, tuple[str, ...]]:
    """Return the addresses that take reminders, by institution; none without the setting."""
    return _by_institution(chosen().reminders or "")


def slides_template() -> Path | None:
    """Return the file that slides are made from; a relative path begins at the project's folder. None without one."""
    named = chosen().slides_template
    return SECRETS.parents[1] / Path(named).expanduser() if named else None


LONGEST_OWNER, LARGEST_MARK = 60, 200_000
"""Characters of an owner's name, and bytes of its mark."""
_PNG = b"\x89PNG\r\n\x1a\n"
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_OPENING = re.compile(r"\ufeff?\s*(?:<[?!][^>]*>\s*)*(<svg\b[^>]*>)")
# As an image an SVG runs and fetches nothing anyway; one that wants to is no plain drawing.
_NOT_ALONE = re.compile(
    r"<!ENTITY|<script\b|<foreignObject\b|\son\w+\s*=|@import|"
    r"\b(?:href|src)\s*=\s*[\"'](?!#|data:image/)|url\(\s*[\"']?(?!#|data:)",
    re.IGNORECASE,
)
_BOX = re.compile(r"\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*[\"']")
_SIDES = (re.compile(r"\swidth\s*=\s*[\"']([\d.]+)"), re.compile(r"\sheight\s*=\s*[\"']([\d.]+)"))


@dataclass(frozen=True)
class Owner:
    """Who owns this dashboard: a name, "" where none is set, and its mark as a file of a ``kind`` ("svg", "png").

    ``ratio`` is how wide the mark is to its height. ``fault`` says why a mark that is set does not count.
    """

    name: str = ""
    mark: bytes = b""
    kind: str = ""
    ratio: float = 1.0
    fault: str = ""


@cache
def owner() -> Owner:
    """Return who owns this dashboard, read once. Never raises; a mark counts only beside a name, read out for it."""
    name, path = chosen().owner_name or "", chosen().owner_mark
    if not path:
        return Owner(name)
    if not name:
        return Owner(fault="owner_nameless")
    try:
        with (SECRETS.parents[1] / Path(path).expanduser()).open("rb") as file:
            mark = file.read(LARGEST_MARK + 1)
    except (OSError, ValueError, RuntimeError):
        return Owner(name, fault="owner_unreadable")
    if len(mark) > LARGEST_MARK:
        return Owner(name, fault="owner_large")
    kind, size = _picture(mark)
    if not kind:
        return Owner(name, fault="owner_no_picture")
    if kind == "svg" and _NOT_ALONE.search(mark.decode("utf-8")):
        return Owner(name, fault="owner_not_alone")
    width, height = size
    if not (width and height and 1 / 20 <= width / height <= 20):
        return Owner(name, fault="owner_no_size")
    return Owner(name, mark, kind, width / height)


def _picture(mark: bytes) -> tuple[str, tuple[float, float]]:
    """Return what kind of picture this is, "" for neither SVG nor PNG, and its size, 0 where it says none."""
    if mark.startswith(_PNG) and mark[12:16] == b"IHDR" and len(mark) >= 24:
        return "png", (int.from_bytes(mark[16:20]), int.from_bytes(mark[20:24]))
    try:
        opening = _OPENING.match(_REMARK.sub("", mark.decode("utf-8")))
    except UnicodeDecodeError:
        return "", (0, 0)
    if not opening:
        return "", (0, 0)
    if box := _BOX.search(opening[1]):
        return "svg", (_number(box[1]), _number(box[2]))
    width, height = (side.search(opening[1]) for side in _SIDES)
    return "svg", (_number(width[1]), _number(height[1])) if width and height else (0, 0)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
