"""Reading numbers as they are written in Latvian: grouped, with a unit, and refused where they have two readings."""

import re
from math import isfinite

from data.contract.columns import Column, Kind
from data.contract.written import DOUBTFUL
from data.intake.parsed import Bad, Ok, Parsed, absent, plain
from data.raw import CellKind, RawCell, TypedCell

_GROUPED_BY_SPACE = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPED_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_NUMBER_UNIT = re.compile(r"(.*?) ?(%|€|eur|euro|eiro)", re.IGNORECASE)


def _within(value: float, column: Column) -> bool:
    return (column.low is None or value >= column.low) and (column.high is None or value <= column.high)


def finite(raw: TypedCell) -> float | None:
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
        value = sign * float(digits.replace(".", "").replace(",", "."))
        return Ok(value, "number_points", (("value", text.replace(".", " ")),))
    if _GROUPED_BY_COMMA.fullmatch(digits):
        value = sign * float(digits.replace(",", ""))
        return Ok(value, "number_commas", (("value", text.replace(",", " ").replace(".", ",")),))
    return Bad("not_a_number")


def _doubt(sign: str, head: str, tail: str) -> Bad:
    """Refuse a number of two readings; its message gives each as it is written without a doubt."""
    decimals = tail.rstrip("0")
    decimals = f"{decimals}0" if len(decimals) == len(tail) else decimals
    decimal = f"{sign}{head},{decimals}" if decimals else f"{sign}{head}"
    return Bad("number_ambiguous", (("whole", f"{sign}{head} {tail}"), ("decimal", decimal)))


def parse_number(raw: RawCell, column: Column) -> Parsed:
    """Read a number, whole where its column says so, within the column's bounds."""
    number = finite(raw) if isinstance(raw, TypedCell) and raw.kind in (CellKind.NUMBER, CellKind.PERCENT) else None
    parsed: Parsed
    if number is not None:
        dropped = isinstance(raw, TypedCell) and raw.kind is CellKind.PERCENT and not column.percent
        parsed = Ok(number, "number_unit_dropped", (("unit", "%"),)) if dropped else Ok(number)
    else:
        text = plain(raw)
        if empty := absent(text, column):
            return empty
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
