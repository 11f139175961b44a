"""Reading dates, months and times in any Latvian writing, and days that spreadsheet programs hold as numbers."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta

from data.contract.columns import Column, Kind
from data.intake.numbers import finite
from data.intake.parsed import Bad, Ok, Parsed, absent, may_stand, plain
from data.intake.text import fold
from data.model import PartialDate
from data.raw import CellKind, RawCell, TypedCell

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
    folded = fold(text)
    for word, digit in _ORDINALS:
        folded = re.sub(rf"\b{word}\w{{0,2}}\b(?= (?:cet|kvart|quarter|pusgad|half))", digit, folded)
    years = list(dict.fromkeys(_YEAR.findall(folded)))
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        years_named = list(pattern.finditer(folded))
        if len(years_named) == 1 and len(years) == 1:
            written = years_named[0][1] or years_named[0][2]
            last = months * (_ROMAN.get(written) or int(written))
            return Bad("date_period", (("month", f"{years[0]}-{last:02}"), ("year", years[0])))
    return Bad("date_several" if len(_YEAR.findall(folded)) > 1 else "not_a_date", may)


def read_date(text: str) -> Parsed:
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
    return Ok(value, notice, (("value", _advised(value)),) if notice else ())


def _advised(value: PartialDate) -> str:
    """Return a date in the form that every message advises: a whole one as day, month and year."""
    return f"{value.day:02}.{value.month:02}.{value.year}" if value.day else value.iso


def _typed_date(raw: RawCell) -> Parsed | None:
    """Read what a spreadsheet program holds as a date or as a whole number: a year or a serial day; else None."""
    if isinstance(raw, str):
        return None
    if raw.kind is CellKind.DATE:
        return read_date(str(raw.value)[:10])
    number = finite(raw) if raw.kind is CellKind.NUMBER else None
    if number is not None and number.is_integer():
        if 1000 <= number <= 9999:
            return read_date(f"{number:.0f}")
        if _FIRST_SERIAL <= number <= _LAST_SERIAL:
            day = _SERIAL_ZERO + timedelta(days=number)
            value = PartialDate(day.year, day.month, day.day)
            return Ok(value, "date_normalised", (("value", _advised(value)),))
    return None


def parse_date(raw: RawCell, column: Column) -> Parsed:
    """Read a year, a month or a day between the years that the column allows."""
    parsed = _typed_date(raw)
    if parsed is None:
        text = plain(raw)
        if empty := absent(text, column):
            return empty
        parsed = read_date(text)
        if isinstance(parsed, Bad) and parsed.code == "not_a_date":
            return _not_a_date(text, column)
    if isinstance(parsed, Bad):
        return parsed
    if not (column.low or 0) <= parsed.value.year <= (column.high or 9999):
        return Bad("date_out_of_range", (("low", f"{column.low:.0f}"), ("high", f"{column.high:.0f}")))
    return parsed


def parse_day(raw: RawCell, column: Column) -> Parsed:
    """Read a date that must be a day."""
    parsed = parse_date(raw, column)
    if isinstance(parsed, Bad) or parsed.value is None:
        return parsed
    if parsed.value.day is None:
        return Bad("day_needed_month" if parsed.value.month else "day_needed_year")
    return parsed._replace(value=parsed.value.first)


def from_1904(raw: RawCell) -> RawCell:
    """Return a serial day that is counted from 1904 on as one counted like all others; a year stays a year."""
    if isinstance(raw, TypedCell) and raw.kind is CellKind.NUMBER and isinstance(raw.value, float | int):
        return raw._replace(value=raw.value + _DAYS_TO_1904) if raw.value >= _FIRST_SERIAL else raw
    return raw


_TIME = re.compile(r"(?:plkst\.? ?)?(\d\d?)(?:[.:](\d\d))?(?:[:.]00)?")


def parse_time(raw: RawCell, column: Column) -> Parsed:
    """Read a time of day, also one that is held as a part of a day."""
    number = finite(raw) if isinstance(raw, TypedCell) and raw.kind is CellKind.NUMBER else None
    if number is not None and 0 <= number < 1:
        minutes = round(number * 1440) % 1440
        return Ok(time(minutes // 60, minutes % 60))
    text = str(raw.value)[:5] if isinstance(raw, TypedCell) and raw.kind is CellKind.TIME else plain(raw)
    if empty := absent(text, column):
        return empty
    match = _TIME.fullmatch(fold(text))
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return Bad("not_a_time")
    return Ok(time(int(match[1]), int(match[2] or 0)))
