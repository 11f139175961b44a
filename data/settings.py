"""The few settings of an installation: environment variables first, then ``.streamlit/secrets.toml``.

Streamlit is not asked, since the command line and the tests read the same settings without it.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SECRETS = Path(__file__).resolve().parents[1] / ".streamlit" / "secrets.toml"


def setting(name: str) -> str | None:
    """Return the text of a setting, or None when it is not set or empty.

    A secrets file that cannot be read as TOML counts as absent: the embedded data must still show.
    """
    if chosen := os.environ.get(name, "").strip():
        return chosen
    value = (_secrets() or {}).get(name)
    return value.strip() or None if isinstance(value, str) else None


CORRECTIONS_TO = "CORRECTIONS_TO"
"""The setting that names who takes corrections."""
LONGEST_RECIPIENT = 120
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def corrections_to() -> str | None:
    """Return who takes corrections, an e-mail address or an office's name; None where nobody is named.

    What is set and cannot be shown counts as not set: more than a line, longer than `LONGEST_RECIPIENT`, an @ without
    an address, or nothing but signs. `corrections_to_broken` tells of it.
    """
    named = setting(CORRECTIONS_TO)
    return named if named and _usable(named) else None


def corrections_to_broken() -> bool:
    """Tell whether there is a recipient of corrections that cannot be shown."""
    named = setting(CORRECTIONS_TO)
    return named is not None and not _usable(named)


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

    ``ratio`` is how wide the mark is to its height. ``fault`` says why a mark or a name that is set does not count.
    """

    name: str = ""
    mark: bytes = b""
    kind: str = ""
    ratio: float = 1.0
    fault: str = ""


@cache
def owner() -> Owner:
    """Return who owns this dashboard, read once. Never raises; a mark counts only beside a name, read out for it."""
    name, path = setting("OWNER_NAME") or "", setting("OWNER_MARK")
    if len(name) > LONGEST_OWNER or not name.isprintable():
        return Owner(fault="owner_name")
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
