"""When people were asked and how many, as the sheet writes it in Latvian, said in English.

The sheet has one text for each and no English beside it; what is written otherwise than here stays as it stands there,
told to be Latvian.
"""

import re
from collections.abc import Callable, Mapping

from data.words import words

_NAMES: Mapping[str, str] = {words("lv").month_name(n): words("en").month_name(n) for n in range(1, 13)} | {
    "pavasaris": "spring",
    "vasara": "summer",
    "rudens": "autumn",
    "ziema": "winter",
}


def _day(day: str, month: str, year: str = "") -> str:
    return f"{int(day)} {words('en').month_name(int(month))} {year}".rstrip()


_FORMS: tuple[tuple[str, Callable[..., str]], ...] = (
    (rf"(\d{{4}})\. gada ({'|'.join(_NAMES)})", lambda year, name: f"{_NAMES[name]} {year}"),
    (
        rf"(\d{{4}})\. gada ({'|'.join(_NAMES)}) un ({'|'.join(_NAMES)})",
        lambda year, first, last: f"{_NAMES[first]} and {_NAMES[last]} {year}",
    ),
    (
        r"(\d\d)\.–(\d\d)\.(0\d|1[0-2])\.(\d{4})\.",
        lambda first, last, month, year: f"{int(first)}–{_day(last, month, year)}",
    ),
    (
        r"(\d\d)\.(0\d|1[0-2])\.–(\d\d)\.(0\d|1[0-2])\.(\d{4})\.",
        lambda first, month, last, then, year: f"{_day(first, month)} – {_day(last, then, year)}",
    ),
    (r"(\d+) valstu nesvērtais vidējais", lambda n: f"unweighted average of {n} countries"),
    (r"ES vidējais, (\d+) valstis", lambda n: f"EU average, {n} countries"),
    (r"(\d+) valstis", lambda n: f"{n} countries"),
    (r"n = (\d+)", lambda n: f"n = {int(n):,}"),
)


def in_english(text: str) -> str | None:
    """Return a time or a sample as English has it; None for one written in no form known here."""
    for pattern, said in _FORMS:
        if found := re.fullmatch(pattern, text):
            return said(*found.groups())
    return None
