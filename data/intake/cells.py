"""Reading one cell: Latvian dates, numbers, closed words, links, yes and no, lists, and text.

Every parser takes a `RawCell` and its `Column` and returns `Ok` or `Bad`; none raises, whatever stands in the
cell. `format_value` is the inverse: reading what it wrote gives the value back.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from math import isfinite
from typing import Any, NamedTuple
from urllib.parse import unquote

from data.contract.columns import Column, Kind
from data.contract.written import DOUBTFUL
from data.intake.personal import REDACTED, URL, redact
from data.model import PartialDate
from data.raw import CellKind, RawCell, TypedCell

MAX_TEXT = 2000
"""Characters a cell may hold (decision 0005)."""
MAX_ID = 200
MAX_SHOWN = 60
"""Characters of a faulty cell that a message repeats."""


class Ok(NamedTuple):
    """A value that stands; ``notice`` is an issue code where reading it needed more than the plain form."""

    value: Any
    notice: str | None = None
    args: tuple[tuple[str, str], ...] = ()


class Bad(NamedTuple):
    """A cell that cannot be used, by issue code."""

    code: str
    args: tuple[tuple[str, str], ...] = ()


Parsed = Ok | Bad
EMPTY = Ok(None)

_MISSING = frozenset([
    "", "-", "–", "—", "?", "..", "...", "…", "n/a", "n.a.", "na", "nan", "null", "none", "unknown",
    "nav datu", "nav zinu", "nav zinams", "nav zinama", "nezinams", "nav informacijas", "nav noradits",
])  # fmt: skip
"""Words that mean "nothing known" in numbers, dates, links and closed words (folded)."""
_DASHES = frozenset(["-", "–", "—", "n/a"])
_NO_ITEM = _DASHES | {""}
_ERROR = re.compile(r"#(?:N/A|[A-ZĀČĒĢĪĶĻŅŌŠŪŽ]+(?:/\d)?[!?])|#{3,}|(?:Err|Kļūda):\d{3}")
_LOADING = re.compile(r"(?:loading|notiek ielāde|ielādē)\s*(?:…|\.{3})", re.IGNORECASE)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_DASH = re.compile("[‐‑‒–—−]")
_BAD_SCHEME = re.compile(r"\b(?:javascript|vbscript|file|ftp|blob):\S|\bdata:\w+/", re.IGNORECASE)
_BY_VALUE = frozenset([Kind.DAY, Kind.DATE, Kind.TIME, Kind.INTEGER, Kind.NUMBER])
"""What is read from a typed cell's value; everything else from what the cell shows."""


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


def parse(raw: RawCell, column: Column) -> Parsed:
    """Read one cell as its column says. An empty cell gives the column's default (or None)."""
    if isinstance(raw, TypedCell):
        if raw.kind is CellKind.ERROR:
            return Bad("formula_error")
        if raw.kind is CellKind.NOT_CALCULATED:
            return Bad("formula_not_calculated")
        if raw.kind is CellKind.RESTLESS:
            return Bad("google_cell_restless")
    elif not raw:
        return nothing(column)
    if isinstance(raw, str) or column.kind not in _BY_VALUE:
        text = raw if isinstance(raw, str) else raw.shown
        if code := _not_content(text):
            return Bad(code)
        if len(text) > MAX_TEXT // 3 and (length := _length(text)) > MAX_TEXT:
            return Bad("text_too_long", (("length", str(length)), ("limit", str(MAX_TEXT))))
    return _PARSERS[column.kind](raw, column)


def _not_content(text: str) -> str | None:
    """Return the fault of a text that a spreadsheet program shows in place of a value."""
    first = text[0] if text[:1] > " " else text.strip()[:1]
    if first in "#EK" and _ERROR.fullmatch(text.strip()):
        return "formula_error"
    if first in "LNIlni" and _LOADING.fullmatch(text.strip()):
        return "cell_loading"
    return None


def _length(raw: str) -> int:
    """Count what a text holds however it is written: a list without the spaces that `format_value` puts into it."""
    return len(_plain(raw).replace("; ", ";"))


