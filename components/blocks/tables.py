"""Real HTML tables: a caption, headers that name their rows and columns, and cells that are already escaped."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.blocks.escape import html

FEW_COLUMNS = 4
"""So many columns of numbers fit beside each other on a phone; rows of wider tables stack there, unless columns that
are seldom asked for are set aside."""


@dataclass(frozen=True)
class Column:
    """A column's heading; ``number`` aligns its cells to the right, ``twelfths`` is its share of a fixed width.

    On a phone the cells of ``aside`` columns stand on lines of their own: the first above its row, others small below.
    Four columns are left beside each other.
    """

    heading: str
    number: bool = False
    twelfths: int = 0
    aside: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells as HTML (escape sheet text first); the first is the row's heading.

    ``group`` sets it apart as a heading of those below, ``marked`` as the one that was chosen.
    """

    cells: Sequence[str]
    group: bool = False
    marked: bool = False


def table(columns: Sequence[Column], rows: Sequence[Row], caption: str, *, seen: bool = True) -> str:
    """Return the table as HTML. The caption is plain text and is escaped here, as are the headings.

    Without ``seen`` the caption is for screen readers alone, where a heading already says it.
    """
    head = "".join(
        f'<th role="columnheader" scope="col"{_classes(column)}>{html(column.heading)}</th>' for column in columns
    )
    body = "".join(_row(row, columns) for row in rows)
    hidden = "" if seen else ' class="unseen"'
    numeric = any(column.number for column in columns[1:])
    kind = "data" if numeric and len(columns) <= FEW_COLUMNS else "data stacks"
    kind = "data folds" if any(column.aside for column in columns) else kind
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{html(caption)}">'
        f'<table role="table" class="{kind}"><caption{hidden}>{html(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _classes(column: Column) -> str:
    width = f"w{column.twelfths}" if column.twelfths else ""
    names = [width, *(name for name, holds in (("number", column.number), ("aside", column.aside)) if holds)]
    own = " ".join(filter(None, names))
    return f' class="{own}"' if own else ""


def _row(row: Row, columns: Sequence[Column]) -> str:
    """Return a row; roles are said aloud, since a table whose rows stack on a phone loses them in some browsers."""
    first, *rest = row.cells
    group = " class=group" if row.group else ' class="marked" aria-current="true"' if row.marked else ""
    if row.group and not any(rest):
        return f'<tr role="row"{group}><th role="rowheader" scope="rowgroup" colspan="{len(columns)}">{first}</th></tr>'
    own = ' class="aside"' if columns[0].aside else ""
    cells = "".join(
        f'<td role="cell" data-label="{html(column.heading)}"{_classes(column)}>{cell}</td>'
        for cell, column in zip(rest, columns[1:], strict=True)
    )
    return f'<tr role="row"{group}><th role="rowheader" scope="row"{own}>{first}</th>{cells}</tr>'
