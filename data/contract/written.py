"""How a value is written in the sheet; `data.intake.cells.parse` reads it back."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from data.contract.columns import Column
from data.model import IndicatorValue

DOUBTFUL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""What may be thousands or three decimals."""


@cache
def _words_of(column_words: tuple[tuple[str, StrEnum], ...]) -> Mapping[StrEnum, str]:
    return {member: word for word, member in column_words}


def format_number(value: float) -> str:
    """Write a number so that it reads back the same: point for the decimals, no separators."""
    text = format(Decimal(repr(float(value))), "f").removesuffix(".0")
    return f"{text}0" if DOUBTFUL.fullmatch(text.lstrip("-")) else text


def format_value(value: Any, column: Column) -> str:
    """Write a value as the sheet would hold it; "" for None. `parse` reads it back."""
    if value is None or (value == column.default and column.default is not None):
        return ""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "jā" if value else "nē"
    if isinstance(value, StrEnum):
        return _words_of(tuple(column.choices.items()))[value]
    if isinstance(value, float):
        return format_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def value_of(record: Any, column: Column) -> Any:
    """Return what a record holds for a column; a band's own word stands in the answer's column."""
    if isinstance(record, IndicatorValue) and column.name == "answer":
        return record.answer or record.band
    return getattr(record, column.name)