def nothing(column: Column) -> Ok:
    """Return what an empty cell means: the column's default, an empty list, or None."""
    if column.many or column.kind is Kind.LIST:
        return Ok(())
    return EMPTY if column.default is None else Ok(column.default)


def may_stand(column: Column) -> str:
    """Return the name of the sentence that says what may stand in a column: a key of `data.intake.issues.MAY`."""
    if column.ref:
        return "reference"
    if column.choices:
        return "word"
    if column.kind is Kind.DATE:
        return "date" if column.required else "date_or_nothing"
    if column.kind is Kind.INTEGER and "year" in column.name:
        return "year"
    return {Kind.DAY: "day", Kind.INTEGER: "number", Kind.NUMBER: "number"}.get(column.kind, "text")


def is_missing(text: str) -> bool:
    """Tell whether a tidied text is one of the words for "nothing known"."""
    return fold(text) in _MISSING


def _plain(raw: RawCell, *, lines: bool = False) -> str:
    """Return a cell's tidied text without the apostrophe that keeps it from being a formula."""
    text = tidy(raw if isinstance(raw, str) else raw.shown, lines=lines)
    return tidy(text[1:], lines=lines) if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _absent(text: str, column: Column) -> Ok | None:
    if not text:
        return nothing(column)
    if is_missing(text):
        return Ok(column.default, "read_as_empty")
    return None


# Text, identifiers, lists


def _parse_text(raw: RawCell, column: Column) -> Parsed:
    text = _plain(raw, lines=not column.required)
    if not text or text in _DASHES:
        return EMPTY
    if _BAD_SCHEME.search(text):
        return Bad("link_scheme")
    return _without_personal_data(text)


def _without_personal_data(text: str) -> Ok:
    clean = redact(text)
    return Ok(clean, "personal_data_removed") if clean != text else Ok(text)


def _parse_list(raw: RawCell, column: Column) -> Parsed:
    parsed = _parse_text(raw, column)
    if isinstance(parsed, Bad):
        return parsed
    items = _items(parsed.value or "")
    return items if isinstance(items, Bad) else items._replace(notice=parsed.notice)


def _items(text: str) -> Parsed:
    """Part a list at its semicolons; one item that is a formula's error makes the whole cell one."""
    items = tuple(item for part in text.split(";") if (item := _plain(part)) not in _NO_ITEM)
    code = next(filter(None, map(_not_content, items)), None)
    return Bad(code) if code else Ok(items)


_PARTING = re.compile(r"\s*(?:[;,/&+|]|\b(?:un|vai|and|or)\b)\s*")


def parts_of(text: str) -> list[str]:
    """Return what a text names when it is read as a list, however its items are parted."""
    parts = [part for part in _PARTING.split(text) if part]
    return parts if len(parts) > 1 else text.split()


COMMA_NUMBER = re.compile(r"\d+,\w+")
_ORDINAL = re.compile(r"\d{1,3}(?:[.,]\w{1,4})*\.")
_DAY_ID = re.compile(r"(\d{4}-\d\d-\d\d)(-\d{1,2})?")


def _parse_id(raw: RawCell, column: Column) -> Parsed:
    if isinstance(raw, TypedCell) and raw.kind is CellKind.DATE:
        return _parse_day_id(str(raw.value)[:10]) if column.iso_day else Bad("id_became_date")
    text = _plain(raw)
    if text in _DASHES:
        text = ""
    if column.many:
        if redact(text) != text:
            return Bad("not_an_id")
        items = _items(text)
        return items if isinstance(items, Bad) else Ok(tuple(dict.fromkeys(map(_undotted, items.value))))
    if not text:
        return nothing(column)
    if column.iso_day:
        return _parse_day_id(text)
    if column.ref and is_missing(text) and not text.isalpha():
        return Ok(None, "read_as_empty")
    if redact(text) != text or len(text) > MAX_ID:
        return Bad("not_an_id")
    if column.pattern:
        return Ok(text) if re.fullmatch(column.pattern, text) else Bad("code_form")
    plain = _undotted(text)
    if COMMA_NUMBER.fullmatch(plain):
        plain = plain.replace(",", ".")
    return Ok(text) if plain == text else Ok(plain, "id_normalised", (("value", plain),))


