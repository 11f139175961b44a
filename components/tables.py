"""Real HTML tables: a caption, headers that name their rows and columns, and cells that are already escaped."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.escape import html


@dataclass(frozen=True)
class Column:
    """A column's heading; ``number`` aligns its cells to the right."""

    heading: str
    number: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells as HTML (escape sheet text first); the first is the row's heading; ``group`` sets it apart."""

    cells: Sequence[str]
    group: bool = False


def table(columns: Sequence[Column], rows: Sequence[Row], caption: str, *, seen: bool = True) -> str:
    """Return the table as HTML. The caption is plain text and is escaped here, as are the headings.

    Without ``seen`` the caption is for screen readers alone, where a heading already says it.
    """
    head = "".join(f'<th scope="col"{_number(column)}>{html(column.heading)}</th>' for column in columns)
    body = "".join(_row(row, columns) for row in rows)
    hidden = "" if seen else ' class="unseen"'
    return (
        f'<div class="scroll"><table class="data"><caption{hidden}>{html(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _number(column: Column) -> str:
    return ' class="number"' if column.number else ""


def _row(row: Row, columns: Sequence[Column]) -> str:
    first, *rest = row.cells
    cells = f'<th scope="row">{first}</th>'
    cells += "".join(f"<td{_number(column)}>{cell}</td>" for cell, column in zip(rest, columns[1:], strict=True))
    return f"<tr{' class=group' if row.group else ''}>{cells}</tr>"
