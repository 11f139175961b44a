"""What is done to any text of a sheet: tidied, folded for comparing, cut and redacted for showing."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from data.intake.personal import REDACTED, redact
from data.raw import RawCell

MAX_TEXT = 2000
"""Characters a cell may hold (decision 0005)."""
MAX_SHOWN = 60
"""Characters of a faulty cell that a message repeats."""
_MISSING = frozenset(
    [
        "",
        "-",
        "–",
        "—",
        "?",
        "..",
        "...",
        "…",
        "n/a",
        "n.a.",
        "na",
        "nan",
        "null",
        "none",
        "unknown",
        "nav datu",
        "nav zinu",
        "nav zinams",
        "nav zinama",
        "nezinams",
        "nav informacijas",
        "nav noradits",
    ]
)
"""Words that mean "nothing known" in numbers, dates, links and closed words (folded)."""
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_DASH = re.compile("[‐‑‒–—−]")


def tidy(text: str, *, lines: bool = False) -> str:
    """Return text in NFC without control and zero-width characters and with single spaces.

    With ``lines`` single line breaks stay; otherwise they become spaces. Tidying twice changes nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable() and "  " not in text:
        return text.strip()
    text = _SPACES.sub(" ", _INVISIBLE.sub("", _BREAKS.sub("\n", text.replace("\t", " "))))
    if "\n" in text:
        text = _LINES.sub("\n" if lines else " ", text)
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Return text for comparing: tidied, lower case, without diacritics, in one form of letters, digits and dashes."""
    plain = tidy(text)
    if not plain.isascii():
        plain = _DASH.sub("-", unicodedata.normalize("NFKD", plain))
    plain = unicodedata.normalize("NFD", plain.casefold())
    return tidy("".join(letter for letter in plain if not unicodedata.combining(letter)))


def one_edit(a: str, b: str) -> bool:
    """Tell whether two words differ by one letter added, lost, changed or by two neighbours swapped."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or rest_a[1:] == rest_b[1:]
        or (rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:])
    )


def shown(raw: RawCell, *, free: bool = True) -> str:
    """Return what stood in a cell as people saw it: redacted, one line, cut to 60 characters.

    Outside ``free`` text only "[…]" is left of a cell with personal data: what stands beside it is a name. What is
    longer than a cell may be is not read to its end.
    """
    whole = tidy(raw if isinstance(raw, str) else raw.shown)
    written = whole[:MAX_TEXT]
    text = redact(written)
    if text != written and not free:
        return REDACTED
    return text if len(text) <= MAX_SHOWN and written == whole else text[: MAX_SHOWN - 1] + "…"


def is_missing(text: str) -> bool:
    """Tell whether a tidied text is one of the words for "nothing known"."""
    return fold(text) in _MISSING


_PARTING = re.compile(r"\s*(?:[;,/&+|]|\b(?:un|vai|and|or)\b)\s*")


def parts_of(text: str) -> list[str]:
    """Return what a text names when it is read as a list, however its items are parted."""
    parts = [part for part in _PARTING.split(text) if part]
    return parts if len(parts) > 1 else text.split()


def quoted(items: Iterable[str]) -> str:
    """Return items as a message names what may stand in a cell."""
    return ", ".join(f"„{item}”" for item in items)
