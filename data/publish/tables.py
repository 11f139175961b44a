"""Tables of a snapshot as rows of text and as CSV, in the form of the spreadsheet contract."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any, TypeAlias

from data.contract.columns import Column, Kind, Table
from data.contract.tables import BY_CODE, INVENTED_HEADER
from data.contract.written import format_value, value_of
from data.model import Snapshot
from data.publish.escape import escape_formula


def rows(snapshot: Snapshot, table: Table) -> list[list[str]]:
    """Return a table's rows as the sheet would hold them, in the order of its keys, without the header."""
    return [
        [format_value(value_of(record, column), column) for column in table.columns]
        for record in getattr(snapshot, table.code)
    ]


def invented_mark(snapshot: Snapshot, code: str) -> tuple[str, ...]:
    """Return what the column `INVENTED_HEADER` of a table says in every row; nothing where no plan is invented.

    Where a true plan stands beside invented ones, these are named. A table that the source lacks is embedded, and so
    true whatever the plans are.
    """
    if not snapshot.invented:
        return ()
    if code in snapshot.embedded:
        return ("nē, iebūvētie dati",)
    return ("jā",) if len(snapshot.invented) == len(snapshot.plans) else (f"plāns {'; '.join(snapshot.invented)}",)


def as_csv(snapshot: Snapshot, code: str) -> bytes:
    """Return one table as CSV: UTF-8 with a byte order mark (Excel needs it), comma, formulas escaped.

    Of a snapshot with an invented plan every row says so in a last column, so that no file of it is taken for true.
    """
    table, mark = BY_CODE[code], invented_mark(snapshot, code)
    header = [*(column.header for column in table.columns), *([INVENTED_HEADER] if mark else [])]
    return written([header, *([*_escaped(row, table.columns), *mark] for row in rows(snapshot, table))])


def written(lines: Iterable[Sequence[str]]) -> bytes:
    """Return rows of text, whose formulas are escaped, as CSV: UTF-8 with a byte order mark, comma."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode("utf-8-sig")


Value: TypeAlias = str | float | date | None
"""What a cell of a list holds."""


def plain_cell(value: Value) -> str:
    """Return a value as a program reads it in CSV: numbers and ISO days plain, text escaped, "" for None."""
    match value:
        case None:
            return ""
        case int() | float():
            return f"{value:.15g}"
        case date():
            return value.isoformat()
        case _:
            return escape_formula(value)


def _escaped(row: Sequence[str], columns: Sequence[Column]) -> list[str]:
    numbers = (Kind.NUMBER, Kind.INTEGER)
    return [text if column.kind in numbers else escape_formula(text) for text, column in zip(row, columns, strict=True)]


def typed(value: Any, column: Column) -> str | float | date | time | None:
    """Return a value as a workbook cell holds it: numbers and whole days typed, everything else text, None empty."""
    if value is None or value == () or (value == column.default and column.default is not None):
        return None
    if column.kind in (Kind.NUMBER, Kind.INTEGER, Kind.TIME):
        return value  # type: ignore[no-any-return]
    if column.kind is Kind.DAY:
        return value  # type: ignore[no-any-return]
    if column.kind is Kind.DATE and value.day is not None:
        return value.first  # type: ignore[no-any-return]
    return format_value(value, column)
