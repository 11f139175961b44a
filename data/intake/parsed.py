"""The outcome of reading one cell, and what empty cells and their words mean to every kind of column."""

from typing import Any, NamedTuple

from data.contract.columns import Column, Kind
from data.intake.text import is_missing, tidy
from data.raw import RawCell


class Ok(NamedTuple):
    """A valid value; ``notice`` is an issue code where reading it needed more than the plain form."""

    value: Any
    notice: str | None = None
    args: tuple[tuple[str, str], ...] = ()


class Bad(NamedTuple):
    """A cell that cannot be used, by issue code."""

    code: str
    args: tuple[tuple[str, str], ...] = ()


Parsed = Ok | Bad
"""Either outcome of reading a cell."""
EMPTY = Ok(None)
"""Nothing is known."""


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


_INSTEAD = {
    ("measures", "number"): "id",
    ("measures", "title"): "title",
    ("funding", "kind"): "kind",
    ("municipalities", "title"): "name",
    ("municipalities", "short_title"): "name",
    ("trust", "value"): "figure",
}


def instead(table: str, column: Column) -> str:
    """Return the name of what the screens show where a required cell says nothing: a key of `issues.INSTEAD`."""
    return _INSTEAD.get((table, column.name), "nothing")


def plain(raw: RawCell, *, lines: bool = False) -> str:
    """Return a cell's tidied text without the apostrophe that keeps it from being a formula."""
    text = tidy(raw if isinstance(raw, str) else raw.shown, lines=lines)
    return tidy(text[1:], lines=lines) if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def absent(text: str, column: Column) -> Ok | None:
    """Return what a tidied text means that says nothing, in no letters or in a word for it; else None."""
    if not text:
        return nothing(column)
    if is_missing(text):
        if column.default is None:
            return Ok(None, "read_as_empty")
        spoken = {meaning: word for word, meaning in column.choices.items()}
        return Ok(column.default, "read_as_default", (("value", spoken.get(column.default, str(column.default))),))
    return None