def _undotted(text: str) -> str:
    """Return a number without the point that Latvian puts behind ordinals: "3.5." is "3.5"."""
    return text[:-1] if _ORDINAL.fullmatch(text) else text


def _parse_day_id(text: str) -> Parsed:
    """Read an identifier that is a day, with "-2" behind it for a second one that day."""
    match = _DAY_ID.fullmatch(text)
    day, second = match.groups() if match else (text, "")
    read = _read_date(day)
    if isinstance(read, Bad) or read.value.day is None:
        return Bad("meeting_id_form")
    value = f"{read.value.iso}{second or ''}"
    return Ok(value) if value == text else Ok(value, "id_normalised", (("value", value),))


# Closed words, yes and no


_ALIKE = 0.8
"""How alike a word must be to one of the list to be taken for a slip of it."""


@cache
def _lookup(column_words: tuple[tuple[str, StrEnum], ...], synonyms: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    words = {fold(word): word for word, _ in column_words}
    return words | {fold(other): word for other, word in synonyms if fold(other) not in words}


def _parse_choice(raw: RawCell, column: Column) -> Parsed:
    text = _plain(raw)
    if text in column.choices:
        return Ok(column.choices[text])
    known = _lookup(tuple(column.choices.items()), tuple(column.synonyms.items()))
    word = known.get(fold(text.rstrip(".!"))) or known.get(fold(text))
    if word:
        return Ok(column.choices[word], "word_normalised", (("value", word),))
    if absent := _absent(text, column):
        return absent
    if column.open_words:
        return _without_personal_data(text)
    several = dict.fromkeys(known[fold(part)] for part in parts_of(text) if fold(part) in known)
    if len(several) > 1:
        return Bad("one_word_only", (("choices", quoted(several)),))
    near = get_close_matches(fold(text), list(known), n=1, cutoff=_ALIKE)
    allowed = quoted(column.choices)
    if near:
        return Bad("unknown_word_near", (("near", known[near[0]]), ("allowed", allowed)))
    return Bad("unknown_word", (("allowed", allowed),))


def quoted(items: Iterable[str]) -> str:
    """Return items as a message names what may stand in a cell."""
    return ", ".join(f"„{item}”" for item in items)


_YES = frozenset(["ja", "yes", "true", "patiess", "patiesa", "1", "✓", "✔", "✅", "x"])
_NO = frozenset(["ne", "no", "false", "aplams", "aplama", "0", "✗", "✘", "❌"])


def _parse_flag(raw: RawCell, column: Column) -> Parsed:
    if isinstance(raw, TypedCell) and raw.kind is CellKind.FLAG:
        return Ok(bool(raw.value))
    text = _plain(raw)
    if absent := _absent(text, column):
        return absent
    word = fold(text)
    if word in _YES or word in _NO:
        notice = None if text in ("jā", "nē") else "word_normalised"
        return Ok(word in _YES, notice, (("value", "jā" if word in _YES else "nē"),) if notice else ())
    return Bad("not_yes_no")


# Links


_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


def _parse_link(raw: RawCell, column: Column) -> Parsed:
    text = _plain(raw)
    if absent := _absent(text, column):
        return absent
    if URL.fullmatch(text) and redact(text) == text:
        return Ok(text)
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and not re.match(r"[\w.-]+:\d", text):
        return Bad("not_a_link" if text.lower().startswith("http") else "link_scheme")
    if _DOMAIN.fullmatch(text) and redact(text) == text:
        return Ok(f"https://{text}", "link_scheme_added", (("value", f"https://{text}"),))
    return Bad("not_a_link")


def with_links(raw: RawCell, addresses: Sequence[str], column: Column) -> RawCell | None:
    """Return a cell with the addresses that stand behind its text, where its column takes addresses; else None.

    What the text says itself needs no repeating, and an e-mail address is none. "" is an address that is not known.
    """
    if isinstance(raw, TypedCell) and raw.kind in (CellKind.ERROR, CellKind.NOT_CALCULATED):
        return raw
    text = raw if isinstance(raw, str) else raw.shown
    said = _bare_address(text)
    unsaid = [address for address in addresses if not (address and _bare_address(address) in said)]
    unsaid = [address for address in unsaid if not address.lower().startswith("mailto:")]
    if not unsaid:
        return raw
    if not all(URL.fullmatch(address) and redact(address) == address for address in unsaid):
        return None
    if column.kind is Kind.LINK:
        own = parse(raw, column)
        return unsaid[0] if len(unsaid) == 1 and (isinstance(own, Bad) or own.value is None) else None
    whole = " ".join([text, *unsaid])
    return whole if column.takes_links and _length(whole) <= MAX_TEXT else None


def _bare_address(text: str) -> str:
    """Return a text so that an address is found in it however a program completes it: with a scheme or a last slash."""
    return re.sub(r"https?://(?:www\.)?|\bwww\.", "", unquote(text).casefold()).rstrip("/")


def from_1904(raw: RawCell) -> RawCell:
    """Return a serial day that is counted from 1904 on as one counted like all others; a year stays a year."""
    if isinstance(raw, TypedCell) and raw.kind is CellKind.NUMBER and isinstance(raw.value, float | int):
        return raw._replace(value=raw.value + _DAYS_TO_1904) if raw.value >= _FIRST_SERIAL else raw
    return raw


# Dates and times


_MONTHS = ("janvar", "februar", "mart", "april", "maij", "junij", "julij", "august", "septembr", "oktobr", "novembr", "decembr")  # fmt: skip  # noqa: E501
_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?(?:[T ]00:00(?::00)?(?:\.0+)?)?")
_DAY_FIRST = re.compile(r"(\d\d?)([./-]) ?(\d\d?)\2 ?(\d{4})\.?(?: ?g(?:ads|ada|\.)?)?(?: 0?0[:.]00(?:[:.]00)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d\d?)[./](\d\d?)\.?")
_MONTH_YEAR = re.compile(r"(\d\d?)[./](\d{4})\.?")
_YEAR_WORDS = re.compile(r"(\d{4})\.(?: ?(?:gads|gada|gadam|g)\b\.?)?(?: ?(\d\d?)\.)?(?: ?([a-z]{3,11})\.?)?")
_WORDS_YEAR = re.compile(r"(?:(\d\d?)\.? ?)?([a-z]{3,11})\.? (\d{4})\.?(?: ?(?:gads|gada|g\.?))?")
_QUARTER = re.compile(
    r"\b(?:(i{1,3}|iv|[1-4])\.? ?(?:cet(?:\.|urks\w*)|kvart\w*|quarter)|(?:q ?|(?=[1-4]q))([1-4]))(?:q|(?!\w))"
)
_HALF = re.compile(r"\b(?:(i{1,2}|[12])\.? ?(?:pusgad\w*|half)|h ?([12]))(?!\w)")
_ORDINALS = (("pirma", "1"), ("otra", "2"), ("tresa", "3"), ("ceturta", "4"), ("first", "1"), ("second", "2"))
_ROMAN: Mapping[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050  # 1927 to 2099
_DAYS_TO_1904 = (date(1904, 1, 1) - _SERIAL_ZERO).days


def _month(word: str) -> int | None:
    for number, stem in enumerate(_MONTHS, start=1):
        if (word.startswith(stem) and len(word) - len(stem) <= 3) or stem.startswith(word):
            return number
    return None


def _not_a_date(text: str, column: Column) -> Bad:
    """Return what is wrong with a text that is no date: it is a period, several dates, or something else."""
    may = (("may", may_stand(column)),)
    if column.kind is Kind.DAY:
        return Bad("not_a_date", may)
    plain = fold(text)
    for word, digit in _ORDINALS:
        plain = re.sub(rf"\b{word}\w{{0,2}}\b(?= (?:cet|kvart|quarter|pusgad|half))", digit, plain)
    years = list(dict.fromkeys(_YEAR.findall(plain)))
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        found = list(pattern.finditer(plain))
        if len(found) == 1 and len(years) == 1:
            written = found[0][1] or found[0][2]
            last = months * (_ROMAN.get(written) or int(written))
            return Bad("date_period", (("month", f"{years[0]}-{last:02}"), ("year", years[0])))
    return Bad("date_several" if len(_YEAR.findall(plain)) > 1 else "not_a_date", may)


def _read_date(text: str) -> Parsed:
    """Read a date in any accepted writing; day comes before month, never the other way round."""
    notice: str | None = "date_normalised"
    year: str | int
    month: str | int | None
    day: str | int | None
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        if text == "-".join(part for part in match.groups() if part) and len(text) in (4, 7, 10):
            notice = None
    elif match := _DAY_FIRST.fullmatch(fold(text)):
        day, _, month, year = match.groups()
        if re.fullmatch(r"\d\d?\.\d\d?\.\d{4}\.?", text):
            notice = None
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _MONTH_YEAR.fullmatch(text):
        (month, year), day = match.groups(), None
    elif match := _YEAR_WORDS.fullmatch(fold(text)):
        year, day, word = match.groups()
        month = _month(word) if word else None
        if (word and not month) or (day and not month):
            return Bad("not_a_date")
    elif match := _WORDS_YEAR.fullmatch(fold(text)):
        day, word, year = match.groups()
        month = _month(word)
        if not month:
            return Bad("not_a_date")
    else:
        return Bad("not_a_date")
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return Bad("impossible_date")
    value = PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    return Ok(value, notice, (("value", value.iso),) if notice else ())


def _typed_date(raw: RawCell) -> Parsed | None:
    """Read what a spreadsheet program holds as a date or as a whole number: a year or a serial day; else None."""
    if isinstance(raw, str):
        return None
    if raw.kind is CellKind.DATE:
        return _read_date(str(raw.value)[:10])
    number = _finite(raw) if raw.kind is CellKind.NUMBER else None
    if number is not None and number.is_integer():
        if 1000 <= number <= 9999:
            return _read_date(f"{number:.0f}")
        if _FIRST_SERIAL <= number <= _LAST_SERIAL:
            day = _SERIAL_ZERO + timedelta(days=number)
            value = PartialDate(day.year, day.month, day.day)
            return Ok(value, "date_normalised", (("value", value.iso),))
    return None


def _parse_date(raw: RawCell, column: Column) -> Parsed:
    parsed = _typed_date(raw)
    if parsed is None:
        text = _plain(raw)
        if absent := _absent(text, column):
            return absent
        parsed = _read_date(text)
        if isinstance(parsed, Bad) and parsed.code == "not_a_date":
            return _not_a_date(text, column)
    if isinstance(parsed, Bad):
        return parsed
    if not (column.low or 0) <= parsed.value.year <= (column.high or 9999):
        return Bad("date_out_of_range", (("low", f"{column.low:.0f}"), ("high", f"{column.high:.0f}")))
    return parsed


def _parse_day(raw: RawCell, column: Column) -> Parsed:
    parsed = _parse_date(raw, column)
    if isinstance(parsed, Bad) or parsed.value is None:
        return parsed
    if parsed.value.day is None:
        return Bad("day_needed_month" if parsed.value.month else "day_needed_year")
    return parsed._replace(value=parsed.value.first)


_TIME = re.compile(r"(?:plkst\.? ?)?(\d\d?)(?:[.:](\d\d))?(?:[:.]00)?")


def _parse_time(raw: RawCell, column: Column) -> Parsed:
    number = _finite(raw) if isinstance(raw, TypedCell) and raw.kind is CellKind.NUMBER else None
    if number is not None and 0 <= number < 1:
        minutes = round(number * 1440) % 1440
        return Ok(time(minutes // 60, minutes % 60))
    text = str(raw.value)[:5] if isinstance(raw, TypedCell) and raw.kind is CellKind.TIME else _plain(raw)
    if absent := _absent(text, column):
        return absent
    match = _TIME.fullmatch(fold(text))
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return Bad("not_a_time")
    return Ok(time(int(match[1]), int(match[2] or 0)))


# Numbers


_GROUPED_BY_SPACE = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPED_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_NUMBER_UNIT = re.compile(r"(.*?) ?(%|€|eur|euro|eiro)", re.IGNORECASE)


def _within(value: float, column: Column) -> bool:
    return (column.low is None or value >= column.low) and (column.high is None or value <= column.high)


def _finite(raw: TypedCell) -> float | None:
    """Return the number of a typed cell to the 15 digits that spreadsheet programs keep; None where it has none."""
    try:
        value = float(f"{raw.value:.15g}") if isinstance(raw.value, int | float) else None
    except OverflowError:
        return None
    return value if value is not None and isfinite(value) else None


def _read_number(text: str, column: Column) -> Parsed:
    sign, digits = 1, text
    if digits[:1] in ("-", "−", "–", "+"):
        sign, digits = (1 if digits[0] == "+" else -1), digits[1:].strip()
    if DOUBTFUL.fullmatch(digits):
        head, tail = re.split("[.,]", digits)
        fitting = [value for text in (f"{head}.{tail}", head + tail) if _within(value := sign * float(text), column)]
        return Ok(fitting[0]) if len(fitting) == 1 else _doubt(text[: -len(digits)], head, tail)
    if _PLAIN_NUMBER.fullmatch(digits):
        return Ok(sign * float(digits.replace(",", ".")))
    if _GROUPED_BY_SPACE.fullmatch(digits):
        return Ok(sign * float(digits.replace(" ", "").replace(",", ".")))
    if _GROUPED_BY_POINT.fullmatch(digits):
        return Ok(sign * float(digits.replace(".", "").replace(",", ".")), "number_points")
    if _GROUPED_BY_COMMA.fullmatch(digits):
        return Ok(sign * float(digits.replace(",", "")), "number_commas")
    return Bad("not_a_number")


def _doubt(sign: str, head: str, tail: str) -> Bad:
    """Refuse a number of two readings; its message gives each as it is written without a doubt."""
    decimals = tail.rstrip("0")
    decimals = f"{decimals}0" if len(decimals) == len(tail) else decimals
    decimal = f"{sign}{head},{decimals}" if decimals else f"{sign}{head}"
    return Bad("number_ambiguous", (("whole", f"{sign}{head} {tail}"), ("decimal", decimal)))


def _parse_number(raw: RawCell, column: Column) -> Parsed:
    number = _finite(raw) if isinstance(raw, TypedCell) and raw.kind in (CellKind.NUMBER, CellKind.PERCENT) else None
    parsed: Parsed
    if number is not None:
        dropped = isinstance(raw, TypedCell) and raw.kind is CellKind.PERCENT and not column.percent
        parsed = Ok(number, "number_unit_dropped", (("unit", "%"),)) if dropped else Ok(number)
    else:
        text = _plain(raw)
        if absent := _absent(text, column):
            return absent
        unit = _NUMBER_UNIT.fullmatch(text)
        if unit and (unit[2] == "%" or "EUR" in column.header or column.name == "number"):
            parsed = _read_number(unit[1], column)
            if isinstance(parsed, Ok) and not parsed.notice and not (unit[2] == "%" and column.percent):
                parsed = parsed._replace(notice="number_unit_dropped", args=(("unit", unit[2]),))
        else:
            parsed = _read_number(text, column)
    if isinstance(parsed, Bad):
        return parsed
    if not _within(parsed.value, column):
        bounds = (("low", _bound(column.low)), ("high", _bound(column.high)))
        return Bad("number_out_of_range", bounds)
    if column.kind is Kind.INTEGER:
        if not float(parsed.value).is_integer():
            return Bad("not_whole")
        return parsed._replace(value=int(parsed.value))
    return parsed._replace(value=parsed.value + 0.0)


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if value == int(value) else f"{value}"


_PARSERS: Mapping[Kind, Callable[[RawCell, Column], Parsed]] = {
    Kind.ID: _parse_id,
    Kind.TEXT: _parse_text,
    Kind.LIST: _parse_list,
    Kind.LINK: _parse_link,
    Kind.DAY: _parse_day,
    Kind.DATE: _parse_date,
    Kind.TIME: _parse_time,
    Kind.INTEGER: _parse_number,
    Kind.NUMBER: _parse_number,
    Kind.CHOICE: _parse_choice,
    Kind.FLAG: _parse_flag,
}


# Writing
